"""A contract that the tests of holes share: group means."""

from __future__ import annotations

import pytest

from translator.holes.contract import ColumnContract, HoleContract, TableContract


@pytest.fixture
def contract() -> HoleContract:
    x, region = ColumnContract("x", "num"), ColumnContract("region", "char", 5)
    m = ColumnContract("m", "num")
    return HoleContract(
        id="H0001",
        function="hole_0001",
        text="proc loess data=sales; model m = x; run;",
        reason="PROC LOESS has no rule",
        inputs=(TableContract("sales", (region, x)),),
        outputs=(TableContract("means", (region, m)),),
        origin="sales.sas:12",
        step=1,
    )
