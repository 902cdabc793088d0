"""PROC CORR."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.summaries import percentile


def correlate(
    df: pd.DataFrame, variables: Sequence[str], *, withs: Sequence[str] = (), kinds: Sequence[str] = ("pearson",),
    nomiss: bool = False, cov: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC CORR: OUTP, OUTS, OUTK (rows named in _TYPE_ and _NAME_), SimpleStats, and a table for each kind.

    Missing values are left out pair by pair; with nomiss rows with any missing value are.
    """
    rows = list(withs or variables)
    every = list(dict.fromkeys([*withs, *variables]))
    data = df[every].dropna() if nomiss else df[every]
    values = {name: data[name].to_numpy() for name in every}
    made: dict[str, pd.DataFrame] = {}
    simple = [
        [
            "MEAN",
            "",
            *(float(np.nanmean(values[v])) if np.isfinite(values[v]).any() else nan for v in variables),
        ],
        ["STD", "", *(float(data[v].std()) for v in variables)],
        ["N", "", *(float(data[v].count()) for v in variables)],
    ]
    for kind in kinds:
        pairs = {(a, b): pair_correlation(values[a], values[b], kind) for a in rows for b in variables}
        head = (
            [["COV", a, *(float(data[a].cov(data[b])) for b in variables)] for a in rows]
            if cov and kind == "pearson"
            else []
        )
        lines = [*head, *simple, *(["CORR", a, *(pairs[a, b][0] for b in variables)] for a in rows)]
        columns = {"_TYPE_": "str", "_NAME_": "str"} | dict.fromkeys(variables, "float64")
        made[{"pearson": "OUTP", "spearman": "OUTS", "kendall": "OUTK"}[kind]] = frame(columns, lines)
        counts = {int(n) for _, _, n in pairs.values()}
        shown = {"Variable": "str"} | dict.fromkeys(
            [*variables, *(f"P{b}"[:32] for b in variables)], "float64"
        )
        if len(counts) > 1:
            shown |= dict.fromkeys([f"N{b}"[:32] for b in variables], "float64")
        cells = [
            [a, *(pairs[a, b][0] for b in variables), *(nan if a == b else pairs[a, b][1] for b in variables),
             *([pairs[a, b][2] for b in variables] if len(counts) > 1 else [])]
            for a in rows
        ]  # fmt: skip
        made[f"{kind.capitalize()}Corr"] = frame(shown, cells)
    ranked = set(kinds) & {"spearman", "kendall"}
    stats = []
    for name in every:
        x = values[name][~np.isnan(values[name])]
        third = percentile(x, 50) if ranked else float(x.sum())
        stats.append(
            [
                name,
                float(len(x)),
                *(
                    [float(x.mean()), float(data[name].std()), third, float(x.min()), float(x.max())]
                    if len(x)
                    else [nan] * 5
                ),
            ]
        )
    numbers = ["NObs", "Mean", "StdDev", "Median" if ranked else "Sum", "Minimum", "Maximum"]
    made["SimpleStats"] = frame({"Variable": "str"} | dict.fromkeys(numbers, "float64"), stats)
    return made


def pair_correlation(x: Any, y: Any, kind: str) -> tuple[float, float, float]:
    """(correlation, p-value, number of pairs) of two columns."""
    known = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[known], y[known]
    n = len(x)
    if n < 2:
        return nan, nan, float(n)
    if kind == "kendall":
        return (*kendall(x, y), float(n))
    if kind == "spearman":
        x, y = pd.Series(x).rank().to_numpy(), pd.Series(y).rank().to_numpy()
    a, b = x - x.mean(), y - y.mean()
    scale = float((a @ a) ** 0.5 * (b @ b) ** 0.5)
    if not scale:
        return nan, nan, float(n)
    r = max(-1.0, min(1.0, float(a @ b) / scale))
    if n < 3:
        return r, nan, float(n)
    if abs(r) == 1:
        return r, 0.0, float(n)
    from scipy.stats import t

    return r, float(2 * t.sf(abs(r) * ((n - 2) / (1 - r * r)) ** 0.5, n - 2)), float(n)


def kendall(x: Any, y: Any) -> tuple[float, float]:
    """Kendall's tau-b and its p-value by the normal distribution, ties taken into account."""
    from scipy.stats import norm

    n = len(x)
    score = float((np.sign(x[:, None] - x[None, :]) * np.sign(y[:, None] - y[None, :])).sum() / 2)
    t, u = np.unique(x, return_counts=True)[1], np.unique(y, return_counts=True)[1]
    pairs = n * (n - 1) / 2
    scale = float(((pairs - (t * (t - 1)).sum() / 2) * (pairs - (u * (u - 1)).sum() / 2)) ** 0.5)
    if not scale:
        return nan, nan
    v0, vt, vu = (
        n * (n - 1) * (2 * n + 5),
        (t * (t - 1) * (2 * t + 5)).sum(),
        (u * (u - 1) * (2 * u + 5)).sum(),
    )
    variance = (v0 - vt - vu) / 18 + (t * (t - 1)).sum() * (u * (u - 1)).sum() / (2 * n * (n - 1))
    if n > 2:
        variance += (
            (t * (t - 1) * (t - 2)).sum() * (u * (u - 1) * (u - 2)).sum() / (9 * n * (n - 1) * (n - 2))
        )
    return score / scale, float(2 * norm.sf(abs(score) / variance**0.5)) if variance > 0 else nan
