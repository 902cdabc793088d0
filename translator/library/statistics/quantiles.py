"""Percentiles by definition 5 (empirical distribution function with averaging), and the mode."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import nan


def percentile(values: list[float], p: float, weights: list[float] | None = None) -> float:
    """The p-th percentile (0 to 100), QNTLDEF=5: the average of the two middle values where n*p/100 is whole.

    With weights: the smallest value whose cumulated weight passes p% of the total, averaged on a tie.
    """
    if not values:
        return nan
    if weights is not None:
        pairs = sorted((x, w) for x, w in zip(values, weights, strict=True) if w > 0)
        goal = p / 100 * sum(w for _, w in pairs)
        cumulated = 0.0
        for position, (x, w) in enumerate(pairs):
            cumulated += w
            if cumulated == goal and position + 1 < len(pairs):
                return (x + pairs[position + 1][0]) / 2
            if cumulated > goal:
                return x
        return pairs[-1][0] if pairs else nan
    ordered = sorted(values)
    place = Fraction(str(p)) * len(ordered) / 100
    whole = int(place)
    if place == whole:
        if whole == 0:
            return ordered[0]
        return ordered[-1] if whole >= len(ordered) else (ordered[whole - 1] + ordered[whole]) / 2
    return ordered[whole]


def percentile_body(p: float) -> Callable[[list[float], list[float] | None], float]:
    """Return the body of a percentile's row."""

    def body(values: list[float], weights: list[float] | None = None) -> float:
        return percentile(values, p, weights)

    return body


def qrange(values: list[float], weights: list[float] | None = None) -> float:
    """Upper less lower quartile."""
    return percentile(values, 75, weights) - percentile(values, 25, weights)


def mode(values: list[float], weights: list[float] | None = None) -> float:
    """The most frequent value, the smallest of several; missing where every value occurs once."""
    counts: dict[float, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    most = max(counts.values(), default=1)
    return min(value for value, count in counts.items() if count == most) if most > 1 else nan
