"""Steps on whole columns, against the same written by hand."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator

import pandas as pd

from equivalence.bench.generated import step
from equivalence.bench.measure import Measure, side_by_side
from equivalence.bench.steps import STEPS, Step


def against_hand(row: Step, divisor: int = 1) -> Measure:
    """Compare the results, then the times; `divisor` makes the input smaller."""
    rows = row.rows // divisor
    tables = row.data(rows)
    generated = step(row.text, row.inputs)
    with contextlib.redirect_stdout(io.StringIO()):
        ours = generated(tables)[row.result]
        pd.testing.assert_frame_equal(
            ours, row.by_hand(tables), check_exact=False, rtol=1e-9, check_dtype=False
        )
        del ours
        one, other = side_by_side(3, lambda: generated(tables), lambda: row.by_hand(tables))
    return Measure(f"{row.name}, {rows:,} rows, against hand-written", one / other, "times", row.goal)


def measures(divisor: int = 1) -> Iterator[Measure]:
    """All steps."""
    return (against_hand(row, divisor) for row in STEPS)
