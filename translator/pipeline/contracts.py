"""The typed contracts of a translated program's holes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.holes.contract import HoleContract, contract_of
from translator.pipeline.translate import Translation
from translator.plan.relations import Hole


def contracts_of(translation: Translation, text: str) -> Iterator[HoleContract]:
    """Yield the contracts of a program's holes; the emitted function says its name and its arguments."""
    for number, step in enumerate(translation.plan.steps):
        if not isinstance(step.node, Hole):
            continue
        function = _signature(text, step.node.id)
        if function is None:
            continue
        name, arguments = function
        if len(arguments) == len(step.node.inputs):
            at = step.first.outermost
            yield contract_of(step.node, name, arguments, f"{at.source.path}:{at.line}", number)


def _signature(text: str, name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return name and arguments of the function that was emitted for a hole, in Python or R."""
    match = re.search(
        rf"^(?:def ({re.escape(name)})|({re.escape(name)}) <- function)\(([^()]*)\)", text, re.MULTILINE
    )
    if match is None:
        return None
    arguments = tuple(part.strip() for part in match.group(3).split(",") if part.strip())
    return match.group(1) or match.group(2), arguments
