"""A program without large numbers stops where its data bring them in; `large_numbers` of saslift.toml translates for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equivalence.engines import Job, run_job
from equivalence.results import RunResult
from translator.frontend.site import Site
from translator.library.large_numbers import expect_large_numbers
from translator.pipeline.programs import Program

ENGINES = ("reference", "pandas", "r")
STEP = "large = (income * 10 > 5); run;"


def ran(folder: Path, text: str, engine: str, *, large: bool) -> RunResult:
    path = folder / "program.sas"
    path.write_text(text, encoding="utf-8")
    program = Program(path, "program", str(path), replace(Site(), large_numbers=large))
    return run_job(Job(program, engine, {"survey": folder / "survey"}))


def judge(folder: Path, text: str, engine: str) -> None:
    if engine != "reference":
        found = ran(folder, text, engine, large=False).diagnostics
        assert [d.code for d in found if d.severity == "error"] == ["R0615"]
    result = ran(folder, text, engine, large=True)
    assert result.status == "ok", (result.diagnostics, result.log)
    data = result.datasets["b"]
    assert [row[data.names().index("large")] for row in data.rows] == [0, 1, 0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_data_set(tmp_path: Path, engine: str) -> None:
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey" / "answers.csv").write_text("id,income\n1,1E308\n2,2\n3,\n", encoding="utf-8")
    judge(tmp_path, f"data b; set survey.answers; {STEP}", engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file(tmp_path: Path, engine: str) -> None:
    (tmp_path / "answers.txt").write_text("1E308\n2\n.\n", encoding="utf-8")
    judge(tmp_path, f"data b; infile '{tmp_path}/answers.txt'; input income; {STEP}", engine)


def test_the_interpreter_is_guarded_whatever_ran_before_it(tmp_path: Path) -> None:
    expect_large_numbers(False)  # as a translated program without large numbers says in its own process
    try:
        test_a_file(tmp_path, "reference")
    finally:
        expect_large_numbers()
