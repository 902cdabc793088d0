"""PROC EXPORT and PROC IMPORT DBMS=XLSX: sheets of Excel workbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.filerefs import work_folder
from translator.emit.pandas.runtime.log import SasError
from translator.library.workbooks import SheetError, read_sheet

EXCEL_STYLES = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm:ss", "time": "[h]:mm:ss"}


def file_place(lib: Any, name: str) -> Path:
    """The path of a fileref, a path as it is, or a file of this run where the fileref is one of the device TEMP."""
    if name not in lib.paths and not re.search(r"[./\\]", name):
        return Path(work_folder(lib)) / f"{name}.xlsx"
    return Path(lib.paths.get(name, name))


def output_place(lib: Any, name: str) -> Path:
    """Where a file of the output lies: below `out`, unless its path is whole."""
    path = file_place(lib, name)
    path = path if path.is_absolute() else lib.out / path
    path.parent.mkdir(parents=True, exist_ok=True)
    lib.created.add(path.resolve())
    return path


def input_place(lib: Any, name: str) -> Path:
    """Where a file to be read lies: below `out` or `data`, whichever has it."""
    path = file_place(lib, name)
    places = [path] if path.is_absolute() else [lib.out / path, lib.data / path]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise SasError("R0414", f"ERROR: Physical file does not exist, {path}.")
    return found


def write_workbook(
    lib: Any, df: pd.DataFrame, file: str, sheet: str, *, header: bool = True, labels: Mapping[str, str] | None = None,
    dates: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """PROC EXPORT: one sheet of a workbook; the others of a workbook that is there stay.

    dates: columns with date, time or datetime formats ("date", "time", "datetime"): Excel counts days from 1900 on.
    """
    from openpyxl import Workbook, load_workbook

    path = output_place(lib, file)
    if path.exists():
        with path.open("rb") as stream:
            book = load_workbook(stream)
    else:
        book = Workbook()
    old = [one for one in book.worksheets if one.title.lower() == sheet.lower() or not path.exists()]
    place = book.worksheets.index(old[0]) if old else len(book.worksheets)
    for one in old:
        book.remove(one)
    made = book.create_sheet(sheet, place)
    labels, dates, top = labels or {}, dates or {}, int(header)
    for column, name in enumerate(df.columns, start=1):
        if header:
            made.cell(1, column, labels.get(name, name))
        values = df[name]
        kind = dates.get(name, "")
        cells = (
            values.to_list() if values.dtype != "float64" else excel_numbers(values.to_numpy(), kind).tolist()
        )
        for row, value in enumerate(cells, start=1 + top):
            if value != "" and value == value:
                made.cell(row, column).value = value
                if isinstance(value, str):
                    made.cell(row, column).data_type = "s"
                if kind:
                    made.cell(row, column).number_format = EXCEL_STYLES[kind]
    book.save(path)


def excel_numbers(values: np.ndarray[Any, Any], kind: str) -> np.ndarray[Any, Any]:
    """What Excel counts for SAS's days or seconds; other numbers as they are."""
    if not kind:
        return values
    made = {"date": values + 21916, "datetime": values / 86400 + 21916, "time": values / 86400}[kind]
    if kind != "time" and (made < 61).any():
        raise SasError("R0610", "ERROR: Excel has no dates before 1 March 1900.")
    if kind == "time" and (made < 0).any():
        raise SasError("R0610", "ERROR: Excel has no negative times.")
    return made


def read_workbook(
    lib: Any, file: str, columns: Mapping[str, str] | None = None, *, sheet: str = "", area: str = "", header: bool = True,
    first: int = 0, plain_names: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """PROC IMPORT: `columns` are the names with their formats ("$" for text) as the sheet had them when the program was
    translated (None where it was not there); where it tells something else now, the step stops."""
    path: Path = input_place(lib, file)
    try:
        found = read_sheet(path, sheet, area, header, first, plain_names)
    except SheetError as problem:
        raise SasError("R0611", f"ERROR: {problem}.") from None
    now = {c.name: "$" if c.text else c.format for c in found}
    if columns is not None and list(now.items()) != list(columns.items()):
        raise SasError(
            "R0600",
            f"ERROR: The columns of {file} are not those for which the program was translated: {now}.",
        )
    return pd.DataFrame(
        {c.name: pd.Series(list(c.values), dtype="str" if c.text else "float64") for c in found}
    )
