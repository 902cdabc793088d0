"""Where the variables of a row loop live in the generated function, and the objects that fill them."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.r import names as r
from translator.emit.r.arrays import place_arrays
from translator.emit.r.context import Context, OpenTables, display
from translator.emit.r.effects import assigned, mentioned, set_elements
from translator.emit.r.hash import hash_call
from translator.emit.r.loop_input import lines_object
from translator.emit.r.loop_services import macro_value, service
from translator.emit.r.loop_state import Frame, wrapped
from translator.emit.r.names import Names
from translator.emit.r.relations import open_rows, prepared
from translator.emit.r.values_columns import ColumnWriter
from translator.emit.r.values_scalar import Places, RowWriter
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.library.record_formats import record_length
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

Lines = list[str]


class LoopPlaces:
    """The first half of building a function: names, vectors, readers."""

    def __init__(self, context: Context, loop: lp.RowLoop) -> None:
        self.context = context
        executed = {n.reader for n in nodes(loop.body) if isinstance(n, lp.Read)}
        self.only_counted = [
            x for x in loop.readers if x.nobs and x.number not in executed
        ]  # if 0 then set a nobs=n;
        loop = replace(loop, readers=tuple(x for x in loop.readers if x.number in executed))
        self.loop = loop
        self.places = Places()
        taken = {slot.name.lower() for slot in loop.slots} | {a.name.lower() for a in loop.arrays}
        self.places.iteration = next(
            name for name in ("i", "row", "at_row", "row_index") if name not in taken
        )
        names = Names(["pdv", "lib", self.places.iteration])
        self.frame = Frame(loop, names, RowWriter(self.places, context.formats), context)
        self.frame.writer.services = service(self.frame, context)
        self.frame.writer.macro = lambda value: macro_value(self.frame, value)
        self.frame.writer.hash_call = lambda value, writer: hash_call(self.frame, value, writer)
        self.head: Lines = []  # vectors of the simple driver
        self.top: Lines = []  # at the top of each iteration
        self.read_vectors: dict[str, str] = {}  # slot -> vector of the simple driver that holds the column
        self.after: Lines = []
        self.arguments: dict[str, str] = {}  # data set -> parameter
        self.numbered = OpenTables()  # slots for rows of open inputs -> the variables of these tables
        self.changed: set[str] = set()
        self.rows = ""

    # --- what is read -----------------------------------------------------------------------------------

    def tables_read(self) -> list[str]:
        found = [i.dataset for reader in (*self.loop.readers, *self.only_counted) for i in reader.inputs]
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
        simple = (
            reader.kind == "set"
            and len(reader.inputs) == 1
            and not (reader.point or reader.key or reader.curobs or reader.groupformats)
        )
        return reader if simple and not reader.indsname else None

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
            n.index.name.lower()
            for n in nodes(loop.body)
            if isinstance(n, lp.Do) and isinstance(n.index, v.Variable)
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
                row = slot.name.startswith("_row_of_")  # of a table whose columns only the run knows
                places.variables[slot.name.lower()] = frame.names.new(
                    f"{slot.name[8:]}_row" if row else slot.name
                )
        for node in nodes(loop.body):
            if isinstance(node, lp.DeclareHash):
                places.hashes[node.name.lower()] = frame.names.new(node.name)
                frame.before.append(f"{places.hashes[node.name.lower()]} <- NULL")
        for lines in loop.lines:
            frame.before += lines_object(frame, lines)
            places.line = places.line or frame.lines[lines.number]
            places.zeros = places.zeros or bool(record_length(dict(lines.options)))
            places.lines[lines.number] = frame.lines[lines.number]
        for node in loop.lines:
            for option, value in node.options:
                if option.lower() != "end":
                    continue
                if value.lower() in places.variables:
                    frame.before.append(f"{places.variables[value.lower()]} <- 0")
                else:
                    name = frame.names.new(value)
                    places.flags["end", value.lower()] = name
                    frame.before.append(f"{name} <- FALSE")
        for reader in self.only_counted:
            self.place_count(reader)
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
        if source.open is not None:
            self.head.append(f"{table} <- {open_rows(table, source.open)}")
            self.numbered[source.open.row] = table
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
            shown = f"{slot[8:]}_row" if slot.startswith("_row_of_") else slot
            vector = frame.names.new(shown if whole or in_array else f"{shown}_read")
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
                if len(self.loop.readers) == 1:
                    del self.frame.storage[storage]
            else:
                self.top += lines

    def place_count(self, reader: lp.Reader) -> None:
        """Set the variable of NOBS=, known before the first iteration."""
        variable = self.frame.names.new(reader.nobs)
        self.places.flags["nobs", reader.nobs.lower()] = variable
        self.places.variables[reader.nobs.lower()] = variable
        total = " + ".join(f"nrow({self.arguments[s.dataset]})" for s in reader.inputs)
        self.frame.before.append(f"{variable} <- as.numeric({total})")

    def reader_object(self, reader: lp.Reader) -> None:
        """Make the object of a reader that fills the step's variables."""
        frame, places = self.frame, self.places
        kind = {"set": "rows", "modify": "master", "merge": "merged", "update": "updated"}[reader.kind]
        name = frame.names.new(kind)
        frame.readers[reader.number] = places.readers[reader.number] = name
        tables = []
        for source in reader.inputs:
            tables.append(self.input_table(source, reader))
        if reader is self.loop.readers[-1]:
            self.check_inputs()
        into = {}
        for source in reader.inputs:
            for _, slot in source.columns:
                place = places.variables.get(
                    slot.lower(), slot
                )  # WHERE may read columns that are no variables here
                if place != slot:
                    into[slot] = place
        if reader.nobs:
            self.place_count(reader)
        options = ["environment()"]
        if reader.kind == "update":
            options += tables
        elif reader.kind == "modify":
            options.append(tables[0])
            options += [f"transactions = {table}" for table in tables[1:]]
            if reader.point:
                options.append("point = TRUE")
        else:
            options.append(f"list({', '.join(tables)})")
        if reader.by:
            keys = [r.text(("-" if key.descending else "") + key.name) for key in reader.by]
            options.append(f"by = {r.vector(keys)}")
        if reader.groupformats:
            options.append(f"groups = {self.group_columns(reader, tables[0])}")
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
        if reader.key:
            options.append(f"key = {r.vector(r.text(key) for key in reader.key)}")
            if reader.unique:
                options.append("unique = TRUE")
        if reader.indsname:
            options.append(f"indsname = {r.text(places.variables[reader.indsname.lower()])}")
            options.append(f"names = {r.vector(r.text(display(s.dataset)) for s in reader.inputs)}")
        if reader.curobs:
            options.append(f"curobs = {r.text(places.variables[reader.curobs.lower()])}")
        maker = "sas_master" if reader.kind == "modify" else "sas_point_reader" if reader.point else "sas_key_reader" if reader.key else {
            "set": "sas_set_reader", "merge": "sas_merge_reader", "update": "sas_update_reader"
        }[reader.kind]  # fmt: skip
        frame.before += wrapped(f"{name} <- {maker}(", options)

    def group_columns(self, reader: lp.Reader, table: str) -> str:
        """The columns that make the groups of GROUPFORMAT: the BY variables as their formats write them."""
        writer = ColumnWriter(self.context.formats)
        made: list[str] = []
        for key, format_ in zip(reader.by, reader.groupformats, strict=True):
            value: v.Value = v.Variable(key.name, key.type)
            if format_ is not None:
                user = format_.name in self.context.formats
                value = v.PutFormat(value, format_, Type("char", format_.width or 200), user)
            made.append(f"{r.column(key.name)} = {writer.value(value).text}")
        return f"with({table}, list({', '.join(made)}))"

    def check_inputs(self) -> None:
        """Check several open inputs together; those that are never read (`if 0 then set`) are left out."""
        inputs = [
            i
            for reader in self.loop.readers
            for i in reader.inputs
            if i.open is None or i.open.row in self.numbered
        ]
        if len(inputs) > 1 and self.numbered:
            tables = [self.numbered[i.open.row] if i.open else self.arguments[i.dataset] for i in inputs]
            pool = r.vector(r.text(name) for name in self.loop.pool) if self.loop.pool else "character(0)"
            self.frame.before.append(f"sas_check_inputs(list({', '.join(tables)}), {pool})")

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
        uses += sum(
            isinstance(n, lp.DeclareHash) and n.dataset == source.dataset for n in nodes(self.loop.body)
        )
        if uses > 1:
            name = self.frame.names.new(f"{table}_rows")
        if source.open is not None:
            self.frame.before.append(f"{name} <- {open_rows(table, source.open)}")
            self.numbered[source.open.row] = table = name
            name = self.frame.names.new(f"{table}_read")
        self.frame.before += prepared(
            self.context, table, source, reader, display(source.dataset), select=True, target=name
        )
        return name


def _array_name(node: object) -> str:
    return (node.array if isinstance(node, v.Element) else node.name).lower()  # type: ignore[attr-defined]
