"""Tests and measures of association of crossed tables (PROC FREQ). SAS/STAT User's Guide, "FREQ Procedure", Details."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import comb, exp, factorial, log, nan, prod, sqrt
from typing import Any

import numpy as np

from translator.emit.pandas.runtime.log import SasError

Values = dict[str, float]


def chi_squares(n: Any, rows: Any, columns: Any) -> Values:
    """CHISQ: Pearson, likelihood ratio, continuity adjusted, Mantel-Haenszel; phi, contingency, Cramer's V."""
    from scipy.stats import chi2

    total = n.sum()
    expected = np.outer(n.sum(1), n.sum(0)) / total
    df = (n.shape[0] - 1) * (n.shape[1] - 1)
    if not df:
        return {}
    pearson = float(((n - expected) ** 2 / expected).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = float(2 * np.where(n > 0, n * np.log(n / expected), 0).sum())
    v, w = correlation_parts(n, rows, columns)
    found = {"_PCHI_": pearson, "DF_PCHI": df, "_LRCHI_": ratio, "DF_LRCHI": df}
    if n.shape == (2, 2):
        found |= {
            "_AJCHI_": float((np.maximum(0, np.abs(n - expected) - 0.5) ** 2 / expected).sum()),
            "DF_AJCHI": 1,
        }
    if w:
        found |= {"_MHCHI_": (total - 1) * (v / w) ** 2, "DF_MHCHI": 1}
    for name in ("PCHI", "LRCHI", "AJCHI", "MHCHI"):
        if f"_{name}_" in found:
            found[f"P_{name}"] = float(chi2.sf(found[f"_{name}_"], found[f"DF_{name}"]))
    if n.shape == (2, 2):
        phi = float((n[0, 0] * n[1, 1] - n[0, 1] * n[1, 0]) / sqrt(np.prod(n.sum(1)) * np.prod(n.sum(0))))
        cramer = phi
    else:
        phi, cramer = sqrt(pearson / total), sqrt(pearson / total / min(n.shape[0] - 1, n.shape[1] - 1))
    return found | {"_PHI_": phi, "_CONTGY_": sqrt(pearson / (pearson + total)), "_CRAMV_": cramer}


def fisher_exact(n: Any) -> Values:
    """FISHER: left, right, table and two-sided probabilities; the last two of tables with more rows or columns.

    Nothing for counts that are not whole.
    """
    if (n % 1 != 0).any() or min(n.shape) < 2:
        return {}
    if n.shape != (2, 2):
        return fisher_of_tables(n.astype("int64").tolist())
    a, row, column, total = int(n[0, 0]), int(n[0].sum()), int(n[:, 0].sum()), int(n.sum())
    low, high = max(0, row + column - total), min(row, column)
    chances = {
        k: comb(row, k) * comb(total - row, column - k) / comb(total, column) for k in range(low, high + 1)
    }
    return {
        "F11": float(a), "XPL_FISH": sum(p for k, p in chances.items() if k <= a),
        "XPR_FISH": sum(p for k, p in chances.items() if k >= a), "P_TABLE": chances[a],
        "XP2_FISH": min(1.0, sum(p for p in chances.values() if p <= chances[a] * (1 + 1e-9))),
    }  # fmt: skip


def fisher_of_tables(n: list[list[int]]) -> Values:
    """The probability of the table, and that of all tables with the same margins that are not more probable.

    Column by column: what is left of the rows' totals is a node of Mehta and Patel's network; a node whose best (or
    worst) way on decides is not followed. In whole numbers: a table's weight is the product of the ways to fill its
    columns.
    """
    columns = sorted((list(column) for column in zip(*n, strict=True)), key=sum)

    @cache
    def onward(place: int, room: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
        if onward.cache_info().currsize > 50_000:
            raise SasError("R0602", "ERROR: FISHER: the table is too large for an exact test.")
        return [
            (ways(part), tuple(sorted(a - b for a, b in zip(room, part, strict=True))))
            for part in fillings(sum(columns[place]), room)
        ]

    @cache
    def bounds(place: int, room: tuple[int, ...]) -> tuple[int, int]:
        if place == len(columns):
            return 1, 1
        found = [(weight, bounds(place + 1, rest)) for weight, rest in onward(place, room)]
        return min(w * low for w, (low, _) in found), max(w * high for w, (_, high) in found)

    rows = tuple(sorted(map(sum, n)))
    here = prod(map(ways, columns))
    as_rare = 0
    nodes = {rows: {1: 1}}
    for place in range(len(columns)):
        following: dict[tuple[int, ...], dict[int, int]] = {}
        for room, reached in nodes.items():
            for weight, rest in onward(place, room):
                low, high = bounds(place + 1, rest)
                for past, times in reached.items():
                    if past * weight * high <= here:
                        as_rare += times * past * weight * ways(rest)
                    elif past * weight * low <= here:
                        paths = following.setdefault(rest, {})
                        paths[past * weight] = paths.get(past * weight, 0) + times
        nodes = following
    every = ways(rows)
    return {"P_TABLE": float(Fraction(here, every)), "XP2_FISH": float(Fraction(as_rare, every))}


def ways(parts: Sequence[int]) -> int:
    """In how many ways things can be split into parts of these sizes."""
    return factorial(sum(parts)) // prod(factorial(part) for part in parts)


def fillings(total: int, room: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The ways to spread a total over cells with room for so much each."""
    if len(room) == 1:
        yield from [(total,)] if total <= room[0] else []
        return
    for first in range(max(0, total - sum(room[1:])), min(total, room[0]) + 1):
        for rest in fillings(total - first, room[1:]):
            yield (first, *rest)


def correlation_parts(n: Any, rows: Any, columns: Any) -> tuple[float, float]:
    """Numerator and denominator of the Pearson correlation of the scores."""
    total = n.sum()
    r, c = rows - (n.sum(1) @ rows) / total, columns - (n.sum(0) @ columns) / total
    return float(r @ n @ c), sqrt(float(n.sum(1) @ r**2) * float(n.sum(0) @ c**2))


def measures(n: Any, rows: Any, columns: Any) -> dict[str, tuple[float, float]]:
    """MEASURES: (value, asymptotic standard error) of each measure by its keyword."""
    total = float(n.sum())
    ni, nj = n.sum(1), n.sum(0)
    above = np.zeros_like(n)
    across = np.zeros_like(n)
    for i in range(n.shape[0]):
        for j in range(n.shape[1]):
            above[i, j] = n[i + 1 :, j + 1 :].sum() + n[:i, :j].sum()
            across[i, j] = n[i + 1 :, :j].sum() + n[:i, j + 1 :].sum()
    p, q = float((n * above).sum()), float((n * across).sum())
    d = above - across
    wr, wc = total**2 - float((ni**2).sum()), total**2 - float((nj**2).sum())
    w = sqrt(wr * wc)
    found = (
        {
            "GAMMA": (
                (p - q) / (p + q),
                4 / (p + q) ** 2 * sqrt(float((n * (q * above - p * across) ** 2).sum())),
            )
        }
        if p + q
        else {}
    )
    tau = (p - q) / w
    v = ni[:, None] * wc + nj[None, :] * wr
    inner = float((n * (2 * w * d + tau * v) ** 2).sum()) - total**3 * tau**2 * (wr + wc) ** 2
    found["KENTB"] = tau, sqrt(max(0.0, inner)) / w**2
    m = min(n.shape)
    spread = float((n * d**2).sum()) - (p - q) ** 2 / total
    found["STUTC"] = m * (p - q) / (total**2 * (m - 1)), 2 * m / ((m - 1) * total**2) * sqrt(max(0.0, spread))
    found["SMDCR"] = (
        (p - q) / wr,
        2 / wr**2 * sqrt(float((n * (wr * d - (p - q) * (total - ni[:, None])) ** 2).sum())),
    )
    found["SMDRC"] = (
        (p - q) / wc,
        2 / wc**2 * sqrt(float((n * (wc * d - (p - q) * (total - nj[None, :])) ** 2).sum())),
    )
    found["PCORR"] = pearson_measure(n, rows, columns)
    found["SCORR"] = spearman_measure(n)
    return found | lambdas(n) | uncertainties(n)


def pearson_measure(n: Any, rows: Any, columns: Any) -> tuple[float, float]:
    """The Pearson correlation of the scores and its standard error."""
    v, w = correlation_parts(n, rows, columns)
    if not w:
        return nan, nan
    total = n.sum()
    r, c = rows - (n.sum(1) @ rows) / total, columns - (n.sum(0) @ columns) / total
    ss_r, ss_c = float(n.sum(1) @ r**2), float(n.sum(0) @ c**2)
    b = r[:, None] ** 2 * ss_c + c[None, :] ** 2 * ss_r
    return v / w, sqrt(float((n * (w * np.outer(r, c) - b * v / (2 * w)) ** 2).sum())) / w**2


def spearman_measure(n: Any) -> tuple[float, float]:
    """The Spearman correlation and its standard error."""
    total = float(n.sum())
    ni, nj = n.sum(1), n.sum(0)
    r = np.cumsum(ni) - ni / 2 - total / 2
    c = np.cumsum(nj) - nj / 2 - total / 2
    f, g = total**3 - float((ni**3).sum()), total**3 - float((nj**3).sum())
    v, w = float(r @ n @ c), sqrt(f * g) / 12
    if not w:
        return nan, nan
    below = np.vstack([np.cumsum((n @ c)[::-1])[::-1][1:].reshape(-1, 1), [[0.0]]])
    right = np.append(np.cumsum((r @ n)[::-1])[::-1][1:], 0.0)
    vij = total * (np.outer(r, c) + (n @ c)[:, None] / 2 + (r @ n)[None, :] / 2 + below + right[None, :])
    wij = -total / (96 * w) * (f * nj[None, :] ** 2 + g * ni[:, None] ** 2)
    z = w * vij - v * wij
    mean = float((n * z).sum()) / total
    return v / w, sqrt(float((n * (z - mean) ** 2).sum())) / (total * w**2)


def lambdas(n: Any) -> dict[str, tuple[float, float]]:
    """Lambda asymmetric C|R and R|C, and symmetric."""
    total = float(n.sum())

    def asymmetric(t: Any) -> tuple[float, float]:
        best, largest = t.max(1), t.sum(0).max()
        if total == largest:
            return nan, nan
        same = best[t.argmax(1) == t.sum(0).argmax()].sum()
        variance = (total - best.sum()) / (total - largest) ** 3 * (best.sum() + largest - 2 * same)
        return float((best.sum() - largest) / (total - largest)), sqrt(max(0.0, float(variance)))

    ri, cj = n.max(1), n.max(0)
    r, c = n.sum(0).max(), n.sum(1).max()
    w, v = 2 * total - r - c, 2 * total - ri.sum() - cj.sum()
    column, row = n.sum(0).argmax(), n.sum(1).argmax()
    li, kj = n.argmax(1), n.argmax(0)
    x = ri[li == column].sum() + cj[kj == row].sum() + n[row].max() + n[:, column].max()
    y = 8 * total - w - v - 2 * x
    both = sum(n[i, j] for i, j in enumerate(li) if kj[j] == i)
    symmetric = (nan, nan)
    if w:
        variance = (w * v * y - 2 * w**2 * (total - both) - 2 * v**2 * (total - n[row, column])) / w**4
        symmetric = float((w - v) / w), sqrt(max(0.0, float(variance)))
    return {"LAMCR": asymmetric(n), "LAMRC": asymmetric(n.T), "LAMDAS": symmetric}


def uncertainties(n: Any) -> dict[str, tuple[float, float]]:
    """Uncertainty coefficients C|R, R|C and symmetric."""
    total = float(n.sum())

    def entropy(counts: Any) -> float:
        share = counts[counts > 0] / total
        return -float((share * np.log(share)).sum())

    ni, nj = n.sum(1)[:, None], n.sum(0)[None, :]
    hx, hy, hxy = entropy(n.sum(1)), entropy(n.sum(0)), entropy(n.reshape(-1))
    cell = np.where(n > 0, n, 1.0)

    def error(terms: Any, scale: float) -> float:
        return sqrt(float((n * np.where(n > 0, terms, 0) ** 2).sum())) / scale

    one = error(hy * np.log(cell / ni) + (hx - hxy) * np.log(nj / total), total * hy**2) if hy else nan
    other = error(hx * np.log(cell / nj) + (hy - hxy) * np.log(ni / total), total * hx**2) if hx else nan
    both = 2 * error(
        hxy * np.log(ni * nj / total**2) - (hx + hy) * np.log(cell / total), total * (hx + hy) ** 2
    )
    gain = hx + hy - hxy
    return {
        "UCR": (gain / hy if hy else nan, one),
        "URC": (gain / hx if hx else nan, other),
        "U": (2 * gain / (hx + hy), both),
    }


def agreements(n: Any, columns: Any, z: float, weights_of: str = "") -> Values:
    """AGREE of a square table: McNemar's or Bowker's test, kappa and weighted kappa with limits.

    weights_of: "Fleiss-Cohen" for weights by squared differences of the scores, else by differences (Cicchetti-Allison).
    """
    from scipy.stats import chi2

    k, total = len(n), float(n.sum())
    if n.shape[0] != n.shape[1] or k < 2:
        return {}
    pairs = [(n[i, j], n[j, i]) for i in range(k) for j in range(i)]
    statistic = sum((a - b) ** 2 / (a + b) for a, b in pairs if a + b)
    df = k * (k - 1) // 2
    test = "MCNEM" if k == 2 else "BOWK"
    found = {f"_{test}_": float(statistic), f"DF_{test}": df, f"P_{test}": float(chi2.sf(statistic, df))}
    p = n / total
    row, column = p.sum(1), p.sum(0)
    observed, chance = float(np.trace(p)), float(row @ column)
    kappa = (observed - chance) / (1 - chance)
    a = sum(p[i, i] * (1 - (row[i] + column[i]) * (1 - kappa)) ** 2 for i in range(k))
    b = (1 - kappa) ** 2 * sum(
        p[i, j] * (column[i] + row[j]) ** 2 for i in range(k) for j in range(k) if i != j
    )
    c = (kappa - chance * (1 - kappa)) ** 2
    error = sqrt(max(0.0, a + b - c) / total) / (1 - chance)
    found |= {"_KAPPA_": kappa, "E_KAPPA": error, "L_KAPPA": kappa - z * error, "U_KAPPA": kappa + z * error}
    power = 2 if weights_of else 1
    weights = 1 - (np.abs(columns[:, None] - columns[None, :]) / (columns.max() - columns.min())) ** power
    observed, chance = float((weights * p).sum()), float((weights * np.outer(row, column)).sum())
    kappa = (observed - chance) / (1 - chance)
    mean = (weights @ column)[:, None] + (weights.T @ row)[None, :]
    inner = float((p * (weights - mean * (1 - kappa)) ** 2).sum()) - (kappa - chance * (1 - kappa)) ** 2
    error = sqrt(max(0.0, inner) / total) / (1 - chance)
    return found | {
        "_WTKAP_": kappa,
        "E_WTKAP": error,
        "L_WTKAP": kappa - z * error,
        "U_WTKAP": kappa + z * error,
    }


def relative_risks(n: Any, z: float) -> Values:
    """RELRISK of a table of two rows and columns: odds ratio and relative risks with limits."""
    if n.shape != (2, 2):
        return {}
    found: Values = {}
    row = n.sum(1)
    if (n > 0).all():
        ratio, error = n[0, 0] * n[1, 1] / (n[0, 1] * n[1, 0]), sqrt(float((1 / n).sum()))
        found |= {"_RROR_": float(ratio), "L_RROR": ratio * exp(-z * error), "U_RROR": ratio * exp(z * error)}
    for j in (0, 1):
        if n[0, j] > 0 and n[1, j] > 0:
            share = n[:, j] / row
            ratio = float(share[0] / share[1])
            error = sqrt(float(((1 - share) / n[:, j]).sum()))
            found |= {
                f"_RRC{j + 1}_": ratio,
                f"L_RRC{j + 1}": ratio * exp(-z * error),
                f"U_RRC{j + 1}": ratio * exp(z * error),
            }
    return found


def trend_test(n: Any, rows: Any, columns: Any) -> Values:
    """TREND: the Cochran-Armitage test of a table with two rows or two columns."""
    from scipy.stats import norm

    if n.shape[1] != 2 and n.shape[0] == 2:
        n, rows = n.T, columns
    if n.shape[1] != 2:
        return {}
    total = float(n.sum())
    share = float(n[:, 0].sum()) / total
    centred = rows - float(n.sum(1) @ rows) / total
    variance = share * (1 - share) * float(n.sum(1) @ centred**2)
    if not variance:
        return {}
    t = float(n[:, 0] @ centred) / sqrt(variance)
    return {
        "_TREND_": t,
        "PL_TREND": float(norm.cdf(t)),
        "PR_TREND": float(norm.sf(t)),
        "P2_TREND": float(2 * norm.sf(abs(t))),
    }


def jonckheere_terpstra(n: Any) -> Values:
    """JT: the Jonckheere-Terpstra test of ordered rows against ordered columns."""
    from scipy.stats import norm

    total = float(n.sum())
    if min(n.shape) < 2 or total < 2:
        return {}
    above = (
        np.cumsum(n[:, ::-1], axis=1)[:, ::-1] - n / 2
    )  # of a row: the columns to the right, and half of the own
    below = np.cumsum(above[::-1], axis=0)[::-1] - above  # of the rows underneath
    statistic = float((n * below).sum())
    rows, columns = n.sum(1), n.sum(0)

    def products(m: Any, *less: int) -> Any:
        return m * np.prod([m - k for k in less], axis=0)

    variance = float(
        sum(
            sign * (m * (m - 1) * (2 * m + 5)).sum()
            for sign, m in ((1, np.array(total)), (-1, rows), (-1, columns))
        )
        / 72
        + products(rows, 1).sum() * products(columns, 1).sum() / (8 * total * (total - 1))
    )
    if total > 2:
        ties = products(rows, 1, 2).sum() * products(columns, 1, 2).sum()
        variance += float(ties / (36 * total * (total - 1) * (total - 2)))
    z = (statistic - (total**2 - float((rows**2).sum())) / 4) / sqrt(variance) if variance > 0 else nan
    return {
        "_JT_": statistic, "Z_JT": z, "PL_JT": nan if z > 0 else float(norm.cdf(z)), "PR_JT": float(norm.sf(z)) if z > 0 else nan,
        "P2_JT": float(2 * norm.sf(abs(z))),
    }  # fmt: skip


def table_scores(values: Any, totals: Any, scores: str) -> Any:
    """SCORES= of rows or columns: their values (table), or from the ranks of a table's own totals (rank, ridit, modridit)."""
    if scores == "table":
        return values
    ranks = np.cumsum(totals) - (totals - 1) / 2
    return ranks / {"rank": 1, "ridit": totals.sum(), "modridit": totals.sum() + 1}[scores]


def mantel_haenszel(tables: Any, rows: Any, columns: Any, scores: str = "table", count: int = 3) -> Values:
    """CMH: correlation, row mean scores and general association, over the strata; the first `count` of them."""
    from scipy.stats import chi2

    r, c = tables[0].shape
    sizes = {"CMHCOR": ("CMHCR", 1), "CMHRMS": ("CMHRM", r - 1), "CMHGA": ("CMHGA", (r - 1) * (c - 1))}

    def contrasts(name: str, n: Any) -> Any:
        x, y = table_scores(rows, n.sum(1), scores), table_scores(columns, n.sum(0), scores)
        if name == "CMHCOR":
            return np.kron(y, x)[None, :]
        return np.kron(y if name == "CMHRMS" else np.eye(c - 1, c), np.eye(r - 1, r))

    found: Values = {}
    for name, (short, df) in list(sizes.items())[:count]:
        g, v = np.zeros(df), np.zeros((df, df))
        for n in tables:
            total = float(n.sum())
            if total < 2:
                continue
            b = contrasts(name, n)
            row, column = n.sum(1) / total, n.sum(0) / total
            g += b @ (n - total * np.outer(row, column)).T.reshape(-1)
            spread = np.kron(np.diag(column) - np.outer(column, column), np.diag(row) - np.outer(row, row))
            v += total**2 / (total - 1) * b @ spread @ b.T
        whole = df > 0 and int(np.linalg.matrix_rank(v)) == df
        q = float(g @ np.linalg.solve(v, g)) if whole else nan  # too few strata and rows for so many levels
        found |= {f"_{name}_": q, f"DF_{short}": df, f"P_{name}": float(chi2.sf(q, df))}
    return found


def common_odds_ratio(tables: Any, z: float) -> Values:
    """The Mantel-Haenszel odds ratio of 2 x 2 tables with its limits, and the Breslow-Day test of their likeness."""
    if tables[0].shape != (2, 2):
        return {}
    used = [n for n in tables if n.sum() > 0]
    total = [float(n.sum()) for n in used]
    r = [n[0, 0] * n[1, 1] / t for n, t in zip(used, total, strict=True)]
    s = [n[0, 1] * n[1, 0] / t for n, t in zip(used, total, strict=True)]
    if not sum(r) or not sum(s):
        return {}
    p = [(n[0, 0] + n[1, 1]) / t for n, t in zip(used, total, strict=True)]
    q = [(n[0, 1] + n[1, 0]) / t for n, t in zip(used, total, strict=True)]
    ratio = sum(r) / sum(s)
    variance = (
        sum(a * b for a, b in zip(p, r, strict=True)) / (2 * sum(r) ** 2)
        + sum(a * d + b * c for a, b, c, d in zip(p, q, r, s, strict=True)) / (2 * sum(r) * sum(s))
        + sum(a * b for a, b in zip(q, s, strict=True)) / (2 * sum(s) ** 2)
    )
    from scipy.stats import chi2

    statistic = 0.0
    for n in used:
        row, column, whole = n[0].sum(), n[:, 0].sum(), n.sum()
        if not 0 < row < whole or not 0 < column < whole:
            continue
        a, b, c = 1 - ratio, whole - row - column + ratio * (row + column), -ratio * row * column
        mean = -c / b if abs(a) < 1e-12 else (-b + sqrt(b * b - 4 * a * c)) / (2 * a)
        spread = 1 / (1 / mean + 1 / (row - mean) + 1 / (column - mean) + 1 / (whole - row - column + mean))
        statistic += (n[0, 0] - mean) ** 2 / spread
    df = len(used) - 1
    found = {
        "_MHOR_": ratio,
        "L_MHOR": exp(log(ratio) - z * sqrt(variance)),
        "U_MHOR": exp(log(ratio) + z * sqrt(variance)),
    }
    if df:
        found |= {"_BDCHI_": float(statistic), "DF_BDCHI": df, "P_BDCHI": float(chi2.sf(statistic, df))}
    return found
