"""PROC NPAR1WAY: linear rank tests. SAS/STAT User's Guide, "NPAR1WAY Procedure", Simple Linear Rank Tests."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, isnan, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import chi_square_tail, normal_quantile, normal_tail, t_tail
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import npar1way_edf as edf
from equivalence.interpreter.procs import procedure, rank_exact
from equivalence.interpreter.procs.classes import ClassVariable, is_missing, level_of, ranks
from equivalence.interpreter.procs.options import all_of, options, word
from equivalence.interpreter.procs.results import DEFAULT, Input, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx

SCORES = {
    "wilcoxon": ("Wilcoxon", "WIL"),
    "median": ("Median", "MED"),
    "vw": ("VW", "VW"),
    "savage": ("Savage", "SAV"),
}
ALIASES = {"normal": "vw", "vanderwaerden": "vw"}
WORDS = {*SCORES, "anova", "edf"}
"""All analyses; that of ANOVA stands first, that of EDF last."""
SUMS = ("N", "SumOfScores", "ExpectedSum", "StdDevOfSum", "MeanScore")


@procedure("NPAR1WAY")
def npar1way(session: Session, step: st.ProcStep) -> None:
    """Test rank scores between the levels of CLASS."""
    known = {*WORDS, *ALIASES, "noprint", "correct", "alpha", "plots", "plot", "hl"}
    given = begin(session, step, known, st.OutputStatement, keywords=("class", "var", "freq", "exact"))
    for s in all_of(step, st.ProcStatement):
        options(s, set())
    class_ = given.variables("class", numeric=False)[0]
    frequency = given.one("freq")
    variables = given.variables() or given.others(class_, frequency)
    scores = [ALIASES.get(n, n) for n in given.given if n in WORDS or n in ALIASES]
    printed = "noprint" not in given.given
    if not scores and "hl" not in given.given:
        scores = ["anova", "wilcoxon", "median", "vw", "savage", "edf"]
    scores.sort(key=lambda name: (name == "edf") - (name == "anova"))
    exact = exact_asked(step, scores, "hl" in given.given)
    outputs = all_of(step, st.OutputStatement)
    asked = [[ALIASES.get(r.statistic, r.statistic) for r in o.requests] or scores for o in outputs]
    if any(not names or not set(names) <= WORDS for names in asked) or len(outputs) > 1:
        raise StepError(
            "These analyses of NPAR1WAY are not supported by the reference interpreter.", step.at, "R0060"
        )
    correct = word(given.given.get("correct")) != "no"
    every = list(dict.fromkeys([*scores, *(n for names in asked for n in names)]))
    wanted = [name for name in every if name in SCORES]
    others = [name for name in every if name not in SCORES]
    columns = [c for names in asked for n in names for c in output_columns(n, n in exact)]
    alpha = given.given["alpha"].value if "alpha" in given.given else sx.Number(0.05)
    if not isinstance(alpha, sx.Number):
        raise StepError("This ALPHA= is not supported by the reference interpreter.", step.at, "R0060")
    shift = Shift("hl" in given.given, refclass(given), alpha.value)

    def work(rows: list[Row]) -> dict[str, Table]:
        width = max(len(v) for v in variables)
        made = {"OUTPUT": Table([char("_VAR_", width), *(num(c) for c in columns)], [])}
        for name in others:
            made |= edf.empty_tables(name, width)
        for score in wanted:
            name = SCORES[score][0]
            t = ("tProb1", "tProb2") if score == "wilcoxon" else ()
            t = (*t, "xProb1", "xProb2") if score in exact else t
            made[f"{name}Scores"] = Table(
                [char("Variable", width), char("Class", 16), *(num(n) for n in SUMS)], []
            )
            made[f"{name}Test"] = Table(
                [char("Variable", width), *(num(n) for n in ("Statistic", "Z", "Prob1", "Prob2", *t))], []
            )
            made[several(score)] = Table(
                [
                    char("Variable", width),
                    num("ChiSquare"),
                    num("DF"),
                    num("Prob"),
                    *([num("xProb")] if score in exact else []),
                ],
                [],
            )
        if shift.asked:
            numbers = [num(n) for n in ("LowerCL", "UpperCL", "Midpoint", "StdErr")]
            made["HodgesLehmann"] = Table(
                [char("Variable", width), num("Shift"), char("Type", 18), *numbers], []
            )
        for variable in variables:
            values = one_variable(
                given, rows, variable, class_, frequency, [*wanted, *others], correct, exact, shift, made
            )
            made["OUTPUT"].rows.append([variable, *(values.get(c, nan) for c in columns)])
        return made

    shown = [t for s in scores for t in tables_of(s)]
    shown += ["HodgesLehmann"] * shift.asked
    tables = given.each(work, shown if printed else ())
    for o in outputs:
        session.write(o.out or DEFAULT, tables["OUTPUT"])
    if printed:
        given.ods({name: tables[name] for name in shown})


def tables_of(score: str) -> tuple[str, ...]:
    """Return the names of an analysis's printed tables."""
    if score not in SCORES:
        return edf.TABLES[score]
    return (f"{SCORES[score][0]}Scores", f"{SCORES[score][0]}Test", several(score))


def several(score: str) -> str:
    """Return the name of the table with the chi-square test."""
    return "KruskalWallisTest" if score == "wilcoxon" else f"{SCORES[score][0]}Analysis"


@dataclass(slots=True)
class Shift:
    """HL: is it asked for, the reference class (its place or text, None for the larger one), and the level."""

    asked: bool
    reference: str | int | None
    alpha: float


def refclass(given: Input) -> str | int | None:
    """Return REFCLASS= of HL."""
    option = given.given.get("hl")
    for item in option.value if option is not None and isinstance(option.value, tuple) else ():
        if isinstance(item, st.Option) and item.name == "refclass" and isinstance(item.value, sx.String):
            return item.value.value.strip()
        if isinstance(item, st.Option) and item.name == "refclass" and isinstance(item.value, sx.Number):
            return int(item.value.value)
        raise StepError("This HL is not supported by the reference interpreter.", given.step.at, "R0060")
    return None


def exact_asked(step: st.ProcStep, scores: list[str], shift: bool) -> set[str]:
    """Return what EXACT asks for: wilcoxon, hl."""
    found: set[str] = set()
    for s in step.body:
        if isinstance(s, st.RawStatement) and s.keyword == "exact":
            words = [t.text.lower() for t in s.tokens] or [*scores, *(["hl"] if shift else [])]
            if not set(words) <= {"wilcoxon", "hl"} or not set(words) <= {
                *scores,
                *(["hl"] if shift else []),
            }:
                raise StepError("This EXACT is not supported by the reference interpreter.", s.at, "R0060")
            found |= set(words)
    return found


def output_columns(score: str, exact: bool = False) -> list[str]:
    """Return the variables of OUTPUT."""
    if score not in SCORES:
        return list(edf.COLUMNS[score])
    short = SCORES[score][1]
    made = [f"_{short}_", f"Z_{short}", f"PL_{short}", f"PR_{short}", f"P2_{short}"]
    if score == "wilcoxon":
        sure = ["XPL_WIL", "XPR_WIL", "XP2_WIL"] if exact else []
        tail = ["_KW_", "DF_KW", "P_KW", *(["XP_KW"] if exact else [])]
        return [*made, "PTL_WIL", "PTR_WIL", "PT2_WIL", *sure, *tail]
    return [*made, f"_CH{short}_", f"DF_CH{short}", f"P_CH{short}"]


def scored(x: list[float], score: str) -> list[float]:
    """Return the scores of values: by rank, equal values sharing the mean of theirs."""
    n = len(x)
    order = sorted(range(n), key=lambda i: x[i])
    savage = 0.0
    by_rank = []
    for r in range(1, n + 1):
        savage += 1 / (n - r + 1)
        match score:
            case "wilcoxon":
                by_rank.append(float(r))
            case "median":
                by_rank.append(float(2 * r > n + 1))
            case "vw":
                by_rank.append(normal_quantile(r / (n + 1)))
            case _:
                by_rank.append(savage - 1)
    made = [0.0] * n
    first = 0
    while first < n:
        last = first
        while last + 1 < n and x[order[last + 1]] == x[order[first]]:
            last += 1
        mean = fsum(by_rank[first : last + 1]) / (last - first + 1)
        mean = 0.0 if abs(mean) < 1e-12 else mean  # scores that add up to 0 but for rounding
        for place in range(first, last + 1):
            made[order[place]] = mean
        first = last + 1
    return made


def one_variable(
    given: Input, rows: list[Row], variable: str, class_: str, frequency: str, wanted: list[str], correct: bool,
    exact: set[str], shift: Shift, made: dict[str, Table],
) -> dict[str, float]:  # fmt: skip
    """Add a variable's rows to the tables; return its values for OUTPUT."""
    table = given.table
    mark = ClassVariable(class_, table.index(class_), order="data")
    place = table.index(variable)
    used: list[Row] = []
    for row in rows:
        times = float(row[table.index(frequency)]) if frequency else 1.0
        if not is_missing(row[mark.position]) and not is_missing(row[place]) and times >= 1:
            used += [row] * int(times)
    levels = ranks(given.session, table, mark, used, [1.0] * len(used))
    codes = [levels[level_of(given.session, table, mark, row[mark.position])][0] for row in used]
    texts = [
        given.session.text(value, table.variables[mark.position]).strip()
        for _, value in sorted(levels.values(), key=lambda v: v[0])
    ]
    x = [float(row[place]) for row in used]
    n = len(x)
    values: dict[str, float] = {}
    groups = edf.Groups(
        texts, [[v for v, c in zip(x, codes, strict=True) if c == k] for k in range(len(texts))]
    )
    if "anova" in wanted:
        values |= edf.analysis_of_variance(groups, variable, made)
    if "edf" in wanted:
        values |= edf.distributions(groups, variable, made)
    for score in [name for name in wanted if name in SCORES]:
        name, short = SCORES[score]
        a = scored(x, score)
        mean = fsum(a) / n if n else nan
        mean = 0.0 if abs(mean) < 1e-12 else mean
        spread = fsum((v - mean) ** 2 for v in a)
        parts: list[Any] = []
        for k, text in enumerate(texts):
            own = [v for v, c in zip(a, codes, strict=True) if c == k]
            size = float(len(own))
            error = sqrt(size * (n - size) / (n * (n - 1)) * spread) if n > 1 else nan
            parts.append((size, fsum(own), size * mean, error))
            made[f"{name}Scores"].rows.append([variable, text, *parts[-1], fsum(own) / size])
        if len(parts) == 2:
            size, total, expected, error = min(parts, key=lambda p: p[0])
            gap = total - expected
            if score == "wilcoxon" and correct and gap:
                gap += -0.5 if gap > 0 else 0.5
            z = gap / error if error > 0 else nan
            p, t = normal_tail(abs(z)), t_tail(abs(z), n - 1)
            side = "R" if not isnan(z) and z > 0 else "L"
            values |= {f"_{short}_": total, f"Z_{short}": z, f"P{side}_{short}": p, f"P2_{short}": 2 * p}
            if score == "wilcoxon":
                values |= {f"PT{side}_WIL": t, "PT2_WIL": 2 * t}
            sure: list[float] = []
            if score in exact:
                one, both, way = rank_exact.wilcoxon(a, int(size), total)
                sure = [one, both]
                values |= {f"XP{way}_WIL": one, "XP2_WIL": both}
            made[f"{name}Test"].rows.append(
                [variable, total, z, p, 2 * p, *([t, 2 * t] if score == "wilcoxon" else []), *sure]
            )
        df = float(len(parts) - 1) if n else nan
        chi = (
            (n - 1) * fsum((s - e) ** 2 / m for m, s, e, _ in parts) / spread
            if len(parts) > 1 and spread
            else nan
        )
        line: Row = [variable, chi, df, chi_square_tail(chi, df)]
        if score in exact:
            chance = rank_exact.kruskal_wallis(a, codes, len(parts)) if len(parts) > 2 and spread else nan
            line.append(chance)
            values["XP_KW"] = chance
        made[several(score)].rows.append(line)
        end = "KW" if score == "wilcoxon" else f"CH{short}"
        values |= {f"_{end}_": chi, f"DF_{end}": df, f"P_{end}": chi_square_tail(chi, df)}
    if shift.asked and len(texts) == 2:
        sizes = [codes.count(0), codes.count(1)]
        reference = 1 if sizes[0] <= sizes[1] else 0
        if shift.reference is not None:
            place = texts.index(shift.reference) if shift.reference in texts else -1
            reference = shift.reference - 1 if isinstance(shift.reference, int) else place
            if reference not in (0, 1):
                raise StepError(
                    "The REFCLASS= value of HL is not a level of the CLASS variable.", given.step.at
                )
        samples = [[v for v, c in zip(x, codes, strict=True) if c == k] for k in (1 - reference, reference)]
        lines = rank_exact.hodges_lehmann(
            samples[0], samples[1], scored(x, "wilcoxon"), shift.alpha, "hl" in exact
        )
        made["HodgesLehmann"].rows += [[variable, *one] for one in lines]
    return values
