"""Loops over steps that are too long to be written out: the run goes round them, and the results are those of all rounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.fuzz.running import run_text
from equivalence.results import dump
from translator.frontend.macro import control
from translator.pipeline.programs import Program
from translator.pipeline.translate import TARGETS, translate_program

PROGRAM = """
%macro one(i, base);
  data g; length gene $15; gene = "g&i"; v = &i * 2; run;
  proc append base=&base data=g; run;
%mend;
%macro big(n, m);
  %do j = 1 %to &m;
    %do i = 1 %to &n; %one(&i, all&j) %end;
  %end;
%mend;
%macro vars(n); %do i = 1 %to &n; x&i = &i; %end; %mend;
data all1 all2; length gene $15 v 8; stop; run;
%big(4, 2)
%macro named(n); %do i = 1 %to &n; data = &i; %end; %mend;
data wide; %vars(6) y = sum(of x1-x6); keep y; run;
data word; %named(6) run;
"""


@pytest.mark.parametrize("engine", ["reference", "pandas", pytest.param("r", marks=pytest.mark.r)])
@pytest.mark.parametrize("most", [3, 1000])
def test_the_run_goes_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, most: int) -> None:
    monkeypatch.setattr(control, "MOST_EXPANDED", most)
    result = run_text(PROGRAM, engine, tmp_path, 60)
    assert result.status == "ok", dump(result)
    found = {name: [list(row) for row in data.rows] for name, data in result.datasets.items()}
    rows = [["g1", 2.0], ["g2", 4.0], ["g3", 6.0], ["g4", 8.0]]
    assert (found["all1"], found["all2"], found["wide"]) == (rows, rows, [[21.0]])
    assert found["word"] == [[6.0]]  # a variable named data begins no step


def test_what_the_rounds_would_write_stands_once(tmp_path: Path) -> None:
    """A hundred thousand rounds are translated as one: within seconds, in a few lines."""
    path = tmp_path / "p.sas"
    path.write_text("%macro m; %do i = 1 %to 100000; data d&i; x = &i; run; %end; %mend;\n%m\n")
    made = translate_program(Program(path, "p", str(path)), TARGETS)
    assert len(made.plan.steps) < 10
    assert set(made.emitted) == set(TARGETS)
