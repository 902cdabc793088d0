"""The table of formats for R, made from the rows: `formats_table.R` is what `r_table()` returns."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isnan

from translator.lang.syntax import Format
from translator.library.formats import FORMATS
from translator.library.formats.user import Picture, UserEntry, UserFormat, UserRange
from translator.library.missing import missing_letter
from translator.library.rows import FormatRow

HEAD = "# The formats and informats by name, for sas_put and sas_input. Made from the rows of the library.\n"


def r_table(names: Iterable[str] | None = None) -> str:
    """Return R code that defines `sas_formats` with the rows of these names (all unless told)."""
    chosen = sorted(FORMATS) if names is None else sorted({name.upper() for name in names})
    rows = ",\n".join(f'  "{name}." = {_row(FORMATS[name])}' for name in chosen)
    return f"{HEAD}sas_formats <- list(\n{rows}\n)\n"


def r_format(format: UserFormat) -> str:
    """Return the R expression that makes a user format: sas_format(list(sas_range(…), …), width, …)."""
    ranges = [_range(item, entry, format.name) for item, entry in format.ordered]
    parts = [
        "list(" + "".join(f"\n    {text}," for text in ranges).rstrip(",") + "\n  )",
        str(format.default),
    ]
    other = next((entry for entry in format.entries if any(item.other for item in entry.ranges)), None)
    if other is not None:
        parts.append("other = " + _range(UserRange(low="", high=""), other, format.name))
    if format.kind != "num":
        parts.append(f'kind = "{format.kind}"')
    if format.fuzz != 1e-12:
        parts.append(f"fuzz = {format.fuzz!r}")
    parts += [f"{name} = TRUE" for name in ("upcase", "just", "round") if getattr(format, name)]
    return f"sas_format(\n  {', '.join(parts)}\n)"


def _range(item: UserRange, entry: UserEntry, name: str) -> str:
    parts = [_value(item.low)]
    if item.high != item.low and not (isinstance(item.high, float) and isnan(item.high)):
        parts.append(_value(item.high if item.high is not None else inf))
    label = entry.label
    if isinstance(label, Format):
        inner = [f'"{label.name}"', *(str(n) for n in (label.width, label.decimals) if n is not None)]
        parts.append(f"label = sas_nested({', '.join(inner)})")
    elif not entry.special:
        parts.append("label = " + _value(label))
    parts += [f"{side} = TRUE" for side in ("low_open", "high_open") if getattr(item, side)]
    if entry.special:
        parts.append(f'special = "{entry.special}"')
    if entry.picture is not None:
        parts.append("picture = " + _picture(entry.picture))
    return f"sas_range({', '.join(parts)})"


def _picture(picture: Picture) -> str:
    parts = [] if picture.mult is None else [f"mult = {picture.mult!r}"]
    parts += [f"prefix = {_value(picture.prefix)}"] if picture.prefix else []
    parts += [f"decsep = {_value(picture.decsep)}"] if picture.decsep != "." else []
    parts += [f"fill = {_value(picture.fill)}"] if picture.fill != " " else []
    parts += ["noedit = TRUE"] if picture.noedit else []
    parts += [f'datatype = "{picture.datatype}"'] if picture.datatype else []
    return f"sas_picture({', '.join(parts)})"


def _value(value: float | str) -> str:
    if isinstance(value, str):
        if value == "\U0010ffff":
            return '"\\U0010ffff"'
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isnan(value):
        letter = missing_letter(value)
        return f'sas_special_missing("{letter}")' if letter else "NA_real_"
    if abs(value) == inf:
        return "Inf" if value > 0 else "-Inf"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


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
    if row.bytes:
        parts.append("bytes = TRUE")
    return f"list({', '.join(parts)})"


def _values(values: tuple[str, ...]) -> str:
    return "list(" + ", ".join(f'"{value}"' for value in values) + ")"
