"""Tables of named values (Name1, Label1, cValue1, nValue1): how cValue1 shows a value."""

from __future__ import annotations

from math import isnan
from typing import Any

from translator.library.formats.best import best, fixed


def named_cell(name: str, value: Any) -> str:
    """A value as FREQ prints it: probabilities by PVALUE6.4, counts and degrees of freedom whole, others with 4 decimals."""
    value = float(value)
    if isnan(value):
        return "."
    if name.startswith(("DF_", "NDF_", "DDF_")) or name == "F11":
        return best(value, 12).strip(" ")
    if name.partition("_")[0] in PROBABILITIES and value < 0.0001:
        return "<.0001"
    return fixed(value, 4)


PROBABILITIES = ("P", "PL", "PR", "P2", "XP", "XPL", "XPR", "XP2", "MPL", "MPR", "PF")
