"""Statements of PROC SQL, read with grammars/expression.lark and grammars/sql.lark."""

from __future__ import annotations

from functools import cache
from typing import Any

from translator.frontend.parse.cursor import Cursor, source_text
from translator.frontend.parse.lalr import Maker, Stuck, bind, parse
from translator.frontend.parse.sql_actions import ACTIONS
from translator.frontend.parse.sql_lexer import SQL, SqlLexer
from translator.frontend.parse.sql_passed import PASS_THROUGH, pass_through
from translator.frontend.parse.tables import Tables, tables
from translator.frontend.parse.words import suggest
from translator.lang import statements as s
from translator.lang.syntax_sql import Reset
from translator.lang.tokens import NUMBER

Where = dict[str, Any]
_STATEMENTS = frozenset(
    ("select", "create", "insert", "update", "delete", "alter", "drop", "describe", "validate", "reset", "connect",
     "execute", "disconnect")
)  # fmt: skip


@cache
def machine() -> tuple[Tables, list[Maker | None]]:
    """The tables of the SQL grammar with what their productions make."""
    made = tables(("expression.lark", "sql.lark"), ("sql_statement",))
    return made, bind(made, ACTIONS)


def read_sql(cursor: Cursor, where: Where) -> s.Statement:
    """One SQL statement; raises Unreadable (E0118) for what is no SQL."""
    word = cursor.word
    if word in PASS_THROUGH:
        return s.SqlStatement(query=pass_through(cursor), **where)
    if word == "reset":
        return s.SqlStatement(query=_reset(cursor), **where)
    if word not in _STATEMENTS and cursor.text != "(":
        cursor.fail("E0100", f"{cursor.found()} begins no statement of PROC SQL{suggest(word, _STATEMENTS)}")
    made, makers = machine()
    try:
        query = parse(made, makers, "sql_statement", SqlLexer(cursor, SQL))
    except Stuck as stuck:
        cursor.fail("E0118", _explain(cursor, stuck))
    if not cursor.done:
        message = f"unexpected {cursor.found()}{suggest(cursor.word, _CLAUSES)}"
        cursor.fail("E0118", message)
    return s.SqlStatement(query=query, **where)


_CLAUSES = ("from", "where", "group", "order", "having", "into", "union", "except", "intersect", "join", "left",
            "right", "inner", "full", "as", "on", "separated", "desc")  # fmt: skip


def _reset(cursor: Cursor) -> Reset:
    at = cursor.take()
    options: list[tuple[str, str]] = []
    while not cursor.done:
        name = cursor.name("an option").lower()
        value = ""
        if cursor.accept("=") and not cursor.done and cursor.text_at(1) != "=":  # `outobs=;` sets it back
            value = source_text([cursor.take()])
            if name == "flow" and not cursor.done and cursor.token.kind == NUMBER:  # FLOW=n m
                value = f"{value} {source_text([cursor.take()])}"
        options.append((name, value))
    return Reset(tuple(options), at)


def _explain(cursor: Cursor, stuck: Stuck) -> str:
    """What was expected, in words where it is one thing."""
    expected = sorted({name.strip("_") for name in stuck.expected if name in _NAMED})
    wanted = f": expected {' or '.join(expected)}" if 0 < len(expected) <= 3 else ""
    hint = suggest(cursor.word, _CLAUSES)
    before = cursor.tokens[cursor.position - 1].text if cursor.position else ""
    return f"the SQL cannot go on with {cursor.found()} after {before!r}{wanted}{hint}"


_NAMED = frozenset(
    (
        "_FROM",
        "_ON",
        "_AS",
        "_BY",
        "_JOIN",
        "_THEN",
        "_END",
        "_INTO",
        "_SET",
        "_TABLE",
        "TABLE",
        "NAME",
        "_RP",
    )
)
