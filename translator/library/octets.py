"""The bytes of a text: what $HEXw. shows and MD5 digests.

A character is one column wide here, so the session is one of single bytes (wlatin1, SAS's default on Windows in
western locales): a character of Windows code page 1252 is its byte, one below U+0100 its number (a digest's bytes
are such characters); any other, which such a session could not hold, is its UTF-8 bytes.
"""

from __future__ import annotations


def octets(text: str) -> bytes:
    """Return the bytes of a text."""
    return b"".join(
        bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252", "ignore") or c.encode() for c in text
    )


def from_octets(data: bytes) -> str:
    """Return the text of bytes: one character each, those of code page 1252 where it has one."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
