"""PROC SORT to R."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.relations import joined_keys, scan_pipe, sort_keys
from translator.emit.r.steps import emits
from translator.lang.types import Schema
from translator.plan.procs.sorting import Sort
from translator.plan.relations import Step


def piped(target: str, pieces: list[str]) -> list[str]:
    """Return `target <- table |> verb |> verb`, on one line where it is short, else one verb a line."""
    single = f"{target} <- {' |> '.join(pieces)}"
    if len(pieces) <= 3 and len(single) <= 96:
        return [single]
    lines = [f"{target} <- {pieces[0]} |>"]
    lines += [f"  {verb} |>" for verb in pieces[1:-1]]
    return [*lines, f"  {pieces[-1]}"]


def chosen_columns(columns: tuple[tuple[str, str], ...], select: bool) -> list[str]:
    """Return the verb that chooses and renames columns, [] where all stay as they are."""
    if not select:
        return []
    items = [r.column(new) if old == new else f"{r.column(new)} = {r.column(old)}" for old, new in columns]
    return [f"select({', '.join(items)})"]


def setting(value: str | bool) -> str:
    """Return a setting of a collating sequence as R writes it."""
    return r.text(value) if isinstance(value, str) else str(value).upper()


@emits(Sort)
def emit_sort(context: Context, step: Step) -> list[str]:
    """Write PROC SORT (style: idiom 4)."""
    node = step.node
    assert isinstance(node, Sort)
    pieces = scan_pipe(context, node.source)
    special = any(key.type.special for key in node.by)
    names = ", ".join(r.column(key.name) for key in node.by)
    settings = "".join(f", {name} = {setting(value)}" for name, value in node.sequence)
    arranged = f"sas_arrange({joined_keys(node.by)})" if special else f"arrange({sort_keys(node.by)})"
    if node.sequence:
        arranged = f"sas_sort_collated({joined_keys(node.by)}{settings})"
    ordered = context.variable(node.target)
    lines: list[str] = []
    if node.repeats == "keep":
        pieces.append(arranged)
    elif node.repeats == "key" and not special and not node.dropped and not node.sequence:
        pieces += [f"distinct({names}, .keep_all = TRUE)", arranged]
    else:
        lines += piped(ordered, [*pieces, arranged])
        every = ", ".join(r.column(name) for _, name in node.source.columns)
        columns = r.vector(r.text(key.name) for key in node.by)
        if node.sequence and node.repeats != "record":
            lines.append(f"{ordered}_keys <- sas_collation_keys({ordered}, {columns}{settings})")
            keys = f"{ordered}_keys"
            test = (
                f"!duplicated({keys})"
                if node.repeats == "key"
                else (f"duplicated({keys}) | duplicated({keys}, fromLast = TRUE)")
            )
            other = f"!({test})"
        elif node.repeats == "single":
            test = f"duplicated({ordered}[{columns}]) | duplicated({ordered}[{columns}], fromLast = TRUE)"
            other = f"!({test})"
        else:
            test = f"sas_first({every if node.repeats == 'record' else names})"
            other = f"!{test}"
        if node.dropped:
            extra = context.write(node.dropped, Schema(()))
            changed = any(old != new for old, new in node.dropped_columns)
            everything = len(node.dropped_columns) == len(node.source.columns) and not changed
            lines += piped(
                extra, [ordered, f"filter({other})", *chosen_columns(node.dropped_columns, not everything)]
            )
            lines += context.save_lines(node.dropped)
        pieces = [ordered, f"filter({test})"]
    context.write(node.target, Schema(node.schema))
    lines += piped(ordered, [*pieces, *chosen_columns(node.columns, node.select)])
    return [*lines, *context.save_lines(node.target)]
