"""INSERT, UPDATE and DELETE through a view: the same statement on the table that the view shows.

SAS 9.4 SQL Procedure User's Guide, "Updating PROC SQL and SAS/ACCESS Views": a view of one table, with WHERE and no other
clause; columns may have other names in it, but what an expression makes is not changed.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.statements import DatasetOptions

SUMMARY = frozenset(
    "AVG MEAN COUNT FREQ N CSS CV MAX MIN NMISS PRT RANGE STD STDERR SUM SUMWGT T USS VAR MEDIAN".split()
)
Change = q.Insert | q.UpdateTable | q.DeleteRows


class NotChangeable(ValueError):
    """A view through which the statement cannot change a table; the text says why."""


def on_table(node: Change, view: q.Query) -> Change:
    """Return the statement on the view's table. Raises NotChangeable."""
    select, source = _plain(view)
    columns = _columns(select)
    own = {node.table.name.lower(), getattr(node, "alias", "").lower()} - {""}
    table = {source.table.name.lower(), source.alias.lower()} - {""}

    def read(expr: Any) -> Any:
        return _replaced(expr, columns, own)

    def column(name: str) -> str:
        found = columns.get(name.lower(), sx.Var(name))
        if not isinstance(found, sx.Var):
            raise NotChangeable(f"{name} is derived in the view")
        return found.name

    at = source.table
    match node:
        case q.Insert():
            names = node.columns or tuple(columns)
            if not node.columns and len(columns) < len(select.items):
                names = ()  # `select *`
            return replace(
                node, table=at, columns=tuple(column(name) for name in names),
                sets=tuple(tuple((column(name), expr) for name, expr in row) for row in node.sets),
            )  # fmt: skip
        case q.UpdateTable():
            sets = tuple((column(name), read(expr)) for name, expr in node.sets)
            where = _both(_replaced(select.where, {}, table), read(node.where))
            return replace(node, table=at, alias="", sets=sets, where=where)
        case q.DeleteRows():
            where = _both(_replaced(select.where, {}, table), read(node.where))
            return replace(node, table=at, alias="", where=where)


def _plain(view: q.Query) -> tuple[q.Select, q.TableSource]:
    body: q.QueryBody = view
    while isinstance(body, q.Query):
        if body.order_by:
            raise NotChangeable("the view has an ORDER BY clause")
        body = body.body
    if not isinstance(body, q.Select) or body.group_by or body.having is not None or body.distinct:
        raise NotChangeable("the view has set operators, DISTINCT, GROUP BY or HAVING")
    source = body.sources[0] if len(body.sources) == 1 else None
    if not isinstance(source, q.TableSource) or source.table.options != DatasetOptions():
        raise NotChangeable("the view shows more than one table, or a part of one by data set options")
    return body, source


def _columns(select: q.Select) -> dict[str, sx.Expr]:
    """Return what the view's columns stand for, by lower-case name; `*` is left out."""
    found: dict[str, sx.Expr] = {}
    for item in select.items:
        match item.value:
            case q.Star():
                if len(select.items) > 1:
                    raise NotChangeable("the view selects * beside other columns")
            case sx.Var(name) | sx.Dotted(name=name):
                found[(item.alias or name).lower()] = sx.Var(name, item.at)
            case sx.Call(name, (_,)) if name.upper() in SUMMARY:
                raise NotChangeable("the view shows summaries")
            case other:
                found[item.alias.lower() or f"_{len(found)}"] = other
    return found


def _replaced(node: Any, columns: dict[str, sx.Expr], own: set[str]) -> Any:
    """Return an expression over the table's columns; `own`: correlation names that are left out."""
    match node:
        case sx.Var(name):
            return columns.get(name.lower(), node)
        case sx.Dotted(qualifier, name) if qualifier.lower() in own:
            return columns.get(name.lower(), sx.Var(name, node.at))
        case sx.Subquery():
            anew = {n for n, e in columns.items() if not isinstance(e, sx.Var) or e.name.lower() != n}
            if _names(node, anew, own):
                raise NotChangeable("the statement has a query over columns that the view names anew")
            return node
        case tuple():
            return tuple(_replaced(one, columns, own) for one in node)
        case _ if is_dataclass(node) and not isinstance(node, Token | type):
            changed = {
                f.name: _replaced(getattr(node, f.name), columns, own) for f in fields(node) if f.name != "at"
            }
            return replace(node, **changed)
        case _:
            return node


def _names(node: Any, names: set[str], own: set[str]) -> bool:
    """Does a query inside use one of these names, or one of the correlation names?"""
    match node:
        case sx.Var(name):
            return name.lower() in names
        case sx.Dotted(qualifier):
            return qualifier.lower() in own
        case tuple():
            return any(_names(one, names, own) for one in node)
        case _ if is_dataclass(node) and not isinstance(node, Token | type):
            return any(_names(getattr(node, f.name), names, own) for f in fields(node) if f.name != "at")
        case _:
            return False


def _both(one: sx.Expr | None, two: sx.Expr | None) -> sx.Expr | None:
    if one is None or two is None:
        return one if two is None else two
    return sx.Binary("and", one, two)
