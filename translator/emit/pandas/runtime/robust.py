"""PROC UNIVARIATE: robust estimates of location and scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, nan, sqrt
from typing import Any

import numpy as np

ROBUST_MEAN_COLUMNS = ("halfP", "halfN", "Mean", "StdMean", "LowerCL", "UpperCL", "DF", "tValue", "Probt")
ROBUST_SCALES = (
    ("Interquartile Range", "qrange"), ("Gini's Mean Difference", "gini"), ("MAD", "mad"), ("Sn", "sn"), ("Qn", "qn"),
)  # fmt: skip
SN_FACTORS = {2: 0.743, 3: 1.851, 4: 0.954, 5: 1.351, 6: 0.993, 7: 1.198, 8: 1.005, 9: 1.131}
QN_FACTORS = {2: 0.399, 3: 0.994, 4: 0.512, 5: 0.844, 6: 0.611, 7: 0.857, 8: 0.669, 9: 0.872}


def robust_scale(name: str, x: Any) -> float:
    """Sn and Qn of Croux and Rousseeuw, and with std_ the estimates of the standard deviation made of them."""
    n = len(x)
    if n < 2:
        return nan
    apart = np.abs(x[:, None] - x[None, :])
    if name.endswith("sn"):
        inner = np.sort(np.sort(apart, axis=1)[:, n // 2])
        value = 1.1926 * float(inner[(n + 1) // 2 - 1])
        factor = SN_FACTORS.get(n, n / (n - 0.9) if n % 2 else 1.0)
    else:
        half = n // 2 + 1
        gaps = np.sort(apart[np.triu_indices(n, 1)])
        value = 2.2219 * float(gaps[half * (half - 1) // 2 - 1])
        factor = QN_FACTORS.get(n, n / (n + (1.4 if n % 2 else 3.8)))
    return value * factor if name.startswith("std_") else value


def robust_means(
    x: Any, amounts: Sequence[float], winsorized: bool, mu: float, alpha: float
) -> list[list[float]]:
    """Rows of trimmed or Winsorized means; an amount below 1 is a share of the values of each tail."""
    from scipy.stats import t as student

    made = []
    x, n = np.sort(x), len(x)
    for amount in amounts:
        k = int(amount) if amount >= 1 else ceil(round(amount * n, 9))
        df = n - 2 * k - 1
        if df < 0:
            continue
        drawn = np.clip(x, x[k], x[n - k - 1])
        squares = float(((drawn - drawn.mean()) ** 2).sum())
        mean = float(drawn.mean() if winsorized else x[k : n - k].mean())
        error = nan
        if df > 0:
            error = (
                (n - 1) / df * sqrt(squares / (n * (n - 1)))
                if winsorized
                else sqrt(squares / ((df + 1) * df))
            )
        margin = float(student.ppf(1 - alpha / 2, df)) * error if df > 0 else nan
        t = (mean - mu) / error if error > 0 else nan
        chance = float(2 * student.sf(abs(t), df)) if df > 0 else nan
        made.append([100 * k / n, float(k), mean, error, mean - margin, mean + margin, float(df), t, chance])
    return made


def robust_scales(of: Callable[[str], float]) -> list[list[Any]]:
    """Rows of the measures of scale, with the standard deviation that each estimates."""
    return [[label, of(name), of(f"std_{name}")] for label, name in ROBUST_SCALES]
