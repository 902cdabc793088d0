"""A seed's program on all engines: what differs, what was refused, what took too long."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from equivalence.fuzz.comparison import difference
from equivalence.fuzz.programs import generate
from equivalence.fuzz.running import SECONDS, is_slow, refusal, run_text


@dataclass(slots=True)
class Outcome:
    """What a seed gave: its kind, the differences and the codes of refusals by variant ("reference" too).

    `slow`: an engine was stopped at its limit. `endless`: so were the reference and a target: a loop without an end.
    """

    seed: int
    kind: str
    failed: bool = False
    slow: bool = False
    endless: bool = False
    differs: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def judge(
    seed: int, kinds: tuple[str, ...], variants: tuple[str, ...], folder: Path, seconds: float = SECONDS
) -> Outcome:
    """Run a seed's program on all variants."""
    program = generate(seed, kinds)
    found = Outcome(seed, program.kind)
    expected = run_text(program.text(), "reference", folder, seconds)
    found.failed = expected.status == "failed"
    found.slow = is_slow(expected)
    if code := refusal(expected):
        found.refused["reference"] = code
        return found
    if found.slow:
        return _endless(found, program.text(), variants, folder, seconds)
    if any(d.code.startswith("X") for d in expected.diagnostics):
        found.differs["reference"] = "; ".join(d.message for d in expected.diagnostics)[:300]
        return found
    for variant in variants:
        actual = run_text(program.text(), variant, folder, seconds)
        found.slow = found.slow or is_slow(actual)
        if code := refusal(actual):
            found.refused[variant] = code
        elif problem := difference(expected, actual, program.tolerance):
            found.differs[variant] = problem
    return found


def _endless(found: Outcome, text: str, variants: tuple[str, ...], folder: Path, seconds: float) -> Outcome:
    """Judge a program that the reference did not bring to its end: endless where another form does not either.

    A form that refuses the program says nothing of it.
    """
    for variant in variants:
        actual = run_text(text, variant, folder, seconds)
        if is_slow(actual):
            found.endless = True
            return found
        if code := refusal(actual):
            found.refused[variant] = code
        else:
            found.differs[variant] = "done, where the reference is not"
    if not found.differs:
        found.refused["reference"] = f"not done after {seconds:g} processor seconds"
    return found


def judge_each(
    seeds: Iterable[int], kinds: tuple[str, ...], variants: tuple[str, ...], seconds: float = SECONDS
) -> Iterator[Outcome]:
    """Run several seeds in this process, one after the other."""
    with tempfile.TemporaryDirectory(prefix="saslift-fuzz-") as name:
        for seed in seeds:
            yield judge(seed, kinds, variants, Path(name), seconds)


def judge_all(seeds: list[int], kinds: tuple[str, ...], variants: tuple[str, ...]) -> list[Outcome]:
    """Run several seeds in this process."""
    return list(judge_each(seeds, kinds, variants))
