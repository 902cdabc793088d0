"""PROC SQL: each statement becomes a step. SAS 9.4 SQL Procedure User's Guide."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from translator.lang import statements as st
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.statements import Dataset
from translator.lower.context import Context
from translator.lower.procs.sql.definitions import define
from translator.lower.procs.sql.frames import Namer
from translator.lower.procs.sql.options import SqlOptions, read
from translator.lower.procs.sql.output import show
from translator.lower.procs.sql.passed import connected, implicit, lower_passed, passed_names
from translator.lower.procs.sql.select import lower_query
from translator.lower.scope import LoweringError
from translator.plan.relations import Logged, Step

NAMES = ("SQL",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower one statement of PROC SQL. Raises LoweringError."""
    given = read(step, context)
    steps: list[Step] = []
    if not step.continued:
        connected(context).clear()  # SAS closes them at the end of a PROC
    for statement in step.body:
        match statement:
            case st.SqlStatement(query=q.Reset(options=options)):
                given.change(options, statement.at)
            case st.SqlStatement(query=node):
                if not given.noexec:
                    steps += one(step, node, given, context)
            case st.Simple(kind="null"):
                pass
            case _:
                from translator.lower.program import lower_step

                steps += lower_step(statement, context, 0)  # type: ignore[arg-type]
    return steps


def one(step: st.ProcStep, node: object, given: SqlOptions, context: Context) -> list[Step]:
    """Lower one statement."""
    if isinstance(node, q.Connect | q.ExecuteSql | q.Disconnect):
        return lower_passed(step, node, context)
    passed = passed_names(node)
    if passed and isinstance(node, q.CreateView):
        raise LoweringError("H0507", "a view of what a database holds is not translated", node.at)
    return [*(s for name in passed for s in implicit(step, name, name.connection, context)),
            *of_query(step, node, given, context)]  # fmt: skip


def of_query(step: st.ProcStep, node: object, given: SqlOptions, context: Context) -> list[Step]:
    """Lower a statement of SAS's own SQL."""
    match node:
        case q.Query():
            return show(step, node, given, context)
        case q.Validate(query=query):
            lower_query(context, query, Namer(), None)
            context.log.append(Logged("NOTE: PROC SQL statement has valid syntax."))
            return []
        case _:
            return define(step, node, given, context)


def named_datasets(node: object) -> list[tuple[Dataset, bool]]:
    """Return the data sets that a statement names, with whether it writes them (for a hole's contract)."""
    found: list[tuple[Dataset, bool]] = []

    def look(part: object) -> None:
        match part:
            case (
                q.CreateTable(table=table)
                | q.Insert(table=table)
                | q.UpdateTable(table=table)
                | q.DeleteRows(table=table)
                | q.AlterTable(table=table)
                | q.CreateView(view=table)
            ):
                found.append((table, True))
                if not isinstance(part, q.CreateTable | q.CreateView):
                    found.append((table, False))
            case q.TableSource(table=table):
                if table.lib.lower() not in ("dictionary", "sashelp"):
                    found.append((table, False))
                return
        if isinstance(part, tuple):
            for one in part:
                look(one)
        elif is_dataclass(part) and not isinstance(part, Token | Dataset | type):
            for f in fields(part):
                look(getattr(part, f.name))

    look(node)
    return found


__all__ = ["NAMES", "lower", "named_datasets"]
