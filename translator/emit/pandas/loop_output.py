"""OUTPUT: rows that a loop collects, and the tables it makes of them."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.values_scalar import ScalarValues
from translator.plan import loop as lp


class Outputs:
    """The lists of rows of a loop's outputs."""

    def __init__(self, scope: LoopScope, values: ScalarValues) -> None:
        self.scope = scope
        self.values = values
        self.outputs = scope.loop.outputs
        self.lists: list[str] = []
        for output in self.outputs:
            if output.dataset == "_null_":
                self.lists.append("")
                continue
            member = output.dataset.rpartition(".")[2]
            self.lists.append(scope.names.claim(member, f"{member}_rows", "rows"))

    @property
    def written(self) -> list[int]:
        """Positions of the outputs that are data sets."""
        return [i for i, output in enumerate(self.outputs) if output.dataset != "_null_"]

    def start(self) -> list[str]:
        """Lines that make the empty lists."""
        names = [self.lists[i] for i in self.written]
        if not names:
            return []
        return [f"{', '.join(names)} = {', '.join(['[]'] * len(names))}"]

    def append(self, positions: tuple[int, ...]) -> list[str]:
        """Lines that write the row to these outputs."""
        lines: list[str] = []
        for position in positions:
            output = self.outputs[position]
            if output.dataset == "_null_":
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
            self.scope.context.need("table")
            made.append(f"sas.table({self.lists[position]}, {types_of(output)})")
        return made


def types_of(output: lp.LoopOutput) -> str:
    """The dtypes of an output's columns, as a dict literal."""
    kinds = {column.name: column.type.kind for column in output.schema}
    pairs = [
        f'{ex.text(name)}: "{"str" if kinds[name] == "char" else "float64"}"' for _, name in output.columns
    ]
    return f"{{{', '.join(pairs)}}}"
