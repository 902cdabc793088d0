"""PROC CORR: correlations. SAS 9.4 Procedures Guide: Statistical Procedures, "CORR Procedure"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import atanh, isnan, nan, sqrt, tanh

from equivalence.interpreter.distributions import normal_quantile, normal_two_sided, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, word
from equivalence.interpreter.procs.results import begin, char, num, numbers
from equivalence.interpreter.procs.standard import quantile
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx

KINDS = ("pearson", "spearman", "kendall")
OUTS = {"outp": "pearson", "out": "pearson", "outs": "spearman", "outk": "kendall"}


@procedure("CORR")
def corr(session: Session, step: st.ProcStep) -> None:
    """Correlations of VAR variables with each other or with WITH variables."""
    given = begin(
        session,
        step,
        {*KINDS, *OUTS, "noprint", "nomiss", "cov", "csscp", "nosimple", "noprob", "nocorr", "plots", "alpha", "fisher",
         "vardef", "exclnpwgt", "exclnpwgts"},
        keywords=("var", "with", "weight", "freq", "partial"),
    )  # fmt: skip
    options, table = given.given, given.table
    withs, partial = given.variables("with"), given.variables("partial")
    weight, frequency = given.one("weight"), given.one("freq")
    analysed = given.variables() or given.others(*withs, *partial, weight, frequency)
    asked = {OUTS[o] for o in OUTS if o in options} | {k for k in KINDS if k in options}
    kinds = [k for k in KINDS if k in asked or (k == "pearson" and not asked & set(KINDS))]
    sides = withs or analysed
    ranked = bool({"spearman", "kendall"} & set(kinds))
    if not analysed:
        raise StepError("No variables to be analysed.", step.at)
    outputs = [o for o in OUTS if o in options]
    ranked_partial = partial and ("kendall" in kinds or "fisher" in options)
    if kinds != ["pearson"] and weight or ranked_partial or partial and outputs:
        raise StepError(
            "This use of WEIGHT or PARTIAL is not supported by the reference interpreter.", step.at, "R0060"
        )
    vardef = word(options.get("vardef")) or "df"
    if vardef not in ("df", "n", "wdf", "wgt", "weight"):
        raise StepError("This VARDEF= is not supported by the reference interpreter.", step.at, "R0060")
    exclude = bool({"exclnpwgt", "exclnpwgts"} & set(options))

    def work(rows: list[Row]) -> dict[str, Table]:
        every = list(dict.fromkeys([*withs, *analysed]))
        if frequency:
            times = [float(row[table.index(frequency)]) for row in rows]
            rows = [row for row, n in zip(rows, times, strict=True) if n >= 1 for _ in range(int(n))]
        if weight:
            rows = [
                row for row in rows if (u := float(row[table.index(weight)])) > 0 or (not exclude and u == u)
            ]
        if {"nomiss", "alpha"} & set(options) or partial:
            rows = [
                row for row in rows if not any(isnan(float(row[table.index(v)])) for v in (*every, *partial))
            ]
        data = {name: numbers(table, rows, name) for name in every}
        w = [max(v, 0.0) for v in numbers(table, rows, weight)] if weight else [1.0] * len(rows)
        raw = data
        if partial:
            sides_of = [numbers(table, rows, name) for name in partial]
            data = {name: residuals(values, sides_of, w) for name, values in raw.items()}
        known = {name: Sample(values, w, vardef) for name, values in data.items()}
        made: dict[str, Table] = {}
        width = max(8, *(len(v) for v in sides))
        for kind in kinds:
            used, how = data, kind
            if partial and kind == "spearman":  # Pearson's partial correlation of the ranks
                of = [average_ranks(one) for one in sides_of]
                used = {name: residuals(average_ranks(values), of, w) for name, values in raw.items()}
                how = "pearson"
            pairs = {
                (a, b): correlation(used[a], used[b], how, w if weight else None, len(partial))
                for a in sides
                for b in analysed
            }
            lines: list[Row] = []
            for option in ("csscp", "cov"):
                if option in options and kind == "pearson":
                    over = vardef if option == "cov" else ""
                    lines += [
                        [option.upper(), a, *(covariance(data[a], data[b], w, over) for b in analysed)]
                        for a in sides
                    ]
            lines.append(["MEAN", "", *(known[v].mean for v in analysed)])
            lines.append(["STD", "", *(known[v].std for v in analysed)])
            lines.append(["N", "", *(float(len(known[v].x)) for v in analysed)])
            if weight:
                lines.append(["SUMWGT", "", *(sum(known[v].w) for v in analysed)])
            if "nocorr" not in options:
                lines += [["CORR", a, *(pairs[a, b][0] for b in analysed)] for a in sides]
            if "alpha" in options and kind == "pearson":
                lines += reliability(cronbach([data[v] for v in analysed], analysed))
            variables = [
                replace(num(v), format=table.variable(v).format, label=table.variable(v).label)
                for v in analysed
            ]
            made[kind] = Table([char("_TYPE_", 8), char("_NAME_", width), *variables], lines)
            differ = len({n for _, _, n in pairs.values()}) > 1
            columns = [
                char("Variable", max(len(v) for v in sides)),
                *(num(v, table.variable(v).label) for v in analysed),
            ]
            chances = "noprob" not in options
            columns += [num(f"P{v}"[:32]) for v in analysed] if chances else []
            columns += [num(f"N{v}"[:32]) for v in analysed] if differ else []
            cells: list[Row] = [
                [a, *(pairs[a, b][0] for b in analysed),
                 *([nan if a == b else pairs[a, b][1] for b in analysed] if chances else []),
                 *([float(pairs[a, b][2]) for b in analysed] if differ else [])]
                for a in sides
            ]  # fmt: skip
            if "nocorr" not in options:
                made[table_name(kind, bool(partial))] = Table(columns, cells)
            if "fisher" in options and kind != "kendall":
                made[f"Fisher{kind.capitalize()}Corr"] = fisher(
                    options["fisher"], sides, analysed, pairs, bool(withs)
                )
        if "nosimple" not in options:
            columns = [
                char("Variable", max(len(v) for v in every)),
                num("NObs"),
                num("Mean"),
                num("StdDev"),
                num("Median" if ranked else "Sum"),
                num("Minimum"),
                num("Maximum"),
            ]
            simple = {v: Sample(numbers(table, rows, v), w, vardef) for v in (*withs, *partial, *analysed)}
            made["SimpleStats"] = Table(columns, [
                [v, float(len(s.x)), s.mean, s.std, (quantile(s.x, 1, 2) if ranked else s.total) if s.x else nan, min(s.x, default=nan), max(s.x, default=nan)]
                for v, s in simple.items()
            ])  # fmt: skip
        if "alpha" in options:
            made |= cronbach([data[v] for v in analysed], analysed)
        return made

    shown = ["SimpleStats", *(["CronbachAlpha", "CronbachAlphaDel"] if "alpha" in options else [])]
    for kind in kinds:
        shown += [table_name(kind, bool(partial))] if "nocorr" not in options else []
        shown += [f"Fisher{kind.capitalize()}Corr"] if "fisher" in options and kind != "kendall" else []
    tables = given.each(work, () if "noprint" in options else shown)
    for option, kind in OUTS.items():
        target = dataset(options.get(option))
        if target is not None:
            session.write(target, tables[kind])
    if "noprint" not in options:
        roles = {f"P{v}"[:32]: "probability" for v in analysed} | dict.fromkeys(analysed, "coefficient")
        given.ods({name: tables[name] for name in shown if name in tables}, roles)


def table_name(kind: str, partial: bool) -> str:
    """Return the name of a table of correlations."""
    return f"{'Partial' if partial else ''}{kind.capitalize()}Corr"


class Sample:
    """Values that are not missing, with their weights: mean, standard deviation, sum."""

    def __init__(self, x: list[float], w: list[float], vardef: str) -> None:
        there = [(v, u) for v, u in zip(x, w, strict=True) if not isnan(v)]
        self.x, self.w = [v for v, _ in there], [u for _, u in there]
        weights = sum(self.w)
        self.total = sum(v * u for v, u in there)
        self.mean = self.total / weights if weights else nan
        css = sum(u * (v - self.mean) ** 2 for v, u in there)
        parts = divisor(vardef, len(there), weights)
        self.std = sqrt(css / parts) if parts > 0 else nan


def divisor(vardef: str, n: int, weights: float) -> float:
    """Return VARDEF='s divisor."""
    return {"df": n - 1, "n": n, "wdf": weights - 1, "wgt": weights, "weight": weights}[vardef]


def complete(*columns: list[float]) -> list[list[float]]:
    """Return the columns without the rows where one is missing."""
    both = [row for row in zip(*columns, strict=True) if not any(isnan(v) for v in row)]
    return [[row[i] for row in both] for i in range(len(columns))]


def covariance(x: list[float], y: list[float], w: list[float], vardef: str) -> float:
    """Return the covariance of the complete pairs; the corrected sum of products where VARDEF= is ""."""
    x, y, w = complete(x, y, w)
    total = sum(w)
    if not total:
        return nan
    a = sum(u * v for u, v in zip(x, w, strict=True)) / total
    b = sum(u * v for u, v in zip(y, w, strict=True)) / total
    products = sum(s * (u - a) * (v - b) for u, v, s in zip(x, y, w, strict=True))
    if not vardef:
        return products
    parts = divisor(vardef, len(x), total)
    return products / parts if parts > 0 else nan


def residuals(y: list[float], columns: list[list[float]], w: list[float]) -> list[float]:
    """Return what weighted least squares on a constant and the columns leaves of y."""
    basis: list[list[float]] = []
    for column in [[1.0] * len(y), *columns]:
        rest = column
        for other in basis:
            rest = without(rest, other, w)
        if sum(s * v * v for v, s in zip(rest, w, strict=True)) > 1e-12 * sum(
            s * v * v for v, s in zip(column, w, strict=True)
        ):
            basis.append(rest)
    for other in basis:
        y = without(y, other, w)
    return y


def without(x: list[float], other: list[float], w: list[float]) -> list[float]:
    """Return x less its projection on another column."""
    scale = sum(s * v * v for v, s in zip(other, w, strict=True))
    share = sum(s * u * v for u, v, s in zip(x, other, w, strict=True)) / scale
    return [u - share * v for u, v in zip(x, other, strict=True)]


def fisher(
    option: st.Option, sides: list[str], analysed: list[str], pairs: dict[tuple[str, str], tuple[float, float, int]],
    crossed: bool,
) -> Table:  # fmt: skip
    """Return the table of Fisher's z ("CORR Procedure", "Fisher's z Transformation")."""
    given = (
        {o.name: o.value for o in option.value if isinstance(o, st.Option)}
        if isinstance(option.value, tuple)
        else {}
    )
    if "type" in given:
        raise StepError("TYPE= of FISHER is not supported by the reference interpreter.", option.at, "R0060")
    level = {name: float(v.value) for name, v in given.items() if isinstance(v, sx.Number)}
    alpha, rho0 = level.get("alpha", 0.05), level.get("rho0", 0.0)
    adjusted = word(st.Option("biasadj", given.get("biasadj"))) != "no"
    rows: list[Row] = []
    for i, a in enumerate(sides):
        for b in analysed if crossed else analysed[i + 1 :]:
            r, _, n = pairs[a, b]
            if isnan(r) or n <= 3 or abs(r) == 1:
                rows.append([a, b, float(n), r, *([nan] * (7 if "rho0" in given else 6))])
                continue
            z, bias = atanh(r), r / (2 * (n - 1)) if adjusted else 0.0
            margin = normal_quantile(1 - alpha / 2) / sqrt(n - 3)
            null = atanh(rho0) + (rho0 / (2 * (n - 1)) if adjusted else 0.0)
            rows.append([
                a, b, float(n), r, z, *([bias, tanh(z - bias)] if adjusted else []), tanh(z - bias - margin), tanh(z - bias + margin),
                *([rho0] if "rho0" in given else []), normal_two_sided((z - null) * sqrt(n - 3)),
            ])  # fmt: skip
    width = max(len(v) for v in (*sides, *analysed))
    names = ["NObs", "Corr", "ZVal", *(["BiasAdj", "CorrEst"] if adjusted else []), "Lcl", "Ucl"]
    names += ["Rho0"] if "rho0" in given else []
    return Table([char("Var", width), char("WithVar", width), *(num(n) for n in (*names, "pValue"))], rows)


def cronbach(data: list[list[float]], names: list[str]) -> dict[str, Table]:
    """Return the tables of ALPHA: Cronbach's coefficient of all variables, and without each of them."""

    def standard(x: list[float]) -> list[float]:
        s = Sample(x, [1.0] * len(x), "df")
        return [(v - s.mean) / s.std if s.std else nan for v in x]

    def alpha(columns: list[list[float]]) -> float:
        k = len(columns)
        variances = [Sample(c, [1.0] * len(c), "df").std ** 2 for c in columns]
        total = (
            Sample([sum(row) for row in zip(*columns, strict=True)], [1.0] * len(columns[0]), "df").std ** 2
        )
        return k / (k - 1) * (1 - sum(variances) / total) if k > 1 and total else nan

    forms = (data, [standard(c) for c in data])
    whole: list[Row] = [["Raw", alpha(forms[0])], ["Standardized", alpha(forms[1])]]
    rows: list[Row] = []
    for i, name in enumerate(names):
        line: Row = [name]
        for form in forms:
            rest = [c for j, c in enumerate(form) if j != i]
            others = [sum(row) for row in zip(*rest, strict=True)]
            line += [
                correlation(form[i], others, "pearson")[0] if rest else nan,
                alpha(rest) if rest else nan,
            ]
        rows.append(line)
    return {
        "CronbachAlpha": Table([char("Variables", 12), num("Alpha")], whole),
        "CronbachAlphaDel": Table(
            [
                char("Variable", max(len(n) for n in names)),
                *(num(n) for n in ("RawCorr", "RawAlpha", "StdCorr", "StdAlpha")),
            ],
            rows,
        ),
    }


def reliability(tables: dict[str, Table]) -> list[Row]:
    """Return what ALPHA adds to OUTP= ("CORR Procedure", "Output Data Sets")."""
    whole = [row[1] for row in tables["CronbachAlpha"].rows]
    parts = list(zip(*tables["CronbachAlphaDel"].rows, strict=True))
    count = len(parts[0])
    return [
        *([kind, "", *[value] * count] for kind, value in zip(("RAWALPHA", "STDALPHA"), whole, strict=True)),
        *(
            [kind, "", *parts[i]]
            for kind, i in (("RAWALDEL", 2), ("STDALDEL", 4), ("RAWCTDEL", 1), ("STDCTDEL", 3))
        ),
    ]


def average_ranks(x: list[float]) -> list[float]:
    """Return ranks, ties averaged."""
    ordered = sorted(x)
    return [(2 * ordered.index(v) + ordered.count(v) + 1) / 2 for v in x]


def correlation(
    x: list[float], y: list[float], kind: str, w: list[float] | None = None, partial: int = 0
) -> tuple[float, float, int]:
    """Return (correlation, p-value, pairs); `partial` variables take degrees of freedom."""
    x, y, w = complete(x, y, w or [1.0] * len(x))
    n = len(x)
    if n < 2 or len(set(x)) < 2 or len(set(y)) < 2:
        return nan, nan, n
    if kind == "kendall":
        return (*_kendall(x, y), n)
    if kind == "spearman":
        x, y = average_ranks(x), average_ranks(y)
    scale = sqrt(covariance(x, x, w, "") * covariance(y, y, w, ""))
    if not scale:
        return nan, nan, n
    r = max(-1.0, min(1.0, covariance(x, y, w, "") / scale))
    free = n - 2 - partial
    if free < 1:
        return r, nan, n
    return r, 0.0 if 1 - abs(r) < 1e-14 else t_two_sided(r * sqrt(free / (1 - r * r)), free), n


def _kendall(x: list[float], y: list[float]) -> tuple[float, float]:
    n = len(x)
    score = 0
    for i in range(n):
        for j in range(i):
            product = (x[i] - x[j]) * (y[i] - y[j])
            score += (product > 0) - (product < 0)
    t, u = list(Counter(x).values()), list(Counter(y).values())
    pairs = n * (n - 1) / 2
    tau = score / sqrt((pairs - sum(c * (c - 1) / 2 for c in t)) * (pairs - sum(c * (c - 1) / 2 for c in u)))
    variance = (n * (n - 1) * (2 * n + 5) - sum(c * (c - 1) * (2 * c + 5) for c in (*t, *u))) / 18
    variance += sum(c * (c - 1) for c in t) * sum(c * (c - 1) for c in u) / (2 * n * (n - 1))
    if n > 2:
        variance += (
            sum(c * (c - 1) * (c - 2) for c in t)
            * sum(c * (c - 1) * (c - 2) for c in u)
            / (9 * n * (n - 1) * (n - 2))
        )
    return tau, normal_two_sided(score / sqrt(variance)) if variance > 0 else nan
