"""The text of a WHERE condition, as the log shows it below the number of observations that were read."""

from __future__ import annotations

import re
from typing import Any

from translator.lang import syntax as s
from translator.lang.syntax import Expr


def where_text(condition: Expr) -> str:
    """Return the text of a condition for the log: simple ones as SAS writes them, others as the program does."""
    shown = _shown(condition)
    if shown:
        return shown + ";"
    tokens: list[Any] = []
    _tokens(condition, tokens)
    if not tokens or any(token.source is not tokens[0].source for token in tokens):
        return "…;"
    start, end = min(t.start for t in tokens), max(t.end for t in tokens)
    text = tokens[0].source.text
    outside_quotes = re.sub(r"'[^']*'|\"[^\"]*\"", "", text[start:end])
    for _ in range(
        outside_quotes.count("(") - outside_quotes.count(")")
    ):  # no node has the closing parenthesis
        closing = text.find(")", end)
        end = end if closing < 0 else closing + 1
    return f"{text[start:end]};"


_SIGNS = {"=": "=", ">": ">", "<": "<", ">=": ">=", "<=": "<=", "ne": " not = "}


def _shown(node: Any) -> str:
    match node:
        case s.Var(name):
            return name
        case s.Number(value, form) if not form:
            return f"{value:g}"
        case s.String(value):
            return "'" + value.replace("'", "''") + "'"
        case s.Binary(op, left, right) if op in _SIGNS or op in ("and", "or"):
            a, b = _shown(left), _shown(right)
            if not a or not b:
                return ""
            return f"({a}) {op} ({b})" if op in ("and", "or") else f"{a}{_SIGNS[op]}{b}"
    return ""


def _tokens(node: Any, found: list[Any]) -> None:
    at = getattr(node, "at", None)
    if at is not None:
        found.append(at)
    for name in getattr(type(node), "__dataclass_fields__", {}):
        value = getattr(node, name)
        for one in value if isinstance(value, tuple) else (value,):
            if name != "at" and hasattr(type(one), "__dataclass_fields__"):
                _tokens(one, found)
