"""Tables: making them from rows, order of keys, groups of rows. Missing values are SAS's: smallest, and equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import SasError
from translator.library.errors import too_large
from translator.library.missing import missing_letter


def table(rows: Sequence[Sequence[Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """Make a table of rows. `types` names its columns: "float64" or "str", also where there are no rows."""
    columns: dict[str, Any] = {}
    for position, (name, kind) in enumerate(types.items()):
        values = map(itemgetter(position), rows)
        if kind == "str":
            columns[name] = pd.Series(list(values), dtype="str")
        else:
            numbers = np.fromiter(values, dtype="float64", count=len(rows))
            must_be_finite(name, numbers)
            columns[name] = pd.Series(numbers)
    made = pd.DataFrame(columns)
    return made if columns else pd.DataFrame(index=range(len(rows)))


def must_be_finite(name: str, numbers: np.ndarray[Any, Any]) -> None:
    """Stop where a column holds a number that is too large: in SAS it is missing, and what was computed from it, too."""
    if np.isinf(numbers).any():
        raise too_large(f"A value of {name}")


def missing_ranks(numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Order of the missing values among the numbers: ._ -1, . 0, .A 1 … .Z 26 (0 for other numbers)."""
    numbers = np.ascontiguousarray(numbers, dtype="float64")
    letters = (numbers.view("uint64") >> np.uint64(32) & np.uint64(0xFF)).astype("int64")
    ranks = np.where(letters == 95, -1, np.where((letters >= 65) & (letters <= 90), letters - 64, 0))
    return np.where(np.isnan(numbers), ranks, 0)


def key_codes(values: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """Number the values by SAS's order, equal ones alike: missing values first, text by code point."""
    if values.dtype != "float64":
        codes, _ = pd.factorize(values, sort=True)
        return np.asarray(codes, dtype="int64")
    numbers = values.to_numpy(dtype="float64")
    codes, _ = pd.factorize(numbers, sort=True)
    return np.asarray(np.where(np.isnan(numbers), missing_ranks(numbers) - 27, codes), dtype="int64")


def plain_key(value: Any) -> Any:
    """A value as a key of a dict: missing equals missing of its kind."""
    return f".{missing_letter(value)}" if value != value else value


def row_codes(df: pd.DataFrame, by: Iterable[str], descending: Iterable[str] = ()) -> np.ndarray[Any, Any]:
    """Number each key column by `key_codes`, downwards where it is descending: one row for each row of `df`."""
    down = set(descending)
    columns = [-key_codes(df[name]) if name in down else key_codes(df[name]) for name in by]
    return np.column_stack(columns) if columns else np.zeros((len(df), 0), dtype="int64")


def sort(df: pd.DataFrame, by: Sequence[str], descending: Sequence[str] = ()) -> pd.DataFrame:
    """PROC SORT: stable, missing values smallest in each direction, `._ < . < .A … .Z`."""
    codes = row_codes(df, by, descending)
    order = np.lexsort(codes.T[::-1]) if codes.shape[1] else np.arange(len(df))
    return df.take(order).reset_index(drop=True)


def starts(codes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where a row of codes differs from the one before; the first one does."""
    first = np.ones(len(codes), dtype=bool)
    if len(codes):
        first[1:] = (codes[1:] != codes[:-1]).any(axis=1)
    return first


def rows_of_runs(runs: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
    """The rows of each run; `runs` numbers them in ascending order."""
    return np.split(np.arange(len(runs)), np.flatnonzero(np.diff(runs)) + 1) if len(runs) else []


def changes(values: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """From each row to the next: 1 where the value rises in SAS's order, -1 where it falls, 0 where it stays."""
    if values.dtype != "float64":
        texts = values.array
        rises, falls = texts[1:] > texts[:-1], texts[1:] < texts[:-1]
        signs: np.ndarray[Any, Any] = np.asarray(rises, dtype="int8") - np.asarray(falls, dtype="int8")
        return signs
    numbers = values.to_numpy()
    before, after = numbers[:-1], numbers[1:]
    signs = np.asarray(after > before).astype("int8") - (after < before).astype("int8")
    missing = np.isnan(numbers)
    if missing.any():
        signs += (missing[:-1] & ~missing[1:]).astype("int8")
        signs -= (~missing[:-1] & missing[1:]).astype("int8")
        signs += np.where(missing[:-1] & missing[1:], np.sign(np.diff(missing_ranks(numbers))), 0).astype(
            "int8"
        )
    return signs


def differs(df: pd.DataFrame, by: Iterable[str]) -> np.ndarray[Any, Any]:
    """From each row to the next: does any of these columns change?"""
    changed: np.ndarray[Any, Any] = np.zeros(max(len(df) - 1, 0), dtype="bool")
    for name in by:
        changed |= changes(df[name]) != 0
    return changed


def starts_run(df: pd.DataFrame, by: Sequence[str]) -> pd.Series[bool]:
    """FIRST. of the last of these BY variables: the row differs from the row before in any of them."""
    return pd.Series(np.append(True, differs(df, by))[: len(df)], index=df.index, dtype="bool")


def ends_run(df: pd.DataFrame, by: Sequence[str]) -> pd.Series[bool]:
    """LAST. of the last of these BY variables: the row differs from the next one in any of them."""
    return pd.Series(np.append(differs(df, by), True)[: len(df)], index=df.index, dtype="bool")


def in_order(codes: np.ndarray[Any, Any]) -> bool:
    """Are the rows of codes in ascending order?"""
    before, after = codes[:-1], codes[1:]
    differs = before != after
    changed = differs.any(axis=1)
    where = differs.argmax(axis=1) if codes.shape[1] else np.zeros(len(before), dtype="int64")
    rows = np.arange(len(before))
    return bool((before[rows, where] < after[rows, where])[changed].all()) if codes.shape[1] else True


def require_sorted(
    df: pd.DataFrame, by: Sequence[str], descending: Sequence[str] = (), name: str = ""
) -> pd.DataFrame:
    """Return the table if it is in BY order; else stop with SAS's error."""
    tied = np.ones(max(len(df) - 1, 0), dtype="bool")
    for column in by:
        signs = -changes(df[column]) if column in descending else changes(df[column])
        if (signs[tied] < 0).any():
            raise SasError("R0001", f"ERROR: BY variables are not properly sorted on data set {name}.")
        tied &= signs == 0
    return df


def fill_text(df: pd.DataFrame) -> pd.DataFrame:
    """Write "" for the NaN that join, concat and pivot leave in text columns."""
    text = [name for name in df.columns if df[name].dtype != "float64" and df[name].isna().any()]
    return df.assign(**{name: df[name].fillna("") for name in text}) if text else df
