"""CALL routines that need nothing but their arguments: sorting, joining, words, patterns, standardising."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.joining import catx, item_text
from translator.library.functions.prx import compiled, prx_place, prxchange
from translator.library.functions.words import split_words
from translator.library.missing import missing_rank
from translator.library.routines.registry import routine


def rank_of_number(value: float) -> tuple[int, float]:
    """Return what numbers are sorted by: missing values first, in their order."""
    return (missing_rank(value) - 100, 0.0) if isnan(value) else (0, value)


@routine("SORTN", "var...", (0,), examples=(
    ("sortn(3, 1, 2)", (1.0, 2.0, 3.0)), ("sortn(2, ., .A)", (None, ".A", 2.0)),
))  # fmt: skip
def sort_numbers(*values: float) -> tuple[float, ...]:
    """Sort the values of numeric variables in ascending order, missing ones first."""
    return tuple(sorted(values, key=rank_of_number))


@routine("SORTC", "var...", (0,), examples=(
    ("sortc('tweedle', 'dee', 'baboon')", ("baboon", "dee", "tweedle")), ("sortc('b', ' ')", (" ", "b")),
))  # fmt: skip
def sort_texts(*texts: str) -> tuple[str, ...]:
    """Sort the values of character variables in ascending order."""
    return tuple(sorted(texts, key=lambda text: text.rstrip(" ")))


@routine(
    "CATS", "var any...", (0,), examples=(("cats('ab ', ' c ', 1)", ("abc1",)), ("cats(' ', 'x')", ("x",)))
)
def append_stripped(result: str, *items: float | str) -> tuple[str]:
    """Append items without their leading and trailing blanks to a variable."""
    return (result.rstrip(" ") + "".join(item_text(item).strip(" ") for item in items),)


@routine(
    "CATT", "var any...", (0,), examples=(("catt('ab ', ' c ', 1)", ("ab c1",)), ("catt(' ', 'x')", ("x",)))
)
def append_trimmed(result: str, *items: float | str) -> tuple[str]:
    """Append items without their trailing blanks to a variable."""
    return (result.rstrip(" ") + "".join(item_text(item).rstrip(" ") for item in items),)


@routine("CATX", "char var any...", (1,), examples=(
    ("catx('-', 'ab ', ' c ', ' ', 1)", ("ab-c-1",)), ("catx('-', ' ', 'x')", ("x",)),
))  # fmt: skip
def append_separated(separator: str, result: str, *items: float | str) -> tuple[str]:
    """Append items without their leading and trailing blanks to a variable, separated."""
    return (catx(separator, result, *items),)


@routine("SCAN", "char num var var [char] [char]", (2, 3), examples=(
    ("scan('one two', 2, 0, 0)", (5.0, 3.0)), ("scan('one two', 3, 0, 0)", (0.0, 0.0)),
    ("scan('a,,b', -1, 0, 0, ',')", (4.0, 1.0)), ("scan('a', 0, 0, 0)", (None, None)),
))  # fmt: skip
def word_place(
    text: str,
    count: float,
    position: float,
    length: float,
    delimiters: str | None = None,
    modifiers: str | None = None,
) -> tuple[float, float]:
    """Return position and length of the nth word: 0 if there are not so many, missing for a count of 0."""
    if isnan(count) or int(count) == 0:
        return nan, nan
    words = split_words(text, delimiters, modifiers)
    if abs(int(count)) > len(words):
        return 0.0, 0.0
    start, word = words[int(count) - 1 if count > 0 else int(count)]
    return float(start + 1), float(len(word))


@routine("PRXSUBSTR", "any char var [var]", (2, 3), examples=(
    ("prxsubstr('/b+/', 'abbc', 0, 0)", (2.0, 2.0)), ("prxsubstr('/x/', 'abc', 0, 0)", (0.0, 0.0)),
))  # fmt: skip
def match_place(pattern: float | str, text: str, *_: float) -> tuple[float, float]:
    """Return position and length of the first match of a pattern; 0 and 0 if there is none."""
    return prx_place(pattern, text)


@routine("PRXCHANGE", "any num var [var] [var] [var] [var]", (2, 3, 4, 5, 6), examples=(
    ("prxchange('s/a/X/', 1, 'banana')", ("bXnana", 6.0, 0.0, 1.0)), ("prxchange('s/q/X/', -1, 'abc')", ("abc", 3.0, 0.0, 0.0)),
))  # fmt: skip
def change(pattern: float | str, times: float, old: str, *_: float | str) -> tuple[str, float, float, float]:
    """Return the text with matches replaced, its length, whether it was cut, and the number of changes."""
    new = prxchange(pattern, times, old)
    try:
        expression = compiled(pattern)[0]
    except ValueError:
        return old, nan, nan, nan
    matches = len(expression.findall(old))
    return new, float(len(new)), 0.0, float(matches if times < 0 else min(matches, int(times)))


@routine("PRXNEXT", "any var num char var var", (1, 4, 5), examples=(
    ("prxnext('/[abc]/', 1, 9, 'xaxb', 0, 0)", (3.0, 2.0, 1.0)), ("prxnext('/q/', 2, 9, 'xaxb', 0, 0)", (2.0, 0.0, 0.0)),
))  # fmt: skip
def next_match(
    pattern: float | str, start: float, stop: float, text: str, position: float, length: float
) -> tuple[float, float, float]:
    """Return where to go on, and position and length of the next match between two places (stop -1: to the end).

    Where there is no match, the place to start from stays as it is.
    """
    inside = text if stop < 0 else text[: int(stop)]
    place, size = prx_place(pattern, inside, 0.0, start)
    return (place + max(size, 1.0), place, size) if place else (start, 0.0, 0.0)


@routine(
    "SOFTMAX",
    "var...",
    (0,),
    examples=(("softmax(0, 0)", (0.5, 0.5)), ("softmax(1, 1, 1, 1)", (0.25, 0.25, 0.25, 0.25))),
)
def softmax(*values: float) -> tuple[float, ...]:
    """Return the softmax values: exponentials that add up to 1; missing if one is missing."""
    if any(isnan(value) for value in values):
        return tuple(nan for _ in values)
    largest = sorted(values)[-1]
    powers = [math.exp(value - largest) for value in values]
    return tuple(power / math.fsum(powers) for power in powers)


@routine("LOGISTIC", "var...", (0,), examples=(("logistic(0)", (0.5,)), ("logistic(0, .)", (0.5, None))))
def logistic_values(*values: float) -> tuple[float, ...]:
    """Return the logistic value of each argument."""
    return tuple(
        value if isnan(value) else 1 / (1 + math.exp(-value)) if value > -700 else 0.0 for value in values
    )


@routine("TANH", "var...", (0,), examples=(("tanh(0)", (0.0,)), ("tanh(0.5, 0)", (0.46211715726000973, 0.0))))
def tanh_values(*values: float) -> tuple[float, ...]:
    """Return the hyperbolic tangent of each argument."""
    return tuple(math.tanh(value) for value in values)
