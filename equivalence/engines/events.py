"""What SAS tells of divisions by zero and invalid arguments, read off the data set that a step has made.

The plan names the operations (`Logged` with "zero" and "invalid"); each row of the data set is an iteration of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import isinf, nan
from typing import Any

from translator.library.formats.best import best
from translator.plan.relations import Logged

Cells = Callable[[str, str], Sequence[Any] | None]
Column = Sequence[Any] | float | str | None
MATHEMATICS = (
    "NOTE: Mathematical operations could not be performed at the following places. The results of the operations have "
    "been set to missing values."
)
COUNTS = "      Each place is given by: (Number of times) at (Line):(Column)."
MOST = 20
"""OPTIONS ERRORS=: so many are told in full."""


def event_lines(events: Sequence[Logged], cells: Cells) -> list[str]:
    """Return the lines about the events of a step: each in its row, the values of the row, then how many there were.

    Args: cells: a column of a data set by the names of both.
    """
    told: list[tuple[int, str]] = []
    counts: list[str] = []
    for line in events:
        [(place, columns)] = line.places
        found = [argument(cells, line.target, name) for name in columns]
        at = f"at line {place.partition(':')[0]} column {place.partition(':')[2]}."
        if line.count == "zero":
            rows = [(row, f"NOTE: {line.text} {at}" if line.text else "") for row in zero_rows(found)]
        elif line.count == "substr":
            rows = [
                (row, f"NOTE: Invalid {which} argument to function SUBSTR {at}")
                for row, which in outside(found)
            ]
        else:
            calls = invalid_calls(line.text, found)
            rows = [(row, f"NOTE: Invalid argument to function {call} {at}") for row, call in calls]
        told += rows
        counts += [f"{len(rows)} at {place}"] if rows and line.count != "substr" else []
    made: list[str] = []
    told.sort(key=lambda event: event[0])
    for position, (row, text) in enumerate(told):
        if position < MOST and text:
            made.append(text)
        last = position + 1 == len(told) or told[position + 1][0] != row
        if last and position < MOST:
            made += row_line(events[0], row, cells)
    return [*made, MATHEMATICS, COUNTS, "      " + "   ".join(counts)] if counts else made


def show_rows(log: list[str], lines: Iterable[Logged], cells: Cells) -> None:
    """Put the values of its row behind every line of the program that the log shows because of invalid data."""
    for line in lines:
        if line.count != "lines" or not line.row or line.last is None:
            continue
        column = cells(line.target, line.row[0])
        if column is None or len(column) != line.last - line.first + 1:
            continue
        for place in range(len(log) - 1, 0, -1):
            number = log[place][:11].strip()
            if (
                log[place - 1].startswith("RULE:")
                and number.isdigit()
                and line.first <= int(number) <= line.last
            ):
                log[place + 1 : place + 1] = row_line(line, int(number) - line.first, cells)


def row_line(line: Logged, row: int, cells: Cells) -> list[str]:
    """Return the line with the values of a row, as SAS writes it after an error; none where some are not known."""
    columns = [cells(line.target, name) for name in line.row]
    if not columns or any(column is None for column in columns):
        return []
    pairs = [
        f"{name}={shown(column[row])}"
        for name, column in zip(line.row, columns, strict=True)
        if column is not None
    ]
    return [" ".join([*pairs, "_ERROR_=1", f"_N_={row + 1}"])]


def shown(value: float | str) -> str:
    """Return a value as `put x=` shows it."""
    if isinstance(value, str):
        return value.strip(" ") or " "
    return "." if isinf(value) else best(value, 12).strip(" ")


def argument(cells: Cells, dataset: str, name: str) -> Column:
    """Return a column, a constant (`=1`, `'a'`), or None where the data set has no such column."""
    if name.startswith("="):
        return float(name[1:])
    return name[1:-1] if name.startswith("'") else cells(dataset, name)


def missing_rows(columns: Sequence[Column], every: bool = False) -> int:
    """Return in how many rows a value of the columns is missing, or every one."""
    known = [column for column in columns if column is not None and not isinstance(column, (float, str))]
    if len(known) < len(columns):
        return 0
    counts = all if every else any
    return sum(counts(value != value for value in row) for row in zip(*known, strict=True))


def zero_rows(columns: Sequence[Column]) -> list[int]:
    """Return the rows in which the first column, a divisor, is zero and none of the others is missing."""
    known = [column for column in columns if column is not None and not isinstance(column, (float, str))]
    if len(known) < len(columns):
        return []
    rows = enumerate(zip(*known, strict=True))
    return [number for number, row in rows if row[0] == 0 and all(value == value for value in row[1:])]


def _number(column: Column, row: int) -> float:
    """Return the number of a row, or the constant."""
    return float(column) if isinstance(column, (float, str)) else float(column[row]) if column else nan


def outside(columns: Sequence[Column]) -> list[tuple[int, str]]:
    """Return the rows in which SUBSTR reaches outside of its text, and the argument that is invalid."""
    text, size, start, *length = columns
    if text is None or isinstance(text, (float, str)) or not isinstance(size, float) or None in columns[2:]:
        return []
    made: list[tuple[int, str]] = []
    for row in range(len(text)):
        first, count = _number(start, row), _number(length[0] if length else 1.0, row)
        if not 1 <= first < size + 1:
            made.append((row, "second"))
        elif not 1 <= count < size - int(first) + 2:
            made.append((row, "third"))
    return made


def invalid_calls(function: str, columns: Sequence[Column]) -> list[tuple[int, str]]:
    """Return the calls whose result (the first column) is missing though no argument is, with their rows."""
    result = columns[0]
    if result is None or isinstance(result, (float, str)) or any(column is None for column in columns):
        return []
    made: list[tuple[int, str]] = []
    for number, value in enumerate(result):
        row = [c if isinstance(c, (float, str)) else c[number] for c in columns[1:] if c is not None]
        if value == value or any(x != x for x in row):
            continue
        if function == "INPUT":  # blanks, a period and letters of special missing values are no invalid data
            text = row[0].strip(" ") if row and isinstance(row[0], str) else "."
            made += [] if len(text) < 2 and not text.isdigit() else [(number, function)]
            continue
        texts = [f"'{x}'" if isinstance(x, str) else best(x, 12).strip(" ") for x in row]
        made.append((number, f"{function}({','.join(texts)})"))
    return made
