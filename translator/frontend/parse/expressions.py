"""Reads expressions out of a statement's tokens."""

from __future__ import annotations

from functools import cache

from translator.frontend.parse.cursor import Cursor, Unreadable
from translator.frontend.parse.dialects import DATA, WHERE, ExpressionLexer, string_value
from translator.frontend.parse.expression_actions import ACTIONS
from translator.frontend.parse.lalr import Maker, Stuck, bind, parse
from translator.frontend.parse.literals import number_value
from translator.frontend.parse.mistakes import explain
from translator.frontend.parse.negation import warn_of_negations
from translator.frontend.parse.tables import Tables, tables
from translator.lang.source import Token
from translator.lang.syntax import Expr, Number, Var
from translator.lang.tokens import NAME, NUMBER, OPERATOR, STRING

FILES = ("expression.lark",)
STARTS = ("expression",)


@cache
def machine() -> tuple[Tables, list[Maker | None]]:
    """The tables of the expression grammar with what their productions make."""
    made = tables(FILES, STARTS)
    return made, bind(made, ACTIONS)


def read_expression(cursor: Cursor, *, where: bool = False) -> Expr:
    """Read the longest expression at the cursor; raises Unreadable where there is none.

    `where`: the operators of WHERE expressions hold, NOT binds weaker than comparisons and `<>` is NE.
    """
    # Most expressions are one token before a closing mark or the end.
    place = cursor.position
    tokens = cursor.tokens
    if place < cursor.size and (place + 1 == cursor.size or tokens[place + 1].text in _CLOSING):
        token = tokens[place]
        kind = token.kind
        if kind == NAME:
            cursor.position = place + 1
            return Var(token.text, token)
        if kind == NUMBER:
            cursor.position = place + 1
            return Number(number_value(token), "", token)
        if kind == STRING and token.text[-1] not in "nN":
            cursor.position = place + 1
            return string_value(token, cursor)
    made, makers = machine()
    try:
        result: Expr = parse(made, makers, "expression", ExpressionLexer(cursor, WHERE if where else DATA))
    except Stuck as stuck:
        code, message = explain(cursor, stuck, place)
        cursor.fail(code, message)
    if cursor.negations:
        warn_of_negations(cursor)
    return result


_CLOSING = frozenset((")", ",", "then", "THEN", "Then", "to", "TO", "]", "}"))


def parse_expression(tokens: list[Token], where: bool = False, yearcutoff: int = 1926) -> Expr:
    """Read all of the tokens as one expression.

    Raises Unreadable, with the code of the diagnostic, for anything else.
    """
    end = Token(OPERATOR, "", tokens[-1].source, tokens[-1].end, tokens[-1].end) if tokens else _nothing()
    cursor = Cursor(tokens, end, 0, yearcutoff)
    result = read_expression(cursor, where=where)
    cursor.finish()
    return result


def _nothing() -> Token:
    from translator.lang.source import Source

    return Token(OPERATOR, "", Source("", ""), 0, 0)


__all__ = ["Unreadable", "parse_expression", "read_expression"]
