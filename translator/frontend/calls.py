"""What becomes of the text of macro calls: whole steps, whole statements, or pieces of statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translator.frontend.statement import RawStatement
from translator.lang.macro_calls import MacroCall, Shape
from translator.lang.source import Origin, Token

_NOT_A_NAME = re.compile(r"\W+")

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


def note_calls(
    statements: Sequence[RawStatement], calls: dict[int, MacroCall], value: Callable[[str], str | None]
) -> None:
    """Note for each call what its part of a step is, and which of its tokens macro variables have made.

    `value`: the value that a macro variable has now.
    """
    known: dict[int, list[MacroCall]] = {}

    def of(token: Token) -> list[MacroCall]:
        key = id(token.via)
        if key not in known:
            known[key] = calls_of(token.via, calls)
        return known[key]

    if all(token.via is None for one in statements for token in one.tokens):
        return
    in_all: set[int] | None = None
    values: dict[int, tuple[MacroCall, set[str]]] = {}
    shapes: dict[int, tuple[MacroCall, Shape]] = {}
    for statement in statements:
        whole: set[int] | None = None
        for token in statement.tokens:
            here = of(token)
            ids = {id(call) for call in here}
            whole = ids if whole is None else whole & ids
            for call in here:
                _note_text(call, token, values)
        for token in statement.tokens:
            for call in of(token):
                shape: Shape = "statements" if id(call) in (whole or ()) else "fragments"
                if RANK.index(shape) > RANK.index(shapes.get(id(call), (call, ""))[1]):
                    shapes[id(call)] = (call, shape)
        in_all = whole if in_all is None else in_all & (whole or set())
    for call, names in values.values():
        call.at_step[id(statements[0].tokens[0])] = {name: own for name in names if (own := value(name))}
    for key, (call, shape) in shapes.items():
        if key in (in_all or ()):
            shape = "steps"
        else:
            call.inside.append((statements[0].tokens[0], shape))
        if RANK.index(shape) > RANK.index(call.shape):
            call.shape = shape


def _note_text(call: MacroCall, token: Token, values: dict[int, tuple[MacroCall, set[str]]]) -> None:
    text = token.text.lower()
    via = token.via
    if via is not None and via.how in ("argument", "variable"):
        names = {name for name in _NOT_A_NAME.split(via.name.upper()) if name}  # `&lib..&name`: two
        call.made.setdefault(text, set()).update(names)
        values.setdefault(id(call), (call, set()))[1].update(names)
    else:
        call.plain.add(text)
