"""What holds for all bodies: they survive missing arguments, and trailing blanks matter only where a row says so."""

from __future__ import annotations

from math import isnan, nan

import pytest

from tests.library.functions.hostile import hostile_calls
from tests.library.functions.literals import read_call
from tests.library.functions.r_side import ROWS
from translator.library.rows import Function

WITH_BODIES = [row for row in ROWS if row.body is not None]


@pytest.mark.parametrize("row", WITH_BODIES, ids=[row.name for row in WITH_BODIES])
def test_results_have_the_declared_kind(row: Function) -> None:
    assert row.body is not None
    for arguments in hostile_calls(row, 20):
        result = row.body(*arguments)
        assert isinstance(result, str if row.returns == "char" else float), (arguments, result)
        assert not isinstance(result, float) or abs(result) != float("inf"), arguments


@pytest.mark.parametrize("row", WITH_BODIES, ids=[row.name for row in WITH_BODIES])
def test_missing_spreads_where_the_row_says_so(row: Function) -> None:
    assert row.body is not None
    if row.missing != "spreads":
        return
    for example in row.examples:
        arguments = read_call(example.sas)[1]
        for place, value in enumerate(arguments):
            if isinstance(value, float):
                result = row.body(*arguments[:place], nan, *arguments[place + 1 :])
                assert isinstance(result, str) or isnan(result), (example.sas, place, result)


@pytest.mark.parametrize("row", WITH_BODIES, ids=[row.name for row in WITH_BODIES])
def test_trailing_blanks_do_not_matter_elsewhere(row: Function) -> None:
    assert row.body is not None
    for arguments in hostile_calls(row, 12):
        padded, trimmed = list(arguments), list(arguments)
        for place, value in enumerate(arguments):
            if isinstance(value, str) and place not in row.blanks:
                padded[place], trimmed[place] = value + "   ", value.rstrip(" ")
        first, second = row.body(*padded), row.body(*trimmed)
        if isinstance(first, str):
            assert first.rstrip(" ") == second.rstrip(" "), arguments
        else:
            assert first == second or (isnan(first) and isnan(second)), arguments
