"""PROC SURVEYMEANS: means, proportions, totals and ratios of a sample design, by Taylor linearisation.

SAS/STAT User's Guide, "SURVEYMEANS Procedure": Statistical Computations, Domain Statistics, Displayed Output.
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, names_of
from translator.lower.procs.class_variables import class_variable
from translator.lower.procs.models import effects
from translator.lower.procs.options import number, options, text
from translator.lower.procs.survey_replicates import refuse_with_replicates, replication
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Formats
from translator.plan.procs.listing import Listed
from translator.plan.relations import Scan, Step

NAMES = ("SURVEYMEANS",)
COLUMNS: dict[str, tuple[str, ...]] = {
    "nobs": ("N",), "nmiss": ("NMiss",), "min": ("Min",), "max": ("Max",), "range": ("Range",), "ncluster": ("NCluster",),
    "sumwgt": ("SumWgt",), "df": ("DF",), "mean": ("Mean", "StdErr"), "stderr": ("StdErr",), "var": ("Var",),
    "t": ("tValue", "Probt"), "clm": ("LowerCLMean", "UpperCLMean"), "cv": ("CV",), "sum": ("Sum", "StdDev"), "std": ("StdDev",),
    "varsum": ("VarSum",), "clsum": ("LowerCLSum", "UpperCLSum"), "cvsum": ("CVSum",), "deff": ("DEFF",),
}  # fmt: skip
"""Statistic keyword -> columns of the table Statistics, in the order in which the table shows them."""
QUANTILES: dict[str, tuple[float, ...]] = {
    "q1": (25.0,), "median": (50.0,), "q3": (75.0,), "quartiles": (25.0, 50.0, 75.0), "deciles": tuple(10.0 * i for i in range(1, 10)),
    "quantile": (), "percentile": (),
}  # fmt: skip
ORDER = tuple(dict.fromkeys(c for columns in COLUMNS.values() for c in columns))
RATIO = {"N": "N", "NCluster": "NCluster", "SumWgt": "SumWgt", "DF": "DF", "StdErr": "StdErr", "Var": "Var", "tValue": "tValue",
         "Probt": "Probt", "LowerCLMean": "LowerCL", "UpperCLMean": "UpperCL"}  # fmt: skip


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis: the tables Statistics, Domain and Ratio."""
    settings = (
        "total",
        "n",
        "rate",
        "r",
        "alpha",
        "missing",
        "nomcar",
        "varmethod",
        "nosparse",
        "plots",
        "plot",
    )
    start = begin(
        step, context, (*COLUMNS, *QUANTILES, "nclu", "df", "ratio", *settings), (),
        keywords=("var", "class", "strata", "cluster", "weight", "repweights", "domain", "domains", "ratio"),
    )  # fmt: skip
    given = start.given
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword != "repweights":
            options(s, ("list",) if s.keyword == "strata" else ())
    strata, clusters = start.variables("strata", numeric=False), start.variables("cluster", numeric=False)
    weight = start.one("weight")
    classes = start.variables("class", numeric=False)
    domains = [d for s in _raw(step, "domain", "domains") for d in _domains(s, start)]
    ratios = [r for s in _raw(step, "ratio") for r in _ratio(s, start)]
    repeated = replication(start)
    replicates = [
        c for key, names in repeated if key == "replicates" and isinstance(names, tuple) for c in names
    ]
    used = (
        *names_of(strata),
        *names_of(clusters),
        weight,
        *map(str, replicates),
        *(n for d in domains for n in d),
    )
    variables = start.variables(numeric=False)
    if not variables and ratios:
        names = dict.fromkeys(n for _, a, b in ratios for n in (a, b))
        variables = [c for n in names if (c := start.schema.find(n)) is not None]
    elif not variables:
        start.others(*used)  # refuses open data sets
        hidden = {n.lower() for n in used} | {k.name.lower() for k in start.by}
        variables = [c for c in start.schema.columns if c.name.lower() not in hidden]
    named = {c.name.lower() for c in classes}
    categorical = [c for c in variables if c.type.kind == "char" or c.name.lower() in named]
    keywords = {("ncluster" if k == "nclu" else k) for k in given if k in COLUMNS or k == "nclu"}
    if "n" in given and not given["n"].equals:
        keywords.add("nobs")
    percents = _percentages(given)
    if "deff" in keywords and any(k in given and given[k].equals for k in ("total", "n", "rate", "r")):
        raise LoweringError("H0402", "DEFF with TOTAL= or RATE= is not translated", given["deff"].at)
    keywords = keywords or (set() if percents else {"nobs", "mean", "clm"})
    columns = tuple(c for c in ORDER if any(c in COLUMNS[k] for k in keywords))
    arguments: list[tuple[str, Argument]] = [("", names_of(variables)), ("columns", columns)]
    for key, items in (("strata", strata), ("clusters", clusters), ("categorical", categorical)):
        arguments += [(key, names_of(items))] if items else []
    arguments += [("weight", weight)] if weight else []
    refuse_with_replicates(start, repeated, bool(percents))
    arguments += repeated
    if domains:
        arguments.append(("domains", tuple(domains)))
    if ratios:
        arguments.append(("ratios", tuple(ratios)))
    arguments += [("percents", percents)] if percents else []
    arguments += [(key, True) for key in ("missing", "nomcar") if key in given]
    sources: tuple[Scan, ...] = ()
    helper = "survey_means"
    fraction, sizes = sampled_fraction(given, start)
    if sizes is not None:
        if not strata:
            raise LoweringError(
                "R0106", "ERROR: TOTAL= or RATE= names a data set but there is no STRATA statement.", step.at
            )
        sources, helper = (sizes,), "survey_means_with_sizes"
    arguments += fraction
    alpha = given.get("alpha")
    if alpha is not None:
        if not isinstance(alpha.value, sx.Number):
            raise LoweringError("H0402", "ALPHA= takes a number", alpha.at)
        arguments.append(("alpha", alpha.value.value))
    grouping = {
        c.name: c for n in (*used, *names_of(categorical)) if n and (c := start.schema.find(n)) is not None
    }
    found = [class_variable(c, context, False, "formatted") for c in grouping.values()]
    if shown := tuple(Listed(c.name, c.name, c.format, c.user_format) for c in found if c.format):
        arguments.append(("levels", Formats(shown)))
    labels = tuple((v.name, v.label) for v in variables)
    if any(label for _, label in labels):
        from translator.plan.procs.analysis import Named

        arguments.append(("labels", Named(labels)))
    tables = _tables(start, variables, categorical, columns, domains, ratios, bool(percents))
    return start.finish(helper, arguments, start.ods(tables), printed=tuple(tables), sources=sources)


def _percentages(given: dict[str, st.Option]) -> tuple[float, ...]:
    """Return the percentages of QUANTILE=, PERCENTILE=, QUARTILES …, in order."""
    found = {value for name, values in QUANTILES.items() if name in given for value in values}
    for name, factor in (("quantile", 100.0), ("percentile", 1.0)):
        if (option := given.get(name)) is None:
            continue
        for one in option.value if isinstance(option.value, tuple) else (option.value,):
            if not isinstance(one, sx.Number) or not 0 < one.value * factor < 100:
                raise LoweringError(
                    "H0402", f"this {name.upper()}= of SURVEYMEANS is not translated", option.at
                )
            found.add(round(one.value * factor, 10))
    return tuple(sorted(found))


def _raw(step: st.ProcStep, *keywords: str) -> list[st.RawStatement]:
    return [s for s in step.body if isinstance(s, st.RawStatement) and s.keyword in keywords]


def _domains(s: st.RawStatement, start: Start) -> list[tuple[str, ...]]:
    """Return the domains of `domain a b a*b`."""
    words = tuple(t.text for t in s.tokens)
    if "/" in words or "|" in words or "(" in words:
        raise LoweringError("H0403", "options and chosen levels of DOMAIN are not translated", s.at)
    return effects(words, start.schema, start.context, s)


def _ratio(s: st.RawStatement, start: Start) -> list[tuple[str, str, str]]:
    """Return (label, numerator, denominator) of each ratio of `ratio 'label' a b / c d`."""
    words = [t.text for t in s.tokens]
    label = ""
    if words and words[0][0] in "'\"":
        label = words.pop(0)[1:-1]
    if words.count("/") != 1:
        raise LoweringError("H0403", "this RATIO statement is not translated", s.at)
    place = words.index("/")
    sides = []
    for side in (words[:place], words[place + 1 :]):
        columns = start.context.names(tuple(sx.Var(w) for w in side), start.schema)
        if any(c.type.kind != "num" for c in columns):
            raise LoweringError("H0403", "RATIO of character variables is not translated", s.at)
        sides.append(names_of(columns))
    return [(label, a, b) for a in sides[0] for b in sides[1]]


def sampled_fraction(
    given: dict[str, st.Option], start: Start
) -> tuple[list[tuple[str, Argument]], Scan | None]:
    """Return the argument for TOTAL= or RATE=, or the data set that holds them by stratum."""
    for key, names in (("total", ("total", "n")), ("rate", ("rate", "r"))):
        option = next((given[n] for n in names if n in given and given[n].equals), None)
        if option is None:
            continue
        match option.value:
            case sx.Number(value):
                return [(key, value)], None
            case sx.Var(name):
                dataset = st.Dataset("", name, at=option.at)
            case sx.Dotted(library, name):
                dataset = st.Dataset(library, name, at=option.at)
            case st.Dataset() as dataset:
                pass
            case _:
                raise LoweringError("H0402", f"this form of {key.upper()}= is not translated", option.at)
        scan, schema = start.context.scan(dataset)
        wanted = [*names_of(start.variables("strata", numeric=False)), f"_{key.upper()}_"]
        there = [schema.find(name) for name in wanted]
        if absent := [name for name, c in zip(wanted, there, strict=True) if c is None]:
            message = f"ERROR: Variable {absent[0]} not found in the data set {dataset.name.upper()}."
            raise LoweringError("R0106", message, option.at)
        pairs = tuple((c.name, name) for name, c in zip(wanted, there, strict=True) if c is not None)
        return [], replace(scan, columns=pairs, all_columns=False)
    return [], None


def _tables(
    start: Start, variables: list[Column], categorical: list[Column], columns: tuple[str, ...], domains: list[tuple[str, ...]],
    ratios: list[tuple[str, str, str]], quantiles: bool,
) -> dict[str, tuple[Column, ...]]:  # fmt: skip
    """Return the columns of the printed tables ("SURVEYMEANS Procedure", "ODS Table Names")."""
    head = [text("VarName", max(len(v.name) for v in variables))]
    if any(v.label for v in variables):
        head.append(text("VarLabel", 256))
    if categorical:
        head.append(text("VarLevel", 32))
    made: dict[str, tuple[Column, ...]] = {}
    if columns:
        made["Statistics"] = (*head, *(number(c) for c in columns))
    of_quantiles = (
        *(c for c in head if c.name != "VarLevel"), number("Percentile"), text("PercentileLabel", 6),
        *(number(n) for n in ("Estimate", "StdErr", "LowerCL", "UpperCL")),
    )  # fmt: skip
    if quantiles:
        made["Quantiles"] = of_quantiles
    if domains:
        names = dict.fromkeys(n for domain in domains for n in domain)
        of_domain = [c for n in names if (c := start.schema.find(n)) is not None]
        front = (text("DomainLabel", 256), *of_domain)
        made |= {"Domain": (*front, *head, *(number(c) for c in columns))} if columns else {}
        made |= {"DomainQuantiles": (*front, *of_quantiles)} if quantiles else {}
    if ratios:
        sides = [text("RatioLabel", 256)] if any(label for label, _, _ in ratios) else []
        sides += [text("NumeratorName", 32), text("DenominatorName", 32)]
        own = [RATIO[c] for c in RATIO if c in columns or c == "StdErr"]
        place = own.index("StdErr")
        own.insert(place, "Ratio")
        made["Ratio"] = (*sides, *(number(c) for c in own))
    return made
