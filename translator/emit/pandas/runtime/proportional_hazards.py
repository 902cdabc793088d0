"""PROC PHREG: Cox's proportional hazards model by maximum partial likelihood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.designs import CodedDesign
from translator.emit.pandas.runtime.grouping import class_groups, frame
from translator.emit.pandas.runtime.levels import Levels, missing_rows
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


def partial_likelihood(strata: Sequence[tuple[Any, Any, Any]], ties: str) -> Likelihood:
    """The partial likelihood of strata (columns, times, which rows are events): logarithm, gradient and information.

    Tied times: "breslow" lets each event of a time face the whole risk set, "efron" the average one.
    """

    def at(estimates: Any) -> tuple[float, Any, Any]:
        p = len(estimates)
        value, gradient, information = 0.0, np.zeros(p), np.zeros((p, p))
        for x, times, failed in strata:
            eta = x @ estimates
            weight = np.exp(eta)
            s0, s1, s2 = 0.0, np.zeros(p), np.zeros((p, p))
            for time in np.unique(times)[::-1]:
                here = times == time
                own = x[here] * weight[here, None]
                s0, s1, s2 = s0 + weight[here].sum(), s1 + own.sum(axis=0), s2 + own.T @ x[here]
                events = here & failed
                d = int(events.sum())
                if not d:
                    continue
                value += float(eta[events].sum())
                gradient = gradient + x[events].sum(axis=0)
                tied = x[events] * weight[events, None]
                t0, t1, t2 = weight[events].sum(), tied.sum(axis=0), tied.T @ x[events]
                for k in range(d):
                    share = k / d if ties == "efron" else 0.0
                    a0, a1, a2 = s0 - share * t0, s1 - share * t1, s2 - share * t2
                    value -= log(a0)
                    gradient = gradient - a1 / a0
                    information = information + a2 / a0 - np.outer(a1, a1) / a0**2
        return value, gradient, information

    return at


def proportional_hazards(
    df: pd.DataFrame, time: str, effects: Sequence[str], *, status: str = "", censored: Sequence[float] = (),
    codings: Mapping[str, Mapping[str, Any]] | None = None, strata: Sequence[str] = (), ties: str = "breslow", limits: bool = False,
    alpha: float = 0.05, labels: Mapping[str, str] | None = None, source: str = "", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC PHREG: Newton's method to GCONV=1E-8. Rows with a missing or negative time or another missing value are left out.

    codings: the class variables' parameterizations (see CodedDesign). Makes ModelInfo, CensoredSummary, ConvergenceStatus,
    FitStatistics, GlobalTests, ModelANOVA and ParameterEstimates (with `limits` those of the hazard ratios).
    """
    from scipy.stats import norm

    codings, labels = codings or {}, labels or {}
    names = list(dict.fromkeys(n for effect in effects for n in effect.split("*")))
    known = (df[time] >= 0).to_numpy() & ~missing_rows(df, [*names, *strata, *([status] if status else [])])
    if not known.any():
        raise SasError("R0602", "ERROR: No valid observations.")
    used = df.loc[known].reset_index(drop=True)
    failed = ~used[status].isin(censored).to_numpy() if status else np.ones(len(used), dtype=bool)
    if not failed.any():
        raise SasError("R0602", "ERROR: There are no events.")
    design = CodedDesign(used, effects, codings, False, levels)
    x = design.matrix(used)
    times = used[time].to_numpy()
    parts = [rows.index.to_numpy() for _, rows in class_groups(used, strata, levels)]
    for part in parts:  # shifts of a stratum do not count; a column that is constant in all strata becomes 0
        x[part] = x[part] - x[part[0]]
    likelihood = partial_likelihood([(x[part], times[part], failed[part]) for part in parts], ties)
    start = np.zeros(x.shape[1])
    before, gradient, information = likelihood(start)
    usable = usable_columns(information)
    score = float(gradient @ inverse_of(information, usable) @ gradient), float(usable.sum())
    fit = maximize(likelihood, start)

    size, events, n = float(fit.used.sum()), float(failed.sum()), float(len(used))
    about = [("Data Set", source), ("Dependent Variable", time)]
    if status:
        about += [
            ("Censoring Variable", status),
            ("Censoring Value(s)", " ".join(f"{v:g}" for v in censored)),
        ]
    about.append(("Ties Handling", ties.upper()))
    summary = [[events_of + rest, events_of, rest, 100 * rest / (events_of + rest)] for events_of, rest in [
        (float(failed[part].sum()), float((~failed[part]).sum())) for part in (parts if strata else [])] + [(events, n - events)]]  # fmt: skip
    stratum = [[str(k + 1)] for k in range(len(parts))] + [["Total"]] if strata else [[]]
    rows: dict[str, list[list[Any]]] = {
        "ModelInfo": [list(pair) for pair in about],
        "CensoredSummary": [[*head, *line] for head, line in zip(stratum, summary, strict=True)],
        "ConvergenceStatus": [["Convergence criterion (GCONV=1E-8) satisfied.", 0.0]],
        "FitStatistics": [
            ["-2 LOG L", -2 * before, -2 * fit.value], ["AIC", -2 * before, 2 * size - 2 * fit.value],
            ["SBC", -2 * before, size * log(events) - 2 * fit.value],
        ],
        "GlobalTests": global_tests(fit, before, score, np.ones(len(start), dtype=bool)),
        "ModelANOVA": effect_tests(design, fit),
    }  # fmt: skip
    wide = max(sum(name in codings for name in effect.split("*")) for effect in effects)
    z = float(norm.ppf(1 - alpha / 2))
    alone = design.main_effects()
    rows["ParameterEstimates"] = [
        [effect, *texts, *[""] * (wide - len(texts)), *hazard_line(fit, column, effect in alone, z if limits else None),
         parameter_label(effect, texts, codings, labels)]
        for column, (effect, texts) in enumerate(design.parameters)
    ]  # fmt: skip
    return {key: frame(kinds, rows[key]) for key, kinds in hazard_tables(wide, limits, bool(strata)).items()}


def hazard_line(fit: Maximum, column: int, alone: bool, z: float | None) -> list[Any]:
    """[DF, estimate, error, chi-square, p, hazard ratio] of a parameter, with z the ratio's limits; ratios only of effects
    that are in no interaction."""
    there = bool(fit.used[column])
    value, error = float(fit.estimates[column]), fit.error(np.eye(len(fit.used))[column]) if there else nan
    ratios = [value] if z is None else [value, value - z * error, value + z * error]
    shown = [float(np.exp(v)) if alone and there else nan for v in ratios]
    return [float(there), *wald_line(value, error), *shown]


def parameter_label(
    effect: str, texts: Sequence[str], codings: Mapping[str, Any], labels: Mapping[str, str]
) -> str:
    """The label of a parameter: those of its variables, with the levels of class variables."""
    if not texts and "*" not in effect:
        return labels.get(effect, "")
    levels = iter(texts)
    parts = [
        f"{labels.get(name) or name} {next(levels)}" if name in codings else labels.get(name) or name
        for name in effect.split("*")
    ]
    return " * ".join(parts)


def hazard_tables(wide: int, limits: bool, stratified: bool) -> dict[str, dict[str, str]]:
    """The columns of the tables."""

    def kinds(texts: str, numbers: str) -> dict[str, str]:
        return dict.fromkeys(texts.split(), "str") | dict.fromkeys(numbers.split(), "float64")

    classes = " ".join(f"ClassVal{k}" for k in range(wide))
    ratios = f"HazardRatio{' HRLowerCL HRUpperCL' if limits else ''}"
    return {
        "ModelInfo": kinds("Description Value", ""),
        "CensoredSummary": kinds("Stratum" if stratified else "", "Total Event Censored PctCens"),
        "ConvergenceStatus": kinds("Reason", "Status"), "FitStatistics": kinds("Criterion", "WithoutCovariates WithCovariates"),
        "GlobalTests": kinds("Test", "ChiSq DF ProbChiSq"), "ModelANOVA": kinds("Effect", "DF WaldChiSq ProbChiSq"),
        "ParameterEstimates": kinds(f"Parameter {classes}", f"DF Estimate StdErr ChiSq ProbChiSq {ratios}") | kinds("Label", ""),
    }  # fmt: skip
