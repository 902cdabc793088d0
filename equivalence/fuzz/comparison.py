"""Is what a program leaves the same on two engines? Data sets, PUT lines of the log, printed tables."""

from __future__ import annotations

import re
from math import isinf, isnan

from equivalence.results import Dataset, RunResult
from translator.library.missing import missing_letter

_NUMBER = re.compile(r"-?[\d,]*\.?\d+(?:E[+-]?\d+)?")


def difference(expected: RunResult, actual: RunResult, tolerance: float = 0.0) -> str:
    """Return what differs, "" where the results are the same.

    Values agree to the last bit, but for `tolerance` (relative) in numbers that went through a sum. Of the log only
    the lines that begin with `#` are compared: the random programs write these with PUT.
    """
    if expected.status != actual.status:
        reasons = [
            f"{d.code} {d.message}"
            for d in (*expected.diagnostics, *actual.diagnostics)
            if d.severity == "error"
        ]
        return f"status {actual.status}, not {expected.status}: {'; '.join(reasons)[:400]}"
    if expected.status == "failed":
        return ""
    for name, wanted in expected.datasets.items():
        found = actual.datasets.get(name)
        if found is None:
            return f"no data set {name}"
        problem = differs(wanted, found, tolerance)
        if problem:
            return f"{name}: {problem}"
    return _log(expected, actual) or _tables(expected, actual)


def differs(wanted: Dataset, found: Dataset, tolerance: float) -> str:
    """Return the first difference of two data sets."""
    if wanted.names() != found.names():
        return f"columns {found.names()}, not {wanted.names()}"
    if [c.type for c in wanted.columns] != [c.type for c in found.columns]:
        return f"types {[c.type for c in found.columns]}, not {[c.type for c in wanted.columns]}"
    if len(wanted.rows) != len(found.rows):
        return f"{len(found.rows)} rows, not {len(wanted.rows)}"
    for number, (a, b) in enumerate(zip(wanted.rows, found.rows, strict=True), start=1):
        for column, x, y in zip(wanted.columns, a, b, strict=True):
            if not same(x, y, tolerance):
                return f"row {number}, {column.name}: {y!r}, not {x!r}"
    for a_, b_ in zip(wanted.columns, found.columns, strict=True):
        if (a_.format.upper(), a_.label) != (b_.format.upper(), b_.label):
            return f"attributes of {a_.name}: {b_.format!r} {b_.label!r}, not {a_.format!r} {a_.label!r}"
        if a_.length != b_.length:
            return f"length of {a_.name}: {b_.length}, not {a_.length}"
    return ""


def same(x: float | str, y: float | str, tolerance: float = 0.0) -> bool:
    """Are two values the same?"""
    if isinstance(x, str) or isinstance(y, str):
        return isinstance(x, str) and isinstance(y, str) and x.rstrip(" ") == y.rstrip(" ")
    if isnan(x) or isnan(y):
        return isnan(x) and isnan(y) and missing_letter(x) == missing_letter(y)
    return x == y or (not isinf(x) and not isinf(y) and abs(x - y) <= tolerance * max(abs(x), abs(y)))


def _log(expected: RunResult, actual: RunResult) -> str:
    wanted, found = ([line.rstrip() for line in r.log if line.startswith("#")] for r in (expected, actual))
    for x, y in zip(wanted, found, strict=False):
        if x != y:
            return f"log line {y!r}, not {x!r}"
    return "" if len(wanted) == len(found) else f"log: {len(found)} lines, not {len(wanted)}"


def _tables(expected: RunResult, actual: RunResult) -> str:
    if len(expected.tables) != len(actual.tables):
        return f"{len(actual.tables)} printed tables, not {len(expected.tables)}"
    for number, (a, b) in enumerate(zip(expected.tables, actual.tables, strict=True), start=1):
        if list(a.columns) != list(b.columns):
            return f"printed table {number}: columns {b.columns}, not {a.columns}"
        if len(a.rows) != len(b.rows):
            return f"printed table {number}: {len(b.rows)} rows, not {len(a.rows)}"
        for row, (p, q) in enumerate(zip(a.rows, b.rows, strict=True), start=1):
            for name, x, y in zip(a.columns, p, q, strict=True):
                if not _same_cell(str(x), str(y)):
                    return f"printed table {number}, row {row}, {name}: {y!r}, not {x!r}"
    return ""


def _same_cell(x: str, y: str) -> bool:
    x, y = x.strip(), y.strip()
    if x == y:
        return True
    if _NUMBER.fullmatch(x) and _NUMBER.fullmatch(y):
        return same(float(x.replace(",", "")), float(y.replace(",", "")), 1e-9)
    return False
