"""PROC SURVEYMEANS: estimates of a sample design, variances by Taylor linearisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError


class Design:
    """The sampling units of the rows: strata, clusters and weights, and the share of each stratum that was sampled.

    total: the units of the population (of each stratum); rate: the share itself, more than 1 a percentage; sizes: a table
    of strata with one of them in _TOTAL_ or _RATE_. Variances by replication: replicates, a column of weights for each
    replicate, with coefficients and degrees of freedom; or jackknife: sampling units are left out one by one.
    """

    def __init__(
        self, df: pd.DataFrame, strata: Sequence[str], clusters: Sequence[str], weights: Any, total: float | None = None,
        rate: float | None = None, sizes: pd.DataFrame | None = None, replicates: Any = None,
        coefficients: float | Sequence[float] = 1.0, freedom: float = 0.0, jackknife: bool = False,
    ) -> None:  # fmt: skip
        self.replicates, self.coefficients, self.freedom, self.jackknife = (
            replicates,
            coefficients,
            freedom,
            jackknife,
        )
        n = len(df)
        self.weights = weights
        self.stratum = codes_of(df, strata) if strata else np.zeros(n, dtype="int64")
        self.unit = codes_of(df, [*strata, *clusters]) if clusters else np.arange(n)
        self.total, self.rate = np.full(n, nan), np.zeros(n)
        if sizes is not None:
            sized = df[list(strata)].merge(sizes, on=list(strata), how="left")
            if "_TOTAL_" in sizes.columns:
                self.total = sized["_TOTAL_"].to_numpy()
            else:
                self.rate = sized["_RATE_"].to_numpy()
        elif total is not None:
            self.total = np.full(n, float(total))
        elif rate is not None:
            self.rate = np.full(n, float(rate))
        self.rate = np.where(self.rate > 1, self.rate / 100, self.rate)

    def degrees(self, rows: Any) -> float:
        """Sampling units less strata, among these rows; with replicate weights their degrees of freedom."""
        if self.replicates is not None:
            return self.freedom
        return float(len(np.unique(self.unit[rows])) - len(np.unique(self.stratum[rows])))

    def variance(self, values: Any, rows: Any) -> float:
        """The variance of the sum of the values, from the totals of the sampling units within strata.

        A stratum of one unit adds nothing; missing where all strata are so.
        """
        sums, known = 0.0, False
        for stratum in np.unique(self.stratum[rows]):
            inside = np.flatnonzero(rows & (self.stratum == stratum))
            _, place = np.unique(self.unit[inside], return_inverse=True)
            totals = np.bincount(place, values[inside])
            n = len(totals)
            if n == 1:
                continue
            known = True
            whole = self.total[inside[0]]
            share = n / whole if whole == whole else self.rate[inside[0]]
            sums += n * (1 - share) / (n - 1) * float(((totals - totals.mean()) ** 2).sum())
        return sums if known else nan

    def spread(self, statistic: Callable[[Any], float], linear: Any, rows: Any) -> float:
        """The variance of a statistic of the weights: of replicates, or of the sum of its linear form."""
        if self.replicates is None and not self.jackknife:
            return self.variance(linear, rows)
        theta = statistic(self.weights)
        if self.replicates is not None:
            found = np.array([statistic(w) for w in self.replicates.T])
            return float((np.asarray(self.coefficients) * (found - theta) ** 2).sum())
        total = 0.0
        for stratum in np.unique(self.stratum[rows]):
            inside = rows & (self.stratum == stratum)
            units = np.unique(self.unit[inside])
            n = len(units)
            if n == 1:
                raise SasError(
                    "R0602", "ERROR: The jackknife needs at least two sampling units in each stratum."
                )
            for unit in units:
                w = np.where(inside, self.weights * n / (n - 1), self.weights)
                total += (n - 1) / n * (statistic(np.where(self.unit == unit, 0.0, w)) - theta) ** 2
        return float(total)


def replicate_weights(df: pd.DataFrame, replicates: Sequence[str]) -> Any:
    """The replicate weights of the rows; None without any."""
    if not replicates:
        return None
    weights = df[list(replicates)].to_numpy()
    if not (weights >= 0).all():
        raise SasError("R0602", "ERROR: Replicate weights must be numbers of 0 or more.")
    return weights


def codes_of(df: pd.DataFrame, names: Sequence[str]) -> Any:
    """A number for each combination of values."""
    return df.groupby(list(names), sort=False, dropna=False).ngroup().to_numpy()


def survey_means(
    df: pd.DataFrame, variables: Sequence[str], *, columns: Sequence[str], strata: Sequence[str] = (), clusters: Sequence[str] = (),
    weight: str = "", categorical: Sequence[str] = (), domains: Sequence[Sequence[str]] = (), ratios: Sequence[Sequence[str]] = (),
    total: float | None = None, rate: float | None = None, sizes: pd.DataFrame | None = None, missing: bool = False,
    nomcar: bool = False, alpha: float = 0.05, levels: Levels | None = None, labels: Mapping[str, str] | None = None,
    percents: Sequence[float] = (), replicates: Sequence[str] = (), coefficients: float | Sequence[float] = 1.0,
    freedom: float = 0.0, jackknife: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC SURVEYMEANS: Statistics of variables (of each level of `categorical` ones), of domains, and of ratios.

    `columns` are the statistics to make. Rows with a missing design variable or a weight of 0 or less are left out; rows
    with a missing analysis variable too, unless `nomcar` (then the others are a domain). `percents`: quantiles of the
    variables that are not categorical, in the tables Quantiles and DomainQuantiles.
    """
    levels = levels or {}
    design_names = [*strata, *clusters, *dict.fromkeys(n for domain in domains for n in domain)]
    valid = ~missing_rows(df, [] if missing else design_names)
    if weight:
        valid &= (df[weight] > 0).to_numpy()
    df = df.loc[valid].reset_index(drop=True)
    repeated = replicate_weights(df, replicates)
    weights = (
        df[weight].to_numpy() if weight else np.ones(len(df)) if repeated is None else repeated.mean(axis=1)
    )
    design = Design(
        df, strata, clusters, weights, total, rate, sizes, repeated, coefficients, freedom, jackknife
    )
    measures = [
        measure
        for name in variables
        for measure in measures_of(df, name, name in categorical, levels, missing)
    ]

    def rows_of(inside: Any, head: list[Any]) -> list[list[Any]]:
        found = []
        for name, level, y, gone in measures:
            row = [
                *head,
                name,
                *([labels.get(name, "")] if labels else []),
                *([level] if categorical else []),
            ]
            values = estimates(design, y, gone, inside, name in categorical, nomcar, alpha)
            found.append(row + [values[column] for column in columns])
        return found

    def quantiles_of(inside: Any, head: list[Any]) -> list[list[Any]]:
        found = []
        for name, _, y, gone in measures:
            if name not in categorical:
                front = [*head, name, *([labels.get(name, "")] if labels else [])]
                found += [
                    [*front, *line]
                    for line in survey_quantiles(design, y, gone, inside, nomcar, alpha, percents)
                ]
        return found

    kinds = (
        {"VarName": "str"}
        | ({"VarLabel": "str"} if labels else {})
        | ({"VarLevel": "str"} if categorical else {})
    )
    numbers = dict.fromkeys(columns, "float64")
    everything = np.ones(len(df), dtype=bool)
    made = {"Statistics": frame(kinds | numbers, rows_of(everything, []))} if columns else {}
    of_quantiles = {k: v for k, v in kinds.items() if k != "VarLevel"} | {
        "Percentile": "float64",
        "PercentileLabel": "str",
    }
    of_quantiles |= dict.fromkeys(["Estimate", "StdErr", "LowerCL", "UpperCL"], "float64")
    if percents:
        made["Quantiles"] = frame(of_quantiles, quantiles_of(everything, []))
    if domains:
        names = list(dict.fromkeys(n for domain in domains for n in domain))
        lines: list[list[Any]] = []
        deep: list[list[Any]] = []
        for domain in domains:
            coded = [level_codes(df, name, None, "formatted", False, levels.get(name)) for name in domain]
            codes = np.column_stack([code for code, _ in coded])
            for key in np.unique(codes, axis=0) if len(df) else []:
                inside = (codes == key).all(axis=1)
                value = {name: df[name].iloc[coded[i][1][key[i]]] for i, name in enumerate(domain)}
                empty = {n: nan if df[n].dtype == "float64" else "" for n in names}
                front = ["*".join(domain), *(empty | value).values()]
                lines += rows_of(inside, front) if columns else []
                deep += quantiles_of(inside, front) if percents else []
        head = {"DomainLabel": "str"} | {n: str(df[n].dtype) for n in names}
        made |= {"Domain": frame(head | kinds | numbers, lines)} if columns else {}
        made |= {"DomainQuantiles": frame(head | of_quantiles, deep)} if percents else {}
    if ratios:
        made["Ratio"] = ratio_table(df, design, ratios, columns, alpha)
    return made


def survey_means_with_sizes(
    df: pd.DataFrame, sizes: pd.DataFrame, variables: Sequence[str], **settings: Any
) -> dict[str, pd.DataFrame]:
    """PROC SURVEYMEANS with a data set of the strata's totals or rates."""
    return survey_means(df, variables, sizes=sizes, **settings)


def measures_of(
    df: pd.DataFrame, name: str, categorical: bool, levels: Levels, missing: bool
) -> list[tuple[str, str, Any, Any]]:
    """(variable, level, values, where missing): a number itself, or a 0/1 variable for each level."""
    gone = missing_rows(df, [name])
    if not categorical:
        return [(name, "", df[name].to_numpy(), gone)]
    if missing:
        gone = np.zeros(len(df), dtype=bool)
    codes, rows = level_codes(df, name, None, "formatted", False, levels.get(name))
    texts = shown_column(df[name].iloc[rows], levels.get(name)) if len(df) else []
    places = [code for code in range(len(rows)) if not gone[codes == code].all()]
    return [(name, texts[code], np.where(codes == code, 1.0, 0.0), gone) for code in places]


def estimates(
    design: Design, y: Any, gone: Any, inside: Any, categorical: bool, nomcar: bool, alpha: float
) -> dict[str, float]:
    """The statistics of one variable in one domain."""
    from scipy.stats import t as student

    rows = np.ones(len(y), dtype=bool) if nomcar else ~gone
    there = inside & ~gone
    counted = there & (y == 1) if categorical else there
    v = np.where(there, design.weights, 0.0)
    y = np.where(there, y, 0.0)
    weights = float(v.sum())
    total = float((v * y).sum())
    mean = total / weights if weights > 0 else nan
    df = design.degrees(rows)
    var = var_sum = nan
    if weights > 0:
        var = design.spread(lambda w: share_of(w[there], y[there]), v * (y - mean) / weights, rows)
        var_sum = design.spread(lambda w: float((w[there] * y[there]).sum()), v * y, rows)
    error, std = sqrt(var) if var == var else nan, sqrt(var_sum) if var_sum == var_sum else nan
    quantile = float(student.ppf(1 - alpha / 2, df)) if df > 0 else nan
    t = mean / error if error and error == error else nan
    values = y[there]
    n, spread = float(there.sum()), float((v * (y - mean) ** 2).sum()) / weights if weights > 0 else nan
    low, high = (float(values.min()), float(values.max())) if len(values) and not categorical else (nan, nan)
    return {
        "N": float(counted.sum()), "NMiss": float((inside & gone).sum()), "Min": low, "Max": high, "Range": high - low,
        "NCluster": float(len(np.unique(design.unit[counted]))), "SumWgt": weights, "DF": df, "Mean": mean, "StdErr": error,
        "Var": var, "tValue": t, "Probt": float(2 * student.sf(abs(t), df)) if t == t and df > 0 else nan,
        "LowerCLMean": mean - quantile * error, "UpperCLMean": mean + quantile * error, "CV": error / mean if mean else nan,
        "DEFF": var / (spread / (n - 1)) if n > 1 and spread > 0 else nan, "Sum": total, "StdDev": std, "VarSum": var_sum, "LowerCLSum": total - quantile * std, "UpperCLSum": total + quantile * std,
        "CVSum": std / total if total else nan,
    }  # fmt: skip


def share_of(w: Any, y: Any, x: Any = 1.0) -> float:
    """A ratio of weighted sums; a mean without x."""
    below = float((w * x).sum())
    if not below:
        raise SasError("R0602", "ERROR: An estimate has no value in one of the replicates.")
    return float((w * y).sum()) / below


PERCENT_NAMES = {25.0: "Q1", 50.0: "Median", 75.0: "Q3"}


def survey_quantiles(
    design: Design, y: Any, gone: Any, inside: Any, nomcar: bool, alpha: float, percents: Sequence[float]
) -> list[list[Any]]:
    """Quantiles of a variable in a domain: on the line between the points of the weighted distribution function, with the
    error from Woodruff's limits (those of the share of values up to the quantile)."""
    from scipy.stats import t as student

    rows, there = np.ones(len(y), dtype=bool) if nomcar else ~gone, inside & ~gone
    df = design.degrees(rows)
    margin = float(student.ppf(1 - alpha / 2, df)) if df > 0 else nan
    if not there.any():
        return [[percent, PERCENT_NAMES.get(percent, ""), nan, nan, nan, nan] for percent in percents]
    v, y = np.where(there, design.weights, 0.0), np.where(there, y, 0.0)
    points, place = np.unique(y[there], return_inverse=True)
    shares = np.cumsum(np.bincount(place, v[there])) / v.sum()

    def at(p: float) -> float:
        near = np.flatnonzero(np.abs(shares - p) < 1e-12)
        return float(points[near[0]] if len(near) else np.interp(p, shares, points))

    lines = []
    for percent in percents:
        q = at(percent / 100)
        below = there & (y <= q)
        share = float(shares[np.searchsorted(points, q, side="right") - 1])
        half = margin * sqrt(design.variance(v * (below - share) / v.sum(), rows))
        error = (at(share + half) - at(share - half)) / (2 * margin)
        ends = q - margin * error, q + margin * error
        lines.append([percent, PERCENT_NAMES.get(percent, ""), q, error, *ends])
    return lines


RATIO_COLUMNS = {"LowerCLMean": "LowerCL", "UpperCLMean": "UpperCL"}
RATIO_STATISTICS = (
    "N",
    "NCluster",
    "SumWgt",
    "DF",
    "StdErr",
    "Var",
    "tValue",
    "Probt",
    "LowerCLMean",
    "UpperCLMean",
)


def ratio_table(
    df: pd.DataFrame, design: Design, ratios: Sequence[Sequence[str]], columns: Sequence[str], alpha: float
) -> pd.DataFrame:
    """RATIO: sum(wy) / sum(wx), the variance from w(y - rx) / sum(wx)."""
    from scipy.stats import t as student

    wanted = [c for c in RATIO_STATISTICS if c in columns or c == "StdErr"]
    wanted.insert(wanted.index("StdErr"), "Ratio")
    with_labels = any(label for label, _, _ in ratios)
    lines: list[list[Any]] = []
    for label, above, below in ratios:
        y, x = df[above].to_numpy(), df[below].to_numpy()
        rows = ~(np.isnan(y) | np.isnan(x))
        w = np.where(rows, design.weights, 0.0)
        y, x = np.where(rows, y, 0.0), np.where(rows, x, 0.0)
        base = float((w * x).sum())
        ratio = float((w * y).sum()) / base if base else nan
        linear = w * (y - ratio * x) / base if base else w

        def of(v: Any, rows: Any = rows, y: Any = y, x: Any = x) -> float:
            return share_of(v[rows], y[rows], x[rows])

        var = design.spread(of, linear, rows) if base else nan
        error, df_ = sqrt(var) if var == var else nan, design.degrees(rows)
        quantile = float(student.ppf(1 - alpha / 2, df_)) if df_ > 0 else nan
        t = ratio / error if error and error == error else nan
        values = {
            "N": float(rows.sum()), "NCluster": float(len(np.unique(design.unit[rows]))), "SumWgt": float(w.sum()), "DF": df_,
            "Ratio": ratio, "StdErr": error, "Var": var, "tValue": t, "Probt": float(2 * student.sf(abs(t), df_)) if t == t else nan,
            "LowerCLMean": ratio - quantile * error, "UpperCLMean": ratio + quantile * error,
        }  # fmt: skip
        lines.append([*([label] if with_labels else []), above, below, *(values[c] for c in wanted)])
    kinds = ({"RatioLabel": "str"} if with_labels else {}) | {
        "NumeratorName": "str",
        "DenominatorName": "str",
    }
    return frame(kinds | {RATIO_COLUMNS.get(c, c): "float64" for c in wanted}, lines)
