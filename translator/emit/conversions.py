"""What the log says of a text that is taken as a number: the same on both targets."""

from __future__ import annotations

from translator.library.formats import number_from_text
from translator.plan import values as v


def told_of(value: v.ToNumber) -> tuple[str, str] | None:
    """Return the variable (or "") and the place that SAS's note on invalid numeric data names, None where it names neither.

    A constant that is a number is never told of.
    """
    bare = value.value.value if isinstance(value.value, (v.Pad, v.Cut)) else value.value
    if value.at is None:
        return None
    place = f"line {value.at.line} column {value.at.column}"
    match bare:
        case v.Variable(name):
            return name, place
        case v.Constant(str() as text) if not _is_number(text):
            return "", place
        case _:
            return None


def _is_number(text: str) -> bool:
    try:
        number_from_text(text)
    except ValueError:
        return False
    return True
