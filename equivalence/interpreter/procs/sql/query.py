"""Queries compiled once and run as often as the query around them asks: SELECT, set operators, ORDER BY."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from equivalence.interpreter.procs.sql.scope import QueryScope
from equivalence.interpreter.tables import Row, Variable
from translator.lang import syntax_sql as q

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column of a query's result. `named`: it has a name of its own; else it is a summary function's or another
    expression's (`summary`), which a table names _TEMG001, _TEMA001 …"""

    variable: Variable
    named: bool = True
    summary: bool = False


@dataclass(slots=True)
class Compiled:
    """A compiled query. `run` computes the rows (texts without trailing blanks, cut to their column's length).

    `reaches_out`: it uses columns of a query around it, so that its rows change with that query's row.
    """

    columns: list[OutColumn]
    run: Callable[[], list[Row]]
    reaches_out: bool = False
    kept: list[list[Row]] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """Return the rows; a query that stands alone is computed once."""
        if self.reaches_out:
            return self.run()
        if not self.kept:
            self.kept.append(self.run())
        return self.kept[0]


def compile_query(session: Session, query: q.QueryBody, outer: QueryScope | None = None) -> Compiled:
    """Compile a query in the scope of the query around it. Raises StepError."""
    from equivalence.interpreter.procs.sql.select import compile_select
    from equivalence.interpreter.procs.sql.sets import compile_set, order_result

    match query:
        case q.Select():
            return compile_select(session, query, (), outer)
        case q.SetOperation():
            return compile_set(session, query, outer)
        case q.Query(body=q.Select() as select, order_by=order_by):
            return compile_select(session, select, order_by, outer)
        case q.Query(body=body, order_by=()):
            return compile_query(session, body, outer)
        case q.Query(body=body, order_by=order_by):
            return order_result(session, compile_query(session, body, outer), order_by)
