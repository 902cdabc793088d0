"""Every documented example of every function, through the Python body."""

from __future__ import annotations

import pytest

from tests.library.functions.literals import read_call, same
from translator.library.functions import FUNCTIONS, find
from translator.library.rows import Example, Function

ROWS = list({row.name: row for row in FUNCTIONS.values()}.values())
CASES = [(row, example) for row in ROWS if row.body is not None for example in row.examples]


@pytest.mark.parametrize(("row", "example"), CASES, ids=[example.sas for _, example in CASES])
def test_example(row: Function, example: Example) -> None:
    name, arguments = read_call(example.sas)
    assert find(name) is row
    assert row.body is not None
    result = row.body(*arguments)
    assert same(result, example.result), f"{example.sas} is {result!r}, not {example.result!r}"


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_row_is_complete(row: Function) -> None:
    assert row.doc.endswith(".")
    assert row.source
    assert (row.body is None) <= bool(row.context)
    if row.body is not None:
        assert len(row.examples) >= 2, f"{row.name} has too few examples"
