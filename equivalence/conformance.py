"""`make conformance`: small programs with documented results, run on every engine; pass rate by area and engine.

python -m equivalence.conformance [--engine E]… [--area A]… [--id ID] [--failures] FILE.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from math import isnan
from pathlib import Path
from typing import Any

from equivalence.engines import ENGINES
from equivalence.harness import run
from translator.pipeline.programs import Program


def load(file: Path) -> list[dict[str, Any]]:
    """Return the examples of a JSON lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def judge(example: dict[str, Any], result: dict[str, Any]) -> list[str]:
    """Return what differs from the documented result; [] where all of it holds."""
    problems: list[str] = []
    wants_error = any("ERROR" in text for text in example.get("expect_log_contains", ()))
    for name, expected in example.get("expect", {}).items():
        actual = result["datasets"].get(name.lower())
        if actual is None:
            problems.append(f"no data set {name}")
            continue
        problems += compare(
            name, expected, actual, example.get("ordered", True), example.get("tolerance") or 0.0
        )
    log = " ".join(" ".join(result["log"]).split())
    for text in example.get("expect_log_contains", ()):
        if " ".join(text.split()) not in log:
            problems.append(f"log lacks: {text}")
    macro_vars = {name.upper(): value for name, value in result["macro_vars"].items()}
    for name, value in example.get("expect_macro_vars", {}).items():
        found = macro_vars.get(name.upper())
        if found is None or found.strip() != value.strip():
            problems.append(f"macro variable {name}: {found!r}, not {value!r}")
    if result["status"] != "ok" and not wants_error:
        errors = [d for d in result["diagnostics"] if d["severity"] == "error"] or result["diagnostics"]
        problems.append("failed: " + "; ".join(f"{d['message']} [{d['code']}]" for d in errors)[:300])
    return problems


def compare(
    name: str, expected: dict[str, Any], actual: dict[str, Any], ordered: bool, tolerance: float
) -> list[str]:
    """Compare a data set with its documented columns and rows."""
    columns = [column["name"] for column in actual["columns"]]
    if [c.lower() for c in columns] != [c.lower() for c in expected["columns"]]:
        return [f"{name}: columns {columns}, not {expected['columns']}"]
    rows, wanted = actual["rows"], expected["rows"]
    if not ordered:
        rows, wanted = sorted(rows, key=repr), sorted(wanted, key=repr)
    if len(rows) != len(wanted):
        return [f"{name}: {len(rows)} rows, not {len(wanted)}: {rows[:6]}"]
    for number, (row, want) in enumerate(zip(rows, wanted, strict=True), start=1):
        for column, a, b in zip(columns, row, want, strict=True):
            if not same(a, b, tolerance):
                return [f"{name} row {number}: {column} is {a!r}, not {b!r}"]
    return []


def same(actual: Any, expected: Any, tolerance: float) -> bool:
    """Are two cells equal? Numbers to 1e-12 relative, or to the example's own tolerance."""
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)):
        if isnan(actual):
            return False
        allowed = max(tolerance * max(1.0, abs(expected)), 1e-12 * abs(expected))
        return abs(actual - expected) <= allowed
    if isinstance(expected, str) and isinstance(actual, str):
        return actual.rstrip() == expected.rstrip()
    return bool(actual == expected)


def run_examples(examples: list[dict[str, Any]], engine: str) -> dict[str, list[str]]:
    """Run examples on an engine and return what is wrong with each, by id."""
    with tempfile.TemporaryDirectory(prefix="saslift-conformance-") as folder:
        programs = []
        for example in examples:
            path = Path(folder) / f"{example['id']}.sas"
            path.write_text(example["sas"], encoding="utf-8")
            programs.append(Program(path, example["id"], path.name and str(path)))
        out = Path(folder) / "out"
        for _ in run(programs, engine=engine, out=out, librefs={}, limit=30.0):
            pass
        return {
            e["id"]: judge(e, json.loads((out / e["id"] / "result.json").read_text(encoding="utf-8")))
            for e in examples
        }


def main(arguments: list[str] | None = None) -> int:
    """Print the pass rates; exit status 1 where an example fails."""
    parser = argparse.ArgumentParser(
        description="Run small SAS programs with documented results on every engine."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--area", action="append")
    parser.add_argument("--id")
    parser.add_argument("--failures", action="store_true", help="say what is wrong with each failing example")
    options = parser.parse_args(arguments)
    examples = [
        e
        for e in load(options.file)
        if (not options.area or any(e["area"].startswith(a) for a in options.area))
        and (not options.id or e["id"] == options.id)
    ]
    engines = options.engine or list(ENGINES)
    outcome = {engine: run_examples(examples, engine) for engine in engines}
    print(table(examples, outcome))
    if options.failures:
        for example in examples:
            for engine in engines:
                for problem in outcome[engine][example["id"]]:
                    print(f"{example['id']} {engine}: {problem}")
    return int(any(problems for results in outcome.values() for problems in results.values()))


def table(examples: list[dict[str, Any]], outcome: dict[str, dict[str, list[str]]]) -> str:
    """Return the pass rates per area, and per tier in all, as text."""
    areas: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for example in examples:
        areas[example["area"]].append(example)
        areas[f"TIER {example['tier']}"].append(example)
        areas["ALL"].append(example)
    width = max(len(area) for area in areas) if areas else 4
    lines = [f"{'area':{width}}  " + "  ".join(f"{engine:>12}" for engine in outcome)]
    for area in sorted(areas):
        cells = []
        for results in outcome.values():
            passed = sum(not results[e["id"]] for e in areas[area])
            cells.append(f"{passed:>5} of {len(areas[area]):<4}")
        lines.append(f"{area:{width}}  " + "  ".join(f"{cell:>12}" for cell in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
