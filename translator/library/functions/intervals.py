"""INTNX and INTCK: the calendar cut into intervals, from MONTH and WEEK.2 to DTDAY and WEEKDAY17W.

Every kind of interval numbers its cells: `cell_of` gives the number of the cell a value lies in, `cell_start`
where a cell begins. An interval is written NAMEm.s: m units long, shifted by s - 1 parts.
(SAS Language Reference: Concepts, About Date and Time Intervals.)
"""

from __future__ import annotations

import math
import re
from math import isnan, nan

from translator.library.formats.calendar_days import civil, day_number
from translator.library.functions.dates import DAY_SECONDS, is_date
from translator.library.functions.registry import function

MONTHS_LONG = {"YEAR": 12, "SEMIYEAR": 6, "QTR": 3, "MONTH": 1}
SECONDS_LONG = {"HOUR": 3600, "MINUTE": 60, "SECOND": 1}
PARTS_OF_MONTH = {"SEMIMONTH": 2, "TENDAY": 3}

OTHER_NAMES = {
    "YEAR": "YEARLY YR ANNUALLY ANNUAL", "SEMIYEAR": "SEMIYEARLY SEMIYR SEMIANNUAL SEMIANN", "QTR": "QUARTERLY QUARTER QTRLY",
    "MONTH": "MONTHLY MON", "SEMIMONTH": "SEMIMONTHLY SEMIMON", "WEEK": "WEEKLY", "DAY": "DAILY DATE", "HOUR": "HOURLY HR",
    "MINUTE": "MIN", "SECOND": "SEC",
}  # fmt: skip
"""SAS/ETS User's Guide, "Summary of Interval Types": abbreviations; each may end in S."""
KINDS = {name: kind for kind, names in OTHER_NAMES.items() for name in [kind, *names.split()]} | {
    name: name for name in ("YEARV", "TENDAY", "WEEKDAY", "WEEKV", "OBS")
}
INTERVAL = re.compile(
    rf"(DT)?({'|'.join(sorted(KINDS, key=lambda name: (-len(name), name)))})S?(?:(\d+)(W))?(\d*)(?:\.(\d+))?"
)
OF_RETAIL = re.compile(r"(DT)?R(445|454|544)(YR|QTR|MON)S?\d*(\.\d+)?")
"""Intervals of the retail calendar, which SAS knows and this module does not."""

Interval = tuple[str, str, int, int, str]


def read_interval(text: str) -> Interval | None:
    """Read an interval's name; None if it is not known.

    Returns what it counts ("date", "datetime" or "time"), its kind, its multiple, its shift (from 0) and, for
    WEEKDAY, the days of the weekend as digits (1 is Sunday).
    Raises: NotImplementedError for intervals that SAS knows and this module does not.
    """
    name = text.strip(" ").upper()
    match = INTERVAL.fullmatch(name)
    if OF_RETAIL.fullmatch(name):
        raise NotImplementedError(f"the interval {name}")
    if not match:
        return None
    prefix, kind, weekend, _, multiple, shift = match.groups()
    kind = KINDS[kind]
    counts = "datetime" if prefix else "date"
    if kind in SECONDS_LONG:
        counts = "time"
    size, start = int(multiple or 1), int(shift or 1)
    if size < 1 or start < 1 or (weekend and kind != "WEEKDAY"):
        return None
    if kind == "WEEKV":  # weeks of ISO 8601 begin on Monday
        return (counts, "WEEK", size, start, "") if start <= 7 * size else None
    if kind == "YEARV" and (size, start) != (1, 1):
        raise NotImplementedError(f"the interval {name}")
    if kind == "WEEKDAY":
        weekend = weekend or "17"
        if not set(weekend) <= set("1234567") or len(set(weekend)) == 7:
            return None
    if start > parts_in(kind, size):
        return None
    return counts, kind, size, start - 1, weekend or ""


def parts_in(kind: str, size: int) -> int:
    """Return how many parts an interval has that a shift can count."""
    if kind in MONTHS_LONG:
        return MONTHS_LONG[kind] * size
    return 7 * size if kind == "WEEK" else size


def cell_of(value: float, interval: Interval) -> int:
    """Return the number of the cell that holds a value; the cell of 1 January 1960 is near 0."""
    counts, kind, size, shift, weekend = interval
    if counts == "time":
        unit = SECONDS_LONG[kind]
        return math.floor((value - shift * unit) / (unit * size))
    date = math.floor(value / DAY_SECONDS) if counts == "datetime" else math.floor(value)
    if kind == "DAY" or kind == "OBS":
        return (date - shift) // size
    if kind == "WEEK":
        return (date + 5 - shift) // (7 * size)
    if kind == "WEEKDAY":
        return (working_days(date, weekend) - shift) // size
    year, month, day = civil(date)
    if kind == "YEARV":  # the year that holds the Thursday of the week
        return civil(date - (date + 4) % 7 + 3)[0] - 1960
    months = (year - 1960) * 12 + month - 1
    if kind in PARTS_OF_MONTH:
        parts = PARTS_OF_MONTH[kind]
        part = int(day > 15) if parts == 2 else min((day - 1) // 10, 2)
        return (months * parts + part - shift) // size
    return (months - shift) // (MONTHS_LONG[kind] * size)


def cell_start(cell: int, interval: Interval) -> float:
    """Return the first value of a cell."""
    counts, kind, size, shift, weekend = interval
    if counts == "time":
        return float(cell * SECONDS_LONG[kind] * size + shift * SECONDS_LONG[kind])
    if kind == "DAY" or kind == "OBS":
        date = float(cell * size + shift)
    elif kind == "WEEK":
        date = float(cell * 7 * size - 5 + shift)
    elif kind == "WEEKDAY":
        date = float(working_day(cell * size + shift, weekend))
    elif kind == "YEARV":  # the Monday of the week that holds 4 January
        date = month_start(cell * 12) + 3
        date -= (date + 4) % 7
    elif kind in PARTS_OF_MONTH:
        months, part = divmod(cell * size + shift, PARTS_OF_MONTH[kind])
        date = month_start(months) + part * (15 if kind == "SEMIMONTH" else 10)
    else:
        date = month_start(cell * MONTHS_LONG[kind] * size + shift)
    return date * DAY_SECONDS if counts == "datetime" else date


def month_start(months: int) -> float:
    """Return the first day of the month that is so many months after January 1960; missing outside SAS's calendar."""
    year = 1960 + months // 12
    return day_number(year, months % 12 + 1, 1) if 1582 <= year <= 19900 else nan


def working_days(date: int, weekend: str) -> int:
    """Number the working days; a day of the weekend has the number of the working day before it."""
    week, place = divmod(date + 5, 7)
    work = [day for day in range(7) if str(day + 1) not in weekend]
    return week * len(work) + sum(1 for day in work if day <= place) - 1


def working_day(number: int, weekend: str) -> int:
    """Return the date of a working day by its number."""
    work = [day for day in range(7) if str(day + 1) not in weekend]
    week, place = divmod(number, len(work))
    return week * 7 + work[place] - 5


def same_place(value: float, steps: int, interval: Interval) -> float:
    """Return the value moved by so many intervals, at the same place in the new one (alignment SAME).

    A day that the new month does not have becomes the month's last.
    """
    counts, kind, size, _, weekend = interval
    if kind == "YEARV":
        raise NotImplementedError("the same place in the interval YEARV")
    if counts == "time":
        return value + steps * size * SECONDS_LONG[kind]
    date = math.floor(value / DAY_SECONDS) if counts == "datetime" else math.floor(value)
    time = value - date * DAY_SECONDS if counts == "datetime" else 0.0
    if kind in MONTHS_LONG:
        year, month, day = civil(date)
        months = (year - 1960) * 12 + month - 1 + steps * size * MONTHS_LONG[kind]
        new = min(month_start(months) + day - 1, month_start(months + 1) - 1)
    elif kind == "WEEKDAY":
        new = float(working_day(working_days(date, weekend) + steps * size, weekend))
    elif kind in PARTS_OF_MONTH:
        dates: Interval = ("date", *interval[1:])
        cell = cell_of(date, dates)
        offset = date - cell_start(cell, dates)
        new = min(cell_start(cell + steps, dates) + offset, cell_start(cell + steps + 1, dates) - 1)
    else:
        new = float(date + steps * size * (7 if kind == "WEEK" else 1))
    return new * DAY_SECONDS + time if counts == "datetime" else new


@function("INTNX", "char num num [char]", source="SAS 9.4 Functions and CALL Routines: Reference, INTNX Function",
          examples=(
    ("intnx('year', '05feb94'd, 3)", 13515), ("intnx('month', '05jan95'd, 0)", 12784),
    ("intnx('semiyear', '01jan97'd, 1)", 13696), ("intnx('month2', '01aug96'd, -1)", 13270),
    ("intnx('semimonth2.2', '01apr97'd, 4)", 13711),
    ("intnx('month', '15mar2000'd, 5, 'same')", 14837), ("intnx('year', '29feb2000'd, 2, 'same')", 15399),
    ("intnx('month', '31aug2001'd, 1, 'same')", 15248), ("intnx('qtr', '15may2021'd, 0, 'e')", 22461),
    ("intnx('month', '01jan95'd, 5, 'middle')", 12949), ("intnx('week.2', '05jan2022'd, 0)", 22648),
    ("intnx('weekday', '07jan2022'd, 1)", 22655), ("intnx('dtday', '05jan2020:13:00:00'dt, 1)", 1893888000),
    ("intnx('hour', '05jan2020:13:20:00'dt, 1)", 1893852000), ("intnx('tenday', '25jan2020'd, 1)", 21946),
    ("intnx('week.4', '30sep91'd, 3)", 11611), ("intnx('weekv', '01jan2021'd, 0)", 22277),
    ("intnx('yearv', '01jan2021'd, 0)", 21913), ("intnx('yearv', '01jan2021'd, 1)", 22284),
))  # fmt: skip
def intnx(interval: str, start: float, steps: float, alignment: str | None = None) -> float:
    """Move a date, time or datetime by a number of intervals, to the (b)eginning, (m)iddle or (e)nd of the new one.

    Alignment s (same) keeps the place within the interval.
    """
    known = read_interval(interval)
    where = (alignment or "").strip(" ").lower() or "b"
    if known is None or isnan(start) or isnan(steps) or where[:1] not in ("b", "m", "e", "s"):
        return nan
    days = start / DAY_SECONDS if known[0] == "datetime" else start
    if known[0] != "time" and not is_date(days):
        return nan
    count = int(steps)
    if where.startswith("s"):
        return same_place(start, count, known)
    cell = cell_of(start, known) + count
    first, after = cell_start(cell, known), cell_start(cell + 1, known)
    if where.startswith("e"):
        return after - 1
    if where.startswith("m"):
        return math.floor((first + after - 1) / 2) + 0.0 if not isnan(first + after) else nan
    return first


@function("INTCK", "char num num [char]", examples=(
    ("intck('qtr', '10jan95'd, '01jul95'd)", 2), ("intck('year', '31dec94'd, '01jan95'd)", 1),
    ("intck('year', '01jan94'd, '31dec94'd)", 0), ("intck('semi' , 1, 2)", None),
    ("intck('weekday', '16oct1991'd, '09nov1991'd)", 17), ("intck('month', '1feb1991'd, '31jan1991'd)", -1),
    ("intck('week', '28dec2020'd, '04jan2021'd)", 1), ("intck('yearv', '03jan2021'd, '04jan2021'd)", 1),
    ("intck('month', '15jan2020'd, '14mar2020'd, 'c')", 1), ("intck('month', '15jan2020'd, '15mar2020'd, 'c')", 2),
    ("intck('year', '15may2021'd, '14may2020'd, 'c')", -1),
    ("intck('dtday', '05jan2020:23:59:00'dt, '06jan2020:00:01:00'dt)", 1), ("intck('minute', '10:00:30't, '10:02:10't)", 2),
))  # fmt: skip
def intck(interval: str, start: float, end: float, method: str | None = None) -> float:
    """Count the interval boundaries between two dates, times or datetimes; method c counts whole intervals since the start."""
    known = read_interval(interval)
    if known is None or isnan(start) or isnan(end):
        return nan
    for value in (start, end):
        if known[0] != "time" and not is_date(value / DAY_SECONDS if known[0] == "datetime" else value):
            return nan
    crossed = cell_of(end, known) - cell_of(start, known)
    if not (method or "d").strip(" ").lower().startswith("c"):
        return float(crossed)
    if end >= start and same_place(start, crossed, known) > end:
        crossed -= 1
    elif end < start and same_place(start, crossed, known) < end:
        crossed += 1
    return float(crossed)


@function(
    "INTTEST",
    "char",
    examples=(("inttest('month')", 1), ("inttest('week6.13')", 1), ("inttest('fortnight')", 0)),
)
def inttest(interval: str) -> float:
    """Return 1 if a text names an interval, else 0."""
    return float(read_interval(interval) is not None)
