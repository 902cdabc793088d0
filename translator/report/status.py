"""Where the programs of an output folder stand, from what is written there: manifest.json and verdict.json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from translator.lang.diagnostics import Diagnostic
from translator.report.outputs import STATES

EVIDENCE = ("translated", "runs", "log-matched", "cross-checked", "reference-matched", "signed")
"""What was shown of a program, weakest first (DESIGN, Equivalence). What was only said counts for nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One program on one target. `equal` of `outputs` were compared and found equal; None: nothing was compared."""

    program: str
    target: str
    states: Mapping[str, int]
    evidence: str = "translated"
    equal: int | None = None
    outputs: int | None = None
    difference: str = ""
    clean: bool = False
    findings: int = 0
    page: str = ""

    @property
    def statements(self) -> int:
        return sum(self.states.values())

    @property
    def word(self) -> str:
        """The standing in one word, worst first."""
        if self.states.get("hole"):
            return "holes"
        if self.difference or (self.equal is not None and self.equal != self.outputs):
            return "differs"
        return "equal" if self.equal else "translated" if self.evidence == "translated" else self.evidence


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All standings at a moment; `at` is an ISO time."""

    at: str
    standings: tuple[Standing, ...]
    model_calls: int = 0

    def totals(self) -> dict[str, Any]:
        """Return the numbers of the whole folder."""
        states = {name: sum(one.states.get(name, 0) for one in self.standings) for name in STATES}
        return {
            "programs": len({one.program for one in self.standings}),
            "statements": sum(states.values()),
            "states": states,
            "equal": sum(one.equal or 0 for one in self.standings),
            "outputs": sum(one.outputs or 0 for one in self.standings),
            "complete": sum(not one.states.get("hole") for one in self.standings),
            "standings": len(self.standings),
            "model_calls": self.model_calls,
        }


class Damaged(Exception):
    """A file that the report needs cannot be used; `diagnostic` says which and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def snapshot_of(folder: Path, at: str) -> Snapshot:
    """Read an output folder. Raises Damaged where there is no manifest or it cannot be read."""
    manifest = _load(folder / "manifest.json")
    verdicts: dict[tuple[str, str], dict[str, Any]] = {}
    if (folder / "verdict.json").exists():
        for row in _load(folder / "verdict.json").get("programs", ()):
            verdicts[str(row["name"]), str(row["target"])] = row
    standings = []
    for program in manifest.get("programs", ()):
        for target, output in program["outputs"].items():
            verdict = verdicts.get((program["name"], target), {})
            standings.append(
                Standing(
                    program["name"],
                    target,
                    output["states"],
                    str(verdict.get("evidence", "translated")),
                    verdict.get("equal"),
                    verdict.get("outputs"),
                    str(verdict.get("difference", "")),
                    bool(program["clean"]),
                    len(program["diagnostics"]),
                    f"{program['name']}.html",
                )
            )
    return Snapshot(at, tuple(standings), int(manifest.get("model_calls", 0)))


def _load(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = "the folder has no manifest.json: nothing was translated into it"
        raise Damaged(Diagnostic("X0013", message, str(file.parent))) from None
    except OSError as error:
        raise Damaged(Diagnostic("X0002", f"cannot be read: {error.strerror}", str(file))) from None
    except ValueError as error:
        raise Damaged(Diagnostic("X0013", f"is no JSON: {error}", str(file))) from None
    if not isinstance(data, dict):
        raise Damaged(Diagnostic("X0013", "is no JSON object", str(file)))
    return data


def load_history(file: Path) -> list[Snapshot]:
    """Return the snapshots of a history file, oldest first; none where there is no file. Raises Damaged."""
    if not file.exists():
        return []
    try:
        rows = _load(file)["snapshots"]
        return [
            Snapshot(row["at"], tuple(Standing(**one) for one in row["standings"]), row["model_calls"])
            for row in rows
        ]
    except (KeyError, TypeError) as error:
        raise Damaged(Diagnostic("X0013", f"the history is damaged: {error}", str(file))) from None


def with_snapshot(history: list[Snapshot], now: Snapshot) -> list[Snapshot]:
    """Return the history with a new snapshot; one that says the same as the last is not added again."""
    if history and (history[-1].standings, history[-1].model_calls) == (now.standings, now.model_calls):
        return history
    return [*history, now]


def history_data(history: list[Snapshot]) -> dict[str, Any]:
    """Return the history as it stands in history.json."""
    return {"snapshots": [asdict(one) for one in history]}


def as_csv(snapshot: Snapshot) -> str:
    """Return the standings as CSV, one row a program and target."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["program", "target", "standing", "evidence", "equal", "outputs", "statements", *STATES, "difference"]
    )
    for one in snapshot.standings:
        compared = ["" if one.equal is None else one.equal, "" if one.outputs is None else one.outputs]
        states = [one.states.get(name, 0) for name in STATES]
        writer.writerow(
            [
                one.program,
                one.target,
                one.word,
                one.evidence,
                *compared,
                one.statements,
                *states,
                one.difference,
            ]
        )
    return out.getvalue()
