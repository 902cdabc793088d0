"""The driver of the corpus: every case reads, keeps its goldens, and gives the expected results on every engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from equivalence.corpus import Case, cases, goldens, judge
from equivalence.engines import ENGINES

ROOT = Path(__file__).parents[2] / "corpus"
CASES = list(cases(ROOT))


@cache
def made(position: int) -> dict[str, str]:
    return goldens(CASES[position])


def test_there_are_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("position", range(len(CASES)), ids=[case.name for case in CASES])
def test_goldens(position: int) -> None:
    case = CASES[position]
    for name, text in made(position).items():
        file = case.folder / "golden" / name
        assert file.exists(), f"{case.name} has no golden/{name}: make bless, then review"
        assert file.read_text(encoding="utf-8") == text, f"golden/{name} has changed: make bless, then review"


@pytest.mark.parametrize("position", range(len(CASES)), ids=[case.name for case in CASES])
def test_emitting_twice_is_identical(position: int) -> None:
    assert goldens(CASES[position]) == made(position)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_results(case: Case, engine: str) -> None:
    problems = judge(case, engine)
    state = case.engines[engine]
    if state == "ok":
        assert problems == []
    else:
        assert problems, f"{case.name} passes on {engine}, but is declared {state}: set it to ok"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_says_what_it_is_for(case: Case) -> None:
    has_truth = any((case.folder / "expected").glob("*.csv")) or case.log or case.macro or case.codes
    assert has_truth, "a case needs an expected data set, log text, macro variable or code"
    assert case.truth == "derived by hand" or case.source, "a documented truth names its source"
