"""What is known while a program is written: names of its tables, functions, formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.emit.context import (
    OpenTables,
    ProgramContext,
    Unsupported,
    attributes,
    display,
)
from translator.emit.r import names as r
from translator.emit.r.called import functions_called
from translator.emit.r.names import Names
from translator.library.formats.user import UserFormat
from translator.plan.macros import may_be


@dataclass(slots=True)
class Context(ProgramContext):
    """The program as far as it is written in R. `special`: some value of the program can be .A to .Z or ._"""

    names: Names = field(default_factory=lambda: Names(["lib", "made", "run"]))
    module_names: Names = field(default_factory=lambda: Names(["run", "libraries", "script"]))
    compiled: dict[str, UserFormat] = field(default_factory=dict)
    special: bool = False
    own_functions: dict[str, str] = field(
        default_factory=dict
    )  # of PROC FCMP: name in upper case -> as written

    def variable(self, dataset: str) -> str:
        """Return the variable of `run` for a data set."""
        if dataset not in self.tables:
            libref, _, member = dataset.rpartition(".") if not set("&*") & set(dataset) else ("", "", dataset)
            member = re.sub(r"\W+", "_", member).strip("_")
            wanted = [member, f"{libref}_{member}"] if libref and libref != "work" else [member]
            functions = set(self.formats.values())
            free = (
                name for name in wanted
                if not self.names.is_taken(r.identifier(name)) and r.identifier(name) not in functions
            )  # fmt: skip
            self.tables[dataset] = self.names.new(next(free, wanted[-1]))
        return self.tables[dataset]

    def format_name(self, name: str) -> str:
        """Claim the name of a format's function.

        No data set's variable has it, as R would pass that instead, and no function of R that something calls.
        """
        wanted = name.lstrip("@$").lower()
        taken = self.names.is_taken(r.identifier(wanted)) or wanted in functions_called()
        return self.module_names.new(f"{wanted}_format" if taken else wanted)

    def local(self, wanted: str) -> str:
        """Return a name for what only one step needs: steps share these names, nothing else has them."""
        if wanted not in self.locals:
            self.locals[wanted] = self.names.new(wanted)
        return self.locals[wanted]

    def set_to(self, name: str, value: str) -> str:
        """The line that sets a variable."""
        return f"{name} <- {value}"

    def remove(self, dataset: str) -> str:
        name = self.variable(dataset)
        return f"{name} <- NULL" if self.blocks else f"rm({name})"

    def must_exist(self, name: str, dataset: str) -> str:
        """The line that stops where a variable holds no data set."""
        return f"sas_must_exist({name}, {r.text(display(dataset))})"

    def read_from_library(self, full: str) -> str:
        """The expression that reads `libref.name`."""
        return f"sas_read(lib, {r.text(full)})"

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
        schema = self.read_schema(dataset)
        if schema is not None and schema.complete and "&" in dataset:
            arguments.append(f"columns = {r.vector(r.text(column.name) for column in schema.columns)}")
        return f"sas_member({', '.join(arguments)})"

    def alike(self, pattern: str) -> str:
        """The program's own data sets that a name can mean."""
        return f"list({', '.join(f'{r.column(name)} = {self.variable(name)}' for name in self.own_alike(pattern))})"

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

    def define(self, lines: list[str]) -> None:
        """Add a top-level definition (its name was taken from `module_names`)."""
        self.functions.append(lines)

    def save_lines(self, dataset: str) -> list[str]:
        """The line that writes a permanent data set with its attributes; none for WORK."""
        if self.held(dataset):
            return [f"sas_keep(lib, {self.member_key(dataset, new=True)}, {self.variable(dataset)})"]
        if "." not in dataset:
            return []
        parts = ["lib", self.variable(dataset), r.text(dataset)]
        for option, pairs in attributes(self.schemas.get(dataset)).items():
            if pairs:
                items = (f"{r.column(name)} = {r.text(v) if isinstance(v, str) else v}" for name, v in pairs)
                parts.append(f"{option} = list({', '.join(items)})")
        return [f"sas_write({', '.join(parts)})"]


__all__ = ["Context", "OpenTables", "Unsupported", "attributes", "display"]
