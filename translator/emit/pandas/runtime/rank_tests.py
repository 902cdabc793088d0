"""PROC NPAR1WAY."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.distribution_tests import (
    OTHER_TABLES,
    distribution_tests,
    one_way_anova,
)
from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels, level_codes, missing_rows
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.rank_exact import exact_kruskal_wallis, exact_rank_sum, hodges_lehmann

SCORE_NAMES = {
    "wilcoxon": ("Wilcoxon", "WIL"),
    "median": ("Median", "MED"),
    "vw": ("VW", "VW"),
    "savage": ("Savage", "SAV"),
}
SUM_COLUMNS = ("N", "SumOfScores", "ExpectedSum", "StdDevOfSum", "MeanScore")


def linear_rank_scores(x: Any, score: str) -> Any:
    """The scores of values by their ranks; equal values share the mean of their scores."""
    from scipy.stats import norm

    n = len(x)
    ranks = np.arange(1.0, n + 1)
    if score == "wilcoxon":
        scores = ranks
    elif score == "median":
        scores = (ranks > (n + 1) / 2).astype("float64")
    elif score == "vw":
        scores = norm.ppf(ranks / (n + 1))
    else:
        scores = np.cumsum(1 / (n - ranks + 1)) - 1
    order = np.argsort(x, kind="stable")
    _, groups = np.unique(x[order], return_inverse=True)
    means = np.bincount(groups, scores) / np.bincount(groups)
    means[np.abs(means) < 1e-12] = 0.0  # scores that add up to 0 but for rounding
    placed = np.empty(n)
    placed[order] = means[groups]
    return placed


def rank_tests(
    df: pd.DataFrame, variables: Sequence[str], class_: str, scores: Sequence[str], *, frequency: str = "", correct: bool = True,
    levels: Levels | None = None, output: Sequence[str] = (), exact: Sequence[str] = (), shift: bool = False,
    reference: str | int | None = None, alpha: float = 0.05, others: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC NPAR1WAY: tests of the scores of variables between the levels of a class.

    Makes OUTPUT (a row for each variable, with the columns `output`), and for each score a table of sums, of the test of
    two samples (of the smaller one; the first of equal ones), and of the chi-square test of all samples. exact: the exact
    tests wilcoxon and hl. shift: the location shift of two samples against the `reference` class (the larger one). others:
    anova and edf.
    """
    made: dict[str, list[list[Any]]] = {}
    lines: list[list[Any]] = []
    for name in variables:
        keep = ~missing_rows(df, [class_, name])
        if frequency:
            keep = keep & (df[frequency] >= 1).to_numpy()
        rows = df.loc[keep].reset_index(drop=True)
        if frequency:
            rows = rows.loc[rows.index.repeat(rows[frequency].astype("int64"))].reset_index(drop=True)
        codes, firsts = level_codes(rows, class_, None, "data", False, (levels or {}).get(class_))
        texts = shown_column(rows[class_].iloc[firsts], (levels or {}).get(class_))
        values: dict[str, float] = {}
        for other in others:
            work = one_way_anova if other == "anova" else distribution_tests
            added, more = work(rows[name].to_numpy(), codes, [text.strip() for text in texts])
            values |= more
            for key in OTHER_TABLES[other]:
                made.setdefault(key, []).extend([name, *line] for line in added.get(key, []))
        for score in scores:
            key, short = SCORE_NAMES[score]
            placed = linear_rank_scores(rows[name].to_numpy(), score)
            sums, tests, chi = score_tests(placed, codes, len(firsts), score == "wilcoxon" and correct)
            if score in exact:
                able = len(firsts) > 2 and placed.min() < placed.max()
                chi.append(exact_kruskal_wallis(placed, codes, len(firsts)) if able else nan)
                values["XP_KW"] = chi[3]
            made.setdefault(f"{key}Scores", []).extend(
                [name, text, *line] for text, line in zip(texts, sums, strict=True)
            )
            test_rows = made.setdefault(f"{key}Test", [])
            if tests:
                s, z, p, t = tests
                values |= {
                    f"_{short}_": s,
                    f"Z_{short}": z,
                    f"P2_{short}": 2 * p,
                    f"{'PR' if z > 0 else 'PL'}_{short}": p,
                }
                values |= (
                    {"PT2_WIL": 2 * t, "PTR_WIL" if z > 0 else "PTL_WIL": t} if score == "wilcoxon" else {}
                )
                sure = exact_rank_sum(placed, int(min(np.bincount(codes))), s) if score in exact else ()
                if sure:
                    side = "R" if s > min(np.bincount(codes)) * placed.mean() else "L"
                    values |= {f"XP{side}_WIL": sure[0], "XP2_WIL": sure[1]}
                test_rows.append([name, s, z, p, 2 * p, *([t, 2 * t] if score == "wilcoxon" else []), *sure])
            several = "KruskalWallisTest" if score == "wilcoxon" else f"{key}Analysis"
            made.setdefault(several, []).append([name, *chi])
            end = "KW" if score == "wilcoxon" else f"CH{short}"
            values |= {f"_{end}_": chi[0], f"DF_{end}": chi[1], f"P_{end}": chi[2]}
        if shift and len(firsts) == 2:
            x = rows[name].to_numpy()
            place = reference_class(reference, texts, codes)
            ranks = linear_rank_scores(x, "wilcoxon")
            found = hodges_lehmann(x[codes != place], x[codes == place], ranks, alpha, "hl" in exact)
            made.setdefault("HodgesLehmann", []).extend([name, *line] for line in found)
        lines.append([name, *(values.get(column, nan) for column in output)])
    columns = {"Scores": ["Class", *SUM_COLUMNS], "Analysis": ["ChiSquare", "DF", "Prob"], "KruskalWallisTest": ["ChiSquare", "DF", "Prob"],
               "HodgesLehmann": ["Shift", "Type", "LowerCL", "UpperCL", "Midpoint", "StdErr"],
               "Test": ["Statistic", "Z", "Prob1", "Prob2"], "WilcoxonTest": ["Statistic", "Z", "Prob1", "Prob2", "tProb1", "tProb2"]}  # fmt: skip
    if "wilcoxon" in exact:
        columns["KruskalWallisTest"] = [*columns["KruskalWallisTest"], "xProb"]
        columns["WilcoxonTest"] = [*columns["WilcoxonTest"], "xProb1", "xProb2"]
    if shift:
        made.setdefault("HodgesLehmann", [])
    for other in others:
        columns |= OTHER_TABLES[other]
    texts_of = ("Class", "Type", "Source", "Name1", "Label1", "cValue1", "Name2", "Label2", "cValue2")
    tables = {"OUTPUT": frame({"_VAR_": "str"} | dict.fromkeys(output, "float64"), lines)}
    for key, found in made.items():
        names = columns.get(key) or next(v for end, v in columns.items() if key.endswith(end))
        kinds = {"Variable": "str"} | {n: "str" if n in texts_of else "float64" for n in names}
        tables[key] = frame(kinds, found)
    return tables


def reference_class(reference: str | int | None, texts: Sequence[str], codes: Any) -> int:
    """The place of the reference class of HL: REFCLASS=, else the larger class, the second of equal ones."""
    if reference is None:
        first, second = np.bincount(codes, minlength=2)
        return 1 if first <= second else 0
    shown = [text.strip() for text in texts]
    place = (
        reference - 1 if isinstance(reference, int) else shown.index(reference) if reference in shown else -1
    )
    if place not in (0, 1):
        raise SasError("R0602", "ERROR: The REFCLASS= value of HL is not a level of the CLASS variable.")
    return place


def score_tests(scores: Any, codes: Any, count: int, correct: bool) -> tuple[list[Any], Any, list[float]]:
    """(sums by level, (S, Z, one-sided p, one-sided p by t) of two samples or None, [chi-square, DF, p])."""
    from scipy.stats import chi2, norm
    from scipy.stats import t as student

    n = len(scores)
    if n == 0:
        return [], None, [nan, nan, nan]
    sizes = np.bincount(codes, minlength=count).astype("float64")
    sums = np.bincount(codes, scores, minlength=count)
    mean = float(scores.mean())
    mean = mean if abs(mean) > 1e-12 else 0.0  # scores that add up to 0 but for rounding
    spread = float(((scores - mean) ** 2).sum())
    expected = sizes * mean
    errors = np.sqrt(sizes * (n - sizes) / n / (n - 1) * spread) if n > 1 else np.full(count, nan)
    lines = [list(map(float, line)) for line in zip(sizes, sums, expected, errors, sums / sizes, strict=True)]
    tests = None
    if count == 2:
        small = int(np.argmin(sizes))
        gap = float(sums[small] - expected[small])
        if correct:
            gap -= 0.5 if gap > 0 else -0.5 if gap < 0 else 0.0
        z = gap / float(errors[small]) if errors[small] > 0 else nan
        tests = float(sums[small]), z, float(norm.sf(abs(z))), float(student.sf(abs(z), n - 1))
    if spread == 0 or count < 2:
        return lines, tests, [nan, float(count - 1), nan]
    chi = float((n - 1) * ((sums - expected) ** 2 / sizes).sum() / spread)
    return lines, tests, [chi, float(count - 1), float(chi2.sf(chi, count - 1))]
