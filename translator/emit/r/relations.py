"""Inputs of DATA steps to pipes: rows chosen, columns named, filtered, cut, and the BY order checked."""

from __future__ import annotations

from collections.abc import Iterable

from translator.emit.r import names as r
from translator.emit.r.context import Context, Unsupported, display
from translator.emit.r.passed import table_of
from translator.emit.r.values import format_arguments
from translator.emit.r.values_columns import ColumnWriter
from translator.lang.macro_text import RowNumber
from translator.lang.syntax import format_of
from translator.library.formats import find_format
from translator.plan import loop as lp
from translator.plan import relations as rel


def prepared(
    context: Context,
    table: str,
    source: lp.Input,
    reader: lp.Reader,
    shown: str,
    *,
    select: bool = False,
    target: str = "",
) -> list[str]:
    """Return the statements that make an input ready to be read; none where the table is read as it is.

    With `select` the table is left with the columns of the step, under its names.
    """
    verbs: list[str] = []
    renamed = any(column != slot for column, slot in source.columns)
    named = select or (renamed and (source.where is not None or bool(source.cut)))
    if named and source.open is not None:
        verbs.append(f"select(any_of({r.vector(r.text(s) for _, s in source.columns)}))")
    elif named:
        items = [r.column(s) if s == c else f"{r.column(s)} = {r.column(c)}" for c, s in source.columns]
        verbs.append(f"select({', '.join(items)})" if items else "select(0)")
    writer = ColumnWriter(context.formats)
    writer.spelling = {slot.lower(): slot for _, slot in source.columns}
    if source.where is not None:
        verbs.append(f"filter({writer.filter(source.where).text})")
    if source.firstobs is not None or source.obs is not None:
        verbs.append(f"filter({', '.join(row_tests(source.firstobs, source.obs))})")
    if source.cut and source.open is None:
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


def scan_pipe(context: Context, scan: rel.Scan, *, choose: bool = True, numbers: bool = False) -> list[str]:
    """Return an input as the pieces of a pipe: the table, then verbs that choose rows and columns.

    Args:
        choose: leave only the columns that are read (a step that selects at its end need not).
        numbers: rows get their number, as `.obs`, before some of them are chosen.
    """
    pieces = [table_of(context, scan)]
    if scan.opened is not None:
        pieces += opened(scan.opened)
    numbers = numbers and (scan.where is not None or scan.firstobs not in (None, 1))
    own = [".obs"] if numbers else []
    if numbers:
        pieces.append("mutate(.obs = row_number())")
    renamed = any(a != b for a, b in scan.columns)
    if scan.unread and not renamed:  # WHERE looks at columns that are not read
        there = {here.lower(): name for name, here in (*scan.columns, *scan.unread)}
        pieces += [
            chosen_rows(context, scan, there),
            f"select({', '.join([*(r.column(b) for _, b in scan.columns), *own])})",
        ]
    else:
        named = (*scan.columns, *scan.unread)
        if not scan.all_columns and (choose or renamed or scan.unread):
            items = [r.column(b) if a == b else f"{r.column(b)} = {r.column(a)}" for a, b in named]
            pieces.append(f"select({', '.join([*items, *own])})")
        elif renamed:
            pairs = (f"{r.column(b)} = {r.column(a)}" for a, b in scan.columns if a != b)
            pieces.append(f"rename({', '.join(pairs)})")
        if scan.where is not None:
            pieces.append(chosen_rows(context, scan, {here.lower(): here for _, here in named}))
        if scan.unread:
            pieces.append(f"select({', '.join(f'-{r.column(name)}' for _, name in scan.unread)})")
    if tests := row_tests(scan.firstobs, scan.obs):
        pieces.append(f"filter({', '.join(tests)})")
    if scan.groups is not None:
        pieces += first_of_runs(context, scan.groups, scan.dataset)
    return pieces


def row_tests(first: RowNumber | None, last: RowNumber | None) -> list[str]:
    """Return the conditions on row numbers that FIRSTOBS= and OBS= make."""

    def position(value: RowNumber) -> str:
        return str(value) if isinstance(value, int) else f"sas_row_number(lib, {r.text(value.name)})"

    tests = [] if first in (None, 1) else [f"row_number() >= {position(first)}"]
    return tests + ([] if last is None else [f"row_number() <= {position(last)}"])


def first_of_runs(context: Context, groups: rel.FormattedGroups, dataset: str) -> list[str]:
    """Return the verbs that give BY variables the values of the first row of each group of equal formatted values."""
    levels = ", ".join(f"{r.column(n)} = {format_function(context, f, own)}" for n, f, own in groups.formats)
    verb = f"sas_first_of_runs({r.names_vector([key.name for key in groups.by])}, list({levels}))"
    return [*([in_order(groups.by, dataset)] if groups.check_order else []), verb]


def format_function(context: Context, format_text: str, own: bool) -> str:
    """Return the function that gives the texts of values by a format; `own`: it is one of the program's own formats."""
    format_ = format_of(format_text)
    if own:
        name = context.formats.get(format_.name)
        if name is None:
            raise Unsupported("H0453", f"the format {format_.name} is not defined in this program")
        compiled = context.compiled.get(format_.name)
        if format_.width is None or (compiled is not None and compiled.default == format_.width):
            return name
        width = f", {format_.width}" if f"{format_.name}#width" in context.formats else ""
        return f"\\(x) sas_cut({name}(x{width}), {format_.width})"
    if find_format(format_.name) is None:
        raise Unsupported("H0300", f"the format {format_.name} is not known here")
    return f"\\(x) sas_put(x, {', '.join(format_arguments(format_, format_.width))})"


def by_pipe(
    context: Context, scan: rel.Scan, by: tuple[lp.Key, ...], check_order: bool, *, numbers: bool = False
) -> list[str]:
    """Return what a PROC reads as the pieces of a pipe, checked to be in the order of BY where that is not proved."""
    pieces = scan_pipe(context, scan, numbers=numbers)
    return [*pieces, in_order(by, scan.dataset)] if check_order and by else pieces


def in_order(by: tuple[lp.Key, ...], dataset: str) -> str:
    """Return the verb that stops the program, under the data set's name, where a table is not in the order of BY."""
    return f"sas_sorted({joined_keys(by)}, {r.text(display(dataset))})"


def chosen_rows(context: Context, scan: rel.Scan, spelling: dict[str, str]) -> str:
    """Return the verb for WHERE; `spelling`: lower-case name in the plan -> the table's column."""
    assert scan.where is not None
    writer = ColumnWriter(context.formats)
    writer.spelling = spelling
    return f"filter({writer.filter(scan.where).text})"


def opened(needs: rel.OpenInput) -> list[str]:
    """Return the verbs that check and choose the columns of a table which only the run knows."""
    chosen = choices(needs.keep, needs.drop, needs.rename)
    if needs.present or needs.absent or needs.optional or needs.added:
        arguments = [named_list(needs.present), *names_of("", needs.absent), *chosen, *further(needs)]
        return [f"sas_open_columns({', '.join(arguments)})"]
    return [f"sas_only({', '.join(chosen)})"] if chosen else []


def named_list(pairs: Iterable[tuple[str, str]]) -> str:
    """Return `list(name = "text", …)`."""
    return f"list({', '.join(f'{r.column(name)} = {r.text(text)}' for name, text in pairs)})"


def names_of(argument: str, names: tuple[str, ...]) -> list[str]:
    """Return an argument that is a vector of names; none where there are no names."""
    return (
        [f"{argument + ' = ' if argument else ''}{r.vector(r.text(name) for name in names)}"] if names else []
    )


def choices(
    keep: tuple[str, ...] | None,
    drop: tuple[str, ...],
    rename: tuple[tuple[str, str], ...],
    first: tuple[str, ...] = (),
) -> list[str]:
    """Return the arguments for KEEP, DROP and RENAME, and for names that come first."""
    made = [] if keep is None else names_of("keep", keep) or ["keep = character(0)"]
    made += names_of("drop", drop)
    made += [f"rename = {named_list(rename)}"] if rename else []
    return [*made, *names_of("first", first)]


def open_rows(table: str, needs: lp.OpenTable) -> str:
    """Return an input of a row loop whose columns only the run knows: checked, its rows numbered."""
    arguments = [table, named_list(needs.required), *names_of("absent", needs.absent)]
    arguments += choices(needs.keep, needs.drop, needs.rename)
    arguments += further(needs)
    return f"sas_open_columns({', '.join([*arguments, f'row = {r.text(needs.row)}'])})"


def further(needs: rel.OpenInput | lp.OpenTable) -> list[str]:
    """Return the arguments for columns that an input may have, and for lengths of text."""
    arguments = []
    for name, pairs in (("optional", needs.optional), ("added", needs.added)):
        arguments += [f"{name} = {named_list(pairs)}"] if pairs else []
    lengths = needs.lengths if isinstance(needs, rel.OpenInput) else needs.cut
    if lengths:
        pairs_ = ", ".join(f"{r.column(name)} = {length}" for name, length in lengths)
        arguments.append(f"lengths = list({pairs_})")
    return arguments


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
