"""MEMTYPE= of DATASETS: kinds of members that are no data sets are refused, also in a list (DATASETS, "MEMTYPE=")."""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text

TEXT = "data a b; x = 1; run; proc datasets lib=work memtype={} nolist kill; quit;"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kinds", ["catalog", "(catalog)", "(data catalog)"])
def test_other_kinds_are_refused(engine: str, kinds: str, tmp_path) -> None:
    result = run_text(TEXT.format(kinds), str(engine), tmp_path)
    assert {d.code for d in result.diagnostics} & {"R0060", "H0402"}


@pytest.mark.parametrize("engine", ENGINES)
def test_data_sets_are_deleted(engine: str, tmp_path) -> None:
    result = run_text(TEXT.format("(data view)"), str(engine), tmp_path)
    assert result.status == "ok" and not result.datasets
