"""Running a program: the reader yields steps, each is run before the next is read."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from equivalence.interpreter.conditions import RowScope
from equivalence.interpreter.control import Aborted
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.expressions import Expressions
from equivalence.interpreter.formatting import number_from_text, plain_text
from equivalence.interpreter.globals import run_global
from equivalence.interpreter.notes import Notes
from equivalence.interpreter.print_only import essential
from equivalence.interpreter.procs import load
from equivalence.interpreter.session import Session
from equivalence.interpreter.step import run_data_step
from translator.frontend.reader import Reader
from translator.frontend.site import Site
from translator.lang import statements as st
from translator.lang.source import Source, Token
from translator.lang.syntax import Call, Expr, Number, String
from translator.library.errors import SasError, too_large
from translator.library.formats.numbers import TOO_SMALL
from translator.library.macro_expressions import real_operand

AfterStep = Callable[[Session, st.Step], None]


class Host:
    """What the macro processor asks of the interpreter: functions for %SYSFUNC, lines for the log."""

    def __init__(self) -> None:
        self.session: Session | None = None

    def call_function(self, name: str, args: list[str]) -> str:
        """Carry out a function with arguments given as text. Raises LookupError, ValueError."""
        from equivalence.interpreter.functions import own_function
        from equivalence.interpreter.procs import fcmp

        session = self.session
        assert session is not None
        own = fcmp.find(session, name, subroutine=False)
        if own_function(name) is None and _row(name) is None and own is None:
            raise LookupError(name)
        notes = Notes(session.log)
        ex = Expressions(session, RowScope([]), notes)
        kinds = _kinds(name, len(args))
        if own is not None and len(args) == len(own.definition.parameters):
            kinds = [kind for _, kind, _ in own.definition.parameters]
        parsed: list[Expr] = [_argument(text, kind, name) for text, kind in zip(args, kinds, strict=True)]
        try:
            value = ex.compile(Call(name, tuple(parsed))).run()
        except StepError as problem:
            raise ValueError(f"{problem.message}") from problem
        return (
            value.rstrip(" ")
            if isinstance(value, str) and name not in ("PUTN", "PUTC")
            else (value if isinstance(value, str) else plain_text(value))
        )

    def put(self, line: str) -> None:
        """Write a line of the macro processor to the log."""
        if self.session is not None:
            self.session.log.append(line)

    def text_of(self, fileref: str) -> str | None:
        """The lines of a file in memory."""
        file = self.session.filerefs.get(fileref.lower()) if self.session is not None else None
        if file is None or file.path is not None or not file.exists:
            return None
        return "".join(line + "\n" for line in file.lines)


def _row(name: str) -> Any:
    from equivalence.interpreter.calls import rows

    return rows().get(name)


def _kinds(name: str, count: int) -> list[str]:
    """Return the kinds of a function's parameters; what %SYSFUNC is given is text until then."""
    from equivalence.interpreter.calls import match_kinds

    row = _row(name)
    if row is None:
        return ["any"] * count
    try:
        return match_kinds(row, name, count, None)
    except StepError as problem:
        raise ValueError(problem.message) from problem


def _argument(text: str, kind: str, name: str) -> Expr:
    if kind != "char":
        try:
            return Number(number_from_text(text) if text.strip() not in ("", ".") else float("nan"))
        except ValueError:
            constant = real_operand(text)  # '01jan2020'd
            if constant is not None:
                return Number(constant)
            if kind == "num":
                raise ValueError(
                    f"Argument to function {name} referenced by the %SYSFUNC or %QSYSFUNC macro function is not a number."
                ) from None
    return String(text)


def run_program(
    source: Source,
    *,
    librefs: Mapping[str, Path] | None = None,
    clock: datetime | None = None,
    autocall_paths: list[Path] | None = None,
    include_paths: list[Path] | None = None,
    sysparm: str = "",
    private: bool = False,
    after: AfterStep | None = None,
    site: Site | None = None,
    encoding: str = "",
) -> Session:
    """Run a SAS program and return the session as it ends.

    Args:
        source: the program's text.
        librefs: folders of permanent libraries by libref; they win over LIBNAME statements.
        clock: what TODAY, DATETIME and SYSDATE see; now where None.
        autocall_paths, include_paths: folders searched for macros and %INCLUDE.
        sysparm: the SYSPARM= option.
        private: permanent data sets that the program writes are kept in memory only.
        after: told of each step when it is over; `session.written` then names the data sets that it stored.
        site: what stands around the program (folders of macros, options, an autoexec); goes before the three above.
        encoding: of included files; "" detects it.

    Errors of the program are in the session's log and diagnostics, not raised.
    """
    host = Host()
    now = clock or datetime.now()
    folder = Path(source.path).parent
    if site is None:
        site = Site(tuple(autocall_paths or ()), tuple(include_paths or ()), sysparm=sysparm)
    macros = site.macros(host, folder, running=True, now=now, encoding=encoding)
    session = Session(macros, now, private=private, after=after)
    session.connections = dict(site.connections)
    host.session = session
    for libref, path in (librefs or {}).items():
        session.assign(libref, path)
        session.services.setdefault("given librefs", set()).add(libref.lower())
    run_text(session, source, site.prelude())
    return session


def run_text(session: Session, source: Source, prelude: Source | None = None) -> int:
    """Read and run a text in a session (also DOSUBL's); return the number of errors."""
    before = sum(1 for line in session.log if line.startswith("ERROR"))
    reader = Reader(source, session.macros, session.diagnostics, before=prelude)
    outer = {name: session.services.get(name) for name in ("execute", "resolve", "dosubl")}

    def execute(text: str, at: Token | None) -> None:
        reader.push_text(text, "execute", "CALL EXECUTE", at)

    def resolve(text: str) -> str:
        from translator.library.macro_masks import unmask

        return unmask(reader.processor.string_text(text))

    def dosubl(text: str) -> int:
        return run_text(session, Source("DOSUBL", text if text.rstrip().endswith(";") else text + ";"))

    session.services.update(execute=execute, resolve=resolve, dosubl=dosubl)
    try:
        for step in reader.steps():
            run_step(session, step)
    except Aborted:
        session.error("SAS stopped because of an ABORT statement.", None, "R0024")
    session.services.update(outer)
    return sum(1 for line in session.log if line.startswith("ERROR")) - before


def run_step(session: Session, step: st.Step) -> None:
    """Run one step or global statement; its errors go to the log, and SYSERR and its kin are set."""
    start, said = len(session.log), len(session.put_lines)
    try:
        _dispatch(session, step)
    except StepError as problem:
        session.error(problem.message, problem.at or step.at, problem.code, problem.prefix)
        session.note("The SAS System stopped processing this step because of errors.")
    except Aborted:
        raise
    except (
        OverflowError,
        SasError,
    ) as problem:  # a statistic, not an operation: what SAS shows is not documented
        error = problem if isinstance(problem, SasError) else too_large("A number of the step")
        session.error(error.message.removeprefix("ERROR: "), step.at, error.code)
        session.note("The SAS System stopped processing this step because of errors.")
    except Exception as problem:  # a fault of ours must not take the other steps along
        trace = traceback.extract_tb(problem.__traceback__)[-1]
        place = f"{Path(trace.filename).name}:{trace.lineno}"
        session.error(f"Internal error: {type(problem).__name__}: {problem} ({place})", step.at, "X0099")
    if isinstance(step, st.DataStep | st.ProcStep):
        own = set(session.put_lines[said:])
        _set_automatic(session, [line for line in session.log[start:] if line not in own])
        if session.after is not None:
            session.after(session, step)
    session.written.clear()


def _dispatch(session: Session, step: st.Step) -> None:
    session.services.pop("shifted", None)
    match step:
        case st.DataStep():
            session.step += 1
            run_data_step(session, step)
        case st.ProcStep():
            if not step.continued:
                session.step += 1
            run_procedure(session, step)
            if session.services.pop("shifted", False):
                session.write_log(TOO_SMALL)
        case st.Unparsed(reason=reason):
            text = f"Statement is not valid or it is used out of proper order. {reason}"
            session.error(text, step.at, "R0012", "ERROR 180-322: ")
        case _:
            run_global(session, step)


def _set_automatic(session: Session, lines: list[str]) -> None:
    """Set SYSERR, SYSCC, SYSERRORTEXT, SYSWARNINGTEXT, SYSLAST, SYSNOBS. (Macro Language: Reference.)"""
    automatic = session.macros.automatic
    errors = [line for line in lines if line.startswith("ERROR")]
    warnings = [line for line in lines if line.startswith("WARNING")]
    code = 1012 if errors else 4 if warnings else 0
    automatic["SYSERR"] = str(code)
    automatic["SYSCC"] = str(max(code, int(automatic.get("SYSCC") or 0)))
    if errors:
        automatic["SYSERRORTEXT"] = errors[-1].partition(": ")[2]
    if warnings:
        automatic["SYSWARNINGTEXT"] = warnings[-1].partition(": ")[2]
    if session.last is not None:
        libref, name = session.last
        automatic["SYSLAST"] = f"{libref.upper()}.{name.upper()}"
        automatic["SYSDSN"] = f"{libref.upper():<8}{name.upper()}"
        if session.last not in session.views:
            table = session.find(libref, name)
            automatic["SYSNOBS"] = str(len(table.rows)) if table is not None else "0"


def run_procedure(session: Session, step: st.ProcStep) -> None:
    """Run a PROC. Raises StepError for one that does not exist here."""
    procedure = load().get(step.name.upper())
    if procedure is None:
        raise StepError(f"Procedure {step.name.upper()} not found.", step.at, "R0025")
    for statement in step.body:
        if isinstance(statement, st.OdsStatement) or isinstance(statement, st.Options) and step.name != "SQL":
            run_global(session, statement)
    try:
        session.ods_outputs.begin_step(step)
        procedure(session, step if session.ods_outputs else essential(step))
    finally:
        for asked in session.ods_outputs.end_step(step):
            session.warning(
                f"Output '{asked.name}' was not created. Make sure that the output object name, label, or path is spelled correctly."
            )
        session.selection.end_step()


__all__ = ["run_program", "run_step", "run_text"]
