"""PROC GLM and PROC ANOVA: linear models of class variables and covariates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import nan, prod, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, level_codes, missing_rows
from translator.emit.pandas.runtime.linear_models import Fit, prediction_statistics
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError


class Effects:
    """The columns of a model: for each effect (`a`, `a*b`, `b(a)`, `x*a`) one for each cell of its class variables.

    Levels and cells are those of the rows given; `cells` holds, for each column, (effect, level of each class variable).
    """

    def __init__(
        self, df: pd.DataFrame, effects: Sequence[str], classes: Sequence[str], intercept: bool, order: str, levels: Levels | None
    ) -> None:  # fmt: skip
        self.classes, self.levels = list(classes), levels or {}
        self.values: dict[str, list[Any]] = {}
        self.texts: dict[str, list[str]] = {}
        codes: dict[str, Any] = {}
        for name in classes:
            code, firsts = level_codes(df, name, None, order, False, self.levels.get(name))
            codes[name], chosen = code, df[name].iloc[firsts]
            self.values[name], self.texts[name] = chosen.tolist(), shown_column(chosen, self.levels.get(name))
        self.effects = [*(["Intercept"] if intercept else []), *effects]
        self.cells: list[tuple[str, dict[str, int]]] = []
        for effect in self.effects:
            names = self.classes_of(effect)
            if not names:
                self.cells.append((effect, {}))
                continue
            seen = np.unique(np.column_stack([codes[name] for name in names]), axis=0)
            self.cells += [(effect, dict(zip(names, map(int, cell), strict=True))) for cell in seen]
        self.means = {
            name: float(df[name].mean()) for effect in effects for name in self.covariates_of(effect)
        }

    def filled(self) -> bool:
        """Do all combinations of the levels of each effect's class variables occur?"""
        for effect in self.effects:
            count = sum(owner == effect for owner, _ in self.cells)
            if count != prod(len(self.values[name]) for name in self.classes_of(effect)):
                return False
        return True

    def names_of(self, effect: str) -> list[str]:
        return [] if effect == "Intercept" else re.findall(r"\w+", effect)

    def classes_of(self, effect: str) -> list[str]:
        return [name for name in self.names_of(effect) if name in self.classes]

    def covariates_of(self, effect: str) -> list[str]:
        return [name for name in self.names_of(effect) if name not in self.classes]

    def columns_of(self, effects: Sequence[str]) -> Any:
        return np.array([cell[0] in effects for cell in self.cells], dtype=bool)

    def contains(self, effect: str, other: str) -> bool:
        """Does the effect contain the other one: the same covariates, its class variables and more?"""
        mine, its = set(self.classes_of(effect)), set(self.classes_of(other))
        return sorted(self.covariates_of(effect)) == sorted(self.covariates_of(other)) and mine > its

    def matrix(self, df: pd.DataFrame) -> Any:
        """The columns for rows; a row with a level that the model has not is missing."""
        places = {
            name: level_places(df[name], self.values[name], self.levels.get(name)) for name in self.classes
        }
        x = np.ones((len(df), len(self.cells)))
        for column, (effect, cell) in enumerate(self.cells):
            for name, level in cell.items():
                x[:, column] *= places[name] == level
            for name in self.covariates_of(effect):
                x[:, column] *= df[name].to_numpy()
        for name in self.classes:
            x[places[name] < 0] = nan
        return x

    def parameter(self, column: int) -> str:
        """A column's name: the effect, then its levels."""
        effect, cell = self.cells[column]
        texts = " ".join(self.texts[name][level] for name, level in cell.items())
        return f"{effect:<9} {texts}" if texts else effect


def level_places(values: pd.Series[Any], levels: Sequence[Any], form: Any) -> Any:
    """The place of each value among the levels, -1 where it is none of them."""
    if form is not None:
        known = pd.Series(levels, dtype=values.dtype)
        return pd.Index(form(known)).get_indexer(pd.Index(form(values)))
    return pd.Index(pd.Series(levels, dtype=values.dtype)).get_indexer(pd.Index(values))


def echelon(rows: Any, tolerance: float = 1e-8) -> tuple[Any, list[int]]:
    """Rows reduced by Gauss and Jordan, and the column of each one's leading 1."""
    rows = np.array(rows, dtype="float64")
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        done = len(pivots)
        if done == len(rows):
            break
        best = done + int(np.argmax(np.abs(rows[done:, column])))
        if abs(rows[best, column]) <= tolerance:
            continue
        rows[[done, best]] = rows[[best, done]]
        rows[done] /= rows[done, column]
        for other in range(len(rows)):
            if other != done:
                rows[other] -= rows[other, column] * rows[done]
        pivots.append(column)
    return rows[: len(pivots)], pivots


def type_3_rows(model: Any, h: Any, effect: str) -> Any:
    """The Type III estimable functions of an effect: only its columns and those of effects that contain it, orthogonal to
    the functions of the containing effects alone. `h` spans the estimable functions."""
    containing = [other for other in model.effects if model.contains(other, effect)]
    own, wide = model.columns_of([effect]), model.columns_of(containing)
    order = np.concatenate([np.flatnonzero(~own & ~wide), np.flatnonzero(own), np.flatnonzero(wide)])
    before = int((~own & ~wide).sum())
    rows, pivots = echelon(h[:, order])
    mine = rows[[before <= p < before + own.sum() for p in pivots]]
    theirs = rows[[p >= before + own.sum() for p in pivots]]
    if len(theirs):
        mine = mine - mine @ theirs.T @ np.linalg.solve(theirs @ theirs.T, theirs)
    back = np.empty_like(mine)
    back[:, order] = mine
    return back


def hypothesis(fit: Any, rows: Any) -> tuple[float, float]:
    """(degrees of freedom, sum of squares) of the hypothesis that the functions are 0."""
    rows = echelon(rows)[0]
    if not len(rows):
        return 0.0, 0.0
    estimate = rows @ fit.estimates
    return float(len(rows)), float(estimate @ np.linalg.solve(rows @ fit.inverse @ rows.T, estimate))


def stated_function(model: Effects, coefficients: Sequence[Any]) -> Any:
    """The row of an ESTIMATE or CONTRAST: coefficients by effect; those of an effect spread evenly over the cells of
    effects that contain it and have none of their own."""
    row = np.zeros(len(model.cells))
    given = {effect: list(values) for effect, values in coefficients}
    for effect, values in given.items():
        own = np.flatnonzero(model.columns_of([effect]))
        row[own[: len(values)]] += values
        for other in model.effects:
            if effect == "Intercept" or other in given or not model.contains(other, effect):
                continue
            for column, value in zip(own, values, strict=False):
                cell = model.cells[column][1]
                inside = [
                    k
                    for k in np.flatnonzero(model.columns_of([other]))
                    if cell.items() <= model.cells[k][1].items()
                ]
                row[inside] += value / len(inside)
    return row


def mean_function(model: Effects, cell: Mapping[str, int]) -> Any:
    """The row of a least-squares mean: levels as in the cell, others averaged, covariates at their means."""
    row = np.zeros(len(model.cells))
    for column, (effect, own) in enumerate(model.cells):
        if any(own[name] != level for name, level in cell.items() if name in own):
            continue
        free = [name for name in own if name not in cell]
        if "(" in effect:
            fixed = {name: level for name, level in own.items() if name in cell}
            count = sum(
                1 for other, there in model.cells if other == effect and fixed.items() <= there.items()
            )
        else:
            count = int(np.prod([len(model.values[name]) for name in free]))
        row[column] = np.prod([model.means[name] for name in model.covariates_of(effect)]) / count
    return row


def estimable(row: Any, h: Any) -> bool:
    """Can the function be estimated?"""
    return bool(np.abs(row - row @ h).max() <= 1e-7 * max(1.0, np.abs(row).max()))


def estimate_and_error(fit: Fit, row: Any, h: Any) -> tuple[float, float]:
    """The estimate of a function and its standard error; missing where it cannot be estimated."""
    if not estimable(row, h):
        return nan, nan
    return float(row @ fit.estimates), sqrt(max(float(row @ fit.inverse @ row) * fit.mse, 0.0))


def f_line(df: float, ss: float, fit: Fit) -> list[float]:
    """[DF, SS, MS, F, p] of a sum of squares against the error."""
    from scipy.stats import f as fisher

    if not df:
        return [0.0, ss, nan, nan, nan]
    ms = ss / df
    ratio = ms / fit.mse if fit.mse > 0 else nan
    return [df, ss, ms, ratio, float(fisher.sf(ratio, df, fit.df)) if ratio == ratio else nan]


def t_line(estimate: float, error: float, fit: Fit) -> list[float]:
    """[estimate, error, t, p]."""
    from scipy.stats import t as student

    t = estimate / error if error > 0 else nan
    return [estimate, error, t, float(2 * student.sf(abs(t), fit.df)) if t == t else nan]


def general_linear_models(
    df: pd.DataFrame, dependents: Sequence[str], effects: Sequence[str], *, classes: Sequence[str] = (), intercept: bool = True,
    types: Sequence[int] = (1, 3), weight: str = "", estimates: Sequence[Any] = (), contrasts: Sequence[Any] = (),
    lsmeans: Sequence[str] = (), means: Sequence[str] = (), outputs: Sequence[Any] = (), order: str = "formatted",
    alpha: float = 0.05, levels: Levels | None = None, balanced: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC GLM: effects such as `a`, `a*b`, `b(a)`, `x`, where `a` and `b` are class variables.

    estimates: (label, divisor, [(effect, coefficients) …]); contrasts: (label, rows of such). Makes OverallANOVA,
    FitStatistics, ModelANOVA (sums of squares of the `types`), ParameterEstimates, Estimates, Contrasts, LSMeans, LSMEANS1 …
    (OUT= of each effect), LSMeanCL, LSMeanDiffCL, Means, and OUT1 … of `outputs` (keyword, column, dependent).
    `balanced`: PROC ANOVA, which is right only where Type I and Type III agree; else the step stops.
    """
    from scipy.stats import t as student

    rows: dict[str, list[list[Any]]] = {}

    def add(key: str, *line: Any) -> None:
        rows.setdefault(key, []).append(list(line))

    covariates = [n for e in effects for n in re.findall(r"\w+", e) if n not in classes]
    complete = ~missing_rows(df, [*classes, *covariates])
    w = df[weight].to_numpy() if weight else np.ones(len(df))
    fits: dict[str, tuple[Fit, Any]] = {}
    shown = list(dict.fromkeys(n for e in lsmeans for n in re.findall(r"\w+", e)))
    empty = {n: nan if df[n].dtype == "float64" else "" for n in shown}
    for dependent in dependents:
        keep = complete & df[dependent].notna().to_numpy() & (w > 0)
        used = df.loc[keep].reset_index(drop=True)
        if used.empty:
            raise SasError("R0602", "ERROR: No valid observations are found.")
        model = Effects(used, effects, classes, intercept, order, levels)
        x, y = model.matrix(used), used[dependent].to_numpy()
        fit = Fit(x, y, w[keep] if weight else None)
        root = np.sqrt(w[keep])[:, None]
        cross = (x * root).T @ (x * root)
        h = fit.inverse @ cross
        fits[dependent] = fit, model.matrix(df.assign(**{n: df[n] for n in classes}))
        total = fit.total if intercept else fit.raw_total
        all_df = float(fit.n - intercept)
        ssm = total - fit.sse
        add("OverallANOVA", dependent, "Model", *f_line(all_df - fit.df, ssm, fit))
        add("OverallANOVA", dependent, "Error", fit.df, fit.sse, fit.mse, nan, nan)
        add(
            "OverallANOVA",
            dependent,
            "Corrected Total" if intercept else "Uncorrected Total",
            all_df,
            total,
            nan,
            nan,
            nan,
        )
        deviation = sqrt(fit.mse) if fit.mse == fit.mse else nan
        share = ssm / total if total else nan
        add(
            "FitStatistics",
            dependent,
            share,
            100 * deviation / fit.mean if fit.mean else nan,
            deviation,
            fit.mean,
        )
        if 4 in types and not model.filled():
            raise SasError(
                "R0602", "ERROR: Type IV sums of squares of data with empty cells are not translated."
            )
        for kind in types:
            for place, effect in enumerate(effects):
                if kind in (3, 4):  # the same where no cell is empty
                    line = hypothesis(fit, type_3_rows(model, h, effect))
                else:
                    earlier = (
                        effects[:place]
                        if kind == 1
                        else [e for e in effects if e != effect and not model.contains(e, effect)]
                    )
                    base = model.columns_of([*(["Intercept"] if intercept else []), *earlier])
                    small = Fit(x[:, base], y, w[keep] if weight else None)
                    large = Fit(x[:, base | model.columns_of([effect])], y, w[keep] if weight else None)
                    line = float(large.rank - small.rank), small.sse - large.sse
                if balanced and not np.allclose(line, hypothesis(fit, type_3_rows(model, h, effect)), 1e-8):
                    raise SasError("R0602", "ERROR: PROC ANOVA of unbalanced data: use PROC GLM.")
                add("ModelANOVA", dependent, float(kind), effect, *f_line(*line, fit))
        biased = fit.rank < len(model.cells)
        for column in range(len(model.cells)):
            spread = sqrt(fit.inverse[column, column] * fit.mse) if fit.used[column] else nan
            test = t_line(float(fit.estimates[column]), spread, fit)
            mark = "B" if biased and not estimable(np.eye(len(model.cells))[column], h) else ""
            add("ParameterEstimates", dependent, model.parameter(column), test[0], mark, *test[1:])
        for label, divisor, coefficients in estimates:
            found = estimate_and_error(fit, stated_function(model, coefficients) / divisor, h)
            add("Estimates", dependent, label, *t_line(*found, fit))
        for label, stated in contrasts:
            wanted = np.array([stated_function(model, one) for one in stated])
            good = all(estimable(row, h) for row in wanted)
            add(
                "Contrasts", dependent, label, *(f_line(*hypothesis(fit, wanted), fit) if good else [nan] * 5)
            )
        margin = float(student.ppf(1 - alpha / 2, fit.df)) if fit.df > 0 else nan
        for number, effect in enumerate(lsmeans, start=1):
            names = model.classes_of(effect)
            columns = np.flatnonzero(model.columns_of([effect]))
            functions = [mean_function(model, model.cells[k][1]) for k in columns]
            for place, (k, row) in enumerate(zip(columns, functions, strict=True), start=1):
                cell = {n: model.values[n][model.cells[k][1][n]] for n in names}
                value, error = estimate_and_error(fit, row, h)
                add(f"LSMEANS{number}", dependent, *cell.values(), value, error, float(place))
                head = [effect, dependent, *(empty | cell).values()]
                add("LSMeans", *head, value, error, t_line(value, error, fit)[3], float(place))
                add("LSMeanCL", *head, value - margin * error, value, value + margin * error)
            for i, one in enumerate(functions, start=1):
                for j, other in enumerate(functions, start=1):
                    if i >= j:
                        continue
                    gap, error = estimate_and_error(fit, one - other, h)
                    add(
                        "LSMeanDiffCL",
                        effect,
                        dependent,
                        float(i),
                        float(j),
                        gap - margin * error,
                        gap,
                        gap + margin * error,
                    )
    tables = {key: frame(kinds, rows.get(key, [])) for key, kinds in linear_model_tables(df, shown).items()}
    for number, effect in enumerate(lsmeans, start=1):
        own = {n: str(df[n].dtype) for n in re.findall(r"\w+", effect)}
        kinds = {"_NAME_": "str"} | own | dict.fromkeys(["LSMEAN", "STDERR", "NUMBER"], "float64")
        tables[f"LSMEANS{number}"] = frame(kinds, rows.get(f"LSMEANS{number}", []))
    if means:
        tables["Means"] = cell_means(df.loc[complete], dependents, means, order, levels)
    for place, pairs in enumerate(outputs, start=1):
        table = df.copy()
        for keyword, name, dependent in pairs:
            fit, x = fits[dependent]
            table[name] = prediction_statistics(fit, x, df[dependent].to_numpy(), w, keyword)
        tables[f"OUT{place}"] = table
    return tables


def linear_model_tables(df: pd.DataFrame, shown: Sequence[str]) -> dict[str, dict[str, str]]:
    """The columns of the printed tables; `shown` are the class variables of LSMEANS."""

    def kinds(texts: str, numbers: str) -> dict[str, str]:
        return dict.fromkeys(texts.split(), "str") | dict.fromkeys(numbers.split(), "float64")

    f, t = "DF SS MS FValue ProbF", "StdErr tValue Probt"
    head = kinds("Effect Dependent", "") | {n: str(df[n].dtype) for n in shown}
    return {
        "OverallANOVA": kinds("Dependent Source", f), "FitStatistics": kinds("Dependent", "RSquare CV RootMSE DepMean"),
        "ModelANOVA": {"Dependent": "str", "HypothesisType": "float64", "Source": "str"} | kinds("", f),
        "ParameterEstimates": {"Dependent": "str", "Parameter": "str", "Estimate": "float64", "Biased": "str"} | kinds("", t),
        "Estimates": kinds("Dependent Parameter", f"Estimate {t}"), "Contrasts": kinds("Dependent Source", f),
        "LSMeans": head | kinds("", "LSMean StdErr Probt LSMeanNumber"), "LSMeanCL": head | kinds("", "LowerCL LSMean UpperCL"),
        "LSMeanDiffCL": kinds("Effect Dependent", "i j LowerCL Difference UpperCL"),
    }  # fmt: skip


def cell_means(
    df: pd.DataFrame, dependents: Sequence[str], effects: Sequence[str], order: str, levels: Levels | None
) -> pd.DataFrame:
    """MEANS: number, mean and standard deviation of the dependents in each cell of the effects."""
    df = df.loc[df[list(dependents)].notna().all(axis=1)].reset_index(drop=True)
    names = list(dict.fromkeys(n for e in effects for n in re.findall(r"\w+", e)))
    empty = {n: nan if df[n].dtype == "float64" else "" for n in names}
    lines = []
    for effect in effects:
        model = Effects(df, [effect], re.findall(r"\w+", effect), False, order, levels)
        x = model.matrix(df)
        for column, (_, cell) in enumerate(model.cells):
            inside = df.loc[x[:, column] == 1, list(dependents)]
            values = [v for d in dependents for v in (float(inside[d].mean()), float(inside[d].std(ddof=1)))]
            head = empty | {n: model.values[n][level] for n, level in cell.items()}
            lines.append([effect, *head.values(), float(len(inside)), *values])
    kinds = {"Effect": "str"} | {n: str(df[n].dtype) for n in names} | {"N": "float64"}
    return frame(
        kinds | dict.fromkeys([f"{s}_{d}" for d in dependents for s in ("Mean", "SD")], "float64"), lines
    )
