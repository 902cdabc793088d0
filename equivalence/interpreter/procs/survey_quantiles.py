"""PROC SURVEYMEANS: quantiles with Woodruff's limits. SAS/STAT User's Guide, "SURVEYMEANS Procedure", Quantiles."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum, nan
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.tables import Row
from translator.lang import statements as st
from translator.lang import syntax as sx

NAMED = {
    "q1": (25.0,),
    "median": (50.0,),
    "q3": (75.0,),
    "quartiles": (25.0, 50.0, 75.0),
    "deciles": tuple(10.0 * i for i in range(1, 10)),
}
WORDS = {*NAMED, "quantile", "percentile"}
TEXTS = {25.0: "Q1", 50.0: "Median", 75.0: "Q3"}


def percentages(chosen: dict[str, st.Option]) -> list[float]:
    """Return the percentages that the options ask for, in order."""
    found: set[float] = set()
    for name, values in NAMED.items():
        found |= set(values) if name in chosen else set()
    for name, factor in (("quantile", 100.0), ("percentile", 1.0)):
        if name not in chosen:
            continue
        value: Any = chosen[name].value
        for one in value if isinstance(value, tuple) else (value,):
            if not isinstance(one, sx.Number) or not 0 < one.value * factor < 100:
                raise StepError(
                    "This list of quantiles is not supported by the reference interpreter.",
                    chosen[name].at,
                    "R0060",
                )
            found.add(round(one.value * factor, 10))
    return sorted(found)


def lines(
    values: list[float],
    weights: list[float],
    percents: list[float],
    error_of: Callable[[float], float],
    margin: float,
) -> list[Row]:
    """Return (percent, name, estimate, error, limits) of each. `error_of` a number: the error of the share of values up to it;
    `margin`: the quantile of t."""
    points = sorted(set(values))
    whole = fsum(weights)
    shares = [fsum(w for v, w in zip(values, weights, strict=True) if v <= point) / whole for point in points]

    def at(p: float) -> float:
        if p <= shares[0]:
            return points[0]
        for i, share in enumerate(shares):
            if abs(share - p) < 1e-12:
                return points[i]
            if share > p:
                return points[i - 1] + (p - shares[i - 1]) / (share - shares[i - 1]) * (
                    points[i] - points[i - 1]
                )
        return points[-1]

    made: list[Row] = []
    for percent in percents:
        if not points:
            made.append([percent, TEXTS.get(percent, ""), nan, nan, nan, nan])
            continue
        q = at(percent / 100)
        share = max(s for s, v in zip(shares, points, strict=True) if v <= q)
        half = error_of(q) * margin
        error = (at(share + half) - at(share - half)) / (2 * margin)
        made.append([percent, TEXTS.get(percent, ""), q, error, q - margin * error, q + margin * error])
    return made
