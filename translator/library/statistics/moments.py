"""Counts, sums and moments. Values are added in the order of the rows."""

from __future__ import annotations

from math import nan, sqrt


def n(values: list[float], weights: list[float] | None = None) -> float:
    """Number of values that are not missing."""
    return float(len(values))


def sumwgt(values: list[float], weights: list[float] | None = None) -> float:
    """Sum of the weights (the number of values where there are none)."""
    return float(len(values)) if weights is None else float(sum(weights))


def total(values: list[float], weights: list[float] | None = None) -> float:
    """Sum of weight times value; missing where there is no value."""
    if not values:
        return nan
    if weights is None:
        return float(sum(values[1:], values[0]))
    return float(sum(w * x for w, x in zip(weights, values, strict=True)))


def mean(values: list[float], weights: list[float] | None = None) -> float:
    """Sum over sum of weights."""
    divisor = sumwgt(values, weights)
    return total(values, weights) / divisor if values and divisor else nan


def minimum(values: list[float], weights: list[float] | None = None) -> float:
    """Smallest value."""
    return min(values, default=nan)


def maximum(values: list[float], weights: list[float] | None = None) -> float:
    """Largest value."""
    return max(values, default=nan)


def spread(values: list[float], weights: list[float] | None = None) -> float:
    """Largest less smallest value."""
    return max(values) - min(values) if values else nan


def uss(values: list[float], weights: list[float] | None = None) -> float:
    """Uncorrected sum of squares, weighted."""
    if not values:
        return nan
    return float(sum(w * x * x for w, x in zip(weights or [1.0] * len(values), values, strict=True)))


def css(values: list[float], weights: list[float] | None = None) -> float:
    """Sum of squares about the mean, weighted."""
    if not values:
        return nan
    centre = mean(values, weights)
    return float(
        sum(w * (x - centre) ** 2 for w, x in zip(weights or [1.0] * len(values), values, strict=True))
    )


def variance(values: list[float], weights: list[float] | None = None) -> float:
    """CSS over n - 1 (VARDEF=DF); missing for fewer than two values."""
    return css(values, weights) / (len(values) - 1) if len(values) > 1 else nan


def std(values: list[float], weights: list[float] | None = None) -> float:
    """Square root of the variance."""
    return sqrt(variance(values, weights)) if len(values) > 1 else nan


def stderr(values: list[float], weights: list[float] | None = None) -> float:
    """Standard deviation over the root of the sum of weights."""
    divisor = sumwgt(values, weights)
    return std(values, weights) / sqrt(divisor) if len(values) > 1 and divisor > 0 else nan


def cv(values: list[float], weights: list[float] | None = None) -> float:
    """Coefficient of variation: 100 times standard deviation over mean."""
    centre = mean(values, weights)
    return 100 * std(values, weights) / centre if len(values) > 1 and centre else nan


def skewness(values: list[float], weights: list[float] | None = None) -> float:
    """n / ((n - 1)(n - 2)) times the sum of cubed standardised values; missing below 3 values or without spread."""
    count, s = len(values), std(values)
    if count < 3 or weights is not None or not s:
        return nan
    centre = mean(values)
    return count / ((count - 1) * (count - 2)) * sum(((x - centre) / s) ** 3 for x in values)


def kurtosis(values: list[float], weights: list[float] | None = None) -> float:
    """Excess kurtosis with SAS's small-sample factors; missing below 4 values or without spread."""
    count, s = len(values), std(values)
    if count < 4 or weights is not None or not s:
        return nan
    centre = mean(values)
    fourth = sum(((x - centre) / s) ** 4 for x in values)
    factor = count * (count + 1) / ((count - 1) * (count - 2) * (count - 3))
    return factor * fourth - 3 * (count - 1) ** 2 / ((count - 2) * (count - 3))


def t(values: list[float], weights: list[float] | None = None) -> float:
    """Student's t for the hypothesis that the mean is 0."""
    error = stderr(values, weights)
    return mean(values, weights) / error if error and error == error else nan


def probt(values: list[float], weights: list[float] | None = None) -> float:
    """Two-sided probability of a larger |t|."""
    from translator.library.functions import FUNCTIONS

    value = t(values, weights)
    cumulative = FUNCTIONS["PROBT"].body
    assert cumulative is not None
    return 2 * (1 - float(cumulative(abs(value), float(len(values) - 1)))) if value == value else nan


def _limit(values: list[float], weights: list[float] | None, sign: float) -> float:
    from translator.library.functions import FUNCTIONS

    error = stderr(values, weights)
    if error != error:
        return nan
    quantile = FUNCTIONS["TINV"].body
    assert quantile is not None
    return mean(values, weights) + sign * float(quantile(0.975, float(len(values) - 1))) * error


def lclm(values: list[float], weights: list[float] | None = None) -> float:
    """Lower 95% confidence limit of the mean."""
    return _limit(values, weights, -1.0)


def uclm(values: list[float], weights: list[float] | None = None) -> float:
    """Upper 95% confidence limit of the mean."""
    return _limit(values, weights, 1.0)
