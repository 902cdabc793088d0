"""Arithmetic and comparison closures.

SAS 9.4 Language Reference: Concepts, "SAS Operators in Expressions", "Missing Values: How SAS Treats Them in
Operations": arithmetic on missing values gives missing with a note; comparisons put missing below all numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from equivalence.interpreter.code import Run, Test, same_missing
from equivalence.interpreter.notes import Notes, Place
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.tables import compare_values


def arithmetic(op: str, left: Run, right: Run, notes: Notes, where: Place) -> Run:
    """Return the closure of `+ - * / **`."""
    missing = notes.missing

    def lost(a: float, b: float) -> float:
        if a != a or b != b:
            missing[where] += 1
        else:
            notes.mathematics[where] += 1
            notes.error = True
        return MISSING

    # x - x is 0 for finite numbers only: one test finds NaN and infinity.
    def add() -> float:
        a: float = left()
        b: float = right()
        r = a + b
        return r if r - r == 0.0 else lost(a, b)

    def subtract() -> float:
        a: float = left()
        b: float = right()
        r = a - b
        return r if r - r == 0.0 else lost(a, b)

    def multiply() -> float:
        a: float = left()
        b: float = right()
        r = a * b
        return r if r - r == 0.0 else lost(a, b)

    def divide() -> float:
        a: float = left()
        b: float = right()
        if b == 0.0:
            if a != a:
                return lost(a, b)
            notes.divided_by_zero(where)
            return MISSING
        r = a / b
        return r if r - r == 0.0 else lost(a, b)

    def power() -> float:
        a: float = left()
        b: float = right()
        if a != a or b != b:
            return lost(a, b)
        try:
            r: Any = a * a if b == 2 else a**b  # a square is one product, as everywhere
        except (OverflowError, ZeroDivisionError):
            r = MISSING
        if isinstance(r, complex) or r - r != 0.0:
            line, column = where
            notes.event(
                f'Invalid argument(s) to the exponential operator "**" at line {line} column {column}.'
            )
            notes.mathematics[where] += 1
            return MISSING
        return float(r)

    return {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}[op]


def extreme(op: str, left: Run, right: Run) -> Run:
    """Return the closure of `><` (MIN) and `<>` (MAX): missing is the smallest value."""

    def least() -> float:
        a: float = left()
        b: float = right()
        return a if compare_values(a, b) <= 0 else b

    def greatest() -> float:
        a: float = left()
        b: float = right()
        return a if compare_values(a, b) >= 0 else b

    return least if op == "><" else greatest


def compare_numbers(op: str, left: Run, right: Run, limit: float | None) -> Test:
    """Return the closure of a numeric comparison; `limit` is the right side where that is a number constant."""
    if limit is not None and limit == limit:
        return _against(op, left, limit)

    def eq() -> bool:
        a: float = left()
        b: float = right()
        return a == b or same_missing(a, b)

    def ne() -> bool:
        a: float = left()
        b: float = right()
        return a != b and not same_missing(a, b)

    def lt() -> bool:
        a: float = left()
        b: float = right()
        return a < b or (not (a == a and b == b) and compare_values(a, b) < 0)

    def le() -> bool:
        a: float = left()
        b: float = right()
        return a <= b or (not (a == a and b == b) and compare_values(a, b) <= 0)

    def gt() -> bool:
        a: float = left()
        b: float = right()
        return a > b or (not (a == a and b == b) and compare_values(a, b) > 0)

    def ge() -> bool:
        a: float = left()
        b: float = right()
        return a >= b or (not (a == a and b == b) and compare_values(a, b) >= 0)

    return {"=": eq, "ne": ne, "<": lt, "<=": le, ">": gt, ">=": ge}[op]


def _against(op: str, left: Run, limit: float) -> Test:
    """Compare with a number that is not missing: NaN is below it."""

    def lt() -> bool:
        a: float = left()
        return a < limit or a != a

    def le() -> bool:
        a: float = left()
        return a <= limit or a != a

    match op:
        case "=":
            return lambda: bool(left() == limit)
        case "ne":
            return lambda: bool(left() != limit)
        case "<":
            return lt
        case "<=":
            return le
        case ">":
            return lambda: bool(left() > limit)
        case _:
            return lambda: bool(left() >= limit)


def compare_texts(op: str, left: Run, right: Run) -> Test:
    """Return the closure of a character comparison: the shorter value counts as padded with blanks."""

    def eq() -> bool:
        a: str = left()
        b: str = right()
        return a == b or a.rstrip(" ") == b.rstrip(" ")

    def ordered() -> int:
        return compare_values(left(), right())

    return _ordering(op, eq, ordered)


def compare_truncated(op: str, left: Run, right: Run) -> Test:
    """Return the closure of `=:` and its kin: the longer value is cut to the length of the shorter."""

    def cut() -> tuple[str, str]:
        a: str = left()
        b: str = right()
        shorter = min(len(a), len(b))
        return a[:shorter], b[:shorter]

    def eq() -> bool:
        a, b = cut()
        return a == b

    def ordered() -> int:
        a, b = cut()
        return compare_values(a, b)

    return _ordering(op, eq, ordered)


def _ordering(op: str, eq: Test, ordered: Callable[[], int]) -> Test:
    match op:
        case "=":
            return eq
        case "ne":
            return lambda: not eq()
        case "<":
            return lambda: ordered() < 0
        case "<=":
            return lambda: ordered() <= 0
        case ">":
            return lambda: ordered() > 0
        case _:
            return lambda: ordered() >= 0
