"""Attributes of variables and bounds of arrays: VNAME, VLABEL, VTYPE, VLENGTH, VFORMAT …, DIM, HBOUND, LBOUND.

SAS 9.4 Functions and CALL Routines: Reference, "VNAME Function", "VNAMEX Function", "DIM Function" …
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, as_number, as_text, constant
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.formatting import formatted
from equivalence.interpreter.functions import own
from equivalence.interpreter.pdv import ArrayInfo, Slot
from translator.lang import syntax as s
from translator.lang.syntax import Call
from translator.library.variable_facts import ATTRIBUTES, variable_fact

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions


def slot_getter(ex: Expressions, argument: Any, at: Any) -> Callable[[], Slot]:
    """Return what gives the slot that an argument names, at run time for array elements. Raises StepError."""
    if ex.host is None:
        raise Unsupported("functions on variables outside a DATA step", at)
    pdv = ex.host.pdv
    if isinstance(argument, s.Var) and ex.host.array(argument.name) is None:
        slot: Slot = ex.host.slot(argument.name, at)
        if not slot.kind:
            pdv.add(argument.name, "num")
        slot.used = True
        return lambda: slot
    if isinstance(argument, s.Dotted):
        code = ex.scope.dotted(argument.qualifier, argument.name, at)
        return lambda: pdv.slots[code.slot]
    if isinstance(argument, s.Var | s.Element | s.Call):
        array = ex.host.array(argument.name)
        if array is not None:
            subscripts: tuple[s.Expr, ...]
            if isinstance(argument, s.Element):
                subscripts = argument.subscripts
            elif isinstance(argument, s.Call):
                subscripts = tuple(a for a in argument.args if not isinstance(a, s.Of | s.Format | s.Empty))
            else:
                subscripts = (s.Var(array.index or "_i_", at),)
            position = ex.position(array, subscripts, at)
            if isinstance(position, int):
                fixed = array.slots[position]
                return lambda: pdv.slots[fixed]
            run = position
            return lambda: pdv.slots[array.slots[run()]]
    raise StepError("The argument must be a variable.", at, "R0008")


def _fact(ex: Expressions, name: str, slot: Slot) -> str | float:
    length = ex.host.outputs.described(slot).length
    return variable_fact(name, slot.name, slot.label, slot.kind, length, slot.format, slot.informat)


NUMERIC = {"VLENGTH", "VFORMATW", "VFORMATD", "VINFORMATW", "VINFORMATD", "VINARRAY", "VARRAY"}


@own(*ATTRIBUTES)
def attribute(ex: Expressions, call: Call) -> Code:
    """An attribute of the variable that the argument names."""
    if not call.args:
        raise StepError(
            f"The {call.name.upper()} function call does not have enough arguments.", call.at, "R0008"
        )
    name = call.name.upper()
    slot = slot_getter(ex, call.args[0], call.at)
    return Code("num" if name in NUMERIC else "char", lambda: _fact(ex, name, slot()),
                1 if name == "VTYPE" else 200, at=call.at)  # fmt: skip


@own(*(f"{name}X" for name in ATTRIBUTES))
def attribute_by_name(ex: Expressions, call: Call) -> Code:
    """An attribute of the variable whose name is the argument's value."""
    name = call.name.upper()[:-1]
    text = ex.text(_expr(call))
    host = ex.host

    def run() -> Any:
        slot = host.pdv.find(text().strip())
        if slot is None:
            return float("nan") if name in NUMERIC else " "
        return _fact(ex, name, slot)

    return Code("num" if name in NUMERIC else "char", run, 1 if name == "VTYPE" else 200, at=call.at)


@own("VVALUE")
def value(ex: Expressions, call: Call) -> Code:
    """The formatted value of a variable."""
    slot, session = slot_getter(ex, call.args[0], call.at), ex.session
    values = ex.host.pdv.values
    return Code(
        "char", lambda: formatted(session, values[slot().index], slot().variable()).strip(), 200, at=call.at
    )


@own("VVALUEX")
def value_by_name(ex: Expressions, call: Call) -> Code:
    """The formatted value of the variable whose name is the argument's value."""
    text, session, host = ex.text(_expr(call)), ex.session, ex.host

    def run() -> str:
        slot = host.pdv.find(text().strip())
        return (
            formatted(session, host.pdv.values[slot.index], slot.variable()).strip()
            if slot is not None
            else " "
        )

    return Code("char", run, 200, at=call.at)


@own("VARRAY", "VINARRAY")
def in_array(ex: Expressions, call: Call) -> Code:
    """VARRAY: is it an array? VINARRAY: is it an element of one?"""
    argument = call.args[0]
    name = argument.name if isinstance(argument, s.Var | s.Element | s.Call) else ""
    if call.name.upper() == "VARRAY":
        return constant(1.0 if ex.scope.array(name) is not None else 0.0, call.at)
    slot, pdv = slot_getter(ex, argument, call.at), ex.host.pdv
    return Code(
        "num",
        lambda: 1.0 if any(slot().index in array.slots for array in pdv.arrays.values()) else 0.0,
        at=call.at,
    )


@own("VARRAYX", "VINARRAYX")
def name_in_array(ex: Expressions, call: Call) -> Code:
    """VARRAYX: does a text name an array? VINARRAYX: a variable that is an element of one?"""
    text, host, elements = ex.text(_expr(call)), ex.host, call.name.upper().startswith("VIN")

    def run() -> float:
        name, arrays = text().strip(), host.pdv.arrays
        slot = host.pdv.find(name)
        if elements:
            return (
                1.0 if slot is not None and any(slot.index in one.slots for one in arrays.values()) else 0.0
            )
        return 1.0 if name.lower() in arrays else 0.0

    return Code("num", run, at=call.at)


def _expr(call: Call) -> s.Expr:
    argument = call.args[0] if call.args else None
    if argument is None or isinstance(argument, s.Of | s.Format | s.Empty):
        raise StepError(f"The {call.name.upper()} function call needs an expression.", call.at, "R0008")
    return argument


@own(*(f"{name}{n}" for name in ("DIM", "HBOUND", "LBOUND") for n in ("", *range(1, 10))))
def bound(ex: Expressions, call: Call) -> Code:
    """The size or a bound of an array's dimension."""
    argument = call.args[0] if call.args else None
    name = argument.name if isinstance(argument, s.Var | s.Element | s.Call) else ""
    array: ArrayInfo | None = ex.scope.array(name)
    if array is None:
        raise StepError(f"The {call.name.upper()} function needs an array: {name}.", call.at, "R0010")
    what = call.name.upper().rstrip("0123456789")
    number = call.name[len(what) :]
    bounds = array.bounds

    def read(dimension: float) -> float:
        position = int(dimension) - 1 if dimension == dimension else -1
        if not 0 <= position < len(bounds):
            raise StepError(f"The array {name} has no dimension {dimension:g}.", call.at, "R0010")
        low, high = bounds[position]
        return float({"DIM": high - low + 1, "HBOUND": high, "LBOUND": low}[what])

    if len(call.args) < 2:
        return constant(read(float(number or 1)), call.at)
    second = as_number(ex.compile(call.args[1]), ex.notes)
    return Code("num", lambda: read(second()), at=call.at)


__all__ = ["as_text", "slot_getter"]
