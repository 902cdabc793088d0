"""PROC UNIVARIATE: tests of normality (NORMAL)."""

from __future__ import annotations

from math import asin, log, nan, pi, sqrt
from typing import Any

import numpy as np

NORMALITY_POINTS = {  # D'Agostino and Stephens (1986): mean and variance estimated
    "D": ([0.775, 0.819, 0.895, 0.955, 1.035], [0.15, 0.10, 0.05, 0.025, 0.01]),
    "W-Sq": ([0.074, 0.091, 0.104, 0.126, 0.148, 0.178, 0.201], [0.25, 0.15, 0.10, 0.05, 0.025, 0.01, 0.005]),
    "A-Sq": ([0.470, 0.561, 0.631, 0.752, 0.873, 1.035, 1.159], [0.25, 0.15, 0.10, 0.05, 0.025, 0.01, 0.005]),
}
EDF_TESTS = (("Kolmogorov-Smirnov", "D"), ("Cramer-von Mises", "W-Sq"), ("Anderson-Darling", "A-Sq"))


def shapiro_wilk(x: Any) -> tuple[float, float]:
    """W and its p-value, with the weights and approximations of Royston (1995); missing for fewer than 3 values and for
    equal ones. scipy.stats.shapiro rounds its quantiles to nine digits."""
    from scipy.stats import norm

    n = len(x)
    if n < 3 or x.min() == x.max():
        return nan, nan
    m = norm.ppf((np.arange(1, n + 1) - 0.375) / (n + 0.25))
    squares, u = float(m @ m), 1 / sqrt(n)
    weights = -m / sqrt(squares)
    if n == 3:
        weights[0] = sqrt(0.5)
    else:
        weights[0] += np.polyval([-2.706056, 4.434685, -2.07119, -0.147981, 0.221157, 0], u)
        if n > 5:
            weights[1] += np.polyval([-3.582633, 5.682633, -1.752461, -0.293762, 0.042981, 0], u)
        k = 2 if n > 5 else 1
        rest = (squares - 2 * float(m[:k] @ m[:k])) / (1 - 2 * float(weights[:k] @ weights[:k]))
        weights[k : n - k] = -m[k : n - k] / sqrt(rest)
    weights[(n + 1) // 2 :] = -weights[: n // 2][::-1]
    centred = np.sort(x) - x.mean()
    spread, fit = float(centred @ centred), -float(weights @ centred)
    gap = (sqrt(spread) - fit) * (sqrt(spread) + fit) / spread
    if n == 3:
        p = 6 / pi * (asin(sqrt(1 - gap)) - asin(sqrt(0.75)))
        return 1 - gap, p if p > 1e-12 else 0.0  # the smallest W of three values is 0.75
    y, size = log(gap), log(n)
    if n <= 11:
        bound = 0.459 * n - 2.273
        if y >= bound:
            return 1 - gap, 1e-99
        y = -log(bound - y)
        middle = np.polyval([-6.714e-4, 0.025054, -0.39978, 0.544], n)
        error = np.exp(np.polyval([-0.0020322, 0.062767, -0.77857, 1.3822], n))
    else:
        middle = np.polyval([0.0038915, -0.083751, -0.31082, -1.5861], size)
        error = np.exp(np.polyval([0.0030302, -0.082676, -0.4803], size))
    return 1 - gap, float(norm.sf((y - middle) / error))


def edf_tests(x: Any) -> dict[str, tuple[float, str, float]]:
    """(statistic, sign, p-value) of D, W-Sq and A-Sq; outside of the table the p-value is only known to be < or >."""
    from scipy.stats import norm

    n = len(x)
    if n < 2 or x.min() == x.max():
        return {name: (nan, "", nan) for _, name in EDF_TESTS}
    z = np.sort((x - x.mean()) / x.std(ddof=1))
    u, ranks = norm.cdf(z), np.arange(1, n + 1)
    found = {
        "D": float(max((ranks / n - u).max(), (u - (ranks - 1) / n).max())),
        "W-Sq": float(((u - (2 * ranks - 1) / (2 * n)) ** 2).sum() + 1 / (12 * n)),
        "A-Sq": float(-n - ((2 * ranks - 1) * (norm.logcdf(z) + norm.logsf(z[::-1]))).sum() / n),
    }
    scales = {"D": sqrt(n) - 0.01 + 0.85 / sqrt(n), "W-Sq": 1 + 0.5 / n, "A-Sq": 1 + 0.75 / n + 2.25 / n**2}
    made = {}
    for name, value in found.items():
        points, chances = NORMALITY_POINTS[name]
        scaled = value * scales[name]
        sign = ">" if scaled < points[0] else "<" if scaled > points[-1] else ""
        made[name] = value, sign, float(np.interp(scaled, points, chances))
    return made


def normality_rows(x: Any) -> list[list[Any]]:
    """The rows of TestsForNormality; W is left out for more than 2000 values."""
    rows: list[list[Any]] = []
    if len(x) <= 2000:
        w, p = shapiro_wilk(x)
        rows.append(
            ["Shapiro-Wilk", "W", w, "Pr < W", "<" if p < 0.0001 else "", max(p, 0.0001) if p == p else p]
        )
    found = edf_tests(x)
    return rows + [[test, name, found[name][0], f"Pr > {name}", *found[name][1:]] for test, name in EDF_TESTS]


def normal_test(name: str, x: Any) -> float:
    """NORMALTEST and PROBN of OUTPUT: W, or D of more than 2000 values, and its p-value."""
    if len(x) <= 2000:
        return shapiro_wilk(x)[1 if name == "probn" else 0]
    value, _, p = edf_tests(x)["D"]
    return p if name == "probn" else value
