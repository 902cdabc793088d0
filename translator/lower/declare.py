"""The compile phase: one walk over the statements that builds the program data vector in SAS's order.

SAS Language Reference: Concepts, "DATA Step Processing", "The compilation phase".
"""

from __future__ import annotations

from math import prod

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, Type
from translator.library.data_step import MIXED_SUBSCRIPTS, partial_values
from translator.library.system_options import Settings
from translator.lower.arranging import arranges
from translator.lower.automatic import declare_automatic, is_line, only_set
from translator.lower.blanks import length_giver
from translator.lower.catalog import Catalog
from translator.lower.declarations import Declarations
from translator.lower.declare_attributes import AttributeDeclarer
from translator.lower.declare_hashes import HashDeclarer
from translator.lower.declare_inputs import InputDeclarer
from translator.lower.guess import targets, text_names
from translator.lower.implicit import over
from translator.lower.io import input_fields
from translator.lower.scope import ArrayEntry, Automatic, LoweringError, Scope
from translator.lower.values import Values, constant_of
from translator.plan.walk import nodes

NAMING = (st.Retain, st.FormatStatement, st.InformatStatement)
"""Statements that give a variable its place, and without a value or a format nothing more."""


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
            catalog=catalog,
        )
        self.inputs = InputDeclarer(catalog, self.found)
        self.attributes = AttributeDeclarer(self.found, user_formats)
        self.hashes = HashDeclarer(catalog, self.found)
        self.retains_all = False  # RETAIN without names
        self.targets: set[str] = set()  # lower-case names that some statement may give a value

    def walk(self, statements: tuple[st.Statement, ...]) -> Declarations:
        """Return the declarations of the step."""
        self.found.follows_error = declare_automatic(self.scope, self.found.automatic_outputs, statements)
        for s in statements:
            if isinstance(s, st.Datalines):
                self.found.datalines = s.lines
                self.found.datalines_at = s.at.outermost.line + 1
        self.inputs.start(statements, frozenset(text_names(statements)))
        self.targets = targets(statements)
        self._block(statements)
        self.inputs.end()
        self.attributes.end()
        self._only_retained(statements)
        self.hashes.check()
        for entry in self.scope.variables.values():
            if self.retains_all and entry.role == "computed":
                entry.role = "retained"
        self.attributes.default_lengths()
        return self.found

    def _only_retained(self, statements: tuple[st.Statement, ...]) -> None:
        """A variable that only RETAIN names, without an initial value, or FORMAT without a format, is not written.

        (DATA Step Statements: Reference, "RETAIN Statement", Details.)
        """
        others = tuple(s for s in statements if not isinstance(s, NAMING))
        named = {n.name.lower() for n in nodes(others) if isinstance(n, sx.Var)}
        ranges = [n for s in others for n in nodes(s) if isinstance(n, sx.NumberedRange)]
        named |= {name.lower() for item in ranges for name in self.scope.resolve([item], create=True)}
        named |= {e.lower() for array in self.scope.arrays.values() for e in array.elements}
        for s in statements:
            for names, given in s.items if isinstance(s, NAMING) else ():
                if given is not None:
                    continue
                if not isinstance(s, st.Retain):  # lists of what there is name nothing new
                    names = tuple(n for n in names if isinstance(n, sx.Var | sx.NumberedRange))
                for name in self.scope.resolve(names, create=True):
                    entry = self.scope.variables.get(name.lower())
                    retained = entry is not None and entry.role == "retained" and isinstance(s, st.Retain)
                    if (
                        entry
                        and name.lower() not in named
                        and (retained or entry.type is None)
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
                array = self.scope.arrays.get(getattr(target, "name", "").lower())
                for added in (name,) if array is None else array.elements:  # any of them may be the one
                    entry = self.scope.declare(added, Type("num"))
                    entry.role = "retained" if entry.role == "computed" else entry.role
                    if array is None or not array.temporary:  # elements of those are missing at first
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
                self.values.reader = self.inputs.reader(s, s.datasets)
            case st.Update(master=master, transactions=transactions):
                self.values.reader = self.inputs.reader(s, (master, transactions))
            case st.By():
                self.inputs.by(s)
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
            case st.Length():
                self.attributes.lengths_of(s)
            case st.Attrib() | st.FormatStatement() | st.InformatStatement() | st.LabelStatement():
                self.attributes.attributes(s)
            case st.Array():
                self._array(s)
            case st.CallRoutine(name=name, args=args):
                self._routine(name.upper(), args)
            case st.Input(items=items):
                fields, types = input_fields(items, self.scope, self.values.user_formats)
                found = {name.lower(): type_ for name, type_ in reversed(types)}
                for field_ in fields:
                    if isinstance(field_, st.Pointer) and field_.value is not None:  # @place
                        self.values.value(field_.value)
                    for read in field_.names if isinstance(field_, st.InputField) else ():
                        if isinstance(read, (sx.Element, sx.Call)):  # input q{i}
                            self._target(read)
                        elif isinstance(read, sx.Var) and read.name.lower() in found:
                            self.scope.declare(read.name, found[read.name.lower()]).assigned = True
                    width = field_.width_from if isinstance(field_, st.InputField) else None
                    if isinstance(width, (sx.Var, sx.Element, sx.Call)):  # $VARYING
                        self.values.value(width)
            case st.Put(items=items) | st.ErrorStatement(items=items):
                self._printed(items)
            case st.Infile(options=options):
                for option, given in options:
                    if option == "filevar" and isinstance(given, sx.Var):
                        self.found.automatic_outputs.add(given.name.lower())
                    if option == "_infile_" and isinstance(given, sx.Var):
                        self.scope.automatic[given.name.lower()] = Automatic("line", given.name, 0)
                    if option in ("end", "column", "length", "line") and isinstance(given, sx.Var):
                        entry = self.scope.declare(given.name, Type("num", nullable=False))
                        entry.role, entry.assigned = "retained", True
                        self.found.automatic_outputs.add(given.name.lower())
            case st.File(options=options):
                for option, given in options:
                    if option == "filevar" and isinstance(given, sx.Var):
                        self.found.automatic_outputs.add(given.name.lower())
                    if option in ("column", "line") and isinstance(given, sx.Var):
                        entry = self.scope.declare(given.name, Type("num", nullable=False))
                        entry.role, entry.assigned = "retained", True
                        self.found.automatic_outputs.add(given.name.lower())
            case st.Declare(kind=kind, name=name, args=args):
                self.hashes.declare(kind, name, args)
            case st.Invoke(call=call):
                self.hashes.method(call)
            case _:
                pass

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
                changed = self._target(args[0])  # type: ignore[arg-type]
                if changed:  # "If you use an undeclared variable, it will be assigned a default length of 8"
                    entry = self.scope.declare(changed)
                    new = self.scope.declare(changed, Type("char", 8)) if entry.type is None else entry
                    new.assigned = True
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
            self.hashes.declare(value.kind, target.name, value.args)
            return
        if isinstance(value, sx.MethodCall):
            name = self._target(target)  # it stands before the variables that the method sets
            if name:
                self.scope.declare(name, Type("num")).assigned = True
            self.hashes.method(value)
            return
        if isinstance(value, sx.Call) and arranges(self.scope, value.name):
            if name := self._target(target):
                self.scope.declare(name, Type("num")).assigned = True
            self._routine(value.name.upper(), value.args)
            return
        if only_set(self.scope, target) or is_line(self.scope, target):
            self.values.value(value)
            return
        if self.scope.open_type is not None:
            self.values.stored(value)  # x = x + 1: the x of a data set that is not at hand
        name = self._target(target)
        lowered = self.values.stored(value)
        type_ = lowered.type
        if name:
            entry = self.scope.declare(name)
            if entry.type is None and type_.length == MACRO_LENGTH:
                entry.length_of, entry.made_by = length_giver(lowered), value
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
            for expr in (item.stop, item.step, item.while_, item.until):
                if expr is not None:
                    self.values.value(expr)
        for expr in (s.while_, s.until):  # UNTIL stands before the body, too, and names its variables first
            if expr is not None:
                self.values.value(expr)
        if s.over:
            array = self.scope.arrays.get(s.over.lower())
            if array is None:
                raise LoweringError("H0205", f"Undeclared array referenced: {s.over}.", s.at)
            if not array.index:
                raise LoweringError("R0169", f"ERROR: {MIXED_SUBSCRIPTS}", s.at)
            index = array.index
            self.scope.declare(index, Type("num")).assigned = True
            if index.lower() == "_i_":  # an index that the program names is a variable as any other
                self.found.automatic_outputs.add("_i_")
            self._block(tuple(over(statement, array.name, index) for statement in s.body))  # type: ignore[misc]
            return
        self._block(s.body)

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
                    _same_kind(entry.type, constant.type, name, s)
                    self.scope.declare(name, Type(constant.type.kind, constant.type.length))
                    entry.initial = constant_of(constant)
                    entry.assigned = True

    def _array(self, s: st.Array) -> None:
        if s.implicit and s.index:  # it stands before the elements, in the program data vector too
            self.scope.declare(s.index, Type("num")).assigned = True
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
        if s.name.lower() in self.scope.arrays:
            raise LoweringError(
                "R0169", f"ERROR 124-185: The variable {s.name} has already been defined.", s.at
            )
        if bounds is None:
            bounds = ((1, len(names)),)
        wanted = prod(high - low + 1 for low, high in bounds)
        if wanted != len(names):
            many = "Too many" if len(names) > wanted else "Too few"
            text = f"ERROR: {many} variables defined for the dimension(s) specified for the array {s.name}."
            raise LoweringError("R0169", text, s.at)
        initial = [self.values.value(value) for value in s.initial]
        by_values = not s.is_char and s.length is None and any(value.type.kind == "char" for value in initial)
        if s.initial and len(s.initial) != len(names):
            warned = "WARNING: " + partial_values(s.name, len(s.initial) > len(names))
            self.found.notes.append(("W0443", warned, s.at))
        declared = []
        if self._texts_of_input(s, names):
            for name in names:
                if name.lower() not in self.scope.variables:
                    self.scope.guess(name, text=True)
        for position, name in enumerate(names):
            existing = self.scope.variables.get(name.lower())
            kind_known = existing is not None and existing.type is not None
            # ARRAY Statement, initial-value-list: elements without attributes have those of their values.
            own = initial[position].type if by_values and position < len(initial) else type_
            if by_values and s.temporary:
                own = Type("char", max(value.type.length for value in initial))
            entry = self.scope.declare(name, None if kind_known else Type(own.kind, own.length))
            if s.temporary:
                entry.role = "temporary"
            if position < len(initial):
                _same_kind(entry.type, initial[position].type, name, s)
                entry.initial = constant_of(initial[position])
                if entry.role == "computed":
                    entry.role = "retained"
                entry.assigned = True
            elif initial and entry.role == "computed":
                entry.role = "retained"
            declared.append(entry.name)
        first = self.scope.type_of(declared[0]) if declared else type_
        if self.scope.open_type is None and len({self.scope.type_of(name).kind for name in declared}) > 1:
            text = "ERROR: All variables in array list must be the same type, i.e., all numeric or character."
            raise LoweringError("R0169", text, s.at)
        self.scope.arrays[s.name.lower()] = ArrayEntry(
            s.name, tuple(declared), bounds, first, s.temporary, (s.index or "_I_") if s.implicit else ""
        )
        if s.implicit and not s.index:
            self.scope.declare("_I_", Type("num")).assigned = True
            self.found.automatic_outputs.add("_i_")

    def _texts_of_input(self, s: st.Array, names: list[str]) -> bool:
        """Are the elements of an array columns of text that only the run knows?

        So they are where the step only reads them. Where it sets them too, they are unless the array has a $: without one,
        elements that no input has would be numbers, which are not used as text.
        """
        scope = self.scope
        text = s.is_char or s.name.lower() in scope.texts
        listed = bool(s.elements) and not s.temporary and not s.initial
        set_here = {s.name.lower(), *(name.lower() for name in names)} & self.targets
        open_text = scope.open_type is not None and (scope.open_mixed or scope.open_type.kind == "char")
        return open_text and text and listed and not (s.is_char and set_here)

    def _printed(self, items: tuple[st.PutItem, ...]) -> None:
        """A variable that PUT names first is made: numeric, missing."""
        for item in items:
            if isinstance(item, (st.PutField, st.PutGroup)):
                for name in item.names:
                    if isinstance(name, sx.Var) and "." not in name.name and not name.name.startswith("_"):
                        if name.name.lower() not in (*self.scope.automatic, *self.scope.arrays):
                            self.values.value(name)

    # --- routines ---------------------------------------------------------------------------------------

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


def _same_kind(declared: Type | None, given: Type, name: str, s: st.Statement) -> None:
    """An initial value is of the kind of its variable. Raises LoweringError H0260: SAS documents no conversion here."""
    if declared is not None and declared.kind != given.kind:
        words = {"num": "a number", "char": "a text"}
        message = f"{words[given.kind]} as the initial value of {name}, which is {words[declared.kind]}"
        raise LoweringError("H0260", message, s.at)
