"""TITLE lines of printed tables that hang on the run, on every engine.

SAS Global Statements: Reference, "TITLE Statement": a line is in force until the next TITLE statement; a macro variable in
it has the value of the time when the statement is executed.
"""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from tests.procs.results import results_of

SAS = """
data s;
  input g $ x;
datalines;
a 1
b 5
;
proc sql noprint;
  select mean(x), count(*) into :m trimmed, :n trimmed from s;
quit;
title 'Start';
proc print data=s; run;
%macro shown;
  %if &m > 2 %then %do; title "High: &m"; %end;
  %else %do; title 'Low'; %end;
  proc print data=s; run;
  %do i = 1 %to &n;
    proc means data=s sum; var x; run;
    title "Round &i done";
  %end;
  proc freq data=s; tables g; run;
  %if &n = 1 %then %do; title 'One'; %end;
  proc tabulate data=s; class g; var x; table g, x*sum; run;
  %let m = 99;
  proc sql; select * from s; quit;
  title;
  proc sql; select g from s; quit;
%mend;
%shown
title2 "Second &m";
proc report data=s nowd; column g x; run;
title "Own &n";
proc contents data=s; run;
data _null_; call symputx('n', 7); run;
proc contents data=s; run;
"""
TITLES = [
    "Start", "High: 3", "High: 3", "Round 1 done", "Round 2 done", "Round 2 done", "Round 2 done", "", "", "Own 2", "Own 2",
]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_titles(tmp_path, engine):
    (result,) = results_of([SAS], str(engine), tmp_path)
    assert [table["title"] for table in result["tables"]] == TITLES
    assert not any(d["code"] == "W0136" for d in result["diagnostics"])
