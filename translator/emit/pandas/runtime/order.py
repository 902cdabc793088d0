"""Comparisons in SAS's order, of single values and of columns: missing equals missing and is below any number."""

from __future__ import annotations

import re
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.tables import missing_ranks
from translator.library.functions.comparing import soundex
from translator.library.missing import missing_letter, missing_rank


def ranks(value: Any, like: pd.Series[Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The numbers and the ranks of the missing values, of a column or of one value as long as `like`."""
    numbers = value.to_numpy() if isinstance(value, pd.Series) else np.full(len(like), value, dtype="float64")
    return numbers, missing_ranks(numbers)


def less(a: Any, b: Any) -> Any:
    """`a < b`"""
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        like = a if isinstance(a, pd.Series) else b
        (x, x_rank), (y, y_rank) = ranks(a, like), ranks(b, like)
        both = np.isnan(x) & np.isnan(y)
        found = np.where(both, x_rank < y_rank, ~np.isnan(y) & (np.isnan(x) | (x < y)))
        return pd.Series(found, index=like.index, dtype="bool")
    if isnan(b):
        return isnan(a) and missing_rank(a) < missing_rank(b)
    return isnan(a) or a < b


def less_equal(a: Any, b: Any) -> Any:
    """`a <= b`"""
    return ~less(b, a) if isinstance(a, pd.Series) or isinstance(b, pd.Series) else not less(b, a)


def equal(a: Any, b: Any) -> Any:
    """`a = b`"""
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        like = a if isinstance(a, pd.Series) else b
        (x, x_rank), (y, y_rank) = ranks(a, like), ranks(b, like)
        return pd.Series(
            (x == y) | np.isnan(x) & np.isnan(y) & (x_rank == y_rank), index=like.index, dtype="bool"
        )
    return a == b or (isnan(a) and isnan(b) and missing_letter(a) == missing_letter(b))


def smaller(a: Any, b: Any) -> Any:
    """`a >< b`: the smaller one, where missing is smallest."""
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        like = a if isinstance(a, pd.Series) else b
        return pd.Series(np.where(less(b, a), b, a), index=like.index, dtype="float64")
    return b if less(b, a) else a


def larger(a: Any, b: Any) -> Any:
    """`a <> b`: the larger one, where missing is smallest."""
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        like = a if isinstance(a, pd.Series) else b
        return pd.Series(np.where(less(a, b), b, a), index=like.index, dtype="float64")
    return b if less(a, b) else a


def power_of(a: float, b: float) -> float:
    """`a ** b` of two numbers; what has no value is missing."""
    if isnan(a) or isnan(b) or (a == 0 and b < 0) or (a < 0 and b != int(b)):
        return float("nan")
    if b == 2:
        result = float(a) * a
        return result if abs(result) != float("inf") else float("nan")
    try:
        return float(float(a) ** b)
    except OverflowError:
        return float("nan")


def power(a: Any, b: Any) -> Any:
    """`a ** b`: missing to the power of 0 is missing; a negative number has no broken powers."""
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        like = a if isinstance(a, pd.Series) else b
        left = a.tolist() if isinstance(a, pd.Series) else [a] * len(like)
        right = b.tolist() if isinstance(b, pd.Series) else [b] * len(like)
        return pd.Series([power_of(x, y) for x, y in zip(left, right)], index=like.index, dtype="float64")
    return power_of(a, b)


def within_range(value: Any) -> Any:
    """What arithmetic has made: missing where it is too large for a number, as SAS has it."""
    if isinstance(value, pd.Series):
        return value.mask(np.isinf(value))
    return float("nan") if abs(value) == float("inf") else value


def starts_with(text: Any, *starts: str) -> Any:
    """`text in: (starts)`: the longer of text and start is cut to the length of the other."""
    if isinstance(text, pd.Series):
        return text.map(lambda one: starts_with(one, *starts)).astype("bool")
    return any(
        text[: len(start)].rstrip(" ") == start[: max(len(text), 1)].rstrip(" ") or text.startswith(start)
        for start in starts
    )


def same_start(a: Any, b: Any, a_length: int | None = None, b_length: int | None = None) -> Any:
    """`a =: b`: the longer text is cut to the length of the shorter one. Lengths are those of variables, if given."""
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        like = a if isinstance(a, pd.Series) else b
        left = a.tolist() if isinstance(a, pd.Series) else [a] * len(like)
        right = b.tolist() if isinstance(b, pd.Series) else [b] * len(like)
        same = [same_start(x, y, a_length, b_length) for x, y in zip(left, right)]
        return pd.Series(same, index=like.index, dtype="bool")
    length = min(len(a) if a_length is None else a_length, len(b) if b_length is None else b_length)
    return a[:length].rstrip(" ") == b[:length].rstrip(" ")


def sounds_like(text: Any, other: Any) -> Any:
    """WHERE's `=*`: do both texts have the same SOUNDEX code?"""
    if isinstance(text, pd.Series):
        return text.map(lambda one: sounds_like(one, other)).astype("bool")
    return soundex(text) == soundex(other)


def like(text: Any, pattern: Any, escape: str = "") -> Any:
    """WHERE's LIKE: `%` stands for any characters, `_` for one; after `escape` they stand for themselves."""
    if isinstance(text, pd.Series):
        return text.map(lambda one: like(one, pattern, escape)).astype("bool")
    parts, place = [], 0
    while place < len(pattern):
        sign = pattern[place]
        if escape and sign == escape and place + 1 < len(pattern):
            place += 1
            parts.append(re.escape(pattern[place]))
        else:
            parts.append(".*" if sign == "%" else "." if sign == "_" else re.escape(sign))
        place += 1
    return re.fullmatch("".join(parts) + " *", text, re.DOTALL) is not None
