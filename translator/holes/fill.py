"""Fills holes: asks, judges, asks again with what was wrong, archives, splices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translator.emit.code import MapEntry
from translator.holes import archive
from translator.holes.contract import HoleContract
from translator.holes.fillers import Answer, Filler, Request
from translator.holes.gates import Gate, Reference, Target, Verdict
from translator.holes.judge import judge
from translator.holes.splice import splice
from translator.lang.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Filling:
    """What became of one hole. `answer` is None where the hole stays; `calls`: of a model, whatever came of them."""

    contract: HoleContract
    target: Target
    verdict: Verdict
    answer: Answer | None
    calls: int
    findings: tuple[Diagnostic, ...] = ()
    filler: str = ""

    @property
    def gate(self) -> Gate:
        return self.verdict.gate


def fill_hole(
    contract: HoleContract,
    target: Target,
    filler: Filler,
    folder: Path | None = None,
    reference: Reference | None = None,
    seconds: float = 20.0,
) -> Filling:
    """Ask for one hole until an answer passes the gates, at most `filler.retries` times again.

    folder: the archive that accepted answers are kept in. The findings that go back never hold reference values.
    """
    refused: list[tuple[str, str]] = []
    calls = 0
    verdict = Verdict(Gate.REFUSED, "")
    for _ in range(filler.retries + 1):
        answer = filler.ask(Request(contract, target, tuple(refused)))
        if isinstance(answer, Diagnostic):
            return Filling(contract, target, verdict, None, calls, (_at(answer, contract),), filler.name)
        calls += answer.calls
        verdict = judge(contract, target, answer.code, reference, seconds)
        if verdict.accepted:
            verdict = _kept(contract, target, answer, verdict, folder)
            return Filling(contract, target, verdict, answer, calls, filler=filler.name)
        assert verdict.finding is not None
        refused.append((answer.code, verdict.finding.message))
        if not answer.code.strip():
            break
    finding = verdict.finding or Diagnostic("X0033", "there was no answer")
    return Filling(contract, target, verdict, None, calls, (_at(finding, contract),), filler.name)


def _kept(
    contract: HoleContract, target: Target, answer: Answer, verdict: Verdict, folder: Path | None
) -> Verdict:
    """Keep a new answer in the archive; an archived one that a person has signed rises to SIGNED."""
    if folder is None:
        return verdict
    if answer.calls:
        archive.keep(folder, archive.Archived(contract, target, verdict.gate, answer))
        return verdict
    former = archive.find(folder, contract, target)
    if isinstance(former, archive.Archived) and former.signed:
        return Verdict(Gate.SIGNED, verdict.code)
    return verdict


def _at(finding: Diagnostic, contract: HoleContract) -> Diagnostic:
    """Return the finding at the hole's place in the SAS program."""
    path, _, line = contract.origin.rpartition(":")
    return Diagnostic(
        finding.code, f"{contract.id}: {finding.message}", path, int(line) if line.isdigit() else 0
    )


def _first(contract: HoleContract, target: Target, fillers: Sequence[Filler], folder: Path | None) -> Filling:
    """Return the first filling that succeeds, else the last; calls are counted over all."""
    calls = 0
    filling = Filling(contract, target, Verdict(Gate.REFUSED, ""), None, 0)
    for filler in fillers:
        filling = fill_hole(contract, target, filler, folder)
        calls += filling.calls
        if filling.answer is not None:
            break
    return replace(filling, calls=calls)


@dataclass(frozen=True, slots=True)
class FilledProgram:
    """A program after filling: text and map with the answers in, and what became of every hole."""

    text: str
    map: tuple[MapEntry, ...]
    fillings: tuple[Filling, ...]
    labels: tuple[str, ...]


def fill_program(
    text: str,
    entries: tuple[MapEntry, ...],
    contracts: Sequence[HoleContract],
    target: Target,
    fillers: Sequence[Filler],
    folder: Path | None = None,
) -> FilledProgram:
    """Fill what can be filled of a program's holes; the fillers are asked in turn until one succeeds.

    A hole that cannot be filled stays as it was, byte for byte.
    """
    fillings: list[Filling] = []
    labels: list[str] = []
    for contract in contracts:
        filling = _first(contract, target, fillers, folder)
        fillings.append(filling)
        if filling.answer is None:
            continue
        label = f"M{len(labels) + 1:04d}"
        labels.append(label)
        who = filling.answer.model or filling.filler
        version = f" {filling.answer.digest[:12]}" if filling.answer.digest else ""
        line = f"MODEL {label}: {filling.gate.name}. Hole {contract.id} filled by {who}{version}"
        if filling.gate < Gate.SIGNED:
            line += "; not signed"
        done = splice(text, entries, contract, target, filling.answer.code, line)
        text, entries = done.text, done.map
    return FilledProgram(text, entries, tuple(fillings), tuple(labels))
