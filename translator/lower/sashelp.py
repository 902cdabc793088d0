"""SASHELP views over DICTIONARY tables, read outside of PROC SQL: a table is made before the step and deleted after it.

SAS 9.4 SQL Procedure User's Guide, "DICTIONARY Tables and Associated SASHELP Views".
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang.source import Token
from translator.lang.types import Column, Schema
from translator.lower import datasets as ds
from translator.lower.conditions import conjuncts
from translator.lower.context import Context
from translator.lower.procs.sql.dictionary import view_name, warn, whole
from translator.plan.procs import query as rq
from translator.plan.relations import Step


@dataclass(frozen=True, slots=True)
class Viewed:
    """A step that reads tables in place of SASHELP views, with the steps that make and delete these."""

    step: st.DataStep | st.ProcStep
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    tables: tuple[str, ...]


def with_views(step: st.DataStep | st.ProcStep, context: Context) -> Viewed | None:
    """Return the step over tables that hold what its SASHELP views show; None where it reads no such view.

    Raises: LoweringError (H0506) for a view that only the run knows.
    """
    if isinstance(step, st.ProcStep) and step.name == "SQL" or context.catalog.reachable("sashelp"):
        return None
    found: dict[str, st.Dataset] = {}
    changed = _without_views(step, found)
    if not found:
        return None
    wheres = [s for s in step.body if isinstance(s, st.Where)] if len(found) == 1 else []
    first = max((n for n, s in enumerate(wheres) if not s.also), default=0)  # a WHERE replaces those before
    parts = [part for s in wheres[first:] for part in conjuncts(s.condition)]
    tables = {name: whole(dataset, context, parts) for name, dataset in found.items()}
    before: list[Step] = []
    for name, table in tables.items():
        assert table is not None
        warn(found[name], kept(table.columns, found[name]), None, context)
        node = rq.MakeTable(name, table, "", table.columns)
        read = dict.fromkeys(cell[0] for row in table.rows for cell in row if isinstance(cell, tuple))
        schema = Schema(table.columns)
        last = context.catalog.last
        context.catalog.define(name, schema)
        context.catalog.last = last
        title = f"PROC SQL VIEW {name.replace('_', '.', 1).upper()}"
        before.append(Step(title, node, tuple(read), (name,), ((name, schema),), step.at, step.end))
    deletion = Step("PROC SQL VIEW", rq.DeleteTables(tuple(tables)), (), (), (), step.at, step.end)
    return Viewed(changed, tuple(before), (deletion,), tuple(tables))


def kept(columns: tuple[Column, ...], dataset: st.Dataset) -> tuple[Column, ...]:
    """Return the columns of a view that KEEP= and DROP= leave, under their own names."""
    left = {old for old, _ in ds.select(columns, dataset.options, dataset.at)}
    return tuple(c for c in columns if c.name in left)


def _without_views(node: Any, found: dict[str, st.Dataset]) -> Any:
    if isinstance(node, tuple):
        made = tuple(_without_views(item, found) for item in node)
        return node if all(a is b for a, b in zip(made, node, strict=True)) else made
    if isinstance(node, st.Dataset):
        if not view_name(node):
            return node
        name = f"sashelp_{node.name.lower()}"
        found[name] = node
        return replace(node, lib="", name=name)
    if isinstance(node, Token) or not is_dataclass(node) or isinstance(node, type):
        return node
    changed = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if not isinstance(value, Token) and (made := _without_views(value, found)) is not value:
            changed[field.name] = made
    return replace(node, **changed) if changed else node


__all__ = ["Viewed", "with_views"]
