"""Where a macro variable that only the run knows cannot be carried over, that is said: nothing is dropped or kept as a text."""

from __future__ import annotations

import pytest

from tests.cli.command import saslift

SETUP = "data a; x = 1; call symputx('n', 2); run;\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("proc rank data=a groups=&n out=r; var x; run;", "H0103"),
        ("proc standard data=a mean=&n out=r; var x; run;", "H0103"),
        ('proc transpose data=a prefix="p&n" out=r; run;', "H0103"),
        ("proc means data=a maxdec=&n; var x; run;", "H0103"),
        ("proc sql outobs=&n; create table r as select * from a; quit;", "H0103"),
        ("options obs=&n;", "H0103"),
        ('options missing="&n";', "H0103"),
        ("proc format; value f 1 = \"one &n\"; run;", "H0201"),
        ('data r; set a; label x = "The &n"; run;', "W0136"),
        ('data r(label="The &n"); set a; run;', "W0136"),
        ('proc sql; create table r as select x label="The &n" from a; quit;', "W0136"),
        ('proc report data=a; column x; define x / "The (N=&n)"; run;', "W0136"),
    ],
)  # fmt: skip
def test_it_is_said(tmp_path, monkeypatch, text, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(f"{SETUP}{text}\n")
    done = saslift("translate", "p.sas", "--to", "pandas", "--out", "out")
    assert f"[{code}]" in done.out
