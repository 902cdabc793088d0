"""What is done to the data sets of a permanent library: all of them where its folder is at hand, else it is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from equivalence.engines import ENGINES
from equivalence.harness import run
from translator.pipeline.programs import Program

TARGETS = [engine for engine in ENGINES if engine != "reference"]


def every_result(engine: str, programs: list[str], folder: Path, mapped: bool) -> list[dict[str, Any]]:
    """Run programs; P and Q are folders, P with the data sets A and B."""
    for name in "pq":
        (folder / name).mkdir()
    (folder / "p" / "a.csv").write_text("x,c\n1,u\n2,v\n")
    (folder / "p" / "b.csv").write_text("z\n3\n")
    found = []
    for number, sas in enumerate(programs):
        path = folder / f"p{number}.sas"
        path.write_text(sas if mapped else f"libname p '{folder / 'p'}';\n{sas}")
        found.append(Program(path, path.stem, str(path)))
    librefs = {name: folder / name for name in "pq"} if mapped else {}
    for _ in run(found, engine=engine, out=folder / "out", librefs=librefs, limit=60.0):
        pass
    return [json.loads((folder / "out" / one.name / "result.json").read_text()) for one in found]


def results(engine: str, sas: str, folder: Path, mapped: bool) -> dict[str, Any]:
    """Run one program."""
    return every_result(engine, [sas], folder, mapped)[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_data_sets_of_a_folder(engine: str, tmp_path: Path) -> None:
    """DICTIONARY tables and CONTENTS of _ALL_ see every data set (Accessing SAS System Information by Using DICTIONARY
    Tables); EXCLUDE copies the others (COPY Procedure), what is deleted is gone for them."""
    result = results(
        engine,
        """
        proc sql noprint; create table o as select memname, nvar, nobs from dictionary.tables where libname = 'P';
        create table o2 as select memname, name, type from dictionary.columns where libname = 'P'; quit;
        proc contents data=p._all_ noprint out=o3(keep=memname name nobs); run;
        proc copy in=p out=work; exclude b; run;
        proc datasets lib=p nolist; delete b; quit;
        proc sql noprint; create table o4 as select memname from dictionary.tables where upcase(libname) = 'P'; quit;
        """,
        tmp_path,
        mapped=True,
    )
    assert result["status"] == "ok", result["diagnostics"]
    rows = {name: table["rows"] for name, table in result["datasets"].items()}
    assert rows["o"] == [["A", 2.0, 2.0], ["B", 1.0, 1.0]]
    assert rows["o2"] == [["A", "x", "num"], ["A", "c", "char"], ["B", "z", "num"]]
    assert rows["o3"] == [["A", "c", 2.0], ["A", "x", 2.0], ["B", "z", 1.0]]
    assert rows["a"] == [[1.0, "u"], [2.0, "v"]]
    assert rows["o4"] == [["A"]] and "b" not in rows


@pytest.mark.parametrize("engine", ENGINES)
def test_whole_library(engine: str, tmp_path: Path) -> None:
    """COPY without SELECT copies all (COPY Procedure), KILL deletes all (PROC DATASETS Statement)."""
    result = results(
        engine,
        """
        proc copy in=p out=q; run; proc datasets lib=p kill nolist; quit;
        data n; set q.a q.b; run; proc sql noprint; create table o as select libname, memname from dictionary.tables; quit;
        data m; set p.b; run;
        """,
        tmp_path,
        mapped=True,
    )
    assert result["status"] == "failed"
    assert any("P.B.DATA does not exist" in d["message"] for d in result["diagnostics"])
    rows = {name: table["rows"] for name, table in result["datasets"].items()}
    assert rows["n"] == [[1.0, "u", None], [2.0, "v", None], [None, "", 3.0]]
    assert rows["o"] == [["WORK", "N"], ["Q", "A"], ["Q", "B"]]


ASKING = {
    "proc sql; create table o as select memname from dictionary.tables where libname = 'P'; quit;": "H0506",
    "proc sql; create table o as select count(*) as n from dictionary.members; quit;": "H0506",
    "data o; set sashelp.vcolumn; where libname = 'P'; run;": "H0506",
    "proc sql; create table o as select libname from dictionary.libnames; quit;": "H0506",
    "data o; set sashelp.vlibnam; where libname = 'WORK'; run;": "H0506",
    "proc contents data=p._all_ out=o noprint; run;": "H0402",
    "proc datasets lib=p kill nolist; quit;": "H0402",
    "proc datasets lib=p nolist; save a; quit;": "H0402",
    "proc datasets lib=p nolist; delete b:; quit;": "H0402",
    "proc copy in=p out=work; run;": "H0402",
    "proc copy in=p out=work; exclude a; run;": "H0402",
}


@pytest.mark.parametrize("engine", TARGETS)
def test_folder_that_is_not_at_hand(engine: str, tmp_path: Path) -> None:
    """A program must not go on with the data sets that it names alone."""
    for sas, result in zip(ASKING, every_result(engine, list(ASKING), tmp_path, mapped=False), strict=True):
        assert result["status"] == "failed", sas
        assert ASKING[sas] in {d["code"] for d in result["diagnostics"]}, sas


@pytest.mark.parametrize("engine", ENGINES)
def test_questions_that_the_program_answers(engine: str, tmp_path: Path) -> None:
    """Conditions on LIBNAME and MEMNAME that leave only data sets that the program makes."""
    result = results(
        engine,
        """
        data w; x = 1; run; data p.n; set w; y = 'a'; run;
        proc sql noprint; create table o as select memname from dictionary.tables where libname = 'WORK' and memname = 'W';
        create table o2 as select a.name from dictionary.columns a where a.libname = 'P' and upcase(a.memname) = 'N'; quit;
        data o3; set sashelp.vtable; where libname in ('WORK') and memname = 'W'; keep memname; run;
        proc sql; create table o4 as select path from dictionary.libnames where libname = 'P';
        create table o5 as select count(*) as n from dictionary.libnames where libname = 'NONE'; quit;
        """,
        tmp_path,
        mapped=False,
    )
    assert result["status"] == "ok", result["diagnostics"]
    rows = {name: table["rows"] for name, table in result["datasets"].items()}
    assert rows["o"] == rows["o3"] == [["W"]] and rows["o2"] == [["x"], ["y"]]
    assert rows["o4"] == [[str(tmp_path / "p")]] and rows["o5"] == [[0.0]]
