"""PROC LIFETEST: product-limit estimates. SAS/STAT User's Guide, "LIFETEST Procedure", Details."""

from __future__ import annotations

from math import exp, isnan, log, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import chi_square_tail, normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import invert
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, resolve, word
from equivalence.interpreter.procs.results import begin, char, num
from equivalence.interpreter.procs.univariate import class_groups
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx

IGNORED = {"plots", "plot", "notable", "maxtime", "censoredsymbol", "eventsymbol", "nocensplot"}
Subject = tuple[float, bool]
"""(time, did it fail?)"""


@procedure("LIFETEST")
def lifetest(session: Session, step: st.ProcStep) -> None:
    """Estimate survival curves and test whether the strata have the same."""
    known = {"outsurv", "outs", "method", "alpha", "conftype", "noprint", *IGNORED}
    given = begin(session, step, known, keywords=("time", "strata", "id", "freq"))
    table, options = given.table, given.given
    transform = word(options.get("conftype")) or "loglog"
    if word(options.get("method")) not in ("", "pl", "km") or transform not in ("loglog", "linear", "log"):
        raise StepError(
            "This METHOD= or CONFTYPE= is not supported by the reference interpreter.", step.at, "R0060"
        )
    alpha = options["alpha"].value.value if "alpha" in options else 0.05  # type: ignore[attr-defined]
    z = normal_quantile(1 - alpha / 2)
    raw = [s for s in step.body if isinstance(s, st.RawStatement)]
    words = [t.text for t in next(s for s in raw if s.keyword == "time").tokens]
    time = resolve(table, [sx.Var(words[0])])[0]
    status = resolve(table, [sx.Var(words[2])])[0] if len(words) > 1 else ""
    censored = {float(w) for w in words[4:-1] if w != ","}
    strata: list[str] = list(given.variables("strata", numeric=False))
    for s in raw:
        if s.keyword == "strata":
            if "/" in [t.text for t in s.tokens] or any("(" in t.text for t in s.tokens):
                raise StepError(
                    "This STRATA statement is not supported by the reference interpreter.", s.at, "R0061"
                )
            strata += resolve(table, [sx.Var(t.text) for t in s.tokens])
    frequency = given.one("freq")
    head: list[Variable] = [num("STRATUM"), *(table.variable(n) for n in strata)] if strata else []
    own = table.variable(time)

    def empty() -> dict[str, Table]:
        made = {
            "OUTSURV": Table(
                [*head, own, num("_CENSOR_", "Censoring Flag: 0=Failed 1=Censored"), num("SURVIVAL", "Survival Distribution Function Estimate"),
                 char("CONFTYPE", 8, "Transform for Survival Confidence Interval"), num("SDF_LCL", "SDF Lower 95.00% Confidence Limit"),
                 num("SDF_UCL", "SDF Upper 95.00% Confidence Limit")], [],
            ),
            "ProductLimitEstimates": Table([*head, own, *(num(n) for n in ("Censor", "Survival", "Failure", "StdErr", "Failed", "Left"))], []),
            "Quartiles": Table([*head, num("Percent"), num("Estimate"), char("Transform", 8), num("LowerLimit"), num("UpperLimit")], []),
            "Means": Table([*head, num("Mean"), num("StdErr")], []),
            "CensoredSummary": Table([*head, *(num(n) for n in ("Total", "Failed", "Censored", "PctCens"))], []),
        }  # fmt: skip
        if strata:
            made["HomTests"] = Table([char("Test", 10), num("ChiSq"), num("DF"), num("ProbChiSq")], [])
        return made

    def work(rows: list[Row]) -> dict[str, Table]:
        made = empty()
        t, s = table.index(time), table.index(status) if status else 0
        used = []
        for row in rows:
            times = float(row[table.index(frequency)]) if frequency else 1.0
            if float(row[t]) >= 0 and not (status and isnan(float(row[s]))) and times >= 1:
                used += [row] * int(times)
        samples: list[list[Subject]] = []
        for number, (values, members) in enumerate(
            class_groups(given, strata, used) if used else [], start=1
        ):
            front: Row = [float(number), *values] if strata else []
            subjects = sorted(
                ((float(row[t]), not (status and float(row[s]) in censored)) for row in members),
                key=lambda p: (p[0], not p[1]),
            )
            samples.append(subjects)
            for name, lines in one_sample(subjects, z, transform).items():
                made[name].rows += [[*front, *line] for line in lines]
        if strata:
            made["HomTests"].rows += homogeneity(samples)
        return made

    prints = "noprint" not in options
    shown = [name for name in empty() if name != "OUTSURV"]
    tables = given.each(work, shown if prints else ())
    target = dataset(options.get("outsurv") or options.get("outs"))
    if target is not None:
        session.write(target, tables["OUTSURV"])
    if prints:
        given.ods({name: tables[name] for name in shown})


def limits(s: float, error: float, z: float, transform: str) -> tuple[float, float]:
    """Return the pointwise limits of a survival estimate."""
    if s <= 0:
        return nan, nan
    if transform == "linear" or s >= 1:
        return max(0.0, s - z * error), min(1.0, s + z * error)
    if transform == "log":
        return s * exp(-z * error / s), min(1.0, s * exp(z * error / s))
    width = z * error / (s * log(s))
    return s ** exp(-width), s ** exp(width)


def one_sample(subjects: list[Subject], z: float, transform: str) -> dict[str, list[Row]]:
    """Return the rows of the tables of one stratum; subjects in order of time, failures before censored ones."""
    n = len(subjects)
    out: list[Row] = [[0.0, 0.0, 1.0, "", 1.0, 1.0]]
    printed: list[Row] = [[0.0, 0.0, 1.0, 0.0, 0.0, 0.0, float(n)]]
    curve: list[tuple[float, int, int, float, float, float, float]] = []
    s, total, failures, place = 1.0, 0.0, 0, 0
    while place < n:
        time = subjects[place][0]
        here = [p for p in subjects[place:] if p[0] == time]
        d, risk = sum(1 for _, failed in here if failed), n - place
        low = high = error = nan
        if d:
            s *= 1 - d / risk
            total += d / (risk * (risk - d)) if risk > d else 0.0
            error = s * sqrt(total)
            low, high = limits(s, error, z, transform)
            out.append([time, 0.0, s, transform.upper(), low, high])
            curve.append((time, risk, d, s, error, low, high))
        if d < len(here):
            out.append([time, 1.0, s, "", nan, nan])
        for k, (_, failed) in enumerate(here, start=1):
            failures += failed
            shown = k == d
            printed.append(
                [time, float(not failed), s if shown else nan, 1 - s if shown else nan, error if shown else nan,
                 float(failures), float(n - place - k)]
            )  # fmt: skip
        place += len(here)
    quartiles: list[Row] = []
    for percent in (75, 50, 25):
        share = (100 - percent) / 100
        below = [i for i, c in enumerate(curve) if c[3] <= share + 1e-12]
        estimate = nan
        if below:
            i = below[0]
            estimate = curve[i][0]
            if abs(curve[i][3] - share) <= 1e-12 and i + 1 < len(curve):
                estimate = (curve[i][0] + curve[i + 1][0]) / 2
        low = next((c[0] for c in curve if c[5] <= share or c[3] <= 0), nan)
        high = next((c[0] for c in curve if c[6] < share), nan)
        quartiles.append([float(percent), estimate, transform.upper(), low, high])
    lost = float(n - failures)
    return {
        "OUTSURV": out, "ProductLimitEstimates": printed, "Quartiles": quartiles, "Means": [mean_of(curve)],
        "CensoredSummary": [[float(n), float(failures), lost, 100 * lost / n]],
    }  # fmt: skip


def mean_of(curve: list[Any]) -> Row:
    """Return the mean up to the last failure and its standard error."""
    if not curve:
        return [nan, nan]
    areas, before, s = [], 0.0, 1.0
    for time, survival in [(c[0], c[3]) for c in curve]:
        areas.append(s * (time - before))
        before, s = time, survival
    deaths = sum(c[2] for c in curve)
    if deaths < 2:
        return [sum(areas), nan]
    spread = sum(sum(areas[i + 1 :]) ** 2 * c[2] / (c[1] * (c[1] - c[2])) for i, c in enumerate(curve[:-1]))
    return [sum(areas), sqrt(deaths / (deaths - 1) * spread)]


def homogeneity(samples: list[list[Subject]]) -> list[Row]:
    """Return the tests of equality over strata."""
    k = len(samples)
    times = sorted({t for sample in samples for t, failed in sample if failed})
    rows: list[Row] = []
    for name in ("Log-Rank", "Wilcoxon"):
        u = [0.0] * k
        v = [[0.0] * k for _ in range(k)]
        for time in times:
            risk = [sum(1 for t, _ in sample if t >= time) for sample in samples]
            dead = [sum(1 for t, failed in sample if failed and t == time) for sample in samples]
            n, d = sum(risk), sum(dead)
            w = float(n) if name == "Wilcoxon" else 1.0
            for i in range(k):
                u[i] += w * (dead[i] - d * risk[i] / n)
                for j in range(k):
                    if n > 1:
                        v[i][j] += w * w * d * (n - d) / (n - 1) * (risk[i] / n) * ((i == j) - risk[j] / n)
        inverse = invert([line[:-1] for line in v[:-1]]) if k > 1 else None
        chi = (
            sum(u[i] * inverse[i][j] * u[j] for i in range(k - 1) for j in range(k - 1))
            if inverse is not None
            else nan
        )
        rows.append([name, chi, float(k - 1), chi_square_tail(chi, k - 1)])
    parts = [(sum(1 for _, f in sample if f), sum(t for t, _ in sample)) for sample in samples]
    deaths, total = sum(d for d, _ in parts), sum(t for _, t in parts)
    ratio = 2 * (sum(d * log(d / t) for d, t in parts if d) - deaths * log(deaths / total)) if deaths else nan
    rows.append(["-2Log(LR)", ratio, float(k - 1), chi_square_tail(ratio, k - 1) if k > 1 else nan])
    return rows
