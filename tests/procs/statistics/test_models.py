"""What models do not translate is refused with its code, what they do not print is warned of; data without estimates stop."""

from __future__ import annotations

import pytest

from tests.cli.command import saslift

DATA = "data a; input y x g $ t c @@; datalines;\n0 1 a 1 1 0 2 b 2 1 0 3 a 3 0 1 4 b 4 1 1 5 a 5 1 1 6 b 6 0\n;\n"


def outcome(tmp_path, monkeypatch, text, *command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(DATA + text + "\n")
    done = saslift(*command, "p.sas", "--out", "out")
    return done.out + done.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("proc logistic data=a; model y = x / link=probit; run;", "H0402"),
        ("proc logistic data=a; model y = x / selection=stepwise; run;", "H0402"),
        ("proc logistic data=a; model y = x / noint; run;", "H0402"),
        ("proc logistic data=a; model y = x / clodds=pl; run;", "H0402"),
        ("proc logistic data=a; class g / param=ordinal; model y = g; run;", "H0402"),
        ("proc logistic data=a outest=e; class g; model y = g; run;", "H0402"),
        ("proc logistic data=a; model y = x; contrast 'c' x 1; run;", "H0403"),
        ("proc logistic data=a; model y = x; output out=o h=h; run;", "H0402"),
        ("proc logistic data=a; model y = x / lackfit; run;", "W0112"),
        ("proc phreg data=a; model t*c(0) = x / ties=exact; run;", "H0402"),
        ("proc phreg data=a; model (x, t)*c(0) = y; run;", "H0403"),
        ("proc phreg data=a; class g / param=effect; model t*c(0) = g; run;", "H0402"),
        ("proc phreg data=a; model t*c(0) = x; baseline out=b; run;", "H0403"),
        ("proc reg data=a; model y = x / clb alpha=0.1; run;", "H0402"),
        ("proc reg data=a; model y = x / influence; run;", "W0112"),
        ("proc tabulate data=a out=o; by g; class g; table g all; run;", "H0402"),
        ("proc report data=a; define _numeric_ / display; define x / order; run;", "H0402"),
    ],
)
def test_it_is_said(tmp_path, monkeypatch, text, code):
    assert f"[{code}]" in outcome(tmp_path, monkeypatch, text, "translate", "--to", "pandas")


@pytest.mark.parametrize("engine", ["reference", "pandas", "r"])
def test_separated_data_have_no_estimates(tmp_path, monkeypatch, engine):
    """ "Existence of Maximum Likelihood Estimates": SAS's warning, and no values."""
    text = "proc logistic data=a; model y = x; run;"
    said = outcome(tmp_path, monkeypatch, text, "run", "--engine", engine)
    assert "complete separation of data points" in said and "[R0603]" in said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("proc glm data=a; class g; model y = g; run; means g; run; quit;", "R0061"),
        ("proc reg data=a; model y = x; run; output out=o p=p; run; quit;", "R0061"),
        ("proc lifetest data=a; time t*c(0) / eventcode=1; run;", "R0060"),
        ("proc print data=a; var y--nowhere; run;", "R0001"),
        ("proc sort data=a; by g; proc tabulate out=o; by g; class g; table g all; run;", "R0060"),
    ],
)
def test_the_reference_says_it_too(tmp_path, monkeypatch, text, code):
    assert f"[{code}]" in outcome(tmp_path, monkeypatch, text, "run", "--engine", "reference")
