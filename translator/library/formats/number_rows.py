"""The rows of numeric formats and informats, with their documented examples."""

from __future__ import annotations

from translator.library.formats import numbers
from translator.library.formats.best import write_best
from translator.library.rows import Example, FormatRow

_DOC = "SAS 9.4 Formats and Informats: Reference, "


def _examples(source: str, *pairs: tuple[str, float | str | None]) -> tuple[Example, ...]:
    return tuple(Example(sas, result, _DOC + source) for sas, result in pairs)


NUMBER_ROWS = (
    FormatRow(
        "", numbers.write_number, numbers.read_number, "Standard numbers.", _DOC + "w.d", 12,
        aliases=("F",),
        examples=_examples(
            "w.d",
            ("put(23.45, 6.3)", "23.450"),
            ("put(123, 2.)", "**"),
            ("input('23', 6.2)", 0.23),
            ("input('15', 6.)", 15.0),
            ("input('15.', 6.2)", 15.0),
            ("input('-15.0', 6.)", -15.0),
            ("input('-15E3', 6.)", -15000.0),
        ),
    ),
    FormatRow(
        "BEST", write_best, numbers.read_number, "The most precise notation that fits.", _DOC + "BESTw.", 12,
        examples=_examples("BESTw.", ("put(1257000, best6.)", "1.26E6"), ("put(1257000, best3.)", "1E6")),
    ),
    FormatRow(
        "NLBEST", write_best, None, "BESTw. of the locale.", "SAS 9.4 National Language Support: Reference, NLBESTw.", 12,
        examples=_examples(
            "NLBESTw. (English_UnitedStates)", ("put(-1257000, nlbest6.)", "-126E4"), ("put(-1257000, nlbest3.)", "***"),
            ("put(-0.1, nlbest6.)", "  -0.1"), ("put(-0.1, nlbest3.)", "-.1"), ("put(0.1, nlbest3.)", "0.1"),
        ),
    ),
    FormatRow(
        "COMMA", numbers.write_comma, numbers.read_comma, "Commas between thousands.", _DOC + "COMMAw.d", 6,
        examples=_examples(
            "COMMAw.d",
            ("put(23451.23, comma10.2)", " 23,451.23"),
            ("put(123451.234, comma10.2)", "123,451.23"),
            ("input('$1,000,000', comma10.)", 1000000.0),
            ("input('(500)', comma10.)", -500.0),
        ),
    ),
    FormatRow(
        "COMMAX", numbers.write_commax, numbers.read_commax, "Periods between thousands.", _DOC + "COMMAXw.d", 6,
        examples=_examples(
            "COMMAXw.d",
            ("put(23451.23, commax10.2)", " 23.451,23"),
            ("put(123451.234, commax10.2)", "123.451,23"),
            ("input('$1.000.000', commax10.)", 1000000.0),
            ("input('(500)', commax10.)", -500.0),
        ),
    ),
    FormatRow(
        "DOLLAR", numbers.write_dollar, numbers.read_comma, "Dollar sign and commas.", _DOC + "DOLLARw.d", 6, 2,
        examples=_examples("DOLLARw.d", ("put(1254.71, dollar10.2)", " $1,254.71"), ("put(-1234.56789, dollar12.2)", "  $-1,234.57")),
    ),
    FormatRow(
        "DOLLARX", numbers.write_dollarx, numbers.read_commax, "Dollar sign and periods.", _DOC + "DOLLARXw.d", 6, 2,
        examples=_examples("DOLLARXw.d", ("put(1254.71, dollarx10.2)", " $1.254,71")),
    ),
    FormatRow(
        "EURO", numbers.write_euro, numbers.read_euro, "E and commas.", _DOC + "EUROw.d", 6,
        examples=_examples("EUROw.d", ("put(1254.71, euro10.2)", " E1,254.71"), ("input('E1', euro10.)", 1.0)),
    ),
    FormatRow(
        "EUROX", numbers.write_eurox, numbers.read_eurox, "E and periods.", _DOC + "EUROXw.d", 6,
        examples=_examples("EUROXw.d", ("put(1254.71, eurox10.2)", " E1.254,71"), ("input('E1.254,71', eurox10.)", 1254.71)),
    ),
    FormatRow("YEN", numbers.write_yen, numbers.read_yen, "Yen sign and commas.", _DOC + "YENw.d", 8),
    FormatRow(
        "NUMX", numbers.write_numx, numbers.read_numx, "A comma for the decimal point.", _DOC + "NUMXw.d", 12,
        examples=_examples(
            "NUMXw.d",
            ("put(896.48, numx10.2)", "    896,48"),
            ("put(64.89, numx10.2)", "     64,89"),
            ("put(3064.1, numx10.2)", "   3064,10"),
            ("input('896,48', numx10.)", 896.48),
            ("input('3064,1', numx10.)", 3064.1),
        ),
    ),
    FormatRow(
        "PERCENT", numbers.write_percent, numbers.read_percent, "Percentages; negative ones in parentheses.",
        _DOC + "PERCENTw.d", 6, 4,
        examples=_examples(
            "PERCENTw.d",
            ("put(0.1, percent10.)", "      10% "),
            ("put(1.2, percent10.)", "     120% "),
            ("put(-0.05, percent10.)", "(      5%)"),
            ("input('1%', percent3.)", 0.01),
            ("input('(20%)', percent5.)", -0.2),
        ),
    ),
    FormatRow(
        "PERCENTN", numbers.write_percentn, numbers.read_percent, "Percentages with a minus sign.",
        _DOC + "PERCENTNw.d", 6, 4,
        examples=_examples(
            "PERCENTNw.d",
            ("put(-0.1, percentn10.)", "      -10%"),
            ("put(.2, percentn10.)", "       20%"),
            ("put(-6.3, percentn10.)", "     -630%"),
        ),
    ),
    FormatRow(
        "NEGPAREN", numbers.write_negparen, numbers.read_comma, "Negative numbers in parentheses.",
        _DOC + "NEGPARENw.d", 6,
        examples=_examples(
            "NEGPARENw.d",
            ("put(100, negparen8.)", "    100 "),
            ("put(1000, negparen8.)", "  1,000 "),
            ("put(-200, negparen8.)", "   (200)"),
            ("put(-2000, negparen8.)", " (2,000)"),
        ),
    ),
    FormatRow(
        "Z", numbers.write_zeros, numbers.read_number, "Leading zeros.", _DOC + "Zw.d", 1,
        examples=_examples("Zw.d", ("put(1350, z8.)", "00001350")),
    ),
    FormatRow("BZ", None, numbers.read_blank_zero, "Blanks are zeros.", _DOC + "BZw.d", 1,
              examples=_examples("BZw.d", ("input('34  ', bz4.)", 3400.0), ("input('-2 ', bz4.)", -20.0), ("input('-2 1', bz4.)", -201.0))),
    FormatRow(
        "TRAILSGN", None, numbers.read_trailing_sign, "The sign follows the number.", _DOC + "TRAILSGNw.", 6,
        examples=_examples(
            "TRAILSGNw.",
            ("input('1', trailsgn8.)", 1.0),
            ("input('1,000-', trailsgn8.)", -1000.0),
            ("input('1+', trailsgn8.)", 1.0),
        ),
    ),
)  # fmt: skip
