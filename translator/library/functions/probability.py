"""The older probability functions: PROBNORM, PROBIT, PROBT, TINV, PROBCHI, CINV, PROBF, FINV, POISSON …"""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.quantiles import (
    beta_quantile,
    chisquare_quantile,
    f_quantile,
    gamma_quantile,
    normal_quantile,
    t_quantile,
)
from translator.library.functions.registry import function
from translator.library.functions.tails import (
    beta_tails,
    binomial_tails,
    chisquare_tails,
    f_tails,
    gamma_tails,
    hypergeometric_tails,
    negative_binomial_tails,
    normal_tails,
    poisson_tails,
    t_tails,
)


@function("PROBNORM", "num", examples=(("probnorm(1.96)", 0.9750021048517795), ("probnorm(0)", 0.5)))
def probnorm(value: float) -> float:
    """Return the probability that a standard normal variable is not above a value."""
    return nan if isnan(value) else normal_tails(value)[0]


@function(
    "PROBIT",
    "num",
    examples=(("probit(0.025)", -1.9599639845400545), ("probit(1e-7)", -5.199337582), ("probit(1)", None)),
)
def probit(probability: float) -> float:
    """Return the quantile of the standard normal distribution."""
    return normal_quantile(probability, 1 - probability)


@function("PROBT", "num num [num]", examples=(("probt(0.9, 5)", 0.795314), ("probt(0, 3)", 0.5)))
@finite
def probt(value: float, df: float, noncentral: float = 0.0) -> float:
    """Return the probability that a t variable is not above a value."""
    return t_tails(value, df, noncentral)[0]


@function(
    "TINV",
    "num num [num]",
    examples=(
        ("tinv(0.95, 2)", 2.9199855804),
        ("tinv(0.95, 2.5, 3)", 11.033833625),
        ("tinv(0.975, 10)", 2.228138852),
    ),
)
@finite
def tinv(probability: float, df: float, noncentral: float = 0.0) -> float:
    """Return the quantile of the t distribution."""
    return t_quantile(probability, 1 - probability, df, noncentral)


@function(
    "PROBCHI",
    "num num [num]",
    examples=(("probchi(11.264, 11)", 0.5785813293173), ("probchi(3.841458820694124, 1)", 0.95)),
)
@finite
def probchi(value: float, df: float, noncentral: float = 0.0) -> float:
    """Return the probability that a chi-square variable is not above a value."""
    return chisquare_tails(value, df, noncentral)[0]


@function(
    "CINV",
    "num num [num]",
    examples=(
        ("cinv(0.95, 3)", 7.8147279033),
        ("cinv(0.95, 3.5, 4.5)", 17.504582117),
        ("cinv(0.95, 1)", 3.84145882069),
    ),
)
@finite
def cinv(probability: float, df: float, noncentral: float = 0.0) -> float:
    """Return the quantile of the chi-square distribution."""
    return chisquare_quantile(probability, 1 - probability, df, noncentral)


@function(
    "PROBF", "num num num [num]", examples=(("probf(3.32, 2, 3)", 0.8263933602), ("probf(1, 4, 4)", 0.5))
)
@finite
def probf(value: float, ndf: float, ddf: float, noncentral: float = 0.0) -> float:
    """Return the probability that an F variable is not above a value."""
    return f_tails(value, ndf, ddf, noncentral)[0]


@function(
    "FINV",
    "num num num [num]",
    examples=(("finv(0.95, 2, 10)", 4.1028210151), ("finv(0.95, 2, 10.3, 2)", 7.583766024)),
)
@finite
def finv(probability: float, ndf: float, ddf: float, noncentral: float = 0.0) -> float:
    """Return the quantile of the F distribution."""
    return f_quantile(probability, 1 - probability, ndf, ddf, noncentral)


@function("PROBGAM", "num num", examples=(("probgam(1, 3)", 0.0803013971), ("probgam(1, 1)", 0.6321205588)))
@finite
def probgam(value: float, shape: float) -> float:
    """Return the probability that a gamma variable is not above a value."""
    return gamma_tails(value, shape)[0]


@function(
    "GAMINV", "num num", examples=(("gaminv(0.5, 9)", 8.6689511844), ("gaminv(0.1, 2.1)", 0.5841932369))
)
@finite
def gaminv(probability: float, shape: float) -> float:
    """Return the quantile of the gamma distribution."""
    return gamma_quantile(probability, 1 - probability, shape)


@function(
    "PROBBETA", "num num num", examples=(("probbeta(0.2, 3, 4)", 0.09888), ("probbeta(0.5, 2, 2)", 0.5))
)
@finite
def probbeta(value: float, a: float, b: float) -> float:
    """Return the probability that a beta variable is not above a value."""
    return beta_tails(value, a, b)[0]


@function(
    "BETAINV", "num num num", examples=(("betainv(0.001, 2, 4)", 0.0101017879), ("betainv(0.5, 1, 1)", 0.5))
)
@finite
def betainv(probability: float, a: float, b: float) -> float:
    """Return the quantile of the beta distribution."""
    return beta_quantile(probability, 1 - probability, a, b)


@function(
    "PROBBNML", "num num num", examples=(("probbnml(0.5, 10, 4)", 0.376953125), ("probbnml(0.5, 2, 2)", 1))
)
def probbnml(chance: float, trials: float, count: float) -> float:
    """Return the probability of at most `count` successes in a number of trials."""
    return binomial_tails(count, chance, trials)[0]


@function("PROBNEGB", "num num num", examples=(("probnegb(0.5, 2, 1)", 0.5), ("probnegb(0.5, 1, 0)", 0.5)))
@finite
def probnegb(chance: float, successes: float, failures: float) -> float:
    """Return the probability of at most `failures` failures before a number of successes."""
    return negative_binomial_tails(failures, chance, successes)[0]


@function(
    "PROBHYPR",
    "num num num num [num]",
    examples=(("probhypr(200, 50, 10, 2)", 0.5236734081), ("probhypr(4, 2, 2, 1, 2)", 0.6923076923)),
)
def probhypr(size: float, marked: float, drawn: float, count: float, odds: float = 1.0) -> float:
    """Return the probability of at most `count` marked ones among those drawn from a population."""
    return hypergeometric_tails(count, size, marked, drawn, odds)[0]


@function("POISSON", "num num", examples=(("poisson(1, 2)", 0.9196986029), ("poisson(0, 3)", 1)))
@finite
def poisson(mean: float, count: float) -> float:
    """Return the probability that a Poisson variable with a mean is not above `count`."""
    return poisson_tails(count, mean)[0]


NODES = (
    0.1252334085114689, 0.3678314989981802, 0.5873179542866175,
    0.7699026741943047, 0.9041172563704749, 0.9815606342467192,
)  # fmt: skip
WEIGHTS = (
    0.2491470458134028, 0.2334925365383548, 0.2031674267230659,
    0.1600783285433462, 0.1069393259953184, 0.04717533638651183,
)  # fmt: skip


@function(
    "PROBBNRM",
    "num num num",
    examples=(
        ("probbnrm(0.4, -0.3, 0.2)", 0.2783183345),
        ("probbnrm(0, 0, 0.5)", 0.3333333333),
        ("probbnrm(0, 0, 0)", 0.25),
    ),
)
def probbnrm(x: float, y: float, correlation: float) -> float:
    """Return the probability that two correlated standard normal variables are not above x and y.

    By Gauss's quadrature (12 points, 24 pieces) of Plackett's integral over the correlation's angle.
    """
    if isnan(x) or isnan(y) or not -1 <= correlation <= 1:
        return nan
    if correlation == 1:
        return normal_tails(min(x, y))[0]
    if correlation == -1:
        return max(normal_tails(x)[0] - normal_tails(-y)[0], 0.0)
    end = math.asin(correlation)
    pieces, total = 24, 0.0
    for piece in range(pieces):
        low = end * (1 - (1 - piece / pieces) ** 3)
        high = end * (1 - (1 - (piece + 1) / pieces) ** 3)
        for node, weight in zip(NODES, WEIGHTS, strict=True):
            for side in (-node, node):
                angle = (low + high) / 2 + (high - low) / 2 * side
                square = math.cos(angle) ** 2
                exponent = (x * x + y * y - 2 * x * y * math.sin(angle)) / (2 * square)
                total += (high - low) / 2 * weight * math.exp(-exponent)
    return normal_tails(x)[0] * normal_tails(y)[0] + total / (2 * math.pi)
