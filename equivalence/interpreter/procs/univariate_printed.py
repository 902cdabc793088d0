"""The printed tables of PROC UNIVARIATE."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from math import isnan, nan, sqrt

from equivalence.interpreter.distributions import chi_square_quantile, t_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import normality
from equivalence.interpreter.procs import univariate_robust as robust
from equivalence.interpreter.procs.options import word
from equivalence.interpreter.procs.results import Input, char, class_groups, num
from equivalence.interpreter.procs.univariate_values import Sample, value_of
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.formats.best import best

ORDER = (
    "Moments", "BasicMeasures", "Modes", "BasicIntervals", "TestsForLocation", "TestsForNormality",
    "TrimmedMeans", "WinsorizedMeans", "RobustScale", "Quantiles", "ExtremeObs", "ExtremeValues", "Frequencies",
)  # fmt: skip


def shown_tables(given: dict[str, st.Option]) -> set[str]:
    """Return the tables that are printed."""
    shown = {"Moments", "BasicMeasures", "TestsForLocation", "Quantiles", "ExtremeObs"}
    asked = {
        "modes": "Modes",
        "mode": "Modes",
        "cibasic": "BasicIntervals",
        "normal": "TestsForNormality",
        "normaltest": "TestsForNormality",
        "trimmed": "TrimmedMeans",
        "trim": "TrimmedMeans",
        "winsorized": "WinsorizedMeans",
        "winsor": "WinsorizedMeans",
        "robustscale": "RobustScale",
        "nextrval": "ExtremeValues",
        "freq": "Frequencies",
    }
    shown |= {table for option, table in asked.items() if option in given}
    if word(given.get("nextrobs")) == "0":
        shown.discard("ExtremeObs")
    return shown


def numbers_of(option: st.Option | None) -> list[float]:
    """Return the numbers of an option; none where it is not given."""
    values = (
        option.value
        if option is not None and isinstance(option.value, tuple)
        else (option.value,)
        if option
        else ()
    )
    return [v.value for v in values if isinstance(v, sx.Number)]


MOMENTS = (
    ("N", "n", "Sum Weights", "sumwgt"), ("Mean", "mean", "Sum Observations", "sum"), ("Std Deviation", "std", "Variance", "var"),
    ("Skewness", "skewness", "Kurtosis", "kurtosis"), ("Uncorrected SS", "uss", "Corrected SS", "css"),
    ("Coeff Variation", "cv", "Std Error Mean", "stderr"),
)  # fmt: skip

BASIC = (
    ("Mean", "mean", "Std Deviation", "std"),
    ("Median", "median", "Variance", "var"),
    ("Mode", "mode", "Range", "range"),
    ("", "", "Interquartile Range", "qrange"),
)

TESTS = (
    ("Student's t", "t", "t", "Pr > |t|", "probt"),
    ("Sign", "M", "msign", "Pr >= |M|", "probm"),
    ("Signed Rank", "S", "signrank", "Pr >= |S|", "probs"),
)

QUANTILES = (
    ("100% Max", 100),
    ("99%", 99),
    ("95%", 95),
    ("90%", 90),
    ("75% Q3", 75),
    ("50% Median", 50),
    ("25% Q1", 25),
    ("10%", 10),
    ("5%", 5),
    ("1%", 1),
)


def printed(
    session: Session, given: Input, rows: list[Row], analysed: list[str], classes: list[str],
    sample: Callable[[list[Row], str], Sample], centers: dict[str, float],
) -> dict[str, Table]:  # fmt: skip
    """Return the printed tables by their ODS names."""
    head = [
        char("VarName", max((len(v) for v in analysed), default=8)),
        *(given.table.variable(c) for c in classes),
    ]
    made: dict[str, Table] = {
        "Moments": Table(
            [
                *head,
                char("Label1", 16),
                char("cValue1", 12),
                num("nValue1"),
                char("Label2", 16),
                char("cValue2", 12),
                num("nValue2"),
            ],
            [],
        ),
        "BasicMeasures": Table(
            [*head, char("LocMeasure", 6), num("LocValue"), char("VarMeasure", 19), num("VarValue")], []
        ),
        "TestsForLocation": Table(
            [*head, char("Test", 11), char("Testlab", 1), num("Stat"), char("pType", 9), num("pValue")], []
        ),
        "Quantiles": Table([*head, char("Quantile", 10), num("Estimate")], []),
        "ExtremeObs": Table([*head, *_extreme_columns(given)], []),
        "Modes": Table([*head, num("Mode"), num("Count")], []),
        "BasicIntervals": Table(
            [*head, char("Parameter", 13), num("Estimate"), num("LowerCL"), num("UpperCL")], []
        ),
        "TestsForNormality": Table(
            [
                *head,
                char("Test", 18),
                char("TestLab", 4),
                num("Stat"),
                char("pType", 9),
                char("pSign", 1),
                num("pValue"),
            ],
            [],
        ),
        "TrimmedMeans": Table([*head, *robust.mean_columns()], []),
        "WinsorizedMeans": Table([*head, *robust.mean_columns()], []),
        "RobustScale": Table([*head, char("Measure", 22), num("Value"), num("Sigma")], []),
        "ExtremeValues": Table(
            [*head, *(num(n) for n in ("LowOrder", "Low", "LowFreq", "HighOrder", "High", "HighFreq"))], []
        ),
        "Frequencies": Table([*head, num("Value"), num("Count"), num("CellPercent"), num("CumPercent")], []),
    }
    chosen = shown_tables(given.given)
    many, values_shown = (
        int(word(given.given.get("nextrobs")) or 5),
        int(word(given.given.get("nextrval")) or 0),
    )
    level = numbers_of(given.given.get("alpha"))
    basic = given.given.get("cibasic")
    for one in basic.value if basic is not None and isinstance(basic.value, tuple) else ():
        level = numbers_of(one) if isinstance(one, st.Option) and one.name == "alpha" else level
    alpha = level[0] if level else 0.05
    for variable in analysed:
        for keys, members in class_groups(given, classes, rows):
            values = sample(members, variable)
            front: Row = [variable, *keys]

            def of(name: str, values: Sample = values, mu: float = centers[variable]) -> float:
                return value_of(name, values, mu) if name else nan

            made["Moments"].rows += [
                [*front, a, best(of(b), 10).strip(), of(b), c, best(of(d), 10).strip(), of(d)]
                for a, b, c, d in MOMENTS
            ]
            made["BasicMeasures"].rows += [[*front, a, of(b), c, of(d)] for a, b, c, d in BASIC]
            made["TestsForLocation"].rows += [[*front, a, b, of(c), d, of(e)] for a, b, c, d, e in TESTS]
            made["Quantiles"].rows += [[*front, a, of(f"p{p}")] for a, p in QUANTILES] + [
                [*front, "0% Min", of("min")]
            ]
            if many:
                made["ExtremeObs"].rows += [
                    [*front, *line] for line in _extreme_rows(given, members, variable, many)
                ]
            if "TestsForNormality" in chosen:
                if values.weights is not None or any(
                    given.given[n].value is not None for n in ("normal", "normaltest") if n in given.given
                ):
                    raise StepError(
                        "This NORMAL is not supported by the reference interpreter.", given.step.at, "R0060"
                    )
                known = [v for v in values.values if not isnan(v)]
                made["TestsForNormality"].rows += [[*front, *line] for line in normality.rows(known)]
            if "BasicIntervals" in chosen:
                made["BasicIntervals"].rows += [[*front, *line] for line in _intervals(of, alpha)]
            _add_robust(given, made, front, values, centers[variable], of, chosen)
            counts = sorted(Counter(v for v in values.values if not isnan(v)).items())
            total = sum(count for _, count in counts)
            most = max((count for _, count in counts), default=0)
            if most > 1:
                made["Modes"].rows += [[*front, v, float(count)] for v, count in counts if count == most]
            running = 0
            for value, count in counts:
                running += count
                shares = (count / total * 100, running / total * 100)
                made["Frequencies"].rows.append([*front, value, float(count), *shares])
            last = len(counts)
            for i in range(min(values_shown, last)):
                low, high = counts[i], counts[max(last - values_shown, 0) + i]
                made["ExtremeValues"].rows.append([
                    *front, i + 1.0, low[0], float(low[1]), max(last - values_shown, 0) + i + 1.0, high[0], float(high[1]),
                ])  # fmt: skip
    return {name: table for name, table in made.items() if name in chosen}


def _add_robust(
    given: Input, made: dict[str, Table], front: Row, values: Sample, mu: float, of: Callable[[str], float], chosen: set[str]
) -> None:  # fmt: skip
    """Add the rows of robust estimates of location and scale."""
    if values.weights is not None and {"TrimmedMeans", "WinsorizedMeans", "RobustScale"} & chosen:
        raise StepError("Robust estimates with weights are not computed.", given.step.at, "R0060")
    level = numbers_of(given.given.get("alpha"))
    x = [v for v in values.values if not isnan(v)]
    for table, words in (
        ("TrimmedMeans", ("trimmed", "trim")),
        ("WinsorizedMeans", ("winsorized", "winsor")),
    ):
        amounts = [a for word_ in words for a in numbers_of(given.given.get(word_))]
        rows = robust.mean_rows(x, amounts, table == "WinsorizedMeans", mu, level[0] if level else 0.05)
        made[table].rows += [[*front, *row] for row in rows]
    if "RobustScale" in chosen:
        made["RobustScale"].rows += [
            [*front, label, of(name), of(f"std_{name}")] for label, name in robust.SCALES
        ]


def _extreme_columns(given: Input) -> list[Variable]:
    """Return the columns of ExtremeObs; each ID variable has two, with _Low and _High behind its name."""
    columns = []
    for side in ("Low", "High"):
        ids = [given.table.variable(name) for name in given.variables("id", numeric=False)]
        columns += [num(side), *(replace(v, name=f"{v.name}_{side}"[:32]) for v in ids), num(f"{side}Obs")]
    return columns


def _extreme_rows(given: Input, members: list[Row], variable: str, many: int) -> list[Row]:
    """Return the lines of ExtremeObs.

    Observations have their numbers in the whole data set, with BY and CLASS too (SAS Note 8baeda55). Of equal low values the
    later observation stands first, of equal high ones the earlier (as Output 4.3.1 of the UNIVARIATE documentation shows).
    """
    number = {id(row): i + 1.0 for i, row in enumerate(given.table.rows)}
    at = given.table.index(variable)
    ids = [given.table.index(name) for name in given.variables("id", numeric=False)]
    known = [row for row in members if not isnan(float(row[at]))]
    low = sorted(known, key=lambda row: (float(row[at]), -number[id(row)]))[:many]
    high = sorted(known, key=lambda row: (float(row[at]), number[id(row)]))[-many:]
    return [
        [cell for row in pair for cell in (row[at], *(row[p] for p in ids), number[id(row)])]
        for pair in zip(low, high, strict=True)
    ]


def _intervals(of: Callable[[str], float], alpha: float) -> list[Row]:
    """Return the confidence limits of mean, standard deviation and variance under normality (CIBASIC)."""
    n, mean, std = of("n"), of("mean"), of("std")
    if n < 2:
        return [
            [name, of(key), nan, nan]
            for name, key in (("Mean", "mean"), ("Std Deviation", "std"), ("Variance", "var"))
        ]
    margin = t_quantile(1 - alpha / 2, n - 1) * std / sqrt(n)
    low, high = ((n - 1) * std**2 / chi_square_quantile(p, n - 1) for p in (1 - alpha / 2, alpha / 2))
    return [
        ["Mean", mean, mean - margin, mean + margin],
        ["Std Deviation", std, sqrt(low), sqrt(high)],
        ["Variance", std**2, low, high],
    ]
