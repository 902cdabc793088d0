"""PROC UNIVARIATE. SAS 9.4 Procedures Guide: Statistical Procedures, "UNIVARIATE Procedure"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, isnan, nan, pi, sqrt
from typing import Any

from equivalence.interpreter.distributions import chi_square_quantile, t_quantile, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import normality, procedure
from equivalence.interpreter.procs.classes import ClassVariable, level_of, ranks, usable_rows
from equivalence.interpreter.procs.extremes import Settings, computed
from equivalence.interpreter.procs.options import all_of, options, word
from equivalence.interpreter.procs.percentiles import percentile
from equivalence.interpreter.procs.rank import new_names
from equivalence.interpreter.procs.results import DEFAULT, Input, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.statistics import STATISTICS
from translator.library.statistics.quantiles import percentile_body

KNOWN = {
    "noprint",
    "pctldef",
    "mu0",
    "location",
    "vardef",
    "noplot",
    "plot",
    "plots",
    "nextrobs",
    "nextrval",
    "round",
    "modes",
    "mode",
    "freq",
    "normal",
    "normaltest",
    "cibasic",
    "alpha",
    "gout",
    "novarcontents",
}
WORDS = (
    "var",
    "class",
    "freq",
    "weight",
    "histogram",
    "inset",
    "qqplot",
    "probplot",
    "ppplot",
    "cdfplot",
    "id",
)
ALIASES = {"stddev": "std", "stdmean": "stderr", "skew": "skewness", "kurt": "kurtosis"}
OWN = {
    "nobs",
    "nmiss",
    "t",
    "probt",
    "msign",
    "probm",
    "signrank",
    "probs",
    "gini",
    "std_gini",
    "mad",
    "std_mad",
    "std_qrange",
    "normal",
    "probn",
}
UNWEIGHTED = {"gini", "std_gini", "mad", "std_mad", "std_qrange", "normal", "probn"}


@dataclass(frozen=True, slots=True)
class Sample:
    """Values, missing ones included, and their weights; VARDEF= and PCTLDEF=."""

    values: list[float]
    weights: list[float] | None = None
    vardef: str = "df"
    definition: int = 5


@procedure("UNIVARIATE")
def univariate(session: Session, step: st.ProcStep) -> None:
    """Statistics and percentiles: OUTPUT data sets and printed tables."""
    given = begin(session, step, KNOWN, st.OutputStatement, keywords=WORDS)
    table = given.table
    vardef = word(given.given.get("vardef")) or "df"
    definition = int(word(given.given.get("pctldef")) or 5)
    classes = given.variables("class", numeric=False)
    frequency = given.one("freq")
    weight = given.one("weight")
    analysed = given.variables() or given.others(frequency, weight, *classes)
    units = _numbers(given.given.get("round"))
    rounding = (
        {
            name: units[0] if len(units) == 1 else units[i] if i < len(units) else 0.0
            for i, name in enumerate(analysed)
        }
        if units
        else {}
    )
    option = given.given.get("mu0") or given.given.get("location")
    values = (
        option.value
        if option is not None and isinstance(option.value, tuple)
        else (option.value,)
        if option is not None
        else ()
    )
    mu0 = [v.value for v in values if isinstance(v, sx.Number)]
    centers = {
        name: (mu0[0] if len(mu0) == 1 else mu0[i] if i < len(mu0) else 0.0)
        for i, name in enumerate(analysed)
    }

    def sample(rows: list[Row], name: str) -> Sample:
        found: list[float] = []
        weights: list[float] = []
        for row in rows:
            value = row[table.index(frequency)] if frequency else 1.0
            times = int(float(value)) if not isnan(float(value)) and float(value) > 0 else 0
            w = float(row[table.index(weight)]) if weight else 1.0
            if isnan(w):
                continue
            x, unit = float(row[table.index(name)]), rounding.get(name, 0.0)
            found += [round(x / unit) * unit if unit and not isnan(x) else x] * times
            weights += [max(w, 0.0)] * times
        return Sample(found, weights if weight else None, vardef, definition)

    for output in all_of(step, st.OutputStatement):
        requests = _requests(output, analysed, bool(weight))
        variables = [table.variable(c) for c in classes] + [
            num(name, table.variable(v).label) for name, _, v in requests
        ]

        def out(
            rows: list[Row],
            requests: list[tuple[str, str, str]] = requests,
            variables: list[Variable] = variables,
        ) -> dict[str, Table]:
            made: list[Row] = []
            for head, members in class_groups(given, classes, rows):
                made.append(
                    [
                        *head,
                        *(value_of(s, sample(members, v), centers[v]) for _, s, v in requests),
                    ]
                )
            return {"": Table(variables, made)}

        session.write(output.out or DEFAULT, given.each(out)[""])
    if "noprint" not in given.given:
        tables = given.each(
            lambda rows: printed(session, given, rows, analysed, classes, lambda m, v: sample(m, v), centers),
            [t for t in ORDER if t in shown_tables(given.given)],
        )
        given.ods(tables)


ORDER = (
    "Moments", "BasicMeasures", "Modes", "BasicIntervals", "TestsForLocation", "TestsForNormality", "Quantiles", "ExtremeObs",
    "ExtremeValues", "Frequencies",
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
        "nextrval": "ExtremeValues",
        "freq": "Frequencies",
    }
    shown |= {table for option, table in asked.items() if option in given}
    if word(given.get("nextrobs")) == "0":
        shown.discard("ExtremeObs")
    return shown


def _numbers(option: st.Option | None) -> list[float]:
    values = (
        option.value
        if option is not None and isinstance(option.value, tuple)
        else (option.value,)
        if option
        else ()
    )
    return [v.value for v in values if isinstance(v, sx.Number)]


def _requests(output: st.OutputStatement, analysed: list[str], weighted: bool) -> list[tuple[str, str, str]]:
    given = options(output, {"pctlpts", "pctlpre", "pctlname", "pctlndec"})
    found: list[tuple[str, str, str]] = []
    for request in output.requests:
        kind = ALIASES.get(request.statistic, request.statistic)
        kind = {"normaltest": "normal"}.get(kind, kind)
        if (kind not in OWN and kind not in STATISTICS) or (weighted and kind in UNWEIGHTED):
            raise StepError(
                f"The statistic {kind.upper()} is not supported by the reference interpreter.",
                output.at,
                "R0060",
            )
        names = new_names(st.ProcStatement(keyword="", names=request.names, at=output.at, end=output.end))
        found += [(name, kind, v) for name, v in zip(names, analysed, strict=False)]
    points = _points(given.get("pctlpts"))
    suffixes = _texts(given.get("pctlname"))
    for prefix, variable in zip(_texts(given.get("pctlpre")), analysed, strict=False):
        for i, point in enumerate(points):
            tail = suffixes[i] if i < len(suffixes) else _suffix(point, word(given.get("pctlndec")))
            found.append((prefix + tail, f"p{point:g}", variable))
    return found


def _suffix(point: float, places: str) -> str:
    """Return a percentage as it stands in a name: 97.5 is 97_5; PCTLNDEC= cuts decimals off."""
    whole, _, rest = f"{point:g}".partition(".")
    rest = rest[: int(places)] if places else rest
    return f"{whole}_{rest}" if rest else whole


def _points(option: st.Option | None) -> list[float]:
    values: list[Any] = (
        list(option.value)
        if option is not None and isinstance(option.value, tuple)
        else [option.value]
        if option
        else []
    )
    found: list[float] = []
    i = 0
    while i < len(values):
        item = values[i]
        if isinstance(item, sx.Number):
            found.append(item.value)
            i += 1
            continue
        stop = values[i + 1].value
        step = 1.0
        i += 2
        if i < len(values) and isinstance(values[i], sx.Var):
            step = values[i + 1].value
            i += 2
        first = found[-1]
        k = 1
        while first + k * step <= stop + 1e-9:
            found.append(round(first + k * step, 10))
            k += 1
    return found


def _texts(option: st.Option | None) -> list[str]:
    values: tuple[Any, ...] = (
        option.value
        if option is not None and isinstance(option.value, tuple)
        else (option.value,)
        if option
        else ()
    )
    return [
        v.name if isinstance(v, sx.Var) else v.value if isinstance(v, sx.String) else f"{v.value:g}"
        for v in values
    ]


def class_groups(given: Input, classes: list[str], rows: list[Row]) -> list[tuple[list[Value], list[Row]]]:
    """Return (class values, rows) of the combinations of levels that occur, in order."""
    if not classes:
        return [([], rows)]
    table = given.table
    marks = [ClassVariable(name, table.index(name)) for name in classes]
    used = usable_rows(Table(table.variables, rows), marks)
    tables = [ranks(given.session, table, c, used, [1.0] * len(used)) for c in marks]
    found: dict[tuple[int, ...], tuple[list[Value], list[Row]]] = {}
    for row in used:
        pairs = [tables[i][level_of(given.session, table, c, row[c.position])] for i, c in enumerate(marks)]
        key = tuple(rank for rank, _ in pairs)
        found.setdefault(key, ([value for _, value in pairs], []))[1].append(row)
    return [found[key] for key in sorted(found)]


def value_of(name: str, sample: Sample, mu: float) -> float:
    """Return a statistic."""
    values, definition = sample.values, sample.definition
    x = [v for v in values if not isnan(v)]
    n = len(x)
    if sample.weights is not None and name not in ("nobs", "nmiss"):
        w = [u for u, v in zip(sample.weights, values, strict=True) if not isnan(v)]
        return _weighted(name, x, w, sample, mu)
    shares = {"median": Fraction(1, 2), "q1": Fraction(1, 4), "q3": Fraction(3, 4)}
    if name in shares:
        return percentile(x, shares[name], definition)
    if name[0] == "p" and name[1:2].isdigit():
        return percentile(x, Fraction(name[1:]) / 100, definition)
    if name == "nobs":
        return float(len(values))
    if name == "nmiss":
        return float(len(values) - n)
    if not x and name not in ("n", "sumwgt"):
        return nan
    match name:
        case "qrange" | "std_qrange":
            spread = percentile(x, Fraction(3, 4), definition) - percentile(x, Fraction(1, 4), definition)
            return spread if name == "qrange" else spread / 1.34898
        case "mad" | "std_mad":
            middle = percentile(x, Fraction(1, 2))
            deviation = percentile([abs(v - middle) for v in x], Fraction(1, 2))
            return deviation if name == "mad" else 1.4826 * deviation
        case "gini" | "std_gini":
            if n < 2:
                return nan
            mean = sum(abs(a - b) for a, b in product(x, x)) / (n * (n - 1))
            return mean if name == "gini" else mean * sqrt(pi) / 2
        case "t" | "probt":
            if n < 2:
                return nan
            mean = sum(x) / n
            error = sqrt(sum((v - mean) ** 2 for v in x) / (n - 1) / n)
            if not error or sample.vardef != "df":
                return nan
            return (mean - mu) / error if name == "t" else t_two_sided((mean - mu) / error, n - 1)
        case "msign" | "probm":
            above, below = sum(v > mu for v in x), sum(v < mu for v in x)
            if name == "msign":
                return (above - below) / 2
            total = above + below
            return (
                min(1.0, 2 * sum(comb(total, j) for j in range(min(above, below) + 1)) / 2**total)
                if total
                else nan
            )
        case "signrank" | "probs":
            return _signed_rank([v - mu for v in x if v != mu], name == "probs")
        case "normal" | "probn":
            return normality.normal_test(x, name == "probn")
        case _:
            return computed(name, x, None, Settings(sample.vardef))


def _weighted(name: str, x: list[float], w: list[float], sample: Sample, mu: float) -> float:
    """Return a statistic of weighted values: percentiles by weight, no sign and signed rank tests."""
    if name in ("msign", "probm", "signrank", "probs"):
        return nan
    if name[0] == "p" and name[1:2].isdigit():
        return percentile_body(float(name[1:]))(x, w) if x else nan
    moved = [v - mu for v in x] if name in ("t", "probt") else x
    return computed(name, moved, w, Settings(sample.vardef))


def _signed_rank(d: list[float], probability: bool) -> float:
    """The signed rank statistic ("Tests for Location"): exact to 20 values, by Student's t above."""
    n = len(d)
    if not n:
        return nan
    sizes = sorted(abs(v) for v in d)
    rank = {s: (2 * sizes.index(s) + sizes.count(s) + 1) / 2 for s in sizes}
    centered = sum(rank[abs(v)] for v in d if v > 0) - n * (n + 1) / 4
    if not probability:
        return centered
    if n <= 20:
        counts = {0.0: 1}
        for v in d:
            new: dict[float, int] = {}
            for total, ways in counts.items():
                for other in (total, total + rank[abs(v)]):
                    new[other] = new.get(other, 0) + ways
            counts = new
        extreme = sum(
            w for total, w in counts.items() if abs(total - n * (n + 1) / 4) >= abs(centered) - 1e-9
        )
        return float(extreme / 2**n)
    ties = [sizes.count(s) for s in set(sizes)]
    variance = (n * (n + 1) * (2 * n + 1) - 0.5 * sum(t * (t + 1) * (t - 1) for t in ties)) / 24
    return t_two_sided(centered * sqrt((n - 1) / (n * variance - centered**2)), n - 1)


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
        "ExtremeObs": Table([*head, num("Low"), num("LowObs"), num("High"), num("HighObs")], []),
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
    level = _numbers(given.given.get("alpha"))
    basic = given.given.get("cibasic")
    for one in basic.value if basic is not None and isinstance(basic.value, tuple) else ():
        level = _numbers(one) if isinstance(one, st.Option) and one.name == "alpha" else level
    alpha = level[0] if level else 0.05
    for variable in analysed:
        for keys, members in class_groups(given, classes, rows):
            values = sample(members, variable)
            front: Row = [variable, *keys]

            def of(name: str, values: Sample = values, mu: float = centers[variable]) -> float:
                return value_of(name, values, mu) if name else nan

            made["Moments"].rows += [
                [*front, a, session.text(of(b), ""), of(b), c, session.text(of(d), ""), of(d)]
                for a, b, c, d in MOMENTS
            ]
            made["BasicMeasures"].rows += [[*front, a, of(b), c, of(d)] for a, b, c, d in BASIC]
            made["TestsForLocation"].rows += [[*front, a, b, of(c), d, of(e)] for a, b, c, d, e in TESTS]
            made["Quantiles"].rows += [[*front, a, of(f"p{p}")] for a, p in QUANTILES] + [
                [*front, "0% Min", of("min")]
            ]
            position = given.table.index(variable)
            order = [
                (float(row[position]), i + 1.0)
                for i, row in enumerate(members)
                if not isnan(float(row[position]))
            ]
            order.sort(key=lambda pair: pair[0])
            made["ExtremeObs"].rows += [
                [*front, *low, *high]
                for low, high in zip(order[:many], order[-many:] if many else [], strict=True)
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
