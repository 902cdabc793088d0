"""Input data sets for random programs: hostile on purpose (missing values, ties, blanks, one row, no row …)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from equivalence.fuzz.parts import Part, lines

NUMBERS = [
    ".", "0", "1", "-1", "2", "2.5", "-2.5", "0.5", "1.5", "3", "10", "100", "0.1", "1e-7", "123456789", "-0.05", "-0",
    "0.3", "1e15", "-1e10", "99.995", "1234.565", "0.285", "33.333333333333336", "1e300", "1e-300", "4", "5", "7", "12",
]  # fmt: skip
TAME = [
    ".",
    "0",
    "1",
    "-1",
    "2",
    "2.5",
    "-2.5",
    "0.5",
    "1.5",
    "3",
    "10",
    "100",
    "0.1",
    "0.3",
    "4",
    "5",
    "7",
    "12.75",
]
WHOLE = [".", "1", "2", "3", "4", "-1", "0", "2", "1"]
TEXTS = [
    "", "a", "b", "ab", "abc", "A", "Bob", "x y", "åäö", "long text here", "zz", "0", "12", "ÅSA  b", "a,b", "1.5", "x_y-z",
    "aaa", " lead", "it''s", "%", "one two three four", "B a", "1e2", "-3",
]  # fmt: skip
KEYS = ["1", "1", "2", "2", "3", ".", "4"]
GROUPS = ["", "a", "a", "b", "B", "c", "å"]
DATES = [
    "0",
    "21974",
    "22000",
    "-1",
    "-21914",
    "21975",
    "22339",
    ".",
    "366",
    "59",
    "60",
    "18262",
    "23010",
    "21913",
]
LETTERS = ["A", "Z", "_"]


@dataclass(frozen=True, slots=True)
class Table:
    """An input data set and how it is made. All have g $3, k, x, y, s $n, d (a date)."""

    name: str
    part: Part
    rows: int
    sorted_by: str = ""


def table(
    r: Random,
    name: str,
    sorted_by: str = "",
    *,
    special: bool = False,
    unique: bool = False,
    tame: bool = False,
) -> Table:
    """Make a data set, sorted by `sorted_by` where that is not empty (`unique`: one row for each key)."""
    size = r.choice([0, 1, 1, 2, 3, 4, 5, 6, 8, 13])
    pool = TAME if tame or r.random() < 0.6 else NUMBERS
    numbers = pool + LETTERS if special else pool
    texts = TEXTS if r.random() < 0.7 else ["", "a", "b", "ab"]
    rows = [
        "|".join(
            [
                r.choice(GROUPS),
                r.choice(KEYS),
                r.choice(numbers),
                r.choice(WHOLE),
                r.choice(texts),
                r.choice(DATES),
            ]
        )
        for _ in range(size)
    ]
    length = r.choice([8, 8, 12, 40])
    head = f"data {name};\n  infile datalines dsd dlm='|' truncover;\n  input g :$3. k x y s :${length}. d;\ndatalines;"
    body = [Part(head, lines(rows), ";", fixed=True)]
    if sorted_by:
        body.append(
            Part(f"proc sort data={name}{' nodupkey' if unique else ''}; by {sorted_by}; run;", fixed=True)
        )
    return Table(name, Part("", tuple(body), "", fixed=False), size, sorted_by)
