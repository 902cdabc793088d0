"""RECFM=: how a file is cut into records.

SAS 9.4 Companion for Windows and for UNIX Environments, "FILENAME Statement", RECFM=: F is records of LRECL= bytes without
ends of lines, N a stream of bytes, S370V and its like blocks of IBM mainframes. The formats of z/OS (FB, VB …) stand in
programs that came from there with files that are texts now.

TERMSTR= is what ends a line: CRLF reads a bare line feed as a character of the line. ENCODING= of a file that is read: the bytes
tell UTF-8 from the code page of Western Europe, other code pages are refused; files are written in UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


class NotCovered(ValueError):
    """A record format that is not covered, as text."""


UNICODE = frozenset("utf-8 utf8 ascii us-ascii any asciiany".split())
WESTERN = frozenset("latin1 wlatin1 iso-8859-1 iso8859-1 windows-1252 cp1252".split())
LINE_FEEDS = frozenset(("", "lf", "nl"))


def line_ending(options: Mapping[str, str], reading: bool = True) -> str:
    """Return what ends the lines of a file, "" for the usual line feed (read: with or without a carriage return).

    Raises: NotCovered for another TERMSTR=, and for an ENCODING= that is not covered.
    """
    encoding = options.get("encoding", "").strip("'\" ").lower()
    if encoding and encoding not in UNICODE and not (reading and encoding in WESTERN):
        raise NotCovered(f"ENCODING={encoding.upper()}")
    ending = options.get("termstr", "").strip("'\" ").lower()
    if ending in LINE_FEEDS:
        return ""
    if ending != "crlf":
        raise NotCovered(f"TERMSTR={ending.upper()}")
    return "\r\n"


def with_form(options: Mapping[str, str], words: str) -> dict[str, str]:
    """Return options of INFILE or FILE with those that a FILENAME statement gives all steps: its words, joined."""
    found = re.findall(r"\b(encoding|termstr)\s*=\s*('[^']*'|\"[^\"]*\"|[\w-]+)", words, re.I)
    return {name.lower(): value.strip("'\" ") for name, value in found} | dict(options)


def record_length(options: Mapping[str, str], reading: bool = True) -> int | None:
    """Return the length of fixed records that INFILE or FILE asks for; None for lines. Raises NotCovered."""
    line_ending(options, reading)
    format_ = options.get("recfm", "").strip("'\" ").upper()
    if format_ == "F" and reading:
        if not options.get("lrecl", "").isdigit():
            raise NotCovered("RECFM=F without LRECL=")
        return int(options["lrecl"])
    if format_ in ("F", "N") or format_.startswith("S370"):
        raise NotCovered(f"RECFM={format_}")
    return None


def check_words(words: Iterable[str]) -> None:
    """Raise NotCovered where a FILENAME statement, given as words, asks for records that are no lines."""
    found = re.search(r"\brecfm\s*=\s*(\w+)", " ".join(words), re.I)
    if found and (found[1].upper() in ("F", "N") or found[1].upper().startswith("S370")):
        raise NotCovered(f"RECFM={found[1].upper()} of FILENAME")
