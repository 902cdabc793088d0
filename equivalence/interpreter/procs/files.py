"""PROC EXPORT and PROC IMPORT of delimited text files. Base SAS Procedures Guide."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime
from math import nan
from pathlib import Path

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.files import FileRef, note_made
from equivalence.interpreter.procs import procedure, workbooks
from equivalence.interpreter.procs.options import dataset, options, statements, word
from equivalence.interpreter.procs.results import DEFAULT, begin
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx

SETTINGS = {"putnames", "getnames", "datarow", "guessingrows", "delimiter", "dbms", "dlm"}
OF_SHEETS = {"putnames", "getnames", "datarow", "sheet", "range", "dbms"}
EPOCH = date(1960, 1, 1)


def is_workbook(given: dict[str, st.Option], name: str) -> bool:
    """Is the file an Excel workbook: DBMS=XLSX, or a file of that type without DBMS=?"""
    return word(given.get("dbms")) == "xlsx" or "dbms" not in given and name.lower().endswith(".xlsx")


def settings(step: st.ProcStep, known: set[str] = SETTINGS) -> dict[str, st.Option]:
    """Return the statements `name=value;` by name. Raises StepError for others."""
    found: dict[str, st.Option] = {}
    for s in step.body:
        if isinstance(s, st.ProcStatement):
            if s.keyword not in known:
                raise StepError(
                    f"The statement {s.keyword.upper()} is not supported by the reference interpreter.",
                    s.at,
                    "R0061",
                )
            found |= {o.name: o for o in s.options}
    return found


def file_of(session: Session, option: st.Option | None, at: st.Node) -> tuple[FileRef, str]:
    """Return the file that OUTFILE= or DATAFILE= names, and its name."""
    value = option.value if option is not None else None
    name = (
        value.value
        if isinstance(value, sx.String)
        else value.name
        if isinstance(value, sx.Var | st.Dataset)
        else ""
    )
    if not name:
        raise StepError("The name of the file is missing.", at.at)
    known = session.filerefs.get(name.lower())
    if known is not None and not isinstance(value, sx.String):
        return known, known.path.name if known.path is not None else name
    return FileRef(name, Path(name)), name


def delimiter_of(given: dict[str, st.Option], own: dict[str, st.Option], name: str, at: st.Node) -> str:
    """Return the delimiter of DELIMITER= or DBMS=."""
    chosen = own.get("delimiter") or own.get("dlm")
    if chosen is not None:
        return chosen.value.value if isinstance(chosen.value, sx.String) else word(chosen)
    dbms = word(given.get("dbms") or own.get("dbms")) or (
        "csv" if name.lower().endswith(".csv") else "tab" if name.lower().endswith(".txt") else ""
    )
    found = {"csv": ",", "tab": "\t", "dlm": " "}.get(dbms)
    if found is None:
        raise StepError(f"DBMS={dbms.upper()} is not supported by the reference interpreter.", at.at, "R0060")
    return found


@procedure("EXPORT")
def export(session: Session, step: st.ProcStep) -> None:
    """Write a data set as lines of formatted values."""
    given = begin(
        session, step, {"outfile", "file", "dbms", "replace", "label"}, keywords=SETTINGS | OF_SHEETS
    )
    file, name = file_of(session, given.given.get("outfile") or given.given.get("file"), step)
    if is_workbook(given.given, name):
        own = settings(step, OF_SHEETS)
        sheet = workbooks.spelled(own.get("sheet")) or session.display(given.source).rpartition(".")[2]
        workbooks.write(
            session, workbooks.place(session, file), given.table, sheet, own, "label" in given.given
        )
        note_made(session.services, file)
        return
    own = settings(step)
    delimiter = delimiter_of(given.given, own, name, step)
    table = given.table

    def field(text: str) -> str:
        return (
            '"' + text.replace('"', '""') + '"' if '"' in text or any(d in text for d in delimiter) else text
        )

    lines = []
    if word(own.get("putnames")) != "no":
        lines.append(
            delimiter.join(
                field(v.label or v.name if "label" in given.given else v.name) for v in table.variables
            )
        )
    for row in table.rows:
        cells = []
        for value, variable in zip(row, table.variables, strict=True):
            text = session.text(value, variable)
            cells.append("" if text == "." and variable.kind == "num" else field(text))
        lines.append(delimiter.join(cells))
    file.write(lines, append=False)
    note_made(session.services, file)
    session.note(f"{len(lines)} records were written to the file {name}.")


@procedure("IMPORT")
def import_(session: Session, step: st.ProcStep) -> None:
    """Make a data set of a delimited file: names of the first line, types of the first GUESSINGROWS= lines."""
    given = options(step, {"datafile", "file", "out", "dbms", "replace"})
    statements(step, st.ProcStatement)
    file, name = file_of(session, given.get("datafile") or given.get("file"), step)
    if is_workbook(given, name):
        table = workbooks.read(session, workbooks.place(session, file), settings(step, OF_SHEETS), step)
        session.write(dataset(given.get("out")) or DEFAULT, table)
        return
    own = settings(step)
    delimiter = delimiter_of(given, own, name, step)
    lines = file.read(step.at)
    header = word(own.get("getnames")) != "no"
    first = int(float(word(own.get("datarow")) or (2 if header else 1)))
    rows = word(own.get("guessingrows")) or "20"
    guessing = len(lines) if rows == "max" else int(float(rows))
    heads = fields(lines[0], delimiter) if header and lines else []
    sample = [fields(line, delimiter) for line in lines[first - 1 : first - 1 + guessing]]
    width = max([len(heads), *(len(f) for f in sample)])
    names = valid_names(
        heads + [""] * (width - len(heads)), session.options.get("validvarname", "").lower() != "any"
    )
    variables = []
    for i, variable in enumerate(names):
        seen = [f[i] for f in sample if i < len(f)]
        informat = guess(seen)
        if informat == "$":
            size = max([len(text) for text in seen] + [1])
            variables.append(Variable(variable, "char", size, f"${size}.", f"${size}."))
        else:
            variables.append(Variable(variable, "num", 8, SHOWN.get(informat, informat), informat))
    made: list[Row] = []
    for line in lines[first - 1 :]:
        texts = fields(line, delimiter)
        row: Row = []
        for i, v in enumerate(variables):
            text = texts[i] if i < len(texts) else ""
            row.append(text[: v.length] if v.kind == "char" else number(text, v.informat, session, v))
        made.append(row)
    session.write(dataset(given.get("out")) or DEFAULT, Table(variables, made))


def number(text: str, informat: str, session: Session, variable: Variable) -> Value:
    """Return what a numeric field holds; what cannot be read is missing, with a note."""
    if text in ("", "."):
        return nan
    value = parse(text, informat)
    if value is None:
        session.note(f"Invalid data for {variable.name}.")
        return nan
    return value


def fields(line: str, delimiter: str) -> list[str]:
    """Split a line with quotes that protect delimiters."""
    quote = "'" if "'" in line and '"' not in line else '"'
    return [text.strip() for text in next(csv.reader([line], delimiter=delimiter[0], quotechar=quote), [""])]


def valid_names(heads: Sequence[str], plain: bool = True) -> list[str]:
    """Return SAS names for a header; with VALIDVARNAME=ANY (`plain` false) all characters stay."""
    found: list[str] = []
    for i, head in enumerate(heads, start=1):
        name = (re.sub(r"\W", "_", head.strip(), flags=re.ASCII) if plain else head.strip())[:32] or f"VAR{i}"
        name = ("_" + name)[:32] if plain and name[0].isdigit() else name
        tries, made = 0, name
        while made.lower() in [f.lower() for f in found]:
            made = f"{name}{tries}"
            tries += 1
        found.append(made)
    return found


SHOWN = {"BEST32.": "BEST12.", "ANYDTDTM40.": "DATETIME.", "NLNUM32.": "NLNUM12."}
"""Formats of columns whose format is not called like their informat."""


def guess(values: Sequence[str]) -> str:
    """Return the informat for the values of a column; "$" where it is text."""
    seen = [v for v in values if v not in ("", ".")]
    for informat in ("BEST32.", "YYMMDD10.", "MMDDYY10.", "DDMMYY10.", "DATE9.", "TIME20.3", "DATETIME.", "ANYDTDTM40.",
                     "NLNUM32."):  # fmt: skip
        if seen and all(parse(v, informat) is not None for v in seen):
            return informat
    return "$"


def parse(text: str, informat: str) -> float | None:
    """Return a field's number, None where the informat cannot read it."""
    if informat == "BEST32.":
        if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", text):
            return None
        return float(text)
    patterns = {
        "YYMMDD10.": ("%Y-%m-%d", "%Y/%m/%d"), "MMDDYY10.": ("%m/%d/%Y", "%m-%d-%Y"), "DDMMYY10.": ("%d/%m/%Y", "%d-%m-%Y"),
        "DATE9.": ("%d%b%Y", "%d-%b-%Y"), "DATETIME.": [f"%d%b{year}:{hour}" for year in ("%Y", "%y") for hour in ("%H:%M:%S", "%H:%M:%S.%f", "%H:%M")],
        "TIME20.3": ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f"),
        "ANYDTDTM40.": [
            f"{day}{hour}" for day in ("%Y-%m-%d ", "%Y/%m/%d ", "%Y-%m-%dT", "%Y/%m/%dT", "%m/%d/%Y ")
            for hour in ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f")
        ],
    }  # fmt: skip
    if informat == "NLNUM32.":
        groups = r"[-+]?(\$?[-+]?\d{1,3}(,\d{3})*(\.\d*)?|\$[-+]?\d+(\.\d*)?)"
        if re.fullmatch(groups, text):
            return float(re.sub("[$,]", "", text))
        return parse(text, "BEST32.")
    for pattern in patterns[informat]:
        try:
            found = datetime.strptime(text, pattern)
        except ValueError:
            continue
        if "%y" in pattern:  # YEARCUTOFF=1926
            found = found.replace(year=found.year % 100 + (2000 if found.year % 100 < 26 else 1900))
        seconds = found.hour * 3600 + found.minute * 60 + found.second + found.microsecond / 1e6
        if informat == "TIME20.3":
            return seconds
        days = (found.date() - EPOCH).days
        return days * 86400 + seconds if informat in ("DATETIME.", "ANYDTDTM40.") else float(days)
    return None
