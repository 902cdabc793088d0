"""PROC FREQ: the printed tables of counts as data sets (ODS tables OneWayFreqs, List and CrossTabFreqs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.frequencies import count_levels
from translator.emit.pandas.runtime.frequency_tests import crossed_counts
from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_column


def one_way_frequencies(
    df: pd.DataFrame, variables: Sequence[str], *, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """OneWayFreqs: the counts of each variable below one another, its values also as text in F_variable."""
    parts = [
        counted_list(df, [name], weight, zeros, missing, order, levels or {}, False) for name in variables
    ]
    return {"OneWayFreqs": stacked(parts)}


def list_frequencies(
    df: pd.DataFrame, requests: Sequence[Sequence[str]], *, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None, sparse: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """List: the combinations of each request below one another, their values also as text in F_variable."""
    parts = [
        counted_list(df, names, weight, zeros, missing, order, levels or {}, sparse) for names in requests
    ]
    return {"List": stacked(parts)}


def counted_list(
    df: pd.DataFrame, names: Sequence[str], weight: str, zeros: bool, missing: bool, order: str, levels: Levels, sparse: bool
) -> pd.DataFrame:  # fmt: skip
    """The counts of one request with cumulated ones; combinations with a missing level are left out."""
    counted = count_levels(
        df, names, weight=weight, zeros=zeros, missing=missing, order=order, levels=levels, sparse=sparse
    )
    gone = np.zeros(len(counted), dtype=bool) if missing else missing_rows(counted, names)
    counted = counted.loc[~gone].reset_index(drop=True)
    made = {"Table": pd.Series([f"Table {' * '.join(names)}"] * len(counted), dtype="str")}
    for name in names:
        texts = pd.Series(shown_column(counted[name], levels.get(name)), dtype="str")
        made |= {f"F_{name}"[:32]: texts, name: counted[name]}
    frequency, percent = counted["COUNT"], counted["PERCENT"]
    running = frequency.cumsum()
    share = running / (frequency.sum() or nan) * 100
    made |= {"Frequency": frequency, "Percent": percent, "CumFrequency": running}
    return pd.DataFrame(made | {"CumPercent": share.where(percent.notna())})


def cross_frequencies(
    df: pd.DataFrame, requests: Sequence[Sequence[str]], *, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """CrossTabFreqs of pairs of variables: cells, row totals (_TYPE_ 10), column totals (01) and the total (00)."""
    parts = [crossed_list(df, pair, weight, zeros, missing, order, levels or {}) for pair in requests]
    return {"CrossTabFreqs": stacked(parts)}


def crossed_list(
    df: pd.DataFrame,
    variables: Sequence[str],
    weight: str,
    zeros: bool,
    missing: bool,
    order: str,
    levels: Levels,
) -> pd.DataFrame:
    """CrossTabFreqs of two variables."""
    strata, _, _, lost, _ = crossed_counts(df, variables, weight, zeros, missing, order, levels)
    counts = strata[0][1] if strata else None
    rows: list[list[Any]] = []
    if counts is not None:
        used = df.loc[df[weight].notna() & (zeros | (df[weight] != 0))] if weight else df
        used = used.loc[missing | ~missing_rows(used, variables)].reset_index(drop=True)
        weights = used[weight].to_numpy() if weight else None
        heads = []
        for name in variables:
            _, first = level_codes(used, name, weights, order, False, levels.get(name))
            heads.append([used[name].iloc[row] for row in first])
        empty = [nan if df[name].dtype == "float64" else "" for name in variables]
        title, total = f"Table {' * '.join(variables)}", counts.sum()
        by_row, by_column = counts.sum(1), counts.sum(0)

        def percent(n: float, whole: float) -> float:
            return 100 * n / whole if whole else nan

        for i, row in enumerate(heads[0]):
            for j, column in enumerate(heads[1]):
                n = counts[i, j]
                shares = [percent(n, part) for part in (total, by_row[i], by_column[j])]
                rows.append([title, row, column, "11", "1", n, *shares, nan])
            n = by_row[i]
            rows.append([title, row, empty[1], "10", "1", n, percent(n, total), nan, nan, nan])
        for j, column in enumerate(heads[1]):
            n = by_column[j]
            rows.append([title, empty[0], column, "01", "1", n, percent(n, total), nan, nan, nan])
        rows.append([title, *empty, "00", "1", total, 100.0, nan, nan, lost])
    kinds = {"Table": "str"} | {
        name: "float64" if df[name].dtype == "float64" else "str" for name in variables
    }
    kinds |= {"_TYPE_": "str", "_TABLE_": "str"} | dict.fromkeys(
        ["Frequency", "Percent", "RowPercent", "ColPercent", "Missing"], "float64"
    )
    return frame(kinds, rows)


def stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The tables of several requests below one another; a text that one of them has not is blank."""
    made = pd.concat(parts, ignore_index=True)
    texts = [name for part in parts for name in part.columns if part[name].dtype == "str"]
    return made.assign(**{name: made[name].fillna("") for name in texts})


def variable_levels(
    df: pd.DataFrame,
    variables: Sequence[str],
    *,
    labels: Mapping[str, str] | None = None,
    levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:
    """NLevels: how many levels each variable has; those of missing values apart where there are any."""
    counted = []
    for name in variables:
        column = df.reset_index(drop=True)
        _, first = level_codes(column, name, np.ones(len(df)), "unformatted", False, (levels or {}).get(name))
        gone = int(missing_rows(column.iloc[first], [name]).sum())
        counted.append((name, len(first), gone))
    with_missing = any(gone for _, _, gone in counted)
    rows = [
        [
            name,
            *([labels[name]] if labels else []),
            float(n),
            *([float(gone), float(n - gone)] if with_missing else []),
        ]
        for name, n, gone in counted
    ]
    texts = {"TableVar": "str"} | ({"TableVarLabel": "str"} if labels else {})
    numbers = ["NLevels", *(["NMissLevels", "NNonMissLevels"] if with_missing else [])]
    return {"NLevels": frame(texts | dict.fromkeys(numbers, "float64"), rows)}
