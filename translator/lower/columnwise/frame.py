"""Which row loops are sure to equal operations on whole columns: what holds for every rule.

A rule may fire only where its side conditions are proved; every doubt leaves the exact row loop. The fuzzer compares
both forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.lang.types import Column
from translator.library.functions import find
from translator.lower.catalog import Catalog
from translator.lower.columnwise import lookups, special
from translator.lower.columnwise.once import rows_of
from translator.lower.columnwise.sources import order_of_columns, source
from translator.lower.columnwise.statements import Rules
from translator.lower.columnwise.stays import CLOCK, Stays, word
from translator.lower.columnwise.totals import flat
from translator.lower.effects import elements, set_variables
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes


def columnwise(
    loop: lp.RowLoop,
    catalog: Catalog,
    user_formats: Mapping[str, object] | None = None,
    *,
    opened: bool = False,
) -> rl.Columnwise | str:
    """Return the column-wise form of a loop, or the reason (one line) why the loop stays; `opened`: only the run knows
    all columns of its inputs."""
    try:
        loop = replace(loop, body=lookups.cleared(loop.body))
        loop, before = lookups.looked_up(loop, catalog)
        if before and opened:
            raise lookups.HASH
        _frame_conditions(loop)
        made: tuple[str, ...] = ()
        rows: rl.Source
        if loop.once:
            rows, loop = rows_of(loop)
            made = tuple(rl.source_names(rows))
        else:
            rows = source(loop, catalog, user_formats or {}, opened)
        rules = Rules(loop, made, before)
        operations = (*rules.body(), *_shortened(loop, rules.known, catalog))
    except Stays as stays:
        return str(stays)
    reader = loop.readers[0] if loop.readers else None
    order = order_of_columns(rows, operations)
    if opened and not _in_order(order, set(rl.source_names(rows)), loop):
        return "its new variables are made in another order, and only the run knows the columns before them"
    parts = tuple(
        rl.Part(
            output.dataset,
            condition,
            output.columns,
            output.schema,
            select=[slot for slot, _ in output.columns] != order or any(a != b for a, b in output.columns),
        )
        for output, condition in zip(loop.outputs, rules.conditions, strict=True)
    )
    only = parts[0]
    return rl.Columnwise(
        target=only.target if len(parts) == 1 else "",
        source=rows,
        operations=operations,
        columns=only.columns if len(parts) == 1 else (),
        by=reader.by if reader else (),
        runs=reader.runs if reader else False,
        check_order=tuple(i.dataset for i in reader.inputs)
        if reader and reader.by and reader.order_checked and not reader.runs
        else (),
        schema=only.schema if len(parts) == 1 else (),
        select=len(parts) == 1 and only.select,
        where=loop.outputs[0].where,
        parts=parts if len(parts) > 1 else (),
    )


def _in_order(order: list[str], read: set[str], loop: lp.RowLoop) -> bool:
    """Are the columns that a step makes in the order of the outputs, without a selection at the end?"""
    for output in loop.outputs:
        wanted = [slot for slot, _ in output.columns if slot in order and slot not in read]
        if wanted != [name for name in order if name in wanted]:
            return False
    return True


def _short(loop: lp.RowLoop) -> list[lp.Slot]:
    """Return the numbers of fewer than 8 bytes that the outputs have."""
    written = {slot.lower() for output in loop.outputs for slot, _ in output.columns}
    return [
        s for s in loop.slots
        if s.type.kind == "num" and s.type.length < 8 and s.name.lower() in written
    ]  # fmt: skip


def _shortened(loop: lp.RowLoop, known: set[str], catalog: Catalog) -> list[rl.Derive]:
    """Return what cuts the numbers of fewer than 8 bytes: within the step they have all their bytes."""
    made: list[rl.Derive] = []
    changed = set_variables(loop)
    for slot in _short(loop):
        if slot.name.lower() not in changed and _are_short(slot, loop, catalog):
            continue
        if slot.name.lower() not in known:
            raise Stays(f"a short number never gets a value ({slot.name})")
        column = Column(slot.name, slot.type, slot.format, slot.informat, slot.label)
        made.append(
            rl.Derive(column=column, value=v.Shorten(v.Variable(slot.name, slot.type), slot.type.length))
        )
    return made


def _are_short(slot: lp.Slot, loop: lp.RowLoop, catalog: Catalog) -> bool:
    """Are the values that are read no longer than the variable?"""
    for one in (i for reader in loop.readers for i in reader.inputs):
        schema = catalog.find(one.dataset)
        lengths = {c.name.lower(): c.type.length for c in schema.columns} if schema is not None else {}
        for column, place in one.columns:
            if place.lower() == slot.name.lower() and lengths.get(column.lower(), 8) > slot.type.length:
                return False
    return slot.role == "read"


def _only_stamps(loop: lp.RowLoop) -> bool:
    """Is every function of the run's surroundings one of the clock that a variable gets as it is, in every row?"""
    asked = [n for n in nodes(loop.body) if isinstance(n, v.Service) and n.function not in ("LAG", "DIF")]
    given = [
        s.value for s in flat(loop.body) if isinstance(s, lp.Assign) and isinstance(s.target, v.Variable)
    ]
    stamps = [value for value in given if isinstance(value, v.Service) and value.function in CLOCK]
    return len(asked) == len(stamps)


def _frame_conditions(loop: lp.RowLoop) -> None:
    """Check what holds for every rule."""
    if loop.lines and loop.readers:
        raise Stays("the step reads lines and data sets")
    if loop.once and loop.readers:
        raise Stays("the step reads nothing: its statements are executed once")
    if not loop.lines and not loop.once:
        _one_reader(loop)
    if any(o.dataset == "_null_" for o in loop.outputs):
        raise Stays("the step writes no data set (_NULL_)")
    if len(loop.outputs) > 1 and any(o.where is not None for o in loop.outputs):
        raise Stays("WHERE= on one of several outputs")
    services = set(loop.services) - {"lag", "formats"}
    if _only_stamps(loop):
        services -= {"clock"}  # all rows get one time of day
    if services:
        raise Stays(
            f"a function needs the run's surroundings ({', '.join(_asking(loop) or sorted(services))})"
        )
    special.check(loop)
    if _short(loop) and (
        len(loop.outputs) > 1 or loop.outputs[0].where is not None or not loop.implicit_output
    ):
        raise Stays("a numeric variable is shorter than 8 bytes, and rows are written before the end")
    if any(slot.role == "temporary" for slot in loop.slots) or elements(_without_loops(loop.body)):
        raise Stays("an array is used with a subscript that only the row knows")
    for node in nodes(loop.body):
        match node:
            case lp.Routine():
                raise Stays(f"a routine is executed row by row ({word(node)})")
            case (
                lp.Write()
                | lp.ChooseFile()
                | lp.ChooseLines()
                | lp.ReplaceLine()
                | lp.ListLine()
                | lp.LostLine()
                | lp.DeclareHash()
                | lp.HashOutput()
                | lp.Jump()
                | lp.LabelHere()
                | lp.Fail()
                | lp.AssignSubstring()
            ):
                raise Stays(f"a statement works row by row ({word(node)})")
            case v.Automatic(which="nobs" | "_error_" | "_infile_") | v.HashCall() | v.RunTimeMacro():
                raise Stays(f"a value depends on the place in the run ({word(node)})")
            case lp.Leave(kind=kind) if kind != "delete":
                raise Stays(f"a statement ends the iteration early ({word(node)})")


def _asking(loop: lp.RowLoop) -> list[str]:
    """Return the functions that ask the run for more than their arguments."""
    asked = {n.function for n in nodes((loop.body, loop.outputs)) if isinstance(n, v.Service)}
    rows = ((name, find(name)) for name in asked)
    return sorted(name for name, row in rows if row is not None and row.context not in ("", "lag", "formats"))


def _without_loops(body: tuple[lp.LoopStatement, ...]) -> tuple[lp.LoopStatement, ...]:
    """Return the statements that stand outside of DO loops."""
    made: list[lp.LoopStatement] = []
    for s in flat(body):
        match s:
            case lp.Do():
                continue
            case lp.If(then=then, otherwise=otherwise):
                made.append(replace(s, then=_without_loops(then), otherwise=_without_loops(otherwise)))
            case _:
                made.append(s)
    return tuple(made)


def _one_reader(loop: lp.RowLoop) -> None:
    """One SET or MERGE stands first and is executed in every iteration."""
    if any(isinstance(node, lp.DeclareHash) for node in nodes(loop.body)):
        raise Stays("the step uses a hash object")
    if len(loop.readers) > 1:
        raise Stays("the step has several SET or MERGE statements")
    if loop.driver is None:
        raise Stays("SET or MERGE is not the first statement, or stands under a condition")
    reader = loop.readers[0]
    if reader.kind not in ("set", "merge"):
        raise Stays(f"rows are changed one by one ({reader.kind.upper()})")
    if reader.point or reader.indsname or reader.nobs:
        raise Stays("POINT=, NOBS= or INDSNAME= is used")
    if reader.groupformats:
        raise Stays("groups are made of formatted values (GROUPFORMAT)")
