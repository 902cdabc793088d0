"""What chooses or adds printed tables and is not carried out is said, not ignored."""

from __future__ import annotations

import pytest

from tests.cli.command import saslift


@pytest.mark.parametrize(
    "text",
    [
        "ods html select quantiles;",
        "ods select univariate.x.quantiles;",
        "proc means printidvars; id x; run;",
        "data b; set a; y = 1; run; proc freq data=b; tables x*y / missprint; run;",
        "proc format fmtlib; value f 1 = 'one'; run;",
    ],
)
def test_it_is_warned_of(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(f"data a; x = 1; run;\n{text}\n")
    done = saslift("translate", "p.sas", "--to", "pandas", "--out", "out")
    assert "[W0112]" in done.out


@pytest.mark.parametrize(
    "text",
    [
        "ods select all;",
        "ods exclude none;",
        "ods select none;",
        "ods select moments quantiles;",
        "ods html close;",
    ],
)
def test_what_changes_nothing_is_not(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(f"data a; x = 1; run;\n{text}\n")
    done = saslift("translate", "p.sas", "--to", "pandas", "--out", "out")
    assert "[W0112]" not in done.out
