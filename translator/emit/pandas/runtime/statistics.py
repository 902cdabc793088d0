"""Statistics of numbers, as PROC MEANS and UNIVARIATE define them."""

from __future__ import annotations

from fractions import Fraction
from math import floor, nan
from typing import Any

import numpy as np


def percentile(values: Any, p: float) -> float:
    """The p-th percentile, definition 5: the mean of two neighbours where n * p / 100 is whole."""
    ordered = np.sort(np.asarray(values, dtype="float64"))
    ordered = ordered[~np.isnan(ordered)]
    place = Fraction(str(p)) * len(ordered) / 100
    whole = int(place)
    if not len(ordered):
        return nan
    if place > whole or whole == 0:
        return float(ordered[min(whole, len(ordered) - 1)])
    return float(ordered[-1]) if whole >= len(ordered) else float((ordered[whole - 1] + ordered[whole]) / 2)


def weighted_percentile(values: Any, p: float, weights: Any) -> float:
    """The smallest value at which the cumulated weight passes p percent; the mean with the next one on a tie."""
    keep = weights > 0
    order = np.argsort(values[keep], kind="stable")
    ordered, cumulated = values[keep][order], np.cumsum(weights[keep][order])
    if not len(ordered):
        return nan
    goal = p / 100 * cumulated[-1]
    place = int(np.searchsorted(cumulated, goal, side="left"))
    if cumulated[place] == goal and place + 1 < len(ordered):
        return float((ordered[place] + ordered[place + 1]) / 2)
    return float(ordered[place])


def percentile_by(values: Any, p: float, definition: int) -> float:
    """The p-th percentile by one of the definitions 1 to 5 of PCTLDEF= and QNTLDEF=."""
    x, n = np.sort(values), len(values)
    if not n:
        return nan
    place = Fraction(str(p)) / 100 * (n + 1 if definition == 4 else n)
    j, g = floor(place), place - floor(place)
    low, high = float(x[min(max(j, 1), n) - 1]), float(x[min(max(j + 1, 1), n) - 1])
    match definition:
        case 1 | 4:
            return low if j >= n else float((1 - g) * low + g * high) if j else float(x[0])
        case 2:
            nearest = low if g < Fraction(1, 2) or (g == Fraction(1, 2) and j % 2 == 0) else high
            return nearest if j else float(x[0])
        case 3:
            return low if g == 0 and j else high
        case _:
            return (low + high) / 2 if g == 0 and 0 < j < n else low if g == 0 and j >= n else high


def statistic(
    name: str,
    values: Any,
    weights: Any = None,
    *,
    vardef: str = "df",
    definition: int = 5,
    alpha: float = 0.05,
) -> float:
    """A statistic of numbers without missing ones, as PROC MEANS defines it; NaN where it has no value.

    vardef: the divisor of variances: n - 1 (df), n, sum of weights - 1 (wdf), sum of weights (wgt); tests and limits of
    the mean are for df alone.
    """
    name = OTHER_NAMES.get(name, name)
    n = len(values)
    if name == "n":
        return float(n)
    w = np.ones(n) if weights is None else weights
    if name == "sumwgt":
        return float(w.sum())
    if n == 0:
        return nan
    if name in PERCENTS:
        p = PERCENTS[name]
        if weights is not None:
            return weighted_percentile(values, p, w)
        return percentile(values, p) if definition == 5 else percentile_by(values, p, definition)
    if name == "qrange":
        high, low = (statistic(q, values, weights, definition=definition) for q in ("q3", "q1"))
        return high - low
    if name == "mode":
        distinct, counts = np.unique(values, return_counts=True)
        return float(distinct[counts.argmax()]) if counts.max() > 1 else nan
    if name in ("min", "max", "range"):
        low, high = float(values.min()), float(values.max())
        return {"min": low, "max": high, "range": high - low}[name]
    total, divisor = float((w * values).sum()), float(w.sum())
    mean = total / divisor if divisor else nan
    css = float((w * (values - mean) ** 2).sum())
    parts = {"df": n - 1, "n": n, "wdf": divisor - 1, "wgt": divisor}[vardef]
    var = css / parts if parts > 0 else nan
    std = var**0.5
    stderr = std / divisor**0.5 if divisor > 0 and vardef == "df" else nan
    match name:
        case "sum":
            return total
        case "mean":
            return mean
        case "uss":
            return float((w * values**2).sum())
        case "css":
            return css
        case "var":
            return var
        case "std":
            return float(std)
        case "stderr":
            return stderr
        case "cv":
            return 100 * std / mean if mean else nan
        case "skewness":
            if n < 3 or weights is not None or not std or vardef not in ("df", "n"):
                return nan
            if vardef == "n":
                return float((((values - mean) / std) ** 3).mean())
            return float(n / ((n - 1) * (n - 2)) * (((values - mean) / std) ** 3).sum())
        case "kurtosis":
            if n < 4 or weights is not None or not std or vardef not in ("df", "n"):
                return nan
            if vardef == "n":
                return float((((values - mean) / std) ** 4).mean()) - 3
            fourth = float((((values - mean) / std) ** 4).sum())
            scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
            return scale * fourth - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))
        case "t":
            return mean / stderr if stderr else nan
        case _:
            return student(name, mean, stderr, n - 1, alpha)


OTHER_NAMES = {
    "stddev": "std", "stdmean": "stderr", "skew": "skewness", "kurt": "kurtosis", "prt": "probt", "p50": "median",
    "p25": "q1", "p75": "q3",
}  # fmt: skip

PERCENTS = {
    "median": 50.0, "q1": 25.0, "q3": 75.0, "p1": 1.0, "p5": 5.0, "p10": 10.0, "p20": 20.0, "p25": 25.0, "p30": 30.0, "p40": 40.0,
    "p50": 50.0, "p60": 60.0, "p70": 70.0, "p75": 75.0, "p80": 80.0, "p90": 90.0, "p95": 95.0, "p99": 99.0,
}  # fmt: skip


def student(name: str, mean: float, stderr: float, df: int, alpha: float = 0.05) -> float:
    """PROBT and the confidence limits of a mean."""
    from scipy.stats import t

    if not stderr or np.isnan(stderr):
        return nan
    if name == "probt":
        return float(2 * t.sf(abs(mean / stderr), df))
    margin = float(t.ppf(1 - alpha / 2, df)) * stderr
    return mean - margin if name == "lclm" else mean + margin
