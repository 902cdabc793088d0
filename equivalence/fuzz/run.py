"""`make fuzz`: run random programs on the interpreter, the row loop and the column-wise code; shrink differences.

python -m equivalence.fuzz.run [--count N] [--start SEED] [--engine pandas] [--engine r] [--keep DIR]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from math import isnan
from pathlib import Path

from equivalence.engines import Job, run_job
from equivalence.fuzz.programs import FuzzProgram, generate, smaller
from equivalence.results import Dataset, RunResult
from translator.library.missing import missing_letter
from translator.pipeline.programs import Program

VARIANTS = ("pandas", "pandas loop", "r", "r loop")


def run_text(text: str, variant: str, folder: Path) -> RunResult:
    """Run a program's text on "reference" or one of the variants."""
    path = folder / "fuzz.sas"
    path.write_text(text, encoding="utf-8")
    engine, _, form = variant.partition(" ")
    return run_job(Job(Program(path, "fuzz", "fuzz.sas" and str(path)), engine, loops=form == "loop"))


def difference(expected: RunResult, actual: RunResult) -> str:
    """Return what differs, "" where the results are the same. Values agree to the last bit, but for 1e-12 in
    numbers that went through a sum."""
    if expected.status != actual.status:
        reasons = [d.message for d in (*expected.diagnostics, *actual.diagnostics)]
        return f"status {actual.status}, not {expected.status}: {'; '.join(reasons)[:300]}"
    if expected.status == "failed":
        return ""
    for name, wanted in expected.datasets.items():
        found = actual.datasets.get(name)
        if found is None:
            return f"no data set {name}"
        problem = differs(wanted, found)
        if problem:
            return f"{name}: {problem}"
    return ""


def differs(wanted: Dataset, found: Dataset) -> str:
    """Return the first difference of two data sets."""
    if wanted.names() != found.names():
        return f"columns {found.names()}, not {wanted.names()}"
    if [c.type for c in wanted.columns] != [c.type for c in found.columns]:
        return f"types {[c.type for c in found.columns]}, not {[c.type for c in wanted.columns]}"
    if len(wanted.rows) != len(found.rows):
        return f"{len(found.rows)} rows, not {len(wanted.rows)}"
    for number, (a, b) in enumerate(zip(wanted.rows, found.rows, strict=True), start=1):
        for column, x, y in zip(wanted.columns, a, b, strict=True):
            if not same(x, y):
                return f"row {number}, {column.name}: {y!r}, not {x!r}"
    return ""


def same(x: float | str, y: float | str) -> bool:
    """Are two values the same?"""
    if isinstance(x, str) or isinstance(y, str):
        return isinstance(x, str) and isinstance(y, str) and x.rstrip(" ") == y.rstrip(" ")
    if isnan(x) or isnan(y):
        return isnan(x) and isnan(y) and missing_letter(x) == missing_letter(y)
    return x == y


def is_refused(result: RunResult) -> bool:
    """Did the translator refuse the program (a hole), rather than give another result?"""
    return any(d.code.startswith(("H", "E")) for d in result.diagnostics)


def shrink(program: FuzzProgram, variant: str, folder: Path, limit: float = 40.0) -> FuzzProgram:
    """Return a smaller program that still shows a difference."""
    end = time.monotonic() + limit
    changed = True
    while changed and time.monotonic() < end:
        changed = False
        for candidate in smaller(program):
            text = candidate.text()
            expected = run_text(text, "reference", folder)
            actual = run_text(text, variant, folder)
            if not is_refused(actual) and difference(expected, actual):
                program, changed = candidate, True
                break
    return program


def main(arguments: list[str] | None = None) -> int:
    """Fuzz; exit status 1 where a difference was found."""
    parser = argparse.ArgumentParser(description="Compare the engines on random DATA steps.")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--variant", action="append", choices=VARIANTS)
    parser.add_argument("--keep", type=Path, help="folder for shrunk programs that differ")
    parser.add_argument("--stop", type=int, default=10, help="stop after this many differences")
    options = parser.parse_args(arguments)
    variants = options.variant or list(VARIANTS)
    found: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="saslift-fuzz-") as name:
        folder = Path(name)
        for seed in range(options.start, options.start + options.count):
            program = generate(seed)
            expected = run_text(program.text(), "reference", folder)
            for variant in variants:
                actual = run_text(program.text(), variant, folder)
                if is_refused(actual):
                    refused[variant] += 1
                    continue
                if problem := difference(expected, actual):
                    found[variant] += 1
                    small = shrink(program, variant, folder)
                    problem = difference(run_text(small.text(), "reference", folder), run_text(small.text(), variant, folder))
                    print(f"--- seed {seed}, {variant}: {problem}\n{small.text()}")
                    if options.keep:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        (options.keep / f"seed{seed}_{variant.replace(' ', '_')}.sas").write_text(small.text(), encoding="utf-8")
                    if sum(found.values()) >= options.stop:
                        print("stopped: too many differences")
                        return 1
            if sys.stderr.isatty() and seed % 20 == 0:
                print(f"\r{seed - options.start + 1} programs", end="", file=sys.stderr)
    print(f"{options.count} programs, variants {', '.join(variants)}: {sum(found.values())} differences, refused {dict(refused)}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
