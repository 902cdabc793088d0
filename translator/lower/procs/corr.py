"""PROC CORR. SAS 9.4 Procedures Guide: Statistical Procedures, "CORR Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import begin, flags, names_of, part
from translator.lower.procs.means import signed
from translator.lower.procs.options import dataset, number, text
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument
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
        (*KINDS, *OUTS, "noprint", "nomiss", "cov", "nosimple", "nocorr"),
        ("plots", "noprob"),
        keywords=("var", "with"),
    )
    given = start.given
    if "nocorr" in given:
        raise LoweringError("H0402", "NOCORR of PROC CORR is not translated", step.at)
    withs = start.variables("with")
    variables = start.variables() or start.others(*names_of(withs))
    asked = {OUTS[o] for o in OUTS if o in given} | {k for k in KINDS if k in given}
    kinds = tuple(k for k in KINDS if k in asked or (k == "pearson" and not asked & set(KINDS)))
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
    names = max(len(c.name) for c in (*variables, *withs))
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
    probabilities = [number(f"P{c.name}"[:32]) for c in variables]
    for kind in kinds:
        tables[f"{kind.capitalize()}Corr"] = (
            text("Variable", max(len(c.name) for c in rows)),
            *(number(c.name, label=c.label) for c in variables),
            *probabilities,
        )
    if "noprint" not in given:
        for name, made in tables.items():
            target = context.ods_outputs.pop(name.lower(), None)
            if target is not None:
                open_ = name.endswith("Corr") and "nomiss" not in given
                parts.append(
                    part(
                        context, target, start.with_by(made), name, complete=not open_, order=signed(start.by)
                    )
                )
    arguments: list[tuple[str, Argument]] = [("", names_of(variables))]
    arguments += [("withs", names_of(withs))] if withs else []
    arguments += [("kinds", kinds)] if kinds != ("pearson",) else []
    arguments += flags(given, "nomiss", "cov")
    return start.finish("correlate", arguments, parts, printed=() if "noprint" in given else tuple(tables))
