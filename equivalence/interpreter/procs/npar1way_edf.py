"""PROC NPAR1WAY: tests of empirical distribution functions, and one-way analysis of variance.

SAS/STAT User's Guide, "NPAR1WAY Procedure", Tests Based on the Empirical Distribution Function; Displayed Output.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, fsum, nan, sqrt

from equivalence.interpreter.distributions import f_tail
from equivalence.interpreter.procs.results import char, num
from equivalence.interpreter.tables import Row, Table
from translator.library.formats.best import fixed

COLUMNS = {
    "anova": ("_MSA_", "_MSE_", "_F_", "P_F"),
    "edf": ("_KS_", "_KSA_", "_D_", "P_KSA", "_CM_", "_CMA_", "_K_", "_KA_", "P_KA"),
}
"""Variables of OUTPUT ("Contents of the Output Data Set")."""
TABLES = {
    "anova": ("ClassMeans", "ANOVA"),
    "edf": ("KolSmirTest", "KolSmirStats", "KolSmir2Stats", "CVMTest", "CVMStats", "KuiperStats"),
}


@dataclass(slots=True)
class Groups:
    """The values of a variable by class, in the order of the classes, and the classes' texts."""

    texts: list[str]
    samples: list[list[float]]
    points: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.points = sorted({x for sample in self.samples for x in sample})

    @property
    def total(self) -> int:
        """The number of values."""
        return sum(map(len, self.samples))

    def functions(self) -> list[list[float]]:
        """Return the empirical distribution function of each class at the points."""
        return [[sum(v <= x for v in sample) / len(sample) for x in self.points] for sample in self.samples]

    def pooled(self) -> list[float]:
        """Return that of all values."""
        return [sum(v <= x for s in self.samples for v in s) / self.total for x in self.points]


def empty_tables(analysis: str, width: int) -> dict[str, Table]:
    """Return the printed tables without rows."""
    head = char("Variable", width)
    pair = [
        c
        for i in "12"
        for c in (char(f"Name{i}", 8), char(f"Label{i}", 8), char(f"cValue{i}", 12), num(f"nValue{i}"))
    ]
    by_class = [head, char("Class", 16), num("N")]
    numbers = {
        "ANOVA": ("DF", "SS", "MS", "FValue", "ProbF"),
        "KolSmirStats": ("KS", "KSa"),
        "CVMStats": ("CM", "CMa"),
        "KuiperStats": ("K", "Ka", "Prob"),
    }
    columns = {
        "ClassMeans": [*by_class, num("Mean")],
        "KolSmirTest": [*by_class, num("EDF"), num("Deviation")],
        "KolSmir2Stats": [head, *pair],
        "CVMTest": [*by_class, num("Deviation")],
        **{name: [head, *map(num, names)] for name, names in numbers.items()},
    }
    columns["ANOVA"].insert(1, char("Source", 6))
    return {name: Table(columns[name], []) for name in TABLES[analysis]}


def analysis_of_variance(groups: Groups, variable: str, made: dict[str, Table]) -> dict[str, float]:
    """Add the rows of ANOVA; return its values for OUTPUT."""
    n, k = groups.total, len(groups.samples)
    if not n:
        return {}
    means = [fsum(s) / len(s) for s in groups.samples]
    mean = fsum(v for s in groups.samples for v in s) / n
    among = fsum(len(s) * (m - mean) ** 2 for s, m in zip(groups.samples, means, strict=True))
    within = fsum((v - m) ** 2 for s, m in zip(groups.samples, means, strict=True) for v in s)
    square = among / (k - 1) if k > 1 else nan
    error = within / (n - k) if n > k else nan
    ratio = square / error if error > 0 else nan
    chance = f_tail(ratio, k - 1, n - k) if ratio == ratio else nan
    for text, sample, m in zip(groups.texts, groups.samples, means, strict=True):
        made["ClassMeans"].rows.append([variable, text, float(len(sample)), m])
    made["ANOVA"].rows += [
        [variable, "Among", float(k - 1), among, square, ratio, chance],
        [variable, "Within", float(n - k), within, error, nan, nan],
    ]
    return dict(zip(COLUMNS["anova"], (square, error, ratio, chance), strict=True))


def distributions(groups: Groups, variable: str, made: dict[str, Table]) -> dict[str, float]:
    """Add the rows of EDF: Kolmogorov-Smirnov, Cramér-von Mises, Kuiper; return the values for OUTPUT."""
    n = groups.total
    if not n:
        return {}
    sizes = [len(s) for s in groups.samples]
    each, pooled = groups.functions(), groups.pooled()
    places = range(len(groups.points))
    spread = [
        sqrt(fsum(m * (f[j] - pooled[j]) ** 2 for m, f in zip(sizes, each, strict=True)) / n) for j in places
    ]
    ks = max(spread)
    at = next(j for j in places if spread[j] >= ks - 1e-12)
    steps = [b - a for a, b in pairwise([0.0, *pooled])]  # the share of values at each point
    apart = [
        m * fsum(t * (f[j] - pooled[j]) ** 2 for j, t in enumerate(steps))
        for m, f in zip(sizes, each, strict=True)
    ]
    cm = fsum(apart) / n
    for text, m, f, part in zip(groups.texts, sizes, each, apart, strict=True):
        gap = sqrt(m) * (f[at] - pooled[at])
        made["KolSmirTest"].rows.append([variable, text, float(m), f[at], gap])
        made["CVMTest"].rows.append([variable, text, float(m), part])
    made["KolSmirTest"].rows.append([variable, "Total", float(n), pooled[at], nan])
    made["CVMStats"].rows.append([variable, cm, cm * n])
    values = {"_KS_": ks, "_KSA_": ks * sqrt(n), "_CM_": cm, "_CMA_": cm * n}
    if len(sizes) != 2:
        made["KolSmirStats"].rows.append([variable, ks, ks * sqrt(n)])
        return values
    gaps = [a - b for a, b in zip(*each, strict=True)]
    scale = sqrt(sizes[0] * sizes[1] / n)
    d, k = max(map(abs, gaps)), max(gaps) - min(gaps)
    values |= {"_D_": d, "P_KSA": kolmogorov_tail(d * scale)}
    values |= {"_K_": k, "_KA_": k * scale, "P_KA": kuiper_tail(k * scale)}
    made["KolSmir2Stats"].rows += [
        [variable, *_cells("_KS_", "KS", values), *_cells("_D_", "D", values)],
        [variable, *_cells("_KSA_", "KSa", values), *_cells("P_KSA", "Pr > KSa", values)],
    ]
    made["KuiperStats"].rows.append([variable, k, k * scale, values["P_KA"]])
    return values


def _cells(name: str, label: str, values: dict[str, float]) -> Row:
    value = values[name]
    text = fixed(value, 6) if not name.startswith("P_") else "<.0001" if value < 0.0001 else fixed(value, 4)
    return [name, label, text, value]


def kolmogorov_tail(z: float) -> float:
    """P(KSa > z) = 2 sum (-1)**(i-1) exp(-2 i**2 z**2)."""
    return min(1.0, 2 * fsum((-1) ** (i - 1) * exp(-2 * (i * z) ** 2) for i in range(1, 101))) if z else 1.0


def kuiper_tail(z: float) -> float:
    """P(Ka > z) = 2 sum (4 i**2 z**2 - 1) exp(-2 i**2 z**2)."""
    terms = fsum((4 * (i * z) ** 2 - 1) * exp(-2 * (i * z) ** 2) for i in range(1, 101))
    return min(1.0, 2 * terms) if z else 1.0
