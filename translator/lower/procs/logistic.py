"""PROC LOGISTIC: binary logit models. SAS/STAT User's Guide, "LOGISTIC Procedure"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.library.ods_tables import OUTPUT_LABELS
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin
from translator.lower.procs.codings import ORDERS, class_codings, level_formats, model_effects, sides
from translator.lower.procs.options import dataset, number, options, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Named, Part
from translator.plan.relations import Step

NAMES = ("LOGISTIC",)
KEYWORDS = {
    "p": "P", "pred": "P", "predicted": "P", "prob": "P", "xbeta": "XBETA", "stdxbeta": "STDXBETA", "lower": "LOWER", "l": "LOWER",
    "upper": "UPPER", "u": "UPPER", "reschi": "RESCHI", "resdev": "RESDEV",
}  # fmt: skip
LABELS = {
    "P": "Estimated Probability", "XBETA": "Linear Predictor", "STDXBETA": "Standard Error of the Linear Predictor",
    "LOWER": "Lower {} Confidence Limit", "UPPER": "Upper {} Confidence Limit", "RESCHI": "Pearson Residual",
    "RESDEV": "Deviance Residual",
}  # fmt: skip
UNPRINTED = (
    "covb",
    "corrb",
    "itprint",
    "rsquare",
    "rsq",
    "lackfit",
    "ctable",
    "clparm",
    "waldcl",
    "influence",
    "iplots",
)
"""Options of MODEL that only add tables."""


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis: binary responses and events/trials, LINK=LOGIT, no selection of effects."""
    start = begin(
        step, context, ("descending", "desc", "des", "order", "rorder", "alpha", "outest", "covout", "noprint"), ("plots", "plot", "multipass"),
        st.OutputStatement, keywords=("class", "model", "freq", "weight"),
    )  # fmt: skip
    given = start.given
    models = [s for s in step.body if isinstance(s, st.RawStatement) and s.keyword == "model"]
    if len(models) != 1:
        raise LoweringError("R0106", "ERROR: PROC LOGISTIC takes one MODEL statement.", step.at)
    at = models[0]
    left, right, asked = sides(at)
    classes, codings = class_codings(start, "effect")
    effects = model_effects(right, start, classes, at)
    if not effects:
        raise LoweringError("H0403", "a MODEL without effects is not translated", at.at)
    _model_options(asked, context, "noprint" not in start.given)
    response, trials, arguments = _response(left, start, at)
    arguments = [("", response.name), ("", tuple(effects)), *arguments]
    weight, frequency = _weight(start), start.one("freq")
    arguments += codings
    arguments += [("frequency", frequency)] if frequency else []
    arguments += [("weight", weight)] if weight else []
    alpha = asked.get("alpha") or given.get("alpha")
    arguments += _alpha(alpha, "alpha")
    arguments += [("expected", True)] if "expb" in asked else []
    parts: list[Part] = []
    outputs = [s for s in step.body if isinstance(s, st.OutputStatement)]
    if len(outputs) > 1:
        raise LoweringError(
            "H0403", "several OUTPUT statements of PROC LOGISTIC are not translated", outputs[1].at
        )
    for s in outputs:
        part, more = _output(start, s, response if not trials else None, alpha)
        parts.append(part)
        arguments += more
    if (target := dataset(given.get("outest"))) is not None:
        if classes or any("*" in effect for effect in effects):
            raise LoweringError(
                "H0402", "OUTEST= with CLASS variables or interactions is not translated", step.at
            )
        made = [text("_LINK_", 8, label="Link Function"), text("_TYPE_", 8, label="Type of Statistics"),
                text("_STATUS_", 11, label="Convergence Status"), text("_NAME_", 32, label="Row Names for Parameter Estimates and Covariance Matrix"),
                number("Intercept", label="Intercept")]  # fmt: skip
        made += [number(e, label=(c.label if (c := start.schema.find(e)) else "")) for e in effects]
        made += [
            number("_LNLIKE_", label="Model Log Likelihood"),
            text("_ESTTYPE_", 3, label="Estimation Type"),
        ]
        parts.append(start.part(target, start.with_by(made), "OUTEST"))
        arguments += [("covariances", True)] if "covout" in given else []
    arguments += [("source", (d if "." in (d := start.scan.dataset) else f"work.{d}").upper())]
    arguments += level_formats([*classes, *([] if trials else [response])], context)
    prints = "noprint" not in given
    tables = _tables(
        start,
        effects,
        classes,
        "clodds" in asked or bool({"waldrl", "rl", "risklimits"} & set(asked)),
        bool(weight),
        "expb" in asked,
    )
    if prints:
        parts += start.ods({k: v for k, v in tables.items() if not (trials and k == "FitStatistics")})
    return start.finish("logistic_regression", arguments, parts, printed=tuple(tables) if prints else ())


def _model_options(asked: dict[str, st.Option], context: Context, prints: bool) -> None:
    """Raises LoweringError H0402 for what is not translated; options that only add tables are warned of."""
    for name, option in asked.items():
        value = word(option)
        match name:
            case "alpha" | "expb" | "waldrl" | "rl" | "risklimits":
                pass
            case "clodds" if value == "wald":
                pass
            case "link" if value == "logit":
                pass
            case "technique" | "tech" if value == "fisher":
                pass
            case "selection" if value == "none":
                pass
            case "clparm" if value != "wald":
                raise LoweringError("H0402", "CLPARM= by profile likelihood is not translated", option.at)
            case _ if name in UNPRINTED:
                if prints:
                    context.diagnose(LoweringError("W0112", f"{name.upper()} is not carried out", option.at))
            case _:
                shown = f"{name.upper()}={value.upper()}" if value else name.upper()
                raise LoweringError("H0402", f"{shown} of MODEL is not translated", option.at)


def _response(
    left: tuple[str, ...], start: Start, at: st.RawStatement
) -> tuple[Column, str, list[tuple[str, Argument]]]:
    """Return the response (or the events), the trials, and the arguments about the response's levels."""

    def column(name: str) -> Column:
        return start.context.names((sx.Var(name),), start.schema)[0]

    if len(left) == 3 and left[1] == "/":
        events, trials = column(left[0]), column(left[2])
        if "char" in (events.type.kind, trials.type.kind):
            raise LoweringError("R0106", "ERROR: The variables of events/trials must be numeric.", at.at)
        return events, trials.name, [("trials", trials.name)]
    if len(left) > 1 and (left[1] != "(" or left[-1] != ")"):
        raise LoweringError("H0403", "this MODEL statement is not translated", at.at)
    event: dict[str, Any] = {}
    made: list[tuple[str, Argument]] = []
    order = start.given.get("order") or start.given.get("rorder")
    shown = word(order)
    down = bool({"descending", "desc", "des"} & set(start.given))
    words = list(left[2:-1])
    while words:
        name = words.pop(0).lower()
        value = ""
        if words[:1] == ["="]:
            value = words[1] if len(words) > 1 else ""
            words = words[2:]
        match name:
            case "descending" | "desc" | "des":
                down = True
            case "order":
                shown = value.lower()
            case "event" | "ref" | "reference" if value[:1] in ("'", '"'):
                event = {"event" if name == "event" else "ref": value[1:-1].strip()}
            case "event" | "ref" | "reference" if value.lower() in ("first", "last"):
                last = (value.lower() == "last") == (name == "event")
                event = {"last": True} if last else {}
            case _:
                raise LoweringError("H0402", f"{name.upper()} of the response is not translated", at.at)
    if shown and shown not in ORDERS:
        raise LoweringError("H0402", f"ORDER={shown.upper()} is not translated", at.at)
    made += [("event", Named(tuple(event.items())))] if event else []
    made += [("order", ORDERS[shown])] if shown and shown != "formatted" else []
    made += [("descending", True)] if down else []
    return column(left[0]), "", made


def _weight(start: Start) -> str:
    """Return the variable of WEIGHT; NORMALIZE is refused."""
    for s in start.step.body:
        if isinstance(s, st.ProcStatement) and s.keyword in ("weight", "freq"):
            options(s, ())
    return start.one("weight")


def _alpha(option: st.Option | None, name: str) -> list[tuple[str, Argument]]:
    if option is None:
        return []
    if not isinstance(option.value, sx.Number):
        raise LoweringError("H0402", "ALPHA= takes a number", option.at)
    return [(name, option.value.value)] if option.value.value != 0.05 else []


def _output(
    start: Start, s: st.OutputStatement, response: Column | None, alpha: st.Option | None
) -> tuple[Part, list[tuple[str, Argument]]]:
    """Return the data set of OUTPUT and the arguments about it."""
    alpha = options(s, ("alpha",)).get("alpha") or alpha
    more = _alpha(alpha, "output_alpha")
    shown = f"{100 * (1 - more[0][1]):g}%" if more and isinstance(more[0][1], float) else "95%"
    pairs: list[tuple[str, str]] = []
    made: list[Column] = []
    for request in s.requests:
        if request.statistic not in KEYWORDS or request.variables:
            raise LoweringError(
                "H0402", f"the keyword {request.statistic.upper()} of OUTPUT is not translated", s.at
            )
        keyword = KEYWORDS[request.statistic]
        for name in start.context.values(()).scope.resolve(request.names, create=True)[:1]:
            pairs.append((keyword, name))
            made.append(number(name, label=LABELS[keyword].format(shown)))
    if not pairs:
        raise LoweringError("H0403", "OUTPUT without statistics is not translated", s.at)
    level = []
    if response is not None and {"XBETA", "STDXBETA", "P", "LOWER", "UPPER"} & {k for k, _ in pairs}:
        level = [Column("_LEVEL_", response.type, response.format, label="Response Value")]
    columns = (*start.schema.columns, *level, *made)
    part = start.part(s.out, columns, "OUT", complete=start.schema.complete)
    catalog = start.context.catalog
    known = catalog.find(part.target)
    if known is not None:
        catalog.define(part.target, replace(known, label=OUTPUT_LABELS["LOGISTIC"]))
    return start.with_values(part), [("output", tuple(pairs)), *more]


def _tables(
    start: Start, effects: list[str], classes: list[Column], limits: bool, weighted: bool, expected: bool
) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables ("ODS Table Names")."""

    def numbers(names: str) -> list[Column]:
        return [number(n) for n in names.split()]

    named = {c.name for c in classes}
    parts = [effect.split("*") for effect in effects]
    wide = max(sum(n in named for n in own) for own in parts)
    mains = [own for own in parts if len(own) == 1 and sum(own[0] in other for other in parts) == 1]
    width = max(9, *(len(e) for e in effects))
    level = max([32, *(c.type.length for c in classes if c.type.kind == "char")])
    ratios = numbers("OddsRatioEst LowerCL UpperCL")
    effect = text("Effect", width + 2 * level + 5)
    made: dict[str, tuple[Column, ...]] = {
        "ModelInfo": (text("Description", 25), text("Value", 65)),
        "ResponseProfile": (number("OrderedValue"), text("Outcome", level), number("Count"), *(numbers("Weight") if weighted else [])),
        "ConvergenceStatus": (text("Reason", 200), number("Status")),
        "FitStatistics": (text("Criterion", 9), *numbers("InterceptOnly InterceptAndCovariates")),
        "GlobalTests": (text("Test", 16), *numbers("ChiSq DF ProbChiSq")),
        "ModelANOVA": (text("Effect", width), *numbers("DF WaldChiSq ProbChiSq")),
        "ParameterEstimates": (
            text("Variable", width), *(text(f"ClassVal{k}", level) for k in range(wide)),
            *numbers(f"DF Estimate StdErr WaldChiSq ProbChiSq{' ExpEst' if expected else ''}"), text("_ESTTYPE_", 3),
        ),
        "OddsRatios": (effect, *ratios), "CLOddsWald": (effect, number("Unit"), *ratios),
        "Association": (text("Label1", 18), text("cValue1", 12), number("nValue1"), text("Label2", 9), text("cValue2", 12), number("nValue2")),
    }  # fmt: skip
    absent = {"OddsRatios" if limits else "CLOddsWald"} | (set() if classes else {"ModelANOVA"})
    absent |= set() if mains else {"OddsRatios", "CLOddsWald"}
    return {name: columns for name, columns in made.items() if name not in absent}
