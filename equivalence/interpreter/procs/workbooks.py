"""PROC EXPORT and PROC IMPORT of Excel workbooks (DBMS=XLSX). SAS/ACCESS Interface to PC Files: Reference."""

from __future__ import annotations

import io
import re
import tempfile
from datetime import datetime, time, timedelta
from math import isnan, nan
from pathlib import Path
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.files import FileRef
from equivalence.interpreter.procs.options import word
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.syntax import format_of
from translator.library.formats import find_format

STYLES = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm:ss", "time": "[h]:mm:ss"}
SHIFT = 21916  # SAS's day 0 is Excel's day 21916
DAY = 86400


def spelled(option: st.Option | None) -> str:
    """Return the text of an option as it is written."""
    value = option.value if option is not None else None
    return value.value if isinstance(value, sx.String) else value.name if isinstance(value, sx.Var) else ""


def place(session: Session, file: FileRef) -> Path:
    """Return where a workbook lies; one of the device TEMP has a place of its own for the session."""
    if file.path is not None:
        return file.path
    folder = session.services.setdefault("workbooks", tempfile.TemporaryDirectory(prefix="work_"))
    return Path(folder.name) / f"{file.name.lower()}.xlsx"


def write(
    session: Session, path: Path, table: Table, sheet: str, own: dict[str, st.Option], labels: bool
) -> None:
    """Write a data set as a sheet; other sheets of the workbook stay. Raises StepError for what Excel has not."""
    from openpyxl import Workbook, load_workbook

    if not 0 < len(sheet) <= 31 or re.search(r"[\[\]:*?/\\]", sheet):
        raise StepError(f"Excel has no sheet of the name {sheet}.")
    exists = path.exists()
    book = load_workbook(io.BytesIO(path.read_bytes())) if exists else Workbook()
    taken = [one for one in book.worksheets if not exists or one.title.lower() == sheet.lower()]
    place = book.worksheets.index(taken[0]) if taken else len(book.worksheets)
    for one in taken:
        book.remove(one)
    page = book.create_sheet(sheet, place)
    below = 1
    if word(own.get("putnames")) != "no":
        below = 2
        for at, v in enumerate(table.variables, 1):
            page.cell(1, at, (v.label or v.name) if labels else v.name)
    for at, v in enumerate(table.variables, 1):
        kind = counted(v)
        for number, row in enumerate(table.rows, below):
            value = row[at - 1]
            if value == "" or isinstance(value, float) and isnan(value):
                continue
            cell = page.cell(number, at)
            cell.value = value if isinstance(value, str) else in_excel(value, kind)
            if isinstance(value, str):
                cell.data_type = "s"
            elif kind:
                cell.number_format = STYLES[kind]
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def counted(v: Variable) -> str:
    """Return what a variable counts: "date", "datetime", "time", or "" (plain numbers)."""
    row = find_format(format_of(v.format).name) if v.kind == "num" and v.format else None
    return row.dates if row is not None and row.dates in STYLES else ""


def in_excel(value: float, kind: str) -> float:
    """Return Excel's number for SAS's. Raises StepError for dates before March 1900 and negative times."""
    if not kind:
        return value
    made = value / DAY if kind == "time" else value / DAY + SHIFT if kind == "datetime" else value + SHIFT
    if made < (0 if kind == "time" else 61):
        raise StepError("Excel has no such date or time.", None, "R0610")
    return made


def read(session: Session, path: Path, own: dict[str, st.Option], at: st.Node) -> Table:
    """Read a sheet or a range of it as a data set. Raises StepError."""
    from openpyxl import load_workbook

    def fail(text: str) -> StepError:
        return StepError(text, at.at, "R0611")

    if not path.is_file():
        raise StepError(f"Physical file does not exist, {path}.", at.at, "R0005")
    book = load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    sheet, area = spelled(own.get("sheet")), spelled(own.get("range")).strip()
    head, mark, tail = area.rpartition("$") if "$" in area else area.rpartition("!")
    if mark:
        sheet = head.strip("'")
    corners = tail.upper()
    names = {one.title.lower(): one for one in book.worksheets}
    page = names.get(sheet.rstrip("$").lower()) if sheet else book.worksheets[0]
    if page is None:
        raise fail(f"The workbook has no sheet {sheet}.")
    filled = [(c.row, c.column) for line in page.iter_rows() for c in line if c.value is not None]
    bottom, right = max((r for r, _ in filled), default=0), max((c for _, c in filled), default=0)
    top = left = 1
    if corners:
        top, left, bottom, right = bounds(corners, bottom, right, fail)
    header = word(own.get("getnames")) != "no"
    lines = [[page.cell(r, c) for c in range(left, right + 1)] for r in range(top, bottom + 1)]
    from openpyxl.utils import get_column_letter

    labels = [get_column_letter(c) for c in range(left, right + 1)] if lines else []
    if header and lines:
        shown = [plain(content(c)[0]).strip() for c in lines[0]]
        labels = [text or letter for text, letter in zip(shown, labels, strict=True)]
    if len({label.lower() for label in labels}) != len(labels):
        raise fail("Two columns of the sheet have the same heading.")
    start = int(float(word(own.get("datarow")))) - top if "datarow" in own else int(header)
    body = lines[start:]
    made: list[tuple[Variable, list[Value]]] = []
    for place, label in enumerate(labels):
        name = label[:32] if session.options.get("validvarname", "").lower() == "any" else v7(label, place)
        made.append(column(name, label, [line[place] for line in body], fail))
    rows: list[Row] = [[values[i] for _, values in made] for i in range(len(body))]
    return Table([v for v, _ in made], rows)


def v7(label: str, place: int) -> str:
    """Return a heading as a name under VALIDVARNAME=V7."""
    name = re.sub(r"\W", "_", label.strip(), flags=re.ASCII)[:32] or f"VAR{place + 1}"
    return ("_" + name)[:32] if name[0].isdigit() else name


def bounds(corners: str, bottom: int, right: int, fail: Any) -> tuple[int, int, int, int]:
    """Return (top, left, bottom, right) of `A1:C9`; `A4:0` and `A4` end with the last cell that is filled."""
    from openpyxl.utils.cell import coordinate_to_tuple

    first, _, last = corners.partition(":")
    cell = re.compile(r"[A-Z]+\d+")
    if not cell.fullmatch(first) or last not in ("", "0") and not cell.fullmatch(last):
        raise fail(f"The range {corners} is no range of cells.")
    top, left = coordinate_to_tuple(first)
    if last not in ("", "0"):
        end, right = coordinate_to_tuple(last)
        bottom = min(end, max(bottom, top))
    return top, left, bottom, right


def column(name: str, label: str, cells: list[Any], fail: Any) -> tuple[Variable, list[Value]]:
    """Return a column's variable and values: text if any cell is one, numbers else; dates as SAS counts them."""
    held = []
    for cell in cells:
        if cell.data_type == "e":
            raise fail(f"The cell {cell.coordinate} holds an error.")
        held.append(content(cell))
    known = [(value, kind) for value, kind in held if value is not None]
    if not known or any(isinstance(value, str) for value, _ in known):
        texts: list[Value] = [plain(value) for value, _ in held]
        size = max([1, *(len(str(text)) for text in texts)])
        return Variable(name, "char", size, f"${size}.", f"${size}.", label), texts
    kinds = {kind.replace("usdate", "date") for _, kind in known}
    if len(kinds) > 1:
        raise fail("Dates and other numbers stand in one column of the sheet.")
    shown = {"date": "DATE9.", "usdate": "MMDDYY10.", "datetime": "DATETIME.", "time": "TIME8.", "": "BEST."}
    values: list[Value] = [nan if value is None else in_sas(float(value), kind) for value, kind in held]
    return Variable(name, "num", 8, shown[known[0][1]], "", label), values


def in_sas(value: float, kind: str) -> float:
    """Return SAS's number for Excel's; seconds to the millisecond."""
    match kind:
        case "date" | "usdate":
            return value - SHIFT
        case "datetime":
            whole = float(int(value))
            return (whole - SHIFT) * DAY + round((value - whole) * DAY * 1000) / 1000
        case "time":
            return round(value * DAY * 1000) / 1000
        case _:
            return value


def content(cell: Any) -> tuple[float | str | None, str]:
    """Return a cell as Excel holds it, and what it counts by its style."""
    value = cell.value
    code = re.sub(r"\[[^\]]*\]|\\.|\"[^\"]*\"", "", str(cell.number_format)).lower()
    if isinstance(value, time):
        value = timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
        )
    if isinstance(value, timedelta):
        return value / timedelta(days=1), "time"
    if isinstance(value, datetime):
        serial = (value - datetime(1899, 12, 30)) / timedelta(days=1)
        return serial, "datetime" if "h" in code or "s" in code else "usdate" if code.startswith(
            "m"
        ) else "date"
    if isinstance(value, bool | int | float):
        return float(value), ""
    return (None, "") if value is None else (str(value).rstrip(" "), "")


def plain(value: float | str | None) -> str:
    """Return what a cell shows in a column of texts."""
    return "" if value is None else value if isinstance(value, str) else f"{value:.15g}"
