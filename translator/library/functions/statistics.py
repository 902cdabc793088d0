"""Descriptive statistics over arguments. Missing arguments are left out; nothing left gives missing.

Sums are added from left to right, moments are taken about the mean.
"""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function


def present(values: tuple[float, ...]) -> list[float]:
    """Return the arguments that are not missing, in order."""
    return [value for value in values if not isnan(value)]


def total(values: list[float]) -> float:
    """Add from left to right."""
    result = 0.0
    for value in values:
        result += value
    return result


def squares_about_mean(values: list[float]) -> float:
    """Return the sum of the squared deviations from the mean."""
    centre = total(values) / len(values)
    return total([(value - centre) * (value - centre) for value in values])


def standard_scores(values: list[float]) -> list[float]:
    """Return the deviations from the mean in standard deviations."""
    centre = total(values) / len(values)
    deviation = math.sqrt(squares_about_mean(values) / (len(values) - 1))
    return [(value - centre) / deviation for value in values]


@function(
    "N", "num...", missing="skips", r="sas_n_across({*})", examples=(("n(1, 0, ., 2, 5, .)", 4), ("n(.)", 0))
)
def n(*values: float) -> float:
    """Return the number of arguments that are not missing."""
    return float(len(present(values)))


@function(
    "NMISS",
    "num...",
    missing="own",
    r="sas_nmiss_across({*})",
    examples=(("nmiss(1, 0, ., 2, 5, .)", 2), ("nmiss(1)", 0)),
)
def nmiss(*values: float) -> float:
    """Return the number of missing numeric arguments."""
    return float(len(values) - len(present(values)))


@function(
    "CMISS",
    "any...",
    missing="own",
    r="sas_cmiss_across({*})",
    examples=(("cmiss(1, 0, ., 2, 5, .)", 2), ("cmiss('a', ' ', .A)", 2), ("cmiss('x', 1)", 0)),
)
def cmiss(*values: float | str) -> float:
    """Return the number of missing arguments, numeric or character."""
    missing = 0
    for value in values:
        if (value.strip(" ") == "") if isinstance(value, str) else isnan(value):
            missing += 1
    return float(missing)


@function(
    "SUM",
    "num...",
    missing="skips",
    r="sas_sum_across({*})",
    examples=(("sum(4, 9, 3, 8)", 24), ("sum(4, 9, 3, 8, .)", 24), ("sum(., .)", None), ("sum(., 1)", 1)),
)
@finite
def sum_(*values: float) -> float:
    """Return the sum of the arguments that are not missing."""
    there = present(values)
    return total(there) if there else nan


@function(
    "MEAN",
    "num...",
    missing="skips",
    r="sas_mean_across({*})",
    examples=(("mean(2, ., ., 6)", 4), ("mean(1, 2, 3, 2)", 2), ("mean(.)", None)),
)
@finite
def mean(*values: float) -> float:
    """Return the arithmetic mean of the arguments that are not missing."""
    there = present(values)
    return total(there) / len(there) if there else nan


@function(
    "MAX",
    "num num...",
    missing="skips",
    r="sas_max_across({*})",
    examples=(("max(8, 3)", 8), ("max(2, 6, .)", 6), ("max(2, -3, 1, -1)", 2), ("max(., .)", None)),
)
def max_(*values: float) -> float:
    """Return the largest argument that is not missing."""
    result = nan
    for value in values:
        if isnan(result) or value > result:
            result = value
    return nan if isnan(result) else result


@function(
    "MIN",
    "num num...",
    missing="skips",
    r="sas_min_across({*})",
    examples=(("min(7, 4)", 4), ("min(2, ., 6)", 2), ("min(2, -3, 1, -1)", -3), ("min(., .)", None)),
)
def min_(*values: float) -> float:
    """Return the smallest argument that is not missing."""
    result = nan
    for value in values:
        if isnan(result) or value < result:
            result = value
    return nan if isnan(result) else result


@function(
    "RANGE",
    "num...",
    missing="skips",
    r="sas_range_across({*})",
    examples=(
        ("range(., .)", None),
        ("range(-2, 6, 3)", 8),
        ("range(2, 6, 3, .)", 4),
        ("range(5, ., 2, 9)", 7),
    ),
)
@finite
def range_(*values: float) -> float:
    """Return the largest less the smallest argument."""
    return max_(*values) - min_(*values)


@function(
    "VAR",
    "num...",
    missing="skips",
    r="sas_var_across({*})",
    examples=(("var(4, 2, 3.5, 6)", 2.7291666666666665), ("var(4, 6, .)", 2), ("var(1)", None)),
)
@finite
def var(*values: float) -> float:
    """Return the variance (divisor n - 1)."""
    there = present(values)
    return squares_about_mean(there) / (len(there) - 1) if len(there) > 1 else nan


@function(
    "STD",
    "num...",
    missing="skips",
    r="sas_std_across({*})",
    examples=(("std(2, 6)", 2.8284271247461903), ("std(2, 6, 3, .)", 2.0816659994661326), ("std(1)", None)),
)
@finite
def std(*values: float) -> float:
    """Return the standard deviation (divisor n - 1)."""
    variance = var(*values)
    return nan if isnan(variance) else math.sqrt(variance)


@function(
    "STDERR",
    "num...",
    missing="skips",
    r="sas_stderr_across({*})",
    examples=(("stderr(2, 6)", 2), ("stderr(2, 6, 3, 1)", 1.0801234497346432)),
)
@finite
def stderr(*values: float) -> float:
    """Return the standard error of the mean."""
    deviation = std(*values)
    return nan if isnan(deviation) else deviation / math.sqrt(len(present(values)))


@function(
    "CV",
    "num...",
    missing="skips",
    r="sas_cv_across({*})",
    examples=(("cv(5, 9, 3, 6)", 43.47826086956522), ("cv(5, 8, 9, 6, .)", 26.082026547865053)),
)
@finite
def cv(*values: float) -> float:
    """Return the coefficient of variation: the standard deviation as a percentage of the mean."""
    average = mean(*values)
    return nan if isnan(average) or average == 0 else 100 * std(*values) / average


@function(
    "CSS",
    "num...",
    missing="skips",
    r="sas_css_across({*})",
    examples=(("css(5, 9, 3, 6)", 18.75), ("css(5, 8, 9, 6, .)", 10)),
)
@finite
def css(*values: float) -> float:
    """Return the sum of the squared deviations from the mean."""
    there = present(values)
    return squares_about_mean(there) if there else nan


@function(
    "USS",
    "num...",
    missing="skips",
    r="sas_uss_across({*})",
    examples=(("uss(4, 2, 3.5, 6)", 68.25), ("uss(4, 2, 3.5, 6, .)", 68.25)),
)
@finite
def uss(*values: float) -> float:
    """Return the sum of the squares."""
    there = present(values)
    return total([value * value for value in there]) if there else nan


@function(
    "SUMABS",
    "num...",
    missing="skips",
    r="sas_sumabs_across({*})",
    examples=(("sumabs(1, ., -2, 0, 3, .q, -4)", 10), ("sumabs(.)", None)),
)
@finite
def sumabs(*values: float) -> float:
    """Return the sum of the absolute values."""
    there = present(values)
    return total([math.fabs(value) for value in there]) if there else nan


@function(
    "RMS",
    "num...",
    missing="skips",
    r="sas_rms_across({*})",
    examples=(("rms(1, 7)", 5), ("rms(., 1, 5, 11)", 7)),
)
@finite
def rms(*values: float) -> float:
    """Return the root of the mean of the squares."""
    there = present(values)
    return math.sqrt(total([value * value for value in there]) / len(there)) if there else nan


@function(
    "EUCLID",
    "num...",
    missing="skips",
    r="sas_euclid_across({*})",
    examples=(("euclid(3, ., 0, ., 4)", 5), ("euclid(3, 4)", 5)),
)
@finite
def euclid(*values: float) -> float:
    """Return the root of the sum of the squares."""
    there = present(values)
    return math.sqrt(total([value * value for value in there])) if there else nan


@function(
    "LPNORM",
    "num num...",
    missing="own",
    r="sas_lpnorm_across({*})",
    examples=(("lpnorm(1, 3, ., -4)", 7), ("lpnorm(2, 3, 4)", 5)),
)
@finite
def lpnorm(power: float, *values: float) -> float:
    """Return the Lp norm: the pth root of the sum of the absolute values to the power p."""
    there = present(values)
    if isnan(power) or power < 1 or not there:
        return nan
    return math.pow(total([math.pow(math.fabs(value), power) for value in there]), 1 / power)


@function(
    "SKEWNESS",
    "num...",
    missing="skips",
    r="sas_skewness_across({*})",
    examples=(
        ("skewness(0, 1, 1)", -1.7320508075688772),
        ("skewness(2, 4, 6, 3, 1)", 0.5901286564),
        ("skewness(1, 2)", None),
        ("skewness(2, 2, 2)", None),
    ),
)
@finite
def skewness(*values: float) -> float:
    """Return the skewness; of values that are all equal it is not defined."""
    there = present(values)
    size = len(there)
    if size < 3:
        return nan
    if squares_about_mean(there) == 0:
        return nan
    cubes = total([score * score * score for score in standard_scores(there)])
    return size / ((size - 1) * (size - 2)) * cubes


@function(
    "KURTOSIS",
    "num...",
    missing="skips",
    r="sas_kurtosis_across({*})",
    examples=(
        ("kurtosis(5, 9, 3, 6)", 0.928),
        ("kurtosis(5, 8, 9, 6, .)", -3.3),
        ("kurtosis(1, 2, 3)", None),
        ("kurtosis(2, 2, 2, 2)", None),
    ),
)
@finite
def kurtosis(*values: float) -> float:
    """Return the kurtosis (zero for a normal distribution); of values that are all equal it is not defined."""
    there = present(values)
    size = len(there)
    if size < 4:
        return nan
    if squares_about_mean(there) == 0:
        return nan
    fourths = total([score * score * score * score for score in standard_scores(there)])
    scale = size * (size + 1) / ((size - 1) * (size - 2) * (size - 3))
    return scale * fourths - 3 * (size - 1) * (size - 1) / ((size - 2) * (size - 3))


@function(
    "GEOMEAN",
    "num...",
    missing="skips",
    r="sas_geomean_across({*})",
    examples=(("geomean(1, 2, 2, 4)", 2), ("geomean(., 2, 4, 8)", 4), ("geomean(-1, 1)", None)),
)
def geomean(*values: float) -> float:
    """Return the geometric mean; zero if one argument is, invalid if one is negative."""
    there = present(values)
    if not there or any(value < 0 for value in there):
        return nan
    if any(value == 0 for value in there):
        return 0.0
    return math.exp(total([math.log(value) for value in there]) / len(there))


@function(
    "GEOMEANZ",
    "num...",
    missing="skips",
    r="sas_geomeanz_across({*})",
    examples=(("geomeanz(1, 2, 2, 4)", 2), ("geomeanz(., 2, 4, 8)", 4)),
)
def geomeanz(*values: float) -> float:
    """Return the geometric mean, without fuzz."""
    return geomean(*values)


@function(
    "HARMEAN",
    "num...",
    missing="skips",
    r="sas_harmean_across({*})",
    examples=(("harmean(1, 2, 4, 4)", 2), ("harmean(., 4, 12, 24)", 8), ("harmean(-1, 2)", None)),
)
def harmean(*values: float) -> float:
    """Return the harmonic mean; zero if one argument is, invalid if one is negative."""
    there = present(values)
    if not there or any(value < 0 for value in there):
        return nan
    if any(value == 0 for value in there):
        return 0.0
    return len(there) / total([1 / value for value in there])


@function(
    "HARMEANZ",
    "num...",
    missing="skips",
    r="sas_harmeanz_across({*})",
    examples=(("harmeanz(1, 2, 4, 4)", 2), ("harmeanz(., 4, 12, 24)", 8)),
)
def harmeanz(*values: float) -> float:
    """Return the harmonic mean, without fuzz."""
    return harmean(*values)


def percentile_of(values: list[float], percent: float, definition: int) -> float:
    """Return a percentile by one of the five definitions (PCTLDEF=), missing if nothing is left."""
    ordered = sorted(values)
    size = len(ordered)
    if not size or not 0 <= percent <= 100:
        return nan
    place = (size + 1 if definition == 4 else size) * percent / 100
    nearest = math.floor(place + 0.5)
    if abs(place - nearest) < 1e-12 * max(1.0, place):
        place = float(nearest)
    whole = math.floor(place)
    part = place - whole

    def at(number: int) -> float:
        return ordered[min(max(number, 1), size) - 1]

    if definition in (1, 4):
        return (1 - part) * at(whole) + part * at(whole + 1) if part else at(whole)
    if definition == 2:
        if part == 0.5:
            return at(whole) if whole % 2 == 0 else at(whole + 1)
        return at(math.floor(place + 0.5))
    if definition == 3:
        return at(whole + 1) if part else at(whole)
    return at(whole + 1) if part else (at(whole) + at(whole + 1)) / 2


@function(
    "PCTL",
    "num num...",
    missing="own",
    r="sas_pctl_across({*})",
    aliases=("PCTL5",),
    examples=(("pctl(25, 2, 4, 1, 3)", 1.5), ("pctl(50, 1, 2, 3)", 2), ("pctl(90, 1, ., 3)", 3)),
)
@finite
def pctl(percent: float, *values: float) -> float:
    """Return a percentile by definition 5: the empirical distribution, averaged at its steps."""
    return percentile_of(present(values), percent, 5)


@function(
    "PCTL1",
    "num num...",
    missing="own",
    r="sas_pctl1_across({*})",
    examples=(("pctl1(25, 2, 4, 1, 3)", 1), ("pctl1(30, 1, 2, 3, 4)", 1.2)),
)
@finite
def pctl1(percent: float, *values: float) -> float:
    """Return a percentile by definition 1: weighted average at n p."""
    return percentile_of(present(values), percent, 1)


@function(
    "PCTL2",
    "num num...",
    missing="own",
    r="sas_pctl2_across({*})",
    examples=(("pctl2(25, 2, 4, 1, 3)", 1), ("pctl2(60, 1, 2, 3, 4)", 2)),
)
@finite
def pctl2(percent: float, *values: float) -> float:
    """Return a percentile by definition 2: the observation nearest to n p."""
    return percentile_of(present(values), percent, 2)


@function(
    "PCTL3",
    "num num...",
    missing="own",
    r="sas_pctl3_across({*})",
    examples=(("pctl3(25, 2, 4, 1, 3)", 1), ("pctl3(30, 1, 2, 3, 4)", 2)),
)
@finite
def pctl3(percent: float, *values: float) -> float:
    """Return a percentile by definition 3: the empirical distribution function."""
    return percentile_of(present(values), percent, 3)


@function(
    "PCTL4",
    "num num...",
    missing="own",
    r="sas_pctl4_across({*})",
    examples=(("pctl4(25, 2, 4, 1, 3)", 1.25), ("pctl4(50, 1, 2, 3, 4)", 2.5)),
)
@finite
def pctl4(percent: float, *values: float) -> float:
    """Return a percentile by definition 4: weighted average at (n + 1) p."""
    return percentile_of(present(values), percent, 4)


@function(
    "MEDIAN",
    "num...",
    missing="skips",
    r="sas_median_across({*})",
    examples=(("median(2, 4, 1, 3)", 2.5), ("median(5, 8, 0, 3, 4)", 4), ("median(.)", None)),
)
@finite
def median(*values: float) -> float:
    """Return the median."""
    return percentile_of(present(values), 50.0, 5)


@function(
    "IQR",
    "num...",
    missing="skips",
    r="sas_iqr_across({*})",
    examples=(("iqr(2, 4, 1, 3, 999999)", 2), ("iqr(1, 2, 3, 4)", 2)),
)
@finite
def iqr(*values: float) -> float:
    """Return the interquartile range."""
    there = present(values)
    return percentile_of(there, 75.0, 5) - percentile_of(there, 25.0, 5)


@function(
    "MAD",
    "num...",
    missing="skips",
    r="sas_mad_across({*})",
    examples=(("mad(2, 4, 1, 3, 5, 999999)", 1.5), ("mad(1, 2, 9)", 1)),
)
@finite
def mad(*values: float) -> float:
    """Return the median of the absolute deviations from the median."""
    there = present(values)
    centre = percentile_of(there, 50.0, 5)
    return percentile_of([math.fabs(value - centre) for value in there], 50.0, 5)


@function(
    "LARGEST",
    "num num...",
    missing="own",
    r="sas_largest_across({*})",
    examples=(
        ("largest(1, 456, 789, .Q, 123)", 789),
        ("largest(3, 456, 789, .Q, 123)", 123),
        ("largest(4, 456, 789, .Q, 123)", None),
    ),
)
def largest(number: float, *values: float) -> float:
    """Return the kth largest argument that is not missing."""
    ordered = sorted(present(values), reverse=True)
    if isnan(number) or not 1 <= int(number) <= len(ordered):
        return nan
    return ordered[int(number) - 1]


@function(
    "SMALLEST",
    "num num...",
    missing="own",
    r="sas_smallest_across({*})",
    examples=(
        ("smallest(1, 456, 789, .Q, 123)", 123),
        ("smallest(2, 456, 789, .Q, 123)", 456),
        ("smallest(4, 456, 789, .Q, 123)", None),
    ),
)
def smallest(number: float, *values: float) -> float:
    """Return the kth smallest argument that is not missing."""
    ordered = sorted(present(values))
    if isnan(number) or not 1 <= int(number) <= len(ordered):
        return nan
    return ordered[int(number) - 1]
