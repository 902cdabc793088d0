"""What both emitters know of a program while they write it: its data sets, and which of them the run names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field

from translator.emit.functions.marks import Marks
from translator.lang.source import Token
from translator.lang.types import Schema
from translator.plan.macros import may_be
from translator.plan.relations import Plan


class Unsupported(Exception):
    """A node that this emitter cannot write: the step becomes a hole with this code and message."""

    def __init__(self, code: str, message: str, at: Token | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.at = code, message, at


class OpenTables(dict[str, str]):
    """The variables of tables whose columns only the run knows, by the slots for their rows."""

    def __missing__(self, row: str) -> str:
        """Raises: Unsupported for a table that the step names but never reads (`if 0 then set`)."""
        raise Unsupported(
            "H0245", "only the run knows the columns of a data set that is named and never read"
        )


def display(dataset: str) -> str:
    """The name of a data set as SAS's messages write it: WORK.SALES."""
    return (dataset if "." in dataset else f"work.{dataset}").upper()


@dataclass(slots=True)
class ProgramContext(ABC):
    """The program as far as it is written.

    `tables`: data set -> variable of `run`. `made`: data sets that a variable holds now. `functions`: finished
    top-level definitions, in order. `formats`: the functions of user formats by upper-case name, informats as
    `@NAME`. `families`: names of data sets that the run makes, as patterns (`out&i;`); `own`: names that the program
    itself makes. `maybe`: data sets that a variable holds, or nothing. `asked`: functions of the run's surroundings
    that the program calls.
    """

    tables: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    schemas: dict[str, Schema] = field(default_factory=dict)
    before_step: dict[str, Schema | None] = field(default_factory=dict)
    functions: list[list[str]] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)  # formats that control data sets define
    data_define: bool = False  # is there a step whose control data set defines formats?
    plan: Plan | None = None
    marks: Marks = field(default_factory=Marks)  # of statements that macro calls made inside steps
    asked: frozenset[str] = frozenset()
    families: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    maybe: set[str] = field(default_factory=set)
    locals: dict[str, str] = field(default_factory=dict)  # names of what one step needs for itself
    blocks: int = 0  # %IF and %DO around the step: what they delete may be there or not after them
    before: list[str] = field(default_factory=list)  # lines before the step's own: reading its inputs

    @abstractmethod
    def variable(self, dataset: str) -> str:
        """Return the variable of `run` for a data set."""

    @abstractmethod
    def member(self, dataset: str) -> str:
        """A data set, or a list of them, whose name the run has made."""

    def read(self, dataset: str) -> str:
        """Return the variable that holds a data set, after a line that reads it where none does yet."""
        name = self.variable(dataset)
        if self.held(dataset):
            self.before.append(self.set_to(name, self.member(dataset)))
            self.made.add(dataset)
        elif dataset in self.maybe and dataset in self.made:
            self.before.append(self.must_exist(name, dataset))
        elif dataset not in self.made:
            full = dataset if "." in dataset else f"work.{dataset}"
            self.before.append(self.set_to(name, self.read_from_library(full)))
            self.made.add(dataset)
        return name

    @abstractmethod
    def set_to(self, name: str, value: str) -> str:
        """The line that sets a variable."""

    @abstractmethod
    def remove(self, dataset: str) -> str:
        """The line that lets go of the variable of a data set which is deleted."""

    @abstractmethod
    def must_exist(self, name: str, dataset: str) -> str:
        """The line that stops where a variable holds no data set."""

    @abstractmethod
    def read_from_library(self, full: str) -> str:
        """The expression that reads `libref.name`."""

    def enter(self, schemas: Iterable[tuple[str, Schema]]) -> None:
        """A step is written that makes these data sets: what it reads is as the steps before have left it."""
        made = dict(schemas)
        self.before_step = {name: self.schemas.get(name) for name in made}
        self.schemas.update(made)

    def read_schema(self, dataset: str) -> Schema | None:
        """What is known of a data set that the step at hand reads."""
        return self.before_step[dataset] if dataset in self.before_step else self.schemas.get(dataset)

    def write(self, dataset: str, schema: Schema | None = None) -> str:
        """Return the variable to set for a data set that the step makes."""
        if schema is not None:
            self.schemas[dataset] = schema
        self.made.add(dataset)
        self.maybe.discard(dataset)
        return self.variable(dataset)

    def held(self, dataset: str) -> bool:
        """Is a data set kept in the library's WORK, because its name, or one that may be the same, is made by the run?"""
        if "&" in dataset or dataset[:1] == "*":
            return True
        return (
            "." not in dataset and dataset not in self.own and any(may_be(f, dataset) for f in self.families)
        )

    def is_local(self, dataset: str) -> bool:
        """Is a data set held by a variable of `run` alone?"""
        return "." not in dataset and not self.held(dataset)

    def own_alike(self, pattern: str) -> list[str]:
        """The program's own data sets, of those that a variable holds now, that a name can mean."""
        return sorted(name for name in self.own if name in self.made and may_be(pattern, name))

    def drop(self, dataset: str) -> None:
        """Note that a data set was deleted."""
        self.made.discard(dataset)


def attributes(schema: Schema | None) -> dict[str, list[tuple[str, str | int]]]:
    """Labels, formats and lengths (of text, and of short numbers) of a schema's columns."""
    found: dict[str, list[tuple[str, str | int]]] = {"labels": [], "formats": [], "lengths": []}
    for column in schema.columns if schema is not None else ():
        if column.label:
            found["labels"].append((column.name, column.label))
        if column.format:
            found["formats"].append((column.name, column.format))
        if (
            column.type.kind == "char" and column.type.length < 32767
        ) or column.type.length < 8:  # 32767: not known
            found["lengths"].append((column.name, column.type.length))
    return found
