"""Exact tests of crossed tables (EXACT of PROC FREQ): all tables with the same margins, by the value of a statistic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb, exp, lgamma, log, nan
from typing import Any

import numpy as np

from translator.emit.pandas.runtime.associations import chi_squares, fillings, jonckheere_terpstra, trend_test
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.named_values import named_cell

Cost = Callable[[int, Sequence[int], Sequence[int]], float]
"""What a line of a table adds to a statistic: its place, its cells, the sums of the lines before it."""
EXACT_NODES = 2_000_000
"""How many steps an exact test may take."""


def exact_tests(n: Any, rows: Any, columns: Any, tests: Sequence[str]) -> dict[str, float]:
    """EXACT: exact p-values by their names in OUTPUT data sets. tests: pchi, lrchi, mhchi, trend, jt, mcnem.

    Nothing for counts that are not whole. Lines are the longer side of the table: fewer nodes.
    """
    if (n % 1 != 0).any() or min(n.shape) < 2:
        return {}
    found: dict[str, float] = {}
    r, c = rows - (n.sum(1) @ rows) / n.sum(), columns - (n.sum(0) @ columns) / n.sum()
    known = chi_squares(n, rows, columns)
    turned = n.shape[0] < n.shape[1]
    t, outer, inner = (n.T, c, r) if turned else (n, r, c)
    expected = np.outer(t.sum(1), t.sum(0)) / t.sum()

    def pearson(i: int, part: Sequence[int], _: Sequence[int]) -> float:
        return sum(x * x / float(e) for x, e in zip(part, expected[i], strict=True))

    def ratio(i: int, part: Sequence[int], _: Sequence[int]) -> float:
        return sum(x * log(x / float(e)) for x, e in zip(part, expected[i], strict=True) if x)

    def product(i: int, part: Sequence[int], _: Sequence[int]) -> float:
        return float(outer[i]) * sum(x * float(s) for x, s in zip(part, inner, strict=True))

    def first(i: int, part: Sequence[int], _: Sequence[int]) -> float:
        return float(outer[i]) * part[0]

    def pairs(_: int, part: Sequence[int], before: Sequence[int]) -> float:
        if turned:  # lines are columns: half of the pairs in one column count
            return sum(part[i] * (before[k] + part[k] / 2) for i in range(len(part)) for k in range(i))
        return sum(x * (sum(before[:j]) + before[j] / 2) for j, x in enumerate(part))

    def value(cost: Cost) -> float:
        lines = [[int(x) for x in line] for line in t]
        return sum(
            cost(i, line, [sum(x) for x in zip([0] * len(line), *lines[:i], strict=True)])
            for i, line in enumerate(lines)
        )

    for test, cost in (("pchi", pearson), ("lrchi", ratio)):
        if test in tests and f"_{test.upper()}_" in known:
            found[f"XP_{test.upper()}"] = chance_of(t, cost, value(cost), 1)
    if "mhchi" in tests and "_MHCHI_" in known:
        found["XP_MHCHI"] = chance_of(t, product, abs(value(product)), 2)
    if "trend" in tests and trend_test(n, rows, columns):
        found |= sides("TREND", t, first, value(first), 0.0)
    if "jt" in tests and jonckheere_terpstra(n):
        found |= sides("JT", t, pairs, value(pairs), (float(n.sum()) ** 2 - float((n.sum(1) ** 2).sum())) / 4)
    if "mcnem" in tests and n.shape == (2, 2):
        less, total = int(min(n[0, 1], n[1, 0])), int(n[0, 1] + n[1, 0])
        found["XP_MCNEM"] = min(1.0, 2 * sum(comb(total, k) for k in range(less + 1)) / 2**total)
    return found


def sides(name: str, n: Any, cost: Cost, value: float, mean: float) -> dict[str, float]:
    """One-sided (the side that the value is on) and two-sided exact p-values of a statistic with this mean."""
    right = value > mean
    return {
        f"XPL_{name}": nan if right else chance_of(n, cost, value, -1),
        f"XPR_{name}": chance_of(n, cost, value, 1) if right else nan,
        f"XP2_{name}": chance_of(n, cost, abs(value - mean), 2, mean),
    }


def chance_of(n: Any, cost: Cost, value: float, side: int, mean: float = 0.0) -> float:
    """The probability of tables whose statistic is at least the value (side 1), at most (-1), or as far off the mean (2)."""
    room = 1e-9 * max(1.0, abs(value))
    total = 0.0
    for found, chance in distribution(n, cost).items():
        if (
            (found <= value + room)
            if side < 0
            else ((abs(found - mean) if side == 2 else found) >= value - room)
        ):
            total += chance
    return min(1.0, total)


def distribution(n: Any, cost: Cost) -> dict[float, float]:
    """The probabilities of a statistic's values, given the margins. Line by line: what is left of the totals across is a
    node; equal values that reach it are put together."""
    totals = tuple(int(x) for x in n.sum(0))
    nodes: dict[tuple[int, ...], dict[float, float]] = {totals: {0.0: 1.0}}
    steps = 0
    for i, size in enumerate(int(x) for x in n.sum(1)):
        following: dict[tuple[int, ...], dict[float, float]] = {}
        for room, reached in nodes.items():
            before = [a - b for a, b in zip(totals, room, strict=True)]
            for part in fillings(size, room):
                steps += len(reached)
                if steps > EXACT_NODES:
                    raise SasError("R0602", "ERROR: EXACT: the table is too large for an exact test.")
                chance = exp(
                    sum(log_choose(a, b) for a, b in zip(room, part, strict=True))
                    - log_choose(sum(room), size)
                )
                added = cost(i, part, before)
                into = following.setdefault(tuple(a - b for a, b in zip(room, part, strict=True)), {})
                for past, times in reached.items():
                    key = float(f"{past + added:.11e}")
                    into[key] = into.get(key, 0.0) + times * chance
        nodes = following
    return nodes[(0,) * len(totals)]


def log_choose(n: int, k: int) -> float:
    """The logarithm of the number of ways to choose k of n."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def one_way_exact(counts: Sequence[float], shares: Sequence[float]) -> float:
    """The probability, in as many draws with these shares, of a Pearson chi-square that is at least that of the counts."""
    if any(x % 1 for x in counts):
        return nan
    total = int(sum(counts))
    statistic = sum(x * x / s for x, s in zip(counts, shares, strict=True))
    nodes: dict[int, dict[float, float]] = {total: {0.0: 1.0}}
    left, steps = 1.0, 0
    for place, share in enumerate(shares):
        following: dict[int, dict[float, float]] = {}
        p = share / left if place < len(shares) - 1 else 1.0
        for room, reached in nodes.items():
            for x in range(room + 1) if p < 1 else (room,):
                steps += len(reached)
                if steps > EXACT_NODES:
                    raise SasError("R0602", "ERROR: EXACT: the table is too large for an exact test.")
                chance = exp(
                    log_choose(room, x) + x * log(p) + ((room - x) * log(1 - p) if room > x else 0.0)
                )
                into = following.setdefault(room - x, {})
                for past, times in reached.items():
                    key = float(f"{past + x * x / share:.11e}")
                    into[key] = into.get(key, 0.0) + times * chance
        nodes, left = following, left - share
    limit = statistic - 1e-9 * max(1.0, statistic)
    return min(1.0, sum(chance for value, chance in nodes[0].items() if value >= limit))


EXACT_ROWS = (
    ("XPL_TREND", "TrendTest", "Exact One-sided Pr <= Z"), ("XPR_TREND", "TrendTest", "Exact One-sided Pr >= Z"),
    ("XP2_TREND", "TrendTest", "Exact Two-sided Pr >= |Z|"), ("XPL_JT", "JTTest", "Exact One-sided Pr <= JT"),
    ("XPR_JT", "JTTest", "Exact One-sided Pr >= JT"), ("XP2_JT", "JTTest", "Exact Two-sided Pr >= |JT-Mean|"),
    ("XP_MCNEM", "McNemarsTest", "Exact      Pr >= S"),
)  # fmt: skip


def add_exact_rows(made: dict[str, list[list[Any]]], title: str, values: dict[str, Any]) -> None:
    """Put exact p-values into the printed tables."""
    rows = [
        (name.format(test), table, label)
        for test, table in (("PCHI", "PearsonChiSq"), ("LRCHI", "LRChiSq"), ("MHCHI", "MHChiSq"))
        if f"XP_{test}" in values
        for name, label in EXACT_CHI_SQUARE_ROWS
    ]
    for name, table, label in (*rows, *EXACT_ROWS):
        value = float(values.get(name, nan))
        if value == value:
            made[table].append([title, name, label, named_cell(name, value), value])


EXACT_CHI_SQUARE_ROWS = (("_{}_", "Chi-Square"), ("DF_{}", "DF"), ("P_{}", "Asymptotic Pr >  ChiSq"),
                         ("XP_{}", "Exact      Pr >= ChiSq"))  # fmt: skip
