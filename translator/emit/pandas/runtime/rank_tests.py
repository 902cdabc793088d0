"""PROC NPAR1WAY."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.summaries import Levels, level_codes, missing_rows

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
    placed = np.empty(n)
    placed[order] = means[groups]
    return placed


def rank_tests(
    df: pd.DataFrame, variables: Sequence[str], class_: str, scores: Sequence[str], *, frequency: str = "", correct: bool = True,
    levels: Levels | None = None, output: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC NPAR1WAY: tests of the scores of variables between the levels of a class.

    Makes OUTPUT (a row for each variable, with the columns `output`), and for each score a table of sums, of the test of
    two samples (of the smaller one; the first of equal ones), and of the chi-square test of all samples.
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
        for score in scores:
            key, short = SCORE_NAMES[score]
            sums, tests, chi = score_tests(
                linear_rank_scores(rows[name].to_numpy(), score),
                codes,
                len(firsts),
                score == "wilcoxon" and correct,
            )
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
                test_rows.append([name, s, z, p, 2 * p, *([t, 2 * t] if score == "wilcoxon" else [])])
            several = "KruskalWallisTest" if score == "wilcoxon" else f"{key}Analysis"
            made.setdefault(several, []).append([name, *chi])
            end = "KW" if score == "wilcoxon" else f"CH{short}"
            values |= {f"_{end}_": chi[0], f"DF_{end}": chi[1], f"P_{end}": chi[2]}
        lines.append([name, *(values.get(column, nan) for column in output)])
    columns = {"Scores": ["Class", *SUM_COLUMNS], "Analysis": ["ChiSquare", "DF", "Prob"], "KruskalWallisTest": ["ChiSquare", "DF", "Prob"],
               "Test": ["Statistic", "Z", "Prob1", "Prob2"], "WilcoxonTest": ["Statistic", "Z", "Prob1", "Prob2", "tProb1", "tProb2"]}  # fmt: skip
    tables = {"OUTPUT": frame({"_VAR_": "str"} | dict.fromkeys(output, "float64"), lines)}
    for key, found in made.items():
        names = columns.get(key) or next(v for end, v in columns.items() if key.endswith(end))
        kinds = {"Variable": "str"} | {n: "str" if n == "Class" else "float64" for n in names}
        tables[key] = frame(kinds, found)
    return tables


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
