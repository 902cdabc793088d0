"""Which columns count as sums: the rule that stands at the head of equivalence/provenance.py."""

from __future__ import annotations

import pytest

from equivalence.engines import Job, run_job
from translator.pipeline.programs import Program

START = "data a; input g $ x y @@; z = x + y; datalines;\na 1 2 b 3 4\n;\n"
MEANS = "proc means data=a noprint; class g; var x; output out=m mean=mean n=n; run;\n"

CASES = {
    "a DATA step alone sums nothing": ("data b; set a; total + x; m = mean(of x y z); run;", {}),
    "statistics of a PROC, not its classes": (MEANS, {"m": ["mean", "n"]}),
    "what is computed from a statistic": (
        MEANS + "data b; merge a m(rename=(mean=centre)); by g; d = x - centre; e = d ** 2; f = x + 1; run;",
        {"m": ["mean", "n"], "b": ["centre", "n", "d", "e"]},
    ),
    "an array over a statistic": (
        MEANS + "data b; set m; array v{2} mean other; other = 1; v{2} = v{1}; run;",
        {"m": ["mean", "n"], "b": ["mean", "n", "other"]},
    ),
    "sorting moves": (MEANS + "proc sort data=m out=s; by g; run;", {"m": ["mean", "n"], "s": ["mean", "n"]}),
    "turned round": (
        MEANS + "proc transpose data=m out=t; by _type_; var mean; run; proc transpose data=a out=u; run;",
        {"m": ["mean", "n"], "t": ["COL1", "COL2"]},
    ),
    "SQL: summary functions but for counts and extremes": (
        "proc sql; create table q as select g, x + 1 as one, sum(y) as s, count(*) as n, max(x) as hi, "
        "calculated s / 2 as half from a group by g; create table r as select g, half from q; quit;",
        {"q": ["s", "half"], "r": ["half"]},
    ),
    "percentages of FREQ": ("proc freq data=a noprint; tables g / out=f; run;", {"f": ["COUNT", "PERCENT"]}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sums"), CASES.values(), ids=CASES)
def test_summed_columns(tmp_path, text, sums):
    file = tmp_path / "p.sas"
    file.write_text(START + text)
    result = run_job(Job(Program(file, "p", str(file)), "reference", steps=True))
    assert result.status == "ok", result.log
    found = {}
    for step in result.steps:
        found |= step.sums
    assert found == sums
