"""OUTPUT: rows that a loop collects, and the tables it makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.scans import choices
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang.types import Column
from translator.plan import loop as lp


class Outputs:
    """The lists of rows of a loop's outputs."""

    def __init__(self, scope: LoopScope, values: ScalarValues) -> None:
        self.scope = scope
        self.values = values
        self.outputs = scope.loop.outputs
        self.lists: list[str] = []
        for output in self.outputs:
            if output.dataset == "_null_" or self.is_changed(output):
                self.lists.append("")
                continue
            member = output.dataset.rpartition(".")[2]
            self.lists.append(scope.names.claim(member, f"{member}_rows", "rows"))

    def is_changed(self, output: lp.LoopOutput) -> bool:
        """Is it the data set of MODIFY, which its reader keeps?"""
        loop = self.scope.loop
        return any(r.number == loop.modifies and r.inputs[0].dataset == output.dataset for r in loop.readers)

    def changed_row(self) -> str:
        """The values of the row that goes back to the data set of MODIFY."""
        changed = next(output for output in self.outputs if self.is_changed(output))
        return ", ".join(self.stored(slot) for slot, _ in changed.columns)

    @property
    def written(self) -> list[int]:
        """Positions of the outputs that are data sets."""
        return [i for i, output in enumerate(self.outputs) if output.dataset != "_null_"]

    def start(self) -> list[str]:
        """Lines that make the empty lists."""
        names = [self.lists[i] for i in self.written if self.lists[i]]
        if not names:
            return []
        return [f"{', '.join(names)} = {', '.join(['[]'] * len(names))}"]

    def append(self, positions: tuple[int, ...]) -> list[str]:
        """Lines that write the row to these outputs."""
        lines: list[str] = []
        for position in positions:
            output = self.outputs[position]
            if output.dataset == "_null_" or self.is_changed(output):
                continue
            places = [self.stored(slot) for slot, _ in output.columns]
            row = f"({', '.join(places)}{',' if len(places) == 1 else ''})"
            line = f"{self.lists[position]}.append({row})"
            if output.where is not None:
                test = self.scope.context.use(self.values.condition(output.where))
                lines += [f"if {test}:", "    " + line]
            else:
                lines.append(line)
        return lines

    def stored(self, name: str) -> str:
        """A variable as the data set stores it: short numbers lose their last bytes."""
        place = self.scope.place(name).text
        type_ = self.scope.slots[name.lower()].type
        if type_.kind == "num" and type_.length < 8:
            self.scope.context.need("shorten_number")
            return f"sas.shorten_number({place}, {type_.length})"
        return place

    def tables(self) -> list[str]:
        """The expressions of the finished tables."""
        made: list[str] = []
        for position in self.written:
            output = self.outputs[position]
            if self.is_changed(output):
                made.append(f"{self.scope.readers[self.scope.loop.modifies or 0]}.table()")
                continue
            self.scope.context.need("table")
            table = f"sas.table({self.lists[position]}, {types_of(output, self.unsure())})"
            made.append(table if output.open is None else self.carried(output, output.open, table))
        return made

    def unsure(self) -> dict[str, str]:
        """Variables of a type that only the run knows, with the tables that have them."""
        inputs = [i.open for reader in self.scope.loop.readers for i in reader.inputs if i.open is not None]
        return {
            name: self.scope.numbered[i.row] for i in inputs for name, kind in i.required if kind == "any"
        }

    def carried(self, output: lp.LoopOutput, choice: lp.OpenOutput, table: str) -> str:
        """The table with the columns of the inputs that only the run knows."""
        self.scope.context.need("carry")
        slots = {slot for slot, _ in output.columns}
        inputs = [
            (reader, i) for reader in self.scope.loop.readers for i in reader.inputs if i.open is not None
        ]
        pairs = [
            f"{ex.text(i.open.row)}: {self.scope.numbered[i.open.row]}"
            for _, i in inputs
            if i.open and i.open.row in slots
        ]
        arguments = [table, f"{{{', '.join(pairs)}}}"]
        if len(inputs) > 1 and len(self.scope.loop.readers) == 1 and inputs[0][0].kind == "set":
            arguments.append("stacked=True")
        arguments += choices(choice.keep, choice.drop, choice.rename, choice.first)
        return f"sas.carry({', '.join(arguments)})"


def types_of(output: lp.LoopOutput, unsure: Mapping[str, str] | None = None) -> str:
    """The dtypes of an output's columns, as a dict literal. `unsure`: columns of a type that only the run knows, with
    the tables that hold them."""
    kinds = {column.name: column.type.kind for column in output.schema}
    pairs = [
        f"{ex.text(name)}: {unsure[slot]}[{ex.text(slot)}].dtype.name" if unsure and slot in unsure
        else f'{ex.text(name)}: "{"str" if kinds[name] == "char" else "float64"}"'
        for slot, name in output.columns
    ]  # fmt: skip
    return f"{{{', '.join(pairs)}}}"


def known_columns(output: lp.LoopOutput) -> tuple[Column, ...]:
    """The columns that are known of an output, under the names that they have in the data set."""
    if output.open is None:
        return output.schema
    new = {old.lower(): name for old, name in output.open.rename}
    return tuple(
        replace(c, name=new.get(c.name.lower(), c.name)) for c in output.schema
        if not c.name.startswith("_row_of_") and (c.type.kind == "num" or c.type.length < 32767)
    )  # fmt: skip
