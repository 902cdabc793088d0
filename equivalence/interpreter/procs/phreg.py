"""PROC PHREG. SAS/STAT User's Guide, "PHREG Procedure", "Partial Likelihood Function for the Cox Model"."""

from __future__ import annotations

from math import exp, fsum, log, nan, sqrt

from equivalence.interpreter.distributions import normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import Matrix
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import ClassVariable, is_missing, level_of
from equivalence.interpreter.procs.estimable import Vector
from equivalence.interpreter.procs.likelihood import (
    At,
    Coded,
    Coding,
    Peak,
    climb,
    codings_of,
    effect_lines,
    effects_with_lists,
    global_lines,
    variables,
    wald,
)
from equivalence.interpreter.procs.options import resolve, word
from equivalence.interpreter.procs.results import Input, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable, sort_rank
from translator.lang import statements as st
from translator.lang import syntax as sx


@procedure("PHREG")
def phreg(session: Session, step: st.ProcStep) -> None:
    """Fit a proportional hazards model."""
    given = begin(
        session, step, {"noprint", "alpha", "nosummary", "plots", "plot", "multipass"}, keywords=("class", "model", "strata")
    )  # fmt: skip
    table = given.table
    time, status, censored, effects, own = read_model(given)
    codings = codings_of(given, "ref")
    if any(c.kind == "effect" for c in codings):
        raise StepError("PARAM=EFFECT is not supported by the reference interpreter.", step.at, "R0060")
    strata: list[str] = []
    for s in step.body:
        if isinstance(s, st.RawStatement) and s.keyword == "strata":
            strata += resolve(table, [sx.Var(t.text) for t in s.tokens])
    ties = word(own.get("ties")).lower() or "breslow"
    limits = bool({"rl", "risklimits"} & set(own))
    option = own.get("alpha") or given.given.get("alpha")
    alpha = float(option.value.value) if option is not None and isinstance(option.value, sx.Number) else 0.05
    named = [c.name for c in codings]
    wide = max(sum(n in named for n in variables(e)) for e in effects)

    def work(rows: list[Row]) -> dict[str, Table]:
        made = empty(given, effects, codings, wide, limits, bool(strata))
        needed = [table.index(n) for e in effects for n in variables(e)] + [table.index(n) for n in strata]
        needed += [table.index(status)] if status else []
        t = table.index(time)
        used = [row for row in rows if float(row[t]) >= 0 and not any(is_missing(row[p]) for p in needed)]
        if not used:
            raise StepError("No valid observations.", step.at, "R0602")
        failed = [not status or float(row[table.index(status)]) not in censored for row in used]
        if not any(failed):
            raise StepError("There are no events.", step.at, "R0602")
        coded = Coded(given, used, effects, codings, False)
        x = [coded.line(row) for row in used]
        groups = strata_of(given, used, strata)
        for group in groups:  # within a stratum only differences count
            first = x[group[0]]
            for i in group:
                x[i] = [v - f for v, f in zip(x[i], first, strict=True)]
        at = partial(x, [float(row[t]) for row in used], failed, groups, ties == "efron")
        start = [0.0] * len(coded.owner)
        before, peak = at(start), climb(at, start)
        value = [["Data Set", session.display(given.source)], ["Dependent Variable", time]]
        if status:
            shown = " ".join(session.text(v, "") for v in censored)
            value += [["Censoring Variable", status], ["Censoring Value(s)", shown]]
        made["ModelInfo"].rows = [list(line) for line in [*value, ["Ties Handling", ties.upper()]]]
        for k, group in enumerate([*(groups if strata else []), list(range(len(used)))]):
            n, d = float(len(group)), float(sum(failed[i] for i in group))
            head: Row = [str(k + 1) if k < len(groups) else "Total"] if strata else []
            made["CensoredSummary"].rows.append([*head, n, d, n - d, 100 * (n - d) / n])
        made["ConvergenceStatus"].rows = [["Convergence criterion (GCONV=1E-8) satisfied.", 0.0]]
        size, null, fitted = sum(peak.used), -2 * before[0], -2 * peak.value
        made["FitStatistics"].rows = [
            ["-2 LOG L", null, fitted], ["AIC", null, fitted + 2 * size], ["SBC", null, fitted + size * log(sum(failed))]
        ]  # fmt: skip
        made["GlobalTests"].rows = global_lines(peak, before, list(range(len(start))))
        made["ModelANOVA"].rows = effect_lines(coded, peak)
        fill(
            made["ParameterEstimates"],
            given,
            coded,
            peak,
            wide,
            normal_quantile(1 - alpha / 2) if limits else None,
        )
        return made

    shown = ["ModelInfo", "CensoredSummary", "ConvergenceStatus", "FitStatistics", "GlobalTests"]
    shown += ["ModelANOVA", "ParameterEstimates"] if codings else ["ParameterEstimates"]
    shown = [name for name in shown if name != "CensoredSummary" or "nosummary" not in given.given]
    prints = "noprint" not in given.given
    tables = given.each(work, shown if prints else ())
    if prints:
        given.ods({name: tables[name] for name in shown if not (strata and name == "CensoredSummary")})


def read_model(given: Input) -> tuple[str, str, list[float], list[str], dict[str, st.Option]]:
    """Return time, status, censored values, effects and options. Raises StepError for what is not known."""
    models = [s for s in given.step.body if isinstance(s, st.RawStatement) and s.keyword == "model"]
    if len(models) != 1:
        raise StepError("PROC PHREG takes one MODEL statement.", given.step.at)
    words = [t.text for t in models[0].tokens]
    sign = words.index("=")
    left, right = words[:sign], words[sign + 1 :]
    own: dict[str, st.Option] = {}
    if "/" in right:
        right = right[: right.index("/")]
        own = {o.name: o for o in models[0].options or ()}
    for name, option in own.items():
        value = word(option).lower()
        fine = name in ("alpha", "covb", "corrb", "itprint") or (
            name == "ties" and value in ("breslow", "efron")
        )
        fine = (
            fine
            or (name in ("rl", "risklimits") and value in ("", "wald"))
            or (name == "selection" and value == "none")
        )
        if not fine:
            raise StepError(
                "An option of MODEL is not supported by the reference interpreter.", option.at, "R0060"
            )
    if not right or "(" in right or left[0] == "(":
        raise StepError("This MODEL is not supported by the reference interpreter.", models[0].at, "R0061")
    names = resolve(given.table, [sx.Var(w) for w in (left[0], *left[2:3])])
    values = [float(w) for w in left[4:-1] if w != ","]
    return names[0], names[1] if len(names) > 1 else "", values, effects_with_lists(right, given.table), own


def strata_of(given: Input, rows: list[Row], names: list[str]) -> list[list[int]]:
    """Return the rows of each stratum, in the order of the strata's lowest values."""
    marks = [ClassVariable(n, given.table.index(n)) for n in names]
    found: dict[tuple[object, ...], list[int]] = {}
    lowest: list[dict[object, object]] = [{} for _ in marks]
    for i, row in enumerate(rows):
        keys = tuple(level_of(given.session, given.table, m, row[m.position]) for m in marks)
        for place, (m, key) in enumerate(zip(marks, keys, strict=True)):
            value = row[m.position]
            if key not in lowest[place] or sort_rank(value) < sort_rank(lowest[place][key]):
                lowest[place][key] = value
        found.setdefault(keys, []).append(i)
    ordered = sorted(found, key=lambda keys: [sort_rank(lowest[i][k]) for i, k in enumerate(keys)])
    return [found[keys] for keys in ordered]


def partial(x: Matrix, times: Vector, failed: list[bool], groups: list[list[int]], efron: bool) -> At:
    """Return the log partial likelihood with its gradient and information."""
    p = range(len(x[0]))

    def at(b: Vector) -> tuple[float, Vector, Matrix]:
        eta = [fsum(u * v for u, v in zip(line, b, strict=True)) for line in x]
        risk = [exp(min(h, 700.0)) for h in eta]
        value: Vector = []
        gradient: list[Vector] = [[] for _ in p]
        information: list[list[Vector]] = [[[] for _ in p] for _ in p]
        for group in groups:
            for t in sorted({times[i] for i in group if failed[i]}):
                at_risk = [i for i in group if times[i] >= t]
                events = [i for i in at_risk if failed[i] and times[i] == t]
                d = len(events)
                s0, s1, s2 = sums(x, risk, at_risk)
                t0, t1, t2 = sums(x, risk, events)
                value += [eta[i] for i in events]
                for j in p:
                    gradient[j] += [x[i][j] for i in events]
                for k in range(d):
                    share = k / d if efron else 0.0
                    whole = s0 - share * t0
                    mean = [(a - share * c) / whole for a, c in zip(s1, t1, strict=True)]
                    value.append(-log(whole))
                    for j in p:
                        gradient[j].append(-mean[j])
                        for m in p:
                            information[j][m].append(
                                (s2[j][m] - share * t2[j][m]) / whole - mean[j] * mean[m]
                            )
        return fsum(value), [fsum(v) for v in gradient], [[fsum(v) for v in line] for line in information]

    return at


def sums(x: Matrix, risk: Vector, rows: list[int]) -> tuple[float, Vector, Matrix]:
    """Return the sums of exp(eta), and of it times the columns and their products."""
    p = range(len(x[0]))
    second = [[fsum(risk[i] * x[i][j] * x[i][m] for i in rows) for m in p] for j in p]
    return fsum(risk[i] for i in rows), [fsum(risk[i] * x[i][j] for i in rows) for j in p], second


def fill(out: Table, given: Input, coded: Coded, peak: Peak, wide: int, z: float | None) -> None:
    """Add the rows of ParameterEstimates."""
    several = {
        n for e in coded.effects for n in variables(e) if sum(n in variables(o) for o in coded.effects) > 1
    }
    for i, (effect, levels) in enumerate(zip(coded.owner, coded.labels, strict=True)):
        there, value = peak.used[i], peak.estimates[i]
        error = sqrt(max(peak.inverse[i][i], 0.0)) if there else nan
        alone = "*" not in effect and effect not in several
        ends = [value] if z is None else [value, value - z * error, value + z * error]
        names, texts, parts = variables(effect), list(levels), []
        for n in names:
            label = given.table.variable(n).label
            parts.append(f"{label or n} {texts.pop(0)}" if n in coded.classes else label or n)
        text = " * ".join(parts)
        if not levels and len(names) == 1:
            text = given.table.variable(effect).label
        line: Row = [effect, *levels, *[""] * (wide - len(levels)), float(there), *wald(value, error)]
        out.rows.append([*line, *(exp(v) if alone and there else nan for v in ends), text])


def empty(
    given: Input, effects: list[str], codings: list[Coding], wide: int, limits: bool, stratified: bool
) -> dict[str, Table]:
    """Return the tables without rows."""
    known = [given.table.variable(c.name) for c in codings]
    level = max([32, *(v.length for v in known if v.kind == "char")])
    width = max(9, *(len(e) for e in effects))
    ratios = ["HazardRatio", *(["HRLowerCL", "HRUpperCL"] if limits else [])]
    columns: dict[str, list[Variable]] = {
        "ModelInfo": [char("Description", 20), char("Value", 65)],
        "CensoredSummary": [*([char("Stratum", 8)] if stratified else []), *map(num, ("Total", "Event", "Censored", "PctCens"))],
        "ConvergenceStatus": [char("Reason", 200), num("Status")],
        "FitStatistics": [char("Criterion", 8), num("WithoutCovariates"), num("WithCovariates")],
        "GlobalTests": [char("Test", 16), num("ChiSq"), num("DF"), num("ProbChiSq")],
        "ModelANOVA": [char("Effect", width), num("DF"), num("WaldChiSq"), num("ProbChiSq")],
        "ParameterEstimates": [
            char("Parameter", width), *(char(f"ClassVal{k}", level) for k in range(wide)),
            *map(num, ("DF", "Estimate", "StdErr", "ChiSq", "ProbChiSq", *ratios)), char("Label", 256),
        ],
    }  # fmt: skip
    return {name: Table(list(own), []) for name, own in columns.items()}
