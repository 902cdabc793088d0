"""Formats that write SAS times (seconds) and datetimes (seconds since 1960).

SAS: Formats and Informats Reference, "TIMEw.d", "HHMMw.d", "TODw.d", "DATETIMEw.d" … TIMEw.d and its like round
the seconds to the decimals shown, DATETIMEw.d cuts them off.
"""

from __future__ import annotations

from math import floor, isnan

from translator.library.formats.best import fixed, missing_text
from translator.library.formats.calendar_days import MONTHS, civil, no_date
from translator.library.formats.dates import write_date, write_monyy, write_weekdatx, write_year
from translator.library.formats.numbers import write_number


def clock(seconds: float, decimals: int, fuzz: float = 1e-11) -> tuple[int, int, str]:
    """Return hours, minutes and two-digit seconds of a positive time, rounded to so many decimals.

    What comes within `fuzz` of the next whole second when half a unit is added is that second.
    """
    minutes = floor(seconds / 60)
    rest = seconds - 60 * minutes
    text = fixed(rest, decimals)
    carried = floor(rest + 0.5 / 10**decimals + fuzz)
    if fuzz and carried > floor(float(text)):
        text = fixed(carried, decimals)
    if text.startswith("60"):
        minutes, text = minutes + 1, fixed(0, decimals)
    return minutes // 60, minutes % 60, text.rjust(3 + decimals if decimals else 2, "0")


def day_clock(seconds: float, decimals: int) -> tuple[int, int, str]:
    """Return hours, minutes and seconds within a day: what would round to 24:00 is cut instead."""
    hours, minutes, text = clock(seconds, decimals)
    if hours < 24:
        return hours, minutes, text
    return 23, 59, "59" + ("." + "9" * decimals if decimals else "")


def tod_clock(value: float, decimals: int) -> tuple[int, int, str]:
    """Return hours, minutes and seconds of the day as TODw.d does; what would round to 24:00 is cut instead.

    Negative values are counted from 1582, SAS's first date, and the fraction of a second is rounded by itself: so
    SAS's formatted values (epam/parso) come out to the last digit.
    """
    total = value if value >= 0 else value + 86400 * 138061
    of_day = total - 86400 * floor(total / 86400)
    whole = floor(of_day)
    fraction = floor((of_day - whole) * 10**decimals + 0.5)
    if fraction == 10**decimals:
        whole, fraction = whole + 1, 0
    if whole == 86400:
        whole, fraction = 86399, 10**decimals - 1
    seconds = f"{whole % 60:02}" + (f".{fraction:0{decimals}}" if decimals else "")
    return whole // 3600, whole // 60 % 60, seconds


def write_time(value: float, width: int, decimals: int) -> str:
    """TIMEw.d: 9:05:07, hours without leading zero; a narrow field leaves out decimals, seconds, minutes."""
    if isnan(value):
        return missing_text(value, width)
    sign = "-" if value < 0 else ""
    for places in range(decimals, -1, -1):
        hours, minutes, seconds = clock(abs(value), places)
        text = f"{sign}{hours}:{minutes:02}:{seconds}"
        if len(text) <= width:
            return text.rjust(width)
    for text in (f"{sign}{hours}:{minutes:02}", f"{sign}{hours}"):
        if len(text) <= width:
            return text.rjust(width)
    return "*" * width


def write_tod(value: float, width: int, decimals: int) -> str:
    """TODw.d: the time of day of a time or datetime: 09:05:07, in a narrow field 9:05:07, 09:05 …"""
    if isnan(value):
        return missing_text(value, width)
    for places in range(decimals, -1, -1):
        hours, minutes, seconds = tod_clock(value, places)
        for text in (f"{hours:02}:{minutes:02}:{seconds}", f"{hours}:{minutes:02}:{seconds}"):
            if len(text) <= width:
                return text.rjust(width)
    for text in (f"{hours:02}:{minutes:02}", f"{hours}:{minutes:02}"):
        if len(text) <= width:
            return text.rjust(width)
    return f"{hours:02}".rjust(width)


def write_hhmm(value: float, width: int, decimals: int) -> str:
    """HHMMw.d: 9:05, rounded to the minute or to decimals of it; what does not fit of the decimals is cut."""
    if isnan(value):
        return missing_text(value, width)
    sign = "-" if value < 0 else ""
    hours = floor(abs(value) / 3600)
    whole, point, rest = fixed((abs(value) - 3600 * hours) / 60, decimals).partition(".")
    hours, minutes = hours + int(whole) // 60, int(whole) % 60
    text = f"{sign}{hours}:{minutes:02}"
    if len(text) <= width:
        return (text + point + rest)[:width].rjust(width)
    text = f"{sign}{hours}"
    return (text if len(text) <= width else "**").rjust(width)


def write_hour(value: float, width: int, decimals: int) -> str:
    """HOURw.d: hours, rounded to the decimals; SAS writes no minus sign."""
    return missing_text(value, width) if isnan(value) else write_number(abs(value) / 3600, width, decimals)


def write_mmss(value: float, width: int, decimals: int) -> str:
    """MMSSw.d: minutes and seconds, 65:07; what does not fit of the decimals is cut."""
    if isnan(value):
        return missing_text(value, width)
    sign = "-" if value < 0 else ""
    hours, minutes, seconds = clock(abs(value), decimals, 0)
    text = f"{sign}{hours * 60 + minutes}:{seconds}"
    if len(text) - (decimals + 1 if decimals else 0) <= width:
        return text[:width].rjust(width)
    text = f"{sign}{hours * 60 + minutes}"
    return (text if len(text) <= width else "**").rjust(width)


def halves(value: float) -> tuple[int, float]:
    """Split a datetime into its SAS date and the seconds of that day."""
    day = floor(value / 86400)
    return day, value - 86400 * day


def write_datetime(value: float, width: int, decimals: int) -> str:
    """DATETIMEw.d: 17MAR12:19:53:01, from 19 columns on 17MAR2012:19:53:01; narrow fields lose the last parts.

    Seconds are rounded to the decimals and to one more than fit, except into the next day; the rest is cut.
    """
    refused = missing_text(value, width) if isnan(value) else no_date(value / 86400, width)
    if refused:
        return refused
    day, of_day = halves(value)
    if width < 10:
        return write_date(day, width, 0)
    hours, minutes, seconds = day_clock(of_day, min(decimals, max(width - 16, 0)))
    year, month, of_month = civil(day)
    long_year = width >= 19 + decimals
    text = f"{of_month:02}{MONTHS[month - 1][:3].upper()}{year if long_year else format(year % 100, '02')}:{hours:02}"
    if width >= 13:
        text += f":{minutes:02}"
    if width >= 16:
        text += f":{seconds}"
    return text[:width].rjust(width)


def write_dtdate(value: float, width: int, decimals: int) -> str:
    """DTDATEw.: the date of a datetime, as DATEw."""
    return missing_text(value, width) if isnan(value) else write_date(floor(value / 86400), width, 0)


def write_dtmonyy(value: float, width: int, decimals: int) -> str:
    """DTMONYYw.: the month of a datetime, as MONYYw."""
    return missing_text(value, width) if isnan(value) else write_monyy(floor(value / 86400), width, 0)


def write_dtyear(value: float, width: int, decimals: int) -> str:
    """DTYEARw.: the year of a datetime."""
    return missing_text(value, width) if isnan(value) else write_year(floor(value / 86400), width, 0)


def write_dtwkdatx(value: float, width: int, decimals: int) -> str:
    """DTWKDATXw.: the day of a datetime, as WEEKDATXw."""
    return missing_text(value, width) if isnan(value) else write_weekdatx(floor(value / 86400), width, 0)


def write_dtyyqc(value: float, width: int, decimals: int) -> str:
    """DTYYQCw.: year and quarter of a datetime, 12:1 or 2012:1."""
    refused = missing_text(value, width) if isnan(value) else no_date(value / 86400, width)
    if refused:
        return refused
    year, month, _ = civil(floor(value / 86400))
    return f"{year if width >= 6 else format(year % 100, '02')}:{(month + 2) // 3}".rjust(width)
