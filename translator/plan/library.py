"""Macros that a program defines and does not call: what a call of each would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.plan.relations import Plan


@dataclass(frozen=True, slots=True, eq=False)
class LibraryMacro:
    """A macro as a call with stand-ins for its arguments would expand it.

    `plan`: the steps of that one call. `markers`: the stand-in (lower case) of each parameter that has one. `fixed`:
    parameters that choose what the macro does, with the value that was taken (their default).
    """

    name: str
    plan: Plan = field(repr=False)
    markers: Mapping[str, str]
    fixed: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()

    def conditions(self) -> str:
        """What holds of the parameters where the function is the macro: `with print=Y, where given`."""
        parts = [f"{name.lower()}={value}" for name, value in self.fixed if value]
        parts += [f"no {name.lower()}" for name, value in self.fixed if not value]
        parts += [f"{name.lower()} given" for name in self.given]
        return f" with {', '.join(parts)}" if parts else ""
