"""What the productions of grammars/sql.lark make: nodes of `translator.lang.syntax_sql`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from translator.frontend.parse import expression_actions as base
from translator.frontend.parse.cursor import Unreadable
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.statements import Dataset
from translator.lang.syntax import Argument, Call, Case, Expr, Number, String, Subquery, Var

Word = tuple[str, Token]
"""A keyword or name: its folded text and its token."""
Parts = tuple[str, Any]


class Distinct:
    """`distinct x` as an argument."""

    __slots__ = ("value",)

    def __init__(self, value: Expr) -> None:
        self.value = value


class Clause(tuple[Any, ...]):
    """The parts of a clause, told apart from a clause that is not there."""


# --- expressions ----------------------------------------------------------------------------------------


def call(name: Token, *arguments: Any) -> Expr:
    distinct = any(type(argument) is Distinct for argument in arguments)
    plain = tuple(argument.value if type(argument) is Distinct else argument for argument in arguments)
    made = base.call(name, *plain)
    return replace(made, distinct=True) if distinct and isinstance(made, Call) else made


def star_argument(star: Word) -> Argument:
    return Var("*", star[1])


def distinct_argument(_distinct: Word, value: Expr) -> Distinct:
    return Distinct(value)


def subquery(query: q.Query) -> Expr:
    return Subquery(query, "", query.at)


def exists(word: Word, query: q.Query) -> Expr:
    return Subquery(query, "exists", word[1])


def compared_quantified(operator: Word, quantifier: Word, query: q.Query) -> base.Comparator:
    which = "all" if quantifier[0] == "all" else "any"
    return ("compared", operator[0], operator[1], Subquery(query, which, quantifier[1]))


def in_query(query: q.Query) -> tuple[Expr, ...]:
    return (Subquery(query, "", query.at),)


def case(word: Word, operand: Expr | None, *rest: Any) -> Expr:
    branches = tuple((part[0], part[1]) for part in rest[:-1])
    return Case(operand, branches, rest[-1], word[1])


def branch(when: Expr, then: Expr) -> tuple[Expr, Expr]:
    return when, then


# --- SELECT ---------------------------------------------------------------------------------------------


def query(body: q.QueryBody, order: Clause | None) -> q.Query:
    if order is None and isinstance(body, q.Query):
        return body
    return q.Query(body, tuple(order) if order is not None else (), body.at)


def set_operation(left: q.QueryBody, operator: Word, *rest: Any) -> q.SetOperation:
    return _set(operator[0], left, operator, *rest)


def outer_union(left: q.QueryBody, operator: Word, *rest: Any) -> q.SetOperation:
    if operator[0] != "union":
        raise Unreadable("E0118", f"OUTER goes with UNION, not {operator[0].upper()}", operator[1])
    return _set("outer union", left, operator, *rest)


def _set(kind: Any, left: q.QueryBody, operator: Word, *rest: Any) -> q.SetOperation:
    *options, right = rest
    return q.SetOperation(kind, left, right, "all" in options, "corr" in options, operator[1])


def set_option(word: Word) -> str:
    return "all" if word[0] == "all" else "corr"


def select(
    word: Word,
    quantity: str | None,
    *rest: Any,
) -> q.Select:
    items = [part for part in rest[:-5] if part is not None]
    into, sources, where, group_by, having = rest[-5:]
    return q.Select(
        tuple(items), quantity == "distinct", tuple(into or ()), tuple(sources or ()), where, tuple(group_by or ()),
        having, word[1],
    )  # fmt: skip


def quantity(word: Word) -> str:
    return "all" if word[0] == "all" else "distinct"


def item(value: Expr, *parts: Parts) -> q.SelectItem:
    alias, attributes = _attributes(parts)
    return q.SelectItem(value, alias, attributes, value.at)


def _attributes(parts: tuple[Parts, ...]) -> tuple[str, q.Attribute]:
    given = dict(parts)
    alias = given.pop("alias", "")
    given.pop("transcode", None)
    return alias, q.Attribute(**given) if given else q.Attribute()


def star(word: Word) -> q.SelectItem:
    qualifier = "" if word[0] == "*" else word[0]
    return q.SelectItem(q.Star(qualifier, word[1]), "", q.Attribute(), word[1])


def alias_part(name: Word) -> Parts:
    return "alias", name[0]


def modifier_part(modifier: Parts) -> Parts:
    return modifier


def label_part(text: str) -> Parts:
    return "label", text


def _clause(*parts: Any) -> Clause:
    return Clause(parts)


def _only(part: Any) -> Any:
    return part


def target(name: Word, *parts: Parts) -> q.Into:
    return q.Into(name[0], at=name[1], **dict(parts))


def open_target(name: Word, _dash: Word, *parts: Parts) -> q.Into:
    return q.Into(name[0], open=True, at=name[1], **dict(parts))


def range_target(name: Word, _dash: Word, last: Word, *parts: Parts) -> q.Into:
    return q.Into(name[0], last[0], at=name[1], **dict(parts))


def through_target(name: Word, last: Word, *parts: Parts) -> q.Into:
    return q.Into(name[0], last[0], at=name[1], **dict(parts))


def separated_part(text: Expr) -> Parts:
    return "separated", text


def trim_part(word: Word) -> Parts:
    return "trim", word[0]


# --- FROM -----------------------------------------------------------------------------------------------


def table_source(table: Dataset, alias: Word | None) -> q.TableSource:
    return q.TableSource(table, alias[0] if alias else "", table.at)


def passed_source(passed: q.PassedSource, alias: Word | None) -> q.PassedSource:
    return replace(passed, alias=alias[0] if alias else "")


def query_source(
    inner: q.Query, alias: Word | None = None, columns: tuple[str, ...] | None = None
) -> q.QuerySource:
    return q.QuerySource(inner, alias[0] if alias else "", columns or (), inner.at)


def join(left: q.FromItem, kind: Word, right: q.FromItem, condition: Expr) -> q.Join:
    which: Any = kind[0]
    return q.Join(which, left, right, condition, False, kind[1])


def inner_join(left: q.FromItem, right: q.FromItem, condition: Expr) -> q.Join:
    return q.Join("inner", left, right, condition, False, right.at)


def cross_join(left: q.FromItem, word: Word, right: q.FromItem) -> q.Join:
    return q.Join("cross", left, right, None, False, word[1])


def natural_join(left: q.FromItem, word: Word, *rest: Any) -> q.Join:
    kind: Any = rest[0][0] if len(rest) == 2 else "inner"
    return q.Join(kind, left, rest[-1], None, True, word[1])


def order_item(value: Expr, direction: Word | None) -> q.OrderItem:
    return q.OrderItem(value, direction is not None and direction[0].startswith("desc"), value.at)


# --- statements -----------------------------------------------------------------------------------------


def names(*words: Word) -> tuple[str, ...]:
    return tuple(word[0] for word in words)


def validate(word: Word, inner: q.Query) -> q.Validate:
    return q.Validate(inner, word[1])


def create_table(word: Word, table: Dataset, inner: q.Query) -> q.CreateTable:
    return q.CreateTable(table, inner, at=word[1])


def create_columns(word: Word, table: Dataset, *items: q.ColumnDefinition | q.Constraint) -> q.CreateTable:
    columns = tuple(item for item in items if isinstance(item, q.ColumnDefinition))
    constraints = tuple(item for item in items if isinstance(item, q.Constraint))
    return q.CreateTable(table, None, columns, constraints=constraints, at=word[1])


def constraint(name: Word | None, rule: q.Constraint, *messages: tuple[str, str]) -> q.Constraint:
    made = replace(rule, name=name[0]) if name else rule
    return with_message(made, dict(messages))


def with_message(rule: q.Constraint, given: dict[str, str]) -> q.Constraint:
    return replace(
        rule,
        message=given.get("message", rule.message),
        alone=given["msgtype"].lower() == "user" if "msgtype" in given else rule.alone,
    )


def column_message(given: tuple[str, str]) -> Parts:
    return "message", given


def primary_rule(columns: tuple[str, ...]) -> q.Constraint:
    return q.Constraint("primary key", columns)


def unique_rule(_word: Word, columns: tuple[str, ...]) -> q.Constraint:
    return q.Constraint("unique", columns)


def missing_rule(_not: Word, columns: tuple[str, ...]) -> q.Constraint:
    return q.Constraint("not null", columns)


def foreign_rule(columns: tuple[str, ...], _table: Dataset, *_actions: Any) -> q.Constraint:
    return q.Constraint("foreign key", columns)


def check_rule(condition: Expr) -> q.Constraint:
    return q.Constraint("check", (), condition)


def column_check(condition: Expr) -> Parts:
    return "constraint", q.Constraint("check", (), condition)


def references(_table: Dataset, *_actions: Any) -> Parts:
    return "constraint", q.Constraint("foreign key")


def add_constraints(*rules: q.Constraint) -> Parts:
    return "constraints", rules


def drop_constraints(_drop: Word, dropped: tuple[str, ...]) -> Parts:
    return "dropped", dropped


def drop_primary(_drop: Word) -> Parts:
    return "dropped", ("primary key",)


def create_like(word: Word, table: Dataset, _like: Word, like: Dataset) -> q.CreateTable:
    return q.CreateTable(table, None, (), like, at=word[1])


def create_view(word: Word, view: Dataset, inner: q.Query) -> q.CreateView:
    return q.CreateView(view, inner, word[1])


def create_index(
    word: Word, unique_: Word | None, name: Word, table: Dataset, columns: tuple[str, ...]
) -> q.CreateIndex:
    return q.CreateIndex(name[0], table, columns, unique_ is not None, word[1])


def insert_rows(word: Word, table: Dataset, columns: tuple[str, ...] | None, *rows: Clause) -> q.Insert:
    return q.Insert(table, columns or (), tuple(tuple(row) for row in rows), at=word[1])


def insert_sets(word: Word, table: Dataset, columns: tuple[str, ...] | None, *sets: Clause) -> q.Insert:
    return q.Insert(table, columns or (), (), tuple(tuple(one) for one in sets), at=word[1])


def insert_query(word: Word, table: Dataset, columns: tuple[str, ...] | None, inner: q.Query) -> q.Insert:
    return q.Insert(table, columns or (), query=inner, at=word[1])


def update(word: Word, table: Dataset, alias: Word | None, sets: Clause, where: Expr | None) -> q.UpdateTable:
    return q.UpdateTable(table, alias[0] if alias else "", tuple(sets), where, word[1])


def delete(word: Word, table: Dataset, alias: Word | None, where: Expr | None) -> q.DeleteRows:
    return q.DeleteRows(table, alias[0] if alias else "", where, word[1])


def assignment(name: Word, equals: Word, value: Expr) -> tuple[str, Expr]:
    if equals[0] != "=":
        raise Unreadable("E0118", "SET wants column = value", equals[1])
    return name[0], value


def column(name: Word, kind: Word | None = None, *rest: Any) -> q.ColumnDefinition:
    parts = [part for part in rest if isinstance(part, tuple)]
    sizes = [part for part in rest if isinstance(part, Number | String)]
    constraints: list[q.Constraint] = []
    for key, value in parts:
        if key == "constraint":
            constraints.append(value if value.kind == "check" else replace(value, columns=(name[0],)))
        elif key == "message" and constraints:
            constraints[-1] = with_message(constraints[-1], dict([value]))
    _, attributes = _attributes(tuple(part for part in parts if part[0] not in ("constraint", "message")))
    length = int(sizes[0].value) if sizes and isinstance(sizes[0], Number) else None
    return q.ColumnDefinition(
        name[0], kind[0].lower() if kind else "", length, attributes, tuple(constraints), name[1]
    )


def not_null(_not: Word) -> Parts:
    return "constraint", q.Constraint("not null")


def primary_key() -> Parts:
    return "constraint", q.Constraint("primary key")


def unique(_word: Word) -> Parts:
    return "constraint", q.Constraint("unique")


def add_columns(*columns: q.ColumnDefinition) -> Parts:
    return "add", columns


def modify_columns(*columns: q.ColumnDefinition) -> Parts:
    return "modify", columns


def drop_columns(_drop: Word, dropped: tuple[str, ...]) -> Parts:
    return "drop", dropped


def alter(word: Word, table: Dataset, *changes: Parts) -> q.AlterTable:
    given: dict[str, tuple[Any, ...]] = {}
    for what, which in changes:
        given[what] = given.get(what, ()) + which
    return q.AlterTable(table, at=word[1], **given)


def drop_tables(word: Word, tables: Clause) -> q.DropObjects:
    return q.DropObjects("table", tuple(tables), None, word[1])


def drop_views(word: Word, tables: Clause) -> q.DropObjects:
    return q.DropObjects("view", tuple(tables), None, word[1])


def drop_indexes(word: Word, tables: Clause, table: Dataset) -> q.DropObjects:
    return q.DropObjects("index", tuple(tables), table, word[1])


def describe_tables(word: Word, tables: Clause) -> q.Describe:
    return q.Describe("table", tuple(tables), word[1])


def describe_constraints(word: Word, tables: Clause) -> q.Describe:
    return q.Describe("constraints", tuple(tables), word[1])


def describe_views(word: Word, tables: Clause) -> q.Describe:
    return q.Describe("view", tuple(tables), word[1])


ACTIONS = {
    **base.ACTIONS,
    **{
        function.__name__: function
        for function in (
            call, star_argument, distinct_argument, subquery, exists, compared_quantified, in_query, case, branch,
            query, set_operation, outer_union, set_option, select, quantity, item, star, alias_part, modifier_part,
            label_part, target, open_target, range_target, through_target, separated_part, trim_part, table_source,
            passed_source, query_source, join, inner_join, cross_join, natural_join, order_item, names, validate, create_table,
            create_columns, create_like, create_view, create_index, insert_rows, insert_sets, insert_query, update,
            delete, assignment, column, not_null, primary_key, unique, add_columns, modify_columns, drop_columns,
            alter, constraint, column_message, primary_rule, unique_rule, missing_rule, foreign_rule, drop_primary, check_rule, column_check, references, add_constraints, drop_constraints,
            describe_constraints, drop_tables, drop_views, drop_indexes, describe_tables, describe_views,
        )
    },
    **dict.fromkeys(("into", "from", "group_by", "order_by", "row", "set_clause", "tables"), _clause),
    **dict.fromkeys(("where", "having", "alias", "message", "referential"), _only),
}  # fmt: skip
