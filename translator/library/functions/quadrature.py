"""Gauss's rule for integrals, on panels of equal width."""

from __future__ import annotations

import math
from collections.abc import Callable

POINTS = (
    0.9894009349916499, 0.9445750230732326, 0.8656312023878318, 0.755404408355003,
    0.6178762444026438, 0.4580167776572274, 0.2816035507792589, 0.09501250983763744,
)  # fmt: skip
WEIGHTS = (
    0.02715245941175409, 0.062253523938647894, 0.09515851168249278, 0.12462897125553387,
    0.14959598881657674, 0.16915651939500254, 0.18260341504492358, 0.1894506104550685,
)  # fmt: skip
"""The rule with 16 points: the positive ones, and their weights."""


def gauss_rule(low: float, high: float, panels: int) -> list[tuple[float, float]]:
    """Return the points and weights of the rule between two limits."""
    width = (high - low) / panels
    made = []
    for panel in range(panels):
        middle = low + (panel + 0.5) * width
        for point, weight in zip(POINTS, WEIGHTS, strict=True):
            made += [
                (middle - point * width / 2, weight * width / 2),
                (middle + point * width / 2, weight * width / 2),
            ]
    return made


def integral(function_at: Callable[[float], float], low: float, high: float, panels: int) -> float:
    """Return the integral of a smooth function."""
    return math.fsum(weight * function_at(point) for point, weight in gauss_rule(low, high, panels))
