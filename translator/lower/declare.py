"""The compile phase: one walk over the statements that builds the program data vector in SAS's order.

SAS Language Reference: Concepts, "DATA Step Processing", "The compilation phase".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import Column, Schema, Type
from translator.library.system_options import Settings
from translator.lower import datasets as ds
from translator.lower.automatic import declare_automatic, is_line, only_set
from translator.lower.catalog import Catalog, display, unseen_note
from translator.lower.declarations import Declarations, DraftHash, DraftInput, DraftReader
from translator.lower.effects import nodes
from translator.lower.guess import text_names
from translator.lower.implicit import over
from translator.lower.io import input_fields
from translator.lower.known_formats import known_format, known_informat
from translator.lower.lists import STAR
from translator.lower.scope import ArrayEntry, Automatic, Entry, LoweringError, Scope
from translator.lower.values import Values, constant_of


class Declarer:
    """Walks the statements of one DATA step."""

    def __init__(
        self,
        catalog: Catalog,
        *,
        special: bool,
        user_formats: dict[str, object],
        yearcutoff: int,
        settings: Settings | None = None,
    ) -> None:
        self.catalog = catalog
        self.found = Declarations(Scope(special), catalog=catalog)
        self.scope = self.found.scope
        self.values = Values(
            self.scope,
            self.found.by,
            user_formats=user_formats,
            hashes=self.found.hashes,  # type: ignore[arg-type]
            settings=settings,
        )
        self.pending_by: st.By | None = None
        self.texts: frozenset[str] = frozenset()
        self.rows = 0
        self.retains_all = False  # RETAIN without names
        self.default_length = 0  # LENGTH DEFAULT=
        self.lengths: set[str] = set()  # lower-case names of variables whose length is declared

    def walk(self, statements: tuple[st.Statement, ...]) -> Declarations:
        """Return the declarations of the step."""
        self.texts = frozenset(text_names(statements))
        self.found.follows_error = declare_automatic(self.scope, self.found.automatic_outputs, statements)
        for s in statements:
            if isinstance(s, st.Datalines):
                self.found.datalines = s.lines
                self.found.datalines_at = s.at.outermost.line + 1
        for number, reader in enumerate(_readers(statements)):
            for option, count in reader.options:
                if option == "nobs":  # known before the first row is read, wherever the statement stands
                    self.scope.automatic[count.lower()] = Automatic("nobs", count, number)
        self._block(statements)
        if self.pending_by is not None and self.found.readers:
            self._bind(self.pending_by, self.found.readers[0])
        for statement in self.found.attributes_later:
            self._attributes(statement)
        self._only_retained(statements)
        self._check_hashes()
        for entry in self.scope.variables.values():
            if self.retains_all and entry.role == "computed":
                entry.role = "retained"
            new = entry.role in ("computed", "retained") and entry.name.lower() not in self.lengths
            if self.default_length and new and entry.type is not None and entry.type.kind == "num":
                entry.type = replace(entry.type, length=self.default_length)
        return self.found

    def _only_retained(self, statements: tuple[st.Statement, ...]) -> None:
        """A variable that only RETAIN names, without an initial value, is not written.

        (DATA Step Statements: Reference, "RETAIN Statement", Details.)
        """
        others = tuple(s for s in statements if not isinstance(s, st.Retain))
        named = {n.name.lower() for n in nodes(others) if isinstance(n, sx.Var)}
        ranges = [n for s in others for n in nodes(s) if isinstance(n, sx.NumberedRange)]
        named |= {name.lower() for item in ranges for name in self.scope.resolve([item], create=True)}
        named |= {e.lower() for array in self.scope.arrays.values() for e in array.elements}
        for s in statements:
            for names, initial in s.items if isinstance(s, st.Retain) else ():
                for name in self.scope.resolve(names, create=True) if initial is None else ():
                    entry = self.scope.variables.get(name.lower())
                    if (
                        entry
                        and name.lower() not in named
                        and entry.role == "retained"
                        and entry.initial is None
                        and not entry.assigned
                    ):
                        self.found.automatic_outputs.add(name.lower())

    def _block(self, statements: tuple[st.Statement, ...]) -> None:
        for statement in statements:
            self._statement(statement)

    def _statement(self, s: st.Statement) -> None:
        match s:
            case st.Assign(target=target, value=value):
                self._assign(target, value)
            case st.Sum(target=target, value=value):
                name = self._target(target)
                self.values.value(value)
                if name:
                    entry = self.scope.declare(name, Type("num"))
                    entry.role = "retained" if entry.role == "computed" else entry.role
                    entry.initial = 0.0 if entry.initial is None else entry.initial
                    entry.assigned = True
            case st.If(condition=condition, then=then, otherwise=otherwise):
                self.values.value(condition)
                self._statement(then)
                if otherwise is not None:
                    self._statement(otherwise)
            case st.SubsettingIf(condition=condition):
                self.values.value(condition)
            case st.Block(body=body):
                self._block(body)
            case st.Loop():
                self._loop(s)
            case st.Select(operand=operand, whens=whens, otherwise=otherwise):
                if operand is not None:
                    self.values.value(operand)
                for conditions, statement in whens:
                    for condition in conditions:
                        self.values.value(condition)
                    self._statement(statement)
                if otherwise is not None:
                    self._statement(otherwise)
            case st.Set() | st.Merge() | st.Modify():
                self._reader(s, s.datasets)
            case st.Update(master=master, transactions=transactions):
                self._reader(s, (master, transactions))
            case st.By():
                self._by(s)
            case st.Where(condition=chosen, also=also):
                before = self.found.where
                self.found.where = chosen
                if also and before is not None and chosen is not None:
                    self.found.where = sx.Binary("and", before, chosen, s.at)
                elif before is not None:
                    self.found.notes.append(("N0410", "NOTE: WHERE clause has been replaced.", s.at))
            case st.Keep(names=names):
                self.found.keep = [*(self.found.keep or []), *names]
            case st.Drop(names=names):
                self.found.drop += names
            case st.Rename(pairs=pairs):
                self.found.rename += pairs
            case st.Retain():
                self._retain(s)
            case st.Length(items=items, default=default):
                self.default_length = default or self.default_length
                for names, is_char, length in items:
                    for name in self.scope.resolve(names, create=True):
                        self._length(name, is_char, length, s.at)
            case st.Attrib():
                self._attributes(s)
            case st.FormatStatement() | st.InformatStatement() | st.LabelStatement():
                self._attributes(s)
            case st.Array():
                self._array(s)
            case st.CallRoutine(name=name, args=args):
                self._routine(name.upper(), args)
            case st.Input(items=items):
                fields, types = input_fields(items, self.scope, self.values.user_formats)
                for name, type_ in types:
                    self.scope.declare(name, type_).assigned = True
                for field_ in fields:
                    for read in field_.names if isinstance(field_, st.InputField) else ():
                        if isinstance(read, (sx.Element, sx.Call)):  # input q{i}
                            self._target(read)
            case st.Put(items=items) | st.ErrorStatement(items=items):
                self._printed(items)
            case st.Infile(options=options):
                for option, given in options:
                    if option == "_infile_" and isinstance(given, sx.Var):
                        self.scope.automatic[given.name.lower()] = Automatic("line", given.name, 0)
                    if option in ("end", "column", "length", "line") and isinstance(given, sx.Var):
                        entry = self.scope.declare(given.name, Type("num", nullable=False))
                        entry.role, entry.assigned = "retained", True
                        self.found.automatic_outputs.add(given.name.lower())
            case st.File(options=options):
                for option, given in options:
                    if option in ("column", "col", "line") and isinstance(given, sx.Var):
                        entry = self.scope.declare(given.name, Type("num", nullable=False))
                        entry.role, entry.assigned = "retained", True
                        self.found.automatic_outputs.add(given.name.lower())
            case st.Declare(kind=kind, name=name, args=args):
                self._hash(kind, name, args)
            case st.Invoke(call=call):
                self._method(call)
            case _:
                pass

    def _length(self, name: str, is_char: bool, length: int, at: Token | None) -> None:
        """Declare a variable's length; a text keeps the one that it has (SAS warns)."""
        known = self.scope.variables.get(name.lower())
        if is_char and known is not None and known.type is not None and known.type.kind == "char":
            if known.type.length != length and known.type.length != 32767:
                text = (
                    f"WARNING: Length of character variable {known.name} has already been set. Use the LENGTH statement "
                    "as the very first statement in the DATA STEP to declare the length of a character variable."
                )
                self.found.notes.append(("W0412", text, at))
        elif not is_char and known is not None and known.type is not None and known.type.kind == "num":
            known.type = replace(known.type, length=length)  # a number's length may be given later
        entry = self.scope.declare(name, Type("char" if is_char else "num", length))
        other = entry.type is not None and (entry.type.kind == "char") != is_char
        if other and entry.name not in self.scope.guessed:
            message = f"ERROR: Variable {name} has been defined as both character and numeric."
            raise LoweringError("R0106", message, at)
        self.lengths.add(name.lower())

    # --- assignments ------------------------------------------------------------------------------------

    def _target(self, target: sx.Expr) -> str:
        """Declare the target and return its name, "" for an array element with a computed subscript."""
        match target:
            case sx.Var(name) if self._implicit(name):
                array = self.scope.arrays[name.lower()]
                return self._target(sx.Element(name, (sx.Var(array.index, target.at),), at=target.at))
            case sx.Var(name):
                if name.lower() in self.scope.automatic:
                    raise LoweringError("H0211", f"an assignment to the automatic variable {name}", target.at)
                return self.scope.declare(name).name
            case sx.Call(name, args) if name.lower() == "substr" and "substr" not in self.scope.arrays:
                for arg in args[1:]:
                    self.values.value(arg)  # type: ignore[arg-type]
                self._target(args[0])  # type: ignore[arg-type]
                return ""
            case sx.Element() | sx.Call():
                value = self.values.value(target)
                for name in self.scope.arrays[target.name.lower()].elements:
                    self.scope.declare(name).assigned = True
                return getattr(value, "name", "")
        return ""

    def _implicit(self, name: str) -> bool:
        """Does the name stand for the current element of an implicit array?"""
        array = self.scope.arrays.get(name.lower())
        return array is not None and bool(array.index) and name.lower() not in self.scope.variables

    def _assign(self, target: sx.Expr, value: sx.Expr) -> None:
        if isinstance(value, sx.New) and isinstance(target, sx.Var):
            self._hash(value.kind, target.name, value.args)
            return
        if isinstance(value, sx.MethodCall):
            self._method(value)
            name = self._target(target)
            if name:
                self.scope.declare(name, Type("num")).assigned = True
            return
        if only_set(self.scope, target) or is_line(self.scope, target):
            self.values.value(value)
            return
        if self.scope.open_type is not None:
            self.values.value(value)  # x = x + 1: the x of a data set that is not at hand
        name = self._target(target)
        type_ = self.values.value(value).type
        if name:
            entry = self.scope.declare(name, Type(type_.kind, type_.length if type_.kind == "char" else 8))
            entry.assigned = True

    def _loop(self, s: st.Loop) -> None:
        if s.index is not None:
            name = self._target(s.index)
            kinds = [self.values.value(r.start).type for r in s.ranges]
            if name:
                entry = self.scope.declare(name, Type(kinds[0].kind, max(k.length for k in kinds)))
                entry.assigned = True
        for item in s.ranges:
            for expr in (item.stop, item.step, item.while_):
                if expr is not None:
                    self.values.value(expr)
        if s.while_ is not None:
            self.values.value(s.while_)
        if s.over:
            array = self.scope.arrays.get(s.over.lower())
            if array is None:
                raise LoweringError("H0205", f"Undeclared array referenced: {s.over}.", s.at)
            index = array.index or "_i_"
            self.scope.declare(index, Type("num")).assigned = True
            self.found.automatic_outputs.add(index.lower())
            self._block(tuple(over(statement, array.name, index) for statement in s.body))  # type: ignore[misc]
            return
        self._block(s.body)
        for expr in (s.until, *(r.until for r in s.ranges)):
            if expr is not None:
                self.values.value(expr)

    def _retain(self, s: st.Retain) -> None:
        if not s.items:  # all variables of the step, those after it too
            self.retains_all = True
            return
        for names, initial in s.items:
            resolved = self.scope.resolve(names, create=True)
            if isinstance(initial, tuple):
                values: list[sx.Expr | None] = [*initial, *[None] * (len(resolved) - len(initial))]
            else:
                values = [initial] * len(resolved)
            for name, value in zip(resolved, values, strict=False):
                entry = self.scope.declare(name)
                entry.role = "retained" if entry.role == "computed" else entry.role
                if value is not None:
                    constant = self.values.value(value)
                    self.scope.declare(name, Type(constant.type.kind, constant.type.length))
                    entry.initial = constant_of(constant)
                    entry.assigned = True

    def _array(self, s: st.Array) -> None:
        type_ = Type("char", s.length or 8) if s.is_char else Type("num", s.length or 8)
        bounds = s.bounds
        if s.elements:
            names = self.scope.resolve(s.elements, create=True)
        else:
            if bounds is None:
                raise LoweringError("H0221", f"the array {s.name} has neither elements nor a size", s.at)
            count = 1
            for low, high in bounds:
                count *= high - low + 1
            stem = f"_{s.name}_" if s.temporary else s.name
            names = [f"{stem}{number}" for number in range(1, count + 1)]
        if bounds is None:
            bounds = ((1, len(names)),)
        initial = [self.values.value(value) for value in s.initial]
        if s.is_char is False and initial and initial[0].type.kind == "char":
            type_ = Type("char", s.length or max(value.type.length for value in initial))
        declared = []
        for position, name in enumerate(names):
            existing = self.scope.variables.get(name.lower())
            kind_known = existing is not None and existing.type is not None
            entry = self.scope.declare(name, None if kind_known else type_)
            if s.temporary:
                entry.role = "temporary"
            if position < len(initial):
                entry.initial = constant_of(initial[position])
                if entry.role == "computed":
                    entry.role = "retained"
                entry.assigned = True
            elif initial and entry.role == "computed":
                entry.role = "retained"
            declared.append(entry.name)
        first = self.scope.type_of(declared[0]) if declared else type_
        self.scope.arrays[s.name.lower()] = ArrayEntry(
            s.name, tuple(declared), bounds, first, s.temporary, (s.index or "_I_") if s.implicit else ""
        )
        if s.implicit and not s.index:
            self.scope.declare("_I_", Type("num")).assigned = True
            self.found.automatic_outputs.add("_i_")

    def _printed(self, items: tuple[st.PutItem, ...]) -> None:
        """A variable that PUT names first is made: numeric, missing."""
        for item in items:
            if isinstance(item, (st.PutField, st.PutGroup)):
                for name in item.names:
                    if isinstance(name, sx.Var) and "." not in name.name and not name.name.startswith("_"):
                        if name.name.lower() not in (*self.scope.automatic, *self.scope.arrays):
                            self.values.value(name)

    # --- readers ----------------------------------------------------------------------------------------

    def _reader(self, s: st.Set | st.Merge | st.Update | st.Modify, datasets: tuple[st.Dataset, ...]) -> None:
        kind = type(s).__name__.lower()
        number = len(self.found.readers)
        options = dict(s.options)
        if not datasets:
            datasets = (st.Dataset("", "_LAST_", "special"),)
        inputs: list[DraftInput] = []
        for listed in datasets:
            for name, dataset in ds.expand(listed, self.catalog):
                if name.startswith(STAR) and (
                    kind != "set" or _counted(dataset.options) or "indsname" in options
                ):
                    message = "a list of data sets that only the run knows can be read by a plain SET only"
                    raise LoweringError("H0103", message, dataset.at)
                schema = ds.known(name, self.catalog, dataset, open_ok=True)
                if not schema.complete:
                    inputs.append(self._open(s, name, dataset, schema))
                    continue
                for message in ds.check_names(dataset.options, schema.columns, name, dataset.at):
                    raise LoweringError(
                        "R0106", f"ERROR: {message}", dataset.at
                    )  # DKRICOND=ERROR, the default
                chosen = ds.select(schema.columns, dataset.options)
                inputs.append(DraftInput(name, dataset, chosen, source=schema.columns))
        reader = DraftReader(number, kind, s, inputs, options)
        self.found.readers.append(reader)
        self.found.reader_of[id(s)] = reader
        for position, draft in enumerate(inputs):
            if draft.row:
                row = self.scope.declare(draft.row, Type("num"))
                row.role, row.assigned = "read", True
            for _, column in draft.columns:
                self._read_column(column)
            flag = draft.dataset.options.in_
            if flag:
                self.scope.automatic[flag.lower()] = Automatic(
                    "in", flag, number, position, len(self.scope.variables)
                )
        for option, auto in (("end", "end"), ("nobs", "nobs")):
            if option in options:
                self.scope.automatic.pop(options[option].lower(), None)  # NOBS= was known before
                self.scope.automatic[options[option].lower()] = Automatic(
                    auto, options[option], number, place=len(self.scope.variables)
                )
                earlier = self.scope.variables.get(options[option].lower())
                if (
                    earlier is not None
                ):  # named before the statement that defines it: do i = 1 to n; set a nobs=n;
                    earlier.assigned = True
                    self.found.automatic_outputs.add(options[option].lower())
        for option, type_ in (
            ("point", Type("num")),
            ("curobs", Type("num")),
            ("indsname", Type("char", 41)),
        ):
            if option in options:
                entry = self.scope.declare(options[option], type_)
                entry.assigned, entry.role = True, "retained"
                self.found.automatic_outputs.add(entry.name.lower())
        self.values.reader = number
        if self.pending_by is not None:
            self._bind(self.pending_by, reader)

    def _open(self, s: st.Statement, name: str, dataset: st.Dataset, schema: Schema) -> DraftInput:
        """An input whose columns only the run knows in full."""
        scope = self.scope
        ds.open_choice(dataset.options, dataset.at)
        if self.catalog.is_unseen(name):
            self.found.notes.append(("C0302", unseen_note(name), dataset.at))
        if isinstance(s, (st.Update, st.Modify)):
            raise LoweringError(
                "H0245", f"{type(s).__name__.upper()} of a data set whose columns only the run knows", s.at
            )
        if scope.open_type is None:
            self.found.leading = [e.name for e in scope.variables.values()]
            scope.open_type, scope.open_format, scope.open_mixed = (
                schema.open_type,
                schema.open_format,
                schema.mixed,
            )
        else:
            scope.open_type, scope.open_format, scope.open_mixed = Type("num"), "", True
        scope.texts = self.texts if scope.open_mixed else frozenset()
        self.rows += 1
        row = f"_row_of_{name.rpartition('.')[2]}" + (f"_{self.rows}" if self.rows > 1 else "")
        columns = [(column.name, column) for _, column in ds.select(schema.columns, dataset.options)]
        return DraftInput(name, dataset, columns, row)

    def _read_column(self, column: Column) -> None:
        entry = self.scope.declare(column.name, column.type)
        if entry.type is not None and entry.type.kind != column.type.kind:
            raise LoweringError(
                "R0102",
                f"ERROR: Variable {column.name} has been defined as both character and numeric.",
                None,
            )
        if entry.role != "temporary":
            entry.role = "read"
        entry.assigned = True
        entry.format = entry.format or column.format
        entry.informat = entry.informat or column.informat
        entry.label = entry.label or column.label

    def _by(self, s: st.By) -> None:
        unbound = [r for r in self.found.readers if r.by is None]
        if unbound:
            self._bind(s, unbound[-1])
        else:
            self.pending_by = s

    def _bind(self, s: st.By, reader: DraftReader) -> None:
        if any(draft.name.startswith(STAR) for draft in reader.inputs):
            raise LoweringError("H0103", "BY with a list of data sets that only the run knows", s.at)
        reader.by = s
        self.pending_by = None
        names: list[str] = []
        for item, _ in s.keys:
            for name in self.scope.resolve([item]):
                if name.lower() not in self.scope.variables and self.scope.open_type is not None:
                    name = self.scope.guess(name).name
                if name.lower() not in self.scope.variables:
                    shown = display(reader.inputs[0].name)
                    raise LoweringError(
                        "R0103", f"ERROR: BY variable {name} is not on input data set {shown}.", s.at
                    )
                names.append(self.scope.spelling(name))
        self.found.by[reader.number] = tuple(names)
        self.found.by_places[reader.number] = len(self.scope.variables)

    def _at_hand(self, format_: sx.Format, informat: bool) -> None:
        """Note a format that is not known here (SAS stops, or goes on with NOFMTERR); an informat must be known."""
        if informat:
            known_informat(format_, self.values.user_formats)
        elif not known_format(format_, self.values.user_formats):
            message = f"WARNING: The format {format_.name} is not known here: values are shown without it."
            if ("C0300", message, format_.at) not in self.found.notes:
                self.found.notes.append(("C0300", message, format_.at))

    # --- attributes, routines, hash objects -------------------------------------------------------------

    def _attributes(self, s: st.Statement) -> None:
        match s:
            case st.FormatStatement(items=items) | st.InformatStatement(items=items):
                informat = isinstance(s, st.InformatStatement)
                for names, format_ in items:
                    if format_ is not None:
                        self._at_hand(format_, informat)
                    text = "" if format_ is None else str(format_)
                    for name in self._known_now(names):
                        if format_ is None and name.lower() not in self.scope.variables:
                            continue  # there is nothing to take a format from
                        entry = self._first_format(name, format_)
                        if informat:
                            entry.informat = text
                        else:
                            entry.format = text
            case st.LabelStatement(items=items):
                for item, label in items:
                    for name in self.scope.resolve([item], create=True):
                        if name.lower() in self.scope.variables:
                            self.scope.variables[name.lower()].label = label
                        elif s not in self.found.attributes_later:
                            self.found.attributes_later.append(s)
            case st.Attrib(items=groups):
                for group in groups:
                    for format_, informat in ((group.format, False), (group.informat, True)):
                        if format_ is not None:
                            self._at_hand(format_, informat)
                    for name in self.scope.resolve(group.names, create=True):
                        if group.length is not None:
                            self._length(name, *group.length, s.at)
                        entry = self._first_format(name, group.format or group.informat)
                        if group.format is not None:
                            entry.format = str(group.format)
                        if group.informat is not None:
                            entry.informat = str(group.informat)
                        if group.label is not None:
                            entry.label = group.label
            case _:
                pass

    def _known_now(self, items: Iterable[sx.NameItem]) -> list[str]:
        """The names of a list; _NUMERIC_ leaves out variables that have no type yet (RETAIN x;)."""
        found: list[str] = []
        for item in items:
            names = self.scope.resolve([item], create=True)
            if isinstance(item, sx.SpecialList) and item.which != "all":
                names = [n for n in names if self.scope.variables[n.lower()].type is not None]
            found += names
        return found

    def _first_format(self, name: str, format_: sx.Format | None) -> Entry:
        """The variable; a format or informat that is its first appearance gives type and length.

        (Language Reference: Concepts, "Ways to Create Variables".)
        """
        entry = self.scope.declare(name)
        if entry.type is None and format_ is not None:
            char = str(format_).startswith("$")
            entry.type = Type("char", format_.width or 8) if char else Type("num")
        return entry

    def _routine(self, name: str, args: tuple[sx.Argument, ...]) -> None:
        """CALL routines that give their arguments values declare them; types follow the routine."""
        texts = {
            "CATS": (0, 200),
            "CATX": (1, 200),
            "CATT": (0, 200),
            "CAT": (0, 200),
            "PRXCHANGE": (3, 200),
            "VNAME": (1, 32),
            "LABEL": (1, 256),
        }
        for position, arg in enumerate(args):
            if isinstance(arg, sx.Of):
                for item in arg.items:
                    for name_ in self.scope.known_there(item):
                        self.scope.declare(name_).assigned = True
            elif isinstance(arg, sx.Var) and arg.name.lower() in (
                *self.scope.automatic,
                "_n_",
                "_error_",
                "_infile_",
            ):
                continue
            elif isinstance(arg, sx.Var):
                sets = name not in ("SYMPUT", "SYMPUTX", "EXECUTE", "STREAMINIT")
                if (
                    name in texts
                    and position == texts[name][0]
                    and arg.name.lower() not in self.scope.variables
                ):
                    self.scope.declare(arg.name, Type("char", texts[name][1]))
                self.scope.declare(arg.name, Type("num")).assigned |= sets
            elif not isinstance(arg, (sx.Format, sx.Empty)):
                self.values.value(arg)

    def _hash(self, kind: str, name: str, args: tuple[tuple[str, sx.Expr], ...] | None) -> None:
        if kind not in ("hash", "hiter"):
            raise LoweringError("H0222", f"objects of the kind {kind} are not translated", None)
        if args is None and name.lower() in self.found.hashes:
            return
        draft = DraftHash(name.lower(), kind, {t.lower() or "of": e for t, e in args or ()})
        self.found.hashes[name.lower()] = draft
        text = draft.args.get("dataset")
        if isinstance(text, sx.DatasetText) and isinstance(text.dataset, st.Dataset):
            [(member, dataset)] = ds.expand(text.dataset, self.catalog)
            schema = ds.known(member, self.catalog, dataset)
            draft.source = DraftInput(member, dataset, ds.select(schema.columns, dataset.options))

    def _method(self, call: sx.Expr) -> None:
        if not isinstance(call, sx.MethodCall) or call.object.lower() not in self.found.hashes:
            return
        draft = self.found.hashes[call.object.lower()]
        method = call.method.lower()
        if method == "definedone":
            draft.done_at = call.at
        for tag, value in call.args:
            if tag.lower() in ("result", "r", "sum") and isinstance(value, sx.Var):
                self.scope.declare(value.name, Type("num")).assigned = True
        if method in ("definekey", "definedata"):
            names = draft.keys if method == "definekey" else draft.data
            for tag, value in call.args:
                if tag.lower() == "all":
                    self._all_columns(draft, names)
                elif isinstance(value, sx.String):
                    if value.value.strip().lower() in self.found.hashes:
                        raise LoweringError(
                            "H0234", "a hash object that holds hash objects is not translated", call.at
                        )
                    names.append(value.value.strip())
                else:
                    raise LoweringError("H0223", f"{call.method} needs quoted names", call.at)

    def _check_hashes(self) -> None:
        """Keys and data of hash objects are variables of the step. Raises LoweringError with SAS's message."""
        for draft in self.found.hashes.values():
            for what, names in (("key", draft.keys), ("data", draft.data)):
                for name in names:
                    if name.lower() in self.scope.variables or self.scope.open_type is not None:
                        continue
                    at = draft.done_at
                    where = f" at line {at.line} column {at.column}" if at is not None else ""
                    raise LoweringError(
                        "R0026", f"ERROR: Undeclared {what} symbol {name} for hash object{where}.", at
                    )

    def _all_columns(self, draft: DraftHash, names: list[str]) -> None:
        if draft.source is not None:
            names += [column.name for _, column in draft.source.columns]
            return
        source = draft.args.get("dataset")
        if not isinstance(source, sx.String):
            raise LoweringError("H0223", "ALL: 'yes' needs a DATASET: argument with a quoted name", None)
        schema = ds.known(source.value.lower().removeprefix("work."), self.catalog)
        names += [c.name for c in schema.columns]


def _readers(statements: tuple[st.Statement, ...]) -> list[st.Set | st.Merge | st.Update | st.Modify]:
    """Return the statements that read data sets, in order of the text."""
    found: list[st.Set | st.Merge | st.Update | st.Modify] = []
    for s in statements:
        match s:
            case st.Set() | st.Merge() | st.Update() | st.Modify():
                found.append(s)
            case st.If(then=then, otherwise=otherwise):
                found += _readers((then,) if otherwise is None else (then, otherwise))
            case st.Block(body=body) | st.Loop(body=body):
                found += _readers(body)
            case st.Select(whens=whens, otherwise=otherwise):
                found += _readers(
                    tuple(one for _, one in whens) + ((otherwise,) if otherwise is not None else ())
                )
            case _:
                pass
    return found


def _counted(options: st.DatasetOptions) -> bool:
    """Do options count the rows of each data set?"""
    return options.firstobs is not None or options.obs is not None
