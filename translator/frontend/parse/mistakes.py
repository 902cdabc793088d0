"""Why an expression could not be read: the diagnostic's code and message.

grammars/errors.toml holds examples of mistakes with their codes. They are read on the first mistake; the state
and the terminal where each gets stuck then name the code (the idea of Lark's `match_examples`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from translator.frontend.parse.cursor import Cursor, Unreadable
from translator.frontend.parse.lalr import Stuck
from translator.lang.source import Token


def explain(cursor: Cursor, stuck: Stuck, start: int) -> tuple[str, str]:
    """Return (code, message) for a reading that got stuck at the cursor; `start` is where the expression began."""
    exact, by_state = _learned()
    terminal = stuck.terminal if cursor.position < cursor.size else ""
    row = exact.get((stuck.state, terminal)) or by_state.get(stuck.state)
    if row is None:
        return "E0119", f"the expression cannot go on with {cursor.found()}"
    before = cursor.tokens[cursor.position - 1].text if cursor.position > start else ""
    return row[0], row[1].format(found=cursor.found(), before=repr(before))


@cache
def rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of errors.toml: "expression" and "statement"."""
    text = resources.files("grammars").joinpath("errors.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _learned() -> tuple[dict[tuple[int, str], tuple[str, str]], dict[int, tuple[str, str]]]:
    """Code and message by (state, terminal) and by state; the terminal is "" at the end of the statement."""
    exact: dict[tuple[int, str], tuple[str, str]] = {}
    by_state: dict[int, tuple[str, str]] = {}
    for row in rows()["expression"]:
        meaning = (row["code"], row["message"])
        for example in row["examples"]:
            found = _where_stuck(example)
            if found is not None:
                exact.setdefault(found, meaning)
                by_state.setdefault(found[0], meaning)
    return exact, by_state


def _where_stuck(example: str) -> tuple[int, str] | None:
    """State and terminal where the example gets stuck."""
    from translator.frontend.parse.dialects import DATA, ExpressionLexer
    from translator.frontend.parse.expressions import machine
    from translator.frontend.parse.lalr import parse
    from translator.frontend.scan import lean
    from translator.lang.source import Source
    from translator.lang.tokens import OPERATOR

    source = Source("errors.toml", example)
    tokens: list[Token] = lean(source).tokens
    cursor = Cursor(tokens, Token(OPERATOR, "", source, len(example), len(example)))
    made, makers = machine()
    try:
        parse(made, makers, "expression", ExpressionLexer(cursor, DATA))
    except Stuck as stuck:
        return stuck.state, stuck.terminal if cursor.position < cursor.size else ""
    except Unreadable:
        return None
    return None
