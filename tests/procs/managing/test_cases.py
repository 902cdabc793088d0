"""PROCs that manage data, on all engines, against documented or hand-made results (cases/*.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from equivalence.conformance import run_examples
from equivalence.engines import ENGINES

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
WORDS = ("rule", "sas", "tolerance", "source", "macro", "log")


@cache
def examples() -> list[dict[str, Any]]:
    """The cases in the form of the conformance examples; `setup` of a file stands before each of its programs."""
    made = []
    for file in FILES:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
        for number, case in enumerate(given["case"]):
            expect = {
                name: {
                    "columns": table[0],
                    "rows": [[None if c == "." else c for c in row] for row in table[1:]],
                }
                for name, table in case.items()
                if name not in WORDS
            }
            made.append({
                "id": f"{file.stem}-{number}", "area": file.stem, "tier": 1, "sas": given.get("setup", "") + case["sas"],
                "rule": case["rule"], "expect": expect, "expect_macro_vars": case.get("macro", {}), "ordered": True,
                "expect_log_contains": case.get("log", []), "tolerance": case.get("tolerance", 1e-9),
            })  # fmt: skip
    return made


@cache
def outcome(engine: str) -> dict[str, list[str]]:
    """Run all cases once on an engine."""
    return run_examples(examples(), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("number", range(len(examples())), ids=lambda n: examples()[n]["id"])
def test_case(engine: str, number: int) -> None:
    example = examples()[number]
    assert outcome(engine)[example["id"]] == [], example["rule"]
