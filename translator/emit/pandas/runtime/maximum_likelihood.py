"""Maximum likelihood by Newton's method: what PROC LOGISTIC and PROC PHREG have in common."""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, nan, sqrt
from typing import Any

import numpy as np

from translator.emit.pandas.runtime.designs import CodedDesign
from translator.emit.pandas.runtime.general_linear import hypothesis, type_3_rows
from translator.emit.pandas.runtime.log import SasError

Likelihood = Callable[[Any], tuple[float, Any, Any]]  # estimates -> logarithm, gradient, information


class Maximum:
    """Estimates at the maximum of a likelihood; those of columns that depend on others are 0 and not `used`."""

    def __init__(self, estimates: Any, used: Any, value: float, information: Any) -> None:
        self.estimates, self.used, self.value, self.information = estimates, used, value, information
        self.inverse = inverse_of(information, used)

    def error(self, row: Any) -> float:
        """The standard error of a combination of the estimates."""
        return sqrt(max(float(row @ self.inverse @ row), 0.0))


def inverse_of(information: Any, used: Any) -> Any:
    """The inverse for the columns that are used, zeros for the others."""
    inverse = np.zeros_like(information)
    if used.any():
        inverse[np.ix_(used, used)] = np.linalg.inv(information[np.ix_(used, used)])
    return inverse


def usable_columns(information: Any, tolerance: float = 1e-9) -> Any:
    """Which columns do not depend on those to their left?"""
    work, limits = information.copy(), tolerance * np.abs(np.diag(information))
    used = np.zeros(len(work), dtype=bool)
    for k in range(len(work)):
        if abs(work[k, k]) > limits[k]:
            used[k] = True
            work = work - np.outer(work[:, k], work[k]) / work[k, k]
    return used


def maximize(
    likelihood: Likelihood, start: Any, *, check: Callable[[int, Any, Any], None] | None = None
) -> Maximum:
    """Newton's method with the criterion GCONV=1E-8: the gradient's length in the metric of the inverse information.

    A step that would lower the likelihood is halved. Raises SasError where 25 steps are not enough; check(number of the
    step, estimates, information) may stop earlier.
    """
    estimates = start
    value, gradient, information = likelihood(start)
    used = usable_columns(information)
    for turn in range(26):
        step = np.zeros(len(start))
        step[used] = np.linalg.solve(information[np.ix_(used, used)], gradient[used])
        if gradient[used] @ step[used] < 1e-8 * (abs(value) + 1e-6):
            return Maximum(estimates, used, value, information)
        if check is not None:
            check(turn, estimates, information)
        for half in range(11):
            there = estimates + step / 2**half
            after = likelihood(there)
            if after[0] >= value:
                break
        estimates, (value, gradient, information) = there, after
    raise SasError("R0603", "WARNING: Convergence was not attained in 25 iterations.")


def chi_square_tail(chi: float, df: float) -> float:
    """P(X > chi) of the chi-square distribution; missing without degrees of freedom."""
    from scipy.stats import chi2

    return float(chi2.sf(chi, df)) if df > 0 and chi == chi else nan


def wald_line(estimate: float, error: float) -> list[float]:
    """[estimate, error, chi-square, p] of an estimate; missing tests without an error."""
    if not error > 0:
        return [estimate, nan, nan, nan]
    chi = (estimate / error) ** 2
    return [estimate, error, chi, erfc(sqrt(chi / 2))]


def effect_tests(design: CodedDesign, fit: Maximum) -> list[list[Any]]:
    """[effect, degrees of freedom, Wald chi-square, p] of each effect (Type III)."""
    lines = []
    h = fit.inverse @ fit.information
    for effect in design.effects:
        if effect == "Intercept":
            continue
        rows = (
            type_3_rows(design, h, effect)
            if design.singular
            else np.eye(len(fit.used))[design.columns_of([effect]) & fit.used]
        )
        df, chi = hypothesis(fit, rows)
        lines.append([effect, df, chi if df else nan, chi_square_tail(chi, df)])
    return lines


def global_tests(fit: Maximum, start: float, score: tuple[float, float], slopes: Any) -> list[list[Any]]:
    """[test, chi-square, degrees of freedom, p] of the hypothesis that all slopes are 0.

    start: the likelihood's logarithm without them; score: that test's (chi-square, degrees of freedom).
    """
    used = slopes & fit.used
    df = float(used.sum())
    estimates = fit.estimates[used]
    wald = float(estimates @ np.linalg.solve(fit.inverse[np.ix_(used, used)], estimates)) if df else nan
    return [
        ["Likelihood Ratio", 2 * (fit.value - start), df, chi_square_tail(2 * (fit.value - start), df)],
        ["Score", *score, chi_square_tail(*score)],
        ["Wald", wald, df, chi_square_tail(wald, df)],
    ]
