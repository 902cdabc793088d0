"""`make fuzz`: run random programs on the interpreter, the row loop and the column-wise code; shrink differences.

python -m equivalence.fuzz [--programs N] [--seed FIRST] [--jobs 2] [--kind datastep] [--variant pandas] [--keep DIR]
"""

from __future__ import annotations

import argparse
import io
import os
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from equivalence.engines import Job, run_job
from equivalence.engines import r as r_engine
from equivalence.fuzz.comparison import difference
from equivalence.fuzz.parts import FuzzProgram, smaller
from equivalence.fuzz.programs import KINDS, generate
from equivalence.results import RunResult
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.programs import Program

VARIANTS = ("pandas", "pandas loop", "r", "r loop")
SECONDS = 20


@dataclass(slots=True)
class Outcome:
    """What a seed gave: its kind, the differences and the codes of refusals by variant ("reference" too)."""

    seed: int
    kind: str
    failed: bool = False
    differs: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


class TooSlow(BaseException):
    """A program runs longer than any should."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TooSlow in the block after that many seconds; more where others keep the processors busy."""
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(round(seconds * max(1.0, 2 * busy)))
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run_text(text: str, variant: str, folder: Path, seconds: int = SECONDS) -> RunResult:
    """Run a program's text on "reference" or one of the variants. Whatever goes wrong is a failed result."""
    path = folder / "fuzz.sas"
    path.write_text(text, encoding="utf-8")
    engine, _, form = variant.partition(" ")
    try:
        with time_limit(seconds), redirect_stdout(io.StringIO()):
            return run_job(Job(Program(path, "fuzz", str(path)), engine, loops=form == "loop"))
    except TooSlow:
        if engine == "r":
            r_engine.worker().kill()
        problem = Diagnostic("X0097", f"not done after {seconds} seconds", str(path))
    except Exception as error:  # our own fault is what is looked for
        problem = Diagnostic("X0099", f"internal error: {type(error).__name__}: {error}", str(path))
    result = RunResult(path.name, engine)
    result.fail(problem)
    return result


UNFIT = ("R0112", "R0113", "R0114")
"""What a program stops with where the columns that only the run knows are not those that it can work with."""


def refusal(result: RunResult) -> str:
    """Return the code with which the program was refused (a hole, not another result), "" where it was not."""
    return next(
        (
            f"{d.code} {d.message}"
            for d in result.diagnostics
            if d.severity == "error" and (d.code.startswith(("H", "E")) or d.code in UNFIT)
        ),
        "",
    )


def judge(seed: int, kinds: tuple[str, ...], variants: tuple[str, ...], folder: Path) -> Outcome:
    """Run a seed's program on all variants."""
    program = generate(seed, kinds)
    found = Outcome(seed, program.kind)
    expected = run_text(program.text(), "reference", folder)
    found.failed = expected.status == "failed"
    if code := refusal(expected):
        found.refused["reference"] = code
        return found
    if any(d.code.startswith("X") for d in expected.diagnostics):
        found.differs["reference"] = "; ".join(d.message for d in expected.diagnostics)[:300]
        return found
    for variant in variants:
        actual = run_text(program.text(), variant, folder)
        if code := refusal(actual):
            found.refused[variant] = code
        elif problem := difference(expected, actual, program.tolerance):
            found.differs[variant] = problem
    return found


def judge_all(seeds: list[int], kinds: tuple[str, ...], variants: tuple[str, ...]) -> list[Outcome]:
    """Run several seeds in this process."""
    with tempfile.TemporaryDirectory(prefix="saslift-fuzz-") as name:
        return [judge(seed, kinds, variants, Path(name)) for seed in seeds]


def cause(problem: str) -> str:
    """Return a difference without its particulars, so that those of one cause can be counted together."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|-?\d[\d.e+-]*|nan", "#", problem)[:110]


def shrink(program: FuzzProgram, variant: str, folder: Path, limit: float = 30.0) -> tuple[FuzzProgram, str]:
    """Return a smaller program that still shows a difference of the same sort, and the difference."""

    def outcome(text: str) -> tuple[RunResult, str]:
        result = run_text(text, "reference", folder, 5)
        return result, next((d.code for d in result.diagnostics if d.severity == "error"), result.status)

    first = outcome(program.text())[1]

    def problem_of(candidate: FuzzProgram) -> str:
        text = candidate.text()
        expected, state = outcome(text)
        if state != first:
            return ""
        if variant == "reference":
            return "; ".join(d.message for d in expected.diagnostics if d.code.startswith("X"))
        actual = run_text(text, variant, folder, 5)
        return "" if refusal(actual) else difference(expected, actual, candidate.tolerance)

    end = time.monotonic() + limit
    problem = problem_of(program)
    sort = "status" in problem
    changed = True
    while changed and time.monotonic() < end:
        changed = False
        for candidate in smaller(program):
            if time.monotonic() > end:
                break
            found = problem_of(candidate)
            if found and ("status" in found) == sort:
                program, problem, changed = candidate, found, True
                break
    return program, problem


def fuzz(options: argparse.Namespace) -> list[Outcome]:
    """Run the seeds in several processes; return the outcomes in order of the seeds."""
    seeds = list(range(options.seed, options.seed + options.programs))
    kinds, variants = tuple(options.kind or ()), tuple(options.variant or VARIANTS)
    if options.jobs < 2:
        return judge_all(seeds, kinds, variants)
    chunks = [seeds[i : i + 10] for i in range(0, len(seeds), 10)]
    found: list[Outcome] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        waiting = [pool.submit(judge_all, chunk, kinds, variants) for chunk in chunks]
        for number, done in enumerate(as_completed(waiting), start=1):
            found += done.result()
            if sys.stderr.isatty():
                print(f"\r{number * 10} programs", end="", file=sys.stderr)
    return sorted(found, key=lambda outcome: outcome.seed)


def report(outcomes: list[Outcome], options: argparse.Namespace, seconds: float) -> int:
    """Print what was found; return the number of programs that differ."""
    groups: dict[str, list[tuple[Outcome, str]]] = {}
    for outcome in outcomes:
        for variant, problem in outcome.differs.items():
            groups.setdefault(cause(problem), []).append((outcome, variant))
    with tempfile.TemporaryDirectory(prefix="saslift-fuzz-") as name:
        for number, members in enumerate(sorted(groups.values(), key=len, reverse=True)):
            outcome, variant = members[0]
            places = Counter(v for _, v in members)
            seeds = sorted({o.seed for o, _ in members})
            print(f"--- {outcome.kind}, seed {outcome.seed}, {variant}: {outcome.differs[variant]}")
            print(f"    {dict(places)}, seeds {seeds[:12]}")
            if number < options.shrink:
                small, problem = shrink(
                    generate(outcome.seed, tuple(options.kind or ())), variant, Path(name)
                )
                print(f"    shrunk: {problem}\n{small.text()}")
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    file = options.keep / f"seed{outcome.seed}_{variant.replace(' ', '_')}.sas"
                    file.write_text(small.text(), encoding="utf-8")
    bad = [o for o in outcomes if o.differs]
    refused = {v: sum(v in o.refused for o in outcomes) for v in ("reference", *VARIANTS)}
    codes = Counter(c for o in outcomes for c in set(o.refused.values()))
    kinds = Counter(o.kind.split()[0] for o in outcomes)
    print(f"{len(outcomes)} programs ({dict(kinds)}) in {seconds:.0f} s: {len(bad)} differ")
    print(f"failed on the reference too: {sum(o.failed for o in outcomes)}; refused: {refused}")
    for code, count in codes.most_common(options.codes):
        print(f"  {count:4} {code[:150]}")
    return len(bad)


def main(arguments: list[str] | None = None) -> int:
    """Fuzz; exit status 1 where a difference was found."""
    parser = argparse.ArgumentParser(
        prog="equivalence.fuzz", description="Compare the engines on random programs."
    )
    parser.add_argument("--programs", "--count", type=int, default=200)
    parser.add_argument("--seed", "--start", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--kind", action="append", choices=list(KINDS))
    parser.add_argument("--variant", action="append", choices=VARIANTS)
    parser.add_argument("--shrink", type=int, default=5, help="how many of the differences are shrunk")
    parser.add_argument("--codes", type=int, default=8, help="how many of the reasons for refusal are shown")
    parser.add_argument("--keep", type=Path, help="folder for shrunk programs that differ")
    parser.add_argument("--show", action="store_true", help="only print the program of the seed")
    options = parser.parse_args(arguments)
    if options.show:
        print(generate(options.seed, tuple(options.kind or ())).text())
        return 0
    started = time.monotonic()
    outcomes = fuzz(options)
    return int(report(outcomes, options, time.monotonic() - started) > 0)


if __name__ == "__main__":
    sys.exit(main())
