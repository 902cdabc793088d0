"""Hostile arguments for every function, from its signature: missing values, blanks, edges of domains."""

from __future__ import annotations

import random
from math import nan

from tests.library.functions.literals import Value, read_call
from translator.library.missing import missing_letter, special_missing
from translator.library.rows import Function

TEXTS = [
    "",
    "a",
    "Abc dEf",
    "a,b;c",
    "  lead",
    "x1y2 z3",
    "åäö Üé",
    "'q' \"r\"",
    "12.5",
    "and/or-not (it)",
    "aaa",
    "D",
]
NUMBERS = [
    nan,
    special_missing("A"),
    0.0,
    1.0,
    -1.0,
    2.5,
    -3.7,
    3.0,
    1e-13,
    2.9999999999999,
    1e10,
    100.0,
    21915.0,
    0.3,
    4.0,
]


def hostile_calls(row: Function, count: int) -> list[list[Value]]:
    """Return lists of arguments: mixtures of the row's own examples and of hostile values; the same every time."""
    dice = random.Random(row.name)
    numbers = [value for value in NUMBERS if row.missing != "spreads" or not missing_letter(value)]
    if row.body is not None and row.body.__module__.endswith(
        ("distributions", "probability", "bessel", "comparisons_of_means", "finance_methods")
    ):
        numbers = [value for value in numbers if value not in (1e-13, 1e10, 21915.0)]  # slow, and of no use
    documented = [read_call(example.sas)[1] for example in row.examples]
    calls = []
    for _ in range(count):
        arguments = list(dice.choice(documented))
        for place, kept in enumerate(arguments):
            if kept is None or dice.random() < 0.4:
                continue
            others = [
                call[place]
                for call in documented
                if place < len(call) and isinstance(call[place], type(kept))
            ]
            arguments[place] = dice.choice(others + (TEXTS if isinstance(kept, str) else numbers))
        calls.append(arguments)
    return calls
