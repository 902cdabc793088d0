"""The text of a number fills the width of its format and ends with something, but for the formats named otherwise."""

from __future__ import annotations

from math import nan

import pytest

from translator.lang.syntax import Format
from translator.library.formats import FORMATS, MAY_END_IN_BLANKS, write

VALUES = (
    0.0, 1.0, -1.0, 0.5, -0.5, 1e-9, 123.456, -123.456, 1e5, 1e12, -1e12, 1e15 + 0.5, 1e300, -1e300, 1e-300, 21974.0,
    21974.0 * 86400, 108005.0, -108005.0, 2.5e9, -99999.0, 146000.0, nan,
)  # fmt: skip
CHECKED = sorted(
    n for n, row in FORMATS.items() if n[:1] != "$" and row.write and row.name not in MAY_END_IN_BLANKS
)


@pytest.mark.parametrize("name", CHECKED)
def test_the_text_of_a_number_fills_its_width(name: str) -> None:
    row = FORMATS[name]
    for width in range(row.lowest, row.highest + 1):
        for decimals in {0, row.decimals or 0, min(2, width - 1)}:
            for value in VALUES:
                if name == "SIZEK" and (value < 0 or (decimals and row.decimals is not None)):
                    continue  # stops the run
                text = write(value, Format(name, width, decimals if row.decimals is not None else None))
                assert len(text) == width and text[-1] != " ", (width, decimals, value, text)


def test_every_exception_is_a_format() -> None:
    assert {row.name for row in FORMATS.values()} >= MAY_END_IN_BLANKS
