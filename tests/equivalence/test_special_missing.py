""".A is not `.`, wherever it comes from; a run that meets one that its translation did not foresee stops.

(SAS Language Reference: Concepts, "Missing Values", "Order of Missing Values": `.` is less than `.A`.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from equivalence.engines import Job, run_job
from equivalence.results import RunResult
from translator.emit.pandas.runtime.libraries import Libraries
from translator.frontend.site import Site
from translator.library.missing import expect_special_missing, special_missing
from translator.pipeline.programs import Program

ENGINES = ("reference", "pandas", "r")
TARGETS = ("pandas", "r")


@pytest.fixture
def survey(tmp_path: Path) -> Iterator[Path]:
    """A library with answers 1, `.` and .R in a data set, and as lines of a file."""
    expect_special_missing()
    rows = pd.DataFrame({"income": [1.0, float("nan"), special_missing("R")]})
    Libraries(str(tmp_path), str(tmp_path), {}).write(rows, "survey.answers")
    expect_special_missing()
    (tmp_path / "answers.txt").write_text("1\n.\n.R\n", encoding="utf-8")
    yield tmp_path


def ran(folder: Path, text: str, engine: str, *, seen: bool = True, special: bool = False) -> RunResult:
    path = folder / "program.sas"
    path.write_text(text, encoding="utf-8")
    program = Program(path, "program", str(path), replace(Site(), special_missing=special))
    return run_job(Job(program, engine, {"survey": folder / "survey"} if seen else {}))


def column(result: RunResult, name: str) -> list[object]:
    data = result.datasets["b"]
    return [row[[c.name for c in data.columns].index(name)] for row in data.rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_of_an_included_file(tmp_path: Path, engine: str) -> None:
    (tmp_path / "values.sas").write_text("data a; x = .A; output; x = .; output; run;", encoding="utf-8")
    text = "%include 'values.sas'; data b; set a; plain = (x = .); run;"
    assert column(ran(tmp_path, text, engine), "plain") == [0, 1]


@pytest.mark.parametrize("engine", ("reference", "pandas"))  # R reads parquet with arrow, which Debian lacks
def test_a_value_of_a_data_set_that_translation_sees(survey: Path, engine: str) -> None:
    text = "data b; set survey.answers; plain = (income = .); above = (income > .); run;"
    result = ran(survey, text, engine)
    assert column(result, "plain") == [0, 1, 0]
    assert column(result, "above") == [1, 0, 1]


@pytest.mark.parametrize("engine", TARGETS)
def test_a_value_of_a_file_that_only_the_run_sees(survey: Path, engine: str) -> None:
    text = f"data b; infile '{survey}/answers.txt'; input income; plain = (income = .); run;"
    assert [d.code for d in ran(survey, text, engine).diagnostics if d.severity == "error"] == ["R0427"]
    assert column(ran(survey, text, engine, special=True), "plain") == [0, 1, 0]


@pytest.mark.parametrize("engine", TARGETS)
def test_a_value_of_a_text_that_only_the_run_sees(survey: Path, engine: str) -> None:
    text = f"data b; infile '{survey}/answers.txt'; input word $; income = input(word, 8.); plain = (income = .); run;"
    assert [d.code for d in ran(survey, text, engine).diagnostics if d.severity == "error"] == ["R0427"]
    assert column(ran(survey, text, engine, special=True), "plain") == [0, 1, 0]


@pytest.mark.parametrize("version", (5, 8))
@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_of_a_transport_file(tmp_path: Path, engine: str, version: int) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    folder = tmp_path / "survey"
    folder.mkdir()
    rows = pd.DataFrame({"name": ["a", "b", "c"], "income": [65.0, None, None]})
    pyreadstat.write_xport(
        rows, str(folder / "answers.xpt"), table_name="ANSWERS", file_format_version=version
    )
    data = (folder / "answers.xpt").read_bytes()
    first = data.index(b"." + bytes(7), data.index(b"OBS"))
    (folder / "answers.xpt").write_bytes(data[:first] + b"R" + data[first + 1 :])
    text = "data b; set survey.answers; plain = (income = .); above = (income > .); run;"
    result = ran(tmp_path, text, engine)
    assert column(result, "plain") == [0, 0, 1]
    assert column(result, "above") == [1, 1, 0]
