"""Names of a query while it is lowered: columns of its sources by correlation name, each with a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from translator.lang.source import Token
from translator.lang.types import Column, Type
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of FROM: the correlation names that reach it, its name there, and the column of the relation.

    A `hidden` one (a common column of a natural join) is reached by its correlation name only.
    """

    qualifiers: tuple[str, ...]
    name: str
    column: Column
    hidden: bool = False


@dataclass(slots=True)
class Namer:
    """Hands out column names that are unique in one query, whatever the case of letters."""

    taken: set[str] = field(default_factory=set)

    def new(self, *wanted: str) -> str:
        """Return the first free one of the wanted names, else the last one with a number behind it."""
        for name in wanted:
            if name.lower() not in self.taken:
                self.taken.add(name.lower())
                return name
        base, number = wanted[-1], 2
        while f"{base}_{number}".lower() in self.taken:
            number += 1
        self.taken.add(f"{base}_{number}".lower())
        return f"{base}_{number}"


@dataclass(slots=True)
class Frame:
    """A relation and the names that its columns have in the query."""

    rel: rq.Relation
    bound: list[Bound]

    def find(self, name: str, qualifier: str = "", at: Token | None = None) -> Column | None:
        """Return the column of a name; None where there is none. Raises LoweringError where it is ambiguous."""
        wanted, alias = name.lower(), qualifier.lower()
        found = [
            b
            for b in self.bound
            if b.name.lower() == wanted and (alias in b.qualifiers if alias else not b.hidden)
        ]
        if len(found) > 1 and not alias:
            raise LoweringError(
                "R0070", f"ERROR: Ambiguous reference, column {name} is in more than one table.", at
            )
        return found[0].column if found else None

    def has_alias(self, qualifier: str) -> bool:
        """Is it one of the query's own correlation names?"""
        return any(qualifier.lower() in b.qualifiers for b in self.bound)

    def loosened(self) -> list[Bound]:
        """Return the names with columns that may be missing: what an outer join makes of one side."""
        return [replace(b, column=loose(b.column)) for b in self.bound]


def loose(column: Column) -> Column:
    """Return the column as one that can be missing."""
    return replace(column, type=replace(column.type, nullable=True))


def not_found(names: list[str], at: Token | None) -> LoweringError:
    """Return SAS's error for columns that no table has."""
    listed = ", ".join(dict.fromkeys(names))
    return LoweringError(
        "R0073", f"ERROR: The following columns were not found in the contributing tables: {listed}.", at
    )


def variable(column: Column) -> v.Variable:
    """Return a column as a value."""
    return v.Variable(column.name, column.type)


def variables(item: Any) -> set[str]:
    """Return the lower-case names of the columns that a value uses (not those inside queries)."""
    found: set[str] = set()

    def look(node: Any) -> None:
        if isinstance(node, v.Variable):
            found.add(node.name.lower())
        elif isinstance(node, tuple):
            for one in node:
                look(one)
        elif isinstance(node, rq.Among):
            look(node.value)
        elif isinstance(node, rq.Single | rq.Any_ | Token | type):
            return
        elif is_dataclass(node):
            for f in fields(node):
                if f.name not in ("at", "type"):
                    look(getattr(node, f.name))

    look(item)
    return found


def renamed(item: Any, names: dict[str, str]) -> Any:
    """Return a value with its columns renamed (lower-case name -> name); queries inside stay."""
    if not names:
        return item
    if isinstance(item, v.Variable):
        return v.Variable(names.get(item.name.lower(), item.name), item.type)
    if isinstance(item, tuple):
        return tuple(renamed(one, names) for one in item)
    if isinstance(item, rq.Among):
        return replace(item, value=renamed(item.value, names))
    if isinstance(item, rq.Single | rq.Any_ | Token | type | Type) or not is_dataclass(item):
        return item
    changed = {
        f.name: renamed(getattr(item, f.name), names) for f in fields(item) if f.name not in ("at", "type")
    }
    return replace(item, **changed)  # type: ignore[type-var]


def map_inputs(rel: rq.Relation, change: Callable[[rq.Relation], rq.Relation]) -> rq.Relation:
    """Return the relation with its inputs changed."""
    match rel:
        case rq.Join() | rq.Combine():
            return replace(rel, left=change(rel.left), right=change(rel.right))
        case rq.Lookup():
            return replace(rel, input=change(rel.input), other=change(rel.other))
        case (
            rq.Filter()
            | rq.Compute()
            | rq.Summary()
            | rq.Choose()
            | rq.Spread()
            | rq.Unique()
            | rq.Order()
            | rq.First()
            | rq.Checked()
        ):
            return replace(rel, input=change(rel.input))
        case rq.Input() | rq.Described():
            return rel
