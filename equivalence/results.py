"""What a run of a program leaves, on any engine, and its form as result.json (DESIGN, The `run` contract)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import isnan
from typing import Any, Literal

from translator.lang.diagnostics import Diagnostic
from translator.library.missing import missing_letter

Value = float | str


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """A variable of a data set in a result. `type` is "num" or "char"."""

    name: str
    type: str
    length: int = 8
    format: str = ""
    label: str = ""


@dataclass(slots=True)
class Dataset:
    """A data set: numbers are floats (missing values as NaNs, special ones by payload), texts right-trimmed."""

    columns: list[ColumnInfo]
    rows: list[list[Value]]

    def names(self) -> list[str]:
        """Return the column names in order."""
        return [column.name for column in self.columns]


@dataclass(slots=True)
class PrintedTable:
    """A printed table: cells as printed. `step` counts the program's steps from 1."""

    step: int
    proc: str
    name: str
    title: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(slots=True)
class RunResult:
    """One program on one engine. `datasets` are WORK's at the end, by lower-case name."""

    program: str
    engine: str
    status: Literal["ok", "failed"] = "ok"
    seconds: float = 0.0
    datasets: dict[str, Dataset] = field(default_factory=dict)
    tables: list[PrintedTable] = field(default_factory=list)
    macro_vars: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def fail(self, diagnostic: Diagnostic) -> None:
        """Record why the program failed."""
        self.status = "failed"
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


def cell(value: Value) -> Any:
    """Return a value as it stands in result.json: missing is None, special missing ".A".

    >>> cell(2.0), cell("x"), cell(float("nan"))
    (2.0, 'x', None)
    """
    if isinstance(value, str):
        return value.rstrip(" ")
    if isnan(value):
        letter = missing_letter(value)
        return f".{letter}" if letter else None
    return value


def to_json(result: RunResult) -> dict[str, Any]:
    """Return the contract's object."""
    return {
        "program": result.program,
        "engine": result.engine,
        "status": result.status,
        "seconds": round(result.seconds, 4),
        "datasets": {
            name: {
                "columns": [
                    {"name": c.name, "type": c.type, "length": c.length, "format": c.format, "label": c.label}
                    for c in data.columns
                ],
                "rows": [[cell(value) for value in row] for row in data.rows],
            }
            for name, data in result.datasets.items()
        },
        "tables": [
            {
                "step": t.step, "proc": t.proc, "name": t.name, "title": t.title, "columns": t.columns, "rows": t.rows,
            }
            for t in result.tables
        ],
        "macro_vars": result.macro_vars,
        "log": result.log,
        "diagnostics": [
            {
                "code": d.code, "severity": d.severity, "path": d.path, "line": d.line, "column": d.column,
                "message": d.message,
            }
            for d in result.diagnostics
        ],
    }  # fmt: skip


def dump(result: RunResult) -> str:
    """Return the text of result.json."""
    return json.dumps(to_json(result), ensure_ascii=False, allow_nan=False) + "\n"
