"""PROC STANDARD (Base SAS Procedures Guide) and PROC STDIZE (SAS/STAT User's Guide)."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, flags, names_of
from translator.lower.procs.options import dataset, named, number, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument
from translator.plan.relations import Step

NAMES = ("STANDARD", "STDIZE")
METHODS = ("mean", "median", "sum", "euclen", "ustd", "std", "range", "midrange", "maxabs", "iqr", "mad")
STATISTICS = ("LOCATION", "SCALE", "ADD", "MULT", "N", "NObsRead", "NObsUsed", "NObsMiss")
"""Rows of OUTSTAT= ("Output Data Sets")."""


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis that returns the rows with new values."""
    if step.name == "STANDARD":
        start = begin(
            step,
            context,
            ("out", "mean", "m", "std", "s", "replace", "vardef"),
            ("noprint",),
            keywords=("var",),
            open_ok=named(step, "var") is not None,
        )
        arguments = standard(start)
    else:
        start = begin(
            step,
            context,
            ("out", "outstat", "method", "replace", "reponly", "missing", "add", "mult", "nomiss", "vardef"),
            ("noprint",),
            keywords=("var",),
            open_ok=named(step, "var") is not None,
        )
        arguments = stdize(start)
    variables = start.variables() or start.others()
    arguments += divisor(start)
    statistics: list[Step] = []
    if "outstat" in start.given:
        used = [one for one in arguments if one[0] in ("method", "add", "mult", "nomiss", "divisor")]
        columns = (text("_TYPE_", 8), *(number(c.name) for c in variables))
        table = start.part(dataset(start.given["outstat"]), start.with_by(columns))
        statistics = start.finish("standardizing_statistics", [("", names_of(variables)), *used], [table])
    out = start.copy_of_input(dataset(start.given.get("out")), start.schema.columns)
    return [*statistics, *start.finish("standardize", [("", names_of(variables)), *arguments], [out])]


def divisor(start: Start) -> list[tuple[str, Argument]]:
    """VARDEF=: DF (n - 1) or N. Raises LoweringError for the divisors that need weights."""
    value = word(start.given.get("vardef"))
    if value not in ("", "df", "n"):
        raise LoweringError("H0402", f"VARDEF={value.upper()} is not translated", start.given["vardef"].at)
    return [("divisor", "n")] if value == "n" else []


def standard(start: Start) -> list[tuple[str, Argument]]:
    """MEAN=, STD=, REPLACE: without STD= the values keep their spread, without MEAN= their mean."""
    given = start.given
    mean = amount(given.get("mean") or given.get("m"))
    std = amount(given.get("std") or given.get("s"))
    arguments: list[tuple[str, Argument]] = [("method", "mean")] if std is None else [("mult", std)]
    if mean is not None:
        arguments.append(("add", mean))
    else:
        arguments.append(("keep_location", True))
    return arguments + ([("missing", "location")] if "replace" in given else [])


def stdize(start: Start) -> list[tuple[str, Argument]]:
    """METHOD=, REPLACE, REPONLY, MISSING=, ADD=, MULT=, NOMISS."""
    given = start.given
    option = given.get("method")
    tuned = option.value.name if option is not None and isinstance(option.value, st.Option) else ""
    method = tuned or word(option) or "std"
    if method not in METHODS or tuned:
        raise LoweringError(
            "H0402", f"METHOD={method.upper()} of PROC STDIZE is not translated", given["method"].at
        )
    arguments: list[tuple[str, Argument]] = [("method", method)] if method != "std" else []
    for name in ("add", "mult"):
        value = amount(given.get(name))
        arguments += [(name, value)] if value is not None else []
    if "missing" in given:
        value = amount(given["missing"])
        by_method = word(given["missing"])
        if value is None and by_method not in METHODS:
            raise LoweringError(
                "H0402", "MISSING= of PROC STDIZE is a number or a simple method", given["missing"].at
            )
        arguments.append(("missing", by_method if value is None else value))
    elif {"replace", "reponly"} & set(given):
        arguments.append(("missing", "location"))
    arguments += [("only_missing", True)] if "reponly" in given else []
    return arguments + flags(given, "nomiss")


def amount(option: st.Option | None) -> float | None:
    """Return an option's number, None where it has none."""
    value = option.value if option is not None else None
    return float(value.value) if isinstance(value, sx.Number) else None
