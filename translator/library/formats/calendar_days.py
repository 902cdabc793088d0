"""SAS dates: days since 1 January 1960, from 1582 to 20000, in the Gregorian calendar throughout.

SAS: Language Reference: Concepts, "About SAS Date, Time, and Datetime Values"; YEARCUTOFF= in System Options.
"""

from __future__ import annotations

from math import floor, isnan

from translator.library.formats.best import missing_text

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
FIRST_DAY = -138061
LAST_DAY = 6589335
YEAR_CUTOFF = 1926
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def civil(day: float) -> tuple[int, int, int]:
    """Return year, month and day of a SAS date. In SAS the years 4000, 8000 … have no 29 February."""
    cycle, shifted = divmod(floor(day) + 715_815, 1_460_969)  # days since 1 March of years 0, 4000, 8000 …
    era, of_era = divmod(shifted, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    year += 4000 * cycle + 400 * era + (month >= 10)
    return year, (month + 2) % 12 + 1, of_year - (153 * month + 2) // 5 + 1


def day_number(year: int, month: int, day: int) -> float:
    """Return the SAS date of a calendar day; ValueError if there is no such day or SAS cannot hold it."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) and year % 4000 != 0
    if not (1582 <= year <= 20_000 and 1 <= month <= 12):
        raise ValueError(f"no such date: {year}-{month}-{day}")
    if not 1 <= day <= MONTH_DAYS[month - 1] + (month == 2 and leap):
        raise ValueError(f"no such date: {year}-{month}-{day}")
    return days_to(year, month, day)


def days_to(year: int, month: int, day: int) -> float:
    """Return the SAS date of a day that is known to exist."""
    shifted = year - (month <= 2)
    leaps = shifted // 4 - shifted // 100 + shifted // 400 - shifted // 4000
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return float(365 * shifted + leaps + of_year - 715_815)


def weekday(day: float) -> int:
    """Return 1 for Sunday … 7 for Saturday (1 January 1960 was a Friday)."""
    return (floor(day) + 5) % 7 + 1


def day_of_year(day: float) -> int:
    """Return 1 … 366."""
    return floor(day) - int(days_to(civil(day)[0], 1, 1)) + 1


def full_year(year: int, digits: int, cutoff: int = YEAR_CUTOFF) -> int:
    """Put a year of two digits into the hundred years that start with `cutoff`."""
    if digits > 2:
        return year
    return cutoff + (year - cutoff) % 100


def no_date(day: float, width: int) -> str:
    """Return what is written instead of a date: a missing value, or asterisks outside SAS's calendar; else ""."""
    if isnan(day):
        return missing_text(day, width)
    return "" if FIRST_DAY <= day < LAST_DAY + 1 else "*" * width
