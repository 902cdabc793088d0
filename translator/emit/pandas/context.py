"""What is known while a program is written: names of its tables, functions, and the helpers it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from translator.emit.code import Code
from translator.emit.functions.marks import Marks
from translator.emit.pandas.names import Names, identifier
from translator.lang.source import Token
from translator.lang.types import Schema
from translator.library.formats.user import UserFormat
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
    top-level definitions, in order. `needs`: helper names. `formats`: user formats and their functions' names.
    """

    names: Names = field(default_factory=Names)
    tables: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)  # data sets of few rows, whatever the run reads
    schemas: dict[str, Schema] = field(default_factory=dict)
    functions: list[list[str]] = field(default_factory=list)
    function_names: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    formats: dict[str, str] = field(default_factory=dict)
    compiled: dict[str, UserFormat] = field(default_factory=dict)
    missing_letters: str = ""
    plan: Plan | None = None
    marks: Marks = field(default_factory=Marks)  # of statements that macro calls made inside steps
    asked: frozenset[str] = frozenset()  # functions of the run's surroundings that the program calls
    families: tuple[str, ...] = ()  # names of data sets that the run makes, as patterns: `out&i;`
    own: tuple[str, ...] = ()  # names of data sets that the program makes
    maybe: set[str] = field(default_factory=set)  # data sets that a variable holds, or None
    nested: int = 0  # inside so many `if`s and loops
    files: dict[str, str] = field(default_factory=dict)
    locals: dict[str, str] = field(
        default_factory=dict
    )  # names of series and tables that one step needs for itself
    before: list[str] = field(
        default_factory=list
    )  # lines to stand before the step's own: reading its inputs

    @property
    def module_names(self) -> Names:
        """Functions and constants share their names with the tables of `run`."""
        return self.names

    def use(self, *codes: Code) -> str:
        """Note what the expressions need; return the text of the first one."""
        for code in codes:
            self.needs |= code.needs
        return codes[0].text if codes else ""

    def need(self, *names: str) -> None:
        """Note helpers (`sas.name`)."""
        self.needs.update(names)

    def variable(self, dataset: str) -> str:
        """Return the variable of `run` for a data set."""
        if dataset not in self.tables:
            libref, _, member = dataset.rpartition(".") if not set("&*") & set(dataset) else ("", "", dataset)
            member = re.sub(r"\W+", "_", member).strip("_")
            wanted = [member, f"{libref}_{member}"] if libref and libref != "work" else [member]
            self.tables[dataset] = self.names.claim(*wanted)
        return self.tables[dataset]

    def local(self, wanted: str) -> str:
        """Return a name for what only one step needs: steps share these names, nothing else has them."""
        if wanted not in self.locals:
            self.locals[wanted] = self.names.claim(wanted, f"{wanted}_part")
        return self.locals[wanted]

    def read(self, dataset: str) -> str:
        """Return the variable that holds a data set, after a line that reads it where none does yet."""
        name = self.variable(dataset)
        if self.held(dataset):
            self.before.append(f"{name} = {self.member(dataset)}")
            self.made.add(dataset)
        elif dataset in self.maybe and dataset in self.made:
            self.need("must_exist")
            self.before.append(f'sas.must_exist({name}, "{display(dataset)}")')
        elif dataset not in self.made:
            full = dataset if "." in dataset else f"work.{dataset}"
            self.before.append(f'{name} = lib.read("{full}")')
            self.made.add(dataset)
        return name

    def write(self, dataset: str, schema: Schema | None = None) -> str:
        """Return the variable to set for a data set that the step makes."""
        if schema is not None:
            self.schemas[dataset] = schema
        name = self.variable(dataset)
        self.made.add(dataset)
        self.maybe.discard(dataset)
        if "&" in dataset:
            self.need("member_name")
        return name

    def held(self, dataset: str) -> bool:
        """Is a data set kept in `lib.work`, because its name, or one that may be the same, is made by the run?"""
        if "&" in dataset or dataset[:1] == "*":
            return True
        return (
            "." not in dataset and dataset not in self.own and any(may_be(f, dataset) for f in self.families)
        )

    def member(self, dataset: str) -> str:
        """A data set, or a list of them, whose name the run has made."""
        if dataset[:1] == "*":
            self.need("members")
            body = dataset[1:]
            pattern = "&x;"
            if body.endswith(":"):
                self.need("names_like")
                pattern = body[:-1] + "&x;"
            alike = self.alike(pattern)
            if body.endswith(":"):
                names = f'sas.names_like(lib, "{body[:-1]}", {alike})'
            elif "-" in body:
                self.need("numbered_names")
                first, _, last = body.partition("-")
                names = f'sas.numbered_names("{first}", {self.name_text(last)})'
            else:
                names = f'lib.macros["{body[1:].upper()}"].split()'
            return f"sas.members(lib, {names}, {alike})"
        self.need("member")
        more = [self.alike(dataset)] if "&" in dataset and self.alike(dataset) != "{}" else []
        schema = self.schemas.get(dataset)
        if schema is not None and schema.complete and "&" in dataset:
            columns = ", ".join(f'"{column.name}"' for column in schema.columns)
            more.append(f"columns=[{columns}]")
        return f"sas.member({', '.join(['lib', self.member_key(dataset), *more])})"

    def alike(self, pattern: str) -> str:
        """The program's own data sets that a name can mean."""
        found = [name for name in self.own if name in self.made and may_be(pattern, name)]
        return (
            f"{{{', '.join(f'{chr(34)}{name}{chr(34)}: {self.variable(name)}' for name in sorted(found))}}}"
        )

    def name_text(self, dataset: str) -> str:
        """A name with parts of the run as an f-string."""
        pieces = [
            f'{{lib.macros["{piece[1:].rstrip(";").upper()}"]}}' if piece[0] == "&" else piece
            for piece in re.findall(r"&\w+;|[^&]+", dataset)
        ]
        return f"f'{''.join(pieces)}'"

    def member_key(self, dataset: str, new: bool = False) -> str:
        """The name of such a data set as an expression. `new`: it is made now, and must be none of the program's own."""
        if "&" not in dataset:
            return f'"{dataset}"'
        self.need("member_name")
        taken = [f'"{name}"' for name in self.own if may_be(dataset, name)] if new else []
        more = f", [{', '.join(sorted(taken))}]" if taken else ""
        return f"sas.member_name({self.name_text(dataset)}{more})"

    def drop(self, dataset: str) -> None:
        """Note that a data set was deleted."""
        self.made.discard(dataset)

    def define(self, wanted: str, lines: list[str]) -> None:
        """Add a top-level definition (its name was claimed in `module_names`)."""
        self.functions.append(lines)
        self.function_names.add(wanted)

    def save_lines(self, dataset: str) -> list[str]:
        """The line that writes a permanent data set with its attributes; none for WORK."""
        if self.held(dataset):
            return [f"lib.work[{self.member_key(dataset, new=True)}] = {self.variable(dataset)}"]
        if "." not in dataset or dataset.startswith("work."):
            return []
        schema = self.schemas.get(dataset)
        parts = [self.variable(dataset), f'"{dataset}"']
        for option, pairs in attributes(schema).items():
            if pairs:
                parts.append(
                    f"{option}={{{', '.join(f'{name!r}: {value!r}' for name, value in pairs)}}}".replace(
                        "'", '"'
                    )
                )
        return [f"lib.write({', '.join(parts)})"]


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
    """The author's comments as Python comments."""
    lines: list[str] = []
    for comment in comments:
        body = comment.strip()
        if body.startswith("/*"):
            body = body[2:].removesuffix("*/")
        else:
            body = body.removeprefix("%").lstrip("*").removesuffix(";")
        for line in body.split("\n"):
            line = line.strip().strip("*").strip()
            if line.strip("-=* /"):
                lines.append(f"# {line}")
    return lines


__all__ = ["Context", "Unsupported", "attributes", "comment_lines", "display", "identifier"]
