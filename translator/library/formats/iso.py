"""ISO 8601 dates, times and datetimes: E8601xx. (extended, with separators) and B8601xx. (basic, without).

SAS: Formats and Informats Reference, "E8601DAw." … "B8601TZw.d". `style` is "E" or "B". The zone of the session is
UTC, so that local forms end in +00:00.
"""

from __future__ import annotations

import re
from math import floor, isnan, nan

from translator.library.formats.best import missing_text
from translator.library.formats.calendar_days import civil, day_number, no_date
from translator.library.formats.times import clock, day_clock, halves

ISO_DATE = r"(\d{4})-(\d{2})-(\d{2})"
ISO_TIME = r"(\d{2}):(\d{2})(?::(\d{2}(?:[.,]\d*)?))?"
BASIC_DATE = r"(\d{4})(\d{2})(\d{2})"
SHORT_ISO_DATE = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?"
SHORT_BASIC_DATE = r"(\d{4})(?:(\d{2})(?:(\d{2}))?)?"
BASIC_TIME = r"(\d{2})(\d{2})(?:(\d{2}(?:[.,]?\d*)?))?"
ZONE = r"(?:Z|([+-])(\d{2}):?(\d{2})?)"


def iso_day(day: float, style: str) -> str:
    """Return 2012-03-17 or 20120317."""
    year, month, of_month = civil(day)
    mark = "-" if style == "E" else ""
    return f"{year:04}{mark}{month:02}{mark}{of_month:02}"


def iso_clock(hours: int, minutes: int, seconds: str, style: str) -> str:
    """Return 09:05:07 or 090507, with the decimals of the seconds."""
    mark = ":" if style == "E" else ""
    return f"{hours:02}{mark}{minutes:02}{mark}{seconds}"


def write_iso_date(value: float, width: int, decimals: int, style: str) -> str:
    """E8601DAw., B8601DAw.: the date."""
    refused = no_date(value, width)
    text = "" if refused else iso_day(value, style)
    return refused or (text.rjust(width) if len(text) <= width else "*" * width)


def write_iso_date_of(value: float, width: int, decimals: int, style: str) -> str:
    """E8601DNw., B8601DNw.: the date of a datetime."""
    if isnan(value):
        return missing_text(value, width)
    return write_iso_date(floor(value / 86400), width, decimals, style)


def write_iso_datetime(value: float, width: int, decimals: int, style: str) -> str:
    """E8601DTw.d, B8601DTw.d: date, T and time, with the decimals that fit."""
    refused = missing_text(value, width) if isnan(value) else no_date(value / 86400, width)
    if refused:
        return refused
    day, of_day = halves(value)
    for places in range(decimals, -1, -1):
        text = iso_day(day, style) + "T" + iso_clock(*day_clock(of_day, places), style)
        if len(text) <= width:
            return text.rjust(width)
    return "*" * width


def write_iso_time(value: float, width: int, decimals: int, style: str) -> str:
    """E8601TMw.d, B8601TMw.d: the time, with the decimals that fit; a narrow field loses the leading zero first."""
    if isnan(value):
        return missing_text(value, width)
    if not 0 <= value < 86400:
        return "*" * width
    for places in range(decimals, -1, -1):
        text = iso_clock(*clock(value, places), style)
        for shown in (text, text.removeprefix("0")):
            if len(shown) <= width:
                return shown.rjust(width)
    short = text[:5] if style == "E" else text[:4]
    return short.rjust(width) if len(short) <= width else "*" * width


def write_iso_local_datetime(value: float, width: int, decimals: int, style: str) -> str:
    """E8601LXw., B8601LXw.: datetime and the zone of the session; right-aligned."""
    return write_iso_zoned_datetime(value, width, decimals, style).rstrip(" ").rjust(width)


def write_iso_local_time(value: float, width: int, decimals: int, style: str) -> str:
    """E8601TXw., B8601TXw.: time and the zone of the session; right-aligned."""
    return write_iso_zoned_time(value, width, decimals, style, "L").rstrip(" ").rjust(width)


def write_iso_zoned_datetime(value: float, width: int, decimals: int, style: str) -> str:
    """E8601DZw.d, B8601DZw.d: datetime and +00:00, or Z in a narrow field; left-aligned."""
    refused = missing_text(value, width) if isnan(value) else no_date(value / 86400, width)
    if refused:
        return refused
    zone = "+00:00" if style == "E" else "+0000"
    shortest = len(iso_day(0, style)) + 9 if style == "E" else 15
    room = width - shortest - len(zone)
    if room < 0:
        zone, room = "Z", width - shortest - 1
    day, of_day = halves(value)
    text = (
        iso_day(day, style)
        + "T"
        + iso_clock(*day_clock(of_day, max(min(decimals, room - 1), 0)), style)
        + zone
    )
    return text.ljust(width) if len(text) <= width else "*" * width


def write_iso_zoned_time(value: float, width: int, decimals: int, style: str, local: str) -> str:
    """E8601TZw.d, B8601TZw.d (`local` ""), E8601LZw., B8601LZw. (`local` "L"): time and zone; left-aligned."""
    if isnan(value):
        return missing_text(value, width)
    if not 0 <= value < 86400:
        return "*" * width
    zone = "+00:00" if style == "E" else "+0000"
    shortest = 8 if style == "E" else 6
    room = width - shortest - len(zone)
    if room < 0 and not local:
        zone, room = "Z", width - shortest - 1
    text = iso_clock(*day_clock(value, max(min(decimals, room - 1), 0)), style) + zone
    return text.ljust(width) if len(text) <= width else "*" * width


def iso_seconds(parts: tuple[str | None, ...]) -> float:
    """Return the seconds of (hours, minutes, seconds); ValueError out of range."""
    hour, minute = int(parts[0] or 0), int(parts[1] or 0)
    written = (parts[2] or "0").replace(",", ".")
    if "." not in written and len(written) > 2:
        written = written[:2] + "." + written[2:]
    second = float(written)
    if hour > 24 or minute > 59 or second >= 60 or (hour == 24 and minute + second > 0):
        raise ValueError("invalid time")
    return 3600.0 * hour + 60 * minute + second


def iso_zone(parts: tuple[str | None, ...]) -> float:
    """Return the seconds by which (sign, hours, minutes) is ahead of UTC."""
    sign, hour, minute = parts
    seconds = 3600.0 * int(hour or 0) + 60 * int(minute or 0)
    return -seconds if sign == "-" else seconds


def iso_parts(text: str, pattern: str) -> tuple[str | None, ...] | None:
    """Match a text: None if it is missing; ValueError if it does not fit."""
    word = text.strip()
    if word in ("", "."):
        return None
    found = re.fullmatch(pattern, word, re.IGNORECASE)
    if not found:
        raise ValueError(f"invalid data {text!r}")
    return found.groups()


def iso_day_of(parts: tuple[str | None, ...]) -> float:
    """Return the SAS date of (year, month, day)."""
    return day_number(int(parts[0] or 0), int(parts[1] or 0), int(parts[2] or 0))


def read_iso_date(text: str, width: int, decimals: int, style: str) -> float:
    """E8601DAw., B8601DAw.: 2012-03-17, 20120317; a year or a month alone is its first day."""
    parts = iso_parts(text, SHORT_ISO_DATE if style == "E" else SHORT_BASIC_DATE)
    return nan if parts is None else iso_day_of((parts[0], parts[1] or "1", parts[2] or "1"))


def read_iso_date_of(text: str, width: int, decimals: int, style: str) -> float:
    """E8601DNw., B8601DNw.: a date as a datetime at midnight."""
    return 86400 * read_iso_date(text, width, decimals, style)


def read_iso_datetime(text: str, width: int, decimals: int, style: str) -> float:
    """E8601DTw.d, B8601DTw.d, and with a zone E8601DZw.d, B8601DZw.d: the moment in UTC."""
    date, time = (ISO_DATE, ISO_TIME) if style == "E" else (BASIC_DATE, BASIC_TIME)
    if re.fullmatch(SHORT_ISO_DATE if style == "E" else SHORT_BASIC_DATE, text.strip()):
        return 86400 * read_iso_date(text, width, decimals, style)
    parts = iso_parts(text, f"{date}(?:[T ]{time})?{ZONE}?")
    if parts is None:
        return nan
    return 86400 * iso_day_of(parts[:3]) + iso_seconds(parts[3:6]) - iso_zone(parts[6:])


def read_java_datetime(text: str, width: int, decimals: int) -> float:
    """B8601DJw.d: 20110731142335, with decimals of the seconds behind it."""
    parts = iso_parts(text, r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2}\d{0,6})")
    return nan if parts is None else 86400 * iso_day_of(parts[:3]) + iso_seconds(parts[3:])


def read_iso_time(text: str, width: int, decimals: int, style: str) -> float:
    """E8601TMw.d, B8601TMw.d: 09:05:07.5, 090507."""
    parts = iso_parts(text, ISO_TIME if style == "E" else BASIC_TIME)
    return nan if parts is None else iso_seconds(parts)


def read_iso_zoned_time(text: str, width: int, decimals: int, style: str) -> float:
    """E8601TZw.d, B8601TZw.d, E8601LZw., B8601LZw.: the time of day in UTC."""
    parts = iso_parts(text, (ISO_TIME if style == "E" else BASIC_TIME) + ZONE + "?")
    return nan if parts is None else (iso_seconds(parts[:3]) - iso_zone(parts[3:])) % 86400
