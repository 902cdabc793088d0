"""Quantiles: distribution functions turned round."""

from __future__ import annotations

import math
from collections.abc import Callable
from math import isnan, nan

from translator.library.functions.tails import (
    Tails,
    beta_tails,
    chisquare_tails,
    f_tails,
    gamma_tails,
    normal_tails,
    t_tails,
)


def normal_quantile(lower: float, upper: float) -> float:
    """Return the standard normal quantile of a lower tail; the upper one is given too, exactly.

    A rough start in the smaller tail, then Halley's steps on the exact tail.
    """
    if not (lower > 0 and upper > 0):
        return nan
    tail = min(lower, upper)
    if tail == 0.5:
        return 0.0
    root = math.sqrt(-2 * math.log(tail))
    size = root - (2.515517 + root * (0.802853 + root * 0.010328)) / (
        1 + root * (1.432788 + root * (0.189269 + root * 0.001308))
    )
    for _ in range(5):
        error = (normal_tails(size)[1] - tail) / (math.exp(-size * size / 2) / 2.5066282746310002)
        step = error / (1 - size * error / 2)
        size += step
        if abs(step) < 1e-16 * abs(size):
            break
    return -size if lower <= upper else size


def quantile_between(
    tails_of: Callable[[float], Tails], lower: float, upper: float, low: float, high: float
) -> float:
    """Return the point with the given tails, which lies between `low` and `high`.

    The smaller tail is compared, so that it keeps its digits. An infinite end is doubled until it is large
    enough.
    """
    side, wanted = (0, lower) if lower <= upper else (1, upper)

    def excess(value: float) -> float:
        tail = tails_of(value)[side] / wanted - 1
        return tail if side == 0 else -tail

    if math.isinf(low):
        low = -1.0
        while excess(low) >= 0:
            low *= 2
            if low < -1e300:
                return nan
    if math.isinf(high):
        high = max(1.0, 2 * abs(low))
        while excess(high) < 0:
            low, high = high, high * 2
            if high > 1e300:
                return nan
    for _ in range(1100):
        if not (low == 0 or (low > 0 and high > 2 * low)):
            break
        middle = math.sqrt(low * high) if low > 0 else high / 16
        if middle < 1e-300:
            return 0.0
        if excess(middle) < 0:
            low = middle
        else:
            high = middle
    return root_between(excess, low, high)


def root_between(function_of: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function is zero, by Chandrupatla's method: inverse quadratic steps, or halving."""
    a, b = high, low
    at_a, at_b = function_of(a), function_of(b)
    if at_a == 0 or at_b == 0:
        return a if at_a == 0 else b
    c, at_c, part = a, at_a, 0.5
    for _ in range(200):
        point = a + part * (b - a)
        at_point = function_of(point)
        if (at_point > 0) == (at_a > 0):
            c, at_c = a, at_a
        else:
            c, b, at_c, at_b = b, a, at_b, at_a
        a, at_a = point, at_point
        best, at_best = (a, at_a) if abs(at_a) < abs(at_b) else (b, at_b)
        width = abs(b - a)
        smallest = 2.3e-16 * abs(best)
        if at_best == 0 or width <= 2 * smallest:
            return best
        xi, phi = (a - b) / (c - b), (at_a - at_b) / (at_c - at_b)
        if phi * phi < xi and (1 - phi) * (1 - phi) < 1 - xi:
            part = at_a / (at_b - at_a) * at_c / (at_b - at_c)
            part += (c - a) / (b - a) * at_a / (at_c - at_a) * at_b / (at_c - at_b)
        else:
            part = 0.5
        margin = smallest / width
        part = min(max(part, margin), 1 - margin)
    return best


def whole_quantile(tails_of: Callable[[float], Tails], lower: float, upper: float, last: float) -> float:
    """Return the smallest whole number whose lower tail reaches a probability (within 1E-12 of it)."""
    if upper <= 0:
        return last if not math.isinf(last) else nan
    side = 0 if lower <= upper else 1

    def too_low(value: int) -> bool:
        tail = tails_of(float(value))[side]
        return tail < lower * (1 - 1e-12) if side == 0 else tail > upper * (1 + 1e-12)

    low, high = -1, 1
    while high < last and too_low(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if too_low(middle):
            low = middle
        else:
            high = middle
    return min(float(high), last)


def gamma_quantile(lower: float, upper: float, shape: float) -> float:
    """Quantile of the gamma distribution with scale 1."""
    if not (shape > 0 and lower >= 0 and upper > 0):
        return nan
    return (
        quantile_between(lambda value: gamma_tails(value, shape), lower, upper, 0.0, math.inf)
        if lower > 0
        else 0.0
    )


def chisquare_quantile(lower: float, upper: float, df: float, noncentral: float = 0.0) -> float:
    """Quantile of the chi-square distribution."""
    if not (df > 0 and noncentral >= 0 and lower >= 0 and upper > 0):
        return nan
    if noncentral == 0 or lower == 0:
        return 2 * gamma_quantile(lower, upper, df / 2)
    return quantile_between(lambda value: chisquare_tails(value, df, noncentral), lower, upper, 0.0, math.inf)


def beta_quantile(lower: float, upper: float, a: float, b: float) -> float:
    """Quantile of the beta distribution."""
    if not (a > 0 and b > 0 and lower >= 0 and upper >= 0):
        return nan
    if lower == 0 or upper == 0:
        return lower
    return quantile_between(lambda value: beta_tails(value, a, b), lower, upper, 0.0, 1.0)


def f_quantile(lower: float, upper: float, ndf: float, ddf: float, noncentral: float = 0.0) -> float:
    """Quantile of the F distribution."""
    if not (ndf > 0 and ddf > 0 and noncentral >= 0 and lower >= 0 and upper > 0):
        return nan
    if lower == 0:
        return 0.0
    return quantile_between(lambda value: f_tails(value, ndf, ddf, noncentral), lower, upper, 0.0, math.inf)


def t_quantile(lower: float, upper: float, df: float, noncentral: float = 0.0) -> float:
    """Quantile of Student's t distribution."""
    if not (df > 0 and lower > 0 and upper > 0) or isnan(noncentral):
        return nan
    if noncentral != 0:
        tails_of: Callable[[float], Tails] = lambda value: t_tails(value, df, noncentral)  # noqa: E731
        return quantile_between(tails_of, lower, upper, -math.inf, math.inf)
    if lower == upper:
        return 0.0
    tail = min(lower, upper)
    size = quantile_between(lambda value: t_tails(value, df), 1 - tail, tail, 0.0, math.inf)
    return -size if lower < upper else size
