"""Column-wise DATA steps: one SAS statement, one statement over whole columns."""

from __future__ import annotations

from collections import Counter

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, Unsupported, comment_lines, display
from translator.emit.pandas.layout import indent
from translator.emit.pandas.scans import column_values, has_column, key_list, scan_table
from translator.emit.pandas.steps import EMITTERS
from translator.emit.pandas.walk import nodes
from translator.lang.types import Column, Schema
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.loop import Key

LONG = 40  # a step of more lines becomes a function


def emit_columnwise(context: Context, step: rl.Step) -> list[str]:
    """Write a column-wise step: its source, its operations, its columns."""
    node = step.node
    assert isinstance(node, rl.Columnwise)
    lines = ColumnwiseWriter(context, node).write()
    variable = context.write(node.target, Schema(node.schema))
    if len(lines) > LONG:
        lines = as_function(context, node, variable, lines)
    return lines + context.save_lines(node.target)


def as_function(context: Context, node: rl.Columnwise, variable: str, lines: list[str]) -> list[str]:
    """Put a long step into a function of its inputs."""
    sources = (node.source,) if isinstance(node.source, rl.Scan) else node.source.inputs
    inputs = list(dict.fromkeys(context.variable(scan.dataset) for scan in sources))
    if any("lib." in line for line in lines):
        inputs.insert(0, "lib")
    function = context.module_names.claim(f"{variable}_columns")
    head = [f"def {function}({', '.join(inputs)}):", f'    """DATA {node.target}."""']
    context.define(function, [*head, *indent(lines), f"    return {variable}"])
    return [f"{variable} = {function}({', '.join(inputs)})"]


class ColumnwiseWriter:
    """Writes one column-wise step."""

    def __init__(self, context: Context, node: rl.Columnwise) -> None:
        self.context = context
        self.node = node
        self.table = context.variable(node.target)
        self.lines: list[str] = []
        self.owned = False  # is the table a new one, that may be changed?
        self.edges: dict[tuple[str, tuple[str, ...]], str] = {}
        self.locals: set[str] = set()
        self.flags: dict[int, str] = {}  # IN= columns by the position of the data set
        self.extra = False  # are there columns to be dropped at the end?
        self.filtered = False
        uses = Counter(
            (n.which, tuple(k.lower() for k in n.keys))
            for n in nodes(node.operations)
            if isinstance(n, v.FirstLast)
        )
        changed = {c.lower() for o in node.operations for c in targets_of(o)}
        self.named_edges = {key for key, count in uses.items() if count > 1 or changed & set(key[1])}
        self.values = column_values(context, self.table)
        self.values.edge = self.edge
        self.values.flag = self.flag

    def use(self, code: Code) -> str:
        return self.context.use(code)

    def write(self) -> list[str]:
        """The lines of the step."""
        self.source()
        for which, keys in sorted(self.named_edges, key=lambda k: (k[1], k[0])):
            name = self.local(f"{which}_{keys[-1]}")
            self.lines.append(f"{name} = {self.use(self.edge_code(which, keys))}")
            self.edges[which, keys] = name
        for operation in self.node.operations:
            self.lines += comment_lines(operation.comments)
            self.values.remarks.clear()
            before = len(self.lines)
            self.operation(operation)
            if self.values.remarks and len(self.lines) == before + 1 and "\n" not in self.lines[-1]:
                self.lines[-1] += f"  # {', '.join(dict.fromkeys(self.values.remarks))}"
        self.select()
        return self.lines

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

    # --- source -----------------------------------------------------------------------------------------

    def source(self) -> None:
        match self.node.source:
            case rl.Scan() as scan:
                shown, new = scan_table(self.context, scan)
                self.owned = new or self.context.variable(scan.dataset) == self.table
                if scan.dataset in self.node.check_order:
                    shown = self.checked(shown, scan.dataset)
                if self.node.open is not None:
                    shown, self.owned = self.opened(shown, self.node.open), True
                if not self.owned and not self.starts_with_filter():
                    shown += ".copy()"
                    self.owned = True
                if shown != self.table:
                    if (
                        self.node.operations
                        and isinstance(self.node.operations[0], rl.Filter)
                        and shown.isidentifier()
                    ):
                        self.pending = shown
                        return
                    self.lines.append(f"{self.table} = {shown}")
            case rl.Stack() as stack:
                self.stack(stack)
            case rl.MergeBy() as merge:
                self.merge(merge)

    pending = ""

    def starts_with_filter(self) -> bool:
        operations = self.node.operations
        return bool(operations) and isinstance(operations[0], rl.Filter) and not self.named_edges

    def checked(self, shown: str, dataset: str) -> str:
        self.context.need("require_sorted")
        names = key_list([key.name for key in self.node.by])
        down = [key.name for key in self.node.by if key.descending]
        more = f", descending={key_list(down)}" if down else ""
        return f'sas.require_sorted({shown}, {names}{more}, name="{display(dataset)}")'

    def input_table(self, scan: rl.Scan, position: int, inputs: tuple[rl.Scan, ...]) -> str:
        """One of several inputs, with its order checked and its IN= column where that is used."""
        shown, _ = scan_table(self.context, scan)
        if scan.dataset in self.node.check_order:
            shown = self.checked(shown, scan.dataset)
        return shown

    def stack(self, stack: rl.Stack) -> None:
        used = {n.source for n in nodes(self.node.operations) if isinstance(n, v.Flagged) and n.kind == "in"}
        tables: list[str] = []
        flags = {i: stack.inputs[i].in_flag or f"_in_{i}" for i in used}
        for position, scan in enumerate(stack.inputs):
            shown = self.input_table(scan, position, stack.inputs)
            if flags:
                pairs = ", ".join(f'"{name}": {i == position}' for i, name in sorted(flags.items()))
                shown += (
                    f".assign(**{{{pairs}}})"
                    if not all(n.isidentifier() for n in flags.values())
                    else (
                        ".assign("
                        + ", ".join(f"{name}={i == position}" for i, name in sorted(flags.items()))
                        + ")"
                    )
                )
            tables.append(shown)
        self.context.need("pd")
        made = f"pd.concat([{', '.join(tables)}], ignore_index=True)"
        names = [frozenset(name.lower() for _, name in scan.columns) for scan in stack.inputs]
        if len(set(names)) > 1:
            self.context.need("fill_text")
            made = f"sas.fill_text({made})"
        self.flags = flags
        self.extra = bool(flags)
        self.lines.append(f"{self.table} = {made}")
        for name, length in stack.cut:
            self.context.need("cut")
            self.lines.append(
                f"{self.table}[{ex.text(name)}] = sas.cut({self.table}[{ex.text(name)}], {length})"
            )
        if stack.by:
            self.lines.append(f"{self.table} = {self.sorted(self.table, stack.by)}")
        self.owned = True

    def sorted(self, shown: str, by: tuple[Key, ...]) -> str:
        names = [key.name for key in by]
        down = [key.name for key in by if key.descending]
        if down or any(key.type.special for key in by):
            self.context.need("sort")
            more = f", descending={key_list(down)}" if down else ""
            return f"sas.sort({shown}, {key_list(names)}{more})"
        keys = ex.text(names[0]) if len(names) == 1 else key_list(names)
        first = ', na_position="first"' if any(k.type.kind == "num" and k.type.nullable for k in by) else ""
        return f'{shown}.sort_values({keys}, kind="stable"{first}, ignore_index=True)'

    def merge(self, merge: rl.MergeBy) -> None:
        used = {n.source for n in nodes(self.node.operations) if isinstance(n, v.Flagged) and n.kind == "in"}
        left, right = merge.inputs
        by = [key.name for key in merge.by]
        keys = {name.lower() for name in by}
        shared = {n.lower() for _, n in left.columns} & {n.lower() for _, n in right.columns} - keys
        kind = self.simple_join(merge, used, shared)
        tables = [self.input_table(scan, i, merge.inputs) for i, scan in enumerate(merge.inputs)]
        if kind:
            shown_by = ex.text(by[0]) if len(by) == 1 else key_list(by)
            validate = ""
            if merge.unique[0] and merge.unique[1]:
                validate = ', validate="one_to_one"'
            elif merge.unique[1]:
                validate = ', validate="many_to_one"'
            elif merge.unique[0]:
                validate = ', validate="one_to_many"'
            how = f', how="{kind}"' if kind != "inner" else ""
            made = f"{tables[0]}.merge({tables[1]}, on={shown_by}{how}{validate})"
            if kind != "inner":
                self.context.need("fill_text")
                made = f"sas.fill_text({made})"
            self.lines.append(f"{self.table} = {made}")
            self.skip_first = True
        else:
            flags = {i: merge.inputs[i].in_flag or f"_in_{i}" for i in used}
            more = "".join(
                f", {side}={ex.text(flags[i])}" for i, side in ((0, "in_left"), (1, "in_right")) if i in flags
            )
            self.context.need("merge_by")
            self.lines.append(f"{self.table} = sas.merge_by({tables[0]}, {tables[1]}, {key_list(by)}{more})")
            self.flags = flags
            self.extra = bool(flags)
        self.owned = True

    skip_first = False

    def simple_join(self, merge: rl.MergeBy, used: set[int], shared: set[str]) -> str:
        """ "left" or "inner" where the merge is a plain join: one side unique, nothing shared, IN= only in the first
        filter. Joins keep the order of the left table, which is in BY order."""
        operations = self.node.operations
        if shared or not any(merge.unique) or not operations or not isinstance(operations[0], rl.Filter):
            return ""
        rest = [n for n in nodes(operations[1:]) if isinstance(n, v.Flagged)]
        if rest or any(isinstance(n, v.FirstLast) for n in nodes(operations)):
            return ""
        condition = operations[0].condition
        wanted = [condition] if isinstance(condition, v.Flagged) else list(getattr(condition, "args", ()))
        if isinstance(condition, v.Logic) and condition.op != "and":
            return ""
        wanted = [
            w.value.condition if isinstance(w, v.Truth) and isinstance(w.value, v.Flag) else w for w in wanted
        ]
        if not wanted or not all(isinstance(w, v.Flagged) for w in wanted):
            return ""
        sources = {w.source for w in wanted if isinstance(w, v.Flagged)}
        if sources == {0} and merge.unique[1]:
            return "left"
        return "inner" if sources == {0, 1} else ""

    # --- flags ------------------------------------------------------------------------------------------

    def edge(self, value: v.FirstLast) -> Code:
        key = (value.which, tuple(k.lower() for k in value.keys))
        return ex.atom(self.edges[key]) if key in self.edges else self.edge_code(*key)

    def edge_code(self, which: str, keys: tuple[str, ...]) -> Code:
        spelled = {key.name.lower(): key.name for key in self.node.by}
        names = [spelled[key] for key in keys]
        table = self.pending or self.table
        if self.node.runs or any(key.type.special for key in self.node.by):
            helper = "sas.starts_run" if which == "first" else "sas.ends_run"
            return ex.call(helper, table, key_list(names))
        shown = ex.text(names[0]) if len(names) == 1 else key_list(names)
        more = ', keep="last"' if which == "last" else ""
        return Code(f"~{table}.duplicated({shown}{more})", ex.SIGN)

    def flag(self, value: v.Flagged) -> Code:
        if value.kind != "in":
            raise Unsupported("H0462", "END= in a column-wise step")
        if isinstance(self.node.source, rl.Scan):
            raise Unsupported("H0462", "IN= of one data set in a column-wise step")
        return Code(f"{self.table}[{ex.text(self.flags[value.source])}]", ex.CALL)

    # --- operations -------------------------------------------------------------------------------------

    def operation(self, operation: rl.RowOperation) -> None:
        if self.skip_first:
            self.skip_first = False
            return
        column: Column
        match operation:
            case rl.Derive(column=column, value=value):
                self.lines.append(f"{self.cell(column.name)} = {self.fresh_value(value)}")
            case rl.Filter(condition=condition):
                self.filter(condition)
            case rl.Branches():
                self.branches(operation)
            case rl.RunningSum():
                self.running_sum(operation)
            case rl.Lagged(column=column, value=value, kind=kind, depth=depth):
                series = self.series(value)
                number = "" if depth == 1 else str(depth)
                if kind == "dif":
                    made = f"{ex.wrap(series, ex.CALL)}.diff({number})"
                elif value.type.kind == "char":
                    made = f'{ex.wrap(series, ex.CALL)}.shift({number or 1}, fill_value="")'
                else:
                    made = f"{ex.wrap(series, ex.CALL)}.shift({number})"
                self.use(series)
                self.lines.append(f"{self.cell(column.name)} = {made}")

    def cell(self, name: str) -> str:
        return f"{self.table}[{ex.text(name)}]"

    def fresh_value(self, value: v.Value) -> str:
        """A value for a column: a literal as a float, an expression of literals made one."""
        if isinstance(value, v.Constant):
            if isinstance(value.value, float) and value.value != value.value:
                return self.nan()
            return self.use(self.values.value(value, whole=False))
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
        return f"pd.Series({self.use(code)}, index={self.table}.index)"

    def filter(self, condition: v.Value) -> None:
        table = self.pending or self.table
        if self.pending:
            saved, self.values.column = self.values.column, column_values(self.context, table).column
            test = self.test(condition)
            self.values.column = saved
            self.pending = ""
        else:
            test = self.test(condition)
        self.lines.append(f"{self.table} = {table}.loc[{test}].reset_index(drop=True)")
        self.owned = True
        self.filtered = True

    def running_sum(self, operation: rl.RunningSum) -> None:
        target = self.cell(operation.column.name)
        value = operation.value
        restart = operation.restart
        if (
            isinstance(value, v.Constant)
            and value.value == 1
            and operation.when is None
            and not self.node.runs
        ):
            if restart is None:
                self.lines.append(f"{target} = {self.table}.index + 1.0")
                return
            if not any(key.type.special for key in self.node.by):
                spelled = {key.name.lower(): key.name for key in self.node.by}
                names = [spelled[key.lower()] for key in restart.keys]
                shown = ex.text(names[0]) if len(names) == 1 else key_list(names)
                made = f"{self.table}.groupby({shown}, sort=False, dropna=False).cumcount() + 1.0"
                self.lines.append(f"{target} = {made}")
                return
        series = self.series(value)
        text = self.use(series)
        if operation.when is not None:
            text = f"{ex.wrap(series, ex.CALL)}.where({self.test(operation.when)})"
        self.context.need("running_sum")
        more = f", restart={self.use(self.edge(restart))}" if restart is not None else ""
        self.lines.append(f"{target} = sas.running_sum({text}{more})")

    # --- IF and ELSE ------------------------------------------------------------------------------------

    def branches(self, operation: rl.Branches) -> None:
        new = {column.name.lower() for column in operation.new}
        targets: dict[str, Column] = {}
        for _, pairs in operation.branches:
            for column, _ in pairs:
                targets.setdefault(column.name.lower(), column)
        conditions = [condition for condition, _ in operation.branches if condition is not None]
        read = {n.name.lower() for c in conditions for n in nodes(c) if isinstance(n, v.Variable)}
        shown: list[str] = []
        if len(targets) > 1:
            for condition in conditions:
                name = self.local(self.condition_name(condition))
                self.lines.append(f"{name} = {self.test(condition)}")
                shown.append(name)
        else:
            shown = [self.test(condition) for condition in conditions]
        values = self.values
        if self.needs_copy(operation, list(targets)):
            before = self.local(f"{self.table}_before")
            self.lines.append(f"{before} = {self.table}.copy()")
            values = column_values(self.context, before)
            values.edge, values.flag = self.edge, self.flag
        del read
        for key, column in targets.items():
            self.branch_target(operation, key, column, shown, key in new, values)

    def branch_target(
        self, operation: rl.Branches, key: str, column: Column, shown: list[str], new: bool, values: object
    ) -> None:
        """One column of an IF/ELSE chain."""
        cell = self.cell(column.name)
        saved = self.values
        self.values = values  # type: ignore[assignment]
        char = column.type.kind == "char"
        chosen = [{c.name.lower(): value for c, value in pairs}.get(key) for _, pairs in operation.branches]
        has_else = operation.branches[-1][0] is None
        final = chosen[-1] if has_else else None
        tests = list(zip(shown, chosen))
        while tests and tests[-1][1] is None and final is None:
            tests.pop()
        if len(tests) == 1 and final is None and not new:
            value = tests[0][1]
            assert value is not None
            self.lines.append(
                f"{self.table}.loc[{tests[0][0]}, {ex.text(column.name)}] = {self.fresh_value(value)}"
            )
        else:
            base: str
            if final is not None:
                base = self.fresh_value(final)
                plain = not has_column(final)
            elif new:
                base, plain = ('""' if char else self.nan()), True
            else:
                base, plain = cell, False
            if len(tests) == 1 and plain and isinstance(tests[0][1], v.Constant):
                self.context.need("np")
                self.lines.append(
                    f"{cell} = np.where({tests[0][0]}, {self.fresh_value(tests[0][1])}, {base})"
                )
            elif not tests:
                self.lines.append(f"{cell} = {base}")
            else:
                if plain:
                    self.context.need("pd")
                    start = f"pd.Series({base}, index={self.table}.index)"
                else:
                    start = base if base.replace("_", "a").isalnum() or base == cell else f"({base})"
                keep = ('""' if char else self.nan()) if new else cell
                pairs = ", ".join(
                    f"({test}, {keep if value is None else self.fresh_value(value)})" for test, value in tests
                )
                self.lines.append(f"{cell} = {start}.case_when([{pairs}])")
        self.values = saved

    def needs_copy(self, operation: rl.Branches, order: list[str]) -> bool:
        """Does a value read a column that an earlier statement of the same chain has set?"""
        for _, pairs in operation.branches:
            for column, value in pairs:
                earlier = set(order[: order.index(column.name.lower())])
                if any(isinstance(n, v.Variable) and n.name.lower() in earlier for n in nodes(value)):
                    return True
        return False

    def condition_name(self, condition: v.Value) -> str:
        """A name for a condition that is used more than once."""
        match condition:
            case v.FirstLast(which, keys):
                return f"{which}_{keys[-1]}"
            case v.Comparison("=", v.Variable(name), v.Constant("")):
                return f"no_{name}"
        names = [n.name for n in nodes(condition) if isinstance(n, v.Variable)]
        wanted = f"{names[0].lower()}_case" if names else "case"
        number = 2
        made = wanted
        while made in self.locals:
            made, number = f"{wanted}_{number}", number + 1
        return made

    # --- columns ----------------------------------------------------------------------------------------

    def opened(self, shown: str, columns: rl.OpenColumns) -> str:
        """The input with a check of the columns that only the run knows: those read are there, those made are not."""
        self.context.need("open_columns")
        present = ", ".join(
            f"{ex.text(n)}: {ex.text('float64' if k == 'num' else 'str')}" for n, k in columns.present
        )
        return f"sas.open_columns({shown}, {{{present}}}, {key_list(columns.absent)})"

    def select_open(self, columns: rl.OpenColumns) -> None:
        """The columns of an output that only the run knows in full."""
        if columns.drop:
            self.lines.append(f"{self.table} = {self.table}.drop(columns={key_list(columns.drop)})")
        if columns.leading:
            self.context.need("columns_first")
            self.lines.append(f"{self.table} = sas.columns_first({self.table}, {key_list(columns.leading)})")
        if columns.rename:
            pairs = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in columns.rename)
            self.lines.append(f"{self.table} = {self.table}.rename(columns={{{pairs}}})")

    def select(self) -> None:
        """The columns of the output, in order, renamed."""
        if self.pending:
            self.lines.append(f"{self.table} = {self.pending}.copy()")
            self.pending = ""
        if self.node.where is not None:
            self.filter(self.node.where)
        if self.node.open is not None:
            if self.extra:
                raise Unsupported("H0245", "helper columns beside columns that only the run knows")
            self.select_open(self.node.open)
        elif self.node.select or self.extra:
            names = [name for name, _ in self.node.columns]
            made = f"{self.table}[{key_list(names)}]"
            renamed = [(a, b) for a, b in self.node.columns if a != b]
            if renamed:
                pairs = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in renamed)
                made += f".rename(columns={{{pairs}}})"
            self.lines.append(f"{self.table} = {made}")
        elif not self.lines:
            self.lines.append(f"{self.table} = {self.table}.copy()")


def targets_of(operation: rl.RowOperation) -> list[str]:
    """The columns that an operation sets."""
    match operation:
        case rl.Branches(branches=branches):
            return [column.name for _, pairs in branches for column, _ in pairs]
        case rl.Filter():
            return []
        case _:
            return [operation.column.name]


EMITTERS[rl.Columnwise] = emit_columnwise
