"""Functions and subroutines of the program (PROC FCMP)."""

from __future__ import annotations

from dataclasses import dataclass

from translator.plan.loop import RowLoop


@dataclass(frozen=True, slots=True)
class OwnFunction:
    """A function: its body is a loop that is carried out once, over its parameters and own variables.

    `result`: the slot whose value it returns ("" for a subroutine); `outargs`: parameters that a subroutine returns.
    """

    name: str
    parameters: tuple[str, ...]
    result: str
    outargs: tuple[str, ...]
    loop: RowLoop

    @property
    def returned(self) -> tuple[str, ...]:
        """The slots whose values a call gives back."""
        return (self.result,) if self.result else self.outargs


@dataclass(frozen=True, slots=True)
class DefineFunctions:
    """The definitions of one PROC FCMP."""

    functions: tuple[OwnFunction, ...]
