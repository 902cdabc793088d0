"""PROC SURVEYFREQ: tables of a sample design, variances by Taylor linearisation."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.survey_tests import rao_scott
from translator.emit.pandas.runtime.surveys import Design, replicate_weights, share_of


def survey_frequencies(
    df: pd.DataFrame, requests: Sequence[Sequence[str]], *, columns: Sequence[str], strata: Sequence[str] = (),
    clusters: Sequence[str] = (), weight: str = "", total: float | None = None, rate: float | None = None,
    sizes: pd.DataFrame | None = None, missing: bool = False, nomcar: bool = False, order: str = "unformatted",
    alpha: float = 0.05, totals: bool = True, levels: Levels | None = None, chisq: bool = False, shares: Sequence[float] = (),
    replicates: Sequence[str] = (), coefficients: float | Sequence[float] = 1.0, freedom: float = 0.0, jackknife: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC SURVEYFREQ: OneWay and CrossTabs, a table for each request (the last two variables are rows and columns).

    Rows with a missing design variable or a weight of 0 or less are left out, those with a missing table variable too,
    unless `missing` (a level) or `nomcar` (then the others are a domain). totals: rows and columns of totals. chisq: the
    Rao-Scott test of each request in ChiSq, shares: its null hypothesis for one-way tables.
    """
    levels = levels or {}
    valid = ~missing_rows(df, [] if missing else [*strata, *clusters])
    if weight:
        valid &= (df[weight] > 0).to_numpy()
    df = df.loc[valid].reset_index(drop=True)
    repeated = replicate_weights(df, replicates)
    weights = (
        df[weight].to_numpy() if weight else np.ones(len(df)) if repeated is None else repeated.mean(axis=1)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    kinds: dict[str, dict[str, str]] = {}
    tests: list[list[Any]] = []
    for names in requests:
        table = "OneWay" if len(names) == 1 else "CrossTabs"
        shown = kinds.setdefault(table, {"Table": "str"})
        for name in names:
            if name in names[-2:]:
                shown.setdefault(f"F_{name}"[:32], "str")
            shown.setdefault(name, "float64" if df[name].dtype == "float64" else "str")
        own = [c for c in columns if len(names) > 1 or c[:3] not in ("Row", "Col")]
        for column in own:
            shown.setdefault(column, "float64")
        gone = np.zeros(len(df), dtype=bool) if missing else missing_rows(df, names)
        part = df if nomcar else df.loc[~gone].reset_index(drop=True)
        kept = gone if nomcar else gone[~gone]
        used = weights if nomcar else weights[~gone]
        again = None if repeated is None else repeated if nomcar else repeated[~gone]
        design = Design(
            part, strata, clusters, used, total, rate, sizes, again, coefficients, freedom, jackknife
        )
        lines = found.setdefault(table, [])
        if chisq:
            tests += rao_scott(part, design, names, ~kept, order, levels, shares)
        lines += table_lines(part, design, names, ~kept, own, order, alpha, totals, levels)
    named = {"Table": "str", "Name1": "str", "Label1": "str", "cValue1": "str", "nValue1": "float64"}
    made = {"ChiSq": frame(named, tests)} if chisq else {}
    return made | {
        table: frame(
            shown,
            [
                [line.get(c, "" if kind == "str" else nan) for c, kind in shown.items()]
                for line in found[table]
            ],
        )
        for table, shown in kinds.items()
    }


def survey_frequencies_with_sizes(
    df: pd.DataFrame, sizes: pd.DataFrame, requests: Sequence[Sequence[str]], **settings: Any
) -> dict[str, pd.DataFrame]:
    """PROC SURVEYFREQ with a data set of the strata's totals or rates."""
    return survey_frequencies(df, requests, sizes=sizes, **settings)


def table_lines(
    df: pd.DataFrame, design: Design, names: Sequence[str], there: Any, columns: Sequence[str], order: str, alpha: float,
    totals: bool, levels: Levels,
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows of one request: cells, with the totals of rows and columns behind them; layers one after the other."""
    known = df.loc[there].reset_index(drop=True)
    coded = []
    for name in names:
        codes = np.full(len(df), -1)
        own, first = level_codes(known, name, design.weights[there], order, False, levels.get(name))
        codes[there] = own
        texts = shown_column(known[name].iloc[first], levels.get(name)) if len(first) else []
        coded.append((codes, known[name].iloc[first].to_list(), texts))
    title = f"Table {' * '.join(names)}"
    lines: list[dict[str, Any]] = []
    outer = (
        np.column_stack([c for c, _, _ in coded[:-2]])
        if len(names) > 2
        else np.zeros((len(df), 1), dtype="int64")
    )
    for key in np.unique(outer[there], axis=0) if there.any() else []:
        layer = there & (outer == key).all(axis=1)
        head: dict[str, Any] = {"Table": title}
        head |= {name: coded[i][1][key[i]] for i, name in enumerate(names[:-2])}
        inner = [
            (name, codes, [*range(len(values)), *([None] if totals else [])], values, texts)
            for name, (codes, values, texts) in zip(names[-2:], coded[-2:], strict=True)
        ]
        blocks = inner[0][2] if len(inner) > 1 else [None]
        for i in blocks:
            in_row = layer if i is None or len(inner) < 2 else layer & (inner[0][1] == i)
            for j in inner[-1][2]:
                in_column = layer if j is None else layer & (inner[-1][1] == j)
                line = dict(head)
                for (name, _, _, values, texts), place in zip(
                    inner, [i, j] if len(inner) > 1 else [j], strict=True
                ):
                    line[f"F_{name}"[:32]] = "Total" if place is None else texts[place]
                    if place is not None:
                        line[name] = values[place]
                whole = j is None and (i is None or len(inner) < 2)
                cell = cell_statistics(
                    design, in_row & in_column, layer, there, alpha, "", 100.0 if whole else nan
                )
                if len(inner) > 1 and i is not None:
                    cell |= cell_statistics(
                        design, in_row & in_column, in_row, there, alpha, "Row", 100.0 if j is None else nan
                    )
                if len(inner) > 1 and j is not None:
                    cell |= cell_statistics(
                        design,
                        in_row & in_column,
                        in_column,
                        there,
                        alpha,
                        "Col",
                        100.0 if i is None else nan,
                    )
                lines.append(line | {c: cell[c] for c in columns if c in cell})
    return lines


def cell_statistics(
    design: Design, inside: Any, base: Any, there: Any, alpha: float, part: str, certain: float
) -> dict[str, float]:
    """Frequency, estimated total, and percentage of the base (`certain`: of the base itself, which has no error)."""
    from scipy.stats import t as student

    w = design.weights
    counted, whole = float(w[inside].sum()), float(w[base].sum())
    rows = np.ones(len(w), dtype=bool)
    share = counted / whole if whole else nan
    linear = w * (inside - share * base) / whole if whole else w
    var = nan
    if certain != certain and whole:
        var = design.spread(lambda v: share_of(v[base], inside[base]), linear, rows)
    error = 100 * sqrt(var) if var == var else nan
    df = design.degrees(rows)
    margin = float(student.ppf(1 - alpha / 2, df)) * error if df > 0 else nan
    made = {f"{part}Percent": 100 * share, f"{part}StdErr": error, f"{part}LowerCL": 100 * share - margin, f"{part}UpperCL": 100 * share + margin}  # fmt: skip
    if part:
        return made
    var = design.spread(lambda v: float(v[inside].sum()), w * inside, rows)
    return {
        "Frequency": float(inside.sum()),
        "WgtFreq": counted,
        "StdDev": sqrt(var) if var == var else nan,
    } | made
