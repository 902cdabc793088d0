"""Queries in a database's own SQL as inputs of steps."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.plan.procs.databases import Passed
from translator.plan.relations import Scan


def table_of(context: Context, scan: Scan) -> str:
    """Return the variable that holds what a scan reads: a data set, or the rows that a database gives."""
    return context.read(scan.dataset) if scan.passed is None else passed_rows(context, scan.passed)


def passed_rows(context: Context, passed: Passed) -> str:
    """Return a variable for the rows of a query, after the line that asks the database."""
    name = context.names.new(f"{passed.connection}_rows")
    call = f"sas_query_sql(lib, {r.text(passed.connection)}, {sql_lines(passed.sql)})"
    context.before.append(context.set_to(name, call))
    return name


def sql_lines(sql: str) -> str:
    """Return SQL as arguments of a call, one for each of its lines."""
    return ", ".join(r.text(line) for line in sql.split("\n"))
