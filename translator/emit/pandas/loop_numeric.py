"""Row loops that compute numbers only: as functions of columns, which Numba can compile.

The statements are those of any loop. What differs is where rows come from, the columns themselves, and where they go:
one array for each column that the step computes. Columns that it only carries are taken from the table.
"""

from __future__ import annotations

from dataclasses import replace
from math import isnan, prod

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.values_scalar import ScalarValues, simple
from translator.emit.pandas.walk import assigned, dynamic_arrays, mentioned
from translator.lang.types import Type
from translator.library.missing import missing_letter
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Columnwise, Literal, Step, Turns
from translator.plan.walk import nodes

FUNCTIONS = {
    "ABS": 1, "CEIL": 1, "EXP": 1, "FLOOR": 1, "INT": 1, "LOG": 1, "MISSING": 1, "MOD": 2, "ROUND": 1, "SIGN": 1, "SQRT": 1,
}  # fmt: skip
"""Functions that compile to the same bits, with the number of their arguments; more in `supported`."""

VALUES = (
    v.Variable, v.Constant, v.Arithmetic, v.Extreme, v.Comparison, v.Logic, v.Truth, v.Flag, v.Membership, v.FirstLast,
    v.Automatic, v.Apply, v.Element,
)  # fmt: skip

STATEMENTS = (lp.Read, lp.Assign, lp.Accumulate, lp.If, lp.Group, lp.Do, lp.Range, lp.Output, lp.Leave)


MANY = 10_000


def turns(loop: lp.RowLoop) -> float:
    """How often the innermost DO loop may run in an iteration, as if each stood inside the one before."""
    product = 1.0
    for node in nodes(loop.body):
        if isinstance(node, lp.Do):
            if node.index is None:
                return MANY + 1
            product *= max(sum(map(range_turns, node.ranges)), 1.0)
    return product


def range_turns(item: lp.Range) -> float:
    """How many turns a range of DO makes at most; many where only the run knows."""
    if item.stop is None:
        return 1.0 if item.while_ is None and item.until is None else MANY + 1
    parts = [item.start, item.stop, item.step or v.Constant(1.0, item.start.type)]
    numbers = [part.value for part in parts if isinstance(part, v.Constant) and isinstance(part.value, float)]
    if len(numbers) < 3 or not numbers[2]:
        return MANY + 1
    return (numbers[1] - numbers[0]) / numbers[2] + 1


def note_size(context: Context, step: Step) -> None:
    """Note whether a step's data sets have few rows, whatever the run reads: they stem from DATALINES alone.

    Nothing is gained by compiling a loop over them, and the loop of rows reads more easily.
    """
    node = step.node
    grows = isinstance(node, lp.RowLoop) and turns(node) > MANY
    if isinstance(node, lp.RowLoop) and not node.readers:
        few = all(lines.lines is not None for lines in node.lines) and not grows
    elif isinstance(node, Columnwise) and isinstance(node.source, Literal):
        few = True
    elif isinstance(node, Columnwise) and isinstance(node.source, Turns):
        few = prod(len(turns.values) for _, turns in node.source.indexes) <= MANY
    else:
        few = bool(step.inputs) and context.small.issuperset(step.inputs) and not grows
    context.small = context.small | set(step.outputs) if few else context.small - set(step.outputs)


def carried(loop: lp.RowLoop) -> frozenset[str] | None:
    """The variables (lower case) that a numeric loop only carries from its table to its outputs; None for other loops.

    A loop is numeric if it reads one table row by row, computes with numbers alone, none of them a special missing
    value, writes no more than one row for each OUTPUT statement, and calls nothing but what compiles to the same bits.
    """
    reader = next((r for r in loop.readers if r.number == loop.driver), None)
    if reader is None or len(loop.readers) != 1 or reader.kind != "set" or len(reader.inputs) != 1:
        return None
    source = reader.inputs[0]
    if reader.point or reader.indsname or reader.groupformats or loop.lines or source.open is not None:
        return None
    conditions = tuple(output.where for output in loop.outputs if output.where is not None)
    inside = nodes((loop.body, conditions))
    if not all(supported(node) for node in inside) or leaves_a_loop(loop):
        return None
    used = mentioned(replace(loop, outputs=())) | {
        n.name.lower() for n in nodes(conditions) if isinstance(n, v.Variable)
    }
    slots = {slot.name.lower(): slot for slot in loop.slots}
    read = {slot.lower() for _, slot in source.columns}
    if not any(name in read for name in used):
        return None
    computed = assigned(loop.body) | {name.lower() for name in loop.reset}
    arrays = {array.name.lower(): array for array in loop.arrays}
    for name in dynamic_arrays(loop):
        computed |= {element.lower() for element in arrays[name].elements}
    taken = read - computed - {slot.lower() for slot, _ in source.cut}
    for output in loop.outputs:
        columns = {slot.lower() for slot, _ in output.columns}
        if output.dataset == "_null_" or output.open is not None or not columns - taken:
            return None
        used |= columns - taken
    if not all(plain(slots[name].type) for name in used if name in slots):
        return None
    return frozenset(taken - mentioned(replace(loop, outputs=())) - {n for n in used if n not in taken})


def plain(type_: Type) -> bool:
    """A number of 8 bytes that is no special missing value."""
    return type_.kind == "num" and type_.length == 8 and not type_.special


def supported(node: object) -> bool:
    """Is a node of the body one that compiles to the same bits?"""
    match node:
        case lp.Leave(kind=kind):
            return kind != "abort"
        case v.Apply(function="MIN" | "MAX", args=args) if len(args) == 2 and all(map(simple, args)):
            return True
        case v.Apply(function="MAX" | "MEAN" | "MIN" | "N" | "NMISS" | "SUM", args=args):
            return not any(
                isinstance(arg, v.Constant) for arg in args
            )  # all arguments are of one machine type
        case v.Apply(function="ROUND", args=(_, v.Constant(float() as unit))):
            return 1e-9 <= abs(unit) <= 1e9
        case v.Apply(function=function, args=args):
            return FUNCTIONS.get(function) == len(args)
        case v.Arithmetic(op="**"):
            return False
        case v.Constant(value=value):
            return isinstance(value, float) and not (isnan(value) and missing_letter(value))
        case v.Membership(items=items, ranges=ranges):
            return not ranges and all(isinstance(item, float) for item in items)
        case v.Automatic(which=which):
            return which == "_n_"
        case v.Element(subscripts=subscripts):
            return len(subscripts) == 1
        case lp.Do(index=index):
            return index is None or isinstance(index, v.Variable)
    return isinstance(node, (*VALUES, *STATEMENTS))


def leaves_a_loop(loop: lp.RowLoop) -> bool:
    """Does a statement inside a DO loop write a row, or leave more than that loop?"""
    return any(
        isinstance(inner, lp.Output) or isinstance(inner, lp.Leave) and inner.kind != "leave"
        for node in nodes(loop.body)
        if isinstance(node, lp.Do)
        for inner in nodes(node.body)
    )


class ColumnOutputs:
    """The arrays of a numeric loop's outputs. Written where a row is put out; `Outputs` of loop_output for others."""

    def __init__(self, scope: LoopScope, values: ScalarValues) -> None:
        self.scope = scope
        self.values = values
        self.outputs = scope.loop.outputs
        loop = scope.loop
        reader = loop.readers[0]
        self.names = {slot.lower(): name for name, slot in reader.inputs[0].columns}
        computed = assigned(loop.body) | {name.lower() for name in loop.reset}
        for name in dynamic_arrays(loop):
            computed |= {element.lower() for element in scope.arrays[name].elements}
        self.taken = set(self.names) - computed
        self.every = loop.implicit_output and not any(
            isinstance(n, (lp.Output, lp.Leave)) for n in nodes(loop.body)
        )
        self.row = scope.names.claim("row", "row_number")
        self.arrays: list[dict[str, str]] = []  # of each output: slot -> its array
        self.counters: list[str] = []
        self.kept: list[str] = []  # the arrays of the numbers of rows that outputs take columns from
        for output in self.outputs:
            member = output.dataset.rpartition(".")[2]
            head = "" if len(self.outputs) == 1 else f"{member}_"
            self.arrays.append(
                {
                    slot.lower(): scope.names.claim(f"{head}{slot}_out", f"{head}{slot}_column")
                    for slot, _ in output.columns
                    if slot.lower() not in self.taken
                }
            )
            every = self.every and output.where is None
            self.counters.append("" if every else scope.names.claim(f"{head}rows", f"{head}rows_out"))
            carries = any(slot.lower() in self.taken for slot, _ in output.columns)
            self.kept.append(
                scope.names.claim(f"{head}kept", f"{head}rows_kept") if carries and not every else ""
            )

    @property
    def written(self) -> list[int]:
        """Positions of the outputs: all are data sets."""
        return list(range(len(self.outputs)))

    def start(self, column: str) -> list[str]:
        """Lines that make the arrays, as long as the column (times the OUTPUT statements)."""
        self.scope.context.need("np")
        lines: list[str] = []
        for position, arrays in enumerate(self.arrays):
            sites = sum(isinstance(n, lp.Output) and position in n.to for n in nodes(self.scope.loop.body))
            size = f"len({column})" if sites <= 1 else f"{sites} * len({column})"
            if self.counters[position]:
                lines.append(f"{self.counters[position]} = 0")
            if self.kept[position]:
                lines.append(f"{self.kept[position]} = np.empty({size}, np.int64)")
            lines += [f"{array} = np.empty({size})" for array in arrays.values()]
        return lines

    def append(self, positions: tuple[int, ...]) -> list[str]:
        """Lines that write the row to these outputs."""
        lines: list[str] = []
        for position in positions:
            counter = self.counters[position]
            at = counter or self.row
            own = [f"{self.kept[position]}[{at}] = {self.row}"] if self.kept[position] else []
            own += [
                f"{array}[{at}] = {self.scope.place(slot).text}"
                for slot, array in self.arrays[position].items()
            ]
            own += [f"{counter} += 1"] if counter else []
            where = self.outputs[position].where
            if where is not None:
                test = self.scope.context.use(self.values.condition(where))
                own = [f"if {test}:", *("    " + line for line in own)]
            lines += own
        return lines

    def result(self) -> list[str]:
        """The line that returns the arrays: of each output those of its columns, before them the rows taken."""
        shown = []
        for position, arrays in enumerate(self.arrays):
            cut = f"[:{self.counters[position]}]" if self.counters[position] else ""
            parts = [f"{name}{cut}" for name in (self.kept[position], *arrays.values()) if name]
            shown.append(f"{', '.join(parts)}{',' if len(parts) == 1 else ''}")
        if len(shown) == 1:
            return [f"return {shown[0]}"]
        return ["return (", *(f"    ({parts})," for parts in shown), ")"]

    def tables(self, table: str, call: str) -> list[str]:
        """Lines that run the loop and return its tables."""
        self.scope.context.need("beside")
        if len(self.outputs) == 1:
            if not self.kept[0]:
                return [f"return {self.table(0, table, call)}"]
            return [f"{self.kept[0]}, *columns = {call}", f"return {self.table(0, table, 'columns')}"]
        names = [
            self.scope.names.claim(o.dataset.rpartition(".")[2], f"{o.dataset}_columns") for o in self.outputs
        ]
        made = [
            self.table(position, table, f"{name}[1:]" if self.kept[position] else name, f"{name}[0]")
            for position, name in enumerate(names)
        ]
        return [f"{', '.join(names)} = {call}", "return (", *(f"    {one}," for one in made), ")"]

    def table(self, position: int, table: str, columns: str, kept: str = "") -> str:
        """The expression of an output's table."""
        output = self.outputs[position]
        carried = [(slot, name) for slot, name in output.columns if slot.lower() in self.taken]
        made = [(slot, name) for slot, name in output.columns if slot.lower() not in self.taken]
        source = f"{table}[{key_list([self.names[slot.lower()] for slot, _ in carried])}]"
        if self.kept[position]:
            source += f".iloc[{kept or self.kept[position]}]"
        renamed = {
            self.names[slot.lower()]: name for slot, name in carried if self.names[slot.lower()] != name
        }
        if renamed:
            pairs = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in renamed.items())
            source += f".rename(columns={{{pairs}}})"
        built = f"sas.beside({source}, {key_list([name for _, name in made])}, {columns})"
        order = [name for _, name in output.columns]
        if order != [name for _, name in (*carried, *made)]:
            built += f"[{key_list(order)}]"
        return built


def key_list(names: list[str]) -> str:
    """A list literal of names."""
    return f"[{', '.join(ex.text(name) for name in names)}]"
