"""$EBCDICw., $CHARZBw. and $PHEXw.: texts that come from mainframes.

SAS: Formats and Informats Reference, "$EBCDICw. Format", "$CHARZBw. Informat", "$PHEXw. Informat". Which EBCDIC a session
has depends on its tables. The characters here are those of ASCII that have one place in IBM's code pages 037, 500 and 1047;
any other stops the run.
"""

from __future__ import annotations

from translator.library.errors import SasError
from translator.library.octets import from_octets, octets

EBCDIC_CHARACTERS = (
    " .<(+&$*);-/,%_>?`:#@'=\"abcdefghijklmnopqr~stuvwxyz{ABCDEFGHI}JKLMNOPQR\\STUVWXYZ0123456789"
)
EBCDIC_BYTES = bytes.fromhex(
    "404b4c4d4e505b5c5d5e60616b6c6d6e6f797a7b7c7d7e7f818283848586878889919293949596979899a1a2a3a4a5a6a7a8a9"
    "c0c1c2c3c4c5c6c7c8c9d0d1d2d3d4d5d6d7d8d9e0e2e3e4e5e6e7e8e9f0f1f2f3f4f5f6f7f8f9"
)
TO_EBCDIC = dict(zip(EBCDIC_CHARACTERS, EBCDIC_BYTES, strict=True))
FROM_EBCDIC = dict(zip(EBCDIC_BYTES, EBCDIC_CHARACTERS, strict=True))


def to_ebcdic(text: str) -> str:
    """Return the text whose bytes are those of a text in EBCDIC. Raises SasError for characters that have no one place."""
    return from_octets(bytes(TO_EBCDIC[c] if c in TO_EBCDIC else no_one_place(c) for c in text))


def from_ebcdic(text: str) -> str:
    """Return the text whose bytes in EBCDIC are given. Raises SasError for bytes that stand for no one character."""
    return "".join(FROM_EBCDIC.get(byte) or chr(no_one_place(f"'{byte:02X}'x")) for byte in octets(text))


def no_one_place(what: str) -> int:
    """Stop the run at what code pages of EBCDIC disagree on."""
    raise SasError("R0447", f"ERROR: {what} is not the same in all code pages of EBCDIC.")


def write_ebcdic(value: str, width: int, decimals: int) -> str:
    """$EBCDICw.: the text in EBCDIC."""
    return to_ebcdic(value[:width].ljust(width))


def read_ebcdic(text: str, width: int, decimals: int) -> str:
    """$EBCDICw.: a text that is in EBCDIC."""
    return from_ebcdic(text.ljust(width)[:width]).rstrip(" ")


def read_zero_blank(text: str, width: int, decimals: int) -> str:
    """$CHARZBw.: the text as it stands, with blanks for zero bytes."""
    return text.replace("\0", " ").rstrip(" ")


def read_packed_hex(text: str, width: int, decimals: int) -> str:
    """$PHEXw.: the hexadecimal digits of the bytes, without the last one, which stands where a sign would."""
    return octets(text.ljust(width)[:width]).hex().upper()[:-1]
