"""Percentiles by PCTLDEF= 1 to 5. SAS 9.4 Procedures Guide: Statistical Procedures, "Calculating Percentiles"."""

from __future__ import annotations

from fractions import Fraction
from math import nan


def percentile(values: list[float], share: Fraction, definition: int = 5) -> float:
    """Return the percentile by PCTLDEF= 1 to 5 (share 0 to 1)."""
    x = sorted(values)
    n = len(x)
    if not n:
        return nan
    position = share * (n + 1) if definition == 4 else share * n
    j = int(position)
    g = position - j
    if definition in (1, 4):
        if j == 0:
            return x[0]
        return x[n - 1] if j >= n else float((1 - g) * Fraction(x[j - 1]) + g * Fraction(x[j]))
    if definition == 2:
        if j == 0:
            return x[0]
        up = g > Fraction(1, 2) or (g == Fraction(1, 2) and j % 2 == 1)
        return x[min(j, n - 1)] if up else x[j - 1]
    if j >= n:
        return x[n - 1]
    if g > 0 or j == 0:
        return x[j]
    return x[j - 1] if definition == 3 else (x[j - 1] + x[j]) / 2
