"""PROC UNIVARIATE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb, nan, pi
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import class_groups, frame
from translator.emit.pandas.runtime.listings import shown_cell
from translator.emit.pandas.runtime.summaries import Levels, percentile_by, statistic


def univariate(
    df: pd.DataFrame, requests: Sequence[tuple[str, str, str]], *, classes: Sequence[str] = (), levels: Levels | None = None,
    frequency: str = "", definition: int = 5, mu0: Sequence[float] = (),
) -> pd.DataFrame:  # fmt: skip
    """OUTPUT of PROC UNIVARIATE: a row for each combination of classes; requests are (column, statistic, variable).

    p2.5 is the 2.5th percentile by the PCTLDEF= definition. mu0: locations of the tests, one for each variable.
    """
    order = list(dict.fromkeys(variable for _, _, variable in requests))
    rows = []
    for head, group in class_groups(df, classes, levels):
        values = [
            one_statistic(s, *with_frequency(group, v, frequency), definition, location(mu0, order, v))
            for _, s, v in requests
        ]
        rows.append([*head, *values])
    kinds = {name: "float64" if df[name].dtype == "float64" else "str" for name in classes}
    return frame(kinds | dict.fromkeys([column for column, _, _ in requests], "float64"), rows)


def location(mu0: Sequence[float], order: Sequence[str], variable: str) -> float:
    """The location of a variable's tests: MU0= lists them in order; the last one is not repeated."""
    place = order.index(variable)
    return mu0[0] if len(mu0) == 1 else mu0[place] if place < len(mu0) else 0.0


def with_frequency(group: pd.DataFrame, variable: str, frequency: str) -> tuple[Any, int]:
    """(values without missing ones, number of observations); FREQ repeats rows."""
    values = group[variable].to_numpy()
    if frequency:
        values = np.repeat(values, group[frequency].fillna(0).clip(lower=0).astype("int64").to_numpy())
    return values[~np.isnan(values)], len(values)


def one_statistic(name: str, x: Any, count: int, definition: int, mu0: float) -> float:
    """A statistic of values without missing ones; `count` counts the missing ones too."""
    percents = {"median": 50, "q1": 25, "q3": 75}
    if name in percents or (name[0] == "p" and name[1:2].isdigit()):
        return percentile_by(x, percents.get(name) or float(name[1:]), definition)
    n = len(x)
    if name in ("nobs", "nmiss"):
        return float(count if name == "nobs" else count - n)
    if not n and name not in ("n", "sumwgt"):
        return nan
    match name:
        case "qrange":
            return percentile_by(x, 75, definition) - percentile_by(x, 25, definition)
        case "std_qrange":
            return one_statistic("qrange", x, count, definition, mu0) / 1.34898
        case "mad":
            return percentile_by(np.abs(x - percentile_by(x, 50, 5)), 50, 5)
        case "std_mad":
            return 1.4826 * one_statistic("mad", x, count, definition, mu0)
        case "gini":
            return float(np.abs(x[:, None] - x[None, :]).sum() / (n * (n - 1))) if n > 1 else nan
        case "std_gini":
            return float(one_statistic("gini", x, count, definition, mu0) * pi**0.5 / 2)
        case "t" | "probt":
            return statistic(name, x - mu0)
        case "msign":
            return float(((x > mu0).sum() - (x < mu0).sum()) / 2)
        case "probm":
            above, below = int((x > mu0).sum()), int((x < mu0).sum())
            total = above + below
            return (
                min(1.0, 2 * sum(comb(total, j) for j in range(min(above, below) + 1)) / 2**total)
                if total
                else nan
            )
        case "signrank" | "probs":
            return signed_rank(x - mu0, name)
        case _:
            return statistic(name, x)


def signed_rank(differences: Any, name: str) -> float:
    """The centred signed rank statistic S, or its p-value: exact to 20 values, by Student's t above."""
    d = differences[differences != 0]
    n = len(d)
    if not n:
        return nan
    ranks = pd.Series(np.abs(d)).rank().to_numpy()
    centred = float(ranks[d > 0].sum() - n * (n + 1) / 4)
    if name == "signrank":
        return centred
    if n <= 20:
        doubled = (ranks * 2).astype("int64")
        ways = np.zeros(int(doubled.sum()) + 1)
        ways[0] = 1
        for rank in doubled:
            shifted = np.zeros_like(ways)
            shifted[rank:] = ways[: len(ways) - rank]
            ways = ways + shifted
        sums = np.arange(len(ways)) / 2 - n * (n + 1) / 4
        return float(ways[np.abs(sums) >= abs(centred) - 1e-9].sum() / ways.sum())
    from scipy.stats import t

    ties = pd.Series(ranks).value_counts().to_numpy()
    variance = (n * (n + 1) * (2 * n + 1) - 0.5 * (ties * (ties + 1) * (ties - 1)).sum()) / 24
    return float(2 * t.sf(abs(centred) * ((n - 1) / (n * variance - centred**2)) ** 0.5, n - 1))


MOMENTS = (
    ("N", "n", "Sum Weights", "sumwgt"), ("Mean", "mean", "Sum Observations", "sum"), ("Std Deviation", "std", "Variance", "var"),
    ("Skewness", "skewness", "Kurtosis", "kurtosis"), ("Uncorrected SS", "uss", "Corrected SS", "css"),
    ("Coeff Variation", "cv", "Std Error Mean", "stderr"),
)  # fmt: skip
BASIC = (("Mean", "mean", "Std Deviation", "std"), ("Median", "median", "Variance", "var"), ("Mode", "mode", "Range", "range"),
         ("", "", "Interquartile Range", "qrange"))  # fmt: skip
LOCATION_TESTS = (("Student's t", "t", "t", "Pr > |t|", "probt"), ("Sign", "M", "msign", "Pr >= |M|", "probm"),
                  ("Signed Rank", "S", "signrank", "Pr >= |S|", "probs"))  # fmt: skip
QUANTILES = (("100% Max", 100), ("99%", 99), ("95%", 95), ("90%", 90), ("75% Q3", 75), ("50% Median", 50), ("25% Q1", 25),
             ("10%", 10), ("5%", 5), ("1%", 1), ("0% Min", 0))  # fmt: skip


def univariate_tables(
    df: pd.DataFrame, variables: Sequence[str], *, classes: Sequence[str] = (), levels: Levels | None = None,
    frequency: str = "", definition: int = 5, mu0: Sequence[float] = (),
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """The printed tables of PROC UNIVARIATE by name: Moments, BasicMeasures, TestsForLocation, Quantiles, ExtremeObs."""
    rows: dict[str, list[list[Any]]] = {
        "Moments": [],
        "BasicMeasures": [],
        "TestsForLocation": [],
        "Quantiles": [],
        "ExtremeObs": [],
    }
    for variable in variables:
        for keys, group in class_groups(df, classes, levels):
            x, count = with_frequency(group, variable, frequency)
            head = [variable, *keys]

            def of(
                name: str, x: Any = x, count: int = count, mu: float = location(mu0, variables, variable)
            ) -> float:
                return one_statistic(name, x, count, definition, mu) if name else nan

            rows["Moments"] += [
                [*head, a, shown_cell(of(b)), of(b), c, shown_cell(of(d)), of(d)] for a, b, c, d in MOMENTS
            ]
            rows["BasicMeasures"] += [[*head, a, of(b), c, of(d)] for a, b, c, d in BASIC]
            rows["TestsForLocation"] += [[*head, a, b, of(c), d, of(e)] for a, b, c, d, e in LOCATION_TESTS]
            rows["Quantiles"] += [
                [*head, a, percentile_by(x, p, definition) if p else of("min")] for a, p in QUANTILES
            ]
            known = group.reset_index(drop=True)[variable].dropna()
            ordered = known.iloc[np.argsort(known.to_numpy(), kind="stable")]
            low, high = ordered.head(5), ordered.tail(5)
            rows["ExtremeObs"] += [
                [*head, a, float(i + 1), b, float(j + 1)]
                for a, i, b, j in zip(low, low.index, high, high.index, strict=True)
            ]
    kinds: Mapping[str, str] = {"VarName": "str"} | {
        c: "float64" if df[c].dtype == "float64" else "str" for c in classes
    }
    columns = {
        "Moments": {
            "Label1": "str",
            "cValue1": "str",
            "nValue1": "float64",
            "Label2": "str",
            "cValue2": "str",
            "nValue2": "float64",
        },
        "BasicMeasures": {
            "LocMeasure": "str",
            "LocValue": "float64",
            "VarMeasure": "str",
            "VarValue": "float64",
        },
        "TestsForLocation": {
            "Test": "str",
            "Testlab": "str",
            "Stat": "float64",
            "pType": "str",
            "pValue": "float64",
        },
        "Quantiles": {"Quantile": "str", "Estimate": "float64"},
        "ExtremeObs": {"Low": "float64", "LowObs": "float64", "High": "float64", "HighObs": "float64"},
    }
    return {name: frame({**kinds, **columns[name]}, lines) for name, lines in rows.items()}
