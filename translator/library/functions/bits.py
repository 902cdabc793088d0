"""Bitwise operations on whole numbers from 0 to 2**32 - 1."""

from __future__ import annotations

from math import nan

from translator.library.functions.registry import function

WORD = 2**32 - 1


def is_word(value: float) -> bool:
    """Tell whether a number is whole and fits in 32 bits."""
    return 0 <= value <= WORD and value == int(value)


@function("BAND", "num num", examples=(("band(15, 5)", 5), ("band(12, 10)", 8), ("band(-1, 1)", None)))
def band(left: float, right: float) -> float:
    """Return the bitwise AND."""
    return float(int(left) & int(right)) if is_word(left) and is_word(right) else nan


@function("BOR", "num num", examples=(("bor(12, 10)", 14), ("bor(1, 2)", 3), ("bor(1.5, 2)", None)))
def bor(left: float, right: float) -> float:
    """Return the bitwise OR."""
    return float(int(left) | int(right)) if is_word(left) and is_word(right) else nan


@function("BXOR", "num num", examples=(("bxor(3, 1)", 2), ("bxor(12, 10)", 6)))
def bxor(left: float, right: float) -> float:
    """Return the bitwise exclusive OR."""
    return float(int(left) ^ int(right)) if is_word(left) and is_word(right) else nan


@function("BNOT", "num", examples=(("bnot(0)", 4294967295), ("bnot(4294967295)", 0)))
def bnot(value: float) -> float:
    """Return the bitwise NOT of 32 bits."""
    return float(WORD - int(value)) if is_word(value) else nan


@function(
    "BLSHIFT",
    "num num",
    examples=(("blshift(7, 2)", 28), ("blshift(1, 31)", 2147483648), ("blshift(1, 32)", None)),
)
def blshift(value: float, places: float) -> float:
    """Return the value shifted to the left; bits that leave 32 are lost."""
    return float(int(value) << int(places) & WORD) if is_word(value) and 0 <= places <= 31 else nan


@function("BRSHIFT", "num num", examples=(("brshift(64, 2)", 16), ("brshift(7, 1)", 3)))
def brshift(value: float, places: float) -> float:
    """Return the value shifted to the right."""
    return float(int(value) >> int(places)) if is_word(value) and 0 <= places <= 31 else nan
