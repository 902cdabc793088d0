"""What is known of data sets while a program is lowered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from translator.lang.statements import Dataset
from translator.lang.types import Schema, Type
from translator.plan.macros import may_be, pattern

OPEN = Schema((), complete=False, mixed=True)
"""Nothing is known of a data set: the run checks what the program needs of it."""

Lookup = Callable[[str, str], Schema | None]  # (libref, name) -> schema of a permanent data set


def no_lookup(libref: str, name: str) -> Schema | None:
    """A catalog with no permanent data sets."""
    return None


@dataclass(frozen=True, slots=True)
class Signature:
    """A function of the program (PROC FCMP): kinds of its parameters, kind ("" for a subroutine) and length of its result."""

    parameters: tuple[str, ...]
    kind: str
    length: int
    names: tuple[str, ...] = ()
    outargs: tuple[str, ...] = ()

    def type(self) -> Type:
        """The type of the result."""
        return Type("char", self.length) if self.kind == "char" else Type("num", 8, True)


@dataclass(slots=True)
class Catalog:
    """Schemas of the data sets made so far, by canonical name; permanent ones are looked up when asked for.

    `last` is _LAST_. `lookup` reads the headers of real files (the pipeline gives it).
    """

    lookup: Lookup = no_lookup
    reachable: Callable[[str], bool] = lambda libref: (
        False
    )  # is the libref mapped to a folder that can be read?
    listing: Callable[[str], tuple[str, ...] | None] = lambda libref: (
        None
    )  # names of a libref's files, None: not known
    mapped: Callable[[], tuple[str, ...]] = lambda: ()  # librefs that are mapped to folders
    schemas: dict[str, Schema] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)  # permanent data sets that a step has deleted
    unknown: set[str] = field(default_factory=set)  # data sets that a hole makes: nothing is known of them
    maybe: set[str] = field(
        default_factory=set
    )  # data sets that exist or not, as a condition of the run has decided
    lists: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # macro variables that hold names of data sets
    rows: dict[str, Any] = field(default_factory=dict)  # rows that stand in the text: see `known_rows`
    functions: dict[str, Signature] = field(default_factory=dict)  # of PROC FCMP, by upper-case name
    views: dict[str, object] = field(default_factory=dict)  # made as tables: name -> what makes it again
    contents: dict[str, tuple[Schema | None, Schema]] = field(
        default_factory=dict
    )  # what PROC CONTENTS OUT= has made: the schema it has as long as nothing else makes it, and that which it describes
    last: str = ""
    counter: int = 0
    gaps: Callable[[], bool] = lambda: (
        False
    )  # was a part of the program not read, that may have made data sets?

    def find(self, name: str) -> Schema | None:
        """Return the schema of `name` or `lib.name`, or None where nothing is known of it."""
        if name not in self.schemas and "." in name and name not in self.deleted:
            libref, member = name.split(".", 1)
            schema = self.lookup(libref, member)
            if schema is None and not self.reachable(libref):
                schema = OPEN
            if schema is not None:
                self.schemas[name] = schema
        alike = [
            other
            for other in self.schemas
            if "." not in other and "&" in other + name and may_be(other, name)
        ]
        if alike and "." not in name and name not in self.schemas:
            found = [self.schemas[other] for other in alike]
            first = found[0]
            return (
                replace(first, sorted_by=(), unique_by=())
                if all(one.columns == first.columns for one in found)
                else OPEN
            )
        if name in self.unknown or self.is_unseen(name):
            return OPEN
        return self.schemas.get(name)

    def is_unseen(self, name: str) -> bool:
        """Is it a WORK data set that no step has made, but something that was not read may have?"""
        return (
            "." not in name
            and name not in self.schemas
            and name not in self.unknown
            and bool(name)
            and self.gaps()
        )

    def forget_columns(self, names: Iterable[str]) -> None:
        """Record that these data sets are made by something that is not translated."""
        for name in names:
            if name != "_null_":
                self.unknown.add(name)
                self.last = name

    def define(self, name: str, schema: Schema) -> None:
        """Record that a step made this data set."""
        if name == "_null_":
            return
        self.schemas[name] = schema
        if "&" in name:
            for other in self.schemas:
                if (
                    "&" in other
                    and other != name
                    and may_be(name, other)
                    and self.schemas[other].columns != schema.columns
                ):
                    self.schemas[other] = OPEN
        self.unknown.discard(name)
        self.maybe.discard(name)
        self.deleted.discard(name)
        self.last = name

    def forget(self, name: str) -> None:
        """Record that a data set was deleted."""
        self.schemas.pop(name, None)
        if "." in name:
            self.deleted.add(name)

    def members(self, libref: str) -> tuple[str, ...] | None:
        """Return the names of the data sets of a permanent library, in lower case; None where only the run knows them."""
        files = self.listing(libref)
        if files is None:
            return None
        made = {
            name.partition(".")[2] for name in (*self.schemas, *self.unknown) if name.startswith(f"{libref}.")
        }
        return tuple(sorted(made | {name for name in files if f"{libref}.{name}" not in self.deleted}))

    def next_default(self) -> str:
        """Return the name of `data;` without a name: data1, data2 …"""
        self.counter += 1
        return f"data{self.counter}"


def unseen_note(name: str) -> str:
    """Return the remark on a data set that something which was not read may have made."""
    return f"CHECK: {display(name)} must be made by the macro or the included file that is not at hand."


def canonical(dataset: Dataset) -> str:
    """Return `lib.name` in lower case, WORK's without the libref; a physical path keeps its quotes."""
    if dataset.form == "path":  # a part that only the run knows is refused, see `macros.check_names`
        return f"'{dataset.name.replace('&', '')}'"
    if dataset.form == "special":
        return dataset.name.lower()
    lib = dataset.lib.lower()
    name = pattern(dataset.name) if "&" in dataset.name else dataset.name.lower()
    return name if lib in ("", "work") else f"{lib}.{name}"


def display(name: str) -> str:
    """Return the name as SAS's log prints it: WORK.SALES.

    >>> display("sales"), display("raw.sales")
    ('WORK.SALES', 'RAW.SALES')
    """
    return (name if "." in name else f"work.{name}").upper()
