"""Where trailing blanks stand: values that are sure to have none, and values cut for a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from translator.lang.source import Token
from translator.lang.types import UNKNOWN_LENGTH
from translator.library.formats import MAY_END_IN_BLANKS, find_format
from translator.library.system_options import Settings, option_value
from translator.lower.scope import LoweringError
from translator.plan import values as v

TRIMMED = frozenset("UPCASE LOWCASE PROPCASE COMPBL VNAME VLABEL SYMGET COALESCEC".split())
"""Functions whose result never ends in blanks when their arguments do not."""

TRIMS = frozenset("STRIP TRIMN CATS CATX".split())
"""Functions whose result never ends in blanks."""

NEVER_LONGER = frozenset(
    """UPCASE LOWCASE PROPCASE TRIM TRIMN STRIP LEFT RIGHT COMPBL COMPRESS REVERSE SUBSTR SUBSTRN TRANSLATE SCAN
    KUPCASE KLOWCASE KPROPCASE KTRIM KSTRIP KLEFT KRIGHT KCOMPRESS KREVERSE KSUBSTR KTRANSLATE KSCAN DEQUOTE""".split()
)
"""Functions whose result is never longer than their first argument."""


def trimmed(value: v.Value, settings: Settings | None = None) -> v.Value:
    """Return the value for a comparison: literals without their trailing blanks, which never count there."""
    if isinstance(value, v.Constant) and isinstance(value.value, str):
        return v.Constant(value.value.rstrip(" "), value.type)
    if ends_clean(value, settings):
        return value
    return v.Cut(value, value.type.length, value.type)


def trimmed_for_equality(value: v.Value, texts: Sequence[str], settings: Settings | None = None) -> v.Value:
    """As `trimmed`, for a test whether the value is one of these texts: where none of them is shorter than the value can
    be, blanks at its end make it another text either way."""
    most = longest(value)
    if most is not None and texts and all(len(text.rstrip(" ")) >= most for text in texts):
        return value
    return trimmed(value, settings)


def compared(
    op: str, prefix: bool, left: v.Value, right: v.Value, settings: Settings | None = None
) -> tuple[v.Value, v.Value]:
    """Return two texts for a comparison, in which blanks at their ends do not count."""
    equality = op in ("=", "ne") and not prefix

    def side(value: v.Value, other: v.Value) -> v.Value:
        if equality and isinstance(other, v.Constant):
            return trimmed_for_equality(value, [str(other.value)], settings)
        return trimmed(value, settings)

    return side(left, right), side(right, left)


def ends_clean(value: v.Value, settings: Settings | None = None) -> bool:
    """Is the text sure to have no trailing blanks as it comes?

    Args: settings: of OPTIONS statements, where they are known: with MISSING=' ' a missing number is written as blanks.
    """
    match value:
        case v.Constant(text):
            return not str(text).endswith(" ")
        case v.Variable() | v.Element() | v.Cut() | v.ToText():
            return True
        case v.Service("LAG", (argument,)):
            return ends_clean(argument, settings)
        case v.Apply(name) if name in TRIMS:
            return True
        case v.Apply("COMPRESS", (_,)):
            return True
        case v.Apply("SCAN", (_, _)):  # the blank is a delimiter
            return True
        case v.Apply(name, args) | v.Service(name, args):
            return name in TRIMMED and all(a.type.kind == "num" or ends_clean(a, settings) for a in args)
        case v.PutFormat():
            return fills_its_width(value, settings)
        case v.Concatenate(parts):
            match parts[-1]:
                case v.Constant(str() as text):
                    return bool(text) and not text.endswith(" ")
                case v.PutFormat() as last:
                    return fills_its_width(last, settings)
            return False
        case _:
            return False


def fills_its_width(value: v.PutFormat, settings: Settings | None) -> bool:
    """Is the text of a number that PUT writes as wide as its format, with something at its end?"""
    row = find_format(value.format.name)
    if value.user or row is None or row.name.startswith("$") or row.name in MAY_END_IN_BLANKS:
        return False
    if value.format.align or value.value.type.kind != "num":
        return False
    return not value.value.type.nullable or (
        settings is not None and (option_value(settings, "missing") or " ") != " "
    )


def fits(value: v.Value, length: int, settings: Settings | None = None) -> bool:
    """Is a text as it comes what a variable of this length keeps of it?"""
    most = longest(value)
    return most is not None and most <= length and ends_clean(value, settings)


def length_giver(value: v.Value) -> v.RunTimeMacro | v.Concatenate | None:
    """Return the text, of macro variables of the run and literals alone, whose length a new variable gets with a value."""
    match value:
        case v.RunTimeMacro():
            return value
        case v.Concatenate(parts) if all(isinstance(p, (v.Constant, v.RunTimeMacro)) for p in parts):
            return value
        case v.Apply(name, (first, *_)) if name in NEVER_LONGER:
            return length_giver(first)
        case _:
            return None


def padded(value: v.Value, name: str, at: Token | None) -> v.Value:
    """Return a text with the trailing blanks that SAS sees. Raises LoweringError where only the run knows them."""
    if value.type.kind != "char":
        return value
    if value.type.length >= UNKNOWN_LENGTH:
        raise LoweringError(
            "H0247", f"the trailing blanks of {name} count, and only the run knows its length", at
        )
    return v.Pad(value, value.type.length, value.type)


def longest(value: v.Value) -> int | None:
    """Return the length that a text cannot exceed; None where its type does not bound it (CATX, SYMGET: 200 or more)."""
    match value:
        case v.Constant(str() as text):
            return len(text)
        case v.Variable() | v.Element() | v.Cut() | v.ToText() | v.PutFormat(user=False):
            return value.type.length
        case v.Pad(inner, length):
            most = longest(inner)
            return None if most is None else max(most, length)
        case v.Concatenate(parts):
            lengths = [longest(part) for part in parts]
            return None if None in lengths else sum(filter(None, lengths))
        case v.Service("LAG", (argument,)):
            return longest(argument)
        case v.Apply("SUBSTR", (first, _, v.Constant(float() as size))) if size >= 1:
            most = longest(first)
            return int(size) if most is None else min(most, int(size))
        case v.Apply(name, (first, *_)) if name in NEVER_LONGER:
            return longest(first)
        case v.Apply("CHAR" | "FIRST" | "BYTE"):
            return 1
        case _:
            return None
