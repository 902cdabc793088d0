"""What ATTRN and ATTRC say of a data set.

SAS 9.4 Functions and CALL Routines: Reference, "ATTRN Function" and "ATTRC Function". The values are those of a data set
that SAS's own engine keeps, without password, audit trail, generations, integrity constraints or WHERE clause.
"""

from __future__ import annotations

from math import nan

NUMERIC_CONSTANTS = {
    "ALTERPW": 0.0, "ANOBS": 1.0, "ARAND": 1.0, "RANDOM": 1.0, "ARWU": 1.0, "AUDIT": 0.0, "ICONST": 0.0, "INDEX": 1.0,
    "ISSUBSET": 0.0, "MAXGEN": 0.0, "NDEL": 0.0, "PW": 0.0, "RADIX": 1.0, "READPW": 0.0, "TAPE": 0.0, "WHSTMT": 0.0,
    "WRITEPW": 0.0,
}  # fmt: skip
NUMERIC_OF_SAS = (
    "AUDIT_DATA", "AUDIT_BEFORE", "AUDIT_ERROR", "CRDTE", "ISINDEX", "LRECL", "LRID", "MAXRC", "MODTE", "NEXTGEN", "REUSE",
)  # fmt: skip
"""Numeric attributes that hang on SAS's file: when it was made, how it is stored."""
TEXT_CONSTANTS = {"COMPRESS": "NO", "ENCRYPT": "NO", "ENGINE": "V9", "MTYPE": "DATA", "TYPE": ""}
TEXT_OF_SAS = ("CHARSET", "DATAREP", "ENCODING", "SORTEDBY", "SORTLVL", "SORTSEQ")
"""Character attributes that hang on SAS's file."""


def numeric_attribute(name: str, rows: float, columns: float) -> float | None:
    """Return a numeric attribute of a data set of so many rows and columns.

    Returns: missing for a name that is none; None for an attribute that hangs on SAS's own file.
    """
    name = name.strip().upper()
    if name in NUMERIC_OF_SAS:
        return None
    if name in ("NOBS", "NLOBS", "NLOBSF"):
        return float(rows)
    if name in ("NVARS", "NVAR"):
        return float(columns)
    if name in ("ANY", "VAROBS"):
        return -1.0 if not columns else 1.0 if rows else 0.0
    return NUMERIC_CONSTANTS.get(name, nan)


def text_attribute(name: str, libref: str, member: str, label: str, mode: str) -> str | None:
    """Return a character attribute of a data set; `mode`: what OPEN was told.

    Returns: "" for a name that is none; None for an attribute that hangs on SAS's own file.
    """
    name = name.strip().upper()
    if name in TEXT_OF_SAS:
        return None
    given = {
        "LIB": libref.upper(),
        "MEM": member.upper(),
        "LABEL": label,
        "MODE": mode.strip().upper() or "I",
    }
    return given.get(name, TEXT_CONSTANTS.get(name, ""))
