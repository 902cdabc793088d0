"""PROC APPEND, and APPEND of PROC DATASETS. Base SAS Procedures Guide, "APPEND Procedure"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.lang import statements as st
from translator.lang.macro_text import MacroFunction
from translator.lang.types import Column, Schema
from translator.lower import macros
from translator.lower.catalog import canonical, display
from translator.lower.context import Context
from translator.lower.procs.options import dataset, options, statements, where
from translator.lower.remarks import all_rows_read
from translator.lower.scope import LoweringError
from translator.plan.macros import Choice
from translator.plan.relations import Columnwise, Logged, Note, OpenColumns, Scan, Stack, Step

NAMES = ("APPEND",)
USED = ("base", "out", "data", "new", "force")
HARMLESS = ("appendver", "nowarn", "getsort")


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower PROC APPEND."""
    given = options(step, USED, HARMLESS)
    statements(step, st.Where)
    return [append(step, given, context, step)]


def append(holder: st.Node, given: Mapping[str, st.Option], context: Context, step: st.ProcStep) -> Step:
    """Return the step that puts the rows of DATA= below those of BASE=."""
    base = dataset(given.get("base") or given.get("out"))
    if base is None:
        raise LoweringError("R0106", "ERROR: BASE= is missing.", holder.at)
    new, schema = context.scan(dataset(given.get("data") or given.get("new")), where(step), open_ok=True)
    name = canonical(base)
    old = context.catalog.find(name)
    if name in context.catalog.unknown:
        raise LoweringError(
            "H0242", f"it reads {display(name)}, which a step makes that is not translated", base.at
        )
    if old is not None and name in context.catalog.maybe:
        return _either(holder, given, context, step, name)
    notes = [Note("N0600", f"NOTE: Appending {display(new.dataset)} to {display(name)}.")]
    if old is None:
        notes.append(
            Note("N0600", "NOTE: BASE data set does not exist. DATA file is being copied to BASE file.")
        )
        new = context.complete(new, schema)
        return _step(
            holder,
            context,
            name,
            replace(schema, sorted_by=(), sort_keys=(), sort_marks=(), indexes=()),
            new,
            (new.dataset,),
            notes,
        )
    if not (old.complete and schema.complete):
        raise LoweringError("H0245", "APPEND of a data set whose columns only the run knows", holder.at)
    problems, used, cut = [], [], []
    for column in schema.columns:
        there = old.find(column.name)
        if there is None:
            problems.append(
                f"WARNING: Variable {column.name} was not found on BASE file. The variable will not be added to the BASE file."
            )
        elif there.type.kind != column.type.kind:
            problems.append(f"WARNING: Variable {column.name} not appended because of type mismatch.")
        else:
            used.append((column.name, there.name))
            if there.type.kind == "char" and there.type.length < column.type.length:
                lengths = f"(BASE {there.type.length} DATA {column.type.length})"
                problems.append(
                    f"WARNING: Variable {column.name} has different lengths on BASE and DATA files {lengths}."
                )
                cut.append((there.name, there.type.length))
    notes += [Note("N0600", text) for text in problems]
    if problems and "force" not in given:
        context.log += [Logged(note.text) for note in notes]
        raise LoweringError(
            "R0106",
            "ERROR: No appending done because of anomalies listed above. Use FORCE option to append these files.",
            holder.at,
        )
    if problems:
        notes.append(Note("N0600", "NOTE: FORCE is specified, so dropping/truncating will occur."))
    mapping = {a.lower(): b for a, b in used}
    columns = tuple((a, mapping[b.lower()]) for a, b in new.columns if b.lower() in mapping)
    same = new.all_columns and len(columns) == len(new.columns) and all(a == b for a, b in columns)
    added = replace(new, columns=columns, all_columns=same)
    first = Scan(name, tuple((c.name, c.name) for c in old.columns), True)
    made = tuple(_widened(c, schema.find(c.name)) for c in old.columns)
    for c in old.columns:
        if c.name not in {b for _, b in columns} and schema.find(c.name) is None:
            notes.append(Note("N0600", f"WARNING: Variable {c.name} was not found on DATA file."))
    return _step(
        holder,
        context,
        name,
        Schema(made, label=old.label),
        Stack((first, added), (), tuple(cut)),
        (name, new.dataset),
        notes,
    )


def _either(
    holder: st.Node, given: Mapping[str, st.Option], context: Context, step: st.ProcStep, name: str
) -> Step:
    """APPEND to a data set that exists or not, as the run has decided."""
    before = macros.save(context)
    context.catalog.maybe.discard(name)
    added = append(holder, given, context, step)
    after = macros.save(context)
    macros.load(context, before)
    context.catalog.forget(name)
    copied = append(holder, given, context, step)
    macros.load(context, macros.merge(after, macros.save(context)))
    context.catalog.maybe.discard(name)
    node = Choice(MacroFunction("made", ((name,),)), (added,), (copied,), False)
    schemas = tuple((one, macros.joined(schema, dict(copied.schemas)[one])) for one, schema in added.schemas)
    return replace(added, node=node, schemas=schemas)


def _widened(column: Column, other: Column | None) -> Column:
    """Return the base's column as it may be after rows of the other one were added."""
    nullable = column.type.nullable or other is None or other.type.nullable
    special = column.type.special or (other is not None and other.type.special)
    return replace(column, type=replace(column.type, nullable=nullable, special=special))


def _step(
    holder: st.Node, context: Context, name: str, schema: Schema, source: Scan | Stack, inputs: tuple[str, ...], notes: list[Note]
) -> Step:  # fmt: skip
    context.catalog.define(name, schema)
    columns = tuple((c.name, c.name) for c in schema.columns)
    rest = None if schema.complete else OpenColumns((), (), ())
    node = Columnwise(name, source, (), columns, schema=schema.columns, open=rest)
    return Step(
        "PROC APPEND", node, tuple(dict.fromkeys(inputs)), (name,), ((name, schema),), holder.at, holder.end,
        notes=tuple(notes), comments=holder.comments,
        log=added_lines(name, source.inputs[1]) if isinstance(source, Stack) else (),
    )  # fmt: skip


def added_lines(base: str, data: Scan) -> tuple[Logged, ...]:
    """Return SAS's lines about the rows of DATA=."""
    whole = data.where is None and data.firstobs is None and data.obs is None
    read = (all_rows_read(data.dataset),) if whole else ()
    return *read, Logged("NOTE: {n} observations added.", "added", base)
