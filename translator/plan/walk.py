"""The nodes of a plan, and of the syntax that it keeps, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from translator.lang.source import Token

_ASIDE = ("at", "comments", "type")
"""Fields that tell of a node and hold none: its place, its comments, its type."""


@cache
def parts(kind: type) -> tuple[str, ...] | None:
    """Return the names of a node's fields that can hold nodes; None for what is no node."""
    if not is_dataclass(kind) or issubclass(kind, Token):
        return None
    return tuple(field.name for field in fields(kind) if field.name not in _ASIDE)


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
