"""PROC FREQ: the counts of crossed tables, every combination of levels and the totals, and how they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.frequencies import counted_levels
from translator.emit.pandas.runtime.levels import Levels, missing_rows
from translator.emit.pandas.runtime.listings import (
    best_cell,
    groups_of,
    missing_note,
    percent_cell,
    shown_cell,
    shown_column,
)


@dataclass
class Crossed:
    """The counts of a table of several variables, the last two of them rows and columns."""

    strata: list[tuple[list[Any], Any]]
    """The values of the variables before those, and the counts."""
    rows: Any
    columns: Any
    lost: float
    """The weight of the rows left out for a missing level."""
    negative: bool
    """Is there a weight below 0?"""


def crossed_levels(
    df: pd.DataFrame, variables: Sequence[str], weight: str, zeros: bool, missing: bool, order: str, levels: Levels
) -> Crossed:  # fmt: skip
    """Count the combinations of the levels of several variables."""
    weights = df[weight].to_numpy() if weight else np.ones(len(df))
    keep = ~np.isnan(weights) & (zeros | (weights != 0))
    df, weights = df.loc[keep].reset_index(drop=True), weights[keep]
    gone = missing_rows(df, variables) & (not missing)
    codes, values = [], []
    for name in variables:
        code, first = counted_levels(df, name, weights, order, levels.get(name))
        there = np.unique(code[~gone])  # levels that stand beside missing ones alone are none
        codes.append(np.searchsorted(there, code[~gone]))
        values.append(df[name].iloc[first[there]].reset_index(drop=True))
    counted, strata = weights[~gone], []
    outer = np.column_stack([np.zeros(len(counted), dtype="int64"), *codes[:-2]])
    for key in np.unique(outer, axis=0):
        inside = (outer == key).all(axis=1)
        counts = np.zeros((len(values[-2]), len(values[-1])))
        np.add.at(counts, (codes[-2][inside], codes[-1][inside]), counted[inside])
        head = [column.iloc[level] for column, level in zip(values[:-2], key[1:], strict=True)]
        strata.append((head, counts))
    return Crossed(strata, values[-2], values[-1], float(weights[gone].sum()), bool((weights < 0).any()))


def two_way_cells(counts: Any) -> Iterator[tuple[int, int, dict[str, float]]]:
    """The cells of a two-way table as (row, column, values), row by row, the total of each row behind it and those of the
    columns and of all at the end: -1 is the total."""
    total, by_row, by_column = counts.sum(), counts.sum(1), counts.sum(0)
    above = counts.cumsum(0)
    for i, in_row in enumerate(by_row):
        for j, in_column in enumerate(by_column):
            n, expected = counts[i, j], in_row * in_column / total if total else nan
            cell = {"Frequency": n, "Expected": expected, "Deviation": n - expected}
            cell["CellChiSquare"] = (n - expected) ** 2 / expected if expected else nan
            cell |= {"Percent": percent(n, total), "RowPercent": percent(n, in_row)}
            cell |= {"ColPercent": percent(n, in_column), "CumColPercent": percent(above[i, j], in_column)}
            yield i, j, cell
        yield i, -1, {"Frequency": in_row, "Percent": percent(in_row, total)}
    for j, in_column in enumerate(by_column):
        yield -1, j, {"Frequency": in_column, "Percent": percent(in_column, total)}
    yield -1, -1, {"Frequency": total, "Percent": percent(total, total)}


def percent(part: float, whole: float) -> float:
    """A percentage; missing where nothing was counted."""
    return 100 * part / whole if whole else nan


CELL_COLUMNS: Mapping[str, tuple[str, Callable[[float], str]]] = {
    "Frequency": ("Frequency", lambda n: shown_cell(n, 6 if n < 1e6 else 7)),
    "Expected": ("Expected", best_cell),
    "Deviation": ("Deviation", best_cell),
    "CellChiSquare": ("Cell Chi-Square", best_cell),
    "TotalPercent": ("Total Percent", percent_cell),
    "Percent": ("Percent", percent_cell),
    "RowPercent": ("Row Percent", percent_cell),
    "ColPercent": ("Column Percent", percent_cell),
    "CumColPercent": ("Cumulative Column Percent", percent_cell),
}
"""The values of a cell in the order in which PROC FREQ shows them, frequencies by BEST6., from a million on by BEST7."""


COUNTED = ("Frequency", "Expected", "Deviation")
"""The values of a cell that FORMAT= is for."""


def show_crossed(
    lib: Any, df: pd.DataFrame, variables: Sequence[str], shown: Sequence[str] = ("Frequency", "Percent", "RowPercent", "ColPercent"),
    *, title: str = "", listed: bool = False, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None, by: Sequence[str] = (), counts: Callable[[Any], Any] | None = None,
) -> None:  # fmt: skip
    """Print a crossed table of PROC FREQ: a line for each combination of the levels of rows and columns, whether it occurs or
    not, and for each total. Percentages are those of the two-way tables; with negative weights there are none.

    shown: the values of each cell. counts: the format of frequencies, expected ones and deviations. listed: CROSSLIST, whose totals are 100 percent of their row or column.
    """
    levels = levels or {}
    for group_title, places in groups_of(df, by, title, levels):
        crossed = crossed_levels(df.iloc[places], variables, weight, zeros, missing, order, levels)
        if not crossed.strata:  # where all levels are missing nothing is printed
            continue
        kept = [name for name in shown if not crossed.negative or not name.endswith("Percent")]
        rows = crossed_rows(crossed, variables, kept, listed, levels, counts)
        headings = [*variables, *(CELL_COLUMNS[name][0] for name in kept)]
        lib.show("FREQ", "CrossList" if listed else "CrossTabFreqs", group_title, headings,
                 rows + missing_note(crossed.lost, len(headings)))  # fmt: skip


def crossed_rows(
    crossed: Crossed, variables: Sequence[str], shown: Sequence[str], listed: bool, levels: Levels,
    form: Callable[[Any], Any] | None,
) -> list[list[str]]:  # fmt: skip
    """The lines of a printed crossed table."""
    text = {name: CELL_COLUMNS[name][1] for name in shown}
    if form is not None:
        text |= dict.fromkeys(COUNTED, lambda n: shown_column(pd.Series([n]), form)[0])
    heads = [
        [*shown_column(values, levels.get(name)), "Total"]
        for name, values in zip(variables[-2:], (crossed.rows, crossed.columns), strict=True)
    ]
    whole = sum(counts.sum() for _, counts in crossed.strata)
    rows = []
    for values, counts in crossed.strata:
        front = [
            shown_column(pd.Series([v]), levels.get(n))[0] for v, n in zip(values, variables, strict=False)
        ]
        for i, j, cell in two_way_cells(counts):
            cell["TotalPercent"] = percent(cell["Frequency"], whole)
            if listed and (i < 0) != (j < 0):
                cell["ColPercent" if i < 0 else "RowPercent"] = percent(cell["Frequency"], cell["Frequency"])
            texts = [text[name](cell[name]) if name in cell else "" for name in shown]
            rows.append([*front, heads[0][i], heads[1][j], *texts])
    return rows
