"""Which macro variables decide what a call's text is: bounds of loops, conditions; noted in the call's record.

The function made of a call may have a macro variable as a parameter only where another value of it would give the same
code. (DESIGN, "Macros": a macro becomes a function with the macro's parameters.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from translator.frontend.macro.nodes import (
    Conditional,
    Function,
    If,
    Invocation,
    Let,
    Loop,
    Nodes,
    Quoted,
    Reference,
    Text,
)
from translator.lang.macro_calls import MacroCall, Steering
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

_NAMES = re.compile(r"&+([A-Za-z_]\w*)")
_IS_GIVEN = re.compile(r"(?:=|ne\b|eq\b|[\^~¬]=|>|gt\b|0|and\b|or\b|not\b|[\s\"'()])*", re.IGNORECASE)
"""What is left of a condition without its references, where it only asks whether values are given."""


def names_in(nodes: Nodes | None) -> Iterator[str]:
    """Yield the names of the macro variables that macro code refers to, in upper case."""
    for node in nodes or ():
        match node:
            case Reference() | Quoted():
                yield from (name.upper() for name in _NAMES.findall(node.token.text))
            case Function():
                yield from names_in(node.argument)
                yield from (name.upper() for name in _NAMES.findall(node.literal))
            case Invocation():
                yield from names_in(node.group)
            case _:
                pass


def note_let(processor: Processor, name: str, node: Let) -> None:
    """Note which variables a variable has its value from."""
    if (call := _call(processor)) is not None and (names := _with_sources(call, set(names_in(node.value)))):
        call.derived[name.upper()] = call.derived.get(name.upper(), set()) | names


def note_bounds(processor: Processor, node: Loop, texts: list[str]) -> None:
    """Note which variables the bounds of a loop come from, as its text is made of them too."""
    call = _call(processor)
    if call is None:
        return
    for part, text in zip((node.start, node.stop), texts, strict=False):
        for one in part or ():
            if isinstance(one, Reference):
                call.made.setdefault(unmask(text).lower(), set()).add(one.token.text.strip("&.").upper())


def note_loop(processor: Processor, node: Loop | Conditional, rounds: int) -> None:
    """Note that a loop was written out, and what decided how often."""
    call = _call(processor)
    if call is None:
        return
    read = (node.start, node.stop, node.step) if isinstance(node, Loop) else (node.condition,)
    names = _with_sources(call, {name for part in read for name in names_in(part)})
    if names:
        call.steering.append(Steering(frozenset(names), node.token, node.last, rounds))


def note_if(processor: Processor, node: If) -> None:
    """Note what decided a condition, where it asks for more than whether a value is given."""
    call = _call(processor)
    if call is None or _IS_GIVEN.fullmatch(_rest(node.condition)):
        return
    if names := _with_sources(call, set(names_in(node.condition))):
        call.steering.append(Steering(frozenset(names), node.token, node.last))


def _call(processor: Processor) -> MacroCall | None:
    frames = processor.state.frames
    return processor.state.calls.get(id(frames[-1].origin)) if frames else None


def _with_sources(call: MacroCall, names: set[str]) -> set[str]:
    return names.union(*(call.derived.get(name, set()) for name in names))


def _rest(nodes: Nodes) -> str:
    """The text of a condition without the references in it."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text():
                parts.append(node.text)
            case Function():
                parts.append(node.literal if node.name in ("str", "nrstr") else _rest(node.argument))
            case Reference() | Quoted():
                parts.append(_NAMES.sub("", node.token.text).replace(".", ""))
            case _:
                parts.append("?")
    return " ".join(parts)
