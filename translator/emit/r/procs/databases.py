"""Databases to R: connections, SQL that is passed on, libraries of a database."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.passed import sql_lines
from translator.emit.r.steps import emits
from translator.plan.procs.databases import Database
from translator.plan.relations import Step


@emits(Database)
def emit_database(context: Context, step: Step) -> list[str]:
    """Write what a database is to do."""
    node = step.node
    assert isinstance(node, Database)
    name = r.text(node.name)
    for dataset in [one for one in context.made if one.partition(".")[0] in node.stale and "." in one]:
        context.drop(dataset)  # it is read again
    match node.kind:
        case "connect":
            return [f"sas_connect(lib, {name}, {r.text(node.url)})"]
        case "library":
            return [f"sas_database_library(lib, {name}, {r.text(node.url)})"]
        case "execute":
            return [f"sas_execute_sql(lib, {name}, {sql_lines(node.sql)})"]
        case "disconnect":
            return [f"sas_disconnect(lib, {name})"]
