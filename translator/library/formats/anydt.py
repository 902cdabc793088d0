"""ANYDTDTEw., ANYDTDTMw., ANYDTTMEw.: dates, times and datetimes in whatever form they come.

SAS: Formats and Informats Reference, "ANYDTDTEw. Informat" …, with its table of forms. Three numbers or six digits
that could be more than one date are read by DATESTYLE=MDY (the style of English_UnitedStates), then DMY, then YMD.
"""

from __future__ import annotations

import re

from translator.library.formats.calendar_days import MONTHS, YEAR_CUTOFF, day_number, full_year
from translator.library.formats.date_informats import (
    MONTH_NUMBERS,
    missing_word,
    read_date,
    read_julian,
    read_monyy,
    read_parts,
    read_time,
    read_yyq,
)

CLOCK = r"(?:[T:/\s,]+(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d*)?)?\s*(?:[AaPp][Mm])?)(?:Z|[+-]\d{2}:?\d{2})?)?"
FORMS = (
    (r"(\d{1,2}[-/\s]?[A-Za-z]{3}[-/\s]?\d{2,4})" + CLOCK, "date"),
    (r"(\d{1,4}[-/.\s]\d{1,2}[-/.\s]\d{1,4})" + CLOCK, "three"),
    (r"([A-Za-z]{3,9}\.?\s+\d{1,2},?\s*\d{4}|\d{1,2}\s+[A-Za-z]{4,9},?\s*\d{4})" + CLOCK, "long"),
    (r"([A-Za-z]{3}[-/\s]?\d{2,4})()", "month"),
    (r"(\d{2,4}[Qq][1-4])()", "quarter"),
    (r"(\d{8}|\d{6})" + CLOCK, "digits"),
    (r"(\d{7}|\d{5})()", "julian"),
    (r"(\d{1,4}[-/]\d{1,4})()", "two"),
)


def any_day(text: str, form: str, cutoff: int) -> float:
    """Return the SAS date of a text of one of the forms; ValueError if there is none."""
    if form == "date":
        return read_date(text, 32, 0, cutoff)
    if form == "month":
        return read_monyy(text, 32, 0, cutoff)
    if form == "quarter":
        return read_yyq(text, 32, 0, cutoff)
    if form == "julian":
        return read_julian(text, 32, 0, cutoff)
    if form == "long":
        name = re.sub(r"[^A-Za-z]", "", text).upper()
        day, year = re.findall(r"\d+", text)
        if not any(month.upper().startswith(name) for month in MONTHS):
            raise ValueError(f"no month {name}")
        return day_number(int(year), MONTH_NUMBERS[name[:3]], int(day))
    parts = re.findall(r"\d+", text)
    if form == "two":
        year, month = (
            (parts[0], parts[1]) if len(parts[0]) == 4 or int(parts[0]) > 12 else (parts[1], parts[0])
        )
        return day_number(full_year(int(year), len(year), cutoff), int(month), 1)
    orders = ("MDY", "DMY", "YMD")
    if len(parts[0]) == 4 or (form == "digits" and len(text) == 8):
        orders = ("YMD", "MDY", "DMY")
    for order in orders:
        try:
            return read_parts(text, 32, 0, order, cutoff)
        except ValueError:
            continue
    raise ValueError(f"no date {text!r}")


def any_moment(text: str, cutoff: int) -> tuple[float, float]:
    """Return the day and the seconds of a text; a time alone is on day 0, a date alone at midnight."""
    word = text.strip()
    for pattern, form in FORMS:
        found = re.fullmatch(pattern, word)
        if found:
            day = any_day(found.group(1), form, cutoff)
            return day, any_clock(found.group(2)) if found.group(2) else 0.0
    return 0.0, any_clock(word)


def any_clock(text: str) -> float:
    """Return the seconds of a time: 14:30, 14:30:08.5, 2:39.66 (minutes and seconds), 2:30 pm."""
    if not re.fullmatch(r"\d+([:.]\d+)+\s*([AaPp][Mm])?", text.strip()):
        raise ValueError(f"no time {text!r}")
    minutes = re.fullmatch(r"(\d+):(\d{1,2}\.\d+)", text.strip())
    if minutes:
        return 60.0 * int(minutes.group(1)) + float(minutes.group(2))
    return read_time(text, 32, 0)


def read_any_date(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """ANYDTDTEw.: the date."""
    missing = missing_word(text)
    return any_moment(text, cutoff)[0] if missing is None else missing


def read_any_datetime(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """ANYDTDTMw.: the datetime."""
    missing = missing_word(text)
    if missing is not None:
        return missing
    day, seconds = any_moment(text, cutoff)
    return 86400 * day + seconds


def read_any_time(text: str, width: int, decimals: int, cutoff: int = YEAR_CUTOFF) -> float:
    """ANYDTTMEw.: the time of day."""
    missing = missing_word(text)
    return any_moment(text, cutoff)[1] if missing is None else missing
