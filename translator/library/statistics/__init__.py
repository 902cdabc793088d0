"""Descriptive statistics of a list of values: one row each, for MEANS, SUMMARY, UNIVARIATE, TABULATE, REPORT.

Base SAS Procedures Guide, "SAS Elementary Statistics Procedures", "Keywords and Formulas".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translator.library.statistics import moments, quantiles

Body = Callable[[list[float], list[float] | None], float]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic keyword.

    body: (values without missing ones, weights or None) -> value; NaN where it is not defined.
    inherits: an output variable takes the analysis variable's format (MEANS, "Output Data Set").
    heading: the column heading of printed output. aliases: other spellings of the keyword.
    """

    name: str
    body: Body
    heading: str
    inherits: bool = True
    aliases: tuple[str, ...] = ()


_ROWS = (
    Statistic("n", moments.n, "N", False),
    Statistic("nmiss", moments.n, "N Miss", False),  # counted by the caller: missing values are gone here
    Statistic("sumwgt", moments.sumwgt, "Sum Wgts", False),
    Statistic("sum", moments.total, "Sum"),
    Statistic("mean", moments.mean, "Mean"),
    Statistic("min", moments.minimum, "Minimum"),
    Statistic("max", moments.maximum, "Maximum"),
    Statistic("range", moments.spread, "Range"),
    Statistic("uss", moments.uss, "USS", False),
    Statistic("css", moments.css, "Corrected SS", False),
    Statistic("var", moments.variance, "Variance", False),
    Statistic("std", moments.std, "Std Dev", True, ("stddev",)),
    Statistic("stderr", moments.stderr, "Std Error", True, ("stdmean",)),
    Statistic("cv", moments.cv, "Coeff of Variation", False),
    Statistic("skewness", moments.skewness, "Skewness", False, ("skew",)),
    Statistic("kurtosis", moments.kurtosis, "Kurtosis", False, ("kurt",)),
    Statistic("t", moments.t, "t Value", False),
    Statistic("probt", moments.probt, "Pr > |t|", False, ("prt",)),
    Statistic("lclm", moments.lclm, "Lower 95% CL for Mean"),
    Statistic("uclm", moments.uclm, "Upper 95% CL for Mean"),
    Statistic("mode", quantiles.mode, "Mode"),
    Statistic("median", quantiles.percentile_body(50), "Median"),
    Statistic("q1", quantiles.percentile_body(25), "Lower Quartile"),
    Statistic("q3", quantiles.percentile_body(75), "Upper Quartile"),
    Statistic("qrange", quantiles.qrange, "Quartile Range"),
    *(
        Statistic(f"p{p}", quantiles.percentile_body(p), f"{p}{'st' if p == 1 else 'th'} Pctl")
        for p in (1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95, 99)
    ),
)  # fmt: skip

STATISTICS: dict[str, Statistic] = {name: row for row in _ROWS for name in (row.name, *row.aliases)}
"""Every keyword, in lower case, aliases included."""
