"""PROC TABULATE to R."""

from __future__ import annotations

from translator.emit.helper_arguments import layout_arguments, tabulation_arguments
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.layout import lay_out
from translator.emit.r.names import names_vector
from translator.emit.r.procs.arguments import named
from translator.emit.r.procs.listing import by_line, shown_by
from translator.emit.r.procs.sorting import chosen_columns
from translator.emit.r.procs.summary import by_option, class_options, types_vector
from translator.emit.r.relations import by_pipe
from translator.emit.r.steps import emits
from translator.lang.types import Schema
from translator.plan.procs.tabulation import Layout, Path, Tabulate
from translator.plan.relations import Step


@emits(Tabulate)
def emit_tabulate(context: Context, step: Step) -> list[str]:
    """Write the statistics, the OUT= data set made of them, and each printed table."""
    node = step.node
    assert isinstance(node, Tabulate)
    pieces = by_pipe(context, node.source, node.by, node.check_order)
    pieces.append(f"sas_tabulate({', '.join(fact_arguments(context, node))})")
    facts = context.names.new("statistics")
    lines = lay_out([f"{facts} <- {' |> '.join(pieces)}"])
    classes = names_vector([c.name for c in node.classes])
    if node.out:
        rows = ", ".join(
            f"list({c.table}, {names_vector(list(c.pages))}, {c.type}, {names_vector(list(c.columns))})"
            for c in node.crossings
        )
        by = f", by = {names_vector([k.name for k in node.by])}" if node.by else ""
        made = [facts, f"sas_tabulation_rows({classes}, list({rows}){by})"]
        made += chosen_columns(node.columns, node.select)
        lines += lay_out([f"{context.write(node.out, Schema(node.schema))} <- {' |> '.join(made)}"])
        lines += context.save_lines(node.out)
    if node.by and len(node.layouts) > 1:  # all tables of a group, then those of the next
        group = context.names.new("group")
        shown = lay_out([shown_layout(context, node, layout, group, classes) for layout in node.layouts])
        keys = names_vector([k.name for k in node.by])
        return [
            *lines,
            f"for ({group} in sas_each_group({facts}, {keys})) {{",
            *(f"  {line}" for line in shown),
            "}",
        ]
    for layout in node.layouts:
        lines += lay_out([shown_layout(context, node, layout, facts, classes)])
    return lines


def fact_arguments(context: Context, node: Tabulate) -> list[str]:
    """The arguments that say which statistics of which groups are needed."""
    requests = [f"c({r.text(q.column)}, {r.text(q.statistic)}, {r.text(q.variable)})" for q in node.facts]
    found = [
        names_vector([c.name for c in node.classes]),
        f"list({', '.join(requests)})",
        types_vector(node.types),
    ]
    if node.shares:
        shares = [
            f"list({r.text(s.column)}, {s.type}, {r.text(s.part)}, {r.text(s.whole)}, {s.base})"
            for s in node.shares
        ]
        found.append(f"shares = list({', '.join(shares)})")
    if node.every and any(c.preloaded for c in node.classes):
        found.append("absent = TRUE")
    found += by_option(node.by) + class_options(context, node.classes)
    return found + named(context, tabulation_arguments(node))


def shown_layout(context: Context, node: Tabulate, layout: Layout, facts: str, classes: str) -> str:
    """The call that prints a table."""
    formats = {c.format.format: c.format for sheet in layout.cells for line in sheet for c in line}
    writers = ", ".join(f"{r.column(name)} = {shown_by(context, listed)}" for name, listed in formats.items())
    sheets = []
    for sheet in layout.cells:
        lines = [
            f"list({', '.join(f'c({r.text(c.column)}, {r.text(c.format.format)})' for c in line)})"
            for line in sheet
        ]
        sheets.append(f"list({', '.join(lines)})")
    arguments = [
        "lib", facts, classes, dimension(layout.pages), dimension(layout.rows), dimension(layout.columns),
        f"list({', '.join(sheets)})", f"list({writers})",
    ]  # fmt: skip
    arguments += [
        o for o in class_options(context, node.classes, by_line(node.source)) if o.startswith("levels")
    ]
    arguments += named(context, layout_arguments(node, layout))
    return f"sas_show_tabulation({', '.join(arguments)})"


def dimension(paths: tuple[Path, ...]) -> str:
    """The paths of a dimension: texts, and c(class variable, label) where the levels are the headings."""
    shown = [
        f"list({', '.join(f'c({r.text(h.variable)}, {r.text(h.text)})' if h.variable else r.text(h.text) for h in path)})"
        for path in paths
    ]
    return f"list({', '.join(shown)})"
