"""BY variables whose formats can put different values into one BY group.

Base SAS Procedures Guide, Fundamental Concepts, "Formats and BY-Group Processing": a procedure adds observations to the BY group
until the formatted value changes. The DATA step, SORT and the procedures' output use the values themselves.
"""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang.types import Column
from translator.library.formats.user import UserFormat
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.loop import Key

COARSE = frozenset(
    "MONYY YEAR YYMM YYMMC YYMMD YYMMN YYMMP YYMMS MMYY MMYYC MMYYD MMYYN MMYYP MMYYS YYQ YYQC YYQD YYQN YYQP YYQS YYQR YYQRC "
    "YYQRD YYQRN YYQRP YYQRS QTR QTRR MONTH MONNAME DOWNAME WEEKDAY WEEKU WEEKV WEEKW DAY DTDATE DTMONYY DTYEAR DTYYQC HOUR "
    "HHMM DATEAMPM NLDATEYM NLDATEYQ NLDATEYR NLDATEMN NLDATEW".split()
)
"""Formats that show several dates, datetimes or times alike."""


def refuse_merging(
    by: tuple[Key, ...], columns: dict[str, Column], context: Context, step: st.ProcStep, code: str = "H0402"
) -> None:
    """Refuse BY variables whose formats can merge groups; with code W0112 it is a warning (what is only printed).

    Raises: LoweringError.
    """
    for key in by:
        column = columns.get(key.name.lower())
        if column is not None and merges(column, context):
            error = LoweringError(
                code,
                f"BY groups of formatted values ({column.name}, {column.format}) are not carried out",
                step.at,
            )
            if code.startswith("W"):
                context.diagnose(error)
            else:
                raise error


def merges(column: Column, context: Context) -> bool:
    """Can the column's format show different values alike? Numbers with decimals and dates of days are taken for exact."""
    full = column.format.upper().rstrip(".")
    name = full.split(".")[0].rstrip("0123456789")
    own = context.formats.get(name)
    if isinstance(own, UserFormat):
        labels = [str(entry.label) for entry in own.entries]
        single = all(
            not item.other and (item.low == item.high or item.low != item.low)
            for entry in own.entries
            for item in entry.ranges
        )
        return not single or any(len(e.ranges) > 1 for e in own.entries) or len(set(labels)) < len(labels)
    if column.type.kind == "char":
        width = full.split(".")[0].removeprefix("$").removeprefix("CHAR")
        return name in ("$", "$CHAR") and width.isdigit() and int(width) < column.type.length
    return name in COARSE
