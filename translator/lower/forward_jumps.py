"""GO TO forwards inside a block, as IF and ELSE: what is jumped over stands in the branch that does not jump.

DATA Step Statements: Reference, "GO TO Statement": execution goes on with the statement behind the label, and from there
with the statements that follow. Labels at the step's outermost level stay where they are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from translator.plan import loop as lp
from translator.plan.walk import nodes

Statements = tuple[lp.LoopStatement, ...]


class _NoFormError(Exception):
    """The block jumps backwards, into or out of a loop, or a statement would have to stand twice."""


def without_forward_jumps(body: Statements) -> Statements:
    """Return the statements of a step, its blocks without the labels that only GO TO before them in the block name."""
    jumps = [n for n in nodes(body) if isinstance(n, lp.Jump)]
    if not jumps:
        return body
    linked = {jump.label.lower() for jump in jumps if jump.kind == "link"}
    return tuple(_inside(s, _jumps(body), linked) for s in body)


def _jumps(statements: object) -> Counter[str]:
    """How often GO TO names each label."""
    return Counter(n.label.lower() for n in nodes(statements) if isinstance(n, lp.Jump) and n.kind == "goto")


def _inside(s: lp.LoopStatement, all_jumps: Counter[str], linked: set[str]) -> lp.LoopStatement:
    match s:
        case lp.If(then=then, otherwise=otherwise):
            return replace(
                s, then=_block(then, all_jumps, linked), otherwise=_block(otherwise, all_jumps, linked)
            )
        case lp.Do(body=body) | lp.Group(body=body):
            return replace(s, body=_block(body, all_jumps, linked))
        case _:
            return s


def _block(statements: Statements, all_jumps: Counter[str], linked: set[str]) -> Statements:
    statements = tuple(_inside(s, all_jumps, linked) for s in statements)
    mine = _jumps(statements)
    labels = {
        s.name.lower(): position
        for position, s in enumerate(statements)
        if isinstance(s, lp.LabelHere) and mine[s.name.lower()]
    }
    if not labels or linked & labels.keys() or any(all_jumps[name] > mine[name] for name in labels):
        return statements
    try:
        made = _chosen(_with_comments(statements), labels)
    except _NoFormError:
        return statements
    return made if _size(made) <= _size(statements) else statements


def _with_comments(statements: Statements) -> Statements:
    """Return the statements, the comments of a label before the statement that follows it."""
    made: list[lp.LoopStatement] = []
    waiting: tuple[str, ...] = ()
    for s in statements:
        if isinstance(s, lp.LabelHere):
            waiting += s.comments
        elif waiting:
            s, waiting = replace(s, comments=(*waiting, *s.comments)), ()
        made.append(s)
    return tuple(made)


def _size(statements: Statements) -> int:
    return sum(isinstance(n, lp.Statement) for n in nodes(statements))


def _chosen(statements: Statements, labels: dict[str, int]) -> Statements:
    """Return what is executed from the first statement on. Raises _NoFormError."""
    made: list[lp.LoopStatement] = []
    for position, s in enumerate(statements):
        rest = position + 1
        if isinstance(s, lp.LabelHere) and s.name.lower() in labels:
            continue
        if isinstance(s, lp.Jump) and s.label.lower() in labels:
            return (*made, *_from(statements, labels, labels[s.label.lower()], position))
        if isinstance(s, lp.Leave):
            return (*made, s)
        if not _jumps(s).keys() & labels.keys():
            made.append(s)
            continue
        if not isinstance(s, (lp.If, lp.Group)):
            raise _NoFormError
        branches = [s.then, s.otherwise] if isinstance(s, lp.If) else [s.body]
        ahead = {name: place - rest for name, place in labels.items() if place >= rest}
        ways = [
            _chosen(
                (*branch, *statements[rest:]),
                {name: place + len(branch) for name, place in ahead.items()},
            )
            for branch in branches
        ]
        if any(_jumps(way).keys() & labels.keys() for way in ways):
            raise _NoFormError  # backwards
        if isinstance(s, lp.Group):
            return (*made, *ways[0])
        then, otherwise, common = _parted(*ways)
        if not then and not otherwise:
            raise _NoFormError
        return (*made, replace(s, then=then, otherwise=otherwise), *common)
    return tuple(made)


def _from(statements: Statements, labels: dict[str, int], start: int, position: int) -> Statements:
    if start <= position:
        raise _NoFormError
    left = {name: place - start for name, place in labels.items() if place >= start}
    return _chosen(statements[start:], left)


def _parted(one: Statements, other: Statements) -> tuple[Statements, Statements, Statements]:
    """Return what two ways do apart, and what they end with both."""
    same = 0
    while same < min(len(one), len(other)) and one[-1 - same] == other[-1 - same]:
        same += 1
    end = len(one) - same
    return one[:end], other[: len(other) - same], one[end:]
