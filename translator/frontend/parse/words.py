"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a slip of the fingers makes into `word`; "" if none is near.

    One slip (a letter changed, left out, added, or two swapped) in words up to four letters, two in longer ones.
    """
    word = word.lower()
    if len(word) < 2:
        return ""
    allowed = 1 if len(word) <= 4 else 2
    best, found = allowed + 1, ""
    for candidate in known:
        if abs(len(candidate) - len(word)) <= allowed and candidate != word:
            slips = distance(word, candidate)
            if slips < best:
                best, found = slips, candidate
    return found


def distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours counting one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def suggest(word: str, known: Iterable[str]) -> str:
    """` (did you mean X?)`, or nothing."""
    found = nearest(word, known)
    return f" (did you mean {found.upper()}?)" if found else ""
