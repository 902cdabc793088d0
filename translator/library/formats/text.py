"""Character formats and informats.

SAS: Formats and Informats Reference, "$w.", "$CHARw.", "$UPCASEw.", "$QUOTEw.", "$HEXw.", "$BINARYw.", "$REVERJw." …
"""

from __future__ import annotations

import base64

from translator.library.octets import from_octets, octets

BYTES_TO_COLUMNS = {"$QUOTE": (1, 2), "$HEX": (2, 0), "$BINARY": (8, 0), "$OCTAL": (3, 0)}


def default_text_width(name: str, length: int) -> int:
    """Return how wide a character format without a width writes a value of that length."""
    times, more = BYTES_TO_COLUMNS.get(name, (1, 0))
    return max(times * length + more, 1)


def write_text(value: str, width: int, decimals: int) -> str:
    """$w., $CHARw.: the text, cut or filled up to the width."""
    return value[:width].ljust(width)


def write_upcase(value: str, width: int, decimals: int) -> str:
    """$UPCASEw.: the text in upper case."""
    return value.upper()[:width].ljust(width)


def write_quote(value: str, width: int, decimals: int) -> str:
    """$QUOTEw.: the text without trailing blanks in double quotes, those inside doubled."""
    return ('"' + value.rstrip(" ").replace('"', '""') + '"')[:width].ljust(width)


def write_text_hex(value: str, width: int, decimals: int) -> str:
    """$HEXw.: two hexadecimal digits for each byte."""
    return octets(value).hex().upper()[:width].ljust(width)


def write_text_binary(value: str, width: int, decimals: int) -> str:
    """$BINARYw.: eight binary digits for each byte."""
    return "".join(f"{byte:08b}" for byte in octets(value))[:width].ljust(width)


def write_text_octal(value: str, width: int, decimals: int) -> str:
    """$OCTALw.: three octal digits for each byte."""
    return "".join(f"{byte:03o}" for byte in octets(value))[:width].ljust(width)


def write_base64(value: str, width: int, decimals: int) -> str:
    """$BASE64Xw.: the bytes of the text in base 64."""
    return base64.b64encode(octets(value.rstrip(" "))).decode()[:width].ljust(width)


def write_reversed(value: str, width: int, decimals: int) -> str:
    """$REVERJw.: the text filled up to the width, then backwards: blanks that trailed now lead."""
    return value[:width].ljust(width)[::-1]


def write_reversed_left(value: str, width: int, decimals: int) -> str:
    """$REVERSw.: the text backwards, left-aligned."""
    return value[:width].ljust(width)[::-1].lstrip(" ").ljust(width)


def read_text(text: str, width: int, decimals: int) -> str:
    """$w.: the text without leading blanks; a single period is blank."""
    word = text.strip(" ")
    return "" if word == "." else word


def read_char(text: str, width: int, decimals: int) -> str:
    """$CHARw.: the text as it stands, leading blanks included."""
    return text.rstrip(" ")


def read_upcase(text: str, width: int, decimals: int) -> str:
    """$UPCASEw.: the text in upper case."""
    return text.upper().rstrip(" ")


def read_quote(text: str, width: int, decimals: int) -> str:
    """$QUOTEw.: the text without its matching quotation marks, doubled ones inside made single."""
    word = text.strip(" ")
    if len(word) >= 2 and word[0] in "\"'" and word[-1] == word[0]:
        return word[1:-1].replace(word[0] * 2, word[0]).rstrip(" ")
    return word


def read_text_hex(text: str, width: int, decimals: int) -> str:
    """$HEXw.: two hexadecimal digits for each byte."""
    digits = text.rstrip(" ").replace(" ", "0")
    return _from_digits(digits, 2, 16)


def read_text_binary(text: str, width: int, decimals: int) -> str:
    """$BINARYw.: eight binary digits for each byte; blanks are zeros."""
    digits = text.rstrip(" ").replace(" ", "0")
    return _from_digits(digits, 8, 2)


def read_text_octal(text: str, width: int, decimals: int) -> str:
    """$OCTALw.: three octal digits for each byte."""
    digits = text.rstrip(" ").replace(" ", "0")
    return _from_digits(digits, 3, 8)


def _from_digits(digits: str, each: int, base: int) -> str:
    """Return the text of bytes that have so many digits each. Raises ValueError for what is no digit."""
    if not set(digits.lower()) <= set("0123456789abcdef"[:base]):
        raise ValueError(f"invalid digits {digits!r}")
    digits += "0" * (-len(digits) % each)
    return from_octets(bytes(int(digits[at : at + each], base) for at in range(0, len(digits), each))).rstrip(
        " "
    )


def read_base64(text: str, width: int, decimals: int) -> str:
    """$BASE64Xw.: the text whose bytes are given in base 64."""
    try:
        return from_octets(base64.b64decode(text.strip(" "), validate=True)).rstrip(" ")
    except ValueError:
        return ""


def read_reversed(text: str, width: int, decimals: int) -> str:
    """$REVERJw.: the text backwards, blanks kept."""
    return text.ljust(width)[::-1].rstrip(" ")


def read_reversed_left(text: str, width: int, decimals: int) -> str:
    """$REVERSw.: the text backwards, left-aligned."""
    return text[::-1].strip(" ")
