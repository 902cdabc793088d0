"""PROC GLM and PROC ANOVA. SAS/STAT User's Guide, "GLM Procedure", "ANOVA Procedure", "The Four Types of Estimable Functions"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, names_of
from translator.lower.procs.models import Model, effect_names, model_of
from translator.lower.procs.options import dataset, number, options, text, word
from translator.lower.procs.reg import KEYWORDS, LABELS
from translator.lower.procs.univariate import class_arguments
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Part
from translator.plan.relations import Step

NAMES = ("GLM", "ANOVA")
ORDERS = {
    "": "formatted",
    "formatted": "formatted",
    "internal": "unformatted",
    "data": "data",
    "freq": "freq",
}
PRINTING = ("p", "cli", "clm", "inverse", "xpx", "i", "e", "e1", "e2", "e3", "nouni", "int")
Functions = tuple[tuple[str, tuple[float, ...]], ...]


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis: the model, ESTIMATE, CONTRAST, LSMEANS, MEANS and OUTPUT."""
    balanced = step.name == "ANOVA"
    words = (
        ("class", "model", "weight", "means")
        if balanced
        else ("class", "model", "weight", "means", "lsmeans", "estimate", "contrast", "id")
    )
    start = begin(
        step, context, ("noprint", "order", "alpha"), ("plots", "plot"), st.OutputStatement, keywords=words
    )  # fmt: skip
    order = ORDERS.get(word(start.given.get("order")))
    if order is None:
        raise LoweringError("H0402", "this ORDER= is not translated", step.at)
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword == "class":
            options(s, ())
    classes = start.variables("class", numeric=False)
    raw = [s for s in step.body if isinstance(s, st.RawStatement)]
    models = [m for s in raw if s.keyword == "model" and (m := model_of(s)) is not None]
    if len(models) != 1:
        raise LoweringError("R0106", f"ERROR: PROC {step.name} takes one MODEL statement.", step.at)
    model = models[0]
    dependents = names_of(start.context.names(tuple(sx.Var(w) for w in model.dependents), start.schema))
    for name in dependents:
        column = start.schema.find(name)
        if column is not None and column.type.kind == "char":
            message = f"ERROR: Variable {name} in list does not match type prescribed for this list."
            raise LoweringError("R0106", message, model.at.at)
    effects = effect_names(model.words, start.schema, context, model.at)
    _check(start, effects, classes, balanced)
    types = _types(model, balanced)
    arguments: list[tuple[str, Argument]] = [("", dependents), ("", tuple(effects))]
    arguments += class_arguments(start, classes)
    arguments += [("intercept", False)] if "noint" in model.options else []
    arguments += [("types", types)] if types != (1, 3) else []
    arguments += [("balanced", True)] if balanced and len(effects) > 1 else []
    arguments += [("order", order)] if order != "formatted" else []
    weight = start.one("weight")
    arguments += [("weight", weight)] if weight else []
    alpha = model.options.get("alpha") or start.given.get("alpha")
    if alpha is not None and isinstance(alpha.value, sx.Number):
        arguments.append(("alpha", alpha.value.value))
    allowed = ["Intercept", *effects] if "noint" not in model.options else effects
    estimates, contrasts = [], []
    for s in raw:
        if s.keyword in ("estimate", "contrast"):
            label, functions = _functions(s, allowed, start, classes)
            given = {o.name: o for o in s.options or ()}
            if set(given) - ({"divisor", "e"} if s.keyword == "estimate" else {"e"}):
                raise LoweringError("H0402", f"an option of {s.keyword.upper()} is not translated", s.at)
            divisor = given.get("divisor")
            by = (
                float(divisor.value.value)
                if divisor is not None and isinstance(divisor.value, sx.Number)
                else 1.0
            )
            if s.keyword == "estimate":
                estimates.append((label, by, functions[0]))
            else:
                contrasts.append((label, functions))
    arguments += [("estimates", tuple(estimates))] if estimates else []
    arguments += [("contrasts", tuple(contrasts))] if contrasts else []
    lsmeans, asked = _lsmeans(start, raw, effects)
    arguments += [("lsmeans", lsmeans)] if lsmeans else []
    means = _means(start, raw)
    arguments += [("means", means)] if means else []
    parts: list[Part] = []
    outputs: list[tuple[tuple[str, str, str], ...]] = []
    for s in step.body:
        if isinstance(s, st.OutputStatement):
            part, pairs = _output(start, s, dependents, len(outputs) + 1)
            parts.append(part)
            outputs.append(pairs)
    arguments += [("outputs", tuple(outputs))] if outputs else []
    for target, number_, names in asked.out:
        columns = [c for n in names if (c := start.schema.find(n)) is not None]
        made = (text("_NAME_", 32), *columns, number("LSMEAN"), number("STDERR"), number("NUMBER"))
        parts.append(start.part(target, start.with_by(made), f"LSMEANS{number_}"))
    prints = "noprint" not in start.given
    tables = _tables(
        start,
        effects,
        classes,
        lsmeans,
        means,
        dependents,
        bool(estimates),
        bool(contrasts),
        asked.limits,
        "solution" in model.options,
    )
    if prints:
        parts += start.ods(tables)
    return start.finish("general_linear_models", arguments, parts, printed=tuple(tables) if prints else ())


def _check(start: Start, effects: list[str], classes: list[Column], balanced: bool) -> None:
    """Covariates are numbers; ANOVA has none."""
    named = {c.name for c in classes}
    for effect in effects:
        for name in re.findall(r"\w+", effect):
            column = start.schema.find(name)
            if name not in named and (balanced or (column is not None and column.type.kind == "char")):
                raise LoweringError("R0106", f"ERROR: {name} must be a CLASS variable.", start.step.at)


def _types(model: Model, balanced: bool) -> tuple[int, ...]:
    known = {"solution", "noint", "ss1", "ss2", "ss3", "ss4", "alpha", "clparm", *PRINTING}
    strange = [o for o in model.options if o not in known]
    if strange:
        raise LoweringError(
            "H0402", f"the option {strange[0].upper()} of MODEL is not translated", model.at.at
        )
    found = tuple(k for k in (1, 2, 3, 4) if f"ss{k}" in model.options)
    return (1,) if balanced else found or (1, 3)


def _functions(
    s: st.RawStatement, effects: list[str], start: Start, classes: list[Column]
) -> tuple[str, tuple[Functions, ...]]:
    """Return the label and the rows of an ESTIMATE or CONTRAST: coefficients by effect."""
    words = [t.text for t in s.tokens]
    depth = [i for i, w in enumerate(words) if w == "/"]
    words = words[: depth[0]] if depth else words
    if not words or words[0][0] not in "'\"":
        raise LoweringError("H0403", f"this {s.keyword.upper()} statement is not translated", s.at)
    label, rest = words[0][1:-1], words[1:]
    known = {e.lower().replace(" ", ""): e for e in effects}
    rows: list[Functions] = []
    row: list[tuple[str, tuple[float, ...]]] = []
    place = 0
    while place < len(rest):
        if rest[place] == ",":
            rows.append(tuple(row))
            row, place = [], place + 1
            continue
        name = ""
        while place < len(rest) and not _numeric(rest, place) and rest[place] != ",":
            name += rest[place].lower()
            place += 1
        if name not in known:
            raise LoweringError(
                "H0403", f"{name.upper()} in {s.keyword.upper()} is no effect of the model", s.at
            )
        values: list[float] = []
        while place < len(rest) and _numeric(rest, place):
            sign = -1.0 if rest[place] == "-" else 1.0
            place += rest[place] in "+-"
            values.append(sign * float(rest[place]))
            place += 1
        row.append((known[name], tuple(values)))
    rows.append(tuple(row))
    named = {c.name for c in classes}
    for one in rows:
        given = [set(re.findall(r"\w+", e)) & named for e, _ in one if e != "Intercept"]
        for effect in effects:
            mine = set(re.findall(r"\w+", effect)) & named
            if effect not in [e for e, _ in one] and sum(1 for g in given if g and g < mine) > 1:
                message = f"{s.keyword.upper()} without coefficients of {effect}, which contains several of its effects"
                raise LoweringError("H0403", message, s.at)
    return label, tuple(rows)


def _numeric(words: list[str], place: int) -> bool:
    word = words[place + 1] if words[place] in ("+", "-") and place + 1 < len(words) else words[place]
    return word.replace(".", "", 1).isdigit()


class Asked:
    """What LSMEANS statements ask for: OUT= data sets (target, number of the effect, its variables), limits."""

    def __init__(self) -> None:
        self.out: list[tuple[st.Dataset, int, tuple[str, ...]]] = []
        self.limits = False


def _lsmeans(start: Start, raw: list[st.RawStatement], effects: list[str]) -> tuple[tuple[str, ...], Asked]:
    found: list[str] = []
    asked = Asked()
    for s in raw:
        if s.keyword != "lsmeans":
            continue
        words = [t.text for t in s.tokens]
        words = words[: words.index("/")] if "/" in words else words
        own = effect_names(tuple(words), start.schema, start.context, s)
        given: Mapping[str, st.Option] = {o.name: o for o in s.options or ()}
        if "/" in [t.text for t in s.tokens] and s.options is None:
            raise LoweringError("H0403", "the options of this LSMEANS statement are not translated", s.at)
        strange = set(given) - {"stderr", "pdiff", "diff", "tdiff", "cl", "out", "adjust", "alpha", "e"}
        if strange or word(given.get("adjust")) not in ("", "t") or "alpha" in given:
            raise LoweringError("H0402", "an option of LSMEANS is not translated", s.at)
        if word(given.get("pdiff")) not in ("", "all"):
            raise LoweringError("H0402", "this PDIFF= of LSMEANS is not translated", s.at)
        missing = [e for e in own if e not in effects]
        if missing:
            raise LoweringError("R0106", f"ERROR: {missing[0]} is no effect of the model.", s.at)
        asked.limits |= "cl" in given
        target = dataset(given.get("out"))
        if target is not None and len(own) > 1:
            raise LoweringError("H0402", "OUT= of LSMEANS with several effects is not translated", s.at)
        for effect in own:
            found.append(effect)
            if target is not None:
                asked.out.append((target, len(found), tuple(re.findall(r"\w+", effect))))
    return tuple(found), asked


def _means(start: Start, raw: list[st.RawStatement]) -> tuple[str, ...]:
    found: list[str] = []
    for s in raw:
        if s.keyword == "means":
            if any(t.text == "/" for t in s.tokens):
                raise LoweringError(
                    "H0402", "options of MEANS (multiple comparisons) are not translated", s.at
                )
            found += effect_names(tuple(t.text for t in s.tokens), start.schema, start.context, s)
    return tuple(found)


def _output(
    start: Start, s: st.OutputStatement, dependents: tuple[str, ...], place: int
) -> tuple[Part, tuple[tuple[str, str, str], ...]]:
    made: list[Column] = list(start.schema.columns)
    pairs: list[tuple[str, str, str]] = []
    for request in s.requests:
        if request.statistic not in KEYWORDS:
            raise LoweringError(
                "H0402", f"the keyword {request.statistic.upper()} of OUTPUT is not translated", s.at
            )
        keyword = KEYWORDS[request.statistic]
        names = start.context.values(()).scope.resolve(request.names, create=True)
        for name, dependent in zip(names, dependents, strict=False):
            pairs.append((keyword, name, dependent))
            made.append(number(name, label=LABELS[keyword].format(dependent)))
    part = start.part(s.out, tuple(made), f"OUT{place}", complete=start.schema.complete)
    return start.with_values(part), tuple(pairs)


def _tables(
    start: Start, effects: list[str], classes: list[Column], lsmeans: tuple[str, ...], means: tuple[str, ...],
    dependents: tuple[str, ...], estimates: bool, contrasts: bool, limits: bool, solution: bool,
) -> dict[str, tuple[Column, ...]]:  # fmt: skip
    """Return the columns of the printed tables ("ODS Table Names")."""

    def numbers(names: str) -> list[Column]:
        return [number(n) for n in names.split()]

    def of(names: list[str]) -> list[Column]:
        return [c for n in dict.fromkeys(names) if (c := start.schema.find(n)) is not None]

    dependent, f = text("Dependent", 32), numbers("DF SS MS FValue ProbF")
    made: dict[str, tuple[Column, ...]] = {
        "OverallANOVA": (dependent, text("Source", 17), *f),
        "FitStatistics": (dependent, *numbers("RSquare CV RootMSE DepMean")),
        "ModelANOVA": (dependent, number("HypothesisType"), text("Source", 32), *f),
    }
    if start.step.name == "GLM" and (solution or not classes):
        made["ParameterEstimates"] = (
            dependent,
            text("Parameter", 40),
            number("Estimate"),
            text("Biased", 1),
            *numbers("StdErr tValue Probt"),
        )
    if estimates:
        made["Estimates"] = (dependent, text("Parameter", 40), *numbers("Estimate StdErr tValue Probt"))
    if contrasts:
        made["Contrasts"] = (dependent, text("Source", 40), *f)
    if lsmeans:
        shown = of([n for e in lsmeans for n in re.findall(r"\w+", e)])
        head = (text("Effect", 32), dependent, *shown)
        made["LSMeans"] = (*head, *numbers("LSMean StdErr Probt LSMeanNumber"))
        if limits:
            made["LSMeanCL"] = (*head, *numbers("LowerCL LSMean UpperCL"))
            made["LSMeanDiffCL"] = (text("Effect", 32), dependent, *numbers("i j LowerCL Difference UpperCL"))
    if means:
        shown = of([n for e in means for n in re.findall(r"\w+", e)])
        made["Means"] = (
            text("Effect", 32),
            *shown,
            *numbers("N"),
            *(number(f"{k}_{d}") for d in dependents for k in ("Mean", "SD")),
        )
    return made
