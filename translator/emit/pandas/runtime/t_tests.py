"""PROC TTEST."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import class_groups, frame
from translator.emit.pandas.runtime.levels import Levels
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError
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
GEOMETRIC_COLUMNS = ("N", "GeoMean", "CV", "Minimum", "Maximum")
GEOMETRIC_LIMIT_COLUMNS = ("GeoMean", "LowerCLGeoMean", "UpperCLGeoMean", "CV", "LowerCLCV", "UpperCLCV")


def one_sample_t_tests(
    df: pd.DataFrame, variables: Sequence[str], *, h0: float | None = None, alpha: float = 0.05, sides: str = "2", frequency: str = "",
    lognormal: bool = False, bounds: tuple[float, float] | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC TTEST of the means of variables: Statistics, ConfLimits, TTests.

    lognormal: of geometric means, with coefficients of variation. bounds: tests of equivalence (TOST) in place of TTests.
    """
    samples = [([name], with_frequency(df, name, frequency)[0]) for name in variables]
    return t_test_tables({"Variable": "str"}, samples, h0, alpha, sides, lognormal, bounds)


def paired_t_tests(
    df: pd.DataFrame, pairs: Sequence[tuple[str, str]], *, h0: float | None = None, alpha: float = 0.05, sides: str = "2", frequency: str = "",
    lognormal: bool = False, bounds: tuple[float, float] | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC TTEST with PAIRED: the differences of two variables, or the ratios of lognormal ones."""
    samples = []
    for a, b in pairs:
        gaps = df[a].where(df[a] > 0) / df[b].where(df[b] > 0) if lognormal else df[a] - df[b]
        values = with_frequency(df.assign(**{a: gaps}), a, frequency)[0]
        samples.append(([a, b, f"{a} {'/' if lognormal else '-'} {b}"], values))
    head = {"Variable1": "str", "Variable2": "str", "Ratio" if lognormal else "Difference": "str"}
    return t_test_tables(head, samples, h0, alpha, sides, lognormal, bounds)


def t_test_tables(
    head: dict[str, str], samples: Sequence[tuple[list[str], Any]], h0: float | None, alpha: float, sides: str,
    lognormal: bool, bounds: tuple[float, float] | None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """The tables of one sample each."""
    made: dict[str, list[list[Any]]] = {
        "Statistics": [],
        "ConfLimits": [],
        "TTests": [],
        "EquivLimits": [],
        "EquivTests": [],
    }
    for names, raw in samples:
        x = raw[raw > 0] if lognormal else raw
        null = log(1.0 if h0 is None else h0) if lognormal else h0 or 0.0
        statistics, limits, test = sample_rows(np.log(x) if lognormal else x, null, alpha, sides)
        if bounds is not None:
            line, tests = equivalence_tests(statistics[1], statistics[3], test[1], alpha, bounds, lognormal)
            made["EquivLimits"].append([*names, *line])
            made["EquivTests"] += [[*names, *one] for one in tests]
        if lognormal:
            statistics, limits = geometric_statistics(statistics, x), geometric_limits(limits)
        made["Statistics"].append([*names, *statistics])
        made["ConfLimits"].append([*names, *limits])
        made["TTests"].append([*names, *test])
    return t_test_frames(head, {}, {}, made, lognormal, bounds is not None)


def t_test_frames(
    head: dict[str, str], group: dict[str, str], way: dict[str, str], made: dict[str, list[list[Any]]], lognormal: bool, tost: bool
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """The tables as frames: group and way are the columns that two samples have in front of the numbers."""
    mean = "GeoMean" if lognormal else "Mean"
    numbers = {
        "Statistics": group
        | dict.fromkeys(GEOMETRIC_COLUMNS if lognormal else STATISTICS_COLUMNS, "float64"),
        "ConfLimits": group
        | dict.fromkeys(GEOMETRIC_LIMIT_COLUMNS if lognormal else LIMIT_COLUMNS, "float64"),
        "TTests": way | dict.fromkeys(TEST_RESULT_COLUMNS, "float64"),
    }
    if tost:
        del numbers["TTests"]
        method = {name: kind for name, kind in way.items() if name == "Method"}
        ends = (mean, "LowerBound", f"LowerCL{mean}", f"UpperCL{mean}", "UpperBound")
        numbers["EquivLimits"] = method | dict.fromkeys(ends, "float64") | {"Assessment": "str"}
        numbers["EquivTests"] = (
            method | {"Test": "str"} | dict.fromkeys(("Null", "DF", "tValue", "Probt"), "float64")
        )
    return {key: frame(head | columns, made[key]) for key, columns in numbers.items()}


def variation(std: float) -> float:
    """The coefficient of variation of values whose logarithms have this standard deviation."""
    return sqrt(exp(std * std) - 1) if std == std else nan


def geometric_statistics(row: Sequence[float], x: Any) -> list[float]:
    """N, geometric mean, coefficient of variation, minimum and maximum from the statistics of the logarithms."""
    ends = [float(x.min()), float(x.max())] if len(x) else [nan, nan]
    return [row[0], exp(row[1]) if row[1] == row[1] else nan, variation(row[2]), *ends]


def geometric_limits(row: Sequence[float]) -> list[float]:
    """Limits of the geometric mean and of the coefficient of variation from those of the logarithms."""
    return [*(exp(v) if v == v else nan for v in row[:3]), *(variation(v) for v in row[3:])]


def equivalence_tests(
    mean: float, error: float, df: float, alpha: float, bounds: tuple[float, float], lognormal: bool
) -> tuple[list[Any], list[list[Any]]]:
    """TOST: two one-sided tests against the bounds, and the limits of 1 - 2 alpha, which lie inside them if both reject."""
    low, high = bounds
    limits = [mean, *mean_limits(mean, error, df, 2 * alpha, "2")]
    mean, down, up = geometric_limits(limits) if lognormal else limits
    tests: list[list[Any]] = []
    for name, bound, side in (("Upper", low, "U"), ("Lower", high, "L")):
        t = (limits[0] - (log(bound) if lognormal else bound)) / error if error else nan
        tests.append([name, bound, df, t, t_probability(t, df, side)])
    tests.append(["Overall", nan, nan, nan, max(tests[0][4], tests[1][4])])
    equal = "Equivalent" if low < down and up < high else "Not equivalent"
    return [mean, low, down, up, high, equal], tests


def two_sample_t_tests(
    df: pd.DataFrame, variables: Sequence[str], class_: str, *, h0: float | None = None, alpha: float = 0.05, sides: str = "2",
    frequency: str = "", levels: Levels | None = None, lognormal: bool = False, bounds: tuple[float, float] | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC TTEST with CLASS: pooled and Satterthwaite tests of two groups, and the folded F test of their variances.

    lognormal: of the ratio of geometric means. bounds: tests of equivalence (TOST) in place of TTests.
    """
    from scipy.stats import f as fisher

    groups = class_groups(df, [class_], levels)
    if len(groups) != 2:
        raise SasError("R0602", "ERROR: The CLASS variable does not have two levels.")
    texts = [
        shown_column(pd.Series([head[0]], dtype=df[class_].dtype), (levels or {}).get(class_))[0]
        for head, _ in groups
    ]
    made: dict[str, list[list[Any]]] = {
        "Statistics": [],
        "ConfLimits": [],
        "TTests": [],
        "EquivLimits": [],
        "EquivTests": [],
    }
    equality: list[list[Any]] = []
    null = log(1.0 if h0 is None else h0) if lognormal else h0 or 0.0
    contrast = "Ratio (1/2)" if lognormal else "Diff (1-2)"
    for name in variables:
        x, y = (with_frequency(group, name, frequency)[0] for _, group in groups)
        if lognormal:
            x, y = x[x > 0], y[y > 0]
        for text, sample in zip(texts, (x, y), strict=True):
            own, ends, _ = sample_rows(np.log(sample) if lognormal else sample, 0.0, alpha, "2")
            if lognormal:
                own, ends = geometric_statistics(own, sample), geometric_limits(ends)
            made["Statistics"].append([name, text, "", *own])
            made["ConfLimits"].append([name, text, "", *ends])
        if lognormal:
            x, y = np.log(x), np.log(y)
        n, m = len(x), len(y)
        if min(n, m) < 2:
            message = "PROC TTEST of a class level with fewer than two values is not translated."
            raise SasError("R0602", f"ERROR: {message}")
        gap = float(x.mean() - y.mean())
        a, b = float(x.var(ddof=1)), float(y.var(ddof=1))
        pooled = sqrt(((n - 1) * a + (m - 1) * b) / (n + m - 2))
        errors = pooled * sqrt(1 / n + 1 / m), sqrt(a / n + b / m)
        weights = (a / n) ** 2 / (n - 1) + (b / m) ** 2 / (m - 1)
        freedom = float(n + m - 2), (a / n + b / m) ** 2 / weights if weights else nan
        spreads = ([pooled, *deviation_limits(pooled, n + m - 2, alpha)], [nan, nan, nan])
        for method, variances, error, degrees, spread in zip(
            ("Pooled", "Satterthwaite"), ("Equal", "Unequal"), errors, freedom, spreads, strict=True
        ):
            own = [nan, gap, spread[0], error, nan, nan]
            ends = [gap, *mean_limits(gap, error, degrees, alpha, sides), *spread]
            if lognormal:
                own, ends = geometric_statistics(own, x[:0]), geometric_limits(ends)
            made["Statistics"].append([name, contrast, method, *own])
            made["ConfLimits"].append([name, contrast, method, *ends])
            t = (gap - null) / error if error else nan
            chance = t_probability(t, degrees, sides) if error else nan
            made["TTests"].append([name, method, variances, t, degrees, chance])
            if bounds is not None:
                line, tests = equivalence_tests(gap, error, degrees, alpha, bounds, lognormal)
                made["EquivLimits"].append([name, method, *line])
                made["EquivTests"] += [[name, method, *one] for one in tests]
        (high, top), (low, bottom) = (
            sorted([(a, n - 1), (b, m - 1)], reverse=True) if a != b else ((a, n - 1), (b, m - 1))
        )
        ratio = high / low if low else nan
        chance = min(1.0, float(2 * fisher.sf(ratio, top, bottom))) if low else nan
        equality.append([name, "Folded F", float(top), float(bottom), ratio, chance])
    tables = t_test_frames(
        {"Variable": "str"}, {"Class": "str", "Method": "str"}, {"Method": "str", "Variances": "str"}, made, lognormal, bounds is not None
    )  # fmt: skip
    columns = {"Variable": "str", "Method": "str"} | dict.fromkeys(
        ["NumDF", "DenDF", "FValue", "ProbF"], "float64"
    )
    return tables | {"Equality": frame(columns, equality)}
