"""PROC CONTENTS. Base SAS Procedures Guide, "CONTENTS Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang.types import Column, Schema
from translator.lower import datasets as ds
from translator.lower.context import Context
from translator.lower.procs.options import dataset, number, options, statements, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.listing import Describe
from translator.plan.relations import Step

NAMES = ("CONTENTS",)
HARMLESS = (
    "short",
    "details",
    "nodetails",
    "centiles",
    "fmtlen",
    "directory",
    "nods",
    "memtype",
    "mtype",
    "mt",
)
OUT: tuple[Column, ...] = (
    text("LIBNAME", 8), text("MEMNAME", 32), text("MEMLABEL", 256), text("NAME", 32), number("TYPE"), number("LENGTH"),
    number("VARNUM"), text("LABEL", 256), text("FORMAT", 32), number("FORMATL"), number("FORMATD"), text("INFORMAT", 32),
    number("INFORML"), number("INFORMD"), number("NOBS"),
)  # fmt: skip


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Describe; the attributes are known from the plan, the number of rows from the run."""
    given = options(step, ("data", "out", "noprint", "varnum", "position", "order"), HARMLESS)
    listed = [o for o in step.options if o.name in ("short", "details", "centiles", "fmtlen", "directory")]
    if listed and "noprint" not in given:
        message = f"{listed[0].name.upper()} of PROC CONTENTS: the list of variables is printed as without it"
        context.diagnose(LoweringError("W0132", message, listed[0].at))
    by_position = bool({"varnum", "position"} & set(given)) or word(given.get("order")) == "varnum"
    statements(step)
    source = dataset(given.get("data")) or st.Dataset("", "_LAST_", "special")
    if source.name.lower() == "_all_":
        raise LoweringError("H0402", "CONTENTS of a whole library is not translated yet", step.at)
    name, _ = ds.expand(source, context.catalog)[0]
    schema = ds.known(name, context.catalog, source)
    out, columns = "", [(c.name, c) for c in OUT]
    target = dataset(given.get("out"))
    if target is not None:
        out, columns = context.output(target, OUT)
    node = Describe(
        dataset=name, label=schema.label, columns=schema.columns, out=out,
        out_columns=tuple((old, c.name) for old, c in columns), out_schema=tuple(c for _, c in columns),
        select=[(old, c.name) for old, c in columns] != [(c.name, c.name) for c in OUT],
        printed="noprint" not in given, by_position=by_position,
        title=context.titles[0] if context.titles else "",
    )  # fmt: skip
    schemas = ((out, Schema(node.out_schema)),) if out else ()
    for made, one in schemas:
        context.catalog.define(made, one)
    return [
        Step(
            "PROC CONTENTS",
            node,
            (name,),
            tuple(n for n, _ in schemas),
            schemas,
            step.at,
            step.end,
            comments=step.comments,
        )
    ]
