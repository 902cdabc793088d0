"""PROC TTEST. SAS/STAT User's Guide, "TTEST Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import begin, names_of, only
from translator.lower.procs.options import number, options, text, word
from translator.lower.procs.univariate import class_arguments
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument
from translator.plan.relations import Step

NAMES = ("TTEST",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis: one sample, two samples (CLASS) or pairs (PAIRED)."""
    start = begin(
        step, context, ("h0", "alpha", "sides", "side", "noprint", "dist", "test", "tost"), ("plots", "plot", "byvar", "nobyvar"),
        keywords=("var", "class", "paired", "freq"),
    )  # fmt: skip
    given = start.given
    dist, test = word(given.get("dist")), word(given.get("test"))
    lognormal = dist == "lognormal"
    if dist not in ("", "normal", "lognormal") or test not in ("", "ratio" if lognormal else "diff"):
        raise LoweringError("H0402", "this DIST= or TEST= of PROC TTEST is not translated", step.at)
    shared: list[tuple[str, Argument]] = [("lognormal", True)] if lognormal else []
    for name, default in (("h0", 1.0 if lognormal else 0.0), ("alpha", 0.05)):
        option = given.get(name)
        if option is not None:
            if not isinstance(option.value, sx.Number):
                raise LoweringError("H0402", f"{name.upper()}= of PROC TTEST takes a number", option.at)
            shared += [(name, option.value.value)] if option.value.value != default else []
    sides = (word(given.get("sides") or given.get("side")) or "2").upper()
    if sides not in ("2", "L", "U"):
        raise LoweringError("H0402", f"SIDES={sides} is not translated", step.at)
    shared += [("sides", sides)] if sides != "2" else []
    if (bounds := given.get("tost")) is not None:
        shared.append(("bounds", _bounds(bounds, lognormal)))
        if sides != "2" or "h0" in given:
            raise LoweringError("H0402", "TOST with H0= or SIDES= is not translated", bounds.at)
    frequency = start.one("freq")
    shared += [("frequency", frequency)] if frequency else []
    paired = only(step, "paired")
    classes = start.variables("class", numeric=False)
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword == "class":
            options(s, ())
    if paired is not None:
        if not isinstance(paired, st.RawStatement):
            raise LoweringError("H0403", "this PAIRED statement is not translated", paired.at)
        pairs = _pairs(paired, start.schema.find)
        arguments: list[tuple[str, Argument]] = [("", tuple(pairs)), *shared]
        helper, tables = (
            "paired_t_tests",
            _tables(
                (
                    text("Variable1", 32),
                    text("Variable2", 32),
                    text("Ratio" if lognormal else "Difference", 67),
                ),
                False,
                shared,
            ),
        )
    elif classes:
        variables = start.variables() or start.others(classes[0].name, frequency)
        if len(classes) > 1:
            raise LoweringError("R0106", "ERROR: PROC TTEST takes one CLASS variable.", step.at)
        arguments = [("", names_of(variables)), ("", classes[0].name), *shared]
        arguments += [a for a in class_arguments(start, classes) if a[0] == "levels"]
        width = max(len(v.name) for v in variables)
        helper, tables = "two_sample_t_tests", _tables((text("Variable", width),), True, shared)
    else:
        variables = start.variables() or start.others(frequency)
        arguments = [("", names_of(variables)), *shared]
        helper, tables = (
            "one_sample_t_tests",
            _tables((text("Variable", max(len(v.name) for v in variables)),), False, shared),
        )
    printed = () if "noprint" in given else tuple(tables)
    return start.finish(helper, arguments, start.ods(tables) if printed else [], printed=printed)


def _bounds(option: st.Option, lognormal: bool) -> tuple[float, float]:
    """Return the bounds of TOST(lower, upper); TOST(upper) mirrors them about the value under H0."""
    values = option.value if isinstance(option.value, tuple) else ()
    found = [v.value for v in values if isinstance(v, sx.Number)]
    if len(found) != len(values) or len(found) not in (1, 2):
        raise LoweringError("H0402", "this TOST is not translated", option.at)
    return (found[0] if len(found) == 2 else 1 / found[0] if lognormal else -found[0]), found[-1]


def _pairs(statement: st.RawStatement, find: object) -> list[tuple[str, ...]]:
    """Return the pairs of `a*b (c d)*(e f) a:b`."""
    words = [t.text for t in statement.tokens]
    found: list[tuple[str, ...]] = []
    place = 0

    def group() -> list[str]:
        nonlocal place
        if words[place] == "(":
            end = words.index(")", place)
            names = words[place + 1 : end]
            place = end + 1
        else:
            names = [words[place]]
            place += 1
        for name in names:
            if find(name) is None:  # type: ignore[operator]
                raise LoweringError("R0106", f"ERROR: Variable {name.upper()} not found.", statement.at)
        return [find(name).name for name in names]  # type: ignore[operator]

    while place < len(words):
        left = group()
        if place >= len(words) or words[place] not in ("*", ":"):
            raise LoweringError("H0403", "this PAIRED statement is not translated", statement.at)
        sign = words[place]
        place += 1
        right = group()
        found += (
            [(a, b) for a in left for b in right] if sign == "*" else list(zip(left, right, strict=False))
        )
    return found


def _tables(
    head: tuple[Column, ...], classes: bool, shared: list[tuple[str, Argument]]
) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables ("TTEST Procedure", "ODS Table Names")."""
    asked = {name for name, _ in shared}
    mean, spread = ("GeoMean", "CV") if "lognormal" in asked else ("Mean", "StdDev")
    group = (text("Class", 16), text("Method", 13)) if classes else ()
    method = (text("Method", 13),) if classes else ()
    error = () if "lognormal" in asked else ("StdErr",)
    ends = [name for one in (mean, spread) for name in (one, f"LowerCL{one}", f"UpperCL{one}")]
    made = {
        "Statistics": (
            *head,
            *group,
            *(number(n) for n in ("N", mean, spread, *error, "Minimum", "Maximum")),
        ),
        "ConfLimits": (*head, *group, *(number(n) for n in ends)),
    }
    if "bounds" in asked:
        limits = (mean, "LowerBound", f"LowerCL{mean}", f"UpperCL{mean}", "UpperBound")
        made["EquivLimits"] = (*head, *method, *(number(n) for n in limits), text("Assessment", 14))
        made["EquivTests"] = (
            *head,
            *method,
            text("Test", 7),
            *(number(n) for n in ("Null", "DF", "tValue", "Probt")),
        )
    else:
        variances = (text("Variances", 7),) if classes else ()
        made["TTests"] = (*head, *method, *variances, *(number(n) for n in ("tValue", "DF", "Probt")))
    if classes:
        made["Equality"] = (
            *head,
            text("Method", 8),
            *(number(n) for n in ("NumDF", "DenDF", "FValue", "ProbF")),
        )
    return made
