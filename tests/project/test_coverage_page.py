"""The coverage page is made of the rows, and the shares that the project promises hold."""

from __future__ import annotations

import pytest

from equivalence.coverage import PAGE, page
from translator.library.proc_kinds import DATA_PROCS
from translator.report.coverage import coverage, share


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make coverage`"


# Most uses of functions that are missing are those of data set and file functions (OPEN, ATTRN, FOPEN …).
SHARES = {"functions": 88, "routines": 97, "formats": 97, "informats": 97, "macros": 97}


@pytest.mark.parametrize("kind", SHARES)
def test_most_uses_are_covered(kind: str) -> None:
    assert share(coverage(kind)) >= SHARES[kind]


def test_data_procs_are_covered() -> None:
    """PROC steps that manage, print or summarise data: at least 95% of their uses."""
    words = [word for word in coverage("procs") if word.name in DATA_PROCS]
    assert share(words) >= 95
