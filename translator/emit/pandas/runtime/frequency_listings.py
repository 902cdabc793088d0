"""PROC FREQ: the printed tables of counts as data sets (ODS tables OneWayFreqs, List and CrossTabFreqs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.crossed_tables import crossed_levels, percent, two_way_cells
from translator.emit.pandas.runtime.frequencies import count_levels
from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, added, level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError

COUNTS = ("Frequency", "Percent", "CumFrequency", "CumPercent")
CELLS = ("Frequency", "Percent", "RowPercent", "ColPercent", "Missing")
Shown = Sequence[Sequence[str]] | None
"""The columns of statistics of each request."""


def one_way_frequencies(
    df: pd.DataFrame, variables: Sequence[str], *, shown: Shown = None, weight: str = "", zeros: bool = False, missing: bool = False,
    order: str = "unformatted", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """OneWayFreqs: the counts of each variable below one another, its values also as text in F_variable."""
    parts = [
        counted_list(df, [name], statistics, weight, zeros, missing, order, levels or {}, False)
        for name, statistics in zip(variables, shown or [COUNTS] * len(variables), strict=True)
    ]
    return {"OneWayFreqs": stacked(parts)}


def list_frequencies(
    df: pd.DataFrame, requests: Sequence[Sequence[str]], *, shown: Shown = None, weight: str = "", zeros: bool = False,
    missing: bool = False, order: str = "unformatted", levels: Levels | None = None, sparse: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """List: the combinations of each request below one another, their values also as text in F_variable."""
    parts = [
        counted_list(df, names, statistics, weight, zeros, missing, order, levels or {}, sparse)
        for names, statistics in zip(requests, shown or [COUNTS] * len(requests), strict=True)
    ]
    return {"List": stacked(parts)}


def counted_list(
    df: pd.DataFrame, names: Sequence[str], statistics: Sequence[str], weight: str, zeros: bool, missing: bool, order: str,
    levels: Levels, sparse: bool,
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
    frequency, percent = counted[added("COUNT", names)], counted[added("PERCENT", names)]
    running = frequency.cumsum()
    share = running / (frequency.sum() or nan) * 100
    values = {"Frequency": frequency, "Percent": percent, "CumFrequency": running}
    values["CumPercent"] = share.where(percent.notna())
    return pd.DataFrame(made | {name: values[name] for name in statistics})


def cross_frequencies(
    df: pd.DataFrame, requests: Sequence[Sequence[str]], *, shown: Shown = None, weight: str = "", zeros: bool = False,
    missing: bool = False, order: str = "unformatted", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """CrossTabFreqs: the two-way tables of each request, of each stratum of its first variables."""
    parts = [
        crossed_list(df, names, statistics, weight, zeros, missing, order, levels or {})
        for names, statistics in zip(requests, shown or [CELLS] * len(requests), strict=True)
    ]
    return {"CrossTabFreqs": stacked(parts)}


def crossed_list(
    df: pd.DataFrame, variables: Sequence[str], statistics: Sequence[str], weight: str, zeros: bool, missing: bool, order: str,
    levels: Levels,
) -> pd.DataFrame:  # fmt: skip
    """CrossTabFreqs of one request."""
    crossed = crossed_levels(df, variables, weight, zeros, missing, order, levels)
    if crossed.negative:
        raise SasError("R0602", "ERROR: CrossTabFreqs is not computed where weights are negative.")
    if crossed.lost and crossed.strata and len(variables) > 2:
        raise SasError(
            "R0602",
            "ERROR: CrossTabFreqs of more than two variables with missing values is not computed.",
        )
    empty = [nan if df[name].dtype == "float64" else "" for name in variables[-2:]]
    heads = [[*crossed.rows, empty[0]], [*crossed.columns, empty[1]]]
    whole = sum(counts.sum() for _, counts in crossed.strata)
    rows: list[list[Any]] = []
    for number, (values, counts) in enumerate(crossed.strata, 1):
        front = [f"Table {' * '.join(variables)}", *values]
        for i, j, cell in two_way_cells(counts):
            cell["TotalPercent"] = percent(cell["Frequency"], whole)
            if i < 0 and j < 0:
                cell["Missing"] = crossed.lost
            kind = "1" * len(values) + ("0" if i < 0 else "1") + ("0" if j < 0 else "1")
            shown = [cell.get(name, nan) for name in statistics]
            rows.append([*front, heads[0][i], heads[1][j], kind, str(number), *shown])
    kinds = {"Table": "str"} | {
        name: "float64" if df[name].dtype == "float64" else "str" for name in variables
    }
    return frame(kinds | {"_TYPE_": "str", "_TABLE_": "str"} | dict.fromkeys(statistics, "float64"), rows)


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
