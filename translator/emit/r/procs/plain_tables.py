"""PROC MEANS and PROC FREQ that are a plain grouping, as `group_by` and `summarise` (style: idioms 14 and 15)."""

from __future__ import annotations

from translator.emit.plain_tables import (
    PERCENTILES,
    group_keys,
    made_columns,
    missing_keys,
    one_type,
    types_comment,
)
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.layout import lay_out
from translator.emit.r.procs.sorting import chosen_columns, piped
from translator.plan.loop import Key
from translator.plan.procs.summary import ClassVariable, Crosstab, Request, Summarize, SummaryOutput

Verbs = list[str]

FUNCTIONS = {
    "sum": "sas_sum({})", "mean": "sas_mean({})", "std": "sd({}, na.rm = TRUE)", "var": "var({}, na.rm = TRUE)",
    "min": "sas_min({})", "max": "sas_max({})", "median": "median({}, na.rm = TRUE)", "n": "as.numeric(sum(!is.na({})))",
    "nmiss": "as.numeric(sum(is.na({})))", "range": "sas_max({}) - sas_min({})",
}  # fmt: skip


def joined(target: str, pieces: Verbs) -> Verbs:
    """An assignment of a pipe, long verbs broken at their commas."""
    lines = [f"{target} <- {pieces[0]} |>"]
    for place, verb in enumerate(pieces[1:], start=1):
        tail = " |>" if place < len(pieces) - 1 else ""
        lines += lay_out([f"  {verb}{tail}"])
    return lines


def known_tests(variables: tuple[ClassVariable, ...]) -> Verbs:
    """The conditions that no CLASS variable is missing that must not be."""
    wanted = [v for v in variables if not v.missing and v.type.nullable]
    return [
        f'{r.column(v.name)} != ""' if v.type.kind == "char" else f"!is.na({r.column(v.name)})"
        for v in wanted
    ]


def statistic(request: Request, type_: str) -> str:
    """A statistic as an argument of `summarise`."""
    column = r.column(request.variable)
    if request.statistic == "type":
        return type_
    if request.statistic == "n" and not request.variable:
        return "as.numeric(n())"
    if request.statistic in PERCENTILES:
        return f"sas_percentile({column}, {PERCENTILES[request.statistic]})"
    return FUNCTIONS[request.statistic].replace("{}", column)


def in_safe_order(made: list[tuple[str, Request]]) -> list[tuple[str, Request]] | None:
    """The columns in an order in which none hides a variable that a later one reads; None where there is no such order."""
    left, ordered = list(made), []
    while left:
        reads = [{request.variable for other, request in left if other != name} for name, _ in left]
        place = next((i for i, (name, _) in enumerate(left) if name not in reads[i]), None)
        if place is None:
            return None
        ordered.append(left.pop(place))
    return ordered


def arrange_keys(classes: tuple[ClassVariable, ...], by: tuple[Key, ...], keys: list[str]) -> Verbs:
    """`arrange`, where a missing value is a group: dplyr puts it last, SAS first."""
    missing = missing_keys(classes, by)
    if not missing:
        return []
    items = [f"!is.na({r.column(k)}), {r.column(k)}" if k in missing else r.column(k) for k in keys]
    return [f"arrange({', '.join(items)})"]


def summary_lines(
    context: Context, node: Summarize, output: SummaryOutput, pieces: Verbs, target: str
) -> Verbs | None:
    """Write one OUTPUT data set of a plain grouping; None where the names of its columns forbid it."""
    ordered = in_safe_order(made_columns(output))
    if ordered is None:
        return None
    keys = group_keys(node)
    known = [f"filter({', '.join(tests)})"] if (tests := known_tests(node.classes)) else []
    wanted = tuple((old, new) if old in keys else (new, new) for old, new in output.columns)
    if not one_type(node):
        lines: list[str] = []
        table = pieces[0]
        if known or len(pieces) > 1:
            table = context.local("classified")
            lines = piped(table, [*pieces, *known])
        return lines + types_lines(node, table, ordered, wanted, target)
    verbs = [*pieces, *known]
    last = str((1 << len(node.classes)) - 1)
    items = [f"{r.column(name)} = {statistic(request, last)}" for name, request in ordered]
    if keys:
        verbs.append(f"group_by({', '.join(r.column(k) for k in keys)})")
        items += ['.groups = "drop"'] if len(keys) > 1 else []
    verbs.append(f"summarise({', '.join(items)})")
    verbs += arrange_keys(node.classes, node.by, keys)
    plain = tuple((name, name) for name in [*keys, *(name for name, _ in ordered)])
    return joined(target, verbs + chosen_columns(wanted, wanted != plain))


def types_lines(
    node: Summarize,
    table: str,
    ordered: list[tuple[str, Request]],
    wanted: tuple[tuple[str, str], ...],
    target: str,
) -> Verbs:
    """All combinations of the CLASS variables: one grouping for each value of _TYPE_."""
    keys = group_keys(node)
    type_ = next((r.column(name) for name, request in ordered if request.statistic == "type"), "")
    items = [f"{r.column(name)} = {statistic(q, '')}" for name, q in ordered if q.statistic != "type"]
    lines = [
        f"{target} <- sas_class_types({r.vector(r.text(k) for k in keys)}) |>  # {types_comment(keys)}",
        "  lapply(\\(keys) {",
        f"    {table} |>",
        "      group_by(`_ALL_` = 0, across(all_of(keys))) |>",
        *lay_out([f'      summarise({", ".join(items)}, .groups = "drop")']),
        "  }) |>",
        f"  bind_rows(.id = {r.text(type_.strip('`'))}) |>" if type_ else "  bind_rows() |>",
    ]
    if type_:
        lines.append(f"  mutate({type_} = as.numeric({type_}) - 1) |>")
    chosen = chosen_columns(wanted, True)
    if any(c.type.kind == "char" for c in node.classes):
        chosen.append("sas_fill_text()")
    return lines + [f"  {verb}{' |>' if verb is not chosen[-1] else ''}" for verb in chosen]


def crosstab_verbs(node: Crosstab) -> Verbs:
    """The verbs that count a plain table, with all of SAS's columns."""
    keys = [v.name for v in node.variables]
    verbs: Verbs = []
    names = ", ".join(r.column(k) for k in keys)
    if node.weight:
        name = r.column(node.weight)
        verbs.append(f"filter(!is.na({name}))" if node.zeros else f"filter(!is.na({name}), {name} != 0)")
        verbs.append(f"group_by({names})")
        verbs.append(f'summarise(COUNT = sum({name}), least = min({name}), .groups = "drop")')
    else:
        verbs.append(f'count({names}, name = "COUNT")')
    every = tuple(
        ClassVariable(v.name, v.type, "", False, True, "unformatted", False) for v in node.variables
    )
    verbs += arrange_keys(every, (), keys)
    tests = known_tests(node.variables)
    number = [] if node.weight else ["COUNT = as.numeric(COUNT)"]
    known = "COUNT"
    if tests:
        number.append(f"known = if_else({' & '.join(tests)}, COUNT, NA_real_)")
        known = "known"
    total = f"sum({known}, na.rm = TRUE)" if tests else f"sum({known})"
    percent = f"{known} / {total} * 100"
    if node.weight:  # no percentages where a weight is negative
        percent = f"if (any(least < 0)) NA_real_ else {known} / na_if({total}, 0) * 100"
    gone = [*(["known = NULL"] if tests else []), *(["least = NULL"] if node.weight else [])]
    share = [f"PERCENT = {percent}", *gone]
    return [*verbs, f"mutate({', '.join([*number, *share])})"]
