"""Every row of grammars/errors.toml gives its code, and a broken statement does not take the others along."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from tests.frontend.parse.text import expression, split, step
from translator.frontend.parse import Unreadable, build_step
from translator.lang import statements as s
from translator.lang.diagnostics import Diagnostic, codes

ROWS = tomllib.loads(resources.files("grammars").joinpath("errors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("code", "text"), [(row["code"], text) for row in ROWS["expression"] for text in row["examples"]]
)
def test_expression_rows(code: str, text: str) -> None:
    with pytest.raises(Unreadable) as problem:
        expression(text)
    assert problem.value.code == code
    assert code in codes()


@pytest.mark.parametrize(
    ("code", "text"), [(row["code"], text) for row in ROWS["statement"] for text in row["examples"]]
)
def test_statement_rows(code: str, text: str) -> None:
    diagnostics: list[Diagnostic] = []
    build_step(split(text), diagnostics)
    assert [found.code for found in diagnostics] == [code]
    assert code in codes()


def test_the_rest_goes_on() -> None:
    found, diagnostics = step("data a; x = 1; ouput; if x = 1 y = 2; else z = 3; w = 4; run;")
    assert isinstance(found, s.DataStep)
    assert [type(statement).__name__ for statement in found.body] == [
        "Assign", "Unparsed", "Unparsed", "Unparsed", "Assign",
    ]  # fmt: skip
    assert [(d.code, d.line, d.column) for d in diagnostics] == [("E0100", 1, 16), ("E0103", 1, 32)]
    assert "did you mean OUTPUT?" in diagnostics[0].message


def test_an_unread_block_keeps_its_end() -> None:
    found, diagnostics = step("data a; if x = = 1 then do; y = 1; end; else do; y = 2; end; z = 1; run;")
    assert isinstance(found, s.DataStep)
    assert [d.code for d in diagnostics] == ["E0120"]
    assert isinstance(found.body[-1], s.Assign)
