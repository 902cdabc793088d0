"""No text makes the reader raise, hang or lose its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PIECES = [
    "data", "a", "x", "=", "1", ";", " ", "\n", "*", "/*", "*/", "%*", "'", '"', "&", "&&x", "%", "%let ", "%m", "%m(", "&x.",
    "(", ")", ",", "datalines;", "\n;\n", "%macro m(p, q=1);", "%mend;", "%if ", "%then ", "%else ", "%do;", "%do i=1 %to 2;",
    "%end;", "%put ", "%eval(", "%str(", "%nrstr(", "%upcase(", "%sysfunc(upcase(", "%scan(", "%unquote(", "%superq(x)",
    "%include 'none.sas';", "%global ", "%local ", "%goto l;", "%l:", "%return;", "%abort;", "%symdel x;", "proc sql;",
    "run;", "quit;", "%by ", "%to ", "%sysevalf(", "%bquote(", "%'", "/ parmbuff", "%sysexec x;", "%&x", "&x&x", "\x00", "å",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_text(read: Any, pieces: list[str]) -> None:
    text = "".join(pieces)
    result = read("%let x=v; " + text)
    for step in result.statements:
        for statement in step:
            assert statement.tokens
            assert all(token.kind in KINDS and token.text for token in statement.tokens)


KINDS = {"NAME", "NUMBER", "STRING", "OPERATOR", "MACRO", "BAD", "DATALINES"}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=20))
def test_any_macro_body(read: Any, pieces: list[str]) -> None:
    read("%let x=v; %macro t(a, b=2); " + "".join(pieces) + " %mend; %t(1) data z; run;")


def test_many_null_statements(read: Any) -> None:
    result = read("%macro n; %mend; " + "%n;\n" * 20000 + "data a; run;")
    assert result.steps == ["data a"]


def test_loops_that_write_without_end(read: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("translator.frontend.macro.control.MOST_WRITTEN", 50)
    result = read("%macro m; %do %while(1); data b; run; %end; %mend; %m data a; run;")
    assert "E0008" in result.codes
    assert result.steps == ["data b"] * 51 + ["data a"]


@pytest.mark.parametrize(
    "loop", ["%do %while(1); %end;", "%do %until(0); %end;", "%l: %goto l;", "%do i=1 %to 2; %let i=0; %end;"]
)
def test_loops_without_end(read: Any, monkeypatch: Any, loop: str) -> None:
    monkeypatch.setattr("translator.frontend.macro.control.MOST_ROUNDS", 1000)
    result = read(f"%macro m; {loop} %mend; %m data a; run;")
    assert "E0008" in result.codes and result.steps == ["data a"]


def test_values_that_refer_to_themselves(read: Any) -> None:
    def on_step(shown: str, state: Any, reader: Any) -> None:
        state.set("a", "&b")
        state.set("b", "x&a")

    result = read("data _null_; run; %put &a; data c; x=&a; run;", on_step)
    assert result.codes == ["E0020", "E0020"]
