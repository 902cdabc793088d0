"""PROC LOGISTIC of binary responses. SAS/STAT User's Guide, "LOGISTIC Procedure"."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, floor, fsum, isnan, log, nan, sqrt

from equivalence.interpreter.distributions import normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import is_missing
from equivalence.interpreter.procs.likelihood import (
    ORDERS,
    Coded,
    Coding,
    Levels,
    Peak,
    climb,
    codings_of,
    effect_lines,
    effects_with_lists,
    global_lines,
    levels_of,
    variables,
    wald,
)
from equivalence.interpreter.procs.logit import association, likelihood, separation, statistics
from equivalence.interpreter.procs.options import dataset, options, resolve, word
from equivalence.interpreter.procs.rank import new_names
from equivalence.interpreter.procs.results import DEFAULT, Input, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.ods_tables import OUTPUT_LABELS

KEYWORDS = {
    "p": "P", "pred": "P", "predicted": "P", "prob": "P", "xbeta": "XBETA", "stdxbeta": "STDXBETA", "lower": "LOWER", "l": "LOWER",
    "upper": "UPPER", "u": "UPPER", "reschi": "RESCHI", "resdev": "RESDEV",
}  # fmt: skip
LABELS = {
    "P": "Estimated Probability", "XBETA": "Linear Predictor", "STDXBETA": "Standard Error of the Linear Predictor",
    "LOWER": "Lower {} Confidence Limit", "UPPER": "Upper {} Confidence Limit", "RESCHI": "Pearson Residual",
    "RESDEV": "Deviance Residual",
}  # fmt: skip
LIMITS = {"waldrl", "rl", "risklimits", "clodds"}
ADDING = {
    "covb",
    "corrb",
    "itprint",
    "rsquare",
    "rsq",
    "lackfit",
    "ctable",
    "clparm",
    "waldcl",
    "influence",
    "iplots",
}


@dataclass(slots=True)
class Asked:
    """The MODEL statement: response or events, trials, which level counts, effects, options."""

    response: str
    trials: str
    event: str
    order: str
    descending: bool
    effects: list[str]
    options: dict[str, st.Option]


@procedure("LOGISTIC")
def logistic(session: Session, step: st.ProcStep) -> None:
    """Fit a binary logit model."""
    given = begin(
        session, step, {"descending", "desc", "des", "order", "rorder", "alpha", "outest", "covout", "noprint", "plots", "plot", "multipass"},
        st.OutputStatement, keywords=("class", "model", "freq", "weight"),
    )  # fmt: skip
    asked = read_model(given)
    codings = codings_of(given, "effect")
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword in ("weight", "freq"):
            options(s, set())
    frequency, weight = given.one("freq"), given.one("weight")
    table = given.table
    outputs = [s for s in step.body if isinstance(s, st.OutputStatement)]
    alpha = alpha_of(asked.options.get("alpha") or given.given.get("alpha"))
    pairs: list[tuple[str, str]] = []
    output_alpha = alpha
    if len(outputs) > 1:
        raise StepError(
            "Several OUTPUT statements are not supported by the reference interpreter.", step.at, "R0061"
        )
    for s in outputs:
        own = options(s, {"alpha"})
        output_alpha = alpha_of(own["alpha"]) if "alpha" in own else alpha
        for request in s.requests:
            if request.statistic not in KEYWORDS:
                raise StepError(
                    "A keyword of OUTPUT is not supported by the reference interpreter.", s.at, "R0060"
                )
            names = new_names(st.ProcStatement(keyword="", names=request.names, at=s.at, end=s.end))
            pairs.append((KEYWORDS[request.statistic], names[0]))
    named = [c.name for c in codings]
    wide = max(sum(n in named for n in variables(e)) for e in asked.effects)
    source = session.display(given.source)

    def work(rows: list[Row]) -> dict[str, Table]:
        made = empty(given, asked, codings, wide, bool(weight), pairs, output_alpha)
        needed = [table.index(n) for n in dict.fromkeys(n for e in asked.effects for n in variables(e))]
        needed += [table.index(n) for n in (asked.response, asked.trials) if n]
        given_counts = [float(row[table.index(frequency)]) if frequency else 1.0 for row in rows]
        counts = [0.0 if isnan(v) else float(floor(v)) for v in given_counts]
        weights = [float(row[table.index(weight)]) if weight else 1.0 for row in rows]
        r, m = table.index(asked.response), table.index(asked.trials or asked.response)
        keep = [
            i
            for i, row in enumerate(rows)
            if counts[i] >= 1
            and weights[i] > 0
            and not any(is_missing(row[p]) for p in needed)
            and (not asked.trials or (0 <= float(row[r]) <= float(row[m]) and float(row[m]) > 0))
        ]
        if not keep:
            raise StepError("No valid observations.", step.at, "R0602")
        used = [rows[i] for i in keep]
        n = [float(counts[i]) for i in keep]
        w = [weights[i] * counts[i] for i in keep]
        if asked.trials:
            events = [float(row[table.index(asked.response)]) for row in used]
            tries = [float(row[table.index(asked.trials)]) for row in used]
            texts, chosen = ["Event", "Nonevent"], 0
            level: Row = []
        else:
            found = levels_of(
                given, used, Coding(asked.response, "glm", "last", asked.order, asked.descending)
            )
            chosen = event_of(found, asked.event, step)
            marks = Coded(
                given,
                used,
                [asked.response],
                [Coding(asked.response, "glm", "last", asked.order, asked.descending)],
                False,
            )
            events = [marks.line(row)[chosen] for row in used]
            tries, texts, level = [1.0] * len(used), found.texts, [found.values[chosen]]
        coded = Coded(given, used, asked.effects, codings, True)
        x = [coded.line(row) for row in used]
        at = likelihood(x, events, tries, w)
        share = fsum(a * b for a, b in zip(w, events, strict=True)) / fsum(
            a * b for a, b in zip(w, tries, strict=True)
        )
        start = [log(share / (1 - share)), *([0.0] * (len(coded.owner) - 1))]
        before = at(start)
        peak = climb(at, start, separation(x, events, tries, n, step))
        slopes = list(range(1, len(start)))
        made["GlobalTests"].rows = global_lines(peak, before, slopes)
        made["ModelANOVA"].rows = effect_lines(coded, peak)
        describe(made, asked, frequency, weight, source)
        groups = [
            (events, texts[chosen]),
            ([t - e for e, t in zip(events, tries, strict=True)], texts[1 - chosen]),
        ]
        for k, (values, text) in enumerate(sorted(groups, key=lambda g: texts.index(g[1]))):
            line: Row = [k + 1.0, text, fsum(a * b for a, b in zip(n, values, strict=True))]
            made["ResponseProfile"].rows.append(
                line + ([fsum(a * b for a, b in zip(w, values, strict=True))] if weight else [])
            )
        total, size = fsum(a * b for a, b in zip(n, tries, strict=True)), sum(peak.used)
        first, last = -2 * before[0], -2 * peak.value
        made["FitStatistics"].rows = [
            ["AIC", first + 2, last + 2 * size], ["SC", first + log(total), last + size * log(total)], ["-2 Log L", first, last]
        ]  # fmt: skip
        fill_estimates(made, coded, peak, wide, "expb" in asked.options)
        z = normal_quantile(1 - alpha / 2)
        for text, parts in coded.ratios():
            ends: Row = [nan, nan, nan]
            if any(peak.used[i] for i, v in enumerate(parts) if v):
                value, error = peak.combine(parts)
                ends = [exp(value), exp(value - z * error), exp(value + z * error)]
            made["OddsRatios"].rows.append([text, *ends])
            made["CLOddsWald"].rows.append([text, 1.0, *ends])
        made["Association"].rows = association(
            [fsum(a * b for a, b in zip(line, peak.estimates, strict=True)) for line in x],
            [a * b for a, b in zip(n, events, strict=True)],
            [a * (t - e) for a, e, t in zip(n, events, tries, strict=True)],
        )
        covariances = (
            [("COV", name, line) for name, line in zip(coded.owner, peak.inverse, strict=True)]
            if "covout" in given.given
            else []
        )
        if not codings:
            for kind, name, values in [("PARMS", asked.response, peak.estimates), *covariances]:
                made["OUTEST"].rows.append(["LOGIT", kind, "0 Converged", name, *values, peak.value, "MLE"])
        happened = dict(zip(keep, events, strict=True))
        for i, row in enumerate(rows):
            trial = 1.0 if not asked.trials else float(row[table.index(asked.trials)])
            gone = any(is_missing(row[p]) for p in model_places(table, asked))
            line_ = [nan] if gone else coded.line(row)
            of = statistics(line_, peak, happened.get(i, nan), trial, weights[i], output_alpha)
            head = [*row, *(level if has_level(asked, pairs) else [])]
            made["OUT"].rows.append([*head, *(of[k] for k, _ in pairs)])
        return made

    limits = bool(LIMITS & set(asked.options))
    shown = ["ModelInfo", "ResponseProfile", "ConvergenceStatus", "FitStatistics", "GlobalTests"]
    shown += ["ModelANOVA"] if codings else []
    shown += ["ParameterEstimates"]
    mains = [
        e
        for e in asked.effects
        if "*" not in e and not any(e in variables(o) for o in asked.effects if o != e)
    ]
    shown += (["CLOddsWald"] if limits else ["OddsRatios"]) if mains else []
    shown += ["Association"]
    prints = "noprint" not in given.given
    tables = given.each(work, shown if prints else ())
    for s in outputs:
        tables["OUT"].label = OUTPUT_LABELS["LOGISTIC"]
        session.write(s.out or DEFAULT, tables["OUT"])
    target = dataset(given.given.get("outest"))
    if target is not None:
        if codings or any("*" in e for e in asked.effects):
            raise StepError(
                "OUTEST= with CLASS is not supported by the reference interpreter.", step.at, "R0060"
            )
        session.write(target, tables["OUTEST"])
    if prints:
        given.ods({name: tables[name] for name in shown if not (asked.trials and name == "FitStatistics")})


def read_model(given: Input) -> Asked:
    """Return the MODEL statement. Raises StepError for what is not known."""
    models = [s for s in given.step.body if isinstance(s, st.RawStatement) and s.keyword == "model"]
    if len(models) != 1:
        raise StepError("PROC LOGISTIC takes one MODEL statement.", given.step.at)
    s = models[0]
    words = [t.text for t in s.tokens]
    inside = words.index(")") + 1 if words[1:2] == ["("] else 0
    sign = words.index("=", inside)
    left, right = words[:sign], words[sign + 1 :]
    known: dict[str, st.Option] = {}
    if "/" in right:
        right = right[: right.index("/")]
        known = {o.name: o for o in s.options or ()}
    for name, option in known.items():
        value = word(option).lower()
        fine = {
            "clodds": "wald",
            "link": "logit",
            "technique": "fisher",
            "tech": "fisher",
            "selection": "none",
            "clparm": "wald",
        }
        if (
            name in fine
            and value == fine[name]
            or name in {"alpha", "expb"} | (LIMITS - {"clodds"}) | (ADDING - {"clparm"})
        ):
            continue
        raise StepError(
            "An option of MODEL is not supported by the reference interpreter.", option.at, "R0060"
        )
    if not right or "(" in right:
        raise StepError("This MODEL is not supported by the reference interpreter.", s.at, "R0061")
    effects = effects_with_lists(right, given.table)
    if left[1:2] == ["/"]:
        events, trials = resolve(given.table, [sx.Var(left[0]), sx.Var(left[2])])
        return Asked(events, trials, "", "formatted", False, effects, known)
    order = word(given.given.get("order") or given.given.get("rorder")) or "formatted"
    down = bool({"descending", "desc", "des"} & set(given.given))
    event = "first"
    inner = left[2:-1]
    for i, w in enumerate(inner):
        after = inner[i + 2] if inner[i + 1 : i + 2] == ["="] else ""
        if w.lower() in ("descending", "desc", "des") and inner[i - 1 : i] != ["="]:
            down = True
        elif w.lower() == "order" and after:
            order = after.lower()
        elif w.lower() in ("event", "ref", "reference") and after:
            event = after.lower() if after.lower() in ("first", "last") else "=" + after[1:-1].strip()
            if w.lower() != "event":
                event = {"first": "last", "last": "first"}.get(event, "not" + event)
    response = resolve(given.table, [sx.Var(left[0])])[0]
    return Asked(response, "", event, ORDERS[order], down, effects, known)


def event_of(found: Levels, event: str, step: st.ProcStep) -> int:
    """Return which of the two levels is the event."""
    texts = found.texts
    if len(texts) == 1:
        raise StepError(
            "All observations have the same response. No statistics are computed.", step.at, "R0602"
        )
    if len(texts) > 2:
        raise StepError("A response with more than two levels is not supported.", step.at, "R0602")
    if event in ("first", "last"):
        return ["first", "last"].index(event)
    text = event.partition("=")[2]
    if text not in texts:
        raise StepError(f"{text} is no level of the response.", step.at, "R0602")
    return texts.index(text) if event[0] == "=" else 1 - texts.index(text)


def alpha_of(option: st.Option | None) -> float:
    """Return the value of ALPHA=."""
    return float(option.value.value) if option is not None and isinstance(option.value, sx.Number) else 0.05


def model_places(table: Table, asked: Asked) -> list[int]:
    """Return the positions of the variables of the effects."""
    return [table.index(n) for n in dict.fromkeys(n for e in asked.effects for n in variables(e))]


def has_level(asked: Asked, pairs: list[tuple[str, str]]) -> bool:
    """Does OUT= have _LEVEL_?"""
    return not asked.trials and any(k in ("P", "XBETA", "STDXBETA", "LOWER", "UPPER") for k, _ in pairs)


def empty(
    given: Input,
    asked: Asked,
    codings: list[Coding],
    wide: int,
    weighted: bool,
    pairs: list[tuple[str, str]],
    alpha: float,
) -> dict[str, Table]:
    """Return the tables without rows."""
    table = given.table
    lengths = [table.variable(c.name).length for c in codings if table.variable(c.name).kind == "char"]
    level, width = max([32, *lengths]), max(9, *(len(e) for e in asked.effects))
    ratios = [num("OddsRatioEst"), num("LowerCL"), num("UpperCL")]
    estimates = [
        "DF",
        "Estimate",
        "StdErr",
        "WaldChiSq",
        "ProbChiSq",
        *(["ExpEst"] if "expb" in asked.options else []),
    ]
    columns: dict[str, list[Variable]] = {
        "ModelInfo": [char("Description", 25), char("Value", 65)],
        "ResponseProfile": [num("OrderedValue"), char("Outcome", level), num("Count"), *([num("Weight")] if weighted else [])],
        "ConvergenceStatus": [char("Reason", 200), num("Status")],
        "FitStatistics": [char("Criterion", 9), num("InterceptOnly"), num("InterceptAndCovariates")],
        "GlobalTests": [char("Test", 16), num("ChiSq"), num("DF"), num("ProbChiSq")],
        "ModelANOVA": [char("Effect", width), num("DF"), num("WaldChiSq"), num("ProbChiSq")],
        "ParameterEstimates": [char("Variable", width), *(char(f"ClassVal{k}", level) for k in range(wide)), *map(num, estimates), char("_ESTTYPE_", 3)],
        "OddsRatios": [char("Effect", width + 2 * level + 5), *ratios],
        "CLOddsWald": [char("Effect", width + 2 * level + 5), num("Unit"), *ratios],
        "Association": [char("Label1", 18), char("cValue1", 12), num("nValue1"), char("Label2", 9), char("cValue2", 12), num("nValue2")],
        "OUTEST": [char("_LINK_", 8, "Link Function"), char("_TYPE_", 8, "Type of Statistics"), char("_STATUS_", 11, "Convergence Status"),
                   char("_NAME_", 32, "Row Names for Parameter Estimates and Covariance Matrix"), num("Intercept", "Intercept"),
                   *(num(e, table.variable(e).label if "*" not in e else "") for e in asked.effects), num("_LNLIKE_", "Model Log Likelihood"),
                   char("_ESTTYPE_", 3, "Estimation Type")],
    }  # fmt: skip
    response = table.variable(asked.response)
    marked = Variable("_LEVEL_", response.kind, response.length, response.format, "", "Response Value")
    shown = f"{100 * (1 - alpha):g}%"
    columns["OUT"] = [
        *table.variables,
        *([marked] if has_level(asked, pairs) else []),
        *(num(n, LABELS[k].format(shown)) for k, n in pairs),
    ]
    return {name: Table(variables_, []) for name, variables_ in columns.items()}


def describe(made: dict[str, Table], asked: Asked, frequency: str, weight: str, source: str) -> None:
    """Add the rows of ModelInfo and ConvergenceStatus."""
    lines: list[Row] = [["Data Set", source]]
    if asked.trials:
        lines += [
            ["Response Variable (Events)", asked.response],
            ["Response Variable (Trials)", asked.trials],
        ]
    else:
        lines += [["Response Variable", asked.response], ["Number of Response Levels", "2"]]
    lines += [["Frequency Variable", frequency]] if frequency else []
    lines += [["Weight Variable", weight]] if weight else []
    made["ModelInfo"].rows = [
        *lines,
        ["Model", "binary logit"],
        ["Optimization Technique", "Fisher's scoring"],
    ]
    made["ConvergenceStatus"].rows = [["Convergence criterion (GCONV=1E-8) satisfied.", 0.0]]


def fill_estimates(made: dict[str, Table], coded: Coded, peak: Peak, wide: int, expected: bool) -> None:
    """Add the rows of ParameterEstimates."""
    for i, (effect, labels) in enumerate(zip(coded.owner, coded.labels, strict=True)):
        there = peak.used[i]
        line: Row = [effect, *labels, *[""] * (wide - len(labels)), float(there)]
        line += wald(peak.estimates[i], sqrt(max(peak.inverse[i][i], 0.0)) if there else nan)
        line += [exp(peak.estimates[i]) if there else nan] if expected else []
        made["ParameterEstimates"].rows.append([*line, "MLE"])
