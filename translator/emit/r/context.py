"""What is known while a program is written: names of its tables, functions, formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from translator.emit.functions.marks import Marks
from translator.emit.r import names as r
from translator.emit.r.names import Names
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
class Context:
    """The program as far as it is written.

    `tables`: data set -> variable of `run`. `made`: data sets that a variable holds now. `functions`: finished
    top-level definitions, in order. `formats`: the functions of user formats by upper-case name, informats as
    `@NAME`; `compiled`: the formats themselves.
    """

    names: Names = field(default_factory=lambda: Names(["lib", "made", "run"]))
    module_names: Names = field(default_factory=lambda: Names(["run", "libraries", "script"]))
    tables: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    schemas: dict[str, Schema] = field(default_factory=dict)
    functions: list[list[str]] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    compiled: dict[str, object] = field(default_factory=dict)
    missing_letters: str = ""
    special: bool = False  # some value of the program can be .A-.Z or ._
    locals: dict[str, str] = field(default_factory=dict)  # names of tables that one step needs for itself
    plan: Plan | None = None
    marks: Marks = field(default_factory=Marks)  # of statements that macro calls made inside steps
    asked: frozenset[str] = frozenset()  # functions of the run's surroundings that the program calls
    families: tuple[str, ...] = ()  # names of data sets that the run makes, as patterns: `out&i;`
    own: tuple[str, ...] = ()  # names of data sets that the program makes
    maybe: set[str] = field(default_factory=set)  # data sets that a variable holds, or NULL
    nested: int = 0  # inside so many `if`s and loops
    before: list[str] = field(
        default_factory=list
    )  # lines to stand before the step's own: reading its inputs

    def variable(self, dataset: str) -> str:
        """Return the variable of `run` for a data set."""
        if dataset not in self.tables:
            libref, _, member = dataset.rpartition(".") if not set("&*") & set(dataset) else ("", "", dataset)
            member = re.sub(r"\W+", "_", member).strip("_")
            wanted = [member, f"{libref}_{member}"] if libref and libref != "work" else [member]
            free = (name for name in wanted if not self.names.is_taken(r.identifier(name)))
            self.tables[dataset] = self.names.new(next(free, wanted[-1]))
        return self.tables[dataset]

    def local(self, wanted: str) -> str:
        """Return a name for what only one step needs: steps share these names, nothing else has them."""
        if wanted not in self.locals:
            self.locals[wanted] = self.names.new(wanted)
        return self.locals[wanted]

    def read(self, dataset: str) -> str:
        """Return the variable that holds a data set, after a line that reads it where none does yet."""
        name = self.variable(dataset)
        if self.held(dataset):
            self.before.append(f"{name} <- {self.member(dataset)}")
            self.made.add(dataset)
        elif dataset in self.maybe and dataset in self.made:
            self.before.append(f"sas_must_exist({name}, {r.text(display(dataset))})")
        elif dataset not in self.made:
            full = dataset if "." in dataset else f"work.{dataset}"
            self.before.append(f"{name} <- sas_read(lib, {r.text(full)})")
            self.made.add(dataset)
        return name

    def write(self, dataset: str, schema: Schema | None = None) -> str:
        """Return the variable to set for a data set that the step makes."""
        if schema is not None:
            self.schemas[dataset] = schema
        name = self.variable(dataset)
        self.made.add(dataset)
        self.maybe.discard(dataset)
        return name

    def held(self, dataset: str) -> bool:
        """Is a data set kept in `lib$work`, because its name, or one that may be the same, is made by the run?"""
        if "&" in dataset or dataset[:1] == "*":
            return True
        return (
            "." not in dataset and dataset not in self.own and any(may_be(f, dataset) for f in self.families)
        )

    def member(self, dataset: str) -> str:
        """A data set, or a list of them, whose name the run has made."""
        if dataset[:1] == "*":
            body = dataset[1:]
            alike = self.alike(body[:-1] + "&x;" if body.endswith(":") else "&x;")
            if body.endswith(":"):
                names = f"sas_names_like(lib, {r.text(body[:-1])}, {alike})"
            elif "-" in body:
                first, _, last = body.partition("-")
                names = f"sas_numbered_names({r.text(first)}, paste0({self.name_pieces(last)}))"
            else:
                names = f'strsplit(trimws(sas_macro(lib, {r.text(body[1:].upper())})), " +")[[1]]'
            return f"sas_members(lib, {names}, {alike})"
        arguments = ["lib", self.member_key(dataset)]
        if "&" in dataset and self.alike(dataset) != "list()":
            arguments.append(self.alike(dataset))
        schema = self.schemas.get(dataset)
        if schema is not None and schema.complete and "&" in dataset:
            arguments.append(f"columns = {r.vector(r.text(column.name) for column in schema.columns)}")
        return f"sas_member({', '.join(arguments)})"

    def alike(self, pattern: str) -> str:
        """The program's own data sets that a name can mean."""
        found = [name for name in self.own if name in self.made and may_be(pattern, name)]
        return f"list({', '.join(f'{r.column(name)} = {self.variable(name)}' for name in sorted(found))})"

    def name_pieces(self, dataset: str) -> str:
        """A name with parts of the run as arguments of paste0."""
        pieces = (
            f"sas_macro(lib, {r.text(piece[1:].rstrip(';').upper())})" if piece[0] == "&" else r.text(piece)
            for piece in re.findall(r"&\w+;|[^&]+", dataset)
        )
        return ", ".join(pieces)

    def member_key(self, dataset: str, new: bool = False) -> str:
        """The name of such a data set as an expression. `new`: it is made now, and must be none of the program's own."""
        if "&" not in dataset:
            return r.text(dataset)
        taken = [r.text(name) for name in sorted(self.own) if may_be(dataset, name)] if new else []
        more = f", taken = {r.vector(taken)}" if taken else ""
        return f"sas_member_name({self.name_pieces(dataset)}{more})"

    def drop(self, dataset: str) -> None:
        """Note that a data set was deleted."""
        self.made.discard(dataset)

    def define(self, lines: list[str]) -> None:
        """Add a top-level definition (its name was taken from `module_names`)."""
        self.functions.append(lines)

    def save_lines(self, dataset: str) -> list[str]:
        """The line that writes a permanent data set with its attributes; none for WORK."""
        if self.held(dataset):
            return [f"sas_keep(lib, {self.member_key(dataset, new=True)}, {self.variable(dataset)})"]
        if "." not in dataset or dataset.startswith("work."):
            return []
        parts = ["lib", self.variable(dataset), r.text(dataset)]
        for option, pairs in attributes(self.schemas.get(dataset)).items():
            if pairs:
                items = (f"{r.column(name)} = {r.text(v) if isinstance(v, str) else v}" for name, v in pairs)
                parts.append(f"{option} = list({', '.join(items)})")
        return [f"sas_write({', '.join(parts)})"]


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


def comment_lines(comments: Iterable[str]) -> list[str]:
    """The author's comments as R comments."""
    lines: list[str] = []
    for comment in comments:
        body = comment.strip()
        if body.startswith("/*"):
            body = body[2:].removesuffix("*/")
        else:
            body = body.removeprefix("%").lstrip("*").removesuffix(";")
        for line in body.split("\n"):
            cleaned = line.strip().strip("*").strip()
            if cleaned.strip("-=* /"):
                lines.append(f"# {cleaned}")
    return lines
