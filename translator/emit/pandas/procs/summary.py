"""PROC MEANS, SUMMARY and FREQ to pandas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.emit.helper_arguments import (
    Given,
    count_arguments,
    counted_columns,
    shown_counts_arguments,
    shown_crossed_arguments,
    shown_summary_arguments,
    summary_arguments,
)
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.procs.arguments import named
from translator.emit.pandas.procs.listing import by_line
from translator.emit.pandas.procs.plain_tables import crosstab_lines, summary_lines
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.scans import by_table, format_function, key_list, scan_table
from translator.emit.pandas.steps import EMITTERS
from translator.emit.plain_tables import plain_crosstab, plain_summary
from translator.lang.types import Schema
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import ClassVariable, Crosstab, LabelRange, Pick, Summarize, SummaryOutput
from translator.plan.relations import Step


def class_options(
    context: Context, classes: tuple[ClassVariable, ...], by: Sequence[Listed] = ()
) -> list[str]:
    """The arguments that say how levels are made, only those that are not the default. `by`: BY variables of a BY line."""
    found = []
    if missing := [c.name for c in classes if c.missing]:
        found.append(f"missing={key_list(missing)}")
    if orders := [(c.name, c.order) for c in classes if c.order != "unformatted"]:
        found.append(f"order={{{', '.join(f'{ex.text(n)}: {ex.text(o)}' for n, o in orders)}}}")
    if down := [c.name for c in classes if c.descending]:
        found.append(f"descending={key_list(down)}")
    formats: list[ClassVariable | Listed] = [*(c for c in classes if c.format and not c.internal), *by]
    if formats:
        items = [f"{ex.text(c.name)}: {format_function(context, c.format, c.user_format)}" for c in formats]
        found.append(f"levels={{{', '.join(items)}}}")
    if labels := [c for c in classes if c.labels]:
        items = [f"{ex.text(c.name)}: [{', '.join(map(label_range, c.labels))}]" for c in labels]
        found.append(f"labels={{{', '.join(items)}}}")
    if preloaded := [c for c in classes if c.preloaded]:
        items = [
            f"{ex.text(c.name)}: [{', '.join(level_value(context, v) for v in c.preloaded)}]"
            for c in preloaded
        ]
        found.append(f"preloaded={{{', '.join(items)}}}")
    if only := [c.name for c in classes if c.exclusive]:
        found.append(f"only={key_list(only)}")
    return found


def label_range(range_: LabelRange) -> str:
    """A label and its values: (label, low, high), which ends are not in it; (label,) for all other values."""
    if range_.other:
        return f"({ex.text(range_.label)},)"
    ends = [ex.text(end) if isinstance(end, str) else f"{end:.17g}" if end is not None else "None"
            for end in (range_.low, range_.high)]  # fmt: skip
    return f"({', '.join([ex.text(range_.label), *ends, *([ex.text(range_.open)] if range_.open else [])])})"


def summarizer(context: Context, classes: tuple[ClassVariable, ...]) -> str:
    """The helper that makes the groups."""
    name = "summarize_labels" if any(c.labels for c in classes) else "summarize"
    context.need(name)
    return f"sas.{name}"


def level_value(context: Context, value: float | str) -> str:
    """A value of a class variable."""
    if isinstance(value, str):
        return ex.text(value)
    if value != value:
        context.need("nan")
        return "nan"
    return repr(value)


def combination_options(context: Context, node: Summarize) -> list[str]:
    """The arguments about CLASSDATA=."""
    if node.combinations is None:
        return []
    shown, _ = scan_table(context, node.combinations)
    return [f"combinations={shown}", *(["exclusive=True"] if node.exclusive else [])]


def by_option(by: tuple[Key, ...]) -> list[str]:
    """The BY argument."""
    return [f"by={key_list([key.name for key in by])}"] if by else []


def emit_summary(context: Context, step: Step) -> list[str]:
    """Write PROC MEANS."""
    node = step.node
    assert isinstance(node, Summarize)
    shown = by_table(context, node.source, node.by, node.check_order, numbers=node.numbered)
    if node.numbered:
        context.need("numbered")
        shown = f"sas.numbered({shown})"
    lines: list[str] = []
    overwritten = any(context.variable(output.target) == shown for output in node.outputs)
    if len(node.outputs) + bool(node.printed) > 1 and (overwritten or not shown.isidentifier()):
        name = context.local("analysed")
        lines.append(f"{name} = {shown}")
        shown = name
    for output in node.outputs:
        lines += output_lines(context, node, output, shown)
    if node.printed:
        lines += printed_lines(context, node, shown)
    return lines


def output_lines(context: Context, node: Summarize, output: SummaryOutput, shown: str) -> list[str]:
    """Write one OUTPUT data set."""
    target = context.write(output.target, Schema(output.schema))
    if plain_summary(node, output):
        return [*summary_lines(context, node, output, shown, target), *context.save_lines(output.target)]
    rows = [
        f"({ex.text(r.column)}, {ex.text(r.statistic or 'n')}, {ex.text(r.variable)})"
        for r in output.requests
    ]
    arguments = [
        shown,
        key_list([c.name for c in node.classes]),
        f"[{', '.join(rows)}]",
        f"{list(node.types)}",
    ]
    arguments += (
        by_option(node.by) + class_options(context, node.classes) + combination_options(context, node)
    )
    arguments += named(context, summary_arguments(node))
    if output.stat_rows:
        arguments.append("stat_rows=True")
    if output.counters:
        arguments.append(f"counters={key_list(output.counters)}")
    if output.picks:
        arguments.append(f"picks=[{', '.join(picked(p) for p in output.picks)}]")
    made = f"{summarizer(context, node.classes)}({', '.join(arguments)})"
    return [
        f"{target} = {chosen_columns(made, output.columns, output.select)}",
        *context.save_lines(output.target),
    ]


def picked(pick: Pick) -> str:
    """A value of an extreme row: (column, variable, place, order, flags)."""
    by = ", ".join(f"({ex.text(name)}, {ex.text(kind)})" for name, kind in pick.by)
    flags = [ex.text(flag) for flag, on in (("last", pick.last), ("missing", pick.missing)) if on]
    return (
        f"({', '.join([ex.text(pick.column), ex.text(pick.variable), str(pick.place), f'[{by}]', *flags])})"
    )


def printed_lines(context: Context, node: Summarize, shown: str) -> list[str]:
    """Write the printed table of PROC MEANS."""
    context.need("show_summary")
    every = [(f"{v.name}|{s}", s, v.name) for v in node.variables for s in node.printed]
    rows = [f"({ex.text(c)}, {ex.text(s)}, {ex.text(v)})" for c, s, v in every]
    types = list(node.printed_types)
    arguments = [shown, key_list([c.name for c in node.classes]), f"[{', '.join(rows)}]", f"{types}"]
    options = class_options(context, node.classes)
    arguments += by_option(node.by) + options + combination_options(context, node)
    arguments += named(context, summary_arguments(replace(node, chartype=False)))
    table = f"{summarizer(context, node.classes)}({', '.join(arguments)})"
    labels = ", ".join(f"{ex.text(v.name)}: {ex.text(v.label)}" for v in node.variables)
    more = named(context, shown_summary_arguments(node))
    shown_classes = [replace(c, internal=False) for c in node.classes]
    more += [
        o
        for o in class_options(context, tuple(shown_classes), by_line(node.source))
        if o.startswith("levels=")
    ] + by_option(node.by)
    more += [f"types={types}"] if types != [(1 << len(node.classes)) - 1] else []
    more += [] if node.row_counts else ["row_counts=False"]
    call = [
        f"lib, {table}", ex.text(node.proc), key_list([c.name for c in node.classes]), f"{{{labels}}}",
        key_list(node.printed), *more,
    ]  # fmt: skip
    return [f"sas.show_summary({', '.join(call)})"]


def emit_crosstab(context: Context, step: Step) -> list[str]:
    """Write a table of PROC FREQ."""
    node = step.node
    assert isinstance(node, Crosstab)
    shown = by_table(context, node.source, node.by, node.check_order)
    lines: list[str] = []
    crossed = node.printed and node.table in ("CrossTabFreqs", "CrossList")
    if crossed:
        if node.out and not shown.isidentifier():
            rows = context.local("rows")
            lines.append(f"{rows} = {shown}")
            shown = rows
        lines.append(print_call(context, node, "show_crossed", shown, shown_crossed_arguments(node)))
    if crossed and not node.out:
        return lines
    target = context.write(node.out, Schema(node.schema)) if node.out else ""
    counts = (
        target
        if node.out and (crossed or not (node.printed and node.select))
        else context.local("counts")
        if node.out
        else ""
    )
    if node.out and plain_crosstab(node):
        lines += crosstab_lines(context, node, shown, counts)
        made = counts
    else:
        made = counted(context, node, shown)
        if node.out and counts != target:
            lines.append(f"{counts} = {made}")
            made = counts
    if node.out:
        chosen = chosen_columns(made, node.columns, node.select)
        if chosen != target:
            lines.append(f"{target} = {chosen}")
        lines += context.save_lines(node.out)
        made = counts
    if node.printed and not crossed:
        lines.append(print_call(context, node, "show_counts", made, shown_counts_arguments(node)))
    return lines


def print_call(context: Context, node: Crosstab, helper: str, table: str, given: Given) -> str:
    """The call that prints a table of PROC FREQ."""
    context.need(helper)
    more = [*named(context, given), *level_options(context, node, by_line(node.source)), *by_option(node.by)]
    more += [f"counts={format_function(context, c.format, c.user_format)}" for c in node.counts if c.format]
    return f"sas.{helper}({', '.join(['lib', table, key_list([v.name for v in node.variables]), *more])})"


def level_options(context: Context, node: Crosstab, by: Sequence[Listed] = ()) -> list[str]:
    """The formats whose texts group the values."""
    return [o for o in class_options(context, node.variables, by) if o.startswith("levels=")]


def counted(context: Context, node: Crosstab, shown: str) -> str:
    """The counts of a table, with every option that PROC FREQ has."""
    context.need("count_levels")
    arguments = [shown, key_list([v.name for v in node.variables]), *by_option(node.by)]
    arguments += named(context, count_arguments(node))
    arguments += level_options(context, node)
    arguments += named(context, counted_columns(node))
    return f"sas.count_levels({', '.join(arguments)})"


EMITTERS[Summarize] = emit_summary
EMITTERS[Crosstab] = emit_crosstab
