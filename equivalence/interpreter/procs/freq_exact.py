"""PROC FREQ: EXACT p-values, by the values of a statistic over all tables with the same margins. SAS/STAT User's Guide, "FREQ Procedure",
"Exact Statistics": one-sided on the side of the statistic, two-sided at least as far from its mean; chi-squares at least as large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb, exp, isnan, lcm, lgamma, log, nan, prod
from operator import add, mul
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import association as a
from equivalence.interpreter.procs import freq_limits as limits
from equivalence.interpreter.tables import Row

STATISTICS = ("pchi", "lrchi", "mhchi", "trend", "jt", "mcnem")
LABELS = {
    "XP_PCHI": ("PearsonChiSq", "Exact      Pr >= ChiSq"), "XP_LRCHI": ("LRChiSq", "Exact      Pr >= ChiSq"),
    "XP_MHCHI": ("MHChiSq", "Exact      Pr >= ChiSq"), "XPL_TREND": ("TrendTest", "Exact One-sided Pr <= Z"),
    "XPR_TREND": ("TrendTest", "Exact One-sided Pr >= Z"), "XP2_TREND": ("TrendTest", "Exact Two-sided Pr >= |Z|"),
    "XPL_JT": ("JTTest", "Exact One-sided Pr <= JT"), "XPR_JT": ("JTTest", "Exact One-sided Pr >= JT"),
    "XP2_JT": ("JTTest", "Exact Two-sided Pr >= |JT-Mean|"), "XP_MCNEM": ("McNemarsTest", "Exact      Pr >= S"),
}  # fmt: skip
"""Of each p-value its table and its label there."""


TABLES = {"pchi": "PearsonChiSq", "lrchi": "LRChiSq", "mhchi": "MHChiSq"}
"""The tables that EXACT adds."""


def columns_of(keyword: str, exact: set[str]) -> tuple[str, ...]:
    """Return the variables of exact p-values that a keyword of OUTPUT makes beside the others."""
    if keyword not in exact or keyword not in STATISTICS:
        return ()
    sides = ("L", "R", "2") if keyword in ("trend", "jt") else ("",)
    return tuple(f"XP{side}_{keyword.upper()}" for side in sides)


def fill(
    found: dict[str, list[Row]],
    title: str,
    n: a.Counts,
    r: Sequence[float],
    c: Sequence[float],
    exact: set[str],
) -> dict[str, float]:
    """Put the exact p-values into the printed tables, and return them."""
    got = p_values(n, r, c, exact)
    shown = a.chi_square(n, r, c)
    for name, table in TABLES.items():
        key = name.upper()
        if f"XP_{key}" in got:
            labels = ((f"_{key}_", "Chi-Square"), (f"DF_{key}", "DF"), (f"P_{key}", "Asymptotic Pr >  ChiSq"))
            found[table] += [[title, k, label, shown[k]] for k, label in labels]
    for key, (table, label) in LABELS.items():
        if key in got and not isnan(got[key]):
            found[table].append([title, key, label, got[key]])
    return got


def p_values(n: a.Counts, r: Sequence[float], c: Sequence[float], exact: set[str]) -> dict[str, float]:
    """Return the exact p-values of a table by the names of OUTPUT. In whole numbers and fractions: ties are ties."""
    if any(x != int(x) for row in n for x in row) or min(len(n), len(n[0])) < 2:
        return {}
    if len(n) < len(
        n[0]
    ):  # the same with rows and columns exchanged; that of Jonckheere and Terpstra is moved by a constant
        n, r, c = [list(row) for row in zip(*n, strict=True)], c, r
    counts = [[int(x) for x in row] for row in n]
    rows, columns, total = (
        [sum(row) for row in counts],
        [sum(x) for x in zip(*counts, strict=True)],
        sum(map(sum, counts)),
    )
    scored = not any(isnan(v) for v in (*r, *c))  # a missing level of a number, with MISSING, has no score
    x, y = (_whole(r), _whole(c)) if scored else ([0] * len(rows), [0] * len(columns))
    found: dict[str, float] = {}
    asymptotic = a.chi_square(n, r, c)

    def pearson(i: int, row: Sequence[int], _: Sequence[int]) -> Fraction:
        return sum(
            (Fraction(k * k * total, rows[i] * t) for k, t in zip(row, columns, strict=True)), Fraction(0)
        )

    def ratio(i: int, row: Sequence[int], _: Sequence[int]) -> int:
        return prod(k**k for k in row)

    def product(i: int, row: Sequence[int], _: Sequence[int]) -> int:
        return x[i] * sum(k * s for k, s in zip(row, y, strict=True))

    def cell(i: int, row: Sequence[int], _: Sequence[int]) -> int:
        return (
            x[i] * row[0] if len(columns) == 2 else sum(k * s for k, s in zip(row, y, strict=True)) * (i == 0)
        )

    def pairs(i: int, row: Sequence[int], above: Sequence[int]) -> int:
        return sum(k * (2 * sum(above[:j]) + above[j]) for j, k in enumerate(row))

    ties = (
        sum(t * s for t, s in zip(rows, x, strict=True)),
        sum(t * s for t, s in zip(columns, y, strict=True)),
    )
    means = {
        "mhchi": Fraction(ties[0] * ties[1], total),
        "jt": Fraction(total**2 - sum(t * t for t in rows), 2),
    }
    means["trend"] = Fraction(
        *((ties[0] * columns[0], total) if len(columns) == 2 else (ties[1] * rows[0], total))
    )
    works: dict[str, tuple[Any, bool]] = {
        "pchi": (pearson, "_PCHI_" in asymptotic), "lrchi": (ratio, "_LRCHI_" in asymptotic), "mhchi": (product, scored and "_MHCHI_" in asymptotic),
        "trend": (cell, scored and bool(a.trend(n, r, c))), "jt": (pairs, bool(limits.jonckheere(n))),
    }  # fmt: skip
    for name, (work, there) in works.items():
        if name not in exact or not there:
            continue
        start: Any = 1 if name == "lrchi" else 0
        join = mul if name == "lrchi" else add
        ways = distribution(rows, columns, work, start, join)
        here = start
        for i, row in enumerate(counts):
            here = join(here, work(i, row, [sum(t) for t in zip([0] * len(row), *counts[:i], strict=True)]))
        every, key = sum(ways.values()), name.upper()
        if name in means:
            mean = means[name]
            far = sum(w for value, w in ways.items() if abs(value - mean) >= abs(here - mean))
        else:
            far = sum(w for value, w in ways.items() if value >= here)
        if name not in ("trend", "jt"):
            found[f"XP_{key}"] = float(Fraction(far, every))
            continue
        above, below = (
            sum(w for v, w in ways.items() if v >= here),
            sum(w for v, w in ways.items() if v <= here),
        )
        right = here > means[name]
        found |= {
            f"XPL_{key}": nan if right else float(Fraction(below, every)),
            f"XPR_{key}": float(Fraction(above, every)) if right else nan,
            f"XP2_{key}": float(Fraction(far, every)),
        }
    if "mcnem" in exact and a.is_two(n):
        one, other = int(n[0][1]), int(n[1][0])
        tail = sum(comb(one + other, k) for k in range(min(one, other) + 1)) / 2 ** (one + other)
        found["XP_MCNEM"] = min(1.0, 2 * tail)
    return found


def _whole(scores: Sequence[float]) -> list[int]:
    """Return scores as whole numbers in the same proportions."""
    exact = [Fraction(v) for v in scores]
    scale = lcm(*(v.denominator for v in exact))
    return [int(v * scale) for v in exact]


def distribution(
    rows: Sequence[int],
    columns: Sequence[int],
    work: Callable[..., Any],
    start: Any,
    join: Callable[[Any, Any], Any],
) -> dict[Any, int]:
    """Return in how many ways each value of a statistic comes about over all tables with these margins, row by row."""
    reached: dict[tuple[int, ...], dict[Any, int]] = {tuple(columns): {start: 1}}
    steps = 0
    for i, total in enumerate(rows):
        following: dict[tuple[int, ...], dict[Any, int]] = {}
        for left, values in reached.items():
            above = [t - k for t, k in zip(columns, left, strict=True)]
            for row in a.fillings(total, left):
                steps += len(values)
                if steps > 500_000:
                    raise StepError("EXACT: the table is too large for an exact test.", None, "R0602")
                ways, more = prod(comb(t, k) for t, k in zip(left, row, strict=True)), work(i, row, above)
                into = following.setdefault(tuple(t - k for t, k in zip(left, row, strict=True)), {})
                for value, times in values.items():
                    key = join(value, more)
                    into[key] = into.get(key, 0) + times * ways
        reached = following
    return reached[(0,) * len(columns)]


def goodness(counts: Sequence[float], shares: Sequence[float]) -> float:
    """Return the probability of a Pearson chi-square at least as large, over all counts that could be drawn."""
    if any(x != int(x) for x in counts):
        return nan
    total = int(sum(counts))
    ways = comb(total + len(counts) - 1, len(counts) - 1)
    if ways > 500_000:
        raise StepError("EXACT: the table is too large for an exact test.", None, "R0602")

    def statistic(x: Sequence[float]) -> float:
        return sum((k - total * s) ** 2 / (total * s) for k, s in zip(x, shares, strict=True))

    here, chance = statistic(counts), 0.0
    for drawn in a.fillings(total, [total] * len(counts)):
        if statistic(drawn) >= here - 1e-9 * max(1.0, here):
            chance += exp(
                lgamma(total + 1)
                + sum(k * log(s) - lgamma(k + 1) for k, s in zip(drawn, shares, strict=True))
            )
    return min(1.0, chance)
