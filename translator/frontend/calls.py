"""What becomes of the text of macro calls: whole steps, whole statements, or pieces of statements."""

from __future__ import annotations

from collections.abc import Sequence

from translator.frontend.statement import RawStatement
from translator.lang.macro_calls import MacroCall, Shape
from translator.lang.source import Origin, Token

RANK: tuple[Shape, ...] = ("", "steps", "statements", "fragments")


def calls_of(via: Origin | None, calls: dict[int, MacroCall]) -> list[MacroCall]:
    """The calls that a token came out of, innermost first."""
    found = []
    while via is not None:
        call = calls.get(id(via))
        if call is not None:
            found.append(call)
        via = via.at.via
    return found


def note_calls(statements: Sequence[RawStatement], calls: dict[int, MacroCall]) -> None:
    """Note for each call what its part of a step is, and which of its tokens macro variables have made."""
    known: dict[int, list[MacroCall]] = {}

    def of(token: Token) -> list[MacroCall]:
        key = id(token.via)
        if key not in known:
            known[key] = calls_of(token.via, calls)
        return known[key]

    if all(token.via is None for one in statements for token in one.tokens):
        return
    in_all: set[int] | None = None
    shapes: dict[int, tuple[MacroCall, Shape]] = {}
    for statement in statements:
        whole: set[int] | None = None
        for token in statement.tokens:
            here = of(token)
            ids = {id(call) for call in here}
            whole = ids if whole is None else whole & ids
            for call in here:
                _note_text(call, token)
        for token in statement.tokens:
            for call in of(token):
                shape: Shape = "statements" if id(call) in (whole or ()) else "fragments"
                if RANK.index(shape) > RANK.index(shapes.get(id(call), (call, ""))[1]):
                    shapes[id(call)] = (call, shape)
        in_all = whole if in_all is None else in_all & (whole or set())
    for key, (call, shape) in shapes.items():
        if key in (in_all or ()):
            shape = "steps"
        else:
            call.inside.append((statements[0].tokens[0], shape))
        if RANK.index(shape) > RANK.index(call.shape):
            call.shape = shape


def _note_text(call: MacroCall, token: Token) -> None:
    text = token.text.lower()
    via = token.via
    if via is not None and via.how in ("argument", "variable"):
        call.made.setdefault(text, set()).add(via.name.upper())
    else:
        call.plain.add(text)
