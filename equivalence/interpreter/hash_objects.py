"""DECLARE, _NEW_ and method calls of hash and hash iterator objects -> closures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.hash_table import FAILED, HashIterator, HashTable, Item
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import Slot
from equivalence.interpreter.signals import Exec
from equivalence.interpreter.tables import Row, Table, Value
from translator.lang import statements as st
from translator.lang import syntax as s
from translator.lang.source import Source, Token

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

Arguments = list[tuple[str, Code]]
FAILING = {"find": "Key not found.", "check": "Key not found.", "add": "Duplicate key.", "remove": "Key not found.",
           "replacedup": "Key not found.", "removedup": "Key not found."}  # fmt: skip


class Objects:
    """The component objects of a DATA step, by lower-case name of their variables."""

    def __init__(self, host: StepCompiler) -> None:
        self.host = host
        self.kinds: dict[str, str] = {}
        self.live: dict[str, HashTable | HashIterator] = {}
        self._pending: dict[str, str] = {}
        self.undeclared: dict[str, tuple[str, str]] = {}

    # --- statements -------------------------------------------------------------------------------------

    def compile(self, statement: st.Declare | st.Invoke) -> Exec | None:
        """Return the closure of DECLARE or of a method call. Raises StepError."""
        if isinstance(statement, st.Declare):
            kind = statement.kind.lower()
            if kind not in ("hash", "hiter"):
                raise Unsupported(f"objects of the class {kind}", statement.at)
            self.kinds[statement.name.lower()] = kind
            if statement.args is None:
                return None
            return self._create(statement.name, kind, self._arguments(statement.args), statement.at)
        call = statement.call
        if not isinstance(call, s.MethodCall):
            raise StepError("A statement of this form must be a method call.", statement.at, "R0010")
        run = self._method(call)
        failing = FAILING.get(call.method.lower())

        def execute() -> None:
            if run() and failing is not None:
                raise StepError(failing, call.at, "R0026")

        return execute

    def new(self, target: str, value: s.New) -> Exec:
        """`h = _new_ hash(…)`."""
        kind = value.kind.lower()
        if kind not in ("hash", "hiter"):
            raise Unsupported(f"objects of the class {kind}", value.at)
        self.kinds[target.lower()] = kind
        return self._create(target, kind, self._arguments(value.args), value.at)

    def compile_value(self, expr: s.MethodCall | s.New) -> Code:
        """Return the code of a method call in an expression: its return code."""
        if isinstance(expr, s.New):
            raise StepError("_NEW_ must stand alone on the right side of an assignment.", expr.at, "R0010")
        return Code("num", self._method(expr), at=expr.at)

    def attribute(self, qualifier: str, name: str, at: Token | None) -> Code | None:
        """Return NUM_ITEMS or ITEM_SIZE of an object; None where the qualifier is no object."""
        if qualifier.lower() not in self.kinds:
            return None
        if name.lower() == "num_items":
            return Code("num", lambda: self._table(qualifier, at).count(), at=at)
        if name.lower() == "item_size":
            return Code("num", lambda: _item_size(self._table(qualifier, at)), at=at)
        raise StepError(f"The attribute {name} of a hash object is not known.", at, "R0010")

    def _arguments(self, args: tuple[tuple[str, s.Expr], ...]) -> Arguments:
        return [(tag.lower(), self.host.ex.compile(value)) for tag, value in args]

    # --- creation ---------------------------------------------------------------------------------------

    def _create(self, name: str, kind: str, args: Arguments, at: Token | None) -> Exec:
        host = self.host
        if kind == "hiter":
            of = next((as_text(code, host.notes) for tag, code in args if tag == ""), None)
            if of is None:
                raise StepError("A hash iterator needs the name of a hash object.", at, "R0010")
            named = of

            def create_iterator() -> None:
                table = self._table(named().strip(), at)
                made = self.live[name.lower()] = HashIterator(table)
                table.iterators.append(made)

            return create_iterator
        allowed = {"dataset", "duplicate", "ordered", "multidata", "hashexp", "suminc", "keysum", ""}
        for tag, _ in args:
            if tag not in allowed or tag == "keysum":
                raise Unsupported(f"the hash argument {tag.upper()}:", at)
        texts = {tag: as_text(code, host.notes) for tag, code in args if tag != "hashexp"}

        def create() -> None:
            table = HashTable(name, host.pdv.values)
            given = {tag: run().strip() for tag, run in texts.items()}
            order = given.get("ordered", "n").lower()
            table.ordered = "d" if order.startswith("d") else "a" if order[:1] in ("a", "y") else ""
            table.multiple = given.get("multidata", "n").lower()[:1] in ("y", "m")
            table.duplicate = given.get("duplicate", "").lower()[:1]
            if given.get("suminc"):
                table.suminc = host.pdv.find(given["suminc"])
            self.live[name.lower()] = table
            self._pending[name.lower()] = given.get("dataset", "")

        return create

    def _forget(self, name: str) -> None:
        """DELETE: an iterator that is deleted points to no item any more."""
        old = self.live.pop(name.lower(), None)
        if isinstance(old, HashIterator):
            old.table.iterators.remove(old)

    def _table(self, name: str, at: Token | None) -> HashTable:
        found = self.live.get(name.lower())
        if isinstance(found, HashIterator):
            return found.table
        if found is None:
            line, column = place(at)
            raise StepError(f"Uninitialized object at line {line} column {column}.", at, "R0026")
        return found

    # --- methods ----------------------------------------------------------------------------------------

    def _method(self, call: s.MethodCall) -> Callable[[], float]:
        host, name, method = self.host, call.object, call.method.lower()
        kind = self.kinds.get(name.lower())
        if kind is None:
            raise StepError(f"The object {name} was not declared.", call.at, "R0010")
        args = self._arguments(call.args)
        if kind == "hiter":
            return self._iterator_method(name, method, args, call.at)
        if method in ("definekey", "definedata"):
            return self._define(name, method, args, call.at)
        if method == "definedone":
            return lambda: self._done(name, call.at)
        if method == "output":
            texts = [as_text(code, host.notes) for tag, code in args if tag == "dataset"]
            return lambda: self._output(name, [run().strip() for run in texts], call.at)
        keys = [code for tag, code in args if tag == "key"]
        data = [code for tag, code in args if tag in ("data", "")]
        return self._item_method(name, method, keys, data, args, call.at)

    def _given(self, codes: list[Code], slots: Callable[[], list[Slot]]) -> Callable[[], list[Value]]:
        notes = self.host.notes
        runs = [(code, as_number(code, notes) if code.kind == "num" else code.run) for code in codes]
        return lambda: [run() for _, run in runs]

    def _item_method(
        self, name: str, method: str, keys: list[Code], data: list[Code], args: Arguments, at: Token | None
    ) -> Callable[[], float]:
        key_values, data_values = self._given(keys, list), self._given(data, list)
        live, lower = self.live, name.lower()

        def table() -> HashTable:
            found = live.get(lower)
            return found if isinstance(found, HashTable) else self._table(name, at)

        def key_of(one: HashTable) -> tuple[Any, ...]:
            return one.key_of(key_values() if keys else None)

        match method:
            case "find":
                return lambda: table().find(key_of(table()))
            case "check":
                return lambda: table().check(key_of(table()))
            case "add":
                return lambda: table().add(key_of(table()), table().row(data_values() if data else None))
            case "replace":
                return lambda: table().replace(key_of(table()), table().row(data_values() if data else None))
            case "ref":

                def ref() -> float:
                    one = table()
                    key = key_of(one)
                    return one.check(key) and one.add(key, one.row(data_values() if data else None))

                return ref
            case "remove":
                return lambda: table().remove(key_of(table()))
            case "clear":
                return lambda: table().clear()
            case "delete":

                def delete() -> float:
                    live.pop(lower, None)
                    return 0.0

                return delete
            case "find_next":
                return lambda: table().move(1)
            case "find_prev":
                return lambda: table().move(-1)
            case "do_over":
                return lambda: table().do_over(key_of(table()))
            case "reset_dup":

                def reset() -> float:
                    table().current = None
                    return 0.0

                return reset
            case "removedup":
                return lambda: table().remove_current()
            case "replacedup":

                def replace_current() -> float:
                    item = table().current_item()
                    if item is None:
                        return FAILED
                    item.data = table().row(data_values() if data else None)
                    return 0.0

                return replace_current
            case "has_next" | "has_prev" | "sum" | "sumdup":
                return self._result_method(method, table, key_of, args, at)
            case "equals":
                named = next((as_text(code, self.host.notes) for tag, code in args if tag == "hash"), None)
                target = next((code.slot for tag, code in args if tag in ("result", "r")), None)
                if named is None or target is None:
                    raise StepError("The method EQUALS needs hash: and result:.", at, "R0010")
                other, index = named, target
                self.host.pdv.slots[index].assigned = True

                def equals() -> float:
                    pairs = [
                        [(item.key, item.data) for item in one.in_order()]
                        for one in (table(), self._table(other().strip(), at))
                    ]
                    self.host.pdv.values[index] = 1.0 if pairs[0] == pairs[1] else 0.0
                    return 0.0

                return equals
            case _:
                raise StepError(f"Unknown method {method.upper()} for object {name}.", at, "R0010")

    def _result_method(
        self, method: str, table: Callable[[], HashTable], key_of: Any, args: Arguments, at: Token | None
    ) -> Callable[[], float]:
        """Methods that put their result into the variable named after `result:` or `sum:`."""
        target = next((code.slot for tag, code in args if tag in ("result", "r", "sum")), None)
        if target is None:
            raise StepError(f"The method {method.upper()} needs a variable for its result.", at, "R0010")
        index, values = target, self.host.pdv.values
        self.host.pdv.slots[index].assigned = True

        def run() -> float:
            one = table()
            if method in ("has_next", "has_prev"):
                values[index] = 1.0 if one.has(1 if method == "has_next" else -1) else 0.0
                return 0.0
            item: Item | None
            found = one.items.get(key_of(one), [])
            item = one.current_item() if method == "sumdup" else found[0] if found else None
            if item is None:
                return FAILED
            values[index] = item.total
            return 0.0

        return run

    def _iterator_method(
        self, name: str, method: str, args: Arguments, at: Token | None
    ) -> Callable[[], float]:
        lower = name.lower()

        def iterator() -> HashIterator:
            found = self.live.get(lower)
            if not isinstance(found, HashIterator):
                raise StepError(f"The hash iterator {name} was not created.", at, "R0026")
            return found

        match method:
            case "first":
                return lambda: iterator().first()
            case "last":
                return lambda: iterator().last()
            case "next":
                return lambda: iterator().next()
            case "prev":
                return lambda: iterator().previous()
            case "setcur":
                keys = self._given([code for tag, code in args if tag == "key"], list)
                given = any(tag == "key" for tag, _ in args)
                return lambda: iterator().set_current(iterator().table.key_of(keys() if given else None))
            case "delete":

                def delete() -> float:
                    self._forget(name)
                    return 0.0

                return delete
            case _:
                raise StepError(f"Unknown method {method.upper()} for object {name}.", at, "R0010")

    # --- definition, loading, output --------------------------------------------------------------------

    def _define(self, name: str, method: str, args: Arguments, at: Token | None) -> Callable[[], float]:
        host = self.host
        texts = [(tag, as_text(code, host.notes)) for tag, code in args]

        def define() -> float:
            table = self._table(name, at)
            slots = table.keys if method == "definekey" else table.data
            for tag, run in texts:
                text = run().strip()
                if tag == "all":
                    if text.lower()[:1] == "y":
                        slots.extend(self._all(name, at))
                    continue
                slot = host.pdv.find(text)
                if slot is None:
                    if text.lower() in self.kinds:
                        raise Unsupported("a hash object that holds hash objects", at)
                    self.undeclared.setdefault(name.lower(), (method.removeprefix("define"), text))
                    continue
                slots.append(slot)
            return 0.0

        return define

    def _all(self, name: str, at: Token | None) -> list[Slot]:
        text = self._pending.get(name.lower(), "")
        if not text:
            raise StepError("ALL: needs a data set.", at, "R0026")
        table = self.host.session.read(parse_dataset(text))
        found = [self.host.pdv.find(variable.name) for variable in table.variables]
        return [slot for slot in found if slot is not None]

    def _done(self, name: str, at: Token | None) -> float:
        table = self._table(name, at)
        if name.lower() in self.undeclared:
            (what, text), (line, column) = self.undeclared[name.lower()], place(at)
            message = f"Undeclared {what} symbol {text} for hash object at line {line} column {column}."
            raise StepError(message, at, "R0026")
        if not table.data:
            table.data = list(table.keys)
        text = self._pending.get(name.lower(), "")
        if text and not table.done:
            self._load(table, self.host.session.read(parse_dataset(text)), text)
        table.done = True
        return 0.0

    def _load(self, table: HashTable, source: Table, text: str) -> None:
        slots = {slot.name.lower(): slot for slot in (*table.keys, *table.data)}
        for lower, slot in slots.items():
            if not source.has(lower):
                raise StepError(f"Variable {slot.name} is not in data set {text}.", None, "R0026")
        keys = [(source.index(slot.name), slot) for slot in table.keys]
        data = [(source.index(slot.name), slot) for slot in table.data]
        from equivalence.interpreter.tables import sort_rank

        for row in source.rows:
            key = tuple(sort_rank(row[p]) for p, _ in keys)
            values = [slot.fit(row[p]) for p, slot in data]
            if table.add(key, values):
                if table.duplicate == "e":
                    raise StepError("Duplicate key found when loading data set " + text, None, "R0026")
                if table.duplicate == "r":
                    table.replace(key, values)
        self.host.session.note(
            f"There were {len(source.rows)} observations read from the data set {_name(text)}."
        )

    def _output(self, name: str, texts: list[str], at: Token | None) -> float:
        table = self._table(name, at)
        variables = [slot.variable() for slot in table.data]
        rows: list[Row] = [
            [value.rstrip(" ") if isinstance(value, str) else value for value in item.data]
            for item in table.in_order()
        ]
        for text in texts:
            self.host.session.write(parse_dataset(text), Table(list(variables), [list(row) for row in rows]))
        return 0.0


def _item_size(table: HashTable) -> float:
    return float(sum(slot.length for slot in (*table.keys, *table.data)))


def _name(text: str) -> str:
    name = text.split("(")[0].strip().upper()
    return name if "." in name else f"WORK.{name}"


def parse_dataset(text: str) -> st.Dataset:
    """Return the data set that a text such as "work.x(where=(a>1))" names. Raises StepError."""
    from translator.frontend.macro.state import MacroState
    from translator.frontend.parse.datasets import with_its_end
    from translator.frontend.reader import Reader

    program = f"data _null_; set {with_its_end(text)}; run;"
    reader = Reader(Source("data set name", program), MacroState(), [])
    for step in reader.steps():
        if isinstance(step, st.DataStep) and step.body and isinstance(step.body[0], st.Set):
            datasets = step.body[0].datasets
            if len(datasets) == 1:
                return datasets[0]
    raise StepError(f"Invalid data set name {text}.", None, "R0026")


__all__ = ["Objects", "parse_dataset"]
