"""The row loop of a DATA step: a function of its input tables that returns its output tables."""

from __future__ import annotations

from translator.emit.headings import loop_title, wrapped
from translator.emit.pandas.context import Context
from translator.emit.pandas.layout import indent
from translator.emit.pandas.loop_compiled import numeric_body
from translator.emit.pandas.loop_input import lines_constant, start_lines
from translator.emit.pandas.loop_numeric import ColumnOutputs
from translator.emit.pandas.loop_numeric import carried as carried_only
from translator.emit.pandas.loop_output import Outputs, known_columns
from translator.emit.pandas.loop_readers import LoopReaders
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.loop_statements import Statements
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Schema
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Step
from translator.plan.walk import nodes


def emit_loop(context: Context, step: Step) -> list[str]:
    """Write the loop's function, and return the line that calls it (and those that write permanent data sets)."""
    loop = step.node
    assert isinstance(loop, lp.RowLoop)
    return LoopWriter(context, loop, step).write()


class LoopWriter(LoopReaders):
    """Writes one row loop."""

    def __init__(self, context: Context, loop: lp.RowLoop, step: Step) -> None:
        self.context = context
        self.loop = loop
        self.step = step
        small = context.small.issuperset(step.inputs)
        carried = None if small or loop.modifies is not None else carried_only(loop)
        self.scope = LoopScope(context, loop, carried or frozenset())
        self.values = ScalarValues(self.scope)
        self.columns = ColumnOutputs(self.scope, self.values) if carried is not None else None
        self.outputs: Outputs | ColumnOutputs = self.columns or Outputs(self.scope, self.values)
        self.constants: list[list[str]] = []
        named = {  # variables that a record of named input may leave out
            item.names[0].name
            for node in nodes(loop.body)
            if isinstance(node, st.InputField)
            and (item := node).mode == "named"
            and isinstance(item.names[0], sx.Var)
        }
        resets = {name.lower() for name in loop.reset} | {
            name.lower() for name in named if self.scope.slots[name.lower()].role == "computed"
        }
        self.reset = tuple(slot.name for slot in loop.slots if slot.name.lower() in resets)

    def write(self) -> list[str]:
        made_names = [o.dataset for o in self.loop.outputs if o.dataset != "_null_"]
        function = self.context.module_names.claim(self.function_name(made_names))
        inputs = list(dict.fromkeys(self.step.inputs))
        actual = [self.context.read(name) for name in inputs]
        for name, variable in zip(inputs, actual, strict=True):
            member = name.rpartition(".")[2]
            self.scope.tables[name] = self.scope.names.claim(variable, f"{member}_table", "table")
        hash_outputs = self.hash_outputs()
        body = numeric_body(self, self.columns, function) if self.columns else self.body(function)
        asked = self.scope.asked_tables
        actual += [self.context.variable(name) for name in asked]
        parameters = (["lib"] if self.scope.uses_lib else []) + [*self.scope.tables.values(), *asked.values()]
        results = self.outputs.tables() if isinstance(self.outputs, Outputs) else []
        results += [f"{name}[-1]" for _, name in hash_outputs]
        lines = [
            f"def {function}({', '.join(parameters)}):",
            *indent([*self.docstring(made_names), *body]),
        ]
        if len(results) == 1:
            lines.append(f"    return {results[0]}")
        elif results:
            lines += ["    return (", *(f"        {result}," for result in results), "    )"]
        for constant in self.constants:
            self.context.define("", constant)
        self.context.define(function, lines)
        arguments = (["lib"] if self.scope.uses_lib else []) + actual
        made = f"{function}({', '.join(arguments)})"
        targets: list[str] = []
        saves: list[str] = []
        for output in self.loop.outputs:
            if output.dataset != "_null_":
                targets.append(self.context.write(output.dataset, Schema(known_columns(output))))
                saves += self.context.save_lines(output.dataset)
        for dataset, _ in hash_outputs:
            targets.append(self.context.write(dataset))
            saves += self.context.save_lines(dataset)
        return [f"{', '.join(targets)} = {made}" if targets else made, *saves]

    def function_name(self, made: list[str]) -> str:
        """A name after what the loop makes: `sales_rows`, `episodes_and_gaps`."""
        members = [name.rpartition(".")[2] for name in made] or ["null"]
        return f"{members[0]}_rows" if len(members) == 1 else "_and_".join(members)

    def docstring(self, made: list[str]) -> list[str]:
        """What the function makes, and why row by row."""
        title = loop_title(self.loop, made).replace("\\", "/").replace('"', "'").rstrip(".")
        first, *more = wrapped(f"{title}.", 100)
        return [f'"""{first}', *more, '"""'] if more else [f'"""{first}"""']

    def hash_outputs(self) -> list[tuple[str, str]]:
        """Data sets that OUTPUT methods of hash objects make, with their variables in the loop."""
        found: dict[str, str] = {}
        for node in nodes(self.loop.body):
            if isinstance(node, lp.HashOutput) and node.name is None and node.dataset not in found:
                member = node.dataset.rpartition(".")[2]
                found[node.dataset] = self.scope.names.claim(member, f"{member}_table")
            if isinstance(node, v.HashCall) and node.method == "output":
                for arg in node.args[:1]:
                    if isinstance(arg, v.Constant):
                        name = str(arg.value).strip().lower().split("(")[0].removeprefix("work.")
                        if name not in found:
                            found[name] = self.scope.names.claim(
                                name.rpartition(".")[2], f"{name.rpartition('.')[2]}_table"
                            )
        self.scope.hash_tables = found
        return list(found.items())

    # --- the body of the function -----------------------------------------------------------------------

    def body(self, function: str) -> list[str]:
        assert isinstance(self.outputs, Outputs)
        driver = next((r for r in self.loop.readers if r.number == self.loop.driver), None)
        plain = (
            driver is not None
            and driver.kind == "set"
            and len(driver.inputs) == 1
            and not (
                driver.point
                or driver.indsname
                or driver.curobs
                or driver.key
                or driver.groupformats
                or self.loop.lines
            )
        )
        driver = driver if plain else None
        preparation: list[str] = []
        executed = {n.reader for n in nodes(self.loop.body) if isinstance(n, lp.Read)}
        if driver is not None:
            preparation += self.prepare_driver(driver)
        for reader in self.loop.readers:
            if reader is not driver and reader.number in executed:
                preparation += self.make_reader(reader)
        for number, lines in enumerate(self.loop.lines):
            constant = f"{function.removesuffix('_rows')}_lines".upper() + (
                f"_{number + 1}" if number else ""
            )
            if lines.lines is not None:
                constant = self.claim_constant(constant)
                self.constants.append(lines_constant(constant, lines.lines))
            preparation.append(start_lines(self.scope, lines, constant))
        direct = bool(driver) or not self.loop.once
        if not (driver or self.loop.once or self.loop.driver is not None or lp.always_reads(self.loop.body)):
            self.scope.was_read = self.scope.names.claim("was_read")
        statements = Statements(self.scope, self.values, self.outputs, direct)
        ending: list[str] = []
        if self.loop.implicit_output:
            ending = statements.implicit_output()
        body = statements.iteration(self.loop.body, ending)
        top: list[str] = []
        if self.scope.uses_turn:
            top.append(f"{self.scope.turn} += 1")
        top += self.resets() + self.scope.turn_starts
        if any(".hold()" in line for line in body):
            top += [f"{name}.next_iteration()" for name in self.scope.lines.values()]
        body = top + body or ["pass"]
        if "NextRow" in statements.raises and (direct or self.loop.once):
            body = ["try:", *indent(body), "except sas.NextRow:", "    " + ("continue" if direct else "pass")]
            self.context.need("NextRow")
        if self.scope.was_read:
            self.context.need("log")
            note = 'sas.log("NOTE: DATA STEP stopped due to looping.")'
            body[:0] = [
                f"if not {self.scope.was_read}:",
                f"    {note}",
                "    break",
                f"{self.scope.was_read} = False",
            ]
        loop = self.frame(driver, body, statements)
        start = [f"{self.scope.turn} = 0.0"] if self.scope.uses_turn else []
        if self.scope.was_read:
            start.append(f"{self.scope.was_read} = True")
        if self.scope.hash_tables:
            self.context.need("table")
        start = [f"{name} = [sas.table([], {{}})]" for name in self.scope.hash_tables.values()] + start
        if self.scope.hash_tables:
            start.insert(0, "# tables that hash objects write")
        finish = [f"{name}.finish()" for name in self.scope.writers.values()]
        initial = self.initial() + self.scope.late_setup
        opening = self.scope.first + preparation + self.outputs.start() + self.scope.setup
        return opening + initial + start + loop + finish

    def claim_constant(self, name: str) -> str:
        made, number = name, 2
        while made in self.context.module_names.taken:
            made, number = f"{name}_{number}", number + 1
        self.context.module_names.taken.add(made)
        return made

    def frame(self, driver: lp.Reader | None, body: list[str], statements: Statements) -> list[str]:
        """The loop itself around the statements of an iteration."""
        if driver is not None:
            loop = [self.for_line(driver), *indent(body)]
        elif self.loop.once:
            loop = body
        else:
            loop = ["while True:", *indent(body)]
        if "EndStep" in statements.raises or self.loop.lines:
            self.context.need("EndStep")
            loop = ["try:", *indent(loop), "except sas.EndStep:", "    pass"]
        if self.loop.once and not loop:
            loop = []
        return loop

    def initial(self) -> list[str]:
        """Values of the variables before the first row: arrays in lists, retained variables, readers' variables."""
        lines: list[str] = []
        listed: set[str] = set()
        for array in self.loop.arrays:
            name = self.scope.array_names.get(array.name.lower())
            if name is None:
                continue
            listed |= {e.lower() for e in array.elements}
            if self.scope.whole_array(array):
                lines.append(f"{name} = {listing([self.start_value(e) for e in array.elements])}")
            else:
                fields = [f'"{self.scope.place(e).text.partition(".")[2]}"' for e in array.elements]
                lines.append(f"{name} = ({', '.join(fields)}{',' if len(fields) == 1 else ''})")
        kept_slots = [
            s
            for s in self.loop.slots
            if s.name.lower() in self.scope.in_row and s.name.lower() in self.scope.places
        ]
        if kept_slots:
            self.context.need("Row")
            pairs = [
                f"{self.scope.place(s.name).text.partition('.')[2]}={self.start_value(s.name)}"
                for s in kept_slots
            ]
            lines.append(f"{self.scope.row_name} = sas.Row({', '.join(pairs)})")
        kept: list[str] = []
        values: list[str] = []
        driven = self.driven_slots()
        for slot in self.loop.slots:
            key = slot.name.lower()
            if key not in self.scope.places or key in listed or key in self.scope.in_row or key in driven:
                continue
            if slot.role == "computed" and (key in {r.lower() for r in self.reset} and not self.loop.once):
                continue
            if slot.role == "computed" and key not in {r.lower() for r in self.reset}:
                continue
            kept.append(self.scope.place(slot.name).text)
            values.append(self.start_value(slot.name))
        if kept:
            remark = "" if self.loop.once else "  # kept from row to row"
            if len(set(values)) == 1 and len(kept) > 1:
                lines.append(f"{' = '.join(kept)} = {values[0]}{remark}")
            else:
                lines.append(f"{', '.join(kept)} = {', '.join(values)}{remark}")
        return lines

    def driven_slots(self) -> set[str]:
        if not self.scope.driver_table:
            return set()
        driver = next(r for r in self.loop.readers if r.number == self.loop.driver)
        return {slot.lower() for _, slot in driver.inputs[0].columns}

    def start_value(self, name: str) -> str:
        slot = self.scope.slots[name.lower()]
        if slot.initial is not None:
            return self.context.use(self.values.constant(slot.initial, False))
        if slot.type.kind == "char":
            return '""'
        options = [option for lines in self.loop.lines for option in lines.options]
        if ("end", name.lower()) in [(option.lower(), value.lower()) for option, value in options]:
            return "0.0"  # END= of INFILE
        self.context.need("nan")
        return "nan"

    def resets(self) -> list[str]:
        """Lines at the top of an iteration that set computed variables to missing."""
        if self.loop.once:
            return []
        wanted = [self.scope.slots[name.lower()] for name in self.reset if name.lower() in self.scope.places]
        keys = {slot.name.lower() for slot in wanted}
        lines: list[str] = []
        done: set[str] = set()
        for array in self.loop.arrays:
            name = self.scope.array_names.get(array.name.lower())
            own = {e.lower() for e in array.elements}
            if name is not None and self.scope.whole_array(array) and own <= keys:
                empties = [self.empty(self.scope.slots[e.lower()]) for e in array.elements]
                lines.append(f"{name} = {listing(empties)}")
                done |= own
        for empty in ("nan", '""'):
            places = [
                self.scope.place(s.name).text
                for s in wanted
                if s.name.lower() not in done and self.empty(s) == empty
            ]
            if places:
                lines.append(f"{' = '.join(places)} = {empty}")
        return lines

    def empty(self, slot: lp.Slot) -> str:
        if slot.type.kind == "char":
            return '""'
        self.context.need("nan")
        return "nan"


def listing(values: list[str]) -> str:
    """A list literal; equal values as `[x] * n`."""
    if len(values) > 2 and len(set(values)) == 1:
        return f"[{values[0]}] * {len(values)}"
    return f"[{', '.join(values)}]"
