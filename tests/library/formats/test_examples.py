"""Every documented example of every row."""

from __future__ import annotations

import re
from math import isnan

import pytest
from translator.lang.syntax import Format
from translator.library.formats import FORMATS, read, write
from translator.library.missing import missing_letter, special_missing
from translator.library.rows import Example

CALL = re.compile(r"(put|input)\((.*), *(\$?[a-z_0-9]*?[a-z_]|\$|)(\d*)\.(\d*)\)", re.I | re.S)
EXAMPLES = sorted({example for row in FORMATS.values() for example in row.examples}, key=lambda e: e.sas)


def parse(expression: str) -> tuple[str, float | str, Format]:
    """Return ("put" or "input", the first argument's value, the format)."""
    found = CALL.fullmatch(expression)
    assert found, expression
    kind, argument, name, width, decimals = found.groups()
    format = Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)
    return kind.lower(), constant(argument), format


def constant(text: str) -> float | str:
    """Return the value of a SAS constant."""
    literal = re.fullmatch(r"'([^']*)'(dt|d|t)", text, re.I)
    if literal:
        informat = {"d": "DATE", "t": "TIME", "dt": "DATETIME"}[literal.group(2).lower()]
        return read(literal.group(1), Format(informat, 32))
    if text[:1] in "'\"" and text[:1]:
        return text[1:-1].replace(text[0] * 2, text[0])
    if re.fullmatch(r"\.[A-Za-z_]?", text):
        return special_missing(text[1:].upper())
    return float(text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.sas)
def test_example(example: Example) -> None:
    kind, value, format = parse(example.sas)
    if kind == "put":
        assert write(value, format) == example.result
        return
    assert isinstance(value, str)
    if example.result is None:
        with pytest.raises(ValueError):
            read(value, format)
        return
    result = read(value, format)
    if isinstance(result, float) and isnan(result):
        assert "." + missing_letter(result) == example.result
    else:
        assert result == example.result
