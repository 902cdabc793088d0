"""PROC RANK. Base SAS Procedures Guide, "RANK Procedure"."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lower.context import Context
from translator.lower.procs.analysis import begin, flags, names_of
from translator.lower.procs.by_formats import merging, shows_alike
from translator.lower.procs.options import dataset, named, number, word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument
from translator.plan.relations import Step

NAMES = ("RANK",)
SCORES = {
    "fraction": "fraction",
    "f": "fraction",
    "nplus1": "nplus1",
    "fn1": "nplus1",
    "n1": "nplus1",
    "percent": "percent",
    "p": "percent",
    "savage": "savage",
}
NORMAL = ("blom", "tukey", "vw")
TIES = ("mean", "high", "low", "dense", "condense")


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis that returns the rows with their ranks."""
    start = begin(
        step,
        context,
        ("out", "ties", "descending", "groups", "normal", "preserverawbyvalues", *SCORES),
        ("threads",),
        keywords=("var", "ranks"),
        open_ok=named(step, "var") is not None,
    )
    given = start.given
    coarse = [c.name for c in merging(start.by, start.schema, context) if shows_alike(c, context)]
    if (
        coarse and "preserverawbyvalues" not in given
    ):  # without it the raw values are not kept: which are is not told
        message = f"RANK BY formatted values ({coarse[0]}) without PRESERVERAWBYVALUES is not translated"
        raise LoweringError("H0402", message, step.at)
    score = [SCORES[name] for name in SCORES if name in given] + [
        word(given["normal"]) for _ in (1,) if "normal" in given
    ]
    if len(set(score)) + ("groups" in given) > 1 or ("normal" in given and score[-1] not in NORMAL):
        raise LoweringError("H0402", "this combination of ranking methods is not translated", step.at)
    ties = word(given.get("ties")) or (
        "high" if score and score[0] in ("fraction", "nplus1", "percent") else "mean"
    )
    if ties not in TIES:
        raise LoweringError("H0402", f"TIES={ties.upper()} is not translated", given["ties"].at)
    variables = start.variables() or start.others()
    ranks = named(step, "ranks")
    new = (
        [item.name for item in ranks.names if isinstance(item, sx.Var)]
        if ranks is not None and all(isinstance(i, sx.Var) for i in ranks.names)
        else []
    )
    if ranks is not None and not new:
        new = context.values(()).scope.resolve(ranks.names, create=True)
    if new and len(new) > len(variables):
        raise LoweringError("R0106", "ERROR: There are more RANKS variables than VAR variables.", step.at)
    columns = list(start.schema.columns)
    for position, variable in enumerate(variables):
        label = f"Rank for Variable {variable.name}"
        if new:
            if position < len(new):
                columns.append(number(new[position], label=label))
        else:
            columns = [replace(c, format="", label=label) if c.name == variable.name else c for c in columns]
    arguments: list[tuple[str, Argument]] = [("", names_of(variables[: len(new)] if new else variables))]
    arguments += [("into", tuple(new))] if new else []
    arguments += [("ties", "dense" if ties == "condense" else ties)] if ties != "mean" else []
    arguments += flags(given, "descending")
    arguments += [("groups", int(float(word(given["groups"]))))] if "groups" in given else []
    arguments += [("score", score[0])] if score else []
    columns += [
        replace(v, format="", label=f"Rank for Variable {v.name}")
        for v in variables if not new and start.schema.find(v.name) is None
    ]  # fmt: skip
    out = start.copy_of_input(dataset(given.get("out")), tuple(columns))
    return start.finish("rank_values", arguments, [out])
