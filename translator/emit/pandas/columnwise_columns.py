"""The columns of a column-wise step: values, conditions and flags over them, names beside them."""

from __future__ import annotations

from collections import Counter

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.columnwise_arrays import list_literal
from translator.emit.pandas.columnwise_source import SourceWriter
from translator.emit.pandas.context import Context, Unsupported
from translator.emit.pandas.scans import column_values, has_column, key_list
from translator.emit.pandas.values_columns import ColumnValues
from translator.library.missing import missing_letter
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes


class ColumnsWriter(SourceWriter):
    """Writes what statements over whole columns are made of."""

    def __init__(self, context: Context, node: rl.Columnwise, table: str) -> None:
        super().__init__(context, node, table)
        self.edges: dict[tuple[str, tuple[str, ...]], str] = {}
        self.locals: set[str] = set()
        self.held: dict[int, str] = {}  # masks by their numbers
        self.filtered = False
        self.turns: dict[str, str] = {}  # in a loop over columns: the variable that holds a column's name
        self.lists: dict[str, str] = {}  # arrays whose lists of names are made
        uses = Counter(
            (n.which, tuple(k.lower() for k in n.keys))
            for n in nodes((node.operations, node.parts))
            if isinstance(n, v.FirstLast)
        )
        changed = {c.lower() for o in node.operations for c in rl.made_columns(o)}
        self.named_edges = {key for key, count in uses.items() if count > 1 or changed & set(key[1])}
        self.values = self.writer_of(self.table)

    def writer_of(self, table: str) -> ColumnValues:
        """A writer of values over the columns of a table."""
        values = column_values(self.context, table)
        plain = values.column

        def column(name: str) -> Code:
            turn = self.turns.get(name.lower())
            return Code(f"{table}[{turn}]", ex.CALL) if turn else plain(name)

        values.column = column
        values.edge = self.edge
        values.flag = self.flag
        values.found = lambda value: self.found(values, value)
        values.names = lambda value: self.list_of(value.array, tuple(e.name for e in value.elements))
        values.held = lambda value: ex.atom(self.held[value.number])
        return values

    def found(self, values: ColumnValues, value: v.Found) -> Code:
        """Which rows have their key in another table."""
        table = self.context.read(value.dataset)
        columns = [column for column, _ in value.keys]
        if len(value.keys) == 1:
            own = values.value(value.keys[0][1])
            return ex.method(own, "isin", f"{table}[{ex.text(columns[0])}]")
        own_keys = key_list([variable.name for _, variable in value.keys])
        return ex.call("sas.has_key", f"{values.frame}[{own_keys}]", f"{table}[{key_list(columns)}]")

    def list_of(self, array: str, every: tuple[str, ...]) -> str:
        """The list of an array's columns, made before the statement that uses it first."""
        if array.lower() not in self.lists:
            self.lists[array.lower()] = self.context.local(array.lower())
            self.lines.append(f"{self.lists[array.lower()]} = {list_literal(every)}")
        return self.lists[array.lower()]

    def local(self, wanted: str) -> str:
        """A name of a local series, free of the tables' names."""
        name = (
            self.context.names.claim(wanted, f"{self.table}_{wanted}")
            if wanted not in self.locals
            else wanted
        )
        if name not in self.locals:
            self.locals.add(name)
            self.context.names.taken.discard(name)
            if name in self.context.tables.values():
                name += "_"
        return name

    def edge(self, value: v.FirstLast) -> Code:
        key = (value.which, tuple(k.lower() for k in value.keys))
        return ex.atom(self.edges[key]) if key in self.edges else self.edge_code(*key)

    def edge_code(self, which: str, keys: tuple[str, ...], compared: bool = False) -> Code:
        """FIRST. or LAST.; `compared`: by a helper that compares neighbours, faster than hashing all keys."""
        spelled = {key.name.lower(): key.name for key in self.node.by}
        names = [spelled[key] for key in keys]
        table = self.pending or self.table
        if compared or self.node.runs or any(key.type.special for key in self.node.by):
            helper = "sas.starts_run" if which == "first" else "sas.ends_run"
            return ex.call(helper, table, key_list(names))
        shown = ex.text(names[0]) if len(names) == 1 else key_list(names)
        more = ', keep="last"' if which == "last" else ""
        return Code(f"~{table}.duplicated({shown}{more})", ex.SIGN)

    def flag(self, value: v.Flagged) -> Code:
        if value.kind == "end":
            table = self.pending or self.table
            return Code(f"{table}.index == len({table}) - 1", ex.COMPARE)
        if isinstance(self.node.source, rl.Scan):
            raise Unsupported("H0462", "IN= of one data set in a column-wise step")
        return Code(f"{self.table}[{ex.text(self.flags[value.source])}]", ex.CALL)

    def key(self, name: str) -> str:
        """A column's name as code: a text, or the variable of a loop over columns."""
        return self.turns.get(name.lower()) or ex.text(name)

    def cell(self, name: str) -> str:
        return f"{self.table}[{self.key(name)}]"

    def cell_of(self, value: v.Value) -> str:
        """A variable's column, "" for other values."""
        return self.cell(value.name) if isinstance(value, v.Variable) else ""

    def fresh_value(self, value: v.Value) -> str:
        """A value for a column: a literal as a float, an expression of literals made one."""
        if isinstance(value, v.Constant):
            if isinstance(value.value, float) and value.value != value.value and not is_special(value):
                return self.nan()
            return self.use(self.values.value(value, whole=False))
        if isinstance(value, v.Automatic):
            return f"{self.table}.index + 1.0"
        code = self.values.value(value)
        if not has_column(value) and value.type.kind == "num":
            return f"float({self.use(code)})"
        return self.use(code)

    def nan(self) -> str:
        self.context.need("np")
        return "np.nan"

    def series(self, value: v.Value) -> Code:
        """A value as a column, also where it is a literal."""
        if has_column(value):
            return self.values.value(value)
        return Code(
            f"pd.Series({self.fresh_value(value)}, index={self.table}.index)", ex.CALL, frozenset({"pd"})
        )

    def test(self, condition: v.Value) -> str:
        """A condition as a column of True and False."""
        code = self.values.condition(condition)
        if has_column(condition):
            return self.use(code)
        self.context.need("pd")
        return f"pd.Series({self.use(code)}, index={self.values.frame}.index)"


def is_special(value: v.Value | None) -> bool:
    """Is it one of .A-.Z and ._ ?"""
    return (
        isinstance(value, v.Constant)
        and isinstance(value.value, float)
        and value.value != value.value
        and bool(missing_letter(value.value))
    )
