"""Retained variables that rows set now and then: where a row does not, the value of the row before stays.

Side conditions: what sets the variable does not look at it, nothing looks at it before the last statement that sets it,
and nothing between these statements changes what they look at, or drops rows. (SAS DATA Step Statements: Reference,
RETAIN Statement.)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from translator.lower.columnwise.stays import Stays
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, mentioned
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

Choices = tuple[tuple[v.Value | None, v.Value], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A retained variable: `choices` are (condition, value), of which the first that holds sets it; None always holds."""

    slot: lp.Slot
    choices: Choices
    last: lp.LoopStatement  # the operation stands in the place of this statement


def divided(body: tuple[lp.LoopStatement, ...], names: Collection[str]) -> tuple[lp.LoopStatement, ...]:
    """Return the statements with each IF that sets one of the names and others besides as an IF for each of them."""
    made: list[lp.LoopStatement] = []
    for s in flat(body):
        parts = _parts(s) if isinstance(s, lp.If) and assigned((s,)) & set(names) else None
        made += parts or [s]
    return tuple(made)


def _parts(s: lp.If) -> list[lp.LoopStatement] | None:
    """Return an IF whose branches assign independent values as an IF for each variable; None for others."""
    targets: dict[str, None] = {}
    looked: set[str] = set()
    rest: lp.If | None = s
    while rest is not None:
        looked |= mentioned(rest.condition)
        for inner in (*flat(rest.then), *([] if _chained(rest) else flat(rest.otherwise))):
            if not isinstance(inner, lp.Assign) or not isinstance(inner.target, v.Variable):
                return None
            targets.setdefault(inner.target.name.lower())
            looked |= mentioned(inner.value)
        rest = _chained(rest)
    if looked & set(targets) or len(targets) < 2:
        return None
    first, *more = (_only(s, name) for name in targets)
    return [first, *(replace(one, comments=()) for one in more)]


def _chained(s: lp.If) -> lp.If | None:
    """Return the IF that stands after ELSE."""
    rest = flat(s.otherwise)
    return rest[0] if len(rest) == 1 and isinstance(rest[0], lp.If) else None


def _only(s: lp.If, name: str) -> lp.If:
    chained = _chained(s)
    keep = [inner for inner in flat(s.then) if _sets(inner, name)]
    other: list[lp.LoopStatement] = [inner for inner in flat(s.otherwise) if _sets(inner, name)]
    return replace(s, then=tuple(keep), otherwise=(_only(chained, name),) if chained else tuple(other))


def _sets(s: lp.LoopStatement, name: str) -> bool:
    return isinstance(s, lp.Assign) and isinstance(s.target, v.Variable) and s.target.name.lower() == name


def kept(slot: lp.Slot, body: tuple[lp.LoopStatement, ...]) -> Kept:
    """Return what sets a retained variable. Raises Stays."""
    name = slot.name.lower()
    refusal = Stays(f"a variable is retained from row to row ({slot.name})")
    sites = [position for position, s in enumerate(body) if name in assigned((s,))]
    choices: list[tuple[v.Value | None, v.Value]] = []
    for position in reversed(sites):
        own = _choices(body[position], name)
        if own is None:
            raise refusal
        if not choices or choices[-1][0] is not None:  # else a later statement sets it in every row
            choices += own
    looked = {n for pair in choices for n in mentioned(pair)}
    between = tuple(s for s in body[sites[0] : sites[-1]] if name not in assigned((s,)))
    changed = assigned(between)
    leaves = any(isinstance(n, lp.Leave | lp.Output | lp.Routine) for n in nodes(between))
    memory = any(
        isinstance(n, v.Service | v.HashCall) or isinstance(n, v.Apply) and n.function.startswith("PRX")
        for n in nodes(tuple(choices))
    )
    if leaves or memory or name in looked or changed & looked or name in mentioned(between):
        raise refusal
    return Kept(slot, tuple(choices), body[sites[-1]])


def _choices(s: lp.LoopStatement, name: str) -> list[tuple[v.Value | None, v.Value]] | None:
    """Return (condition, value) in order for a statement that sets nothing but the variable; None for others."""
    if isinstance(s, lp.Assign) and _sets(s, name):
        return [(None, s.value)]
    made: list[tuple[v.Value | None, v.Value]] = []
    rest: lp.If | None = s if isinstance(s, lp.If) else None
    while rest is not None:
        then = flat(rest.then)
        if len(then) != 1 or not isinstance(then[0], lp.Assign) or not _sets(then[0], name):
            return None
        made.append((rest.condition, then[0].value))
        chained = _chained(rest)
        if chained is None and rest.otherwise:
            last = flat(rest.otherwise)
            if len(last) != 1 or not isinstance(last[0], lp.Assign) or not _sets(last[0], name):
                return None
            made.append((None, last[0].value))
        rest = chained
    return made or None
