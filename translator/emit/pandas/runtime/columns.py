"""Whole columns: totals row by row, merges of two tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import log
from translator.emit.pandas.runtime.tables import row_codes, starts


def running_sum(values: pd.Series[Any], restart: pd.Series[bool] | None = None) -> pd.Series[Any]:
    """Sum statement `total + value`: missing skipped, back to 0 where `restart` is true.

    Added row by row, as SAS does; groupby.cumsum is compensated and ends on other last bits.
    """
    values = values.fillna(0)
    total, totals = 0.0, []
    flags = restart.tolist() if restart is not None else [False] * len(values)
    for value, begins in zip(values.tolist(), flags):
        total = 0.0 + value if begins else total + value
        totals.append(total)
    return pd.Series(totals, index=values.index, dtype="float64")


def group_spans(
    codes: np.ndarray[Any, Any],
) -> tuple[list[tuple[int, ...]], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The groups of rows of codes: their keys, where they start, how many rows they have."""
    begins = np.flatnonzero(starts(codes)) if len(codes) else np.zeros(0, dtype="int64")
    counts = np.diff(np.append(begins, len(codes)))
    return [tuple(key) for key in codes[begins].tolist()], begins, counts


def merge_by(
    left: pd.DataFrame, right: pd.DataFrame, by: Sequence[str], in_left: str = "", in_right: str = ""
) -> pd.DataFrame:
    """MERGE left right; BY …: within a BY group the rows are paired in order, a shorter side keeps its last row.

    A column of both sides has the value of the side read last in that row: the right one while it has rows.
    `in_left`, `in_right` name columns of True and False: does that side have the BY group? Tables are in BY order.
    """
    keys = list(by)
    both = row_codes(pd.concat([left[keys], right[keys]], ignore_index=True), keys)
    sides = []
    for codes in (both[: len(left)], both[len(left) :]):
        groups, begins, counts = group_spans(codes)
        sides.append({key: (int(b), int(n)) for key, b, n in zip(groups, begins, counts)})
    rows: list[
        tuple[int, int, bool]
    ] = []  # row of left, row of right (-1: none), is the right one read here?
    repeats = False
    for key in sorted(sides[0].keys() | sides[1].keys()):
        (b1, n1), (b2, n2) = sides[0].get(key, (0, 0)), sides[1].get(key, (0, 0))
        repeats = repeats or (n1 > 1 and n2 > 1)
        for i in range(max(n1, n2)):
            rows.append((b1 + min(i, n1 - 1) if n1 else -1, b2 + min(i, n2 - 1) if n2 else -1, i < n2))
    if repeats:
        log("NOTE: MERGE statement has more than one data set with repeats of BY values.")
    at_left = np.array([row[0] for row in rows], dtype="int64")
    at_right = np.array([row[1] for row in rows], dtype="int64")
    right_read = np.array([row[2] for row in rows], dtype="bool")
    made: dict[str, Any] = {}
    for name in [*left.columns, *(name for name in right.columns if name not in left.columns)]:
        parts = [side[name].to_numpy() for side in (left, right) if name in side.columns]
        if name in left.columns and name in right.columns:
            use_right = right_read if name not in keys else at_left < 0
            values = taken(left[name], at_left).where(~pd.Series(use_right), taken(right[name], at_right))
        else:
            values = taken(left[name], at_left) if name in left.columns else taken(right[name], at_right)
        del parts
        made[name] = values
    if in_left:
        made[in_left] = at_left >= 0
    if in_right:
        made[in_right] = at_right >= 0
    return pd.DataFrame(made)


def taken(values: pd.Series[Any], rows: np.ndarray[Any, Any]) -> pd.Series[Any]:
    """The values at these rows; missing (or "") where the row is -1."""
    empty = pd.Series([np.nan if values.dtype == "float64" else ""], dtype=values.dtype)
    return (
        pd.concat([values, empty], ignore_index=True)
        .take(np.where(rows < 0, len(values), rows))
        .reset_index(drop=True)
    )


def contains(text: Any, part: Any) -> Any:
    """`text contains part` of two columns."""
    left = text.tolist() if isinstance(text, pd.Series) else [text] * len(part)
    right = part.tolist() if isinstance(part, pd.Series) else [part] * len(text)
    like = text if isinstance(text, pd.Series) else part
    return pd.Series([b in a for a, b in zip(left, right)], index=like.index, dtype="bool")
