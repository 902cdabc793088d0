"""Widths that a format or informat does not take: SAS stops with ERROR 29-185."""

from __future__ import annotations

from translator.lang.syntax import Format
from translator.library.formats import find_format, find_informat


def width_problem(format: Format, reading: bool = False) -> str:
    """Return what SAS says of a width out of the documented range, "" where it is in it or the range is not sure.

    Ranges of informats are those of their rows for bytes alone: DATE32. reads what DATE11. could not write.
    """
    row = find_informat(format.name) if reading else find_format(format.name)
    if row is None or format.width is None or row.lowest <= format.width <= row.highest:
        return ""
    sure = row.bytes or (not reading and bool(row.dates) and row.highest < 32)
    return (
        f"Width specified for {'informat' if reading else 'format'} {format.name} is invalid." if sure else ""
    )
