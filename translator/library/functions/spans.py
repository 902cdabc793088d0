"""Differences of dates by day count conventions, and the dates of holidays: DATDIF, YRDIF, NWKDOM, HOLIDAY."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.formats.calendar_days import civil
from translator.library.functions.dates import date_of, is_date, week_day
from translator.library.functions.registry import function

FIXED_HOLIDAYS = {
    "BOXING": (12, 26), "CANADA": (7, 1), "CHRISTMAS": (12, 25), "HALLOWEEN": (10, 31), "NEWYEAR": (1, 1),
    "USINDEPENDENCE": (7, 4), "VALENTINES": (2, 14), "VETERANS": (11, 11), "CANADAOBSERVED": (7, 1),
    "VETERANSUSG": (11, 11), "VETERANSUSPS": (11, 11),
}  # fmt: skip
WEEKDAY_HOLIDAYS = {
    "COLUMBUS": (2, 2, 10), "FATHERS": (3, 1, 6), "LABOR": (1, 2, 9), "MLK": (3, 2, 1), "MEMORIAL": (5, 2, 5),
    "MOTHERS": (2, 1, 5), "THANKSGIVING": (4, 5, 11), "THANKSGIVINGCANADA": (2, 2, 10), "USPRESIDENTS": (3, 2, 2),
}  # fmt: skip
"""Which one (5: the last), day of the week, month."""


def days_of_360(start: float, end: float) -> float:
    """Return the days between two dates where each month has 30 (the securities industry's 30/360)."""
    first_year, first_month, first = civil(start)
    last_year, last_month, last = civil(end)
    starts_at_end = first_month == 2 and civil(start + 1)[1] == 3
    if starts_at_end and last_month == 2 and civil(end + 1)[1] == 3:
        last = 30
    if starts_at_end:
        first = 30
    if last == 31 and first >= 30:
        last = 30
    first = 30 if first == 31 else first
    return float((last_year - first_year) * 360 + (last_month - first_month) * 30 + last - first)


def basis_name(basis: str | None, default: str) -> str:
    """Return a day count convention by its full name."""
    name = (basis or "").strip(" ").upper() or default
    return {"ACTUAL": "ACT/ACT", "360": "30/360"}.get(name, name)


@function("DATDIF", "num num [char]", examples=(
    ("datdif('16oct78'd, '16feb96'd, 'ACT/ACT')", 6332), ("datdif('16oct78'd, '16feb96'd, '30/360')", 6240),
    ("datdif('31jan2020'd, '31mar2020'd, '30/360')", 60), ("datdif('01jan2020'd, '01jan2021'd)", 366),
))  # fmt: skip
def datdif(start: float, end: float, basis: str | None = None) -> float:
    """Return the days between two dates by a day count convention (actual days if none is given)."""
    name = basis_name(basis, "ACT/ACT")
    if not (is_date(start) and is_date(end)) or name not in ("ACT/ACT", "30/360", "ACT/360", "ACT/365"):
        return nan
    start, end = float(math.floor(start)), float(math.floor(end))
    return days_of_360(start, end) if name == "30/360" else end - start


@function("YRDIF", "num num [char]", examples=(
    ("yrdif('16oct1998'd, '16feb2010'd, '30/360')", 11.333333333), ("yrdif('16oct1998'd, '16feb2010'd, 'ACT/ACT')", 11.336986301),
    ("yrdif('16oct1998'd, '16feb2010'd, 'ACT/360')", 11.502777778), ("yrdif('16oct1998'd, '16feb2010'd, 'ACT/365')", 11.345205479),
    ("yrdif('15jun1990'd, '15jun2020'd, 'AGE')", 30), ("yrdif('01jan2001'd, '02jul2002'd)", 1.498630137),
    ("yrdif('29feb1964'd, '28feb2016'd, 'AGE')", 52),
))  # fmt: skip
def yrdif(start: float, end: float, basis: str | None = None) -> float:
    """Return the years between two dates by a day count convention; AGE (also if none is given) for persons.

    An age is the number of birthdays, and the days since the last one divided by the days between birthdays.
    """
    name = basis_name(basis, "AGE")
    if not (is_date(start) and is_date(end)):
        return nan
    start, end = float(math.floor(start)), float(math.floor(end))
    if name == "30/360":
        return days_of_360(start, end) / 360
    if name in ("ACT/360", "ACT/365"):
        return (end - start) / float(name[4:])
    if name not in ("ACT/ACT", "AGE"):
        return nan
    if end < start:
        return -yrdif(end, start, name)
    return actual_years(start, end) if name == "ACT/ACT" else age(start, end)


def actual_years(start: float, end: float) -> float:
    """Return the days in years of 365 days divided by 365, and those in years of 366 divided by 366."""
    common = leap = 0.0
    for year in range(civil(start)[0], civil(end)[0] + 1):
        first, after = date_of(year, 1, 1), date_of(year + 1, 1, 1)
        days = sorted((first, end, after))[1] - sorted((first, start, after))[1]
        if after - first == 366:
            leap += days
        else:
            common += days
    return common / 365.0 + leap / 366.0


def age(start: float, end: float) -> float:
    """Return the years of a person's age with the fraction since the last birthday."""
    years = civil(end)[0] - civil(start)[0]
    if birthday(start, years) > end:
        years -= 1
    last, following = birthday(start, years), birthday(start, years + 1)
    return years + (end - last) / (following - last)


def birthday(born: float, years: int) -> float:
    """Return the date of a birthday. For those born on 29 February it is 28 February in every year.

    Source: YRDIF('29feb1964'd, '28feb2016'd, 'AGE') is 52 (The SAS Dummy, "SAS knows it's a leap year", comments).
    """
    year, month, day = civil(born)
    return date_of(year + years, month, 28 if (month, day) == (2, 29) else day)


@function("NWKDOM", "num num num num", examples=(
    ("nwkdom(4, 5, 11, 2012)", 19319), ("nwkdom(5, 2, 5, 2007)", 17314), ("nwkdom(6, 2, 5, 2007)", None),
))  # fmt: skip
def nwkdom(which: float, weekday: float, month: float, year: float) -> float:
    """Return the date of the nth given day of the week (1 is Sunday) in a month; 5 is the last one."""
    if isnan(which + weekday + month + year) or not (1 <= which <= 5 and 1 <= weekday <= 7):
        return nan
    first = date_of(year, month, 1.0)
    if isnan(first):
        return nan
    date = first + (int(weekday) - week_day(first)) % 7 + 7 * (int(which) - 1)
    return date if civil(date)[1] == int(month) else date - 7


def easter(year: int) -> float:
    """Return the date of Easter Sunday in the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    shift = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (b % 4) + 2 * (c // 4) - shift - c % 4) % 7
    later = (a + 11 * shift + 22 * days) // 451
    month, day = divmod(shift + days - 7 * later + 114, 31)
    return date_of(year, month, day + 1)


@function("HOLIDAY", "char num", examples=(
    ("holiday('thanksgiving', 2012)", 19319), ("holiday('christmas', 2012)", 19352), ("holiday('easter', 2021)", 22374),
    ("holiday('boxing', 2007)", 17526), ("holiday('victoria', 2007)", 17307), ("holiday('no such', 2007)", None),
))  # fmt: skip
def holiday(name: str, year: float) -> float:
    """Return the date of a holiday of the United States or Canada in a year."""
    key = name.strip(" ").upper()
    january = date_of(year, 1.0, 1.0)
    if isnan(january):
        return nan
    whole = civil(january)[0]
    if key in WEEKDAY_HOLIDAYS:
        which, weekday, month = WEEKDAY_HOLIDAYS[key]
        return nwkdom(which, weekday, month, whole)
    if key == "EASTER":
        return easter(whole)
    if key == "VICTORIA":
        date = date_of(whole, 5, 24)
        return date - (week_day(date) - 2) % 7
    if key not in FIXED_HOLIDAYS:
        return nan
    date = date_of(whole, *FIXED_HOLIDAYS[key])
    if key in ("CANADAOBSERVED", "VETERANSUSG", "VETERANSUSPS") and week_day(date) == 1:
        date += 1
    elif key == "VETERANSUSG" and week_day(date) == 7:
        date -= 1
    return date
