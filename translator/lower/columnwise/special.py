"""Special missing values (.A-.Z, ._) in whole columns: they are moved and compared, not computed with.

A function of a special missing value gives `.`, which the forms of functions for columns do not promise.
(SAS Language Reference: Concepts, Missing Values.)
"""

from __future__ import annotations

from translator.lower.columnwise.stays import Stays
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


def check(loop: lp.RowLoop) -> None:
    """Raise Stays where a step computes with what may be a special missing value."""
    if not any(slot.type.special for slot in loop.slots):
        return
    for node in nodes(loop.body):
        match node:
            case v.Apply(function, args) if function != "MISSING" and node.type.kind == "num":
                computes = any(arg.type.special for arg in args)
            case v.Service(args=args):
                computes = node.function != "LAG" and any(arg.type.special for arg in args)
            case v.ReadFormat():
                computes = node.type.kind == "num"
            case _:
                computes = False
        if computes:
            raise Stays("special missing values (.A-.Z) may be an argument of a function")
