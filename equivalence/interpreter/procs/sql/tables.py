"""Tables of PROC SQL: reading them (views and DICTIONARY tables too), and making them from a query's result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from equivalence.interpreter.procs.sql import dictionary
from equivalence.interpreter.procs.sql.query import OutColumn
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang.statements import Dataset

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


def read_table(session: Session, dataset: Dataset) -> Table:
    """Return a table, view or DICTIONARY table with its data set options applied. Raises StepError."""
    table = dictionary.find(session, dataset)
    if table is not None:
        from equivalence.interpreter.selection import select

        return select(session, table, dataset.options, f"{dataset.lib}.{dataset.name}".upper())
    return session.read(dataset)


def table_columns(
    columns: list[OutColumn], repeated: Callable[[str], None] | None = None
) -> tuple[list[int], list[Variable]]:
    """Return (positions, variables) of a query's columns as a table has them: nameless ones get _TEMG001 (summary
    functions) and _TEMA001; of a repeated name the first one is kept (`repeated` is told)."""
    positions: list[int] = []
    variables: list[Variable] = []
    seen: set[str] = set()
    counts = {"_TEMG": 0, "_TEMA": 0}
    for position, column in enumerate(columns):
        variable = column.variable
        if not column.named:
            stem = "_TEMG" if column.summary else "_TEMA"
            counts[stem] += 1
            variable = replace(variable, name=f"{stem}{counts[stem]:03d}")
        if variable.name.lower() in seen:
            if repeated is not None:
                repeated(variable.name)
            continue
        seen.add(variable.name.lower())
        positions.append(position)
        variables.append(variable)
    return positions, variables


def as_table(
    columns: list[OutColumn], rows: list[Row], repeated: Callable[[str], None] | None = None
) -> Table:
    """Return a query's result as a table."""
    positions, variables = table_columns(columns, repeated)
    if positions == list(range(len(columns))):
        return Table(variables, [list(row) for row in rows])
    return Table(variables, [[row[p] for p in positions] for row in rows])
