"""PROC FORMAT: control data sets (CNTLIN=, CNTLOUT=)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import inf, isnan, nan
from typing import Any

import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.log import SasError, log
from translator.library.formats.best import best
from translator.library.formats.numbers import number_from_text
from translator.library.missing import missing_letter, special_missing

DEFINED_FORMATS: dict[str, list[dict[str, Any]]] = {}


def control_table(kinds: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """PROC FORMAT CNTLOUT=: the program's formats as a data set."""
    return frame(kinds, rows)


def define_formats(df: pd.DataFrame, fixed: Sequence[str] = ()) -> None:
    """PROC FORMAT CNTLIN=: keep the ranges of every format; informats are named @NAME, character ones $NAME.

    fixed: formats that the program's text defines: data that define them anew stop the program.
    """
    made: dict[str, list[dict[str, Any]]] = {}
    columns = {str(name).upper(): df[name].tolist() for name in df.columns}

    def cell(name: str, row: int, empty: Any = "") -> Any:
        return columns[name][row] if name in columns else empty

    for row in range(len(df)):
        name, letter = cell("FMTNAME", row).strip().upper(), cell("TYPE", row).strip().upper()
        letter = letter or ("I" if name.startswith("@") else "C" if name.startswith("$") else "N")
        if letter == "P":
            raise SasError("R0601", "ERROR: Pictures of a control data set are not translated.")
        flags = cell("HLO", row).upper()
        text = letter in "CJI"
        start, end = ("", "") if "O" in flags else (cell("START", row), cell("END", row))
        end = start if end == "" or end != end else end
        label = cell("LABEL", row)
        shown = label if isinstance(label, str) else best(label, 12).strip()
        low = ("" if text else -inf) if "L" in flags else range_end(start, text)
        high = ("\U0010ffff" if text else inf) if "H" in flags else range_end(end, text)
        key = ("@" if letter in "IJ" else "") + ("$" if letter in "CJ" else "") + name.lstrip("@$")
        if "F" in flags:
            raise SasError("R0601", "ERROR: Formats inside formats of a control data set are not translated.")
        if letter in "IJ" and set("UJ") & set(flags):
            raise SasError("R0601", "ERROR: UPCASE and JUST of a control data set are not translated.")
        made.setdefault(key, []).append(
            {"low": low, "high": high, "other": "O" in flags, "label": shown, "text": text,
             "low_open": cell("SEXCL", row) == "Y", "high_open": cell("EEXCL", row) == "Y",
             "width": given_number(cell("DEFAULT", row, nan)), "fuzz": given_number(cell("FUZZ", row, nan))}
        )  # fmt: skip
    for key, ranges in made.items():
        for one in ranges:  # the first row speaks for the format
            one["width"], one["fuzz"] = ranges[0]["width"], ranges[0]["fuzz"]
        if key in fixed:
            raise SasError("R0612", f"ERROR: The control data set defines the format {key.lstrip('@')} anew.")
        log(f"NOTE: {'Informat' if key.startswith('@') else 'Format'} {key.lstrip('@')} has been output.")
        DEFINED_FORMATS[key] = (
            sorted(ranges, key=lambda r: r["low"] if r["low"] == r["low"] else -inf)
            if "@" not in key
            else ranges
        )


def given_number(value: Any) -> float:
    """A number of a control data set, NaN where none stands."""
    return number_or_nan(value.strip()) if isinstance(value, str) else float(value)


def range_end(value: Any, text: bool) -> Any:
    """An end of a range: text as it is, numbers also from text, letters as missing values."""
    if text:
        return value.rstrip(" ") if isinstance(value, str) else best(value, 12).strip()
    if not isinstance(value, str):
        return value
    word = value.strip()
    if len(word) == 1 and (word.isalpha() or word == "_"):
        return special_missing(word.upper())
    return nan if word in ("", ".") else number_from_text(word)


def in_range(one: Mapping[str, Any], value: Any) -> bool:
    """Does a range take a value? Numbers within FUZZ (1E-12) of an end count as the end."""
    low, high = one["low"], one["high"]
    if isinstance(value, str) != one["text"]:
        return False
    if isinstance(value, str):
        above = value > low or (value == low and not one["low_open"])
        return above and (value < high or (value == high and not one["high_open"]))
    if isnan(value) or isnan(low):
        return isnan(value) and isnan(low) and missing_letter(value) == missing_letter(low)
    fuzz = one["fuzz"] if one["fuzz"] == one["fuzz"] else 1e-12
    at_low, at_high = abs(value - low) <= fuzz, abs(value - high) <= fuzz
    above = at_low and not one["low_open"] or value > low and not at_low
    return above and (at_high and not one["high_open"] or value < high and not at_high)


def found_range(key: str, value: Any) -> Mapping[str, Any] | None:
    """The range of a defined format that takes a value, OTHER where none does."""
    if key not in DEFINED_FORMATS:
        raise SasError(
            "R0601", f"ERROR 48-59: The format {key.lstrip('@')} was not found or could not be loaded."
        )
    ranges = DEFINED_FORMATS[key]
    hit = next((one for one in ranges if not one["other"] and in_range(one, value)), None)
    return hit or next((one for one in ranges if one["other"]), None)


def need_formats(*names: str) -> None:
    """Stop a step that uses a format or informat (`@NAME`) that no control data set has defined."""
    for name in names:
        if name not in DEFINED_FORMATS:
            what = "informat" if name.startswith("@") else "format"
            message = f"ERROR 48-59: The {what} {name.lstrip('@')} was not found or could not be loaded."
            raise SasError("R0601", message)


def defined_width(key: str) -> int:
    """The width of a defined format: DEFAULT of its first row, or that of its longest label."""
    ranges = DEFINED_FORMATS[key]
    given = ranges[0]["width"]
    return int(given) if given > 0 else max(1, *(len(one["label"]) for one in ranges))


def defined_label(key: str, value: Any, width: int = 0) -> str:
    """What a defined format writes: its label, or the value where no range takes it."""
    value = value.rstrip(" ") if isinstance(value, str) else value
    hit = found_range(key, value)
    size = width or defined_width(key)
    text = hit["label"] if hit is not None else value if isinstance(value, str) else best(value, size)
    return text[:size].rstrip(" ")


def formats_of_data(beginning: str) -> dict[str, Callable[..., Any]]:
    """The functions of the formats that control data sets have defined, by name: "", $, @ or @$ is their kind."""

    def function(key: str) -> Callable[..., Any]:
        if key.startswith("@"):
            return lambda text, width=None: defined_value(key, text[:width])
        return lambda value, width=0: defined_label(key, value, width)

    kinds = {key: re.match(r"@?\$?", key) for key in DEFINED_FORMATS}
    return {key.lstrip("@"): function(key) for key, kind in kinds.items() if kind and kind[0] == beginning}


def defined_value(key: str, text: str) -> Any:
    """What a defined informat reads; ValueError for invalid data."""
    word = text.rstrip(" ")
    hit = found_range(key, word)
    if hit is None or hit["other"]:
        number = number_or_nan(word)
        same = [
            one
            for one in DEFINED_FORMATS[key]
            if not one["other"] and in_range(as_numbers(one), number) and number == number
        ]
        hit = same[0] if same else hit
    label = "_same_" if hit is None else hit["label"]
    if label.lower() == "_error_":
        raise ValueError(text)
    if key.startswith("@$"):
        return word if label.lower() == "_same_" else label
    return number_from_text(word if label.lower() == "_same_" else label)


def as_numbers(one: Mapping[str, Any]) -> dict[str, Any]:
    """A range of texts as one of numbers."""
    ends = {end: number_or_nan(one[end]) for end in ("low", "high")}
    return {**one, **ends, "text": False}


def number_or_nan(text: str) -> float:
    """A text as a number, NaN where it is none."""
    try:
        return number_from_text(text)
    except ValueError:
        return nan
