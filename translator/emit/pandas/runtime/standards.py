"""PROC STANDARD and PROC STDIZE."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.statistics import percentile, percentile_by


def standardize(
    df: pd.DataFrame, variables: Sequence[str], *, method: str = "std", add: float = 0.0, mult: float = 1.0,
    keep_location: bool = False, missing: str | float = "", only_missing: bool = False, nomiss: bool = False, divisor: str = "df",
    weight: str = "", frequency: str = "", positive: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """add + mult * (value - location) / scale, with the location and scale of the method.

    keep_location: the values keep their location. missing: "location" or a method, whose location replaces missing
    values before, or a number that does so after. only_missing: nothing else is changed. nomiss: rows with a missing
    value in any of the variables do not count for location and scale. divisor: of variances, "df", "n", "wdf" or "wgt".
    positive: rows with a weight of 0 or less do not count.
    """
    made = df.copy()
    counted = df.loc[df[list(variables)].notna().all(axis=1)] if nomiss else df
    for name in variables:
        known = known_values(counted, name, weight, frequency, positive)
        location, scale = location_and_scale(*known, method, divisor)
        values = df[name]
        if isinstance(missing, str) and missing:
            other = location if missing == "location" else location_and_scale(*known, missing, divisor)[0]
            values = values.fillna(other)
        if not only_missing:
            values = (values - location) / (scale or 1.0) * mult + (location if keep_location else add)
        made[name] = values if isinstance(missing, str) else values.fillna(missing)
        made[name] = made[name].where(made[name].notna() | df[name].notna(), df[name])
    return made


def standardizing_statistics(
    df: pd.DataFrame, variables: Sequence[str], *, method: str = "std", add: float = 0.0, mult: float = 1.0,
    nomiss: bool = False, divisor: str = "df", weight: str = "", frequency: str = "", positive: bool = False,
    points: Sequence[float] = (), definition: int = 5,
) -> pd.DataFrame:  # fmt: skip
    """OUTSTAT= of PROC STDIZE: location, scale, counts and the percentiles at `points` of each variable."""
    complete = df[list(variables)].notna().all(axis=1)
    counted = df.loc[complete] if nomiss else df
    counts = [float(len(df)), float(len(counted)), float((~complete).sum())]
    kinds = ["LOCATION", "SCALE", "ADD", "MULT", "N", "NObsRead", "NObsUsed", "NObsMiss"]
    kinds += [f"P{point:g}" for point in points]
    made: dict[str, Any] = {"_TYPE_": pd.Series(kinds, dtype="str")}
    for name in variables:
        x, w = known_values(counted, name, weight, frequency, positive)
        shares = [percentile_by(x, point, definition) if len(x) else nan for point in points]
        made[name] = [*location_and_scale(x, w, method, divisor), add, mult, float(len(x)), *counts, *shares]
    return pd.DataFrame(made)


def known_values(df: pd.DataFrame, name: str, weight: str, frequency: str, positive: bool) -> tuple[Any, Any]:
    """The values that are not missing, and their weights; None where there are none. A row counts `frequency` times."""
    df = df.loc[df[name].notna()]
    if frequency:
        df = df.loc[df.index.repeat(df[frequency].fillna(0).clip(lower=0).astype("int64"))]
    if not weight:
        return df[name].to_numpy(), None
    df = df.loc[df[weight] > 0 if positive else df[weight].notna()]
    return df[name].to_numpy(), df[weight].clip(lower=0).to_numpy()


def location_and_scale(x: Any, w: Any, method: str, divisor: str = "df") -> tuple[float, float]:
    """The measures of PROC STDIZE's METHOD= with the weights `w`, if any."""
    if not len(x):
        return nan, nan
    if w is not None:
        return weighted_measures(x, w, method, divisor)
    less = 0 if divisor in ("n", "wgt") else 1
    middle = percentile(x, 50)
    low, high = float(x.min()), float(x.max())
    measures = {
        "mean": (float(x.mean()), 1.0),
        "median": (middle, 1.0),
        "sum": (0.0, float(x.sum())),
        "euclen": (0.0, float((x**2).sum() ** 0.5)),
        "ustd": (0.0, float(((x**2).sum() / (len(x) - less)) ** 0.5) if len(x) > less else nan),
        "std": (float(x.mean()), float(x.std(ddof=less)) if len(x) > less else nan),
        "range": (low, high - low),
        "midrange": ((low + high) / 2, (high - low) / 2),
        "maxabs": (0.0, float(np.abs(x).max())),
        "iqr": (middle, percentile(x, 75) - percentile(x, 25)),
        "mad": (middle, percentile(np.abs(x - middle), 50)),
    }
    return measures[method]


def weighted_measures(x: Any, w: Any, method: str, divisor: str) -> tuple[float, float]:
    """The measures that take weights."""
    total = float(w.sum())
    parts = {"df": len(x) - 1, "n": len(x), "wdf": total - 1, "wgt": total}[divisor]
    center = float((w * x).sum()) / total if total else nan
    around = center if method == "std" else 0.0
    squares = float((w * (x - around) ** 2).sum())
    spread = (squares / parts) ** 0.5 if parts > 0 else nan
    measures = {
        "mean": (center, 1.0), "sum": (0.0, float((w * x).sum())), "euclen": (0.0, squares**0.5),
        "ustd": (0.0, spread), "std": (center, spread),
    }  # fmt: skip
    return measures[method]
