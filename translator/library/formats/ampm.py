"""Times and datetimes on a twelve-hour clock.

SAS: Formats and Informats Reference, "TIMEAMPMw.d", "DATEAMPMw.d", "MDYAMPMw.d".
"""

from __future__ import annotations

from math import floor, isnan

from translator.library.formats.best import missing_text
from translator.library.formats.calendar_days import MONTHS, civil, no_date
from translator.library.formats.times import day_clock, halves


def half_day(hours: int) -> tuple[int, str]:
    """Return the hour on the twelve-hour clock, and AM or PM."""
    return (hours + 11) % 12 + 1, "AM" if hours < 12 else "PM"


def write_time_ampm(value: float, width: int, decimals: int) -> str:
    """TIMEAMPMw.d: 4:24:43 PM; a narrow field leaves out seconds, minutes, hours."""
    if isnan(value):
        return missing_text(value, width)
    of_day = halves(value)[1]
    for places in range(decimals, -1, -1):
        hours, minutes, seconds = day_clock(of_day, places)
        hour, half = half_day(hours)
        text = f"{hour}:{minutes:02}:{seconds} {half}"
        if len(text) <= width:
            return text.rjust(width)
    for text in (f"{hour}:{minutes:02} {half}", f"{hour} {half}"):
        if len(text) <= width and width > 4:
            return text.rjust(width)
    return half.rjust(width)


def write_date_ampm(value: float, width: int, decimals: int) -> str:
    """DATEAMPMw.d: 17MAR12:04:24:43 PM; a narrow field leaves out the last parts."""
    refused = missing_text(value, width) if isnan(value) else no_date(value / 86400, width)
    if refused:
        return refused
    day, of_day = halves(value)
    year, month, of_month = civil(day)
    text = f"{of_month:02}{MONTHS[month - 1][:3].upper()}{year % 100:02}"
    if width < 10:
        return text.rjust(width)
    places = max(min(decimals, width - 20), 0)
    hours, minutes, seconds = day_clock(of_day, places)
    hour, half = half_day(hours)
    text += f":{hour:02}"
    if width >= 19:
        text += f":{minutes:02}:{seconds} {half}"
    elif width >= 16:
        text += f":{minutes:02} {half}"
    elif width >= 13:
        text += f" {half}"
    return text.rjust(width)


def write_mdy_ampm(value: float, width: int, decimals: int) -> str:
    """MDYAMPMw.d: 3/17/2012 4:24 PM; a narrow field has two digits of the year, then no time."""
    refused = missing_text(value, width) if isnan(value) else no_date(value / 86400, width)
    if refused:
        return refused
    day, of_day = halves(value)
    year, month, of_month = civil(day)
    hour, half = half_day(floor(of_day / 3600))
    time = f" {hour}:{floor(of_day / 60) % 60:02} {half}"
    date = f"{month}/{of_month}/"
    for text in (
        f"{date}{year}{time}",
        f"{date}{year % 100:02}{time}",
        f"{date}{year}",
        f"{date}{year % 100:02}",
    ):
        if len(text) <= width:
            return text.rjust(width)
    return "*" * width
