"""SAS's 28 missing values as Python floats.

`.` is the ordinary NaN. The special ones `._`, `.A` … `.Z` are NaNs whose payload holds the letter in the byte
that R's haven package uses (tagged_na), so both targets read the same bits. Arithmetic may keep a payload, but
SAS's arithmetic gives `.`: whoever computes normalises with `plain`.
"""

from __future__ import annotations

import struct
from math import isnan, nan

from translator.library.errors import SasError

_PAYLOAD = 0x7FF8_0000_0000_07A2
_told_apart = {"special": True}


def expect_special_missing(expected: bool = True) -> None:
    """Say whether the program tells `.A` from `.`: one that does not stops where its data bring in such a value."""
    _told_apart["special"] = expected


def special_missing(letter: str) -> float:
    """Return the missing value `.letter`: "" gives `.`, "_" or "A".."Z" the special ones.

    Raises: SasError R0427 where a translated program does not tell them apart, as nothing said that it must.
    """
    if not letter:
        return nan
    if not _told_apart["special"]:
        raise SasError("R0427", f"ERROR: The data hold the special missing value .{letter}, and the program was "
                       "translated without them (special_missing = true in saslift.toml).")  # fmt: skip
    value: float = struct.unpack("<d", struct.pack("<Q", _PAYLOAD | ord(letter) << 32))[0]
    return value


def missing_letter(value: float) -> str:
    """Return "" for `.` (and for numbers that are not missing), else "_" or "A".."Z"."""
    if not isnan(value):
        return ""
    code = struct.unpack("<Q", struct.pack("<d", value))[0] >> 32 & 0xFF
    return chr(code) if code == 95 or 65 <= code <= 90 else ""


def missing_rank(value: float) -> int:
    """Order of missing values: `._` < `.` < `.A` < … < `.Z`; -1, 0, 1 … 26. (SAS: Order of Missing Values.)"""
    letter = missing_letter(value)
    if not letter:
        return 0
    return -1 if letter == "_" else ord(letter) - 64


def plain(value: float) -> float:
    """Return the value, with any special missing made `.`: what SAS's arithmetic yields."""
    return nan if isnan(value) else value
