"""Special functions of mathematics, on which the probability functions stand."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function

LOG_ROOT_2PI = 0.9189385332046727
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
"""Coefficients of Stirling's series for the logarithm of the gamma function."""


@function(
    "GAMMA",
    "num",
    examples=(
        ("gamma(6)", 120),
        ("gamma(0.5)", 1.772453850905516),
        ("gamma(-1)", None),
        ("gamma(200)", None),
    ),
)
@finite
def gamma(value: float) -> float:
    """Return the gamma function; whole numbers that are not positive are invalid."""
    if isnan(value) or (value <= 0 and value == int(value)) or value > 171.6:
        return nan
    return math.gamma(value)


@function(
    "LGAMMA",
    "num",
    examples=(("lgamma(2)", 0), ("lgamma(1.5)", -0.12078223763524526), ("lgamma(0)", None)),
    aliases=("GAMLN",),
)
@finite
def lgamma(value: float) -> float:
    """Return the natural logarithm of the gamma function."""
    if isnan(value) or (value <= 0 and value == int(value)):
        return nan
    return math.lgamma(value)


@function(
    "DIGAMMA",
    "num",
    examples=(("digamma(1)", -0.5772156649015329), ("digamma(2)", 0.4227843350984671), ("digamma(0)", None)),
)
@finite
def digamma(value: float) -> float:
    """Return the derivative of the logarithm of the gamma function."""
    if isnan(value) or (value <= 0 and value == int(value)):
        return nan
    if value < 0:
        return digamma(1 - value) - math.pi / math.tan(math.pi * value)
    result = 0.0
    while value < 15:
        result -= 1 / value
        value += 1
    square = 1 / (value * value)
    series = square * (
        1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132))))
    )
    return result + math.log(value) - 0.5 / value - series


@function(
    "TRIGAMMA",
    "num",
    examples=(
        ("trigamma(1)", 1.6449340668482264),
        ("trigamma(3)", 0.3949340668482264),
        ("trigamma(0)", None),
    ),
)
@finite
def trigamma(value: float) -> float:
    """Return the second derivative of the logarithm of the gamma function."""
    if isnan(value) or (value <= 0 and value == int(value)):
        return nan
    if value < 0:
        return (math.pi / math.sin(math.pi * value)) ** 2 - trigamma(1 - value)
    result = 0.0
    while value < 15:
        result += 1 / (value * value)
        value += 1
    square = 1 / (value * value)
    series = 1 / 6 - square * (1 / 30 - square * (1 / 42 - square * (1 / 30 - square * (5 / 66))))
    return result + 1 / value + square / 2 + square / value * series


@function(
    "BETA",
    "num num",
    examples=(("beta(5, 3)", 0.009523809523809523), ("beta(1, 1)", 1), ("beta(0, 1)", None)),
)
@finite
def beta(a: float, b: float) -> float:
    """Return the beta function of two positive numbers."""
    value = logbeta(a, b)
    return nan if isnan(value) or value > 709 else math.exp(value)


@function(
    "LOGBETA",
    "num num",
    examples=(("logbeta(5, 3)", -4.653960350157524), ("logbeta(1, 1)", 0), ("logbeta(-1, 1)", None)),
)
@finite
def logbeta(a: float, b: float) -> float:
    """Return the natural logarithm of the beta function."""
    if not (a > 0 and b > 0):
        return nan
    small, large = (a, b) if a < b else (b, a)
    if small < 15:
        if large < 15:
            return math.log(math.gamma(small)) + math.log(math.gamma(large) / math.gamma(small + large))
        both = small + large
        ratio = (large - 0.5) * math.log1p(-small / both) - small * math.log(both) + small
        return math.lgamma(small) + ratio + stirling_error(large) - stirling_error(both)
    both = small + large
    powers = (
        (small - 0.5) * math.log(small / both) + large * math.log1p(-small / both) - 0.5 * math.log(large)
    )
    return LOG_ROOT_2PI + powers + stirling_error(small) + stirling_error(large) - stirling_error(both)


@function(
    "ERF", "num", examples=(("erf(1)", 0.8427007929497149), ("erf(-1)", -0.8427007929497149), ("erf(0)", 0))
)
def erf(value: float) -> float:
    """Return the error function."""
    return nan if isnan(value) else math.erf(value)


@function("ERFC", "num", examples=(("erfc(1)", 0.15729920705028513), ("erfc(-1)", 1.8427007929497148)))
def erfc(value: float) -> float:
    """Return the complement of the error function."""
    return nan if isnan(value) else math.erfc(value)


def stirling_error(value: float) -> float:
    """Return what Stirling's formula lacks: log gamma(x) - (x - 1/2) log x + x - log sqrt(2 pi)."""
    if value < 15:
        return math.lgamma(value) - (value - 0.5) * math.log(value) + value - LOG_ROOT_2PI
    result, power = 0.0, 1 / value
    for coefficient in STIRLING:
        result += coefficient * power
        power /= value * value
    return result


def deviance(value: float, mean: float) -> float:
    """Return value log(value / mean) + mean - value, exact where the two are close."""
    if value == 0:
        return mean
    difference = value - mean
    if abs(difference) > 0.1 * (value + mean):
        return value * math.log(value / mean) - difference
    ratio = difference / (value + mean)
    result, term, square = difference * ratio, 2 * value * ratio, ratio * ratio
    for odd in range(3, 200, 2):
        term *= square
        larger = result + term / odd
        if larger == result:
            break
        result = larger
    return result


def log_poisson_term(count: float, mean: float) -> float:
    """Return log(mean**count exp(-mean) / gamma(count + 1)), exact for large arguments (Loader 2000)."""
    if count == 0:
        return -mean
    if count < 15:
        return count * math.log(mean) - mean - math.lgamma(count + 1)
    return -deviance(count, mean) - stirling_error(count) - LOG_ROOT_2PI - 0.5 * math.log(count)


def gamma_parts(shape: float, value: float) -> tuple[float, float]:
    """Return the regularised incomplete gamma functions P and Q: lower and upper tail of a gamma variable.

    A series below the mean, a continued fraction (Lentz) above it.
    """
    if value <= 0:
        return 0.0, 1.0
    if math.isinf(value):
        return 1.0, 0.0
    factor = math.exp(log_poisson_term(shape, value))
    if value < shape + 1:
        term, total, step = 1.0, 1.0, shape
        while term > total * 1e-17:
            step += 1
            term *= value / step
            total += term
        lower = min(factor * total, 1.0)
        return lower, 1 - lower
    tiny = 1e-300
    b = value + 1 - shape
    c, d = 1 / tiny, 1 / b
    fraction = d
    for step_number in range(1, 100000):
        a = -step_number * (step_number - shape)
        b += 2
        d = a * d + b
        d = 1 / (d if d else tiny)
        c = b + a / c
        c = c if c else tiny
        change = d * c
        fraction *= change
        if abs(change - 1) < 1e-16:
            break
    upper = min(factor * shape * fraction, 1.0)
    return 1 - upper, upper


def log_beta_term(a: float, b: float, x: float, y: float) -> float:
    """Return log(x**a y**b / beta(a, b)) for y = 1 - x, exact for large a and b."""
    if a < 15 or b < 15:
        log_x = math.log1p(-y) if y < 0.5 else math.log(x)
        log_y = math.log1p(-x) if x < 0.5 else math.log(y)
        return a * log_x + b * log_y - logbeta(a, b)
    both = a + b
    scale = 0.5 * (math.log(a / both) + math.log(b)) - LOG_ROOT_2PI
    errors = stirling_error(both) - stirling_error(a) - stirling_error(b)
    return errors - deviance(a, both * x) - deviance(b, both * y) + scale


def beta_parts(a: float, b: float, x: float, y: float) -> tuple[float, float]:
    """Return the regularised incomplete beta function I_x(a, b) and its complement; y is 1 - x, given exactly.

    By the continued fraction of the smaller side (Lentz).
    """
    if x <= 0:
        return 0.0, 1.0
    if y <= 0:
        return 1.0, 0.0
    if x > (a + 1) / (a + b + 2):
        upper, lower = beta_parts_below(b, a, y, x)
        return lower, upper
    return beta_parts_below(a, b, x, y)


def beta_parts_below(a: float, b: float, x: float, y: float) -> tuple[float, float]:
    """Return I_x(a, b) and its complement for x below the mean."""
    tiny = 1e-300
    c = 1.0
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d if d else tiny)
    fraction = d
    for step in range(1, 100000):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 + term * d
            d = 1 / (d if d else tiny)
            c = 1 + term / c
            c = c if c else tiny
            change = d * c
            fraction *= change
        if abs(change - 1) < 1e-16:
            break
    lower = min(math.exp(log_beta_term(a, b, x, y)) * fraction / a, 1.0)
    return lower, 1 - lower
