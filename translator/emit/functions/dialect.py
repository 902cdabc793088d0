"""What the factoring of macro calls asks of a target language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from translator.emit.functions.tokens import Tok


class Mismatch(Exception):
    """Expansions that cannot be one function; the message says why."""


class Dialect(Protocol):
    """A target language. `nothing`: a statement that does nothing."""

    nothing: str
    letters: str  # of names, in a regular expression

    def lex(self, lines: Sequence[str]) -> list[Tok]:
        """Cut code; constant lists are one token."""

    def bound(self, lines: Sequence[str]) -> set[str]:
        """Names that code gives values to, in it and in the functions that it defines."""

    def assigned(self, statement: Sequence[str]) -> set[str]:
        """Names that a statement gives values to where it stands: `bound` without arguments of functions inside it."""

    def reads_and_sets(self, statement: Sequence[str]) -> tuple[list[str], list[str]]:
        """The names that one statement of a block reads, in order, and those it surely sets afterwards."""

    def content(self, token: Tok) -> str:
        """The text that a literal stands for."""

    def literal(self, text: str) -> str:
        """A literal of a text."""

    def formatted(self, parts: Sequence[str | tuple[str, bool]]) -> str:
        """A text put together of pieces and (parameter, whether it is a number)."""

    def as_number(self, name: str, literal: str, given: str) -> str:
        """A parameter, given as the literal `given`, where the code had the number `literal`."""

    def whole(self, literal: str) -> str:
        """A number's literal as that of a whole number, where it is one and the language tells them apart."""

    def outside(self, tokens: list[Tok], place: int) -> str:
        """What stands before a parameter at this place, so that it is not taken for a column."""

    def column(self, tokens: list[Tok], place: int, parts: Sequence[str | tuple[str, bool]]) -> None:
        """Put an expression of a column's name into the place of its plain name. Raises Mismatch."""

    def named_in(self, lines: Sequence[str]) -> set[str]:
        """All names that code reads."""

    def held(self, lines: Sequence[str], outside: Sequence[str]) -> tuple[set[str], set[str]]:
        """Names that objects in the code around statements give values to, and names that they read, unseen in its text."""

    def check_apart(self, lines: Sequence[str], outside: Sequence[str]) -> None:
        """Can these statements stand in a function of their own? Raises Mismatch where they leave what is around them.

        outside: the code around them."""

    def elements(self, lines: Sequence[str], around: set[str]) -> tuple[list[str], dict[str, str]]:
        """Statements with names for the elements of vectors that they only look up, and what these names stand for.

        around: names that have a value outside."""

    def joined(self, lines: Sequence[str], functions: set[str]) -> list[str]:
        """Code of a step in which these functions were put, in the form that an author would give it."""

    def deletes(self, lines: Sequence[str]) -> set[str]:
        """The variables that statements end."""

    def definition(self, lines: Sequence[str]) -> str:
        """The name that a definition has."""

    def named(self, name: str, code: str) -> str:
        """An argument with its name."""

    def name(self, wanted: str, taken: Collection[str]) -> str:
        """A name for a parameter or function that is legal and not taken."""

    def function(
        self, name: str, parameters: Sequence[tuple[str, str | None]], about: Sequence[str], inner: Sequence[list[str]],
        body: list[str], results: Sequence[str], made: str,
    ) -> list[str]:  # fmt: skip
        """The definition of a function. `made`: a list of further tables that it returns, "" for none."""

    def call(
        self, name: str, arguments: Sequence[str], results: Sequence[tuple[str, str]], more: str, listed: bool
    ) -> list[str]:
        """A call: `results` are (name in the function, variable of the caller); `more`: a free name; `listed`: the tables come in a list."""

    def store(self, made: str, key: str, table: str) -> list[str]:
        """Put a table into a list of tables under a name."""

    def empty(self, made: str) -> list[str]:
        """A list of tables without any."""

    def glued(self, parts: Sequence[str | tuple[str, bool]], token: Tok) -> str:
        """A constant piece of a text with values in it, with parameters in it."""

    def loop(self, targets: Sequence[tuple[str, str, tuple[str, ...]]], body: Sequence[str]) -> list[str]:
        """A loop over (name, kind, values) side by side. Raises Mismatch."""
