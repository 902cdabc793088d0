"""Statistics of one variable as PROC UNIVARIATE defines them. "UNIVARIATE Procedure", Details."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, isnan, nan, pi, sqrt

from equivalence.interpreter.distributions import t_two_sided
from equivalence.interpreter.procs import normality, univariate_robust
from equivalence.interpreter.procs.extremes import Settings, computed
from equivalence.interpreter.procs.percentiles import percentile
from translator.library.statistics.quantiles import percentile_body

ALIASES = {"stddev": "std", "stdmean": "stderr", "skew": "skewness", "kurt": "kurtosis"}

UNWEIGHTED = univariate_robust.STATISTICS | {
    "gini", "std_gini", "mad", "std_mad", "std_qrange", "normal", "probn",
}  # fmt: skip
OWN = UNWEIGHTED | {"nobs", "nmiss", "t", "probt", "msign", "probm", "signrank", "probs"}


@dataclass(frozen=True, slots=True)
class Sample:
    """Values, missing ones included, and their weights; VARDEF= and PCTLDEF=."""

    values: list[float]
    weights: list[float] | None = None
    vardef: str = "df"
    definition: int = 5


def value_of(name: str, sample: Sample, mu: float) -> float:
    """Return a statistic."""
    values, definition = sample.values, sample.definition
    x = [v for v in values if not isnan(v)]
    n = len(x)
    if sample.weights is not None and name not in ("nobs", "nmiss"):
        w = [u for u, v in zip(sample.weights, values, strict=True) if not isnan(v)]
        return _weighted(name, x, w, sample, mu)
    shares = {"median": Fraction(1, 2), "q1": Fraction(1, 4), "q3": Fraction(3, 4)}
    if name in shares:
        return percentile(x, shares[name], definition)
    if name[0] == "p" and name[1:2].isdigit():
        return percentile(x, Fraction(name[1:]) / 100, definition)
    if name == "nobs":
        return float(len(values))
    if name == "nmiss":
        return float(len(values) - n)
    if not x and name not in ("n", "sumwgt"):
        return nan
    match name:
        case "qrange" | "std_qrange":
            spread = percentile(x, Fraction(3, 4), definition) - percentile(x, Fraction(1, 4), definition)
            return spread if name == "qrange" else spread / 1.34898
        case "mad" | "std_mad":
            middle = percentile(x, Fraction(1, 2))
            deviation = percentile([abs(v - middle) for v in x], Fraction(1, 2))
            return deviation if name == "mad" else 1.4826 * deviation
        case "sn" | "qn" | "std_sn" | "std_qn":
            return univariate_robust.scale(name, x)
        case "gini" | "std_gini":
            if n < 2:
                return nan
            mean = sum(abs(a - b) for a, b in product(x, x)) / (n * (n - 1))
            return mean if name == "gini" else mean * sqrt(pi) / 2
        case "t" | "probt":
            if n < 2:
                return nan
            mean = sum(x) / n
            error = sqrt(sum((v - mean) ** 2 for v in x) / (n - 1) / n)
            if not error or sample.vardef != "df":
                return nan
            return (mean - mu) / error if name == "t" else t_two_sided((mean - mu) / error, n - 1)
        case "msign" | "probm":
            above, below = sum(v > mu for v in x), sum(v < mu for v in x)
            if name == "msign":
                return (above - below) / 2
            total = above + below
            return (
                min(1.0, 2 * sum(comb(total, j) for j in range(min(above, below) + 1)) / 2**total)
                if total
                else nan
            )
        case "signrank" | "probs":
            return _signed_rank([v - mu for v in x if v != mu], name == "probs")
        case "normal" | "probn":
            return normality.normal_test(x, name == "probn")
        case _:
            return computed(name, x, None, Settings(sample.vardef))


def _weighted(name: str, x: list[float], w: list[float], sample: Sample, mu: float) -> float:
    """Return a statistic of weighted values: percentiles by weight, no sign and signed rank tests."""
    if name in ("msign", "probm", "signrank", "probs"):
        return nan
    if name[0] == "p" and name[1:2].isdigit():
        return percentile_body(float(name[1:]))(x, w) if x else nan
    moved = [v - mu for v in x] if name in ("t", "probt") else x
    return computed(name, moved, w, Settings(sample.vardef))


def _signed_rank(d: list[float], probability: bool) -> float:
    """The signed rank statistic ("Tests for Location"): exact to 20 values, by Student's t above."""
    n = len(d)
    if not n:
        return nan
    sizes = sorted(abs(v) for v in d)
    rank = {s: (2 * sizes.index(s) + sizes.count(s) + 1) / 2 for s in sizes}
    centered = sum(rank[abs(v)] for v in d if v > 0) - n * (n + 1) / 4
    if not probability:
        return centered
    if n <= 20:
        counts = {0.0: 1}
        for v in d:
            new: dict[float, int] = {}
            for total, ways in counts.items():
                for other in (total, total + rank[abs(v)]):
                    new[other] = new.get(other, 0) + ways
            counts = new
        extreme = sum(
            w for total, w in counts.items() if abs(total - n * (n + 1) / 4) >= abs(centered) - 1e-9
        )
        return float(extreme / 2**n)
    ties = [sizes.count(s) for s in set(sizes)]
    variance = (n * (n + 1) * (2 * n + 1) - 0.5 * sum(t * (t + 1) * (t - 1) for t in ties)) / 24
    return t_two_sided(centered * sqrt((n - 1) / (n * variance - centered**2)), n - 1)
