"""What is wrong with a format or informat that a program names: nothing, or a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.syntax import Format
from translator.library.formats import FORMATS, UserFormat, find_format, find_informat

BINARY = re.compile(r"IEEE|VAXRB|VMSZN|ZDB|BITS|PUNCH|ROW|\$?CB")
LANGUAGES = (
    "AFR", "CAT", "CRO", "CSY", "DAN", "NLD", "FIN", "FRA", "DEU", "HUN", "ITA", "MAC", "NOR", "POL", "PTG", "RUS",
    "ESP", "SLO", "SVE", "FRS", "DES", "EUR",
)  # fmt: skip


def format_problem(
    format: Format, reading: bool = False, user: Mapping[str, UserFormat] | None = None
) -> Diagnostic | None:
    """Return why the format cannot be used here (H0300-H0305), or None if it can.

    `reading`: it is used as an informat. `user` holds the program's own formats.
    """
    name = format.name.upper()
    if name in (user or {}):
        return None
    row = find_informat(name) if reading else find_format(name)
    word = "informat" if reading else "format"
    if row is not None:
        if not reading and format.width is not None and not row.lowest <= format.width <= row.highest:
            return diagnose(
                "H0305", f"width {format.width} of {name}. is not in {row.lowest}-{row.highest}", format.at
            )
        return None
    if BINARY.fullmatch(name):
        return diagnose("H0302", f"binary {word} {name}.", format.at)
    if name.startswith("NL") or (name[:3] in LANGUAGES and name[3:5] == "DF"):
        return diagnose("H0304", f"{word} {name}. of another language or locale", format.at)
    close = get_close_matches(name, [*FORMATS, *(user or {})], 1)
    hint = f"; did you mean {close[0]}.?" if close else ""
    return diagnose("H0301" if reading else "H0300", f"no {word} {name}.{hint}", format.at)
