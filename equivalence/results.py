"""What a run of a program leaves, on any engine, and its form as result.json (DESIGN, The `run` contract)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isnan, nan
from typing import Any, Literal

from translator.lang.diagnostics import Diagnostic
from translator.library.missing import missing_letter, special_missing

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
class StepResult:
    """What one step of a program made, on any engine.

    `place`: where the step's text stands (see `equivalence.places`): the same step has the same on every engine, and
    the n-th time it runs is the n-th with it. `first`, `last`: lines of the program; `inside`: "macro two, line 8"
    where the text stands elsewhere. `datasets` by name, permanent ones as "lib.name". `sums`: columns, by data set,
    that sums or moments went into (see `equivalence.provenance`), and `printed`, the number of tables that it printed, are
    told by the reference only.
    """

    place: str
    first: int
    last: int
    title: str
    inside: str = ""
    datasets: dict[str, Dataset] = field(default_factory=dict)
    sums: dict[str, list[str]] = field(default_factory=dict)
    printed: int = 0


@dataclass(slots=True)
class RunResult:
    """One program on one engine. `datasets` are WORK's at the end, by lower-case name.

    `steps`: what each step made, where the job asked for it. `put`: the log's lines that DATA steps wrote;
    `said`: those of PUT and %PUT, whatever they look like.
    """

    program: str
    engine: str
    status: Literal["ok", "failed"] = "ok"
    seconds: float = 0.0
    datasets: dict[str, Dataset] = field(default_factory=dict)
    tables: list[PrintedTable] = field(default_factory=list)
    macro_vars: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    steps: list[StepResult] = field(default_factory=list)
    put: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def judge(self) -> None:
        """Set the status: an error that SAS reports fails the program, an `ERROR:` that its own PUT writes does not."""
        reported = count_errors(self.log) > count_errors(self.said)
        if reported or any(d.severity == "error" for d in self.diagnostics):
            self.status = "failed"

    def refuse_infinite(self) -> None:
        """Fail the program where a data set holds an infinite number, which SAS does not have; it becomes missing."""
        made = [*self.datasets.items(), *(pair for step in self.steps for pair in step.datasets.items())]
        for name, data in made:
            rows = [row for row in data.rows if inf in row or -inf in row]
            for row in rows:
                row[:] = [nan if value in (inf, -inf) else value for value in row]
            if rows:
                text = f"ERROR: A value of {name.upper()} is larger than any number of SAS, which makes it missing."
                self.fail(Diagnostic("R0614", text, self.program, 1, 1))

    def fail(self, diagnostic: Diagnostic) -> None:
        """Record why the program failed."""
        self.status = "failed"
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


def count_errors(lines: list[str]) -> int:
    """Return how many lines of a log are errors."""
    return sum(line.startswith("ERROR") for line in lines)


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
        "datasets": _datasets(result.datasets),
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


def _datasets(datasets: Mapping[str, Dataset]) -> dict[str, Any]:
    return {
        name: {
            "columns": [
                {"name": c.name, "type": c.type, "length": c.length, "format": c.format, "label": c.label}
                for c in data.columns
            ],
            "rows": [[cell(value) for value in row] for row in data.rows],
        }
        for name, data in datasets.items()
    }


def dump_steps(result: RunResult) -> str:
    """Return the text of steps.json: what each step made, and the lines that PUT wrote to the log.

    An infinite number in it fails the program (R0614).
    """
    result.refuse_infinite()
    rows = [
        {
            "place": s.place, "first": s.first, "last": s.last, "title": s.title, "inside": s.inside,
            "datasets": _datasets(s.datasets), "sums": s.sums, "printed": s.printed,
        }
        for s in result.steps
    ]  # fmt: skip
    return json.dumps({"steps": rows, "put": result.put}, ensure_ascii=False, allow_nan=False) + "\n"


def dataset_of(data: Mapping[str, Any]) -> Dataset:
    """Return a data set from its form in result.json or steps.json."""
    names = ("name", "type", "length", "format", "label")
    columns = [ColumnInfo(**{name: column[name] for name in names}) for column in data["columns"]]
    texts = [column.type == "char" for column in columns]
    rows = [[_value(v, text) for v, text in zip(row, texts, strict=True)] for row in data["rows"]]
    return Dataset(columns, rows)


def _value(value: Any, text: bool) -> Value:
    if text:
        return str(value or "")
    if value is None:
        return float("nan")
    return special_missing(value[1:]) if isinstance(value, str) else float(value)


def dump(result: RunResult) -> str:
    """Return the text of result.json. An infinite number in it fails the program (R0614)."""
    result.refuse_infinite()
    return json.dumps(to_json(result), ensure_ascii=False, allow_nan=False) + "\n"
