"""Roots of functions, for quantiles, noncentrality and rates of return."""

from __future__ import annotations

from collections.abc import Callable


def root_between(function_at: Callable[[float], float], low: float, high: float) -> float:
    """Return a root between two points where a function has different signs, by false position (Illinois)."""
    at_low, at_high = function_at(low), function_at(high)
    if at_low == 0 or at_high == 0:
        return low if at_low == 0 else high
    side, middle = 0, low
    for _ in range(300):
        before, middle = middle, (low * at_high - high * at_low) / (at_high - at_low)
        at_middle = function_at(middle)
        if at_middle == 0 or abs(middle - before) <= 1e-15 * abs(middle):
            break
        if (at_middle < 0) == (at_high < 0):
            high, at_high = middle, at_middle
            at_low = at_low / 2 if side == 1 else at_low
            side = 1
        else:
            low, at_low = middle, at_middle
            at_high = at_high / 2 if side == -1 else at_high
            side = -1
    return middle
