"""Numbers in other clothes: words, Roman numerals, fractions, social security numbers, sizes of files.

SAS: Formats and Informats Reference, "WORDSw.", "WORDFw.", "ROMANw.", "FRACTw.", "SSNw.", "SIZEKMGw.d".
"""

from __future__ import annotations

from math import ceil, floor, isnan

from translator.library.errors import SasError
from translator.library.formats.best import best, fixed, missing_text

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def words(number: int) -> str:
    """Return a whole number in English words: 692 is six hundred ninety-two."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + ("-" + ONES[number % 10] if number % 10 else "")
    size, name = next(scale for scale in SCALES if number >= scale[0])
    rest = number % size
    return words(number // size) + " " + name + (" " + words(rest) if rest else "")


def write_words(value: float, width: int, decimals: int, style: str) -> str:
    """WORDSw. ("words": … and ten hundredths) and WORDFw. ("digits": … and 10/100), left-aligned."""
    if isnan(value):
        return missing_text(value, width)
    cents = int(fixed(abs(value) * 100, 0))
    whole, cents = divmod(cents, 100)
    if whole >= 10**15:
        return "*" * width
    text = ("minus " if value < 0 else "") + words(whole)
    if cents:
        text += f" and {words(cents)} hundredths" if style == "words" else f" and {cents:02}/100"
    return text[:width].ljust(width)


def write_roman(value: float, width: int, decimals: int) -> str:
    """ROMANw.: the whole part in Roman numerals, left-aligned."""
    if isnan(value):
        return missing_text(value, width)
    number, text = int(value), ""
    if not 0 < number < 10_000:
        return "*" * width
    for size, numeral in NUMERALS:
        text += numeral * (number // size)
        number %= size
    return text.ljust(width) if len(text) <= width else "*" * width


def write_fraction(value: float, width: int, decimals: int) -> str:
    """FRACTw.: the fraction that comes nearest among those of its continued fraction that fit; 1.4 is 1+2/5.

    (R. Wicklin, "Convert decimals to fractions in SAS", blogs.sas.com, 2021.)
    """
    if isnan(value):
        return missing_text(value, width)
    sign = "-" if value < 0 else ""
    rest, text = abs(value), ""
    above, above_before, below, below_before = 1, 0, 0, 1
    for _ in range(40):
        whole = floor(rest + 1e-9)
        above, above_before = whole * above + above_before, above
        below, below_before = whole * below + below_before, below
        shown = f"{sign}{above}" if below == 1 else f"{sign}{above}/{below}"
        if below > 1 and above > below:
            shown = f"{sign}{above // below}{sign or '+'}{above % below}/{below}"
        if len(shown) > width:
            break
        text = shown
        rest -= whole
        if abs(rest) < 1e-9 or abs(abs(value) - above / below) <= 1e-10 * max(abs(value), 1):
            break
        rest = 1 / rest
    return text.rjust(width) if text else best(value, width)


def write_ssn(value: float, width: int, decimals: int) -> str:
    """SSNw.: nine digits as 263-87-8439."""
    if isnan(value):
        return missing_text(value, width)
    digits = fixed(value, 0).rjust(9, "0")
    if len(digits) > 9 or width < 11 or value < 0:
        return "*" * width
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}".rjust(width)


def write_size_k(value: float, width: int, decimals: int) -> str:
    """SIZEKw.: a number of bytes in units of 1,024, rounded up: 200943 is 197K. With decimals the run stops."""
    if isnan(value):
        return missing_text(value, width)
    if decimals or value < 0:
        raise SasError("R0446", "ERROR: SIZEK has no documented form for decimals and negative numbers.")
    text = f"{ceil(value / 1024)}K"
    return text.rjust(width) if len(text) <= width else "*" * width


def write_size(value: float, width: int, decimals: int) -> str:
    """SIZEKMGw.d: a number of bytes in KB, MB, GB or TB."""
    if isnan(value):
        return missing_text(value, width)
    for power, unit in ((4, "TB"), (3, "GB"), (2, "MB"), (1, "KB")):
        if abs(value) >= 1024**power or power == 1:
            text = fixed(value / 1024**power, decimals) + unit
            break
    return text.rjust(width) if len(text) <= width else "*" * width


def read_ssn(text: str, width: int, decimals: int) -> float:
    """SSNw.: nine digits with or without dashes."""
    digits = text.strip().replace("-", "")
    if digits in ("", "."):
        return float("nan")
    if not digits.isdigit() or len(digits) != 9:
        raise ValueError(f"invalid number {text!r}")
    return float(digits)
