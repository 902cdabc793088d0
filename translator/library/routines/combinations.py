"""CALL routines that generate combinations in a minimal change order, and what the combinatorial functions return.

ALLCOMB interchanges two values a call: the order of the documented log is that of the recursion in `interchanges`. ALLCOMBI goes
through a revolving door (Knuth, The Art of Computer Programming, 7.2.1.3, algorithm R), as its documented log does. GRAYCODE is
the reflected binary code.
"""

from __future__ import annotations

import math
from math import isnan
from typing import Any

from translator.library.routines.permutations import allperm, lexcomb, lexcombi, lexperk, lexperm
from translator.library.routines.registry import routine


def interchange(count: int, taken: int, left: int) -> tuple[int, int] | None:
    """Return the two places (from 0) that the `count`th of all interchanges concerns; None if there are not so many.

    The place `p` gets the values behind the first `taken` one after the other, from the last one on; before each of them the
    places after `p` go through what is left.
    """
    place, width = 0, left
    while width > 0:
        inner = math.comb(taken - place - 1 + width, width) - 1  # interchanges of the places behind
        if count > inner + 1:
            count -= inner + 1
            width -= 1
        elif count == inner + 1:
            return place, taken + width - 1
        else:
            place += 1
    return None


@routine("ALLCOMB", "num num var...", (2,), examples=(
    ("allcomb(1, 3, 'ant', 'bee', 'cat', 'dog', 'ewe')", ("ant", "bee", "cat", "dog", "ewe")),
    ("allcomb(2, 3, 'ant', 'bee', 'cat', 'dog', 'ewe')", ("ant", "bee", "ewe", "dog", "cat")),
    ("allcomb(7, 3, 'ant', 'dog', 'ewe', 'cat', 'bee')", ("bee", "dog", "ewe", "cat", "ant")),
))  # fmt: skip
def allcomb(count: float, taken: float, *values: Any) -> tuple[Any, ...]:
    """Return the next combination of some of the values: it comes first; two values are interchanged."""
    size = len(values)
    last = math.comb(size, int(taken))
    pair = interchange(int(count) - 1, int(taken), size - int(taken)) if 2 <= count <= last else None
    if pair is None:
        return values
    made = list(values)
    made[pair[0]], made[pair[1]] = made[pair[1]], made[pair[0]]
    return tuple(made)


@routine("ALLCOMBI", "num num var...", (2,), examples=(
    ("allcombi(5, 3, 0, ., ., 0, 0)", (1.0, 2.0, 3.0, 0.0, 0.0)), ("allcombi(5, 3, 1, 2, 3, 0, 0)", (1.0, 3.0, 4.0, 4.0, 2.0)),
    ("allcombi(5, 3, 2, 3, 4)", (1.0, 2.0, 4.0)), ("allcombi(5, 3, 1, 2, 5, 0, 0)", (1.0, 2.0, 3.0, 3.0, 5.0)),
))  # fmt: skip
def allcombi(total: float, taken: float, *indices: float) -> tuple[float, ...]:
    """Return the next combination of indices in a minimal change order, then what was added and what was removed."""
    size, others = int(taken), indices[int(taken) :]
    if isnan(indices[0]) or indices[0] == 0:
        return (*(float(place + 1) for place in range(size)), *(0.0 for _ in others))
    before = [int(one) for one in indices[:size]]
    after = next_door(before, int(total))
    added, removed = set(after) - set(before), set(before) - set(after)
    told = (float(*added), float(*removed)) if added else (0.0, 0.0)
    return (*(float(one) for one in after), *told[: len(others)])


def next_door(chosen: list[int], total: int) -> list[int]:
    """Return the combination that follows in the revolving door; the last one is followed by the first."""
    size, c = len(chosen), [0, *chosen, total + 1]
    place = 2
    raising = size % 2 == 0
    if size % 2 and c[1] + 1 < c[2]:
        return [c[1] + 1, *chosen[1:]]
    if raising and c[1] > 1:
        return [c[1] - 1, *chosen[1:]]
    while place <= size:
        if not raising and c[place] > place:
            c[place - 1], c[place] = place - 1, c[place - 1]
            return c[1 : size + 1]
        if raising and c[place] + 1 < c[place + 1]:
            c[place - 1], c[place] = c[place], c[place] + 1
            return c[1 : size + 1]
        place += 1
        raising = not raising
    return list(range(1, size + 1))


@routine("GRAYCODE", "var...", (0,), examples=(
    ("graycode(-1, ., ., .)", (0.0, 0.0, 0.0, 0.0)), ("graycode(0, 0, 0, 0)", (1.0, 1.0, 0.0, 0.0)),
    ("graycode(1, 1, 0, 0)", (2.0, 1.0, 1.0, 0.0)), ("graycode(1, 0, 0, 1)", (0.0, 0.0, 0.0, 0.0)),
))  # fmt: skip
def graycode(size: float, *chosen: float) -> tuple[float, ...]:
    """Return the size of the next subset, and 1 or 0 for every item: one item comes or goes."""
    changed = changed_item(size, [item == 1 for item in chosen])
    if changed is None:
        return (0.0, *(0.0 for _ in chosen))
    made = [1 - item if place == changed else item for place, item in enumerate(chosen)]
    return (float(sum(item == 1 for item in made)), *made)


@routine("GRAYCODE TEXT", "var var num [char]", (0, 1), examples=(
    ("graycode text(4, '++++', 4, '+-')", (3.0, "-+++")), ("graycode text(3, '-+++', 4, '+-')", (2.0, "-+-+")),
    ("graycode text(-1, '???', 3, 'IO')", (0.0, "OOO")), ("graycode text(0, 'OOOx', 3, 'IO')", (1.0, "IOOx")),
))  # fmt: skip
def graycode_text(size: float, text: str, items: float, marks: str | None = None) -> tuple[float, str]:
    """Return the size of the next subset, and a text whose letters tell which items are in it."""
    both = (marks or "IO").ljust(2)
    inside, outside = both[0], both[1]
    whole = text.ljust(int(items))
    letters, rest = list(whole[: int(items)]), whole[int(items) :]
    changed = changed_item(size, [letter == inside for letter in letters])
    if changed is None:
        return 0.0, outside * int(items) + rest
    letters[changed] = outside if letters[changed] == inside else inside
    return float(letters.count(inside)), "".join(letters) + rest


def changed_item(size: float, chosen: list[bool]) -> int | None:
    """Return the place of the item that comes to a subset or goes; None where the subset is emptied first."""
    if isnan(size) or size < 0:
        return None
    if sum(chosen) % 2 == 0:
        return 0
    return min(chosen.index(True) + 1, len(chosen) - 1)


# --- the functions of these names: a return code, then what the routine gives -----------------------------


@routine("RC ALLPERM", "var num var...", (0, 2), examples=(
    ("rc allperm(3, 'ant', 'bee', 'dog', 'cat')", (2.0, "ant", "dog", "bee", "cat")), ("rc allperm(7, 3, 2, 1)", (-1.0, 3.0, 2.0, 1.0)),
))  # fmt: skip
def allperm_code(count: float, *values: Any) -> tuple[Any, ...]:
    """Return which value was interchanged with the next one (0: the first call, -1: there are no more), and the values."""
    if count < 2:
        return (0.0, *values)
    if count > math.factorial(len(values)):
        return (-1.0, *values)
    places = allperm(count, *(float(place) for place in range(len(values))))
    return (float(first_difference(places)), *allperm(count, *values))


@routine("RC ALLCOMB", "var num num var...", (0, 3), examples=(
    ("rc allcomb(1, 2, 1, 2, 3)", (0.0, 1.0, 2.0, 3.0)), ("rc allcomb(2, 2, 1, 2, 3)", (2.0, 1.0, 3.0, 2.0)),
))  # fmt: skip
def allcomb_code(count: float, taken: float, *values: Any) -> tuple[Any, ...]:
    """Return the first of the places that were interchanged (0: the first call, -1: there are no more), and the values."""
    if count < 2:
        return (0.0, *values)
    places = allcomb(count, taken, *(float(place) for place in range(len(values))))
    return (float(first_difference(places)), *allcomb(count, taken, *values))


@routine("RC LEXPERM", "var num var...", (0, 2), examples=(
    ("rc lexperm(2, 'X', 'Y', 'Y', 'Z', 'Z')", (3.0, "X", "Y", "Z", "Y", "Z")), ("rc lexperm(31, 'Z', 'Y')", (-1.0, "Z", "Y")),
))  # fmt: skip
def lexperm_code(count: float, *values: Any) -> tuple[Any, ...]:
    """Return the first place that changed (1: the first call, -1: there are no more), and the values."""
    return code_and_values(count < 2, values, lexperm(count, *values))


@routine("RC LEXPERK", "var num num var...", (0, 3), examples=(
    ("rc lexperk(1, 1, 2, 1)", (1.0, 1.0, 2.0)), ("rc lexperk(3, 1, 2, 1)", (-1.0, 2.0, 1.0)),
))  # fmt: skip
def lexperk_code(count: float, taken: float, *values: Any) -> tuple[Any, ...]:
    """Return the first place that changed (1: the first call, -1: there are no more), and the values."""
    return code_and_values(count < 2, values, lexperk(count, taken, *values))


@routine("RC LEXCOMB", "var num num var...", (0, 3), examples=(
    ("rc lexcomb(2, 2, 1, 2, 3)", (2.0, 1.0, 3.0, 2.0)), ("rc lexcomb(4, 2, 2, 3, 1)", (-1.0, 2.0, 3.0, 1.0)),
))  # fmt: skip
def lexcomb_code(count: float, taken: float, *values: Any) -> tuple[Any, ...]:
    """Return the first place that changed (1: the first call, -1: there are no more), and the values."""
    return code_and_values(count < 2, values, lexcomb(count, taken, *values))


@routine("RC LEXCOMBI", "var num num var...", (0, 3), examples=(
    ("rc lexcombi(4, 2, 0, 0)", (1.0, 1.0, 2.0)), ("rc lexcombi(4, 2, 3, 4)", (-1.0, 3.0, 4.0)),
))  # fmt: skip
def lexcombi_code(total: float, taken: float, *indices: float) -> tuple[float, ...]:
    """Return the first place that changed (1: the first call, -1: there are no more), and the indices."""
    first = isnan(indices[0]) or indices[0] == 0
    return code_and_values(first, indices, lexcombi(total, taken, *indices))


@routine("RC GRAYCODE", "var var...", (0, 1), examples=(
    ("rc graycode(-1, ., .)", (0.0, 0.0, 0.0, 0.0)), ("rc graycode(1, 1, 0)", (2.0, 2.0, 1.0, 1.0)),
))  # fmt: skip
def graycode_code(size: float, *chosen: float) -> tuple[float, ...]:
    """Return which item came or went (0: the subset was emptied), the size of the subset, and 1 or 0 for every item."""
    changed = changed_item(size, [item == 1 for item in chosen])
    return (0.0 if changed is None else changed + 1.0, *graycode(size, *chosen))


@routine("RC GRAYCODE TEXT", "var var var num [char]", (0, 1, 2), examples=(
    ("rc graycode text(3, '-+++', 4, '+-')", (3.0, 2.0, "-+-+")), ("rc graycode text(-1, ' ', 2, 'IO')", (0.0, 0.0, "OO")),
))  # fmt: skip
def graycode_text_code(
    size: float, text: str, items: float, marks: str | None = None
) -> tuple[float, float, str]:
    """Return which item came or went (0: the subset was emptied), the size of the subset, and the text."""
    letters = text.ljust(int(items))[: int(items)]
    changed = changed_item(size, [letter == (marks or "IO")[0] for letter in letters])
    return (0.0 if changed is None else changed + 1.0, *graycode_text(size, text, items, marks))


def code_and_values(first: bool, before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the number of the first value that changed, 1 for the first call and -1 where none did, and the values."""
    changed = [
        place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new and old == old
    ]
    return (1.0 if first else float(changed[0] + 1) if changed else -1.0, *after)


def first_difference(places: tuple[Any, ...]) -> int:
    """Return the first place (from 1) whose value has come from elsewhere; -1 where all are where they were."""
    return next((place + 1 for place, value in enumerate(places) if value != place), -1)
