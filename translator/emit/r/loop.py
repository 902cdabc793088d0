"""A row loop to an R function: what it reads, the loop over rows, the tables it returns."""

from __future__ import annotations

from translator.emit.headings import loop_title
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.effects import holds, line_is_held, without_driver
from translator.emit.r.loop_places import LoopPlaces
from translator.emit.r.loop_state import Collector, Turn, indent, wrapped
from translator.emit.r.loop_statements import Statements
from translator.emit.r.names import Names
from translator.emit.r.relations import choices
from translator.lang import syntax as sx
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Step
from translator.plan.walk import nodes

Lines = list[str]


def emit_loop(context: Context, step: Step) -> Lines:
    """Define the function of a row loop; return the statements of `run` that call it."""
    loop = step.node
    assert isinstance(loop, lp.RowLoop)
    return LoopFunction(context, loop).emit()


class LoopFunction(LoopPlaces):
    """Builds one function."""

    def __init__(self, context: Context, loop: lp.RowLoop) -> None:
        super().__init__(context, loop)
        self.statements = Statements(self.frame)

    # --- the whole --------------------------------------------------------------------------------------

    def emit(self) -> Lines:
        loop, frame = self.loop, self.frame
        outputs = [o.dataset for o in loop.outputs if o.dataset != "_null_"]
        wanted = "_and_".join(name.split(".")[-1] for name in outputs) or "null_step"
        function = self.context.module_names.new(("make_" + wanted) if outputs else "run_step")
        arguments = [self.context.read(dataset) for dataset in self.tables_read()]
        table_names = Names(["pdv", "lib", self.places.iteration])
        for dataset in self.tables_read():
            self.arguments[dataset] = table_names.new(dataset.split(".")[-1])
        frame.names = Names(["pdv", "lib", self.places.iteration, *self.arguments.values()])
        frame.tables = self.arguments
        for dataset, name in self.arguments.items():
            frame.names.reserve(name, "table", dataset)
        self.sections()
        driver = self.simple_driver()
        frame.simple_driver = driver.number if driver else None
        self.place_slots(driver)
        body = self.body(driver)
        lines = [*self.head, *self.first_values, *frame.before, *body, *self.after, *self.result()]
        frame.uses_lib = frame.uses_lib or any("(lib, " in line for line in lines)
        asked = frame.asked_tables
        arguments += [self.context.variable(dataset) for dataset in asked]
        parameters = [*self.arguments.values(), *asked.values()] + (["lib"] if frame.uses_lib else [])
        title = loop_title(loop, [o.dataset for o in loop.outputs])
        self.context.define(
            [f"# {title}", f"{function} <- function({', '.join(parameters)}) {{", *indent(lines), "}"]
        )
        return self.call(function, [*arguments, *(["lib"] if frame.uses_lib else [])])

    def call(self, function: str, arguments: Lines) -> Lines:
        """The statements of `run`: call the function, give the tables their names, write permanent ones."""
        made = [(o.dataset, o.dataset) for o in self.loop.outputs if o.dataset != "_null_"]
        made += [(d, d) for d in self.frame.extra_tables]
        expression = f"{function}({', '.join(arguments)})"
        if not made:
            return [expression]
        if len(made) == 1:
            dataset = made[0][0]
            return [f"{self.context.write(dataset)} <- {expression}", *self.context.save_lines(dataset)]
        lines = [f"made <- {expression}"]
        for position, (dataset, _) in enumerate(made):
            lines.append(f"{self.context.write(dataset)} <- made${self.result_name(position, dataset)}")
        for dataset, _ in made:
            lines += self.context.save_lines(dataset)
        return lines

    def result_name(self, position: int, dataset: str) -> str:
        return r.identifier(dataset.replace(".", "_"))

    # --- initial values ---------------------------------------------------------------------------------

    def initial_values(self) -> Lines:
        """What variables hold before the first iteration."""
        kept: dict[str, Lines] = {}
        fresh: dict[str, Lines] = {}
        local = {p: s for s in self.loop.slots if (p := self.places.variables.get(s.name.lower()))}
        read = {slot.lower() for x in self.loop.readers for i in x.inputs for _, slot in i.columns}
        # NOBS= is known before the first iteration
        counts = {x.nobs.lower() for x in (*self.loop.readers, *self.only_counted) if x.nobs}
        reset = {name.lower() for name in self.loop.reset} - counts
        lines: Lines = []
        for storage, literal in self.frame.storage.items():
            lines.append(f"{storage} <- {literal}")
        for place, slot in local.items():
            key = slot.name.lower()
            if key in counts:
                continue
            if "[" in place:
                if key in reset:
                    fresh.setdefault(empty(slot), []).append(place)
                continue
            literal = initial(slot)
            if slot.role in ("retained", "temporary") or slot.role == "read":
                if key in self.read_vectors and slot.role == "read":
                    continue
                if key in read and slot.role == "read":
                    if literal != empty(slot):  # the reader starts with missing values
                        self.frame.before.append(f"{place} <- {literal}  # until it is read")
                    continue
                kept.setdefault(literal, []).append(place)
            elif key in reset:
                fresh.setdefault(literal, []).append(place)
        for literal, targets in kept.items():
            comment = "" if self.loop.once else "  # kept from row to row"
            lines += chained(targets, literal, comment)
        tops: Lines = []
        for literal, targets in fresh.items():
            tops += chained(targets, literal)
        self.top[:0] = tops
        return lines

    # --- the loop ---------------------------------------------------------------------------------------

    def sections(self) -> None:
        """The statements after each label of the step's outermost level, to the next RETURN."""
        body = self.loop.body
        for position, statement in enumerate(body):
            if isinstance(statement, lp.LabelHere):
                rest = body[position + 1 :]
                end = next(
                    (i + 1 for i, s in enumerate(rest) if isinstance(s, lp.Leave) and s.kind == "return"),
                    len(rest),
                )
                self.frame.sections[statement.name.lower()] = rest[:end]

    def body(self, driver: lp.Reader | None) -> Lines:
        loop, frame, places = self.loop, self.frame, self.places
        uses_n = any(
            isinstance(n, v.Automatic) and n.which == "_n_"
            or isinstance(n, sx.Var) and n.name.lower() == "_n_" and "_n_" not in {s.name.lower() for s in loop.slots}
            for n in nodes(loop.body)
        )  # fmt: skip
        staying = (
            ("leave", "continue", "abort")
            if frame.returned is None
            else ("leave", "continue", "abort", "return")
        )
        straight = loop.once and not any(
            isinstance(n, lp.Leave) and n.kind not in staying for n in nodes(loop.body)
        )
        if driver is None:
            places.iteration, places.iteration_is_index = frame.names.new("n_"), False
            if not loop.once and loop.driver is None and not lp.always_reads(loop.body):
                frame.was_read = frame.names.new("was_read")
        self.collect(driver, one_row=straight and loop.implicit_output and loop.once)
        self.first_values = self.initial_values()
        if not straight:
            frame.turns.append(Turn("rows"))
        frame.next_row = "break" if loop.once else "next"
        statements = self.statements.iteration(loop.body)
        top = [*self.top, *frame.turn_starts]
        if frame.skip_flag:
            top.insert(0, f"{frame.skip_flag} <- FALSE")
        if frame.end_flag:
            frame.before.append(f"{frame.end_flag} <- FALSE")
        for number, name in frame.lines.items():
            if line_is_held(loop, number):
                top.append(f"{name}$new_row()")
        for (to, _), name in frame.writers.items():
            if holds(loop, to):
                self.after.append(f"{name}$finish()")
            if to == "print":
                self.after.append(f"{name}$keep_printed()")
        if driver is not None:
            return [f"for ({places.iteration} in {self.rows}) {{", *indent(top + statements), "}"]
        counter = places.iteration
        if straight:
            head = [f"{counter} <- 1"] if uses_n else []
            return [*head, *top, *statements]
        if uses_n:
            frame.before.append(f"{counter} <- 0")
            top.insert(0, f"{counter} <- {counter} + 1")
        if loop.once:
            return ["repeat {", *indent([*top, *statements, "break"]), "}"]
        if loop.driver is not None:
            return [f"while ({frame.readers[loop.driver]}$read()) {{", *indent(top + statements), "}"]
        if frame.was_read:
            stuck = 'sas_log("NOTE: DATA STEP stopped due to looping.")'
            frame.before.append(f"{frame.was_read} <- TRUE")
            top[:0] = [
                f"if (!{frame.was_read}) {{",
                f"  {stuck}",
                "  break",
                "}",
                f"{frame.was_read} <- FALSE",
            ]
        return ["repeat {", *indent(top + statements), "}"]

    # --- outputs ----------------------------------------------------------------------------------------

    def collect(self, driver: lp.Reader | None, *, one_row: bool) -> None:
        """Decide how each output is gathered: vectors of computed columns, and the driver's rows for the rest.

        With `one_row` the variables themselves are the columns.
        """
        loop, frame = self.loop, self.frame
        real = [o for o in loop.outputs if o.dataset != "_null_"]
        each = (
            driver is not None and loop.implicit_output and len(real) == len(loop.outputs)
            and not any(isinstance(n, (lp.Leave, lp.Output, lp.Read, lp.ReadLine)) for n in without_driver(loop))
        )  # fmt: skip
        types = {s.name.lower(): s.type for s in loop.slots}
        for position, output in enumerate(loop.outputs):
            if output.dataset == "_null_":
                continue
            if self.is_changed(output):
                frame.collectors[position] = Collector("", "", "", [], every_row=False, done=True)
                continue
            if one_row and output.where is None:
                columns = [
                    (name, self.places.variables[slot.lower()], "variable") for slot, name in output.columns
                ]
                frame.collectors[position] = Collector("", "", "", columns, every_row=True, done=True)
                continue
            prefix = "out" if len(real) == 1 else r.identifier(output.dataset.split(".")[-1])
            every = bool(each) and output.where is None
            columns = []
            needs_row = False
            before: dict[str, Lines] = {}
            for slot, name in output.columns:
                key = slot.lower()
                vector = self.read_vectors.get(key)
                if vector and key not in self.changed:
                    needs_row = True
                    columns.append((name, vector, vector))
                    continue
                mine = frame.names.new(f"{prefix.rstrip('_')}_{slot.strip('_')}")
                kind = "character" if types[key].kind == "char" else "numeric"
                before.setdefault(kind, []).append(mine)
                columns.append((name, mine, ""))
            counter = "" if every else frame.names.new(f"{prefix.rstrip('_')}_n")
            row = frame.names.new(f"{prefix.rstrip('_')}_row") if needs_row and not every else ""
            if row:
                before.setdefault("integer", []).append(row)
            if counter:
                frame.before.append(f"{counter} <- 0")
            for kind, targets in before.items():
                size = f"nrow({self.arguments[driver.inputs[0].dataset]})" if every and driver else "0"
                frame.before += chained(targets, f"{kind}({size})")
            frame.collectors[position] = Collector(prefix, counter, row, columns, every)

    def is_changed(self, output: lp.LoopOutput) -> bool:
        """Is it the data set of MODIFY, which its reader keeps?"""
        return any(
            x.number == self.loop.modifies and x.inputs[0].dataset == output.dataset
            for x in self.loop.readers
        )

    def carried(self, output: lp.LoopOutput, table: Lines) -> Lines:
        """Return a table with the columns of the inputs that only the run knows."""
        if output.open is None:
            return table
        slots = {slot for slot, _ in output.columns}
        inputs = [
            (reader, i.open) for reader in self.loop.readers for i in reader.inputs if i.open is not None
        ]
        pairs = [f"{r.column(o.row)} = {self.numbered[o.row]}" for _, o in inputs if o.row in slots]
        arguments = [f"list({', '.join(pairs)})"]
        if len(inputs) > 1 and len(self.loop.readers) == 1 and inputs[0][0].kind == "set":
            arguments.append("stacked = TRUE")
        arguments += choices(output.open.keep, output.open.drop, output.open.rename, output.open.first)
        table = [*table[:-1], table[-1] + ","]
        return ["sas_carry(", *indent(table), *indent([", ".join(arguments)]), ")"]

    def result(self) -> Lines:
        """The value of the function: a table, or a list of tables; short numbers lose their last bytes."""
        made = []
        types = {s.name.lower(): s.type for s in self.loop.slots}
        for position, output in enumerate(self.loop.outputs):
            if output.dataset == "_null_":
                continue
            if self.is_changed(output):
                changed = f"{self.frame.readers[self.loop.modifies or 0]}$table()"
                made.append((self.result_name(position, output.dataset), [changed]))
                continue
            collector = self.frame.collectors[position]
            items = []
            short = {
                c.name: c.type.length for c in output.schema if c.type.kind == "num" and c.type.length < 8
            }
            for (slot, _), (name, vector, taken) in zip(output.columns, collector.columns, strict=True):
                source = f"{vector}[{collector.row}]" if taken and collector.row else vector
                if types[slot.lower()].kind == "num" and types[slot.lower()].length < 8:
                    source = f"sas_shorten({source}, {types[slot.lower()].length})"
                if name in short:
                    source = f"sas_shorten({source}, {short[name]})"
                items.append(f"{r.column(name)} = {source}")
            if not items:
                rows = "1" if collector.done else collector.counter or "0"
                items = [f".rows = {rows}"]
            table = wrapped("sas_table(", items, fill=True)
            made.append((self.result_name(position, output.dataset), self.carried(output, table)))
        tables = [
            (r.identifier(d.replace(".", "_")), variable) for d, variable in self.frame.extra_tables.items()
        ]
        if not made and not tables:
            return ["invisible(NULL)"]
        if len(made) == 1 and not tables:
            return made[0][1]
        if not made and len(tables) == 1:
            return [tables[0][1]]
        lines: Lines = ["list("]
        entries: list[Lines] = [[f"{name} = {table[0]}", *table[1:]] for name, table in made]
        entries += [[f"{name} = {variable}"] for name, variable in tables]
        for entry in entries[:-1]:
            entry[-1] += ","
        for entry in entries:
            lines += indent(entry)
        return [*lines, ")"]


def initial(slot: lp.Slot) -> str:
    """Return the literal that a variable starts with."""
    if slot.initial is None:
        return empty(slot)
    if isinstance(slot.initial, str):
        return r.text(slot.initial)
    return r.number(float(slot.initial))


def empty(slot: lp.Slot) -> str:
    """The missing value of a variable."""
    return '""' if slot.type.kind == "char" else "NA_real_"


def chained(targets: Lines, literal: str, comment: str = "") -> Lines:
    """Return `a <- b <- literal`, in lines of a decent length."""
    lines: Lines = []
    group: Lines = []
    for target in targets:
        if group and len(" <- ".join([*group, target, literal])) > 90:
            lines.append(f"{' <- '.join(group)} <- {literal}{comment}")
            group = []
        group.append(target)
    if group:
        lines.append(f"{' <- '.join(group)} <- {literal}{comment}")
    return lines
