"""Assignment and sum statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, Run, as_number, as_text
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import best_text
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING, Slot
from equivalence.interpreter.signals import Exec
from translator.lang import syntax as s
from translator.lang.source import Token
from translator.lang.statements import Assign, Sum

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

Store = Callable[[Any], None]


def assign(host: StepCompiler, statement: Assign) -> Exec:
    """`target = value`. A new variable takes kind and length of the value, and its place before the value's own."""
    target = statement.target
    if isinstance(target, s.Var) and not _implicit(host, target.name) and not _is_line(host, target.name):
        host.slot(target.name, target.at)
    value = host.ex.compile(statement.value)
    return assign_code(host, statement.target, value, statement.at)


def assign_code(
    host: StepCompiler, target: s.Var | s.Element | s.Call, value: Code, at: Token | None
) -> Exec:
    """Return the closure that stores a compiled value into a target."""
    if isinstance(target, s.Var) and not _implicit(host, target.name):
        lower = target.name.lower()
        if lower == "_error_":
            return _set_error(host, value)
        if _is_line(host, lower):
            return host.text_input.assign_buffer(as_text(value, host.notes))
        slot = host.slot(target.name, target.at)
        if not slot.kind:
            host.pdv.add(target.name, value.kind, max(value.length, 1) if value.kind == "char" else 8)
        slot.assigned = True
        return store_slot(host, slot, value)
    if isinstance(target, s.Call) and target.name.lower() == "substr" and host.array("substr") is None:
        return _assign_substring(host, target, value)
    kind, length, store = element_store(host, target)
    run = converted(host, value, kind, length)

    def execute() -> None:
        store(run())

    return execute


def _is_line(host: StepCompiler, name: str) -> bool:
    return name.lower() == "_infile_" or name.lower() in host.line_names


def _implicit(host: StepCompiler, name: str) -> bool:
    array = host.array(name)
    return array is not None and array.implicit


def converted(host: StepCompiler, value: Code, kind: str, length: int) -> Run:
    """Return a closure with the value as a variable of that kind and length holds it."""
    if kind == "num":
        return as_number(value, host.notes)
    if value.kind == "char":
        run = value.run
        if value.constant is not None:
            text = str(value.constant)[:length].ljust(length)
            return lambda: text
        return lambda: run()[:length].ljust(length)
    host.notes.to_character.append(place(value.at))
    run, width = value.run, min(length, 32)

    # SAS Language Reference: Concepts, "Variable Type Conversions": BESTw., w the variable's length, at most 32.
    return lambda: best_text(run(), width).ljust(length)


def store_slot(host: StepCompiler, slot: Slot, value: Code) -> Exec:
    """Return the closure that stores a value into a slot."""
    values, index = host.pdv.values, slot.index
    run = converted(host, value, slot.kind, slot.length)

    def execute() -> None:
        values[index] = run()

    return execute


def _set_error(host: StepCompiler, value: Code) -> Exec:
    run, notes, values = as_number(value, host.notes), host.notes, host.pdv.values

    def execute() -> None:
        values[1] = run()
        notes.error = False

    return execute


def element_store(host: StepCompiler, target: s.Var | s.Element | s.Call) -> tuple[str, int, Store]:
    """Return kind, length and the storing closure of an array element. Raises StepError."""
    array = host.array(target.name)
    if array is None:
        raise StepError(f"Undeclared array referenced: {target.name}.", target.at, "R0010")
    subscripts: tuple[s.Expr, ...]
    if isinstance(target, s.Var):
        subscripts = (s.Var(array.index or "_i_", target.at),)
    elif isinstance(target, s.Element):
        subscripts = target.subscripts
    else:
        subscripts = tuple(a for a in target.args if not isinstance(a, s.Of | s.Format | s.Empty))
    position = host.ex.position(array, subscripts, target.at)
    values, slots = host.pdv.values, array.slots
    for index in slots:
        host.pdv.slots[index].assigned = True
    lengths = {host.pdv.slots[index].length for index in slots}
    length = max(lengths, default=8)
    if isinstance(position, int):
        fixed = slots[position]
        size = host.pdv.slots[fixed].length

        def store_fixed(value: Any) -> None:
            values[fixed] = value

        return array.kind, size, store_fixed
    run = position
    if array.kind == "char" and len(lengths) > 1:
        pdv = host.pdv

        def store_fitted(value: Any) -> None:
            index = slots[run()]
            values[index] = pdv.slots[index].fit(value)

        return array.kind, length, store_fitted

    def store(value: Any) -> None:
        values[slots[run()]] = value

    return array.kind, length, store


def target_store(host: StepCompiler, target: s.Argument, kind: str = "num") -> tuple[Code, Store]:
    """Return the code and a storing closure for an argument that a routine changes; a new variable gets `kind`."""
    if isinstance(target, s.Var) and not _implicit(host, target.name):
        slot = host.slot(target.name, target.at)
        if not slot.kind:
            host.pdv.add(target.name, kind, 200 if kind == "char" else 8)
        slot.assigned = True
        values, index = host.pdv.values, slot.index

        def store(value: Any) -> None:
            values[index] = slot.fit(value)

        return host.slot_code(slot, target.at), store
    if isinstance(target, s.Var | s.Element | s.Call):
        element_kind, length, put = element_store(host, target)

        def store_element(value: Any) -> None:
            put(value[:length].ljust(length) if isinstance(value, str) else value)

        return host.ex.compile(target), store_element
    raise StepError("This argument must be a variable.", getattr(target, "at", None), "R0008")


def _assign_substring(host: StepCompiler, target: s.Call, value: Code) -> Exec:
    """SUBSTR(variable, position, length) = value. (Functions: Reference, "SUBSTR (left of =) Function".)"""
    arguments = [a for a in target.args if not isinstance(a, s.Of | s.Format | s.Empty)]
    if len(arguments) not in (2, 3):
        raise StepError("The SUBSTR function call does not have enough arguments.", target.at, "R0008")
    text = arguments[0]
    if isinstance(text, s.Var) and not _implicit(host, text.name) and not host.slot(text.name, text.at).kind:
        host.pdv.add(
            text.name, "char", 8
        )  # "an undeclared variable … will be assigned a default length of 8"
    code, store = target_store(host, text, "char")
    start = host.ex.number(arguments[1])
    size = host.ex.number(arguments[2]) if len(arguments) == 3 else None
    read, run, notes = as_text(code, host.notes), as_text(value, host.notes), host.notes
    line, column = place(target.at)

    def execute() -> None:
        whole: str = read()
        first: float = start()
        length: float = size() if size is not None else len(whole) - first + 1
        if not 1 <= first <= len(whole):
            notes.event(f"Invalid second argument to function SUBSTR at line {line} column {column}.")
            return
        count = int(length) if length == length else 0
        if count < 0 or (size is not None and (count < 1 or int(first) - 1 + count > len(whole))):
            notes.event(f"Invalid third argument to function SUBSTR at line {line} column {column}.")
            if count < 1:
                return
            count = len(whole) - int(first) + 1
        position = int(first) - 1
        store(whole[:position] + run()[:count].ljust(count) + whole[position + count :])

    return execute


def start_at_zero(host: StepCompiler, slot: Slot) -> None:
    """A variable that is read from a data set is 0 until it is read, as with RETAIN x 0, if nothing else is given."""
    value: Any = host.pdv.values[slot.index]
    if value != value:
        host.pdv.values[slot.index] = 0.0


def within_range(number: float) -> float:
    """Return a sum; missing where it is too large for a number."""
    return number if number - number == 0.0 else MISSING


def add_up(host: StepCompiler, statement: Sum) -> Exec:
    """`target + value`: retained, starts at 0, missing values are ignored. (DATA Step Statements, "Sum Statement".)"""
    target = statement.target
    if isinstance(target, s.Var) and not _implicit(host, target.name):
        known = host.pdv.find(target.name)
        slot = host.slot(target.name, target.at)
        run = host.ex.number(statement.value)
        if not slot.kind:
            host.pdv.add(target.name, "num")
        if slot.kind != "num":
            raise StepError(
                f"The sum statement needs a numeric variable, {target.name} is character.", target.at
            )
        slot.assigned = True
        values, index = host.pdv.values, slot.index
        if slot.from_data:
            start_at_zero(host, slot)
        elif not slot.retained and (known is None or not slot.temporary):
            slot.retained = True
            values[index] = 0.0

        def execute() -> None:
            amount: float = run()
            total: Any = values[index]
            if amount == amount:
                values[index] = within_range(total + amount) if total == total else amount

        return execute
    code = host.ex.compile(target)
    run = host.ex.number(statement.value)
    _, _, store = element_store(host, target)
    array = host.array(target.name)
    assert array is not None
    for index in array.slots:
        element = host.pdv.slots[index]
        if element.from_data:
            start_at_zero(host, element)
        elif not element.retained:
            element.retained = True
            host.pdv.values[index] = 0.0
    read = code.run

    def execute_element() -> None:
        amount: float = run()
        total: float = read()
        if amount == amount:
            store(within_range(total + amount) if total == total else amount)

    return execute_element
