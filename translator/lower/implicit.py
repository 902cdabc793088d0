"""Implicit arrays: DO OVER, and the array's name that stands for the current element.

SAS DATA Step Statements: Reference, DO OVER (an old form that programs still use).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace

from translator.lang import syntax as sx


def over(statement: object, array: str, index: str) -> object:
    """Return the statement with each bare mention of an implicit array made the indexed element."""
    if isinstance(statement, sx.Var) and statement.name.lower() == array.lower():
        return sx.Element(array, (sx.Var(index),), at=statement.at)
    if isinstance(statement, tuple):
        return tuple(over(item, array, index) for item in statement)
    if is_dataclass(statement) and not isinstance(statement, type) and type(statement).__name__ != "Token":
        changes = {
            f.name: over(getattr(statement, f.name), array, index)
            for f in fields(statement)
            if f.name not in ("at", "end", "comments")
        }
        return replace(statement, **changes)
    return statement


def renamed(node: object, names: Mapping[str, str]) -> object:
    """Return the syntax with variables under other names; `names`: lower-case name -> the name instead."""
    if isinstance(node, sx.Var):
        return replace(node, name=names.get(node.name.lower(), node.name))
    if isinstance(node, tuple):
        return tuple(renamed(item, names) for item in node)
    if is_dataclass(node) and not isinstance(node, type) and type(node).__name__ != "Token":
        parts = {f.name: renamed(getattr(node, f.name), names) for f in fields(node) if f.name != "at"}
        return replace(node, **parts)
    return node
