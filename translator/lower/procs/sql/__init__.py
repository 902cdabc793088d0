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
from translator.lower.procs.sql.select import lower_query
from translator.lower.scope import LoweringError
from translator.plan.relations import Logged, Step

NAMES = ("SQL",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower one statement of PROC SQL. Raises LoweringError."""
    given = read(step, context)
    steps: list[Step] = []
    for statement in step.body:
        match statement:
            case st.SqlStatement(query=None):
                words = "CONNECT, EXECUTE, DISCONNECT, CONNECTION TO"
                raise LoweringError("H0507", f"pass-through SQL ({words}) is not translated", statement.at)
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
    match node:
        case q.Query():
            return show(step, node, given, context)
        case q.Validate(query=query):
            lower_query(context, query, Namer(), None)
            context.log.append(Logged("NOTE: PROC SQL statement has valid syntax."))
            return []
        case _:
            return define(step, node, given, context)


def made_by_pass_through(statement: st.SqlStatement) -> list[tuple[Dataset, bool]]:
    """Return the table or view that `create … as select … from connection to …` makes."""
    words = [token.text for token in statement.tokens]
    if len(words) < 3 or words[0].lower() != "create" or words[1].lower() not in ("table", "view"):
        return []
    lib, name = (words[2], words[4]) if words[3:4] == ["."] and len(words) > 4 else ("", words[2])
    return [(Dataset(lib, name), True)]


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


__all__ = ["NAMES", "lower", "made_by_pass_through", "named_datasets"]
