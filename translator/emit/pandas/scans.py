"""Inputs of column-wise steps and PROCs: the rows and columns of a data set that a step reads."""

from __future__ import annotations

from collections.abc import Iterable

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.column_services import service_of_columns
from translator.emit.pandas.context import Context, Unsupported, display
from translator.emit.pandas.passed import table_of
from translator.emit.pandas.values_columns import ColumnValues
from translator.lang.macro_text import RowNumber
from translator.lang.syntax import format_of
from translator.plan import values as v
from translator.plan.loop import Key, OpenTable
from translator.plan.relations import FormattedGroups, OpenInput, Scan
from translator.plan.walk import nodes


def key_list(names: list[str] | tuple[str, ...]) -> str:
    """A list literal of names."""
    return f"[{', '.join(ex.text(name) for name in names)}]"


def row_slice(context: Context, first: RowNumber | None, last: RowNumber | None) -> str:
    """The rows that FIRSTOBS= and OBS= leave, as a slice of a table's positions."""

    def position(value: RowNumber) -> str:
        if isinstance(value, int):
            return str(value)
        context.need("row_number")
        return f'sas.row_number(lib.macros["{value.name}"])'

    if isinstance(first, int):
        begin = str(first - 1) if first > 1 else ""
    else:
        begin = "" if first is None else f"{position(first)} - 1"
    return f".iloc[{begin}:{'' if last is None else position(last)}]"


def column_values(context: Context, frame: str, names: dict[str, str] | None = None) -> ColumnValues:
    """A writer of values over the columns of a frame; `names`: lower-case name -> the frame's column."""

    def column(name: str) -> Code:
        shown = names.get(name.lower(), name) if names is not None else name
        return Code(f"{frame}[{ex.text(shown)}]", ex.CALL)

    def user_format(name: str) -> Code:
        function = context.formats.get(name.upper())
        if function is None:
            raise Unsupported("H0452", f"the format {name} is not defined in the program")
        return ex.atom(function)

    def macro(value: v.RunTimeMacro) -> Code:
        made = Code(f'lib.macros["{value.name.upper()}"]', ex.CALL)
        return made if value.type.kind == "char" else ex.call("sas.macro_number", made)

    def service(value: v.Service, arguments: list[Code]) -> Code:
        return service_of_columns(context, frame, value, arguments)

    return ColumnValues(frame, column, user_format=user_format, macro=macro, service=service)


def scan_table(context: Context, scan: Scan, *, numbers: bool = False) -> tuple[str, bool]:
    """The expression of what a scan reads, and whether it is a new table (False: the data set's own variable).

    The rows are numbered from 0, the columns have the names of the step. `numbers`: rows that WHERE leaves keep their number.
    """
    table = table_of(context, scan)
    shown, new = table, False
    if scan.opened is not None and checks(scan.opened):
        shown, new = open_input(context, table, scan.opened), True
    elif scan.opened is not None and (chosen := choices_of(scan.opened)):
        context.need("only")
        shown, new = f"sas.only({table}, {', '.join(chosen)})", True
    part = ""  # FIRSTOBS= and OBS= count the rows that WHERE leaves
    if scan.firstobs not in (None, 1) or scan.obs is not None:
        part = row_slice(context, scan.firstobs, scan.obs)
    if part and scan.where is None:
        shown, new = shown + part, True
    columns = "" if scan.all_columns else key_list([name for name, _ in scan.columns])
    if scan.where is not None:
        frame = "df" if new else table
        names = {here.lower(): there for there, here in (*scan.columns, *scan.unread)}
        values = column_values(context, frame, names)
        test = (
            context.use(values.condition(scan.where))
            if has_column(scan.where)
            else f"[{scan_constant(context, scan)}] * len({frame})"
        )
        test = f"lambda df: {test}" if new else test
        shown = f"{shown}.loc[{test}{', ' + columns if columns else ''}]{part}"
        new = True
    elif columns:
        shown = f"{shown}[{columns}]"
        new = True
    some = scan.where is not None or scan.firstobs not in (None, 1) or scan.obs is not None
    if some and not numbers:
        shown += ".reset_index(drop=True)"
    renamed = [(there, here) for there, here in scan.columns if there != here]
    if renamed:
        pairs = ", ".join(f"{ex.text(there)}: {ex.text(here)}" for there, here in renamed)
        shown += f".rename(columns={{{pairs}}})"
        new = True
    if scan.groups is not None:
        shown, new = first_of_runs(context, shown, scan.groups, scan.dataset), True
    return shown, new


def first_of_runs(context: Context, shown: str, groups: FormattedGroups, dataset: str) -> str:
    """A table whose BY variables have the values of the first row of each group of equal formatted values."""
    context.need("first_of_runs")
    shown = in_order(context, shown, groups.by, dataset) if groups.check_order else shown
    levels = ", ".join(
        f"{ex.text(name)}: {format_function(context, f, own)}" for name, f, own in groups.formats
    )
    return f"sas.first_of_runs({shown}, {key_list([key.name for key in groups.by])}, {{{levels}}})"


def format_function(context: Context, format_text: str, own: bool) -> str:
    """The function that gives the texts of values by a format; `own`: it is one of the program's own formats."""
    format_ = format_of(format_text)
    if own:
        name = context.formats.get(format_.name)
        if name is None:
            raise Unsupported("H0452", f"the format {format_.name} is not defined in the program")
        compiled = context.compiled.get(format_.name)
        if format_.width is None or (compiled is not None and compiled.default == format_.width):
            return name
        return f"lambda x: {name}(x, {format_.width})"
    text = ex.text(ex.format_text(format_))
    return f"lambda x: {context.use(Code(f'sas.put(x, {text})', ex.CALL, frozenset({'put', f'format:{format_.name}'})))}"


def by_table(
    context: Context, scan: Scan, by: tuple[Key, ...], check_order: bool, *, numbers: bool = False
) -> str:
    """The expression of what a PROC reads, checked to be in the order of BY where that is not proved."""
    shown, _ = scan_table(context, scan, numbers=numbers)
    return in_order(context, shown, by, scan.dataset) if check_order and by else shown


def in_order(context: Context, shown: str, by: tuple[Key, ...], dataset: str) -> str:
    """A table that stops the program, under the data set's name, where it is not in the order of BY."""
    context.need("require_sorted")
    arguments = [shown, key_list([key.name for key in by])]
    if down := [key.name for key in by if key.descending]:
        arguments.append(f"descending={key_list(down)}")
    return f"sas.require_sorted({', '.join([*arguments, f'name={ex.text(display(dataset))}'])})"


DTYPES = {"num": "float64", "char": "str", "any": ""}


def open_input(context: Context, table: str, needs: OpenInput) -> str:
    """A table whose columns only the run knows, checked: those read are there, those made anew are not."""
    context.need("open_columns")
    arguments = [table, dtypes(needs.present)]
    if needs.absent:
        arguments.append(key_list(needs.absent))
    return f"sas.open_columns({', '.join([*arguments, *choices_of(needs), *further(needs)])})"


def checks(needs: OpenInput) -> bool:
    """Is there something to look for among an input's columns?"""
    return bool(needs.present or needs.absent or needs.optional or needs.added)


def further(needs: OpenInput | OpenTable) -> list[str]:
    """The arguments for columns that an input may have, and for lengths of text."""
    arguments = []
    for name, pairs in (("optional", needs.optional), ("added", needs.added)):
        if pairs:
            arguments.append(f"{name}={dtypes(pairs)}")
    lengths = needs.lengths if isinstance(needs, OpenInput) else needs.cut
    if lengths:
        arguments.append(f"lengths={{{', '.join(f'{ex.text(name)}: {length}' for name, length in lengths)}}}")
    return arguments


def choices_of(needs: OpenInput) -> list[str]:
    """The arguments for the KEEP, DROP and RENAME of an input."""
    return choices(needs.keep, needs.drop, needs.rename)


def open_rows(context: Context, table: str, needs: OpenTable) -> str:
    """An input of a row loop whose columns only the run knows: checked, its rows numbered."""
    context.need("open_columns")
    arguments = [table, dtypes(needs.required)]
    if needs.absent:
        arguments.append(key_list(needs.absent))
    arguments += choices(needs.keep, needs.drop, needs.rename)
    arguments += further(needs)
    return f"sas.open_columns({', '.join([*arguments, f'row={ex.text(needs.row)}'])})"


def dtypes(pairs: Iterable[tuple[str, str]]) -> str:
    """A dict literal of names and dtypes."""
    return f"{{{', '.join(f'{ex.text(name)}: {ex.text(DTYPES[kind])}' for name, kind in pairs)}}}"


def choices(
    keep: tuple[str, ...] | None,
    drop: tuple[str, ...],
    rename: tuple[tuple[str, str], ...],
    first: tuple[str, ...] = (),
) -> list[str]:
    """The arguments for KEEP, DROP and RENAME, and for names that come first."""
    made = [] if keep is None else [f"keep={key_list(keep)}"]
    made += [f"drop={key_list(drop)}"] if drop else []
    if rename:
        made.append(f"rename={{{', '.join(f'{ex.text(a)}: {ex.text(b)}' for a, b in rename)}}}")
    return [*made, f"first={key_list(first)}"] if first else made


def scan_constant(context: Context, scan: Scan) -> str:
    """A WHERE condition without variables."""
    assert scan.where is not None
    return context.use(column_values(context, "").condition(scan.where))


def has_column(value: object) -> bool:
    """Does a value depend on the row?"""

    return any(isinstance(n, (v.Variable, v.FirstLast, v.Flagged, v.Automatic, v.Held)) for n in nodes(value))
