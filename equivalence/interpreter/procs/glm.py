"""PROC GLM and PROC ANOVA. SAS/STAT User's Guide, "GLM Procedure", "The Four Types of Estimable Functions"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, isnan, nan, sqrt

from equivalence.interpreter.distributions import f_tail, t_quantile, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import product
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import is_missing
from equivalence.interpreter.procs.estimable import (
    Columns,
    Function,
    estimable,
    hypothesis,
    least_squares_mean,
    part,
    stated,
    third_type,
    value_of,
    variables_of,
)
from equivalence.interpreter.procs.models import Fit, model_of, statistic
from equivalence.interpreter.procs.options import all_of, dataset, options, resolve, word
from equivalence.interpreter.procs.rank import new_names
from equivalence.interpreter.procs.reg import KEYWORDS, LABELS
from equivalence.interpreter.procs.results import DEFAULT, Input, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx

ORDERS = {
    "": "formatted",
    "formatted": "formatted",
    "internal": "unformatted",
    "data": "data",
    "freq": "freq",
}
PRINTING = {
    "p",
    "cli",
    "clm",
    "inverse",
    "xpx",
    "i",
    "e",
    "e1",
    "e2",
    "e3",
    "nouni",
    "int",
    "clparm",
    "alpha",
}


@dataclass(slots=True)
class Asked:
    """What the statements of the step ask for."""

    estimates: list[tuple[str, float, Function]]
    contrasts: list[tuple[str, list[Function]]]
    lsmeans: list[str]
    out: list[tuple[st.Dataset, int, str]]
    limits: bool
    means: list[str]
    outputs: list[tuple[st.OutputStatement, list[tuple[str, str, str]]]]


def effects_of(words: list[str], table: Table) -> list[str]:
    """Return the effects of MODEL as text: a b a*b b(a); bars are taken apart."""
    text = " ".join(words)
    text = re.sub(r"\s*([*|@()])\s*", r"\1", text)
    found: list[str] = []
    for piece in re.findall(r"[^\s(]+(?:\([^)]*\))?", text):
        body, _, limit = piece.partition("@")
        terms: list[str] = []
        for factor in body.split("|"):
            terms += [factor, *(f"{t}*{factor}" for t in terms)] if terms else [factor]
        for term in terms:
            if limit and term.count("*") + 1 > int(limit):
                continue
            name = re.sub(r"\w+", lambda m: resolve(table, [sx.Var(m[0])])[0], term)
            found += [name] if name not in found else []
    return found


@procedure("GLM", "ANOVA")
def glm(session: Session, step: st.ProcStep) -> None:
    """Fit a general linear model."""
    anova = step.name == "ANOVA"
    keywords = ("class", "model", "weight", "means") + (
        () if anova else ("lsmeans", "estimate", "contrast", "id")
    )
    given = begin(
        session, step, {"noprint", "order", "alpha", "plots", "plot"}, st.OutputStatement, keywords=keywords
    )
    for s in all_of(step, st.ProcStatement):
        if s.keyword == "class":
            options(s, set())
    table = given.table
    classes = given.variables("class", numeric=False)
    raw = [s for s in step.body if isinstance(s, st.RawStatement)]
    model = next((m for s in raw if s.keyword == "model" and (m := model_of(s)) is not None), None)
    if model is None:
        message = "Statements after the RUN of a model are not supported by the reference interpreter."
        raise StepError(message, step.at, "R0061")
    strange = set(model.options) - PRINTING - {"solution", "noint", "ss1", "ss2", "ss3", "ss4"}
    if strange:
        raise StepError("An option of MODEL is not supported by the reference interpreter.", step.at, "R0060")
    dependents = resolve(table, [sx.Var(w) for w in model.dependents])
    for name in dependents:
        if table.variable(name).kind == "char":
            raise StepError(f"Variable {name} in list does not match type prescribed for this list.", step.at)
    effects = effects_of(model.words, table)
    intercept = "noint" not in model.options
    kinds = [k for k in (1, 2, 3, 4) if f"ss{k}" in model.options] or [1, 3]
    kinds = [1] if anova else kinds
    asked = read_statements(given, raw, effects, intercept, dependents)
    order = ORDERS[word(given.given.get("order"))]
    weight = given.one("weight")
    option = model.options.get("alpha") or given.given.get("alpha")
    alpha = option.value.value if option is not None else 0.05  # type: ignore[attr-defined]
    solution = not anova and ("solution" in model.options or not classes)

    def work(rows: list[Row]) -> dict[str, Table]:
        made = empty(table, dependents, asked)
        covariates = [n for e in effects for n in variables_of(e) if n not in classes]
        needed = [table.index(n) for n in (*classes, *covariates)]
        weights = [float(row[table.index(weight)]) if weight else 1.0 for row in rows]
        fits: dict[str, tuple[Fit, Columns]] = {}
        for dependent in dependents:
            y = table.index(dependent)
            keep = [
                i
                for i, row in enumerate(rows)
                if weights[i] > 0 and not any(is_missing(row[p]) for p in (*needed, y))
            ]
            used = [rows[i] for i in keep]
            if not used:
                raise StepError("No valid observations are found.", step.at, "R0602")
            columns = Columns(given, used, effects, classes, intercept, order)
            fit = Fit(
                [columns.line(row) for row in used],
                [float(row[y]) for row in used],
                [weights[i] for i in keep],
            )
            fits[dependent] = fit, columns
            fill(
                made,
                dependent,
                columns,
                fit,
                effects,
                intercept,
                kinds,
                anova and len(effects) > 1,
                asked,
                alpha,
                step,
            )
        if asked.means:
            cell_means(given, made["Means"], rows, needed, dependents, asked.means, order)
        for place, (_, pairs) in enumerate(asked.outputs):
            out = made[f"OUT{place}"]
            for i, row in enumerate(rows):
                line = list(row)
                for keyword, _, dependent in pairs:
                    fit, columns = fits[dependent]
                    bad = any(is_missing(row[p]) for p in needed)
                    x = [nan] * len(columns.cells) if bad else columns.line(row)
                    line.append(statistic(fit, x, float(row[table.index(dependent)]), weights[i], keyword))
                out.rows.append(line)
        return made

    shown = ["OverallANOVA", "FitStatistics", "ModelANOVA"] + (["ParameterEstimates"] if solution else [])
    shown += (["Estimates"] if asked.estimates else []) + (["Contrasts"] if asked.contrasts else [])
    shown += (["LSMeans"] if asked.lsmeans else []) + (["LSMeanCL", "LSMeanDiffCL"] if asked.limits else [])
    shown += ["Means"] if asked.means else []
    prints = "noprint" not in given.given
    tables = given.each(work, shown if prints else ())
    for place, (output, _) in enumerate(asked.outputs):
        session.write(output.out or DEFAULT, tables[f"OUT{place}"])
    for target, number, _ in asked.out:
        session.write(target, tables[f"LSMEANS{number}"])
    if prints:
        given.ods({name: tables[name] for name in shown})


def read_statements(
    given: Input, raw: list[st.RawStatement], effects: list[str], intercept: bool, dependents: list[str]
) -> Asked:
    """Return what ESTIMATE, CONTRAST, LSMEANS, MEANS and OUTPUT ask for."""
    asked = Asked([], [], [], [], False, [], [])
    known = {e.lower().replace(" ", ""): e for e in [*(["Intercept"] if intercept else []), *effects]}
    for s in raw:
        words = [t.text for t in s.tokens]
        own = {o.name: o for o in s.options or ()}
        body = words[: words.index("/")] if "/" in words else words
        if s.keyword in ("estimate", "contrast"):
            rows = [coefficients(part, known, s) for part in split(body[1:])]
            divisor = own["divisor"].value.value if "divisor" in own else 1.0  # type: ignore[attr-defined]
            if s.keyword == "estimate":
                asked.estimates.append((body[0][1:-1], float(divisor), rows[0]))
            else:
                asked.contrasts.append((body[0][1:-1], rows))
        elif s.keyword == "lsmeans":
            if set(own) - {"stderr", "pdiff", "diff", "tdiff", "cl", "out", "adjust", "e"} or word(
                own.get("adjust")
            ) not in ("", "t"):
                raise StepError(
                    "An option of LSMEANS is not supported by the reference interpreter.", s.at, "R0060"
                )
            asked.limits |= "cl" in own
            for effect in effects_of(body, given.table):
                asked.lsmeans.append(effect)
                target = dataset(own.get("out"))
                if target is not None:
                    asked.out.append((target, len(asked.lsmeans), effect))
        elif s.keyword == "means":
            if "/" in words:
                raise StepError(
                    "Options of MEANS are not supported by the reference interpreter.", s.at, "R0060"
                )
            asked.means += effects_of(body, given.table)
    for output in all_of(given.step, st.OutputStatement):
        pairs = []
        for request in output.requests:
            names = new_names(st.ProcStatement(keyword="", names=request.names, at=output.at, end=output.end))
            pairs += [(KEYWORDS[request.statistic], n, d) for n, d in zip(names, dependents, strict=False)]
        asked.outputs.append((output, pairs))
    return asked


def split(words: list[str]) -> list[list[str]]:
    """Return the parts between commas."""
    parts: list[list[str]] = [[]]
    for w in words:
        if w == ",":
            parts.append([])
        else:
            parts[-1].append(w)
    return parts


def coefficients(words: list[str], known: Mapping[str, str], s: st.RawStatement) -> Function:
    """Return the coefficients of one row by effect."""
    made: Function = []
    name, sign = "", 1.0
    for w in words:
        if w in "+-":
            sign = -1.0 if w == "-" else 1.0
        elif w.replace(".", "", 1).isdigit():
            if name:
                if name.lower() not in known:
                    raise StepError(f"{name.upper()} is no effect of the model.", s.at)
                made.append((known[name.lower()], []))
                name = ""
            made[-1][1].append(sign * float(w))
            sign = 1.0
        else:
            name += w
    return made


def empty(table: Table, dependents: list[str], asked: Asked) -> dict[str, Table]:
    """Return the tables without rows."""
    d, f, t = (
        char("Dependent", 32),
        [num(n) for n in ("DF", "SS", "MS", "FValue", "ProbF")],
        [num(n) for n in ("StdErr", "tValue", "Probt")],
    )
    of_means = [table.variable(n) for n in dict.fromkeys(n for e in asked.lsmeans for n in variables_of(e))]
    head = [char("Effect", 32), d, *of_means]
    made = {
        "OverallANOVA": [d, char("Source", 17), *f], "FitStatistics": [d, *(num(n) for n in ("RSquare", "CV", "RootMSE", "DepMean"))],
        "ModelANOVA": [d, num("HypothesisType"), char("Source", 32), *f],
        "ParameterEstimates": [d, char("Parameter", 40), num("Estimate"), char("Biased", 1), *t],
        "Estimates": [d, char("Parameter", 40), num("Estimate"), *t], "Contrasts": [d, char("Source", 40), *f],
        "LSMeans": [*head, num("LSMean"), num("StdErr"), num("Probt"), num("LSMeanNumber")],
        "LSMeanCL": [*head, num("LowerCL"), num("LSMean"), num("UpperCL")],
        "LSMeanDiffCL": [char("Effect", 32), d, *(num(n) for n in ("i", "j", "LowerCL", "Difference", "UpperCL"))],
    }  # fmt: skip
    for number, effect in enumerate(asked.lsmeans, start=1):
        own = [table.variable(n) for n in variables_of(effect)]
        made[f"LSMEANS{number}"] = [char("_NAME_", 32), *own, num("LSMEAN"), num("STDERR"), num("NUMBER")]
    if asked.means:
        own = [table.variable(n) for n in dict.fromkeys(n for e in asked.means for n in variables_of(e))]
        made["Means"] = [
            char("Effect", 32),
            *own,
            num("N"),
            *(num(f"{k}_{x}") for x in dependents for k in ("Mean", "SD")),
        ]
    for place, (_, pairs) in enumerate(asked.outputs):
        made[f"OUT{place}"] = [*table.variables, *(num(n, LABELS[k].format(dep)) for k, n, dep in pairs)]
    return {name: Table(list(variables), []) for name, variables in made.items()}


def fill(
    made: dict[str, Table], dependent: str, columns: Columns, fit: Fit, effects: list[str], intercept: bool, kinds: list[int],
    balanced: bool, asked: Asked, alpha: float, step: st.ProcStep,
) -> None:  # fmt: skip
    """Add the rows of one dependent variable."""
    total = fit.total if intercept else fit.raw_total
    all_df = float(len(fit.y) - intercept)
    made["OverallANOVA"].rows += [
        [dependent, "Model", *f_line(all_df - fit.df, total - fit.sse, fit)], [dependent, "Error", fit.df, fit.sse, fit.mse, nan, nan],
        [dependent, "Corrected Total" if intercept else "Uncorrected Total", all_df, total, nan, nan, nan],
    ]  # fmt: skip
    root = sqrt(fit.mse) if not isnan(fit.mse) else nan
    share = (total - fit.sse) / total if total else nan
    made["FitStatistics"].rows.append(
        [dependent, share, 100 * root / fit.mean if fit.mean else nan, root, fit.mean]
    )
    p = len(columns.cells)
    cross = [
        [fsum(w * row[i] * row[j] for w, row in zip(fit.w, fit.x, strict=True)) for j in range(p)]
        for i in range(p)
    ]
    h = product(fit.inverse, cross)
    if 4 in kinds and not columns.filled():
        message = (
            "Type IV sums of squares of data with empty cells are not supported by the reference interpreter."
        )
        raise StepError(message, step.at, "R0060")
    for kind in kinds:
        for place, effect in enumerate(effects):
            third = hypothesis(fit, third_type(columns, h, effect))
            if kind in (3, 4):  # the same where no cell is empty
                line = third
            else:
                others = (
                    effects[:place]
                    if kind == 1
                    else [e for e in effects if e != effect and e not in columns.wider(effect)]
                )
                base = columns.places([*(["Intercept"] if intercept else []), *others])
                small, large = part(fit, base), part(fit, sorted([*base, *columns.places([effect])]))
                line = float(large.rank - small.rank), small.sse - large.sse
            if balanced and any(abs(a - b) > 1e-8 * (1 + abs(a)) for a, b in zip(line, third, strict=True)):
                raise StepError("PROC ANOVA of unbalanced data: use PROC GLM.", step.at, "R0602")
            made["ModelANOVA"].rows.append([dependent, float(kind), effect, *f_line(*line, fit)])
    for i, (effect, cell) in enumerate(columns.cells):
        name = f"{effect:<9} " + " ".join(columns.text(n, k) for n, k in cell.items()) if cell else effect
        unit = [float(i == j) for j in range(p)]
        error = sqrt(fit.inverse[i][i] * fit.mse) if fit.used[i] else nan
        estimate, *rest = t_line(fit.estimates[i], error, fit)
        mark = "B" if fit.rank < p and not estimable(unit, h) else ""
        made["ParameterEstimates"].rows.append([dependent, name, estimate, mark, *rest])
    for label, divisor, function in asked.estimates:
        row = [v / divisor for v in stated(columns, function)]
        made["Estimates"].rows.append([dependent, label, *t_line(*value_of(fit, row, h), fit)])
    for label, functions in asked.contrasts:
        rows = [stated(columns, function) for function in functions]
        good = all(estimable(row, h) for row in rows)
        made["Contrasts"].rows.append(
            [dependent, label, *(f_line(*hypothesis(fit, rows), fit) if good else [nan] * 5)]
        )
    margin = t_quantile(1 - alpha / 2, fit.df) if fit.df > 0 else nan
    shown = list(dict.fromkeys(n for e in asked.lsmeans for n in variables_of(e)))
    for number, effect in enumerate(asked.lsmeans, start=1):
        places = columns.places([effect])
        rows = [least_squares_mean(columns, columns.cells[i][1]) for i in places]
        for k, (i, row) in enumerate(zip(places, rows, strict=True), start=1):
            cell = columns.cells[i][1]
            value, error = value_of(fit, row, h)
            own = {n: columns.value(n, level) for n, level in cell.items()}
            made[f"LSMEANS{number}"].rows.append([dependent, *own.values(), value, error, float(k)])
            front: Row = [effect, dependent]
            for n in shown:
                front.append(own.get(n, "" if columns.given.table.variable(n).kind == "char" else nan))
            made["LSMeans"].rows.append([*front, value, error, t_line(value, error, fit)[3], float(k)])
            made["LSMeanCL"].rows.append([*front, value - margin * error, value, value + margin * error])
        for a in range(len(rows)):
            for b in range(a + 1, len(rows)):
                value, error = value_of(fit, [x - y for x, y in zip(rows[a], rows[b], strict=True)], h)
                ends = [value - margin * error, value, value + margin * error]
                made["LSMeanDiffCL"].rows.append([effect, dependent, a + 1.0, b + 1.0, *ends])


def f_line(df: float, ss: float, fit: Fit) -> Row:
    """Return [DF, SS, MS, F, p]."""
    if not df:
        return [0.0, ss, nan, nan, nan]
    ratio = ss / df / fit.mse if fit.mse > 0 else nan
    return [df, ss, ss / df, ratio, nan if isnan(ratio) else f_tail(ratio, df, fit.df)]


def t_line(value: float, error: float, fit: Fit) -> Row:
    """Return [estimate, error, t, p]."""
    t = value / error if error > 0 else nan
    return [value, error, t, nan if isnan(t) else t_two_sided(t, fit.df)]


def cell_means(
    given: Input,
    out: Table,
    rows: list[Row],
    needed: list[int],
    dependents: list[str],
    effects: list[str],
    order: str,
) -> None:
    """Add the rows of MEANS."""
    table = given.table
    places = [table.index(d) for d in dependents]
    used = [row for row in rows if not any(is_missing(row[p]) for p in (*needed, *places))]
    names = list(dict.fromkeys(n for e in effects for n in variables_of(e)))
    for effect in effects:
        columns = Columns(given, used, [effect], variables_of(effect), False, order)
        for i, (_, cell) in enumerate(columns.cells):
            inside = [row for row in used if columns.line(row)[i] == 1]
            line: Row = [effect]
            for n in names:
                empty = "" if table.variable(n).kind == "char" else nan
                line.append(columns.value(n, cell[n]) if n in cell else empty)
            line.append(float(len(inside)))
            for p in places:
                values = [float(row[p]) for row in inside]
                mean = fsum(values) / len(values)
                spread = fsum((v - mean) ** 2 for v in values)
                line += [mean, sqrt(spread / (len(values) - 1)) if len(values) > 1 else nan]
            out.rows.append(line)
