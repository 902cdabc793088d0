"""Counts of combinations of levels, as PROC FREQ makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels, added, level_codes, missing_rows
from translator.emit.pandas.runtime.tables import key_codes, rows_of_runs


def count_levels(
    df: pd.DataFrame,
    variables: Sequence[str],
    *,
    by: Sequence[str] = (),
    weight: str = "",
    zeros: bool = False,
    missing: bool = False,
    order: str = "unformatted",
    levels: Levels | None = None,
    percents: bool = False,
    expected: bool = False,
    cumulated: bool = False,
    sparse: bool = False,
) -> pd.DataFrame:
    """PROC FREQ: how often each combination of levels occurs, with its percentage of the combinations without missing
    levels (`missing`: those count too). percents: PCT_ROW and PCT_COL. expected: EXPECTED. cumulated: CUM_FREQ and CUM_PCT.
    Where a weight is negative there are no percentages."""
    levels = dict(levels or {})
    parts = []
    keys = np.column_stack([key_codes(df[name]) for name in by]) if by else np.zeros((len(df), 1))
    starts = (
        np.concatenate([[True], (keys[1:] != keys[:-1]).any(axis=1)]) if len(df) else np.array([], dtype=bool)
    )
    for inside in rows_of_runs(np.cumsum(starts)):
        group = df.iloc[inside].reset_index(drop=True)
        made = count_group(
            group, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse
        )
        for place, name in enumerate(by):
            values = pd.Series([group[name].iloc[0]] * len(made), dtype=df[name].dtype)
            made = made.drop(columns=name, errors="ignore")
            made.insert(place, name, values)
        parts.append(made)
    if not parts:
        empty = count_group(
            df, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse
        )
        for place, name in enumerate(by):
            empty = empty.drop(columns=name, errors="ignore")
            empty.insert(place, name, df[name])
        return empty
    return pd.concat(parts, ignore_index=True)


def count_group(
    df: pd.DataFrame, variables: Sequence[str], weight: str, zeros: bool, missing: bool, order: str, levels: Levels,
    percents: bool, expected: bool, cumulated: bool, sparse: bool,
) -> pd.DataFrame:  # fmt: skip
    """The counts of one BY group."""
    weights = df[weight].to_numpy() if weight else np.ones(len(df))
    keep = ~np.isnan(weights) & (zeros | (weights != 0))
    rows, weights = df.loc[keep].reset_index(drop=True), weights[keep]
    coded = [counted_levels(rows, name, weights, order, levels.get(name)) for name in variables]
    codes = (
        np.column_stack([code for code, _ in coded])
        if len(rows)
        else np.zeros((0, len(variables)), dtype="int64")
    )
    cells, place = np.unique(codes, axis=0, return_inverse=True)
    counts = np.bincount(place.reshape(-1), weights, minlength=len(cells)) if len(rows) else np.zeros(0)
    if sparse and len(variables) > 1 and len(rows):
        known = [
            [
                level
                for level, row in enumerate(first)
                if missing or not missing_rows(rows.iloc[[row]], [name])[0]
            ]
            for name, (_, first) in zip(variables, coded, strict=True)
        ]
        every = np.array(np.meshgrid(*known, indexing="ij")).reshape(len(variables), -1).T
        absent = np.array([cell for cell in every if not (cells == cell).all(axis=1).any()]).reshape(
            -1, len(variables)
        )
        cells, counts = (
            np.vstack([cells, absent]).astype("int64"),
            np.concatenate([counts, np.zeros(len(absent))]),
        )
        sorting = np.lexsort(cells.T[::-1])
        cells, counts = cells[sorting], counts[sorting]
    made = pd.DataFrame(
        {
            name: rows[name].iloc[coded[i][1][cells[:, i]]].reset_index(drop=True)
            for i, name in enumerate(variables)
        }
    )
    gone = np.zeros(len(made), dtype=bool) if missing else missing_rows(made, list(variables))
    bare = gone | (weights < 0).any()
    made[added("COUNT", variables)] = counts
    if expected and len(variables) > 1:
        tables, (rows_of, columns_of) = cells[:, :-2], (cells[:, :-1], np.delete(cells, -2, axis=1))
        sums = [totals_of(part, np.where(gone, 0, counts)) for part in (tables, rows_of, columns_of)]
        made["EXPECTED"] = np.where(
            bare | (sums[0] == 0), nan, sums[1] * sums[2] / np.where(sums[0] == 0, 1, sums[0])
        )
    total = counts[~gone].sum()
    share = np.where(bare | (total == 0), nan, counts / (total if total else 1) * 100)
    made[added("PERCENT", variables)] = share
    if percents and len(variables) > 1:
        shown = np.where(gone, nan, counts)
        groups = {"PCT_TABL": list(range(len(variables) - 2)), "PCT_ROW": list(range(len(variables) - 1))}
        groups["PCT_COL"] = [*range(len(variables) - 2), len(variables) - 1]
        for column, inside in groups.items():
            if column == "PCT_TABL" and len(variables) < 3:
                continue
            _, part = np.unique(cells[:, inside], axis=0, return_inverse=True)
            totals = np.bincount(part.reshape(-1), np.where(gone, 0, counts), minlength=len(cells))[
                part.reshape(-1)
            ]
            made[column] = np.where(bare | (totals == 0), nan, shown / np.where(totals == 0, 1, totals) * 100)
    if cumulated and len(variables) == 1:
        running = np.cumsum(np.where(gone, 0, counts))
        made["CUM_FREQ"] = np.where(gone, nan, running)
        made["CUM_PCT"] = np.where(bare, nan, running / (total if total else 1) * 100)
    return made


def counted_levels(
    df: pd.DataFrame, name: str, weights: Any, order: str, level: Callable[[Any], Any] | None
) -> tuple[Any, Any]:
    """The levels of a variable of PROC FREQ, see `level_codes`: missing ones stand first whatever the order."""
    codes, first = level_codes(df, name, weights, order, False, level)
    ranked = np.argsort(~missing_rows(df.iloc[first], [name]), kind="stable")
    place = np.empty(len(ranked), dtype="int64")
    place[ranked] = np.arange(len(ranked))
    return place[codes] if len(ranked) else codes, first[ranked]


def totals_of(keys: Any, counts: Any) -> Any:
    """For each row the total of the counts of the rows with its key."""
    if not keys.shape[1]:
        return np.full(len(counts), counts.sum())
    _, place = np.unique(keys, axis=0, return_inverse=True)
    return np.bincount(place.reshape(-1), counts)[place.reshape(-1)] if len(counts) else counts
