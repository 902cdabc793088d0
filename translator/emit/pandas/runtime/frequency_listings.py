"""PROC FREQ: the printed tables of counts as data sets (ODS tables OneWayFreqs, List and CrossTabFreqs)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.frequencies import count_levels
from translator.emit.pandas.runtime.frequency_tests import crossed_counts
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
    strata, _, _, lost, _ = crossed_counts(df, variables, weight, zeros, missing, order, levels)
    if lost and strata and len(variables) > 2:
        raise SasError(
            "R0602",
            "ERROR: CrossTabFreqs of more than two variables with missing values is not computed.",
        )
    used = df.loc[df[weight].notna() & (zeros | (df[weight] != 0))] if weight else df
    used = used.loc[missing | ~missing_rows(used, variables)].reset_index(drop=True)
    weights = used[weight].to_numpy() if weight else None
    heads = []
    for name in variables[-2:]:
        _, first = level_codes(used, name, weights, order, False, levels.get(name))
        heads.append([used[name].iloc[row] for row in first])
    empty = [nan if df[name].dtype == "float64" else "" for name in variables[-2:]]
    whole = sum(counts.sum() for _, counts in strata)
    rows: list[list[Any]] = []
    for number, (values, counts) in enumerate(strata, 1):
        front = [f"Table {' * '.join(variables)}", *values]
        for row, column, kind, cell in two_way_rows(counts, heads, empty, lost):
            cell["TotalPercent"] = percent(cell["Frequency"], whole)
            shown = [cell.get(name, nan) for name in statistics]
            rows.append([*front, row, column, "1" * len(values) + kind, str(number), *shown])
    kinds = {"Table": "str"} | {
        name: "float64" if df[name].dtype == "float64" else "str" for name in variables
    }
    return frame(kinds | {"_TYPE_": "str", "_TABLE_": "str"} | dict.fromkeys(statistics, "float64"), rows)


def two_way_rows(
    counts: Any, heads: Sequence[Sequence[Any]], empty: Sequence[Any], lost: float
) -> Iterator[tuple[Any, Any, str, dict[str, float]]]:
    """The rows of a two-way table as (row, column, kind, values): cells (kind 11), row totals (10), column totals (01), the
    total (00)."""
    total, by_row, by_column = counts.sum(), counts.sum(1), counts.sum(0)
    above = counts.cumsum(0)
    for i, row in enumerate(heads[0]):
        for j, column in enumerate(heads[1]):
            n, expected = counts[i, j], by_row[i] * by_column[j] / total
            cell = {"Frequency": n, "Expected": expected, "Deviation": n - expected}
            cell["CellChiSquare"] = (n - expected) ** 2 / expected if expected else nan
            cell |= {"Percent": percent(n, total), "RowPercent": percent(n, by_row[i])}
            cell |= {
                "ColPercent": percent(n, by_column[j]),
                "CumColPercent": percent(above[i, j], by_column[j]),
            }
            yield row, column, "11", cell
        yield row, empty[1], "10", {"Frequency": by_row[i], "Percent": percent(by_row[i], total)}
    for j, column in enumerate(heads[1]):
        yield empty[0], column, "01", {"Frequency": by_column[j], "Percent": percent(by_column[j], total)}
    yield empty[0], empty[1], "00", {"Frequency": total, "Percent": 100.0, "Missing": lost}


def percent(part: float, whole: float) -> float:
    """A percentage; missing where nothing was counted."""
    return 100 * part / whole if whole else nan


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
