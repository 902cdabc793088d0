"""Single values: SAS's order of missing values, arithmetic, statistics of arguments."""

from __future__ import annotations

import struct
from math import isfinite, isnan, nan

from translator.emit.pandas.runtime.log import log
from translator.library.missing import missing_letter, missing_rank


def plain(value: float) -> float:
    """What arithmetic leaves of a missing value: `.` without its letter."""
    return nan if isnan(value) else value


def is_true(value: float) -> bool:
    """A number as a condition: true unless it is 0 or missing."""
    return value != 0 and not isnan(value)


def divide(a: float, b: float, at: tuple[int, int] | None = None) -> float:
    """`a / b`. By zero the result is missing, with SAS's note; `at` is the line and column in the SAS program."""
    if b == 0:
        if not isnan(a):
            place = f" at line {at[0]} column {at[1]}" if at else ""
            log(f"NOTE: Division by zero detected{place}.")
        return nan
    result = a / b
    return result if isfinite(result) else nan


def whole_in(value: float, low: float, high: float) -> bool:
    """Is the value one of the whole numbers from low to high?"""
    return low <= value <= high and value == int(value)


def sum_of(total: float, value: float) -> float:
    """The sum statement `total + value`: what is missing is skipped, none left gives missing."""
    if isnan(value):
        value = 0.0
    elif isnan(total):
        total = 0.0
    result = total + value + 0.0
    return result if isfinite(result) else nan


def max_of(*values: float) -> float:
    """MAX of the arguments: missing ones are skipped."""
    return max((value for value in values if not isnan(value)), default=nan)


def min_of(*values: float) -> float:
    """MIN of the arguments: missing ones are skipped."""
    return min((value for value in values if not isnan(value)), default=nan)


def shorten_number(value: float, length: int) -> float:
    """What a numeric variable of 3 to 7 bytes keeps: the last bytes of the mantissa are cut."""
    if isnan(value):
        return value
    kept: float = struct.unpack(">d", struct.pack(">d", value)[:length] + bytes(8 - length))[0]
    return kept


def same_missing(a: float, b: float) -> bool:
    """Are both the same missing value?"""
    return isnan(a) and isnan(b) and missing_letter(a) == missing_letter(b)


def sort_key(value: float | str) -> tuple[int, float] | str:
    """A value's place in SAS's order: `._ < . < .A … .Z`, then the numbers."""
    if isinstance(value, str):
        return value
    return (0, missing_rank(value)) if isnan(value) else (1, value)


class Lag:
    """LAGn: a queue of n values, fed where the function is executed."""

    def __init__(self, depth: int, empty: float | str) -> None:
        self.queue = [empty] * depth

    def __call__(self, value: float | str) -> float | str:
        self.queue.append(value)
        return self.queue.pop(0)


class Dif:
    """DIFn: the value minus its LAGn."""

    def __init__(self, depth: int) -> None:
        self.queue = [nan] * depth

    def __call__(self, value: float) -> float:
        self.queue.append(value)
        return plain(value - self.queue.pop(0))


def is_missing(value: float, kinds: str) -> bool:
    """Is the value one of these missing values? `kinds` holds `.`, `_` and letters."""
    return isnan(value) and (missing_letter(value) or ".") in kinds
