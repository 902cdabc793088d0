"""Where SUBSTR reaches outside of its text: SAS's notes, as far as the step's output tells the arguments.

(Functions and CALL Routines: Reference, "SUBSTR (right of =) Function": an invalid second argument gives a blank, an
invalid third one the rest of the text; both are told in the log.)
"""

from __future__ import annotations

from collections.abc import Iterator

from translator.lang.source import Token
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Logged
from translator.plan.walk import nodes


def substrings(
    statement: lp.LoopStatement, names: dict[str, str], later: set[str], dataset: str
) -> Iterator[Logged]:
    """Yield the notes about SUBSTR, on either side of `=`, whose places may lie outside of the variable.

    Args: names: the columns of the output by variable. later: variables that are changed after they were looked at.
    """
    for node in nodes(statement):
        match node:
            case v.Apply("SUBSTR", args=(text, start, *size), at=at):
                yield from _site(text, start, size[0] if size else None, at, names, later, dataset)
            case lp.AssignSubstring(target=v.Variable() as text, position=start, length=length, at=at):
                yield from _site(text, start, length, at, names, later, dataset)


def _site(
    text: v.Value,
    start: v.Value,
    size: v.Value | None,
    at: Token | None,
    names: dict[str, str],
    later: set[str],
    dataset: str,
) -> Iterator[Logged]:
    bare = text.value if isinstance(text, v.Pad) else text
    if not isinstance(bare, v.Variable) or bare.name.lower() not in names or at is None:
        return
    length = bare.type.length
    shown = [_shown(arg, names, later) for arg in (start, *([] if size is None else [size]))]
    constants = [arg.value for arg in (start, size) if isinstance(arg, v.Constant)]
    if not all(shown) or len(constants) == len(shown) and _inside(length, constants):
        return
    place = f"{at.outermost.line}:{at.outermost.column}"
    columns = (names[bare.name.lower()], f"={length}", *shown)
    yield Logged("", "substr", target=dataset, places=((place, columns),))


def _shown(arg: v.Value, names: dict[str, str], later: set[str]) -> str:
    """Return the argument as notes name it: a constant or a column; "" where it is neither."""
    match arg:
        case v.Constant(float() as value):
            return f"={value!r}"
        case v.Variable(name) if name.lower() in names and name.lower() not in later:
            return names[name.lower()]
        case _:
            return ""


def _inside(length: int, places: list[float | str]) -> bool:
    """Do a position and a number of characters (if any) stay within a text?"""
    start, size = float(places[0]), float(places[1]) if len(places) > 1 else 1.0
    return 1 <= start < length + 1 and 1 <= size < length - int(start) + 2
