"""`make fuzz`: run random programs on the interpreter, the row loop and the column-wise code; shrink differences.

python -m equivalence.fuzz [--programs N] [--seed FIRST] [--jobs 2] [--kind datastep] [--variant pandas] [--keep DIR]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from equivalence.fuzz.judging import Outcome, judge_all, judge_each
from equivalence.fuzz.programs import KINDS, generate
from equivalence.fuzz.reach import not_reached
from equivalence.fuzz.running import SECONDS, VARIANTS, run_text
from equivalence.fuzz.shrinking import cause, shrink

__all__ = ["VARIANTS", "Outcome", "fuzz", "main", "run_text"]

CHUNK = 10
BEAT = 30.0
"""Seconds between two lines of progress."""


class Progress:
    """What is told while programs run: how far it is, how fast, each difference as it is found."""

    def __init__(self, total: int, kinds: tuple[str, ...], keep: Path | None) -> None:
        self.total, self.kinds, self.keep = total, kinds, keep
        self.started = self.told = time.monotonic()
        self.done = self.differ = 0

    def add(self, outcome: Outcome) -> None:
        """Count a program; tell and keep it where it differs."""
        self.done += 1
        if outcome.differs:
            self.differ += 1
            self._found(outcome)
        now = time.monotonic()
        if now - self.told >= BEAT or self.done == self.total:
            self.told = now
            rate = self.done / max(now - self.started, 1e-9)
            print(
                f"{self.done} of {self.total} programs, {rate:.2f} a second, {self.differ} differ",
                file=sys.stderr,
                flush=True,
            )

    def _found(self, outcome: Outcome) -> None:
        lines = [f"{variant}: {problem}" for variant, problem in outcome.differs.items()]
        print(f"seed {outcome.seed}, {outcome.kind}: {lines[0]}", file=sys.stderr, flush=True)
        if self.keep:
            self.keep.mkdir(parents=True, exist_ok=True)
            text = generate(outcome.seed, self.kinds).text()
            (self.keep / f"seed{outcome.seed}.sas").write_text(text, encoding="utf-8")
            (self.keep / f"seed{outcome.seed}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def outcomes_of(options: argparse.Namespace, kinds: tuple[str, ...]) -> Iterator[Outcome]:
    """Yield the outcomes as they come; a program that was stopped at its limit runs again alone before it counts."""
    seeds = list(range(options.seed, options.seed + options.programs))
    variants = tuple(options.variant or VARIANTS)
    slow: list[int] = []
    if options.jobs < 2:
        first = judge_each(seeds, kinds, variants)
    else:
        first = _in_processes(seeds, kinds, variants, options.jobs)
    for outcome in first:
        if outcome.slow:
            slow.append(outcome.seed)
        else:
            yield outcome
    yield from judge_each(slow, kinds, variants, 3 * SECONDS)


def _in_processes(
    seeds: list[int], kinds: tuple[str, ...], variants: tuple[str, ...], jobs: int
) -> Iterator[Outcome]:
    chunks = [seeds[i : i + CHUNK] for i in range(0, len(seeds), CHUNK)]
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(judge_all, chunk, kinds, variants) for chunk in chunks]
        for done in as_completed(waiting):
            yield from done.result()


def fuzz(options: argparse.Namespace) -> list[Outcome]:
    """Run the seeds; tell of them on stderr as they go. Return the outcomes in order of the seeds."""
    kinds = tuple(options.kind or ())
    progress = Progress(options.programs, kinds, options.keep)
    found: list[Outcome] = []
    for outcome in outcomes_of(options, kinds):
        progress.add(outcome)
        found.append(outcome)
    return sorted(found, key=lambda outcome: outcome.seed)


def report(outcomes: list[Outcome], options: argparse.Namespace, seconds: float) -> int:
    """Print what was found; return the number of programs that differ."""
    kinds = tuple(options.kind or ())
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
                small, problem = shrink(generate(outcome.seed, kinds), variant, Path(name))
                print(f"    shrunk: {problem}\n{small.text()}")
                if options.keep:
                    file = options.keep / f"seed{outcome.seed}_{variant.replace(' ', '_')}.sas"
                    file.write_text(small.text(), encoding="utf-8")
    bad = [o for o in outcomes if o.differs]
    refused = {v: sum(v in o.refused for o in outcomes) for v in ("reference", *VARIANTS)}
    codes = Counter(c for o in outcomes for c in set(o.refused.values()))
    print(f"{len(outcomes)} programs in {seconds:.0f} s: {len(bad)} differ")
    print(f"kinds: {dict(Counter(o.kind.split()[0] for o in outcomes))}")
    endless = sum(o.endless for o in outcomes)
    print(
        f"failed on the reference too: {sum(o.failed for o in outcomes)}; endless: {endless}; refused: {refused}"
    )
    for code, count in codes.most_common(options.codes):
        print(f"  {count:4} {code[:150]}")
    texts = (generate(o.seed, kinds).text() for o in outcomes if not o.refused and not o.failed)
    if options.reach:
        print("never run to the end on every engine:", ", ".join(not_reached(texts)) or "nothing")
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
    parser.add_argument(
        "--keep", type=Path, help="folder for the programs that differ, written as they are found"
    )
    parser.add_argument("--reach", action="store_true", help="name the words that no program here ran")
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
