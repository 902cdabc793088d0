"""PROC CORR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.statistics import percentile


def correlate(
    df: pd.DataFrame, variables: Sequence[str], *, withs: Sequence[str] = (), kinds: Sequence[str] = ("pearson",),
    nomiss: bool = False, csscp: bool = False, cov: bool = False, nocorr: bool = False, noprob: bool = False,
    reliability: bool = False, fisher: Mapping[str, Any] | None = None, partial: Sequence[str] = (), weight: str = "",
    frequency: str = "", vardef: str = "df", positive: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC CORR: OUTP, OUTS, OUTK (rows named in _TYPE_ and _NAME_), SimpleStats, and a table for each kind.

    Missing values are left out pair by pair; with nomiss rows with any missing value are. csscp, cov: corrected sums of
    products and covariances in OUTP. reliability: Cronbach's alpha. fisher: Fisher's z. partial: variables whose
    influence is taken out. positive: rows with a weight of 0 or less are left out.
    """
    rows = list(withs or variables)
    every = list(dict.fromkeys([*withs, *partial, *variables]))
    if frequency:
        times = df[frequency].fillna(0).clip(lower=0).astype("int64")
        df = df.loc[df.index.repeat(times)].reset_index(drop=True)
    if weight:
        df = df.loc[df[weight] > 0 if positive else df[weight].notna()].reset_index(drop=True)
    data = df.dropna(subset=every) if nomiss or partial or reliability else df
    w = data[weight].clip(lower=0).to_numpy() if weight else np.ones(len(data))
    raw = {name: data[name].to_numpy() for name in every}
    known = {name: weighted_moments(x, w, vardef) for name, x in raw.items()}
    values = {
        name: residuals(raw[name], [raw[p] for p in partial], w) if partial else raw[name] for name in every
    }
    made: dict[str, pd.DataFrame] = {}
    simple = [
        ["MEAN", "", *(known[v][1] for v in variables)],
        ["STD", "", *(known[v][2] for v in variables)],
        ["N", "", *(known[v][0] for v in variables)],
    ]
    simple += [["SUMWGT", "", *(float(w[~np.isnan(values[v])].sum()) for v in variables)]] if weight else []
    for kind in kinds:
        shown_values, how = values, kind
        if partial and kind == "spearman":  # Pearson's partial correlation of the ranks
            ranks = {name: pd.Series(x).rank().to_numpy() for name, x in raw.items()}
            shown_values = {name: residuals(ranks[name], [ranks[p] for p in partial], w) for name in every}
            how = "pearson"
        pairs = {
            (a, b): pair_correlation(shown_values[a], shown_values[b], how, w, len(partial))
            for a in rows
            for b in variables
        }
        head = [
            [name, a, *(weighted_products(values[a], values[b], w, over) for b in variables)]
            for name, asked, over in (("CSSCP", csscp, ""), ("COV", cov, vardef))
            if asked and kind == "pearson"
            for a in rows
        ]
        correlations = [["CORR", a, *(pairs[a, b][0] for b in variables)] for a in rows]
        lines = [*head, *simple, *([] if nocorr else correlations)]
        columns = {"_TYPE_": "str", "_NAME_": "str"} | dict.fromkeys(variables, "float64")
        made[{"pearson": "OUTP", "spearman": "OUTS", "kendall": "OUTK"}[kind]] = frame(columns, lines)
        counts = {int(n) for _, _, n in pairs.values()}
        chances = [] if noprob else [f"P{b}"[:32] for b in variables]
        shown = {"Variable": "str"} | dict.fromkeys([*variables, *chances], "float64")
        if len(counts) > 1:
            shown |= dict.fromkeys([f"N{b}"[:32] for b in variables], "float64")
        cells = [
            [a, *(pairs[a, b][0] for b in variables),
             *([] if noprob else [nan if a == b else pairs[a, b][1] for b in variables]),
             *([pairs[a, b][2] for b in variables] if len(counts) > 1 else [])]
            for a in rows
        ]  # fmt: skip
        made[f"{'Partial' if partial else ''}{kind.capitalize()}Corr"] = frame(shown, cells)
        if fisher is not None:
            made[f"Fisher{kind.capitalize()}Corr"] = fisher_limits(
                rows, variables, pairs, bool(withs), **fisher
            )
    ranked = set(kinds) & {"spearman", "kendall"}
    stats = []
    for name in every:
        there = ~np.isnan(raw[name])
        x, (_, mean, std) = raw[name][there], known[name]
        third = percentile(x, 50) if ranked else float((x * w[there]).sum())
        spread = [mean, std, third, float(x.min()), float(x.max())] if len(x) else [nan] * 5
        stats.append([name, float(len(x)), *spread])
    numbers = ["NObs", "Mean", "StdDev", "Median" if ranked else "Sum", "Minimum", "Maximum"]
    made["SimpleStats"] = frame({"Variable": "str"} | dict.fromkeys(numbers, "float64"), stats)
    if reliability:
        found = cronbach(data, variables)
        made |= found
        if "OUTP" in made:
            made["OUTP"] = pd.concat([made["OUTP"], reliability_rows(found, variables)], ignore_index=True)
    return made if len(df) else {k: t if k.startswith("OUT") else t.head(0) for k, t in made.items()}


def reliability_rows(tables: Mapping[str, pd.DataFrame], variables: Sequence[str]) -> pd.DataFrame:
    """What Cronbach's alpha adds to OUTP: of all variables, without each of them, and each with the rest."""
    whole, parts = tables["CronbachAlpha"]["Alpha"], tables["CronbachAlphaDel"]
    lines = [["RAWALPHA", "", *[whole[0]] * len(variables)], ["STDALPHA", "", *[whole[1]] * len(variables)]]
    names = {"RAWALDEL": "RawAlpha", "STDALDEL": "StdAlpha", "RAWCTDEL": "RawCorr", "STDCTDEL": "StdCorr"}
    lines += [[kind, "", *parts[column]] for kind, column in names.items()]
    return frame({"_TYPE_": "str", "_NAME_": "str"} | dict.fromkeys(variables, "float64"), lines)


def weighted_moments(x: Any, w: Any, vardef: str) -> tuple[float, float, float]:
    """(number, mean, standard deviation) of the values that are not missing."""
    x, w = x[~np.isnan(x)], w[~np.isnan(x)]
    mean = float((w * x).sum() / w.sum()) if w.sum() > 0 else nan
    return float(len(x)), mean, weighted_products(x, x, w, vardef) ** 0.5


def weighted_products(x: Any, y: Any, w: Any, vardef: str) -> float:
    """The covariance of the complete pairs; with vardef "" the corrected sum of products."""
    known = ~np.isnan(x) & ~np.isnan(y)
    x, y, w = x[known], y[known], w[known]
    total = float(w.sum())
    if not total:
        return nan
    products = float((w * (x - (w * x).sum() / total) * (y - (w * y).sum() / total)).sum())
    if not vardef:
        return products
    parts = {"df": len(x) - 1, "n": len(x), "wdf": total - 1, "wgt": total}[vardef]
    return products / parts if parts > 0 else nan


def residuals(y: Any, columns: Sequence[Any], w: Any) -> Any:
    """What weighted least squares on a constant and the columns leaves of y."""
    root = np.sqrt(w)
    design = np.column_stack([np.ones(len(y)), *columns])
    coefficients = np.linalg.lstsq(design * root[:, None], y * root, rcond=None)[0]
    return y - design @ coefficients


def fisher_limits(
    rows: Sequence[str], variables: Sequence[str], pairs: Mapping[tuple[str, str], tuple[float, float, float]], crossed: bool,
    *, alpha: float = 0.05, rho0: float | None = None, biasadj: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """Fisher's z of each pair: limits of the correlation and the test of rho0."""
    from scipy.stats import norm

    found = []
    for i, a in enumerate(rows):
        for b in variables if crossed else variables[i + 1 :]:
            r, _, n = pairs[a, b]
            known = n > 3 and abs(r) < 1
            z = np.arctanh(r) if known else nan
            bias, null = (v / (2 * (n - 1)) if biasadj and known else 0.0 for v in (r, rho0 or 0.0))
            scale = (n - 3) ** 0.5 if known else nan
            margin = norm.ppf(1 - alpha / 2) / scale
            limits = [float(np.tanh(z - bias - margin)), float(np.tanh(z - bias + margin))]
            estimate = [bias if known else nan, float(np.tanh(z - bias))] if biasadj else []
            chance = float(2 * norm.sf(abs(z - np.arctanh(rho0 or 0.0) - null) * scale))
            given = [] if rho0 is None else [rho0 if known else nan]
            found.append([a, b, n, r, float(z), *estimate, *limits, *given, chance])
    names = ["NObs", "Corr", "ZVal", *(["BiasAdj", "CorrEst"] if biasadj else []), "Lcl", "Ucl"]
    names += [*([] if rho0 is None else ["Rho0"]), "pValue"]
    return frame({"Var": "str", "WithVar": "str"} | dict.fromkeys(names, "float64"), found)


def cronbach(data: pd.DataFrame, variables: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Cronbach's coefficient alpha of raw and standardized variables, and without each of them."""

    def alpha(part: pd.DataFrame) -> float:
        k, total = part.shape[1], float(part.sum(axis=1).var())
        return k / (k - 1) * (1 - float(part.var().sum()) / total) if k > 1 and total else nan

    raw = data[list(variables)]
    forms = (raw, (raw - raw.mean()) / raw.std())
    lines = []
    for name in variables:
        line: list[Any] = [name]
        for form in forms:
            rest = form.drop(columns=name)
            line += [float(form[name].corr(rest.sum(axis=1))), alpha(rest)]
        lines.append(line)
    whole = [["Raw", alpha(forms[0])], ["Standardized", alpha(forms[1])]]
    columns = {"Variable": "str"} | dict.fromkeys(["RawCorr", "RawAlpha", "StdCorr", "StdAlpha"], "float64")
    return {
        "CronbachAlpha": frame({"Variables": "str", "Alpha": "float64"}, whole),
        "CronbachAlphaDel": frame(columns, lines),
    }


def pair_correlation(x: Any, y: Any, kind: str, w: Any, partial: int = 0) -> tuple[float, float, float]:
    """(correlation, p-value, number of pairs) of two columns; `partial` variables take degrees of freedom."""
    known = ~np.isnan(x) & ~np.isnan(y)
    x, y, w = x[known], y[known], w[known]
    n = len(x)
    if n < 2:
        return nan, nan, float(n)
    if kind == "kendall":
        return (*kendall(x, y), float(n))
    if kind == "spearman":
        x, y = pd.Series(x).rank().to_numpy(), pd.Series(y).rank().to_numpy()
    if not w.sum():
        return nan, nan, float(n)
    a, b = x - (w * x).sum() / w.sum(), y - (w * y).sum() / w.sum()
    scale = float((w * a * a).sum() ** 0.5 * (w * b * b).sum() ** 0.5)
    if not scale:
        return nan, nan, float(n)
    r = max(-1.0, min(1.0, float((w * a * b).sum()) / scale))
    free = n - 2 - partial
    if free < 1:
        return r, nan, float(n)
    if 1 - abs(r) < 1e-14:  # but for rounding
        return r, 0.0, float(n)
    from scipy.stats import t

    return r, float(2 * t.sf(abs(r) * (free / (1 - r * r)) ** 0.5, free)), float(n)


def kendall(x: Any, y: Any) -> tuple[float, float]:
    """Kendall's tau-b and its p-value by the normal distribution, ties taken into account."""
    from scipy.stats import norm

    n = len(x)
    score = float((np.sign(x[:, None] - x[None, :]) * np.sign(y[:, None] - y[None, :])).sum() / 2)
    t, u = np.unique(x, return_counts=True)[1], np.unique(y, return_counts=True)[1]
    pairs = n * (n - 1) / 2
    scale = float(((pairs - (t * (t - 1)).sum() / 2) * (pairs - (u * (u - 1)).sum() / 2)) ** 0.5)
    if not scale:
        return nan, nan
    v0, vt, vu = (
        n * (n - 1) * (2 * n + 5),
        (t * (t - 1) * (2 * t + 5)).sum(),
        (u * (u - 1) * (2 * u + 5)).sum(),
    )
    variance = (v0 - vt - vu) / 18 + (t * (t - 1)).sum() * (u * (u - 1)).sum() / (2 * n * (n - 1))
    if n > 2:
        variance += (
            (t * (t - 1) * (t - 2)).sum() * (u * (u - 1) * (u - 2)).sum() / (9 * n * (n - 1) * (n - 2))
        )
    return score / scale, float(2 * norm.sf(abs(score) / variance**0.5)) if variance > 0 else nan
