"""The Shapiro-Wilk test: P. Royston, algorithm AS R94, Applied Statistics 44 (1995), which PROC UNIVARIATE names."""

from __future__ import annotations

from math import asin, exp, log, nan, pi, sqrt

from equivalence.interpreter.distributions import normal_quantile, normal_tail

FIRST = (0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056)
SECOND = (0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633)
SMALL_MEAN, SMALL_SCALE = (0.544, -0.39978, 0.025054, -6.714e-4), (1.3822, -0.77857, 0.062767, -0.0020322)
LARGE_MEAN, LARGE_SCALE = (-1.5861, -0.31082, -0.083751, 0.0038915), (-0.4803, -0.082676, 0.0030302)


def shapiro_wilk(values: list[float]) -> tuple[float, float]:
    """Return (W, its p-value) of 3 to 2000 values; missing for fewer, and where all are equal."""
    x = sorted(values)
    n = len(x)
    if n < 3 or x[0] == x[-1]:
        return nan, nan
    weights = _weights(n)
    mean = sum(x) / n
    top = sum(a * (x[n - 1 - i] - x[i]) for i, a in enumerate(weights))
    w = min(top * top / sum((v - mean) ** 2 for v in x), 1.0)
    if n == 3:
        return w, max(6 / pi * (asin(sqrt(w)) - asin(sqrt(0.75))), 0.0)
    if w == 1:
        return w, 1.0
    y = log(1 - w)
    if n <= 11:
        limit = -2.273 + 0.459 * n
        if y >= limit:
            return w, 1e-99
        return w, normal_tail((-log(limit - y) - _poly(SMALL_MEAN, n)) / exp(_poly(SMALL_SCALE, n)))
    return w, normal_tail((y - _poly(LARGE_MEAN, log(n))) / exp(_poly(LARGE_SCALE, log(n))))


def _weights(n: int) -> list[float]:
    """Return the coefficients of the upper half of the sample, largest first."""
    half = n // 2
    if n == 3:
        return [sqrt(0.5)]
    m = [normal_quantile((i + 1 - 0.375) / (n + 0.25)) for i in range(half)]
    square = 2 * sum(v * v for v in m)
    root = 1 / sqrt(n)
    first = _poly(FIRST, root) - m[0] / sqrt(square)
    if n <= 5:
        scale = sqrt((square - 2 * m[0] ** 2) / (1 - 2 * first**2))
        return [first, *(-v / scale for v in m[1:])]
    second = _poly(SECOND, root) - m[1] / sqrt(square)
    scale = sqrt((square - 2 * m[0] ** 2 - 2 * m[1] ** 2) / (1 - 2 * first**2 - 2 * second**2))
    return [first, second, *(-v / scale for v in m[2:])]


def _poly(coefficients: tuple[float, ...], x: float) -> float:
    return sum(c * x**i for i, c in enumerate(coefficients))
