"""The nodes of a plan, and of the syntax that it keeps, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from translator.lang.source import Token

_ASIDE = ("at", "comments", "type")
"""Fields that tell of a node and hold none: its place, its comments, its type."""

_PARTS: dict[type, tuple[str, ...] | None] = {}


def parts(kind: type) -> tuple[str, ...] | None:
    """Return the names of a node's fields that can hold nodes; None for what is no node."""
    if kind not in _PARTS:
        is_node = is_dataclass(kind) and not issubclass(kind, Token)
        _PARTS[kind] = tuple(f.name for f in fields(kind) if f.name not in _ASIDE) if is_node else None
    return _PARTS[kind]


def nodes(item: object) -> Iterator[object]:
    """Yield every node below (and with) an item, outermost first."""
    if isinstance(item, tuple):
        for part in item:
            yield from nodes(part)
        return
    names = parts(type(item))
    if names is None:
        return
    yield item
    for name in names:
        yield from nodes(getattr(item, name))
