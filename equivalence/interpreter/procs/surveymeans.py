"""PROC SURVEYMEANS: Taylor linearisation. SAS/STAT User's Guide, "SURVEYMEANS Procedure", Details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import fsum, isnan, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import t_quantile, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure, survey_quantiles
from equivalence.interpreter.procs.classes import ClassVariable, is_missing, level_of, ranks
from equivalence.interpreter.procs.models import effects
from equivalence.interpreter.procs.options import options, resolve
from equivalence.interpreter.procs.results import Input, begin, char, num
from equivalence.interpreter.procs.survey_replicates import Plan, plan_of, quotient, spread
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable, sort_rank
from translator.lang import statements as st
from translator.lang import syntax as sx

KEYWORDS: dict[str, tuple[str, ...]] = {
    "nobs": ("N",), "nmiss": ("NMiss",), "min": ("Min",), "max": ("Max",), "range": ("Range",), "ncluster": ("NCluster",),
    "sumwgt": ("SumWgt",), "df": ("DF",), "mean": ("Mean", "StdErr"), "stderr": ("StdErr",), "var": ("Var",),
    "t": ("tValue", "Probt"), "clm": ("LowerCLMean", "UpperCLMean"), "cv": ("CV",), "sum": ("Sum", "StdDev"), "std": ("StdDev",),
    "varsum": ("VarSum",), "clsum": ("LowerCLSum", "UpperCLSum"), "cvsum": ("CVSum",), "deff": ("DEFF",),
}  # fmt: skip
SETTINGS = (
    "total",
    "n",
    "rate",
    "r",
    "alpha",
    "missing",
    "nomcar",
    "varmethod",
    "nosparse",
    "plots",
    "plot",
    "ratio",
    "nclu",
    *survey_quantiles.WORDS,
)
OF_RATIOS = {
    "N": "N", "NCluster": "NCluster", "SumWgt": "SumWgt", "DF": "DF", "Ratio": "Mean", "StdErr": "StdErr", "Var": "Var", "tValue": "tValue",
    "Probt": "Probt", "LowerCL": "LowerCLMean", "UpperCL": "UpperCLMean",
}  # fmt: skip


@dataclass(slots=True)
class Unit:
    """A row of the sample: weight, stratum, cluster within the stratum, the stratum's total and rate."""

    row: Row
    weight: float
    stratum: Any
    cluster: Any
    total: float
    rate: float
    replicates: list[float] = field(default_factory=list)
    plan: Plan | None = None


@dataclass(slots=True)
class Measure:
    """An analysis variable, or one level of a categorical one: its value in a row (None where missing)."""

    name: str
    level: str
    of: Callable[[Row], float | None]
    categorical: bool


@procedure("SURVEYMEANS")
def surveymeans(session: Session, step: st.ProcStep) -> None:
    """Estimate means, totals, ratios and their errors."""
    given = begin(
        session, step, {*KEYWORDS, *SETTINGS}, keywords=("var", "class", "strata", "cluster", "weight", "repweights", "domain", "domains", "ratio")
    )  # fmt: skip
    table, chosen = given.table, given.given
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword != "repweights":
            options(s, {"list"} if s.keyword == "strata" else set())
    finite = any(k in chosen and chosen[k].equals for k in ("total", "n", "rate", "r"))
    plan = plan_of(given, finite or "nomcar" in chosen or bool(survey_quantiles.percentages(chosen)))
    strata, clusters = given.variables("strata", numeric=False), given.variables("cluster", numeric=False)
    weight, classes = given.one("weight"), {n.lower() for n in given.variables("class", numeric=False)}
    raw = [s for s in step.body if isinstance(s, st.RawStatement)]
    domains: list[tuple[str, ...]] = []
    ratios: list[tuple[str, str, str]] = []
    for s in raw:
        words = [t.text for t in s.tokens]
        if s.keyword == "ratio":
            ratios += ratios_of(words, table)
        elif {"/", "(", "|"} & set(words):
            raise StepError(
                "This DOMAIN statement is not supported by the reference interpreter.", s.at, "R0061"
            )
        else:
            domains += effects(words, table)
    variables = given.variables(numeric=False)
    if not variables and ratios:
        variables = list(dict.fromkeys(n for _, a, b in ratios for n in (a, b)))
    elif not variables:
        hidden = {
            n.lower()
            for n in (
                *strata,
                *clusters,
                weight,
                *(plan.columns if plan else ()),
                *(n for d in domains for n in d),
            )
        }
        hidden |= {table.variables[p].name.lower() for p, _ in given.by}
        variables = [v.name for v in table.variables if v.name.lower() not in hidden]
    categorical = [n for n in variables if table.variable(n).kind == "char" or n.lower() in classes]
    wanted = {k for k in chosen if k in KEYWORDS}
    wanted |= {"ncluster"} if "nclu" in chosen else set()
    wanted |= {"nobs"} if "n" in chosen and not chosen["n"].equals else set()
    percents = survey_quantiles.percentages(chosen)
    if "deff" in wanted and any(k in chosen and chosen[k].equals for k in ("total", "n", "rate", "r")):
        raise StepError(
            "DEFF with TOTAL= or RATE= is not supported by the reference interpreter.", step.at, "R0060"
        )
    wanted = wanted or (set() if percents else {"nobs", "mean", "clm"})
    order = list(dict.fromkeys(c for columns in KEYWORDS.values() for c in columns))
    columns = [c for c in order if any(c in KEYWORDS[k] for k in wanted)]
    alpha = next((o.value.value for o in [chosen.get("alpha")] if o and isinstance(o.value, sx.Number)), 0.05)
    labels = any(table.variable(n).label for n in variables)
    keep_missing, nomcar = "missing" in chosen, "nomcar" in chosen
    sizes = sizes_of(session, chosen, strata)

    head: list[Variable] = [char("VarName", max(len(n) for n in variables))]
    head += [char("VarLabel", 256)] if labels else []
    head += [char("VarLevel", 32)] if categorical else []
    of_domains = list(dict.fromkeys(n for d in domains for n in d))

    def work(rows: list[Row]) -> dict[str, Table]:
        units = sample(given, rows, [*strata], [*clusters], of_domains, weight, keep_missing, sizes, plan)
        used = [u.row for u in units]
        measures = [m for n in variables for m in measures_of(given, n, n in categorical, used, keep_missing)]

        def lines(inside: Callable[[Row], bool], front: Row) -> list[Row]:
            found: list[Row] = []
            for m in measures:
                values = estimate(units, m, inside, nomcar, alpha)
                row: Row = [*front, m.name, *([table.variable(m.name).label] if labels else [])]
                found.append([*row, *([m.level] if categorical else []), *(values[c] for c in columns)])
            return found

        def quantiles(inside: Callable[[Row], bool], front: Row) -> list[Row]:
            found: list[Row] = []
            for m in (m for m in measures if not m.categorical):
                row: Row = [*front, m.name, *([table.variable(m.name).label] if labels else [])]
                found += [[*row, *line] for line in quantile_lines(units, m, inside, nomcar, alpha, percents)]
            return found

        made: dict[str, Table] = {}
        if columns:
            made["Statistics"] = Table([*head, *(num(c) for c in columns)], lines(lambda row: True, []))
        of_quantiles = [
            head[0],
            *([head[1]] if labels else []),
            num("Percentile"),
            char("PercentileLabel", 6),
        ]
        of_quantiles += [num(n) for n in ("Estimate", "StdErr", "LowerCL", "UpperCL")]
        if percents:
            made["Quantiles"] = Table(of_quantiles, quantiles(lambda row: True, []))
        if domains:
            shown = [table.variable(n) for n in of_domains]
            whole = Table([char("DomainLabel", 256), *shown, *head, *(num(c) for c in columns)], [])
            deep = Table([char("DomainLabel", 256), *shown, *of_quantiles], [])
            for domain in domains:
                for key, values in cells(given, domain, used):

                    def member(row: Row, d: tuple[str, ...] = domain, k: Any = key) -> bool:
                        return bool(cell(given, d, row, used) == k)

                    front: Row = ["*".join(domain)]
                    for v in shown:
                        front.append(values.get(v.name, "" if v.kind == "char" else nan))
                    whole.rows += lines(member, front) if columns else []
                    deep.rows += quantiles(member, front) if percents else []
            made |= {"Domain": whole} if columns else {}
            made |= {"DomainQuantiles": deep} if percents else {}
        if ratios:
            made["Ratio"] = ratio_table(table, units, ratios, columns, alpha)
        return made

    given.ods(given.each(work, ["Statistics", "Quantiles", "Domain", "DomainQuantiles", "Ratio"]))


def ratios_of(words: list[str], table: Table) -> list[tuple[str, str, str]]:
    """Return (label, numerator, denominator) of a RATIO statement."""
    label = ""
    if words[0][0] in "'\"":
        label, words = words[0][1:-1], words[1:]
    place = words.index("/")
    above, below = (resolve(table, [sx.Var(w) for w in side]) for side in (words[:place], words[place + 1 :]))
    return [(label, a, b) for a in above for b in below]


def sizes_of(
    session: Session, chosen: dict[str, st.Option], strata: list[str]
) -> Callable[[Row], tuple[float, float]]:
    """Return what gives (total, rate) of a stratum's key."""
    for kind, names in (("total", ("total", "n")), ("rate", ("rate", "r"))):
        option = next((chosen[n] for n in names if n in chosen and chosen[n].equals), None)
        if option is None:
            continue
        value = option.value
        if isinstance(value, sx.Number):
            pair = (value.value, 0.0) if kind == "total" else (nan, share(value.value))
            return constant(*pair)
        name = (
            st.Dataset(value.qualifier, value.name)
            if isinstance(value, sx.Dotted)
            else st.Dataset("", value.name)  # type: ignore[attr-defined]
        )
        sized = session.read(name)
        places, place = [sized.index(n) for n in strata], sized.index(f"_{kind}_")
        found = {
            tuple(sort_rank(row[p]) for p in places): (float(row[place]), 0.0)
            if kind == "total"
            else (nan, share(float(row[place])))
            for row in sized.rows
        }

        def lookup(key: Row, found: dict[Any, tuple[float, float]] = found) -> tuple[float, float]:
            return found.get(tuple(sort_rank(v) for v in key), (nan, 0.0))

        return lookup
    return constant(nan, 0.0)


def constant(total: float, rate: float) -> Callable[[Row], tuple[float, float]]:
    """Return what gives the same total and rate for every stratum."""
    return lambda key: (total, rate)


def share(rate: float) -> float:
    """Return a rate; more than 1 is a percentage."""
    return rate / 100 if rate > 1 else rate


def sample(
    given: Input, rows: list[Row], strata: list[str], clusters: list[str], domains: list[str], weight: str, keep_missing: bool,
    sizes: Callable[[Row], tuple[float, float]], plan: Plan | None = None,
) -> list[Unit]:  # fmt: skip
    """Return the valid rows with their place in the design."""
    table = given.table
    design = [table.index(n) for n in (*strata, *clusters, *domains)]
    s, c = [table.index(n) for n in strata], [table.index(n) for n in clusters]
    found = []
    for number, row in enumerate(rows):
        again = plan.weights_of(given, row) if plan and plan.columns else []
        w = float(row[table.index(weight)]) if weight else fsum(again) / len(again) if again else 1.0
        if not w > 0 or (not keep_missing and any(is_missing(row[p]) for p in design)):
            continue
        total, rate = sizes([row[p] for p in s])
        cluster = tuple(sort_rank(row[p]) for p in c) if c else number
        found.append(Unit(row, w, tuple(sort_rank(row[p]) for p in s), cluster, total, rate, again, plan))
    return found


def measures_of(
    given: Input, name: str, categorical: bool, rows: list[Row], keep_missing: bool
) -> list[Measure]:
    """Return a variable's measures: itself, or a 0/1 indicator for each level."""
    table, session = given.table, given.session
    place = table.index(name)
    if not categorical:
        return [Measure(name, "", lambda row: None if isnan(float(row[place])) else float(row[place]), False)]
    mark = ClassVariable(name, place, missing=keep_missing, order="formatted")
    used = [row for row in rows if keep_missing or not is_missing(row[place])]
    found = []
    for level, (_, value) in sorted(
        ranks(session, table, mark, used, [1.0] * len(used)).items(), key=lambda item: item[1][0]
    ):

        def indicator(row: Row, level: Any = level) -> float | None:
            if not keep_missing and is_missing(row[place]):
                return None
            return float(level_of(session, table, mark, row[place]) == level)

        found.append(Measure(name, session.text(value, table.variables[place]).strip(), indicator, True))
    return found


def cell(given: Input, domain: tuple[str, ...], row: Row, rows: list[Row]) -> tuple[Any, ...]:
    """Return the levels of a row in a domain's variables."""
    marks = [ClassVariable(n, given.table.index(n)) for n in domain]
    return tuple(level_of(given.session, given.table, m, row[m.position]) for m in marks)


def cells(given: Input, domain: tuple[str, ...], rows: list[Row]) -> list[tuple[Any, dict[str, Any]]]:
    """Return (levels, values by variable) of a domain's cells that occur, in order."""
    marks = [ClassVariable(n, given.table.index(n), missing=True, order="formatted") for n in domain]
    ordered = [ranks(given.session, given.table, m, rows, [1.0] * len(rows)) for m in marks]
    keys = {cell(given, domain, row, rows) for row in rows}
    return [
        (key, {n: ordered[i][key[i]][1] for i, n in enumerate(domain)})
        for key in sorted(keys, key=lambda k: [ordered[i][level][0] for i, level in enumerate(k)])
    ]


def variance(units: Sequence[Unit], values: Sequence[float]) -> float:
    """Return the variance of the sum of values: between the sampling units of each stratum."""
    totals: dict[Any, dict[Any, list[float]]] = {}
    sized: dict[Any, Unit] = {}
    for unit, value in zip(units, values, strict=True):
        totals.setdefault(unit.stratum, {}).setdefault(unit.cluster, []).append(value)
        sized[unit.stratum] = unit
    parts = []
    for stratum, members in totals.items():
        sums = [fsum(v) for v in members.values()]
        n = len(sums)
        if n > 1:
            f = sized[stratum].rate if isnan(sized[stratum].total) else n / sized[stratum].total
            center = fsum(sums) / n
            parts.append(n * (1 - f) / (n - 1) * fsum((x - center) ** 2 for x in sums))
    return fsum(parts) if parts else nan


def root(value: float) -> float:
    """Return the square root, missing of missing."""
    return nan if isnan(value) else sqrt(value)


def tests(mean: float, var: float, df: float, alpha: float) -> dict[str, float]:
    """Return what follows from an estimate and its variance."""
    error = root(var)
    t = mean / error if error > 0 else nan
    margin = t_quantile(1 - alpha / 2, df) * error if df > 0 else nan
    return {
        "Mean": mean, "StdErr": error, "Var": var, "DF": df, "tValue": t, "Probt": t_two_sided(t, df) if df > 0 else nan,
        "LowerCLMean": mean - margin, "UpperCLMean": mean + margin, "CV": error / mean if mean else nan,
    }  # fmt: skip


def degrees(units: Sequence[Unit]) -> float:
    """Return sampling units less strata; with replicate weights their degrees of freedom."""
    if units and units[0].plan and units[0].plan.columns:
        return units[0].plan.freedom
    return float(len({(u.stratum, u.cluster) for u in units}) - len({u.stratum for u in units}))


def estimate(
    units: list[Unit], m: Measure, inside: Callable[[Row], bool], nomcar: bool, alpha: float
) -> dict[str, float]:
    """Return the statistics of a measure in a domain."""
    pairs = [(u, m.of(u.row), inside(u.row)) for u in units]
    absent = float(sum(1 for _, y, there in pairs if there and y is None))
    used = [(u, y, there) for u, y, there in pairs if nomcar or y is not None]
    base = [u for u, _, _ in used]
    v = [u.weight if there and y is not None else 0.0 for u, y, there in used]
    ys = [y if there and y is not None else 0.0 for _, y, there in used]
    w = fsum(v)
    total = fsum(a * b for a, b in zip(v, ys, strict=True))
    mean = total / w if w > 0 else nan
    var = variance(base, [a * (b - mean) / w for a, b in zip(v, ys, strict=True)]) if w > 0 else nan
    var_sum = variance(base, [a * b for a, b in zip(v, ys, strict=True)]) if w > 0 else nan
    if base and base[0].plan and w > 0:
        marks = [float(ok and y is not None) for _, y, ok in used]
        var = spread(
            base,
            lambda s: quotient(
                [a * b * c for a, b, c in zip(s, ys, marks, strict=True)],
                [a * c for a, c in zip(s, marks, strict=True)],
            ),
        )
        var_sum = spread(base, lambda s: fsum(a * b * c for a, b, c in zip(s, ys, marks, strict=True)))
    values = tests(mean, var, degrees(base), alpha)
    std = root(var_sum)
    margin = t_quantile(1 - alpha / 2, values["DF"]) * std if values["DF"] > 0 else nan
    there = [(u, y) for u, y, ok in used if ok and y is not None]
    counted = [u for u, y in there if not m.categorical or y == 1]
    numbers = [y for _, y in there] if not m.categorical else []
    low, high = (min(numbers), max(numbers)) if numbers else (nan, nan)
    return values | {
        "N": float(len(counted)), "NMiss": absent, "Min": low, "Max": high, "Range": high - low, "SumWgt": w,
        "NCluster": float(len({(u.stratum, u.cluster) for u in counted})), "DEFF": design_effect(var, there, mean, w), "Sum": total, "StdDev": std, "VarSum": var_sum,
        "LowerCLSum": total - margin, "UpperCLSum": total + margin, "CVSum": std / total if total else nan,
    }  # fmt: skip


def design_effect(var: float, there: list[tuple[Unit, float]], mean: float, w: float) -> float:
    """Return the variance over that of a simple random sample of as many rows."""
    n = len(there)
    spread = fsum(u.weight * (y - mean) ** 2 for u, y in there) / w if w > 0 else nan
    return var / (spread / (n - 1)) if n > 1 and spread > 0 else nan


def quantile_lines(
    units: list[Unit],
    m: Measure,
    inside: Callable[[Row], bool],
    nomcar: bool,
    alpha: float,
    percents: list[float],
) -> list[Row]:
    """Return the quantiles of a variable in a domain."""
    pairs = [(u, m.of(u.row), inside(u.row)) for u in units]
    used = [(u, y, ok) for u, y, ok in pairs if nomcar or y is not None]
    base = [u for u, _, _ in used]
    there = [(u, y) for u, y, ok in used if ok and y is not None]
    w, df = fsum(u.weight for u, _ in there), degrees(base)

    def error_of(point: float) -> float:
        mean = fsum(u.weight for u, y in there if y <= point) / w
        parts = [
            u.weight * (float(y <= point) - mean) / w if ok and y is not None else 0.0 for u, y, ok in used
        ]
        return root(variance(base, parts))

    margin = t_quantile(1 - alpha / 2, df) if df > 0 else nan
    return survey_quantiles.lines(
        [y for _, y in there], [u.weight for u, _ in there], percents, error_of, margin
    )


def ratio_table(
    table: Table, units: list[Unit], ratios: list[tuple[str, str, str]], columns: list[str], alpha: float
) -> Table:
    """Return the table of RATIO."""
    shown = [n for n, source in OF_RATIOS.items() if source in columns or n in ("Ratio", "StdErr")]
    labels = any(label for label, _, _ in ratios)
    head = [char("RatioLabel", 256)] if labels else []
    made = Table(
        [*head, char("NumeratorName", 32), char("DenominatorName", 32), *(num(n) for n in shown)], []
    )
    for label, above, below in ratios:
        a, b = table.index(above), table.index(below)
        used = [u for u in units if not isnan(float(u.row[a])) and not isnan(float(u.row[b]))]
        y, x, w = ([float(u.row[a]) for u in used], [float(u.row[b]) for u in used], [u.weight for u in used])
        base = fsum(i * j for i, j in zip(w, x, strict=True))
        r = fsum(i * j for i, j in zip(w, y, strict=True)) / base if base else nan
        parts = [i * (j - r * k) / base for i, j, k in zip(w, y, x, strict=True)] if base else []
        var = variance(used, parts) if base else nan
        if used and used[0].plan and base:

            def of(s: Sequence[float], y: list[float] = y, x: list[float] = x) -> float:
                return quotient(
                    [i * j for i, j in zip(s, y, strict=True)], [i * j for i, j in zip(s, x, strict=True)]
                )

            var = spread(used, of)
        values = tests(r, var, degrees(used), alpha)
        values |= {
            "N": float(len(used)),
            "SumWgt": fsum(w),
            "NCluster": float(len({(u.stratum, u.cluster) for u in used})),
        }
        row: Row = [*([label] if labels else []), above, below]
        made.rows.append([*row, *(values[OF_RATIOS[n]] for n in shown)])
    return made
