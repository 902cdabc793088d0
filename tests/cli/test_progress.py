"""Progress on long work where standard error is no terminal: plain lines, now and then."""

from __future__ import annotations

import pytest

from translator.cli import console


def test_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 11.0, 11.0, 12.0, 25.0, 25.0])
    monkeypatch.setattr(console.time, "monotonic", lambda: next(clock))
    with console.progress(9, "checking") as step:
        for name in ("a.sas", "b.sas", "c.sas", "d.sas"):
            step(name)
    assert capsys.readouterr().err.splitlines() == ["checking: 2 of 9, b.sas", "checking: 4 of 9, d.sas"]


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(console, "BEAT", 0.0)
    with console.progress(9, "checking", quiet=True) as step:
        step("a.sas")
    assert capsys.readouterr().err == ""
