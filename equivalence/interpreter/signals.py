"""What a statement's closure returns when the flow does not simply go on (None is "go on")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Goto:
    """GOTO label (lower case)."""

    label: str


LEAVE: Final = 1
CONTINUE: Final = 2
RETURN: Final = 3
DELETE: Final = 4
STOP: Final = 5

Signal = int | Goto | None
Exec = Callable[[], Signal]


def nothing() -> None:
    """Do nothing."""


class Sequence:
    """Statements in order, with labels that GOTO and LINK reach."""

    def __init__(self, execs: list[Exec], labels: dict[str, int]) -> None:
        self.execs = execs
        self.labels = labels

    def run(self, start: int = 0) -> Signal:
        """Run from a statement on."""
        execs, labels = self.execs, self.labels
        position = start
        while position < len(execs):
            signal = execs[position]()
            if signal is not None:
                if isinstance(signal, Goto) and signal.label in labels:
                    position = labels[signal.label]
                    continue
                return signal
            position += 1
        return None


def sequence(execs: list[Exec]) -> Exec:
    """Return one closure for statements without labels."""
    if not execs:
        return nothing
    if len(execs) == 1:
        return execs[0]
    items = tuple(execs)

    def run() -> Signal:
        for execute in items:
            signal = execute()
            if signal is not None:
                return signal
        return None

    return run
