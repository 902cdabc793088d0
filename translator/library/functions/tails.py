"""Lower and upper tails of the distributions, computed each on its own so that small tails keep their digits.

Every function returns (P(X <= x), P(X > x)); parameters outside their range give missing values.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import isnan, nan

from translator.library.functions.special import beta_parts, gamma_parts, log_poisson_term

Tails = tuple[float, float]

INVALID: Tails = (nan, nan)
ROOT_2 = math.sqrt(2.0)


def normal_tails(value: float) -> Tails:
    """Standard normal distribution."""
    return 0.5 * math.erfc(-value / ROOT_2), 0.5 * math.erfc(value / ROOT_2)


def gamma_tails(value: float, shape: float) -> Tails:
    """Gamma distribution with scale 1."""
    if isnan(value) or not shape > 0:
        return INVALID
    return gamma_parts(shape, value)


def chisquare_tails(value: float, df: float, noncentral: float = 0.0) -> Tails:
    """Chi-square distribution; the noncentral one is a Poisson mixture of central ones."""
    if isnan(value) or not df > 0 or not noncentral >= 0:
        return INVALID
    if noncentral == 0:
        return gamma_parts(df / 2, value / 2)
    return poisson_mixture(noncentral / 2, lambda step: gamma_parts(df / 2 + step, value / 2))


def beta_tails(value: float, a: float, b: float) -> Tails:
    """Beta distribution on 0 to 1."""
    if isnan(value) or not (a > 0 and b > 0):
        return INVALID
    return beta_parts(a, b, value, 1 - value)


def f_tails(value: float, ndf: float, ddf: float, noncentral: float = 0.0) -> Tails:
    """F distribution; the noncentral one is a Poisson mixture of beta tails."""
    if isnan(value) or not (ndf > 0 and ddf > 0 and noncentral >= 0):
        return INVALID
    if value <= 0:
        return 0.0, 1.0
    both = ndf * value + ddf
    x, y = ndf * value / both, ddf / both
    if noncentral == 0:
        return beta_parts(ndf / 2, ddf / 2, x, y)
    return poisson_mixture(noncentral / 2, lambda step: beta_parts(ndf / 2 + step, ddf / 2, x, y))


def t_tails(value: float, df: float, noncentral: float = 0.0) -> Tails:
    """Student's t distribution."""
    if isnan(value) or not df > 0 or isnan(noncentral):
        return INVALID
    if noncentral != 0:
        return noncentral_t_tails(value, df, noncentral)
    square = value * value
    outside, _ = beta_parts(df / 2, 0.5, df / (df + square), square / (df + square))
    small = outside / 2
    return (1 - small, small) if value > 0 else (small, 1 - small)


def noncentral_t_tails(value: float, df: float, noncentral: float) -> Tails:
    """Noncentral t distribution, by its series of incomplete beta functions."""
    if value < 0:
        lower, upper = noncentral_t_tails(-value, df, -noncentral)
        return upper, lower
    below = normal_tails(-noncentral)[0]
    square = value * value
    if square == 0:
        return below, 1 - below
    x, y = square / (df + square), df / (df + square)
    half = noncentral * noncentral / 2
    total = 0.0
    centre = int(half)
    for direction in (range(centre, centre + 3000), range(centre - 1, -1, -1)):
        for step in direction:
            even = math.exp(log_poisson_term(step, half))
            odd = math.exp(log_poisson_term(step + 0.5, half)) * math.copysign(1, noncentral)
            term = (
                even * beta_parts(step + 0.5, df / 2, x, y)[0] + odd * beta_parts(step + 1.0, df / 2, x, y)[0]
            )
            total += term / 2
            if even < 1e-20 and abs(odd) < 1e-20:
                break
    lower = min(max(below + total, 0.0), 1.0)
    return lower, 1 - lower


def poisson_mixture(mean: float, tails_at: Callable[[int], Tails]) -> Tails:
    """Add up tails weighted with the terms of a Poisson distribution, from its middle outwards.

    Far from it the terms still count where the tail is small in the middle.
    """
    lower = upper = 0.0
    centre = int(mean)
    for direction in (range(centre, centre + 100000), range(centre - 1, -1, -1)):
        for step in direction:
            weight = math.exp(log_poisson_term(step, mean))
            if weight == 0:
                break
            below, above = tails_at(step)
            lower += weight * below
            upper += weight * above
            if (
                lower > 0
                and upper > 0
                and weight * below <= 1e-18 * lower
                and weight * above <= 1e-18 * upper
            ):
                break
    return lower, upper


def binomial_tails(value: float, chance: float, trials: float) -> Tails:
    """Binomial distribution."""
    if isnan(value) or not 0 <= chance <= 1 or not trials >= 0:
        return INVALID
    count, size = math.floor(value + 1e-12), math.floor(trials + 1e-12)
    if count < 0:
        return 0.0, 1.0
    if count >= size:
        return 1.0, 0.0
    return beta_parts(size - count + 0.0, count + 1.0, 1 - chance, chance)


def negative_binomial_tails(value: float, chance: float, successes: float) -> Tails:
    """Negative binomial distribution of the failures before a number of successes."""
    if isnan(value) or not 0 < chance <= 1 or not successes > 0:
        return INVALID
    count = math.floor(value + 1e-12)
    if count < 0:
        return 0.0, 1.0
    return beta_parts(successes, count + 1.0, chance, 1 - chance)


def poisson_tails(value: float, mean: float) -> Tails:
    """Poisson distribution."""
    if isnan(value) or not mean >= 0:
        return INVALID
    count = math.floor(value + 1e-12)
    if count < 0:
        return 0.0, 1.0
    upper, lower = gamma_parts(count + 1.0, mean)
    return lower, upper


def hypergeometric_term(count: int, size: int, marked: int, drawn: int, odds: float = 1.0) -> float:
    """Return the weight of `count` marked ones among those drawn (not yet divided by the sum of all)."""
    logs = 0.0
    for above, below in ((marked, count), (size - marked, drawn - count)):
        logs += math.lgamma(above + 1.0) - math.lgamma(below + 1.0) - math.lgamma(above - below + 1.0)
    logs -= math.lgamma(size + 1.0) - math.lgamma(drawn + 1.0) - math.lgamma(size - drawn + 1.0)
    return math.exp(logs + count * math.log(odds))


def hypergeometric_terms(size: int, marked: int, drawn: int, odds: float) -> list[float]:
    """Return the probabilities of 0, 1, 2 … marked ones among those drawn."""
    if odds == 1 and size <= 1000:
        ways = math.comb(size, drawn)
        counts = range(min(marked, drawn) + 1)
        return [
            math.comb(marked, k) * math.comb(size - marked, drawn - k) / ways if drawn >= k else 0.0
            for k in counts
        ]
    weights = []
    for count in range(min(marked, drawn) + 1):
        possible = drawn - count <= size - marked
        weights.append(hypergeometric_term(count, size, marked, drawn, odds) if possible else 0.0)
    whole = math.fsum(weights) if odds != 1 else 1.0
    return [weight / whole for weight in weights]


def hypergeometric_tails(value: float, size: float, marked: float, drawn: float, odds: float = 1.0) -> Tails:
    """Hypergeometric distribution: marked ones among those drawn from a population, with an odds ratio."""
    if isnan(value) or not (size >= 1 and 0 <= marked <= size and 0 <= drawn <= size and odds > 0):
        return INVALID
    count = math.floor(value + 1e-12)
    if count < 0:
        return 0.0, 1.0
    terms = hypergeometric_terms(int(size), int(marked), int(drawn), odds)
    lower, upper = math.fsum(terms[: count + 1]), math.fsum(terms[count + 1 :])
    return (lower, 1 - lower) if lower < upper else (1 - upper, upper)
