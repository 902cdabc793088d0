"""How a CALL routine gets its row: `routine` on a body, `service` where an engine does the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from translator.library.rows import Body, Result, Routine

MANUAL = "SAS 9.4 Functions and CALL Routines: Reference"

ROUTINES: dict[str, Routine] = {}
"""All rows by name in upper case."""

Case = tuple[str, tuple[Result | None, ...]]
AnyBody = TypeVar("AnyBody", bound=Body)


def routine(
    name: str, signature: str, changes: tuple[int, ...], *, examples: tuple[Case, ...] = ()
) -> Callable[[AnyBody], AnyBody]:
    """Register the decorated body as the CALL routine `name`; see `rows.Routine` for the arguments.

    Raises ValueError if the name has a row already.
    """

    def register(body: AnyBody) -> AnyBody:
        doc = (body.__doc__ or "").strip().splitlines()[0]
        _add(Routine(name, signature, changes, body, doc, f"{MANUAL}, CALL {name} Routine", "", examples))
        return body

    return register


def service(name: str, signature: str, changes: tuple[int, ...], context: str, doc: str) -> None:
    """Register a routine without a body: the engine's service `context` does its work."""
    _add(Routine(name, signature, changes, None, doc, f"{MANUAL}, CALL {name} Routine", context))


def _add(row: Routine) -> None:
    if row.name in ROUTINES:
        raise ValueError(f"CALL {row.name} has two rows")
    ROUTINES[row.name] = row
