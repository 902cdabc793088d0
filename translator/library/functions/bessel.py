"""Bessel and Airy functions: JBESSEL, IBESSEL, AIRY and DAIRY."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.quadrature import integral
from translator.library.functions.registry import function

AIRY_0, SLOPE_0 = 0.3550280538878172, -0.2588194037928068


def bessel_j(order: float, value: float) -> float:
    """Return the Bessel function of the first kind at a positive value, by its series or by Schläfli's integrals."""
    if value * value < 12 * (abs(order) + 1) and order >= 0:
        term = total = math.exp(order * math.log(value / 2) - math.lgamma(order + 1))
        step = 0
        while abs(term) > 1e-18 * abs(total):
            step += 1
            term *= -value * value / (4 * step * (step + order))
            total += term
        return total
    if order > value and value < 1000:
        return bessel_beyond(order, value)
    if abs(order) > 1e5 or value > 1e5:
        raise NotImplementedError("a Bessel function of more than 100,000")
    count = 64 + 4 * math.ceil(abs(order) + value)
    if order == math.floor(order):  # the integrand is periodic: equal steps are exact
        angles = [math.pi * (step + 0.5) / count for step in range(count)]
        return math.fsum(math.cos(order * angle - value * math.sin(angle)) for angle in angles) / count
    from_0 = integral(
        lambda angle: math.cos(order * angle - value * math.sin(angle)), 0.0, math.pi, count // 4
    )
    end = math.asinh((80 + 8 * abs(order)) / value)
    beyond = integral(
        lambda far: math.exp(-order * far - value * math.sinh(far)), 0.0, end, 12 + 2 * math.ceil(end)
    )
    return (from_0 - math.sin(order * math.pi) * beyond) / math.pi


def bessel_beyond(order: float, value: float) -> float:
    """Return the Bessel function of the first kind where the order is the greater one and the value tiny.

    The terms of the series cancel each other: they are added with more digits than numbers have.
    """
    with localcontext() as digits:
        digits.prec = 40 + int(value)
        square, term, step = Decimal(value) ** 2 / 4, Decimal(1), 0
        total, least = term, Decimal(10) ** -(30 + int(value))
        while abs(term) > least:
            step += 1
            term *= -square / (step * (step + Decimal(order)))
            total += term
        sign, size = total < 0, float(abs(total).ln()) if total else -math.inf
    scale = order * math.log(value / 2) - math.lgamma(order + 1)
    return (-1.0 if sign else 1.0) * math.exp(scale + size)


def bessel_k(order: float, value: float) -> float:
    """Return the modified Bessel function of the second kind at a positive value, by an integral."""
    end = math.acosh(1 + 45 / value)
    return math.exp(-value) * integral(
        lambda far: math.exp(-2 * value * math.sinh(far / 2) ** 2) * math.cosh(order * far),
        0.0,
        end,
        10 + 2 * math.ceil(end),
    )


@function("JBESSEL", "num num", examples=(
    ("jbessel(2, 2)", 0.3528340286), ("jbessel(0, 0)", 1), ("jbessel(0.5, 3)", 0.06500818288), ("jbessel(1.5, 20)", -0.0646628666), ("jbessel(100, 60)", 4.783274407878e-15), ("jbessel(-1, 2)", None),
))  # fmt: skip
@finite
def jbessel(order: float, value: float) -> float:
    """Return the value of the Bessel function of the first kind."""
    if isnan(order + value) or order < 0 or value < 0:
        return nan
    if value == 0:
        return 1.0 if order == 0 else 0.0
    return bessel_j(order, value)


def large_ibessel(order: float, x: float) -> float:
    """Return exp(-x) times the modified Bessel function of a great x, by its uniform expansion.

    (NIST Digital Library of Mathematical Functions, 10.41.3 and 10.41.10.)
    """
    size = math.hypot(order, x)
    t2 = (order / size) ** 2
    series = 1 + (3 - 5 * t2) / (24 * size) + (81 - 462 * t2 + 385 * t2**2) / (1152 * size**2)
    series += (30375 - 369603 * t2 + 765765 * t2**2 - 425425 * t2**3) / (414720 * size**3)
    exponent = order * order / (size + x) - order * math.asinh(order / x)
    return math.exp(exponent) / math.sqrt(2 * math.pi * size) * series


@function("IBESSEL", "num num num", examples=(
    ("ibessel(2, 2, 0)", 0.6889484477), ("ibessel(2, 2, 1)", 0.0932390333), ("ibessel(0, 0, 0)", 1), ("ibessel(-1, 2, 0)", None), ("ibessel(1.5, 150000, 1)", 0.00103005767163),
))  # fmt: skip
@finite
def ibessel(order: float, value: float, kode: float) -> float:
    """Return the value of the modified Bessel function; times exp(-value) where the last argument is not 0."""
    if isnan(order + value + kode) or order < 0 or value < 0:
        return nan
    if value == 0:
        return 1.0 if order == 0 else 0.0
    if kode != 0 and value > 1000:
        return large_ibessel(order, value)
    peak = max(
        math.floor((math.sqrt(order * order + value * value) - order) / 2), 0
    )  # the largest term of the series
    largest = (2 * peak + order) * math.log(value / 2) - math.lgamma(peak + 1) - math.lgamma(peak + order + 1)
    total = term = 1.0
    step = peak
    while term > 1e-18 * total:
        step += 1
        term *= value * value / (4 * step * (step + order))
        total += term
    term, step = 1.0, peak
    while step > 0 and term > 1e-18 * total:
        term *= 4 * step * (step + order) / (value * value)
        total += term
        step -= 1
    return total * math.exp(largest - (value if kode else 0.0))


def airy_series(value: float) -> tuple[float, float]:
    """Return Airy's function and its derivative near 0."""
    cube = value**3
    first, first_slope, second, second_slope = 1.0, 0.0, value, 1.0
    one, two, step = 1.0, value, 0
    while abs(one) + abs(two) > 1e-20:
        step += 1
        one *= cube / ((3 * step - 1) * 3 * step)
        two *= cube / (3 * step * (3 * step + 1))
        first, second = first + one, second + two
        if value:
            first_slope += 3 * step * one / value
            second_slope += (3 * step + 1) * two / value
    return AIRY_0 * first + SLOPE_0 * second, AIRY_0 * first_slope + SLOPE_0 * second_slope


@function(
    "AIRY",
    "num",
    examples=(
        ("airy(2)", 0.0349241304),
        ("airy(-2)", 0.227407428),
        ("airy(0)", 0.3550280539),
        ("airy(.)", None),
    ),
)
@finite
def airy(value: float) -> float:
    """Return the value of Airy's function."""
    if isnan(value):
        return nan
    if abs(value) < 1:
        return airy_series(value)[0]
    size = abs(value)
    argument = 2 * size**1.5 / 3
    if value > 0:
        return math.sqrt(size / 3) / math.pi * bessel_k(1 / 3, argument)
    return math.sqrt(size) / 3 * (bessel_j(1 / 3, argument) + bessel_j(-1 / 3, argument))


@function(
    "DAIRY",
    "num",
    examples=(
        ("dairy(2)", -0.0530903844),
        ("dairy(-2)", 0.6182590207),
        ("dairy(0)", -0.2588194038),
        ("dairy(.)", None),
    ),
)
@finite
def dairy(value: float) -> float:
    """Return the value of the derivative of Airy's function."""
    if isnan(value):
        return nan
    if abs(value) < 1:
        return airy_series(value)[1]
    size = abs(value)
    argument = 2 * size**1.5 / 3
    if value > 0:
        return -size / (math.pi * math.sqrt(3)) * bessel_k(2 / 3, argument)
    return size / 3 * (bessel_j(2 / 3, argument) - bessel_j(-2 / 3, argument))
