"""Dates, times and datetimes: their parts, and how they are put together.

A date is a number of days, a time of seconds, a datetime of seconds, all since 1 January 1960.
"""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.formats.calendar_days import civil, day_number, full_year
from translator.library.functions.finite import finite
from translator.library.functions.registry import function

DAY_SECONDS = 86400.0
FIRST_DATE, LAST_DATE = -138061, 6589335


def is_date(value: float) -> bool:
    """Tell whether a number is a date that SAS knows: 1582 to 19900."""
    return FIRST_DATE <= value < LAST_DATE + 1


def date_of(year: float, month: float, day: float) -> float:
    """Return the date of a calendar day; missing if there is none. Years of two digits are of 1926 to 2025."""
    if isnan(year) or isnan(month) or isnan(day):
        return nan
    whole = full_year(int(year), 2 if 0 <= year <= 99 else 4)
    try:
        return day_number(whole, int(month), int(day))
    except ValueError:
        return nan


@function(
    "MDY",
    "num num num",
    examples=(("mdy(8, 27, 2001)", 15214), ("mdy(2, 30, 2020)", None), ("mdy(1, 1, 60)", 0)),
)
def mdy(month: float, day: float, year: float) -> float:
    """Return the date of a month, day and year; missing if there is no such day."""
    return date_of(year, month, day)


@function("YEAR", "num", examples=(("year('25dec1997'd)", 1997), ("year(0)", 1960), ("year(-1)", 1959)))
def year(date: float) -> float:
    """Return the year of a date."""
    return float(civil(date)[0]) if is_date(date) else nan


@function("MONTH", "num", examples=(("month('25jan1994'd)", 1), ("month('31dec1999'd)", 12)))
def month(date: float) -> float:
    """Return the month of a date, 1 to 12."""
    return float(civil(date)[1]) if is_date(date) else nan


@function("DAY", "num", examples=(("day('05may97'd)", 5), ("day('29feb2000'd)", 29)))
def day(date: float) -> float:
    """Return the day of the month of a date."""
    return float(civil(date)[2]) if is_date(date) else nan


@function("QTR", "num", examples=(("qtr('20jan94'd)", 1), ("qtr('01oct2020'd)", 4)))
def qtr(date: float) -> float:
    """Return the quarter of a date, 1 to 4."""
    return float((civil(date)[1] + 2) // 3) if is_date(date) else nan


@function("WEEKDAY", "num", examples=(("weekday('16mar1997'd)", 1), ("weekday(0)", 6)))
def week_day(date: float) -> float:
    """Return the day of the week of a date: 1 is Sunday, 7 is Saturday."""
    return float((math.floor(date) + 5) % 7 + 1) if is_date(date) else nan


@function("YYQ", "num num", examples=(("yyq(2001, 3)", 15157), ("yyq(2001, 5)", None)))
def yyq(year: float, quarter: float) -> float:
    """Return the first day of a quarter."""
    if isnan(quarter) or not 1 <= quarter <= 4:
        return nan
    return date_of(year, int(quarter) * 3 - 2, 1.0)


@function("DATEPART", "num", examples=(("datepart('01feb94:8:45'dt)", 12450), ("datepart(-1)", -1)))
def datepart(datetime: float) -> float:
    """Return the date of a datetime."""
    return math.floor(datetime / DAY_SECONDS) + 0.0 if not isnan(datetime) else nan


@function(
    "TIMEPART", "num", examples=(("timepart('02jan1960:10:00:00'dt)", 36000), ("timepart(86401.5)", 1.5))
)
def timepart(datetime: float) -> float:
    """Return the time of day of a datetime."""
    return datetime - math.floor(datetime / DAY_SECONDS) * DAY_SECONDS if not isnan(datetime) else nan


@function(
    "HOUR", "num", examples=(("hour('1:30't)", 1), ("hour('13:45:07't)", 13), ("hour('01jan60:05:00'dt)", 5))
)
def hour(time: float) -> float:
    """Return the hour of a time or datetime, 0 to 23."""
    return math.floor(timepart(time) / 3600) + 0.0 if not isnan(time) else nan


@function("MINUTE", "num", examples=(("minute('3:19:24't)", 19), ("minute('13:45:07't)", 45)))
def minute(time: float) -> float:
    """Return the minute of a time or datetime, 0 to 59."""
    return math.floor(timepart(time) % 3600 / 60) + 0.0 if not isnan(time) else nan


@function("SECOND", "num", examples=(("second('3:19:24't)", 24), ("second('6:15:18.5't)", 18.5)))
def second(time: float) -> float:
    """Return the second of a time or datetime, fractions included."""
    return timepart(time) % 60 if not isnan(time) else nan


@function(
    "HMS",
    "num num num",
    examples=(("hms(12, 45, 10)", 45910), ("hms(1, 2, 3)", 3723), ("hms(0, 90, 0)", 5400)),
)
@finite
def hms(hour: float, minute: float, second: float) -> float:
    """Return the time of an hour, minute and second."""
    return nan if isnan(hour + minute + second) else hour * 3600 + minute * 60 + second


@function(
    "DHMS",
    "num num num num",
    examples=(("dhms('02jan1960'd, 1, 2, 3)", 90123), ("dhms('01jan03'd, 15, 30, 15)", 1357054215)),
)
@finite
def dhms(date: float, hour: float, minute: float, second: float) -> float:
    """Return the datetime of a date, hour, minute and second."""
    return (
        nan
        if isnan(date + hour + minute + second)
        else date * DAY_SECONDS + hour * 3600 + minute * 60 + second
    )


@function(
    "DATEJUL",
    "num",
    examples=(
        ("datejul(2020060)", 21974),
        ("datejul(1960001)", 0),
        ("datejul(99001)", 14245),
        ("datejul(2001366)", None),
    ),
)
def datejul(julian: float) -> float:
    """Return the date of a Julian date yyyyddd or yyddd."""
    if isnan(julian) or julian != int(julian) or julian < 1:
        return nan
    start = date_of(float(int(julian) // 1000), 1.0, 1.0)
    count = int(julian) % 1000
    if isnan(start) or not 1 <= count <= date_of(year(start), 12.0, 31.0) - start + 1:
        return nan
    return start + count - 1


@function("JULDATE", "num", examples=(("juldate('31dec99'd)", 99365), ("juldate('01jan2099'd)", 2099001)))
def juldate(date: float) -> float:
    """Return a date as Julian date: yyddd within the hundred years of YEARCUTOFF=, else yyyyddd."""
    if not is_date(date):
        return nan
    whole = juldate7(date)
    return whole % 100000 if 1926 <= whole // 1000 <= 2025 else whole


@function(
    "JULDATE7", "num", examples=(("juldate7('29feb2020'd)", 2020060), ("juldate7('31dec1999'd)", 1999365))
)
def juldate7(date: float) -> float:
    """Return a date as Julian date yyyyddd."""
    if not is_date(date):
        return nan
    start = date_of(year(date), 1.0, 1.0)
    return year(date) * 1000 + math.floor(date) - start + 1


@function(
    "WEEK",
    "num [char]",
    examples=(
        ("week('01jan2005'd)", 0),
        ("week('02jan2005'd)", 1),
        ("week('01jan2005'd, 'v')", 53),
        ("week('03jan2005'd, 'w')", 1),
        ("week('02jan2005'd, 'w')", 0),
        ("week('31dec2008'd, 'v')", 1),
    ),
)
def week(date: float, kind: str | None = None) -> float:
    """Return the week of the year: U counts from Sundays, W from Mondays (both from 0), V by ISO 8601."""
    if not is_date(date):
        return nan
    counts = (kind or "u").strip(" ").lower()
    of_year = math.floor(date) - date_of(year(date), 1.0, 1.0)
    from_monday = (math.floor(date) + 4) % 7
    if counts == "u":
        return (of_year + 7 - (math.floor(date) + 5) % 7) // 7 + 0.0
    if counts == "w":
        return (of_year + 7 - from_monday) // 7 + 0.0
    if counts != "v":
        return nan
    thursday = math.floor(date) - from_monday + 3.0
    return (thursday - date_of(year(thursday), 1.0, 1.0)) // 7 + 1.0
