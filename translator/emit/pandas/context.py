"""What is known while a program is written: names of its tables, functions, and the helpers it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.emit.code import Code
from translator.emit.context import (
    OpenTables,
    ProgramContext,
    Unsupported,
    attributes,
    display,
)
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.names import Names, identifier
from translator.lang.types import Schema
from translator.library.formats.user import UserFormat
from translator.plan.macros import may_be


@dataclass(slots=True)
class Context(ProgramContext):
    """The program as far as it is written in Python.

    `small`: data sets of few rows, whatever the run reads. `needs`: helper names. `compiled`: user formats.
    """

    names: Names = field(default_factory=Names)
    functions_names: Names | None = None  # those of functions, where they are not those of tables
    small: set[str] = field(default_factory=set)
    function_names: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    compiled: dict[str, UserFormat] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    own_functions: dict[str, str] = field(
        default_factory=dict
    )  # of PROC FCMP: name in upper case -> as written

    @property
    def module_names(self) -> Names:
        """Functions and constants share their names with the tables of `run`."""
        return self.functions_names or self.names

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

    def set_to(self, name: str, value: str) -> str:
        """The line that sets a variable."""
        return f"{name} = {value}"

    def remove(self, dataset: str) -> str:
        name = self.variable(dataset)
        return f"{name} = None" if self.blocks else f"del {name}"

    def must_exist(self, name: str, dataset: str) -> str:
        """The line that stops where a variable holds no data set."""
        self.need("must_exist")
        return f'sas.must_exist({name}, "{display(dataset)}")'

    def read_from_library(self, full: str) -> str:
        """The expression that reads `libref.name`."""
        return f'lib.read("{full}")'

    def write(self, dataset: str, schema: Schema | None = None) -> str:
        """Return the variable to set for a data set that the step makes."""
        if "&" in dataset:
            self.need("member_name")
        return ProgramContext.write(self, dataset, schema)

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
        found = [f'"{name}": {self.variable(name)}' for name in self.own_alike(pattern)]
        return f"{{{', '.join(found)}}}"

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

    def define(self, wanted: str, lines: list[str]) -> None:
        """Add a top-level definition (its name was claimed in `module_names`)."""
        self.functions.append(lines)
        self.function_names.add(wanted)

    def save_lines(self, dataset: str) -> list[str]:
        """The line that writes a permanent data set with its attributes; none for WORK."""
        if self.held(dataset):
            return [f"lib.work[{self.member_key(dataset, new=True)}] = {self.variable(dataset)}"]
        if "." not in dataset:
            return []
        schema = self.schemas.get(dataset)
        parts = [self.variable(dataset), f'"{dataset}"']
        for option, pairs in attributes(schema).items():
            if pairs:
                items = (f"{ex.text(name)}: {ex.text(v) if isinstance(v, str) else v}" for name, v in pairs)
                parts.append(f"{option}={{{', '.join(items)}}}")
        return [f"lib.write({', '.join(parts)})"]


__all__ = ["Context", "OpenTables", "Unsupported", "attributes", "display", "identifier"]
