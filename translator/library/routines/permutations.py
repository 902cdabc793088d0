"""CALL routines that generate permutations and combinations, one call after the other.

The values of the variables themselves tell where the routine stands: each call with the next count makes the next
arrangement. ALLPERM alone goes by the count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from math import isnan
from typing import Any

from translator.library.routines.registry import routine
from translator.library.routines.values import rank_of_number


@routine("ALLPERM", "num var...", (1,), examples=(
    ("allperm(1, 'ant', 'bee', 'cat', 'dog')", ("ant", "bee", "cat", "dog")),
    ("allperm(2, 'ant', 'bee', 'cat', 'dog')", ("ant", "bee", "dog", "cat")),
    ("allperm(5, 'dog', 'ant', 'bee', 'cat')", ("dog", "ant", "cat", "bee")),
    ("allperm(13, 'dog', 'cat', 'ant', 'bee')", ("dog", "cat", "bee", "ant")),
))  # fmt: skip
def allperm(count: float, *values: Any) -> tuple[Any, ...]:
    """Return the next permutation in which two neighbours are interchanged; the first call leaves all as it is."""
    step, size, offset = int(count) - 1, len(values), 0
    if step < 1 or step >= math.factorial(size):
        return values
    while size > 1 and step % size == 0:  # the last of the values has come to an end: the others change
        step //= size
        offset += step % 2
        size -= 1
    if size < 2:
        return values
    within = step % size
    place = offset + (within if (step // size) % 2 else size - within) - 1
    return (*values[:place], values[place + 1], values[place], *values[place + 2 :])


@routine("LEXPERM", "num var...", (1,), examples=(
    ("lexperm(1, 3, 1, ., 2)", (1.0, 2.0, 3.0, None)), ("lexperm(2, 1, 2, 3, .)", (1.0, 3.0, 2.0, None)),
    ("lexperm(3, 'a', 'b', 'b')", ("b", "a", "b")), ("lexperm(4, 'b', 'b', 'a')", ("b", "b", "a")),
))  # fmt: skip
def lexperm(count: float, *values: Any) -> tuple[Any, ...]:
    """Return the next permutation of the values that are not missing, in the order of a dictionary."""
    return _next_order(count, len(values), values)


@routine("LEXPERK", "num num var...", (2,), examples=(
    ("lexperk(1, 2, 3, 1, 2)", (1.0, 2.0, 3.0)), ("lexperk(2, 2, 1, 2, 3)", (1.0, 3.0, 2.0)),
    ("lexperk(3, 2, 1, 3, 2)", (2.0, 1.0, 3.0)),
))  # fmt: skip
def lexperk(count: float, taken: float, *values: Any) -> tuple[Any, ...]:
    """Return the next permutation of some of the values, in the order of a dictionary: they come first."""
    return _next_order(count, int(taken), values)


@routine("LEXCOMB", "num num var...", (2,), examples=(
    ("lexcomb(1, 2, 3, 1, 2)", (1.0, 2.0, 3.0)), ("lexcomb(2, 2, 1, 2, 3)", (1.0, 3.0, 2.0)),
    ("lexcomb(3, 2, 1, 3, 2)", (2.0, 3.0, 1.0)), ("lexcomb(4, 2, 2, 3, 1)", (2.0, 3.0, 1.0)),
))  # fmt: skip
def lexcomb(count: float, taken: float, *values: Any) -> tuple[Any, ...]:
    """Return the next combination of some of the values, in the order of a dictionary: it comes first."""
    known = sorted((value for value in values if not absent(value)), key=arranged_by)
    missing = [value for value in values if absent(value)]
    size = min(int(taken), len(known))
    if int(count) < 2:
        return (*known, *missing)
    order = [arranged_by(value) for value in known]
    ranks = [order.index(arranged_by(value)) for value in values[:size]]
    every = [order.index(one) for one in order]
    for place in reversed(range(size)):
        larger = [rank for rank in every if rank > ranks[place]]
        if len(larger) >= size - place:
            chosen = [*ranks[:place], *larger[: size - place]]
            left = list(range(len(known)))
            for rank in chosen:
                left.remove(next(position for position in left if every[position] == rank))
            return (*(known[rank] for rank in chosen), *(known[position] for position in left), *missing)
    return values


@routine("LEXCOMBI", "num num var...", (2,), examples=(
    ("lexcombi(4, 2, 0, 0)", (1.0, 2.0)), ("lexcombi(4, 2, 1, 4)", (2.0, 3.0)), ("lexcombi(4, 2, 3, 4)", (3.0, 4.0)),
))  # fmt: skip
def lexcombi(total: float, taken: float, *indices: float) -> tuple[float, ...]:
    """Return the next combination of indices, in the order of a dictionary; 1, 2 … where the first one is 0 or missing."""
    size = len(indices)
    if isnan(indices[0]) or indices[0] == 0:
        return tuple(float(place + 1) for place in range(size))
    for place in reversed(range(size)):
        if indices[place] < total - size + place + 1:
            first = indices[place] + 1
            return (*indices[:place], *(first + step for step in range(size - place)))
    return indices


def absent(value: Any) -> bool:
    """Is a value missing?"""
    return not value.strip(" ") if isinstance(value, str) else isnan(value)


def arranged_by(value: Any) -> Any:
    """Return what values are arranged by: numbers, or texts without trailing blanks."""
    return value.rstrip(" ") if isinstance(value, str) else rank_of_number(value)


def _next_order(count: float, taken: int, values: Sequence[Any]) -> tuple[Any, ...]:
    known = [value for value in values if not absent(value)]
    missing = [value for value in values if absent(value)]
    if int(count) < 2:
        return (*sorted(known, key=arranged_by), *missing)
    known = [*known[:taken], *sorted(known[taken:], key=arranged_by, reverse=True)]
    ranks = [arranged_by(value) for value in known]
    falls = [place for place in range(len(known) - 1) if ranks[place] < ranks[place + 1]]
    if not falls:
        return tuple(values)
    place = falls[-1]
    other = max(later for later in range(place + 1, len(known)) if ranks[later] > ranks[place])
    known[place], known[other] = known[other], known[place]
    return (*known[: place + 1], *reversed(known[place + 1 :]), *missing)
