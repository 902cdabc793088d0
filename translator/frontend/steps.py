"""Where steps begin and end. (SAS Programmer's Guide: "Step Boundaries", "Run-Group Processing".)"""

from __future__ import annotations

from translator.frontend.statement import RawStatement
from translator.lang.source import Token

INTERACTIVE = frozenset(
    """anova arima catalog datasets factex glm gchart gmap gplot greplay iml model optex optmodel plan plot reg
    catmod trantab""".split()
)
"""PROCs that stay open after RUN (run groups) until QUIT, PROC or DATA. SQL runs each statement at once."""

OWN_LANGUAGE = frozenset({"ds2"})
"""PROCs in which DATA and RUN are words of another language: only QUIT and PROC end them."""

GLOBAL = frozenset("options option libname filename ods missing x dm sasfile skip page endsas".split())


def first_word(statement: RawStatement) -> str:
    """The first token in lower case."""
    return statement.tokens[0].text.lower() if statement.tokens else ""


def is_global(word: str) -> bool:
    """Is this (lower case) the word of a global statement: TITLE3, OPTIONS, LIBNAME …?"""
    return word in GLOBAL or (
        word.startswith(("title", "footnote")) and word.rstrip("0123456789") in ("title", "footnote")
    )


def is_single(statement: RawStatement, *words: str) -> bool:
    """Is the statement only one of these words? (`run = 1;` is an assignment.)"""
    return len(statement.tokens) == 1 and statement.tokens[0].text.lower() in words


def is_cancelled(statement: RawStatement) -> bool:
    """Is it `run cancel;`?"""
    return len(statement.tokens) == 2 and [token.text.lower() for token in statement.tokens] == [
        "run",
        "cancel",
    ]


def begins_step(statement: RawStatement) -> bool:
    """Is it a DATA or PROC statement, and not an assignment to a variable of that name?"""
    tokens = statement.tokens
    return opens_step(tokens[0], tokens[1] if len(tokens) > 1 else None)


def opens_step(first: Token, second: Token | None) -> bool:
    """Do the first tokens of a statement make it DATA or PROC? `second` is None where nothing follows."""
    if first.text.lower() not in ("data", "proc") or first.kind != "NAME":
        return False
    return second is None or second.text not in ("=", "+", ".", "[", "{") or second.kind != "OPERATOR"
