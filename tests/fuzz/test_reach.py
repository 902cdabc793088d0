"""What the random programs can hold: the table of statements, options and styles against some thousand programs."""

from __future__ import annotations

import pytest

from equivalence.fuzz.programs import KINDS, generate
from equivalence.fuzz.reach import ROWS, STATEMENTS, WITHOUT, not_reached
from translator.library.vocabulary import usage

PROGRAMS = 300
"""Programs of each kind."""


def test_every_row_is_found() -> None:
    texts = (generate(seed, (kind,)).text() for kind in KINDS for seed in range(PROGRAMS))
    assert not_reached(texts) == []


def test_every_statement_of_the_data_step_is_in_the_table() -> None:
    words = {row.split(" ")[0] for row in STATEMENTS} | {"GO TO"}
    assert [
        word
        for word in usage()["vocabulary"]["data_step_statements"]
        if word not in words and word not in WITHOUT
    ] == []


@pytest.mark.parametrize("name", list(WITHOUT))
def test_what_is_left_out_has_no_row(name: str) -> None:
    assert name not in ROWS
