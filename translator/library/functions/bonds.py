"""Bonds and other streams of payments: CONVX, DUR, CONVXP, DURP, PVP, YIELDP."""

from __future__ import annotations

from math import isinf, isnan, nan

from translator.library.functions.finance import grown, zero_between
from translator.library.functions.finite import finite
from translator.library.functions.registry import function

FLOW = "0.33, 0.44, 0.55, 0.49, 0.50, 0.22, 0.4, 0.8, 0.01, 0.36, 0.2, 0.4"


MOST_COUPONS = 1_000_000


def divided(amount: float, by: float) -> float:
    """Return a quotient, missing where there is none."""
    return amount / by if by else nan


def payments_at(rate: float, frequency: float, payments: tuple[float, ...]) -> tuple[float, float, float]:
    """Return the present value of payments at equal times, and the sums for duration and convexity."""
    value = first = second = 0.0
    for number, payment in enumerate(payments, 1):
        now = payment * grown(rate, -number / frequency)
        value += now
        first += number * now
        second += number * (number + frequency) * now
    return value, first, second


@function(
    "CONVX", "num num num...", examples=((f"convx(0.05, 1, {FLOW})", 42.3778), ("convx(0.25, 1, 1)", 1.28))
)
@finite
def convx(rate: float, frequency: float, *payments: float) -> float:
    """Return the convexity of payments at equal times."""
    if isnan(frequency) or not 0 < rate < 1 or frequency <= 0:
        return nan
    value, _, second = payments_at(rate, frequency, payments)
    return divided(second, value * grown(rate, 2) * frequency * frequency)


@function("DUR", "num num num...", examples=((f"dur(0.05, 1, {FLOW})", 5.28402), ("dur(0.25, 1, 1)", 0.8)))
@finite
def dur(rate: float, frequency: float, *payments: float) -> float:
    """Return the modified duration of payments at equal times."""
    if isnan(rate + frequency) or rate <= 0 or frequency <= 0:
        return nan
    value, first, _ = payments_at(rate, frequency, payments)
    return divided(first, value * (1 + rate) * frequency)


def bond(
    par: float, coupon: float, coupons: float, left: float, wait: float, rate: float
) -> tuple[float, float, float] | None:
    """Return a bond's present value, and the sums for its duration and convexity; None where it is none.

    `coupon`: the rate of a period, of `coupons` payments; `left`: payments still to come, the first after `wait` periods.
    """
    if isnan(par + coupon + coupons + left + wait + rate) or isinf(coupons):
        return None
    whole = coupons > 0 and 0 < left <= MOST_COUPONS and coupons == int(coupons) and left == int(left)
    if par <= 0 or not 0 <= coupon < 1 or not whole or not 0 < wait <= 1 / coupons or rate <= 0:
        return None
    value = first = second = 0.0
    for number in range(1, int(left) + 1):
        time = coupons * wait + number - 1
        payment = coupon / coupons * par + (par if number == left else 0.0)
        now = payment * grown(rate / coupons, -time)
        value += now
        first += time * now
        second += time * (time + 1) * now
    return value, first, second


@function(
    "CONVXP",
    "num num num num num num",
    examples=(
        ("convxp(1000, 0.01, 4, 14, 0.165, 0.08)", 11.729001987),
        ("convxp(100, 0, 1, 1, 1, 0.25)", 1.28),
    ),
)
def convxp(par: float, coupon: float, coupons: float, left: float, wait: float, rate: float) -> float:
    """Return the convexity of a bond."""
    found = bond(par, coupon, coupons, left, wait, rate)
    return (
        nan if found is None else divided(found[2], found[0] * grown(rate / coupons, 2) * coupons * coupons)
    )


@function(
    "DURP",
    "num num num num num num",
    examples=(("durp(1000, 0.01, 4, 14, 0.165, 0.1)", 3.26496), ("durp(100, 0, 1, 1, 1, 0.25)", 0.8)),
)
def durp(par: float, coupon: float, coupons: float, left: float, wait: float, rate: float) -> float:
    """Return the modified duration of a bond."""
    found = bond(par, coupon, coupons, left, wait, rate)
    return nan if found is None else divided(found[1], found[0] * (1 + rate / coupons) * coupons)


@function(
    "PVP",
    "num num num num num num",
    examples=(("pvp(1000, 0.01, 4, 14, 0.165, 0.1)", 743.168), ("pvp(100, 0, 1, 1, 1, 0.25)", 80)),
)
def pvp(par: float, coupon: float, coupons: float, left: float, wait: float, rate: float) -> float:
    """Return the present value of a bond."""
    found = bond(par, coupon, coupons, left, wait, rate)
    return nan if found is None else found[0]


@function(
    "YIELDP",
    "num num num num num num",
    examples=(("yieldp(1000, 0.01, 4, 14, 0.165, 800)", 0.077503125), ("yieldp(100, 0, 1, 1, 1, 80)", 0.25)),
)
def yieldp(par: float, coupon: float, coupons: float, left: float, wait: float, price: float) -> float:
    """Return the yield to maturity of a bond with a price."""
    if isnan(price) or price <= 0 or bond(par, coupon, coupons, left, wait, 1.0) is None:
        return nan
    return zero_between(lambda rate: pvp(par, coupon, coupons, left, wait, rate) - price, 1e-12, 100.0)
