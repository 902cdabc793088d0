"""PROC UNIVARIATE. SAS 9.4 Procedures Guide: Statistical Procedures, "UNIVARIATE Procedure"."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, names_of
from translator.lower.procs.class_variables import class_variable
from translator.lower.procs.means import VARDEFS
from translator.lower.procs.options import all_of, named, number, options, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Formats
from translator.plan.procs.listing import Listed
from translator.plan.relations import Step

NAMES = ("UNIVARIATE",)
KEYWORDS = frozenset(
    "n nmiss nobs sumwgt sum mean min max range mode median q1 q3 qrange p1 p5 p10 p90 p95 p99 var std stddev stdmean stderr "
    "css uss cv skewness skew kurtosis kurt t probt msign probm signrank probs gini std_gini mad std_mad std_qrange "
    "normal normaltest probn sn qn std_sn std_qn".split()
)
UNWEIGHTED = frozenset("sn qn std_sn std_qn gini std_gini mad std_mad std_qrange normal probn".split())
ALIASES = {
    "normaltest": "normal",
    "stddev": "std",
    "stdmean": "stderr",
    "skew": "skewness",
    "kurt": "kurtosis",
}
ROBUST = ("trimmed", "trim", "winsorized", "winsor", "robustscale")
ROBUST_COLUMNS = ("halfP", "halfN", "Mean", "StdMean", "LowerCL", "UpperCL", "DF", "tValue", "Probt")
ROBUST_NAMES = ("varname", "halfp", "mean", "stdmean", "df")
"""The columns of TrimmedMeans and WinsorizedMeans whose names published programs show."""
IGNORED = ("histogram", "inset", "qqplot", "probplot", "ppplot", "cdfplot")


def _graphs(step: st.ProcStep, context: Context) -> None:
    """Warn (W0112) of statements that draw graphs; refuse (H0402) the data sets that they make."""
    for s in step.body:
        if isinstance(s, st.RawStatement) and s.keyword in IGNORED:
            words = {t.text.lower() for t in s.tokens}
            if found := words & {"outhistogram", "outhist", "outkernel"}:
                raise LoweringError(
                    "H0402", f"{min(found).upper()}= of PROC UNIVARIATE is not translated", s.at
                )
            context.diagnose(LoweringError("W0112", f"{s.keyword.upper()} is not carried out", s.at))


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to an analysis for each OUTPUT statement, and one for what is printed."""
    start = begin(
        step, context,
        ("noprint", "pctldef", "mu0", "location", "vardef", "noplot", "freq", "round", "nextrobs", "nextrval", "modes", "mode",
         "normal", "normaltest", "cibasic", "alpha", *ROBUST),
        ("plot", "plots", "gout", "novarcontents"), st.OutputStatement,
        keywords=("var", "class", "freq", "weight", "id", *IGNORED), open_ok=named(step, "var") is not None,
    )  # fmt: skip
    given = start.given
    _graphs(step, context)
    definition = word(given.get("pctldef")) or "5"
    vardef = VARDEFS.get(word(given.get("vardef")) or "df")
    if definition not in "12345" or vardef is None:
        raise LoweringError("H0402", "this PCTLDEF= or VARDEF= of PROC UNIVARIATE is not translated", step.at)
    classes = class_columns(start)
    frequency, weight = start.one("freq"), start.one("weight")
    variables = start.variables() or start.others(frequency, weight, *(c.name for c in classes))
    shared: list[tuple[str, Argument]] = class_arguments(start, classes)
    shared += [("frequency", frequency)] if frequency else []
    shared += [("weight", weight)] if weight else []
    shared += [("vardef", vardef)] if vardef != "df" else []
    if (units := numbers_of(given.get("round"))) or "round" in given:
        if not units or len(units) > 1 and len(units) != len(variables):
            raise LoweringError("H0402", "this ROUND= of PROC UNIVARIATE is not translated", step.at)
        shared.append(("units", tuple(units * len(variables) if len(units) == 1 else units)))
    shared += [("definition", int(definition))] if definition != "5" else []
    mu0 = given.get("mu0") or given.get("location")
    if mu0 is not None:
        values = mu0.value if isinstance(mu0.value, tuple) else (mu0.value,)
        shared.append(("mu0", tuple(float(v.value) for v in values if isinstance(v, sx.Number))))
    made: list[Step] = []
    for output in all_of(step, st.OutputStatement):
        made += output_step(start, output, variables, classes, shared)
    if "noprint" in given:
        return made
    printing = print_arguments(start, bool(weight))
    tables = ods_tables(start, classes, variables)
    parts = start.ods(tables)
    printed = list(tables)
    if "robustscale" in given:
        printed.insert(printed.index("Quantiles"), "RobustScale")
    mapping: list[tuple[str, Argument]] = [("", names_of(variables)), *printing]
    return made + start.finish(
        "univariate_tables", mapping + shared, parts, printed=printed, groups="numbered"
    )


def print_arguments(start: Start, weighted: bool) -> list[tuple[str, Argument]]:
    """Return the arguments about tables that options add. Raises LoweringError H0402 for those that are not made."""
    given, step = start.given, start.step
    made: list[tuple[str, Argument]] = []
    for option, argument in (("nextrobs", "extremes"), ("nextrval", "extreme_values")):
        if option in given:
            made.append((argument, int(numbers_of(given[option])[0])))
    made += [("modes", True)] if {"mode", "modes"} & set(given) else []
    made += [("frequencies", True)] if "freq" in given else []
    if {"normal", "normaltest"} & set(given):
        if weighted or any(given[n].value is not None for n in ("normal", "normaltest") if n in given):
            raise LoweringError("H0402", "this NORMAL of PROC UNIVARIATE is not translated", step.at)
        made.append(("normality", True))
    made += robust_arguments(start, weighted)
    if "cibasic" in given:
        alpha = numbers_of(given.get("alpha"))
        value = given["cibasic"].value
        for one in value if isinstance(value, tuple) else ():
            if not isinstance(one, st.Option) or one.name != "alpha":
                raise LoweringError("H0402", "this option of CIBASIC is not translated", step.at)
            alpha = numbers_of(one)
        if weighted:
            raise LoweringError("H0402", "CIBASIC with WEIGHT is not translated", step.at)
        made.append(("intervals", alpha[0] if alpha else 0.05))
    if ids := names_of(start.variables("id", numeric=False)):
        made += [("ids", ids)] if numbers_of(given.get("nextrobs")) != [0] else []
    return made


def robust_arguments(start: Start, weighted: bool) -> list[tuple[str, Argument]]:
    """Return the arguments of robust estimates. Raises LoweringError H0402 with weights, H0600 for data sets of the tables."""
    given, made = start.given, list[tuple[str, Argument]]()
    if not set(ROBUST) & set(given):
        return made
    if weighted:
        raise LoweringError("H0402", "robust estimates with WEIGHT are not translated", start.step.at)
    for name, words in (("trimmed", ("trimmed", "trim")), ("winsorized", ("winsorized", "winsor"))):
        amounts = [amount for word_ in words for amount in numbers_of(given.get(word_))]
        if len(amounts) < sum(len(_values(given.get(word_))) for word_ in words):
            raise LoweringError(
                "H0402", f"this {name.upper()}= of PROC UNIVARIATE is not translated", start.step.at
            )
        made += [(name, tuple(amounts))] if amounts else []
    made += [("robust", True)] if "robustscale" in given else []
    made += [("alpha", alpha[0])] if (alpha := numbers_of(given.get("alpha"))) else []
    allowed = {*ROBUST_NAMES, *(c.name.lower() for c in start.variables("class", numeric=False))}
    for table in ("trimmedmeans", "winsorizedmeans"):
        target = start.context.ods_outputs.get(table)
        keep = target.options.keep if target is not None else ()
        names = {n.name.lower() for n in keep or () if isinstance(n, sx.Var)}
        if target is not None and (not names or not names <= allowed):
            raise LoweringError(
                "H0600", f"{table.upper()} without KEEP= of {', '.join(ROBUST_NAMES)}", target.at
            )
    return made


def _values(option: st.Option | None) -> tuple[object, ...]:
    value = option.value if option is not None else ()
    return value if isinstance(value, tuple) else (value,)


def numbers_of(option: st.Option | None) -> list[float]:
    """Return the numbers that an option gives."""
    value = option.value if option is not None else None
    values = value if isinstance(value, tuple) else (value,)
    return [float(v.value) for v in values if isinstance(v, sx.Number)]


def class_columns(start: Start) -> list[Column]:
    """Return the CLASS variables; options other than ORDER=INTERNAL are refused."""
    for s in all_of(start.step, st.ProcStatement):
        if s.keyword == "class":
            options(s, (), ("keylevel", "ref"))
    return start.variables("class", numeric=False)


def class_arguments(start: Start, classes: list[Column]) -> list[tuple[str, Argument]]:
    """Return the arguments that name class variables and the formats that group their values."""
    if not classes:
        return []
    made: list[tuple[str, Argument]] = [("classes", names_of(classes))]
    found = [class_variable(c, start.context, False, "unformatted") for c in classes]
    if shown := tuple(Listed(c.name, c.name, c.format, c.user_format) for c in found if c.format):
        made.append(("levels", Formats(shown)))
    return made


def output_step(
    start: Start, output: st.OutputStatement, variables: list[Column], classes: list[Column], shared: list[tuple[str, Argument]]
) -> list[Step]:  # fmt: skip
    """Return the step of one OUTPUT statement."""
    given = options(output, ("pctlpts", "pctlpre", "pctlname", "pctlndec"))
    weighted = "weight" in dict(shared)
    requests: list[tuple[str, str, str]] = []
    for request in output.requests:
        if request.statistic not in KEYWORDS:
            raise LoweringError(
                "H0402",
                f"the statistic {request.statistic.upper()} of PROC UNIVARIATE is not translated",
                output.at,
            )
        names = start.context.values(()).scope.resolve(request.names, create=True)
        kind = ALIASES.get(request.statistic, request.statistic)
        if weighted and kind in UNWEIGHTED:
            raise LoweringError("H0402", f"{kind.upper()} with WEIGHT is not translated", output.at)
        requests += [(name, kind, v.name) for name, v in zip(names, variables, strict=False)]
    points = percentages(given.get("pctlpts"), output)
    prefixes, suffixes = words_of(given.get("pctlpre")), words_of(given.get("pctlname"))
    if points and not prefixes:
        raise LoweringError("R0106", "ERROR: PCTLPTS= needs PCTLPRE=.", output.at)
    for prefix, variable in zip(prefixes, variables, strict=False):
        for place, point in enumerate(points):
            suffix = suffixes[place] if place < len(suffixes) else _suffix(point, given.get("pctlndec"))
            requests.append((prefix + suffix, f"p{point:g}", variable.name))
    taken: set[str] = set()
    for name, _, _ in requests:
        if name.lower() in taken:
            raise LoweringError(
                "R0106", f"ERROR: Variable {name} is named twice in the OUTPUT statement.", output.at
            )
        taken.add(name.lower())
    labels = {v.name: v.label for v in variables}
    columns = start.with_by([*classes, *(number(name, label=labels[v]) for name, _, v in requests)])
    part = start.part(output.out, columns)
    arguments: list[tuple[str, Argument]] = [("", tuple(requests)), *shared]
    return start.finish("univariate", arguments, [part])


def _suffix(point: float, places: st.Option | None) -> str:
    """Return a percentage as it stands in a name: 97.5 is 97_5; PCTLNDEC= cuts decimals off."""
    whole, _, rest = f"{point:g}".partition(".")
    rest = rest[: int(numbers_of(places)[0])] if numbers_of(places) else rest
    return f"{whole}_{rest}" if rest else whole


def percentages(option: st.Option | None, at: st.Node) -> list[float]:
    """Return the numbers of PCTLPTS=: `5 10 to 90 by 10` too."""
    if option is None:
        return []
    values = option.value if isinstance(option.value, tuple) else (option.value,)
    found: list[float] = []
    items = list(values)
    while items:
        item = items.pop(0)
        if isinstance(item, sx.Number):
            found.append(item.value)
        elif (
            isinstance(item, sx.Var)
            and item.name.lower() == "to"
            and items
            and isinstance(items[0], sx.Number)
        ):
            stop, by = items.pop(0).value, 1.0
            if items and isinstance(items[0], sx.Var) and items[0].name.lower() == "by":
                by = items[1].value
                del items[:2]
            start, count = found[-1], 1
            while start + count * by <= stop + 1e-9:
                found.append(round(start + count * by, 10))
                count += 1
        else:
            raise LoweringError("H0402", "this form of PCTLPTS= is not translated", at.at)
    return found


def words_of(option: st.Option | None) -> list[str]:
    """Return the names of PCTLPRE= or PCTLNAME=."""
    if option is None:
        return []
    values = option.value if isinstance(option.value, tuple) else (option.value,)
    return [
        v.name if isinstance(v, sx.Var) else v.value if isinstance(v, sx.String) else f"{v.value:g}"
        for v in values
    ]


def ods_tables(start: Start, classes: list[Column], variables: list[Column]) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables by name ("UNIVARIATE Procedure", "ODS Table Names")."""
    width = max((len(v.name) for v in variables), default=8)
    head = (text("VarName", width), *classes)
    test = (number("Stat"), text("pType", 9), number("pValue"))
    counted = (number("Value"), number("Count"), number("CellPercent"), number("CumPercent"))
    extremes = tuple(number(n) for n in ("LowOrder", "Low", "LowFreq", "HighOrder", "High", "HighFreq"))
    limits = (number("Estimate"), number("LowerCL"), number("UpperCL"))
    given = start.given
    every: dict[str, tuple[Column, ...]] = {
        "Moments": (
            *head,
            text("Label1", 16),
            text("cValue1", 12),
            number("nValue1"),
            text("Label2", 16),
            text("cValue2", 12),
            number("nValue2"),
        ),
        "BasicMeasures": (
            *head,
            text("LocMeasure", 6),
            number("LocValue"),
            text("VarMeasure", 19),
            number("VarValue"),
        ),
        "Modes": (*head, number("Mode"), number("Count")),
        "BasicIntervals": (*head, text("Parameter", 13), *limits),
        "TestsForLocation": (*head, text("Test", 11), text("Testlab", 1), *test),
        "TestsForNormality": (
            *head,
            text("Test", 18),
            text("TestLab", 4),
            number("Stat"),
            text("pType", 9),
            text("pSign", 1),
            number("pValue"),
        ),
        **dict.fromkeys(("TrimmedMeans", "WinsorizedMeans"), (*head, *map(number, ROBUST_COLUMNS))),
        "Quantiles": (*head, text("Quantile", 10), number("Estimate")),
        "ExtremeObs": (*head, *extreme_columns(start)),
        "ExtremeValues": (*head, *extremes),
        "Frequencies": (*head, *counted),
    }
    asked = {
        "Modes": {"mode", "modes"}, "BasicIntervals": {"cibasic"}, "TestsForNormality": {"normal", "normaltest"},
        "ExtremeValues": {"nextrval"}, "Frequencies": {"freq"}, "TrimmedMeans": {"trimmed", "trim"},
        "WinsorizedMeans": {"winsorized", "winsor"},
    }  # fmt: skip
    made = {name: columns for name, columns in every.items() if name not in asked or asked[name] & set(given)}
    if numbers_of(given.get("nextrobs")) == [0]:
        del made["ExtremeObs"]
    return made


def extreme_columns(start: Start) -> list[Column]:
    """Return the columns of ExtremeObs; each ID variable has two, with _Low and _High behind its name."""
    ids = start.variables("id", numeric=False)
    made: list[Column] = []
    for side in ("Low", "High"):
        named = (replace(c, name=f"{c.name}_{side}"[:32]) for c in ids)
        made += [number(side), *named, number(f"{side}Obs")]
    return made
