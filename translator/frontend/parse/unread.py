"""Statements that no rule reads: calls of macros that are not at hand are told from text that is not understood."""

from __future__ import annotations

from translator.frontend.parse.cursor import source_text
from translator.frontend.statement import RawStatement
from translator.lang import statements as s


def unread(raw: RawStatement, reason: str) -> s.Unparsed:
    """Return what stands for a statement that could not be read, for the reason given.

    `%name` or `%name(…)` alone is a MissingMacro: what it would make is not known, but what it is.
    """
    first, last = raw.tokens[0], raw.tokens[-1]
    text = source_text(raw.tokens)
    if first.kind == "MACRO" and first.text[:1] == "%" and first.text[1:].isidentifier():
        if len(raw.tokens) == 1 or raw.tokens[1].text == "(" and last.text == ")" and _one_group(raw):
            return s.MissingMacro(
                name=first.text[1:], text=text, reason=reason, at=first, end=raw.end, comments=raw.comments
            )
    return s.Unparsed(text=text, reason=reason, at=first, end=raw.end, comments=raw.comments)


def _one_group(raw: RawStatement) -> bool:
    """Is the parenthesis after the name closed by the last token?"""
    depth = 0
    for place, token in enumerate(raw.tokens[1:], 2):
        if token.kind == "OPERATOR":
            depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            return place == len(raw.tokens)
    return False
