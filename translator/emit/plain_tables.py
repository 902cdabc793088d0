"""When a PROC MEANS or PROC FREQ is a plain grouping, that pandas and dplyr write in a few lines of their own.

What is not proved here is left to the helpers, which know every option.
"""

from __future__ import annotations

from translator.plan.loop import Key
from translator.plan.procs.summary import ClassVariable, Crosstab, Request, Summarize, SummaryOutput

PERCENTILES = {
    "q1": "25", "q3": "75",
    **{f"p{n}": str(n) for n in (1, 5, 10, 20, 30, 40, 60, 70, 80, 90, 95, 99)},
}  # fmt: skip
"""Statistics that are percentiles; the median has a function of its own."""

PLAIN = frozenset({"n", "nmiss", "sum", "mean", "std", "var", "min", "max", "range", "median", *PERCENTILES})


def plain_summary(node: Summarize, output: SummaryOutput) -> bool:
    """Is the OUTPUT data set one grouping by plain keys, or one for each combination of the CLASS variables?"""
    if (
        output.stat_rows
        or node.weights
        or node.frequency
        or node.ids
        or node.chartype
        or output.picks
        or node.complete
        or node.runs
        or node.combinations is not None
        or any(c.preloaded or c.labels for c in node.classes)
        or output.counters
        or (node.vardef, node.definition) != ("df", 5)
        or node.source.opened is not None
    ):
        return False
    if not plain_keys(node.classes, node.by) or any(
        request.statistic not in PLAIN for request in output.requests
    ):
        return False
    names = [*group_keys(node), "_TYPE_", "_FREQ_", "_ALL_", *(request.column for request in output.requests)]
    if len({name.lower() for name in names}) < len(names):
        return False
    if not any(old in counted(output) for old, _ in output.columns):
        return False
    if one_type(node):
        return True
    every = node.types == tuple(range(1 << len(node.classes)))
    ordered = not any(c.missing and c.type.kind == "num" for c in node.classes)
    return every and ordered and not node.by and len(node.classes) < 4


def plain_keys(classes: tuple[ClassVariable, ...], by: tuple[Key, ...]) -> bool:
    """Are the groups those of equal values, in ascending order?"""
    plain = all(
        c.order == "unformatted" and not c.descending and (not c.format or c.internal) and not c.type.special
        for c in classes
    )
    return plain and not any(key.descending or key.type.special for key in by)


def one_type(node: Summarize) -> bool:
    """Is there one value of _TYPE_ only, with all CLASS variables in the groups?"""
    return node.types == ((1 << len(node.classes)) - 1,)


def group_keys(node: Summarize) -> list[str]:
    """The BY and CLASS variables."""
    return [*(key.name for key in node.by), *(c.name for c in node.classes)]


def counted(output: SummaryOutput) -> dict[str, Request]:
    """The columns that are counted or computed, by the name as they are made; _TYPE_ and _FREQ_ are statistics here."""
    found = {"_TYPE_": Request("_TYPE_", "type", ""), "_FREQ_": Request("_FREQ_", "n", "")}
    return found | {request.column: request for request in output.requests}


def made_columns(output: SummaryOutput) -> list[tuple[str, Request]]:
    """(name in the data set, what it is) of the computed columns that the data set keeps, in its order."""
    kinds = counted(output)
    return [(new, kinds[old]) for old, new in output.columns if old in kinds]


def missing_keys(classes: tuple[ClassVariable, ...], by: tuple[Key, ...]) -> list[str]:
    """The numeric keys that may hold a missing value as a group of its own."""
    found = [key.name for key in by if key.type.kind == "num" and key.type.nullable]
    return found + [c.name for c in classes if c.missing and c.type.kind == "num" and c.type.nullable]


def types_comment(keys: list[str]) -> str:
    """What the values of _TYPE_ stand for."""
    if len(keys) == 1:
        return f"in all, then by {keys[0]}"
    if len(keys) == 2:
        return f"in all, by {keys[1]}, by {keys[0]}, by both"
    return "in all, by the last one, … by all"


def plain_crosstab(node: Crosstab) -> bool:
    """Does the table only count combinations of equal values, with their percentages?"""
    if (
        node.by
        or node.percents
        or node.expected
        or node.cumulated
        or node.sparse
        or node.source.opened is not None
    ):
        return False
    names = {v.name.lower() for v in node.variables}
    fixed = {"count", "percent", "known", node.weight.lower()}
    return (
        plain_keys(node.variables, ())
        and len(names) == len(node.variables)
        and not names & fixed
        and len(names) < 4
    )
