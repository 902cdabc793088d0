"""Sheets of Excel workbooks as PROC IMPORT DBMS=XLSX reads them.

SAS/ACCESS Interface to PC Files: Reference, "Microsoft Excel Workbook Files" (GETNAMES=, RANGE=, SHEET=); how cells with
the styles of dates and times become values is shown by logs on communities.sas.com. A column with any text is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import nan
from pathlib import Path
from typing import Any

from translator.library.delimited import variable_names

Cell = float | str | None
"""What a cell holds: a number (dates and times as SAS counts them), a text, or nothing."""

AREA = re.compile(r"(?:'?(?P<sheet>[^$'!]+)'?[$!])?(?P<from>[A-Za-z]+\d+)(?::(?P<to>[A-Za-z]+\d+|0)?)?$")


class SheetError(Exception):
    """A workbook, sheet, range or cell that cannot be read; the text says which."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: SAS name, heading, is it text, length, format ("" none), values."""

    name: str
    label: str
    text: bool
    length: int
    format: str
    values: Sequence[float | str]


def read_sheet(
    path: str | Path,
    sheet: str = "",
    area: str = "",
    header: bool = True,
    first: int = 0,
    plain_names: bool = True,
) -> list[SheetColumn]:
    """Read a sheet ("" the first one) or a range of it; the first row holds the names where `header` is true.

    Args: first: the row of the sheet from which data are read (0: behind the header). plain_names: names as
    VALIDVARNAME=V7 has them; else headings stay as they are.
    Raises: SheetError.
    """
    from openpyxl import load_workbook

    try:
        with open(path, "rb") as stream:
            book = load_workbook(stream, data_only=True)
    except Exception as problem:
        raise SheetError(f"the workbook cannot be read ({type(problem).__name__})") from None
    found = AREA.match(area.strip())
    if area.strip() and found is None:
        if not area.strip().endswith("$"):
            raise SheetError(f"the range {area} is no range of cells")
        sheet = area.strip()[:-1]
    wanted = (found["sheet"] if found is not None and found["sheet"] else sheet).rstrip("$").lower()
    chosen = next((one for one in book.worksheets if one.title.lower() == wanted or not wanted), None)
    if chosen is None:
        raise SheetError(f"the workbook has no sheet {sheet or wanted}")
    cells = {
        (cell.row, cell.column): cell for row in chosen.iter_rows() for cell in row if cell.value is not None
    }
    top, left, bottom, right = _corners(found, cells)
    rows = [[cells.get((r, c)) for c in range(left, right + 1)] for r in range(top, bottom + 1)]
    headings = [_heading(cell, left + place) for place, cell in enumerate(rows[0])] if header and rows else []
    letters = [_letters(column) for column in range(left, right + 1)]
    titles = headings if header and rows else letters
    names = variable_names(titles) if plain_names else [title[:32] for title in titles]
    if len({title.lower() for title in titles}) < len(titles):
        raise SheetError("two columns of the sheet have the same heading")
    start = (first - top if first else int(header)) if rows else 0
    return [_column(names[i], titles[i], [row[i] for row in rows[start:]]) for i in range(len(titles))]


def _corners(found: re.Match[str] | None, cells: dict[tuple[int, int], Any]) -> tuple[int, int, int, int]:
    """Return (top, left, bottom, right) of a range, or of what the sheet holds from its first cell on."""
    from openpyxl.utils.cell import coordinate_to_tuple

    last_row, last_column = max((r for r, _ in cells), default=0), max((c for _, c in cells), default=0)
    if found is None:
        return 1, 1, last_row, last_column
    top, left = coordinate_to_tuple(found["from"].upper())
    if found["to"] in (None, "0"):
        return top, left, last_row, last_column
    bottom, right = coordinate_to_tuple(found["to"].upper())
    return top, left, min(bottom, max(last_row, top)), right


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _heading(cell: Any, column: int) -> str:
    if cell is None or str(cell.value).strip() == "":
        return _letters(column)
    return cell_text(_value(cell)[0]).strip()


def _column(name: str, label: str, cells: list[Any]) -> SheetColumn:
    """Return a column: text where any cell is one, else numbers with the format of their styles."""
    held = [_value(cell) for cell in cells]
    values = [value for value, _ in held]
    if any(isinstance(value, str) for value in values) or all(value is None for value in values):
        texts = [_in_text(value, kind) for value, kind in held]
        longest = max((len(text) for text in texts), default=0) or 1
        return SheetColumn(name, label, True, longest, f"${longest}.", texts)
    kinds = [kind for value, kind in held if value is not None]
    if len({kind.replace("MMDDYY10.", "DATE9.") for kind in kinds}) > 1:
        raise SheetError("dates and other numbers stand in one column of the sheet")
    numbers = [nan if value is None else float(value) for value in values]
    return SheetColumn(name, label, False, 8, kinds[0] or "BEST.", numbers)


def _value(cell: Any) -> tuple[Cell, str]:
    """Return a cell's value with the SAS format of its style ("" none). Raises SheetError for errors such as #N/A."""
    if cell is None:
        return None, ""
    value = cell.value
    match value:
        case bool():
            return float(value), ""
        case int() | float():
            return float(value), ""
        case datetime():
            days = (value - datetime(1960, 1, 1)) / timedelta(days=1)
            code = re.sub(r"\[[^\]]*\]|\\.|\"[^\"]*\"", "", str(cell.number_format)).lower()
            if "h" in code or "s" in code:
                return _seconds(value - datetime(1960, 1, 1)), "DATETIME."
            return float(days), "MMDDYY10." if code.startswith("m") else "DATE9."
        case date():
            return float((value - date(1960, 1, 1)).days), "DATE9."
        case time():
            whole = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
            return _seconds(whole + timedelta(microseconds=value.microsecond)), "TIME8."
        case timedelta():
            return _seconds(value), "TIME8."
        case _ if cell.data_type == "e":
            raise SheetError(f"the cell {cell.coordinate} holds an error ({value})")
        case _:
            return str(value).rstrip(" "), ""


def _seconds(span: timedelta) -> float:
    return round(span / timedelta(milliseconds=1)) / 1000


def _in_text(value: Cell, kind: str) -> str:
    """Return a cell of a column of texts: a date is the number that Excel counts."""
    if value is None or isinstance(value, str):
        return value or ""
    if kind in ("DATE9.", "MMDDYY10."):
        value += 21916
    elif kind == "DATETIME.":
        value = value / 86400 + 21916
    elif kind == "TIME8.":
        value /= 86400
    return cell_text(value)


def cell_text(value: Cell) -> str:
    """Return a number as text: its 15 digits."""
    return value if isinstance(value, str) else "" if value is None else f"{value:.15g}"
