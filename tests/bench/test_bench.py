"""The benchmarks run and yield figures; no time is ever judged here."""

import math
import shutil

import pytest

from equivalence.bench.run import GROUPS
from equivalence.bench.steps import STEPS


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_the_small_sizes_run(name: str) -> None:
    if name == "programs" and shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    for measure in GROUPS[name](True):
        assert math.isfinite(measure.value) and measure.value > 0, measure.line()
        assert measure.goal > 0 and ("met" in measure.line() or "MISSED" in measure.line())


def test_each_step_has_a_name_of_its_own() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
