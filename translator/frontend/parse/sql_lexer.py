"""Tokens to the terminals of the SQL grammar.

A word is a keyword where the grammar accepts it; where a value is due as well, only if what follows does not make
it a column (`select case from t`, `order by desc`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translator.frontend.parse.cursor import Cursor, spelling
from translator.frontend.parse.datasets import (
    dataset_options_follow,
    read_dataset,
    read_label_text,
    read_text,
)
from translator.frontend.parse.dialects import WHERE, Candidates, Dialect, ExpressionLexer
from translator.frontend.parse.formats import format_at
from translator.frontend.parse.sql_passed import asks_connection, read_passed
from translator.lang.source import Token
from translator.lang.syntax import Dotted, Missing
from translator.lang.tokens import MACRO, NAME, NUMBER, OPERATOR, STRING


def _words(rows: str) -> dict[str, Candidates]:
    """`WORD TERMINAL/TERMINAL, …` to candidates; the word is the folded value."""
    found: dict[str, Candidates] = {}
    for row in rows.split(","):
        word, terminals = row.split()
        found[word] = tuple((terminal, word) for terminal in terminals.split("/"))
    return found


_KEYWORDS = _words(
    "from _FROM, where _WHERE, group _GROUP, order _ORDER, by _BY, having _HAVING, into _INTO, as _AS, on _ON,"
    "table _TABLE, view _VIEW, index _INDEX, values _VALUES, set _SET, add _ADD, modify _MODIFY, drop DROP,"
    "outer _OUTER, join _JOIN, inner JOIN_KIND, left JOIN_KIND, right JOIN_KIND, full JOIN_KIND, cross CROSS,"
    "natural NATURAL, union SET_OPERATOR, except SET_OPERATOR, intersect INTERSECT, all ALL/QUANTIFIER,"
    "any QUANTIFIER, some QUANTIFIER, corresponding CORRESPONDING, corr CORRESPONDING, distinct DISTINCT,"
    "unique DISTINCT, asc DIRECTION, ascending DIRECTION, desc DIRECTION, descending DIRECTION,"
    "separated _SEPARATED, trimmed TRIM, notrim TRIM, through _THROUGH, thru _THROUGH, when _WHEN, then _THEN,"
    "else _ELSE, end _END, primary _PRIMARY, key _KEY, precision _PRECISION, check _CHECK, constraint _CONSTRAINT,"
    "constraints _CONSTRAINTS, foreign _FOREIGN, references _REFERENCES, select SELECT, validate VALIDATE, create CREATE,"
    "insert INSERT, update UPDATE, delete DELETE, alter ALTER, describe DESCRIBE"
)
_BEFORE_VALUES = _words("case CASE, exists EXISTS, distinct DISTINCT, unique DISTINCT, all ALL/QUANTIFIER, any QUANTIFIER,"
                        "some QUANTIFIER, select SELECT, when _WHEN")  # fmt: skip
_TRUNCATED = ("eqt", "gtt", "ltt", "get", "let", "net")

SQL = Dialect(
    operators={**_KEYWORDS, **WHERE.operators, **{word: (("COMPARE", word),) for word in _TRUNCATED}},
    prefixes=WHERE.prefixes,
)
_MODIFIERS = frozenset(("format", "informat", "label", "length", "transcode"))
_OPERAND_MAY_FOLLOW = frozenset(("(", "-", "+", ".", "*", "$", "&", "^", "~", "¬"))


class SqlLexer(ExpressionLexer):
    """Adds names, tables, column modifiers and keywords to the terminals of expressions."""

    __slots__ = ()

    def next(self, accepted: Mapping[str, int]) -> str:
        cursor = self.cursor
        place = cursor.position
        if place >= cursor.size:
            self.before = place
            return "$END"
        token = cursor.tokens[place]
        kind = token.kind
        if kind in (NAME, MACRO, STRING):
            self.before = place
            found = self._word(token, accepted)
            if found:
                return found
        return super().next(accepted)

    def _word(self, token: Token, accepted: Mapping[str, int]) -> str:
        """Terminals that only SQL has; "" to let the expression lexer decide."""
        cursor = self.cursor
        place = cursor.position
        word = token.text.lower() if token.kind == NAME else ""
        if word == "by" and "_BY" in accepted:
            cursor.position += 1
            self.value = (word, token)
            return "_BY"
        if "OPERAND" in accepted:
            return self._value(token, word, accepted)
        if word in _MODIFIERS and "MODIFIER" in accepted and cursor.text_at(1) == "=":
            self.value = (word, _modifier(cursor, word))
            return "MODIFIER"
        if word in ("format", "informat") and "MODIFIER" in accepted:
            cursor.position += 1
            form = format_at(cursor)  # `select day format date9.`: SAS takes the equal sign as read
            if form is not None:
                self.value = (word, form)
                return "MODIFIER"
            cursor.position = place
        if token.kind == STRING and token.text[-1] in "'\"":
            if "TEXT" in accepted:
                self.value = read_text(cursor)
                return "TEXT"
            if "TABLE" not in accepted:
                return ""
        if word in ("message", "msgtype") and "MESSAGE" in accepted and cursor.text_at(1) == "=":
            cursor.position += 2
            text = read_text(cursor) if cursor.token.kind == STRING else cursor.name()
            self.value = (word, text)
            return "MESSAGE"
        if word == "on" and "REFERENTIAL" in accepted:
            self.value = _referential(cursor)
            return "REFERENTIAL"
        if word:
            for terminal, folded in self.operators.get(word, ()):
                if terminal in accepted:
                    if terminal in ("COMPARE", "IN"):
                        return ""
                    cursor.position += 1
                    self.value = (folded, token)
                    return terminal
        if word == "connection" and "PASSED" in accepted and asks_connection(cursor):
            self.value = read_passed(cursor)
            return "PASSED"
        if "TABLE" in accepted:
            self.value = read_dataset(cursor, options=dataset_options_follow(cursor))
            return "TABLE"
        if "NAME" in accepted and (cursor.is_name() or token.kind == MACRO):
            self.value = (cursor.name(), token)
            return "NAME"
        return ""

    def _value(self, token: Token, word: str, accepted: Mapping[str, int]) -> str:
        """Where a value is due."""
        cursor = self.cursor
        following = cursor.ahead()
        if (
            word == "calculated"
            and cursor.is_name(1)
            and cursor.word_at(1) not in ("from", "as", "and", "or")
        ):
            cursor.position += 2
            self.value = Dotted("calculated", spelling(following), token)
            return "OPERAND"
        if word == "null" and following.text != ".":
            cursor.position += 1
            self.value = Missing("", token)
            return "OPERAND"
        if following.text == "." and cursor.text_at(2) == "*" and "QSTAR" in accepted:
            cursor.position += 3
            self.value = (spelling(token), token)
            return "QSTAR"
        if word in _BEFORE_VALUES:
            if following.kind == OPERATOR and following.text not in _OPERAND_MAY_FOLLOW:
                return ""
            if cursor.word_at(1) in ("from", "as") or cursor.position + 1 == cursor.size:
                return ""
            for terminal, folded in _BEFORE_VALUES[word]:
                if terminal in accepted:
                    cursor.position += 1
                    self.value = (folded, token)
                    return terminal
        return ""


def _modifier(cursor: Cursor, word: str) -> Any:
    """The value of `format=`, `informat=`, `label=`, `length=`."""
    cursor.position += 2
    match word:
        case "format" | "informat":
            form = format_at(cursor)
            if form is None:
                cursor.fail("E0112", f"expected a format but found {cursor.found()}")
            return form
        case "label":
            return read_label_text(cursor).rstrip(" ")
        case "length":
            cursor.accept("$")
            token = cursor.token
            digits = token.text.rstrip(".")
            if token.kind != NUMBER or not digits.isdigit():
                cursor.fail("E0112", f"expected a length but found {cursor.found()}")
            cursor.position += 1
            return int(digits)
        case _:
            return cursor.take().text


def _referential(cursor: Cursor) -> tuple[str, str]:
    """Read ON DELETE or ON UPDATE with what it does: RESTRICT, SET NULL or CASCADE."""
    cursor.position += 1
    event, action = cursor.name().lower(), cursor.name().lower()
    if action == "set":
        action = f"set {cursor.name().lower()}"
    if event not in ("delete", "update") or action not in ("restrict", "cascade", "set null"):
        cursor.fail("E0118", "expected ON DELETE or ON UPDATE with RESTRICT, SET NULL or CASCADE")
    return event, action
