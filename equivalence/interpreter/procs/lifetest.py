"""PROC LIFETEST: product-limit estimates. SAS/STAT User's Guide, "LIFETEST Procedure", Details."""

from __future__ import annotations

from math import exp, isnan, log, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import chi_square_tail, normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import invert
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, resolve, word
from equivalence.interpreter.procs.results import begin, char, class_groups, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx

TESTS = {
    "logrank": "Log-Rank",
    "wilcoxon": "Wilcoxon",
    "lr": "-2Log(LR)",
    "tarone": "Tarone",
    "taroneware": "Tarone",
    "peto": "Peto",
    "modpeto": "Modified Peto",
}
IGNORED = {"plots", "plot", "notable", "maxtime", "censoredsymbol", "eventsymbol", "nocensplot"}
Subject = tuple[float, bool]
"""(time, did it fail?)"""


@procedure("LIFETEST")
def lifetest(session: Session, step: st.ProcStep) -> None:
    """Estimate survival curves and test whether the strata have the same."""
    known = {
        "timelist",
        "reduceout",
        "stderr",
        "outsurv",
        "outs",
        "method",
        "alpha",
        "conftype",
        "noprint",
        *IGNORED,
    }
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
    timed = next(s for s in raw if s.keyword == "time")
    words = [t.text for t in timed.tokens]
    if "/" in words:
        raise StepError(
            "The options of TIME are not supported by the reference interpreter.", timed.at, "R0060"
        )
    time = resolve(table, [sx.Var(words[0])])[0]
    status = resolve(table, [sx.Var(words[2])])[0] if len(words) > 1 else ""
    censored = {float(w) for w in words[4:-1] if w != ","}
    strata: list[str] = list(given.variables("strata", numeric=False))
    group, tests = "", ["Log-Rank", "Wilcoxon", "-2Log(LR)"]
    for s in raw:
        if s.keyword == "strata":
            body = [t.text for t in s.tokens]
            body = body[: body.index("/")] if "/" in body else body
            given_here = {o.name: o for o in s.options or ()}
            if set(given_here) - {"group", "test", "tests", "notest"} or "(" in body:
                raise StepError(
                    "This STRATA statement is not supported by the reference interpreter.", s.at, "R0061"
                )
            strata += resolve(table, [sx.Var(w) for w in body])
            if "group" in given_here:
                group = resolve(table, [sx.Var(word(given_here["group"]))])[0]
                tests = tests[:2]
            chosen = given_here.get("test") or given_here.get("tests")
            if chosen is not None:
                items = chosen.value if isinstance(chosen.value, tuple) else (chosen.value,)
                names = [i.name.lower() if isinstance(i, sx.Var) else "" for i in items]
                if not set(names) <= set(TESTS) - ({"lr"} if group else set()):
                    raise StepError(
                        "This TEST= is not supported by the reference interpreter.", s.at, "R0060"
                    )
                tests = list(dict.fromkeys(label for key, label in TESTS.items() if key in names))
            tests = [] if "notest" in given_here else tests
    within = list(strata)
    strata += [group] if group else []
    moments = times_of(options.get("timelist"))
    reduced, errors = bool(moments) and "reduceout" in options, "stderr" in options
    if "reduceout" in options and not moments:
        raise StepError(
            "REDUCEOUT without TIMELIST= is not supported by the reference interpreter.", step.at, "R0060"
        )
    frequency = given.one("freq")
    head: list[Variable] = [num("STRATUM"), *(table.variable(n) for n in strata)] if strata else []
    own = table.variable(time)

    def empty() -> dict[str, Table]:
        made = {
            "OUTSURV": Table(
                [*head, *([num("TIMELIST")] if reduced else []), own, num("_CENSOR_", "Censoring Flag: 0=Failed 1=Censored"), num("SURVIVAL", "Survival Distribution Function Estimate"),
                 char("CONFTYPE", 8, "Transform for Survival Confidence Interval"), num("SDF_LCL", "SDF Lower 95.00% Confidence Limit"),
                 num("SDF_UCL", "SDF Upper 95.00% Confidence Limit"),
                 *([num("SDF_STDERR", "Survival Standard Error")] if errors else [])], [],
            ),
            "ProductLimitEstimates": Table([*head, *([num("Timelist")] if moments else []), own, *(num(n) for n in ("Censor", "Survival", "Failure", "StdErr", "Failed", "Left"))], []),
            "Quartiles": Table([*head, num("Percent"), num("Estimate"), char("Transform", 8), num("LowerLimit"), num("UpperLimit")], []),
            "Means": Table([*head, num("Mean"), num("StdErr")], []),
            "CensoredSummary": Table([*head, *(num(n) for n in ("Total", "Failed", "Censored", "PctCens"))], []),
        }  # fmt: skip
        if strata and tests:
            made["HomTests"] = Table([char("Test", 13), num("ChiSq"), num("DF"), num("ProbChiSq")], [])
        return made

    def work(rows: list[Row]) -> dict[str, Table]:
        made = empty()
        t, s = table.index(time), table.index(status) if status else 0
        used = []
        for row in rows:
            times = float(row[table.index(frequency)]) if frequency else 1.0
            if float(row[t]) >= 0 and not (status and isnan(float(row[s]))) and times >= 1:
                used += [row] * int(times)
        samples: list[tuple[list[Value], list[Subject]]] = []
        for number, (values, members) in enumerate(
            class_groups(given, strata, used) if used else [], start=1
        ):
            front: Row = [float(number), *values] if strata else []
            subjects = sorted(
                ((float(row[t]), not (status and float(row[s]) in censored)) for row in members),
                key=lambda p: (p[0], not p[1]),
            )
            samples.append((values, subjects))
            found = one_sample(subjects, z, transform)
            if moments:
                found["ProductLimitEstimates"] = at_moments(found["ProductLimitEstimates"], moments, subjects)
            if reduced:
                found["OUTSURV"] = out_at_moments(found["OUTSURV"], moments)
            if not errors:
                found["OUTSURV"] = [line[:-1] for line in found["OUTSURV"]]
            for name, lines in found.items():
                made[name].rows += [[*front, *line] for line in lines]
        if strata and tests:
            made["HomTests"].rows += homogeneity(in_strata(samples, len(within) if group else 0), tests)
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
    out: list[Row] = [[0.0, 0.0, 1.0, "", 1.0, 1.0, 0.0]]
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
            out.append([time, 0.0, s, transform.upper(), low, high, error])
            curve.append((time, risk, d, s, error, low, high))
        if d < len(here):
            out.append([time, 1.0, s, "", nan, nan, nan])
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


def times_of(option: st.Option | None) -> list[float]:
    """Return the numbers of TIMELIST=, in order."""
    if option is None:
        return []
    items: list[Any] = list(option.value) if isinstance(option.value, tuple) else [option.value]
    found: list[float] = []
    while items:
        item = items.pop(0)
        if isinstance(item, sx.Number):
            found.append(item.value)
        elif isinstance(item, sx.Var) and item.name.lower() == "to" and found:
            stop, by = items.pop(0).value, 1.0
            if items and isinstance(items[0], sx.Var) and items[0].name.lower() == "by":
                by = items[1].value
                del items[:2]
            first, k = found[-1], 1
            while first + k * by <= stop + 1e-9:
                found.append(round(first + k * by, 10))
                k += 1
        else:
            raise StepError(
                "This TIMELIST= is not supported by the reference interpreter.", option.at, "R0060"
            )
    return sorted(set(found))


def at_moments(lines: list[Row], moments: list[float], subjects: list[Subject]) -> list[Row]:
    """Return the rows of ProductLimitEstimates at the times of TIMELIST=: each the last estimate up to that time."""
    made = []
    estimates = [line for line in lines if not isnan(float(line[2]))]
    for moment in moments:
        if subjects and moment > subjects[-1][0] and float(estimates[-1][2]) > 0:
            raise StepError(
                "TIMELIST= beyond the last time of a curve that ends above 0 is not supported by the reference interpreter.", None, "R0060"
            )  # fmt: skip
        made.append([moment, *[line for line in estimates if float(line[0]) <= moment][-1]])
    return made


def out_at_moments(lines: list[Row], moments: list[float]) -> list[Row]:
    """Return the rows of OUTSURV= with REDUCEOUT."""
    kept = [line for line in lines if line[1] == 0.0]
    return [[moment, *[line for line in kept if float(line[0]) <= moment][-1]] for moment in moments]


def in_strata(samples: list[tuple[list[Value], list[Subject]]], size: int) -> list[list[list[Subject]]]:
    """Return the samples of each stratum (the first `size` values), in the order of the groups; () where there is none."""
    if not size:
        return [[sample for _, sample in samples]]
    groups = [values[size] for values, _ in samples]
    order = sorted(dict.fromkeys(groups), key=lambda g: (isinstance(g, str), g))
    strata: dict[tuple[Value, ...], list[list[Subject]]] = {}
    for values, sample in samples:
        own = strata.setdefault(tuple(values[:size]), [[] for _ in order])
        own[order.index(values[size])] = sample
    return list(strata.values())


def weight_of(name: str, n: float, share: float) -> float:
    """Return the weight of a failure time: n at risk, `share`: Peto's estimate of survival there."""
    match name:
        case "Wilcoxon":
            return n
        case "Tarone":
            return sqrt(n)
        case "Peto":
            return share
        case "Modified Peto":
            return share * n / (n + 1)
        case _:
            return 1.0


def homogeneity(strata: list[list[list[Subject]]], tests: list[str]) -> list[Row]:
    """Return the tests of equality of the samples, summed over the strata."""
    k = len(strata[0]) if strata else 0
    rows: list[Row] = []
    for name in (t for t in tests if t != "-2Log(LR)"):
        u = [0.0] * k
        v = [[0.0] * k for _ in range(k)]
        for samples in strata:
            peto = 1.0
            for time in sorted({t for sample in samples for t, failed in sample if failed}):
                risk = [sum(1 for t, _ in sample if t >= time) for sample in samples]
                dead = [sum(1 for t, failed in sample if failed and t == time) for sample in samples]
                n, d = sum(risk), sum(dead)
                peto *= 1 - d / (n + 1)
                w = weight_of(name, float(n), peto)
                for i in range(k):
                    u[i] += w * (dead[i] - d * risk[i] / n)
                    for j in range(k):
                        if n > 1:
                            v[i][j] += (
                                w * w * d * (n - d) / (n - 1) * (risk[i] / n) * ((i == j) - risk[j] / n)
                            )
        inverse = invert([line[:-1] for line in v[:-1]]) if k > 1 else None
        chi = (
            sum(u[i] * inverse[i][j] * u[j] for i in range(k - 1) for j in range(k - 1))
            if inverse is not None
            else nan
        )
        rows.append([name, chi, float(k - 1), chi_square_tail(chi, k - 1)])
    if "-2Log(LR)" in tests:
        samples = strata[0] if strata else []
        parts = [(sum(1 for _, f in sample if f), sum(t for t, _ in sample)) for sample in samples]
        deaths, total = sum(d for d, _ in parts), sum(t for _, t in parts)
        ratio = (
            2 * (sum(d * log(d / t) for d, t in parts if d) - deaths * log(deaths / total)) if deaths else nan
        )
        rows.append(["-2Log(LR)", ratio, float(k - 1), chi_square_tail(ratio, k - 1) if k > 1 else nan])
    order = list(dict.fromkeys(TESTS.values()))
    return sorted(rows, key=lambda row: order.index(str(row[0])))
