"""Queries in a database's own SQL as inputs of steps."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.plan.procs.databases import Passed
from translator.plan.relations import Scan


def table_of(context: Context, scan: Scan) -> str:
    """The variable that holds what a scan reads: a data set, or the rows that a database gives."""
    return context.read(scan.dataset) if scan.passed is None else passed_rows(context, scan.passed)


def passed_rows(context: Context, passed: Passed) -> str:
    """A variable for the rows of a query, after the line that asks the database."""
    context.need("query_sql")
    name = context.names.claim(f"{passed.connection}_rows")
    call = f"sas.query_sql(lib, {ex.text(passed.connection)}, {sql_lines(passed.sql)})"
    context.before.append(context.set_to(name, call))
    return name


def sql_lines(sql: str) -> str:
    """SQL as arguments of a call, one for each of its lines."""
    return ", ".join(ex.text(line) for line in sql.split("\n"))
