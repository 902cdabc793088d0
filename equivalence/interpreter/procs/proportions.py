"""Confidence limits and exact tests of one proportion and of two. SAS/STAT User's Guide, "FREQ Procedure", Details:
Binomial Proportion, Risks and Risk Differences, Odds Ratio and Relative Risks for 2 x 2 Tables.

Limits without a closed form are found by halving an interval until no number lies between its ends.
"""

from __future__ import annotations

from collections.abc import Callable
from math import acos, cos, exp, inf, lgamma, log, nan, pi, sqrt

from equivalence.interpreter.distributions import beta_quantile, binomial_below, normal_quantile

Limits = tuple[float, float]


def halve(f: Callable[[float], float], low: float, high: float) -> float:
    """Return where f, negative at `low` and positive at `high`, changes its sign."""
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if f(middle) < 0:
            low = middle
        else:
            high = middle


def clip(low: float, high: float) -> Limits:
    """Return limits inside 0 to 1."""
    return max(0.0, low), min(1.0, high)


def probability(k: float, n: float, p: float) -> float:
    """P(X = k) of the binomial distribution."""
    if p in (0.0, 1.0):
        return float(k == n * p)
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))


def at_most(k: float, n: float, p: float) -> float:
    """P(X <= k)."""
    return 0.0 if k < 0 else 1.0 if k >= n else binomial_below(k, n, p)


def at_least(k: float, n: float, p: float) -> float:
    """P(X >= k)."""
    return at_most(n - k, n, 1 - p)


def wilson(x: float, n: float, z: float, corrected: bool = False) -> Limits:
    """Score limits; corrected ones move the proportion away by 1/2n."""
    p = x / n
    if not corrected:
        middle, gap = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return clip((middle - gap) / (1 + z * z / n), (middle + gap) / (1 + z * z / n))
    low = 2 * x + z * z - 1 - z * sqrt(max(0.0, z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)))
    high = 2 * x + z * z + 1 + z * sqrt(max(0.0, z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)))
    return (low / (2 * (n + z * z)) if x else 0.0), (high / (2 * (n + z * z)) if x < n else 1.0)


def clopper_pearson(x: float, n: float, alpha: float) -> Limits:
    """Exact limits."""
    low = beta_quantile(alpha / 2, x, n - x + 1) if x else 0.0
    return low, beta_quantile(1 - alpha / 2, x + 1, n - x) if x < n else 1.0


def blaker_lower(x: float, n: float, alpha: float) -> float:
    """The smallest proportion whose tail with the opposite tail that is no more likely reaches alpha."""
    if not x:
        return 0.0
    start = beta_quantile(alpha / 2, x, n - x + 1)
    k = -1
    while at_most(k + 1, n, start) <= at_least(x, n, start):
        k += 1
    jump = halve(lambda p: at_least(x, n, p) - at_most(k + 1, n, p), start, 1.0)
    if at_least(x, n, jump) + at_most(k, n, jump) <= alpha:
        return jump
    return halve(lambda p: at_least(x, n, p) + at_most(k, n, p) - alpha, start, jump)


def deviance(x: float, n: float, p: float) -> float:
    """Twice the log likelihood ratio of the observed share to p."""
    own = (x * log(x / n) if x else 0.0) + ((n - x) * log((n - x) / n) if x < n else 0.0)
    if (x and p <= 0) or (x < n and p >= 1):
        return inf
    return 2 * (own - (x * log(p) if x else 0.0) - ((n - x) * log(1 - p) if x < n else 0.0))


def binomial_limits(kind: str, x: float, n: float, alpha: float) -> Limits:
    """Return the limits of one proportion by the type that SAS prints."""
    z, p = normal_quantile(1 - alpha / 2), x / n
    match kind:
        case "Wald" | "Wald (Corrected)":
            gap = z * sqrt(p * (1 - p) / n) + (1 / (2 * n) if "(" in kind else 0.0)
            return clip(p - gap, p + gap)
        case "Wilson" | "Wilson (Corrected)":
            return wilson(x, n, z, "(" in kind)
        case "Agresti-Coull":
            size = n + z * z
            share = (x + z * z / 2) / size
            gap = z * sqrt(share * (1 - share) / size)
            return clip(share - gap, share + gap)
        case "Jeffreys":
            low = beta_quantile(alpha / 2, x + 0.5, n - x + 0.5) if x else 0.0
            return low, beta_quantile(1 - alpha / 2, x + 0.5, n - x + 0.5) if x < n else 1.0
        case "Clopper-Pearson (Exact)":
            return clopper_pearson(x, n, alpha)
        case "Mid-p":
            low = halve(lambda q: at_least(x, n, q) - probability(x, n, q) / 2 - alpha / 2, 0.0, p)
            high = halve(lambda q: alpha / 2 - at_most(x, n, q) + probability(x, n, q) / 2, p, 1.0)
            return (low if x else 0.0), (high if x < n else 1.0)
        case "Likelihood Ratio":
            low = halve(lambda q: z * z - deviance(x, n, q), 0.0, p) if x else 0.0
            return low, halve(lambda q: deviance(x, n, q) - z * z, p, 1.0) if x < n else 1.0
        case "Logit":
            if x in (0, n):
                return nan, nan
            middle, gap = log(x / (n - x)), z * sqrt(n / (x * (n - x)))
            return 1 / (1 + exp(gap - middle)), 1 / (1 + exp(-gap - middle))
        case _:
            return blaker_lower(x, n, alpha), 1 - blaker_lower(n - x, n, alpha)


# --- two proportions -------------------------------------------------------------------------------------


def restricted(x: float, n: float, y: float, m: float, d: float) -> float:
    """The likeliest first proportion where it is d above the second one (Farrington and Manning)."""
    t = m / n
    p, q = x / n, y / m
    a, b = 1 + t, -(1 + t + p + t * q + d * (t + 2))
    c, e = d * d + d * (2 * p + t + 1) + p + t * q, -p * d * (1 + d)
    v = b**3 / (3 * a) ** 3 - b * c / (6 * a * a) + e / (2 * a)
    u = sqrt(max(0.0, b * b / (3 * a) ** 2 - c / (3 * a))) * (1 if v > 0 else -1)
    w = (pi + acos(max(-1.0, min(1.0, v / u**3 if u else 0.0)))) / 3
    root = 2 * u * cos(w) - b / (3 * a)
    for _ in range(3):  # the angle loses half of the digits where it is small
        slope = 3 * a * root * root + 2 * b * root + c
        better = root - (((a * root + b) * root + c) * root + e) / slope if slope else root
        root = better if abs(better - root) < 1e-6 else root
    return min(max(root, max(0.0, d)), min(1.0, 1 + d))


def score_variance(x: float, n: float, y: float, m: float, d: float, corrected: bool) -> float:
    """The variance of the difference where it is d; Miettinen and Nurminen's correction is N/(N-1)."""
    p = restricted(x, n, y, m, d)
    q = p - d
    return (p * (1 - p) / n + q * (1 - q) / m) * ((n + m) / (n + m - 1) if corrected else 1.0)


def score_difference(x: float, n: float, y: float, m: float, z: float, corrected: bool) -> Limits:
    """Score limits of a difference."""
    gap = x / n - y / m

    def over(d: float) -> float:
        return (gap - d) ** 2 - z * z * score_variance(x, n, y, m, d, corrected)

    low = halve(lambda d: -over(d), -1.0, gap) if gap > -1 else -1.0
    return low, halve(over, gap, 1.0) if gap < 1 else 1.0


def difference_limits(kind: str, x: float, n: float, y: float, m: float, alpha: float) -> Limits:
    """Return the limits of x/n - y/m."""
    z = normal_quantile(1 - alpha / 2)
    p, q = x / n, y / m
    gap, error = p - q, sqrt(p * (1 - p) / n + q * (1 - q) / m)
    match kind:
        case "Wald" | "Wald (Corrected)":
            half = z * error + ((1 / n + 1 / m) / 2 if "(" in kind else 0.0)
        case "Agresti-Caffo":
            a, b = (x + 1) / (n + 2), (y + 1) / (m + 2)
            gap, half = a - b, z * sqrt(a * (1 - a) / (n + 2) + b * (1 - b) / (m + 2))
        case "Hauck-Anderson":
            if min(n, m) < 2:
                return nan, nan
            half = z * sqrt(p * (1 - p) / (n - 1) + q * (1 - q) / (m - 1)) + 1 / (2 * min(n, m))
        case "Newcombe" | "Newcombe (Corrected)":
            (a, b), (c, d) = wilson(x, n, z, "(" in kind), wilson(y, m, z, "(" in kind)
            return gap - sqrt((p - a) ** 2 + (d - q) ** 2), gap + sqrt((b - p) ** 2 + (q - c) ** 2)
        case _:
            return score_difference(x, n, y, m, z, kind == "Miettinen-Nurminen")
    return gap - half, gap + half


def ratio_limits(kind: str, x: float, n: float, y: float, m: float, alpha: float) -> Limits:
    """Return the limits of (x/n) / (y/m)."""
    z = normal_quantile(1 - alpha / 2)
    if kind in ("Wald", "Wald Modified"):
        add = 0.5 if kind == "Wald Modified" else 0.0
        if not add and 0 in (x, y):
            return nan, nan
        x, n, y, m = x + add, n + add, y + add, m + add
        error = sqrt(1 / x - 1 / n + 1 / y - 1 / m)
        return x / n / (y / m) * exp(-z * error), x / n / (y / m) * exp(z * error)

    def over(r: float) -> float:
        a, b = (n + m) * exp(r), n * exp(r) + x + m + y * exp(r)
        q = min(1.0, 2 * (x + y) / (b + sqrt(max(0.0, b * b - 4 * a * (x + y)))))
        p = min(1.0, exp(r) * q)
        if kind == "Likelihood Ratio":
            return deviance(x, n, p) + deviance(y, m, q) - z * z
        scale = (n + m) / (n + m - 1) if kind == "Score" else 1.0
        return (x / n - exp(r) * y / m) ** 2 - z * z * scale * (
            p * (1 - p) / n + exp(2 * r) * q * (1 - q) / m
        )

    return open_limits(over, x / n, y / m)


def open_limits(over: Callable[[float], float], top: float, bottom: float) -> Limits:
    """Return the limits of a ratio, where `over` of its logarithm changes its sign on both sides of it."""
    if not top and not bottom:
        return nan, nan
    middle = log(top / bottom) if top and bottom else 0.0
    low = exp(halve(lambda r: -over(r), -60.0, middle if bottom else 60.0)) if top else 0.0
    return low, exp(halve(over, middle if top else -60.0, 60.0)) if bottom else nan


def odds_limits(kind: str, n: list[list[float]], alpha: float) -> Limits:
    """Return the limits of the odds ratio of a 2 x 2 table."""
    z = normal_quantile(1 - alpha / 2)
    (a, b), (c, d) = n
    if kind in ("Wald", "Wald Modified"):
        cells = [v + (0.5 if kind == "Wald Modified" else 0.0) for v in (a, b, c, d)]
        if 0 in cells:
            return nan, nan
        middle, error = log(cells[0] * cells[3] / cells[1] / cells[2]), sqrt(sum(1 / v for v in cells))
        return exp(middle - z * error), exp(middle + z * error)
    if kind in ("Exact", "Mid-p"):
        return conditional_limits(n, alpha, 0.5 if kind == "Mid-p" else 1.0)

    def over(r: float) -> float:
        low, high = max(0.0, a - d), min(a + b, a + c)
        fit = halve(
            lambda v: log(v) + log(d - a + v) - log(a + b - v) - log(a + c - v) - r if low < v < high else (-1.0 if v <= low else 1.0),
            low,
            high,
        )  # fmt: skip
        cells = [fit, a + b - fit, a + c - fit, d - a + fit]
        if min(cells) <= 0:
            return 1.0
        if kind == "Likelihood Ratio":
            seen = (a, b, c, d)
            return 2 * sum(o * log(o / e) for o, e in zip(seen, cells, strict=True) if o) - z * z
        total = a + b + c + d
        scale = total / (total - 1) if kind == "Score" else 1.0
        return (a - fit) ** 2 * sum(1 / e for e in cells) - z * z * scale

    return open_limits(over, a * d, b * c)


def conditional_limits(n: list[list[float]], alpha: float, own: float) -> Limits:
    """Exact limits of the odds ratio given the margins; `own`: the share of the observed table in both tails."""
    (a, b), (c, d) = n
    low, high = int(max(0, a - d)), int(min(a + b, a + c))
    logs = [-sum(lgamma(v + 1) for v in (k, a + b - k, a + c - k, d - a + k)) for k in range(low, high + 1)]

    def tail(r: float, upper: bool) -> float:
        terms = [s + r * k for k, s in zip(range(low, high + 1), logs, strict=True)]
        top = max(terms)
        weights = [exp(t - top) for t in terms]
        at = int(a) - low
        part = weights[at + 1 :] if upper else weights[:at]
        return (sum(part) + own * weights[at]) / sum(weights)

    lower = exp(halve(lambda r: tail(r, True) - alpha / 2, -60.0, 60.0)) if a > low else 0.0
    return lower, exp(halve(lambda r: alpha / 2 - tail(r, False), -60.0, 60.0)) if a < high else nan
