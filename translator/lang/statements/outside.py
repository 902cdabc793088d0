"""Statements that stand outside steps, too: TITLE, OPTIONS, LIBNAME and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from translator.lang.macro_text import MacroText
from translator.lang.statements.data_sets import Dataset
from translator.lang.statements.node import Node

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Node):
    """TITLEn / FOOTNOTEn; `text` None cancels it and those after it; `pieces` where it holds what only the run knows."""

    kind: Literal["title", "footnote"]
    number: int
    text: str | None
    pieces: MacroText = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Node):
    """OPTIONS statement; (name in lower case, value text; "" for a switch)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Libname(Node):
    """LIBNAME; `path` None with `clear`, or where the engine takes something else; `words` keeps the rest."""

    libref: str
    path: str | None
    engine: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filename(Node):
    """FILENAME; `device` such as "temp", "pipe", "" ; several paths in `paths`. `resolves`: they hold macro variables that
    only the run knows."""

    fileref: str
    paths: tuple[str, ...]
    device: str = ""
    words: tuple[str, ...] = ()
    resolves: bool = False


@dataclass(frozen=True, slots=True)
class OdsOutput:
    """A data set that ODS OUTPUT asks for: of a table, by its name or path as written.

    `match_all`: each table becomes a data set of its own, `variable` the macro variable that gets their names. `persist`:
    "proc" or "run", how long the request holds; "" for the next step.
    """

    table: str
    dataset: Dataset
    match_all: bool = False
    variable: str = ""
    persist: str = ""

    @property
    def name(self) -> str:
        """The table's name in lower case: the last part of a path."""
        return self.table.lower().rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class OdsStatement(Node):
    """ODS: `words` lower case; ODS OUTPUT has `outputs`."""

    words: tuple[str, ...]
    outputs: tuple[OdsOutput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingStatement(Node):
    """`missing A B _;`: letters in upper case that input data may hold for special missing values."""

    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalStatement(Node):
    """Any other statement outside steps that has no effect on data (DM, SASFILE, X …); `keyword` lower case."""

    keyword: str
    text: str
