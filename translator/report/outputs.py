"""The output folder of `translate`: programs, helper files, maps, pages and the manifest (DESIGN, What comes out)."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from translator import __version__
from translator.emit.code import CallOutcome, MapEntry
from translator.holes.contract import HoleContract
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source
from translator.report.data import as_list
from translator.report.folder import write_files
from translator.report.page import program_page

STATES = ("rule", "loop", "model", "human", "hole")
"""The states of a statement; every statement has exactly one."""

SUFFIX = {"pandas": ".py", "r": ".R"}
LIBRARIES = frozenset(
    "pandas numpy numba llvmlite pyarrow pyreadstat scipy sqlalchemy dateutil pytz tzdata six packaging sas_semantics".split()
)
"""Modules that generated programs, or what they import, import."""
HELPERS = {"pandas": "sas_semantics.py", "r": "sas_semantics.R"}


@dataclass(frozen=True, slots=True)
class StatementState:
    """How a statement was translated. Lines count from 1; `rule` names the rule, loop or hole."""

    first: int
    last: int
    statement: str
    state: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A hole that was filled: what stands in the manifest and the map for ever."""

    id: str
    hole: str
    gate: str
    filler: str
    model: str = ""
    digest: str = ""
    answer: str = ""
    calls: int = 0


@dataclass(frozen=True, slots=True)
class TargetProgram:
    """A program in one target language."""

    target: str
    text: str
    map: tuple[MapEntry, ...]
    states: tuple[StatementState, ...]
    helpers: tuple[str, ...] = ()
    versions: Mapping[str, str] | None = None
    holes: tuple[HoleContract, ...] = ()
    models: tuple[ModelUse, ...] = ()
    model_calls: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    calls: tuple[CallOutcome, ...] = ()
    foreign: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # functions of macros of other files: the file and the macro
    uncalled: frozenset[str] = frozenset()  # functions of macros that nothing calls
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TranslatedProgram:
    """A SAS program and its translations; `included` are (path, text) of files that it read by %INCLUDE."""

    name: str
    source: Source
    targets: tuple[TargetProgram, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    included: tuple[tuple[str, str], ...] = ()
    connections: tuple[tuple[str, str], ...] = ()  # the databases that it reaches: name, URL

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All diagnostics, those of reading and those of each target, each once."""
        every = [*self.diagnostics, *(one for target in self.targets for one in target.diagnostics)]
        return tuple(dict.fromkeys(every))


def output_file(name: str, target: str) -> str:
    """Return the file of a program. One that would hide a module of Python from every program beside it is another.

    >>> output_file("orders", "pandas"), output_file("random", "pandas"), output_file("random", "r")
    ('orders.py', 'random_program.py', 'random.R')
    """
    taken = hides_module(name) if target == "pandas" else name.lower() == "sas_semantics"
    return f"{name}{'_program' if taken else ''}{SUFFIX[target]}"


def hides_module(name: str) -> bool:
    """Would a Python file of this name hide a module of Python itself, or one that generated programs import?"""
    return name.lower() in sys.stdlib_module_names | LIBRARIES


def write_output_folder(
    out: Path, programs: Sequence[TranslatedProgram], helpers: Mapping[str, str], grammar: str = "",
    modules: Sequence[TranslatedProgram] = (), module_rows: Sequence[Mapping[str, Any]] | None = None,
) -> list[Path]:  # fmt: skip
    """Write everything about the programs into `out`, complete or not at all; return the files.

    helpers: target -> text of its helper file. modules: of macros that programs share; `module_rows`: of the
    manifest; without them its rows stay. Programs that an earlier run wrote into the folder stay, and
    stay in the manifest. Raises CannotWrite.
    """
    files: dict[str, str] = {}
    for program in (*programs, *modules):
        for one in program.targets:
            files[output_file(program.name, one.target)] = one.text
        files[f"{program.name}.map.json"] = dump(map_of(program))
        files[f"{program.name}.html"] = program_page(program)
    for target, text in helpers.items():
        files[HELPERS[target]] = text
    files["manifest.json"] = dump(manifest_of(programs, grammar, earlier(out), module_rows))
    return write_files(out, files)


def dump(data: Any) -> str:
    """Return JSON as it stands in files: indented, readable letters, one line end at the end."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def earlier(out: Path) -> dict[str, Any]:
    """Return the manifest that stands in a folder, {} where there is none that can be read."""
    try:
        manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest.get("programs"), list) else {}


def map_of(program: TranslatedProgram) -> dict[str, Any]:
    """Return the map file: output line <-> SAS line <-> rule or model record, for each output file."""
    return {
        "program": Path(program.source.path).name,
        "outputs": {
            output_file(program.name, one.target): [
                {
                    "lines": [entry.first, entry.last],
                    "sas_lines": [entry.sas_first, entry.sas_last],
                    **({"inside": entry.inside} if entry.inside else {}),
                    "step": entry.step,
                    "title": entry.title,
                    "provenance": entry.provenance,
                    "datasets": dict(entry.outputs),
                }
                for entry in one.map
            ]
            for one in program.targets
        },
        "models": [_model(use) for one in program.targets for use in one.models],
    }


def manifest_of(
    programs: Sequence[TranslatedProgram],
    grammar: str = "",
    former: Mapping[str, Any] | None = None,
    modules: Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the manifest: versions, input hashes, the state of every statement, and the number of model calls.

    Nothing in it depends on the day or the machine: the same input gives the same manifest.
    """
    names = {program.name for program in programs}
    rows = [row for row in (former or {}).get("programs", ()) if row.get("name") not in names]
    rows += [_program_row(program) for program in programs]
    rows_of_modules = list((former or {}).get("modules", ()) if modules is None else modules)
    versions: dict[str, Any] = dict((former or {}).get("targets", {}))
    for program in programs:
        for one in program.targets:
            versions[one.target] = dict(one.versions or {})
    return {
        "tool": {"name": "saslift", "version": __version__},
        "grammar": grammar,
        "targets": versions,
        "model_calls": sum(row["model_calls"] for row in rows),
        "programs": sorted(rows, key=lambda row: str(row["name"])),
        **({"modules": rows_of_modules} if rows_of_modules else {}),
    }


def _program_row(program: TranslatedProgram) -> dict[str, Any]:
    findings = program.findings
    uses = [use for one in program.targets for use in one.models]
    states = Counter(state.state for one in program.targets for state in one.states)
    return {
        "name": program.name,
        "program": Path(program.source.path).name,
        "path": program.source.path,
        "sha256": digest(program.source.text),
        "encoding": program.source.encoding,
        "lines": len(program.source.text.splitlines()),
        "includes": [{"path": path, "sha256": digest(text)} for path, text in program.included],
        **(
            {"connections": [{"name": name, "url": url} for name, url in program.connections]}
            if program.connections
            else {}
        ),
        "model_calls": sum(one.model_calls for one in program.targets),
        "clean": not states["hole"] and not uses and all(one.severity == "note" for one in findings),
        "outputs": {one.target: _target_row(program, one) for one in program.targets},
        "models": [_model(use) for use in uses],
        "diagnostics": as_list(findings),
    }


def _target_row(program: TranslatedProgram, one: TargetProgram) -> dict[str, Any]:
    counts = Counter(state.state for state in one.states)
    return {
        "file": output_file(program.name, one.target),
        "sha256": digest(one.text),
        "helpers": sorted(one.helpers),
        "states": {state: counts[state] for state in STATES},
        "macro_calls": calls_row(one.calls),
        "holes": [asdict(contract) for contract in one.holes],
        "statements": [
            {"lines": [row.first, row.last], "statement": row.statement, "state": row.state}
            | ({"rule": row.rule} if row.rule else {})
            for row in one.states
        ],
    }


def calls_row(calls: Sequence[CallOutcome]) -> dict[str, Any]:
    """Return how many macro calls are function calls, and how many are expanded and why."""
    counts = Counter(call.outcome for call in calls)
    reasons = Counter(call.reason for call in calls if call.outcome == "expanded")
    return {
        "function": counts["function"],
        "expanded": counts["expanded"],
        "computed": counts["computed"],
        "reasons": dict(sorted(reasons.items())),
    }


def _model(use: ModelUse) -> dict[str, Any]:
    return {
        "id": use.id,
        "hole": use.hole,
        "gate": use.gate,
        "filler": use.filler,
        "model": use.model,
        "digest": use.digest,
        "answer_sha256": use.answer,
        "calls": use.calls,
    }


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
