"""A short run of the fuzzer: some 60 random programs, each on the interpreter and on the four translated forms."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from equivalence.engines.r import available
from equivalence.fuzz.comparison import same
from equivalence.fuzz.judging import Outcome, judge
from equivalence.fuzz.parts import FuzzProgram, Part, lines, simpler, smaller
from equivalence.fuzz.programs import KINDS, generate
from equivalence.fuzz.running import VARIANTS

PROGRAMS = 60
COUNTED: list[Outcome] = []


@pytest.mark.parametrize("seed", range(7001, 7001 + PROGRAMS))
def test_engines_agree(seed: int) -> None:
    variants = VARIANTS if available() else VARIANTS[:2]
    with tempfile.TemporaryDirectory(prefix="saslift-fuzz-") as folder:
        outcome = judge(seed, (), variants, Path(folder))
    COUNTED.append(outcome)
    assert outcome.differs == {}, generate(seed).text()


def test_few_programs_are_refused() -> None:
    """A fuzzer whose programs are mostly refused shows nothing."""
    assert all(
        sum(v in o.refused for o in COUNTED) <= 0.15 * max(len(COUNTED), 20) for v in ("reference", *VARIANTS)
    )
    assert sum(o.failed for o in COUNTED) <= 0.25 * max(len(COUNTED), 20)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_seed_is_one_program(kind: str) -> None:
    assert generate(11, (kind,)).text() == generate(11, (kind,)).text()


def test_shrinking_leaves_parts_out() -> None:
    body = (Part("set a;", fixed=True), Part("if x then do;", lines(["y = 1;"]), "end;", flat=False))
    program = FuzzProgram("test", (Part("data out;", body, "run;", fixed=True),))
    texts = [p.text() for p in smaller(program)]
    assert "data out;\n  set a;\nrun;\n" in texts  # the block is left out
    assert "data out;\n  set a;\n  y = 1;\nrun;\n" in texts  # its body stands alone
    assert all("set a;" in text for text in texts)


def test_shrinking_makes_expressions_simpler() -> None:
    assert list(simpler("x = sum(a, (b));")) == ["x = a;", "x = (b);", "x = sum(a, b);"]
    assert list(simpler("x = f('(', y);")) == ["x = '(';", "x = y;"]
    assert list(simpler("when(1, 2) y = 1;")) == []


def test_same_knows_missing_values_and_tolerance() -> None:
    from translator.library.missing import special_missing

    assert same(float("nan"), float("nan")) and not same(float("nan"), special_missing("A"))
    assert same("a ", "a") and not same(" a", "a") and not same("", float("nan"))
    assert not same(1.0, 1.0 + 1e-13) and same(1.0, 1.0 + 1e-13, 1e-12)
