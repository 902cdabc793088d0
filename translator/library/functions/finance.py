"""Interest, payments and depreciation: COMPOUND, MORT, SAVING, NPV, IRR, DEPSL, DEPSYD, DEPDB …"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function


def zero_between(value_at: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function is zero, by halving an interval; missing if its sign does not change there."""
    starts_below = value_at(low) < 0
    if starts_below == (value_at(high) < 0):
        return nan
    while True:
        middle = (low + high) / 2
        if middle <= low or middle >= high:
            return middle
        if (value_at(middle) < 0) == starts_below:
            low = middle
        else:
            high = middle


def grown(rate: float, periods: float) -> float:
    """Return what 1 grows to with interest; missing if that is too large or not defined."""
    try:
        return math.pow(1 + rate, periods)
    except (OverflowError, ValueError):
        return nan


@function("COMPOUND", "num num num num", missing="own", examples=(
    ("compound(2000, ., 0.0075, 30)", 2502.5435276), ("compound(100, 121, ., 2)", 0.1), ("compound(100, 121, 0.1, .)", 2),
    ("compound(., 121, 0.1, 2)", 100),
))  # fmt: skip
def compound(amount: float, future: float, rate: float, periods: float) -> float:
    """Return the missing one of amount, future value, rate and periods of compound interest."""
    gaps = [isnan(amount), isnan(future), isnan(rate), isnan(periods)]
    if gaps.count(True) != 1:
        return nan
    if gaps[1]:
        return amount * grown(rate, periods)
    if gaps[0]:
        return future / grown(rate, periods) if grown(rate, periods) else nan
    if not (amount > 0 and future > 0):
        return nan
    if gaps[2]:
        return grown(future / amount - 1, 1 / periods) - 1 if periods else nan
    return math.log(future / amount) / math.log1p(rate) if rate > -1 and rate != 0 else nan


def annuity(rate: float, periods: float) -> float:
    """Return the present value of payments of 1 at the end of each period."""
    if rate <= -1 or isnan(grown(rate, -periods)):
        return nan
    return periods if rate == 0 else -math.expm1(-periods * math.log1p(rate)) / rate


@function("MORT", "num num num num", missing="own", examples=(
    ("mort(50000, ., 0.008333333333333333, 360)", 438.785785), ("mort(1000, 1000, ., 1)", 0), ("mort(., 110, 0.1, 1)", 100),
    ("mort(100, 110, 0.1, .)", 1),
))  # fmt: skip
def mort(amount: float, payment: float, rate: float, periods: float) -> float:
    """Return the missing one of amount, payment, rate and number of payments of a loan."""
    gaps = [isnan(amount), isnan(payment), isnan(rate), isnan(periods)]
    if gaps.count(True) != 1:
        return nan
    if gaps[0]:
        return payment * annuity(rate, periods)
    if gaps[1]:
        return amount / annuity(rate, periods) if periods else nan
    if gaps[3]:
        if rate <= -1 or payment == 0:
            return nan
        if rate == 0:
            return amount / payment
        share = amount * rate / payment
        return -math.log1p(-share) / math.log1p(rate) if share < 1 else nan
    if payment * periods == amount:
        return 0.0
    return zero_between(lambda each: payment * annuity(each, periods) - amount, 1e-12, 10.0)


@function("SAVING", "num num num num", missing="own", examples=(
    ("saving(12000, 100, 0.01, .)", 78.695), ("saving(., 100, 0.1, 1)", 110), ("saving(110, ., 0.1, 1)", 100),
))  # fmt: skip
def saving(future: float, payment: float, rate: float, periods: float) -> float:
    """Return the missing one of future value, payment, rate and number of payments at the start of periods."""
    gaps = [isnan(future), isnan(payment), isnan(rate), isnan(periods)]
    if gaps.count(True) != 1:
        return nan
    if gaps[0]:
        return payment * savings_factor(rate, periods)
    if gaps[1]:
        return future / savings_factor(rate, periods) if periods else nan
    if gaps[3]:
        if rate <= -1 or payment == 0:
            return nan
        share = future * rate / (payment * (1 + rate))
        if share <= -1:
            return nan
        return math.log1p(share) / math.log1p(rate) if rate else future / payment
    if payment * periods == future:
        return 0.0
    return zero_between(lambda each: payment * savings_factor(each, periods) - future, 1e-12, 10.0)


def savings_factor(rate: float, periods: float) -> float:
    """Return what payments of 1 at the start of each period come to."""
    if rate <= -1 or isnan(grown(rate, periods)):
        return nan
    return periods if rate == 0 else (1 + rate) * math.expm1(periods * math.log1p(rate)) / rate


def present_value(rate: float, frequency: float, payments: tuple[float, ...]) -> float:
    """Return the present value of payments at equal times; the first one is now."""
    if isnan(rate) or isnan(frequency) or frequency < 0 or rate <= -1:
        return nan
    growth = grown(math.e - 1, rate) if frequency == 0 else grown(rate, 1 / frequency)
    if not growth > 0:
        return nan
    total, factor = 0.0, 1.0
    for payment in payments:
        total += (0.0 if isnan(payment) else payment) * factor
        factor /= growth
    return total


@function(
    "NETPV",
    "num num num...",
    missing="own",
    examples=(("netpv(0.1, 0.5, -500, 200, 300, 400)", 95.98), ("netpv(0.1, 1, -100, 110)", 0)),
)
@finite
def netpv(rate: float, frequency: float, *payments: float) -> float:
    """Return the net present value of payments; the rate is a fraction."""
    value = present_value(rate, frequency, payments)
    return 0.0 if abs(value) < 1e-12 else value


@function(
    "NPV",
    "num num num...",
    missing="own",
    examples=(("npv(10, 0.5, -500, 200, 300, 400)", 95.98), ("npv(10, 1, 0, 110)", 100)),
)
@finite
def npv(rate: float, frequency: float, *payments: float) -> float:
    """Return the net present value of payments; the rate is a percentage."""
    return netpv(rate / 100, frequency, *payments)


@function(
    "INTRR",
    "num num...",
    missing="own",
    examples=(("intrr(1, -400, 100, 200, 300)", 0.19438), ("intrr(1, -100, 110)", 0.1)),
)
def intrr(frequency: float, *payments: float) -> float:
    """Return the internal rate of return as a fraction."""
    if isnan(frequency) or frequency <= 0:
        return nan
    return zero_between(lambda rate: present_value(rate, frequency, payments), -0.999, 1000.0)


@function(
    "IRR",
    "num num...",
    missing="own",
    examples=(("irr(1, -400, 100, 200, 300)", 19.438), ("irr(1, -100, 110)", 10)),
)
def irr(frequency: float, *payments: float) -> float:
    """Return the internal rate of return as a percentage."""
    return intrr(frequency, *payments) * 100


@function("DEPSL", "num num num", examples=(("depsl(9, 1000, 10)", 100), ("depsl(11, 1000, 10)", 0)))
@finite
def depsl(period: float, value: float, lifetime: float) -> float:
    """Return the straight-line depreciation of a period."""
    if isnan(period + value + lifetime) or period < 0 or lifetime <= 0:
        return nan
    return value * (sorted((period, lifetime))[0] - sorted((period - 1, lifetime))[0]) / lifetime


@function(
    "DEPSYD", "num num num", examples=(("depsyd(1, 1000, 4)", 400), ("depsyd(9, 1000, 15)", 58.333333333))
)
@finite
def depsyd(period: float, value: float, lifetime: float) -> float:
    """Return the depreciation of a period by the sum of the years' digits."""
    if isnan(period + value + lifetime) or period < 0 or lifetime <= 0:
        return nan
    return (
        value * (lifetime - period + 1) * 2 / (lifetime * (lifetime + 1)) if 1 <= period <= lifetime else 0.0
    )


@function(
    "DEPDB",
    "num num num num",
    examples=(("depdb(10, 1000, 15, 2)", 36.779649), ("depdb(1, 1000, 10, 2)", 200)),
)
@finite
def depdb(period: float, value: float, lifetime: float, rate: float) -> float:
    """Return the depreciation of a period by a declining balance."""
    if isnan(period + value + lifetime + rate) or period < 1 or lifetime <= 0 or not 0 < rate <= lifetime:
        return nan
    return value * rate / lifetime * math.pow(1 - rate / lifetime, period - 1)


COMPOUNDED = {
    "DAY": 365.0,
    "SEMIMONTH": 24.0,
    "MONTH": 12.0,
    "QUARTER": 4.0,
    "QTR": 4.0,
    "SEMIYEAR": 2.0,
    "YEAR": 1.0,
}
"""How often in a year interest is compounded."""


@function("EFFRATE", "char num", examples=(
    ("effrate('MONTH', 10)", 10.471306744129683), ("effrate('QUARTER', 10)", 10.381289062499992), ("effrate('year', 7)", 7),
    ("effrate('CONTINUOUS', 10)", 10.517091807564771), ("effrate('WEEK', 10)", None), ("effrate('MONTH', -100)", None),
))  # fmt: skip
@finite
def effrate(interval: str, rate: float) -> float:
    """Return the effective annual interest rate, in per cent, of a nominal one that is compounded in each interval."""
    name = interval.strip(" ").upper()
    if isnan(rate) or rate < -99:
        return nan
    if name == "CONTINUOUS":
        return 100 * math.expm1(rate / 100)
    times = COMPOUNDED.get(name, nan)
    return nan if isnan(times) else 100 * (grown(rate / 100 / times, times) - 1)


@function("NOMRATE", "char num", examples=(
    ("nomrate('MONTH', 10)", 9.568968514684524), ("nomrate('QUARTER', 10)", 9.645475633778051), ("nomrate('YEAR', 7)", 7),
    ("nomrate('CONTINUOUS', 10)", 9.531017980432486), ("nomrate('WEEK', 10)", None), ("nomrate('MONTH', -100)", None),
))  # fmt: skip
def nomrate(interval: str, rate: float) -> float:
    """Return the nominal annual interest rate, in per cent, that is compounded in each interval to an effective one."""
    name = interval.strip(" ").upper()
    if isnan(rate) or rate < -99:
        return nan
    if name == "CONTINUOUS":
        return 100 * math.log1p(rate / 100)
    times = COMPOUNDED.get(name, nan)
    return nan if isnan(times) else 100 * times * (grown(rate / 100, 1 / times) - 1)
