"""The table of formats for R, made from the rows: `formats_table.R` is what `r_table()` returns."""

from __future__ import annotations

from collections.abc import Iterable

from translator.library.formats import FORMATS
from translator.library.rows import FormatRow

HEAD = "# The formats and informats by name, for sas_put and sas_input. Made from the rows of the library.\n"


def r_table(names: Iterable[str] | None = None) -> str:
    """Return R code that defines `sas_formats` with the rows of these names (all unless told)."""
    chosen = sorted(FORMATS) if names is None else sorted({name.upper() for name in names})
    rows = ",\n".join(f'  "{name}." = {_row(FORMATS[name])}' for name in chosen)
    return f"{HEAD}sas_formats <- list(\n{rows}\n)\n"


def read_width(row: FormatRow) -> int | None:
    """Return the width that an informat has where none is written; None: the text's length."""
    return row.read_default or (row.default if row.dates else None)


def _row(row: FormatRow) -> str:
    parts = []
    if row.write is not None:
        parts += [
            f"write = sas_{row.write.__name__}",
            f"width = {row.default}",
            f"decimals = {row.decimals or 0}",
        ]
        if row.write_with:
            parts.append("write_with = " + _values(row.write_with))
    if row.read is not None:
        parts.append(f"read = sas_{row.read.__name__}")
        width = read_width(row)
        if width is not None:
            parts.append(f"read_width = {width}")
        if row.read_with:
            parts.append("read_with = " + _values(row.read_with))
        if row.cutoff:
            parts.append("cutoff = TRUE")
    return f"list({', '.join(parts)})"


def _values(values: tuple[str, ...]) -> str:
    return "list(" + ", ".join(f'"{value}"' for value in values) + ")"
