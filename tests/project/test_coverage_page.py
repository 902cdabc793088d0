"""The coverage page is made of the rows, and the shares that the project promises hold."""

from __future__ import annotations

import pytest

from equivalence.coverage import PAGE, page
from translator.report.coverage import coverage, share


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make coverage`"


@pytest.mark.parametrize("kind", ["functions", "formats", "routines"])
def test_most_uses_are_covered(kind: str) -> None:
    assert share(coverage(kind)) >= 97
