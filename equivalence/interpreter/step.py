"""Running a DATA step: the iterations, _N_, _ERROR_, the notes at its end.

SAS 9.4 Language Reference: Concepts, "DATA Step Processing".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.compile import StepCompiler
from equivalence.interpreter.control import Aborted
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import parse_format, plain_text, write_value
from equivalence.interpreter.pdv import MISSING, Slot
from equivalence.interpreter.signals import DELETE, RETURN, STOP, Exec, Goto
from equivalence.interpreter.tables import Table, Value
from translator.lang.statements import DataStep
from translator.library.formats.numbers import TOO_SMALL

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

STOPPED = "The SAS System stopped processing this step because of errors."


def run_data_step(session: Session, step: DataStep) -> None:
    """Compile and run a DATA step. Errors are written to the log; what they leave follows SAS."""
    for name, value in step.options:
        if name.lower() == "view":
            _save_view(session, step, value)
            return
        if name.lower() not in ("debug", "note2err", "nolist", "nostmt", "nesting"):
            session.error(
                f"The option {name.upper()}= of the DATA statement is not supported.", step.at, "R0002"
            )
            return
    host = StepCompiler(session, step)
    try:
        body = host.compile()
    except StepError as problem:
        session.error(problem.message, problem.at or step.at, problem.code, problem.prefix)
        session.note(STOPPED)
        _keep_empty(host)
        return
    _uninitialized(host)
    failed, aborted = False, None
    try:
        _iterate(host, body)
    except StepError as problem:
        failed = True
        session.error(problem.message, problem.at or step.at, problem.code, problem.prefix)
        session.write_log(dump(host))
        session.note(STOPPED)
    except Aborted as problem:
        failed, aborted = True, problem
        session.write_log(dump(host))
        session.note(STOPPED)
    host.text_output.close()
    for line in [*host.notes.summary(), *host.text_input.read_notes(), *host.inputs.read_notes()]:
        session.write_log(line)
    if session.services.pop("shifted", False):
        session.write_log(TOO_SMALL)
    host.outputs.store(failed=failed)
    if aborted is not None and {"abend", "return", "cancel"} & set(aborted.words):
        raise aborted


def _save_view(session: Session, step: DataStep, name: str) -> None:
    """`data v / view=v`: the step is run whenever v is read. (DATA Step Statements: Reference, "DATA Statement".)"""
    libref, _, member = name.lower().rpartition(".")
    key = (libref or "work", member)
    plain = replace(step, options=tuple(option for option in step.options if option[0].lower() != "view"))

    def view() -> Table:
        last = session.last
        del session.views[key]
        try:
            run_data_step(session, plain)
            table = session.find(*key)
            session.delete(*key)
        finally:
            keep()
            session.last = last
        return table if table is not None else Table([], [])

    def keep() -> None:
        session.views[key] = view
        if key[0] == "work":
            session.work[member] = Table([], [])  # that there is such a member; its rows are the view's

    keep()
    session.note(f"DATA STEP view saved on file {key[0].upper()}.{key[1].upper()}.")


def _keep_empty(host: StepCompiler) -> None:
    """A step that does not compile leaves data sets without observations, unless they existed."""
    try:
        for slot in host.pdv.slots:
            if not slot.kind:
                slot.automatic = True
        host.outputs.finish()
        host.outputs.store(failed=True)
    except StepError:
        return


def _uninitialized(host: StepCompiler) -> None:
    for slot in host.pdv.slots:
        if slot.automatic and slot.name.startswith(("FIRST.", "LAST.")) and slot.name not in host.by_edges:
            slot.assigned = False  # without a BY statement it is an ordinary variable that nothing sets
            host.pdv.values[slot.index] = MISSING
    elements = {
        index for array in host.pdv.arrays.values() for index in array.slots
    }  # SAS does not tell of these
    for slot in host.pdv.slots:
        if slot.name and not slot.assigned and not slot.temporary and slot.index not in elements:
            host.session.note(f"Variable {slot.name} is uninitialized.")


def _iterate(host: StepCompiler, body: Exec) -> None:
    if host.retain_all:
        for slot in host.pdv.slots:
            slot.retained = True
    reset, values, notes = host.pdv.resetter(), host.pdv.values, host.notes
    outputs, modify = host.outputs, host.inputs.modify
    updating = [reader for reader in host.inputs.readers if reader.kind == "update"]
    text_input = host.text_input
    number = 0
    while True:
        number += 1
        host.text_output.begin_iteration()
        values[0] = float(number)
        host.reads = 0
        if number > 1 or host.lost:
            reset()
        host.lost = False
        signal = body()
        if signal is None or signal == RETURN:
            if modify is not None:
                if not modify.explicit and not outputs.explicit and not modify.done:
                    modify.replace()
            elif not outputs.explicit and all(reader.last_in_group for reader in updating):
                outputs.write_all()
        elif isinstance(signal, Goto):
            raise StepError(f"The statement label {signal.label} was not defined.", None, "R0014")
        elif signal == STOP:
            if notes.error and host.reads:
                _report(host)
            return
        elif signal != DELETE:
            raise StepError("LEAVE or CONTINUE stands outside a DO group.", None, "R0014")
        if notes.error or values[1]:
            _report(host)
        text_input.end_iteration()
        if host.lost:
            number -= 1
        if not host.has_reader:
            return
        if not host.reads:
            host.session.note("DATA STEP stopped due to looping.")
            return


def _report(host: StepCompiler) -> None:
    text_input = host.text_input
    if host.notes.end_observation():
        for line in text_input.dump_lines():
            host.session.write_log(line)
        host.session.write_log(dump(host))
    text_input.invalid.clear()
    host.pdv.values[1] = 0.0


def dump(host: StepCompiler) -> str:
    """Return the program data vector as SAS shows it after an error: x=1 y=. _ERROR_=1 _N_=1."""
    values = host.pdv.values
    failing = 1 if host.notes.error or values[1] else 0
    parts = [
        f"{slot.name}={shown(host, slot, values[slot.index]) or ' '}"
        for slot in host.pdv.slots[2:]
        if slot.name
    ]
    count: Any = values[0]
    return " ".join([*parts, f"_ERROR_={max(failing, 1)}", f"_N_={int(count)}"])


def shown(host: StepCompiler, slot: Slot, value: Value) -> str:
    """Return a value as `put x=` shows it."""
    format = parse_format(slot.format)
    if format is not None:
        return write_value(host.session, value, format).strip(" ")
    return value.strip(" ") if isinstance(value, str) else plain_text(value)
