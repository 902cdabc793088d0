"""The state of every statement: rule, loop, model, human or hole; exactly one each (DESIGN, Promises)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.emit.code import MapEntry
from translator.lang.source import Token
from translator.lang.statements import Statement, Step, Unparsed
from translator.pipeline.read import statements_of
from translator.plan.relations import Plan
from translator.report.outputs import StatementState

WORST = ("rule", "human", "loop", "model", "hole")
"""A statement whose parts are translated differently has the last of these."""


def states_of(steps: Sequence[Step], plan: Plan, entries: Sequence[MapEntry]) -> tuple[StatementState, ...]:
    """Return the state of each statement for one target.

    A statement has its step's state; one outside steps (TITLE, OPTIONS, LIBNAME …) changes what is known and is
    a rule. What the map says of a step goes before the plan: an emitter may have had to leave a hole.
    """
    mapped = {entry.step: entry.provenance for entry in entries}
    of_step: dict[int, list[str]] = {}
    for number, step in enumerate(plan.steps):
        of_step.setdefault(id(step.first), []).append(mapped.get(number, step.provenance))
    found = []
    for sas in steps:
        provenances = of_step.get(id(sas.at), ["rule:environment"])
        worst = max(provenances, key=lambda name: WORST.index(state_of(name)))
        for statement in statements_of([sas]):
            name = "hole" if isinstance(statement, Unparsed) else worst
            first, last = _lines(statement)
            rule = "" if state_of(name) == name else name
            found.append(StatementState(first, last, _word(statement), state_of(name), rule))
    return tuple(found)


def state_of(provenance: str) -> str:
    """Return the state that a provenance stands for; the name of a rule is "rule".

    >>> state_of("loop"), state_of("merge-unique")
    ('loop', 'rule')
    """
    return provenance if provenance in WORST else "rule"


def _lines(statement: Statement | Step) -> tuple[int, int]:
    first = statement.at.outermost
    ends = [token.line for token in _outer(statement.end) if token.source is first.source]
    return first.line, max([first.line, *ends[-1:]])


def _outer(token: Token) -> Iterator[Token]:
    yield token
    while token.via is not None:
        token = token.via.at
        yield token


def _word(statement: Statement | Step) -> str:
    """Return what kind of statement it is, as its class is called: Assign, Merge, ProcStep …"""
    return type(statement).__name__
