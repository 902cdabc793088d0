"""Options of the reporting procedures: the translation and the reference interpreter know the same ones."""

from __future__ import annotations

import pytest

from equivalence.interpreter.procs import print_ as reference_print
from equivalence.interpreter.procs import report as reference_report
from equivalence.interpreter.procs import tabulate as reference_tabulate
from translator.lower.procs import print_, report, tabulate

REFUSED = {"REPORT": {"noexec", "exclnpwgt", "exclnpwgts"}}
"""Options that the translation names only to refuse them in its own words."""


@pytest.mark.parametrize(
    ("proc", "known", "reference"),
    [
        ("TABULATE", {*tabulate.USED, *tabulate.HARMLESS}, reference_tabulate.KNOWN),
        ("REPORT", {*report.USED, *report.HARMLESS}, reference_report.KNOWN),
        ("TABLE", {*tabulate.TABLE_USED, *tabulate.TABLE_HARMLESS}, reference_tabulate.TABLE),
        ("BREAK", {*report.BREAK_HARMLESS}, reference_report.BREAK_LOOK),
        ("PRINT", {*print_.HARMLESS}, reference_print.HARMLESS),
    ],
)
def test_options_agree(proc: str, known: set[str], reference: set[str]) -> None:
    assert known - REFUSED.get(proc, set()) == set(reference)
