"""Statements of PROC SQL."""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor
from translator.lang import statements as s

Where = dict[str, Any]


def read_sql(cursor: Cursor, where: Where) -> s.Statement:
    """One SQL statement; its tokens are kept for a reader that comes later."""
    tokens = tuple(cursor.tokens)
    cursor.position = cursor.size
    return s.SqlStatement(query=None, tokens=tokens, **where)
