"""CALL STREAMINIT, CALL RANUNI and its kin, CALL RANPERM. (Functions and CALL Routines: Reference.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from equivalence.interpreter.assignments import target_store
from equivalence.interpreter.code import as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.functions.random import OLD, streams_of
from equivalence.interpreter.routines import routine
from equivalence.interpreter.routines.macro import codes_of
from equivalence.interpreter.routines.values import targets
from equivalence.interpreter.signals import Exec
from translator.lang.statements import CallRoutine
from translator.library.random_numbers import OldStream, old_draw, permuted

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@routine("STREAMINIT")
def streaminit(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL STREAMINIT(seed) or (generator, seed) with the generator MTHYBRID, which is the default."""
    codes = codes_of(host, statement, 1, 2)
    seed = as_number(codes[-1], host.notes)
    generator = as_text(codes[0], host.notes) if len(codes) == 2 else lambda: "MTHYBRID"
    streams = streams_of(host.session, host)

    def execute() -> None:
        if generator().strip().upper() != "MTHYBRID":
            raise Unsupported(f"CALL STREAMINIT with the generator {generator().strip()}", statement.at)
        streams.start(seed())

    return execute


@routine(*(name for name in OLD if name.startswith("RAN")))
def call_ran(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL RANUNI(seed, …, x): the seed variable holds the stream's state."""
    name = statement.name.upper()
    if len(statement.args) < OLD[name] + 1:
        raise StepError(f"The call to routine {name} has too few arguments.", statement.at, "R0008")
    seed, store_seed = target_store(host, statement.args[0])
    _, store = target_store(host, statement.args[-1])
    read = as_number(seed, host.notes)
    rest = [as_number(host.ex.compile(a), host.notes) for a in statement.args[1:-1]]
    fallback = streams_of(host.session, host)

    def execute() -> None:
        number = read()
        stream = OldStream(int(number) if number == number and number > 0 else fallback.clock_seed)
        store(old_draw(stream.uniform, name, [one() for one in rest]))
        store_seed(float(stream.state))

    return execute


@routine("RANPERM", "RANPERK", "RANCOMB")
def ranperm(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL RANPERM(seed, variables), CALL RANPERK and RANCOMB(seed, k, variables): values in random order."""
    name = statement.name.upper()
    first = 1 if name == "RANPERM" else 2
    if len(statement.args) <= first:
        raise StepError(f"The call to routine {name} has too few arguments.", statement.at, "R0008")
    seed, store_seed = target_store(host, statement.args[0])
    read = as_number(seed, host.notes)
    taken = as_number(host.ex.compile(statement.args[1]), host.notes) if first == 2 else None
    found = targets(host, statement.args[first:])
    fallback = streams_of(host.session, host)

    def execute() -> None:
        number = read()
        stream = OldStream(int(number) if number == number and number > 0 else fallback.clock_seed)
        before = [code.run() for code, _ in found]
        values = permuted(name, stream.uniform, taken() if taken is not None else len(before), before)
        for value, (_, store) in zip(values, found, strict=True):
            store(value)
        store_seed(float(stream.state))

    return execute
