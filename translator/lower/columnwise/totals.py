"""Sum statements whose total is not kept: each row sets it before adding."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang.source import Token
from translator.lang.types import NUMBER
from translator.lower.effects import mentioned
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

Body = tuple[lp.LoopStatement, ...]


def set_first(body: Body, accumulators: set[str]) -> set[str]:
    """Return the totals that each row sets by an assignment before anything else is done with them."""
    found: set[str] = set()
    seen: set[str] = set()
    for statement in flat(body):
        match statement:
            case lp.Assign(target=v.Variable(name), value=value) if name.lower() in accumulators - seen:
                if name.lower() not in mentioned(value):
                    found.add(name.lower())
            case _ if any(isinstance(n, lp.Leave | lp.Output) for n in nodes(statement)):
                return found
            case _:
                pass
        seen |= mentioned(statement)
    return found


def as_assignments(body: Body, plain: set[str]) -> Body:
    """Return the statements with `total + x` of these totals as `total = sum(total, x)`, or `total + x` where neither
    can be missing."""
    full = {name for name in plain if all(_known(n) for n in nodes(body) if _sets(n, name))}
    made: Body = _rewritten(body, plain, full)
    return made


def _sets(node: object, name: str) -> bool:
    return (
        isinstance(node, lp.Assign | lp.Accumulate)
        and isinstance(node.target, v.Variable)
        and node.target.name.lower() == name
    )


def _known(node: Any) -> bool:
    """Is the value a number, never missing?"""
    value = node.value
    return isinstance(value, v.Flag) or (isinstance(value, v.Constant) and value.value == value.value)


def _rewritten(item: Any, plain: Collection[str], full: Collection[str]) -> Any:
    if (
        isinstance(item, lp.Accumulate)
        and isinstance(item.target, v.Variable)
        and item.target.name.lower() in plain
    ):
        args = (item.target, item.value)
        value: v.Value = v.Apply("SUM", args, NUMBER)
        if item.target.name.lower() in full:
            value = v.Arithmetic("+", args)
        return lp.Assign(target=item.target, value=value, at=item.at, comments=item.comments)
    if isinstance(item, tuple):
        return tuple(_rewritten(part, plain, full) for part in item)
    if is_dataclass(item) and not isinstance(item, (Token, type)):
        changed = {
            f.name: made
            for f in fields(item)
            if f.name not in ("at", "comments", "type")
            and (made := _rewritten(before := getattr(item, f.name), plain, full)) is not before
            and made != before
        }
        return replace(item, **changed) if changed else item
    return item


def flat(body: tuple[lp.LoopStatement, ...]) -> list[lp.LoopStatement]:
    """Return the statements with those of DO groups among them."""
    found: list[lp.LoopStatement] = []
    for statement in body:
        found += flat(statement.body) if isinstance(statement, lp.Group) else [statement]
    return found
