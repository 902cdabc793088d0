"""PROC FREQ: confidence limits of one proportion (BINOMIAL) and of two (RISKDIFF, RELRISK, OR).

Limits without a closed form are found by halving an interval until no number lies between its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import acos, cos, exp, inf, lgamma, log, nan, pi, sqrt
from typing import Any

import numpy as np


def sign_change(f: Callable[[float], float], low: float, high: float) -> float:
    """Where f, negative at low and positive at high, changes its sign."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return middle


def inside(low: float, high: float) -> tuple[float, float]:
    """Limits of a proportion, cut to 0 and 1."""
    return max(0.0, low), min(1.0, high)


def wilson_limits(x: float, n: float, z: float, corrected: bool = False) -> tuple[float, float]:
    """Score limits of a proportion, with a continuity correction where wanted."""
    p, scale = x / n, 2 * (n + z * z)
    if not corrected:
        half = z * sqrt(z * z + 4 * n * p * (1 - p))
        return inside((2 * x + z * z - half) / scale, (2 * x + z * z + half) / scale)
    below = z * sqrt(max(0.0, z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)))
    above = z * sqrt(max(0.0, z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)))
    low, high = (2 * x + z * z - 1 - below) / scale, (2 * x + z * z + 1 + above) / scale
    return (low if x else 0.0), (high if x < n else 1.0)


def beta_limits(x: float, n: float, alpha: float, below: float, above: float) -> tuple[float, float]:
    """Quantiles of beta(x + below, n - x + above) and beta(x + above, n - x + below); 0 and 1 at the ends."""
    from scipy.stats import beta

    low = float(beta.ppf(alpha / 2, x + below, n - x + above)) if x else 0.0
    return low, float(beta.ppf(1 - alpha / 2, x + above, n - x + below)) if x < n else 1.0


def blaker_limit(x: float, n: float, alpha: float) -> float:
    """Blaker's lower limit: the smallest share whose tail, with the opposite tail that is no more likely, reaches alpha."""
    from scipy.stats import beta, binom

    if not x:
        return 0.0
    start = float(beta.ppf(alpha / 2, x, n - x + 1))
    tails = binom.cdf(np.arange(n + 1), n, start)
    k = int(np.searchsorted(tails, binom.sf(x - 1, n, start), side="right")) - 1
    jump = sign_change(lambda p: binom.sf(x - 1, n, p) - binom.cdf(k + 1, n, p), start, 1.0)
    if binom.sf(x - 1, n, jump) + binom.cdf(k, n, jump) <= alpha:
        return jump
    return sign_change(lambda p: binom.sf(x - 1, n, p) + binom.cdf(k, n, p) - alpha, start, jump)


def binomial_deviance(x: float, n: float, p: float) -> float:
    """Twice the log likelihood ratio of the observed share to p."""
    if (x and p <= 0) or (x < n and p >= 1):
        return inf
    return 2 * ((x * log(x / n / p) if x else 0) + ((n - x) * log((1 - x / n) / (1 - p)) if x < n else 0))


def binomial_limits(kind: str, x: float, n: float, alpha: float) -> tuple[float, float]:
    """The limits of a proportion, by the type that is printed."""
    from scipy.stats import binom, norm

    z, p = float(norm.ppf(1 - alpha / 2)), x / n
    if kind.startswith("Wald"):
        half = z * sqrt(p * (1 - p) / n) + (1 / (2 * n) if kind == "Wald (Corrected)" else 0)
        return inside(p - half, p + half)
    if kind.startswith("Wilson"):
        return wilson_limits(x, n, z, kind == "Wilson (Corrected)")
    if kind == "Agresti-Coull":
        share = (x + z * z / 2) / (n + z * z)
        half = z * sqrt(share * (1 - share) / (n + z * z))
        return inside(share - half, share + half)
    if kind == "Jeffreys":
        return beta_limits(x, n, alpha, 0.5, 0.5)
    if kind == "Clopper-Pearson (Exact)":
        return beta_limits(x, n, alpha, 0, 1)
    if kind == "Blaker":
        return blaker_limit(x, n, alpha), 1 - blaker_limit(n - x, n, alpha)
    if kind == "Logit":
        if x in (0, n):
            return nan, nan
        middle, half = log(x / (n - x)), z * sqrt(n / (x * (n - x)))
        return 1 / (1 + exp(half - middle)), 1 / (1 + exp(-half - middle))

    def outside(q: float) -> float:
        if kind == "Likelihood Ratio":
            return binomial_deviance(x, n, q) - z * z
        tail = binom.sf(x - 1, n, q) if q < p else binom.cdf(x, n, q)
        return float(alpha / 2 - tail + binom.pmf(x, n, q) / 2)

    low = sign_change(lambda q: -outside(q), 0.0, p) if x else 0.0
    return low, sign_change(outside, p, 1.0) if x < n else 1.0


def restricted_share(x: float, n: float, y: float, m: float, gap: float) -> float:
    """The likeliest first share where it lies `gap` above the second one: the root of a cubic (Farrington, Manning)."""
    ratio, p, q = m / n, x / n, y / m
    a, b = 1 + ratio, -(1 + ratio + p + ratio * q + gap * (ratio + 2))
    c, d = gap * gap + gap * (2 * p + ratio + 1) + p + ratio * q, -p * gap * (1 + gap)
    v = b**3 / (27 * a**3) - b * c / (6 * a * a) + d / (2 * a)
    u = sqrt(max(0.0, b * b / (9 * a * a) - c / (3 * a))) * (1 if v > 0 else -1)
    angle = (pi + acos(max(-1.0, min(1.0, v / u**3 if u else 0.0)))) / 3
    share = 2 * u * cos(angle) - b / (3 * a)
    for _ in range(3):  # the angle loses half of the digits where it is small
        slope = (3 * a * share + 2 * b) * share + c
        step = (((a * share + b) * share + c) * share + d) / slope if slope else 0.0
        share -= step if abs(step) < 1e-6 else 0.0
    return min(max(share, 0.0, gap), 1.0, 1 + gap)


def score_limits(x: float, n: float, y: float, m: float, z: float, corrected: bool) -> tuple[float, float]:
    """Score limits of x/n - y/m; corrected: with Miettinen and Nurminen's factor N/(N-1) in the variance."""
    gap, scale = x / n - y / m, z * z * ((n + m) / (n + m - 1) if corrected else 1)

    def outside(d: float) -> float:
        share = restricted_share(x, n, y, m, d)
        spread = share * (1 - share) / n + (share - d) * (1 - share + d) / m
        return (gap - d) ** 2 - scale * spread

    low = sign_change(lambda d: -outside(d), -1.0, gap) if gap > -1 else -1.0
    return low, sign_change(outside, gap, 1.0) if gap < 1 else 1.0


def difference_limits(kind: str, table: Any, column: int, alpha: float) -> tuple[float, float]:
    """The limits of the difference of the two rows' shares of a column, by the type that is printed."""
    from scipy.stats import norm

    z = float(norm.ppf(1 - alpha / 2))
    (x, y), (n, m) = table[:, column].tolist(), table.sum(axis=1).tolist()
    p, q = x / n, y / m
    gap = p - q
    if kind.startswith("Newcombe"):
        (a, b), (c, d) = (
            wilson_limits(count, size, z, kind.endswith(")")) for count, size in ((x, n), (y, m))
        )
        return gap - sqrt((p - a) ** 2 + (d - q) ** 2), gap + sqrt((b - p) ** 2 + (q - c) ** 2)
    if kind.startswith("Miettinen"):
        return score_limits(x, n, y, m, z, kind == "Miettinen-Nurminen")
    half = z * sqrt(p * (1 - p) / n + q * (1 - q) / m)
    if kind == "Wald (Corrected)":
        half += (1 / n + 1 / m) / 2
    elif kind == "Agresti-Caffo":
        p, q = (x + 1) / (n + 2), (y + 1) / (m + 2)
        gap, half = p - q, z * sqrt(p * (1 - p) / (n + 2) + q * (1 - q) / (m + 2))
    elif kind == "Hauck-Anderson":
        if min(n, m) < 2:
            return nan, nan
        half = z * sqrt(p * (1 - p) / (n - 1) + q * (1 - q) / (m - 1)) + 1 / (2 * min(n, m))
    return gap - half, gap + half


def ratio_ends(outside: Callable[[float], float], top: float, bottom: float) -> tuple[float, float]:
    """The limits of a ratio: where `outside` of its logarithm changes its sign below and above top / bottom."""
    if not top and not bottom:
        return nan, nan
    middle = log(top / bottom) if top and bottom else 60.0 if top else -60.0
    low = exp(sign_change(lambda r: -outside(r), -60.0, middle)) if top else 0.0
    return low, exp(sign_change(outside, middle, 60.0)) if bottom else nan


def relative_risk_limits(kind: str, table: Any, column: int, alpha: float) -> tuple[float, float]:
    """The limits of the ratio of the two rows' shares of a column, by the type that is printed."""
    from scipy.stats import norm

    z = float(norm.ppf(1 - alpha / 2))
    (x, y), (n, m) = table[:, column].tolist(), table.sum(axis=1).tolist()
    if kind.startswith("Wald"):
        more = 0.5 if kind == "Wald Modified" else 0.0
        if not more and not (x and y):
            return nan, nan
        x, n, y, m = x + more, n + more, y + more, m + more
        half = exp(z * sqrt(1 / x - 1 / n + 1 / y - 1 / m))
        return x / n / (y / m) / half, x / n / (y / m) * half
    scale = z * z * ((n + m) / (n + m - 1) if kind == "Score" else 1)

    def outside(r: float) -> float:
        ratio = exp(r)
        a, b = (n + m) * ratio, n * ratio + x + m + y * ratio
        q = min(1.0, 2 * (x + y) / (b + sqrt(max(0.0, b * b - 4 * a * (x + y)))))
        p = min(1.0, ratio * q)
        if kind == "Likelihood Ratio":
            return float(binomial_deviance(x, n, p) + binomial_deviance(y, m, q) - z * z)
        spread = p * (1 - p) / n + ratio * ratio * q * (1 - q) / m
        return float((x / n - ratio * y / m) ** 2 - scale * spread)

    return ratio_ends(outside, x / n, y / m)


def odds_ratio_limits(kind: str, n: Any, alpha: float) -> tuple[float, float]:
    """The limits of the odds ratio of a 2 x 2 table, by the type that is printed."""
    from scipy.stats import norm

    z = float(norm.ppf(1 - alpha / 2))
    a, b, c, d = map(float, n.ravel())
    if kind.startswith("Wald"):
        cells = n.ravel() + (0.5 if kind == "Wald Modified" else 0.0)
        if not cells.all():
            return nan, nan
        half = z * sqrt(float((1 / cells).sum()))
        middle = log(float(cells[0] * cells[3] / cells[1] / cells[2]))
        return exp(middle - half), exp(middle + half)
    if kind in ("Exact", "Mid-p"):
        return conditional_odds_limits(a, b, c, d, alpha, 0.5 if kind == "Mid-p" else 1.0)
    scale = z * z * ((a + b + c + d) / (a + b + c + d - 1) if kind == "Score" else 1)
    low, high = max(0.0, a - d), min(a + b, a + c)

    def outside(r: float) -> float:
        def odds(v: float) -> float:
            if v <= low or v >= high:
                return -1.0 if v <= low else 1.0
            return log(v) + log(d - a + v) - log(a + b - v) - log(a + c - v) - r

        v = sign_change(odds, low, high)
        cells = np.array([v, a + b - v, a + c - v, d - a + v])
        if cells.min() <= 0:
            return 1.0
        if kind == "Likelihood Ratio":
            return 2 * sum(o * log(o / e) for o, e in zip((a, b, c, d), cells, strict=True) if o) - z * z
        return float((a - v) ** 2 * (1 / cells).sum() - scale)

    return ratio_ends(outside, a * d, b * c)


def conditional_odds_limits(
    a: float, b: float, c: float, d: float, alpha: float, own: float
) -> tuple[float, float]:
    """Exact limits of the odds ratio given the margins; own: the share of the table itself in both tails."""
    low, high = max(0.0, a - d), min(a + b, a + c)
    cells = np.arange(low, high + 1)
    logs = np.array([-sum(lgamma(v + 1) for v in (k, a + b - k, a + c - k, d - a + k)) for k in cells])

    def tail(r: float, there: Any) -> float:
        weights = np.exp(logs + r * cells - (logs + r * cells).max())
        return float((weights[there].sum() + own * weights[cells == a].sum()) / weights.sum())

    lower = exp(sign_change(lambda r: tail(r, cells > a) - alpha / 2, -60.0, 60.0)) if a > low else 0.0
    return lower, exp(sign_change(lambda r: alpha / 2 - tail(r, cells < a), -60.0, 60.0)) if a < high else nan


def common_difference(kind: str, tables: Sequence[Any], column: int, z: float) -> tuple[float, float]:
    """A common difference of the rows' shares of a column in 2 x 2 tables, and its standard error.

    Mantel-Haenszel with Sato's variance; or the strata's score limits: their midpoints weighted by their widths.
    """
    strata = [
        (float(t[0, column]), float(t[0].sum()), float(t[1, column]), float(t[1].sum()))
        for t in tables
        if t.sum(1).all()
    ]
    if kind == "Summary Score":
        ends = np.array([score_limits(*one, z, True) for one in strata])
        weights = (2 * z / (ends[:, 1] - ends[:, 0])) ** 2
        return float((weights * ends.mean(axis=1)).sum() / weights.sum()), float(weights.sum() ** -0.5)
    x, n, y, m = np.array(strata).T
    whole = (n * m / (n + m)).sum()
    value = ((x * m - y * n) / (n + m)).sum() / whole
    p = ((n**2 * y - m**2 * x + n * m * (m - n) / 2) / (n + m) ** 2).sum()
    q = ((x * (m - y) + y * (n - x)) / (2 * (n + m))).sum()
    return float(value), float((value * p + q) ** 0.5 / whole)


def binomial_proportion(
    count: float, total: float, alpha: float, p: float, exact: Sequence[str] = ()
) -> dict[str, float]:
    """BINOMIAL: the proportion with Wald and exact limits, and its tests against p."""
    from scipy.stats import binom, norm

    share = count / total
    error, under = sqrt(share * (1 - share) / total), sqrt(p * (1 - p) / total)
    z, quantile = (share - p) / under, float(norm.ppf(1 - alpha / 2))
    low, high = beta_limits(count, total, alpha, 0, 1)
    values = {
        "_BIN_": share, "E_BIN": error, "L_BIN": max(0.0, share - quantile * error), "U_BIN": min(1.0, share + quantile * error),
        "XL_BIN": low, "XU_BIN": high, "E0_BIN": under, "Z_BIN": z, "PL_BIN": float(norm.cdf(z)) if z <= 0 else nan,
        "PR_BIN": float(norm.sf(z)) if z > 0 else nan, "P2_BIN": float(2 * norm.sf(abs(z))),
    }  # fmt: skip
    side = "R" if z > 0 else "L"
    tail = float(binom.sf(count - 1, total, p) if z > 0 else binom.cdf(count, total, p))
    if "binomial" in exact:
        values |= {f"XP{side}_BIN": tail, "XP2_BIN": min(1.0, 2 * tail)}
    if "midp" in exact:
        values[f"MP{side}_BIN"] = tail - float(binom.pmf(count, total, p)) / 2
    return values
