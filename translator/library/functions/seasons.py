"""Intervals in their seasonal cycle: months and weeks in years, days in weeks, hours in days.

SAS 9.4 Functions and CALL Routines: Reference, INTSEAS, INTCYCLE, INTINDEX, INTCINDEX and INTSHIFT Functions.
"""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.dates import DAY_SECONDS, is_date
from translator.library.functions.intervals import (
    MONTHS_LONG,
    Interval,
    cell_of,
    cell_start,
    read_interval,
)
from translator.library.functions.registry import function

CYCLES = {
    "SEMIMONTH": ("YEAR", 24), "TENDAY": ("YEAR", 36), "WEEK": ("YEAR", 52), "WEEKDAY": ("WEEK", 7), "DAY": ("WEEK", 7),
    "HOUR": ("DAY", 24), "MINUTE": ("HOUR", 60), "SECOND": ("MINUTE", 60),
}  # fmt: skip
"""Interval -> the interval of its cycle, and how many of it a cycle has."""


def cycle(interval: Interval) -> tuple[str, int]:
    """Return the name of the next higher seasonal cycle, and how many of the intervals it has.

    Raises NotImplementedError for multiples that do not divide a cycle.
    """
    counts, kind, size, _, weekend = interval
    prefix = "DT" if counts == "datetime" else ""
    if kind in MONTHS_LONG:
        months = MONTHS_LONG[kind] * size
        if 12 % months:
            raise NotImplementedError(f"the season of {kind}{size}")
        return prefix + "YEAR", 12 // months
    name, number = CYCLES.get(kind, ("", 0))
    number -= len(set(weekend))
    if not name or number % size or (size > 1 and kind in ("MINUTE", "SECOND")):
        raise NotImplementedError(f"the season of {kind}{size}")
    return prefix + name, number // size


def place_in_cycle(value: float, interval: Interval) -> float:
    """Return which interval of its cycle holds a value; an interval belongs to the cycle in which it begins."""
    days = value / DAY_SECONDS if interval[0] == "datetime" else value
    if interval[0] != "time" and not is_date(days):
        return nan
    if interval[1] == "HOUR":
        return float(math.floor(value % 86400 / (3600 * interval[2])) + 1)
    around = read_interval(cycle(interval)[0])
    assert around is not None
    cell = cell_of(value, interval)
    begin = cell_start(cell_of(cell_start(cell, interval), around), around)
    first = cell_of(begin, interval)
    if cell_start(first, interval) < begin:
        first += 1
    return float(cell - first + 1)


@function(
    "INTSEAS", "char [char]", missing="own",
    examples=(("intseas('month')", 12), ("intseas('qtr')", 4), ("intseas('week')", 52), ("intseas('day')", 7),
              ("intseas('month3')", 4), ("intseas('weekday')", 5), ("intseas('month', 'qtr')", 3), ("intseas('year')", 1)),
)  # fmt: skip
def intseas(interval: str, season: str | None = None) -> float:
    """Return how many intervals a seasonal cycle has."""
    known = read_interval(interval)
    if known is None:
        return nan
    if season is None:
        return float(cycle(known)[1])
    whole = read_interval(season)
    if whole is None or known[1] not in MONTHS_LONG or whole[1] not in MONTHS_LONG:
        raise NotImplementedError(f"the season {season.strip()}")
    return float(MONTHS_LONG[whole[1]] * whole[2] // (MONTHS_LONG[known[1]] * known[2]))


@function(
    "INTCYCLE", "char", returns="char", length=200,
    examples=(("intcycle('year')", "YEAR"), ("intcycle('qtr')", "YEAR"), ("intcycle('month3')", "YEAR"),
              ("intcycle('weekday')", "WEEK"), ("intcycle('day')", "WEEK")),
)  # fmt: skip
def intcycle(interval: str) -> str:
    """Return the name of the interval at the next higher seasonal cycle."""
    known = read_interval(interval)
    return "" if known is None else cycle(known)[0]


@function(
    "INTINDEX", "char num", missing="own",
    examples=(("intindex('qtr', '14aug2005'd)", 3), ("intindex('dtqtr', '23dec2005:15:09:19'dt)", 4),
              ("intindex('hour', '09:05:15't)", 10), ("intindex('month', '26feb2005'd)", 2),
              ("intindex('week', '09sep2005'd)", 36), ("intindex('tenday', '16apr2005'd)", 11), ("intindex('day', '09sep2005'd)", 6)),
)  # fmt: skip
def intindex(interval: str, value: float) -> float:
    """Return the place of an interval, which holds a value, in its seasonal cycle."""
    known = read_interval(interval)
    return nan if known is None or isnan(value) else place_in_cycle(value, known)


@function(
    "INTCINDEX", "char num", missing="own",
    examples=(("intcindex('day', '01sep2005'd)", 35), ("intcindex('minute', '23:13:02't)", 24),
              ("intcindex('tenday', '13dec2005'd)", 1), ("intcindex('dtqtr', '23may2005:05:03:01'dt)", 1)),
)  # fmt: skip
def intcindex(interval: str, value: float) -> float:
    """Return the place of the cycle, which holds a value, in the next higher cycle."""
    known = read_interval(interval)
    around = None if known is None else read_interval(cycle(known)[0])
    return nan if around is None or isnan(value) else place_in_cycle(value, around)


@function(
    "INTSHIFT", "char", returns="char", length=200,
    examples=(("intshift('year')", "MONTH"), ("intshift('dtyear')", "DTMONTH"), ("intshift('minute')", "MINUTE"),
              ("intshift('weekday5.4')", "WEEKDAY"), ("intshift('week')", "DAY")),
)  # fmt: skip
def intshift(interval: str) -> str:
    """Return the name of the interval in which an interval can be shifted."""
    known = read_interval(interval)
    if known is None:
        return ""
    kind = "MONTH" if known[1] in MONTHS_LONG else "DAY" if known[1] == "WEEK" else known[1]
    return ("DT" if known[0] == "datetime" else "") + kind
