"""Retained variables that end every row with a value of that row: what the next row sees of them is a lag.

`diff = x - before; before = x;`: where a row looks at `before`, it holds what the row above has ended with. Side conditions:
the last statement that sets the variable is executed in every row that comes to the first one that looks at it or sets
it, with a value of columns that the step does not change; it starts missing. A statement between that sets it back
(`if first.g then before = .;`) is an ordinary assignment then. (SAS DATA Step Statements: Reference, RETAIN Statement.)
"""

from __future__ import annotations

from dataclasses import replace

from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, elements, mentioned
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

Body = tuple[lp.LoopStatement, ...]


def as_lags(loop: lp.RowLoop, names: set[str]) -> lp.RowLoop:
    """Return the loop with such variables, of these names, set by LAG where they are looked at first."""
    for slot in loop.slots:
        name = slot.name.lower()
        if name in names and slot.initial is None and (body := _body(loop, slot)) is not None:
            slots = tuple(replace(s, role="computed") if s is slot else s for s in loop.slots)
            loop = replace(loop, body=body, slots=slots)
    return loop


def _body(loop: lp.RowLoop, slot: lp.Slot) -> Body | None:
    """Return the statements with a LAG in the place of what is retained; None where the conditions do not hold."""
    name = slot.name.lower()
    body = flat(loop.body)
    arrays = {a.name.lower() for a in loop.arrays if name in {e.lower() for e in a.elements}}
    if arrays & elements(tuple(body)):
        return None
    sites = [i for i, s in enumerate(body) if name in assigned((s,))]
    written = any(name == column.lower() for output in loop.outputs for column, _ in output.columns)
    uses = [
        i
        for i, s in enumerate(body)
        if name in mentioned(s) - _target(s, name)
        or written
        and any(isinstance(n, lp.Output) for n in nodes(s))
    ]
    if not sites or not uses or min(uses) >= sites[-1]:
        return None
    last = body[sites[-1]]
    first = min(uses[0], sites[0])
    if not isinstance(last, lp.Assign) or not _of_row(last.value, loop):
        return None
    if any(isinstance(n, lp.Leave) for n in nodes(tuple(body[first : sites[-1]]))):
        return None
    if any(isinstance(n, lp.Accumulate) and name == _name(n.target) for n in nodes(tuple(body))):
        return None
    target = v.Variable(slot.name, slot.type)
    lag = lp.Assign(
        target=target, value=v.Service("LAG", (last.value,), slot.type, site=-1), at=body[first].at
    )
    seen_later = max(uses) > sites[-1] or written and loop.implicit_output
    rest = body[sites[-1] if seen_later else sites[-1] + 1 :]
    return (*body[:first], lag, *body[first : sites[-1]], *rest)


def _target(s: lp.LoopStatement, name: str) -> set[str]:
    """A plain assignment names its target without looking at it."""
    return (
        {name}
        if isinstance(s, lp.Assign) and _name(s.target) == name and name not in mentioned(s.value)
        else set()
    )


def _name(target: v.Variable | v.Element) -> str:
    return target.name.lower() if isinstance(target, v.Variable) else ""


def _of_row(value: v.Value, loop: lp.RowLoop) -> bool:
    """Is a value made of columns that are read and never changed?"""
    body = flat(loop.body)
    changed = assigned(s for s in body if not isinstance(s, lp.ReadLine))
    read = {slot.name.lower() for slot in loop.slots if slot.role == "read"}
    read |= {name.lower() for s in body if isinstance(s, lp.ReadLine) for name, _ in s.types}
    plain = (v.Variable, v.Constant, v.Arithmetic, v.Apply, v.Cut, v.Pad, v.Concatenate)
    return all(isinstance(n, plain) for n in nodes(value)) and mentioned(value) <= read - changed
