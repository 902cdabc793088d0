"""BESTw. and w.d where the documentation and published output say what happens."""

from __future__ import annotations

from math import isnan, nan

import pytest

from translator.lang.syntax import Format
from translator.library.formats import (
    best,
    default_width,
    find_format,
    find_informat,
    number_from_text,
    read,
    write,
)
from translator.library.missing import missing_letter, special_missing


@pytest.mark.parametrize(
    ("value", "width", "text"),
    [
        (1257000.0, 6, "1.26E6"),  # documented, BESTw.
        (1257000.0, 3, "1E6"),
        (-1257000.0, 6, "-126E4"),  # National Language Support: Reference, NLBESTw.
        (3626885.0, 4, "36E5"),  # Language Reference: Concepts, Variable Type Conversions
        (3626885.0, 1, "*"),
        (0.000005, 1, "0"),
        (123456789.0, 8, "1.2346E8"),  # CMS companion, BEST
        (123456789.0, 6, "1.23E8"),
        (1 / 3, 12, "0.3333333333"),
        (-1 / 3, 12, "-0.333333333"),
        (1e15, 12, "        1E15"),
        (123456789012345.0, 12, "1.2345679E14"),
        (100000000000.0, 12, "100000000000"),
        (0.000005, 12, "        5E-6"),  # communities.sas.com, "Dealing with Scientific Notation"
        (0.000003, 12, "        3E-6"),
        (2.0**-52, 12, "2.220446E-16"),  # CONSTANT('MACEPS') in the log
        (0.1 + 0.2, 12, "         0.3"),
        (1234567890.125, 12, "1234567890.1"),
        (1 / 3, 32, "0.33333333333333".rjust(32)),
        (3.141592653589793, 32, "3.14159265358979".rjust(32)),  # CONSTANT('PI') in the documentation
        (8.40000000001e-11, 20, "   8.40000000001E-11"),  # communities.sas.com, numeric format … intervals
        (123.0, 2, "**"),
        (nan, 12, "           ."),
        (special_missing("A"), 3, "  A"),
        (-0.0, 4, "   0"),
    ],
)
def test_best(value: float, width: int, text: str) -> None:
    assert best(value, width) == text


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (123.0, Format("", 2), "**"),  # documented: x=123; put x= 2.;
        (12345.0, Format("", 4), "12E3"),  # documented for CMS: 'F1F2C5F3'x
        (1234.0, Format("", 5), " 1234"),
        (123.4, Format("", 6, 2), "123.40"),
        (-1234.0, Format("", 6), " -1234"),
        (0.5, Format("", 3, 2), ".50"),
        (2.5, Format("", 2), " 3"),
        (-2.5, Format("", 2), "-3"),
        (1.005, Format("", 5, 2), " 1.01"),
        (12345.678, Format("", 6, 2), " 12346"),
        (1234567.891, Format("COMMA", 10, 2), "1234567.89"),
        (0.0123, Format("PERCENT", 7, 1), "  1.2% "),  # R. Wicklin, Those tricky PERCENT formats
        (-0.7543, Format("PERCENT", 7, 1), "(75.4%)"),
        (-0.0123, Format("PERCENT", 8, 2), "( 1.23%)"),
        (0.5, Format("PERCENT", 4), " *% "),
        (-5.0, Format("Z", 4), "-005"),
        (nan, Format("Z", 4), "   ."),
        (1e10, Format("HEX", 16), "4202A05F20000000"),
        (nan, Format("HEX", 16), "FFFFFE0000000000"),
    ],
)
def test_numbers(value: float, format: Format, text: str) -> None:
    assert write(value, format) == text


def test_number_from_text() -> None:
    assert number_from_text("  -12.5E2 ") == -1250
    assert isnan(number_from_text("   "))
    assert missing_letter(number_from_text(".b")) == "B"
    for text in ("1,000", "12a", "1 2", "0x1F", "--1", "$5", "2020-01", "1-2"):
        with pytest.raises(ValueError):
            number_from_text(text)


def test_implied_decimals() -> None:
    assert read("12345", Format("", 5, 2)) == 123.45
    assert read("123.4", Format("", 5, 2)) == 123.4
    assert read("12345678", Format("", 5)) == 12345


def test_stripped_numbers() -> None:
    # COMMAw.d removes embedded commas, blanks, dollar signs, percent signs, dashes and right parentheses
    assert read("$1,234 567-8", Format("COMMA", 20)) == 12345678
    assert read("-12%", Format("COMMA", 20)) == -12
    assert read("-12%", Format("PERCENT", 20)) == -0.12
    assert read("12", Format("PERCENT", 20)) == 12
    assert read("($1.5E-3)", Format("DOLLAR", 20)) == -0.0015


def test_registry() -> None:
    assert find_format("comma") is not None and find_informat("$CHAR") is not None
    assert (
        find_format("TRAILSGN") is None
        and find_informat("WEEKDATE") is None
        and find_format("NOSUCH") is None
    )
    assert (
        default_width(Format("DATE")) == 7
        and default_width(Format("BEST")) == 12
        and default_width(Format("", 8)) == 8
    )
    with pytest.raises(KeyError):
        write(1.0, Format("NOSUCH"))
    assert write("ab", Format("$HEX")) == "6162" and write("ab", Format("$QUOTE")) == '"ab"'
    assert write("ab", Format("CHAR", 4)) == "ab  "  # a numeric name with text takes the $ format
