"""Variables that SET and MERGE read and the step sets: is the value that the row before left ever seen?

A variable that a data set brings keeps its value while the BY group lasts, or while SET reads the same data set, until
that data set gives another row. What the step has set is not seen again where each row of the group sets it anew before
it is looked at, or none does: where it is set under conditions of IN= alone, which say the same in the whole group.
Nor where every further row of a group reads it: where data sets without it have one row a group.
(SAS DATA Step Statements: Reference, SET and MERGE Statements; SAS Language Reference: Concepts, Match-Merging.)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, elements, mentioned
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


def read_again(name: str, inputs: Sequence[Collection[str]], unique: Sequence[bool]) -> bool:
    """Does every further row of a BY group read the variable? `inputs`: the names that each data set has."""
    return all(name in names or one for names, one in zip(inputs, unique, strict=True))


def steady(loop: lp.RowLoop, name: str) -> bool:
    """Does every row of a BY group, or of a data set, set the variable before it is looked at, or none of them?"""
    arrays = {a.name.lower() for a in loop.arrays if name in {e.lower() for e in a.elements}}
    if arrays & elements(loop.body):
        return False
    written = any(name == slot.lower() for output in loop.outputs for slot, _ in output.columns)
    return _Walk(name, written).holds(loop.body, within=True)


class _Walk:
    """Goes through the statements in their order. `looked`: the variable was looked at."""

    def __init__(self, name: str, written: bool) -> None:
        self.name = name
        self.written = written
        self.looked = False

    def holds(self, body: tuple[lp.LoopStatement, ...], within: bool) -> bool:
        """`within`: every row of a group comes here, or none."""
        for s in flat(body):
            match s:
                case lp.Assign(target=v.Variable(name), value=value) if name.lower() == self.name:
                    if not within or self.looked or self.name in mentioned(value) or _has_memory(value):
                        return False
                case lp.If(condition=condition, then=then, otherwise=otherwise):
                    self.looked = self.looked or self.name in mentioned(condition)
                    same = within and of_inputs(condition)
                    before = self.looked
                    if not self.holds(then, same):
                        return False
                    after, self.looked = self.looked, before
                    if not self.holds(otherwise, same):
                        return False
                    self.looked = self.looked or after
                case lp.Output():
                    self.looked = self.looked or self.written
                case _ if self.name in assigned((s,)):
                    return False
                case _:
                    self.looked = self.looked or self.name in mentioned(s)
        return True


def of_inputs(condition: v.Value) -> bool:
    """Does a condition look at nothing but IN=?"""
    match condition:
        case v.Flagged(kind="in") | v.Constant():
            return True
        case v.Logic(args=args):
            return all(of_inputs(arg) for arg in args)
        case v.Truth(inner) | v.Flag(inner):
            return of_inputs(inner)
    return False


def _has_memory(value: v.Value) -> bool:
    return any(isinstance(n, v.Service) for n in nodes(value))
