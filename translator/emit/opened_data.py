"""What OPEN must be told of a data set: the facts of its variables that some function of the program asks for."""

from __future__ import annotations

from translator.lang.types import Schema
from translator.plan import values as v
from translator.plan.walk import nodes

UNKNOWN = 32767
"""The length of a text column whose length nobody knows."""

Facts = dict[str, list[tuple[str, str | int]]]


def functions_asked(item: object) -> frozenset[str]:
    """Return the names of the functions of the run's surroundings that a plan calls."""
    return frozenset(node.function for node in nodes(item) if isinstance(node, v.Service))


def asked_facts(schema: Schema | None, asked: frozenset[str]) -> Facts:
    """Return what is known of a data set's variables, by the arguments of `open_dataset`; only what is asked for."""
    found: Facts = {}
    if schema is None or not schema.complete:
        return found
    columns = schema.columns
    if "VARLABEL" in asked:
        found["labels"] = [(c.name, c.label) for c in columns if c.label]
    if "VARFMT" in asked:
        found["formats"] = [(c.name, c.format.upper()) for c in columns if c.format]
    if "VARINFMT" in asked:
        found["informats"] = [(c.name, c.informat.upper()) for c in columns if c.informat]
    if "VARLEN" in asked:
        found["lengths"] = [
            (c.name, c.type.length)
            for c in columns
            if c.type.length < (UNKNOWN if c.type.kind == "char" else 8)
        ]
    return found
