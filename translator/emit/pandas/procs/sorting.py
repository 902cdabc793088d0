"""PROC SORT to pandas."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.scans import key_list, scan_table
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.loop import Key
from translator.plan.procs.sorting import Sort
from translator.plan.relations import Step


def sorted_text(context: Context, shown: str, by: tuple[Key, ...]) -> str:
    """The expression of a table in the order of the keys: `sort_values` where pandas has SAS's order, else sas.sort."""
    names = [key.name for key in by]
    nulls = {key.descending for key in by if key.type.kind == "num" and key.type.nullable}
    if any(key.type.special for key in by) or len(nulls) > 1:
        context.need("sort")
        descending = [key.name for key in by if key.descending]
        tail = f", descending={key_list(descending)}" if descending else ""
        return f"sas.sort({shown}, {key_list(names)}{tail})"
    keys = ex.text(names[0]) if len(names) == 1 else key_list(names)
    down = [key.descending for key in by]
    direction = (
        ""
        if not any(down)
        else f", ascending={not down[0]}"
        if len(set(down)) == 1
        else f", ascending={[not d for d in down]}"
    )
    position = ', na_position="first"' if nulls == {False} else ""
    return f'{shown}.sort_values({keys}{direction}, kind="stable"{position}, ignore_index=True)'


def chosen_columns(shown: str, columns: tuple[tuple[str, str], ...], select: bool) -> str:
    """The expression of a table with the chosen columns, renamed."""
    if not select:
        return shown
    shown = f"{shown}[{key_list([old for old, _ in columns])}]"
    renamed = [(old, new) for old, new in columns if old != new]
    if renamed:
        shown += f".rename(columns={{{', '.join(f'{ex.text(o)}: {ex.text(n)}' for o, n in renamed)}}})"
    return shown


def emit_sort(context: Context, step: Step) -> list[str]:
    """Write PROC SORT (style: idiom 4)."""
    node = step.node
    assert isinstance(node, Sort)
    shown, new = scan_table(context, node.source)
    names = [key.name for key in node.by]
    keys = ex.text(names[0]) if len(names) == 1 else key_list(names)
    plain = not any(key.type.special for key in node.by) and not node.sequence
    settings = "".join(f", {name}={value!r}" for name, value in node.sequence).replace("'", '"')
    lines: list[str] = []
    ordered = context.variable(node.target)
    dropped = ""

    def in_order(shown: str) -> str:
        if not node.sequence:
            return sorted_text(context, shown, node.by)
        context.need("sort_collated")
        down = [key.name for key in node.by if key.descending]
        tail = f", descending={key_list(down)}" if down else ""
        return f"sas.sort_collated({shown}, {key_list(names)}{tail}{settings})"

    if node.repeats == "keep":
        result = in_order(shown)
    elif node.repeats == "key" and plain and not node.dropped:
        result = sorted_text(context, f"{shown}.drop_duplicates({keys})", node.by)
    else:
        lines.append(f"{ordered} = {in_order(shown)}")
        wanted = f"list({ordered})" if node.repeats == "record" else key_list(names)
        compared = ordered
        if node.sequence and node.repeats != "record":
            context.need("collation_keys")
            compared = f"{ordered}_keys"
            lines.append(f"{compared} = sas.collation_keys({ordered}, {key_list(names)}{settings})")
        if node.repeats == "single":
            mask = f"{compared}.duplicated({keys}, keep=False)"
        else:
            context.need("starts_run")
            mask = f"sas.starts_run({compared}, {wanted})"
        result = f"{ordered}.loc[{mask}].reset_index(drop=True)"
        dropped = f"{ordered}.loc[~{mask}].reset_index(drop=True)"
    if node.dropped:
        extra = context.write(node.dropped, Schema(()))
        changed = [(o, n) for o, n in node.dropped_columns] != [(n, n) for _, n in node.dropped_columns]
        everything = len(node.dropped_columns) == len(node.source.columns) and not changed
        lines.append(f"{extra} = {chosen_columns(dropped, node.dropped_columns, not everything)}")
        lines += context.save_lines(node.dropped)
    context.write(node.target, Schema(node.schema))
    lines.append(f"{ordered} = {chosen_columns(result, node.columns, node.select)}")
    return [*lines, *context.save_lines(node.target)]


EMITTERS[Sort] = emit_sort
