"""PROC NPAR1WAY: linear rank tests. SAS/STAT User's Guide, "NPAR1WAY Procedure", Simple Linear Rank Tests."""

from __future__ import annotations

from collections.abc import Mapping

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import begin, names_of
from translator.lower.procs.options import all_of, number, options, text, word
from translator.lower.procs.univariate import class_arguments
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument
from translator.plan.relations import Step

NAMES = ("NPAR1WAY",)
SCORES = {
    "wilcoxon": ("Wilcoxon", "WIL"), "median": ("Median", "MED"), "vw": ("VanDerWaerden", "VW"), "savage": ("Savage", "SAV"),
}  # fmt: skip
ALIASES = {"normal": "vw", "vanderwaerden": "vw"}
EVERY = ("anova", "wilcoxon", "median", "vw", "savage", "edf")
"""What is analysed where no analysis is named, in the order of the tables."""
OTHERS: dict[str, tuple[str, ...]] = {
    "anova": ("_MSA_", "_MSE_", "_F_", "P_F"),
    "edf": ("_KS_", "_KSA_", "_D_", "P_KSA", "_CM_", "_CMA_", "_K_", "_KA_", "P_KA"),
}
"""Analyses that are no scores, with their variables of OUTPUT."""
PRINTED = {
    "anova": ("ClassMeans", "ANOVA"),
    "edf": ("KolSmirTest", "KolSmirStats", "KolSmir2Stats", "CVMTest", "CVMStats", "KuiperStats"),
}
"""The printed tables of these."""


def output_columns(score: str, exact: bool = False) -> tuple[str, ...]:
    """Return the variables of OUTPUT for a score ("Contents of the Output Data Set")."""
    if score in OTHERS:
        return OTHERS[score]
    name = SCORES[score][1]
    two = [f"_{name}_", f"Z_{name}", f"PL_{name}", f"PR_{name}", f"P2_{name}"]
    if score == "wilcoxon":
        sure = ("XPL_WIL", "XPR_WIL", "XP2_WIL") if exact else ()
        return (
            *two,
            "PTL_WIL",
            "PTR_WIL",
            "PT2_WIL",
            *sure,
            "_KW_",
            "DF_KW",
            "P_KW",
            *(("XP_KW",) if exact else ()),
        )
    return (*two, f"_CH{name}_", f"DF_CH{name}", f"P_CH{name}")


def exact_tests(step: st.ProcStep, scores: list[str], shift: bool) -> tuple[str, ...]:
    """Return what EXACT asks for; without words it is all that the PROC statement names."""
    found: list[str] = []
    for s in step.body:
        if isinstance(s, st.RawStatement) and s.keyword == "exact":
            named = [*scores, *(["hl"] if shift else [])]
            words = [t.text.lower() for t in s.tokens] or named
            if not set(words) <= {"wilcoxon", "hl"} & set(named):
                raise LoweringError("H0402", "this EXACT statement of PROC NPAR1WAY is not translated", s.at)
            found += words
    return tuple(dict.fromkeys(found))


def hodges_lehmann(given: Mapping[str, st.Option]) -> list[tuple[str, Argument]]:
    """Return the arguments of HL: REFCLASS= and ALPHA=."""
    made: list[tuple[str, Argument]] = [("shift", True)]
    option = given["hl"]
    for item in option.value if isinstance(option.value, tuple) else ():
        match item:
            case st.Option(name="refclass", value=sx.String(value=shown)):
                made.append(("reference", shown.strip()))
            case st.Option(name="refclass", value=sx.Number(value=place)):
                made.append(("reference", int(place)))
            case _:
                raise LoweringError("H0402", "this HL of PROC NPAR1WAY is not translated", option.at)
    if (alpha := given.get("alpha")) is not None:
        if not isinstance(alpha.value, sx.Number):
            raise LoweringError("H0402", "ALPHA= of PROC NPAR1WAY takes a number", alpha.at)
        made.append(("alpha", alpha.value.value))
    return made


def names_of_tables(score: str) -> tuple[str, str, str]:
    """Return the names of a score's tables: sums, the test of two samples, that of all samples."""
    name = {"VanDerWaerden": "VW"}.get(SCORES[score][0], SCORES[score][0])
    several = "KruskalWallisTest" if score == "wilcoxon" else f"{name}Analysis"
    return f"{name}Scores", f"{name}Test", several


def tables_of(
    scores: list[str], variables: list[Column], exact: tuple[str, ...] = ()
) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the tables that ODS OUTPUT can have ("ODS Table Names")."""
    head = text("Variable", max(len(v.name) for v in variables))
    made: dict[str, tuple[Column, ...]] = {}
    if "edf" in scores:
        pairs = [
            (text(f"Name{i}", 8), text(f"Label{i}", 8), text(f"cValue{i}", 12), number(f"nValue{i}"))
            for i in "12"
        ]
        made["KolSmir2Stats"] = (head, *pairs[0], *pairs[1])
    for score in [score for score in scores if score in SCORES]:
        sums = [number(n) for n in ("N", "SumOfScores", "ExpectedSum", "StdDevOfSum", "MeanScore")]
        of_scores, of_two, of_all = names_of_tables(score)
        made[of_scores] = (head, text("Class", 16), *sums)
        tests = ("Statistic", "Z", "Prob1", "Prob2", *(("tProb1", "tProb2") if score == "wilcoxon" else ()))
        tests = (*tests, "xProb1", "xProb2") if score in exact else tests
        made[of_two] = (head, *(number(n) for n in tests))
        made[of_all] = (
            head,
            *(number(n) for n in ("ChiSquare", "DF", "Prob", *(("xProb",) if score in exact else ()))),
        )
    return made


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis of all the variables and scores; exact tests but those of Wilcoxon and HL are refused."""
    start = begin(
        step, context, (*SCORES, *OTHERS, *ALIASES, "noprint", "correct", "alpha", "hl"), ("plots", "plot"), st.OutputStatement,
        keywords=("class", "var", "freq", "exact"),
    )  # fmt: skip
    for s in step.body:
        if isinstance(s, st.ProcStatement):
            options(s, ())
    scores = [ALIASES.get(name, name) for name in start.given if name in EVERY or name in ALIASES]
    shift = start.given.get("hl")
    scores = list(EVERY) if not scores and shift is None else scores
    scores.sort(key=lambda name: (name == "edf") - (name == "anova"))
    classes = start.variables("class", numeric=False)
    if len(classes) != 1:
        raise LoweringError("R0106", "ERROR: PROC NPAR1WAY takes one CLASS variable.", step.at)
    frequency = start.one("freq")
    variables = start.variables() or start.others(classes[0].name, frequency)
    outputs = all_of(step, st.OutputStatement)
    asked = [[ALIASES.get(r.statistic, r.statistic) for r in o.requests] for o in outputs]
    for o, names in zip(outputs, asked, strict=True):
        strange = [n for n in names if n not in EVERY]
        if strange:
            raise LoweringError(
                "H0402", f"the statistic {strange[0].upper()} of NPAR1WAY is not translated", o.at
            )
    printed = "noprint" not in start.given
    if not scores and printed:
        context.diagnose(
            LoweringError("W0112", "of PROC NPAR1WAY with HL alone only HodgesLehmann is printed", step.at)
        )
    exact = exact_tests(step, scores, shift is not None)
    wanted = list(dict.fromkeys([*scores, *(n for names in asked for n in names)]))
    if any(not names and not scores for names in asked) or (not wanted and shift is None):
        raise LoweringError("H0402", "PROC NPAR1WAY of all its analyses is not translated", step.at)
    arguments: list[tuple[str, Argument]] = [
        ("", names_of(variables)),
        ("", classes[0].name),
        ("", tuple(name for name in wanted if name in SCORES)),
    ]
    arguments += [("others", others)] if (others := tuple(n for n in wanted if n in OTHERS)) else []
    arguments += [("frequency", frequency)] if frequency else []
    arguments += [("exact", exact)] if exact else []
    if shift is not None:
        arguments += hodges_lehmann(start.given)
    correct = word(start.given.get("correct"))
    if correct not in ("", "yes", "no"):
        raise LoweringError("H0402", f"CORRECT={correct} is not translated", step.at)
    arguments += [("correct", False)] if correct == "no" else []
    arguments += [a for a in class_arguments(start, classes) if a[0] == "levels"]
    parts = []
    for place, (o, names) in enumerate(zip(outputs, asked, strict=True), start=1):
        columns = [c for score in names or scores for c in output_columns(score, score in exact)]
        made = (text("_VAR_", max(len(v.name) for v in variables)), *(number(c) for c in columns))
        if len(outputs) > 1:
            raise LoweringError("H0403", "several OUTPUT statements of PROC NPAR1WAY", o.at)
        arguments.append(("output", tuple(columns)))
        parts.append(start.part(o.out, start.with_by(made), "OUTPUT" if place == 1 else f"OUTPUT{place}"))
    tables = tables_of(scores, variables, exact)
    if shift is not None:
        numbers = [number(n) for n in ("LowerCL", "UpperCL", "Midpoint", "StdErr")]
        head = text("Variable", max(len(v.name) for v in variables))
        tables["HodgesLehmann"] = (head, number("Shift"), text("Type", 18), *numbers)
    parts += start.ods(tables) if printed else []
    shown = [
        name for score in scores for name in (PRINTED[score] if score in PRINTED else names_of_tables(score))
    ]
    shown += ["HodgesLehmann"] if shift is not None else []
    return start.finish("rank_tests", arguments, parts, printed=shown if printed else ())
