"""What a DATA step writes: the columns of its outputs, and the order that they are proved to have."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower import datasets as ds
from translator.lower import open_inputs as oi
from translator.lower.catalog import Catalog, display
from translator.lower.declarations import Declarations
from translator.lower.effects import assigned
from translator.lower.implicit import renamed
from translator.lower.scope import LoweringError
from translator.lower.step_notes import Notes
from translator.lower.values import Values
from translator.plan import loop as lp
from translator.plan.walk import nodes


def outputs(
    written: tuple[st.Dataset, ...], names: list[str], found: Declarations, notes: Notes
) -> tuple[lp.LoopOutput, ...]:
    """Lower the data sets that a step writes.

    Args: written: those of the DATA statement. names: their canonical names. notes: where SAS's warnings go.
    Raises: LoweringError with SAS's message where a name is there twice or is not there.
    """
    scope, special = found.scope, found.scope.special
    hidden = found.automatic_outputs | {
        e.name.lower() for e in scope.variables.values() if e.role == "temporary"
    }
    is_open = scope.open_type is not None
    slots = [e for e in scope.variables.values() if e.name.lower() not in hidden]
    visible = tuple(Column(e.name, scope.type_of(e.name), e.format, e.informat, e.label) for e in slots)
    view = ds.columns_scope(visible)
    if not is_open:
        _never_referenced(found, notes)
    statement = st.DatasetOptions(
        keep=tuple(found.keep) if found.keep is not None else None,
        drop=tuple(found.drop) or None,
        rename=tuple(found.rename),
    )
    targets = []
    for name, dataset in zip(names, written or (st.Dataset("", ""),), strict=True):
        if name == "_null_":
            targets.append(lp.LoopOutput("_null_", (), ()))
            continue
        if is_open:
            targets.append(_open_output(name, dataset, found, visible, notes))
            continue
        kept = ds.select(visible, statement)
        after = tuple(column for _, column in kept)
        before = {column.name.lower(): old for old, column in kept}
        chosen = ds.select(after, dataset.options)
        _not_written(dataset.options, {column.name.lower() for column in after}, notes)
        twice = next(
            (
                n
                for n in (c.name.lower() for _, c in chosen)
                if [c.name.lower() for _, c in chosen].count(n) > 1
            ),
            "",
        )
        if twice:
            raise LoweringError(
                "R0001", f"ERROR: Variable {twice} already exists on file {display(name)}.", dataset.at
            )
        columns = tuple((view.spelling(before[old.lower()]), column.name) for old, column in chosen)
        where = None
        if dataset.options.where is not None:
            slot_of = {new.lower(): slot for slot, new in columns}
            gone = next(
                (
                    n.name
                    for n in nodes(dataset.options.where)
                    if isinstance(n, sx.Var) and n.name.lower() not in slot_of
                ),
                "",
            )
            if gone:
                raise LoweringError(
                    "R0106", f"ERROR: Variable {gone} is not on file {display(name)}.", dataset.at
                )
            seen = tuple(
                replace(column, name=slot) for (slot, _), (_, column) in zip(columns, chosen, strict=True)
            )
            where = Values(ds.columns_scope(seen, special=special), where=True, note=notes.add).condition(
                renamed(dataset.options.where, slot_of)  # type: ignore[arg-type]
            )
        targets.append(lp.LoopOutput(name, columns, tuple(column for _, column in chosen), where))
    return tuple(targets)


def _open_output(
    name: str,
    dataset: st.Dataset,
    found: Declarations,
    visible: tuple[Column, ...],
    notes: Notes,
) -> lp.LoopOutput:
    """Return an output that columns are carried to which only the run knows."""
    choice = oi.chosen_columns(found, dataset.options, dataset.at)
    named = oi.written([c for c in visible if not oi.is_row(c.name)], choice)
    names = {c.name for c in named}
    columns = tuple(c for c in visible if c.name in names or oi.is_row(c.name))
    where = None
    if dataset.options.where is not None:
        if choice.rename:
            raise LoweringError("H0241", "WHERE= together with RENAME on an output data set", dataset.at)
        where = Values(
            ds.columns_scope(visible, special=found.scope.special), where=True, note=notes.add
        ).condition(dataset.options.where)
    return lp.LoopOutput(name, tuple((c.name, c.name) for c in columns), columns, where, choice)


def proved_order(loop: lp.RowLoop, output: lp.LoopOutput, catalog: Catalog) -> tuple[str, ...]:
    """Return the order that the output is proved to have: that of the one reader, while its keys are untouched."""
    if len(loop.readers) != 1 or loop.driver is None or loop.readers[0].point or loop.modifies is not None:
        return ()
    reader = loop.readers[0]
    if reader.runs:
        return ()
    if reader.by:
        order = tuple(("-" if k.descending else "") + k.name.lower() for k in reader.by)
    elif len(reader.inputs) == 1 and (schema := catalog.find(reader.inputs[0].dataset)) is not None:
        names = {old.lower(): new.lower() for old, new in reader.inputs[0].columns}
        order = ()
        for key in schema.sorted_by:
            sign, name = ("-", key[1:]) if key.startswith("-") else ("", key)
            if name not in names:
                break
            order = (*order, sign + names[name])
    else:
        return ()
    changed = assigned(loop.body)
    kept = {old.lower(): new.lower() for old, new in output.columns}
    proved: tuple[str, ...] = ()
    for key in order:
        sign, name = ("-", key[1:]) if key.startswith("-") else ("", key)
        if name in changed or name not in kept or any(c.endswith("{}") for c in changed):
            break
        proved = (*proved, sign + kept[name])
    return proved


def _never_referenced(found: Declarations, notes: Notes) -> None:
    """Warn of names in DROP, KEEP and RENAME statements that the step does not have."""
    known = {*found.scope.variables, *found.scope.automatic}
    _warn(known, notes, *found.drop, *(found.keep or ()), *(old for old, _ in found.rename))


def _not_written(options: st.DatasetOptions, known: set[str], notes: Notes) -> None:
    """Warn of names in DROP=, KEEP= and RENAME= of a data set that its variables do not have."""
    _warn(known, notes, *(options.drop or ()), *(options.keep or ()), *(old for old, _ in options.rename))


def _warn(known: set[str], notes: Notes, *items: object) -> None:
    for item in items:
        if isinstance(item, sx.Var) and item.name.lower() not in known:
            text = f"WARNING: The variable {item.name} in the DROP, KEEP, or RENAME list has never been referenced."
            notes.add("W0411", text, None)
