"""Queries inside expressions: those that stand alone become values, correlated ones become lookups.

A correlated query is tied to the row of the query around it: its WHERE is split into equalities between the two (the
lookup's `on`) and the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.types import NUMBER, Column, Type
from translator.lower.procs.sql.correlated_groups import UNRESOLVED, grouped, needs_groups
from translator.lower.procs.sql.frames import Frame, Namer, variable, variables
from translator.lower.procs.sql.open_tables import needs_of
from translator.lower.procs.sql.pulled_up import pulled_up, reaches_out
from translator.lower.procs.sql.sources import Sources, conjunction
from translator.lower.procs.sql.values import SqlValues, Stage, clean
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq


@dataclass(slots=True)
class Queries:
    """Lowers the queries in the expressions of one clause."""

    values: SqlValues

    def alone(self, query: object) -> tuple[rq.Relation, tuple[Column, ...]] | None:
        """Return a query that uses nothing of the query around it; None where it does."""
        from translator.lower.procs.sql.select import lower_query

        assert isinstance(query, q.Query)
        try:
            made = lower_query(self.values.stage.context, query, Namer(), None)
        except LoweringError as error:
            if error.code in UNRESOLVED:
                return None
            raise
        return made.rel, made.columns

    def single(self, query: object, at: Token | None) -> tuple[rq.Relation, Column] | None:
        """Return a query of one column that stands alone."""
        made = self.alone(query)
        if made is None:
            return None
        rel, columns = made
        if len(columns) != 1:
            raise LoweringError("R0074", "ERROR: A subquery cannot select more than one column.", at)
        return rel, columns[0]

    def exists(self, query: object, at: Token | None) -> v.Value:
        """EXISTS (query)."""
        made = self.alone(query)
        if made is not None:
            return v.Truth(rq.Any_(rows_alone(made[0])))  # type: ignore[arg-type]
        return v.Truth(Correlated(self, query, at).exists())

    def among(self, value: sx.Expr, query: object, at: Token | None) -> v.Value:
        """value IN (query)."""
        made = self.single(query, at)
        lowered = clean(self.values.value(value))
        if made is None:
            return v.Truth(Correlated(self, query, at).exists("=", lowered))
        rel, column = made
        if column.type.kind != lowered.type.kind:
            raise LoweringError(
                "R0076", "ERROR: Expression using IN has components that are of different data types.", at
            )
        return v.Truth(rq.Among(lowered, rel, column.name))  # type: ignore[arg-type]

    def scalar(self, query: object, at: Token | None) -> v.Value:
        """(query) as a value."""
        made = self.single(query, at)
        if made is None:
            return Correlated(self, query, at).scalar()
        rel, column = made
        return rq.Single(rel, column.name, replace(column.type, nullable=True))  # type: ignore[return-value]

    def quantified(self, op: str, left: sx.Expr, which: str, query: object, at: Token | None) -> v.Value:
        """value op ANY | ALL (query): ALL is no row that fails."""
        lowered = clean(self.values.value(left))
        wanted = op if which == "any" else OPPOSITE[op]
        made = self.single(query, at)
        if made is not None and which == "any" and op == "=":
            return self.among(left, query, at)
        flag = Correlated(self, query, at).exists(wanted, lowered)
        return v.Truth(flag) if which == "any" else v.Logic("not", (v.Truth(flag),))


OPPOSITE = {"=": "ne", "ne": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Correlated:
    """One correlated query: its sources, its WHERE against the row around, and what it gives."""

    def __init__(self, queries: Queries, query: object, at: Token | None) -> None:
        self.outside = queries.values
        self.at = at
        self.stage_out = queries.values.stage
        select = query
        while isinstance(select, q.Query):
            if select.order_by and not isinstance(select.body, q.Select):
                raise self.refuse("set operators")
            select = select.body
        if not isinstance(select, q.Select):
            raise self.refuse("set operators")
        self.select = select = pulled_up(select, self.stage_out.frame)
        self.on: list[tuple[str, str]] = []
        self.rest: list[v.Value] = []
        if needs_groups(select):
            self.group()
            return
        namer = self.stage_out.namer
        sources = Sources(self.stage_out.context, namer, self.outside, needs=needs_of(select, ()))
        try:
            self.frame, parts = sources.build(select.sources, select.where)
        except LoweringError as error:
            if error.code in UNRESOLVED and reaches_out(select.sources, self.stage_out.frame):
                raise self.refuse("a query in FROM that uses the row around") from None
            raise
        self.stage = Stage(self.stage_out.context, self.frame, namer, select.items, self.outside)
        inner: list[v.Value] = []
        values = SqlValues(self.stage, "where")
        before = len(self.stage_out.lookups)
        for part in parts:
            self.place(values.condition(part), inner)
        if len(self.stage_out.lookups) != before:
            raise self.refuse("queries on the row around inside")
        self.rel = self.frame.rel
        for lookup in self.stage.lookups:
            self.rel = replace(lookup, input=self.rel, columns=(*self.rel.columns, lookup.result.column))
        self.stage.lookups.clear()
        if inner:
            condition = conjunction(inner)
            assert condition is not None
            self.rel = rq.Filter(self.rel, condition, self.rel.columns)

    def group(self) -> None:
        """Make a query with groups, or with DISTINCT, once for all rows around."""
        made = grouped(self.select, self.outside)
        if made is None:
            raise self.refuse("GROUP BY, HAVING or DISTINCT and more than equalities with the row around")
        self.frame, self.rel, self.on, self.select = made.frame, made.frame.rel, made.on, made.select
        self.stage = Stage(
            self.stage_out.context, self.frame, self.stage_out.namer, self.select.items, self.outside
        )

    def refuse(self, what: str) -> LoweringError:
        """Return the refusal of a correlated query with this in it."""
        return LoweringError("H0501", f"a correlated query with {what} is not translated", self.at)

    def names(self) -> set[str]:
        return {c.name.lower() for c in self.frame.rel.columns} | {
            x.result.column.name.lower() for x in self.stage.lookups
        }

    def place(self, condition: v.Value, inner: list[v.Value]) -> None:
        """Put a condition where it belongs: on the inner rows alone, among the equalities, or the rest."""
        mine = self.names()
        used = variables(condition)
        if used and used <= mine:
            inner.append(condition)
            return
        match condition:
            case v.Comparison("=", v.Variable(one, type_), v.Variable(two)) if not condition.prefix:
                del type_
                if one.lower() in mine and two.lower() not in mine:
                    self.on.append((two, one))
                    return
                if two.lower() in mine and one.lower() not in mine:
                    self.on.append((one, two))
                    return
        self.rest.append(condition)

    def column(self, value: v.Value, wanted: str) -> Column:
        """Return the inner column of a value, computed where it is none yet. It must not use the row around."""
        if not variables(value) <= {c.name.lower() for c in self.rel.columns}:
            raise self.refuse("values of the row around in its SELECT list")
        if isinstance(value, v.Variable):
            return next(c for c in self.rel.columns if c.name.lower() == value.name.lower())
        column = Column(self.stage.namer.new(wanted), value.type)
        self.rel = rq.Compute(self.rel, ((column, value),), (*self.rel.columns, column))
        return column

    def look(
        self, function: str, argument: Column | None, type_: Type, wanted: str, distinct: bool = False
    ) -> v.Variable:
        """Add the lookup to the query around; return its column."""
        made = Column(self.stage.namer.new(wanted), type_)
        of = argument.type if argument is not None else NUMBER
        result = rq.Statistic(made, function, argument.name if argument is not None else "", of, distinct)
        stage = self.stage_out
        # the input is put in by whoever has the frame of the query around
        lookup = rq.Lookup(rq.Described((), ()), self.rel, tuple(self.on), conjunction(self.rest), result, ())
        stage.lookups.append(lookup)
        return variable(made)

    def exists(self, op: str = "", value: v.Value | None = None) -> v.Value:
        """Return the flag: is there a row (whose column compares so with `value`)?"""
        if value is not None:
            if len(self.select.items) != 1 or isinstance(self.select.items[0].value, q.Star):
                raise LoweringError("R0074", "ERROR: A subquery cannot select more than one column.", self.at)
            item = self.select.items[0].value
            values = SqlValues(self.stage, "select")
            mine = clean(values.value(item))
            if self.stage.statistics:
                raise self.refuse("summary functions in IN, ANY or ALL")
            inner: list[v.Value] = []
            column = self.column(mine, "item")
            self.frame = Frame(self.rel, self.frame.bound)
            self.place(values.comparison(op, value, variable(column), self.at), inner)
            for condition in inner:
                self.rel = rq.Filter(self.rel, condition, self.rel.columns)
        elif has_summary(self.select):
            raise self.refuse("summary functions in EXISTS")
        return self.look("exists", None, v.FLAG, "found")

    def scalar(self) -> v.Value:
        """Return the value: statistics become lookups of their own, the rest is computed from them."""
        if len(self.select.items) != 1 or isinstance(self.select.items[0].value, q.Star):
            raise LoweringError("R0074", "ERROR: A subquery cannot select more than one column.", self.at)
        item = self.select.items[0]
        value = clean(SqlValues(self.stage, "select").value(item.value))  # type: ignore[arg-type]
        if not self.stage.statistics:
            column = self.column(value, item.alias or "item")
            return self.look("value", column, replace(column.type, nullable=True), f"{column.name}_found")
        if self.stage.loose:
            raise self.refuse("columns beside summary functions")
        for column, argument in self.stage.arguments:
            if not variables(argument) <= {c.name.lower() for c in self.rel.columns}:
                raise self.refuse("values of the row around in summary functions")
            self.rel = rq.Compute(self.rel, ((column, argument),), (*self.rel.columns, column))
        made: dict[str, v.Variable] = {}
        for one in self.stage.statistics:
            argument_column = next((c for c in self.rel.columns if c.name == one.argument), None)
            type_ = one.column.type
            made[one.column.name.lower()] = self.look(
                one.function, argument_column, type_, one.column.name, one.distinct
            )
        from translator.lower.procs.sql.frames import renamed

        return renamed(value, {name: found.name for name, found in made.items()})  # type: ignore[no-any-return]


def rows_alone(rel: rq.Relation) -> rq.Relation:
    """Return a relation with as many rows: without what only makes or orders columns."""
    while isinstance(rel, rq.Choose | rq.Compute | rq.Order | rq.Unique):
        rel = rel.input
    return rel


def has_summary(select: q.Select) -> bool:
    """Does the SELECT list call a summary function?"""
    from translator.lower.procs.sql.select import calls_summary

    return any(calls_summary(item.value) for item in select.items if not isinstance(item.value, q.Star))
