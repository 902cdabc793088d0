"""Filling of a translated program's holes, where the policy allows it. Imported only then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translator.holes.archive import Replay
from translator.holes.fill import Filling, fill_program
from translator.holes.fillers import Filler
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.settings import Policy, Target
from translator.pipeline.states import states_of
from translator.pipeline.translate import Translation
from translator.plan.relations import Hole
from translator.report.outputs import ModelUse, TargetProgram, digest


@dataclass(frozen=True, slots=True)
class Filled:
    """A target's program with what could be filled, the steps that were, and what is to say."""

    program: TargetProgram
    steps: frozenset[int]
    findings: tuple[Diagnostic, ...]


def fill(translation: Translation, one: TargetProgram, target: Target, policy: Policy) -> Filled:
    """Fill the holes of one target's program: from the archive, then by the model that the policy names."""
    archive = Path(policy.archive)
    fillers: list[Filler] = [Replay(archive)]
    if policy.fill == "ollama":
        from translator.holes.local import OllamaFiller

        fillers.append(OllamaFiller(policy.model, policy.host))
    done = fill_program(one.text, one.map, one.holes, target, fillers, archive)
    if not done.fillings:
        return Filled(one, frozenset(), ())
    filled = [filling for filling in done.fillings if filling.answer is not None]
    uses = tuple(_use(label, filling) for label, filling in zip(done.labels, filled, strict=True))
    states = states_of(translation.steps, translation.plan, done.map)
    program = replace(
        one,
        text=done.text,
        map=done.map,
        states=states,
        holes=tuple(filling.contract for filling in done.fillings if filling.answer is None),
        models=uses,
        model_calls=sum(filling.calls for filling in done.fillings),
    )
    findings = [finding for filling in done.fillings for finding in filling.findings]
    findings += [_label(use, filling, target) for use, filling in zip(uses, filled, strict=True)]
    return Filled(program, frozenset(filling.contract.step for filling in filled), tuple(findings))


def _use(label: str, filling: Filling) -> ModelUse:
    assert filling.answer is not None
    return ModelUse(
        label,
        filling.contract.id,
        filling.gate.name,
        filling.filler,
        filling.answer.model,
        filling.answer.digest,
        digest(filling.answer.code),
        filling.calls,
    )


def _label(use: ModelUse, filling: Filling, target: Target) -> Diagnostic:
    path, _, line = filling.contract.origin.rpartition(":")
    who = use.model or use.filler
    message = f"hole {use.hole} on {target} was filled by {who}: {use.id}, {use.gate}"
    return Diagnostic("X0046", message, path, int(line), 1)


def without_filled(
    findings: Sequence[Diagnostic], translation: Translation, steps: frozenset[int]
) -> tuple[Diagnostic, ...]:
    """Return the findings without those of holes that were filled on every target."""
    gone = set()
    for number in steps:
        step = translation.plan.steps[number]
        if isinstance(step.node, Hole):
            gone.add((step.node.code, step.node.reason))
    return tuple(finding for finding in findings if (finding.code, finding.message) not in gone)
