"""INFILE with RECFM=F: records of bytes, on every engine. What stands in the file is derived by hand from the pages of the
informats (SAS Formats and Informats: Reference; Companion for z/OS)."""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.engines import ENGINES
from tests.datastep.byte_files import ran

RECORDS = bytes.fromhex(
    # ib2   s370fpd2 $ebcdic3 $char2 zd1
    "0500" "123C" "C1C2C3" "6162" "33"
    "FEFF" "999D" "818240" "2020" "43"
    "2020" "12FA" "F1F2F3" "E5F6" "7D"
)  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_fields_are_bytes(engine: str, tmp_path: Path) -> None:
    sas = "data a; infile FILE recfm=f lrecl=10; input i ib2. p s370fpd2.1 n $ebcdic3. c $char2. r zd1.; run;"
    result = ran(engine, tmp_path, sas, RECORDS)
    assert result.status == "ok"
    assert [[None if cell != cell else cell for cell in row] for row in result.datasets["a"].rows] == [
        [5.0, 12.3, "ABC", "ab", 3.0],
        [-2.0, -99.9, "ab", "", 3.0],
        [8224.0, None, "123", "åö", 0.0],  # blanks are a number; A is no sign of packed decimals here
    ]
    assert any("Invalid data for p in line 3 3-4" in line for line in result.log)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_whole_number_of_records(engine: str, tmp_path: Path) -> None:
    result = ran(engine, tmp_path, "data a; infile FILE recfm=f lrecl=7; input i ib2.; run;", RECORDS)
    assert result.status == "failed" and [d.code for d in result.diagnostics] == ["R0448"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "sas",
    [
        "data a; infile FILE recfm=n; input i ib2.; run;",
        "data a; infile FILE recfm=f; input i ib2.; run;",
        "filename f FILE recfm=n; data a; infile f; input i ib2.; run;",
        "data _null_; file FILE recfm=f lrecl=8; put 'a'; run;",
        "data _null_; x = 4; file FILE; put x ib4.; run;",
        "data a; input x : ib4.; datalines;\naaaa\n;",
    ],
)
def test_refused(engine: str, sas: str, tmp_path: Path) -> None:
    result = ran(engine, tmp_path, sas, RECORDS)
    assert result.status == "failed"
    assert {d.code for d in result.diagnostics} & {"H0302", "H0306", "R0002"}


@pytest.mark.parametrize("engine", ENGINES)
def test_lines_that_are_not_utf_8(engine: str, tmp_path: Path) -> None:
    result = ran(engine, tmp_path, "data a; infile FILE; input a $ b; run;", b"\xe5\xe4\x80 1\r\nb 2\n")
    assert [list(row) for row in result.datasets["a"].rows] == [["åä€", 1.0], ["b", 2.0]]
