"""PROC NPAR1WAY: exact tests of rank sums (EXACT WILCOXON) and the location shift of two samples (HL)."""

from __future__ import annotations

from math import floor, nan, sqrt
from typing import Any

import numpy as np

from translator.emit.pandas.runtime.log import SasError


def rank_sum_counts(ranks: Any, size: int) -> Any:
    """In how many ways `size` of the values have each sum of doubled ranks (by position)."""
    doubled = np.rint(2 * ranks).astype("int64")
    ways = np.zeros((size + 1, int(np.sort(doubled)[::-1][:size].sum()) + 1))
    ways[0, 0] = 1
    for step in doubled:
        ways[1:, step:] += ways[:-1, : ways.shape[1] - step].copy()
    return ways[size]


def exact_rank_sum(ranks: Any, size: int, statistic: float) -> tuple[float, float]:
    """The exact one-sided and two-sided p-values of the rank sum of `size` values."""
    ways = rank_sum_counts(ranks, size)
    sums, mean = np.arange(len(ways)) / 2, size * float(ranks.mean())
    side = sums >= statistic if statistic > mean else sums <= statistic
    both = np.abs(sums - mean) >= abs(statistic - mean) - 1e-9
    return float(ways[side].sum() / ways.sum()), float(ways[both].sum() / ways.sum())


def exact_kruskal_wallis(ranks: Any, codes: Any, count: int) -> float:
    """The exact p-value of the Kruskal-Wallis test of three samples: the share of the arrangements of the ranks
    whose statistic is as large as the observed one."""
    sizes = np.bincount(codes, minlength=count)
    if count > 3:
        raise SasError(
            "R0602", "ERROR: The exact Kruskal-Wallis test of more than three samples is not translated."
        )
    doubled = np.rint(2 * ranks).astype("int64")
    most = [int(np.sort(doubled)[::-1][:size].sum()) + 1 for size in sizes[:2]]
    if (sizes[0] + 1) * (sizes[1] + 1) * most[0] * most[1] > 100_000_000:
        raise SasError("R0602", "ERROR: This exact Kruskal-Wallis test has too many arrangements.")
    ways = np.zeros((sizes[0] + 1, sizes[1] + 1, most[0], most[1]))
    ways[0, 0, 0, 0] = 1
    for step in doubled:
        before = ways.copy()
        ways[1:, :, step:, :] += before[:-1, :, : most[0] - step, :]
        ways[:, 1:, :, step:] += before[:, :-1, :, : most[1] - step]
    ways = ways[-1, -1]
    s, t = np.ogrid[: most[0], : most[1]]

    def spread(s: Any, t: Any) -> Any:
        return s**2 / sizes[0] + t**2 / sizes[1] + (doubled.sum() - s - t) ** 2 / sizes[2]

    own = spread(*(doubled[codes == k].sum() for k in (0, 1)))
    return float(ways[spread(s, t) >= own * (1 - 1e-12)].sum() / ways.sum())


def hodges_lehmann(x: Any, y: Any, ranks: Any, alpha: float, exact: bool) -> list[list[Any]]:
    """HL: the median of the differences of x and y with Moses' limits, and with exact ones from the rank sum of x."""
    from scipy.stats import norm

    m, n = len(x), len(y)
    gaps = np.sort(np.subtract.outer(x, y).ravel())
    shift, z = float(np.median(gaps)), float(norm.ppf(1 - alpha / 2))

    def limits(place: int) -> list[float]:
        if not 1 <= place <= m * n:
            return [nan, nan, nan]
        low, high = float(gaps[place - 1]), float(gaps[m * n - place])
        return [low, high, (low + high) / 2]

    moses = limits(floor(m * n / 2 - z * sqrt(m * n * (m + n + 1) / 12)))
    rows = [[shift, "Asymptotic (Moses)", *moses, (moses[1] - moses[0]) / (2 * z)]]
    if exact:
        ways = rank_sum_counts(ranks, m)
        there = np.flatnonzero(ways)
        inside = there[np.cumsum(ways[there]) <= alpha / 2 * ways.sum()]
        place = floor(inside[-1] / 2 - m * (m + 1) / 2) + 1 if len(inside) else 0
        rows.append([shift, "Exact", *limits(place), nan])
    return rows
