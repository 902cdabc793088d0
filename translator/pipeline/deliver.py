"""Translations to output folders: states, filled holes, one helper file for all programs of a folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources
from pathlib import Path

from translator.emit.code import Emitted
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.cache import kept
from translator.pipeline.contracts import contracts_of
from translator.pipeline.macro_calls import outcomes_of
from translator.pipeline.modules.share import Shared, called_elsewhere, share
from translator.pipeline.programs import Program
from translator.pipeline.read import in_order, statements_of
from translator.pipeline.settings import Policy, Target
from translator.pipeline.states import states_of
from translator.pipeline.translate import Translation, emitter, translate_program
from translator.report.outputs import (
    TargetProgram,
    TranslatedProgram,
    earlier,
    write_output_folder,
)

VERSIONS: Mapping[str, Mapping[str, str]] = {
    "pandas": {"python": "3.11", "pandas": "3"},
    "r": {"R": "4.2", "dplyr": "1.0", "tidyr": "1.3"},
}
"""The lowest versions of the targets that the code is written for."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one program. `translated` is None where it could not be read or saslift failed on it."""

    program: Program
    translated: TranslatedProgram | None
    diagnostics: tuple[Diagnostic, ...]
    every_target: bool = True

    @property
    def complete(self) -> bool:
        """Is there a program for every target, and no statement of it a hole?"""
        if self.translated is None or not self.every_target:
            return False
        return all(state.state != "hole" for one in self.translated.targets for state in one.states)


def deliver_program(
    program: Program,
    targets: Sequence[Target],
    librefs: Mapping[str, Path],
    encoding: str = "",
    policy: Policy | None = None,
    cache: Path | None = None,
) -> Delivery:
    """Translate one program for the targets; fill holes where the policy allows it.

    cache: folder of results that are kept; None translates in any case, and so does a policy that fills holes.
    """
    if policy is not None and policy.fill != "none":
        cache = None
    places = {libref: str(Path(folder).resolve()) for libref, folder in librefs.items()}
    command = json.dumps(["translate", program.name, list(targets), sorted(places.items())])
    work = partial(_deliver, targets=targets, librefs=librefs, policy=policy)
    return kept(command, work, program, encoding, cache)


def _deliver(
    program: Program,
    encoding: str,
    *,
    targets: Sequence[Target],
    librefs: Mapping[str, Path],
    policy: Policy | None,
) -> tuple[Delivery, frozenset[Path] | None]:
    translation = translate_program(program, targets, librefs=librefs, encoding=encoding)
    findings = in_order(translation.diagnostics, program.shown)
    if translation.source is None:
        return Delivery(program, None, findings), None
    targets, wanted = [target for target in targets if target in translation.emitted], len(targets)
    made = [_target(translation, target) for target in targets]
    if not made:
        return Delivery(program, None, findings), None
    if policy is not None and policy.fill != "none":
        from translator.pipeline.filling import fill, without_filled

        done = [fill(translation, one, target, policy) for one, target in zip(made, targets)]
        made = [one.program for one in done]
        everywhere = frozenset.intersection(*(one.steps for one in done))
        kept = without_filled(findings, translation, everywhere)
        findings = in_order([*kept, *(finding for one in done for finding in one.findings)], program.shown)
    translated = TranslatedProgram(
        program.name,
        translation.source,
        tuple(made),
        findings,
        tuple(_included(translation)),
        translation.connections,
    )
    return Delivery(program, translated, translated.findings, len(made) == wanted), translation.files


def _included(translation: Translation) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that the program read by %INCLUDE, in order."""
    assert translation.source is not None
    seen = {translation.source.path}
    for statement in statements_of(translation.steps):
        source = statement.at.source
        if source.path not in seen:
            seen.add(source.path)
            if Path(source.path).is_file():
                yield source.path, source.text


def _target(translation: Translation, target: Target) -> TargetProgram:
    emitted: Emitted = translation.emitted[target]
    return TargetProgram(
        target,
        emitted.text,
        emitted.map,
        states_of(translation.steps, translation.plan, emitted.map),
        tuple(sorted(emitted.helpers)),
        VERSIONS[target],
        tuple(contracts_of(translation, emitted.text)),
        calls=tuple(outcomes_of(translation, emitted)),
        foreign={
            name: (path, macro)
            for name, (path, macro) in emitted.macros.items()
            if path != translation.program.shown and Path(path).is_file()
        },
        uncalled=emitted.uncalled,
        columns=emitted.columns,
    )


def share_macros(out: Path, deliveries: Sequence[Delivery]) -> tuple[list[Delivery], Shared]:
    """Take macros that programs share out of them into modules; return the programs as they are written, and the modules.

    out: the output folder, whose programs of earlier runs keep what they import.
    """
    shared = share(out, [one.translated for one in deliveries if one.translated is not None])
    by_name = {one.name: one for one in shared.programs}
    found: list[Delivery] = []
    for one in deliveries:
        if one.translated is None:
            found.append(one)
            continue
        called = called_elsewhere(shared, one.translated.name)
        findings = tuple(_called(finding, called) for finding in one.diagnostics)
        translated = by_name[one.translated.name]
        kept = tuple(_called(finding, called) for finding in translated.diagnostics)
        found.append(replace(one, translated=replace(translated, diagnostics=kept), diagnostics=findings))
    return found, shared


def _called(finding: Diagnostic, called: Mapping[str, Sequence[str]]) -> Diagnostic:
    """Return a note on a macro that nothing calls as what it is among programs that do."""
    match = re.match(r"macro (\w+) is defined and not called", finding.message)
    if finding.code != "N0111" or match is None or match[1].upper() not in called:
        return finding
    programs = ", ".join(called[match[1].upper()])
    message = f"macro {match[1]} is called by other programs ({programs}); the translation has the functions for their calls"
    return replace(finding, message=message)


def write_deliveries(out: Path, deliveries: Iterable[Delivery], shared: Shared | None = None) -> list[Path]:
    """Write all that was translated into a folder, complete or not at all. Raises CannotWrite.

    shared: the modules of `share_macros`.
    """
    programs = [one.translated for one in deliveries if one.translated is not None]
    helpers = _helper_files(out, programs)
    if shared is None:
        return write_output_folder(out, programs, helpers, grammar_digest())
    return write_output_folder(out, programs, helpers, grammar_digest(), shared.files, shared.rows())


def _helper_files(out: Path, programs: Sequence[TranslatedProgram]) -> dict[str, str]:
    """Return the helper file of each target: what these programs need, and what those in the folder do."""
    names = {program.name for program in programs}
    needs: dict[str, set[str]] = {}
    for row in earlier(out).get("programs", ()):
        if row["name"] not in names:
            for target, output in row["outputs"].items():
                needs.setdefault(target, set()).update(output["helpers"])
    for program in programs:
        for one in program.targets:
            needs.setdefault(one.target, set()).update(one.helpers)
    return {target: emitter(target).helper_module(frozenset(helpers)) for target, helpers in needs.items()}


@cache
def grammar_digest() -> str:
    """Return a digest of the grammars: translations of different digests may differ."""
    found = hashlib.sha256()
    files = [f for f in resources.files("grammars").iterdir() if f.name.endswith((".lark", ".toml"))]
    for file in sorted(files, key=lambda file: file.name):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]
