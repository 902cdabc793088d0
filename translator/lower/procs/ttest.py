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
        step, context, ("h0", "alpha", "sides", "side", "noprint"), ("plots", "plot", "order", "ci", "byvar", "nobyvar"),
        keywords=("var", "class", "paired", "freq"),
    )  # fmt: skip
    for name in ("order", "ci"):
        if name in {o.name for o in step.options}:
            raise LoweringError("H0402", f"{name.upper()}= of PROC TTEST is not translated", step.at)
    given = start.given
    shared: list[tuple[str, Argument]] = []
    for name, default in (("h0", 0.0), ("alpha", 0.05)):
        option = given.get(name)
        if option is not None:
            if not isinstance(option.value, sx.Number):
                raise LoweringError("H0402", f"{name.upper()}= of PROC TTEST takes a number", option.at)
            shared += [(name, option.value.value)] if option.value.value != default else []
    sides = (word(given.get("sides") or given.get("side")) or "2").upper()
    if sides not in ("2", "L", "U"):
        raise LoweringError("H0402", f"SIDES={sides} is not translated", step.at)
    shared += [("sides", sides)] if sides != "2" else []
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
            _tables((text("Variable1", 32), text("Variable2", 32), text("Difference", 67)), False),
        )
    elif classes:
        variables = start.variables() or start.others(classes[0].name, frequency)
        if len(classes) > 1:
            raise LoweringError("R0106", "ERROR: PROC TTEST takes one CLASS variable.", step.at)
        arguments = [("", names_of(variables)), ("", classes[0].name), *shared]
        arguments += [a for a in class_arguments(start, classes) if a[0] == "levels"]
        width = max(len(v.name) for v in variables)
        helper, tables = "two_sample_t_tests", _tables((text("Variable", width),), True)
    else:
        variables = start.variables() or start.others(frequency)
        arguments = [("", names_of(variables)), *shared]
        helper, tables = (
            "one_sample_t_tests",
            _tables((text("Variable", max(len(v.name) for v in variables)),), False),
        )
    printed = () if "noprint" in given else tuple(tables)
    return start.finish(helper, arguments, start.ods(tables) if printed else [], printed=printed)


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


def _tables(head: tuple[Column, ...], classes: bool) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables ("TTEST Procedure", "ODS Table Names")."""
    group = (text("Class", 16), text("Method", 13)) if classes else ()
    limits = [
        number(n) for n in ("Mean", "LowerCLMean", "UpperCLMean", "StdDev", "LowerCLStdDev", "UpperCLStdDev")
    ]
    made = {
        "Statistics": (
            *head,
            *group,
            *(number(n) for n in ("N", "Mean", "StdDev", "StdErr", "Minimum", "Maximum")),
        ),
        "ConfLimits": (*head, *group, *limits),
        "TTests": (
            *head,
            *((text("Method", 13), text("Variances", 7)) if classes else ()),
            number("tValue"),
            number("DF"),
            number("Probt"),
        ),
    }
    if classes:
        made["Equality"] = (
            *head,
            text("Method", 8),
            number("NumDF"),
            number("DenDF"),
            number("FValue"),
            number("ProbF"),
        )
    return made
