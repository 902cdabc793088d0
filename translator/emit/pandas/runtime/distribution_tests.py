"""PROC NPAR1WAY: tests of empirical distribution functions, and one-way analysis of variance."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np

from translator.library.formats.best import fixed

Rows = dict[str, list[list[Any]]]

OTHER_TABLES: dict[str, dict[str, list[str]]] = {
    "anova": {"ClassMeans": ["Class", "N", "Mean"], "ANOVA": ["Source", "DF", "SS", "MS", "FValue", "ProbF"]},
    "edf": {
        "KolSmirTest": ["Class", "N", "EDF", "Deviation"],
        "KolSmirStats": ["KS", "KSa"],
        "KolSmir2Stats": ["Name1", "Label1", "cValue1", "nValue1", "Name2", "Label2", "cValue2", "nValue2"],
        "CVMTest": ["Class", "N", "Deviation"],
        "CVMStats": ["CM", "CMa"],
        "KuiperStats": ["K", "Ka", "Prob"],
    },
}
"""The columns of the tables of ANOVA and EDF."""


def one_way_anova(x: Any, codes: Any, texts: Sequence[str]) -> tuple[Rows, dict[str, float]]:
    """ANOVA: the rows of its tables, and its values for OUTPUT."""
    from scipy.stats import f

    n, k = len(x), len(texts)
    if not n:
        return {}, {}
    sizes = np.bincount(codes, minlength=k)
    means = np.bincount(codes, x, minlength=k) / sizes
    among = float((sizes * (means - x.mean()) ** 2).sum())
    within = float(((x - means[codes]) ** 2).sum())
    square = among / (k - 1) if k > 1 else nan
    error = within / (n - k) if n > k else nan
    ratio = square / error if error > 0 else nan
    chance = float(f.sf(ratio, k - 1, n - k))
    rows: Rows = {
        "ClassMeans": [
            [text, float(size), float(mean)] for text, size, mean in zip(texts, sizes, means, strict=True)
        ],
        "ANOVA": [
            ["Among", float(k - 1), among, square, ratio, chance],
            ["Within", float(n - k), within, error, nan, nan],
        ],
    }
    return rows, {"_MSA_": square, "_MSE_": error, "_F_": ratio, "P_F": chance}


def distribution_tests(x: Any, codes: Any, texts: Sequence[str]) -> tuple[Rows, dict[str, float]]:
    """EDF: the rows of Kolmogorov-Smirnov, Cramér-von Mises and Kuiper tests, and their values for OUTPUT."""
    n, k = len(x), len(texts)
    if not n:
        return {}, {}
    _, place = np.unique(x, return_inverse=True)
    counts = np.zeros((k, place.max() + 1))
    np.add.at(counts, (codes, place), 1.0)
    sizes = counts.sum(1)
    each = counts.cumsum(1) / sizes[:, None]
    pooled = counts.sum(0).cumsum() / n
    apart = each - pooled
    spread = np.sqrt((sizes[:, None] * apart**2).sum(0) / n)
    ks = float(spread.max())
    at = int(np.argmax(spread >= ks - 1e-12))
    parts = sizes * (counts.sum(0) / n * apart**2).sum(1)
    cm = float(parts.sum() / n)
    rows: Rows = {
        "KolSmirTest": [
            [text, float(m), float(f[at]), float(m**0.5 * gap[at])]
            for text, m, f, gap in zip(texts, sizes, each, apart, strict=True)
        ],
        "CVMTest": [[text, float(m), float(part)] for text, m, part in zip(texts, sizes, parts, strict=True)],
        "CVMStats": [[cm, cm * n]],
    }
    rows["KolSmirTest"].append(["Total", float(n), float(pooled[at]), nan])
    values = {"_KS_": ks, "_KSA_": ks * n**0.5, "_CM_": cm, "_CMA_": cm * n}
    if k != 2:
        return rows | {"KolSmirStats": [[ks, ks * n**0.5]]}, values
    gaps = each[0] - each[1]
    scale = float((sizes[0] * sizes[1] / n) ** 0.5)
    d, reach = float(np.abs(gaps).max()), float(gaps.max() - gaps.min())
    values |= {"_D_": d, "P_KSA": kolmogorov_tail(d * scale), "_K_": reach, "_KA_": reach * scale}
    values["P_KA"] = kuiper_tail(reach * scale)

    def cells(name: str, label: str) -> list[Any]:
        value = values[name]
        if name.startswith("P_"):
            return [name, label, "<.0001" if value < 0.0001 else fixed(value, 4), value]
        return [name, label, fixed(value, 6), value]

    rows["KolSmir2Stats"] = [
        [*cells("_KS_", "KS"), *cells("_D_", "D")],
        [*cells("_KSA_", "KSa"), *cells("P_KSA", "Pr > KSa")],
    ]
    return rows | {"KuiperStats": [[reach, reach * scale, values["P_KA"]]]}, values


def kolmogorov_tail(z: float) -> float:
    """P(KSa > z) = 2 sum (-1)**(i-1) exp(-2 i**2 z**2)."""
    i = np.arange(1.0, 101)
    return min(1.0, float(2 * ((-1) ** (i - 1) * np.exp(-2 * (i * z) ** 2)).sum())) if z else 1.0


def kuiper_tail(z: float) -> float:
    """P(Ka > z) = 2 sum (4 i**2 z**2 - 1) exp(-2 i**2 z**2)."""
    squares = (np.arange(1.0, 101) * z) ** 2
    return min(1.0, float(2 * ((4 * squares - 1) * np.exp(-2 * squares)).sum())) if z else 1.0
