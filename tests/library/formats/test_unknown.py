"""Names that cannot be used are told apart."""

from __future__ import annotations

import pytest

from translator.lang.syntax import Format
from translator.library.formats.unknown import format_problem


@pytest.mark.parametrize(
    ("format", "reading", "code"),
    [
        (Format("DATE", 9), False, None),
        (Format("DATE", 3), False, "H0305"),
        (Format("DATE", 20), True, None),
        (Format("COMMMA", 8), False, "H0300"),
        (Format("MINGUO", 10), True, "H0301"),
        (Format("VAXRB", 4), True, "H0302"),
        (Format("DEUDFDE", 9), False, "H0304"),
        (Format("", 8, 2), False, None),
    ],
)
def test_problem(format: Format, reading: bool, code: str | None) -> None:
    problem = format_problem(format, reading)
    assert (problem.code if problem else None) == code


def test_hint() -> None:
    problem = format_problem(Format("COMMMA", 8))
    assert problem and "did you mean COMMA.?" in problem.message
