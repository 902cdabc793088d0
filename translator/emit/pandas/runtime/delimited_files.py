"""PROC EXPORT and PROC IMPORT: delimited text files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan
from typing import Any

import pandas as pd

from translator.emit.pandas.runtime.levels import Levels
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError, log
from translator.library.delimited import NUMBER, field_number, guess_columns, split_fields


def write_delimited(
    lib: Any, df: pd.DataFrame, file: str, *, delimiter: str = ",", header: bool = True, labels: Mapping[str, str] | None = None,
    levels: Levels | None = None, others: Levels | None = None, known: Sequence[str] = (),
) -> None:  # fmt: skip
    """PROC EXPORT: values as their formats write them, missing ones empty; quotes where a value holds the delimiter.

    others: the format of the numbers that are not `known` columns (those that the run has made).
    """
    write = lib.writer(file)
    labels, levels = labels or {}, levels or {}
    if header:
        write(delimiter.join(quoted_field(labels.get(name, name), delimiter) for name in df.columns))
    columns = []
    for name in df.columns:
        level = levels.get(name)
        if others and name not in known and df[name].dtype == "float64":
            level = others["other"]
        shown = shown_column(df[name], level)
        if df[name].dtype == "float64":
            shown = [text if text != "." else "" for text in shown]
        columns.append([quoted_field(text, delimiter) for text in shown])
    for row in zip(*columns, strict=True):
        write(delimiter.join(row))


def quoted_field(text: str, delimiter: str) -> str:
    """A field as FILE with DSD writes it."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in delimiter + '"') else text


def read_delimited(
    lib: Any,
    file: str,
    columns: Mapping[str, str] | None = None,
    *,
    delimiter: str = ",",
    header: bool = True,
    first: int = 0,
    guess: int = 20,
    plain_names: bool = True,
) -> pd.DataFrame:
    """PROC IMPORT: `columns` are the names with their informats ("$" for text) as the file had them when the program was
    translated (None where it was not there); where its first rows tell something else now, the step stops. `plain_names`: names as
    VALIDVARNAME=V7 has them."""
    lines = lib.file(file)
    first = first or (2 if header else 1)
    found = guess_columns(lines, delimiter, header, first, guess, plain_names)
    now = {c.name: "$" if c.text else c.informat or "BEST32." for c in found}
    if columns is not None and now != dict(columns):
        raise SasError(
            "R0600",
            f"ERROR: The columns of {file} are not those for which the program was translated: {now}.",
        )
    rows = [split_fields(line, delimiter) for line in lines[first - 1 :]]
    made: dict[str, Any] = {}
    for place, column in enumerate(found):
        texts = [row[place] if place < len(row) else "" for row in rows]
        if column.text:
            made[column.name] = pd.Series([text[: column.length] for text in texts], dtype="str")
            continue
        numbers = [field_number(text, column.informat) if text not in ("", ".") else nan for text in texts]
        if any(
            isnan(n) and text not in ("", ".") and not NUMBER.match(text)
            for n, text in zip(numbers, texts, strict=True)
        ):
            log(f"NOTE: Invalid data for {column.name}.")
        made[column.name] = pd.Series(numbers, dtype="float64")
    return pd.DataFrame(made)
