"""PROC SQL: each statement is run at once. SAS 9.4 SQL Procedure User's Guide."""

from __future__ import annotations

from collections.abc import Sequence

from equivalence.interpreter import databases
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.sql import changes, definitions
from equivalence.interpreter.procs.sql.expressions import note_once
from equivalence.interpreter.procs.sql.into import assign
from equivalence.interpreter.procs.sql.query import Compiled, compile_query
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as q

SWITCHES = {
    "noprint": ("print", False), "print": ("print", True), "number": ("number", True), "nonumber": ("number", False),
}  # fmt: skip
HARMLESS = frozenset(
    "feedback nofeedback stimer nostimer exec errorstop noerrorstop double nodouble flow noflow sortmsg nosortmsg "
    "sortseq threads nothreads warnrecurs nowarnrecurs buffersize ubuffersize constdatetime noconstdatetime dquote "
    "ipassthru noipassthru reduceput remerge undo_policy loops prompt noprompt checkpoint noremerge".split()
) - {"noremerge", "loops", "sortseq"}  # fmt: skip


@procedure("SQL")
def sql(session: Session, step: st.ProcStep) -> None:
    """Run one statement of PROC SQL."""
    given: dict[str, int | bool] = session.services.setdefault("sql options", {})
    if not step.continued:
        given.clear()
        databases.close_all(session)  # SAS closes them at the end of a PROC
        named = [o for o in step.options if o.name or not isinstance(o.value, sx.Number)]  # FLOW=n m
        set_options(session, [(o.name, option_text(o)) for o in named], step)
    session.services["sql notes"] = set()
    macros = session.macros
    for statement in step.body:
        if isinstance(statement, st.SqlStatement):
            try:
                count = run_statement(session, statement.query, step)
            except StepError:
                macros.automatic["SQLRC"] = "8"
                macros.automatic["SQLOBS"] = "0"
                raise
            macros.automatic["SQLRC"] = "4" if count < 0 else "0"
            macros.automatic["SQLEXITCODE"] = "0"
            if count >= 0:
                macros.automatic["SQLOBS"] = str(count)
            macros.automatic["SQLXRC"] = "0"
        elif isinstance(statement, st.Unparsed):
            raise StepError(
                f"Syntax error: {statement.reason}", statement.at, "R0012", prefix="ERROR 22-322: "
            )
        elif not (isinstance(statement, st.Simple) and statement.kind == "null"):
            from equivalence.interpreter.globals import run_global

            run_global(session, statement)  # type: ignore[arg-type]


def option_text(option: st.Option) -> str:
    """Return an option's value as text."""
    match option.value:
        case None:
            return ""
        case sx.Number(number):
            return str(int(number)) if number == int(number) else repr(number)
        case sx.Var(name):
            return name
        case sx.String(text):
            return text
        case other:
            return str(other)


def set_options(session: Session, options: Sequence[tuple[str, str]], step: st.ProcStep) -> None:
    """Carry out options of PROC SQL or RESET. Raises StepError for one that is not known."""
    given = session.services["sql options"]
    for name, value in options:
        if name in SWITCHES:
            key, on = SWITCHES[name]
            given[key] = on
        elif name in ("outobs", "inobs"):
            if value.lower() in ("max", ""):
                given.pop(name, None)
            else:
                given[name] = int(float(value))
        elif name == "noexec":
            given["noexec"] = True
        elif name not in HARMLESS:
            raise StepError(
                f"The option {name.upper()} is not supported by the reference interpreter.", step.at, "R0060"
            )


def run_statement(session: Session, node: object, step: st.ProcStep) -> int:
    """Run one statement; return SQLOBS, -1 where it stays as it is."""
    if session.services["sql options"].get("noexec"):
        return -1
    match node:
        case q.Query():
            return run_query(session, node)
        case q.Connect() | q.ExecuteSql() | q.Disconnect():
            databases.pass_through(session, node)
            return -1
        case q.Validate(query=query):
            compile_query(session, query)
            session.note("PROC SQL statement has valid syntax.")
            return -1
        case q.Reset(options=options):
            set_options(session, options, step)
            return -1
        case q.Insert() | q.UpdateTable() | q.DeleteRows():
            return changes.change(session, node)
        case q.CreateView(query=query):
            return definitions.define(session, node, query_text(query, step))
        case _:
            return definitions.define(session, node)


def query_text(query: q.Query, step: st.ProcStep) -> str:
    """Return the text of a statement from its query on."""
    end = next((s.end for s in step.body if isinstance(s, st.SqlStatement)), step.end)
    if query.at is None or query.at.source is not end.source:
        return ""
    return f"{query.at.source.text[query.at.start : end.start].rstrip()};"


def limited(session: Session, rows: list[Row]) -> list[Row]:
    """Return the rows that OUTOBS= lets through."""
    limit = session.services["sql options"].get("outobs")
    if limit is not None and len(rows) > limit:
        session.warning(f"Statement terminated early due to OUTOBS={limit} option.")
        return rows[:limit]
    return rows


def run_query(session: Session, query: q.Query) -> int:
    """Print a query's result, or store it in macro variables."""
    compiled = compile_query(session, query)
    rows = limited(session, compiled.rows())
    targets = into_of(query)
    if not rows:
        note_once(session, "No rows were selected.")
    quiet = session.services["sql options"].get("print") is False
    if not quiet and rows:
        show(session, compiled, rows)
    if not targets:
        return len(rows) if not quiet else min(len(rows), 1)
    used = assign(session, targets, compiled.columns, rows)
    return used if quiet else len(rows)


def into_of(query: q.QueryBody) -> tuple[q.Into, ...]:
    """Return the INTO clause of a query."""
    match query:
        case q.Select(into=into):
            return into
        case q.Query(body=body):
            return into_of(body)
        case _:
            return ()


def show(session: Session, compiled: Compiled, rows: list[Row]) -> None:
    """Print a result: labels or names as headings, values by their formats."""
    numbered = bool(session.services["sql options"].get("number"))
    columns = [column.variable.label or column.variable.name for column in compiled.columns]
    variables = [column.variable for column in compiled.columns]
    formats = [v.format or ("best8." if v.kind == "num" else v) for v in variables]
    lines = [[session.text(v, form) for v, form in zip(row, formats, strict=True)] for row in rows]
    if numbered:
        columns = ["Row", *columns]
        lines = [[str(number), *line] for number, line in enumerate(lines, start=1)]
    session.show("SQL", "Results", columns, lines, session.titles.get(1, ""))
