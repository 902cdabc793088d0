"""Each gate closes on what it is there for, on both targets, and says so with its code."""

from __future__ import annotations

import pytest

from tests.holes.answers import PYTHON, R
from translator.holes.gates import Gate, Reference
from translator.holes.judge import judge


def test_gates_are_in_the_documented_order():
    assert [gate.name for gate in sorted(Gate)] == ["REFUSED", "PARSES", "SAFE", "RUNS", "AGREES", "SIGNED"]


def test_a_good_answer_runs_on_pandas(contract):
    verdict = judge(contract, "pandas", PYTHON)
    assert (verdict.gate, verdict.finding, verdict.accepted) == (Gate.RUNS, None, True)


@pytest.mark.r
def test_a_good_answer_runs_on_r(contract):
    verdict = judge(contract, "r", R)
    assert (verdict.gate, verdict.finding, verdict.accepted) == (Gate.RUNS, None, True)


REFERENCE = Reference(
    {"sales": {"region": ["East", "West", "East", "West"], "x": [1.0, 5.0, 2.0, None]}},
    ({"region": ["East", "West"], "m": [1.5, 5.0]},),
)


@pytest.mark.parametrize("target", ["pandas", pytest.param("r", marks=pytest.mark.r)])
def test_agrees_with_a_recorded_result(contract, target):
    assert judge(contract, target, PYTHON if target == "pandas" else R, REFERENCE).gate == Gate.AGREES


def test_a_wrong_result_is_told_without_its_value(contract):
    wrong = PYTHON.replace(".mean()", ".max()")
    verdict = judge(contract, "pandas", wrong, REFERENCE)
    assert (verdict.gate, verdict.accepted, verdict.finding.code) == (Gate.RUNS, False, "X0045")
    assert verdict.finding.message == "column m of table means is wrong in 1 of 2 rows"


def body(line):
    return f"def hole_0001(sales):\n    {line}\n"


PYTHON_REFUSED = {
    "no python": ("def hole_0001(sales: return 1", "X0040"),
    "another name": (PYTHON.replace("hole_0001", "fill"), "X0041"),
    "another argument": (PYTHON.replace("(sales)", "(sales, more)"), "X0041"),
    "a default": (PYTHON.replace("(sales)", "(sales=None)"), "X0041"),
    "more arguments": (PYTHON.replace("(sales)", "(sales, *rest)"), "X0041"),
    "a statement beside": (PYTHON + "\nprint('hello')\n", "X0041"),
    "two functions": (PYTHON + "\ndef more():\n    pass\n", "X0041"),
    "a decorator": ("@property\n" + body("return sales"), "X0041"),
    "os": ("import os\n" + body("return sales"), "X0042"),
    "part of a module": ("from os import path\n" + body("return sales"), "X0042"),
    "star": ("from math import *\n" + body("return sales"), "X0042"),
    "import inside": (body("import subprocess\n    return sales"), "X0042"),
    "open": (body("return open('/etc/passwd')"), "X0042"),
    "eval": (body("return eval('sales')"), "X0042"),
    "getattr": (body("return getattr(sales, 'x')"), "X0042"),
    "dunder": (body("return sales.__class__"), "X0042"),
    "private": (body("return sales._mgr"), "X0042"),
    "writes": (body("return sales.to_csv('/tmp/x')"), "X0042"),
    "reads": ("import pandas as pd\n" + body("return pd.read_csv('/etc/passwd')"), "X0042"),
    "by name": (body("return sales.agg('to_csv')"), "X0042"),
    "by a computed name": (body("return sales.agg('to_' + 'csv')"), "X0042"),
    "by a kept name": (body("f = 'to_' + 'csv'\n    return sales.agg(f)"), "X0042"),
    "query": (body("return sales.query('x > 1')"), "X0042"),
    "format": (body("return '{0.x}'.format(sales)"), "X0042"),
    "a module's module": ("import numpy as np\n" + body("return np.lib.npyio"), "X0042"),
    "a class": (body("class A: pass\n    return sales"), "X0042"),
    "unknown": (body("return salez"), "X0042"),
    "raises": (body("raise ValueError('no')"), "X0043"),
    "other columns": (PYTHON.replace('"m":', '"mm":'), "X0044"),
    "columns in another order": (
        PYTHON.replace('"region": means.index.astype("str"), "m": means.to_numpy()', '"m": means.to_numpy(), "region": means.index'),
        "X0044",
    ),
    "text for numbers": (PYTHON.replace("means.to_numpy()", "means.index"), "X0044"),
    "no table": (body("return 1"), "X0043"),
}  # fmt: skip


@pytest.mark.parametrize("case", PYTHON_REFUSED)
def test_refused_in_python(contract, case):
    code, expected = PYTHON_REFUSED[case]
    verdict = judge(contract, "pandas", code)
    assert (verdict.accepted, verdict.finding.code) == (False, expected)


def test_time_is_limited(contract):
    verdict = judge(contract, "pandas", body("while True: pass"), seconds=2)
    assert (verdict.gate, verdict.finding.code) == (Gate.SAFE, "X0043")


R_REFUSED = {
    "no r": ("hole_0001 <- function(sales {", "X0040"),
    "another name": (R.replace("hole_0001", "fill"), "X0041"),
    "another argument": (R.replace("(sales)", "(x)"), "X0041"),
    "a default": (R.replace("(sales)", "(sales = 1)"), "X0041"),
    "something beside": (R + "\nx <- 1\n", "X0041"),
    "system": ("hole_0001 <- function(sales) system('ls')", "X0042"),
    "under another name": ("hole_0001 <- function(sales) { f <- system\n f('ls') }", "X0042"),
    "by its name": ("hole_0001 <- function(sales) sapply(sales, 'system')", "X0042"),
    "another package": ("hole_0001 <- function(sales) utils::read.csv('x')", "X0042"),
    "three colons": ("hole_0001 <- function(sales) dplyr:::x(sales)", "X0042"),
    "library": ("hole_0001 <- function(sales) { library(tools)\n sales }", "X0042"),
    "eval": ("hole_0001 <- function(sales) eval(parse(text = 'sales'))", "X0042"),
    "computed": ("hole_0001 <- function(sales) (function(x) x)(sales)", "X0042"),
    "outwards": ("hole_0001 <- function(sales) { x <<- 1\n sales }", "X0042"),
    "other columns": (R.replace("summarise(m =", "summarise(q = 1, m ="), "X0044"),
    "stops": ("hole_0001 <- function(sales) stop('no')", "X0043"),
}


@pytest.mark.r
@pytest.mark.parametrize("case", R_REFUSED)
def test_refused_in_r(contract, case):
    code, expected = R_REFUSED[case]
    verdict = judge(contract, "r", code)
    assert (verdict.accepted, verdict.finding.code) == (False, expected)
