"""Integrity constraints: INSERT and UPDATE of a row that breaks one stop with SAS's error.

SAS 9.4 SQL Procedure User's Guide, "Creating and Using Integrity Constraints in a Table". A constraint lasts as long as the
table that it was made for; foreign keys are not enforced, which is warned of.
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.types import Column, Schema
from translator.lower.catalog import display
from translator.lower.context import Context
from translator.lower.procs.sql.frames import Bound, Frame, Namer
from translator.lower.procs.sql.values import SqlValues, Stage
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq
from translator.plan.values import Value

STEMS = {"primary key": "PK", "unique": "UN", "not null": "NM", "check": "CK", "foreign key": "FK"}
Held = dict[str, tuple[Schema | None, tuple[q.Constraint, ...]]]


def rules_of(target: str, context: Context) -> tuple[q.Constraint, ...]:
    """Return the constraints of a table: none where something else has made it since."""
    held: Held = context.proc_state.setdefault("constraints", {})  # type: ignore[assignment]
    schema, rules = held.get(target, (None, ()))
    return rules if rules and context.catalog.find(target) is schema else ()


def hold_rules(target: str, rules: tuple[q.Constraint, ...], context: Context) -> None:
    """Keep the constraints with the table as the step has made it."""
    held: Held = context.proc_state.setdefault("constraints", {})  # type: ignore[assignment]
    held[target] = (context.catalog.find(target), rules)


def keep_rules(target: str, added: tuple[q.Constraint, ...], context: Context, at: Token | None) -> None:
    """Add constraints to those of a table; those without a name get SAS's."""
    rules = list(rules_of(target, context))
    for rule in added:
        if rule.kind == "foreign key":
            context.diagnose(LoweringError("W0131", "foreign keys are not enforced", at))
        number = sum(one.kind == rule.kind for one in rules) + 1
        rules.append(replace(rule, name=rule.name or f"_{STEMS[rule.kind]}{number:04d}_"))
    if rules:
        hold_rules(target, tuple(rules), context)


def checked(rel: rq.Relation, target: str, context: Context) -> rq.Relation:
    """Return the table's new rows, checked."""
    rules: list[rq.Rule] = []
    for rule in rules_of(target, context):
        message = f"ERROR: {rule.failed(display(target))}"
        names = tuple(next(c.name for c in rel.columns if c.name.lower() == n.lower()) for n in rule.columns)
        if rule.kind in ("not null", "primary key"):
            rules.append(rq.Rule("there", names, None, message))
        if rule.kind in ("unique", "primary key"):
            rules.append(rq.Rule("unique", names, None, message))
        if rule.condition is not None:
            rules.append(rq.Rule("true", (), condition(rule, rel.columns, context), message))
    return rq.Checked(rel, tuple(rules), rel.columns) if rules else rel


def condition(rule: q.Constraint, columns: tuple[Column, ...], context: Context) -> Value:
    """Return the condition of CHECK over the table's columns."""
    assert rule.condition is not None
    frame = Frame(rq.Described((), columns), [Bound((), c.name, c) for c in columns])
    stage = Stage(context, frame, Namer({c.name.lower() for c in columns}))
    return SqlValues(stage, "where").condition(rule.condition)
