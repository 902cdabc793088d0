"""PROC CONTENTS. Base SAS Procedures Guide, "CONTENTS Procedure"."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang.source import Token
from translator.lang.types import MACRO_LENGTH, Column, Schema
from translator.library import contents as facts
from translator.lower import datasets as ds
from translator.lower.catalog import display
from translator.lower.context import Context
from translator.lower.procs.ods_tables import described
from translator.lower.procs.options import dataset, number, options, statements, text, word
from translator.lower.scope import LoweringError
from translator.plan.procs.listing import Describe, Member
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
OUT: tuple[Column, ...] = tuple(
    text(name, length, label=label)
    if length
    else number(name, label=label, format="DATETIME16." if name in facts.DATES else "")
    for name, length, label in facts.COLUMNS
)


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
    kind = "position" if by_position else "variables"
    asked = None if "noprint" in given else context.ods_outputs.get(kind)
    schema = ds.known(name, context.catalog, source, open_ok=target is None and asked is None)
    if not schema.complete:
        if "noprint" not in given:
            message = f"the variables of {display(name)}, which only the run knows, are not described"
            context.diagnose(LoweringError("W0135", message, step.at))
        return []
    if source.options.rename:
        raise LoweringError(
            "H0402", "RENAME= of the data set that CONTENTS describes is not translated", source.at
        )
    schema = replace(schema, columns=tuple(c for _, c in ds.select(schema.columns, source.options)))
    context.ods_outputs.pop(kind if asked is not None else "", None)
    node = Describe(
        (_member(name, schema, step.at),), *_out(target, context), printed="noprint" not in given, by_position=by_position,
        title=context.title,
    )  # fmt: skip
    if asked is not None:
        printed = described(context, step, kind, _printed(node.members), ())
        table, columns = context.output(asked, printed)
        node = replace(
            node, table=table, table_columns=tuple((old, c.name) for old, c in columns),
            table_schema=tuple(c for _, c in columns),
            table_select=[(old, c.name) for old, c in columns] != [(c.name, c.name) for c in printed],
        )  # fmt: skip
    made = _step(step, node, context)
    if target is not None and target.options.where is None and not target.options.rename:
        context.catalog.contents[node.out] = (context.catalog.schemas.get(node.out), schema)
    return [made]


def _member(name: str, schema: Schema, at: Token) -> Member:
    """Return a data set's description. Raises LoweringError where only the run knows the length of a text."""
    for column in schema.columns:
        if column.type.length == MACRO_LENGTH:
            raise LoweringError("H0247", f"CONTENTS: only the run knows the length of {column.name}", at)
    return Member(name, schema.label, schema.columns, schema.sort_keys, schema.sort_marks, schema.indexes)


def _out(
    target: st.Dataset | None, context: Context
) -> tuple[str, tuple[tuple[str, str], ...], tuple[Column, ...], bool]:
    """Return the output of OUT=: its name, its columns (old and new names), their attributes, are they chosen?

    What only SAS's file knows is warned of where it is kept.
    """
    if target is None:
        return "", (), (), False
    out, columns = context.output(target, OUT)
    of_file = [old for old, _ in columns if old in facts.FILE]
    if of_file:
        message = f"{', '.join(of_file)} of the data set of PROC CONTENTS"
        context.diagnose(LoweringError("W0137", message, target.at))
    chosen = tuple((old, c.name) for old, c in columns)
    return out, chosen, tuple(c for _, c in columns), chosen != tuple((c.name, c.name) for c in OUT)


def _printed(members: tuple[Member, ...]) -> tuple[Column, ...]:
    """Return the columns of the ODS tables Variables and Position: attributes that no variable has are left out."""
    columns = [c for member in members for c in member.columns]
    optional = [("Format", [c.format for c in columns]), ("Informat", [c.informat for c in columns]),
                ("Label", [c.label for c in columns])]  # fmt: skip
    return (
        text("Member", max(len(display(member.dataset)) for member in members)),
        number("Num"),
        text("Variable", max([1, *(len(c.name) for c in columns)])),
        text("Type", 4),
        number("Len"),
        *(text(name, max(len(v) for v in values)) for name, values in optional if any(values)),
    )


def _step(step: st.ProcStep, node: Describe, context: Context) -> Step:
    schemas: tuple[tuple[str, Schema], ...] = ((node.out, Schema(node.out_schema)),) if node.out else ()
    schemas += ((node.table, Schema(node.table_schema)),) if node.table else ()
    for made, one in schemas:
        context.catalog.define(made, one)
    return Step(
        "PROC CONTENTS", node, tuple(member.dataset for member in node.members), tuple(n for n, _ in schemas), schemas,
        step.at, step.end, comments=step.comments,
    )  # fmt: skip


def _library(
    step: st.ProcStep, source: st.Dataset, given: dict[str, st.Option], context: Context
) -> list[Step]:
    """CONTENTS of `libref._all_`: each data set is printed, and OUT= has the variables of all. Raises LoweringError."""
    lib = "" if source.lib.lower() in ("", "work") else source.lib.lower()
    inside = context.catalog.members(lib) if lib else ()
    if inside is None or context.catalog.unknown:
        raise LoweringError(
            "H0402", "the data sets of the library are known only when the program runs", step.at
        )
    plain_names = sorted(name for name in context.catalog.schemas if "." not in name and name != "_null_")
    members = [f"{lib}.{name}" for name in inside] if lib else plain_names
    schemas = {name: schema for name in members if (schema := context.catalog.find(name)) is not None}
    if not all(schema.complete for schema in schemas.values()):
        raise LoweringError("H0245", "CONTENTS of data sets whose columns only the run knows", step.at)
    steps: list[Step] = []
    if "noprint" not in given and "nods" not in given:
        plain = tuple(o for o in step.options if o.name not in ("data", "out"))
        asked = context.ods_outputs
        context.ods_outputs = {}
        for name in members:
            own = st.Option("data", st.Dataset(lib, name.rpartition(".")[2], "name"), True, step.at)
            steps += lower(replace(step, options=(own, *plain)), context)
        context.ods_outputs = asked
    target = dataset(given.get("out"))
    if target is None or "nods" in given or not members:
        return steps
    described = tuple(_member(name, schemas[name], step.at) for name in members)
    node = Describe(described, *_out(target, context), printed=False, by_position=False)
    return [*steps, _step(step, node, context)]
