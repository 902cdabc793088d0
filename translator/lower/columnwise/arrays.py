"""A DO loop over the elements of arrays as a loop over columns.

In each turn the loop works on whole columns: within a row the statements have SAS's order, and no row knows of another.
Side conditions: every subscript is the index, or a constant away from it, within the bounds; the index serves for
nothing else in the body; no column has two names in a turn (arrays that share elements, elements named beside).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from translator.lang.source import Token
from translator.lower.columnwise.stays import Stays
from translator.lower.effects import mentioned
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import ColumnList
from translator.plan.walk import nodes

TURNS = 2000


@dataclass(frozen=True, slots=True)
class Turns:
    """A loop over columns: its lists, its body with one variable for each list, and the index after the loop."""

    lists: tuple[ColumnList, ...]
    body: tuple[lp.LoopStatement, ...]
    index: v.Variable
    after: float


def turns(do: lp.Do, loop: lp.RowLoop) -> Turns:
    """Return a DO loop as a loop over columns. Raises Stays."""
    index, values, after = _index(do)
    arrays = {array.name.lower(): array for array in loop.arrays}
    slots = {slot.name.lower(): slot for slot in loop.slots}
    found: dict[tuple[str, int], ColumnList] = {}
    for node in nodes(do.body):
        match node:
            case v.Element(array=name):
                offset = offset_of(node, index)
                array = arrays[name.lower()]
                if (array.name.lower(), offset) not in found:
                    found[array.name.lower(), offset] = _list(array, offset, values, slots)
            case lp.Do() | lp.Leave() | lp.Output() | lp.Routine() | v.Service() | v.HashCall():
                raise Stays("a DO loop over an array does more than compute")
    if not found:
        raise Stays("a DO loop runs within the row")
    columns = {name.lower() for one in found.values() for name in one.every}
    names = {array for array, _ in found}
    if sum(len({e.lower() for e in arrays[name].elements}) for name in names) != len(columns):
        raise Stays("arrays that share elements are used together")
    if (mentioned(do.body) | _targets(do.body)) & columns:
        raise Stays("an element of an array is used beside the array")
    body = _replaced(do.body, index, found)
    if index.name.lower() in mentioned(body):
        raise Stays("the index of a loop over an array is used as a number")
    return Turns(tuple(found.values()), body, index, after)


def _index(do: lp.Do) -> tuple[v.Variable, list[int], float]:
    """Return the index, its values, and its value after the loop."""
    if not do.counted or not isinstance(do.index, v.Variable) or len(do.ranges) != 1:
        raise Stays("a DO loop runs within the row")
    one = do.ranges[0]
    bounds = [one.start, one.stop, one.step or v.Constant(1.0, v.FLAG)]
    numbers = [b.value for b in bounds if isinstance(b, v.Constant) and isinstance(b.value, float)]
    if len(numbers) != 3 or not all(number.is_integer() for number in numbers) or numbers[2] == 0:
        raise Stays("a DO loop runs within the row")
    start, stop, step = (int(number) for number in numbers)
    values = list(range(start, stop + (1 if step > 0 else -1), step))
    if not values or len(values) > TURNS:
        raise Stays("a DO loop runs within the row")
    return do.index, values, float(values[-1] + step)


def offset_of(element: v.Element, index: v.Variable) -> int:
    """Return how far a subscript is from the index. Raises Stays."""
    if len(element.subscripts) == 1:
        match element.subscripts[0]:
            case v.Variable(name) if name.lower() == index.name.lower():
                return 0
            case v.Arithmetic(op, (v.Variable(name), v.Constant(float() as number))) if (
                name.lower() == index.name.lower() and op in ("+", "-") and number.is_integer()
            ):
                return int(number) if op == "+" else -int(number)
    raise Stays("an array is used with a subscript that only the row knows")


def _list(array: lp.LoopArray, offset: int, values: list[int], slots: Mapping[str, lp.Slot]) -> ColumnList:
    if array.temporary or len(array.bounds) != 1:
        raise Stays("a temporary array, or one of several dimensions, is used")
    low, high = array.bounds[0]
    if not all(low <= value + offset <= high for value in values):
        raise Stays("a subscript leaves the bounds of its array")
    if len({name.lower() for name in array.elements}) != len(array.elements):
        raise Stays("an array has an element twice")
    own = [slots[name.lower()] for name in array.elements]
    if len({slot.type.length for slot in own}) > 1:
        raise Stays("the elements of an array have different lengths")
    every = tuple(slot.name for slot in own)
    places = tuple(value + offset - low for value in values)
    return ColumnList(f"{array.name}{{{offset:+d}}}", array.name, offset, every, places)


def _targets(body: tuple[lp.LoopStatement, ...]) -> set[str]:
    return {
        node.target.name.lower()
        for node in nodes(body)
        if isinstance(node, lp.Assign | lp.Accumulate | lp.AssignSubstring)
        and isinstance(node.target, v.Variable)
    }


def _replaced(item: Any, index: v.Variable, lists: Mapping[tuple[str, int], ColumnList]) -> Any:
    """Return the statements with one variable in the place of each list's elements."""

    def variable(item: object) -> object | None:
        if isinstance(item, v.Element):
            return v.Variable(lists[item.array.lower(), offset_of(item, index)].name, item.type)
        return None

    return rebuilt(item, variable)


def rebuilt(item: Any, other: Callable[[object], object | None]) -> Any:
    """Return a tree with `other` in the place of the nodes for which it gives something, the outermost first."""
    found = other(item)
    if found is not None:
        return found
    if isinstance(item, tuple):
        return tuple(rebuilt(part, other) for part in item)
    if is_dataclass(item) and not isinstance(item, (Token, type)):
        changed = {
            f.name: made
            for f in fields(item)
            if f.name not in ("at", "comments", "type")
            and (made := rebuilt(before := getattr(item, f.name), other)) is not before
        }
        return replace(item, **changed) if changed else item
    return item
