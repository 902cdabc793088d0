"""Prices of European options: on futures (Black), stocks (Black and Scholes), currencies (Garman and Kohlhagen), and to
exchange one asset for another (Margrabe)."""

from __future__ import annotations

import math
from math import nan

from translator.library.functions.registry import function


def lower_normal(value: float) -> float:
    """Return the probability of standard normal values up to the given one."""
    return math.erfc(-value / math.sqrt(2)) / 2


def call_price(asset: float, strike: float, spread: float) -> float:
    """Return the price of the right to give the worth of `strike` for that of `asset`, both of today.

    `spread`: the volatility times the root of the time.
    """
    if not (asset > 0 and strike > 0 and 0 <= spread < 1e150):
        return nan
    if spread == 0:
        return asset - strike if asset > strike else 0.0
    first = math.log(asset / strike) / spread + spread / 2
    return asset * lower_normal(first) - strike * lower_normal(first - spread)


def known(time: float, *positive: float) -> bool:
    """Are the arguments in their ranges?"""
    return time >= 0 and all(0 < value < 1e300 for value in positive)


def worth_today(amount: float, rate: float, time: float) -> float:
    """Return what an amount of a later time is worth today."""
    return amount * math.exp(-rate * time)


@function("BLACKCLPRC", "num num num num num", examples=(
    ("blackclprc(50, 0.25, 48, 0.05, 0.25)", 1.5513014272), ("blackclprc(9, 0.08333333333333333, 10, 0.05, 0.2)", 1.0031514194),
))  # fmt: skip
def blackclprc(strike: float, time: float, future: float, rate: float, volatility: float) -> float:
    """Return the price of a call on a future."""
    if not known(time, strike, future, rate, volatility):
        return nan
    return worth_today(call_price(future, strike, volatility * math.sqrt(time)), rate, time)


@function("BLACKPTPRC", "num num num num num", examples=(
    ("blackptprc(50, 0.25, 48, 0.05, 0.25)", 3.526457028), ("blackptprc(50, 0, 48, 0.05, 0.25)", 2),
))  # fmt: skip
def blackptprc(strike: float, time: float, future: float, rate: float, volatility: float) -> float:
    """Return the price of a put on a future: that of the call, and today's worth of strike less future."""
    if not known(time, strike, future, rate, volatility):
        return nan
    call = blackclprc(strike, time, future, rate, volatility)
    return call + worth_today(strike - future, rate, time)


@function(
    "BLKSHCLPRC",
    "num num num num num",
    examples=(("blkshclprc(1000, 0.5, 950, 4, 2)", 831.05008469), ("blkshclprc(40, 0, 42, 0.05, 0.25)", 2)),
)
def blkshclprc(strike: float, time: float, share: float, rate: float, volatility: float) -> float:
    """Return the price of a call on a stock."""
    if not known(time, strike, share, rate, volatility):
        return nan
    return call_price(share, worth_today(strike, rate, time), volatility * math.sqrt(time))


@function(
    "BLKSHPTPRC",
    "num num num num num",
    examples=(("blkshptprc(1000, 0.5, 950, 4, 2)", 16.385367922), ("blkshptprc(42, 0, 40, 0.05, 0.25)", 2)),
)
def blkshptprc(strike: float, time: float, share: float, rate: float, volatility: float) -> float:
    """Return the price of a put on a stock: that of the call, less the share, and today's worth of the strike."""
    if not known(time, strike, share, rate, volatility):
        return nan
    return blkshclprc(strike, time, share, rate, volatility) - share + worth_today(strike, rate, time)


@function("GARKHCLPRC", "num num num num num num", examples=(
    ("garkhclprc(40, 0.5, 38, 0.06, 0.04, 0.2)", 1.449425106), ("garkhclprc(40, 0, 42, 0.06, 0.04, 0.2)", 2),
))  # fmt: skip
def garkhclprc(
    strike: float, time: float, spot: float, home: float, abroad: float, volatility: float
) -> float:
    """Return the price of a call on a currency; `home` and `abroad` are the rates of interest."""
    if not known(time, strike, spot, home, abroad, volatility):
        return nan
    spread = volatility * math.sqrt(time)
    return call_price(worth_today(spot, abroad, time), worth_today(strike, home, time), spread)


@function("GARKHPTPRC", "num num num num num num", examples=(
    ("garkhptprc(40, 0.5, 38, 0.06, 0.04, 0.2)", 3.0196968622), ("garkhptprc(42, 0, 40, 0.06, 0.04, 0.2)", 2),
))  # fmt: skip
def garkhptprc(
    strike: float, time: float, spot: float, home: float, abroad: float, volatility: float
) -> float:
    """Return the price of a put on a currency."""
    if not known(time, strike, spot, home, abroad, volatility):
        return nan
    call = garkhclprc(strike, time, spot, home, abroad, volatility)
    return call - worth_today(spot, abroad, time) + worth_today(strike, home, time)


@function(
    "MARGRCLPRC",
    "num num num num num num",
    examples=(
        ("margrclprc(3, 0.25, 2, 0.2, 0.06, 1)", 1.0000000001),
        ("margrclprc(3, 0, 2, 0.2, 0.06, 1)", 1),
    ),
)
def margrclprc(
    one: float, time: float, other: float, first: float, second: float, correlation: float
) -> float:
    """Return the price of the right to give asset `other` for asset `one`."""
    if not known(time, one, other, first, second) or not -1 <= correlation <= 1:
        return nan
    variance = first * first + second * second - 2 * correlation * first * second
    return call_price(one, other, math.sqrt(variance * time)) if 0 <= variance * time < 1e300 else nan


@function(
    "MARGRPTPRC",
    "num num num num num num",
    examples=(
        ("margrptprc(2, 0.25, 3, 0.06, 0.2, 1)", 1.0000000001),
        ("margrptprc(3, 0, 2, 0.06, 0.2, 1)", 0),
    ),
)
def margrptprc(
    one: float, time: float, other: float, first: float, second: float, correlation: float
) -> float:
    """Return the price of the right to give asset `one` for asset `other`."""
    return margrclprc(other, time, one, first, second, correlation)
