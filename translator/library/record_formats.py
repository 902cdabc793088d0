"""RECFM=: how a file is cut into records.

SAS 9.4 Companion for Windows and for UNIX Environments, "FILENAME Statement", RECFM=: F is records of LRECL= bytes without
ends of lines, N a stream of bytes, S370V and its like blocks of IBM mainframes. The formats of z/OS (FB, VB …) stand in
programs that came from there with files that are texts now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


class NotCovered(ValueError):
    """A record format that is not covered, as text."""


def record_length(options: Mapping[str, str], reading: bool = True) -> int | None:
    """Return the length of fixed records that INFILE or FILE asks for; None for lines. Raises NotCovered."""
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
