"""The gates an answer passes, one after the other; how far it came is its rank for ever.

REFUSED < PARSES < SAFE < RUNS < AGREES < SIGNED
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.lang.diagnostics import Diagnostic

Target = Literal["pandas", "r"]
Cell = float | str | None
Table = Mapping[str, Sequence[Cell]]
"""A table as columns; None is a missing number."""


class Gate(enum.IntEnum):
    """How far an answer came."""

    REFUSED = 0
    PARSES = 1
    SAFE = 2
    RUNS = 3
    AGREES = 4
    SIGNED = 5


@dataclass(frozen=True, slots=True)
class Reference:
    """A recorded run of the hole: input tables by argument, output tables in the contract's order."""

    inputs: Mapping[str, Table]
    outputs: tuple[Table, ...]
    tolerance: float = 1e-9


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate that was reached and, where the next one closed, the finding. `code` is the answer's text."""

    gate: Gate
    code: str
    finding: Diagnostic | None = None

    @property
    def accepted(self) -> bool:
        """An answer may be used from RUNS on, and never where a check said no."""
        return self.gate >= Gate.RUNS and self.finding is None
