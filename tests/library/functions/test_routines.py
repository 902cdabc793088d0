"""The documented examples of the CALL routines that have a body."""

from __future__ import annotations

import pytest

from tests.library.functions.literals import read_call, same
from translator.library.routines import ROUTINES, find
from translator.library.rows import Routine

CASES = [(row, *example) for row in ROUTINES.values() if row.body is not None for example in row.examples]


@pytest.mark.parametrize(("row", "sas", "expected"), CASES, ids=[sas for _, sas, _ in CASES])
def test_example(row: Routine, sas: str, expected: tuple[float | str | None, ...]) -> None:
    name, arguments = read_call(sas)
    assert find(name.lower()) is row
    assert row.body is not None
    values = row.body(*arguments)
    assert len(values) == len(expected)
    assert all(same(value, wanted) for value, wanted in zip(values, expected, strict=True)), values


@pytest.mark.parametrize("row", ROUTINES.values(), ids=list(ROUTINES))
def test_row_is_complete(row: Routine) -> None:
    assert row.doc.endswith(".")
    assert (row.body is None) == bool(row.context)
    assert row.body is None or len(row.examples) >= 2
