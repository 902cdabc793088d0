"""DATA steps with documented or hand-derived results, on every engine: the rows are in `cases/*.toml`.

A row: `source` (the SAS document), `sas`, the data sets it leaves (first row: names; "." is a missing number), `log` (texts that
the log holds), `log_reference` (in the log of the reference only: generated programs do not write the
values of a row), `not_log`, `macro`, `tolerance`, `refused` (engine = the code with which it declines, where it must).
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from equivalence.conformance import judge
from equivalence.engines import ENGINES
from equivalence.engines import r as r_engine
from equivalence.harness import run
from translator.library.data_step import STATEMENTS
from translator.pipeline.programs import Program

CASES: dict[str, dict[str, Any]] = {
    f"{file.stem}-{name}": case
    for file in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for name, case in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
OWN = {"log_reference", "source", "sas", "log", "not_log", "macro", "tolerance", "refused", "why", "types"}


def example(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case as the conformance runner judges it."""
    return {
        "expect": {
            name: {
                "columns": rows[0],
                "rows": [[None if cell == "." else cell for cell in row] for row in rows[1:]],
            }
            for name, rows in case.items()
            if name not in OWN
        },
        "expect_log_contains": case.get("log", []),
        "expect_macro_vars": case.get("macro", {}),
        "tolerance": case.get("tolerance"),
    }


def problems(case: dict[str, Any], result: dict[str, Any], engine: str) -> list[str]:
    """Return what is wrong with a result; [] where all is as documented, or declined as declared."""
    code = case.get("refused", {}).get(engine)
    if code is not None:
        codes = {d["code"] for d in result["diagnostics"]}
        return (
            []
            if result["status"] == "failed" and code in codes
            else [f"not refused with {code}: {sorted(codes)}"]
        )
    log = " ".join(" ".join(result["log"]).split())
    found = judge(example(case), result)
    if engine == "reference":
        found += [f"log lacks: {t}" for t in case.get("log_reference", ()) if " ".join(t.split()) not in log]
    found += [f"log has: {text}" for text in case.get("not_log", ()) if text in log]
    for dataset, types in case.get("types", {}).items():
        told = [f"{c['type']} {c['length']}" for c in result["datasets"].get(dataset, {}).get("columns", ())]
        if told != types:
            found.append(f"{dataset}: types {told}, not {types}")
    return found


def outcome(names: list[str], engine: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Run cases on an engine; return their results by name."""
    programs = []
    for name in names:
        path = folder / f"{name}.sas"
        path.write_text(CASES[name]["sas"].lstrip("\n"), encoding="utf-8")
        programs.append(Program(path, name, str(path)))
    out = folder / "out"
    for _ in run(programs, engine=engine, out=out, librefs={}, limit=60.0):
        pass
    return {name: json.loads((out / name / "result.json").read_text(encoding="utf-8")) for name in names}


@pytest.fixture(scope="module", params=list(ENGINES))
def results(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The results of all cases on one engine."""
    engine = str(request.param)
    if engine == "r" and not r_engine.available():
        pytest.skip("Rscript is not installed")
    return {"engine": engine, **outcome(list(CASES), engine, tmp_path_factory.mktemp(engine))}


@pytest.mark.parametrize("name", CASES)
def test_case(results: dict[str, Any], name: str) -> None:
    assert not problems(CASES[name], results[name], results["engine"])


def test_rows_say_what_happens() -> None:
    """Each declined form of a row is a case that is declined with the row's codes."""
    listed = {d.case: d for row in STATEMENTS for d in row.declined}
    assert all(CASES[case].get("refused") == declined.codes for case, declined in listed.items())
