"""Steps that read nothing: one row, the rows of counted loops around OUTPUT, or rows that are written out.

Within the one iteration every variable keeps its value from turn to turn of a loop. So a loop becomes a table of its
turns only where each turn sets what it uses. (SAS DATA Step Statements: Reference, DO and OUTPUT Statements.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.lang.types import Column
from translator.lower.columnwise.stays import Stays, word
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

TURNS = 100_000  # of all loops together
WRITTEN = 40  # rows that OUTPUT statements write one by one

Statements = list[lp.LoopStatement]


def rows_of(loop: lp.RowLoop) -> tuple[rl.Literal | rl.Turns, lp.RowLoop]:
    """Return the rows of a step that reads nothing, and the step with the statements that are left. Raises Stays."""
    slots = {slot.name.lower(): slot for slot in loop.slots}
    statements = flat(loop.body)
    written = [n for n in nodes(loop.body) if isinstance(n, lp.Output)]
    if any(set(n.to) != set(range(len(loop.outputs))) for n in written if len(loop.outputs) > 1):
        raise Stays("a step that reads nothing writes several data sets")
    for node in nodes(loop.body):
        match node:
            case v.Arithmetic("/", (_, v.Constant(value))) if value:
                continue
            case v.Arithmetic("/"):
                raise Stays("a step that reads nothing divides, which the log tells if it is by zero")
            case v.ToNumber():
                raise Stays(
                    "a step that reads nothing makes numbers of text, and the log tells which is none"
                )
    if loop.implicit_output or (written and statements[-1] is written[0]):
        body = statements if loop.implicit_output else statements[:-1]
        table, rest = _one_row(body, slots)
        return table, replace(loop, body=tuple(rest), implicit_output=True)
    if all(isinstance(s, lp.Output) or _constant(s) for s in statements):
        return _written(statements, slots), replace(loop, body=(), implicit_output=True)
    return _turns(loop, statements, slots)


def _constant(s: lp.LoopStatement) -> bool:
    return isinstance(s, lp.Assign) and isinstance(s.target, v.Variable) and isinstance(s.value, v.Constant)


def column_of(slot: lp.Slot) -> Column:
    """Return the column that a variable becomes."""
    return Column(slot.name, slot.type, slot.format, slot.informat, slot.label)


def _one_row(statements: Statements, slots: Mapping[str, lp.Slot]) -> tuple[rl.Literal, Statements]:
    """Return the row of the constants that the step starts with, and the statements after these."""
    values: dict[str, float | str] = {}
    for position, s in enumerate(statements):
        match s:
            case lp.Assign(target=v.Variable(name), value=v.Constant(value)) if (
                not s.comments and name.lower() not in values and slots[name.lower()].initial is None
            ):
                values[name.lower()] = value
            case _:
                return _literal([values], slots), statements[position:]
    return _literal([values], slots), []


def _literal(rows: list[dict[str, float | str]], slots: Mapping[str, lp.Slot]) -> rl.Literal:
    names = [name for name in slots if any(name in row for row in rows)]
    columns = tuple(column_of(slots[name]) for name in names)
    empty = {name: "" if slots[name].type.kind == "char" else float("nan") for name in names}
    made = tuple(tuple(row.get(name, empty[name]) for name in names) for row in rows)
    return rl.Literal(columns, made, ("",) * len(columns))


def _written(statements: Statements, slots: Mapping[str, lp.Slot]) -> rl.Literal:
    """Return the rows that OUTPUT statements among assignments of constants write."""
    values: dict[str, float | str] = {}
    rows: list[dict[str, float | str]] = []
    for s in statements:
        match s:
            case lp.Assign(target=v.Variable(name), value=v.Constant(value)):
                if slots[name.lower()].initial is not None:
                    raise Stays(f"a variable starts with a value of its own and is set ({name})")
                values[name.lower()] = value
            case _:
                rows.append(dict(values))
    if len(rows) > WRITTEN:
        raise Stays("a step that reads nothing writes many rows one by one")
    return _literal(rows, slots)


def _turns(
    loop: lp.RowLoop, statements: Statements, slots: Mapping[str, lp.Slot]
) -> tuple[rl.Turns, lp.RowLoop]:
    """Return the turns of nested loops, of which the innermost writes rows, with the statements of a turn."""
    body: Statements = []
    indexes: list[tuple[Column, rl.Sequence]] = []
    inner = statements
    while True:
        last = inner[-1] if inner else None
        before = inner[:-1]
        if not isinstance(last, lp.Do) or any(isinstance(n, lp.Output | lp.Do) for n in nodes(tuple(before))):
            raise Stays("OUTPUT stands in a step that reads nothing, outside of a counted loop")
        if any(isinstance(n, lp.Accumulate) for n in nodes(tuple(before))):
            raise Stays("a total is added to outside of the loop that writes rows")
        body += before
        index, turns = sequence_of(last)
        indexes.append((column_of(slots[index.name.lower()]), turns))
        inner = flat(last.body)
        if not any(isinstance(n, lp.Do) for n in inner):
            break
    names = [column.name.lower() for column, _ in indexes]
    if len(set(names)) < len(names) or assigned(tuple(body + inner)) & set(names):
        raise Stays("the index of a loop that writes rows is changed")
    if _size(indexes) > TURNS:
        raise Stays("a loop that writes rows has very many turns")
    accumulated = {
        n.target.name.lower()
        for n in nodes(tuple(inner))
        if isinstance(n, lp.Accumulate) and isinstance(n.target, v.Variable)
    }
    if accumulated & assigned(tuple(body)):
        raise Stays("a total starts with a value of its own before a loop that writes rows")
    if any(isinstance(n, v.Element) for n in nodes(tuple(body + inner))):
        raise Stays("an array is used with a subscript that only the row knows")
    if any(isinstance(n, v.Service | v.Automatic) for n in nodes(tuple(body + inner))):
        raise Stays("a loop that writes rows uses a function with a memory, or _N_")
    carries_nothing(body + inner, set(names), accumulated)
    return rl.Turns(tuple(indexes)), replace(loop, body=tuple(body + inner), implicit_output=False)


def _size(indexes: list[tuple[Column, rl.Sequence]]) -> int:
    size = 1
    for _, turns in indexes:
        size *= len(turns.values)
    return size


def sequence_of(do: lp.Do) -> tuple[v.Variable, rl.Sequence]:
    """Return the index of a loop and its values, which are constants. Raises Stays."""
    if not do.counted or not isinstance(do.index, v.Variable) or do.while_ or do.until:
        raise Stays("a DO loop runs within the row")
    values: list[float | str] = []
    start = step = 1.0
    for one in do.ranges:
        numbers = [n.value for n in (one.start, one.stop, one.step) if isinstance(n, v.Constant)]
        wanted = [n for n in (one.start, one.stop, one.step) if n is not None]
        if one.while_ or one.until or len(numbers) != len(wanted):
            raise Stays("a loop that writes rows has bounds that the step computes")
        if one.stop is None:
            values.append(numbers[0])
            continue
        whole = [n for n in numbers if isinstance(n, float) and n.is_integer()]
        if len(whole) != len(numbers) or (len(whole) == 3 and whole[2] == 0):
            raise Stays("a loop that writes rows has bounds that are not whole")
        start, stop, step = (*whole, 1.0)[:3]
        if (stop - start) / step >= TURNS:
            raise Stays("a loop that writes rows has very many turns")
        values += [float(n) for n in range(int(start), int(stop) + (1 if step > 0 else -1), int(step))]
    only = do.ranges[0]
    if len(do.ranges) == 1 and only.stop is not None:
        return do.index, rl.Sequence(tuple(values), start, step)
    if len(values) > WRITTEN:
        raise Stays("a loop that writes rows has a long list of values")
    return do.index, rl.Sequence(tuple(values))


def carries_nothing(body: Statements, indexes: set[str], accumulated: set[str]) -> None:
    """Check that no turn uses what an earlier turn has set: a variable is set in each turn before it is used."""
    changed = assigned(tuple(body)) - accumulated
    done = set(indexes)

    def read(item: object) -> None:
        early = (mentioned(item) & changed) - done
        if early:
            raise Stays(f"a value is kept from turn to turn of a loop ({min(early)})")

    def walk(statements: Statements) -> set[str]:
        """Return what these statements set for sure."""
        made: set[str] = set()
        for s in statements:
            match s:
                case lp.Assign(target=v.Variable(name), value=value):
                    read(value)
                    made.add(name.lower())
                case lp.Accumulate(target=v.Variable(), value=value):
                    read(value)
                case lp.If(condition=condition, then=then, otherwise=otherwise):
                    read(condition)
                    before = set(done)
                    one = walk(flat(then))
                    done.clear()
                    done.update(before)
                    other = walk(flat(otherwise))
                    done.clear()
                    done.update(before)
                    made |= one & other
                    loose = (
                        ((one | other | assigned((*then, *otherwise))) - accumulated) - (one & other) - done
                    )
                    if loose:
                        raise Stays(f"a value is kept from turn to turn of a loop ({min(loose)})")
                case lp.Output():
                    early = changed - done
                    if early:
                        raise Stays(f"a value is kept from turn to turn of a loop ({min(early)})")
                case lp.Leave(kind="delete"):
                    raise Stays("a loop that writes rows is left early")
                case _:
                    raise Stays(f"a statement works row by row ({word(s)})")
            done.update(made)
        return made

    walk(body)
