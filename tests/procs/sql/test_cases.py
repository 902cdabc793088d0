"""PROC SQL on all engines, against results worked out by hand (cases.toml says by which rule)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from equivalence.conformance import run_examples
from equivalence.engines import ENGINES

FILE = Path(__file__).with_name("cases.toml")


@cache
def examples() -> list[dict[str, Any]]:
    """The cases in the form of the conformance examples."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    made = []
    for number, case in enumerate(given["case"]):
        expect = {
            name: {
                "columns": case[name][0],
                "rows": [[None if c == "." else c for c in row] for row in case[name][1:]],
            }
            for name in ("o", "p", "q")
            if name in case
        }
        made.append({
            "id": f"sql{number}", "area": "proc-sql", "tier": 1, "sas": f"{given['setup']}proc sql;\n{case['sql']}\nquit;\n",
            "rule": case["rule"], "expect": expect, "expect_macro_vars": case.get("macro", {}), "ordered": True,
        })  # fmt: skip
    return made


@cache
def outcome(engine: str) -> dict[str, list[str]]:
    """Run all cases once on an engine."""
    return run_examples(examples(), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("number", range(len(examples())), ids=lambda n: examples()[n]["rule"][:50])
def test_case(engine: str, number: int) -> None:
    assert outcome(engine)[f"sql{number}"] == []
