"""PROC UNIVARIATE."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import comb, nan, pi
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import class_groups, for_groups, frame
from translator.emit.pandas.runtime.levels import Levels
from translator.emit.pandas.runtime.normality import normal_test, normality_rows
from translator.emit.pandas.runtime.robust import (
    ROBUST_MEAN_COLUMNS,
    robust_means,
    robust_scale,
    robust_scales,
)
from translator.emit.pandas.runtime.statistics import percentile_by, statistic, weighted_percentile
from translator.library.formats.best import best


def univariate(
    df: pd.DataFrame, requests: Sequence[tuple[str, str, str]], *, classes: Sequence[str] = (), levels: Levels | None = None,
    frequency: str = "", weight: str = "", vardef: str = "df", units: Sequence[float] = (), definition: int = 5,
    mu0: Sequence[float] = (),
) -> pd.DataFrame:  # fmt: skip
    """OUTPUT of PROC UNIVARIATE: a row for each combination of classes; requests are (column, statistic, variable).

    p2.5 is the 2.5th percentile by the PCTLDEF= definition. mu0: locations of the tests, units: what values are rounded
    to, one for each variable.
    """
    order = list(dict.fromkeys(variable for _, _, variable in requests))
    df = rounded(df, order, units)
    rows = []
    for head, group in class_groups(df, classes, levels):
        values = [
            one_statistic(
                s, *with_frequency(group, v, frequency, weight), location(mu0, order, v), definition, vardef
            )
            for _, s, v in requests
        ]
        rows.append([*head, *values])
    kinds = {name: "float64" if df[name].dtype == "float64" else "str" for name in classes}
    return frame(kinds | dict.fromkeys([column for column, _, _ in requests], "float64"), rows)


def location(mu0: Sequence[float], order: Sequence[str], variable: str) -> float:
    """The location of a variable's tests: MU0= lists them in order; the last one is not repeated."""
    place = order.index(variable)
    return mu0[0] if len(mu0) == 1 else mu0[place] if place < len(mu0) else 0.0


def rounded(df: pd.DataFrame, variables: Sequence[str], units: Sequence[float]) -> pd.DataFrame:
    """The table with values rounded to multiples of the units; halves go to the even multiple."""
    return (
        df.assign(**{v: (df[v] / u).round() * u for v, u in zip(variables, units, strict=False)})
        if units
        else df
    )


def with_frequency(
    group: pd.DataFrame, variable: str, frequency: str, weight: str = ""
) -> tuple[Any, int, Any]:
    """(values without missing ones, number of observations, their weights or None); FREQ repeats rows."""
    rows = group.loc[group[weight].notna()] if weight else group
    values = rows[variable].to_numpy()
    weights = rows[weight].clip(lower=0).to_numpy() if weight else None
    if frequency:
        times = rows[frequency].fillna(0).clip(lower=0).astype("int64").to_numpy()
        values, weights = np.repeat(values, times), None if weights is None else np.repeat(weights, times)
    known = ~np.isnan(values)
    return values[known], len(values), None if weights is None else weights[known]


def one_statistic(
    name: str, x: Any, count: int, weights: Any, mu0: float, definition: int = 5, vardef: str = "df"
) -> float:
    """A statistic of values without missing ones; `count` counts the missing ones too."""
    percents = {"median": 50, "q1": 25, "q3": 75}
    if name in percents or (name[0] == "p" and name[1:2].isdigit()):
        p = percents.get(name) or float(name[1:])
        return percentile_by(x, p, definition) if weights is None else weighted_percentile(x, p, weights)
    n = len(x)
    if name in ("nobs", "nmiss"):
        return float(count if name == "nobs" else count - n)
    if not n and name not in ("n", "sumwgt"):
        return nan
    if weights is not None:
        if name in ("msign", "probm", "signrank", "probs"):
            return nan
        return statistic(name, x - mu0 if name in ("t", "probt") else x, weights, vardef=vardef)
    match name:
        case "normal" | "probn":
            return normal_test(name, x)
        case "qrange":
            return percentile_by(x, 75, definition) - percentile_by(x, 25, definition)
        case "std_qrange":
            return one_statistic("qrange", x, count, None, mu0, definition) / 1.34898
        case "mad":
            return percentile_by(np.abs(x - percentile_by(x, 50, 5)), 50, 5)
        case "std_mad":
            return 1.4826 * one_statistic("mad", x, count, None, mu0)
        case "sn" | "qn" | "std_sn" | "std_qn":
            return robust_scale(name, x)
        case "gini":
            return float(np.abs(x[:, None] - x[None, :]).sum() / (n * (n - 1))) if n > 1 else nan
        case "std_gini":
            return float(one_statistic("gini", x, count, None, mu0) * pi**0.5 / 2)
        case "t" | "probt":
            return statistic(name, x - mu0, vardef=vardef)
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
            return statistic(name, x, vardef=vardef)


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


OBSERVATION = " observation"
"""The column of the observations' numbers in the whole data set."""


def univariate_tables(
    df: pd.DataFrame, variables: Sequence[str], *, by: Sequence[str] = (), units: Sequence[float] = (), **options: Any
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """The printed tables of PROC UNIVARIATE by name, of each BY group: see `group_tables`.

    units: what values are rounded to, one for each variable.
    """
    numbered = rounded(df, variables, units).assign(**{OBSERVATION: np.arange(1.0, len(df) + 1)})
    if not by:
        return group_tables(numbered, variables, **options)
    made: dict[str, pd.DataFrame] = for_groups(
        numbered, by, lambda rows: group_tables(rows, variables, **options)
    )
    return made


def group_tables(
    df: pd.DataFrame, variables: Sequence[str], *, classes: Sequence[str] = (), levels: Levels | None = None,
    frequency: str = "", weight: str = "", vardef: str = "df", definition: int = 5, mu0: Sequence[float] = (),
    extremes: int = 5, ids: Sequence[str] = (), extreme_values: int = 0, modes: bool = False, frequencies: bool = False,
    normality: bool = False, intervals: float = 0, trimmed: Sequence[float] = (), winsorized: Sequence[float] = (),
    robust: bool = False, alpha: float = 0.05,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """The tables of one BY group: Moments, BasicMeasures, TestsForLocation, Quantiles, ExtremeObs.

    extremes: how many extreme observations, with the variables `ids`; extreme_values: how many extreme values. modes,
    frequencies, normality, robust add tables; intervals: confidence limits for that alpha. trimmed, winsorized: what is cut
    off each tail, with limits of the mean for `alpha`.
    """
    variables = variables if len(df) else []
    rows: dict[str, list[list[Any]]] = {
        name: []
        for name, shown in (
            ("Moments", True), ("BasicMeasures", True), ("Modes", modes), ("BasicIntervals", intervals > 0),
            ("TestsForLocation", True), ("TestsForNormality", normality), ("TrimmedMeans", len(trimmed) > 0),
            ("WinsorizedMeans", len(winsorized) > 0), ("RobustScale", robust), ("Quantiles", True), ("ExtremeObs", extremes > 0),
            ("ExtremeValues", extreme_values > 0), ("Frequencies", frequencies),
        )
        if shown
    }  # fmt: skip
    for variable in variables:
        for keys, group in class_groups(df, classes, levels):
            x, count, w = with_frequency(group, variable, frequency, weight)
            head = [variable, *keys]

            def of(
                name: str,
                x: Any = x,
                count: int = count,
                w: Any = w,
                mu: float = location(mu0, variables, variable),
            ) -> float:
                return one_statistic(name, x, count, w, mu, definition, vardef) if name else nan

            rows["Moments"] += [
                [*head, a, best(of(b), 10).strip(), of(b), c, best(of(d), 10).strip(), of(d)]
                for a, b, c, d in MOMENTS
            ]
            rows["BasicMeasures"] += [[*head, a, of(b), c, of(d)] for a, b, c, d in BASIC]
            rows["TestsForLocation"] += [[*head, a, b, of(c), d, of(e)] for a, b, c, d, e in LOCATION_TESTS]
            rows["Quantiles"] += [[*head, a, of(f"p{p}") if p else of("min")] for a, p in QUANTILES]
            found, counts = np.unique(x, return_counts=True)
            if modes and len(found) and counts.max() > 1:
                most = counts == counts.max()
                rows["Modes"] += [
                    [*head, v, float(c)] for v, c in zip(found[most], counts[most], strict=True)
                ]
            if intervals:
                rows["BasicIntervals"] += [[*head, *line] for line in basic_intervals(of, intervals)]
            if normality:
                rows["TestsForNormality"] += [[*head, *line] for line in normality_rows(x)]
            mu = location(mu0, variables, variable)
            for table, amounts in (("TrimmedMeans", trimmed), ("WinsorizedMeans", winsorized)):
                if amounts:
                    means = robust_means(x, amounts, table == "WinsorizedMeans", mu, alpha)
                    rows[table] += [[*head, *line] for line in means]
            if robust:
                rows["RobustScale"] += [[*head, *line] for line in robust_scales(of)]
            if frequencies:
                shares = counts / max(len(x), 1) * 100, np.cumsum(counts) / max(len(x), 1) * 100
                rows["Frequencies"] += [
                    [*head, v, float(c), *s] for v, c, *s in zip(found, counts, *shares, strict=True)
                ]
            first = max(len(found) - extreme_values, 0)
            for i in range(min(extreme_values, len(found))):
                j = first + i
                rows["ExtremeValues"].append(
                    [*head, i + 1.0, found[i], float(counts[i]), j + 1.0, found[j], float(counts[j])]
                )
            if extremes:
                rows["ExtremeObs"] += [
                    [*head, *line] for line in extreme_rows(group, variable, ids, extremes)
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
        "ExtremeObs": {
            name: kind
            for side in ("Low", "High")
            for name, kind in (
                (side, "float64"),
                *((f"{i}_{side}"[:32], "float64" if df[i].dtype == "float64" else "str") for i in ids),
                (f"{side}Obs", "float64"),
            )
        },
        "Modes": {"Mode": "float64", "Count": "float64"},
        "BasicIntervals": {
            "Parameter": "str",
            "Estimate": "float64",
            "LowerCL": "float64",
            "UpperCL": "float64",
        },
        "ExtremeValues": dict.fromkeys(
            ["LowOrder", "Low", "LowFreq", "HighOrder", "High", "HighFreq"], "float64"
        ),
        "Frequencies": dict.fromkeys(["Value", "Count", "CellPercent", "CumPercent"], "float64"),
    }
    columns |= {
        name: dict.fromkeys(ROBUST_MEAN_COLUMNS, "float64") for name in ("TrimmedMeans", "WinsorizedMeans")
    }
    columns["RobustScale"] = {"Measure": "str", "Value": "float64", "Sigma": "float64"}
    columns["TestsForNormality"] = {
        "Test": "str", "TestLab": "str", "Stat": "float64", "pType": "str", "pSign": "str", "pValue": "float64",
    }  # fmt: skip
    return {name: frame({**kinds, **columns[name]}, lines) for name, lines in rows.items()}


def extreme_rows(group: pd.DataFrame, variable: str, ids: Sequence[str], count: int) -> list[list[Any]]:
    """The lowest and highest observations: value, ID variables, number in the whole data set.

    Of equal low values the later observation stands first, of equal high ones the earlier.
    """
    known = group.loc[group[variable].notna(), [variable, *(i for i in ids), OBSERVATION]]
    low = known.sort_values([variable, OBSERVATION], ascending=[True, False]).head(count)
    high = known.sort_values([variable, OBSERVATION]).tail(count)
    return [[*a, *b] for a, b in zip(low.to_numpy().tolist(), high.to_numpy().tolist(), strict=True)]


def basic_intervals(of: Callable[[str], float], alpha: float) -> list[list[Any]]:
    """Confidence limits of mean, standard deviation and variance under normality."""
    from scipy.stats import chi2, t

    n, mean, std = of("n"), of("mean"), of("std")
    margin = float(t.ppf(1 - alpha / 2, n - 1)) * std / n**0.5 if n > 1 else nan
    low, high = (
        (n - 1) * std**2 / float(chi2.ppf(p, n - 1)) if n > 1 else nan for p in (1 - alpha / 2, alpha / 2)
    )
    return [
        ["Mean", mean, mean - margin, mean + margin],
        ["Std Deviation", std, low**0.5, high**0.5],
        ["Variance", std**2, low, high],
    ]
