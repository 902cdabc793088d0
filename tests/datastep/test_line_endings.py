"""TERMSTR= and ENCODING= of INFILE, FILE and FILENAME, on every engine. (DATA Step Statements: Reference, "INFILE Statement".)"""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.engines import ENGINES
from tests.datastep.byte_files import ran


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "sas",
    [
        "data a; infile FILE termstr=crlf dsd truncover; input k $ t :$10. n; run;",
        "filename f FILE termstr=crlf; data a; infile f dsd truncover; input k $ t :$10. n; run;",
    ],
)
def test_a_line_feed_in_a_line(engine: str, sas: str, tmp_path: Path) -> None:
    result = ran(engine, tmp_path, sas, b'a,"x\ny",1\r\nb,"z",2\r\n')
    assert result.status == "ok"
    assert result.datasets["a"].rows == [["a", "x\ny", 1.0], ["b", "z", 2.0]]


@pytest.mark.parametrize("engine", ENGINES)
def test_written_line_ends(engine: str, tmp_path: Path) -> None:
    sas = "filename f FILE encoding='utf-8' termstr=crlf; data _null_; file f; put 'é1'; put 'b'; run; data a; infile f; input x $; run;"
    result = ran(engine, tmp_path, sas, b"")
    assert result.status == "ok" and result.datasets["a"].rows == [["é1"], ["b"]]
    assert (tmp_path / "lines.txt").read_bytes() == "é1\r\nb\r\n".encode()


@pytest.mark.parametrize("engine", ENGINES)
def test_western_files_are_read(engine: str, tmp_path: Path) -> None:
    sas = "data a; infile FILE encoding='latin1' dlm=','; input x $ n; run;"
    assert ran(engine, tmp_path, sas, "Ö,1\n".encode("latin1")).datasets["a"].rows == [["Ö", 1.0]]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "sas",
    [
        "data a; infile FILE encoding='shift-jis'; input x $; run;",
        "data a; infile FILE termstr=cr; input x $; run;",
        "filename f FILE encoding=latin1; data _null_; file f; put 'a'; run;",
    ],
)
def test_what_is_not_covered_is_refused(engine: str, sas: str, tmp_path: Path) -> None:
    assert ran(engine, tmp_path, sas, b"a\n").status == "failed"
