"""HEXw., BINARYw., OCTALw.: numbers in other bases.

SAS: Formats and Informats Reference, "HEXw. Format", "BINARYw. Format", "OCTALw. Format" and the informats. Whole
numbers, negative ones as two's complement; HEX16. is the number's eight bytes.
"""

from __future__ import annotations

import struct
from math import isnan

from translator.library.formats.best import missing_text
from translator.library.missing import missing_letter, special_missing


def write_hex(value: float, width: int, decimals: int) -> str:
    """HEXw.: the whole part in hexadecimal; HEX16. the bytes of the floating-point number."""
    if width == 16:
        return stored_bytes(value).hex().upper()
    if isnan(value):
        return missing_text(value, width)
    return f"{int(value) % 16**width:0{width}X}"


def stored_bytes(value: float) -> bytes:
    """Return the eight bytes, highest first, that SAS keeps for a number; missing values have bytes of their own."""
    if not isnan(value):
        return struct.pack(">d", value)
    letter = missing_letter(value)
    code = {"": 0xFE, "_": 0xFF}.get(letter) or 0xFD - (ord(letter) - 65)
    return bytes([0xFF, 0xFF, code, 0, 0, 0, 0, 0])


def write_binary(value: float, width: int, decimals: int) -> str:
    """BINARYw.: the whole part in binary digits."""
    return missing_text(value, width) if isnan(value) else f"{int(value) % 2**width:0{width}b}"


def write_octal(value: float, width: int, decimals: int) -> str:
    """OCTALw.: the whole part in octal digits."""
    return missing_text(value, width) if isnan(value) else f"{int(value) % 8**width:0{width}o}"


def read_hex(text: str, width: int, decimals: int) -> float:
    """HEXw.: hexadecimal digits; sixteen of them are the bytes of a floating-point number."""
    word = text.strip().replace(" ", "0")
    if not word:
        return special_missing("")
    if len(word) == 16:
        number: float = struct.unpack(">d", bytes.fromhex(word))[0]
        return special_missing("") if isnan(number) else number
    return whole_number(word, 16)


def read_binary(text: str, width: int, decimals: int) -> float:
    """BINARYw.: binary digits, blanks are zeros."""
    word = text.strip().replace(" ", "0")
    return whole_number(word, 2) / 10**decimals if word else special_missing("")


def read_octal(text: str, width: int, decimals: int) -> float:
    """OCTALw.: octal digits, blanks are zeros."""
    word = text.strip().replace(" ", "0")
    return whole_number(word, 8) / 10**decimals if word else special_missing("")


def whole_number(digits: str, base: int) -> float:
    """Return the number that the digits stand for; ValueError if there is another character."""
    if not digits.isalnum():
        raise ValueError(f"invalid digits {digits!r}")
    return float(int(digits, base))
