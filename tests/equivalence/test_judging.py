"""Two runs judged: step by step, exactly or to 1E-12 as the column's way through the program says."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from equivalence.engines import Job, run_job
from equivalence.engines import pandas as pandas_engine
from equivalence.judging import Run, judge, judge_dataset
from equivalence.results import ColumnInfo, Dataset, RunResult
from translator.pipeline.programs import Program

SALES = """\
%macro by_region(what);
  proc means data=sales noprint;
    class region;
    var &what;
    output out=totals sum=total;
  run;
%mend;

data sales;
  input region $ amount;
  put region= amount=;
datalines;
East 1
West .
East 4
;
run;

%let limit = 3;
%by_region(amount)

data sales;
  set sales;
  big = amount > &limit;
run;

proc sort data=sales;
  by descending amount;
run;

data out.shares;
  set totals;
  share = total / 5;
  rows = _freq_ + 1;
run;

proc print data=sales;
run;
"""


@pytest.fixture
def run(tmp_path):
    """Run SALES on an engine, each engine in a folder of its own."""
    file = tmp_path / "sales.sas"
    file.write_text(SALES)
    (tmp_path / "lib").mkdir()

    def run(engine: str) -> Run:
        private = tmp_path / engine
        private.mkdir(exist_ok=True)
        program = Program(file, "sales", str(file))
        job = Job(program, engine, {"out": tmp_path / "lib"}, steps=True, private=private)
        return as_run(run_job(job))

    run.library = tmp_path / "lib"
    return run


def as_run(result: RunResult) -> Run:
    tables = [
        {"proc": t.proc, "name": t.name, "columns": t.columns, "rows": t.rows, "step": t.step}
        for t in result.tables
    ]
    return Run(result.datasets, tables, result.macro_vars, result.steps, result.put, result.status == "ok")


@pytest.mark.parametrize("engine", ["pandas", pytest.param("r", marks=pytest.mark.r)])
def test_every_kind_of_output_is_compared(run, engine):
    found = judge(run("reference"), run(engine))
    assert {(one.kind, one.name): one.verdict for one in found} == {
        ("data set", "sales as it was then"): "equal",
        ("data set", "totals"): "equal",
        ("data set", "sales"): "equal",
        ("data set", "out.shares"): "equal",
        ("table", "1 (PRINT Print)"): "equal",
        ("macro variable", "LIMIT"): "equal",
        ("log", "PUT lines"): "equal",
    }
    assert len(found) == 8  # SALES is replaced twice
    assert not list(run.library.iterdir())  # what engines write reaches no library
    totals = next(one for one in found if one.name == "totals")
    assert (totals.first, totals.last, totals.step) == (20, 20, "PROC MEANS (macro body BY_REGION, line 2)")


def test_the_first_step_that_differs_is_named(run, monkeypatch):
    """A generated program that is wrong from one step on: `>` has become `>=`."""
    prepare = pandas_engine.prepare

    def planted(job, result, target):
        made = prepare(job, result, target)
        text = made.emitted.text.replace("amount.gt(3)", "amount.ge(1)").replace("> 3", ">= 1")
        assert text != made.emitted.text
        made.emitted = replace(made.emitted, text=text)
        return made

    monkeypatch.setattr(pandas_engine, "prepare", planted)
    found = [one for one in judge(run("reference"), run("pandas")) if one.verdict == "differs"]
    assert [one.name for one in found] == ["sales as it was then", "sales", "1 (PRINT Print)"]
    assert (found[0].first, found[0].last, found[0].step) == (22, 24, "DATA sales")
    assert found[0].text.startswith("big: 1 of 3 values differ, first in row 1")


def test_what_a_stopped_target_did_not_make_is_not_equal(run):
    base = run("reference")
    comp = run("reference")
    comp.complete = False
    comp.steps = comp.steps[:2]
    comp.datasets = {"sales": comp.steps[0].datasets["sales"], "totals": comp.datasets["totals"]}
    comp.tables, comp.versions = [], {}
    comp.__post_init__()
    found = {f"{one.name} {one.first}": one.verdict for one in judge(base, comp)}
    assert found == {
        "sales as it was then 9": "equal", "totals 20": "equal", "sales as it was then 22": "differs",
        "sales 27": "differs", "out.shares 31": "differs", "1 (PRINT) 37": "differs", "LIMIT 0": "equal",
        "PUT lines 0": "equal",
    }  # fmt: skip


def test_sums_are_compared_to_1e_12_and_nothing_else_is():
    """DESIGN, Promises: moved or computed row by row to the last bit; sums to CRITERION=1E-12 relative."""

    def dataset(x: float) -> Dataset:
        return Dataset([ColumnInfo("x", "num"), ColumnInfo("t", "char", 3)], [[x, "å"], [nan, "b"]])

    noise = 0.1 + 0.2  # the last bit of 0.3 off
    assert judge_dataset(dataset(0.3), dataset(noise), [])[0] == "differs"
    assert judge_dataset(dataset(0.3), dataset(noise), [])[2] == "last-bit noise (order of addition)"
    assert judge_dataset(dataset(0.3), dataset(noise), ["X"])[0] == "close"
    assert judge_dataset(dataset(0.3), dataset(0.3 + 1e-11), ["X"])[0] == "differs"
    assert judge_dataset(dataset(0.3), dataset(0.3), []) == ("equal", "2 rows", "")


def test_a_put_line_and_a_cell_that_differ(run):
    base, comp = run("reference"), run("reference")
    comp.put = [*comp.put[:1], "region=West amount=0", *comp.put[2:]]
    comp.tables = [comp.tables[0] | {"rows": [list(row) for row in comp.tables[0]["rows"]]}]
    comp.tables[0]["rows"][0][2] = "5"
    comp.macro_vars = {"LIMIT": "4"}
    found = {one.name: (one.text, one.cause) for one in judge(base, comp) if one.verdict == "differs"}
    assert found == {
        "PUT lines": ("line 2 is the first that differs", ""),
        "1 (PRINT Print)": ("1 of 12 cells differ (last printed digit)", "last printed digit"),
        "LIMIT": ("has another value", ""),
    }
