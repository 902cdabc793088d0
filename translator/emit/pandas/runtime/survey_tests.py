"""PROC SURVEYFREQ: the Rao-Scott chi-square test (first order) of one-way and two-way tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels, level_codes
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.named_values import named_cell
from translator.emit.pandas.runtime.surveys import Design


def rao_scott(
    df: pd.DataFrame, design: Design, names: Sequence[str], there: Any, order: str, levels: Levels, shares: Sequence[float] = ()
) -> list[list[Any]]:  # fmt: skip
    """The rows of ChiSq: Pearson's chi-square of estimated totals, divided by a correction from design effects.

    shares: of a one-way table the percentages or proportions under the null hypothesis (TESTP=), else equal ones.
    """
    from scipy.stats import chi2, f

    known = df.loc[there].reset_index(drop=True)
    codes = []
    for name in names:
        own = np.full(len(df), -1)
        own[there], first = level_codes(known, name, design.weights[there], order, False, levels.get(name))
        codes.append([own == k for k in range(len(first))])
    weights, every = design.weights, np.ones(len(df), dtype=bool)
    n, whole = float(there.sum()), float(design.weights[there].sum())
    if any(len(own) < 2 for own in codes):
        return []

    def part(inside: Any) -> tuple[float, float]:
        """(proportion, its design effect times what it lacks of 1)."""
        share = float(weights[inside].sum()) / whole
        spread = design.variance(weights * (inside - share * there) / whole, every)
        return share, (n - 1) * spread / share if share else 0.0

    if len(names) == 1:
        cells = [part(one) for one in codes[0]]
        if len(shares) and len(shares) != len(cells):
            raise SasError("R0602", f"ERROR: TESTP= does not have a value for each level of {names[0]}.")
        expected = [s / sum(shares) for s in shares] if len(shares) else [1 / len(cells)] * len(cells)
        freedom, correction = len(cells) - 1, sum(effect for _, effect in cells)
    else:
        rows, columns = ([part(one) for one in own] for own in codes)
        cells = [part(a & b) for a in codes[0] for b in codes[1]]
        expected = [a * b for a, _ in rows for b, _ in columns]
        freedom = (len(rows) - 1) * (len(columns) - 1)
        correction = sum(e for _, e in cells) - sum(e for _, e in rows) - sum(e for _, e in columns)
    correction /= freedom
    pearson = n * sum((p - e) ** 2 / e for (p, _), e in zip(cells, expected, strict=True))
    ratio = pearson / correction if correction > 0 else nan
    below = freedom * design.degrees(every)
    values = {
        "_PCHI_": pearson, "DC_RSCHI": correction, "_RSCHI_": ratio, "DF_RSCHI": float(freedom),
        "P_RSCHI": float(chi2.sf(ratio, freedom)), "F_RSCHI": ratio / freedom, "NDF_RSCHI": float(freedom), "DDF_RSCHI": below,
        "PF_RSCHI": float(f.sf(ratio / freedom, freedom, below)) if below > 0 else nan,
    }  # fmt: skip
    title = f"Table {' * '.join(names)}"
    return [
        [title, name, label, named_cell(name, values[name]), values[name]] for name, label in RAO_SCOTT_ROWS
    ]


RAO_SCOTT_ROWS = (
    ("_PCHI_", "Pearson Chi-Square"), ("DC_RSCHI", "Design Correction"), ("_RSCHI_", "Rao-Scott Chi-Square"), ("DF_RSCHI", "DF"),
    ("P_RSCHI", "Pr > ChiSq"), ("F_RSCHI", "F Value"), ("NDF_RSCHI", "Num DF"), ("DDF_RSCHI", "Den DF"), ("PF_RSCHI", "Pr > F"),
)  # fmt: skip
