"""Levels of class variables: which values count as one, and their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.tables import key_codes, starts

Levels = Mapping[str, Callable[[Any], Any]]


def missing_rows(df: pd.DataFrame, columns: Sequence[str]) -> Any:
    """Where one of the columns is missing: NaN in numbers, "" in text."""
    gone = np.zeros(len(df), dtype=bool)
    for name in columns:
        gone |= (df[name].isna() if df[name].dtype == "float64" else df[name] == "").to_numpy()
    return gone


def level_codes(
    df: pd.DataFrame,
    name: str,
    weights: Any,
    order: str,
    descending: bool,
    level: Callable[[Any], Any] | None,
) -> tuple[Any, Any]:
    """(number of each row's level in the order asked for, row that stands for each level: its lowest value).

    A format that gives missing and other values one text makes them one level, a missing one.
    """
    codes = key_codes(df[name])
    if level is not None:
        groups, _ = pd.factorize(pd.Series(level(df[name]).to_numpy(), dtype="object"))
    else:
        _, groups = np.unique(codes, return_inverse=True)
    count = int(groups.max()) + 1 if len(groups) else 0
    lowest = np.full(count, -1)
    falling = np.argsort(codes, kind="stable")[::-1]
    lowest[groups[falling]] = falling  # the last one stays
    if order == "freq":
        counted = np.bincount(groups, weights, minlength=count)
        ranked = np.lexsort((codes[lowest], counted if descending else -counted))
    elif order == "data":
        ranked = np.argsort(np.unique(groups, return_index=True)[1], kind="stable")
    elif order == "formatted" and level is not None:
        shown = level(df[name].iloc[lowest]).to_numpy()
        empty = missing_rows(df.iloc[lowest], [name])
        ranked = np.array(sorted(range(count), key=lambda g: (not empty[g], shown[g])), dtype="int64")
    else:
        ranked = np.argsort(codes[lowest], kind="stable")
    if descending and order != "freq":
        ranked = ranked[::-1]
    place = np.empty(count, dtype="int64")
    place[ranked] = np.arange(count)
    return place[groups] if count else groups, lowest[ranked] if count else lowest


def extended_codes(
    df: pd.DataFrame, name: str, given: Sequence[Any], weights: Any, order: str, descending: bool,
    level: Callable[[Any], Any] | None,
) -> tuple[Any, list[Any], Any]:  # fmt: skip
    """(number of each row's level, the value that stands for each level, numbers of the given values' levels)."""
    column = pd.concat([pd.Series(list(given), dtype=df[name].dtype), df[name]], ignore_index=True)
    weights = np.concatenate([np.zeros(len(given)), weights])
    codes, first = level_codes(pd.DataFrame({name: column}), name, weights, order, descending, level)
    return codes[len(given) :], list(column.to_numpy()[first]), codes[: len(given)]


def first_of_runs(df: pd.DataFrame, by: Sequence[str], levels: Levels) -> pd.DataFrame:
    """BY groups of formatted values: a group goes on until the text of a BY variable changes, and in all of its rows the
    BY variables get the values of its first row.

    levels: formats that give the texts of BY variables; without one the values themselves count.
    """
    texts = [
        pd.factorize(levels[name](df[name]))[0] if name in levels and len(df) else key_codes(df[name])
        for name in by
    ]
    first = starts(np.column_stack(texts))
    rows = np.flatnonzero(first)[np.cumsum(first) - 1]
    return df.assign(**{name: df[name].take(rows).set_axis(df.index) for name in by})


def added(name: str, variables: Sequence[str]) -> str:
    """The name of a column beside the levels of these variables: another one where a variable has it."""
    return added(f"{name}_", variables) if name in variables else name
