"""Numbers as the bytes of a machine: IB, IBR, PIB, PIBR, RB, FLOAT and the integers and floats of IBM mainframes.

SAS: Formats and Informats Reference, one page each; Companion for Windows, "IBw.d Format" (too large a number is
written as the largest one), Companion for z/OS, "IBw.d Format" (both ends, and what d does), Companion for OpenVMS, "IBw.d
Format" (a fraction is rounded). Native numbers are those of Linux and Windows on Intel processors: lowest byte first. Each
byte is one character of the text (`octets`). What no page tells (a missing value in an integer, a negative number
in an unsigned one) stops the run.
"""

from __future__ import annotations

import struct
from math import copysign, floor, frexp, isinf, isnan, ldexp

from translator.library.errors import SasError
from translator.library.formats.hex_binary import stored_bytes
from translator.library.missing import special_missing
from translator.library.octets import from_octets, octets


def write_integer(value: float, width: int, decimals: int, order: str, sign: str) -> str:
    """Write a whole number in so many bytes: `order` little or big; `sign` signed, unsigned or absolute.

    What is too large is written as the largest number that the bytes hold. Raises SasError.
    """
    number = scaled_whole(value, decimals)
    if sign == "absolute":
        number = abs(number)
    if sign == "unsigned" and number < 0:
        raise unwritable("a negative number in an unsigned field")
    bits = 8 * width - (sign == "signed")
    number = max(min(number, 2**bits - 1), -(2**bits) if sign == "signed" else 0)
    return from_octets((number % 256**width).to_bytes(width, "big" if order == "big" else "little"))


def read_integer(text: str, width: int, decimals: int, order: str, sign: str) -> float:
    """Read the bytes of a whole number."""
    data = field_bytes(text, width)
    number = int.from_bytes(data, "big" if order == "big" else "little", signed=sign == "signed")
    return float(number) / 10.0**decimals


def write_real(value: float, width: int, decimals: int) -> str:
    """RBw.d: the bytes of the number itself, the lowest ones left out where the field is shorter."""
    return from_octets(stored_bytes(value * 10.0**decimals if decimals else value)[:width][::-1])


def read_real(text: str, width: int, decimals: int) -> float:
    """RBw.d: the bytes of a number; those that are not there are zero."""
    data = field_bytes(text, width)[::-1].ljust(8, b"\0")
    number: float = struct.unpack(">d", data)[0]
    if isnan(number):
        letter = chr(65 + 0xFD - data[2]) if 0xE4 <= data[2] <= 0xFD else "_" if data[2] == 0xFF else ""
        return special_missing(letter)
    return number / 10.0**decimals


def write_float(value: float, width: int, decimals: int) -> str:
    """FLOAT4.d: a float of four bytes; a missing value and one that is out of its range are zero."""
    try:
        data = struct.pack("<f", value * 10.0**decimals)
    except OverflowError:
        data = bytes(4)
    return from_octets(bytes(4) if isnan(value) or isinf(struct.unpack("<f", data)[0]) else data)


def read_float(text: str, width: int, decimals: int) -> float:
    """FLOAT4.d: a float of four bytes. Raises ValueError for one that is no number."""
    number: float = struct.unpack("<f", field_bytes(text, 4))[0]
    if isnan(number) or isinf(number):
        raise ValueError("no number")
    return number / 10.0**decimals


def write_mainframe_real(value: float, width: int, decimals: int) -> str:
    """S370FRBw.d: IBM's hexadecimal floating point; what does not fit is cut. Raises SasError."""
    if isnan(value):
        raise unwritable("a missing value")
    fraction, exponent = frexp(abs(value * 10.0**decimals))
    power = -(-exponent // 4)
    if fraction and not -64 <= power <= 63:
        raise unwritable("a number out of the range of IBM's floating point")
    digits = floor(ldexp(fraction, exponent - 4 * power + 56)) if fraction else 0
    head = (0x80 if value < 0 else 0) | (power + 64 if fraction else 0)
    return from_octets((bytes([head]) + digits.to_bytes(7, "big"))[:width])


def read_mainframe_real(text: str, width: int, decimals: int) -> float:
    """S370FRBw.d: IBM's hexadecimal floating point. Raises ValueError for a missing value of the mainframe."""
    data = field_bytes(text, width).ljust(8, b"\0")
    digits = int.from_bytes(data[1:], "big")
    if not digits and data[0] & 0x7F:
        raise ValueError("no number")
    size = ldexp(float(digits), 4 * ((data[0] & 0x7F) - 64) - 56)
    return copysign(size, -1.0 if digits and data[0] & 0x80 else 1.0) / 10.0**decimals


def scaled_whole(value: float, decimals: int) -> int:
    """Return the number times 10**d, rounded to a whole one, halves away from zero. Raises SasError for a missing value."""
    if isnan(value):
        raise unwritable("a missing value")
    size = abs(value * 10.0**decimals)
    if isinf(size):
        size = 1.7976931348623157e308
    whole = floor(size) + (size - floor(size) >= 0.5)
    return -whole if value < 0 else whole


def field_bytes(text: str, width: int) -> bytes:
    """Return the bytes of a field: where the text ends before it there are blanks."""
    return octets(text.ljust(width))[:width]


def unwritable(what: str) -> SasError:
    """Return the error of what no document says how SAS writes."""
    return SasError("R0446", f"ERROR: A binary format has no documented form for {what}.")
