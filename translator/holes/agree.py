"""Results of an answer against the contract's columns, and against a recorded reference."""

from __future__ import annotations

import math
from collections.abc import Sequence

from translator.holes.contract import HoleContract
from translator.holes.gates import Cell, Reference, Table
from translator.lang.diagnostics import Diagnostic


def misfit(contract: HoleContract, outputs: Sequence[Table]) -> Diagnostic | None:
    """Say where the result is not the declared tables with the declared columns."""

    def no(message: str) -> Diagnostic:
        return Diagnostic("X0044", message)

    if len(outputs) != len(contract.outputs):
        return no(f"it returns {len(outputs)} tables, the contract says {len(contract.outputs)}")
    for declared, table in zip(contract.outputs, outputs):
        names = [column.name for column in declared.columns]
        given = list(table)
        if declared.complete and given != names:
            return no(f"table {declared.name} has the columns {given}, the contract says {names}")
        missing = [name for name in names if name not in table]
        if missing:
            return no(f"table {declared.name} lacks the columns {missing}")
        for column in declared.columns:
            for cell in table[column.name]:
                if (column.kind == "char") != isinstance(cell, str):
                    kind = "text" if column.kind == "char" else "numbers"
                    return no(f"column {column.name} of table {declared.name} must hold {kind}")
        if len({len(cells) for cells in table.values()}) > 1:
            return no(f"the columns of table {declared.name} are of different lengths")
    return None


def disagreement(contract: HoleContract, outputs: Sequence[Table], reference: Reference) -> Diagnostic | None:
    """Say that, where and how often the result differs from the reference, but never its values."""
    for declared, table, expected in zip(contract.outputs, outputs, reference.outputs, strict=True):
        rows = {len(cells) for cells in table.values()} | {len(cells) for cells in expected.values()}
        if len(rows) > 1:
            return Diagnostic("X0045", f"table {declared.name} has a wrong number of rows")
        for name in expected:
            pairs = list(zip(table.get(name, ()), expected[name]))
            wrong = sum(not _equal(a, b, reference.tolerance) for a, b in pairs)
            if wrong:
                message = f"column {name} of table {declared.name} is wrong in {wrong} of {len(pairs)} rows"
                return Diagnostic("X0045", message)
    return None


def _equal(a: Cell, b: Cell, tolerance: float) -> bool:
    if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
        return a == b
    return math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance)
