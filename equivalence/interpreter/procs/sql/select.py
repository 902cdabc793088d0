"""SELECT: sources, WHERE, GROUP BY, HAVING, the SELECT list, DISTINCT, ORDER BY.

SAS 9.4 SQL Procedure User's Guide, "SELECT Statement", "table-expression", "Remerging Data". Groups come out in the
order of their keys, DISTINCT rows in the order of their columns (what SAS's sorting leaves).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, Run, Test
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import check_format
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.procs.sql.aggregates import SUMMARY, Aggregate
from equivalence.interpreter.procs.sql.expressions import SqlExpressions, normal, note_once
from equivalence.interpreter.procs.sql.query import Compiled, OutColumn
from equivalence.interpreter.procs.sql.scope import QueryScope, not_found
from equivalence.interpreter.procs.sql.sources import compile_sources
from equivalence.interpreter.tables import Row, Variable, sort_rank
from translator.lang import syntax as s
from translator.lang import syntax_sql as q
from translator.lang.source import Token

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

REMERGE = "The query requires remerging summary statistics back with the original data."
HIDDEN = "The query as specified involves ordering by an item that doesn't appear in its SELECT clause."
HIDDEN_DISTINCT = " Since you are ordering the output of a SELECT DISTINCT it may appear that some duplicates have not been eliminated."
NO_SUMMARY = (
    "A GROUP BY clause has been transformed into an ORDER BY clause because neither the SELECT clause nor the optional "
    "HAVING clause of the associated table-expression referenced a summary function."
)


@dataclass(slots=True)
class SelectPlan:
    """What compiling a SELECT collects: aliases, summary functions, keys, and whether columns stand loose (outside
    summary functions and GROUP BY) so that statistics are remerged."""

    scope: QueryScope
    items: tuple[q.SelectItem, ...]
    groups: list[Any] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    counters: list[list[float]] = field(default_factory=list)
    resolving: list[str] = field(default_factory=list)
    loose: bool = False
    loose_queries: bool = False

    def alias(self, name: str) -> s.Expr | None:
        """Return the expression that an alias of the SELECT list stands for."""
        wanted = name.lower()
        for item in self.items:
            if item.alias.lower() == wanted and not isinstance(item.value, q.Star):
                return item.value
        return None

    def shaped(self, name: str, code: Code) -> Code:
        """Return a calculated column as its attributes shape it: cut to LENGTH=."""
        wanted = name.lower()
        size = next((item.attributes.length for item in self.items if item.alias.lower() == wanted), None)
        if size is None or code.kind != "char":
            return code
        run = code.run
        return Code("char", lambda: run()[:size].ljust(size), size, at=code.at)

    def is_grouped(self, expr: Any) -> bool:
        """Is this an expression of GROUP BY?"""
        return bool(self.groups) and normal(expr, self.scope, self.alias) in self.groups

    def add(self, aggregate: Aggregate, length: int, at: Token | None) -> Code:
        """Keep a summary function; return the code that reads its value for the group at hand."""
        self.aggregates.append(aggregate)
        kind = aggregate.kind if aggregate.name in ("MIN", "MAX") else "num"
        aggregate.value = " " if kind == "char" else MISSING
        return Code(kind, lambda: aggregate.value, length if kind == "char" else 8, at=at)


@dataclass(slots=True)
class Pieces:
    """The compiled clauses of a SELECT."""

    outputs: list[tuple[OutColumn, Run]]
    where: Test | None
    keys: list[Run]
    having: Test | None
    order: list[tuple[Callable[[Row], Any], bool]]


def compile_select(
    session: Session, select: q.Select, order_by: tuple[q.OrderItem, ...], outer: QueryScope | None
) -> Compiled:
    """Compile a SELECT with its ORDER BY. Raises StepError."""
    source = compile_sources(session, select.sources, select.where, outer)
    scope = QueryScope(source.columns, outer)
    items = expand_items(select.items, scope)
    plan = SelectPlan(scope, items)
    check_names(select, items, plan)
    make = {
        clause: SqlExpressions(session, scope, clause, plan)
        for clause in ("where", "group", "select", "having", "order")
    }
    where = make["where"].test(select.where) if select.where is not None else None
    keys = []
    for expr in select.group_by:
        value = position_item(expr, items, "GROUP BY")
        plan.groups.append(normal(value, scope, plan.alias))
        keys.append(make["group"].compile(value).run)
    outputs = [out_column(session, item, make["select"].compile(item.value), scope) for item in items]  # type: ignore[arg-type]
    having = make["having"].test(select.having) if select.having is not None else None
    order: list[tuple[Callable[[Row], Any], bool]] = []
    extra: list[Run] = []
    hidden = [one for one in order_by if not is_selected(one, items, scope, plan)]
    for one in order_by:
        place = order_position(one, items)
        if place is None:
            extra.append(make["order"].compile(one.value).run)
            place = len(outputs) + len(extra) - 1
        order.append((lambda row, p=place: sort_rank(row[p]), one.descending))  # type: ignore[misc]
    pieces = Pieces(outputs, where, keys, having, order)
    return Compiled(
        [column for column, _ in outputs],
        lambda: run_select(session, source.rows, plan, pieces, extra, select.distinct, bool(hidden)),
        scope.reached_out or source.reaches_out,
    )


def run_select(
    session: Session,
    source: Callable[[], list[Row]],
    plan: SelectPlan,
    pieces: Pieces,
    extra: list[Run],
    distinct: bool,
    hidden: bool = False,
) -> list[Row]:
    """Compute the rows of a SELECT; `hidden`: some of what it is ordered by is not selected."""
    if hidden and distinct:
        session.warning(f"{HIDDEN}{HIDDEN_DISTINCT}")
    elif hidden:
        note_once(session, HIDDEN)
    scope, width = plan.scope, len(pieces.outputs)
    for counter in plan.counters:
        counter[0] = 0.0
    variables = [column.variable for column, _ in pieces.outputs]
    runs = [run for _, run in pieces.outputs]
    rows = source()
    if pieces.where is not None:
        chosen = []
        for row in rows:
            scope.values[:] = row
            if pieces.where():
                chosen.append(row)
        rows = chosen
    made: list[Row] = []

    def emit() -> None:
        if pieces.having is None or pieces.having():
            made.append(
                [fitted(run(), v) for run, v in zip(runs, variables, strict=True)] + [run() for run in extra]
            )

    if plan.aggregates:
        remerge = plan.loose
        if remerge:
            note_once(session, REMERGE)
        for group in grouped(rows, scope, pieces.keys):
            summarise(group, scope, plan.aggregates)
            if group:
                for row in group if remerge else group[:1]:
                    scope.values[:] = row
                    emit()
            elif not remerge:
                emit()
    elif pieces.keys:
        session.warning(NO_SUMMARY)
        for group in grouped(rows, scope, pieces.keys):
            for row in group:
                scope.values[:] = row
                emit()
    else:
        for row in rows:
            scope.values[:] = row
            emit()
    if distinct:  # what the rows are ordered by tells them apart, too
        made = distinct_rows(made, width + len(extra))
    for key, descending in reversed(pieces.order):
        made.sort(key=key, reverse=descending)
    return [row[:width] for row in made] if extra else made


def grouped(rows: list[Row], scope: QueryScope, keys: list[Run]) -> list[list[Row]]:
    """Return the groups in the order of their keys; one group of all rows (even none) without GROUP BY."""
    if not keys:
        return [rows]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        scope.values[:] = row
        groups.setdefault(tuple(sort_rank(key()) for key in keys), []).append(row)
    return [groups[key] for key in sorted(groups)]


def summarise(rows: list[Row], scope: QueryScope, aggregates: list[Aggregate]) -> None:
    """Compute the summary functions over a group."""
    for aggregate in aggregates:
        aggregate.start()
    for row in rows:
        scope.values[:] = row
        for aggregate in aggregates:
            aggregate.take()
    for aggregate in aggregates:
        aggregate.finish()


def distinct_rows(rows: list[Row], width: int) -> list[Row]:
    """Return the first of equal rows, in the order of the first `width` columns."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(sort_rank(value) for value in row[:width]), row)
    return [found[key] for key in sorted(found)]


def fitted(value: Any, variable: Variable) -> Any:
    """Return a value as a column keeps it: cut to the length, without trailing blanks."""
    return value[: variable.length].rstrip(" ") if isinstance(value, str) else value


# --- the SELECT list ------------------------------------------------------------------------------------


def expand_items(items: tuple[q.SelectItem, ...], scope: QueryScope) -> tuple[q.SelectItem, ...]:
    """Return the SELECT list with `*` and `a.*` written out. Raises StepError."""
    made: list[q.SelectItem] = []
    for item in items:
        if not isinstance(item.value, q.Star):
            made.append(item)
            continue
        qualifier = item.value.qualifier.lower()
        if qualifier and not scope.has_alias(qualifier):
            raise StepError(
                f"Unresolved reference to table/correlation name {item.value.qualifier}.", item.at, "R0072"
            )
        for column in scope.columns:
            if qualifier in column.qualifiers if qualifier else not column.hidden:
                name = column.variable.name
                value: s.Expr = (
                    s.Dotted(column.qualifiers[0], name, item.at)
                    if column.qualifiers
                    else s.Var(name, item.at)
                )
                made.append(q.SelectItem(value, at=item.at))
    return tuple(made)


def out_column(session: Session, item: q.SelectItem, code: Code, scope: QueryScope) -> tuple[OutColumn, Run]:
    """Return a column of the result: attributes of a plain column are inherited, those written win."""
    variable = Variable(item.alias, code.kind, code.length if code.kind == "char" else 8)  # type: ignore[arg-type]
    position = None
    match item.value:
        case s.Var(name=name):
            position = scope.find(name)
        case s.Dotted(qualifier=qualifier, name=name) if qualifier.lower() != "calculated":
            position = scope.find(name, qualifier)
            if position is None:
                variable = replace(variable, name=item.alias or name)
    plain = isinstance(item.value, s.Var | s.Dotted)
    if position is not None:
        variable = scope.columns[position].variable.renamed(
            item.alias or scope.columns[position].variable.name
        )
    elif plain and not item.alias:
        variable = replace(variable, name=item.value.name)  # type: ignore[union-attr]
    given = item.attributes
    for format_, what in ((given.format, "format"), (given.informat, "informat")):
        if format_ is not None:
            check_format(session, format_, what)
    variable = replace(
        variable,
        format=variable.format if given.format is None else s.attached(given.format, variable.kind),
        informat=variable.informat if given.informat is None else s.attached(given.informat, variable.kind),
        label=variable.label if given.label is None else given.label,
        length=variable.length if given.length is None else given.length,
    )
    summary = (
        isinstance(item.value, s.Call) and item.value.name.upper() in SUMMARY and len(item.value.args) == 1
    )
    return OutColumn(variable, bool(variable.name), summary), code.run


def position_item(expr: s.Expr, items: tuple[q.SelectItem, ...], clause: str) -> s.Expr:
    """Return what an item of GROUP BY means: a whole number is a position in the SELECT list. Raises StepError."""
    if isinstance(expr, s.Number) and not expr.form and expr.value == int(expr.value):
        if not 1 <= expr.value <= len(items):
            raise StepError(
                f"The {clause} item's position {int(expr.value)} is not in the SELECT list.", expr.at, "R0078"
            )
        value = items[int(expr.value) - 1].value
        assert not isinstance(value, q.Star)
        return value
    return expr


def order_position(item: q.OrderItem, items: tuple[q.SelectItem, ...]) -> int | None:
    """Return the column of the result that an ORDER BY item names: by position, or the first that has its name, whatever
    columns of that name the tables have ("SQL Procedure: ORDER BY Clause": columns of the query's result)."""
    match item.value:
        case s.Number(value=number, form="") if number == int(number):
            if not 1 <= number <= len(items):
                raise StepError(
                    f"The ORDER BY item's position {int(number)} is not in the SELECT list.", item.at, "R0078"
                )
            return int(number) - 1
        case s.Var(name=name):
            return next((i for i, one in enumerate(items) if name_of(one) == name.lower()), None)
        case s.Dotted(qualifier="calculated", name=name):
            return next((i for i, one in enumerate(items) if one.alias.lower() == name.lower()), None)
    return None


def name_of(item: q.SelectItem) -> str:
    """Return the name of a column of the SELECT list in lower case, "" for an expression without an alias."""
    match item.value:
        case s.Var(name=name) | s.Dotted(name=name):
            return (item.alias or name).lower()
        case _:
            return item.alias.lower()


def is_selected(
    item: q.OrderItem, items: tuple[q.SelectItem, ...], scope: QueryScope, plan: SelectPlan
) -> bool:
    """Is what an ORDER BY item sorts by in the SELECT list?"""
    if order_position(item, items) is not None or isinstance(item.value, s.String):
        return True
    wanted = normal(item.value, scope, plan.alias)
    return any(normal(one.value, scope, plan.alias) == wanted for one in items)


def check_names(select: q.Select, items: tuple[q.SelectItem, ...], plan: SelectPlan) -> None:
    """Raise SAS's one error for all names that no table has."""
    missing: list[tuple[str, Token | None]] = []

    def look(node: Any) -> None:
        match node:
            case s.Var(name=name):
                if name != "*" and not known(name, plan):
                    missing.append((name, node.at))
            case s.Dotted() | s.Subquery() | s.Format():
                pass
            case s.Call():
                for argument in node.args:
                    if not (
                        isinstance(argument, s.Var)
                        and node.name.upper() in ("PUT", "INPUT")
                        and argument is node.args[-1]
                    ):
                        look(argument)
            case s.Of():
                pass
            case tuple():
                for one in node:
                    look(one)
            case _ if hasattr(node, "__dataclass_fields__") and not isinstance(node, Token):
                for name in node.__dataclass_fields__:
                    if name != "at":
                        look(getattr(node, name))

    for item in items:
        look(item.value)
    for part in (select.where, select.group_by, select.having):
        look(part)
    if missing:
        raise not_found([name for name, _ in missing], missing[0][1])


def known(name: str, plan: SelectPlan) -> bool:
    """Has the query, or one around it, a column or alias of that name?"""
    if plan.alias(name) is not None:
        return True
    scope: QueryScope | None = plan.scope
    while scope is not None:
        if any(c.variable.name.lower() == name.lower() for c in scope.columns):
            return True
        scope = scope.outer
    return False
