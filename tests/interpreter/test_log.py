"""The log's wording: messages as SAS documents them (SAS Language Reference: Concepts; DATA Step Statements)."""

from __future__ import annotations

import pytest

from tests.interpreter.runs import rows, run

CASES: dict[str, tuple[str, list[str]]] = {
    "counts": (
        "data a; x = 1; run;\ndata b; set a; run;",
        ["NOTE: There were 1 observations read from the data set WORK.A.",
         "NOTE: The data set WORK.B has 1 observations and 1 variables."],
    ),
    "division by zero": (
        "data a;\n  x = 1 / 0;\nrun;",
        ["NOTE: Division by zero detected at line 2 column 9.", "x=. _ERROR_=1 _N_=1"],
    ),
    "missing values": (
        "data a;\n  x = .;\n  do i = 1 to 2; y = x + 1; end;\nrun;",
        ["NOTE: Missing values were generated as a result of performing an operation on missing values.",
         "      Each place is given by: (Number of times) at (Line):(Column).", "      2 at 3:24"],
    ),
    "conversion to character": (
        "data a; x = 1; y = x || 'a'; run;",
        ["NOTE: Numeric values have been converted to character values at the places given by: (Line):(Column)."],
    ),
    "conversion to a number": (
        "data a; c = 'z'; y = c * 1; run;",
        ["NOTE: Character values have been converted to numeric values at the places given by: (Line):(Column).",
         "NOTE: Invalid numeric data, c='z' , at line 1 column 22."],
    ),
    "uninitialized": ("data a; y = x; run;", ["NOTE: Variable x is uninitialized."]),
    "names never used": (
        "data a; x = 1; drop zz; run;",
        ["WARNING: The variable zz in the DROP, KEEP, or RENAME list has never been referenced."],
    ),
    "unknown function": (
        "data a; x = nosuchfn(1); run;",
        ["ERROR 68-185: The function NOSUCHFN is unknown, or cannot be accessed."],
    ),
    "subscript": (
        "data a; array v{2}; i = 3; v{i} = 1; run;", ["ERROR: Array subscript out of range at line 1 column 28."],
    ),
    "SELECT": (
        "data a; x = 9; select (x); when (1); end; run;",
        ["ERROR: Unsatisfied WHEN clause and no OTHERWISE clause at line 1 column 16."],
    ),
    "both kinds": (
        "data a; x = 1; run; data b; x = 'a'; run; data c; set a b; run;",
        ["ERROR: Variable x has been defined as both character and numeric."],
    ),
    "lengths": (
        "data a; s = 'a'; run; data b; s = 'abc'; run; data c; set a b; run;",
        ["WARNING: Multiple lengths were specified for the variable s by input data set(s). This can cause truncation "
         "of data."],
    ),
    "invalid data": (
        "data a; input x; datalines;\nabc\n;", ["NOTE: Invalid data for x in line 2 1-3.", "x=. _ERROR_=1 _N_=1"],
    ),
    "lost card": ("data a; input x y; datalines;\n1\n;", ["NOTE: LOST CARD."]),
    "new line": (
        "data a; input x y; datalines;\n1\n2\n;",
        ["NOTE: SAS went to a new line when INPUT statement reached past the end of a line."],
    ),
    "repeats of BY values": (
        "data a; do i = 1, 1; output; end; run; data b; merge a a; by i; run;",
        ["NOTE: MERGE statement has more than one data set with repeats of BY values."],
    ),
    "function's argument": ("data a; x = log(-1); run;", ["NOTE: Invalid argument to function LOG(-1) at line 1 column 13."]),
    "SUBSTR": ("data a; x = substr('abc', 5); run;", ["NOTE: Invalid second argument to function SUBSTR at line 1 column 13."]),
    "looping": ("data a; x = 1; run; data b; if 0 then set a; run;", ["NOTE: DATA STEP stopped due to looping."]),
    "small format": (
        "data _null_; x = 12345; put x 3.; run;",
        ['NOTE: At least one W.D format was too small for the number to be printed. The decimal may be shifted by the "BEST" format.'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_log(name: str) -> None:
    program, expected = CASES[name]
    log = run(program).log
    for line in expected:
        assert line in log, log


def test_a_stopped_step_does_not_replace() -> None:
    session = run("data a; x = 1; run; data a; array v{2}; do i = 1 to 3; v{i} = i; end; run;")
    assert rows(session, "a") == [[1]]
    assert "WARNING: Data set WORK.A was not replaced because this step was stopped." in session.log


def test_diagnostics_have_places() -> None:
    found = run("data a;\n  set nosuch;\nrun;").diagnostics
    assert [(d.code, d.severity, d.line) for d in found] == [("R0003", "error", 2)]
