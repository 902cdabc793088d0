"""The contract of a hole: everything that whoever fills it may know, and all that the filling must keep."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from translator.lang.types import Kind, Schema
from translator.plan.relations import Hole


@dataclass(frozen=True, slots=True)
class ColumnContract:
    """A column: numbers are float64 / double, text is str / character, right-trimmed, "" for missing."""

    name: str
    kind: Kind
    length: int = 8
    label: str = ""


@dataclass(frozen=True, slots=True)
class TableContract:
    """A table that goes in or comes out. `complete`: it has these columns and no others, in this order."""

    name: str
    columns: tuple[ColumnContract, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class HoleContract:
    """A function from tables to tables that somebody owes.

    `function` takes the inputs, in order, as arguments of their names, and returns the output table; several
    outputs come as a tuple (R: a list). `text` is the SAS code, `origin` its place as `file:line`, `step` the
    step's position in the plan.
    """

    id: str
    function: str
    text: str
    reason: str
    inputs: tuple[TableContract, ...]
    outputs: tuple[TableContract, ...]
    origin: str = ""
    step: int = -1

    @property
    def digest(self) -> str:
        """SHA-256 of all that an answer depends on; the place in the program does not count."""
        data = asdict(self)
        for key in ("id", "function", "origin", "step"):
            del data[key]
        return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def contract_of(
    hole: Hole, function: str, arguments: tuple[str, ...], origin: str, step: int
) -> HoleContract:
    """Return the contract of a hole of the plan; the emitter says the function's and the arguments' names."""
    return HoleContract(
        hole.id,
        function,
        hole.text,
        hole.reason,
        tuple(_table(name, schema) for name, (_, schema) in zip(arguments, hole.inputs, strict=True)),
        tuple(_table(name, schema) for name, schema in hole.outputs),
        origin,
        step,
    )


def _table(name: str, schema: Schema) -> TableContract:
    columns = tuple(ColumnContract(c.name, c.type.kind, c.type.length, c.label) for c in schema.columns)
    return TableContract(name, columns, schema.complete)


def contract_from(data: dict[str, Any]) -> HoleContract:
    """Return a contract from its JSON form (`dataclasses.asdict`). Raises KeyError, TypeError where it is damaged."""
    tables = {
        key: tuple(
            TableContract(
                table["name"],
                tuple(ColumnContract(**column) for column in table["columns"]),
                table["complete"],
            )
            for table in data[key]
        )
        for key in ("inputs", "outputs")
    }
    return HoleContract(**{**data, **tables})
