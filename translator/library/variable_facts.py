"""What VNAME, VLABEL, VFORMAT and their relatives say of a variable.

SAS 9.4 Functions and CALL Routines: Reference, "VFORMAT Function", "VFORMATN Function", "VFORMATW Function" … A variable
without a format has BEST12. or $w., one without an informat F12. or $w.
"""

from __future__ import annotations

import re

ATTRIBUTES = (
    "VNAME", "VLABEL", "VTYPE", "VLENGTH", "VFORMAT", "VFORMATN", "VFORMATW", "VFORMATD", "VINFORMAT", "VINFORMATN",
    "VINFORMATW", "VINFORMATD",
)  # fmt: skip


def variable_fact(
    function: str, name: str, label: str, kind: str, length: int, format: str, informat: str
) -> str | float:
    """Return what one of ATTRIBUTES gives for a variable. Format and informat are texts such as "date9.", "" if none."""
    match function:
        case "VNAME":
            return name
        case "VLABEL":
            return label or name
        case "VTYPE":
            return "C" if kind == "char" else "N"
        case "VLENGTH":
            return float(length)
    reads = function.startswith("VINFORMAT")
    given = (informat if reads else format).upper()
    whole = given or (f"${length}." if kind == "char" else "F12." if reads else "BEST12.")
    part = function.removeprefix("VINFORMAT").removeprefix("VFORMAT")
    if not part:
        return whole
    found = re.fullmatch(r"(\$?(?:[A-Z_]\w*?)?)(\d*)\.?(\d*)", whole)
    assert found, whole
    if part == "N":
        return found[1] or "F"
    return float(found[2 if part == "W" else 3] or 0)
