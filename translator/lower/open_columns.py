"""Column-wise steps over data sets whose columns only the run knows in full.

The columns that the step names are looked up, and their types checked, when the program runs; all others come along.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.lang.types import UNKNOWN_LENGTH, Column
from translator.lower import datasets as ds
from translator.lower.declarations import Declarations, DraftInput
from translator.lower.open_inputs import Pairs, is_row, open_drafts, order_only, own_variables
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes


@dataclass(frozen=True, slots=True)
class OpenStep:
    """What a column-wise step needs of columns that only the run knows: by input (None: all its columns are known), of
    the rows of several inputs once they are put together, and by output. `lengths`: of text that inputs bring."""

    inputs: tuple[rl.OpenInput | None, ...]
    checked: rl.OpenInput | None
    outputs: tuple[rl.OpenColumns, ...]
    lengths: tuple[tuple[str, int], ...] = ()

    def applied(self, rule: rl.Columnwise) -> rl.Columnwise:
        """Return the step with its inputs and outputs opened."""
        source = rule.source
        match source:
            case rl.Scan():
                opened: rl.Source = replace(source, opened=self.inputs[0])
            case rl.Stack() | rl.MergeBy():
                scans = tuple(
                    replace(scan, opened=needs)
                    for scan, needs in zip(source.inputs, self.inputs, strict=True)
                )
                opened = replace(source, inputs=scans, lengths=self.lengths)
            case _:
                opened = source
        parts = tuple(
            replace(part, open=columns, select=False)
            for part, columns in zip(rule.parts, self.outputs, strict=False)
        )
        only = None if rule.parts else self.outputs[0]
        return replace(rule, source=opened, open=only, parts=parts, select=False, checked=self.checked)


@dataclass(frozen=True, slots=True)
class Leading:
    """Variables that LENGTH and other statements name before the one SET: `added` are read where the data set has them,
    `optional` are set anew in each row; `names` in the order of the output, `lengths` of text."""

    names: tuple[str, ...] = ()
    added: Pairs = ()
    optional: Pairs = ()
    lengths: tuple[tuple[str, int], ...] = ()


def leads(loop: lp.RowLoop, found: Declarations) -> bool:
    """Can whole columns follow what the step names before it reads its data sets?"""
    others = {name.lower() for name in found.leading} - order_only(found)
    return not _may_be_read(loop, found) and (not others or _leading(loop, found) != Leading())


def _may_be_read(loop: lp.RowLoop, found: Declarations) -> bool:
    """Does an array name variables that the step uses before it sets them? The data set may have them: rows tell."""
    elements = {
        element.lower()
        for array in found.scope.arrays.values()
        if not array.temporary
        for element in array.elements
    }
    again = {name.lower() for name in loop.reset}
    return any(slot.role == "computed" and slot.name.lower() in elements & again for slot in loop.slots)


def _leading(loop: lp.RowLoop, found: Declarations) -> Leading:
    others = {name.lower() for name in found.leading} - order_only(found)
    reader = loop.readers[0]
    if not others or reader.kind != "set" or len(reader.inputs) != 1 or loop.driver is None or reader.point:
        return Leading()
    made = [slot for slot in loop.slots if slot.name.lower() in others and slot.role != "read"]
    if any(slot.role not in ("computed", "retained") for slot in made):
        return Leading()
    extra, typed, absent = own_variables(made, loop, found, True)
    if absent:
        return Leading()
    added = {name.lower() for name, _ in extra}
    lengths = tuple(
        (slot.name, slot.type.length)
        for slot in made
        if slot.name.lower() in added and slot.type.kind == "char" and slot.type.length < UNKNOWN_LENGTH
    )
    return Leading(tuple(found.leading), tuple(extra), tuple(typed), lengths)


def without_rows(loop: lp.RowLoop, found: Declarations) -> lp.RowLoop:
    """Return a loop over open inputs as the column-wise rules take it: without the numbers of their rows, and with the
    variables as read that an input may bring."""
    ordering = order_only(found)
    added = {name.lower() for name, _ in _leading(loop, found).added}
    reader = loop.readers[0]
    inputs = tuple(
        replace(one, columns=tuple(pair for pair in one.columns if not is_row(pair[1])))
        for one in reader.inputs
    )
    outputs = []
    for target in loop.outputs:
        kept = [i for i, (slot, _) in enumerate(target.columns) if not is_row(slot)]
        columns = tuple(target.columns[i] for i in kept)
        outputs.append(replace(target, columns=columns, schema=tuple(target.schema[i] for i in kept)))
    slots = tuple(
        replace(s, role="read") if s.name.lower() in added else s
        for s in loop.slots
        if not is_row(s.name) and s.name.lower() not in ordering
    )
    return replace(loop, slots=slots, readers=(replace(reader, inputs=inputs),), outputs=tuple(outputs))


def open_step(
    found: Declarations, targets: tuple[lp.LoopOutput, ...], plain: lp.RowLoop, wheres: dict[int, Pairs],
    loop: lp.RowLoop,
) -> OpenStep:  # fmt: skip
    """Return what a column-wise step needs of columns that only the run knows.

    Args: targets: the outputs as they were lowered. plain: the loop without row numbers. wheres: names that an input's
    WHERE reads, by its id. loop: the step as it was lowered.
    """
    present, made = _named(found, loop.body)
    leading = _leading(loop, found)
    drafts = found.readers[0].inputs
    outputs = tuple(
        _output(found, opened, target) for opened, target in zip(targets, plain.outputs, strict=True)
    )
    if leading.names:
        outputs = tuple(replace(columns, leading=leading.names) for columns in outputs)
    if len(drafts) == 1:
        listed = {name.lower() for name, _ in present}
        present += tuple(pair for pair in wheres.get(id(drafts[0]), ()) if pair[0].lower() not in listed)
        known = {name.lower() for name in leading.names}
        made = tuple(name for name in made if name.lower() not in known)
        needs = replace(
            _input(drafts[0], present, made),
            optional=leading.optional, added=leading.added, lengths=leading.lengths,
        )  # fmt: skip
        return OpenStep((needs,), None, outputs)
    inputs = tuple(_input(one, wheres.get(id(one), ()), ()) if one.row else None for one in drafts)
    checked = rl.OpenInput(present, made) if present or made else None
    return OpenStep(inputs, checked, outputs, _lengths(found, drafts))


def _named(found: Declarations, body: tuple[lp.LoopStatement, ...]) -> tuple[Pairs, tuple[str, ...]]:
    """Return the columns that the inputs must have, with their kinds, and those that they must not have."""
    scope = found.scope
    listed = {name.lower() for names in found.by.values() for name in names}
    used = {n.name.lower() for n in nodes(body) if isinstance(n, v.Variable)}
    present = tuple(
        (name, "any" if name.lower() in listed - used else str(scope.type_of(name).kind))
        for name in scope.guessed
    )
    made = tuple(
        e.name
        for e in scope.variables.values()
        if e.role != "read" and e.name.lower() not in found.automatic_outputs
    )
    return present, made


def _input(draft: DraftInput, present: Pairs, made: tuple[str, ...]) -> rl.OpenInput:
    return rl.OpenInput(present, made, *ds.open_choice(draft.dataset.options, draft.dataset.at))


def _output(found: Declarations, opened: lp.LoopOutput, target: lp.LoopOutput) -> rl.OpenColumns:
    """Return what becomes of the columns in an output."""
    scope = found.scope
    choice = opened.open or lp.OpenOutput()
    written = {old.lower() for old, _ in target.columns}
    every = [
        e.name
        for e in scope.variables.values()
        if not is_row(e.name) and e.name.lower() not in order_only(found)
    ]
    dropped = {name.lower() for name in choice.drop}
    if choice.keep is not None:
        keep = tuple(name for name in choice.keep if name.lower() not in dropped)
        lists = any(name.endswith(":") for name in (*keep, *choice.drop))
        return rl.OpenColumns(choice.first, choice.drop if lists else (), choice.rename, keep)
    drop = tuple(name for name in every if name.lower() not in written)
    drop += tuple(name for name in choice.drop if name.lower() not in {d.lower() for d in drop})
    return rl.OpenColumns(choice.first, drop, choice.rename, None)


def _lengths(found: Declarations, drafts: list[DraftInput]) -> tuple[tuple[str, int], ...]:
    """Return the lengths of text that stand before any open input, which may have a longer one of the same name."""
    if len(open_drafts(found)) == 0:
        return ()
    first = next(i for i, draft in enumerate(drafts) if draft.row)
    known: dict[str, tuple[str, int]] = {}
    for draft in drafts[:first]:
        for _, column in draft.columns:
            known.setdefault(column.name.lower(), _length(column))
    return tuple(pair for pair in known.values() if 0 < pair[1] < UNKNOWN_LENGTH)


def _length(column: Column) -> tuple[str, int]:
    return column.name, column.type.length if column.type.kind == "char" else 0
