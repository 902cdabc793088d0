"""Integrity constraints: a row that breaks one is refused. SAS 9.4 SQL Procedure User's Guide, "Creating and Using
Integrity Constraints in a Table". A constraint lasts as long as the table that it was made for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.sql.expressions import SqlExpressions
from equivalence.interpreter.procs.sql.scope import QueryScope, SourceColumn, padded
from equivalence.interpreter.tables import Table, Value, sort_rank
from translator.lang import syntax_sql as q
from translator.lang.statements import Dataset

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

STEMS = {"primary key": "PK", "unique": "UN", "not null": "NM", "check": "CK", "foreign key": "FK"}


def rules_of(session: Session, dataset: Dataset) -> tuple[q.Constraint, ...]:
    """Return the constraints of a table: none where something else has made it since."""
    libref, name = session.resolve(dataset)
    table, rules = session.services.setdefault("constraints", {}).get((libref, name), (None, ()))
    return rules if rules and session.find(libref, name) is table else ()


def hold(session: Session, dataset: Dataset, rules: tuple[q.Constraint, ...]) -> None:
    """Keep the constraints with the table as it is now."""
    libref, name = session.resolve(dataset)
    held = session.services.setdefault("constraints", {})
    held[libref, name] = (session.find(libref, name), rules)


def add(session: Session, dataset: Dataset, added: tuple[q.Constraint, ...]) -> None:
    """Add constraints to those of a table; those without a name get SAS's."""
    rules = list(rules_of(session, dataset))
    for rule in added:
        number = sum(one.kind == rule.kind for one in rules) + 1
        rules.append(replace(rule, name=rule.name or f"_{STEMS[rule.kind]}{number:04d}_"))
    if rules:
        hold(session, dataset, tuple(rules))


def check(session: Session, dataset: Dataset, table: Table, rules: tuple[q.Constraint, ...]) -> None:
    """Raise StepError where a row of the table breaks one of the constraints."""
    for rule in rules:
        if rule.kind != "foreign key" and not holds(session, table, rule):
            raise StepError(rule.failed(session.display(dataset)), None, "R0074")


def holds(session: Session, table: Table, rule: q.Constraint) -> bool:
    """Does a constraint hold for all rows?"""
    if rule.condition is not None:
        names = [SourceColumn((), variable) for variable in table.variables]
        scope = QueryScope(names)
        test = SqlExpressions(session, scope, "where").test(rule.condition)
        for row in table.rows:
            scope.values[:] = [padded(v, variable) for v, variable in zip(row, table.variables, strict=True)]
            if not test():
                return False
        return True
    places = [table.index(name) for name in rule.columns]
    if rule.kind in ("not null", "primary key") and any(
        missing(row[p]) for row in table.rows for p in places
    ):
        return False
    keys = [tuple(sort_rank(row[p]) for p in places) for row in table.rows]
    return rule.kind == "not null" or len(set(keys)) == len(keys)


def missing(value: Value) -> bool:
    """Is a value missing?"""
    return not value.strip(" ") if isinstance(value, str) else value != value
