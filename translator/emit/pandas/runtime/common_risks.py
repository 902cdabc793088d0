"""PROC FREQ: common odds ratios and relative risks of 2 x 2 tables over strata, and the risks of one table."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from typing import Any

import numpy as np

from translator.emit.pandas.runtime.proportions import beta_limits

COMMON_ROWS = (
    ("Odds Ratio", "Mantel-Haenszel", "MHOR"), ("Odds Ratio", "Logit", "LGOR"),
    ("Relative Risk (Column 1)", "Mantel-Haenszel", "MHRRC1"), ("Relative Risk (Column 1)", "Logit", "LGRRC1"),
    ("Relative Risk (Column 2)", "Mantel-Haenszel", "MHRRC2"), ("Relative Risk (Column 2)", "Logit", "LGRRC2"),
)  # fmt: skip


def risk_values(n: Any, z: float, alpha: float) -> dict[str, float]:
    """The risks of a 2 x 2 table by the names they have in OUTPUT data sets."""
    found: dict[str, float] = {}
    for column in (0, 1):
        gap, spread = 0.0, 0.0
        for name, x, total, sign in (
            (f"RSK1{column + 1}", n[0, column], n[0].sum(), 1),
            (f"RSK2{column + 1}", n[1, column], n[1].sum(), -1),
            (f"RSK{column + 1}", n[:, column].sum(), n.sum(), 0),
        ):
            p = float(x / total)
            error = sqrt(p * (1 - p) / total)
            gap, spread = gap + sign * p, spread + abs(sign) * error**2
            low, high = beta_limits(x, total, alpha, 0, 1)
            found |= {f"_{name}_": p, f"E_{name}": error, f"XL_{name}": low, f"XU_{name}": high}
            found |= {f"L_{name}": max(0.0, p - z * error), f"U_{name}": min(1.0, p + z * error)}
        name, error = f"RDIF{column + 1}", sqrt(spread)
        found |= {f"_{name}_": gap, f"E_{name}": error}
        found |= {f"L_{name}": gap - z * error, f"U_{name}": gap + z * error}
    return found


def common_risks(tables: Sequence[Any], z: float) -> dict[str, float]:
    """The common relative risks (Mantel-Haenszel and logit) and the logit odds ratio of 2 x 2 tables."""
    if tables[0].shape != (2, 2):
        return {}
    used = [n for n in tables if n.sum() > 0]
    filled = [n if (n > 0).all() else n + 0.5 for n in used]
    found = exponents("LGOR", *weighted_logs([odds_log(n) for n in filled]), z)
    for column in (0, 1):
        first = sum(float(n[0, column] * n[1].sum() / n.sum()) for n in used)
        second = sum(float(n[1, column] * n[0].sum() / n.sum()) for n in used)
        if first and second:
            spread = sum(
                float(n[0].sum() * n[1].sum() * n[:, column].sum() - n[:, column].prod() * n.sum())
                / float(n.sum() ** 2)
                for n in used
            )
            found |= exponents(f"MHRRC{column + 1}", log(first / second), sqrt(spread / (first * second)), z)
        logs = weighted_logs([risk_log(n, column) for n in filled])
        found |= exponents(f"LGRRC{column + 1}", *logs, z)
    return found


def odds_log(n: Any) -> tuple[float, float]:
    """The logarithm of the odds ratio and its variance."""
    return log(n[0, 0] * n[1, 1] / (n[0, 1] * n[1, 0])), float((1 / n).sum())


def risk_log(n: Any, column: int) -> tuple[float, float]:
    """The logarithm of the relative risk and its variance."""
    share = n[:, column] / n.sum(1)
    return log(share[0] / share[1]), float(((1 - share) / n[:, column]).sum())


def weighted_logs(parts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """(mean weighted by the inverse variances, its standard error)."""
    values, variances = (np.array(column) for column in zip(*parts, strict=True))
    total = float((1 / variances).sum())
    return float((values / variances).sum()) / total, 1 / sqrt(total)


def exponents(name: str, value: float, error: float, z: float) -> dict[str, float]:
    """The ratio of a logarithm, with limits."""
    return {
        f"_{name}_": exp(value),
        f"L_{name}": exp(value - z * error),
        f"U_{name}": exp(value + z * error),
    }


def common_rows(title: str, values: dict[str, Any]) -> list[list[Any]]:
    """The rows of CommonRelRisks."""
    return [
        [title, text, method, values[f"_{name}_"], values[f"L_{name}"], values[f"U_{name}"]]
        for text, method, name in COMMON_ROWS
        if f"_{name}_" in values
    ]
