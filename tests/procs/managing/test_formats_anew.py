"""CNTLIN= of a format that the program defines: the interpreter replaces it, the targets stop and never use the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text

PROGRAM = """
proc format; value age 0-<18 = 'Child' 18-high = 'Adult'; run;
proc format cntlout=c; run;
data c; set c; if label = 'Child' then label = 'Kid'; run;
proc format cntlin=c; run;
data o; g = put(5, age.); run;
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_replaced_format(engine: str, tmp_path: Path) -> None:
    result = run_text(PROGRAM, engine, tmp_path)
    if engine == "reference":
        assert [list(row) for row in result.datasets["o"].rows] == [["Kid"]]
    else:
        assert result.status == "failed"
        assert "R0612" in {d.code for d in result.diagnostics}


REFUSED = {
    "UPCASE of a control data set": (
        """data c; fmtname = 'up'; type = 'I'; start = 'A'; label = '1'; hlo = 'U'; run;
proc format cntlin=c; run; data o; x = input('a', up.); run;""",
        "R0601",
    ),
    "a width outside of MIN= and MAX=": (
        "proc format; value f (min=2 max=6) 1 = 'abc'; run; data o; t = put(1, f9.); run;",
        "H0463",
    ),
    "what hangs on the width of a format of data": (
        """data c; retain fmtname 'lab'; input start label $; datalines;
1 abc
;
proc format cntlin=c; run; data o; x = 1; t = put(x, lab.); u = t || '!'; run;""",
        "H0247",
    ),
}


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "reference"])
@pytest.mark.parametrize("what", REFUSED)
def test_refused(engine: str, what: str, tmp_path: Path) -> None:
    program, code = REFUSED[what]
    result = run_text(program, engine, tmp_path)
    assert code in {d.code for d in result.diagnostics}
