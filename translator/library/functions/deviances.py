"""DEVIANCE: what an observation adds to the deviance of a generalised linear model."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function

NAMES = {"BERNOULLI": 1, "BERN": 1, "BINOMIAL": 2, "BINO": 2, "GAMMA": 1, "IGAUSS": 1, "WALD": 1, "NORMAL": 1, "GAUSSIAN": 1,
         "POISSON": 1, "POIS": 1}  # fmt: skip
"""The names of DEVIANCE's distributions, and how many parameters they have; a bound for the first of them may follow."""


@function("DEVIANCE", "char num num [num] [num]", missing="own", examples=(
    ("deviance('BERN', 1, 0.5)", 1.386294361), ("deviance('BERN', 0, 0, 0.1)", 0.2107210313), ("deviance('BERN', 0.5, 0.5)", None),
    ("deviance('BINO', 2, 2, 4)", 0), ("deviance('BINO', 4, 2, 4)", 5.545177444), ("deviance('GAMMA', 1, 2)", 0.3862943611),
    ("deviance('WALD', 1, 2)", 0.25), ("deviance('NORMAL', 1, 3)", 4), ("deviance('POISSON', 1, 2)", 0.6137056389),
    ("deviance('POIS', 0, 2)", 4), ("deviance('cauchy', 0, 2)", None),
))  # fmt: skip
@finite
def deviance_of(distribution: str, value: float, mean: float, *others: float) -> float:
    """Return the deviance of a value under a distribution with a mean; a last argument bounds the mean."""
    name = distribution.strip(" ").upper()
    given = [one for one in others if one is not None]
    if name not in NAMES or any(isnan(one) for one in (value, mean, *given)):
        return nan
    short = name[:4]
    needed = NAMES[name] - 1
    if not needed <= len(given) <= needed + (short not in ("NORM", "GAUS")):
        return nan
    bound = given[needed] if len(given) > needed else 0.0
    trials = given[0] if short == "BINO" else 1.0
    if short in ("BERN", "BINO"):
        mean = min(max(mean, trials * bound), trials * (1 - bound))
    elif short not in ("NORM", "GAUS"):
        mean = max(mean, bound)
    return deviance_term(short, value, mean, trials)


def deviance_term(short: str, value: float, mean: float, trials: float) -> float:
    """Return the deviance for a distribution known by four letters."""

    def part(observed: float, expected: float) -> float:
        return observed * math.log(observed / expected) if observed > 0 else 0.0

    match short:
        case "BERN":
            if value not in (0, 1) or not 0 <= mean <= 1:
                return nan
            return -2 * math.log(mean if value == 1 else 1 - mean)
        case "BINO":
            if not (
                trials >= 0 and trials == math.floor(trials) and 0 <= value <= trials and 0 <= mean <= trials
            ):
                return nan
            return 2 * (part(value, mean) + part(trials - value, trials - mean))
        case "GAMM":
            return 2 * (-math.log(value / mean) + (value - mean) / mean) if value > 0 and mean > 0 else nan
        case "IGAU" | "WALD":
            return (value - mean) ** 2 / (mean * mean * value) if value > 0 and mean > 0 else nan
        case "POIS":
            return 2 * (part(value, mean) - (value - mean)) if value >= 0 and mean > 0 else nan
        case _:
            return (value - mean) ** 2
