"""PROC TTEST."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import Any

import pandas as pd

from translator.emit.pandas.runtime.grouping import class_groups, frame
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.summaries import Levels
from translator.emit.pandas.runtime.univariate import with_frequency


def t_probability(t: float, df: float, sides: str) -> float:
    """The p-value of a t statistic: two-sided, or of the lower (L) or upper (U) side."""
    from scipy.stats import t as student

    if sides == "2":
        return float(2 * student.sf(abs(t), df))
    return float(student.cdf(t, df) if sides == "L" else student.sf(t, df))


def mean_limits(mean: float, error: float, df: float, alpha: float, sides: str) -> tuple[float, float]:
    """The confidence limits of a mean; a one-sided test leaves one of them open (missing)."""
    from scipy.stats import t as student

    margin = float(student.ppf(1 - (alpha / 2 if sides == "2" else alpha), df)) * error
    return (nan if sides == "L" else mean - margin), (nan if sides == "U" else mean + margin)


def deviation_limits(std: float, df: float, alpha: float) -> tuple[float, float]:
    """The equal-tailed confidence limits of a standard deviation."""
    from scipy.stats import chi2

    return std * sqrt(df / float(chi2.ppf(1 - alpha / 2, df))), std * sqrt(
        df / float(chi2.ppf(alpha / 2, df))
    )


def sample_rows(x: Any, h0: float, alpha: float, sides: str) -> tuple[list[float], list[float], list[float]]:
    """Statistics, confidence limits and test of one sample."""
    n = len(x)
    if n < 2:
        mean = float(x.mean()) if n else nan
        return [float(n), mean, nan, nan, mean, mean], [mean, *[nan] * 5], [nan, float(n - 1), nan]
    mean, std = float(x.mean()), float(x.std(ddof=1))
    error = std / sqrt(n)
    limits = [mean, *mean_limits(mean, error, n - 1, alpha, sides), std, *deviation_limits(std, n - 1, alpha)]
    t = (mean - h0) / error if error else nan
    test = [t, float(n - 1), t_probability(t, n - 1, sides) if error else nan]
    return [float(n), mean, std, error, float(x.min()), float(x.max())], limits, test


STATISTICS_COLUMNS = ("N", "Mean", "StdDev", "StdErr", "Minimum", "Maximum")
LIMIT_COLUMNS = ("Mean", "LowerCLMean", "UpperCLMean", "StdDev", "LowerCLStdDev", "UpperCLStdDev")
TEST_RESULT_COLUMNS = ("tValue", "DF", "Probt")


def one_sample_t_tests(
    df: pd.DataFrame,
    variables: Sequence[str],
    *,
    h0: float = 0.0,
    alpha: float = 0.05,
    sides: str = "2",
    frequency: str = "",
) -> dict[str, pd.DataFrame]:
    """PROC TTEST of the means of variables: Statistics, ConfLimits, TTests."""
    samples = [([name], with_frequency(df, name, frequency)[0]) for name in variables]
    return t_test_tables({"Variable": "str"}, samples, h0, alpha, sides)


def paired_t_tests(
    df: pd.DataFrame,
    pairs: Sequence[tuple[str, str]],
    *,
    h0: float = 0.0,
    alpha: float = 0.05,
    sides: str = "2",
    frequency: str = "",
) -> dict[str, pd.DataFrame]:
    """PROC TTEST with PAIRED: the differences of two variables."""
    samples = []
    for a, b in pairs:
        gaps = df.assign(**{a: df[a] - df[b]})
        samples.append(([a, b, f"{a} - {b}"], with_frequency(gaps, a, frequency)[0]))
    return t_test_tables(
        {"Variable1": "str", "Variable2": "str", "Difference": "str"}, samples, h0, alpha, sides
    )


def t_test_tables(
    head: dict[str, str], samples: Sequence[tuple[list[str], Any]], h0: float, alpha: float, sides: str
) -> dict[str, pd.DataFrame]:
    """The tables of one sample each."""
    rows = [(names, *sample_rows(x, h0, alpha, sides)) for names, x in samples]
    return {
        key: frame(head | dict.fromkeys(columns, "float64"), [[*row[0], *row[place]] for row in rows])
        for place, (key, columns) in enumerate(
            (
                ("Statistics", STATISTICS_COLUMNS),
                ("ConfLimits", LIMIT_COLUMNS),
                ("TTests", TEST_RESULT_COLUMNS),
            ),
            start=1,
        )
    }


def two_sample_t_tests(
    df: pd.DataFrame, variables: Sequence[str], class_: str, *, h0: float = 0.0, alpha: float = 0.05, sides: str = "2",
    frequency: str = "", levels: Levels | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC TTEST with CLASS: pooled and Satterthwaite tests of two groups, and the folded F test of their variances."""
    from scipy.stats import f as fisher

    groups = class_groups(df, [class_], levels)
    if len(groups) != 2:
        raise SasError("R0602", "ERROR: The CLASS variable does not have two levels.")
    texts = [
        shown_column(pd.Series([head[0]], dtype=df[class_].dtype), (levels or {}).get(class_))[0]
        for head, _ in groups
    ]
    statistics: list[list[Any]] = []
    limits: list[list[Any]] = []
    tests: list[list[Any]] = []
    equality: list[list[Any]] = []
    for name in variables:
        x, y = (with_frequency(group, name, frequency)[0] for _, group in groups)
        for text, sample in zip(texts, (x, y), strict=True):
            own = sample_rows(sample, 0.0, alpha, "2")
            statistics.append([name, text, "", *own[0]])
            limits.append([name, text, "", *own[1]])
        n, m = len(x), len(y)
        gap = float(x.mean() - y.mean())
        a, b = float(x.var(ddof=1)), float(y.var(ddof=1))
        pooled = sqrt(((n - 1) * a + (m - 1) * b) / (n + m - 2))
        errors = pooled * sqrt(1 / n + 1 / m), sqrt(a / n + b / m)
        freedom = float(n + m - 2), (a / n + b / m) ** 2 / ((a / n) ** 2 / (n - 1) + (b / m) ** 2 / (m - 1))
        spreads = ([pooled, *deviation_limits(pooled, n + m - 2, alpha)], [nan, nan, nan])
        for method, variances, error, degrees, spread in zip(
            ("Pooled", "Satterthwaite"), ("Equal", "Unequal"), errors, freedom, spreads, strict=True
        ):
            statistics.append([name, "Diff (1-2)", method, nan, gap, spread[0], error, nan, nan])
            limits.append(
                [name, "Diff (1-2)", method, gap, *mean_limits(gap, error, degrees, alpha, sides), *spread]
            )
            t = (gap - h0) / error
            tests.append([name, method, variances, t, degrees, t_probability(t, degrees, sides)])
        (high, top), (low, bottom) = (
            sorted([(a, n - 1), (b, m - 1)], reverse=True) if a != b else ((a, n - 1), (b, m - 1))
        )
        ratio = high / low
        equality.append(
            [
                name,
                "Folded F",
                float(top),
                float(bottom),
                ratio,
                min(1.0, float(2 * fisher.sf(ratio, top, bottom))),
            ]
        )
    text_columns = {"Variable": "str", "Class": "str", "Method": "str"}
    return {
        "Statistics": frame(text_columns | dict.fromkeys(STATISTICS_COLUMNS, "float64"), statistics),
        "ConfLimits": frame(text_columns | dict.fromkeys(LIMIT_COLUMNS, "float64"), limits),
        "TTests": frame(
            {"Variable": "str", "Method": "str", "Variances": "str"}
            | dict.fromkeys(TEST_RESULT_COLUMNS, "float64"),
            tests,
        ),
        "Equality": frame(
            {"Variable": "str", "Method": "str"}
            | dict.fromkeys(["NumDF", "DenDF", "FValue", "ProbF"], "float64"),
            equality,
        ),
    }
