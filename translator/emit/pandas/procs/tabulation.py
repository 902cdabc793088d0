"""PROC TABULATE to pandas."""

from __future__ import annotations

from translator.emit.helper_arguments import layout_arguments, tabulation_arguments
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.procs.arguments import named
from translator.emit.pandas.procs.listing import by_line, shown_by
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.procs.summary import by_option, class_options
from translator.emit.pandas.scans import by_table, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.procs.tabulation import Layout, Path, Tabulate
from translator.plan.relations import Step


def emit_tabulate(context: Context, step: Step) -> list[str]:
    """Write the statistics, the OUT= data set made of them, and each printed table."""
    node = step.node
    assert isinstance(node, Tabulate)
    shown = by_table(context, node.source, node.by, node.check_order)
    context.need("tabulate", "show_tabulation")
    facts = context.names.claim("statistics")
    lines = [f"{facts} = sas.tabulate({', '.join([shown, *fact_arguments(context, node)])})"]
    classes = key_list([c.name for c in node.classes])
    if node.out:
        context.need("tabulation_rows")
        rows = ", ".join(
            f"({c.table}, {key_list(list(c.pages))}, {c.type}, {key_list(list(c.columns))})"
            for c in node.crossings
        )
        by = f", by={key_list([k.name for k in node.by])}" if node.by else ""
        made = f"sas.tabulation_rows({facts}, {classes}, [{rows}]{by})"
        target = context.write(node.out, Schema(node.schema))
        lines.append(f"{target} = {chosen_columns(made, node.columns, node.select)}")
        lines += context.save_lines(node.out)
    if node.by and len(node.layouts) > 1:  # all tables of a group, then those of the next
        context.need("each_group")
        group = context.names.claim("group")
        lines.append(f"for {group} in sas.each_group({facts}, {key_list([k.name for k in node.by])}):")
        lines += [f"    {shown_layout(context, node, layout, group, classes)}" for layout in node.layouts]
        return lines
    for layout in node.layouts:
        lines.append(shown_layout(context, node, layout, facts, classes))
    return lines


def fact_arguments(context: Context, node: Tabulate) -> list[str]:
    """The arguments that say which statistics of which groups are needed."""
    requests = [f"({ex.text(r.column)}, {ex.text(r.statistic)}, {ex.text(r.variable)})" for r in node.facts]
    found = [key_list([c.name for c in node.classes]), f"[{', '.join(requests)}]", f"{list(node.types)}"]
    if node.shares:
        shares = [
            f"({ex.text(s.column)}, {s.type}, {ex.text(s.part)}, {ex.text(s.whole)}, {s.base})"
            for s in node.shares
        ]
        found.append(f"shares=[{', '.join(shares)}]")
    if node.every and any(c.preloaded for c in node.classes):
        found.append("absent=True")
    found += by_option(node.by) + class_options(context, node.classes)
    return found + named(context, tabulation_arguments(node))


def shown_layout(context: Context, node: Tabulate, layout: Layout, facts: str, classes: str) -> str:
    """The call that prints a table."""
    formats = {c.format.format: c.format for sheet in layout.cells for line in sheet for c in line}
    writers = ", ".join(f"{ex.text(name)}: {shown_by(context, listed)}" for name, listed in formats.items())
    sheets = [
        f"[{', '.join('[' + ', '.join(f'({ex.text(c.column)}, {ex.text(c.format.format)})' for c in line) + ']' for line in sheet)}]"
        for sheet in layout.cells
    ]
    arguments = [
        "lib", facts, classes, dimension(layout.pages), dimension(layout.rows), dimension(layout.columns),
        f"[{', '.join(sheets)}]", f"{{{writers}}}",
    ]  # fmt: skip
    arguments += [
        o for o in class_options(context, node.classes, by_line(node.source)) if o.startswith("levels=")
    ]
    arguments += named(context, layout_arguments(node, layout))
    return f"sas.show_tabulation({', '.join(arguments)})"


def dimension(paths: tuple[Path, ...]) -> str:
    """The paths of a dimension: texts, and (class variable, label) where the levels are the headings."""
    shown = [
        f"[{', '.join(f'({ex.text(h.variable)}, {ex.text(h.text)})' if h.variable else ex.text(h.text) for h in path)}]"
        for path in paths
    ]
    return f"[{', '.join(shown)}]"


EMITTERS[Tabulate] = emit_tabulate
