"""Decimal numbers in bytes: packed (PD, PK) and zoned (ZD), as on a PC and as on IBM mainframes (S370F…).

SAS: Formats and Informats Reference; Companions for Windows and UNIX, "PDw.d Format" (the first byte is the sign, a
missing value is -0, which is read as 0), "ZDw.d Format" (the last digit's character holds the sign, too large a number is all
nines); Companion for z/OS (overflow, d). A negative number that is too large for PDw.d stops the run: the Companion for Windows
shows 8043 for -1143 in PD2., its own rule and that of z/OS would give 8099.
"""

from __future__ import annotations

import re
from math import isnan

from translator.library.formats.binary import field_bytes, scaled_whole, unwritable
from translator.library.formats.calendar_days import FIRST_DAY, LAST_DAY, civil, day_number, day_of_year
from translator.library.formats.ebcdic import from_ebcdic, to_ebcdic
from translator.library.formats.numbers import read_number, write_number
from translator.library.octets import from_octets

OVERPRINTS = ("{ABCDEFGHI", "}JKLMNOPQR")


def write_packed(value: float, width: int, decimals: int, kind: str) -> str:
    """Write two digits a byte: `kind` PD (a byte for the sign first), PK (no sign), S370 (a half-byte last) or S370U."""
    number = 0 if isnan(value) and kind in ("PD", "S370") else scaled_whole(value, decimals)
    negative = number < 0 or (isnan(value) and kind in ("PD", "S370"))
    if kind == "PK" and negative:
        raise unwritable("a negative number in an unsigned field")
    places = {"PD": 2 * width - 2, "PK": 2 * width}.get(kind, 2 * width - 1)
    if kind == "PD" and width == 1:
        raise unwritable("a number in one byte of packed decimals")
    if kind == "PD" and number <= -(10**places):
        raise unwritable("a negative number that is too large for packed decimals")
    digits = f"{min(abs(number), 10**places - 1):0{places}}"
    match kind:
        case "PD":
            digits = ("80" if negative else "00") + digits
        case "S370":
            digits += "D" if negative else "C"
        case "S370U":
            digits += "F"
    return from_octets(bytes.fromhex(digits))


def read_packed(text: str, width: int, decimals: int, kind: str) -> float:
    """Read packed decimals. Raises ValueError for what is no digit or no sign."""
    digits, sign = field_bytes(text, width).hex().upper(), ""
    match kind:
        case "PD":
            sign, digits = {"00": "", "80": "-"}.get(digits[:2], "?"), digits[2:] or "0"
        case "S370" | "S370U":
            signs = {"C": "", "F": "", "D": "-"} if kind == "S370" else {"F": ""}
            sign, digits = signs.get(digits[-1], "?"), digits[:-1]
    return signed_digits(sign, digits, decimals)


def write_zoned(value: float, width: int, decimals: int) -> str:
    """ZDw.d: a digit a byte, the last one a letter or brace that tells the sign, too."""
    digits, negative = zoned_digits(value, width, decimals)
    return digits[:-1] + OVERPRINTS[negative][int(digits[-1])]


def read_zoned(text: str, width: int, decimals: int) -> float:
    """ZDw.d, ZDVw.d: digits, of which the last one may be a letter or brace with the sign. Raises ValueError.

    A field with a decimal point has no other decimals.
    """
    word = text.ljust(width)[:width]
    sign = "-" if word[-1] in OVERPRINTS[1] else ""
    for signs in OVERPRINTS:
        if word[-1] in signs:
            word = word[:-1] + str(signs.index(word[-1]))
    head, point, tail = word.partition(".")
    return signed_digits(sign, head + tail, len(tail) if point else decimals)


def write_mainframe_zoned(value: float, width: int, decimals: int, kind: str) -> str:
    """Write zoned decimals of a mainframe: `kind` is where the sign stands: T(railing) or L(eading) in a digit's byte, S and
    E in a byte of its own at the start or end, U none."""
    digits, negative = zoned_digits(value, width - (kind in "SE"), decimals)
    if kind == "U":
        negative = False
    zone = "D" if negative else "F" if kind == "U" else "C"
    data = [f"F{digit}" for digit in digits]
    if kind in "TU":
        data[-1] = zone + digits[-1]
    elif kind == "L":
        data[0] = zone + digits[0]
    else:
        data.insert(0 if kind == "S" else len(data), "60" if negative else "4E")
    return from_octets(bytes.fromhex("".join(data)))


def read_mainframe_zoned(text: str, width: int, decimals: int, kind: str) -> float:
    """Read zoned decimals of a mainframe; `kind` as for writing, B for blanks that are zeros. Raises ValueError."""
    data = [f"{byte:02X}" for byte in field_bytes(text, width)]
    if kind == "B":
        data = ["F0" if byte == "40" else byte for byte in data]
    if kind in "SE":
        sign = {"4E": "", "60": "-"}.get(data.pop(0 if kind == "S" else -1), "?")
    else:
        at = 0 if kind == "L" else len(data) - 1
        sign = (
            {"C": "", "F": "", "D": "-"}.get(data[at][0], "?")
            if kind != "U"
            else ""
            if data[at][0] == "F"
            else "?"
        )
        data[at] = "F" + data[at][1]
    digits = "".join(byte[1] if byte[0] == "F" else "?" for byte in data)
    return signed_digits(sign, digits, decimals)


def write_mainframe_number(value: float, width: int, decimals: int) -> str:
    """S370FFw.: the number as w. writes it, in EBCDIC. With decimals the run stops: pages disagree on what they do."""
    if decimals:
        raise unwritable("S370FF with decimals")
    return to_ebcdic(write_number(value, width, 0))


def read_mainframe_number(text: str, width: int, decimals: int) -> float:
    """S370FFw.d: a number in EBCDIC, read as w.d reads it."""
    return read_number(from_ebcdic(text.ljust(width)[:width]), width, decimals)


def write_packed_julian(value: float, width: int, decimals: int, base: str) -> str:
    """PDJULGw. (`base` 0): yyyydddF; PDJULIw. (`base` 1900): the years since 1900, dddF."""
    if isnan(value) or not FIRST_DAY <= value < LAST_DAY + 1:
        raise unwritable("a missing value or a date that is none")
    year = civil(value)[0] - int(base)
    digits = f"{year:04}{day_of_year(value):03}"
    if year < 0 or len(digits) > 7 or width < 4:
        raise unwritable("a year that has no place in a packed Julian date")
    return from_octets(bytes.fromhex(digits.rjust(2 * width - 1, "0") + "F"))


def read_packed_julian(text: str, width: int, decimals: int, base: str) -> float:
    """PDJULGw., PDJULIw.: yyyydddF, or the years since 1900. Raises ValueError."""
    digits = field_bytes(text, 4).hex().upper()
    if not re.fullmatch(r"\d{7}F", digits):
        raise ValueError("no packed Julian date")
    year, day = int(digits[:4]) + int(base), int(digits[4:7])
    first = day_number(year, 1, 1)
    if not 1 <= day <= day_number(year, 12, 31) - first + 1:
        raise ValueError("no such day of the year")
    return first + day - 1


def zoned_digits(value: float, width: int, decimals: int) -> tuple[str, bool]:
    """Return the digits of a number in so many places, all nines where they do not do, and whether it is negative."""
    number = scaled_whole(value, decimals)
    return f"{min(abs(number), 10**width - 1):0{width}}", number < 0


def signed_digits(sign: str, digits: str, decimals: int) -> float:
    """Return the number of decimal digits and a sign; ValueError where one is something else."""
    if sign == "?" or not digits.isdecimal():
        raise ValueError("no packed or zoned decimal number")
    return float(sign + digits) / 10.0**decimals if int(digits) else 0.0
