"""PROC STANDARD and PROC STDIZE."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.statistics import percentile


def standardize(
    df: pd.DataFrame, variables: Sequence[str], *, method: str = "std", add: float = 0.0, mult: float = 1.0,
    keep_location: bool = False, missing: str | float = "", only_missing: bool = False, nomiss: bool = False, divisor: str = "df",
) -> pd.DataFrame:  # fmt: skip
    """add + mult * (value - location) / scale, with the location and scale of the method.

    keep_location: the values keep their location. missing: "location" or a method, whose location replaces missing
    values before, or a number that does so after. only_missing: nothing else is changed. nomiss: rows with a missing
    value in any of the variables do not count for location and scale. divisor: of variances, "df" or "n".
    """
    made = df.copy()
    counted = df.loc[df[list(variables)].notna().all(axis=1)] if nomiss else df
    for name in variables:
        location, scale = location_and_scale(counted[name].dropna().to_numpy(), method, divisor)
        values = df[name]
        if isinstance(missing, str) and missing:
            other = (
                location
                if missing == "location"
                else location_and_scale(counted[name].dropna().to_numpy(), missing, divisor)[0]
            )
            values = values.fillna(other)
        if not only_missing:
            values = (values - location) / (scale or 1.0) * mult + (location if keep_location else add)
        made[name] = values if isinstance(missing, str) else values.fillna(missing)
        made[name] = made[name].where(made[name].notna() | df[name].notna(), df[name])
    return made


def standardizing_statistics(
    df: pd.DataFrame, variables: Sequence[str], *, method: str = "std", add: float = 0.0, mult: float = 1.0,
    nomiss: bool = False, divisor: str = "df",
) -> pd.DataFrame:  # fmt: skip
    """OUTSTAT= of PROC STDIZE: location, scale and counts of each variable."""
    complete = df[list(variables)].notna().all(axis=1)
    counted = df.loc[complete] if nomiss else df
    counts = [float(len(df)), float(len(counted)), float((~complete).sum())]
    kinds = ["LOCATION", "SCALE", "ADD", "MULT", "N", "NObsRead", "NObsUsed", "NObsMiss"]
    made: dict[str, Any] = {"_TYPE_": pd.Series(kinds, dtype="str")}
    for name in variables:
        x = counted[name].dropna().to_numpy()
        made[name] = [*location_and_scale(x, method, divisor), add, mult, float(len(x)), *counts]
    return pd.DataFrame(made)


def location_and_scale(x: Any, method: str, divisor: str = "df") -> tuple[float, float]:
    """The measures of PROC STDIZE's METHOD=."""
    if not len(x):
        return nan, nan
    less = 0 if divisor == "n" else 1
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
