"""Informats that read dates, times and datetimes into SAS numbers. Text that is no such value raises ValueError.

SAS: Formats and Informats Reference, "DATEw. Informat", "DDMMYYw.", "TIMEw.", "DATETIMEw.", "STIMERw." …
Years of two digits fall into the hundred years from `cutoff` on (YEARCUTOFF=).
"""

from __future__ import annotations

import re
from math import nan

from translator.library.errors import SasError
from translator.library.formats.calendar_days import MONTHS, YEAR_CUTOFF, day_number, full_year, weekday
from translator.library.missing import special_missing

MONTH_NUMBERS = {name[:3].upper(): number for number, name in enumerate(MONTHS, 1)}
GAP = r"[^0-9A-Za-z]*"
DATE_TEXT = re.compile(rf"(\d{{1,2}}){GAP}([A-Za-z]{{3}}){GAP}(\d{{4}}|\d{{2}})")
MONTH_YEAR_TEXT = re.compile(rf"([A-Za-z]{{3}}){GAP}(\d{{4}}|\d{{2}})")
TIME_TEXT = re.compile(
    r"(?P<sign>-?)\s*(?P<hour>\d+)(?:[:\s.-]+(?P<minute>\d{1,2})(?:[:\s.-]+(?P<second>\d{1,2}(?:\.\d*)?))?)?"
    r"\s*(?P<half>[AaPp][Mm]?)?"
)


def missing_word(text: str) -> float | None:
    """Return the missing value that the text stands for (blank, `.`, `.A`), or None if it is something else."""
    word = text.strip().upper()
    if word in ("", "."):
        return nan
    return special_missing(word[1]) if re.fullmatch(r"\.[A-Z_]", word) else None


def read_date(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """DATEw.: 17mar12, 17-mar-2012, 17 mar 2012."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = DATE_TEXT.fullmatch(text.strip())
    if not found or found.group(2).upper() not in MONTH_NUMBERS:
        raise ValueError(f"invalid date {text!r}")
    day, month, year = found.groups()
    return day_number(full_year(int(year), len(year), cutoff), MONTH_NUMBERS[month.upper()], int(day))


def read_parts(text: str, width: int, decimals: int, order: str, cutoff: int = YEAR_CUTOFF) -> float:
    """DDMMYYw., MMDDYYw., YYMMDDw.: with any separator, or six or eight digits without."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    word = text.strip()
    parts = re.split(r"[^0-9A-Za-z]+", word)
    if len(parts) == 1 and re.fullmatch(r"\d{6}|\d{8}", word):
        long_year = len(word) == 8
        sizes = [4 if long_year and part == "Y" else 2 for part in order]
        parts = [word[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(3)]
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"invalid date {text!r}")
    by = dict(zip(order, parts, strict=True))
    if len(by["D"]) > 2 or len(by["M"]) > 2 or len(by["Y"]) not in (1, 2, 4):
        raise ValueError(f"invalid date {text!r}")
    return day_number(full_year(int(by["Y"]), len(by["Y"]), cutoff), int(by["M"]), int(by["D"]))


def read_monyy(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """MONYYw.: mar12, mar2012: the first day of the month."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = MONTH_YEAR_TEXT.fullmatch(text.strip())
    if not found or found.group(1).upper() not in MONTH_NUMBERS:
        raise ValueError(f"invalid month {text!r}")
    month, year = found.groups()
    return day_number(full_year(int(year), len(year), cutoff), MONTH_NUMBERS[month.upper()], 1)


def read_yymmn(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """YYMMNw.: 1203, 201203: the first day of the month."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    word = text.strip()
    if not re.fullmatch(r"\d{4}|\d{6}", word):
        raise ValueError(f"invalid month {text!r}")
    return day_number(full_year(int(word[:-2]), len(word) - 2, cutoff), int(word[-2:]), 1)


def read_yyq(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """YYQw.: 12q1, 2012Q1: the first day of the quarter."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = re.fullmatch(r"(\d{4}|\d{2})[Qq]([1-4])", text.strip())
    if not found:
        raise ValueError(f"invalid quarter {text!r}")
    year, quarter = found.groups()
    return day_number(full_year(int(year), len(year), cutoff), 3 * int(quarter) - 2, 1)


def read_julian(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """JULIANw.: 12077, 2012077."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    word = text.strip()
    if not re.fullmatch(r"\d{5}|\d{7}", word):
        raise ValueError(f"invalid Julian date {text!r}")
    year = full_year(int(word[:-3]), len(word) - 3, cutoff)
    first, last = day_number(year, 1, 1), day_number(year, 12, 31)
    if not 1 <= int(word[-3:]) <= last - first + 1:
        raise ValueError(f"invalid Julian date {text!r}")
    return first + int(word[-3:]) - 1


def read_week(text: str, width: int, decimals: int, system: str, cutoff: int = YEAR_CUTOFF) -> float:
    """WEEKUw., WEEKVw., WEEKWw.: 2012-W05-03, 2012W0503, 12W0503, 12W05; without a day the first of the week.

    `system`: U counts weeks from the year's first Sunday, W from its first Monday, V as ISO 8601. Without a year SAS takes
    the current one: the run stops.
    """
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = re.fullmatch(r"(\d{4}|\d{2}|)-?[Ww](\d{2})(?:-?(\d{2}))?", text.strip())
    if not found:
        raise ValueError(f"invalid week {text!r}")
    if not found[1]:
        raise SasError("R0449", f"ERROR: {text.strip()} is a week of the year that the program runs in.")
    year, week, day = full_year(int(found[1]), len(found[1]), cutoff), int(found[2]), int(found[3] or 1)
    if not (system == "V") <= week <= 53 or not 1 <= day <= 7:
        raise ValueError(f"invalid week {text!r}")
    start = day_number(
        year, 1, 4 if system == "V" else 7
    )  # in week 1, or the last day on which week 1 begins
    first = start - (weekday(start) - 1 if system == "U" else (weekday(start) + 5) % 7)
    return first + 7 * (week - 1) + day - 1


def read_time(text: str, width: int, decimals: int) -> float:
    """TIMEw.: 9:05, 9:05:07.5, 2:30 pm; minus before the hours."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = TIME_TEXT.fullmatch(text.strip())
    if not found:
        raise ValueError(f"invalid time {text!r}")
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), float(found["second"] or 0)
    if minute > 59 or second >= 60:
        raise ValueError(f"invalid time {text!r}")
    if found["half"]:
        if hour > 12:
            raise ValueError(f"invalid time {text!r}")
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    seconds = 3600.0 * hour + 60 * minute + second
    return -seconds if found["sign"] else seconds


def read_datetime(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """DATETIMEw.: 17mar12:09:05:07.5, 17mar2012 9:05, 17mar2012/9:05 pm."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = re.match(DATE_TEXT.pattern + r"(?:[^0-9A-Za-z]+(?P<time>\d.*))?$", text.strip())
    if not found:
        raise ValueError(f"invalid datetime {text!r}")
    day = read_date("".join(found.groups()[:3]), 9, 0, cutoff)
    return 86400 * day + (read_time(found["time"], 11, 0) if found["time"] else 0.0)


def read_hhmmss(text: str, width: int, decimals: int) -> float:
    """HHMMSSw.: 090507, 9:05:07, 0905."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    word = text.strip()
    found = re.fullmatch(r"(\d{2})(\d{2})?(\d{2}(?:\.\d*)?)?", word)
    if found:
        word = ":".join(part for part in found.groups() if part)
    return read_time(word, width, decimals)


def read_stimer(text: str, width: int, decimals: int) -> float:
    """STIMERw.: seconds, minutes:seconds or hours:minutes:seconds."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = re.fullmatch(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?)", text.strip())
    if not found:
        raise ValueError(f"invalid time {text!r}")
    hour, minute, second = found.groups()
    return 3600.0 * int(hour or 0) + 60 * int(minute or 0) + float(second)


def read_ymddttm(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """YMDDTTMw.d: year-month-day and time, 2012-03-17 9:05:07.5."""
    return read_parts_and_time(text, "YMD", cutoff)


def read_mdyampm(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """MDYAMPMw.d: month/day/year and time, 3/17/2012 9:05 PM."""
    return read_parts_and_time(text, "MDY", cutoff)


def read_parts_and_time(text: str, order: str, cutoff: int) -> float:
    """Read a date of three numbers and, after a blank or other separator, a time."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    found = re.fullmatch(r"(\d+[-/.\s]\d+[-/.\s]\d+)(?:[^0-9A-Za-z]+(\d.*))?", text.strip())
    if not found:
        raise ValueError(f"invalid datetime {text!r}")
    day = read_parts(found.group(1), 10, 0, order, cutoff)
    return 86400 * day + (read_time(found.group(2), 11, 0) if found.group(2) else 0.0)
