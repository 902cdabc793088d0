"""Tests of normality of PROC UNIVARIATE. SAS 9.4 Procedures Guide: Statistical Procedures, "Goodness-of-Fit Tests".

Shapiro and Wilk's W with Royston's weights and probabilities; statistics of the empirical distribution function with
probabilities that are interpolated in the table of D'Agostino and Stephens (1986), mean and variance estimated.
"""

from __future__ import annotations

from math import asin, exp, log, nan, pi, sqrt

from equivalence.interpreter.distributions import normal_below, normal_quantile, normal_tail
from equivalence.interpreter.tables import Row

LARGEST = 2000
"""W is computed up to this number of values."""
TABLE = {
    "D": ((0.775, 0.819, 0.895, 0.955, 1.035), (0.15, 0.10, 0.05, 0.025, 0.01)),
    "W-Sq": ((0.074, 0.091, 0.104, 0.126, 0.148, 0.178, 0.201), (0.25, 0.15, 0.10, 0.05, 0.025, 0.01, 0.005)),
    "A-Sq": ((0.470, 0.561, 0.631, 0.752, 0.873, 1.035, 1.159), (0.25, 0.15, 0.10, 0.05, 0.025, 0.01, 0.005)),
}


def polynomial(coefficients: tuple[float, ...], x: float) -> float:
    """Return c0 + c1 x + c2 x² …"""
    return sum(c * x**i for i, c in enumerate(coefficients))


def shapiro_wilk(values: list[float]) -> tuple[float, float]:
    """Return (W, p). Royston (1995), algorithm AS R94."""
    x = sorted(values)
    n = len(x)
    if n < 3 or x[0] == x[-1] or n > LARGEST:
        return nan, nan
    half = n // 2
    if n == 3:
        weights = [-sqrt(0.5), 0.0, sqrt(0.5)]
    else:
        m = [normal_quantile((i - 0.375) / (n + 0.25)) for i in range(1, half + 1)]
        squares, u = 2 * sum(v * v for v in m), 1 / sqrt(n)
        first = [
            polynomial((0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056), u) - m[0] / sqrt(squares)
        ]
        if n > 5:
            first.append(
                polynomial((0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633), u) - m[1] / sqrt(squares)
            )
        k = len(first)
        scale = sqrt((squares - 2 * sum(v * v for v in m[:k])) / (1 - 2 * sum(a * a for a in first)))
        a = first + [-v / scale for v in m[k:]]
        weights = [-v for v in a] + [0.0] * (n % 2) + a[::-1]
    mean = sum(x) / n
    spread = sum((v - mean) ** 2 for v in x)
    fit = sum(w * (v - mean) for w, v in zip(weights, x, strict=True))
    rest = (sqrt(spread) - fit) * (sqrt(spread) + fit) / spread  # 1 - W, of weights whose squares add up to 1
    w = 1 - rest
    if n == 3:
        p = 6 / pi * (asin(sqrt(w)) - asin(sqrt(0.75)))
        return w, p if p > 1e-12 else 0.0
    y = log(rest)
    if n <= 11:
        bound = polynomial((-2.273, 0.459), n)
        if y >= bound:
            return w, 1e-99
        y = -log(bound - y)
        middle = polynomial((0.544, -0.39978, 0.025054, -6.714e-4), n)
        error = exp(polynomial((1.3822, -0.77857, 0.062767, -0.0020322), n))
    else:
        middle = polynomial((-1.5861, -0.31082, -0.083751, 0.0038915), log(n))
        error = exp(polynomial((-0.4803, -0.082676, 0.0030302), log(n)))
    return w, normal_tail((y - middle) / error)


def edf(values: list[float]) -> dict[str, tuple[float, str, float]]:
    """Return (statistic, sign, p) of Kolmogorov's D, Cramer and von Mises' W-Sq and Anderson and Darling's A-Sq."""
    x = sorted(values)
    n = len(x)
    mean = sum(x) / n if n else nan
    deviation = sqrt(sum((v - mean) ** 2 for v in x) / (n - 1)) if n > 1 else 0.0
    if not deviation:
        return dict.fromkeys(TABLE, (nan, "", nan))
    z = [(v - mean) / deviation for v in x]
    u = [normal_below(v) for v in z]
    d = max(max((i + 1) / n - v, v - i / n) for i, v in enumerate(u))
    w = sum((v - (2 * i + 1) / (2 * n)) ** 2 for i, v in enumerate(u)) + 1 / (12 * n)
    a = -n - sum((2 * i + 1) * (log(u[i]) + log(normal_tail(z[n - 1 - i]))) for i in range(n)) / n
    scaled = {
        "D": d * (sqrt(n) - 0.01 + 0.85 / sqrt(n)), "W-Sq": w * (1 + 0.5 / n), "A-Sq": a * (1 + 0.75 / n + 2.25 / n**2),
    }  # fmt: skip
    return {
        name: (value, *chance(name, scaled[name])) for name, value in (("D", d), ("W-Sq", w), ("A-Sq", a))
    }


def chance(name: str, value: float) -> tuple[str, float]:
    """Return the sign and the probability: outside of the table only on which side of it."""
    points, levels = TABLE[name]
    if value < points[0]:
        return ">", levels[0]
    if value > points[-1]:
        return "<", levels[-1]
    k = max(i for i in range(len(points) - 1) if points[i] <= value)
    share = (value - points[k]) / (points[k + 1] - points[k])
    return "", levels[k] + share * (levels[k + 1] - levels[k])


LABELS = (("Kolmogorov-Smirnov", "D"), ("Cramer-von Mises", "W-Sq"), ("Anderson-Darling", "A-Sq"))


def rows(values: list[float]) -> list[Row]:
    """Return the rows of TestsForNormality."""
    made: list[Row] = []
    if len(values) <= LARGEST:
        w, p = shapiro_wilk(values)
        made.append(
            ["Shapiro-Wilk", "W", w, "Pr < W", "<" if p < 0.0001 else "", 0.0001 if p < 0.0001 else p]
        )
    found = edf(values)
    return made + [[test, name, found[name][0], f"Pr > {name}", *found[name][1:]] for test, name in LABELS]


def normal_test(values: list[float], probability: bool) -> float:
    """NORMALTEST and PROBN of OUTPUT: W, of more than 2000 values D."""
    if len(values) <= LARGEST:
        return shapiro_wilk(values)[1 if probability else 0]
    statistic, _, chance_ = edf(values)["D"]
    return chance_ if probability else statistic
