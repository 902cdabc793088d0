"""SAS's CALL routines, one row each. `ROUTINES` holds them by name in upper case."""

from __future__ import annotations

from translator.library.routines import (  # noqa: F401  (importing a module registers its rows)
    combinations,
    permutations,
    services,
    standardizing,
    values,
)
from translator.library.routines.registry import ROUTINES
from translator.library.rows import Routine

__all__ = ["ROUTINES", "find"]


def find(name: str) -> Routine | None:
    """Return the row of a CALL routine by its name, in any case of letters."""
    return ROUTINES.get(name.upper())
