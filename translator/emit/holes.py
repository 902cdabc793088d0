"""The contract of a hole in words: what stands with its function in both targets."""

from __future__ import annotations

from collections.abc import Sequence

from translator.emit.places import printable
from translator.lang.types import Schema
from translator.plan.relations import Hole


def contract_lines(hole: Hole, arguments: Sequence[str]) -> list[str]:
    """Return why the function is owed, its arguments and results with their types, and the SAS text.

    arguments: the function's parameters, in the order of the hole's inputs.
    """
    lines = [f"{_sentence(hole.reason)} ({hole.code})"]
    tables = [f"{name}: {columns(schema)}" for name, (_, schema) in zip(arguments, hole.inputs)]
    tables += [f"Returns {name}: {columns(schema)}" for name, schema in hole.outputs]
    if tables:
        lines += ["", *tables]
    text = [line.rstrip() for line in printable(hole.text.strip().replace("\r\n", "\n")).split("\n")]
    return [*lines, "", *text] if text else lines


def columns(schema: Schema) -> str:
    """Return the columns of a table with their types.

    >>> from translator.lang.types import Column, Type
    >>> columns(Schema((Column("x", Type("num")), Column("name", Type("char", 8)))))
    'x (number), name (text of 8)'
    >>> columns(Schema((), complete=False))
    'columns that are not known here'
    """
    if not schema.columns:
        return "no columns" if schema.complete else "columns that are not known here"
    named = [
        f"{one.name} ({'number' if one.type.kind == 'num' else f'text of {one.type.length}'})"
        for one in schema.columns
    ]
    return ", ".join(named) + ("" if schema.complete else ", and perhaps more")


def _sentence(reason: str) -> str:
    return " ".join(reason.split()).rstrip(".") or "Not translated"
