"""PROC PHREG: proportional hazards models. SAS/STAT User's Guide, "PHREG Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, names_of
from translator.lower.procs.codings import class_codings, level_formats, model_effects, sides
from translator.lower.procs.options import number, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Named
from translator.plan.relations import Step

NAMES = ("PHREG",)
UNPRINTED = ("covb", "corrb", "itprint")
"""Options of MODEL that only add tables."""


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis: TIES=BRESLOW and EFRON, CLASS, STRATA; counting-process times and selection are refused."""
    start = begin(
        step, context, ("noprint", "alpha", "nosummary"), ("plots", "plot", "multipass"), keywords=("class", "model", "strata")
    )  # fmt: skip
    models = [s for s in step.body if isinstance(s, st.RawStatement) and s.keyword == "model"]
    if len(models) != 1:
        raise LoweringError("R0106", "ERROR: PROC PHREG takes one MODEL statement.", step.at)
    at = models[0]
    left, right, asked = sides(at)
    classes, codings = class_codings(start, "ref")
    _check_codings(codings, step)
    effects = model_effects(right, start, classes, at)
    if not effects:
        raise LoweringError("H0403", "a MODEL without effects is not translated", at.at)
    ties = _model_options(asked, context, "noprint" not in start.given)
    time, status, censored = _time(left, start, at)
    strata = _strata(start)
    arguments: list[tuple[str, Argument]] = [("", time), ("", tuple(effects))]
    arguments += [("status", status), ("censored", censored)] if status else []
    arguments += codings
    arguments += [("strata", names_of(strata))] if strata else []
    arguments += [("ties", ties)] if ties != "breslow" else []
    limits = bool({"rl", "risklimits"} & set(asked))
    arguments += [("limits", True)] if limits else []
    alpha = asked.get("alpha") or start.given.get("alpha")
    if alpha is not None:
        if not isinstance(alpha.value, sx.Number):
            raise LoweringError("H0402", "ALPHA= takes a number", alpha.at)
        arguments += [("alpha", alpha.value.value)] if alpha.value.value != 0.05 else []
    labels = tuple(
        (n, c.label) for e in effects for n in e.split("*") if (c := start.schema.find(n)) and c.label
    )
    arguments += [("labels", Named(tuple(dict.fromkeys(labels))))] if labels else []
    arguments += [("source", (d if "." in (d := start.scan.dataset) else f"work.{d}").upper())]
    arguments += level_formats([*classes, *(c for c in strata if c not in classes)], context)
    tables = _tables(start, effects, classes, limits, bool(strata))
    if "nosummary" in start.given:
        tables.pop("CensoredSummary")
    prints = "noprint" not in start.given
    asked_for = {k: v for k, v in tables.items() if not (strata and k == "CensoredSummary")}
    parts = start.ods(asked_for) if prints else []
    return start.finish("proportional_hazards", arguments, parts, printed=tuple(tables) if prints else ())


def _check_codings(codings: list[tuple[str, Argument]], step: st.ProcStep) -> None:
    """Hazard ratios are those of PARAM=REF and GLM. Raises LoweringError H0402 for PARAM=EFFECT."""
    for _, named in codings:
        assert isinstance(named, Named)
        for name, coding in named.items:
            if isinstance(coding, Named) and dict(coding.items)["param"] == "effect":
                message = f"PARAM=EFFECT of {name} in PROC PHREG is not translated"
                raise LoweringError("H0402", message, step.at)


def _model_options(asked: dict[str, st.Option], context: Context, prints: bool) -> str:
    """Return the handling of ties. Raises LoweringError H0402 for what is not translated."""
    ties = "breslow"
    for name, option in asked.items():
        value = word(option).lower()
        match name:
            case "ties" if value in ("breslow", "efron"):
                ties = value
            case "rl" | "risklimits" if option.value is None or value == "wald":
                pass
            case "alpha":
                pass
            case "selection" if value == "none":
                pass
            case _ if name in UNPRINTED:
                if prints:
                    context.diagnose(LoweringError("W0112", f"{name.upper()} is not carried out", option.at))
            case _:
                shown = f"{name.upper()}={value.upper()}" if value else name.upper()
                raise LoweringError("H0402", f"{shown} of MODEL is not translated", option.at)
    return ties


def _time(left: tuple[str, ...], start: Start, at: st.RawStatement) -> tuple[str, str, tuple[float, ...]]:
    """Return the time, the status variable and its values that say "censored" of `t*s(0)`."""
    if len(left) != 1 and (len(left) < 6 or left[1] != "*" or left[3] != "(" or left[-1] != ")"):
        raise LoweringError("H0403", "this response of PROC PHREG is not translated", at.at)
    columns = start.context.names(tuple(sx.Var(w) for w in (left[0], *left[2:3])), start.schema)
    if any(c.type.kind != "num" for c in columns):
        raise LoweringError("R0106", "ERROR: The variables of the response must be numeric.", at.at)
    if len(left) == 1:
        return columns[0].name, "", ()
    try:
        return columns[0].name, columns[1].name, tuple(float(w) for w in left[4:-1] if w != ",")
    except ValueError:
        raise LoweringError("H0403", "this list of censored values is not translated", at.at) from None


def _strata(start: Start) -> list[Column]:
    """Return the variables of STRATA; options and intervals are refused."""
    found: list[Column] = []
    for s in start.step.body:
        if isinstance(s, st.RawStatement) and s.keyword == "strata":
            words = [t.text for t in s.tokens]
            if any(not w.replace("_", "a").isalnum() for w in words):
                raise LoweringError("H0403", "this STRATA statement is not translated", s.at)
            found += start.context.names(tuple(sx.Var(w) for w in words), start.schema)
    return found


def _tables(
    start: Start, effects: list[str], classes: list[Column], limits: bool, stratified: bool
) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables ("ODS Table Names")."""

    def numbers(names: str) -> list[Column]:
        return [number(n) for n in names.split()]

    named = {c.name for c in classes}
    wide = max(sum(n in named for n in effect.split("*")) for effect in effects)
    width = max(9, *(len(e) for e in effects))
    level = max([32, *(c.type.length for c in classes if c.type.kind == "char")])
    ratios = f"HazardRatio{' HRLowerCL HRUpperCL' if limits else ''}"
    made: dict[str, tuple[Column, ...]] = {
        "ModelInfo": (text("Description", 20), text("Value", 65)),
        "CensoredSummary": (*([text("Stratum", 8)] if stratified else []), *numbers("Total Event Censored PctCens")),
        "ConvergenceStatus": (text("Reason", 200), number("Status")),
        "FitStatistics": (text("Criterion", 8), *numbers("WithoutCovariates WithCovariates")),
        "GlobalTests": (text("Test", 16), *numbers("ChiSq DF ProbChiSq")),
        "ModelANOVA": (text("Effect", width), *numbers("DF WaldChiSq ProbChiSq")),
        "ParameterEstimates": (
            text("Parameter", width), *(text(f"ClassVal{k}", level) for k in range(wide)),
            *numbers(f"DF Estimate StdErr ChiSq ProbChiSq {ratios}"), text("Label", 256),
        ),
    }  # fmt: skip
    return {name: columns for name, columns in made.items() if classes or name != "ModelANOVA"}
