"""PROC LIFETEST: product-limit estimates and tests of homogeneity."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import class_groups, frame
from translator.emit.pandas.runtime.levels import Levels
from translator.emit.pandas.runtime.log import SasError


def survival_curve(times: Any, failed: Any) -> list[tuple[float, int, int, float, float]]:
    """(time, number at risk, failures, survival, its standard error) at each time of a failure (Greenwood)."""
    survival, spread = 1.0, 0.0
    found = []
    for time in np.unique(times[failed]):
        at_risk, failures = int((times >= time).sum()), int((failed & (times == time)).sum())
        survival *= 1 - failures / at_risk
        spread += failures / at_risk / (at_risk - failures) if at_risk > failures else 0.0
        found.append((float(time), at_risk, failures, survival, survival * sqrt(spread)))
    return found


def survival_limits(survival: float, error: float, z: float, transform: str) -> tuple[float, float]:
    """Pointwise confidence limits on the scale of CONFTYPE=; missing where the estimate is 0."""
    if survival <= 0:
        return nan, nan
    if transform == "linear" or survival >= 1:
        return max(0.0, survival - z * error), min(1.0, survival + z * error)
    if transform == "log":
        factor = exp(z * error / survival)
        return survival / factor, min(1.0, survival * factor)
    power = exp(z * error / survival / abs(log(survival)))
    return survival**power, survival ** (1 / power)


def life_tests(
    df: pd.DataFrame, time: str, *, status: str = "", censored: Sequence[float] = (), strata: Sequence[str] = (),
    frequency: str = "", alpha: float = 0.05, transform: str = "loglog", levels: Levels | None = None, grouped: bool = False,
    tests: Sequence[str] = ("Log-Rank", "Wilcoxon", "-2Log(LR)"), moments: Sequence[float] = (), reduced: bool = False,
    errors: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC LIFETEST: OUTSURV and the printed tables; rows with a missing or negative time or a missing status are left out.

    grouped: the last of the strata is compared within the others (GROUP=). moments: the times at which estimates are
    printed (TIMELIST=), and stored if `reduced`. errors: OUTSURV has standard errors.
    """
    from scipy.stats import norm

    z = float(norm.ppf(1 - alpha / 2))
    keep = (df[time] >= 0).to_numpy()
    if status:
        keep = keep & df[status].notna().to_numpy()
    if frequency:
        keep = keep & (df[frequency] >= 1).to_numpy()
    df = df.loc[keep].reset_index(drop=True)
    if frequency:
        df = df.loc[df.index.repeat(df[frequency].astype("int64"))].reset_index(drop=True)
    made: dict[str, list[list[Any]]] = {
        name: [] for name in ("OUTSURV", "ProductLimitEstimates", "Quartiles", "Means", "CensoredSummary")
    }
    samples = []
    for number, (values, rows) in enumerate(class_groups(df, strata, levels) if len(df) else [], start=1):
        head = [float(number), *values] if strata else []
        times = rows[time].to_numpy()
        failed = ~rows[status].isin(censored).to_numpy() if status else np.ones(len(rows), dtype=bool)
        samples.append((values, times, failed))
        curve = survival_curve(times, failed)
        stored, printed = (
            survival_lines(times, failed, curve, z, transform),
            estimate_lines(times, failed, curve),
        )
        if moments:
            printed = lines_at_moments(
                [line for line in printed if line[2] == line[2]], moments, float(times.max())
            )
        if reduced:
            stored = lines_at_moments([line for line in stored if not line[1]], moments, float(times.max()))
        made["OUTSURV"] += [[*head, *(line if errors else line[:-1])] for line in stored]
        made["ProductLimitEstimates"] += [[*head, *line] for line in printed]
        made["Quartiles"] += [[*head, *line] for line in quartile_lines(curve, z, transform)]
        made["Means"].append([*head, *survival_mean(curve)])
        n, failures = float(len(times)), float(failed.sum())
        made["CensoredSummary"].append([*head, n, failures, n - failures, 100 * (n - failures) / n])
    kinds = {"STRATUM": "float64"} | {name: str(df[name].dtype) for name in strata} if strata else {}
    columns: dict[str, dict[str, str]] = {
        "OUTSURV": {time: "float64", "_CENSOR_": "float64", "SURVIVAL": "float64", "CONFTYPE": "str", "SDF_LCL": "float64", "SDF_UCL": "float64"},
        "ProductLimitEstimates": dict.fromkeys([time, "Censor", "Survival", "Failure", "StdErr", "Failed", "Left"], "float64"),
        "Quartiles": {"Percent": "float64", "Estimate": "float64", "Transform": "str", "LowerLimit": "float64", "UpperLimit": "float64"},
        "Means": {"Mean": "float64", "StdErr": "float64"},
        "CensoredSummary": dict.fromkeys(["Total", "Failed", "Censored", "PctCens"], "float64"),
    }  # fmt: skip
    if errors:
        columns["OUTSURV"]["SDF_STDERR"] = "float64"
    if reduced:
        columns["OUTSURV"] = {"TIMELIST": "float64"} | columns["OUTSURV"]
    if moments:
        columns["ProductLimitEstimates"] = {"Timelist": "float64"} | columns["ProductLimitEstimates"]
    tables = {name: frame(kinds | columns[name], lines) for name, lines in made.items()}
    if strata and tests:
        own = {"Test": "str", "ChiSq": "float64", "DF": "float64", "ProbChiSq": "float64"}
        tables["HomTests"] = frame(own, homogeneity(samples, tests, len(strata) - 1 if grouped else 0))
    return tables


def lines_at_moments(lines: Sequence[list[Any]], moments: Sequence[float], last: float) -> list[list[Any]]:
    """The times of TIMELIST=, each with the last of the estimates up to it."""
    if moments[-1] > last and lines[-1][2] > 0:
        raise SasError(
            "R0602", "ERROR: TIMELIST= beyond the last time of a curve that ends above 0 is not translated."
        )
    return [[moment, *[line for line in lines if line[0] <= moment][-1]] for moment in moments]


def survival_lines(times: Any, failed: Any, curve: Any, z: float, transform: str) -> list[list[Any]]:
    """The rows of OUTSURV=: the start, then each distinct time of a failure and each of a censored row."""
    by_time = {time: (survival, error) for time, _, _, survival, error in curve}
    lines: list[list[Any]] = [[0.0, 0.0, 1.0, "", 1.0, 1.0, 0.0]]
    survival = 1.0
    for time in np.unique(times):
        if time in by_time:
            survival, error = by_time[time]
            lines.append(
                [
                    time,
                    0.0,
                    survival,
                    transform.upper(),
                    *survival_limits(survival, error, z, transform),
                    error,
                ]
            )
        if (~failed & (times == time)).any():
            lines.append([time, 1.0, survival, "", nan, nan, nan])
    return lines


def estimate_lines(times: Any, failed: Any, curve: Any) -> list[list[Any]]:
    """The rows of ProductLimitEstimates: one for each row of data; estimates stand at the last failure of a time."""
    by_time = {time: (survival, error) for time, _, _, survival, error in curve}
    n, done = len(times), 0
    lines: list[list[Any]] = [[0.0, 0.0, 1.0, 0.0, 0.0, 0.0, float(n)]]
    order = np.lexsort((~failed, times))
    for place, row in enumerate(order):
        time, event = float(times[row]), bool(failed[row])
        done += event
        last = event and not (place + 1 < n and times[order[place + 1]] == time and failed[order[place + 1]])
        survival, error = by_time[time] if last else (nan, nan)
        lines.append(
            [time, 0.0 if event else 1.0, survival, 1 - survival, error, float(done), float(n - place - 1)]
        )
    return lines


def quartile_lines(curve: Any, z: float, transform: str) -> list[list[Any]]:
    """Quartiles of the survival time with their limits: where the curve and its limits fall below the share."""
    lines = []
    for percent in (75, 50, 25):
        share = 1 - percent / 100
        estimate = low = high = nan
        for place, (time, _, _, survival, error) in enumerate(curve):
            lower, upper = survival_limits(survival, error, z, transform)
            if estimate != estimate and survival <= share + 1e-12:
                tied = abs(survival - share) <= 1e-12 and place + 1 < len(curve)
                estimate = (time + curve[place + 1][0]) / 2 if tied else time
            if low != low and (lower <= share or survival <= 0):
                low = time
            if high != high and upper < share:
                high = time
        lines.append([float(percent), estimate, transform.upper(), low, high])
    return lines


def survival_mean(curve: Any) -> list[float]:
    """The mean survival time up to the last failure, and its standard error."""
    if not curve:
        return [nan, nan]
    times = [0.0, *(time for time, *_ in curve)]
    survival = [1.0, *(s for _, _, _, s, _ in curve)]
    areas = [s * (b - a) for s, a, b in zip(survival, times, times[1:], strict=False)]
    failures = sum(d for _, _, d, _, _ in curve)
    spread = sum(sum(areas[i + 1 :]) ** 2 * d / n / (n - d) for i, (_, n, d, _, _) in enumerate(curve[:-1]))
    error = sqrt(failures / (failures - 1) * spread) if failures > 1 else nan
    return [sum(areas), error]


def homogeneity(
    samples: Sequence[tuple[list[Any], Any, Any]], tests: Sequence[str], within: int
) -> list[list[Any]]:
    """The tests that the samples (values of the strata, times, failures) have one survival curve; the first `within`
    values are those of strata over which the tests are summed."""
    from scipy.stats import chi2

    groups = [values[within] if within else place for place, (values, _, _) in enumerate(samples)]
    order = sorted(set(groups))
    k = len(order)
    strata: dict[Any, list[Any]] = {}
    for group, (values, times, failed) in zip(groups, samples, strict=True):
        member = np.full(len(times), order.index(group))
        strata.setdefault(tuple(values[:within]), []).append((times, failed, member))
    found: dict[str, float] = {}
    for name in tests:
        if name == "-2Log(LR)":
            parts = [(float(f.sum()), float(t.sum())) for _, t, f in samples]
            whole, total = sum(d for d, _ in parts), sum(t for _, t in parts)
            terms = sum(d * log(d / t) for d, t in parts if d)
            found[name] = 2 * (terms - whole * log(whole / total)) if whole else nan
            continue
        scores, spread = np.zeros(k), np.zeros((k, k))
        for parts_ in strata.values():
            own_times, failures, members = (np.concatenate(column) for column in zip(*parts_, strict=True))
            add_scores(name, own_times, failures, members, scores, spread)
        found[name] = float(scores[:-1] @ np.linalg.solve(spread[:-1, :-1], scores[:-1])) if k > 1 else nan
    return [
        [name, chi, float(k - 1), float(chi2.sf(chi, k - 1)) if k > 1 else nan] for name, chi in found.items()
    ]


def add_scores(name: str, times: Any, failed: Any, group: Any, scores: Any, spread: Any) -> None:
    """Add the weighted differences of observed and expected failures of a stratum, and their covariances."""
    k, peto = len(scores), 1.0
    for time in np.unique(times[failed]):
        at_risk = np.bincount(group[times >= time], minlength=k).astype("float64")
        failures = np.bincount(group[failed & (times == time)], minlength=k).astype("float64")
        n, d = at_risk.sum(), failures.sum()
        peto *= 1 - d / (n + 1)
        weights = {"Wilcoxon": n, "Tarone": sqrt(n), "Peto": peto, "Modified Peto": peto * n / (n + 1)}
        weight = weights.get(name, 1.0)
        scores += weight * (failures - d * at_risk / n)
        if n > 1:
            shares = at_risk / n
            spread += weight**2 * d * (n - d) / (n - 1) * (np.diag(shares) - np.outer(shares, shares))
