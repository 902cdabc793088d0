"""What the compile phase finds out: inputs and readers, hash objects, and all the rest of a step's declarations."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import Column
from translator.lower.catalog import Catalog
from translator.lower.scope import Scope


@dataclass(slots=True)
class DraftInput:
    """An input of a reader before its WHERE is lowered."""

    name: str
    dataset: st.Dataset
    columns: list[tuple[str, Column]]
    row: str = ""  # of an input whose columns only the run knows: the slot of its row's number
    source: tuple[Column, ...] = ()  # all that the data set has: WHERE sees what KEEP= and DROP= leave out


@dataclass(slots=True)
class DraftReader:
    """A SET, MERGE, UPDATE or MODIFY statement; `by` is filled in when its BY statement is met."""

    number: int
    kind: str
    statement: st.Set | st.Merge | st.Update | st.Modify
    inputs: list[DraftInput]
    options: dict[str, str]
    by: st.By | None = None


@dataclass(slots=True)
class DraftHash:
    """What the declaration and the define methods say of a hash object or iterator."""

    name: str
    kind: str
    args: dict[str, sx.Expr]
    keys: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    source: DraftInput | None = None  # a data set with options that it loads
    done_at: Token | None = None


@dataclass(slots=True)
class Declarations:
    """The outcome of the compile phase."""

    scope: Scope
    readers: list[DraftReader] = field(default_factory=list)
    reader_of: dict[int, DraftReader] = field(default_factory=dict)
    by: dict[int, tuple[str, ...]] = field(default_factory=dict)
    by_places: dict[int, int] = field(default_factory=dict)  # how many variables there were when BY was met
    where: sx.Expr | None = None
    keep: list[sx.NameItem] | None = None
    drop: list[sx.NameItem] = field(default_factory=list)
    rename: list[tuple[sx.NameItem, sx.NameItem]] = field(default_factory=list)
    datalines: tuple[str, ...] | None = None
    datalines_at: int = 1  # the line of the program on which they begin
    hashes: dict[str, DraftHash] = field(default_factory=dict)
    notes: list[tuple[str, str, Token | None]] = field(default_factory=list)
    automatic_outputs: set[str] = field(
        default_factory=set
    )  # POINT=, INDSNAME= …: variables that are never written
    leading: list[str] = field(
        default_factory=list
    )  # declared before a data set with columns only the run knows
    attributes_later: list[st.Statement] = field(default_factory=list)
    catalog: Catalog | None = None
    follows_error: bool = False  # a statement asks for _ERROR_
