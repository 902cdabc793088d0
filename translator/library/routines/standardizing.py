"""CALL STDIZE: the values of variables of one row are standardised, as PROC STDIZE does with those of a column.

(SAS 9.4 Functions and CALL Routines: Reference, "CALL STDIZE Routine"; SAS/STAT User's Guide, The STDIZE Procedure, "Standardization
Methods".)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import isnan, nan

from translator.library.routines.registry import routine

DIVISORS = {"DF": 1.0, "VARDEFDF": 1.0, "N": 0.0, "VARDEFN": 0.0}
METHODS = ("MEAN", "MEDIAN", "SUM", "EUCLEN", "USTD", "STD", "RANGE", "MIDRANGE", "MAXABS", "IQR", "MAD")


def middle_share(values: list[float], share: float) -> float:
    """Return a percentile of sorted values by definition 5."""
    place = len(values) * share
    whole = math.floor(place + 1e-9)
    if abs(place - whole) < 1e-9:
        return (values[max(whole - 1, 0)] + values[min(whole, len(values) - 1)]) / 2
    return values[whole]


def centre_and_scale(values: list[float], method: str, divisor: float) -> tuple[float, float]:
    """Return location and scale of sorted values; `divisor` is what their number is too large by (1: VARDEF=DF, 0: N)."""
    count, mean = len(values), math.fsum(values) / len(values)
    left = count - divisor
    median = middle_share(values, 0.5)
    measures: dict[str, Callable[[], tuple[float, float]]] = {
        "MEAN": lambda: (mean, 1.0),
        "MEDIAN": lambda: (median, 1.0),
        "SUM": lambda: (0.0, math.fsum(values)),
        "EUCLEN": lambda: (0.0, math.sqrt(math.fsum(x * x for x in values))),
        "USTD": lambda: (0.0, math.sqrt(math.fsum(x * x for x in values) / left) if left > 0 else nan),
        "STD": lambda: (
            mean,
            math.sqrt(math.fsum((x - mean) ** 2 for x in values) / left) if left > 0 else nan,
        ),
        "RANGE": lambda: (values[0], values[-1] - values[0]),
        "MIDRANGE": lambda: ((values[0] + values[-1]) / 2, (values[-1] - values[0]) / 2),
        "MAXABS": lambda: (0.0, max(abs(values[0]), abs(values[-1]))),
        "IQR": lambda: (median, middle_share(values, 0.75) - middle_share(values, 0.25)),
        "MAD": lambda: (median, middle_share(sorted(abs(x - median) for x in values), 0.5)),
    }
    return measures[method]()


@routine("STDIZE", "char num num num var...", (4,), examples=(
    ("stdize('STD', 1, 0, 1, 1, 2, 3)", (-1.0, 0.0, 1.0)), ("stdize('RANGE', 1, 0, 10, 5, 10, 20, 25)", (0.0, 2.5, 7.5, 10.0)),
    ("stdize('MEDIAN', 1, 0, 1, 5, ., 9, 1)", (0.0, None, 4.0, -4.0)), ("stdize('MEAN', 1, 100, 1, 1, 3)", (99.0, 101.0)),
    ("stdize('STD', 0, 0, 1, 1, 3)", (-1.0, 1.0)), ("stdize('SUM', 1, 0, 100, 1, 3)", (25.0, 75.0)), ("stdize('STD', 1, 0, 1, 4, 4)", (0.0, 0.0)),
))  # fmt: skip
def stdize(method: str, divisor: float, add: float, mult: float, *values: float) -> tuple[float, ...]:
    """Return add + mult * (value - location) / scale of each value; missing values stay and do not count."""
    known = sorted(value for value in values if not isnan(value))
    if not known:
        return values
    location, scale = centre_and_scale(known, method, divisor)
    return tuple(
        value if isnan(value) else (value - location) / (scale or 1.0) * mult + add for value in values
    )
