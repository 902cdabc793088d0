"""PROC SORT. Base SAS Procedures Guide, "SORT Procedure"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from translator.lang import statements as st
from translator.lang.types import Schema
from translator.lower.context import Context
from translator.lower.procs.options import dataset, keys, options, statements, where, word
from translator.lower.scope import LoweringError
from translator.plan.procs.sorting import Sort
from translator.plan.relations import Step

NAMES = ("SORT",)
USED = (
    "data",
    "out",
    "dupout",
    "uniqueout",
    "nodupkey",
    "nodup",
    "noduprec",
    "noduprecs",
    "noduplicates",
    "nouniquekey",
    "sortseq",
)
HARMLESS = (
    "tagsort",
    "force",
    "threads",
    "nothreads",
    "equals",
    "noequals",
    "sortsize",
    "presorted",
    "overwrite",
    "details",
)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower PROC SORT to one Sort."""
    given = options(step, USED, HARMLESS)
    statements(step, st.By, st.Where, st.FormatStatement, st.LabelStatement)
    if word(given.get("sortseq")) not in ("", "ascii"):
        raise LoweringError("H0402", "SORTSEQ= is not translated yet", step.at)
    source = dataset(given.get("data"))
    scan, schema = context.scan(source, where(step), open_ok=True)
    by = keys(step, schema, context)
    if not by:
        raise LoweringError("R0107", "ERROR: No BY statement used or no BY variables specified.", step.at)
    repeats: Literal["keep", "key", "record", "single"] = "keep"
    if "nodupkey" in given:
        repeats = "key"
    elif {"nodup", "noduprec", "noduprecs", "noduplicates"} & set(given):
        repeats = "record"
    elif "nouniquekey" in given:
        repeats = "single"
    out = dataset(given.get("out"))
    if out is not None:
        target, columns = context.output(out, schema.columns)
        if not schema.complete and (
            out.options.keep is not None or out.options.drop is not None or out.options.rename
        ):
            raise LoweringError("H0245", "options of an output whose columns only the run knows", out.at)
    else:
        target, columns = scan.dataset, [(c.name, c) for c in schema.columns]
    order = tuple(("-" if k.descending else "") + k.name.lower() for k in by)
    unique = tuple(k.name.lower() for k in by) if repeats == "key" else ()
    made = tuple(c for _, c in columns)
    renamed = {old.lower(): c.name.lower() for old, c in columns}
    order = tuple(
        o
        for o in order
        if renamed.get(o.lstrip("-"), "" if schema.complete else o.lstrip("-")) == o.lstrip("-")
    )
    schemas = [
        (
            target,
            replace(
                schema, columns=made, sorted_by=order, unique_by=unique if set(unique) <= set(renamed) else ()
            ),
        )
    ]
    dropped = ""
    dropped_columns: tuple[tuple[str, str], ...] = ()
    extra = dataset(given.get("dupout")) or dataset(given.get("uniqueout"))
    if extra is not None and not schema.complete:
        raise LoweringError("H0245", "DUPOUT= of a data set whose columns only the run knows", extra.at)
    if extra is not None:
        dropped, other = context.output(extra, schema.columns)
        dropped_columns = tuple((old, c.name) for old, c in other)
        schemas.append((dropped, Schema(tuple(c for _, c in other), schema.complete)))
    for name, one in reversed(schemas):
        context.catalog.define(name, one)
    node = Sort(
        source=context.complete(scan, schema),
        target=target,
        by=by,
        repeats=repeats,
        columns=tuple((old, c.name) for old, c in columns),
        select=[(old, c.name) for old, c in columns] != [(c.name, c.name) for c in schema.columns],
        dropped=dropped,
        dropped_columns=dropped_columns,
        schema=made,
    )
    outputs = tuple(name for name, _ in schemas)
    return [
        Step(
            "PROC SORT",
            node,
            (scan.dataset,),
            outputs,
            tuple(schemas),
            step.at,
            step.end,
            notes=tuple(context.notes),
            comments=step.comments,
        )
    ]
