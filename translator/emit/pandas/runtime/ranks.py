"""PROC RANK."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd


def rank_values(
    df: pd.DataFrame, variables: Sequence[str], *, into: Sequence[str] = (), ties: str = "mean", descending: bool = False,
    groups: int = 0, score: str = "",
) -> pd.DataFrame:  # fmt: skip
    """PROC RANK: the rows with the ranks of the variables in their place, or in the columns `into`.

    ties: mean, low, high, dense. groups: number of groups, from 0. score: fraction, nplus1, percent, savage, blom,
    tukey, vw. Missing values stay missing.
    """
    made = df.copy()
    for name, target in zip(variables, into or variables, strict=True):
        made[target] = column_ranks(df[name], ties, descending, groups, score)
    return made


def column_ranks(
    values: pd.Series[Any], ties: str, descending: bool, groups: int, score: str
) -> pd.Series[Any]:
    """The ranks of one column, or the scores made of them."""
    method = {"mean": "average", "low": "min", "high": "max", "dense": "dense"}[ties]
    ascending = not descending
    if score in ("savage", "blom", "tukey", "vw") and ties != "dense":
        single = rank_scores(values.rank(method="first", ascending=ascending), score)
        groups_of_ties: Any = single.groupby(values)
        means: pd.Series[Any] = groups_of_ties.transform({"mean": "mean", "low": "min", "high": "max"}[ties])
        return means.where(values.notna(), values)
    ranks: Any = values.rank(method=method, ascending=ascending)  # type: ignore[arg-type]
    n = ranks.max() if ties == "dense" else values.notna().sum()
    if groups:
        ranks = np.floor(ranks * groups / (n + 1))
    elif score in ("fraction", "percent"):
        ranks = ranks / n * (100 if score == "percent" else 1)
    elif score == "nplus1":
        ranks = ranks / (n + 1)
    elif score:
        ranks = rank_scores(ranks, score)
    made: pd.Series[Any] = ranks.astype("float64")
    return made.where(values.notna(), values)


def rank_scores(ranks: pd.Series[Any], score: str) -> pd.Series[Any]:
    """Normal scores (Blom, Tukey, van der Waerden) and Savage scores of ranks."""
    n = ranks.max()
    if score == "savage":
        sums = np.cumsum([1 / (n - j) for j in range(int(n))]) if n == n else np.zeros(0)
        return ranks.map(lambda r: sums[int(r) - 1] - 1 if r == r else r)
    from scipy.stats import norm

    shares = {
        "blom": (ranks - 0.375) / (n + 0.25),
        "tukey": (ranks - 1 / 3) / (n + 1 / 3),
        "vw": ranks / (n + 1),
    }
    return pd.Series(norm.ppf(shares[score]), index=ranks.index, dtype="float64")
