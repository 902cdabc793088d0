"""PROC REG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.linear_models import Fit, prediction_statistics
from translator.emit.pandas.runtime.listings import shown_cell
from translator.library.formats.best import fixed


def design(df: pd.DataFrame, regressors: Sequence[str], intercept: bool) -> Any:
    """The columns of the model, the intercept first."""
    x = df[list(regressors)].to_numpy(dtype="float64")
    return np.column_stack([np.ones(len(df)), x]) if intercept else x


def regress(
    df: pd.DataFrame, models: Sequence[tuple[str, str, Sequence[str], bool]], *, weight: str = "", outputs: Sequence[Any] = (),
    types: Sequence[str] = ("PARMS",), rsquare: bool = False, extra: Sequence[str] = (), labels: Mapping[str, str] | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC REG: models are (label, dependent, regressors, intercept?).

    Makes OUTEST (rows of the `types`; with rsquare also _IN_ _P_ _EDF_ _RSQ_), OUT1, OUT2 … for the outputs
    (model's label, [(keyword, column, dependent) …]), ANOVA, FitStatistics, ParameterEstimates (with the extra columns of
    stb, tol, vif, clb).
    """
    from scipy.stats import f as fisher
    from scipy.stats import t as student

    names = list(dict.fromkeys(x for _, _, regressors, _ in models for x in regressors))
    dependents = [d for d in dict.fromkeys(d for _, d, _, _ in models) if d not in names]
    w = df[weight].to_numpy() if weight else np.ones(len(df))
    estimated: list[list[Any]] = []
    anova: list[list[Any]] = []
    statistics: list[list[Any]] = []
    parameters: list[list[Any]] = []
    fits: dict[tuple[str, str], tuple[Fit, Any]] = {}
    complete = df[[*names, *dependents]].notna().all(axis=1).to_numpy() & (
        w > 0
    )  # one set of rows for all the models
    for label, dependent, regressors, intercept in models:
        x, y = design(df, regressors, intercept), df[dependent].to_numpy()
        keep = complete
        fit = Fit(x[keep], y[keep], w[keep] if weight else None)
        fits[label, dependent] = fit, x
        total = fit.total if intercept else fit.raw_total
        model_df, root = float(fit.rank - intercept), sqrt(fit.mse) if fit.mse == fit.mse else nan
        ssm, all_df = total - fit.sse, float(fit.n - intercept)
        share = ssm / total if total else nan
        ratio = ssm / model_df / fit.mse if model_df and fit.mse else nan
        chance = float(fisher.sf(ratio, model_df, fit.df)) if ratio == ratio else nan
        head = [label, dependent]
        anova += [
            [*head, "Model", model_df, ssm, ssm / model_df if model_df else nan, ratio, chance],
            [*head, "Error", fit.df, fit.sse, fit.mse, nan, nan],
            [*head, "Corrected Total" if intercept else "Uncorrected Total", all_df, total, nan, nan, nan],
        ]
        adjusted = 1 - (1 - share) * all_df / fit.df if fit.df > 0 else nan
        variation = 100 * root / fit.mean if fit.mean else nan
        for a, b, c, d in (
            ("Root MSE", root, "R-Square", share),
            ("Dependent Mean", fit.mean, "Adj R-Sq", adjusted),
            ("Coeff Var", variation, "", nan),
        ):
            statistics.append(
                [*head, a, shown_cell(b), b, c, ("." if d != d else fixed(d, 4)) if c else "", d]
            )
        errors, quantile = fit.errors(), float(student.ppf(0.975, fit.df)) if fit.df > 0 else nan
        columns = [*(["Intercept"] if intercept else []), *regressors]
        for place, name in enumerate(columns):
            value, error, there = float(fit.estimates[place]), float(errors[place]), bool(fit.used[place])
            t = value / error if there and error else nan
            row: list[Any] = [
                *head,
                name,
                *([("Intercept" if name == "Intercept" else (labels or {}).get(name, ""))] if labels else []),
            ]
            row += [float(there), value, error, t, float(2 * student.sf(abs(t), fit.df)) if t == t else nan]
            parameters.append(
                row
                + extra_columns(
                    extra, fit, x[keep], y[keep], w[keep], place, name == "Intercept", value, error, quantile
                )
            )
        estimated += outest_rows(
            head, fit, columns, names, dependents, dependent, types, root, share, rsquare, quantile
        )
    made = {}
    for place, (label, pairs) in enumerate(outputs, start=1):
        table = df.copy()
        for keyword, name, dependent in pairs:
            fit, x = fits[label, dependent]
            table[name] = prediction_statistics(fit, x, df[dependent].to_numpy(), w, keyword)
        made[f"OUT{place}"] = table
    text, number = (
        ["_MODEL_", "_TYPE_", "_DEPVAR_"],
        ["_RMSE_", "Intercept", *names, *dependents, *(["_IN_", "_P_", "_EDF_", "_RSQ_"] if rsquare else [])],
    )
    made["OUTEST"] = frame(dict.fromkeys(text, "str") | dict.fromkeys(number, "float64"), estimated)
    head_kinds = {"Model": "str", "Dependent": "str"}
    made["ANOVA"] = frame(
        head_kinds | {"Source": "str"} | dict.fromkeys(["DF", "SS", "MS", "FValue", "ProbF"], "float64"),
        anova,
    )
    pairs_kinds = {
        "Label1": "str",
        "cValue1": "str",
        "nValue1": "float64",
        "Label2": "str",
        "cValue2": "str",
        "nValue2": "float64",
    }
    made["FitStatistics"] = frame(head_kinds | pairs_kinds, statistics)
    more = {
        "stb": ["StandardizedEst"],
        "tol": ["Tolerance"],
        "vif": ["VarianceInflation"],
        "clb": ["LowerCL", "UpperCL"],
    }
    wanted = [
        "DF",
        "Estimate",
        "StdErr",
        "tValue",
        "Probt",
        *(c for option in ("stb", "tol", "vif", "clb") if option in extra for c in more[option]),
    ]
    kinds = (
        head_kinds
        | {"Variable": "str"}
        | ({"Label": "str"} if labels else {})
        | dict.fromkeys(wanted, "float64")
    )
    made["ParameterEstimates"] = frame(kinds, parameters)
    return made


def outest_rows(
    head: list[str], fit: Fit, columns: Sequence[str], names: Sequence[str], dependents: Sequence[str], dependent: str,
    types: Sequence[str], root: float, share: float, rsquare: bool, quantile: float,
) -> list[list[Any]]:  # fmt: skip
    """The rows of OUTEST= for one model: parameters, and what belongs to them."""
    from scipy.stats import t as student

    errors = fit.errors()
    rows = []
    for kind in types:
        values: dict[str, float] = {}
        for place, name in enumerate(columns):
            value, error = float(fit.estimates[place]), float(errors[place])
            t = value / error if error else nan
            values[name] = {
                "PARMS": value, "STDERR": error, "SEB": error, "T": t, "PVALUE": float(2 * student.sf(abs(t), fit.df)) if t == t else nan,
                "L95B": value - quantile * error, "U95B": value + quantile * error,
            }[kind]  # fmt: skip
        mark = -1.0 if kind in ("PARMS", "SEB") else nan
        cells = [
            values.get(name, mark if name == dependent else nan)
            for name in ("Intercept", *names, *dependents)
        ]
        fit_cells = (
            [float(fit.rank - ("Intercept" in columns)), float(fit.rank), fit.df, share]
            if kind == "PARMS"
            else [nan] * 4
        )
        rows.append([head[0], kind, head[1], root, *cells, *(fit_cells if rsquare else [])])
    return rows


def extra_columns(
    extra: Sequence[str],
    fit: Fit,
    x: Any,
    y: Any,
    w: Any,
    place: int,
    intercept: bool,
    value: float,
    error: float,
    quantile: float,
) -> list[float]:
    """STB, TOL, VIF and CLB of one parameter."""
    made: list[float] = []
    column = x[:, place]
    mean = float(w @ column / w.sum())
    spread = float(w @ (column - mean) ** 2)
    if "stb" in extra:
        made.append(0.0 if intercept else value * sqrt(spread / fit.total))
    if {"tol", "vif"} & set(extra):
        inflation = 0.0 if intercept else float(fit.inverse[place, place] * spread)
        made += [nan if intercept else 1 / inflation] if "tol" in extra else []
        made += [inflation] if "vif" in extra else []
    if "clb" in extra:
        made += [value - quantile * error, value + quantile * error]
    return made
