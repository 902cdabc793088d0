"""Running a program for a test and looking at what it left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from equivalence.interpreter import Session, run_program
from translator.lang.source import Source
from translator.library.missing import missing_letter

CLOCK = datetime(2021, 3, 4, 5, 6, 7)


def run(text: str) -> Session:
    """Run a program with a fixed clock."""
    return run_program(Source("test.sas", text), clock=CLOCK)


def cell(value: float | str) -> Any:
    """Return a cell as tests write it: None for `.`, ".A" for special missing values."""
    if isinstance(value, str):
        return value
    if value != value:
        letter = missing_letter(value)
        return f".{letter}" if letter else None
    return int(value) if value == int(value) else value


def rows(session: Session, name: str) -> list[list[Any]]:
    """Return the rows of a WORK data set."""
    return [[cell(value) for value in row] for row in session.work[name].rows]


def names(session: Session, name: str) -> list[str]:
    """Return the variables of a WORK data set."""
    return [variable.name for variable in session.work[name].variables]


def errors(session: Session) -> list[str]:
    """Return the lines of the log that tell errors."""
    return [line for line in session.log if line.startswith("ERROR")]
