"""Whole columns: totals row by row, texts in texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.control import do_range

LONG_GROUP = 64  # rows from which a group is added by itself
GROUPS_AT_A_TIME = 1 << 15


def running_sum(values: pd.Series[Any], restart: pd.Series[bool] | None = None) -> pd.Series[Any]:
    """Sum statement `total + value`: missing skipped, back to 0 where `restart` is true.

    Added row by row, as SAS does; groupby.cumsum is compensated and ends on other last bits. Short groups are added
    together, so many rows at a time that they stay in the processor's cache: the second rows of all, then the third.
    """
    index = getattr(values, "index", None)  # `_n_ = 1` is no Series
    totals = np.asarray(values, dtype="float64") + 0.0
    totals[np.isnan(totals)] = 0.0
    if restart is None:
        return pd.Series(np.cumsum(totals, out=totals), index=index, copy=False)
    begins = np.flatnonzero(np.asarray(restart, dtype="bool"))
    if len(totals) and (not len(begins) or begins[0]):
        begins = np.append(0, begins)
    counts = np.diff(np.append(begins, len(totals)))
    long = counts >= LONG_GROUP
    for first, count in zip(begins[long].tolist(), counts[long].tolist()):
        totals[first : first + count] = np.cumsum(totals[first : first + count])
    begins, counts = begins[~long], counts[~long]
    for part in range(0, len(begins), GROUPS_AT_A_TIME):
        rows, left = begins[part : part + GROUPS_AT_A_TIME], counts[part : part + GROUPS_AT_A_TIME]
        sums = totals[rows]
        while (more := np.flatnonzero(left > 1)).size:
            rows, left, sums = rows[more] + 1, left[more] - 1, sums[more]
            sums += totals[rows]
            totals[rows] = sums
    return pd.Series(totals, index=index, copy=False)


def kept(choices: Sequence[tuple[pd.Series[bool], Any]], start: float | str = float("nan")) -> pd.Series[Any]:
    """A retained variable: in each row the value of the first (condition, value) that holds; where none does, that of the
    row before, at first `start`. Values are columns, or one value for all rows."""
    size = len(choices[0][0])
    values = np.full(size, start, dtype=object if isinstance(start, str) else "float64")
    found = np.zeros(size, dtype="bool")
    for condition, value in reversed(choices):
        here = np.asarray(condition, dtype="bool")
        column = isinstance(value, pd.Series | pd.Index | np.ndarray)
        values[here] = np.asarray(value)[here] if column else value
        found |= here
    rows = np.maximum.accumulate(np.where(found, np.arange(size), -1))
    values = np.append(values, np.array([start], dtype=values.dtype))[rows]  # -1: nothing was set yet
    return pd.Series(values, dtype="str" if isinstance(start, str) else "float64")


def each_turn(rows: pd.DataFrame, name: str, start: Any, stop: Any, step: float = 1.0) -> pd.DataFrame:
    """DO name = start TO stop BY step: each row once for each turn, with the turn's value in the column `name`.

    The step is added again and again, as SAS does. A missing bound stops the program where there is a row.
    """
    size = len(rows)
    value = np.array(np.broadcast_to(start, size), dtype="float64")
    last = np.array(np.broadcast_to(stop, size), dtype="float64")
    for at in np.flatnonzero(np.isnan(value) | np.isnan(last)).tolist():
        do_range(value[at], last[at])
    places: list[Any] = [np.arange(0)]
    values: list[Any] = [np.zeros(0)]
    place = np.arange(size)
    while True:
        goes_on = value <= last if step > 0 else value >= last
        place, value, last = place[goes_on], value[goes_on], last[goes_on]
        if not len(place):
            break
        places.append(place)
        values.append(value)
        value = value + step
    every = np.concatenate(places)
    order = np.argsort(every, kind="stable")
    made = rows.iloc[every[order]].reset_index(drop=True)
    made[name] = np.concatenate(values)[order]
    return made


def has_key(keys: pd.DataFrame, table: pd.DataFrame) -> pd.Series[bool]:
    """Which rows of keys stand in a table of keys; missing equals missing."""
    known = pd.MultiIndex.from_frame(table)
    return pd.Series(pd.MultiIndex.from_frame(keys).isin(known), index=keys.index)


def pick(columns: pd.DataFrame, place: pd.Series[Any]) -> pd.Series[Any]:
    """An element of an array: in each row the value of the column with that number, 1 for the first."""
    values = columns.to_numpy()[np.arange(len(columns)), place.to_numpy(dtype="int64") - 1]
    made: pd.Series[Any] = pd.Series(values, index=columns.index, dtype=columns.dtypes.iloc[0])
    return made


def contains(text: Any, part: Any) -> Any:
    """`text contains part` of two columns."""
    left = text.tolist() if isinstance(text, pd.Series) else [text] * len(part)
    right = part.tolist() if isinstance(part, pd.Series) else [part] * len(text)
    like = text if isinstance(text, pd.Series) else part
    return pd.Series([b in a for a, b in zip(left, right)], index=like.index, dtype="bool")


def by_rows(df: pd.DataFrame, function: Any, *arguments: Any, text: bool = False) -> pd.Series[Any]:
    """What one of the program's own functions returns for each row; an argument is a column, or the same for all rows."""
    parts = [
        a.tolist() if isinstance(a, pd.Series) else [a if isinstance(a, str) else float(a)] * len(df)
        for a in arguments
    ]
    made = [function(*row) for row in zip(*parts)] if parts else [function() for _ in range(len(df))]
    return pd.Series(made, index=df.index, dtype="str" if text else "float64")
