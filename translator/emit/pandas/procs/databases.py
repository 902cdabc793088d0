"""Databases to pandas: connections, SQL that is passed on, libraries of a database."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.passed import sql_lines
from translator.emit.pandas.steps import EMITTERS
from translator.plan.procs.databases import Database
from translator.plan.relations import Step


def emit_database(context: Context, step: Step) -> list[str]:
    """Write what a database is to do."""
    node = step.node
    assert isinstance(node, Database)
    name = ex.text(node.name)
    for dataset in [one for one in context.made if one.partition(".")[0] in node.stale and "." in one]:
        context.drop(dataset)  # it is read again
    match node.kind:
        case "connect":
            context.need("connect")
            return [f"sas.connect(lib, {name}, {ex.text(node.url)})"]
        case "library":
            context.need("database_library")
            return [f"sas.database_library(lib, {name}, {ex.text(node.url)})"]
        case "execute":
            context.need("execute_sql")
            return [f"sas.execute_sql(lib, {name}, {sql_lines(node.sql)})"]
        case "disconnect":
            context.need("disconnect")
            return [f"sas.disconnect(lib, {name})"]


EMITTERS[Database] = emit_database
