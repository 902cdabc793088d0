"""Tokens to the terminals of the expression grammar, for the DATA step, WHERE and SQL.

SAS reserves no words. A word is an operator only where the grammar accepts one; where an operand is due, only
NOT and _NEW_ are operators (SAS Note KB0046757: "possible error messages when using the words _NEW_ or NOT in
expressions"), OF before a name, and in SQL a few more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translator.frontend.parse.cursor import Cursor, spelling
from translator.frontend.parse.formats import format_at
from translator.frontend.parse.literals import number_value, runtime_string, string_node
from translator.frontend.parse.names import read_names
from translator.lang.source import Token
from translator.lang.syntax import Dotted, Expr, MacroValue, Missing, Number, Of, Var
from translator.lang.tokens import MACRO, NAME, NUMBER, STRING

Candidates = tuple[tuple[str, str], ...]
"""(terminal, folded operator), the first that the state accepts is meant."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Spellings in lower case: `operators` where an operator is due, `prefixes` (words) where an operand is."""

    operators: Mapping[str, Candidates]
    prefixes: Mapping[str, Candidates]


def _same(terminal: str, folds: Mapping[str, str]) -> dict[str, Candidates]:
    return {spelling_: ((terminal, folded),) for spelling_, folded in folds.items()}


_COMPARISONS = {
    "=": "=", "eq": "=", "^=": "ne", "~=": "ne", "¬=": "ne", "ne": "ne", "<": "<", "lt": "<", "<=": "<=", "=<": "<=",
    "le": "<=", ">": ">", "gt": ">", ">=": ">=", "=>": ">=", "ge": ">=",
    "=:": "=:", "^=:": "ne:", "~=:": "ne:", "¬=:": "ne:", "<:": "<:", "<=:": "<=:", ">:": ">:", ">=:": ">=:",
}  # fmt: skip
_COMMON: dict[str, Candidates] = {
    **_same("COMPARE", _COMPARISONS),
    **_same("AND", {"and": "and", "&": "and"}),
    **_same("OR", {"or": "or", "|": "or", "!": "or", "¦": "or"}),
    **_same("CONCAT", {"||": "||", "!!": "||", "¦¦": "||"}),
    **_same("ADD", {"+": "+", "-": "-"}),
    **_same("MULTIPLY", {"*": "*", "/": "/"}),
    **_same("POWER", {"**": "**", "min": "><", "max": "<>"}),
    **_same("IN", {"in": "in", "in:": "in:"}),
    **_same("_LP", {"(": "("}),
    **_same("_RP", {")": ")"}),
    **_same("_LB", {"{": "{", "[": "["}),
    **_same("_RB", {"}": "}", "]": "]"}),
    **_same("_COMMA", {",": ","}),
    **_same("_COLON", {":": ":"}),
}
_FILTERS: dict[str, Candidates] = {
    **_COMMON,
    **_same("COMPARE", {"<>": "ne"}),
    **_same("BETWEEN", {"between": "between"}),
    **_same("CONTAINS", {"contains": "contains"}),
    **_same("LIKE", {"like": "like"}),
    **_same("_ESCAPE", {"escape": "escape"}),
    **_same("SOUNDS", {"=*": "=*", "eqs": "=*"}),
    **_same("_IS", {"is": "is"}),
    **_same("_MISSING", {"missing": "missing", "null": "missing"}),
    **dict.fromkeys(("not", "^", "~", "¬"), (("NOT_LOW", "not"), ("NOT", "not"))),
    "?": (("MARKS", "?"), ("CONTAINS", "contains")),
    "??": (("MARKS", "??"),),
}
_NOT: Candidates = (("NOT_PREFIX", "not"), ("NOT", "not"))

DATA = Dialect(
    operators={
        **_COMMON,
        **_same("POWER", {"><": "><", "<>": "<>"}),
        **_same(
            "COMPARE", {"ng": "<=", "nl": ">="}
        ),  # SAS names these three where it expects an operator (ERROR 22-322)
        **_same("IN", {"notin": "notin"}),
        **dict.fromkeys(("not", "^", "~", "¬"), _NOT),
        "?": (("MARKS", "?"),),
        "??": (("MARKS", "??"),),
    },
    prefixes={"not": _NOT},
)
WHERE = Dialect(operators=_FILTERS, prefixes={"not": _FILTERS["not"]})

_OPENING = ("(", "{", "[")


def string_value(token: Token, cursor: Cursor) -> Expr:
    """The constant of a STRING token, or its pieces where only the run knows a macro variable in it."""
    if cursor.runtime is not None and token.text[0] == '"' and "&" in token.text:
        found = runtime_string(token, cursor.runtime)
        if found is not None:
            return found
    return string_node(token, cursor.yearcutoff)


class ExpressionLexer:
    """Gives the terminals of an expression, moving a cursor along."""

    __slots__ = ("before", "cursor", "operators", "prefixes", "value")

    def __init__(self, cursor: Cursor, dialect: Dialect) -> None:
        self.cursor = cursor
        self.operators = dialect.operators
        self.prefixes = dialect.prefixes
        self.before = cursor.position
        self.value: Any = None

    def stay(self) -> None:
        """Go back to before the last terminal."""
        self.cursor.position = self.before

    def next(self, accepted: Mapping[str, int]) -> str:
        """The next terminal that fits, its value in `value`; "$END" where the token continues nothing."""
        cursor = self.cursor
        place = self.before = cursor.position
        if place >= cursor.size:
            return "$END"
        token = cursor.tokens[place]
        kind = token.kind
        if kind == NAME:
            if "OPERAND" in accepted:
                return self._name(token, accepted)
            return self._operator(token, token.text.lower(), accepted)
        if kind == NUMBER:
            cursor.position = place + 1
            self.value = Number(number_value(token), "", token)
            return "OPERAND"
        if kind == STRING:
            if token.text[-1] in "nN":
                return self._name(token, accepted)
            cursor.position = place + 1
            self.value = string_value(token, cursor)
            return "OPERAND"
        if kind == MACRO:
            if token.text[:1] != "&":
                return "$END"
            if cursor.name_size() > 1:
                self.value = Var(cursor.name(), token)
                return "OPERAND"
            cursor.position = place + 1
            self.value = MacroValue(token.text.lstrip("&").rstrip("."), False, token)
            return "OPERAND"
        text = token.text
        if text[:1] == "." and "OPERAND" in accepted:
            return self._missing(token)
        if text == "$" and "FORMAT" in accepted:
            found = format_at(cursor)
            if found is not None:
                self.value = found
                return "FORMAT"
        return self._operator(token, text, accepted)

    def _operator(self, token: Token, text: str, accepted: Mapping[str, int]) -> str:
        candidates = self.operators.get(text)
        if candidates is None:
            return "$END"
        cursor = self.cursor
        cursor.position += 1
        for candidate in candidates:
            if candidate[0] in accepted:
                terminal, folded = candidate
                break
        else:
            cursor.position -= 1
            return candidates[0][0] if token.kind != NAME else "$END"
        if terminal == "NOT_PREFIX":
            cursor.negations.append(cursor.position - 1)
        elif (terminal == "COMPARE" or terminal == "IN") and cursor.text == ":" and folded[-1] != ":":
            cursor.position += 1
            folded += ":"
        elif folded == "?" and terminal == "MARKS" and cursor.text == "?":
            cursor.position += 1
            folded = "??"
        self.value = (folded, token)
        return terminal

    def _missing(self, token: Token) -> str:
        """`.`, `.A`, `._`: one token or two."""
        cursor = self.cursor
        cursor.position += 1
        letter = token.text[1:]
        if not letter and cursor.glued():
            follower = cursor.token
            if follower.kind == NAME and len(follower.text) == 1:
                letter = follower.text
                cursor.position += 1
        self.value = Missing(letter.upper(), token)
        return "OPERAND"

    def _name(self, token: Token, accepted: Mapping[str, int]) -> str:
        cursor = self.cursor
        place = cursor.position
        after = cursor.tokens[place + 1] if place + 1 < cursor.size else cursor.end
        if token.kind == NAME:
            word = token.text.lower()
            if word in self.prefixes:
                for terminal, folded in self.prefixes[word]:
                    if terminal in accepted:
                        cursor.position = place + 1
                        self.value = (folded, token)
                        if terminal == "NOT_PREFIX":
                            cursor.negations.append(place)
                        return terminal
            if word == "_new_" and after.kind == NAME:
                cursor.position = place + 2
                self.value = after
                return "NEW"
            if word == "of" and "OF_LIST" in accepted and (cursor.is_name(1) or cursor.text_at(1) == ":"):
                cursor.position = place + 1
                self.value = Of(read_names(cursor, elements=True), token)
                return "OF_LIST"
        text = after.text
        if text in _OPENING:
            cursor.position = place + 1
            self.value = token
            return "FUNCTION" if text == "(" else "ARRAY"
        if text[:1] == "." and after.glued:
            return self._dotted(token, after, accepted)
        if text[0:1] == "&" and after.glued and after.kind == MACRO:
            self.value = Var(cursor.name(), token)
            return "OPERAND"
        cursor.position = place + 1
        if text == ":" and "TAG" in accepted:
            cursor.position = place + 2
            self.value = token
            return "TAG"
        self.value = Var(spelling(token), token)
        return "OPERAND"

    def _dotted(self, token: Token, dot: Token, accepted: Mapping[str, int]) -> str:
        """`first.x`, `h.find(`, or a format such as `date9.`, `comma10.2`."""
        cursor = self.cursor
        if dot.text == "." and cursor.is_name(2) and cursor.glued(2):
            member = cursor.ahead(2)
            cursor.position += 3
            if cursor.text == "(":
                self.value = (token, member)
                return "METHOD"
            self.value = Dotted(spelling(token), spelling(member), token)
            return "OPERAND"
        if "FORMAT" in accepted:
            found = format_at(cursor)
            if found is not None:
                self.value = found
                return "FORMAT"
        cursor.position += 1
        self.value = Var(spelling(token), token)
        return "OPERAND"
