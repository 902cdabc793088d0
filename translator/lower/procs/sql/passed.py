"""SQL that is passed to a database: connections of saslift.toml, and what is asked of them.

SAS/ACCESS 9.4 for Relational Databases: Reference, "SQL Pass-Through Facility".
"""

from __future__ import annotations

import re

from translator.lang import statements as st
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.procs.databases import Database, Passed
from translator.plan.relations import Step

Statement = q.Connect | q.ExecuteSql | q.Disconnect


def lower_passed(step: st.ProcStep, node: Statement, context: Context) -> list[Step]:
    """Lower CONNECT, EXECUTE or DISCONNECT. Raises LoweringError (H0507)."""
    match node:
        case q.Connect(name=name, dbms=dbms, libref=libref):
            connected(context)[name] = dbms or libref
            made = Database("connect", name, url_of(context, name, dbms or libref, node.at))
        case q.ExecuteSql(connection=name, sql=sql):
            if (word := sql.strip().rstrip(";").lower()) in ("commit", "rollback"):
                if word == "rollback":
                    message = "EXECUTE (ROLLBACK): each statement of EXECUTE is committed when it has run"
                    raise LoweringError("H0507", message, node.at)
                return []
            stale = tuple(sorted(context.databases))
            made = Database("execute", name, sql=only_text(sql, node.at), stale=stale)
            before = implicit(step, node, name, context)
            return [*before, _step(step, node, "PROC SQL EXECUTE", made, context)]
        case q.Disconnect(connection=name):
            connected(context).pop(name, None)
            made = Database("disconnect", name)
    return [_step(step, node, f"PROC SQL {made.kind.upper()}", made, context)]


def implicit(step: st.ProcStep, node: object, name: str, context: Context) -> list[Step]:
    """Return the step that opens a connection which no CONNECT names: SAS opens the DBMS of that name.

    Raises: LoweringError (H0507) where none is configured.
    """
    at = getattr(node, "at", None)
    url = url_of(context, name, connected(context).get(name, name), at)
    if name in connected(context):
        return []
    connected(context)[name] = name
    made = Database("connect", name, url)
    return [_step(step, node, "PROC SQL CONNECT", made, context)]


def passed_names(node: object) -> list[q.PassedSource]:
    """Return the queries of databases in a statement, in order."""
    from translator.plan.walk import nodes

    return [one for one in nodes(node) if isinstance(one, q.PassedSource)]


def passed_of(source: q.PassedSource) -> Passed:
    """Return a query for a database. Raises LoweringError (H0507) where only the run knows its text."""
    return Passed(source.connection, only_text(source.sql, source.at))


def connected(context: Context) -> dict[str, str]:
    """Return the connections that this PROC SQL has opened: their names with the DBMS."""
    state: dict[str, str] = context.proc_state.setdefault("sql connections", {})  # type: ignore[assignment]
    return state


def url_of(context: Context, name: str, dbms: str, at: Token | None) -> str:
    """Return the URL of a connection: by its own name, else by that of its DBMS. Raises LoweringError (H0507)."""
    url = context.connections.get(name) or context.connections.get(dbms)
    if url is None:
        message = (
            f'SQL for the database {dbms.upper()}: no connection is configured; write `{dbms} = "URL"` under '
            "[connections] in saslift.toml"
        )
        raise LoweringError("H0507", message, at)
    return url


def only_text(sql: str, at: Token | None) -> str:
    """Return the SQL. Raises LoweringError (H0507) where a macro variable of the run stands in it."""
    if re.search(r"&\w", re.sub(r"'(?:[^']|'')*'", "''", sql)):
        raise LoweringError("H0507", "SQL for a database with a macro variable that only the run knows", at)
    return sql


def _step(step: st.ProcStep, node: object, title: str, made: Database, context: Context) -> Step:
    statement = next((s for s in step.body if isinstance(s, st.SqlStatement)), step)
    comments = statement.comments or (() if step.continued else step.comments)
    return Step(title, made, (), (), (), statement.at, statement.end, comments=comments)
