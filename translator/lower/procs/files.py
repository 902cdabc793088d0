"""PROC EXPORT and PROC IMPORT of delimited text files. Base SAS Procedures Guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Type
from translator.library.delimited import FileColumn, guess_columns
from translator.lower.catalog import OPEN
from translator.lower.context import Context
from translator.lower.known_files import columns_after_export, file_key, lines_on_disk
from translator.lower.procs import workbooks
from translator.lower.procs.analysis import begin, part, whole_step
from translator.lower.procs.options import dataset, number, options, statements, word
from translator.lower.procs.print_ import listed
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Analysis, Argument, Formats, Named
from translator.plan.relations import Step

NAMES = ("EXPORT", "IMPORT")
DBMS = {"csv": ",", "tab": "\t", "dlm": " "}
SETTINGS = ("putnames", "getnames", "datarow", "guessingrows", "delimiter", "dbms", "dlm")
FORMATS = {
    "": "BEST12.",
    "YYMMDD10.": "YYMMDD10.",
    "MMDDYY10.": "MMDDYY10.",
    "DDMMYY10.": "DDMMYY10.",
    "DATE9.": "DATE9.",
    "TIME20.3": "TIME20.3",
    "DATETIME.": "DATETIME.",
    "ANYDTDTM40.": "DATETIME.",
    "NLNUM32.": "NLNUM12.",
}


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis that writes or reads the file."""
    own = settings(step)
    if is_workbook(step, own):
        return (
            workbooks.export(step, context, own)
            if step.name == "EXPORT"
            else workbooks.import_(step, context, own)
        )
    return _export(step, context) if step.name == "EXPORT" else _import(step, context)


def settings(step: st.ProcStep) -> dict[str, st.Option]:
    """Return the statements `name=value;` by name."""
    found: dict[str, st.Option] = {}
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword in (*SETTINGS, *workbooks.SETTINGS):
            found |= {o.name: o for o in s.options}
    return found


def is_workbook(step: st.ProcStep, own: dict[str, st.Option]) -> bool:
    """Is the file a workbook: DBMS=XLSX, or a file of that type without DBMS=? Raises LoweringError without a file."""
    given = {o.name: o for o in step.options}
    target = next((given[n] for n in ("outfile", "datafile", "file") if n in given), None)
    if target is None:
        word_ = "OUTFILE" if step.name == "EXPORT" else "DATAFILE"
        raise LoweringError("R0106", f"ERROR: {word_}= is missing.", step.at)
    dbms = word(given.get("dbms") or own.get("dbms"))
    return dbms == "xlsx" or not dbms and file_key(target.value).lower().endswith(".xlsx")


def delimiter_of(step: st.ProcStep, given: dict[str, st.Option], own: dict[str, st.Option]) -> str:
    """Return the delimiter: DELIMITER=, or that of DBMS=."""
    dbms = word(given.get("dbms") or own.get("dbms"))
    if "delimiter" in own or "dlm" in own:
        value = (own.get("delimiter") or own["dlm"]).value
        return value.value if isinstance(value, sx.String) else word(own.get("delimiter") or own["dlm"])
    if not dbms:
        name = file_key(
            (
                given.get("outfile")
                or given.get("file")
                or given.get("datafile")
                or next(iter(given.values()))
            ).value
        )
        dbms = {"csv": "csv", "txt": "tab"}.get(name.rpartition(".")[2].lower(), "")
    if dbms not in DBMS:
        raise LoweringError(
            "H0402", f"DBMS={dbms.upper()} is not translated: only CSV, TAB, DLM and XLSX are", step.at
        )
    return DBMS[dbms]


def _export(step: st.ProcStep, context: Context) -> list[Step]:
    start = begin(
        step, context, ("outfile", "file", "dbms", "replace", "label"), (), keywords=SETTINGS, open_ok=True
    )
    given, own = start.given, settings(step)
    if start.by:
        raise LoweringError("H0403", "BY of PROC EXPORT is not translated", step.at)
    target = given.get("outfile") or given.get("file")
    if target is None:
        raise LoweringError("R0106", "ERROR: OUTFILE= is missing.", step.at)
    name = file_key(target.value)
    names = word(own.get("putnames")) != "no"
    delimiter = delimiter_of(step, given, own)
    if not start.schema.complete and ("label" in given or start.schema.mixed):
        message = "EXPORT of a data set whose columns, their formats and labels only the run knows"
        raise LoweringError("H0245", message, step.at)
    start.scan = context.complete(start.scan, start.schema)
    columns = start.schema.columns
    context.text_files.pop(name, None)
    heads = tuple((c.label or c.name) if "label" in given else c.name for c in columns)
    known = columns_after_export(columns, heads if names else None) if start.schema.complete else None
    if known is not None:
        context.text_files[name] = known
    arguments: list[tuple[str, Argument]] = [("", name)]
    if delimiter != ",":
        arguments.append(("delimiter", delimiter))
    if not names:
        arguments.append(("header", False))
    elif heads != tuple(c.name for c in columns):
        arguments.append(
            ("labels", Named(tuple((c.name, h) for c, h in zip(columns, heads, strict=True) if h != c.name)))
        )
    if shown := tuple(listed(c, False, context) for c in columns if c.format):
        arguments.append(("levels", Formats(shown)))
    if not start.schema.complete and start.schema.open_format:
        other = listed(number("other", format=start.schema.open_format), False, context)
        arguments += [("others", Formats((other,))), ("known", tuple(c.name for c in columns))]
    return start.finish("write_delimited", arguments, (), library=True)


def _import(step: st.ProcStep, context: Context) -> list[Step]:
    given = options(step, ("datafile", "file", "out", "dbms", "replace"))
    statements(step, keywords=SETTINGS)
    own = settings(step)
    source = given.get("datafile") or given.get("file")
    if source is None:
        raise LoweringError("R0106", "ERROR: DATAFILE= is missing.", step.at)
    name = file_key(source.value)
    delimiter = delimiter_of(step, given, own)
    header = word(own.get("getnames")) != "no"
    first = int(float(word(own.get("datarow")) or (2 if header else 1)))
    rows = word(own.get("guessingrows")) or "20"
    guessing = 2147483647 if rows == "max" else int(float(rows))
    plain = (context.settings.get("validvarname") or "V7").upper() != "ANY"
    columns = _columns(context, name, delimiter, header, first, guessing, plain)
    layout = _layout(delimiter, header, first, guessing) + ([("plain_names", False)] if not plain else [])
    if columns is None:
        target = dataset(given.get("out"))
        if target is not None and target.options != st.DatasetOptions():
            raise LoweringError(
                "H0601",
                "data set options on OUT= of a file that is not there when the program is translated",
                source.at,
            )
        return _import_open(step, target, context, name, layout)
    schema = tuple(
        Column(c.name, Type("char", c.length), f"${c.length}.", f"${c.length}.")
        if c.text
        else Column(c.name, Type("num"), FORMATS[c.informat], c.informat or "BEST32.")
        for c in columns
    )
    made = part(context, dataset(given.get("out")), schema)
    known = Named(tuple((c.name, "$" if c.text else c.informat or "BEST32.") for c in columns))
    arguments: list[tuple[str, Argument]] = [("", name), ("", known)]
    arguments += layout
    exported = context.text_files.get(name)
    if exported and isinstance(exported[0], FileColumn) and any(c.text for c in columns):
        context.diagnose(LoweringError("W0140", f"lengths of the columns of {name}", step.at))
    node = Analysis(
        helper="read_delimited",
        sources=(),
        arguments=tuple(arguments),
        parts=(made,),
        proc="IMPORT",
        library=True,
    )
    return [whole_step(step, context, node, ())]


def _layout(delimiter: str, header: bool, first: int, guessing: int) -> list[tuple[str, Argument]]:
    """Return the arguments that tell how a file is read, those that are not usual."""
    arguments: list[tuple[str, Argument]] = []
    arguments += [("delimiter", delimiter)] if delimiter != "," else []
    arguments += [("header", False)] if not header else []
    arguments += [("first", first)] if first != (2 if header else 1) else []
    return arguments + ([("guess", guessing)] if guessing != 20 else [])


def _import_open(
    step: st.ProcStep,
    target: st.Dataset | None,
    context: Context,
    name: str,
    layout: list[tuple[str, Argument]],
) -> list[Step]:
    """Read a file that is not at hand: its columns are what the run finds."""
    message = "the file is not at hand: what formats its columns have (dates) is not known"
    context.diagnose(LoweringError("W0133", message, step.at))
    made = part(context, target, (), complete=False)
    context.catalog.define(made.target, OPEN)
    arguments: list[tuple[str, Argument]] = [("", name), *layout]
    node = Analysis(
        helper="read_delimited",
        sources=(),
        arguments=tuple(arguments),
        parts=(made,),
        proc="IMPORT",
        library=True,
    )
    return [whole_step(step, context, node, ())]


def _columns(
    context: Context, name: str, delimiter: str, header: bool, first: int, rows: int, plain: bool
) -> Sequence[FileColumn] | None:
    known = context.text_files.get(name)
    if known is None:
        lines = lines_on_disk(context.file_paths.get(name, name), context.folder, context.looked_for)
        return guess_columns(lines, delimiter, header, first, rows, plain) if lines is not None else None
    if known and isinstance(known[0], FileColumn):
        if first != (2 if header else 1) or not plain:
            return None
        columns = [c for c in known if isinstance(c, FileColumn)]
        return columns if header else [replace(c, name=f"VAR{i}") for i, c in enumerate(columns, start=1)]
    return guess_columns([str(line) for line in known], delimiter, header, first, rows, plain)
