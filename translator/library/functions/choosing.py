"""Choosing among arguments: missing or not, first present, by condition, by number, by value; ORDINAL."""

from __future__ import annotations

from math import isnan, nan

from translator.library.functions.registry import function, positions_from
from translator.library.missing import missing_rank


@function(
    "MISSING",
    "any",
    missing="own",
    r="sas_is_missing({0})",
    examples=(
        ("missing(.)", 1),
        ("missing(.A)", 1),
        ("missing(' ')", 1),
        ("missing(0)", 0),
        ("missing('a')", 0),
    ),
)
def missing(value: float | str) -> float:
    """Return 1 if a number is missing or a text is blank, else 0."""
    if isinstance(value, str):
        return float(value.strip(" ") == "")
    return float(isnan(value))


@function(
    "COALESCE",
    "num...",
    missing="own",
    examples=(("coalesce(42, .)", 42), ("coalesce(.A, .B, .C)", None), ("coalesce(., 7, ., ., 42)", 7)),
)
def coalesce(*values: float) -> float:
    """Return the first number that is not missing."""
    for value in values:
        if not isnan(value):
            return value
    return nan


@function(
    "COALESCEC",
    "char...",
    keeps=positions_from(0),
    returns="char",
    length=200,
    missing="own",
    examples=(("coalescec('', 'Hello')", "Hello"), ("coalescec('', 'Goodbye', 'Hello')", "Goodbye")),
)
def coalescec(*texts: str) -> str:
    """Return the first text that is not blank."""
    for text in texts:
        if text.strip(" "):
            return text
    return ""


@function(
    "IFN",
    "num num num [num]",
    missing="own",
    examples=(
        ("ifn(1, 10, 20)", 10),
        ("ifn(0, 10, 20)", 20),
        ("ifn(., 10, 20, 30)", 30),
        ("ifn(., 10, 20)", 20),
    ),
)
def ifn(condition: float, when_true: float, when_false: float, when_missing: float | None = None) -> float:
    """Return one of two numbers by a condition, or a third one where the condition is missing."""
    if isnan(condition):
        return when_false if when_missing is None else when_missing
    return when_true if condition else when_false


@function(
    "IFC",
    "num char char [char]",
    keeps=(1, 2, 3),
    returns="char",
    length=200,
    missing="own",
    examples=(
        ("ifc(1, 'yes', 'no')", "yes"),
        ("ifc(0, 'yes', 'no')", "no"),
        ("ifc(., 'yes', 'no', 'unknown')", "unknown"),
        ("ifc(., 'yes', 'no')", "no"),
    ),
)
def ifc(condition: float, when_true: str, when_false: str, when_missing: str | None = None) -> str:
    """Return one of two texts by a condition, or a third one where the condition is missing."""
    if isnan(condition):
        return when_false if when_missing is None else when_missing
    return when_true if condition else when_false


@function(
    "CHOOSEN",
    "num num...",
    missing="own",
    examples=(
        ("choosen(5, 100, 50, 3784, 498, 679)", 679),
        ("choosen(-2, 1, 2, 3)", 2),
        ("choosen(9, 1, 2)", None),
    ),
)
def choosen(number: float, *values: float) -> float:
    """Return the number at a place of the list; negative places count from its end."""
    if isnan(number) or not 1 <= abs(int(number)) <= len(values):
        return nan
    return values[int(number) - 1 if number > 0 else int(number)]


@function(
    "CHOOSEC",
    "num char...",
    keeps=positions_from(1),
    returns="char",
    length=200,
    missing="own",
    examples=(
        ("choosec(2, 'a', 'b', 'c')", "b"),
        ("choosec(-1, 'a', 'b', 'c')", "c"),
        ("choosec(4, 'a')", ""),
    ),
)
def choosec(number: float, *texts: str) -> str:
    """Return the text at a place of the list; negative places count from its end."""
    if isnan(number) or not 1 <= abs(int(number)) <= len(texts):
        return ""
    return texts[int(number) - 1 if number > 0 else int(number)]


@function(
    "WHICHN",
    "num num...",
    missing="own",
    examples=(("whichn(5, 1, 5, 5)", 2), ("whichn(9, 1, 5)", 0), ("whichn(., 1, .)", None)),
)
def whichn(wanted: float, *values: float) -> float:
    """Return the place of the first equal number in the list; 0 if there is none; missing for a missing one."""
    if isnan(wanted):
        return nan
    for place, value in enumerate(values, 1):
        if value == wanted:
            return float(place)
    return 0.0


@function(
    "WHICHC",
    "char char...",
    missing="own",
    examples=(
        ("whichc('b', 'a', 'b')", 2),
        ("whichc('Spain', 'Denmark', 'Germany')", 0),
        ("whichc('b ', 'a', 'b')", 2),
    ),
)
def whichc(wanted: str, *texts: str) -> float:
    """Return the place of the first equal text in the list; 0 if there is none."""
    for place, text in enumerate(texts, 1):
        if text.rstrip(" ") == wanted.rstrip(" "):
            return float(place)
    return 0.0


@function(
    "ORDINAL",
    "num num...",
    missing="own",
    examples=(("ordinal(4, 1, 7, 2, 4, 6, 8)", 6), ("ordinal(1, 3, ., 2)", None), ("ordinal(2, 3, ., 2)", 2)),
)
def ordinal(number: float, *values: float) -> float:
    """Return the kth smallest argument; missing ones are the smallest."""
    if isnan(number) or not 1 <= int(number) <= len(values):
        return nan
    ordered = sorted(
        values, key=lambda value: (1, 0, value) if not isnan(value) else (0, missing_rank(value), 0.0)
    )
    return ordered[int(number) - 1]
