"""What stands in the clauses of a SELECT: names, calls of summary functions, positions in its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lower.procs.sql.values import SUMMARY
from translator.lower.scope import LoweringError


def plain_names(node: Any) -> Iterator[tuple[str, Token | None]]:
    """Yield the unqualified names of an expression, not those of queries inside it."""
    match node:
        case sx.Var(name):
            if name != "*":
                yield name, node.at
        case sx.Dotted() | sx.Subquery() | sx.Format() | sx.Of() | q.Star():
            return
        case sx.Call():
            last = node.args[-1] if node.args and node.name.upper() in ("PUT", "INPUT") else None
            for argument in node.args:
                if not (argument is last and isinstance(argument, sx.Var)):
                    yield from plain_names(argument)
        case tuple():
            for one in node:
                yield from plain_names(one)
        case _ if is_dataclass(node) and not isinstance(node, Token | type):
            for f in fields(node):
                if f.name != "at":
                    yield from plain_names(getattr(node, f.name))


def calls_summary(node: Any) -> bool:
    """Does an expression call a summary function (outside of queries in it)?"""
    match node:
        case sx.Subquery() | sx.Format() | q.Star():
            return False
        case sx.Call(name, args) if (
            name.upper() in SUMMARY
            and len(args) == 1
            and not isinstance(args[0], sx.Of | sx.Format | sx.Empty)
        ):
            return True
        case tuple():
            return any(calls_summary(one) for one in node)
        case _ if is_dataclass(node) and not isinstance(node, Token | type):
            return any(calls_summary(getattr(node, f.name)) for f in fields(node) if f.name != "at")
        case _:
            return False


def position_item(expr: sx.Expr, items: tuple[q.SelectItem, ...]) -> sx.Expr:
    """Return what an item of GROUP BY means: a whole number is a position in the SELECT list."""
    if isinstance(expr, sx.Number) and not expr.form and expr.value == int(expr.value):
        if not 1 <= expr.value <= len(items):
            raise LoweringError(
                "R0078",
                f"ERROR: The GROUP BY item's position {int(expr.value)} is not in the SELECT list.",
                expr.at,
            )
        return items[int(expr.value) - 1].value  # type: ignore[return-value]
    return expr


def order_position(item: q.OrderItem, items: tuple[q.SelectItem, ...]) -> int | None:
    """Return the column of the result that an ORDER BY item names: by position, or the first that has its name, whatever
    columns of that name the tables have ("SQL Procedure: ORDER BY Clause": columns of the query's result)."""
    match item.value:
        case sx.Number(number, "") if number == int(number):
            if not 1 <= number <= len(items):
                raise LoweringError(
                    "R0078",
                    f"ERROR: The ORDER BY item's position {int(number)} is not in the SELECT list.",
                    item.at,
                )
            return int(number) - 1
        case sx.Var(name):
            return next((i for i, one in enumerate(items) if name_of(one) == name.lower()), None)
        case sx.Dotted(qualifier, name) if qualifier.lower() == "calculated":
            return next((i for i, one in enumerate(items) if one.alias.lower() == name.lower()), None)
        case _:
            return None


def name_of(item: q.SelectItem) -> str:
    """Return the name of a column of the SELECT list in lower case, "" for an expression without an alias."""
    match item.value:
        case sx.Var(name) | sx.Dotted(name=name):
            return (item.alias or name).lower()
        case _:
            return item.alias.lower()
