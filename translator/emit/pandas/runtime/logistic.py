"""PROC LOGISTIC: binary logit models by maximum likelihood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor, log, nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.designs import CodedDesign
from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.maximum_likelihood import (
    Likelihood,
    Maximum,
    effect_tests,
    global_tests,
    inverse_of,
    maximize,
    usable_columns,
    wald_line,
)


def logit_likelihood(x: Any, events: Any, trials: Any, weights: Any) -> Likelihood:
    """The likelihood of a binary logit model: its logarithm, gradient and information at given estimates."""

    def at(estimates: Any) -> tuple[float, Any, Any]:
        eta = x @ estimates
        p = 1 / (1 + np.exp(-eta))
        value = float(weights @ (events * eta - trials * np.logaddexp(0, eta)))
        each = weights * trials * p * (1 - p)
        return value, x.T @ (weights * (events - trials * p)), (x * each[:, None]).T @ x

    return at


def separation_check(x: Any, events: Any, trials: Any, n: Any) -> Callable[[int, Any, Any], None]:
    """Stop where the data are separated, so that no maximum exists ("Existence of Maximum Likelihood Estimates"): from the
    eighth step on, variances of the standardized columns above 5000."""
    mean = n @ x / n.sum()
    spread = np.sqrt(n @ (x - mean) ** 2 / n.sum())

    def check(turn: int, estimates: Any, information: Any) -> None:
        if turn < 8:
            return
        usable = usable_columns(information, 1e-14)
        variances = np.diag(inverse_of(information, usable)) * spread**2
        if usable.all() and not (variances > 5000).any():
            return
        p = 1 / (1 + np.exp(-(x @ estimates)))
        right = np.minimum(np.where(events > 0, p, 1), np.where(events < trials, 1 - p, 1))
        kind, may = (
            ("is a complete", "does") if (right > 0.99).all() else ("is possibly a quasi-complete", "may")
        )
        message = f"WARNING: There {kind} separation of data points. The maximum likelihood estimate {may} not exist."
        raise SasError("R0603", message)

    return check


def response_levels(
    df: pd.DataFrame, response: str, event: Mapping[str, Any], order: str, descending: bool, levels: Levels
) -> tuple[Any, list[Any], list[str], int]:
    """(number of each row's level, the values and texts of the two levels, which of them is the event)."""
    codes, firsts = level_codes(df, response, None, order, descending, levels.get(response))
    values = df[response].iloc[firsts]
    texts = shown_column(values, levels.get(response))
    if len(texts) < 2:
        raise SasError("R0602", "ERROR: All observations have the same response. No statistics are computed.")
    if len(texts) > 2:
        raise SasError("R0602", "PROC LOGISTIC of a response with more than two levels is not translated.")
    stated = event.get("event", event.get("ref"))
    if stated is not None and stated not in texts:
        raise SasError("R0602", f"ERROR: {stated} is no level of the response {response}.")
    chosen = 1 if event.get("last") else 0
    if stated is not None:
        chosen = texts.index(stated) if "event" in event else 1 - texts.index(stated)
    return codes, values.tolist(), texts, chosen


def logistic_regression(
    df: pd.DataFrame, response: str, effects: Sequence[str], *, trials: str = "", event: Mapping[str, Any] | None = None,
    order: str = "formatted", descending: bool = False, codings: Mapping[str, Mapping[str, Any]] | None = None,
    frequency: str = "", weight: str = "", alpha: float = 0.05, expected: bool = False, covariances: bool = False,
    output: Sequence[tuple[str, str]] = (), output_alpha: float = 0.05, source: str = "", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC LOGISTIC of a binary response, or of events out of `trials`: Fisher scoring to GCONV=1E-8.

    event: {"event": text}, {"ref": text} or {"last": True}: which level's probability is modelled, without it that of the
    first one in the order. codings: the class variables' parameterizations (see CodedDesign). Makes ModelInfo, ResponseProfile,
    ConvergenceStatus, FitStatistics, GlobalTests, ModelANOVA, ParameterEstimates, OddsRatios, CLOddsWald, Association, OUTEST
    and OUT with the (keyword, column) pairs of `output`.
    """
    from scipy.stats import norm

    codings, levels = codings or {}, levels or {}
    names = list(dict.fromkeys(n for effect in effects for n in effect.split("*")))
    counts = np.floor(df[frequency].to_numpy()) if frequency else np.ones(len(df))
    weights = df[weight].to_numpy() if weight else np.ones(len(df))
    known = (counts >= 1) & (weights > 0) & ~missing_rows(df, [*names, response])
    if trials:
        r, m = df[response].to_numpy(), df[trials].to_numpy()
        known &= (r >= 0) & (m > 0) & (r <= m)
    if not known.any():
        raise SasError("R0602", "ERROR: No valid observations.")
    used = df.loc[known].reset_index(drop=True)
    n, w = counts[known], weights[known] * counts[known]
    values: list[Any] = []
    if trials:
        events, tries, texts, chosen = r[known], m[known], ["Event", "Nonevent"], 0
    else:
        codes, values, texts, chosen = response_levels(used, response, event or {}, order, descending, levels)
        events, tries = (codes == chosen).astype("float64"), np.ones(len(used))
    design = CodedDesign(used, effects, codings, True, levels)
    x = design.matrix(used)
    likelihood = logit_likelihood(x, events, tries, w)
    start = np.zeros(x.shape[1])
    start[0] = log(float(w @ events) / float(w @ (tries - events)))
    before, gradient, information = likelihood(start)
    slopes = np.arange(x.shape[1]) > 0
    usable = usable_columns(information)
    score = float(gradient @ inverse_of(information, usable) @ gradient), float((usable & slopes).sum())
    fit = maximize(likelihood, start, check=separation_check(x, events, tries, n))

    rows: dict[str, list[list[Any]]] = {
        "ConvergenceStatus": [["Convergence criterion (GCONV=1E-8) satisfied.", 0.0]],
        "GlobalTests": global_tests(fit, before, score, slopes),
        "ModelANOVA": effect_tests(design, fit),
    }
    about = [("Data Set", source), ("Response Variable", response), ("Number of Response Levels", "2")]
    if trials:
        about = [about[0], ("Response Variable (Events)", response), ("Response Variable (Trials)", trials)]
    about += [("Frequency Variable", frequency)] if frequency else []
    about += [("Weight Variable", weight)] if weight else []
    about += [("Model", "binary logit"), ("Optimization Technique", "Fisher's scoring")]
    rows["ModelInfo"] = [list(pair) for pair in about]
    happened = [(n, events), (n, tries - events)] if chosen == 0 else [(n, tries - events), (n, events)]
    rows["ResponseProfile"] = [
        [k + 1.0, text, float(a @ b), *([float(w @ b)] if weight else [])]
        for k, (text, (a, b)) in enumerate(zip(texts, happened, strict=True))
    ]
    total, size = float(n @ tries), float(fit.used.sum())
    rows["FitStatistics"] = [
        ["AIC", 2 - 2 * before, 2 * size - 2 * fit.value],
        ["SC", log(total) - 2 * before, size * log(total) - 2 * fit.value],
        ["-2 Log L", -2 * before, -2 * fit.value],
    ]
    wide = max((sum(name in codings for name in effect.split("*")) for effect in effects), default=0)
    rows["ParameterEstimates"] = [
        [effect, *texts_of, *[""] * (wide - len(texts_of)), *estimate_line(fit, column, expected)]
        for column, (effect, texts_of) in enumerate(design.parameters)
    ]
    z = float(norm.ppf(1 - alpha / 2))
    ratios = [
        [text, *odds_ratio_line(fit, row, z)]
        for effect in design.main_effects()
        for text, row in design.comparisons(effect)
    ]
    rows["OddsRatios"] = ratios
    rows["CLOddsWald"] = [[text, 1.0, *line] for text, *line in ratios]
    rows["Association"] = association_lines(x @ fit.estimates, n * events, n * (tries - events))
    rows["OUTEST"] = estimated_rows(fit, [effect for effect, _ in design.parameters], response, covariances)
    tables = {
        key: frame(kinds, rows[key])
        for key, kinds in logistic_tables(wide, bool(weight), expected, effects).items()
    }
    y = np.full(len(df), nan), m if trials else np.ones(len(df))
    y[0][known] = events
    level = values[chosen] if values else None
    tables["OUT"] = logistic_output(df, design, fit, y, weights, output, level, output_alpha)
    return tables


def estimate_line(fit: Maximum, column: int, expected: bool) -> list[Any]:
    """[DF, estimate, error, chi-square, p, exp(estimate), kind] of a parameter."""
    there = bool(fit.used[column])
    line = wald_line(float(fit.estimates[column]), fit.error(np.eye(len(fit.used))[column]) if there else nan)
    more = [float(np.exp(line[0])) if there else nan] if expected else []
    return [float(there), *line, *more, "MLE"]


def odds_ratio_line(fit: Maximum, row: Any, z: float) -> list[float]:
    """[odds ratio, its limits]; missing where no parameter of the comparison is estimated."""
    if not fit.used[row != 0].any():
        return [nan, nan, nan]
    value, error = float(row @ fit.estimates), fit.error(row)
    return [float(np.exp(value)), float(np.exp(value - z * error)), float(np.exp(value + z * error))]


def association_lines(eta: Any, events: Any, others: Any) -> list[list[Any]]:
    """Concordant, discordant and tied pairs of an event and a nonevent, without binning."""
    order = np.argsort(eta, kind="stable")
    eta, events, others = eta[order], events[order], others[order]
    group = np.cumsum(np.diff(eta, prepend=eta[0]) > 1e-10)
    events, others = np.bincount(group, events), np.bincount(group, others)
    below = np.cumsum(others) - others
    pairs = float(events.sum() * others.sum())
    concordant, tied = float(events @ below), float(events @ others)
    discordant = pairs - concordant - tied
    total = float(events.sum() + others.sum())
    share = [100 * concordant / pairs, 100 * discordant / pairs, 100 * tied / pairs, pairs]
    distance = concordant - discordant
    rank = [
        distance / pairs, distance / (concordant + discordant) if concordant + discordant else nan,
        distance / (0.5 * total * (total - 1)), (concordant + 0.5 * tied) / pairs,
    ]  # fmt: skip
    left = ("Percent Concordant", "Percent Discordant", "Percent Tied", "Pairs")
    right = ("Somers' D", "Gamma", "Tau-a", "c")
    return [
        [
            left[k],
            fixed_text(share[k], 0 if k == 3 else 1),
            share[k],
            right[k],
            fixed_text(rank[k], 3),
            rank[k],
        ]
        for k in range(4)
    ]


def fixed_text(value: float, decimals: int) -> str:
    """A number with a fixed number of decimals, halves away from zero."""
    if value != value:
        return "."
    scaled = floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    return f"{'-' if value < 0 and scaled else ''}{scaled:.{decimals}f}"


def estimated_rows(fit: Maximum, names: Sequence[str], response: str, covariances: bool) -> list[list[Any]]:
    """The rows of OUTEST=: the estimates, with COVOUT their covariances too."""
    head = ["LOGIT", "PARMS", "0 Converged", response]
    rows = [[*head, *map(float, fit.estimates), fit.value, "MLE"]]
    if covariances:
        for column, name in enumerate(names):
            rows.append([head[0], "COV", head[2], name, *map(float, fit.inverse[column]), fit.value, "MLE"])
    return rows


def logistic_output(
    df: pd.DataFrame, design: CodedDesign, fit: Maximum, y: tuple[Any, Any], weights: Any, output: Sequence[tuple[str, str]],
    level: Any, alpha: float,
) -> pd.DataFrame:  # fmt: skip
    """OUT= of OUTPUT: the input with the level whose probability is modelled (`_LEVEL_`) and the statistics."""
    from scipy.stats import norm

    x = design.matrix(df)
    there = ~np.isnan(x).any(axis=1)
    rows = np.where(there[:, None], x, 0.0)
    eta = np.where(there, rows @ fit.estimates, nan)
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", rows, fit.inverse, rows), 0))
    z = float(norm.ppf(1 - alpha / 2))
    p = 1 / (1 + np.exp(-eta))
    events, trials = y
    root = np.sqrt(np.where(weights > 0, weights, nan))
    made = {"XBETA": eta, "STDXBETA": np.where(there, error, nan), "P": p}
    made |= {"LOWER": 1 / (1 + np.exp(z * error - eta)), "UPPER": 1 / (1 + np.exp(-z * error - eta))}
    with np.errstate(divide="ignore", invalid="ignore"):
        made["RESCHI"] = root * (events - trials * p) / np.sqrt(trials * p * (1 - p))
        deviance = np.where(events > 0, events * np.log(events / (trials * p)), 0)
        deviance = deviance + np.where(
            events < trials, (trials - events) * np.log((trials - events) / (trials * (1 - p))), 0
        )
        bad = np.isnan(events) | np.isnan(trials)
        made["RESDEV"] = np.where(
            bad, nan, root * np.sign(events - trials * p) * np.sqrt(2 * np.maximum(deviance, 0))
        )
    table = df.copy()
    if level is not None and {keyword for keyword, _ in output} & {
        "XBETA",
        "STDXBETA",
        "P",
        "LOWER",
        "UPPER",
    }:
        table["_LEVEL_"] = pd.Series([level] * len(df), dtype="str" if isinstance(level, str) else "float64")
    for keyword, name in output:
        table[name] = made[keyword]
    return table


def logistic_tables(
    wide: int, weighted: bool, expected: bool, effects: Sequence[str]
) -> dict[str, dict[str, str]]:
    """The columns of the tables."""

    def kinds(texts: str, numbers: str) -> dict[str, str]:
        return dict.fromkeys(texts.split(), "str") | dict.fromkeys(numbers.split(), "float64")

    classes = " ".join(f"ClassVal{k}" for k in range(wide))
    estimates = f"DF Estimate StdErr WaldChiSq ProbChiSq{' ExpEst' if expected else ''}"
    pairs = kinds("Label1 cValue1", "nValue1") | kinds("Label2 cValue2", "nValue2")
    limits = "OddsRatioEst LowerCL UpperCL"
    return {
        "ModelInfo": kinds("Description Value", ""),
        "ResponseProfile": {"OrderedValue": "float64"} | kinds("Outcome", f"Count{' Weight' if weighted else ''}"),
        "ConvergenceStatus": kinds("Reason", "Status"), "FitStatistics": kinds("Criterion", "InterceptOnly InterceptAndCovariates"),
        "GlobalTests": kinds("Test", "ChiSq DF ProbChiSq"), "ModelANOVA": kinds("Effect", "DF WaldChiSq ProbChiSq"),
        "ParameterEstimates": kinds(f"Variable {classes}", estimates) | kinds("_ESTTYPE_", ""),
        "OddsRatios": kinds("Effect", limits), "CLOddsWald": kinds("Effect", f"Unit {limits}"), "Association": pairs,
        "OUTEST": kinds("_LINK_ _TYPE_ _STATUS_ _NAME_", "") | kinds("", " ".join(["Intercept", *effects, "_LNLIKE_"])) | kinds("_ESTTYPE_", ""),
    }  # fmt: skip
