"""IF, DO, SELECT, GOTO, LINK, LEAVE, CONTINUE, ABORT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import element_store
from equivalence.interpreter.code import Code, Run, Test, as_number
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.notes import place
from equivalence.interpreter.signals import CONTINUE, DELETE, LEAVE, RETURN, Exec, Goto, Signal
from translator.lang import statements as st
from translator.lang import syntax as s
from translator.library.data_step import MIXED_SUBSCRIPTS

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

Controls = st.If | st.SubsettingIf | st.Block | st.Loop | st.Select | st.Jump


def compile_control(host: StepCompiler, statement: Controls) -> Exec:
    """Return the closure of a statement that directs the flow."""
    match statement:
        case st.If():
            return _if(host, statement)
        case st.SubsettingIf(condition=condition):
            test = host.ex.test(condition)
            return lambda: None if test() else DELETE
        case st.Block(body=body):
            return host.block(body)
        case st.Loop():
            return _loop(host, statement)
        case st.Select():
            return _select(host, statement)
        case st.Jump():
            return _jump(host, statement)


def _if(host: StepCompiler, statement: st.If) -> Exec:
    test = host.ex.test(statement.condition)
    then = host.single(statement.then)
    if statement.otherwise is None:
        return lambda: then() if test() else None
    otherwise = host.single(statement.otherwise)
    return lambda: then() if test() else otherwise()


def leave_or_continue(kind: str) -> Exec:
    """LEAVE ends the innermost DO or SELECT group, CONTINUE its iteration."""
    return (lambda: LEAVE) if kind == "leave" else (lambda: CONTINUE)


class Aborted(Exception):
    """ABORT: the step, and with ABEND or RETURN the program, ends."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(" ".join(words))
        self.words = tuple(word.lower() for word in words)


def abort(host: StepCompiler, statement: st.Simple) -> Exec:
    """ABORT: as an error; in batch it sets OBS=0, ABEND and RETURN end the session."""

    def execute() -> Signal:
        line, column = place(statement.at)
        host.session.error(
            f"Execution terminated by an ABORT statement at line {line} column {column}.", statement.at
        )
        raise Aborted(statement.words)

    return execute


def _jump(host: StepCompiler, statement: st.Jump) -> Exec:
    label = statement.label.lower()
    if statement.kind == "goto":
        signal = Goto(label)
        return lambda: signal
    labels = host.labels

    def link() -> Signal:
        target = labels.get(label)
        if target is None:
            raise StepError(f"The statement label {statement.label} was not defined.", statement.at, "R0014")
        whole, position = target
        result = whole.run(position)
        return None if result == RETURN else result

    return link


# --- DO -----------------------------------------------------------------------------------------------------


def _loop(host: StepCompiler, statement: st.Loop) -> Exec:
    if statement.over:
        return _over(host, statement)
    if statement.index is None:
        while_ = host.ex.test(statement.while_) if statement.while_ is not None else None
        until = host.ex.test(statement.until) if statement.until is not None else None
        return _conditional(while_, host.block(statement.body), until)
    return _iterative(host, statement)


def _conditional(while_: Test | None, body: Exec, until: Test | None) -> Exec:
    def run() -> Signal:
        while while_ is None or while_():
            signal = body()
            if signal is not None and signal != CONTINUE:
                if signal == LEAVE:
                    return None
                return signal
            if until is not None and until():
                return None
        return None

    return run


class _Range:
    """One item of an iterative DO: returns the signal that leaves the loop, or None."""

    def __init__(self, host: StepCompiler, item: st.DoRange, kind: str) -> None:
        ex = host.ex
        if kind == "char" and (item.stop is not None or item.step is not None):
            raise StepError(
                "The index of a DO statement with TO or BY must be numeric.", item.start.at, "R0169"
            )
        start = ex.compile(item.start)
        self.start: Run = as_number(start, host.notes) if kind == "num" else start.run
        self.stop = ex.number(item.stop) if item.stop is not None else None
        self.step = ex.number(item.step) if item.step is not None else None
        self.while_ = ex.test(item.while_) if item.while_ is not None else None
        self.until = ex.test(item.until) if item.until is not None else None
        self.at = item.start.at

    def run(self, read: Run, store: Any, body: Exec) -> Signal | int:
        """Run the loop. LEAVE means that the whole loop ends."""
        start = self.start()
        if self.stop is None and self.step is None:
            store(start)
            return self._once(read, store, body)
        stop = self.stop() if self.stop is not None else None
        step: float = self.step() if self.step is not None else 1.0
        if start != start or step != step or (stop is not None and (step == 0.0 or stop != stop)):
            line, column = place(self.at)
            raise StepError(
                "Invalid DO loop control information, either the INITIAL or TO expression is missing or the BY "
                f"expression is missing, zero, or invalid at line {line} column {column}.", self.at, "R0015",
            )  # fmt: skip
        store(start)
        while_, until = self.while_, self.until
        while True:
            value: float = read()
            if stop is not None and (value > stop if step > 0 else value < stop):
                return None
            if while_ is not None and not while_():
                return None
            signal = body()
            if signal is not None and signal != CONTINUE:
                return signal
            if until is not None and until():
                return None
            store(read() + step)

    def _once(self, read: Run, store: Any, body: Exec) -> Signal | int:
        if self.while_ is not None and not self.while_():
            return None
        signal = body()
        return None if signal == CONTINUE else signal


def _iterative(host: StepCompiler, statement: st.Loop) -> Exec:
    index = statement.index
    assert index is not None
    if isinstance(index, s.Var) and host.array(index.name) is None:
        first = statement.ranges[0].start
        slot = host.slot(index.name, index.at)
        if not slot.kind:
            probe: Code = host.ex.compile(first)
            lengths = (
                [host.ex.compile(item.start).length for item in statement.ranges]
                if probe.kind == "char"
                else []
            )
            host.pdv.add(index.name, probe.kind, max(lengths, default=8))
        slot.assigned = True
        kind, values, position = slot.kind, host.pdv.values, slot.index

        def store(value: Any) -> None:
            values[position] = slot.fit(value)

        def read() -> Any:
            return values[position]

        if kind == "num":

            def store_number(value: Any) -> None:
                values[position] = value

            ranges = [_Range(host, item, kind) for item in statement.ranges]
            return _run_ranges(ranges, read, store_number, host.block(statement.body))
    else:
        kind, _, put = element_store(host, index)
        ranges = [_Range(host, item, kind) for item in statement.ranges]
        return _run_ranges(ranges, host.ex.compile(index).run, put, host.block(statement.body))
    ranges = [_Range(host, item, kind) for item in statement.ranges]
    return _run_ranges(ranges, read, store, host.block(statement.body))


def _run_ranges(ranges: list[_Range], read: Run, store: Any, body: Exec) -> Exec:
    def run() -> Signal:
        for item in ranges:
            signal = item.run(read, store, body)
            if signal is not None:
                return None if signal == LEAVE else signal
        return None

    return run


def _over(host: StepCompiler, statement: st.Loop) -> Exec:
    array = host.array(statement.over)
    if array is None:
        raise StepError(f"Undeclared array referenced: {statement.over}.", statement.at, "R0010")
    if not array.implicit:
        raise StepError(MIXED_SUBSCRIPTS, statement.at, "R0010")
    slot = host.slot(array.index)
    if not slot.kind:
        host.pdv.add(array.index, "num")
    slot.assigned = True
    values, index, count = host.pdv.values, slot.index, len(array.slots)
    body = host.block(statement.body)

    def run() -> Signal:
        number = 1
        while number <= count:
            values[index] = float(number)
            signal = body()
            if signal is not None and signal != CONTINUE:
                return None if signal == LEAVE else signal
            current: Any = values[index]
            number = int(current) + 1
        values[index] = float(number)
        return None

    return run


# --- SELECT -------------------------------------------------------------------------------------------------


def _select(host: StepCompiler, statement: st.Select) -> Exec:
    branches: list[tuple[list[Test], Exec]] = []
    for values, action in statement.whens:
        tests: list[Test] = []
        for value in values:
            if statement.operand is None:
                tests.append(host.ex.test(value))
            else:
                tests.append(host.ex.test(s.Binary("=", statement.operand, value, statement.at)))
        branches.append((tests, host.single(action)))
    otherwise = host.single(statement.otherwise) if statement.otherwise is not None else None
    line, column = place(statement.at)

    def run() -> Signal:
        for tests, execute in branches:
            for test in tests:
                if test():
                    signal = execute()
                    return None if signal == LEAVE else signal
        if otherwise is None:
            raise StepError(
                f"Unsatisfied WHEN clause and no OTHERWISE clause at line {line} column {column}.",
                statement.at,
                "R0016",
            )
        signal = otherwise()
        return None if signal == LEAVE else signal

    return run


__all__ = ["Aborted", "Unsupported", "abort", "compile_control", "leave_or_continue"]
