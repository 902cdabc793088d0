"""BY groups of analyses, and the printing of what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_cell
from translator.emit.pandas.runtime.tables import row_codes, rows_of_runs, starts


def for_groups(df: pd.DataFrame, by: Sequence[str], work: Callable[[pd.DataFrame], Any]) -> Any:
    """BY: do the work for each group of rows and put the results one below the other, the BY variables in front.

    The work makes one table, or several by name. Without rows it is done once, for its columns.
    """
    runs = np.cumsum(starts(row_codes(df, by))) - 1 if len(df) else np.zeros(0)
    groups = [df.iloc[inside].reset_index(drop=True) for inside in rows_of_runs(runs)]
    results = [work(group) for group in groups or [df]]
    if isinstance(results[0], dict):
        keys = list(dict.fromkeys(key for result in results for key in result))
        return {
            key: below_each_other([g for g, r in zip(groups or [df], results, strict=True) if key in r],
                                  [r[key] for r in results if key in r], by)
            for key in keys
        }  # fmt: skip
    return below_each_other(groups or [df], results, by)


def below_each_other(
    groups: Sequence[pd.DataFrame], results: Sequence[pd.DataFrame], by: Sequence[str]
) -> pd.DataFrame:
    """The results of the groups as one table; BY variables that a result does not hold stand in front."""
    parts = []
    for group, result in zip(groups, results, strict=True):
        made = result.head(0) if not len(group) else result
        for place, name in enumerate([name for name in by if name not in result.columns]):
            values = pd.Series(
                [group[name].iloc[0]] * len(made) if len(group) else [], dtype=group[name].dtype
            )
            made = made.copy() if not place else made
            made.insert(place, name, values)
        parts.append(made)
    joined = pd.concat(parts, ignore_index=True)
    texts = [name for name in joined.columns if joined[name].dtype != "float64" and joined[name].isna().any()]
    return joined.assign(**{name: joined[name].fillna("") for name in texts}) if texts else joined


def frame(columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """A table of rows; `columns` names them with their dtypes."""
    return pd.DataFrame(
        {
            name: pd.Series([row[i] for row in rows], dtype=kind)
            for i, (name, kind) in enumerate(columns.items())
        }
    )


def show_tables(lib: Any, proc: str, tables: Any, keys: Sequence[str], *, title: str = "") -> None:
    """Print the tables of an analysis, each with its name."""
    for key in keys:
        table = tables[key] if isinstance(tables, dict) else tables
        cells = [[shown_cell(value) for value in table[name].tolist()] for name in table.columns]
        lib.show(
            proc,
            key,
            title,
            [str(name) for name in table.columns],
            [list(row) for row in zip(*cells, strict=True)],
        )


def class_groups(
    df: pd.DataFrame, classes: Sequence[str], levels: Any = None
) -> list[tuple[list[Any], pd.DataFrame]]:
    """(values, rows) of each combination of class levels, in order; rows with a missing class value are left out.

    levels: formats by whose texts the values of a class are grouped; the lowest value stands for the group.
    """
    if not classes:
        return [([], df)]
    rows = df.loc[~missing_rows(df, classes)].reset_index(drop=True)
    coded = [
        level_codes(rows, name, None, "unformatted", False, (levels or {}).get(name)) for name in classes
    ]
    codes = np.column_stack([code for code, _ in coded])
    if not len(rows):
        return []
    cells, group = np.unique(codes, axis=0, return_inverse=True)
    order = np.argsort(group.reshape(-1), kind="stable")
    found = []
    for key, inside in zip(cells, rows_of_runs(group.reshape(-1)[order]), strict=True):
        values = [rows[name].iloc[coded[i][1][key[i]]] for i, name in enumerate(classes)]
        found.append((values, rows.iloc[order[inside]]))
    return found
