"""PROC CORR: correlations. SAS 9.4 Procedures Guide: Statistical Procedures, "CORR Procedure"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import isnan, nan, sqrt

from equivalence.interpreter.distributions import normal_two_sided, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset
from equivalence.interpreter.procs.results import begin, char, num, numbers
from equivalence.interpreter.procs.standard import quantile
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st

KINDS = ("pearson", "spearman", "kendall")
OUTS = {"outp": "pearson", "out": "pearson", "outs": "spearman", "outk": "kendall"}


@procedure("CORR")
def corr(session: Session, step: st.ProcStep) -> None:
    """Correlations of VAR variables with each other or with WITH variables."""
    given = begin(
        session,
        step,
        {*KINDS, *OUTS, "noprint", "nomiss", "cov", "nosimple", "noprob", "plots"},
        keywords=("var", "with"),
    )
    options, table = given.given, given.table
    withs = given.variables("with")
    analysed = given.variables() or given.others(*withs)
    asked = {OUTS[o] for o in OUTS if o in options} | {k for k in KINDS if k in options}
    kinds = [k for k in KINDS if k in asked or (k == "pearson" and not asked & set(KINDS))]
    sides = withs or analysed
    ranked = bool({"spearman", "kendall"} & set(kinds))
    if not analysed:
        raise StepError("No variables to be analysed.", step.at)

    def work(rows: list[Row]) -> dict[str, Table]:
        every = list(dict.fromkeys([*withs, *analysed]))
        if "nomiss" in options:
            rows = [row for row in rows if not any(isnan(float(row[table.index(v)])) for v in every)]
        data = {name: numbers(table, rows, name) for name in every}
        known = {name: [v for v in values if not isnan(v)] for name, values in data.items()}
        made: dict[str, Table] = {}
        width = max(8, *(len(v) for v in sides))
        for kind in kinds:
            pairs = {(a, b): correlation(data[a], data[b], kind) for a in sides for b in analysed}
            lines: list[Row] = []
            if "cov" in options and kind == "pearson":
                lines += [["COV", a, *(covariance(data[a], data[b]) for b in analysed)] for a in sides]
            lines.append(["MEAN", "", *(mean(known[v]) for v in analysed)])
            lines.append(["STD", "", *(deviation(known[v]) for v in analysed)])
            lines.append(["N", "", *(float(len(known[v])) for v in analysed)])
            lines += [["CORR", a, *(pairs[a, b][0] for b in analysed)] for a in sides]
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
            columns += [num(f"P{v}"[:32]) for v in analysed] + (
                [num(f"N{v}"[:32]) for v in analysed] if differ else []
            )
            cells: list[Row] = [
                [a, *(pairs[a, b][0] for b in analysed), *(nan if a == b else pairs[a, b][1] for b in analysed),
                 *([float(pairs[a, b][2]) for b in analysed] if differ else [])]
                for a in sides
            ]  # fmt: skip
            made[f"{kind.capitalize()}Corr"] = Table(columns, cells)
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
            made["SimpleStats"] = Table(columns, [
                [v, float(len(x)), mean(x), deviation(x), (quantile(x, 1, 2) if ranked else sum(x)) if x else nan, min(x, default=nan), max(x, default=nan)]
                for v, x in ((v, known[v]) for v in every)
            ])  # fmt: skip
        return made

    shown = ["SimpleStats", *(f"{k.capitalize()}Corr" for k in kinds)]
    tables = given.each(work, () if "noprint" in options else shown)
    for option, kind in OUTS.items():
        target = dataset(options.get(option))
        if target is not None:
            session.write(target, tables[kind])
    if "noprint" not in options:
        given.ods({name: tables[name] for name in shown if name in tables})


def mean(x: list[float]) -> float:
    """Return the mean, missing where there is nothing."""
    return sum(x) / len(x) if x else nan


def deviation(x: list[float]) -> float:
    """Return the standard deviation."""
    m = mean(x)
    return sqrt(sum((v - m) ** 2 for v in x) / (len(x) - 1)) if len(x) > 1 else nan


def complete(x: list[float], y: list[float]) -> tuple[list[float], list[float]]:
    """Return the pairs without missing values."""
    both = [(a, b) for a, b in zip(x, y, strict=True) if not isnan(a) and not isnan(b)]
    return [a for a, _ in both], [b for _, b in both]


def covariance(x: list[float], y: list[float]) -> float:
    """Return the covariance of the complete pairs."""
    x, y = complete(x, y)
    a, b = mean(x), mean(y)
    return sum((u - a) * (v - b) for u, v in zip(x, y, strict=True)) / (len(x) - 1) if len(x) > 1 else nan


def average_ranks(x: list[float]) -> list[float]:
    """Return ranks, ties averaged."""
    ordered = sorted(x)
    return [(2 * ordered.index(v) + ordered.count(v) + 1) / 2 for v in x]


def correlation(x: list[float], y: list[float], kind: str) -> tuple[float, float, int]:
    """Return (correlation, p-value, pairs)."""
    x, y = complete(x, y)
    n = len(x)
    if n < 2 or len(set(x)) < 2 or len(set(y)) < 2:
        return nan, nan, n
    if kind == "kendall":
        return (*_kendall(x, y), n)
    if kind == "spearman":
        x, y = average_ranks(x), average_ranks(y)
    a, b = mean(x), mean(y)
    sxy = sum((u - a) * (v - b) for u, v in zip(x, y, strict=True))
    r = sxy / sqrt(sum((u - a) ** 2 for u in x) * sum((v - b) ** 2 for v in y))
    r = max(-1.0, min(1.0, r))
    if n < 3:
        return r, nan, n
    return r, 0.0 if abs(r) == 1 else t_two_sided(r * sqrt((n - 2) / (1 - r * r)), n - 2), n


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
