"""PROC STANDARD (Base SAS Procedures Guide) and PROC STDIZE (SAS/STAT User's Guide)."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, flags, names_of
from translator.lower.procs.means import VARDEFS
from translator.lower.procs.options import dataset, named, number, text, word
from translator.lower.procs.univariate import numbers_of
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
            ("out", "mean", "m", "std", "s", "replace", "vardef", "exclnpwgt", "exclnpwgts"),
            ("noprint",),
            keywords=("var", "weight", "freq"),
            open_ok=named(step, "var") is not None,
        )
        arguments = standard(start)
    else:
        start = begin(
            step,
            context,
            (
                "out",
                "outstat",
                "method",
                "replace",
                "reponly",
                "missing",
                "add",
                "mult",
                "nomiss",
                "vardef",
                "pctlpts",
                "pctlmtd",
                "pctldef",
            ),
            ("noprint",),
            keywords=("var", "weight", "freq"),
            open_ok=named(step, "var") is not None,
        )
        arguments = stdize(start)
    weight, frequency = start.one("weight"), start.one("freq")
    variables = start.variables() or start.others(weight, frequency)
    arguments += divisor(start) + counting(start, weight, frequency, dict(arguments))
    statistics: list[Step] = []
    if "outstat" in start.given:
        used = [one for one in arguments if one[0] in IN_STATISTICS]
        used += percentiles(start)
        columns = (text("_TYPE_", 8), *(number(c.name) for c in variables))
        table = start.part(dataset(start.given["outstat"]), start.with_by(columns))
        statistics = start.finish("standardizing_statistics", [("", names_of(variables)), *used], [table])
    out = start.copy_of_input(dataset(start.given.get("out")), start.schema.columns)
    return [*statistics, *start.finish("standardize", [("", names_of(variables)), *arguments], [out])]


IN_STATISTICS = ("method", "add", "mult", "nomiss", "divisor", "weight", "frequency", "positive")
WEIGHTED = ("mean", "sum", "euclen", "ustd", "std")


def counting(
    start: Start, weight: str, frequency: str, arguments: dict[str, Argument]
) -> list[tuple[str, Argument]]:
    """WEIGHT and FREQ. Raises LoweringError for weights with a method that counts the values."""
    method = arguments.get("method", "std")
    other = arguments.get("missing")
    others = {other} if isinstance(other, str) and other != "location" else set()
    if weight and not {method, *others} <= set(WEIGHTED):
        raise LoweringError(
            "H0402", f"WEIGHT with METHOD={str(method).upper()} is not translated", start.step.at
        )
    made: list[tuple[str, Argument]] = [("weight", weight)] if weight else []
    made += [("frequency", frequency)] if frequency else []
    return made + ([("positive", True)] if weight and {"exclnpwgt", "exclnpwgts"} & set(start.given) else [])


def percentiles(start: Start) -> list[tuple[str, Argument]]:
    """PCTLPTS= whole percentiles, of PCTLDEF=. Raises LoweringError for other points and methods."""
    option = start.given.get("pctlpts")
    if option is None:
        return []
    points = numbers_of(option)
    definition = word(start.given.get("pctldef")) or "5"
    count = len(option.value) if isinstance(option.value, tuple) else 1
    plain = len(points) == count and all(p == int(p) for p in points)
    if (
        not plain
        or definition not in "12345"
        or word(start.given.get("pctlmtd")) not in ("", "ord_stat")
        or start.one("weight")
    ):
        raise LoweringError("H0402", "these percentiles of PROC STDIZE are not translated", option.at)
    made: list[tuple[str, Argument]] = [("points", tuple(points))]
    return made + ([("definition", int(definition))] if definition != "5" else [])


def divisor(start: Start) -> list[tuple[str, Argument]]:
    """VARDEF=: DF (n - 1), N, or of the weights. Raises LoweringError for another word."""
    value = VARDEFS.get(word(start.given.get("vardef")) or "df")
    if value is None:
        raise LoweringError("H0402", "this VARDEF= is not translated", start.given["vardef"].at)
    return [("divisor", value)] if value != "df" else []


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
