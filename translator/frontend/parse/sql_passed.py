"""SQL that is passed to a database, kept as written. (SAS/ACCESS 9.4 for Relational Databases: Reference, "SQL
Pass-Through Facility".)"""

from __future__ import annotations

from itertools import pairwise

from translator.frontend.parse.cursor import Cursor
from translator.lang import syntax_sql as q
from translator.lang.source import Token

PASS_THROUGH = frozenset(("connect", "execute", "disconnect"))
"""First words of the statements that are for a database."""


def asks_connection(cursor: Cursor) -> bool:
    """Does `connection to name (` follow?"""
    return cursor.word_at(1) == "to" and cursor.is_name(2) and cursor.text_at(3) == "("


def read_passed(cursor: Cursor) -> q.PassedSource:
    """Read `connection to name ( … )`."""
    at = cursor.take()
    cursor.position += 1
    name = cursor.name("the name of a connection").lower()
    return q.PassedSource(name, foreign_text(in_parentheses(cursor)), "", at)


def pass_through(cursor: Cursor) -> q.Connect | q.ExecuteSql | q.Disconnect:
    """Read CONNECT, EXECUTE or DISCONNECT. Raises Unreadable (E0118) for another form."""
    word, at = cursor.word, cursor.take()
    if word == "connect":
        which = cursor.word
        if which not in ("to", "using"):
            cursor.fail("E0118", f"CONNECT needs TO or USING, not {cursor.found()}")
        cursor.position += 1
        target = cursor.name("a database").lower()
        alias = ""
        if cursor.word == "as":
            cursor.position += 1
            alias = cursor.name("the name of the connection").lower()
        options = not cursor.done and cursor.text == "("
        if options:
            in_parentheses(cursor)
        made: q.Connect | q.ExecuteSql | q.Disconnect = q.Connect(
            alias or target, target if which == "to" else "", target if which == "using" else "", options, at
        )
    elif word == "execute":
        if cursor.text != "(":
            cursor.fail("E0118", f"EXECUTE needs SQL in parentheses, not {cursor.found()}")
        sql = foreign_text(in_parentheses(cursor))
        if cursor.word != "by":
            cursor.fail("E0118", f"EXECUTE needs BY and the name of a connection, not {cursor.found()}")
        cursor.position += 1
        made = q.ExecuteSql(cursor.name("the name of a connection").lower(), sql, at)
    else:
        if cursor.word != "from":
            cursor.fail("E0118", f"DISCONNECT needs FROM, not {cursor.found()}")
        cursor.position += 1
        made = q.Disconnect(cursor.name("the name of a connection").lower(), at)
    if not cursor.done:
        cursor.fail("E0118", f"unexpected {cursor.found()}")
    return made


def in_parentheses(cursor: Cursor) -> list[Token]:
    """Take what stands in parentheses, those around it left out. Raises Unreadable (E0118) where they do not end."""
    first = cursor.position
    depth = 0
    while not cursor.done:
        depth += {"(": 1, ")": -1}.get(cursor.text, 0)
        cursor.position += 1
        if depth == 0:
            return cursor.tokens[first + 1 : cursor.position - 1]
    cursor.fail("E0118", "the parenthesis is not closed")


def foreign_text(tokens: list[Token]) -> str:
    """Return the text of tokens with their lines and blanks as written; comments are SAS's and left out, as SAS does.

    Lines lose the indentation that they have in common.
    """
    parts: list[str] = []
    dashes = any(a.text == b.text == "-" and b.glued for a, b in pairwise(tokens))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and not token.glued:
            between = (
                "\n" if dashes else ""
            )  # where macros have joined texts: a comment `--` ends at the latest here
            if before.source is token.source and before.end <= token.start and before.via is token.via:
                between = token.source.text[before.end : token.start]
            lines = between.count("\n")
            indent = between.rpartition("\n")[2]
            parts.append("\n" + (indent if not indent.strip() else " ") if lines else " ")
        parts.append(token.text)
    lines_ = "".join(parts).strip().split("\n")
    common = min((len(x) - len(x.lstrip()) for x in lines_[1:] if x.strip()), default=0)
    return "\n".join([lines_[0].rstrip(), *(x[common:].rstrip() for x in lines_[1:])])
