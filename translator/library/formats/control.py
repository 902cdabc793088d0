"""User formats to and from data sets: PROC FORMAT's CNTLIN= and CNTLOUT=.

SAS: Base SAS Procedures Guide, PROC FORMAT, "Output Control Data Set" and "Input Control Data Set". A row is a
mapping from SAS's column names, in upper case, to values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import inf, isnan, nan

from translator.lang.syntax import Format
from translator.library.formats.best import best
from translator.library.formats.user import (
    HIGHEST_TEXT,
    Kind,
    Label,
    Picture,
    UserEntry,
    UserFormat,
    UserRange,
    default_columns,
    label_number,
)
from translator.library.missing import missing_letter, special_missing

Row = Mapping[str, float | str]
ATTRIBUTES: dict[str, tuple[int, str]] = {
    "FMTNAME": (32, "Format name"), "START": (0, "Starting value for format"), "END": (0, "Ending value for format"),
    "LABEL": (0, "Format value label"), "MIN": (3, "Minimum length"), "MAX": (3, "Maximum length"),
    "DEFAULT": (3, "Default length"), "LENGTH": (3, "Format length"), "FUZZ": (8, "Fuzz value"),
    "PREFIX": (2, "Prefix characters"), "MULT": (8, "Multiplier"), "FILL": (1, "Fill character"),
    "NOEDIT": (3, "Is picture string noedit?"), "TYPE": (1, "Type of format"), "SEXCL": (1, "Start exclusion"),
    "EEXCL": (1, "End exclusion"), "HLO": (13, "Additional information"), "DECSEP": (1, "Decimal separator"),
    "DIG3SEP": (1, "Three-digit separator"), "DATATYPE": (8, "Date/time/datetime?"),
    "LANGUAGE": (8, "Language for date strings"),
}  # fmt: skip
"""(length, label) of the variables of CNTLOUT=, as DESCRIBE TABLE shows them; length 0: that of the longest value."""
COLUMNS = tuple(ATTRIBUTES)
KINDS: dict[str, Kind] = {"N": "num", "C": "char", "I": "invalue", "J": "invalue char", "P": "picture"}
TYPES = {kind: letter for letter, kind in KINDS.items()}


def from_cntlin(rows: Iterable[Row]) -> list[UserFormat]:
    """Make the formats that a control data set defines, in the order of their first rows.

    FMTNAME, START and LABEL are needed; END is START where it is missing. Raises ValueError for a row without
    FMTNAME, an unknown TYPE or a label that is no number in a numeric informat.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        upper = {name.upper(): value for name, value in row.items()}
        name = str(upper.get("FMTNAME", "")).strip().upper()
        if not name.strip("$@"):
            raise ValueError("FMTNAME is missing")
        groups.setdefault((name, _type(name, upper)), []).append(upper)
    return [_format(name, letter, members) for (name, letter), members in groups.items()]


def _type(name: str, row: Row) -> str:
    letter = str(row.get("TYPE", "")).strip().upper()
    if not letter:
        if name.startswith("@$"):
            return "J"
        letter = "I" if name.startswith("@") else "C" if name.startswith("$") else "N"
    if letter not in KINDS:
        raise ValueError(f"TYPE={letter} is not N, C, I, J or P")
    return letter


def _format(name: str, letter: str, rows: list[Row]) -> UserFormat:
    kind = KINDS[letter]
    bare = name.lstrip("@").lstrip("$")
    flags = "".join(_text(row, "HLO").upper() for row in rows)
    entries = tuple(_entry(row, kind) for row in rows)
    first = rows[0]
    return UserFormat(
        ("$" if letter in "CJ" else "") + bare,
        kind,
        entries,
        int(_number(first, "DEFAULT") or default_columns(entries, kind)),
        int(_number(first, "MIN") or 1),
        int(_number(first, "MAX") or 32767),
        _number(first, "FUZZ") if not isnan(_given(first, "FUZZ")) else 1e-12,
        "M" in flags,
        "S" in flags,
        "U" in flags,
        "J" in flags,
        "R" in flags,
    )


def _text(row: Row, name: str) -> str:
    value = row.get(name, "")
    return value.rstrip(" ") if isinstance(value, str) else "" if isnan(value) else best(value).strip()


def _given(row: Row, name: str) -> float:
    value = row.get(name, nan)
    if isinstance(value, str):
        return label_number(value)
    return float(value)


def _number(row: Row, name: str) -> float:
    value = _given(row, name)
    return 0.0 if isnan(value) else value


def _entry(row: Row, kind: Kind) -> UserEntry:
    flags = _text(row, "HLO").upper()
    label: Label = _text(row, "LABEL")
    assert isinstance(label, str)
    special = label.lower() if kind.startswith("invalue") and label.lower() in ("_same_", "_error_") else ""
    nested = re.fullmatch(r"\[?(\$?\w*?[A-Za-z_$])?(\d*)\.(\d*)\]?", label.strip()) if "F" in flags else None
    if special:
        label = ""
    elif nested:
        name, width, decimals = nested.groups()
        label = Format(
            (name or "").upper(), int(width) if width else None, int(decimals) if decimals else None
        )
    elif kind == "invalue":
        label = label_number(label)
    picture = None
    if kind == "picture":
        picture = Picture(
            _number(row, "MULT") or None,
            _text(row, "PREFIX"),
            _text(row, "FILL") or " ",
            "N" in flags or bool(_number(row, "NOEDIT")),
            _text(row, "DECSEP") or ".",
            _text(row, "DIG3SEP") or ",",
            _text(row, "DATATYPE").lower(),
        )
    return UserEntry((_range(row, kind, flags),), label, special, picture)


def _range(row: Row, kind: Kind, flags: str) -> UserRange:
    if "O" in flags:
        return UserRange(other=True)
    text = kind in ("char", "invalue char")
    low = -inf if "L" in flags and not text else "" if "L" in flags else _end(row, "START", kind)
    if "H" in flags:
        high: float | str = HIGHEST_TEXT if text else inf
    else:
        blank = row.get("END", "")
        missing = blank.strip() == "" if isinstance(blank, str) else isnan(blank)
        high = _end(row, "START" if missing else "END", kind)
    number = not isinstance(low, str) and not isinstance(high, str)
    return UserRange(low, high, _text(row, "SEXCL") == "Y", _text(row, "EEXCL") == "Y", number=number)


def _end(row: Row, name: str, kind: Kind) -> float | str:
    value = row.get(name, "")
    if kind in ("char", "invalue char"):
        return value.rstrip(" ") if isinstance(value, str) else best(value).strip()
    if not isinstance(value, str):
        return float(value)
    word = value.strip()
    if kind == "invalue" and "I" not in _text(row, "HLO").upper():
        return word
    if len(word) == 1 and (word.isalpha() or word == "_"):
        return special_missing(word.upper())
    return label_number(word)


def length_of(name: str, values: Iterable[float | str]) -> int:
    """Return the length that a variable of CNTLOUT= has."""
    return ATTRIBUTES[name][0] or max([1, *(len(value) for value in values if isinstance(value, str))])


def catalog_order(key: str) -> tuple[bool, bool, str]:
    """Return the place of a format among those of CNTLOUT=, by its key: formats of numbers (pictures, too), formats of
    texts, then informats, each by name ("Output Control Data Set": BENEFIT … USCURR, $CITY, EVAL)."""
    return key.startswith("@"), "$" in key, key


def to_cntlout(format: UserFormat) -> list[dict[str, float | str]]:
    """Return the rows that CNTLOUT= holds for a format, in SAS's columns; OTHER comes last."""
    pairs = list(format.ordered)
    pairs += [(item, entry) for entry in format.entries for item in entry.ranges if item.other]
    longest = max((len(_label(entry)) for entry in format.entries), default=1)
    return [_row(format, item, entry, longest) for item, entry in pairs]


def _label(entry: UserEntry) -> str:
    if entry.special:
        return entry.special.upper()
    if isinstance(entry.label, float):
        letter = missing_letter(entry.label)
        return "." + letter if isnan(entry.label) else best(entry.label).strip()
    return str(entry.label)


def _row(format: UserFormat, item: UserRange, entry: UserEntry, longest: int) -> dict[str, float | str]:
    flags = ""
    low, high = _shown(item.low, format), _shown(item.high if item.high is not None else inf, format)
    if item.other:
        flags, low, high = "O", "**OTHER**", "**OTHER**"
    else:
        if item.low == -inf or (item.low == "" and item.high != ""):
            flags, low = "L", _aligned("LOW", format)
        if item.high in (inf, HIGHEST_TEXT):
            flags, high = flags + "H", _aligned("HIGH", format)
    if isinstance(entry.label, Format):
        flags += "F"
    if format.kind == "invalue" and item.number and not item.other:
        flags += "I"
    for letter, holds in (
        ("M", format.multilabel), ("S", format.notsorted), ("U", format.upcase), ("J", format.just),
        ("R", format.round), ("N", entry.picture is not None and entry.picture.noedit),
    ):  # fmt: skip
        flags += letter if holds else ""
    picture = entry.picture or Picture(fill="", decsep="", dig3sep="")
    values: tuple[float | str, ...] = (
        format.name.lstrip("$"), low, high, _label(entry), float(format.lowest),
        40.0 if format.highest == 32767 else float(format.highest), float(format.default), float(longest),
        0.0 if format.kind in ("char", "invalue char") else format.fuzz, picture.prefix, picture.mult or 0.0,
        picture.fill.strip(), float(picture.noedit), TYPES[format.kind], "Y" if item.low_open else "N",
        "Y" if item.high_open else "N", flags, picture.decsep, picture.dig3sep, picture.datatype.upper(), "",
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _shown(end: float | str, format: UserFormat) -> str:
    if isinstance(end, str):
        return end
    if abs(end) == inf:
        return ""
    if isnan(end):
        return _aligned(missing_letter(end) or ".", format)
    return _aligned(best(end, 16).strip(), format)


def _aligned(text: str, format: UserFormat) -> str:
    return text if format.kind in ("char", "invalue char") else text.rjust(16)
