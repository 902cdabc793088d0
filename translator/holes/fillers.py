"""Who may fill a hole: nobody (the default), the archive, a local model. A filler only answers; it never judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from translator.holes.contract import HoleContract
from translator.holes.gates import Target
from translator.lang.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Request:
    """What a filler is asked. `refused`: earlier answers of this run with the finding that closed a gate."""

    contract: HoleContract
    target: Target
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A function's text, and all that it takes to get it again. `calls`: how often a model was called for it."""

    code: str
    model: str = ""
    digest: str = ""
    prompt: str = ""
    options: Mapping[str, float | int | str] = field(default_factory=dict)
    seed: int | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    calls: int = 0


class Filler(Protocol):
    """`name` stands in manifests. `retries`: may it be asked again with what was wrong?"""

    name: str
    retries: int

    def ask(self, request: Request) -> Answer | Diagnostic:
        """Return an answer, or why there is none."""
