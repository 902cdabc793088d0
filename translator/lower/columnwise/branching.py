"""IFs within IFs, and whatever else stands under a condition, as flat IFs one after the other.

The rows of two branches of an IF are not the same, so what one branch does cannot change what the other sees. A condition
that is asked for again is held in a mask where the IF stands, for the statements of its branch may change what it looks
at. A row that is deleted may run through the rest of the IF first, unless that looks at other rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from translator.lower.columnwise.conditions import both, either, negated, plain
from translator.lower.columnwise.stays import Stays
from translator.lower.columnwise.totals import flat
from translator.lower.effects import mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

Statements = list[lp.LoopStatement]
Flat = list[lp.LoopStatement | rl.Mask]


@dataclass(frozen=True, slots=True)
class Arm:
    """A branch: its condition (None: what is left), and its statements."""

    condition: v.Value | None
    body: tuple[lp.LoopStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoWhere(lp.Do):
    """A DO loop that only the rows of a condition run through: the others keep their index, too."""

    way: v.Value


def unnested(s: lp.If, numbers: Iterator[int]) -> Flat:
    """Return an IF as flat ones; the IF alone where it is flat already. `numbers`: for masks. Raises Stays."""
    arms = _arms(s)
    if len(arms) == 1 and len(arms[0].body) == 1 and not isinstance(arms[0].body[0], lp.If | lp.Do):
        return [_chain(arms, s)]
    made: Flat = []
    dropped: list[v.Value | None] = []
    made += _drops(arms, s)
    if made:
        s = replace(s, comments=())
    arms = [arm for arm in arms if not _only_deletes(arm.body)]
    made += _opened(arms, s, numbers, dropped)
    if dropped:
        if any(isinstance(n, lp.Accumulate | v.Service) for n in nodes(s)):
            raise Stays("a row is deleted among statements that look at other rows")
        condition = either(dropped)
        if condition is None:
            raise Stays("every row is deleted")
        made.append(lp.If(condition=condition, then=(lp.Leave(kind="delete"),), at=s.at))
    return made


def _arms(s: lp.If) -> list[Arm]:
    """Return the branches of an IF; one that is nothing but an IF is parted into those of that."""
    arms: list[Arm] = []
    rest: Statements = [s]
    while rest:
        one = rest[0]
        if len(rest) > 1 or not isinstance(one, lp.If):
            arms.append(Arm(None, tuple(rest)))
            break
        body = flat(one.then)
        if len(body) == 1 and isinstance(inner := body[0], lp.If):
            deeper = _arms(inner)
            arms += [replace(arm, condition=both(one.condition, arm.condition)) for arm in deeper]
            if deeper[-1].condition is not None and flat(one.otherwise):
                arms.append(Arm(one.condition, ()))
        else:
            arms.append(Arm(one.condition, tuple(body)))
        rest = flat(one.otherwise)
    return arms


def _only_deletes(body: tuple[lp.LoopStatement, ...]) -> bool:
    return len(body) == 1 and isinstance(body[0], lp.Leave) and body[0].kind == "delete"


def _drops(arms: list[Arm], s: lp.If) -> Flat:
    """Return the IF that drops the rows of branches which do nothing else: they see no other branch."""
    ways: list[v.Value | None] = []
    before: list[v.Value] = []
    for arm in arms:
        if _only_deletes(arm.body):
            ways.append(both(*before, arm.condition))
        if arm.condition is not None:
            before.append(negated(plain(arm.condition)))
    if not ways:
        return []
    condition = either(ways)
    if condition is None:
        raise Stays("every row is deleted")
    return [lp.If(condition=condition, then=(lp.Leave(kind="delete"),), at=s.at, comments=s.comments)]


def _opened(arms: list[Arm], s: lp.If, numbers: Iterator[int], dropped: list[v.Value | None]) -> Flat:
    """Return branches as flat IFs: first what all of them set at once, then the rest of each."""
    leads = [_lead(arm.body) for arm in arms]
    rests = [arm.body[len(lead) :] for arm, lead in zip(arms, leads, strict=True)]
    while arms and not arms[-1].body:
        arms, leads, rests = arms[:-1], leads[:-1], rests[:-1]
    if not arms:
        return []
    made: Flat = []
    asked = max((i for i, rest in enumerate(rests) if rest), default=-1)
    held: list[v.Value | None] = [arm.condition for arm in arms]
    for position in range(asked + 1):
        condition = arms[position].condition
        if condition is not None and not v.made_of_masks(condition):
            number = next(numbers)
            comments = s.comments if not made else ()
            made.append(rl.Mask(number=number, condition=condition, at=s.at, comments=comments))
            held[position] = v.Held(number, condition)
    if any(leads):
        first = [Arm(condition, lead) for condition, lead in zip(held, leads, strict=True)]
        while not first[-1].body:
            first.pop()
        made.append(replace(_chain(first, s), comments=() if made else s.comments))
    for position, rest in enumerate(rests):
        others = [negated(one) for one in held[:position] if one is not None]
        way = both(*others, held[position])
        made += _under(way, rest, s, numbers, dropped)
    return made


def _under(
    way: v.Value | None, body: tuple[lp.LoopStatement, ...], s: lp.If, numbers: Iterator[int],
    dropped: list[v.Value | None],
) -> Flat:  # fmt: skip
    """Return statements as they are executed where `way` holds."""
    made: Flat = []
    rest = body
    while rest:
        lead = _lead(rest)
        if lead:
            made.append(_chain([Arm(way, lead)], lead[0]))
            rest = rest[len(lead) :]
            continue
        one, *others = rest
        rest = tuple(others)
        match one:
            case lp.Leave(kind="delete"):
                dropped.append(way)
            case lp.If():
                arms = [replace(arm, condition=both(way, arm.condition)) for arm in _arms(one)]
                made += _opened(arms, one, numbers, dropped)
            case lp.Do(body=inner):
                made.append(one if way is None else _where(one, way, inner))
            case lp.Assign() | lp.Accumulate():
                made.append(_chain([Arm(way, (one,))], one))
            case _:
                raise Stays("IF executes other statements than assignments")
    return made


def _where(do: lp.Do, way: v.Value, body: tuple[lp.LoopStatement, ...]) -> DoWhere:
    return DoWhere(
        index=do.index, ranges=do.ranges, while_=do.while_, until=do.until, counted=do.counted, way=way, at=do.at,
        body=(lp.If(condition=way, then=body, at=do.at),), comments=do.comments,
    )  # fmt: skip


def _chain(arms: list[Arm], s: lp.LoopStatement) -> lp.LoopStatement:
    """Return branches as one IF."""
    made: tuple[lp.LoopStatement, ...] = ()
    for arm in reversed(arms):
        if arm.condition is None:
            made = arm.body
        else:
            made = (
                lp.If(condition=arm.condition, then=arm.body, otherwise=made, at=s.at, comments=s.comments),
            )
    return made[0] if len(made) == 1 else lp.Group(body=made, at=s.at, comments=s.comments)


def _lead(body: tuple[lp.LoopStatement, ...]) -> tuple[lp.LoopStatement, ...]:
    """Return the first statements of a branch as far as they set variables that none of them looks at."""
    inside: set[str] = set()
    for position, s in enumerate(body):
        if not isinstance(s, lp.Assign) or not isinstance(s.target, v.Variable):
            return body[:position]
        name = s.target.name.lower()
        memory = any(isinstance(n, v.Service) for n in nodes(s.value))
        if memory or name in inside or mentioned(s.value) & inside:
            return body[:position]
        inside.add(name)
    return body
