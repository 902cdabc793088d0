"""Accumulated depreciation: DACCSL, DACCDB, DACCSYD, and the declining balance that turns into a straight line."""

from __future__ import annotations

import math
from math import isinf, isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function


@function("DACCSL", "num num num", examples=(("daccsl(1.75, 1000, 10)", 175), ("daccsl(11, 1000, 10)", 1000)))
@finite
def daccsl(period: float, value: float, lifetime: float) -> float:
    """Return the straight-line depreciation so far."""
    if isnan(period + value + lifetime) or lifetime <= 0:
        return nan
    return 0.0 if period < 0 else value if period > lifetime else value * (period / lifetime)


@function(
    "DACCDB", "num num num num", examples=(("daccdb(10, 1000, 15, 2)", 760.93), ("daccdb(0, 1000, 15, 2)", 0))
)
@finite
def daccdb(period: float, value: float, lifetime: float, rate: float) -> float:
    """Return the declining balance depreciation so far."""
    if isnan(period + value + lifetime + rate) or isinf(period) or lifetime <= 0 or not 0 < rate <= lifetime:
        return nan
    if period <= 0:
        return 0.0
    share, whole = rate / lifetime, math.floor(period)
    return value * (1 - math.pow(1 - share, whole) * (1 - (period - whole) * share))


@function("DACCSYD", "num num num", examples=(("daccsyd(1.25, 1000, 5)", 400), ("daccsyd(6, 1000, 5)", 1000)))
@finite
def daccsyd(period: float, value: float, lifetime: float) -> float:
    """Return the depreciation so far by the sum of the years' digits."""
    if isnan(period + value + lifetime) or lifetime <= 0:
        return nan
    if period < 0 or period > lifetime:
        return 0.0 if period < 0 else value
    if isinf(lifetime):
        return nan
    whole, years = float(math.floor(period)), float(math.floor(lifetime))
    done = whole * (lifetime - (whole - 1) / 2) + (period - whole) * (lifetime - whole)
    return value * done / (years * (lifetime - (years - 1) / 2) + (lifetime - years) ** 2)


def straight_from(lifetime: float, rate: float) -> float:
    """Return the last period whose declining balance is not below a straight line on what is left."""
    return float(math.floor(lifetime - lifetime / rate + 1))


def valid(period: float, lifetime: float, rate: float) -> bool:
    """Are the arguments in their ranges? Periods and lifetime are whole numbers."""
    if (
        isnan(period + lifetime + rate)
        or isinf(period + lifetime)
        or lifetime <= 0
        or not 0 < rate <= lifetime
    ):
        return False
    return lifetime == math.floor(lifetime) and period == math.floor(period)


@function("DEPDBSL", "num num num num", examples=(
    ("depdbsl(5, 1000, 10, 1.5)", 87.001041667), ("depdbsl(1, 1000, 10, 1.5)", 150), ("depdbsl(11, 1000, 10, 1.5)", 0),
))  # fmt: skip
@finite
def depdbsl(period: float, value: float, lifetime: float, rate: float) -> float:
    """Return the depreciation of a period: the larger one of declining balance and straight line on what is left."""
    if isnan(value) or not valid(period, lifetime, rate):
        return nan
    last, kept = straight_from(lifetime, rate), 1 - rate / lifetime
    if period < 1 or period > lifetime:
        return 0.0
    if period <= last:
        return value * rate / lifetime * math.pow(kept, period - 1)
    return value * math.pow(kept, last) / (lifetime - last)


@function("DACCDBSL", "num num num num", examples=(
    ("daccdbsl(5, 1000, 10, 1.5)", 564.99), ("daccdbsl(10, 1000, 10, 1.5)", 1000), ("daccdbsl(2, 1000, 10, 1.5)", 277.5),
))  # fmt: skip
@finite
def daccdbsl(period: float, value: float, lifetime: float, rate: float) -> float:
    """Return the depreciation so far by the declining balance that turns into a straight line."""
    if isnan(value) or not valid(period, lifetime, rate):
        return nan
    last, kept = straight_from(lifetime, rate), 1 - rate / lifetime
    periods = sorted((0.0, period, lifetime))[1]
    if periods <= last:
        return value * (1 - math.pow(kept, periods))
    left = value * math.pow(kept, last)
    return value - left + left * (periods - last) / (lifetime - last)


@function("DACCTAB", "num num num...", examples=(
    ("dacctab(3, 1000, 0.15, 0.22, 0.21, 0.21, 0.21)", 580), ("dacctab(10, 1000, 0.15, 0.22, 0.21, 0.21, 0.21)", 1000),
    ("dacctab(1.5, 1000, 0.15, 0.22)", 260), ("dacctab(0, 1000, 0.15)", 0),
))  # fmt: skip
@finite
def dacctab(period: float, value: float, *rates: float) -> float:
    """Return the depreciation so far by a table of rates, one for each year."""
    if isnan(period + value) or any(isnan(rate) for rate in rates):
        return nan
    done = min(max(period, 0.0), float(len(rates)))
    whole = math.floor(done)
    part = (done - whole) * rates[whole] if whole < len(rates) else 0.0
    return value * (math.fsum(rates[:whole]) + part)


@function("DEPTAB", "num num num...", examples=(
    ("deptab(3, 1000, 0.15, 0.22, 0.21, 0.21, 0.21)", 210), ("deptab(6, 1000, 0.15, 0.22, 0.21, 0.21, 0.21)", 0),
    ("deptab(1.5, 1000, 0.15, 0.22)", 185),
))  # fmt: skip
def deptab(period: float, value: float, *rates: float) -> float:
    """Return the depreciation of a period by a table of rates, one for each year."""
    return dacctab(period, value, *rates) - dacctab(period - 1, value, *rates)
