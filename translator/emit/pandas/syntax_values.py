"""The few syntax expressions that stand in INPUT and PUT items (columns, array elements) as Python."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang import syntax as sx
from translator.lang.types import NUMBER, Type
from translator.plan import values as v


def lowered(scope: LoopScope, node: object) -> v.Value:
    """Lower a simple expression: numbers, texts, variables, array elements, + - * /."""
    match node:
        case sx.Number(value, form):
            return v.Constant(value, Type("num", nullable=False), form)
        case sx.String(text):
            return v.Constant(text, Type("char", max(len(text), 1)))
        case sx.Var(name) if name.lower() == "_n_" and "_n_" not in scope.slots:
            return v.Automatic("_n_", name)
        case sx.Var(name) if name.lower() in scope.slots:
            slot = scope.slots[name.lower()]
            return v.Variable(slot.name, slot.type)
        case sx.Element(name, subscripts) | sx.Call(name, subscripts) if name.lower() in scope.arrays:
            array = scope.arrays[name.lower()]
            parts = tuple(lowered(scope, part) for part in subscripts)
            return v.Element(array.name, parts, array.type, node.at)
        case sx.Unary("-", operand):
            return v.Arithmetic("negate", (lowered(scope, operand),), NUMBER, node.at)
        case sx.Unary("+", operand):
            return lowered(scope, operand)
        case sx.Binary(("+" | "-" | "*" | "/") as op, left, right):
            return v.Arithmetic(op, (lowered(scope, left), lowered(scope, right)), NUMBER, node.at)
    raise Unsupported("H0456", "this expression in INPUT or PUT is not translated", getattr(node, "at", None))


def number(scope: LoopScope, values: ScalarValues, node: object) -> Code:
    """Write a simple expression."""
    return values.value(lowered(scope, node), whole=True)


__all__ = ["ex", "lowered", "number"]
