"""Compiled expressions: a closure with its kind, and the conversions between kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from equivalence.interpreter.formatting import best_text, number_from_text
from equivalence.interpreter.notes import Notes, Place, place
from equivalence.interpreter.pdv import MISSING, ArrayInfo
from equivalence.interpreter.tables import Value
from translator.lang.source import Token
from translator.library.missing import missing_rank

Run = Callable[[], Any]
Test = Callable[[], bool]


@dataclass(slots=True)
class Code:
    """A compiled expression.

    `length` is what a character variable made from it gets. `constant` is set for literals, `slot` for plain
    variables (then `name` is its name), `test` for comparisons and logical operations.
    """

    kind: str
    run: Run
    length: int = 8
    constant: Value | None = None
    slot: int | None = None
    name: str = ""
    test: Test | None = None
    at: Token | None = None


def constant(value: Value, at: Token | None = None) -> Code:
    """Return the code of a literal."""
    kind = "char" if isinstance(value, str) else "num"
    return Code(kind, lambda: value, len(value) if isinstance(value, str) else 8, value, at=at)


class Scope(Protocol):
    """Where names are looked up: a program data vector, a row of a table, an SQL query."""

    def variable(self, name: str, at: Token | None) -> Code:
        """Return the value of a variable. Raises StepError where the scope has none."""
        ...

    def dotted(self, qualifier: str, name: str, at: Token | None) -> Code:
        """Return `qualifier.name`."""
        ...

    def array(self, name: str) -> ArrayInfo | None:
        """Return the array of that name, if there is one."""
        ...

    def names(self, items: Any) -> list[str]:
        """Return the variables that a list stands for."""
        ...


def as_number(code: Code, notes: Notes) -> Run:
    """Return a closure with the numeric value; text is converted as SAS does, with its notes."""
    if code.kind == "num":
        return code.run
    where = place(code.at)
    notes.to_number.append(where)
    run, name = code.run, code.name

    def convert() -> float:
        text: str = run()
        try:
            return number_from_text(text)
        except ValueError:
            shown = f"{name}='{text.rstrip()}'" if name else f"'{text.rstrip()}'"
            notes.event(f"Invalid numeric data, {shown} , at line {where[0]} column {where[1]}.")
            return MISSING

    return convert


def as_text(code: Code, notes: Notes, width: int = 12) -> Run:
    """Return a closure with the character value; numbers become BEST12., right-aligned."""
    if code.kind == "char":
        return code.run
    notes.to_character.append(place(code.at))
    run = code.run
    return lambda: best_text(run(), width)


def as_test(code: Code, notes: Notes) -> Test:
    """Return a closure with the truth value: neither zero nor missing."""
    if code.test is not None:
        return code.test
    run = as_number(code, notes)

    def truth() -> bool:
        value: float = run()
        return value == value and value != 0.0

    return truth


def from_test(test: Test, at: Token | None) -> Code:
    """Return the code of a comparison or logical operation: 1 or 0."""
    return Code("num", lambda: 1.0 if test() else 0.0, 8, test=test, at=at)


def same_missing(left: float, right: float) -> bool:
    """Are two values equal, at least one of them missing?"""
    return left != left and right != right and missing_rank(left) == missing_rank(right)


__all__ = [
    "Code",
    "Place",
    "Run",
    "Scope",
    "Test",
    "as_number",
    "as_test",
    "as_text",
    "constant",
    "from_test",
]
