"""PROC SURVEYSELECT: random samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import SasError
from translator.library.random_numbers import OldStream, Twister


def draw_sample(
    df: pd.DataFrame, *, n: int | Sequence[int] = 0, rate: float | Sequence[float] = 0.0, seed: int, old: bool = False,
    everything: bool = False, mark: bool = False, probabilities: bool = False, by: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """A simple random sample, of each stratum of `by`: n rows, or a rate of them (rounded up; more than 1 a percentage).

    seed: of RAND's stream, with `old` of RANUNI's. everything: strata that are too small are taken whole. mark: all rows
    with Selected 1 or 0. probabilities: SelectionProb and SamplingWeight.
    """
    uniform = OldStream(seed).uniform if old else Twister(seed).uniform
    runs = (
        df.groupby(list(by), sort=False, dropna=False).ngroup().to_numpy()
        if by
        else np.zeros(len(df), dtype="int64")
    )
    sizes = [int(np.count_nonzero(runs == k)) for k in range(int(runs.max()) + 1)] if len(df) else []
    asked = n or rate
    shares = [asked] * len(sizes) if isinstance(asked, int | float) else list(asked)
    if len(shares) != len(sizes):
        raise SasError("R0602", "ERROR: The number of sample sizes is not the number of strata.")
    taken = np.zeros(len(df))
    for k, (size, share) in enumerate(zip(sizes, shares, strict=True)):
        count = int(share) if n else rounded_up(size * (share / 100 if share > 1 else share))
        if count > size:
            if not everything:
                raise SasError(
                    "R0602", "ERROR: The sample size is greater than the number of sampling units."
                )
            count = size
        places = np.flatnonzero(runs == k)
        chosen = np.arange(size) if count == size and everything else floyd(uniform, size, count)
        taken[places[chosen]] = count / size
    head = list(by)
    shown = df[head + [c for c in df.columns if c not in head]]
    if mark:
        shown = shown.copy()
        shown.insert(0, "Selected", (taken > 0).astype("float64"))
        return shown
    sample, share_of = shown.loc[taken > 0].reset_index(drop=True), taken[taken > 0]
    if probabilities:
        sample = sample.assign(SelectionProb=share_of, SamplingWeight=1 / share_of)
    return sample


def rounded_up(number: float) -> int:
    """The next whole number, but for rounding of the product."""
    return round(number) if abs(number - round(number)) < 1e-9 else ceil(number)


def floyd(uniform: Callable[[], float], size: int, count: int) -> list[int]:
    """Floyd's method: the places of `count` of `size` units, in order."""
    chosen: set[int] = set()
    for last in range(size - count, size):
        place = int((last + 1) * uniform())
        chosen.add(last if place in chosen else place)
    return sorted(chosen)
