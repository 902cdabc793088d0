"""PROC FREQ: the printed tables of counts as data sets (ODS tables OneWayFreqs and CrossTabFreqs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.frequency_tests import crossed_counts
from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.summaries import Levels, count_levels, level_codes, missing_rows


def one_way_frequencies(
    df: pd.DataFrame, variables: Sequence[str], *, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """OneWayFreqs: the counts of each variable below one another, its values also as text in F_variable."""
    levels = levels or {}
    numbers = ["Frequency", "Percent", "CumFrequency", "CumPercent"]
    kinds = {"Table": "str"}
    for place, name in enumerate(variables):
        kinds |= {f"F_{name}"[:32]: "str", name: "float64" if df[name].dtype == "float64" else "str"}
        kinds |= dict.fromkeys(numbers, "float64") if not place else {}
    rows = []
    for name in variables:
        counted = count_levels(
            df,
            [name],
            weight=weight,
            zeros=zeros,
            missing=missing,
            order=order,
            levels=levels,
            cumulated=True,
        )
        counted = counted.loc[counted["CUM_FREQ"].notna()].reset_index(drop=True)
        texts = shown_column(counted[name], levels.get(name))
        for place in range(len(counted)):
            values = [counted[c].iloc[place] for c in ("COUNT", "PERCENT", "CUM_FREQ", "CUM_PCT")]
            cells: dict[str, Any] = {
                "Table": f"Table {name}",
                f"F_{name}"[:32]: texts[place],
                name: counted[name].iloc[place],
            }
            cells |= dict(zip(numbers, values, strict=True))
            rows.append(
                [cells.get(column, nan if kind == "float64" else "") for column, kind in kinds.items()]
            )
    return {"OneWayFreqs": frame(kinds, rows)}


def cross_frequencies(
    df: pd.DataFrame, variables: Sequence[str], *, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """CrossTabFreqs of two variables: cells, row totals (_TYPE_ 10), column totals (01) and the total (00)."""
    strata, _, _, lost, _ = crossed_counts(df, variables, weight, zeros, missing, order, levels or {})
    counts = strata[0][1] if strata else None
    rows: list[list[Any]] = []
    if counts is not None:
        used = df.loc[df[weight].notna() & (zeros | (df[weight] != 0))] if weight else df
        used = used.loc[missing | ~missing_rows(used, variables)].reset_index(drop=True)
        weights = used[weight].to_numpy() if weight else None
        heads = []
        for name in variables:
            _, first = level_codes(used, name, weights, order, False, (levels or {}).get(name))
            heads.append([used[name].iloc[row] for row in first])
        empty = [nan if df[name].dtype == "float64" else "" for name in variables]
        title, total = f"Table {' * '.join(variables)}", counts.sum()
        by_row, by_column = counts.sum(1), counts.sum(0)
        for i, row in enumerate(heads[0]):
            for j, column in enumerate(heads[1]):
                n = counts[i, j]
                shares = [100 * n / part if part else nan for part in (total, by_row[i], by_column[j])]
                rows.append([title, row, column, "11", "1", n, *shares, nan])
            rows.append([title, row, empty[1], "10", "1", by_row[i], 100 * by_row[i] / total, nan, nan, nan])
        for j, column in enumerate(heads[1]):
            rows.append(
                [title, empty[0], column, "01", "1", by_column[j], 100 * by_column[j] / total, nan, nan, nan]
            )
        rows.append([title, *empty, "00", "1", total, 100.0, nan, nan, lost])
    kinds = {"Table": "str"} | {
        name: "float64" if df[name].dtype == "float64" else "str" for name in variables
    }
    kinds |= {"_TYPE_": "str", "_TABLE_": "str"} | dict.fromkeys(
        ["Frequency", "Percent", "RowPercent", "ColPercent", "Missing"], "float64"
    )
    return {"CrossTabFreqs": frame(kinds, rows)}


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
