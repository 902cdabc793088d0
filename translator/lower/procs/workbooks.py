"""PROC EXPORT and PROC IMPORT of Excel workbooks (DBMS=XLSX). SAS/ACCESS Interface to PC Files: Reference."""

from __future__ import annotations

from pathlib import Path

from translator.lang import statements as st
from translator.lang.syntax import format_of
from translator.lang.types import Column, Type
from translator.library.delimited import variable_names
from translator.library.formats import find_format
from translator.library.workbooks import SheetColumn, SheetError, read_sheet
from translator.lower.catalog import OPEN, display
from translator.lower.context import Context
from translator.lower.known_files import file_key
from translator.lower.procs.analysis import begin, part, whole_step
from translator.lower.procs.options import dataset, options, spelled, statements, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Analysis, Argument, Named
from translator.plan.relations import Step

SETTINGS = ("putnames", "getnames", "datarow", "sheet", "range", "dbms")
SHOWN = {"date": "DATE9.", "datetime": "DATETIME.", "time": "TIME8."}


def export(step: st.ProcStep, context: Context, own: dict[str, st.Option]) -> list[Step]:
    """EXPORT: one sheet of a workbook, named as SHEET= says or as the data set is."""
    start = begin(step, context, ("outfile", "file", "dbms", "replace", "label"), (), keywords=SETTINGS)
    if start.by:
        raise LoweringError("H0403", "BY of PROC EXPORT is not translated", step.at)
    given = start.given
    name = file_key((given.get("outfile") or given["file"]).value)
    columns = start.schema.columns
    dates = tuple((c.name, kind) for c in columns if (kind := kind_of(c)))
    sheet = spelled(own.get("sheet")) or display(start.scan.dataset).rpartition(".")[2]
    if not 0 < len(sheet) <= 31 or set(sheet) & set("[]:*?/\\"):
        raise LoweringError("H0605", f"Excel has no sheet of the name {sheet}", step.at)
    header = word(own.get("putnames")) != "no"
    heads = tuple((c.name, (c.label or c.name) if "label" in given else c.name) for c in columns)
    context.text_files[sheet_key(name, "")] = context.text_files[sheet_key(name, sheet)] = known_after_export(
        columns, [h for _, h in heads] if header else None
    )
    arguments: list[tuple[str, Argument]] = [("", name), ("", sheet)]
    arguments += [("header", False)] if not header else []
    renamed = tuple((c, h) for c, h in heads if c != h)
    arguments += [("labels", Named(renamed))] if renamed and header else []
    arguments += [("dates", Named(dates))] if dates else []
    return start.finish("write_workbook", arguments, (), library=True)


def kind_of(column: Column) -> str:
    """Return "date", "datetime" or "time" for a variable with such a format, "" for any other."""
    if column.type.kind == "char" or not column.format:
        return ""
    row = find_format(format_of(column.format).name)
    return row.dates if row is not None and row.dates in SHOWN else ""


def sheet_key(name: str, sheet: str) -> str:
    """Return the name under which a sheet of a workbook is remembered."""
    return f"{name}|{sheet.lower()}"


def known_after_export(columns: tuple[Column, ...], heads: list[str] | None) -> list[SheetColumn]:
    """Return how PROC IMPORT will find what EXPORT writes; lengths of texts are those of the variables."""
    made = []
    for place, column in enumerate(columns):
        head = heads[place] if heads is not None else letters(place)
        text_ = column.type.kind == "char"
        length = column.type.length if text_ else 8
        form = f"${length}." if text_ else SHOWN.get(kind_of(column), "BEST.")
        made.append(SheetColumn(variable_names([head])[0], head, text_, length, form, ()))
    return made


def letters(place: int) -> str:
    """Return the letters of a column of a sheet, from 0 on."""
    text_, place = "", place + 1
    while place:
        place, last = divmod(place - 1, 26)
        text_ = chr(65 + last) + text_
    return text_


def import_(step: st.ProcStep, context: Context, own: dict[str, st.Option]) -> list[Step]:
    """IMPORT: the columns are those of the file that is at hand, or of what the program has exported."""
    given = options(step, ("datafile", "file", "out", "dbms", "replace"))
    statements(step, keywords=SETTINGS)
    source = given.get("datafile") or given["file"]
    name = file_key(source.value)
    sheet, area = spelled(own.get("sheet")), spelled(own.get("range"))
    header = word(own.get("getnames")) != "no"
    first = int(float(word(own.get("datarow")) or 0))
    plain = (context.settings.get("validvarname") or "V7").upper() != "ANY"
    arguments: list[tuple[str, Argument]] = [("", name)]
    target = dataset(given.get("out"))
    known = columns_of(context, name, sheet, area, header, first, plain, step)
    if known is None:
        message = "the workbook is not at hand: what formats its columns have (dates) is not known"
        context.diagnose(LoweringError("W0133", message, step.at))
        made = part(context, target, (), complete=False)
        context.catalog.define(made.target, OPEN)
    else:
        context.diagnose(LoweringError("W0140", f"lengths and formats of the columns of {name}", step.at))
        schema = tuple(
            Column(c.name, Type("char", c.length), c.format, c.format, c.label)
            if c.text
            else Column(c.name, Type("num"), c.format, "", c.label)
            for c in known
        )
        made = part(context, target, schema)
        arguments.append(("", Named(tuple((c.name, "$" if c.text else c.format) for c in known))))
    arguments += [("sheet", sheet)] if sheet else []
    arguments += [("area", area)] if area else []
    arguments += [("header", False)] if not header else []
    arguments += [("first", first)] if first else []
    arguments += [("plain_names", False)] if not plain else []
    node = Analysis(
        helper="read_workbook", sources=(), arguments=tuple(arguments), parts=(made,), proc="IMPORT", library=True
    )  # fmt: skip
    return [whole_step(step, context, node, ())]


def columns_of(
    context: Context,
    name: str,
    sheet: str,
    area: str,
    header: bool,
    first: int,
    plain: bool,
    step: st.ProcStep,
) -> list[SheetColumn] | None:
    """Return the columns of a sheet: of what the program has exported, of the file on disk, None where it is not there.

    Raises: LoweringError (H0605) for a sheet that cannot be read.
    """
    exported = context.text_files.get(sheet_key(name, sheet))
    if exported is not None:
        if area or not header or first or not plain:
            return None
        return [c for c in exported if isinstance(c, SheetColumn)]
    if any(key.startswith(f"{name}|") for key in context.text_files):
        return None
    path = context.file_paths.get(name, name)
    for place in (Path(path), (context.folder or Path(".")) / path):
        context.looked_for.add(place)
        if place.is_file():
            try:
                return read_sheet(place, sheet, area, header, first, plain)
            except SheetError as problem:
                raise LoweringError("H0605", str(problem), step.at) from None
    return None
