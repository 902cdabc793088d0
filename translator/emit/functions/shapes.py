"""The shape of an expansion: what must be the same in the calls that share a function."""

from __future__ import annotations

from translator.emit.functions.dialect import Dialect
from translator.emit.functions.expansion import Expansion
from translator.emit.functions.tokens import Tok

OPEN = frozenset("text number list comment column key choice part glue piece".split())
"""Kinds of tokens that calls may differ in."""


def shape_of(dialect: Dialect, expansion: Expansion) -> tuple[object, ...]:
    """Return the shape of an expansion's code: equal ones can be laid side by side."""
    found: list[object] = [len(expansion.makes), len(expansion.reads), bool(expansion.dynamic)]
    bound = {name for piece in expansion.pieces for name in dialect.bound(piece.lines)}
    bound |= set(expansion.reads) | {piece.name for piece in expansion.pieces}
    own = {piece.name for piece in expansion.pieces if piece.name}
    for piece in expansion.pieces:
        found.append(bool(piece.name))
        found += [_mark(token, bound, own) for token in dialect.lex(piece.lines)]
    return tuple(found)


def _mark(token: Tok, bound: set[str], own: set[str]) -> object:
    if token.kind == "line":
        return ("line", token.space)
    if token.kind in OPEN:
        return token.kind
    if token.kind == "word" and token.text in bound or token.kind == "fixed" and token.text in own:
        return "word"
    return token.text
