"""Statements and steps: where they begin and end, and when they are yielded."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("data a; x=1; run; proc print; run;", ["data a; x=1", "proc print"]),
        ("data a; x=1; data b; proc print;", ["data a; x=1", "data b", "proc print"]),
        (
            "title 'a'; data a; title 'b'; run; options ls=80;",
            ["title 'a'", "data a; title 'b'", "options ls=80"],
        ),
        ("data a; run; run; quit; ;;", ["data a"]),
        ("data a; data=5; run=1; x=data; run;", ["data a; data=5; run=1; x=data"]),
        ("proc means; var x; quit; x 'ls';", ["proc means; var x", "x 'ls'"]),
        ("data a; if x then; else y=1; ; run;", ["data a; if x then; else y=1"]),
        ("data a; run; endsas; data b; run;", ["data a"]),
        (
            "data a; input x; cards;\n1\n;\n%let n=1; proc print; run;",
            ["data a; input x; cards <1>", "proc print"],
        ),
        ("data a; input x; cards;\n;\nrun;", ["data a; input x; cards <>"]),
        ("data;run;", ["data"]),
    ],
)
def test_steps(read: Any, text: str, steps: list[str]) -> None:
    assert read(text).steps == steps


def test_sql_statements_are_yielded_one_by_one(read: Any) -> None:
    seen: list[tuple[str, str | None]] = []

    def on_step(shown: str, state: Any, reader: Any) -> None:
        seen.append((shown, state.get("n")))
        state.set("n", str(len(seen)))

    text = "proc sql noprint; create table a as select 1 from b; select &n; title 't'; run; select &n; quit; data a; run;"
    steps = read(text, on_step).steps
    assert steps == [
        "proc sql noprint; create table a as select 1 from b",
        "proc sql noprint; select 1",
        "title 't'",
        "proc sql noprint; select 3",
        "data a",
    ]


def test_sql_without_statements(read: Any) -> None:
    assert read("proc sql; quit;").steps == ["proc sql"]


def test_run_groups(read: Any) -> None:
    text = (
        "proc datasets lib=work; delete a; run; modify b; run; quit; proc reg; model y=x; run; data c; run;"
    )
    assert read(text).steps == [
        "proc datasets lib=work; delete a",
        "proc datasets lib=work; modify b",
        "proc reg; model y=x",
        "data c",
    ]


def test_run_cancel_is_reported(read: Any) -> None:
    result = read("data a; x=1; run cancel; data b; run;")
    assert result.steps == ["data b"] and result.codes == ["E0021"]


def test_nothing_is_read_before_it_is_asked_for(read: Any) -> None:
    """A value that a step makes is seen by the text after its boundary (CALL SYMPUT)."""

    def on_step(shown: str, state: Any, reader: Any) -> None:
        state.set("n", "7")

    result = read("%let n=1; data a; x=&n; run; data b; x=&n; data c&n; y=&n; run;", on_step)
    assert result.steps == ["data a; x=1", "data b; x=7", "data c7; y=7"]


def test_boundary_before_a_reference(read: Any) -> None:
    """The step ends at the word DATA, before the name that follows is resolved."""

    def on_step(shown: str, state: Any, reader: Any) -> None:
        state.set("n", "7")

    assert read("%let n=1; data a; data b&n; run;", on_step).steps == ["data a", "data b7"]


def test_call_execute(read: Any) -> None:
    """Macro code in the argument runs at once, the statements after the step; %NRSTR puts macro code off.

    (Macro Language Reference, CALL EXECUTE.)
    """

    def on_step(shown: str, state: Any, reader: Any) -> None:
        if shown == "data a":
            reader.push_text("data x; %let early=yes; z=&n; ", "execute", "CALL EXECUTE")
            reader.push_text(
                "run; %nrstr(%let) late=&n; %nrstr(data y; z=&n; run;)", "execute", "CALL EXECUTE"
            )
            state.set("n", "2")

    result = read("%let n=1; data a; data b&n; run;", on_step)
    assert result.steps == ["data a", "data x; z=1", "data y; z=2", "data b2"]
    assert result.variables["LATE"] == "1" and result.variables["EARLY"] == "yes"


def test_pushed_text_inside_a_macro(read: Any) -> None:
    def on_step(shown: str, state: Any, reader: Any) -> None:
        if shown.startswith("data a"):
            reader.push_text(f"proc print data={shown[5:]}; run;", "execute", "CALL EXECUTE")

    result = read("%macro m; %do i=1 %to 2; data a&i; run; %end; %mend; %m data z; run;", on_step)
    assert result.steps == ["data a1", "proc print data=a1", "data a2", "proc print data=a2", "data z"]


def test_comments_go_to_the_next_statement(read: Any) -> None:
    text = "/* top */ data a; * one; x=1; /* two */ /* three */ ; y=2; /* last */ run; proc print; run;"
    result = read(text)
    found = [statement.comments for step in result.statements for statement in step]
    assert found == [("/* top */",), ("* one;",), ("/* two */", "/* three */"), ("/* last */",)]


def test_comments_of_macros(read: Any) -> None:
    text = "%macro m; /* in */ data a; * star; x=1; run; %mend;\n/* call */ %m"
    result = read(text)
    found = [statement.comments for step in result.statements for statement in step if statement.comments]
    assert found[-2:] == [("/* call */", "/* in */"), ("* star;",)]


def test_missing_semicolon_at_the_end(read: Any) -> None:
    result = read("data a; x = 1")
    assert result.steps == ["data a; x = 1"] and result.codes == ["E0007"]
    assert result.statements[0][-1].end.kind == "END"


@pytest.mark.parametrize(
    ("text", "code"),
    [("data a; x='b;\nrun;", "E0003"), ("data a; run; /* x", "E0004"), ("data a; x=\x07; run;", "E0005"),
     ("data a; input x; cards; 1\n2\n;", "E0009")],
)  # fmt: skip
def test_bad_text_is_reported(read: Any, text: str, code: str) -> None:
    result = read(text)
    assert result.codes == [code] and result.steps[0].startswith("data a")


def test_a_file_that_is_no_program_says_so_once(read: Any) -> None:
    result = read("data a; x=" + "\x07 " * 500 + "; run;")
    assert result.codes.count("E0005") == 10


def test_origin(read: Any) -> None:
    result = read("%let v=7;\n%macro m(p);\n data &p;\n x=&v; run;\n%mend;\n%m(out)")
    name = result.statements[0][0].tokens[1]
    assert name.text == "out" and name.line == 3
    assert name.via.how == "argument" and name.via.at.via.how == "macro body"
    assert name.outermost.text == "%m" and name.outermost.line == 6
    value = result.statements[0][1].tokens[2]
    assert (value.text, value.via.how, value.via.name) == ("7", "variable", "v")
    word = result.statements[0][0].tokens[0]
    assert (word.via.how, word.via.name) == ("macro body", "M")


def test_text_that_the_last_step_makes(read: Any) -> None:
    def on_step(shown: str, state: Any, reader: Any) -> None:
        if shown == "data a":
            reader.push_text("data b; run;", "execute", "CALL EXECUTE")

    assert read("data a;", on_step).steps == ["data a", "data b"]


def test_ds2_is_one_step(read: Any) -> None:
    text = "proc ds2; data out; method run(); set a; end; enddata; run; quit; data b; run;"
    assert read(text).steps == ["proc ds2; data out; method run(); set a; end; enddata; run", "data b"]
