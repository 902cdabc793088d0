"""Inputs of DATA steps to pipes: rows chosen, columns named, filtered, cut, and the BY order checked."""

from __future__ import annotations

from collections.abc import Iterable

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.values_columns import ColumnWriter
from translator.plan import loop as lp
from translator.plan import relations as rel


def prepared(
    context: Context, table: str, source: lp.Input, reader: lp.Reader, shown: str, *, select: bool = False, target: str = ""
) -> list[str]:
    """Return the statements that make an input ready to be read; none where the table is read as it is.

    With `select` the table is left with the columns of the step, under its names.
    """
    verbs: list[str] = []
    if source.firstobs is not None or source.obs is not None:
        first = source.firstobs or 1
        last = str(source.obs) if source.obs is not None else "n()"
        verbs.append(f"filter(row_number() >= {first}, row_number() <= {last})" if first > 1 else
                     f"filter(row_number() <= {last})")  # fmt: skip
    renamed = any(column != slot for column, slot in source.columns)
    named = select or (renamed and (source.where is not None or bool(source.cut)))
    if named and source.open is not None:
        verbs.append(f"select(any_of({r.vector(r.text(s) for _, s in source.columns)}))")
    elif named:
        items = [r.column(s) if s == c else f"{r.column(s)} = {r.column(c)}" for c, s in source.columns]
        verbs.append(f"select({', '.join(items)})" if items else "select(0)")
    writer = ColumnWriter(context.formats)
    if source.where is not None:
        verbs.append(f"filter({writer.filter(source.where).text})")
    if source.cut:
        names = {slot: column for column, slot in source.columns}
        cuts = []
        for slot, size in source.cut:
            here = r.column(slot if named else names.get(slot, slot))
            cuts.append(f"{here} = sas_cut({here}, {size})")
        verbs.append(f"mutate({', '.join(cuts)})")
    target = target or table
    lines: list[str] = []
    if verbs:
        lines = pipe(target, table, verbs)
    elif target != table:
        lines = [f"{target} <- {table}"]
    if reader.by and reader.order_checked and not reader.runs:
        back = {slot.lower(): (slot if named else column) for column, slot in source.columns}
        keys = [r.text(("-" if k.descending else "") + back.get(k.name.lower(), k.name)) for k in reader.by]
        lines.append(f"{target} <- sas_sorted({target}, {r.vector(keys)}, {r.text(shown)})")
    return lines


def pipe(target: str, table: str, verbs: list[str]) -> list[str]:
    """Return `target <- table |> verb |> verb`, one verb a line."""
    single = f"{target} <- {table} |> {verbs[0]}" if len(verbs) == 1 else ""
    if single and len(single) <= 100:
        return [single]
    lines = [f"{target} <- {table} |>"]
    lines += [f"  {verb} |>" for verb in verbs[:-1]]
    return [*lines, f"  {verbs[-1]}"]


def scan_pipe(context: Context, scan: rel.Scan, *, choose: bool = True) -> list[str]:
    """Return an input as the pieces of a pipe: the table, then verbs that choose rows and columns.

    Args: choose: leave only the columns that are read (a step that selects at its end need not).
    """
    pieces = [context.read(scan.dataset)]
    if scan.opened is not None:
        needs = scan.opened
        arguments = [named_list(needs.present), *names_of("", needs.absent), *choices(needs.keep, needs.drop, needs.rename)]
        pieces.append(f"sas_open_columns({', '.join(arguments)})")
    renamed = any(a != b for a, b in scan.columns)
    if not scan.all_columns and (choose or renamed):
        items = [r.column(b) if a == b else f"{r.column(b)} = {r.column(a)}" for a, b in scan.columns]
        pieces.append(f"select({', '.join(items)})")
    elif renamed:
        pairs = (f"{r.column(b)} = {r.column(a)}" for a, b in scan.columns if a != b)
        pieces.append(f"rename({', '.join(pairs)})")
    if scan.where is not None:
        pieces.append(f"filter({ColumnWriter(context.formats).filter(scan.where).text})")
    return pieces


def joined_keys(by: tuple[lp.Key, ...]) -> str:
    """Return BY variables as an R vector of names, "-x" for descending ones."""
    return r.vector(r.text(("-" if key.descending else "") + key.name) for key in by)


def sort_keys(by: tuple[lp.Key, ...]) -> str:
    """Return the arguments of `arrange`: missing numbers first where ascending, last where descending."""
    items = []
    for key in by:
        name = r.column(key.name)
        if key.descending:
            items.append(f"desc({name})")
        elif key.type.kind == "num" and key.type.nullable:
            items += [f"!is.na({name})", name]
        else:
            items.append(name)
    return ", ".join(items)
