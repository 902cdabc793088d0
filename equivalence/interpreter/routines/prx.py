"""CALL PRXSUBSTR, PRXPOSN, PRXNEXT, PRXCHANGE, PRXFREE. (Functions and CALL Routines: Reference.)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import Store, target_store
from equivalence.interpreter.code import as_number, as_text
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.functions.prx import matches
from equivalence.interpreter.routines import routine
from equivalence.interpreter.signals import Exec
from equivalence.interpreter.tables import Value
from translator.lang.statements import CallRoutine
from translator.library.functions import prx

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


def _compiled(value: Value, statement: CallRoutine) -> Any:
    try:
        return prx.compiled(value)
    except ValueError as problem:
        raise StepError(f"Invalid Perl regular expression in CALL {statement.name.upper()}: {problem}.",
                        statement.at, "R0008") from None  # fmt: skip


def _need(statement: CallRoutine, least: int) -> None:
    if len(statement.args) < least:
        raise StepError(
            f"The call to routine {statement.name.upper()} has too few arguments.", statement.at, "R0008"
        )


@routine("PRXSUBSTR")
def prxsubstr(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL PRXSUBSTR(id, text, position, length)."""
    _need(statement, 3)
    pattern, text = (
        host.ex.compile(statement.args[0]).run,
        as_text(host.ex.compile(statement.args[1]), host.notes),
    )
    stores: list[Store] = [target_store(host, argument)[1] for argument in statement.args[2:4]]

    def execute() -> None:
        expression, _, key = _compiled(pattern(), statement)
        match = expression.search(text())
        matches(host.session)[key] = match
        values = (match.start() + 1, match.end() - match.start()) if match is not None else (0, 0)
        for store, value in zip(stores, values, strict=False):
            store(float(value))

    return execute


@routine("PRXPOSN")
def prxposn(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL PRXPOSN(id, group, position, length): a group of the last match."""
    _need(statement, 3)
    pattern, group = (
        host.ex.compile(statement.args[0]).run,
        as_number(host.ex.compile(statement.args[1]), host.notes),
    )
    stores: list[Store] = [target_store(host, argument)[1] for argument in statement.args[2:4]]

    def execute() -> None:
        _, _, key = _compiled(pattern(), statement)
        match = matches(host.session).get(key)
        number = int(group())
        start, end = match.span(number) if match is not None and number <= len(match.groups()) else (-1, -1)
        values = (start + 1, end - start) if start >= 0 else (0, 0)
        for store, value in zip(stores, values, strict=False):
            store(float(value))

    return execute


@routine("PRXNEXT")
def prxnext(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL PRXNEXT(id, start, stop, text, position, length): the next match; start moves past it."""
    _need(statement, 6)
    pattern = host.ex.compile(statement.args[0]).run
    start_code, start_store = target_store(host, statement.args[1])
    start = as_number(start_code, host.notes)
    stop = as_number(host.ex.compile(statement.args[2]), host.notes)
    text = as_text(host.ex.compile(statement.args[3]), host.notes)
    position, length = target_store(host, statement.args[4])[1], target_store(host, statement.args[5])[1]

    def execute() -> None:
        expression, _, key = _compiled(pattern(), statement)
        whole, first, last = text(), start(), stop()
        end = len(whole) if last != last or last < 0 else int(last)
        match = expression.search(whole, int(first) - 1, end) if first == first and first >= 1 else None
        matches(host.session)[key] = match
        if match is None:
            position(0.0)
            length(0.0)
            return
        position(float(match.start() + 1))
        length(float(match.end() - match.start()))
        start_store(float(match.end() + 1 + (1 if match.end() == match.start() else 0)))

    return execute


@routine("PRXCHANGE")
def prxchange(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL PRXCHANGE(id, times, old, new, length, truncated, changes)."""
    _need(statement, 3)
    pattern, times = (
        host.ex.compile(statement.args[0]).run,
        as_number(host.ex.compile(statement.args[1]), host.notes),
    )
    old_code, old_store = target_store(host, statement.args[2], "char")
    old = as_text(old_code, host.notes)
    targets = [target_store(host, a, "char" if n == 0 else "num") for n, a in enumerate(statement.args[3:7])]

    def execute() -> None:
        whole, count = old(), times()
        expression, replacement, _ = _compiled(pattern(), statement)
        result: str = prx.prxchange(pattern(), count, whole)
        found = sum(1 for _ in expression.finditer(whole))
        changes = found if count < 0 else min(found, int(count))
        if replacement is None:
            return
        code, store = targets[0] if targets else (old_code, old_store)
        store(result)
        bare = result.rstrip(" ")
        numbers = (len(bare[: code.length]), 1 if len(bare) > code.length else 0, changes)
        for (_, put), value in zip(targets[1:], numbers, strict=False):
            put(float(value))

    return execute


@routine("PRXFREE", "PRXDEBUG")
def prxfree(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL PRXFREE(id): the variable becomes missing; CALL PRXDEBUG does nothing."""
    _need(statement, 1)
    if statement.name.upper() == "PRXDEBUG":
        return lambda: None
    _, store = target_store(host, statement.args[0])
    return lambda: store(float("nan"))
