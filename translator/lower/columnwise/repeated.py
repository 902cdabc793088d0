"""DO loops around OUTPUT: each row becomes as many rows as the loop has turns; what a turn does is done in its row.

Side conditions: nothing sets the index but the loop; the loop runs to its end; each turn sets what it uses before it
does, for within the iteration a variable keeps its value from turn to turn. Subscripts are the index, or a constant away
from it, within the bounds. A bound that is missing stops the step, as in SAS.
(SAS DATA Step Statements: Reference, DO Statement: Iterative.)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from translator.lower.columnwise import once
from translator.lower.columnwise.arrays import offset_of, rebuilt
from translator.lower.columnwise.stays import Stays
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, leaves, mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

FEW = 4  # so many values of an index are written out

Statements = list[lp.LoopStatement]


def turns(do: lp.Do, loop: lp.RowLoop) -> tuple[rl.Repeat, Statements]:
    """Return the operation that repeats the rows, and the statements of a turn. Raises Stays."""
    index = do.index
    if not isinstance(index, v.Variable) or do.while_ or do.until:
        raise Stays("a DO loop that writes rows runs until a condition holds")
    name = index.name.lower()
    slot = next(slot for slot in loop.slots if slot.name.lower() == name)
    if slot.role != "computed" or name in assigned(do.body) or leaves(do.body):
        raise Stays("the index of a loop that writes rows is changed, or the loop is left early")
    if any(isinstance(n, lp.Accumulate) for n in nodes(do.body)):
        raise Stays("a total is added to in a loop that writes rows")
    body = flat(do.body)
    inner = [s for s in body if isinstance(s, lp.Do)]
    if inner and inner != body[-1:]:
        raise Stays("a loop that writes rows holds other loops")
    once.carries_nothing([s for s in body if s not in inner] + (flat(inner[0].body) if inner else []),
                         {name, *(_index_name(one) for one in inner)}, set())  # fmt: skip
    made, values = _repeat(do, index, slot)
    return made, [_picked(s, index, values, loop) for s in body]


def _index_name(do: lp.Do) -> str:
    return do.index.name.lower() if isinstance(do.index, v.Variable) else ""


def _repeat(do: lp.Do, index: v.Variable, slot: lp.Slot) -> tuple[rl.Repeat, tuple[float, ...]]:
    """Return the operation, and the values of the index where the program tells them."""
    column = once.column_of(slot)
    if all(
        isinstance(bound, v.Constant)
        for one in do.ranges
        for bound in (one.start, one.stop, one.step)
        if bound is not None
    ):
        _, sequence = once.sequence_of(replace(do, counted=True))
        if not sequence.values:
            raise Stays("a loop that writes rows has no turns")
        values = tuple(value for value in sequence.values if isinstance(value, float))
        if len(sequence.values) <= FEW:
            sequence = rl.Sequence(sequence.values)
        return rl.Repeat(column=column, turns=sequence, at=do.at, comments=do.comments), values
    one = do.ranges[0]
    step = one.step.value if isinstance(one.step, v.Constant) else 1.0 if one.step is None else 0.0
    if len(do.ranges) > 1 or one.stop is None or one.while_ or one.until or not isinstance(step, float):
        raise Stays("a DO loop that writes rows runs until a condition holds")
    if not step or step != step:
        raise Stays("the step of a loop that writes rows is computed")
    if any(isinstance(n, v.Service | v.Element) for n in nodes((one.start, one.stop))):
        raise Stays("a bound of a loop that writes rows looks at other rows")
    span = (one.start, one.stop)
    if index.name.lower() in mentioned(span):
        raise Stays("a bound of a loop that writes rows is the index")
    return rl.Repeat(column=column, span=span, step=step, at=do.at, comments=do.comments), ()


def _picked(item: Any, index: v.Variable, values: tuple[float, ...], loop: lp.RowLoop) -> Any:
    """Return a statement with elements of arrays as a choice among columns."""
    arrays = {array.name.lower(): array for array in loop.arrays}
    slots = {slot.name.lower(): slot for slot in loop.slots}

    def chosen(item: object) -> object | None:
        if isinstance(item, lp.Assign | lp.AssignSubstring) and isinstance(item.target, v.Element):
            raise Stays("a loop that writes rows sets elements of an array")
        if not isinstance(item, v.Element):
            return None
        try:
            offset = offset_of(item, index)
        except Stays:
            if (
                isinstance(inner := item.subscripts[0], v.Variable)
                and inner.name.lower() != index.name.lower()
            ):
                return item  # an inner loop's
            raise
        array = arrays[item.array.lower()]
        if array.temporary or len(array.bounds) != 1:
            raise Stays("a temporary array, or one of several dimensions, is used")
        low, high = array.bounds[0]
        if not values or not all(low <= value + offset <= high and value.is_integer() for value in values):
            raise Stays("a subscript may leave the bounds of its array")
        own = [slots[name.lower()] for name in array.elements]
        if len({slot.type.length for slot in own}) > 1:
            raise Stays("the elements of an array have different lengths")
        place: v.Value = index
        if offset - low + 1:
            place = v.Arithmetic("+", (index, v.Constant(float(offset - low + 1), v.FLAG)))
        elements = tuple(v.Variable(slot.name, slot.type) for slot in own)
        return v.Pick(array.name, elements, place, item.type)

    return rebuilt(item, chosen)
