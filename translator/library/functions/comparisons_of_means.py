"""PROBMC: distributions for multiple comparisons of means: Tukey's studentised range, Dunnett's, the maximum modulus.

SAS 9.4 Functions and CALL Routines: Reference, "PROBMC Function", gives the integrals. SAS computes them to about 1E-8, its quantiles
to about 1E-5: here both have more digits.
"""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.quadrature import gauss_rule
from translator.library.functions.registry import function
from translator.library.functions.roots import root_between

KINDS = ("DUNNETT1", "DUNNETT2", "MAXMOD", "RANGE")


def comparison_kind(text: str) -> str:
    """Return the name of a distribution of PROBMC; "" if SAS has none of that name.

    Raises: NotImplementedError for those that SAS has and this module has not.
    """
    wanted = text.strip(" ").upper()
    if wanted in ("ANOM", "PARTRANGE", "WILLIAMS"):
        raise NotImplementedError(f"the distribution {wanted}")
    return wanted if wanted in KINDS else ""


def below(value: float) -> float:
    """Return the standard normal distribution function."""
    return 0.5 * math.erfc(-value / math.sqrt(2))


def known_variance(kind: str, quantile: float, number: int, correlations: tuple[float, ...]) -> float:
    """Return the probability for a variance that is known (infinite degrees of freedom)."""
    if kind == "MAXMOD":
        return (1 - math.erfc(quantile / math.sqrt(2))) ** number if quantile > 0 else 0.0
    if kind != "DUNNETT1" and quantile <= 0:
        return 0.0
    total = 0.0
    for point, weight in gauss_rule(-8.5, 8.5, 8):
        density = math.exp(-point * point / 2) / math.sqrt(2 * math.pi)
        if kind == "RANGE":
            product = number * (below(point) - below(point - quantile)) ** (number - 1)
        else:
            product = 1.0
            for share in correlations:  # one for all treatments, or one each
                rest = math.sqrt(1 - share * share)
                inside = below((share * point + quantile) / rest)
                inside -= below((share * point - quantile) / rest) if kind == "DUNNETT2" else 0.0
                product *= inside ** (number if len(correlations) == 1 else 1)
        total += weight * density * product
    return total


def comparison_probability(
    kind: str, quantile: float, df: float, number: int, correlations: tuple[float, ...]
) -> float:
    """Return the probability that the largest statistic is below a quantile; missing degrees of freedom are infinite."""
    if isnan(df):
        return min(known_variance(kind, quantile, number, correlations), 1.0)
    spread = 9 / math.sqrt(2 * df)
    low, high = -28 / df - spread, math.log(1 + 72 / df) / 2 + spread
    scale = df / 2 * math.log(df / 2) - math.lgamma(df / 2) + math.log(2)
    total = 0.0
    for point, weight in gauss_rule(
        low, high, max(6, math.ceil((high - low) / 2))
    ):  # over the logarithm of the standard deviation
        deviation = math.exp(point)
        density = math.exp(scale + df * point - df * deviation * deviation / 2)
        total += weight * density * known_variance(kind, quantile * deviation, number, correlations)
    return min(total, 1.0)


@function("PROBMC", "char num num num num [num...]", missing="own", examples=(
    ("probmc('RANGE', 3.877676, ., 10, 3)", 0.95), ("probmc('RANGE', ., 0.95, ., 3)", 3.314493), ("probmc('DUNNETT2', ., 0.95, ., 2)", 2.212128),
    ("probmc('DUNNETT1', ., 0.95, ., 1)", 1.644854), ("probmc('MAXMOD', ., 0.95, ., 1)", 1.959964),
    ("probmc('DUNNETT2', 2.228139, ., 10, 1)", 0.95), ("probmc('RANGE', 3, 0.9, 10, 3)", None), ("probmc('DUNNETT1', 0, ., ., 2)", 0.3333333333),
))  # fmt: skip
def probmc(
    distribution: str, quantile: float, probability: float, df: float, number: float, *parameters: float
) -> float:
    """Return a probability or, given that, a quantile of a distribution for multiple comparisons of means."""
    kind = comparison_kind(distribution)
    size = 0 if isnan(number) else int(number)
    if not kind or size < (2 if kind == "RANGE" else 1) or df < 1 or isnan(quantile) == isnan(probability):
        return nan
    if parameters and (not kind.startswith("DUNNETT") or len(parameters) != size):
        return nan
    correlations = parameters or (math.sqrt(0.5),)
    if not all(-1 < share < 1 for share in correlations):
        return nan
    if not isnan(quantile):
        return comparison_probability(kind, quantile, df, size, correlations)
    if not 0 < probability < 1:
        return nan
    low, high = (-1.0 if kind == "DUNNETT1" else 0.0), 1.0
    while low < 0 and comparison_probability(kind, low, df, size, correlations) > probability:
        low *= 2
    while comparison_probability(kind, high, df, size, correlations) < probability and high < 1e4:
        high *= 2
    return root_between(
        lambda value: comparison_probability(kind, value, df, size, correlations) - probability, low, high
    )
