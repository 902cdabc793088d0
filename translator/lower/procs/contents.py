"""PROC CONTENTS. Base SAS Procedures Guide, "CONTENTS Procedure"."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang.syntax import format_of
from translator.lang.types import Column, Schema
from translator.lower import datasets as ds
from translator.lower.catalog import display
from translator.lower.context import Context
from translator.lower.procs.options import dataset, number, options, statements, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq
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
        return _library(step, source, given, context)
    name, _ = ds.expand(source, context.catalog)[0]
    target = dataset(given.get("out"))
    schema = ds.known(name, context.catalog, source, open_ok=target is None)
    if not schema.complete:
        if "noprint" not in given:
            message = f"the variables of {display(name)}, which only the run knows, are not described"
            context.diagnose(LoweringError("W0135", message, step.at))
        return []
    out, columns = "", [(c.name, c) for c in OUT]
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


def _library(
    step: st.ProcStep, source: st.Dataset, given: dict[str, st.Option], context: Context
) -> list[Step]:
    """CONTENTS of `libref._all_`: each data set is printed, and OUT= has the variables of all. Raises LoweringError."""
    lib = "" if source.lib.lower() in ("", "work") else source.lib.lower()
    if lib or context.catalog.unknown:
        raise LoweringError(
            "H0402", "the data sets of the library are known only when the program runs", step.at
        )
    members = sorted(name for name in context.catalog.schemas if "." not in name and name != "_null_")
    schemas = {name: context.catalog.schemas[name] for name in members}
    if not all(schema.complete for schema in schemas.values()):
        raise LoweringError("H0245", "CONTENTS of data sets whose columns only the run knows", step.at)
    steps: list[Step] = []
    if "noprint" not in given:
        plain = tuple(o for o in step.options if o.name not in ("data", "out"))
        for name in members:
            own = st.Option("data", st.Dataset("", name, "name"), True, step.at)
            steps += lower(replace(step, options=(own, *plain)), context)
    target = dataset(given.get("out"))
    if target is None:
        return steps
    rows = tuple(
        ("WORK", name.upper(), schemas[name].label, *_described(column, place), (name, "rows"))
        for name in members
        for place, column in sorted(enumerate(schemas[name].columns, 1), key=lambda p: p[1].name.upper())
    )
    out, columns = context.output(target, OUT)
    rel: rq.Relation = rq.Described(rows, OUT)
    if [(old, c.name) for old, c in columns] != [(c.name, c.name) for c in OUT]:
        rel = rq.Choose(rel, tuple(columns))
    schema = Schema(tuple(c for _, c in columns))
    context.catalog.define(out, schema)
    node = rq.MakeTable(out, rel, "", schema.columns)
    return [
        *steps,
        Step("PROC CONTENTS", node, tuple(members), (out,), ((out, schema),), step.at, step.end, comments=step.comments),
    ]  # fmt: skip


def _described(column: Column, place: int) -> tuple[float | str, ...]:
    """Return NAME, TYPE, LENGTH, VARNUM, LABEL, and the parts of format and informat."""

    def parts(text: str) -> tuple[str, float, float]:
        if not text:
            return "", 0.0, 0.0
        form = format_of(text)
        name = "" if form.name in ("F", "$F") else form.name
        return name, float(form.width or 0), float(form.decimals or 0)

    kind = 1.0 if column.type.kind == "num" else 2.0
    return (
        column.name, kind, float(column.type.length), float(place), column.label, *parts(column.format),
        *parts(column.informat),
    )  # fmt: skip
