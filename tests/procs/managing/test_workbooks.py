"""PROC IMPORT DBMS=XLSX of a workbook made by other hands, on all engines; expected values are derived by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text
from equivalence.results import RunResult


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a table below a title, mixed columns, an error, and two equal headings."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = "Data 2024"
    page["B2"] = "Report"
    rows = [
        ["Year 2020", "Name (x)", 2019, None, "When", "Mixed"],
        [1, "Åsa", 12.5, None, datetime(2020, 5, 17, 8, 41), 5],
        [None, None, None, None, None, None],
        [3.5, " pad ", 7, None, datetime(2020, 5, 18), "x"],
        [4, "b&<c>", 8, None, None, date(2020, 1, 1)],
    ]
    for number, row in enumerate(rows, start=4):
        for column, value in enumerate(row, start=1):
            page.cell(number, column).value = value
    made.create_sheet("Twice").append(["a", "A"])
    bad = made.create_sheet("Bad")
    bad.append(["x"])
    bad["A2"].value = "#N/A"
    bad["A2"].data_type = "e"
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    made.save(path)
    return path


def run(engine: str, sas: str, folder: Path) -> RunResult:
    return run_text(sas, engine, folder)


@pytest.mark.parametrize("engine", ENGINES)
def test_range_of_a_sheet(engine: str, book: Path, tmp_path: Path) -> None:
    """Blank rows stay, a column with a text is text (a date is Excel's number there), a blank heading is a letter."""
    sas = f"""proc import datafile='{book}' out=a dbms=xlsx replace; range='Data 2024$A4:0'; run;
    options validvarname=any;
    proc import datafile='{book}' out=b dbms=xlsx replace; range='data 2024$A4:C5'; run;"""
    result = run(engine, sas, tmp_path)
    assert result.status == "ok"
    table = result.datasets["a"]
    assert [c.name for c in table.columns] == ["Year_2020", "Name__x_", "_2019", "D", "When", "Mixed"]
    assert [c.label for c in table.columns][:3] == ["Year 2020", "Name (x)", "2019"]
    assert [c.type for c in table.columns] == ["num", "char", "num", "char", "num", "char"]
    assert [list(row) for row in table.rows][0] == [1, "Åsa", 12.5, "", 1905324060, "5"]
    assert [row[1] for row in table.rows] == ["Åsa", "", " pad", "b&<c>"]
    assert [row[5] for row in table.rows] == ["5", "", "x", "43831"]
    assert [c.name for c in result.datasets["b"].columns] == ["Year 2020", "Name (x)", "2019"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sheet", ["Twice", "Bad", "Nowhere"])
def test_what_cannot_be_read_is_refused(engine: str, sheet: str, book: Path, tmp_path: Path) -> None:
    result = run(engine, f"proc import datafile='{book}' out=a dbms=xlsx; sheet='{sheet}'; run;", tmp_path)
    assert result.status == "failed"
    assert {d.code for d in result.diagnostics} & {"H0605", "R0611"}


@pytest.mark.parametrize("engine", ENGINES)
def test_dates_before_excel_s_are_refused(engine: str, tmp_path: Path) -> None:
    sas = "data a; d = '01jan1900'd; format d date9.; run; filename f temp; proc export data=a outfile=f dbms=xlsx; run;"
    result = run(engine, sas, tmp_path)
    assert result.status == "failed"
    assert "R0610" in {d.code for d in result.diagnostics}
