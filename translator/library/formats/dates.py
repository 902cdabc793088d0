"""Formats that write SAS dates. A narrow field leaves out separators, then the century, then the last parts.

SAS: Formats and Informats Reference, "DATEw.", "DDMMYYxw.", "WEEKDATEw." …
"""

from __future__ import annotations

from math import floor

from translator.library.formats.calendar_days import (
    MONTHS,
    WEEKDAYS,
    civil,
    day_of_year,
    no_date,
    weekday,
)

ROMAN_QUARTERS = ("I", "II", "III", "IV")


def write_date(value: float, width: int, decimals: int) -> str:
    """DATEw.: 17MAR, 17MAR12, 17MAR2012, 17-MAR-2012 in 5, 7, 9 and 11 columns."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, day = civil(value)
    name = MONTHS[month - 1][:3].upper()
    if width < 7:
        text = f"{day:02}{name}"
    elif width < 9:
        text = f"{day:02}{name}{year % 100:02}"
    elif width < 11:
        text = f"{day:02}{name}{year}"
    else:
        text = f"{day:02}-{name}-{year}"
    return text.rjust(width)


def write_parts(value: float, width: int, decimals: int, order: str, separator: str) -> str:
    """DDMMYYxw., MMDDYYxw., YYMMDDxw.: the parts in `order` ("DMY", "MDY", "YMD") with a separator or none."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, day = civil(value)
    long_year = width >= (10 if separator else 8)
    parts = {"D": f"{day:02}", "M": f"{month:02}", "Y": f"{year:04}" if long_year else f"{year % 100:02}"}
    shown = [parts[part] for part in order]
    if width < 4:
        shown = shown[:1]
    elif width < 6:
        shown = shown[:2]
    text = separator.join(shown)
    return (text if len(text) <= width else "".join(shown)).rjust(width)


def write_year_month(value: float, width: int, decimals: int, separator: str) -> str:
    """YYMMxw.: 2012M03, 2012-03 …; two digits of the year in narrow fields."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, _ = civil(value)
    text = f"{year:04}{separator}{month:02}"
    return (text if len(text) <= width else text[2:]).rjust(width)


def write_month_year(value: float, width: int, decimals: int, separator: str) -> str:
    """MMYYxw.: 03M2012, 03-2012 …; two digits of the year in narrow fields."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, _ = civil(value)
    text = f"{month:02}{separator}{year:04}"
    return (text if len(text) <= width else f"{month:02}{separator}{year % 100:02}").rjust(width)


def write_year_quarter(value: float, width: int, decimals: int, separator: str) -> str:
    """YYQxw.: 2012Q1, 2012-1 …; two digits of the year in narrow fields."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, _ = civil(value)
    text = f"{year:04}{separator}{(month + 2) // 3}"
    return (text if len(text) <= width else text[2:]).rjust(width)


def write_year_quarter_roman(value: float, width: int, decimals: int, separator: str) -> str:
    """YYQRxw.: 2012QIII, 2012-III …; two digits of the year where the longest quarter would not fit."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, _ = civil(value)
    shown = f"{year:04}" if width >= 7 + len(separator) else f"{year % 100:02}"
    return f"{shown}{separator}{ROMAN_QUARTERS[(month - 1) // 3]}".rjust(width)


def write_monyy(value: float, width: int, decimals: int) -> str:
    """MONYYw.: MAR12, MAR2012."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, _ = civil(value)
    return (MONTHS[month - 1][:3].upper() + (f"{year:04}" if width >= 7 else f"{year % 100:02}")).rjust(width)


def write_yymon(value: float, width: int, decimals: int) -> str:
    """YYMONw.: 12MAR, 2012MAR."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, _ = civil(value)
    return ((f"{year:04}" if width >= 7 else f"{year % 100:02}") + MONTHS[month - 1][:3].upper()).rjust(width)


def write_monname(value: float, width: int, decimals: int) -> str:
    """MONNAMEw.: the month's name, cut to the width."""
    return no_date(value, width) or MONTHS[civil(value)[1] - 1][:width].rjust(width)


def write_downame(value: float, width: int, decimals: int) -> str:
    """DOWNAMEw.: the weekday's name, cut to the width."""
    return no_date(value, width) or WEEKDAYS[weekday(value) - 1][:width].rjust(width)


def write_month(value: float, width: int, decimals: int) -> str:
    """MONTHw.: 1 … 12; in one column hexadecimal, 1 … C."""
    refused = no_date(value, width)
    month = 0 if refused else civil(value)[1]
    return refused or (f"{month:X}" if width == 1 else str(month)).rjust(width)


def write_day(value: float, width: int, decimals: int) -> str:
    """DAYw.: day of the month."""
    return no_date(value, width) or str(civil(value)[2]).rjust(width)


def write_year(value: float, width: int, decimals: int) -> str:
    """YEARw.: two digits in two or three columns, else all."""
    refused = no_date(value, width)
    if refused:
        return refused
    year = civil(value)[0]
    return (str(year) if width >= 4 else f"{year % 100:02}").rjust(width)


def write_qtr(value: float, width: int, decimals: int) -> str:
    """QTRw.: 1 … 4."""
    return no_date(value, width) or str((civil(value)[1] + 2) // 3).rjust(width)


def write_qtrr(value: float, width: int, decimals: int) -> str:
    """QTRRw.: the quarter in Roman numerals."""
    return no_date(value, width) or ROMAN_QUARTERS[(civil(value)[1] - 1) // 3].rjust(width)


def write_weekday(value: float, width: int, decimals: int) -> str:
    """WEEKDAYw.: 1 for Sunday … 7."""
    return no_date(value, width) or str(weekday(value)).rjust(width)


def write_julday(value: float, width: int, decimals: int) -> str:
    """JULDAYw.: day of the year."""
    return no_date(value, width) or str(day_of_year(value)).rjust(width)


def write_julian(value: float, width: int, decimals: int) -> str:
    """JULIANw.: 12077, 2012077."""
    refused = no_date(value, width)
    if refused:
        return refused
    year = civil(value)[0]
    return ((f"{year:04}" if width >= 7 else f"{year % 100:02}") + f"{day_of_year(value):03}").rjust(width)


def write_weekdate(value: float, width: int, decimals: int) -> str:
    """WEEKDATEw.: Saturday, March 17, 2012; shorter as the field narrows, down to Sat."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, day = civil(value)
    name, of_month = WEEKDAYS[weekday(value) - 1], MONTHS[month - 1]
    if width < 9:
        text = name[:3]
    elif width < 15:
        text = name
    elif width < 17:
        text = f"{name[:3]}, {of_month[:3]} {day}, {year % 100:02}"
    elif width < 23:
        text = f"{name[:3]}, {of_month[:3]} {day}, {year}"
    elif width < 29:
        text = f"{name}, {of_month[:3]} {day}, {year}"
    else:
        text = f"{name}, {of_month} {day}, {year}"
    return text.rjust(width)


def write_weekdatx(value: float, width: int, decimals: int) -> str:
    """WEEKDATXw.: Saturday, 17 March 2012; shorter as the field narrows, down to Sat."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, day = civil(value)
    name, of_month = WEEKDAYS[weekday(value) - 1], MONTHS[month - 1]
    if width < 9:
        text = name[:3]
    elif width < 15:
        text = name
    elif width < 17:
        text = f"{name[:3]}, {day} {of_month[:3]} {year % 100:02}"
    elif width < 23:
        text = f"{name[:3]}, {day} {of_month[:3]} {year}"
    elif width < 29:
        text = f"{name}, {day} {of_month[:3]} {year}"
    else:
        text = f"{name}, {day} {of_month} {year}"
    return text.rjust(width)


def write_worddate(value: float, width: int, decimals: int) -> str:
    """WORDDATEw.: March 17, 2012; shorter as the field narrows, down to Mar."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, day = civil(value)
    name = MONTHS[month - 1]
    if width < 9:
        text = name[:3]
    elif width < 12:
        text = name
    else:
        text = f"{name if width >= 18 else name[:3]} {day}, {year}"
    return text.rjust(width)


def write_worddatx(value: float, width: int, decimals: int) -> str:
    """WORDDATXw.: 17 March 2012; shorter as the field narrows, down to Mar."""
    refused = no_date(value, width)
    if refused:
        return refused
    year, month, day = civil(value)
    name = MONTHS[month - 1]
    if width < 9:
        text = name[:3]
    elif width < 12:
        text = name
    else:
        text = f"{day} {name if width >= 18 else name[:3]} {year}"
    return text.rjust(width)


def write_week(value: float, width: int, decimals: int, kind: str) -> str:
    """WEEKUw. (weeks from Sunday), WEEKVw. (ISO), WEEKWw. (from Monday): 2012-W11-06, 2012W1106, 12W11 …"""
    refused = no_date(value, width)
    if refused:
        return refused
    year = civil(value)[0]
    of_week = (floor(value) + 4) % 7 + 1  # Monday is 1
    if kind == "V":
        thursday = floor(value) - of_week + 4
        year, week = civil(thursday)[0], (day_of_year(thursday) - 1) // 7 + 1
    elif kind == "W":
        week = (day_of_year(value) - of_week + 7) // 7
    else:
        of_week = weekday(value)
        week = (day_of_year(value) - of_week + 7) // 7
    if width < 5:
        text = f"W{week:02}"
    elif width < 7:
        text = f"{year % 100:02}W{week:02}"
    elif width < 9:
        text = f"{year % 100:02}W{week:02}{of_week:02}"
    elif width < 11:
        text = f"{year}W{week:02}{of_week:02}"
    else:
        text = f"{year}-W{week:02}-{of_week:02}"
    return text.rjust(width)
