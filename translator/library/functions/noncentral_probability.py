"""Noncentrality parameters: CNONCT, FNONCT and TNONCT, the inverses of PROBCHI, PROBF and PROBT."""

from __future__ import annotations

from collections.abc import Callable
from math import nan

from translator.library.functions.registry import function
from translator.library.functions.roots import root_between
from translator.library.functions.tails import chisquare_tails, f_tails, t_tails


def noncentrality(lower_at: Callable[[float], float], probability: float) -> float:
    """Return the noncentrality that is not negative and gives a probability; missing if the central one is smaller already."""
    central = lower_at(0.0)
    if not 0 < probability < 1 or not probability <= central:
        return nan
    if probability == central:
        return 0.0
    high = 1.0
    while lower_at(high) > probability and high < 1e5:
        high *= 2
    if lower_at(high) > probability:
        return nan
    return root_between(lambda value: lower_at(value) - probability, 0.0, high)


@function("CNONCT", "num num num", examples=(
    ("cnonct(2, 4, 0.15592)", 1.5), ("cnonct(2, 4, 0.10907)", 2.5), ("cnonct(2, 4, 0.5)", None),
))  # fmt: skip
def cnonct(value: float, df: float, probability: float) -> float:
    """Return the noncentrality parameter of a chi-square distribution."""
    return (
        noncentrality(lambda noncentral: chisquare_tails(value, df, noncentral)[0], probability)
        if value >= 0
        else nan
    )


@function("FNONCT", "num num num num", examples=(
    ("fnonct(2, 4, 5, 0.65701)", 1.5), ("fnonct(2, 4, 5, 0.58878)", 2.5), ("fnonct(2, 4, 5, 0.9)", None),
))  # fmt: skip
def fnonct(value: float, ndf: float, ddf: float, probability: float) -> float:
    """Return the noncentrality parameter of an F distribution."""
    return (
        noncentrality(lambda noncentral: f_tails(value, ndf, ddf, noncentral)[0], probability)
        if value >= 0
        else nan
    )


@function("TNONCT", "num num num", examples=(
    ("tnonct(2, 4, 0.61893)", 1.5), ("tnonct(2, 4, 0.30115)", 2.5), ("tnonct(2, 4, 0.99)", None),
))  # fmt: skip
def tnonct(value: float, df: float, probability: float) -> float:
    """Return the noncentrality parameter of a t distribution that is not negative."""
    return noncentrality(lambda noncentral: t_tails(value, df, noncentral)[0], probability)
