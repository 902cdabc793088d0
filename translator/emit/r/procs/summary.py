"""PROC MEANS, SUMMARY and FREQ to R."""

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
from translator.emit.plain_tables import plain_crosstab, plain_summary
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.layout import lay_out
from translator.emit.r.names import names_vector
from translator.emit.r.procs.arguments import named
from translator.emit.r.procs.listing import by_line
from translator.emit.r.procs.plain_tables import crosstab_verbs, joined, summary_lines
from translator.emit.r.procs.sorting import chosen_columns
from translator.emit.r.relations import by_pipe, format_function, scan_pipe
from translator.emit.r.steps import emits
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
    if missing := [r.text(c.name) for c in classes if c.missing]:
        found.append(f"missing = {r.vector(missing)}")
    if orders := [f"{r.column(c.name)} = {r.text(c.order)}" for c in classes if c.order != "unformatted"]:
        found.append(f"order = list({', '.join(orders)})")
    if down := [r.text(c.name) for c in classes if c.descending]:
        found.append(f"descending = {r.vector(down)}")
    formats: list[ClassVariable | Listed] = [*(c for c in classes if c.format and not c.internal), *by]
    if formats:
        found.append(
            f"levels = list({', '.join(f'{r.column(c.name)} = {format_function(context, c.format, c.user_format)}' for c in formats)})"
        )
    if labels := [c for c in classes if c.labels]:
        items = [f"{r.column(c.name)} = list({', '.join(map(label_range, c.labels))})" for c in labels]
        found.append(f"labels = list({', '.join(items)})")
    if preloaded := [c for c in classes if c.preloaded]:
        items = [f"{r.column(c.name)} = {r.vector(level_value(v) for v in c.preloaded)}" for c in preloaded]
        found.append(f"preloaded = list({', '.join(items)})")
    if only := [c.name for c in classes if c.exclusive]:
        found.append(f"only = {names_vector(only)}")
    return found


def label_range(range_: LabelRange) -> str:
    """A label and its values: list(label, low, high), which ends are not in it; list(label) for all other values."""
    if range_.other:
        return f"list({r.text(range_.label)})"
    ends = [r.text(end) if isinstance(end, str) else f"{end:.17g}" if end is not None else "NULL"
            for end in (range_.low, range_.high)]  # fmt: skip
    return (
        f"list({', '.join([r.text(range_.label), *ends, *([r.text(range_.open)] if range_.open else [])])})"
    )


def summarizer(classes: tuple[ClassVariable, ...]) -> str:
    """The helper that makes the groups."""
    return "sas_summarize_labels" if any(c.labels for c in classes) else "sas_summarize"


def level_value(value: float | str) -> str:
    """A value of a class variable."""
    return r.text(value) if isinstance(value, str) else "NA_real_" if value != value else f"{value:.17g}"


def combination_options(context: Context, node: Summarize) -> list[str]:
    """The arguments about CLASSDATA=."""
    if node.combinations is None:
        return []
    shown = " |> ".join(scan_pipe(context, node.combinations))
    return [f"combinations = {shown}", *(["exclusive = TRUE"] if node.exclusive else [])]


def by_option(by: tuple[Key, ...]) -> list[str]:
    """The BY argument."""
    return [f"by = {names_vector([key.name for key in by])}"] if by else []


@emits(Summarize)
def emit_summary(context: Context, step: Step) -> list[str]:
    """Write PROC MEANS."""
    node = step.node
    assert isinstance(node, Summarize)
    pieces = by_pipe(context, node.source, node.by, node.check_order, numbers=node.numbered)
    pieces += ["sas_numbered()"] if node.numbered else []
    lines: list[str] = []
    overwritten = any(context.variable(output.target) == pieces[0] for output in node.outputs)
    if len(node.outputs) + bool(node.printed) > 1 and (overwritten or len(pieces) > 1):
        name = context.local("analysed")
        lines += lay_out([f"{name} <- {' |> '.join(pieces)}"])
        pieces = [name]
    for output in node.outputs:
        lines += output_lines(context, node, output, pieces)
    if node.printed:
        lines += printed_lines(context, node, pieces)
    return lines


def output_lines(context: Context, node: Summarize, output: SummaryOutput, pieces: list[str]) -> list[str]:
    """Write one OUTPUT data set."""
    target = context.write(output.target, Schema(output.schema))
    if (
        plain_summary(node, output)
        and (lines := summary_lines(context, node, output, pieces, target)) is not None
    ):
        return [*lines, *context.save_lines(output.target)]
    rows = [
        f"c({r.text(q.column)}, {r.text(q.statistic or 'n')}, {r.text(q.variable)})" for q in output.requests
    ]
    arguments = [
        names_vector([c.name for c in node.classes]),
        f"list({', '.join(rows)})",
        types_vector(node.types),
    ]
    arguments += (
        by_option(node.by) + class_options(context, node.classes) + combination_options(context, node)
    )
    arguments += named(context, summary_arguments(node))
    if output.stat_rows:
        arguments.append("stat_rows = TRUE")
    if output.counters:
        arguments.append(f"counters = {names_vector(list(output.counters))}")
    if output.picks:
        arguments.append(f"picks = list({', '.join(picked(p) for p in output.picks)})")
    made = [
        *pieces,
        f"{summarizer(node.classes)}({', '.join(arguments)})",
        *chosen_columns(output.columns, output.select),
    ]
    return [*joined(target, made), *context.save_lines(output.target)]


def picked(pick: Pick) -> str:
    """A value of an extreme row: column, variable, place, order, flags."""
    by = ", ".join(f"{r.column(name)} = {r.text(kind)}" for name, kind in pick.by)
    flags = [f"{flag} = TRUE" for flag, on in (("last", pick.last), ("missing", pick.missing)) if on]
    order = [f"by = c({by})"] if pick.by else []
    return f"list({', '.join([r.text(pick.column), r.text(pick.variable), str(pick.place), *order, *flags])})"


def types_vector(types: tuple[int, ...]) -> str:
    """Values of _TYPE_; runs as low:high."""
    if len(types) > 2 and list(types) == list(range(types[0], types[-1] + 1)):
        return f"{types[0]}:{types[-1]}"
    return r.vector(str(t) for t in types)


def printed_lines(context: Context, node: Summarize, pieces: list[str]) -> list[str]:
    """Write the printed table of PROC MEANS."""
    rows = [
        f"c({r.text(f'{v.name}|{s}')}, {r.text(s)}, {r.text(v.name)})"
        for v in node.variables
        for s in node.printed
    ]
    types = types_vector(node.printed_types)
    options = class_options(context, node.classes)
    arguments = [names_vector([c.name for c in node.classes]), f"list({', '.join(rows)})", types]
    arguments += by_option(node.by) + options + combination_options(context, node)
    arguments += named(context, summary_arguments(replace(node, chartype=False)))
    table = f"{' |> '.join(pieces)} |> {summarizer(node.classes)}({', '.join(arguments)})"
    labels = ", ".join(f"{r.column(v.name)} = {r.text(v.label)}" for v in node.variables)
    more = named(context, shown_summary_arguments(node))
    shown_classes = [replace(c, internal=False) for c in node.classes]
    more += [
        o
        for o in class_options(context, tuple(shown_classes), by_line(node.source))
        if o.startswith("levels")
    ] + by_option(node.by)
    more += [f"types = {types}"] if node.printed_types != ((1 << len(node.classes)) - 1,) else []
    more += [] if node.row_counts else ["row_counts = FALSE"]
    call = ["lib", table, r.text(node.proc), names_vector([c.name for c in node.classes]), f"list({labels})",
            names_vector(list(node.printed)), *more]  # fmt: skip
    return lay_out([f"sas_show_summary({', '.join(call)})"])


@emits(Crosstab)
def emit_crosstab(context: Context, step: Step) -> list[str]:
    """Write a table of PROC FREQ."""
    node = step.node
    assert isinstance(node, Crosstab)
    made = by_pipe(context, node.source, node.by, node.check_order)
    lines: list[str] = []
    crossed = node.printed and node.table in ("CrossTabFreqs", "CrossList")
    if crossed:
        if node.out and len(made) > 1:
            rows = context.local("rows")
            lines += joined(rows, made)
            made = [rows]
        lines += print_call(context, node, "sas_show_crossed", made, shown_crossed_arguments(node))
    if crossed and not node.out:
        return lines
    made += crosstab_verbs(node) if node.out and plain_crosstab(node) else [counted(context, node)]
    if node.out:
        target = context.write(node.out, Schema(node.schema))
        chosen = chosen_columns(node.columns, node.select)
        if node.printed and chosen and not crossed:
            counts = context.local("counts")
            lines += joined(counts, made)
            made = [counts]
        lines += joined(target, [*made, *chosen])
        lines += context.save_lines(node.out)
        made = made if len(made) == 1 else [target]
    if node.printed and not crossed:
        lines += print_call(context, node, "sas_show_counts", made, shown_counts_arguments(node))
    return lines


def print_call(context: Context, node: Crosstab, helper: str, pieces: list[str], given: Given) -> list[str]:
    """The call that prints a table of PROC FREQ."""
    more = [*named(context, given), *level_options(context, node, by_line(node.source)), *by_option(node.by)]
    more += [f"counts = {format_function(context, c.format, c.user_format)}" for c in node.counts if c.format]
    call = ["lib", " |> ".join(pieces), names_vector([v.name for v in node.variables]), *more]
    return lay_out([f"{helper}({', '.join(call)})"])


def level_options(context: Context, node: Crosstab, by: Sequence[Listed] = ()) -> list[str]:
    """The formats whose texts group the values."""
    return [o for o in class_options(context, node.variables, by) if o.startswith("levels")]


def counted(context: Context, node: Crosstab) -> str:
    """The verb that counts a table, with every option that PROC FREQ has."""
    arguments = [names_vector([v.name for v in node.variables]), *by_option(node.by)]
    arguments += named(context, count_arguments(node))
    arguments += level_options(context, node)
    arguments += named(context, counted_columns(node))
    return f"sas_count_levels({', '.join(arguments)})"
