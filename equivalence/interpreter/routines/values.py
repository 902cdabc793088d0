"""CALL MISSING, SORTN, SORTC, CATS …, SCAN, VNAME, LABEL, and random numbers' seeds.

SAS 9.4 Functions and CALL Routines: Reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import Store, target_store
from equivalence.interpreter.calls import arguments, library_function, whole_array
from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.functions.variables import slot_getter
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.routines import routine
from equivalence.interpreter.signals import Exec
from equivalence.interpreter.tables import Value, sort_rank
from translator.lang import syntax as s
from translator.lang.statements import CallRoutine
from translator.library.routines.values import word_place

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


def targets(host: StepCompiler, args: tuple[s.Argument, ...], kind: str = "num") -> list[tuple[Code, Store]]:
    """Return code and store of every variable that the arguments name, OF lists and whole arrays included."""
    result: list[tuple[Code, Store]] = []
    for argument in args:
        items: tuple[Any, ...] = argument.items if isinstance(argument, s.Of) else (argument,)
        for item in items:
            name = item.name if isinstance(item, s.Var | s.Element | s.Call) else ""
            array = host.array(name) if name else None
            if array is not None and (isinstance(item, s.Var) or whole_array(item)):
                result.extend(_slot_target(host, index) for index in array.slots)
            elif isinstance(item, s.Var | s.Element | s.Call):
                result.append(target_store(host, item, kind))
            else:
                result.extend(target_store(host, s.Var(one, item.at), kind) for one in host.names((item,)))
    return result


def _slot_target(host: StepCompiler, index: int) -> tuple[Code, Store]:
    slot, values = host.pdv.slots[index], host.pdv.values
    slot.assigned = True

    def store(value: Any) -> None:
        values[index] = slot.fit(value)

    return host.slot_code(slot, None), store


@routine("MISSING")
def missing(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL MISSING(variables): all of them become missing."""
    stores = [
        (store, "" if code.kind == "char" else MISSING) for code, store in targets(host, statement.args)
    ]

    def execute() -> None:
        for store, value in stores:
            store(value)

    return execute


@routine("SORTN", "SORTC", "SORT")
def sort(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SORTN, SORTC: the variables' values in ascending order, missing first."""
    found = targets(host, statement.args)
    runs = [(code.run, store) for code, store in found]

    def execute() -> None:
        values = sorted((run() for run, _ in runs), key=sort_rank)
        for value, (_, store) in zip(values, runs, strict=True):
            store(value)

    return execute


@routine("CATS", "CATT", "CAT", "CATX")
def concatenate(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL CATS(result, items…): the items are appended to the result; CALL CATX(separator, result, items…)."""
    name = statement.name.upper()
    position = 1 if name == "CATX" else 0
    if len(statement.args) <= position:
        raise StepError(f"The call to routine {name} has too few arguments.", statement.at, "R0008")
    _, store = target = target_store(host, statement.args[position], "char")
    read = as_text(target[0], host.notes)
    separator = host.ex.compile(statement.args[0]).run if name == "CATX" else None
    rest = [code.run for code in arguments(host.ex, statement.args[position + 1 :]) if code is not None]
    body = library_function(name, statement.at)

    def execute() -> None:
        values: list[Value] = [read().rstrip(" ") if name != "CAT" else read(), *(run() for run in rest)]
        store(body(separator(), *values) if separator is not None else body(*values))

    return execute


@routine("SCAN")
def scan(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SCAN(text, n, position, length, characters, modifiers): where the nth word stands."""
    args = statement.args
    if len(args) < 4:
        raise StepError("The call to routine SCAN has too few arguments.", statement.at, "R0008")
    text, count = (
        as_text(host.ex.compile(args[0]), host.notes),
        as_number(host.ex.compile(args[1]), host.notes),
    )
    (_, position), (_, length) = target_store(host, args[2]), target_store(host, args[3])
    rest = [host.ex.compile(a).run for a in args[4:]]

    def execute() -> None:
        first, size = word_place(text().rstrip(" "), count(), 0.0, 0.0, *(run() for run in rest))
        position(first)
        length(size)

    return execute


@routine("VNAME")
def vname(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL VNAME(variable, result)."""
    slot = slot_getter(host.ex, statement.args[0], statement.at)
    _, store = target_store(host, statement.args[1], "char")
    return lambda: store(slot().name)


@routine("LABEL")
def label(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL LABEL(variable, result)."""
    slot = slot_getter(host.ex, statement.args[0], statement.at)
    _, store = target_store(host, statement.args[1], "char")
    return lambda: store(slot().label or slot().name)


@routine("VNEXT")
def vnext(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL VNEXT(name, type, length): the next variable of the step at every call; a blank name starts anew."""
    found = [
        target_store(host, argument, "char" if n < 2 else "num") for n, argument in enumerate(statement.args)
    ]
    read, services = as_text(found[0][0], host.notes), host.session.services

    def execute() -> None:
        hidden = ("_n_", "_error_")
        known: list[tuple[Value, ...]] = [
            (slot.name, "C" if slot.kind == "char" else "N", float(slot.length))
            for slot in host.pdv.slots
            if slot.name and not slot.temporary and slot.name.lower() not in hidden
        ]
        known += [("_ERROR_", "N", 8.0), ("_N_", "N", 8.0)]
        owner, told = services.get("variables told", (None, 0))
        told = told + 1 if owner is host and read().strip() else 1
        services["variables told"] = (host, told)
        values = known[told - 1] if told <= len(known) else ("", "", 0.0)
        for (_, store), value in zip(found, values, strict=False):
            store(value)

    return execute


@routine("POKE", "POKELONG", "MODULE")
def refused(host: StepCompiler, statement: CallRoutine) -> Exec:
    """Routines that reach into memory are refused."""
    line, _ = place(statement.at)
    raise StepError(f"CALL {statement.name.upper()} at line {line} is not supported.", statement.at, "R0002")
