"""Arithmetic whose result may be too large for a number: SAS makes it missing, the targets infinite.

Only a program whose own text has very large numbers is guarded (docs/decisions.md): there the result of every operation is
made missing where it is computed. Other programs stop where an infinite number shows (R0614).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.large_numbers import LARGE
from translator.lower.columnwise.arrays import rebuilt
from translator.plan import values as v
from translator.plan.walk import nodes

_DIGITS = re.compile(r"\d[eEdD]\+?[1-9]\d\d|\d{100}")


def brings_large(step: st.Step) -> bool:
    """Does the text of a step have numbers from 1E100 on: literals, lines of data, CONSTANT('BIG')?

    >>> brings_large(sx.Number(1e300)), brings_large(sx.Number(5.0))
    (True, False)
    """
    for node in nodes(step):
        match node:
            case sx.Number(number) if abs(number) >= LARGE:
                return True
            case st.Datalines(lines=lines) if any(_DIGITS.search(line) for line in lines):
                return True
            case sx.Call(name, (sx.String(text), *_)) if name.lower() == "constant":
                if text.strip(" ").upper() in ("BIG", "SQRTBIG"):
                    return True
            case _:
                pass
    return False


def computed_large(value: v.Value) -> bool:
    """Is a value a very large literal, or computed from one?"""
    return any(
        isinstance(node, v.Constant) and isinstance(node.value, float) and abs(node.value) >= LARGE
        for node in nodes(value)
    )


def guarded(made: v.Arithmetic) -> v.Arithmetic:
    """Return the operation with a result that is missing where it is too large."""
    return replace(made, overflow="missing", type=replace(made.type, nullable=True))


def guard(item: Any) -> Any:
    """Return a part of a plan with all of its arithmetic guarded."""

    def other(node: object) -> object | None:
        if isinstance(node, v.Arithmetic):
            inner = replace(node, args=rebuilt(node.args, other))
            return inner if node.op == "negate" else guarded(inner)
        return None

    return rebuilt(item, other)
