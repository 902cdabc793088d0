"""Whole columns: totals row by row, merges of two tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import log
from translator.emit.pandas.runtime.tables import differs, row_codes, starts

LONG_GROUP = 64  # rows from which a group is added by itself


def running_sum(values: pd.Series[Any], restart: pd.Series[bool] | None = None) -> pd.Series[Any]:
    """Sum statement `total + value`: missing skipped, back to 0 where `restart` is true.

    Added row by row, as SAS does; groupby.cumsum is compensated and ends on other last bits. Short groups are added
    together: the second rows of all, then the third ones.
    """
    totals = values.fillna(0).to_numpy(dtype="float64") + 0.0
    if restart is None:
        return pd.Series(np.cumsum(totals), index=values.index)
    begins = np.flatnonzero(restart.to_numpy(dtype="bool"))
    if len(totals) and (not len(begins) or begins[0]):
        begins = np.append(0, begins)
    counts = np.diff(np.append(begins, len(totals)))
    long = counts >= LONG_GROUP
    for first, count in zip(begins[long].tolist(), counts[long].tolist()):
        totals[first : first + count] = np.cumsum(totals[first : first + count])
    rows, left = begins[~long], counts[~long]
    while len(rows):
        more = left > 1
        rows, left = rows[more] + 1, left[more] - 1
        totals[rows] += totals[rows - 1]
    return pd.Series(totals, index=values.index)


def group_spans(df: pd.DataFrame, by: Sequence[str]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The BY groups of a table in BY order: where they start, and how many rows they have."""
    begins = np.flatnonzero(np.append(True, differs(df, by))[: len(df)])
    return begins, np.diff(np.append(begins, len(df)))


def key_order(left: pd.DataFrame, right: pd.DataFrame) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """One number for each row of keys, which orders and equates the rows of both tables as SAS does."""
    names = list(left.columns)
    if len(names) == 1 and left.dtypes.iloc[0] == right.dtypes.iloc[0] == "float64":
        numbers = left.iloc[:, 0].to_numpy(), right.iloc[:, 0].to_numpy()
        if not any(np.isnan(side).any() for side in numbers):
            return numbers
    codes = row_codes(pd.concat([left, right], ignore_index=True), names)
    order = np.lexsort(codes.T[::-1])
    numbered = np.zeros(len(codes), dtype="int64")
    numbered[order] = np.cumsum(starts(codes[order]))
    return numbered[: len(left)], numbered[len(left) :]


def merge_by(
    left: pd.DataFrame, right: pd.DataFrame, by: Sequence[str], in_left: str = "", in_right: str = ""
) -> pd.DataFrame:
    """MERGE left right; BY …: within a BY group the rows are paired in order, a shorter side keeps its last row.

    A column of both sides has the value of the side read last in that row: the right one while it has rows.
    `in_left`, `in_right` name columns of True and False: does that side have the BY group? Tables are in BY order.
    """
    keys = list(by)
    sides = [(side, *group_spans(side, keys)) for side in (left, right)]
    own, other = key_order(*(side[keys].take(begins) for side, begins, _ in sides))
    found = np.searchsorted(
        own, other
    )  # of each group of the right side: where it is, or would be, on the left
    shared = np.append(own, np.nan)[found] == other if len(own) else np.zeros(len(other), dtype="bool")
    left_place = np.arange(len(own)) + np.searchsorted(other[~shared], own)
    right_place = np.empty(len(other), dtype="int64")
    right_place[shared] = left_place[found[shared]]
    right_place[~shared] = np.arange((~shared).sum()) + found[~shared]
    first, count = np.zeros((2, 2, len(own) + int((~shared).sum())), dtype="int64")
    for side, place in enumerate((left_place, right_place)):
        first[side, place], count[side, place] = sides[side][1:]
    if ((count[0] > 1) & (count[1] > 1)).any():
        log("NOTE: MERGE statement has more than one data set with repeats of BY values.")
    turns = count.max(axis=0)
    group = np.repeat(np.arange(len(turns)), turns)
    turn = np.arange(len(group)) - np.repeat(np.cumsum(turns) - turns, turns)
    at_left, at_right = (
        np.where(count[side] > 0, first[side], -1)[group]
        + np.minimum(turn, np.maximum(count[side] - 1, 0)[group])
        for side in (0, 1)
    )
    right_read = turn < count[1][group]
    made: dict[str, Any] = {}
    for name in [*left.columns, *(name for name in right.columns if name not in left.columns)]:
        if name in left.columns and name in right.columns:
            use_right = right_read if name not in keys else at_left < 0
            values = taken(left[name], at_left).where(~use_right, taken(right[name], at_right))
        else:
            values = taken(left[name], at_left) if name in left.columns else taken(right[name], at_right)
        made[name] = values
    if in_left:
        made[in_left] = at_left >= 0
    if in_right:
        made[in_right] = at_right >= 0
    return pd.DataFrame(made, copy=False)


def taken(values: pd.Series[Any], rows: np.ndarray[Any, Any]) -> pd.Series[Any]:
    """The values at these rows; missing (or "") where the row is -1."""
    if values.dtype != "float64":
        return pd.Series(values.array.take(rows, allow_fill=True)).fillna("")
    if not len(values):
        return pd.Series(np.full(len(rows), np.nan))
    made = values.to_numpy()[rows]
    made[rows < 0] = np.nan
    return pd.Series(made)


def contains(text: Any, part: Any) -> Any:
    """`text contains part` of two columns."""
    left = text.tolist() if isinstance(text, pd.Series) else [text] * len(part)
    right = part.tolist() if isinstance(part, pd.Series) else [part] * len(text)
    like = text if isinstance(text, pd.Series) else part
    return pd.Series([b in a for a, b in zip(left, right)], index=like.index, dtype="bool")
