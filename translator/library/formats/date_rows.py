"""The rows of date, time and datetime formats and informats."""

from __future__ import annotations

from translator.library.formats import date_informats as reads
from translator.library.formats import dates, times
from translator.library.formats.date_examples import DATE_EXAMPLES, VALUES
from translator.library.formats.number_rows import _DOC, _examples
from translator.library.rows import Body, Example, FormatRow

_SEPARATORS = {"": "/", "B": " ", "C": ":", "D": "-", "N": "", "P": ".", "S": "/"}


def _row(
    name: str, write: Body | None, read: Body | None, doc: str, default: int, lowest: int, highest: int = 32,
    counts: str = "date", read_default: int | None = None, write_with: tuple[str, ...] = (),
    read_with: tuple[str, ...] = (), examples: tuple[Example, ...] = (), aliases: tuple[str, ...] = (),
    cutoff: bool | None = None,
) -> FormatRow:  # fmt: skip
    shown = ((f"put({VALUES[counts]}, {how})", text) for how, text in DATE_EXAMPLES.get(name, {}).items())
    return FormatRow(
        name, write, read, doc, f"{_DOC}{name}w.", default, lowest, highest, read_default=read_default, dates=counts,
        write_with=write_with, read_with=read_with, examples=(*examples, *_examples(f"{name}w.", *(shown if write else ()))), aliases=aliases,
        cutoff=(read is not None and counts != "time") if cutoff is None else cutoff,
    )  # fmt: skip


def _ordered(family: str, order: str, doc: str) -> list[FormatRow]:
    return [
        _row(
            family + letter, dates.write_parts, reads.read_parts if not letter else None, doc, 8, 2,
            8 if letter == "N" else 10, read_default=6, write_with=(order, "-" if order == "YMD" and not letter else mark),
            read_with=(order,),
        )
        for letter, mark in _SEPARATORS.items()
    ]  # fmt: skip


def _with_marks(family: str, write: Body, doc: str, lowest: int, default: int, plain: str) -> list[FormatRow]:
    marks = {"": plain} | {
        letter: mark for letter, mark in _SEPARATORS.items() if letter in "CDNPS" and letter
    }
    return [
        _row(
            family + letter, write, None, doc, default - (not mark), lowest - (not mark),
            write_with=(mark,),
        )
        for letter, mark in marks.items()
    ]  # fmt: skip


DATE_ROWS = (
    _row("DATE", dates.write_date, reads.read_date, "17MAR2012.", 7, 5, 11, examples=_examples(
        "DATEw.",
        ("put(19069, date5.)", "17MAR"), ("put(19069, date6.)", " 17MAR"), ("put(19069, date7.)", "17MAR12"),
        ("put(19069, date8.)", " 17MAR12"), ("put(19069, date9.)", "17MAR2012"), ("put(19069, date11.)", "17-MAR-2012"),
        ("input('1jan1990', date10.)", 10958.0), ("input('01 jan 90', date10.)", 10958.0),
        ("input('1-jan-1990', date10.)", 10958.0),
    )),
    *_ordered("DDMMYY", "DMY", "Day, month, year in digits."),
    *_ordered("MMDDYY", "MDY", "Month, day, year in digits."),
    *_ordered("YYMMDD", "YMD", "Year, month, day in digits."),
    *_with_marks("YYMM", dates.write_year_month, "Year and month.", 5, 7, "M"),
    *_with_marks("MMYY", dates.write_month_year, "Month and year.", 5, 7, "M"),
    *_with_marks("YYQ", dates.write_year_quarter, "Year and quarter.", 4, 6, "Q"),
    *_with_marks("YYQR", dates.write_year_quarter_roman, "Year and quarter in Roman numerals.", 6, 8, "Q"),
    _row("MONYY", dates.write_monyy, reads.read_monyy, "MAR12, MAR2012.", 5, 5, 7),
    _row("YYMON", dates.write_yymon, None, "12MAR, 2012MAR.", 7, 5),
    _row("MONNAME", dates.write_monname, None, "Name of the month.", 9, 1),
    _row("DOWNAME", dates.write_downame, None, "Name of the weekday.", 9, 1),
    _row("MONTH", dates.write_month, None, "Number of the month.", 2, 1),
    _row("DAY", dates.write_day, None, "Day of the month.", 2, 2),
    _row("YEAR", dates.write_year, None, "Year.", 4, 2),
    _row("QTR", dates.write_qtr, None, "Quarter.", 1, 1),
    _row("QTRR", dates.write_qtrr, None, "Quarter in Roman numerals.", 3, 3),
    _row("WEEKDAY", dates.write_weekday, None, "1 for Sunday … 7.", 1, 1),
    _row("JULDAY", dates.write_julday, None, "Day of the year.", 3, 3),
    _row("JULIAN", dates.write_julian, reads.read_julian, "Year and day of the year.", 5, 5, 7),
    _row("WEEKDATE", dates.write_weekdate, None, "Saturday, March 17, 2012.", 29, 3, 37),
    _row("WEEKDATX", dates.write_weekdatx, None, "Saturday, 17 March 2012.", 29, 3, 37),
    _row("WORDDATE", dates.write_worddate, None, "March 17, 2012.", 18, 3),
    _row("WORDDATX", dates.write_worddatx, None, "17 March 2012.", 18, 3),
    _row("YYMMN", dates.write_year_month, reads.read_yymmn, "Year and month.", 6, 4, 6, read_default=4, write_with=("",)),
    _row("YYQ", dates.write_year_quarter, reads.read_yyq, "Year and quarter.", 6, 4, write_with=("Q",)),
    _row("TIME", times.write_time, reads.read_time, "Hours, minutes, seconds.", 8, 2, 20, "time"),
    _row("TOD", times.write_tod, None, "Time of day.", 8, 2, 20, "time"),
    _row("HHMM", times.write_hhmm, None, "Hours and minutes.", 5, 2, 20, "time"),
    _row("HOUR", times.write_hour, None, "Hours.", 2, 2, 20, "time"),
    _row("MMSS", times.write_mmss, None, "Minutes and seconds.", 5, 2, 20, "time"),
    _row("HHMMSS", None, reads.read_hhmmss, "Hours, minutes, seconds without separators.", 8, 1, 20, "time"),
    _row("STIMER", None, reads.read_stimer, "Seconds, or minutes and seconds.", 10, 1, 32, "time"),
    _row("DATETIME", times.write_datetime, reads.read_datetime, "Date and time.", 16, 7, 40, "datetime", read_default=18),
    _row("DTDATE", times.write_dtdate, None, "Date of a datetime.", 7, 5, 9, "datetime"),
    _row("DTMONYY", times.write_dtmonyy, None, "Month of a datetime.", 5, 5, 7, "datetime"),
    _row("DTYEAR", times.write_dtyear, None, "Year of a datetime.", 4, 2, 4, "datetime"),
    _row("DTWKDATX", times.write_dtwkdatx, None, "Day of a datetime.", 29, 3, 37, "datetime"),
    _row("DTYYQC", times.write_dtyyqc, None, "Year and quarter of a datetime.", 4, 4, 6, "datetime"),
    _row("YMDDTTM", None, reads.read_ymddttm, "Year, month, day, time.", 19, 13, 40, "datetime"),
)  # fmt: skip
