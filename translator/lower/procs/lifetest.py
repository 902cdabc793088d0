"""PROC LIFETEST: product-limit estimates. SAS/STAT User's Guide, "LIFETEST Procedure", Details."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin
from translator.lower.procs.options import dataset, number, text, word
from translator.lower.procs.univariate import class_arguments, percentages
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument
from translator.plan.relations import Step

NAMES = ("LIFETEST",)
TESTS = {
    "logrank": "Log-Rank", "wilcoxon": "Wilcoxon", "lr": "-2Log(LR)", "tarone": "Tarone", "taroneware": "Tarone", "peto": "Peto", "modpeto": "Modified Peto",
}  # fmt: skip
DEFAULT_TESTS = ("Log-Rank", "Wilcoxon", "-2Log(LR)")
TRANSFORMS = ("loglog", "linear", "log")


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis; life tables, Breslow and Fleming-Harrington estimates are refused."""
    start = begin(
        step, context, ("outsurv", "outs", "method", "alpha", "conftype", "noprint", "timelist", "reduceout", "stderr", "notable"),
        ("plots", "plot", "maxtime", "censoredsymbol", "eventsymbol", "nocensplot"),
        keywords=("time", "strata", "id", "freq"),
    )  # fmt: skip
    given = start.given
    if (method := word(given.get("method"))) not in ("", "pl", "km"):
        raise LoweringError("H0402", f"METHOD={method.upper()} of PROC LIFETEST is not translated", step.at)
    transform = word(given.get("conftype")) or "loglog"
    if transform not in TRANSFORMS:
        raise LoweringError(
            "H0402", f"CONFTYPE={transform.upper()} of PROC LIFETEST is not translated", step.at
        )
    time, status, censored = _time(start)
    strata, group, tests = _strata(start)
    moments = tuple(sorted(set(percentages(given.get("timelist"), step))))
    reduced, errors = "reduceout" in given, "stderr" in given
    if reduced and not moments:
        raise LoweringError("H0402", "REDUCEOUT without TIMELIST= is not translated", given["reduceout"].at)
    frequency = start.one("freq")
    arguments: list[tuple[str, Argument]] = [("", time)]
    arguments += [("status", status), ("censored", censored)] if status else []
    if strata:
        arguments += [("strata" if k == "classes" else k, v) for k, v in class_arguments(start, strata)]
    arguments += [("grouped", True)] if group else []
    arguments += [("tests", tests)] if strata and tests != DEFAULT_TESTS else []
    arguments += [("moments", moments)] if moments else []
    arguments += [(flag, True) for flag, on in (("reduced", reduced), ("errors", errors)) if on]
    arguments += [("frequency", frequency)] if frequency else []
    arguments += [("transform", transform)] if transform != "loglog" else []
    alpha = given.get("alpha")
    if alpha is not None:
        if not isinstance(alpha.value, sx.Number):
            raise LoweringError("H0402", "ALPHA= takes a number", alpha.at)
        arguments.append(("alpha", alpha.value.value))
    parts = []
    column = start.schema.find(time)
    assert column is not None
    head = (number("STRATUM"), *strata) if strata else ()
    target = dataset(given.get("outsurv") or given.get("outs"))
    if target is not None:
        made = (*head, *((number("TIMELIST"),) if reduced else ()), column, number("_CENSOR_", label="Censoring Flag: 0=Failed 1=Censored"),
                number("SURVIVAL", label="Survival Distribution Function Estimate"), text("CONFTYPE", 8, label="Transform for Survival Confidence Interval"),
                number("SDF_LCL", label="SDF Lower 95.00% Confidence Limit"), number("SDF_UCL", label="SDF Upper 95.00% Confidence Limit"),
                *((number("SDF_STDERR", label="Survival Standard Error"),) if errors else ()))  # fmt: skip
        parts.append(start.part(target, start.with_by(made), "OUTSURV"))
    tables = _tables(strata, column, bool(moments), bool(tests))
    if "notable" in given:
        del tables["ProductLimitEstimates"]
    printed = () if "noprint" in given else tuple(tables)
    parts += start.ods(tables) if printed else []
    return start.finish("life_tests", arguments, parts, printed=printed)


def _time(start: Start) -> tuple[str, str, tuple[float, ...]]:
    """Return the time, the status variable and its values that say "censored" of `time t*s(0)`."""
    found = [s for s in start.step.body if isinstance(s, st.RawStatement) and s.keyword == "time"]
    if not found:
        raise LoweringError("R0106", "ERROR: No TIME statement.", start.step.at)
    words = [t.text for t in found[-1].tokens]
    columns = start.context.names(tuple(sx.Var(w) for w in words[:1] + words[2:3]), start.schema)
    if any(c.type.kind != "num" for c in columns):
        raise LoweringError("R0106", "ERROR: The variables of TIME must be numeric.", found[-1].at)
    if len(words) == 1:
        return columns[0].name, "", ()
    if words[1] != "*" or words[3:4] != ["("] or words[-1] != ")":
        raise LoweringError("H0403", "this TIME statement is not translated", found[-1].at)
    values = tuple(w for w in words[4:-1] if w != ",")
    try:
        return columns[0].name, columns[1].name, tuple(float(w) for w in values)
    except ValueError:
        raise LoweringError("H0403", "this list of censored values is not translated", found[-1].at) from None


def _strata(start: Start) -> tuple[list[Column], bool, tuple[str, ...]]:
    """Return (variables of STRATA, is the last one that of GROUP=, tests); intervals, ADJUST= and TREND are refused."""
    found: list[Column] = []
    group = ""
    tests: tuple[str, ...] = DEFAULT_TESTS
    for s in start.step.body:
        if not (isinstance(s, st.RawStatement | st.ProcStatement) and s.keyword == "strata"):
            continue
        if isinstance(s, st.ProcStatement):
            names, given = s.names, s.options
        else:
            words = [t.text for t in s.tokens]
            words = words[: words.index("/")] if "/" in words else words
            if any(not w.replace("_", "a").isalnum() for w in words):
                raise LoweringError("H0403", "this STRATA statement is not translated", s.at)
            names, given = tuple(sx.Var(w) for w in words), s.options or ()
        own = {o.name: o for o in given}
        strange = set(own) - {"group", "test", "tests", "notest"}
        if strange:
            name = min(strange).upper()
            raise LoweringError(
                "H0402", f"the option {name} of STRATA in PROC LIFETEST is not translated", s.at
            )
        found += start.context.names(names, start.schema)
        if "group" in own:
            group = word(own["group"])
            tests = DEFAULT_TESTS[:2]
        chosen = own.get("test") or own.get("tests")
        if chosen is not None:
            items = chosen.value if isinstance(chosen.value, tuple) else (chosen.value,)
            asked = [i.name.lower() if isinstance(i, sx.Var) else "" for i in items]
            if not set(asked) <= set(TESTS) - ({"lr"} if group else set()):
                raise LoweringError("H0402", "this TEST= of STRATA in PROC LIFETEST is not translated", s.at)
            tests = tuple(dict.fromkeys(label for key, label in TESTS.items() if key in asked))
        tests = () if "notest" in own else tests
    if group:
        found += start.context.names((sx.Var(group),), start.schema)
    return found, bool(group), tests


def _tables(strata: list[Column], time: Column, listed: bool, tested: bool) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables ("ODS Table Names")."""
    head = (number("STRATUM"), *strata) if strata else ()
    estimates = [number(n) for n in ("Survival", "Failure", "StdErr", "Failed", "Left")]
    made: dict[str, tuple[Column, ...]] = {
        "ProductLimitEstimates": (
            *head,
            *((number("Timelist"),) if listed else ()),
            time,
            number("Censor"),
            *estimates,
        ),
        "Quartiles": (
            *head,
            number("Percent"),
            number("Estimate"),
            text("Transform", 8),
            number("LowerLimit"),
            number("UpperLimit"),
        ),
        "Means": (*head, number("Mean"), number("StdErr")),
        "CensoredSummary": (*head, *(number(n) for n in ("Total", "Failed", "Censored", "PctCens"))),
    }
    if strata and tested:
        made["HomTests"] = (text("Test", 13), number("ChiSq"), number("DF"), number("ProbChiSq"))
    return made
