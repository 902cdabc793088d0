"""Text files whose content or columns the translator knows, for PROC IMPORT: what earlier steps wrote, files on disk."""

from __future__ import annotations

from pathlib import Path

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.syntax import format_of
from translator.lang.types import Column
from translator.library.delimited import FileColumn, variable_names
from translator.lower.context import Context

PLAIN = ("", "BEST", "F", "E", "D")
DATES = {
    "DATE": "DATE9.",
    "YYMMDD": "YYMMDD10.",
    "MMDDYY": "MMDDYY10.",
    "TIME": "TIME20.3",
    "DATETIME": "DATETIME.",
}

WIDTHS = {"DATE": 9, "YYMMDD": 10, "MMDDYY": 10, "TIME": 5, "DATETIME": 13}
"""The least widths in which PROC IMPORT finds what these formats write."""


def file_key(target: object) -> str:
    """Return a file's name as it is remembered: a fileref in lower case, a path as it is."""
    match target:
        case sx.Var(name):
            return name.lower()
        case sx.String(value):
            return value
        case st.Dataset(name=name, form=form):
            return name if form == "path" else name.lower()
        case _:
            return ""


def observe(step: st.Step, context: Context) -> None:
    """Remember the lines that a DATA step writes to a file, where the program's text shows all of them."""
    if not isinstance(step, st.DataStep):
        return
    files = [s for s in step.body if isinstance(s, st.File)]
    for s in files:
        context.text_files.pop(file_key(s.target), None)
    if len(files) != 1 or any(name == "mod" for name, _ in files[0].options):
        return
    lines = _constant_lines(step.body)
    if lines is not None:
        context.text_files[file_key(files[0].target)] = lines


def _constant_lines(body: tuple[st.Statement, ...]) -> list[str] | None:
    data = next((s.lines for s in body if isinstance(s, st.Datalines)), None)
    puts: list[st.Put] = []
    for s in body:
        match s:
            case st.File() | st.Infile() | st.Datalines() | st.Simple(kind="null"):
                continue
            case st.Input(items=()):
                continue
            case st.Put() if not s.log:
                puts.append(s)
            case _:
                return None
    if data is not None:
        copies = len(puts) == 1 and len(puts[0].items) == 1 and isinstance(puts[0].items[0], st.PutField)
        item = puts[0].items[0] if copies else None
        if (
            isinstance(item, st.PutField)
            and item.names == (sx.Var("_infile_"),)
            and any(isinstance(s, st.Input) for s in body)
        ):
            return [line.rstrip() for line in data]
        return None
    lines: list[str] = []
    for put in puts:
        line = ""
        for item in put.items:
            match item:
                case st.PutText(text=text, value=None, times=1):
                    line += text
                case st.Pointer(kind="next"):
                    lines.append(line.rstrip())
                    line = ""
                case _:
                    return None
        lines.append(line.rstrip())
    return lines


def columns_after_export(
    columns: tuple[Column, ...], heads: tuple[str, ...] | None
) -> list[FileColumn] | None:
    """Return how PROC IMPORT will read what PROC EXPORT writes of these columns; None where that is open.

    Args: heads: the line of headings, None where there is none.
    """
    found: list[FileColumn] = []
    header = variable_names(heads) if heads is not None else [f"VAR{i}" for i in range(1, len(columns) + 1)]
    for name, column in zip(header, columns, strict=True):
        if column.type.kind == "char":
            found.append(FileColumn(name, True, column.type.length))
            continue
        form = format_of(column.format) if column.format else None
        stem = form.name if form is not None else ""
        if stem in PLAIN:
            found.append(FileColumn(name, False, 8))
        elif stem in DATES and form is not None and (form.width or WIDTHS[stem]) >= WIDTHS[stem]:
            found.append(FileColumn(name, False, 8, DATES[stem]))
        else:
            return None
    return found


def lines_on_disk(path: str, folder: Path | None, looked_for: set[Path]) -> list[str] | None:
    """Return the lines of a file that is there when the program is translated.

    looked_for: the places that were looked at are added, whether the file is there or not.
    """
    for place in (Path(path), (folder or Path(".")) / path):
        looked_for.add(place)
        try:
            if place.is_file() and place.stat().st_size < 50_000_000:
                return place.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff").splitlines()
        except OSError:
            continue
    return None
