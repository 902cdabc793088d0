"""Programs whose macro code hangs on values that only the run knows, on all engines."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from equivalence.conformance import same
from equivalence.engines import ENGINES
from equivalence.engines import r as r_engine
from equivalence.harness import run
from translator.pipeline.programs import Program

CASES = Path(__file__).parent / "cases"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((CASES / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=list(ENGINES))
def results(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The results of all programs on one engine, by name."""
    engine = str(request.param)
    if engine == "r" and not r_engine.available():
        pytest.skip("Rscript is not installed")
    programs = [Program(CASES / f"{name}.sas", name, str(CASES / f"{name}.sas")) for name in EXPECTED]
    out = tmp_path_factory.mktemp(engine)
    for _ in run(programs, engine=engine, out=out, librefs={}, limit=60.0):
        pass
    return {name: json.loads((out / name / "result.json").read_text(encoding="utf-8")) for name in EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_program(results: dict[str, Any], name: str) -> None:
    result, expected = results[name], EXPECTED[name]
    assert result["status"] == "ok", result["diagnostics"]
    for dataset, wanted in expected.items():
        if dataset in ("macro", "not"):
            continue
        found = result["datasets"][dataset]
        assert [column["name"] for column in found["columns"]] == wanted[0]
        assert len(found["rows"]) == len(wanted) - 1
        for row, want in zip(found["rows"], wanted[1:], strict=True):
            assert all(same(a, b, 0.0) for a, b in zip(row, want, strict=True)), (dataset, row, want)
    for variable, value in expected.get("macro", {}).items():
        assert result["macro_vars"][variable] == value
    assert not set(expected.get("not", ())) & set(result["datasets"])
