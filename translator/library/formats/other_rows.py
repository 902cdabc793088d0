"""The rows of other bases, given precision, words, twelve-hour clocks, ISO 8601, ANYDT and national formats."""

from __future__ import annotations

from translator.library.formats import (
    ampm,
    anydt,
    date_informats,
    dates,
    european,
    hex_binary,
    iso,
    numbers,
    precision,
    times,
    words,
)  # fmt: skip
from translator.library.formats.date_rows import _row
from translator.library.formats.number_rows import _DOC, _examples
from translator.library.rows import Example, FormatRow

EURO_RATES = {
    "ATS": "13.7603", "BEF": "40.3399", "DEM": "1.95583", "ESP": "166.386", "FIM": "5.94573", "FRF": "6.55957", "GRD": "340.750",
    "IEP": "0.787564", "ITL": "1936.27", "LUF": "40.3399", "NLG": "2.20371", "PTE": "200.482", "SIT": "239.640",
}  # fmt: skip
"""The fixed rates of "European Currency Conversion" (NLS Reference). The rates of other currencies stand in a file of the
site (fileref EURFRTBL)."""
_NLS = "SAS 9.4 National Language Support: Reference, "


def _euro(direction: str, code: str, rate: str) -> FormatRow:
    """The row of a currency with a fixed rate: EURFR and EURTO."""
    write = european.write_from_currency if direction == "FR" else european.write_to_currency
    doc = f"{code} as euros." if direction == "FR" else f"Euros as {code}."
    examples = {"EURFRBEF": "E306,02", "EURTOBEF": "497996.07"}
    name = f"EUR{direction}{code}"
    shown = [(f"put(12345, {name.lower()}15.2)", examples[name].rjust(15))] if name in examples else []
    return FormatRow(
        name, write, None, doc, _NLS + "European Currency Conversion", 6, write_with=(rate,),
        examples=tuple(Example(sas, text, _NLS + "European Currency Conversion") for sas, text in shown),
    )  # fmt: skip


OTHER_NUMBER_ROWS = (
    FormatRow("HEX", hex_binary.write_hex, hex_binary.read_hex, "Hexadecimal.", _DOC + "HEXw.", 8, 1, 16,
              examples=_examples("HEXw.", ("put(35.4, hex8.)", "00000023"), ("put(88, hex8.)", "00000058"),
                                 ("put(2.33, hex8.)", "00000002"), ("put(-150, hex8.)", "FFFFFF6A"),
                                 ("input('88F', hex3.)", 2191.0), ("input('4152000000000000', hex16.)", 4718592.0))),
    FormatRow("BINARY", hex_binary.write_binary, hex_binary.read_binary, "Binary digits.", _DOC + "BINARYw.", 8, 1, 64,
              examples=_examples("BINARYw.", ("put(123.45, binary8.)", "01111011"), ("put(123, binary8.)", "01111011"),
                                 ("put(-123, binary8.)", "10000101"), ("input('00001111', binary8.1)", 1.5))),
    FormatRow("OCTAL", hex_binary.write_octal, hex_binary.read_octal, "Octal digits.", _DOC + "OCTALw.", 3, 1, 24,
              examples=_examples("OCTALw.", ("put(3592, octal6.)", "007010"), ("input('177', octal3.1)", 12.7))),
    FormatRow("E", precision.write_scientific, numbers.read_number, "Scientific notation.", _DOC + "Ew.", 12, 7,
              examples=_examples("Ew.", ("put(1257, e10.)", " 1.257E+03"), ("put(-1257, e10.)", "-1.257E+03"))),
    FormatRow("D", precision.write_aligned, None, "Aligned decimal points.", _DOC + "Dw.p", 12,
              examples=_examples("Dw.p", ("put(12345, d10.4)", "   12345.0"), ("put(1234.5, d10.4)", "    1234.5"),
                                 ("put(123.45, d10.4)", " 123.45000"), ("put(12.345, d10.4)", "  12.34500"),
                                 ("put(1.2345, d10.4)", "   1.23450"), ("put(.12345, d10.4)", "   0.12345"))),
    FormatRow("BESTD", precision.write_best_aligned, None, "BESTw. with aligned points.", _DOC + "BESTDw.p", 12,
              examples=_examples("BESTDw.p", ("put(12345, bestd12.)", "       12345"),
                                 ("put(123.45, bestd12.)", " 123.4500000"), ("put(1.2345, bestd12.)", "   1.2345000"),
                                 ("put(.12345, bestd12.)", "   0.1234500"),
                                 ("put(1.23456789, bestd12.)", "  1.23456789"))),
    FormatRow("PVALUE", precision.write_p_value, None, "P-values.", _DOC + "PVALUEw.d", 6, 3, aliases=("NLPVALUE",),
              examples=_examples("PVALUEw.d; NLPVALUEw.d (in English)", ("put(0.1248, nlpvalue20.2)", "0.12".rjust(20)), ("put(.05, pvalue6.4)", "0.0500"), ("put(0.000001, pvalue6.4)", "<.0001"),
                                 ("put(0, pvalue6.4)", "<.0001"), ("put(.0123456, pvalue6.4)", "0.0123"))),
    FormatRow("ODDSR", precision.write_odds_ratio, None, "Odds ratios.", _DOC + "ODDSRw.d", 8, 5,
              examples=_examples("ODDSRw.d; R. Wicklin, Formats for p-values and odds ratios in SAS",
                                 ("put(1e12, oddsr8.3)", ">999.999"), ("put(1e-9, oddsr8.3)", "  <0.001"))),
    FormatRow("ROMAN", words.write_roman, None, "Roman numerals.", _DOC + "ROMANw.", 6, 2,
              examples=_examples("ROMANw.", ("put(1992, roman10.)", "MCMXCII   "))),
    FormatRow("WORDS", words.write_words, None, "English words.", _DOC + "WORDSw.", 10, 5, 32767,
              write_with=("words",),
              examples=_examples("Formats: Definition", ("put(692, words22.)", "six hundred ninety-two"))),
    FormatRow("WORDF", words.write_words, None, "English words and hundredths in digits.", _DOC + "WORDFw.", 10, 5,
              32767, write_with=("digits",),
              examples=_examples("WORDFw.", ("put(2.5, wordf15.)", "two and 50/100 "))),
    FormatRow("FRACT", words.write_fraction, None, "Fractions.", _DOC + "FRACTw.", 10, 4,
              examples=_examples("FRACTw.", ("put(0.6666666667, fract8.)", "     2/3"), ("put(0.2784, fract8.)", " 174/625"),
                                 ("put(1.4, fract8.)", "   1+2/5"), ("put(3, fract8.)", "       3"))),
    FormatRow("SSN", words.write_ssn, words.read_ssn, "Social security numbers.", _DOC + "SSNw.", 11, 11, 11,
              examples=_examples("SSNw.", ("put(263878439, ssn11.)", "263-87-8439"))),
    FormatRow("SIZEK", words.write_size_k, None, "Sizes in KB, rounded up.", _DOC + "SIZEKw.d", 9, 2, 33,
              examples=_examples("SIZEKw.d", ("put(1024, sizek.)", "       1K"), ("put(200943, sizek.)", "     197K"))),
    *(_euro(direction, code, rate) for direction in ("FR", "TO") for code, rate in EURO_RATES.items()),
    FormatRow("SIZEKMG", words.write_size, None, "Sizes in KB, MB, GB.", _DOC + "SIZEKMGw.d", 9, 2, 33),
    FormatRow("NLNUM", european.write_national, numbers.read_comma, "Numbers of the locale.", _NLS + "NLNUMw.d", 6,
              write_with=("-", ""), aliases=("NLNUMI",),
              examples=_examples("NLNUMw.d; NLNUMIw.d", ("put(-1234356.7891, nlnum32.2)", "-1,234,356.79".rjust(32)),
                                 ("put(-1234356.7891, nlnumi32.2)", "-1,234,356.79".rjust(32)))),
    FormatRow("NLMNY", european.write_national, numbers.read_comma, "Money of the locale.", _NLS + "NLMNYw.d", 9,
              write_with=("($", ""),
              examples=_examples("NLMNYIw.d", ("put(-1234.56789, nlmny32.2)", "($1,234.57)".rjust(32)),
                                 ("input('($12,345.67)', nlmny32.2)", -12345.67))),
    FormatRow("NLMNYI", european.write_national, None, "Money with the currency's code.", _NLS + "NLMNYIw.d", 9,
              write_with=("(USD", ""),
              examples=_examples("NLMNYIw.d", ("put(-1234.56789, nlmnyi32.2)", "(USD1,234.57)".rjust(32)))),
    FormatRow("NLPCT", european.write_national_percent, numbers.read_percent, "Percentages.", _NLS + "NLPCTw.d", 6,
              aliases=("NLPCTN", "NLPCTI"),
              examples=_examples("NLPCTNw.d; NLPCTIw.d", ("put(-0.02, nlpctn6.)", "   -2%"),
                                 ("put(-12.3456789, nlpcti32.2)", "-1,234.57%".rjust(32)),
                                 ("input('-12,345.67%', nlpct32.2)", -123.4567))),
)  # fmt: skip


def _iso(
    kind: str,
    counts: str,
    write: str,
    read: str,
    default: dict[str, int],
    doc: str,
    extra: tuple[str, ...] = (),
) -> list[FormatRow]:
    return [
        _row(
            f"{style}8601{kind}", getattr(iso, write), getattr(iso, read), doc, default[style], 4, 35, counts,
            write_with=(style, *extra), read_with=(style,), aliases=(f"IS8601{kind}",) if style == "E" else (),
            cutoff=False,
        )
        for style in "EB"
    ]  # fmt: skip


OTHER_DATE_ROWS = (
    _row("TIMEAMPM", ampm.write_time_ampm, None, "Time on a twelve-hour clock.", 11, 2, 20, "time", examples=_examples(
        "TIMEAMPMw.d", ("put(59083, timeampm3.)", " PM"), ("put(59083, timeampm5.)", " 4 PM"),
        ("put(59083, timeampm7.)", "4:24 PM"), ("put(59083, timeampm11.)", " 4:24:43 PM"))),
    _row("DATEAMPM", ampm.write_date_ampm, None, "Datetime on a twelve-hour clock.", 19, 7, 40, "datetime"),
    _row("MDYAMPM", ampm.write_mdy_ampm, date_informats.read_mdyampm, "Month, day, year, twelve-hour clock.", 19, 8, 40,
         "datetime"),
    *_iso("DA", "date", "write_iso_date", "read_iso_date", {"E": 10, "B": 10}, "ISO 8601 date."),
    *_iso("DN", "datetime", "write_iso_date_of", "read_iso_date_of", {"E": 10, "B": 10}, "ISO 8601 date of a datetime."),
    *_iso("DT", "datetime", "write_iso_datetime", "read_iso_datetime", {"E": 19, "B": 19}, "ISO 8601 datetime."),
    *_iso("TM", "time", "write_iso_time", "read_iso_time", {"E": 8, "B": 8}, "ISO 8601 time."),
    *_iso("DZ", "datetime", "write_iso_zoned_datetime", "read_iso_datetime", {"E": 26, "B": 26}, "ISO 8601 datetime in UTC."),
    *_iso("TZ", "time", "write_iso_zoned_time", "read_iso_zoned_time", {"E": 14, "B": 14}, "ISO 8601 time in UTC.", ("",)),
    *_iso("LZ", "time", "write_iso_zoned_time", "read_iso_zoned_time", {"E": 14, "B": 14}, "ISO 8601 time with zone.", ("L",)),
    *(_row(f"{style}8601DX", iso.write_iso_zoned_datetime, None, "ISO 8601 datetime with zone.", 26, 20, 35, "datetime",
           write_with=(style,)) for style in "EB"),
    *(_row(f"{style}8601LX", iso.write_iso_local_datetime, iso.read_iso_datetime, "ISO 8601 local datetime with zone.", 26, 20, 35,
           "datetime", read_default=19, write_with=(style,), read_with=(style,), cutoff=False, examples=_examples(
               f"{style}8601LXw. (the zone here is that of UTC)",
               (f"put(1675341296, {style.lower()}8601lx.)",
                (" 2013-02-01T12:34:56+00:00" if style == "E" else "20130201T123456+0000").rjust(26)))) for style in "EB"),
    *(_row(f"{style}8601TX", iso.write_iso_local_time, None, "ISO 8601 time with zone.", 14, 9, 20, "time", write_with=(style,))
      for style in "EB"),
    _row("B8601DJ", None, iso.read_java_datetime, "Datetime as Java writes it.", 16, 10, 26, "datetime", cutoff=False,
         examples=_examples("B8601DJw.d", ("input('20110731142335', b8601dj.)", 1627741415.0),
                            ("input('20110101043025', b8601dj.)", 1609475425.0))),
    _row("WEEKU", dates.write_week, date_informats.read_week, "Week of the year, from Sunday.", 11, 3, 200, write_with=("U",),
         read_with=("U",), examples=_examples("WEEKUw. informat; U algorithm by hand", ("input('2012-W01-01', weeku11.)", 18993.0),
                                              ("input('2012W0101', weeku9.)", 18993.0), ("input('12W0101', weeku7.)", 18993.0),
                                              ("input('12W01', weeku5.)", 18993.0), ("input('2012-W05-03', weeku11.)", 19023.0))),
    _row("WEEKV", dates.write_week, date_informats.read_week, "ISO week.", 11, 3, 200, write_with=("V",),
         read_with=("V",), examples=_examples("WEEKVw. informat; ISO 8601", ("input('2012-W01-01', weekv11.)", 18994.0),
                                              ("input('2009-W53-07', weekv11.)", 18265.0))),
    _row("WEEKW", dates.write_week, date_informats.read_week, "Week of the year, from Monday.", 11, 3, 200, write_with=("W",),
         read_with=("W",), examples=_examples("WEEKWw. informat; W algorithm by hand", ("input('2012-W01-01', weekw11.)", 18994.0))),
    _row("ANYDTDTE", None, anydt.read_any_date, "Date in any form.", 9, 5, examples=_examples(
        "ANYDTDTEw.", *((f"input('{text}', anydtdte21.)", day) for text, day in (
            ("01JAN12", 18993.0), ("01JAN2012 14:30:08.5", 18993.0), ("01012012", 18993.0), ("2012001", 18993.0),
            ("01/01/12", 18993.0), ("JAN2012", 18993.0), ("14:30", 0.0), ("20120101", 18993.0), ("12q1", 18993.0),
            ("January 1, 2012", 18993.0))))),
    _row("ANYDTDTM", None, anydt.read_any_datetime, "Datetime in any form.", 19, 1, 32, "datetime"),
    _row("ANYDTTME", None, anydt.read_any_time, "Time in any form.", 8, 1, 32, "time", cutoff=True, examples=_examples(
        "ANYDTTMEw.", ("input('01JAN12', anydttme21.)", 0.0), ("input('01JAN2012 14:30:08.5', anydttme21.)", 52208.5),
        ("input('010112', anydttme21.)", 0.0), ("input('2012001', anydttme21.)", 0.0),
        ("input('14:30', anydttme21.)", 52200.0), ("input('2:39.66', anydttme21.)", 159.66))),
    _row("NLDATE", european.write_national_date, None, "Date of the locale.", 20, 18, 200),
    _row("EURDFDE", dates.write_date, date_informats.read_date, "As DATEw.", 9, 5, 9, read_default=9),
    _row("EURDFDD", dates.write_parts, None, "Day, month, year with periods.", 8, 2, 10, write_with=("DMY", ".")),
    _row("EURDFMY", dates.write_monyy, date_informats.read_monyy, "As MONYYw.", 5, 5, 7),
    _row("EURDFMN", dates.write_monname, None, "Name of the month.", 9, 1),
    _row("EURDFDWN", dates.write_downame, None, "Name of the weekday.", 9, 1),
    _row("EURDFWDX", dates.write_worddatx, None, "As WORDDATXw.", 18, 3),
    _row("EURDFWKX", european.write_european_weekday, None, "As WEEKDATXw.", 28, 3, 37),
    _row("EURDFDT", times.write_datetime, date_informats.read_datetime, "As DATETIMEw.d", 16, 7, 40, "datetime", read_default=18),
)  # fmt: skip
