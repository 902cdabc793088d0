"""Where a loop's variables live, and what its values refer to: readers, flags, queues, formats."""

from __future__ import annotations

from collections.abc import Callable

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.column_services import service_of_columns
from translator.emit.pandas.context import Context, OpenTables, Unsupported
from translator.emit.pandas.names import Names
from translator.emit.pandas.scans import row_slice
from translator.emit.pandas.services import service
from translator.emit.pandas.walk import assigned, dynamic_arrays, mentioned
from translator.lang import statements as st
from translator.lang.macro_text import MacroReference, RowNumber
from translator.lang.source import Token
from translator.library.variable_facts import ATTRIBUTES, variable_fact
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


class LoopScope:
    """Places and names of one row loop. `setup` collects the lines that stand before the loop."""

    def __init__(self, context: Context, loop: lp.RowLoop, carried: frozenset[str] = frozenset()) -> None:
        self.context = context
        self.loop = loop
        self.first: list[str] = []  # lines that stand before all others
        self.setup: list[str] = []
        self.names = Names(context.function_names)
        self.slots = {slot.name.lower(): slot for slot in loop.slots}
        self.arrays = {array.name.lower(): array for array in loop.arrays}
        self.used = mentioned(loop) - carried  # what only goes from the table to the outputs needs no place
        self.assigned = assigned(loop.body)
        self.uses_lib = False
        self.returned: str | None = None  # what RETURN of a function of PROC FCMP gives back
        self.counters: dict[
            str, tuple[int, int]
        ] = {}  # index variables of enclosing counts, with their bounds
        self.queues: dict[int, str] = {}
        self.in_row: set[str] = set()
        self.array_names: dict[str, str] = {}
        self.places: dict[str, Code] = {}
        self._place_variables()
        self.turn = self.names.claim("_n_")
        self.was_read = ""  # the flag of iterations that read something
        self.uses_turn = any(
            isinstance(n, v.Automatic) and n.which == "_n_" for n in nodes((loop.body, loop.outputs))
        )
        self.readers = {reader.number: "" for reader in loop.readers}
        self.lines = {lines.number: "" for lines in loop.lines}
        self.hashes: dict[str, str] = {}
        self.tables: dict[str, str] = {}
        self.asked_tables: dict[str, str] = {}  # of data sets that functions ask for
        self.numbered = OpenTables()  # slots for rows of open inputs -> the variables of these tables
        self.edges: dict[
            tuple[str, tuple[str, ...]], str
        ] = {}  # of the driver: columns of flags made beforehand
        self.driver_table = ""
        self.streams = ""
        self.macro_values: dict[tuple[str, str], str] = {}
        self.late_setup: list[str] = []  # lines that need the variables' places: after they are made
        self.writers: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
        self.current_writer = ""  # the variable of the writer that FILE has chosen
        self.openers: dict[
            int, tuple[str, list[str]]
        ] = {}  # of files that FILEVAR= chooses: the variable of the path, the options
        self.file_openers: dict[
            str, tuple[str, str, str]
        ] = {}  # writers of FILEVAR=: the variable of the path, options
        self.turn_starts: list[str] = []  # lines at the start of each iteration
        self.held_writes = [
            node
            for node in nodes(loop.body)
            if isinstance(node, lp.Write)
            and any(isinstance(i, st.Pointer) and "hold" in i.kind for i in node.items)
        ]
        self.hash_tables: dict[str, str] = {}

    # --- variables --------------------------------------------------------------------------------------

    def _place_variables(self) -> None:
        dynamic = dynamic_arrays(self.loop)
        homes: dict[str, list[str]] = {}
        for name in dynamic:
            for element in self.arrays[name].elements:
                homes.setdefault(element.lower(), []).append(name)
        hashed = {
            name.lower()
            for node in nodes(self.loop.body)
            if isinstance(node, lp.DeclareHash)
            for name in (*node.keys, *node.data, *([node.suminc] if node.suminc else []))
        }
        hashed |= {
            arg.name.lower()
            for node in nodes(self.loop.body)
            if isinstance(node, lp.Routine) and node.name == "SET"
            for arg in node.args
            if isinstance(arg, v.Variable)
        }  # FETCH fills them by name
        shared = {name for names in homes.values() if len(names) > 1 for name in names}
        shared |= {array for name in hashed for array in homes.get(name, [])}
        again = True
        while again:  # arrays that share an element with such an array are kept by name too
            more = {a for names in homes.values() if shared & set(names) for a in names}
            again = not more <= shared
            shared |= more
        self.in_row = hashed | {e.lower() for a in shared for e in self.arrays[a].elements}
        local = [s for s in self.loop.slots if s.name.lower() in self.used]
        fields = Names({"_"})
        for slot in local:
            key = slot.name.lower()
            if key in self.in_row:
                self.places[key] = Code("row." + fields.claim(slot.name), ex.CALL)
            elif key not in homes:
                row = slot.name.startswith("_row_of_")  # of a table whose columns only the run knows
                self.places[key] = ex.atom(self.names.claim(f"{slot.name[8:]}_row" if row else slot.name))
        self.row_name = self.names.claim("row") if self.in_row else "row"
        if self.row_name != "row":
            for key in self.in_row & set(self.places):
                self.places[key] = Code(self.row_name + self.places[key].text[3:], ex.CALL)
        for array in self.loop.arrays:
            name = array.name.lower()
            if name not in dynamic:
                continue
            self.array_names[name] = self.names.claim(array.name, f"{array.name}_array")
            if name not in shared:
                for position, element in enumerate(array.elements):
                    self.places[element.lower()] = Code(f"{self.array_names[name]}[{position}]", ex.CALL)

    def place(self, name: str) -> Code:
        """The variable's place."""
        key = name.lower()
        if key not in self.places:
            if key in self.slots:
                self.places[key] = ex.atom(self.names.claim(name))
            else:
                raise Unsupported("H0451", f"the variable {name} has no place in the step")
        return self.places[key]

    def whole_array(self, array: lp.LoopArray) -> bool:
        """Do all elements of the array live in its own list?"""
        return bool(array.elements) and array.elements[0].lower() not in self.in_row

    def element(self, value: v.Element, number: Callable[[v.Value], Code]) -> Code:
        """An array element whose subscripts only the row knows."""
        key = value.array.lower()
        array = self.arrays[key]
        codes = [number(part) for part in value.subscripts]
        position = self.position(array, value.subscripts, codes, value.at)
        text = f"{self.array_names[key]}[{position.text}]"
        needs = position.needs
        if not self.whole_array(array):
            text = f"{self.row_name}[{text}]"
        return Code(text, ex.CALL, needs)

    def position(
        self, array: lp.LoopArray, subscripts: tuple[v.Value, ...], codes: list[Code], at: Token | None = None
    ) -> Code:
        """The position in the array's list."""
        if len(codes) == 1 and isinstance(subscripts[0], v.Variable):
            bounds = self.counters.get(subscripts[0].name.lower())
            low, high = array.bounds[0]
            if bounds is not None and low <= bounds[0] and bounds[1] <= high:
                shift = f" - {low}" if low > 0 else f" + {-low}" if low else ""
                return Code(f"int({codes[0].text}){shift}", ex.PLUS)
        parts: list[Code] = []
        for code, (low, high) in zip(codes, array.bounds, strict=True):
            parts += [code, ex.atom(str(low)), ex.atom(str(high))]
        if at is not None:
            parts.append(ex.atom(f'at="{at.line} column {at.column}"'))
        return ex.call("sas.subscript", *parts)

    def table(self, dataset: str) -> str:
        """The parameter for a data set that a function asks for: OPEN, EXIST."""
        if dataset in self.tables:
            return self.tables[dataset]
        if dataset not in self.asked_tables:
            variable = self.context.variable(dataset)
            self.asked_tables[dataset] = self.names.claim(variable, f"{variable}_table")
        return self.asked_tables[dataset]

    # --- flags ------------------------------------------------------------------------------------------

    def edge(self, value: v.FirstLast) -> Code:
        """FIRST. or LAST."""
        if value.reader == self.loop.driver and self.driver_table:
            key = (value.which, tuple(k.lower() for k in value.keys))
            if key not in self.edges:
                self.edges[key] = self.names.claim(f"is_{value.which}_{value.keys[-1]}")
            return ex.atom(self.edges[key])
        reader = next(r for r in self.loop.readers if r.number == value.reader)
        name = next(k.name for k in reader.by if k.name.lower() == value.keys[-1].lower())
        return ex.call(f"{self.readers[value.reader]}.{value.which}", ex.text(name))

    def flag(self, value: v.Flagged) -> Code:
        """IN= or END="""
        if value.reader == self.loop.driver and self.driver_table:
            if value.kind == "in":
                return ex.atom("True")
            self.uses_turn = True
            return Code(f"{self.turn} == len({self.driver_table})", ex.COMPARE)
        reader = self.readers[value.reader]
        return (
            ex.call(f"{reader}.in_", str(value.source))
            if value.kind == "in"
            else Code(f"{reader}.end", ex.CALL)
        )

    def automatic(self, value: v.Automatic) -> Code:
        """_N_, _ERROR_, NOBS=, _INFILE_"""
        match value.which:
            case "_n_":
                self.uses_turn = True
                return ex.atom(self.turn)
            case "nobs":
                reader = next(r for r in self.loop.readers if r.number == value.reader)
                tables = [f"len({self.tables[i.dataset]})" for i in reader.inputs]
                return Code(f"float({' + '.join(tables)})", ex.CALL)
            case "_infile_" if not self.lines:  # a step that reads no lines
                return ex.atom('""')
            case "_infile_":
                return Code(f"{next(iter(self.lines.values()))}.line", ex.CALL)
            case "_ran_out_":
                return ex.call("float", f"{self.lines[value.reader]}.ran_out()")
            case "_failed_":
                return ex.call("float", f"{self.readers[value.reader]}.failed")
            case "_code_":
                return Code(f"{self.readers[value.reader]}.code", ex.CALL)
            case _:
                return ex.call("float", f"{self.lines[value.reader]}.error")

    # --- services, hash objects, formats ----------------------------------------------------------------

    def service(self, value: v.Service, arguments: list[Code]) -> Code:
        """A function that needs its surroundings."""
        if value.function in ("LAG", "DIF"):
            return self.queue(value, arguments[0])
        if value.function == "VVALUE":
            return self.formatted(value)
        if value.function.startswith("V") and value.args:
            first = value.args[0].value if isinstance(value.args[0], v.Pad) else value.args[0]
            if isinstance(first, v.Variable):
                made = describe(value.function, self.slots[first.name.lower()])
                if made is not None:
                    return made
            elif isinstance(first, v.Element):
                made = self.describe_element(value.function, first)
                if made is not None:
                    return made
        return service(self, value, arguments)

    def describe_element(self, function: str, element: v.Element) -> Code | None:
        """VNAME(a{i}) and its relatives: what is known of each element, chosen by its position."""
        from translator.emit.pandas.values_scalar import ScalarValues

        array = self.arrays[element.array.lower()]
        facts = [describe(function, self.slots[name.lower()]) for name in array.elements]
        if any(fact is None for fact in facts):
            return None
        codes = [ScalarValues(self).value(part, whole=True) for part in element.subscripts]
        position = self.position(array, element.subscripts, codes)
        listed = ", ".join(fact.text for fact in facts if fact is not None)
        return Code(f"[{listed}][{position.text}]", ex.CALL, position.needs)

    def element_length(self, value: v.Element) -> Code:
        """The length of the variable that an array element is, chosen by its position."""
        from translator.emit.pandas.values_scalar import ScalarValues

        array = self.arrays[value.array.lower()]
        codes = [ScalarValues(self).value(part, whole=True) for part in value.subscripts]
        position = self.position(array, value.subscripts, codes)
        lengths = ", ".join(str(self.slots[name.lower()].type.length) for name in array.elements)
        return Code(f"[{lengths}][{position.text}]", ex.CALL, position.needs)

    def formatted(self, value: v.Service) -> Code:
        """VVALUE: the value as the variable's format writes it."""
        from translator.emit.pandas.loop_input import parse_format
        from translator.emit.pandas.loop_put import written
        from translator.emit.pandas.values_scalar import ScalarValues
        from translator.lang.syntax import Format

        inner = value.args[0].value if isinstance(value.args[0], v.Pad) else value.args[0]
        own = self.slots[inner.name.lower()].format if isinstance(inner, v.Variable) else ""
        default = Format("$", inner.type.length) if inner.type.kind == "char" else Format("BEST", 12)
        shown = written(self, ScalarValues(self), inner, parse_format(own) if own else default)
        return Code(f'{shown}.strip(" ")', ex.CALL)

    def queue(self, value: v.Service, argument: Code) -> Code:
        """The queue of a LAG or DIF function, made before the loop."""
        if value.site not in self.queues:
            name = self.names.claim(f"{value.function.lower()}_{len(self.queues) + 1}")
            self.queues[value.site] = name
            if value.function == "LAG":
                empty = '""' if value.type.kind == "char" else "nan"
                self.context.need("Lag", "nan")
                self.setup.append(f"{name} = sas.Lag({value.depth}, {empty})")
            else:
                self.context.need("Dif")
                self.setup.append(f"{name} = sas.Dif({value.depth})")
        return ex.call(self.queues[value.site], argument)

    def hash_call(self, value: v.HashCall, arguments: list[Code]) -> Code:
        """A method of a hash object."""
        from translator.emit.pandas.hash import hash_call

        return hash_call(self, value, arguments)

    def user_format(self, name: str) -> Code:
        """The function of one of the program's own formats."""
        function = self.context.formats.get(name.upper())
        if function is None:
            raise Unsupported("H0452", f"the format {name} is not defined in the program")
        return ex.atom(function)

    def macro(self, value: v.RunTimeMacro) -> Code:
        """A macro variable that the run sets: its value when the step begins, whatever the step's rows do to it."""
        key = (value.name.upper(), value.type.kind)
        if key not in self.macro_values:
            self.uses_lib = True
            made = Code(f'lib.macros["{key[0]}"]', ex.CALL)
            if value.type.kind == "num":
                made = ex.call("sas.macro_number", made)
                self.context.need("macro_number")
            self.macro_values[key] = self.names.claim(value.name.lower(), f"{value.name.lower()}_value")
            self.first.append(f"{self.macro_values[key]} = {made.text}")
        return ex.atom(self.macro_values[key])

    def random(self) -> str:
        """The step's random numbers, made before the loop."""
        if not self.streams:
            self.streams = self.names.claim("random_numbers")
            self.context.need("Streams")
            self.setup.append(f"{self.streams} = sas.Streams()")
        return self.streams

    def column_service(self, table: str, value: v.Service, arguments: list[Code]) -> Code:
        """A function that needs the run, of whole columns."""
        self.uses_lib = self.uses_lib or value.function == "MACROLIST"
        return service_of_columns(self.context, table, value, arguments)

    def row_slice(self, first: RowNumber | None, last: RowNumber | None) -> str:
        """The rows that FIRSTOBS= and OBS= leave, as a slice of a table's positions."""
        self.uses_lib = self.uses_lib or any(isinstance(place, MacroReference) for place in (first, last))
        return row_slice(self.context, first, last)

    def library(self) -> str:
        """Note that the loop's function needs `lib`."""
        self.uses_lib = True
        return "lib"


def describe(function: str, slot: lp.Slot) -> Code | None:
    """VNAME and its relatives of one variable: known when the program is translated."""
    if function not in ATTRIBUTES:
        return None
    type_ = slot.type
    fact = variable_fact(
        function, slot.name, slot.label, type_.kind, type_.length, slot.format, slot.informat
    )
    return ex.atom(ex.text(fact)) if isinstance(fact, str) else ex.number(fact)
