"""SUBSTR and SUBSTRN at places that the program's text tells: a slice in both targets."""

from __future__ import annotations

from translator.plan import values as v


def constant_places(value: v.Apply) -> tuple[int, int | None] | None:
    """Return the first and the last place of `substr(text, 2, 3)`, the last one None for the rest of the text.

    None where they are not whole numbers from 1 on that the text tells, or another function is called.
    """
    if value.function not in ("SUBSTR", "SUBSTRN") or value.args[0].type.kind != "char":
        return None
    places = [_place(arg) for arg in value.args[1:]]
    if None in places or not places:
        return None
    first, *size = (place for place in places if place is not None)
    return first, first + size[0] - 1 if size else None


def _place(value: v.Value) -> int | None:
    match value:
        case v.Constant(float() as number) if number >= 1 and number == int(number):
            return int(number)
        case _:
            return None
