"""The row loop of a DATA step: a function of its input tables that returns its output tables."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.headings import loop_title, wrapped
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, display
from translator.emit.pandas.layout import indent
from translator.emit.pandas.loop_compiled import numeric_body
from translator.emit.pandas.loop_input import lines_constant, start_lines
from translator.emit.pandas.loop_numeric import ColumnOutputs
from translator.emit.pandas.loop_numeric import carried as carried_only
from translator.emit.pandas.loop_output import Outputs, known_columns
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.loop_statements import Statements
from translator.emit.pandas.scans import has_column, open_rows
from translator.emit.pandas.values_columns import ColumnValues
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Schema, Type
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Step
from translator.plan.walk import nodes

READERS = {"set": "SetReader", "merge": "MergeReader", "update": "UpdateReader"}


def emit_loop(context: Context, step: Step) -> list[str]:
    """Write the loop's function, and return the line that calls it (and those that write permanent data sets)."""
    loop = step.node
    assert isinstance(loop, lp.RowLoop)
    return LoopWriter(context, loop, step).write()


class LoopWriter:
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
        top += self.resets()
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
        return preparation + self.outputs.start() + self.scope.setup + initial + start + loop + finish

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
            initial = (
                slot.initial[: slot.type.length].rstrip(" ")
                if isinstance(slot.initial, str)
                else slot.initial
            )
            return self.context.use(self.values.constant(initial, False))
        if slot.type.kind == "char":
            return '""'
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

    # --- readers ----------------------------------------------------------------------------------------

    def prepare_driver(self, reader: lp.Reader) -> list[str]:
        """Lines that choose the rows of the one table, check its order and make FIRST. and LAST."""
        source = reader.inputs[0]
        lines, table = self.open_table(source)
        self.scope.driver_table = table
        lines += self.chosen_rows(source, table, table)
        columns = {slot.lower(): name for name, slot in source.columns}
        keys_cut = self.cut_keys(reader)
        if keys_cut:  # BY groups are groups of the values as the step sees them
            self.context.need("cut")
            made = ", ".join(
                f"{ex.text(columns[key])}: sas.cut({table}[{ex.text(columns[key])}], {length})"
                for key, length in keys_cut.items()
            )
            lines.append(f"{table} = {table}.assign(**{{{made}}})")
        if reader.by and reader.order_checked and not reader.runs:
            self.context.need("require_sorted")
            keys = self.key_list([columns[k.name.lower()] for k in reader.by])
            down = [columns[k.name.lower()] for k in reader.by if k.descending]
            more = f", descending={self.key_list(down)}" if down else ""
            lines.append(
                f'{table} = sas.require_sorted({table}, {keys}{more}, name="{display(source.dataset)}")'
            )
        return lines

    @staticmethod
    def cut_keys(reader: lp.Reader) -> dict[str, int]:
        """The BY variables that are shorter in the step than in the table that is read, with their lengths."""
        keys = {key.name.lower() for key in reader.by}
        return {slot.lower(): length for slot, length in reader.inputs[0].cut if slot.lower() in keys}

    def driver_columns(self, reader: lp.Reader) -> tuple[list[str], list[str]]:
        """The loop's variables that the table sets, and the columns that they come from."""
        source = reader.inputs[0]
        table = self.scope.driver_table
        columns = {slot.lower(): name for name, slot in source.columns}
        targets: list[str] = []
        lists: list[str] = []
        for name, slot in source.columns:
            if slot.lower() in self.scope.used:
                targets.append(self.scope.place(slot).text)
                lists.append(f"{table}[{ex.text(name)}]")
        special = reader.runs or any(k.type.special for k in reader.by)
        for (which, keys), variable in self.scope.edges.items():
            flags = self.scope.names.claim(variable.removeprefix("is_"), variable + "_rows")
            names = [columns[k] for k in keys]
            if special:
                helper = "starts_run" if which == "first" else "ends_run"
                self.context.need(helper)
                made = f"sas.{helper}({table}, {self.key_list(names)})"
            else:
                keep = ', keep="last"' if which == "last" else ""
                shown = ex.text(names[0]) if len(names) == 1 else self.key_list(names)
                made = f"~{table}.duplicated({shown}{keep})"
            self.scope.setup.append(f"{flags} = {made}")
            targets.append(variable)
            lists.append(flags)
        done = self.cut_keys(reader)
        cut = {slot.lower(): length for slot, length in source.cut if slot.lower() not in done}
        for position, (name, slot) in enumerate(
            (n, s) for n, s in source.columns if s.lower() in self.scope.used
        ):
            if slot.lower() in cut:
                self.context.need("cut")
                lists[position] = f"sas.cut({table}[{ex.text(name)}], {cut[slot.lower()]})"
        return targets, lists

    def for_line(self, reader: lp.Reader) -> str:
        targets, columns = self.driver_columns(reader)
        lists = [f"{column}.tolist()" for column in columns]
        if not targets:
            return f"for _ in range(len({self.scope.driver_table})):"
        if len(targets) == 1:
            return f"for {targets[0]} in {lists[0]}:"
        return f"for {', '.join(targets)} in zip({', '.join(lists)}):"

    def open_table(self, source: lp.Input) -> tuple[list[str], str]:
        """The line that checks an input whose columns only the run knows (none for others), and the table's variable."""
        table = self.scope.tables[source.dataset]
        if source.open is None:
            return [], table
        uses = [i for reader in self.loop.readers for i in reader.inputs if i.dataset == source.dataset]
        target = table if len(uses) == 1 else self.scope.names.claim(f"{table}_rows", f"{table}_read")
        self.scope.numbered[source.open.row] = target
        return [f"{target} = {open_rows(self.context, table, source.open)}"], target

    def check_inputs(self) -> list[str]:
        """The line that checks several open inputs together; those that are never read (`if 0 then set`) are left out."""
        inputs = [
            i
            for reader in self.loop.readers
            for i in reader.inputs
            if i.open is None or i.open.row in self.scope.numbered
        ]
        if len(inputs) < 2 or not self.scope.numbered:
            return []
        self.context.need("check_inputs")
        tables = [self.scope.numbered[i.open.row] if i.open else self.scope.tables[i.dataset] for i in inputs]
        return [f"sas.check_inputs([{', '.join(tables)}], {self.key_list(list(self.loop.pool))})"]

    def key_list(self, names: list[str]) -> str:
        return f"[{', '.join(ex.text(name) for name in names)}]"

    def chosen_rows(
        self, source: lp.Input, table: str, target: str, columns: dict[str, str] | None = None
    ) -> list[str]:
        """Lines for FIRSTOBS=, OBS= and WHERE=."""
        lines: list[str] = []
        names = {slot.lower(): name for name, slot in source.columns}
        if source.where is not None:
            values = ColumnValues(
                table, lambda name: Code(f"{table}[{ex.text(names[name.lower()])}]", ex.CALL),
                user_format=self.scope.user_format, macro=self.scope.macro,
            )  # fmt: skip
            test = self.context.use(values.condition(source.where))
            if not has_column(source.where):  # the same for every row
                test = f"[{test}] * len({table})"
            lines.append(f"{target} = {table}.loc[{test}].reset_index(drop=True)")
            table = target
        if source.firstobs is not None or source.obs is not None:
            first = "" if source.firstobs in (None, 1) else str(source.firstobs - 1)
            last = "" if source.obs is None else str(source.obs)
            lines.append(f"{target} = {table}.iloc[{first}:{last}].reset_index(drop=True)")
        return lines

    def make_reader(self, reader: lp.Reader) -> list[str]:
        """Lines that make a general reader of prepared tables."""
        lines: list[str] = []
        wanted = self.scope.used | {key.name.lower() for key in reader.by} | {k.lower() for k in reader.key}
        tables: list[str] = []
        types: dict[str, str] = {}
        current = ""
        for source in reader.inputs:
            opening, table = self.open_table(source)
            lines += opening
            chosen = [(name, slot) for name, slot in source.columns if slot.lower() in wanted]
            for _, slot in chosen:
                kind = self.scope.slots[slot.lower()].type.kind
                types.setdefault(slot, "str" if kind == "char" else "float64")
            member = source.dataset.rpartition(".")[2]
            target = self.scope.names.claim(f"{member}_rows", f"{member}_read")
            lines += self.chosen_rows(source, table, target)
            current = target if lines and lines[-1].startswith(target + " =") else table
            shown = f"{current}[{self.key_list([name for name, _ in chosen])}]"
            if source.open is not None and source.open.optional:
                self.context.need("those_of")
                shown = f"sas.those_of({current}, {self.key_list([name for name, _ in chosen])})"
            renamed = {name: slot for name, slot in chosen if name != slot}
            if renamed:
                pairs = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in renamed.items())
                shown += f".rename(columns={{{pairs}}})"
            cuts = [(slot, length) for slot, length in source.cut if slot.lower() in wanted]
            if cuts and source.open is None:
                self.context.need("cut")
                lines.append(f"{target} = {shown}")
                lines += [
                    f"{target}[{ex.text(slot)}] = sas.cut({target}[{ex.text(slot)}], {length})"
                    for slot, length in cuts
                ]
                shown = target
            tables.append(shown)
        if reader is self.loop.readers[-1]:
            lines += self.check_inputs()
        if reader.number == self.loop.modifies:
            return [*lines, self.master(reader, tables, types)]
        helper = "KeyReader" if reader.key else READERS[reader.kind]
        self.context.need(helper)
        member = reader.inputs[0].dataset.rpartition(".")[2]
        wanted_name = {"merge": "merged", "update": "updated"}.get(reader.kind, f"{member}_reader")
        name = self.scope.names.claim(wanted_name, f"{wanted_name}_{reader.number}", "reader")
        self.scope.readers[reader.number] = name
        kinds = ", ".join(f'{ex.text(slot)}: "{kind}"' for slot, kind in types.items())
        arguments = [f"[{', '.join(tables)}]", f"{{{kinds}}}"]
        if reader.by:
            arguments.append(f"by={self.key_list([k.name for k in reader.by])}")
            down = [k.name for k in reader.by if k.descending]
            if down:
                arguments.append(f"descending={self.key_list(down)}")
            if reader.groupformats:
                arguments.append(f"groups=[{', '.join(self.group_columns(reader, current))}]")
            if reader.runs:
                arguments.append("runs=True")
        if reader.by and reader.order_checked or reader.indsname:
            arguments.append(f"names={self.key_list([display(s.dataset) for s in reader.inputs])}")
        if reader.key:
            arguments.append(f"key={self.key_list(list(reader.key))}")
            if reader.unique:
                arguments.append("unique=True")
        if reader.missing_updates:
            arguments.append("keep_missing=False")
        return [*lines, f"{name} = sas.{helper}({', '.join(arguments)})"]

    def group_columns(self, reader: lp.Reader, table: str) -> list[str]:
        """The columns that make the groups of GROUPFORMAT: the BY variables as their formats write them."""
        names = {slot.lower(): name for name, slot in reader.inputs[0].columns}
        values = ColumnValues(
            table, lambda name: Code(f"{table}[{ex.text(names[name.lower()])}]", ex.CALL),
            user_format=self.scope.user_format, macro=self.scope.macro,
        )  # fmt: skip
        made: list[str] = []
        for key, format_ in zip(reader.by, reader.groupformats, strict=True):
            value: v.Value = v.Variable(key.name, key.type)
            if format_ is not None:
                user = format_.name in self.scope.context.formats
                value = v.PutFormat(value, format_, Type("char", format_.width or 200), user)
            made.append(self.context.use(values.value(value)))
        return made

    def master(self, reader: lp.Reader, tables: list[str], types: dict[str, str]) -> str:
        """The line that makes the table that MODIFY changes in place."""
        self.context.need("Master")
        member = reader.inputs[0].dataset.rpartition(".")[2]
        name = self.scope.names.claim(f"{member}_master", f"{member}_rows")
        self.scope.readers[reader.number] = name
        kinds = ", ".join(f'{ex.text(slot)}: "{kind}"' for slot, kind in types.items())
        arguments = [tables[0], f"{{{kinds}}}"]
        if reader.key:
            arguments.append(f"key={self.key_list(list(reader.key))}")
            if reader.unique:
                arguments.append("unique=True")
        if reader.by:
            arguments += [f"transactions={tables[1]}", f"by={self.key_list([k.name for k in reader.by])}"]
        if reader.missing_updates:
            arguments.append("keep_missing=False")
        return f"{name} = sas.Master({', '.join(arguments)})"


def listing(values: list[str]) -> str:
    """A list literal; equal values as `[x] * n`."""
    if len(values) > 2 and len(set(values)) == 1:
        return f"[{values[0]}] * {len(values)}"
    return f"[{', '.join(values)}]"
