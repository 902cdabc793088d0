"""Date, time and datetime formats against SAS's own output, and back through the informats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.lang.syntax import Format
from translator.library.formats import FORMATS, read, write
from translator.library.formats.calendar_days import civil, day_number

TRUTH = Path(__file__).with_name("formatted_dates.tsv")


def test_as_sas_wrote_them() -> None:
    wrong = []
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, value, text = line.split("\t")
        found = re.fullmatch(r"([A-Z0-9]*?[A-Z])(\d*)(?:\.(\d*))?", name)
        assert found
        width, decimals = (int(group) if group else None for group in found.groups()[1:])
        got = write(float(value), Format(found.group(1), width, decimals))
        if got != text:
            wrong.append((name, value, text, got))
    assert not wrong


DAYS = st.integers(-138061, 6589335).map(float)
SPANNED = st.integers(-12418, 24105).map(float)  # 1926 to 2025: two digits of the year suffice


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_calendar_goes_there_and_back(day: float) -> None:
    assert day_number(*civil(day)) == day


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("DATE", 11),
        ("DDMMYY", 10),
        ("MMDDYY", 10),
        ("YYMMDD", 10),
        ("E8601DA", 10),
        ("B8601DA", 8),
        ("JULIAN", 7),
    ],
)
@settings(max_examples=50, deadline=None)
@given(st.integers(-138061, 2936547).map(float))  # four digits of the year
def test_dates_read_back(name: str, width: int, day: float) -> None:
    assert read(write(day, Format(name, width)), Format(name, width)) == day


@pytest.mark.parametrize(
    ("name", "width"), [("DATE", 7), ("DDMMYY", 8), ("MMDDYY", 6), ("YYMMDD", 8), ("JULIAN", 5)]
)
@settings(max_examples=50, deadline=None)
@given(SPANNED)
def test_short_years_read_back(name: str, width: int, day: float) -> None:
    assert read(write(day, Format(name, width)), Format(name, width)) == day


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 86399).map(float), st.integers(-(10**9), 10**10).map(float))
def test_times_and_datetimes_read_back(time: float, moment: float) -> None:
    assert read(write(time, Format("TIME", 8)), Format("TIME", 8)) == time
    assert read(write(time, Format("E8601TM", 8)), Format("E8601TM", 8)) == time
    assert read(write(moment, Format("DATETIME", 20)), Format("DATETIME", 20)) == moment
    assert read(write(moment, Format("E8601DT", 19)), Format("E8601DT", 19)) == moment


def test_year_cutoff() -> None:
    # YEARCUTOFF=1950: 50 is 1950, 49 is 2049
    assert read("01/01/50", Format("MMDDYY", 8), cutoff=1950) == -3652
    assert read("01/01/49", Format("MMDDYY", 8), cutoff=1950) == 32508
    assert read("01JAN26", Format("DATE", 7)) == -12418  # 1926 is SAS 9.4's default
    assert read("31DEC25", Format("DATE", 7)) == 24106


@pytest.mark.parametrize(
    ("text", "name", "width"),
    [("30FEB2020", "DATE", 9), ("29FEB2021", "DATE", 9), ("13/45/2020", "MMDDYY", 10), ("x", "TIME", 5),
     ("01JAN1581", "DATE", 9), ("2020-02-", "YYMMDD", 8), ("25:61", "TIME", 5)],
)  # fmt: skip
def test_no_such_date(text: str, name: str, width: int) -> None:
    with pytest.raises(ValueError):
        read(text, Format(name, width))


def test_outside_the_calendar_asterisks() -> None:
    assert write(-138062.0, Format("DATE", 9)) == "*********"
    assert write(1e12, Format("DATETIME", 20)) == "*" * 20


def test_rows_fill_their_width() -> None:
    for name, row in FORMATS.items():
        if row.write is None or not row.dates:
            continue
        for width in range(row.lowest, min(row.highest, 40) + 1):
            assert len(write(20000.25, Format(name, width))) == width, (name, width)
