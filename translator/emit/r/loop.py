"""A row loop to an R function: what it reads, the loop over rows, the tables it returns."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.r import names as r
from translator.emit.r.arrays import place_arrays
from translator.emit.r.context import Context, Unsupported, display
from translator.emit.r.effects import assigned, mentioned, nodes, pruned, set_elements
from translator.emit.r.hash import hash_call
from translator.emit.r.loop_input import lines_object
from translator.emit.r.loop_services import service
from translator.emit.r.loop_state import Collector, Frame, Turn, indent, wrapped
from translator.emit.r.loop_statements import Statements
from translator.emit.r.names import Names
from translator.emit.r.relations import prepared
from translator.emit.r.values_scalar import Places, RowWriter
from translator.lang import syntax as sx
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Step

Lines = list[str]


def emit_loop(context: Context, step: Step) -> Lines:
    """Define the function of a row loop; return the statements of `run` that call it."""
    loop = step.node
    assert isinstance(loop, lp.RowLoop)
    return LoopFunction(context, loop).emit()


class LoopFunction:
    """Builds one function."""

    def __init__(self, context: Context, loop: lp.RowLoop) -> None:
        self.context = context
        loop = replace(loop, body=pruned(loop.body))
        executed = {n.reader for n in nodes(loop.body) if isinstance(n, lp.Read)}
        loop = replace(loop, readers=tuple(x for x in loop.readers if x.number in executed))
        self.loop = loop
        self.places = Places()
        taken = {slot.name.lower() for slot in loop.slots} | {a.name.lower() for a in loop.arrays}
        self.places.iteration = next(name for name in ("i", "row", "at_row", "row_index") if name not in taken)
        names = Names(["pdv", "lib", self.places.iteration])
        self.frame = Frame(loop, names, RowWriter(self.places, context.formats))
        self.frame.writer.services = service(self.frame)
        self.frame.writer.hash_call = lambda value, writer: hash_call(self.frame, value, writer)
        self.statements = Statements(self.frame)
        self.head: Lines = []  # vectors of the simple driver
        self.top: Lines = []  # at the top of each iteration
        self.read_vectors: dict[str, str] = {}  # slot -> vector of the simple driver that holds the column
        self.after: Lines = []

    # --- what is read -----------------------------------------------------------------------------------

    def tables_read(self) -> list[str]:
        found = [i.dataset for reader in self.loop.readers for i in reader.inputs]
        found += [
            n.dataset.split("(")[0].strip().lower().removeprefix("work.")
            for n in nodes(self.loop.body) if isinstance(n, lp.DeclareHash) and n.dataset
        ]  # fmt: skip
        return list(dict.fromkeys(found))

    def simple_driver(self) -> lp.Reader | None:
        """The driver, where it is one SET of one data set that nothing else advances."""
        if self.loop.driver is None:
            return None
        reader = next(x for x in self.loop.readers if x.number == self.loop.driver)
        simple = reader.kind in ("set", "modify") and len(reader.inputs) == 1 and not reader.point
        return reader if simple and not reader.indsname else None

    # --- the whole --------------------------------------------------------------------------------------

    def emit(self) -> Lines:
        loop, frame = self.loop, self.frame
        outputs = [o.dataset for o in loop.outputs if o.dataset != "_null_"]
        wanted = "_and_".join(name.split(".")[-1] for name in outputs) or "null_step"
        function = self.context.module_names.new(("make_" + wanted) if outputs else "run_step")
        arguments = [self.context.read(dataset) for dataset in self.tables_read()]
        self.arguments: dict[str, str] = {}
        table_names = Names(["pdv", "lib", self.places.iteration])
        for dataset in self.tables_read():
            self.arguments[dataset] = table_names.new(dataset.split(".")[-1])
        frame.names = Names(["pdv", "lib", self.places.iteration, *self.arguments.values()])
        for dataset, name in self.arguments.items():
            frame.names._given["table", dataset] = name
        self.sections()
        driver = self.simple_driver()
        frame.simple_driver = driver.number if driver else None
        self.place_slots(driver)
        body = self.body(driver)
        lines = [*self.head, *self.first_values, *frame.before, *body, *self.after, *self.result()]
        parameters = list(self.arguments.values()) + (["lib"] if frame.uses_lib else [])
        reason = f", row by row: {loop.reason}" if loop.reason else ""
        title = " ".join(o.dataset for o in loop.outputs) or "_null_"
        comment = r"# DATA " + title + reason
        self.context.define(
            [comment[:110], f"{function} <- function({', '.join(parameters)}) {{", *indent(lines), "}"]
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

    # --- where variables live ---------------------------------------------------------------------------

    def used(self) -> set[str]:
        """Slots that some statement, output or reader option looks at."""
        found = mentioned(self.loop.body) | {s.lower() for o in self.loop.outputs for s, _ in o.columns}
        for output in self.loop.outputs:
            found |= mentioned(output.where)
        for array in self.loop.arrays:
            if any(isinstance(n, (v.Element, sx.Element, sx.Call)) and _array_name(n) == array.name.lower()
                   for n in nodes(self.loop.body)):  # fmt: skip
                found |= {e.lower() for e in array.elements}
        for reader in self.loop.readers:
            found |= {reader.point.lower()} if reader.point else set()
        for lines in self.loop.lines:
            found |= {value.lower() for _, value in lines.options}
        return found

    def place_slots(self, driver: lp.Reader | None) -> None:
        loop, frame, places = self.loop, self.frame, self.places
        used = self.used()
        changed = assigned(loop.body)
        for array in loop.arrays:
            if array.name.lower() in set_elements(loop.body):
                changed |= {e.lower() for e in array.elements}
        others = [x for x in loop.readers if driver is None or x.number != driver.number]
        for reader in others:
            changed |= {slot.lower() for i in reader.inputs for _, slot in i.columns}
        self.changed = changed
        place_arrays(frame)
        counted = [s.name.lower() for s in loop.slots]
        accumulated = {
            n.target.name.lower() for n in nodes(loop.body)
            if isinstance(n, lp.Accumulate) and isinstance(n.target, v.Variable)
        }  # fmt: skip
        constants = {
            id(n) for n in nodes(loop.body) if isinstance(n, lp.Assign) and isinstance(n.value, v.Constant)
            and not isinstance(n.value.value, str) and n.value.value == n.value.value
        }  # fmt: skip
        otherwise = assigned(tuple(
            n for n in nodes(loop.body)
            if not isinstance(n, (lp.Accumulate, lp.If, lp.Do, lp.Group)) and id(n) not in constants
        ))  # fmt: skip
        otherwise |= {
            n.index.name.lower() for n in nodes(loop.body) if isinstance(n, lp.Do) and isinstance(n.index, v.Variable)
        }
        initial = {s.name.lower(): s.initial for s in loop.slots}
        frame.accumulated_only = frozenset(
            name for name in accumulated
            if name not in otherwise and name not in {s.lower() for x in loop.readers for i in x.inputs for _, s in i.columns}
            and isinstance(initial.get(name), (int, float)) and initial[name] == initial[name]
            and name not in places.variables
        )  # fmt: skip
        if driver is not None:
            self.place_driver(driver, used)
        for slot in loop.slots:
            if slot.name.lower() not in places.variables and slot.name.lower() in used | set(counted):
                places.variables[slot.name.lower()] = frame.names.new(slot.name)
        if any(
            isinstance(n, v.Automatic) and n.which == "_error_" or isinstance(n, (sx.Var, v.Variable)) and n.name.lower() == "_error_"
            for n in nodes(loop.body)
        ):  # fmt: skip
            places.error = frame.names.new("error_")
        for node in nodes(loop.body):
            if isinstance(node, lp.DeclareHash):
                places.hashes[node.name.lower()] = frame.names.new(node.name)
                frame.before.append(f"{places.hashes[node.name.lower()]} <- NULL")
        for lines in loop.lines:
            frame.before += lines_object(frame, lines)
            places.line = places.line or frame.lines[lines.number]
        for node in loop.lines:
            for option, value in node.options:
                if option.lower() not in ("end", "eof"):
                    continue
                if value.lower() in places.variables:
                    frame.before.append(f"{places.variables[value.lower()]} <- 0")
                else:
                    name = frame.names.new(value)
                    places.flags["end", value.lower()] = name
                    frame.before.append(f"{name} <- FALSE")
        for reader in others:
            self.reader_object(reader)

    def place_driver(self, reader: lp.Reader, used: set[str]) -> None:
        """Take the used columns out of the driver's table, as vectors."""
        frame, places = self.frame, self.places
        source = reader.inputs[0]
        table = self.arguments[source.dataset]
        renamed = {slot.lower(): column for column, slot in source.columns}
        keys = [key.name.lower() for key in reader.by]
        edges = [n for n in nodes(self.loop.body) if isinstance(n, v.FirstLast) and n.reader == reader.number]
        self.head += prepared(self.context, table, source, reader, display(source.dataset))
        plain = source.where is None and not source.cut
        scalars = {
            name.lower() for n in nodes(self.loop.body) if isinstance(n, lp.DeclareHash) for name in n.keys
        }  # the hash object looks at the variables themselves
        mapping = renamed if plain else {slot.lower(): slot for _, slot in source.columns}
        for _, slot in source.columns:
            key = slot.lower()
            needed = key in used or (key in keys and edges)
            if not needed:
                continue
            in_array = key in places.variables
            whole = key not in self.changed and key not in scalars and not in_array
            vector = frame.names.new(slot if whole or in_array else f"{slot}_read")
            self.head.append(f"{vector} <- {table}${r.column(mapping.get(key, slot))}")
            self.read_vectors[key] = vector
            if whole:
                places.variables[key] = f"{vector}[{places.iteration}]"
            else:
                if not in_array:
                    places.variables[key] = frame.names.new(slot)
                    self.top.append(f"{places.variables[key]} <- {vector}[{places.iteration}]")
        self.read_arrays()
        self.rows = f"seq_len(nrow({table}))"
        for edge in edges:
            kind = f"{edge.which}{reader.number}"
            flag = (kind, edge.keys[-1].lower())
            if flag in places.flags:
                continue
            vector = frame.names.new(f"{edge.which}_{edge.keys[-1]}")
            vectors = ", ".join(self.read_vectors[key.lower()] for key in edge.keys)
            self.head.append(f"{vector} <- sas_{edge.which}({vectors})")
            places.flags[flag] = f"{vector}[{places.iteration}]"
        if reader.end:
            last = frame.names.new("n_rows")
            self.head.append(f"{last} <- nrow({table})")
            places.flags["end", reader.end.lower()] = f"{places.iteration} == {last}"
        if source.in_flag:
            places.flags["in", source.in_flag.lower()] = "TRUE"
        if reader.nobs:
            name = frame.names.new(reader.nobs)
            places.flags["nobs", reader.nobs.lower()] = name
            places.variables[reader.nobs.lower()] = name
            self.head.insert(0, f"{name} <- as.numeric(nrow({table}))")

    def read_arrays(self) -> None:
        """At the top of an iteration, elements of arrays take the values that were read."""
        filled: dict[str, list[str]] = {}
        for place in self.places.variables.values():
            storage = place.partition("[")[0]
            if storage in self.frame.storage:
                filled.setdefault(storage, [])
        for key, place in self.places.variables.items():
            storage = place.partition("[")[0]
            if storage in filled and key in self.read_vectors:
                filled[storage].append(f"{place} <- {self.read_vectors[key]}[{self.places.iteration}]")
        for storage, lines in filled.items():
            size = sum(1 for place in self.places.variables.values() if place.startswith(storage + "["))
            if len(lines) == size:
                values = ", ".join(line.partition(" <- ")[2] for line in lines)
                self.top.append(f"{storage} <- c({values})")
                del self.frame.storage[storage]
            else:
                self.top += lines

    def reader_object(self, reader: lp.Reader) -> None:
        """Make the object of a reader that fills the step's variables."""
        frame, places = self.frame, self.places
        kind = {"set": "rows", "modify": "rows", "merge": "merged", "update": "updated"}[reader.kind]
        name = frame.names.new(kind)
        frame.readers[reader.number] = name
        tables = []
        for source in reader.inputs:
            tables.append(self.input_table(source, reader))
        into = {}
        for source in reader.inputs:
            for _, slot in source.columns:
                place = places.variables[slot.lower()]
                if place != slot:
                    into[slot] = place
        if reader.nobs:
            variable = frame.names.new(reader.nobs)
            places.flags["nobs", reader.nobs.lower()] = variable
            places.variables[reader.nobs.lower()] = variable
            total = " + ".join(f"nrow({self.arguments[s.dataset]})" for s in reader.inputs)
            frame.before.append(f"{variable} <- as.numeric({total})")
        options = ["environment()"]
        if reader.kind == "update":
            options += tables
        else:
            options.append(f"list({', '.join(tables)})")
        if reader.by:
            keys = [r.text(("-" if key.descending else "") + key.name) for key in reader.by]
            options.append(f"by = {r.vector(keys)}")
        if into:
            pairs = ", ".join(f"{r.column(slot)} = {r.text(place)}" for slot, place in into.items())
            options.append(f"into = c({pairs})")
        flags = []
        for source in reader.inputs:
            flag = frame.names.new(source.in_flag) if source.in_flag else ""
            flags.append(r.text(flag))
            if flag:
                places.flags["in", source.in_flag.lower()] = flag
        if any(flag != '""' for flag in flags):
            options.append(f"flags = {r.vector(flags)}")
        options += self.edge_options(reader)
        if reader.end:
            flag = frame.names.new(reader.end)
            places.flags["end", reader.end.lower()] = flag
            options.append(f"end = {r.text(flag)}")
        if reader.missing_updates:
            options.append("missing_too = TRUE")
        maker = "sas_point_reader" if reader.point else {
            "set": "sas_set_reader", "modify": "sas_set_reader", "merge": "sas_merge_reader", "update": "sas_update_reader"
        }[reader.kind]  # fmt: skip
        if reader.indsname:
            raise Unsupported("H0462", "INDSNAME= has no form in R")
        frame.before += wrapped(f"{name} <- {maker}(", options)

    def edge_options(self, reader: lp.Reader) -> Lines:
        options: dict[str, Lines] = {"first": [], "last": []}
        for node in nodes(self.loop.body):
            if not isinstance(node, v.FirstLast) or node.reader != reader.number:
                continue
            flag = (f"{node.which}{reader.number}", node.keys[-1].lower())
            if flag in self.places.flags:
                continue
            key = next(k.name for k in reader.by if k.name.lower() == node.keys[-1].lower())
            variable = self.frame.names.new(f"{node.which}_{key}")
            self.places.flags[flag] = variable
            options[node.which].append(f"{r.column(key)} = {r.text(variable)}")
        return [f"{which} = c({', '.join(items)})" for which, items in options.items() if items]

    def input_table(self, source: lp.Input, reader: lp.Reader) -> str:
        """An input's table with the columns that are read, under the names of the slots."""
        table = self.arguments[source.dataset]
        name = table
        uses = sum(1 for x in self.loop.readers for i in x.inputs if i.dataset == source.dataset)
        if uses > 1:
            name = self.frame.names.new(f"{table}_rows")
        self.frame.before += prepared(
            self.context, table, source, reader, display(source.dataset), select=True, target=name
        )
        return name

    # --- initial values ---------------------------------------------------------------------------------

    def initial_values(self) -> Lines:
        """What variables hold before the first iteration."""
        kept: dict[str, Lines] = {}
        fresh: dict[str, Lines] = {}
        local = {p: s for s in self.loop.slots if (p := self.places.variables.get(s.name.lower()))}
        read = {slot.lower() for x in self.loop.readers for i in x.inputs for _, slot in i.columns}
        reset = {name.lower() for name in self.loop.reset}
        lines: Lines = []
        for storage, literal in self.frame.storage.items():
            lines.append(f"{storage} <- {literal}")
        for place, slot in local.items():
            key = slot.name.lower()
            if "[" in place:
                if key in reset:
                    fresh.setdefault(empty(slot), []).append(place)
                continue
            literal = initial(slot)
            if slot.role in ("retained", "temporary") or slot.role == "read":
                if key in self.read_vectors and slot.role == "read":
                    continue
                if key in read and slot.role == "read":
                    continue  # the reader sets it
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
                    (i + 1 for i, s in enumerate(rest) if isinstance(s, lp.Leave) and s.kind == "return"), len(rest)
                )
                self.frame.sections[statement.name.lower()] = rest[:end]

    def body(self, driver: lp.Reader | None) -> Lines:
        loop, frame, places = self.loop, self.frame, self.places
        uses_n = any(
            isinstance(n, v.Automatic) and n.which == "_n_" or isinstance(n, (sx.Var, v.Variable)) and n.name.lower() == "_n_"
            for n in nodes(loop.body)
        )  # fmt: skip
        straight = loop.once and not any(
            isinstance(n, lp.Leave) and n.kind not in ("leave", "continue", "abort") for n in nodes(loop.body)
        )
        if driver is None:
            places.iteration, places.iteration_is_index = frame.names.new("n_"), False
            if not loop.once and loop.driver is None and not always_reads(loop.body):
                frame.was_read = frame.names.new("was_read")
        self.collect(driver, one_row=straight and loop.implicit_output and loop.once)
        self.first_values = self.initial_values()
        if not straight:
            frame.turns.append(Turn("rows"))
        frame.next_row = "break" if loop.once else "next"
        statements = [*self.statements.block(loop.body)]
        if not ends_with_leave(loop.body):
            statements += self.statements.implicit_output()
        top = list(self.top)
        if places.error:
            top.insert(0, f"{places.error} <- 0")
        if frame.skip_flag:
            top.insert(0, f"{frame.skip_flag} <- FALSE")
        if frame.end_flag:
            frame.before.append(f"{frame.end_flag} <- FALSE")
        for number, name in frame.lines.items():
            if line_is_held(loop, number):
                top.append(f"{name}$new_row()")
        for to, name in frame.writers.items():
            if holds(loop, to):
                top.append(f"{name}$new_row()")
                self.after.append(f"{name}$new_row(all = TRUE)")
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
            top.insert(0, f"{frame.was_read} <- FALSE")
            stuck = 'sas_log("NOTE: DATA STEP stopped due to looping.")'
            statements += [f"if (!{frame.was_read}) {{", f"  {stuck}", "  break", "}"]
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
            if one_row and output.where is None:
                columns = [(name, self.places.variables[slot.lower()], "variable") for slot, name in output.columns]
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

    def result(self) -> Lines:
        """The value of the function: a table, or a list of tables."""
        made = []
        for position, output in enumerate(self.loop.outputs):
            if output.dataset == "_null_":
                continue
            collector = self.frame.collectors[position]
            items = []
            for name, vector, taken in collector.columns:
                source = f"{vector}[{collector.row}]" if taken and collector.row else vector
                items.append(f"{r.column(name)} = {source}")
            if not items:
                rows = "1" if collector.done else collector.counter or "0"
                items = [f".rows = {rows}"]
            made.append((self.result_name(position, output.dataset), items))
        tables = [(r.identifier(d.replace(".", "_")), variable) for d, variable in self.frame.extra_tables.items()]
        if not made and not tables:
            return ["invisible(NULL)"]
        if len(made) == 1 and not tables:
            return wrapped("sas_table(", made[0][1], fill=True)
        if not made and len(tables) == 1:
            return [tables[0][1]]
        lines: Lines = ["list("]
        entries: list[Lines] = [wrapped(f"{name} = sas_table(", items, fill=True) for name, items in made]
        entries += [[f"{name} = {variable}"] for name, variable in tables]
        for entry in entries[:-1]:
            entry[-1] += ","
        for entry in entries:
            lines += indent(entry)
        return [*lines, ")"]


def _array_name(node: object) -> str:
    return (node.array if isinstance(node, v.Element) else node.name).lower()  # type: ignore[attr-defined, no-any-return]


def without_driver(loop: lp.RowLoop) -> list[object]:
    return [n for n in nodes(loop.body) if not (isinstance(n, lp.Read) and n.reader == loop.driver)]


def initial(slot: lp.Slot) -> str:
    """Return the literal that a variable starts with."""
    if slot.initial is None:
        return empty(slot)
    if isinstance(slot.initial, str):
        return r.text(slot.initial[: slot.type.length].rstrip(" "))
    return r.number(float(slot.initial))


def empty(slot: lp.Slot) -> str:
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


def always_reads(body: tuple[lp.LoopStatement, ...]) -> bool:
    """Does every iteration read something?"""
    for statement in body:
        match statement:
            case lp.Read() | lp.ReadLine():
                return True
            case lp.Group(body=inner):
                if always_reads(inner):
                    return True
            case lp.Do(until=until, index=None, while_=None, body=inner) if until is not None:
                if always_reads(inner):
                    return True
            case lp.Leave(kind=kind) if kind in ("stop", "abort"):
                return True
    return False


def ends_with_leave(body: tuple[lp.LoopStatement, ...]) -> bool:
    return bool(body) and isinstance(body[-1], lp.Leave) and body[-1].kind in ("delete", "return", "stop", "abort")


def line_is_held(loop: lp.RowLoop, number: int) -> bool:
    """Does some INPUT from these lines end with @?"""
    return any(
        isinstance(n, lp.ReadLine) and n.lines == number and any(getattr(i, "kind", "") == "hold" for i in n.items)
        for n in nodes(loop.body)
    )


def holds(loop: lp.RowLoop, to: str) -> bool:
    """Does some PUT to this destination hold its line?"""
    return any(
        isinstance(n, lp.Write) and n.to == to
        and any(getattr(item, "kind", "") in ("hold", "holdall") for item in n.items)
        for n in nodes(loop.body)
    )  # fmt: skip
