"""PROC FREQ: common odds ratios and relative risks of 2 x 2 tables over strata, and the risks of one table.

SAS/STAT User's Guide, "FREQ Procedure", Adjusted Odds Ratio and Relative Risk Estimates; Risks and Risk Differences.
"""

from __future__ import annotations

from math import exp, log, sqrt

from equivalence.interpreter.procs import association as a
from equivalence.interpreter.procs import proportions as pr
from equivalence.interpreter.tables import Row

COMMON = (
    ("Odds Ratio", "Mantel-Haenszel", "MHOR"), ("Odds Ratio", "Logit", "LGOR"),
    ("Relative Risk (Column 1)", "Mantel-Haenszel", "MHRRC1"), ("Relative Risk (Column 1)", "Logit", "LGRRC1"),
    ("Relative Risk (Column 2)", "Mantel-Haenszel", "MHRRC2"), ("Relative Risk (Column 2)", "Logit", "LGRRC2"),
)  # fmt: skip
RISKS = ("RSK11", "RSK21", "RSK1", "RDIF1", "RSK12", "RSK22", "RSK2", "RDIF2")
"""Keywords of OUTPUT for the risks of rows 1 and 2 and of both in a column, and for the difference of the rows."""


def columns_of(keyword: str) -> tuple[str, ...]:
    """Return the variables that a keyword of OUTPUT makes: exact limits too, but not of a difference."""
    name = keyword.upper()
    if name not in RISKS:
        return (f"_{name}_", f"L_{name}", f"U_{name}")
    exact = () if name.startswith("RDIF") else (f"XL_{name}", f"XU_{name}")
    return (f"_{name}_", f"E_{name}", f"L_{name}", f"U_{name}", *exact)


def risks(n: a.Counts, z: float, alpha: float) -> dict[str, float]:
    """Return the risks of a 2 x 2 table by the names of OUTPUT's variables."""
    found: dict[str, float] = {}
    for column in (0, 1):
        gap, spread = 0.0, 0.0
        for name, x, total, sign in (
            (f"RSK1{column + 1}", n[0][column], sum(n[0]), 1),
            (f"RSK2{column + 1}", n[1][column], sum(n[1]), -1),
            (f"RSK{column + 1}", n[0][column] + n[1][column], sum(map(sum, n)), 0),
        ):
            p = x / total
            error = sqrt(p * (1 - p) / total)
            gap, spread = gap + sign * p, spread + abs(sign) * error**2
            limits = (max(0.0, p - z * error), min(1.0, p + z * error), *pr.clopper_pearson(x, total, alpha))
            found |= dict(zip(columns_of(name), (p, error, *limits), strict=True))
        error = sqrt(spread)
        found |= dict(
            zip(columns_of(f"RDIF{column + 1}"), (gap, error, gap - z * error, gap + z * error), strict=True)
        )
    return found


def common(tables: list[a.Counts], z: float) -> dict[str, float]:
    """Return the common relative risks (Mantel-Haenszel and logit) and the logit odds ratio of 2 x 2 tables."""
    if not a.is_two(tables[0]):
        return {}
    found: dict[str, float] = {}
    used = [n for n in tables if sum(map(sum, n)) > 0]

    def add(name: str, value: float, error: float) -> None:
        found.update(
            {
                f"_{name}_": exp(value),
                f"L_{name}": exp(value - z * error),
                f"U_{name}": exp(value + z * error),
            }
        )

    def logit(name: str, parts: list[tuple[float, float]]) -> None:
        total = sum(1 / variance for _, variance in parts)
        add(name, sum(value / variance for value, variance in parts) / total, 1 / sqrt(total))

    logit("LGOR", [_odds(n) for n in used])
    for column in (0, 1):
        first = sum(n[0][column] * sum(n[1]) / sum(map(sum, n)) for n in used)
        second = sum(n[1][column] * sum(n[0]) / sum(map(sum, n)) for n in used)
        if first and second:
            spread = sum(_spread(n, column) for n in used)
            add(f"MHRRC{column + 1}", log(first / second), sqrt(spread / (first * second)))
        logit(f"LGRRC{column + 1}", [_risk_ratio(n, column) for n in used])
    return found


def _spread(n: a.Counts, column: int) -> float:
    total, (one, two) = sum(map(sum, n)), (sum(n[0]), sum(n[1]))
    x, y = n[0][column], n[1][column]
    return (one * two * (x + y) - x * y * total) / total**2


def _filled(n: a.Counts) -> a.Counts:
    """Return the table, with half an observation more in each cell where a cell is empty."""
    return [[x + 0.5 for x in row] for row in n] if any(x == 0 for row in n for x in row) else n


def _odds(n: a.Counts) -> tuple[float, float]:
    (p, q), (r, s) = _filled(n)
    return log(p * s / (q * r)), 1 / p + 1 / q + 1 / r + 1 / s


def _risk_ratio(n: a.Counts, column: int) -> tuple[float, float]:
    n = _filled(n)
    x, y = n[0][column], n[1][column]
    one, two = x / sum(n[0]), y / sum(n[1])
    return log(one / two), (1 - one) / x + (1 - two) / y


def rows(title: str, got: dict[str, float]) -> list[Row]:
    """Return the rows of CommonRelRisks."""
    return [
        [title, label, method, got[f"_{name}_"], got[f"L_{name}"], got[f"U_{name}"]]
        for label, method, name in COMMON
        if f"_{name}_" in got
    ]
