"""SET and MERGE of several tables: one after the other, interleaved, side by side, or paired within BY groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import SasError, log
from translator.emit.pandas.runtime.tables import (
    differs,
    fill_text,
    missing_ranks,
    require_sorted,
    row_codes,
    sort,
    starts,
)
from translator.emit.pandas.runtime.text import cut

Array = np.ndarray[Any, Any]


def merge_by(
    left: pd.DataFrame,
    right: pd.DataFrame,
    by: Sequence[str],
    in_left: str = "",
    in_right: str = "",
    rows: str = "",
) -> pd.DataFrame:
    """MERGE left right; BY …: within a BY group the rows are paired in order, a shorter side keeps its last row.

    A column of both sides has the value of the side read last in that row: the right one while it has rows.
    `in_left`, `in_right` name columns of True and False: does that side have the BY group? `rows`: only the BY groups
    that the "left" side has, the "right" one, or "both". Tables are in BY order.
    """
    if rows != "right" and not in_left + in_right and looks_up(left, right, by):
        if rows or one_to_one(left, right, by):
            how: Any = {"left": "left", "both": "inner", "": "outer"}[rows]
            return fill_text(left.merge(right, on=list(by), how=how))
    wanted = {"left": [0], "right": [1], "both": [0, 1]}.get(rows, [])
    return paired([left, right], by, [in_left, in_right], wanted)


def looks_up(left: pd.DataFrame, right: pd.DataFrame, by: Sequence[str]) -> bool:
    """Does a merge only look up rows of the right side: one for a BY group, no column of both, plain missing keys?"""
    if set(left.columns) & set(right.columns) != set(by) or not differs(right, by).all():
        return False
    numbers = [side[key].to_numpy() for side in (left, right) for key in by if side[key].dtype == "float64"]
    return not any(np.isnan(values).any() and missing_ranks(values).any() for values in numbers)


def one_to_one(left: pd.DataFrame, right: pd.DataFrame, by: Sequence[str]) -> bool:
    """May pandas put together the rows of both sides: is the key one number, never missing, and once on the left side?"""
    if len(by) > 1 or left[by[0]].dtype != "float64" or not differs(left, by).all():
        return False
    sides = [side[by[0]].to_numpy() for side in (left, right)]
    return not any(np.isnan(side).any() or np.signbit(side[side == 0]).any() for side in sides)


def merge_all(
    tables: Sequence[pd.DataFrame],
    by: Sequence[str] = (),
    *,
    flags: Sequence[str] = (),
    names: Sequence[str] = (),
    lengths: Mapping[str, int] | None = None,
    wanted: Sequence[int] = (),
) -> pd.DataFrame:
    """MERGE of tables with any columns: as `merge_by`, or, without `by`, the first rows of all, then the second ones, …

    Columns are the same in any case of letters. `flags` name a column for IN= of each table ("": none), `names` the
    tables whose BY order is checked ("": it is proved). Text is cut to `lengths`. Only the BY groups that all `wanted`
    tables have are made.
    """
    return paired(alike(tables, by, names, lengths or {}, flags), by, flags, wanted)


def stack(
    tables: Sequence[pd.DataFrame],
    by: Sequence[str] = (),
    *,
    flags: Sequence[str] = (),
    names: Sequence[str] = (),
    lengths: Mapping[str, int] | None = None,
    descending: Sequence[str] = (),
) -> pd.DataFrame:
    """SET of tables with any columns: one after the other, or interleaved by the keys. Arguments as in `merge_all`."""
    same = alike(tables, by, names, lengths or {}, flags, descending)
    made = fill_text(pd.concat(same, ignore_index=True))
    for position, flag in enumerate(flags):
        if flag:
            made[flag] = np.repeat([place == position for place in range(len(same))], [len(t) for t in same])
    return sort(made, by, descending) if by else made


def alike(
    tables: Sequence[pd.DataFrame],
    by: Sequence[str],
    names: Sequence[str],
    lengths: Mapping[str, int],
    flags: Sequence[str] = (),
    descending: Sequence[str] = (),
) -> list[pd.DataFrame]:
    """The tables with their columns spelled as `by`, else as in the first that has them; in BY order, else stop."""
    spelled = {name.lower(): name for name in by}
    types: dict[str, str] = {}
    size = {name.lower(): length for name, length in lengths.items()}
    made = []
    for position, df in enumerate(tables):
        respelled = {}
        for name in df.columns:
            low = str(name).lower()
            if types.setdefault(low, str(df[name].dtype)) != str(df[name].dtype):
                raise SasError(
                    "R0102", f"ERROR: Variable {name} has been defined as both character and numeric."
                )
            if spelled.setdefault(low, str(name)) != name:
                respelled[name] = spelled[low]
        df = df.rename(columns=respelled) if respelled else df
        for name in by:
            if name not in df.columns:
                raise SasError("R0112", f"ERROR: Variable {name} is not in the data.")
        df = df.assign(**{n: cut(df[n], size[n.lower()]) for n in df.columns if n.lower() in size})
        if position < len(names) and names[position]:
            require_sorted(df, by, descending, names[position])
        made.append(df)
    for flag in flags:
        if flag and flag.lower() in types:
            raise SasError("R0113", f"ERROR: Variable {flag}, which the step makes, is in the data already.")
    return made


def paired(
    tables: Sequence[pd.DataFrame], by: Sequence[str], flags: Sequence[str], wanted: Sequence[int] = ()
) -> pd.DataFrame:
    """The tables' rows side by side: in turns within each BY group, where a table that has run out keeps its last row;
    without BY each row is a group of its own. Groups that one of the `wanted` tables lacks are left out."""
    keys = list(by)
    first, count = group_sizes(tables, keys)
    for position in wanted:
        inside = count[position] > 0
        first, count = (first, count) if inside.all() else (first[:, inside], count[:, inside])
    turns = reduce(np.maximum, count)
    single = bool((turns <= 1).all())
    group: Any = slice(None) if single else np.repeat(np.arange(len(turns)), turns)
    size = len(turns) if single else len(group)
    holders: dict[str, list[int]] = {}
    for position, df in enumerate(tables):
        for name in df.columns:
            holders.setdefault(str(name), []).append(position)
    turn: Array = np.zeros(1, dtype="int64")
    rows: dict[int, Array | None] = {}
    for position, own in enumerate(count):
        if own.sum() == size == len(tables[position]) and (own == turns).all():
            rows[position] = None  # every row of the table, once
            continue
        here = first[position][group]
        if (own > 1).any():
            turn = np.arange(size) - (np.cumsum(turns) - turns)[group]
            here = here + np.minimum(turn, np.maximum(own - 1, 0)[group])
        rows[position] = here if own.all() else np.where(own[group] > 0, here, -1)
    made: dict[str, Any] = {}
    for name, inside in holders.items():
        whole = [position for position in inside if rows[position] is None]
        if len(inside) == 1 or (name in keys and whole):
            position = whole[0] if whole else inside[0]
            made[name] = taken(tables[position][name], rows[position])
            continue
        if single:
            for position in inside:
                values, own_rows = taken(tables[position][name], rows[position]), rows[position]
                made[name] = (
                    values if name not in made or own_rows is None else made[name].where(own_rows < 0, values)
                )
            continue
        if len(turn) == 1:
            turn = np.arange(size) - (np.cumsum(turns) - turns)[group]
        last: Array = np.minimum(turn, (np.maximum(reduce(np.maximum, count[inside]), 1) - 1)[group])
        for position in inside:  # the table read last in this turn, or in the last turn that read one of them
            read = last < count[position][group]
            values = taken(tables[position][name], np.where(read, first[position][group] + last, -1))
            made[name] = made[name].where(~read, values) if name in made else values
    for position, flag in enumerate(flags):
        if flag:
            made[flag] = count[position][group] > 0
    return pd.DataFrame(made, index=range(size), copy=False)


def group_sizes(tables: Sequence[pd.DataFrame], keys: list[str]) -> tuple[Array, Array]:
    """For each table (a row) and each BY group of any of them: where it starts in the table, and its rows there."""
    if not keys:
        sizes = [len(df) for df in tables]
        place = np.arange(max(sizes, default=0))
        here = np.array([place < size for size in sizes], dtype="int64").reshape(len(sizes), len(place))
        return np.where(here > 0, place, 0), here
    begins = [np.flatnonzero(np.append(True, differs(df, keys))[: len(df)]) for df in tables]
    heads = [
        df[keys] if len(own) == len(df) else df[keys].take(own)
        for df, own in zip(tables, begins, strict=True)
    ]
    number, groups = numbered_groups(heads, keys)
    first, count = np.zeros((2, len(tables), groups), dtype="int64")
    at = 0
    for position, own in enumerate(begins):
        place = number[at : at + len(own)]
        first[position, place] = own
        count[position, place] = np.diff(np.append(own, len(tables[position])))
        at += len(own)
    if ((count > 1).sum(axis=0) > 1).any():
        log("NOTE: MERGE statement has more than one data set with repeats of BY values.")
    return first, count


def numbered_groups(heads: Sequence[pd.DataFrame], keys: list[str]) -> tuple[Array, int]:
    """The keys of all tables, one after the other, numbered in SAS's order, equal ones alike; and how many there are."""
    if len(keys) == 1 and all(head[keys[0]].dtype == "float64" for head in heads):
        every = np.concatenate([head[keys[0]].to_numpy() for head in heads])
        missing = np.isnan(every)
        if not missing.any() or not missing_ranks(every).any():
            every = np.where(missing, -np.inf, every)
            order = np.argsort(every, kind="stable")
            every = every[order]
            new = np.append(True, every[1:] != every[:-1])[: len(every)]
            number = np.empty(len(order), dtype="int64")
            number[order] = np.cumsum(new) - 1
            return number, int(new.sum())
    codes = row_codes(pd.concat(heads, ignore_index=True), keys)
    order = np.lexsort(codes.T[::-1])
    new = starts(codes[order])
    number = np.empty(len(order), dtype="int64")
    number[order] = np.cumsum(new) - 1
    return number, int(new.sum())


def taken(values: pd.Series[Any], rows: Array | None) -> pd.Series[Any]:
    """The values at these rows (None: all); missing (or "") where the row is -1."""
    if rows is None:
        return values.reset_index(drop=True)
    lacking = rows < 0
    if not lacking.any():
        return pd.Series(values.array.take(rows), copy=False)
    if values.dtype != "float64":
        texts = pd.concat([values, pd.Series([""], dtype="str")]).array
        return pd.Series(texts.take(np.where(lacking, len(values), rows)), copy=False)
    made = values.to_numpy()[rows] if len(values) else np.full(len(rows), np.nan)
    made[lacking] = np.nan
    return pd.Series(made, copy=False)
