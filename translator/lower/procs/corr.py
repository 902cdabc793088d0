"""PROC CORR. SAS 9.4 Procedures Guide: Statistical Procedures, "CORR Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import begin, flags, names_of, part
from translator.lower.procs.means import VARDEFS, signed
from translator.lower.procs.ods_tables import described
from translator.lower.procs.options import dataset, in_order, named, not_printed, number, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Named, Plain
from translator.plan.relations import Step

NAMES = ("CORR",)
KINDS = ("pearson", "spearman", "kendall")
OUTS = {"outp": "pearson", "out": "pearson", "outs": "spearman", "outk": "kendall"}

KEYS = {"pearson": "OUTP", "spearman": "OUTS", "kendall": "OUTK"}


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis; OUTP=, OUTS= and OUTK= are tables of its result."""
    start = begin(
        step,
        context,
        (*KINDS, *OUTS, "noprint", "nomiss", "cov", "csscp", "nosimple", "nocorr", "noprob", "alpha", "fisher", "vardef",
         "exclnpwgt", "exclnpwgts"),
        ("plots",),
        keywords=("var", "with", "weight", "freq", "partial"), open_ok=named(step, "var") is not None,
    )  # fmt: skip
    given = start.given
    withs, partial = start.variables("with"), start.variables("partial")
    weight, frequency = start.one("weight"), start.one("freq")
    variables = start.variables() or start.others(*names_of(withs), *names_of(partial), weight, frequency)
    asked = {OUTS[o] for o in OUTS if o in given} | {k for k in KINDS if k in given}
    kinds = tuple(k for k in KINDS if k in asked or (k == "pearson" and not asked & set(KINDS)))
    if weight and kinds != ("pearson",):
        raise LoweringError("H0402", "WEIGHT with rank correlations is not translated", step.at)
    if partial and ("kendall" in kinds or "fisher" in given):
        raise LoweringError("H0402", "PARTIAL with KENDALL or FISHER is not translated", step.at)
    if "noprint" not in given:
        not_printed(step, context, ("cov", "csscp"))
    if partial and any(o in given for o in OUTS):
        raise LoweringError("H0402", "output data sets of partial correlations are not translated", step.at)
    vardef = VARDEFS.get(word(given.get("vardef")) or "df")
    if vardef is None:
        raise LoweringError("H0402", "this VARDEF= is not translated", step.at)
    if "alpha" in given and (withs or partial or weight or given["alpha"].value is not None):
        raise LoweringError(
            "H0402", "ALPHA of PROC CORR with WITH, PARTIAL or WEIGHT is not translated", step.at
        )
    rows = withs or variables
    width = max(8, *(len(c.name) for c in rows))
    columns = start.with_by(
        [
            text("_TYPE_", 8),
            text("_NAME_", width),
            *(number(c.name, format=c.format, label=c.label) for c in variables),
        ]
    )
    parts = [start.part(dataset(given[o]), columns, KEYS[OUTS[o]]) for o in OUTS if o in given]
    tables: dict[str, tuple[Column, ...]] = {}
    middle = number("Median") if set(kinds) & {"spearman", "kendall"} else number("Sum")
    names = max(len(c.name) for c in (*variables, *withs, *partial))
    if "nosimple" not in given:
        tables["SimpleStats"] = (
            text("Variable", names),
            number("NObs"),
            number("Mean"),
            number("StdDev"),
            middle,
            number("Minimum"),
            number("Maximum"),
        )
    if "alpha" in given:
        tables["CronbachAlpha"] = (text("Variables", 12), number("Alpha"))
        tables["CronbachAlphaDel"] = (
            text("Variable", max(len(c.name) for c in variables)),
            *(number(n) for n in ("RawCorr", "RawAlpha", "StdCorr", "StdAlpha")),
        )
    probabilities = [] if "noprob" in given else [number(f"P{c.name}"[:32]) for c in variables]
    fisher = _fisher(given.get("fisher"))
    for kind in kinds:
        if "nocorr" not in given:
            tables[f"{'Partial' if partial else ''}{kind.capitalize()}Corr"] = (
                text("Variable", max(len(c.name) for c in rows)),
                *(number(c.name, label=c.label) for c in variables),
                *probabilities,
            )
        if fisher is not None and kind != "kendall":
            estimates = ["BiasAdj", "CorrEst"] if ("biasadj", False) not in fisher else []
            null = ["Rho0"] if "rho0" in dict(fisher) else []
            width = max(len(c.name) for c in (*rows, *variables))
            tables[f"Fisher{kind.capitalize()}Corr"] = (
                text("Var", width), text("WithVar", width),
                *(number(n) for n in ("NObs", "Corr", "ZVal", *estimates, "Lcl", "Ucl", *null, "pValue")),
            )  # fmt: skip
    roles = {c.name: "probability" for c in probabilities} | {c.name: "coefficient" for c in variables}
    if "noprint" not in given:
        for name, made in tables.items():
            target = context.ods_outputs.pop(name.lower(), None)
            if target is not None:
                whole = "nomiss" in given or partial or "alpha" in given or name.startswith("Fisher")
                open_ = name.endswith("Corr") and not whole
                parts.append(
                    part(
                        context,
                        target,
                        start.with_by(described(context, start.step, name, made, (), roles)),
                        name,
                        complete=not open_,
                        order=signed(in_order(start.step, start.by)),
                    )
                )
    arguments: list[tuple[str, Argument]] = [("", names_of(variables))]
    arguments += [("withs", names_of(withs))] if withs else []
    arguments += [("kinds", kinds)] if kinds != ("pearson",) else []
    arguments += flags(given, "nomiss", "csscp", "cov", "nocorr", "noprob")
    arguments += [("reliability", True)] if "alpha" in given else []
    arguments += [("fisher", Named(tuple(fisher)))] if fisher is not None else []
    arguments += [("partial", names_of(partial))] if partial else []
    arguments += [("weight", weight)] if weight else []
    arguments += [("frequency", frequency)] if frequency else []
    arguments += [("vardef", vardef)] if vardef != "df" else []
    arguments += [("positive", True)] if {"exclnpwgt", "exclnpwgts"} & set(given) and weight else []
    return start.finish("correlate", arguments, parts, printed=() if "noprint" in given else tuple(tables))


def _fisher(option: st.Option | None) -> list[tuple[str, Plain]] | None:
    """Return what FISHER(ALPHA= RHO0= BIASADJ=) says; None without it. Raises LoweringError for TYPE=."""
    if option is None:
        return None
    found: list[tuple[str, Plain]] = []
    for one in option.value if isinstance(option.value, tuple) else ():
        match one:
            case st.Option(name="alpha" | "rho0" as name, value=sx.Number(value)):
                found.append((name, float(value)))
            case st.Option(name="biasadj", value=sx.Var(value)) if value.lower() in ("yes", "no"):
                found += [("biasadj", False)] if value.lower() == "no" else []
            case _:
                raise LoweringError("H0402", "this option of FISHER is not translated", option.at)
    return found
