"""PROC UNIVARIATE: robust estimates of location and scale. "UNIVARIATE Procedure", Robust Estimators."""

from __future__ import annotations

from itertools import combinations
from math import ceil, isnan, nan, sqrt

from equivalence.interpreter.distributions import t_quantile, t_two_sided
from equivalence.interpreter.procs.results import num
from equivalence.interpreter.tables import Row, Variable

STATISTICS = {"sn", "qn", "std_sn", "std_qn"}
MEANS = ("halfP", "halfN", "Mean", "StdMean", "LowerCL", "UpperCL", "DF", "tValue", "Probt")
SN_FACTORS = {2: 0.743, 3: 1.851, 4: 0.954, 5: 1.351, 6: 0.993, 7: 1.198, 8: 1.005, 9: 1.131}
QN_FACTORS = {2: 0.399, 3: 0.994, 4: 0.512, 5: 0.844, 6: 0.611, 7: 0.857, 8: 0.669, 9: 0.872}
SCALES = (
    ("Interquartile Range", "qrange"), ("Gini's Mean Difference", "gini"), ("MAD", "mad"), ("Sn", "sn"), ("Qn", "qn"),
)  # fmt: skip


def mean_columns() -> list[Variable]:
    """Return the columns of TrimmedMeans and WinsorizedMeans."""
    return [num(name) for name in MEANS]


def scale(name: str, x: list[float]) -> float:
    """Return SN, QN, and the estimates of the standard deviation that are made of them (Croux and Rousseeuw)."""
    n = len(x)
    if n < 2:
        return nan
    if name.endswith("sn"):
        inner = sorted(sorted(abs(a - b) for b in x)[n // 2] for a in x)
        value = 1.1926 * inner[(n + 1) // 2 - 1]
        factor = SN_FACTORS.get(n, n / (n - 0.9) if n % 2 else 1.0)
    else:
        gaps = sorted(abs(a - b) for a, b in combinations(x, 2))
        half = n // 2 + 1
        value = 2.2219 * gaps[half * (half - 1) // 2 - 1]
        factor = QN_FACTORS.get(n, n / (n + (1.4 if n % 2 else 3.8)))
    return value * factor if name.startswith("std_") else value


def mean_rows(x: list[float], amounts: list[float], winsorized: bool, mu: float, alpha: float) -> list[Row]:
    """Return the rows of trimmed or Winsorized means; an amount below 1 is a share of the values of each tail."""
    made: list[Row] = []
    x, n = sorted(x), len(x)
    for amount in amounts:
        k = int(amount) if amount >= 1 else ceil(round(amount * n, 9))
        df = n - 2 * k - 1
        if df < 0:
            continue
        drawn = [min(max(v, x[k]), x[n - k - 1]) for v in x]
        center = sum(drawn) / n
        squares = sum((v - center) ** 2 for v in drawn)
        mean = center if winsorized else sum(x[k : n - k]) / (n - 2 * k)
        error = nan
        if df > 0:
            error = (
                (n - 1) / df * sqrt(squares / (n * (n - 1)))
                if winsorized
                else sqrt(squares / ((df + 1) * df))
            )
        margin = t_quantile(1 - alpha / 2, df) * error if df > 0 else nan
        t = (mean - mu) / error if error > 0 else nan
        chance = t_two_sided(t, df) if not isnan(t) else nan
        made.append([100 * k / n, float(k), mean, error, mean - margin, mean + margin, float(df), t, chance])
    return made
