"""Tail probabilities and quantiles that PROCs print, from the reference bodies of the SAS functions of the library."""

from __future__ import annotations

from math import isnan, nan
from typing import Any


def _call(name: str, *arguments: Any) -> float:
    from translator.library.functions import FUNCTIONS as rows

    body = rows[name].body
    assert body is not None
    return float(body(*arguments))


def t_two_sided(t: float, df: float) -> float:
    """P(|T| >= |t|)."""
    return nan if isnan(t) else 2 * _call("CDF", "T", -abs(t), df)


def t_quantile(p: float, df: float) -> float:
    """The quantile of Student's t."""
    return _call("QUANTILE", "T", p, df)


def chi_square_tail(x: float, df: float) -> float:
    """P(X >= x) of the chi-square distribution."""
    return nan if isnan(x) else _call("SDF", "CHISQ", x, df)


def f_tail(x: float, df1: float, df2: float) -> float:
    """P(F >= x)."""
    return nan if isnan(x) else _call("SDF", "F", x, df1, df2)


def normal_tail(z: float) -> float:
    """P(Z >= z)."""
    return nan if isnan(z) else _call("CDF", "NORMAL", -z)


def normal_two_sided(z: float) -> float:
    """P(|Z| >= |z|)."""
    return nan if isnan(z) else 2 * _call("CDF", "NORMAL", -abs(z))


def normal_quantile(p: float) -> float:
    """The quantile of the normal distribution."""
    return _call("QUANTILE", "NORMAL", p)


def chi_square_quantile(p: float, df: float) -> float:
    """The quantile of the chi-square distribution."""
    return _call("QUANTILE", "CHISQ", p, df)


def t_tail(t: float, df: float) -> float:
    """P(T >= t)."""
    return nan if isnan(t) else _call("CDF", "T", -t, df)


def beta_quantile(p: float, a: float, b: float) -> float:
    """The quantile of the beta distribution."""
    return _call("QUANTILE", "BETA", p, a, b)


def binomial_below(k: float, n: float, p: float) -> float:
    """P(X <= k) of the binomial distribution."""
    return _call("CDF", "BINOMIAL", k, p, n)


def normal_below(z: float) -> float:
    """P(Z <= z)."""
    return nan if isnan(z) else _call("CDF", "NORMAL", z)


__all__ = [
    "beta_quantile",
    "binomial_below",
    "normal_below",
    "chi_square_quantile",
    "t_tail",
    "chi_square_tail",
    "f_tail",
    "normal_quantile",
    "normal_tail",
    "normal_two_sided",
    "t_quantile",
    "t_two_sided",
]
