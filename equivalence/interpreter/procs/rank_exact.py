"""PROC NPAR1WAY: exact tests of rank sums, and Hodges and Lehmann's location shift.

SAS/STAT User's Guide, "NPAR1WAY Procedure": Exact Tests, Hodges-Lehmann Estimation of Location Shift.
"""

from __future__ import annotations

from collections import defaultdict
from math import floor, nan, sqrt

from equivalence.interpreter.distributions import normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.tables import Row

MOST_STATES = 2_000_000


def rank_sum_ways(ranks: list[float], size: int) -> dict[int, int]:
    """Return in how many ways `size` of the values have each sum of doubled ranks."""
    ways: list[dict[int, int]] = [defaultdict(int) for _ in range(size + 1)]
    ways[0][0] = 1
    for rank in ranks:
        step = round(2 * rank)
        for k in range(size, 0, -1):
            for total, count in ways[k - 1].items():
                ways[k][total + step] += count
    return ways[size]


def wilcoxon(ranks: list[float], size: int, statistic: float) -> tuple[float, float, str]:
    """Return the exact one-sided and two-sided p of a rank sum, and the side: R where it is above its mean."""
    ways = rank_sum_ways(ranks, size)
    whole = sum(ways.values())
    mean = size * sum(ranks) / len(ranks)
    right = statistic > mean
    one = sum(c for s, c in ways.items() if (s / 2 >= statistic if right else s / 2 <= statistic))
    gap = abs(statistic - mean) - 1e-9
    both = sum(c for s, c in ways.items() if abs(s / 2 - mean) >= gap)
    return one / whole, both / whole, "R" if right else "L"


def kruskal_wallis(ranks: list[float], codes: list[int], count: int) -> float:
    """Return the exact p of the Kruskal-Wallis test of three samples: the share of the arrangements whose statistic is as large."""
    sizes = [codes.count(k) for k in range(count)]
    if count != 3:
        raise StepError("This exact test is not supported by the reference interpreter.", None, "R0060")
    doubled = [round(2 * r) for r in ranks]
    ways: dict[tuple[int, int, int, int], int] = {(0, 0, 0, 0): 1}
    for place, step in enumerate(doubled):
        new: dict[tuple[int, int, int, int], int] = defaultdict(int)
        for (a, b, s, t), c in ways.items():
            if place - a - b < sizes[2]:
                new[a, b, s, t] += c
            if a < sizes[0]:
                new[a + 1, b, s + step, t] += c
            if b < sizes[1]:
                new[a, b + 1, s, t + step] += c
        ways = new
        if len(ways) > MOST_STATES:
            raise StepError("This exact test is too large for the reference interpreter.", None, "R0060")
    whole = sum(doubled)

    def spread(s: int, t: int) -> float:
        return s * s / sizes[0] + t * t / sizes[1] + (whole - s - t) ** 2 / sizes[2]

    own = [sum(r for r, c in zip(doubled, codes, strict=True) if c == k) for k in range(2)]
    limit = spread(*own) * (1 - 1e-12)
    return sum(c for (_, _, s, t), c in ways.items() if spread(s, t) >= limit) / sum(ways.values())


def hodges_lehmann(
    x: list[float], y: list[float], ranks: list[float], alpha: float, exact: bool
) -> list[Row]:
    """Return the rows of HodgesLehmann (shift, type, limits, midpoint, standard error) of x against y: the median of the
    differences, Moses' limits, and exact ones from the distribution of the rank sum of x; `ranks`: of x, then of y."""
    m, n = len(x), len(y)
    gaps = sorted(a - b for a in x for b in y)
    middle = (gaps[(m * n - 1) // 2] + gaps[m * n // 2]) / 2
    z = normal_quantile(1 - alpha / 2)

    def limits(place: int) -> tuple[float, float]:
        return (gaps[place - 1], gaps[m * n - place]) if 1 <= place <= m * n else (nan, nan)

    low, high = limits(floor(m * n / 2 - z * sqrt(m * n * (m + n + 1) / 12)))
    rows: list[Row] = [[middle, "Asymptotic (Moses)", low, high, (low + high) / 2, (high - low) / (2 * z)]]
    if exact:
        ways = rank_sum_ways(ranks, m)
        whole, below, place = sum(ways.values()), 0, 0
        for total in sorted(ways):
            below += ways[total]
            if below > alpha / 2 * whole:
                break
            place = floor(total / 2 - m * (m + 1) / 2) + 1
        low, high = limits(place)
        rows.append([middle, "Exact", low, high, (low + high) / 2, nan])
    return rows
