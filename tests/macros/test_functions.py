"""Macros as functions: how many calls become function calls, and that the results stay those of the interpreter."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from equivalence.engines import ENGINES
from equivalence.engines import r as r_engine
from equivalence.harness import run
from translator.pipeline.macro_calls import outcomes_of
from translator.pipeline.programs import Program
from translator.pipeline.translate import TARGETS, translate_program

CASES = Path(__file__).parent / "functions"
COUNTS = {
    "one_name_twice": {"function": 4, "expanded": 2},  # two delete a data set of their caller
    "formats_and_pieces": {"function": 6, "expanded": 5},  # a recursion, and pieces of statements
    "loops_and_row_loops": {"function": 5},
    "names_from_values": {"function": 11},
    "branches": {"function": 4},
    # one writes FORMAT and LABEL alone, one stands in a loop over columns
    "statements_of_steps": {"function": 21, "expanded": 2},
    "open_data": {"function": 8},
    "lists_of_names": {"function": 2},
    "data_sets_that_exist": {"function": 7, "computed": 1},  # one makes nothing: its data set is there
    "what_bounds_decide": {"function": 7},
    "statements_in_many_places": {"function": 24, "expanded": 2},  # two are parts of a choice among columns
}


def program_of(name: str) -> Program:
    path = CASES / f"{name}.sas"
    return Program(path, name, str(path))


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name: str) -> None:
    translation = translate_program(program_of(name), TARGETS)
    for target in TARGETS:
        found = Counter(one.outcome for one in outcomes_of(translation, translation.emitted[target]))
        assert found == COUNTS[name], target


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "reference"])
def test_results(engine: str, tmp_path: Path) -> None:
    if engine == "r" and not r_engine.available():
        pytest.skip("Rscript is not installed")
    found = {}
    for one in ("reference", engine):
        out = tmp_path / one
        for _ in run([program_of(name) for name in COUNTS], engine=one, out=out, librefs={}, limit=60.0):
            pass
        found[one] = {name: json.loads((out / name / "result.json").read_text("utf-8")) for name in COUNTS}
    for name in COUNTS:
        assert found[engine][name]["status"] == "ok", found[engine][name]["diagnostics"]
        rows = [{key: data["rows"] for key, data in one[name]["datasets"].items()} for one in found.values()]
        assert rows[0] == rows[1], name


def test_a_loop_and_its_names_are_written_once() -> None:
    translation = translate_program(program_of("names_from_values"), TARGETS)
    python, r = translation.emitted["pandas"].text, translation.emitted["r"].text
    assert "for year in range(first, last_value + 1):" in python
    assert 'made[f"{var}_{year}"] = ' in python
    assert "for (year_value in sas_seq(first, last_value)) {" in r
    assert 'made[[paste0(var, "_", year_value)]] <- ' in r


def test_functions_of_branches_are_named_after_the_value_that_chooses_them() -> None:
    translation = translate_program(program_of("branches"), TARGETS)
    python, r = translation.emitted["pandas"].text, translation.emitted["r"].text
    assert "def scaled_y(a, by=2):" in python and '"""%scaled with flag=Y, branches.sas 3-6"""' in python
    assert "scaled_n <- function(a, by = 2) {" in r and "# %scaled with flag=N, branches.sas 3-6" in r
    assert python.count("def again") == r.count("again_macro <- function") == 1


def test_statements_of_a_step_are_functions_of_its_rows_and_of_a_row() -> None:
    translation = translate_program(program_of("statements_of_steps"), TARGETS)
    python, r = translation.emitted["pandas"].text, translation.emitted["r"].text
    assert 'def bmi(rows, w, h, out="bmi"):' in python and "def bmi_row(weight, height):" in python
    assert 'columns = bmi(columns, "weight", "height")' in python
    assert "bmi, bmi_class = bmi_row(weight, height)" in python
    assert 'bmi <- function(rows, w, h, out = "bmi") {' in r and "bmi_row <- function(weight, height) {" in r
    assert '    bmi("weight", "height") |>' in r and "bmi_row(weight[i], height[i])" in r
    assert not any(mark in text for text in (python, r) for mark in ("#<", "#>"))


def test_what_decides_the_code_is_no_parameter() -> None:
    translation = translate_program(program_of("what_bounds_decide"), TARGETS)
    python, r = translation.emitted["pandas"].text, translation.emitted["r"].text
    assert "def all_months(wages):" in python and "all_months <- function(wages) {" in r
    assert "def by_year(wages):" in python and "by_year <- function(wages) {" in r
    assert "def year_sums(wages, sums, from_, to):" in python and "range(from_, to + 1)" in python
    assert 'sums["last"] = float(to)' in python
    assert "year_sums <- function(wages, sums, from, to) {" in r and "sas_seq(from, to)" in r
    assert "weights(rows)" in python and "weights <- function(rows) {" in r
