"""Column-wise DATA steps: one SAS statement, one statement over whole columns."""

from __future__ import annotations

import re
from collections import Counter

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.columnwise_arrays import list_literal, part_of, turn_names
from translator.emit.pandas.columnwise_source import SourceWriter
from translator.emit.pandas.context import Context, Unsupported, comment_lines
from translator.emit.pandas.layout import indent
from translator.emit.pandas.scans import choices, column_values, has_column, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.emit.pandas.values_columns import ColumnValues
from translator.emit.pandas.walk import nodes
from translator.lang.types import Column, Schema
from translator.library.missing import missing_letter
from translator.plan import relations as rl
from translator.plan import values as v

LONG = 40  # a step of more lines becomes a function


def emit_columnwise(context: Context, step: rl.Step) -> list[str]:
    """Write a column-wise step: its source, its operations, its columns."""
    node = step.node
    assert isinstance(node, rl.Columnwise)
    targets = [part.target for part in node.parts] or [node.target]
    variables = [context.variable(target) for target in targets]
    table = variables[0] if len(targets) == 1 else context.local("rows")
    lines = ColumnwiseWriter(context, node, table).write()
    schemas = [part.schema for part in node.parts] or [node.schema]
    for target, schema in zip(targets, schemas, strict=True):
        context.write(target, Schema(schema))
    if len(lines) > LONG:
        lines = as_function(context, node, variables, lines)
    return lines + [line for target in targets for line in context.save_lines(target)]


def as_function(context: Context, node: rl.Columnwise, variables: list[str], lines: list[str]) -> list[str]:
    """Put a long step into a function of its inputs."""
    variable = ", ".join(variables)
    inputs = list(dict.fromkeys(context.variable(scan.dataset) for scan in rl.source_inputs(node.source)))
    if any("lib." in line for line in lines):
        inputs.insert(0, "lib")
    rows = isinstance(node.source, rl.Literal)
    function = context.module_names.claim(f"{'_and_'.join(variables)}_{'rows' if rows else 'columns'}")
    what = ": the lines of the program" if rows else ""
    names = " ".join([part.target for part in node.parts] or [node.target])
    head = [f"def {function}({', '.join(inputs)}):", f'    """DATA {names}{what}."""']
    context.define(function, [*head, *indent(lines), f"    return {variable}"])
    return [f"{variable} = {function}({', '.join(inputs)})"]


class ColumnwiseWriter(SourceWriter):
    """Writes one column-wise step."""

    def __init__(self, context: Context, node: rl.Columnwise, table: str) -> None:
        super().__init__(context, node, table)
        self.edges: dict[tuple[str, tuple[str, ...]], str] = {}
        self.locals: set[str] = set()
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

    def write(self) -> list[str]:
        """The lines of the step."""
        self.source()
        for which, keys in sorted(self.named_edges, key=lambda k: (k[1], k[0])):
            name = self.local(f"{which}_{keys[-1]}")
            self.lines.append(f"{name} = {self.use(self.edge_code(which, keys))}")
            self.edges[which, keys] = name
        level = self.context.marks.level()
        for operation in self.node.operations:
            self.lines += self.context.marks.to(operation.at, level)
            self.lines += comment_lines(operation.comments)
            self.values.remarks.clear()
            before = len(self.lines)
            self.operation(operation)
            if self.values.remarks and len(self.lines) == before + 1 and "\n" not in self.lines[-1]:
                self.lines[-1] += f"  # {', '.join(dict.fromkeys(self.values.remarks))}"
        self.lines += self.context.marks.back(level)
        if self.node.parts:
            self.parts()
        else:
            self.select()
        return self.lines

    def parts(self) -> None:
        """The outputs, each the rows for which its condition holds."""
        written = {self.context.variable(part.target) for part in self.node.parts}
        if self.only_source() and self.lines[-1].partition(" = ")[2] not in written:
            self.table = self.lines.pop().partition(" = ")[2]
            self.values = self.writer_of(self.table)
        for part in self.node.parts:
            variable = self.context.variable(part.target)
            chosen_here = part.open is None and (part.select or self.extra)
            names = key_list([name for name, _ in part.columns]) if chosen_here else ""
            made = self.table
            if part.condition is not None:
                made += (
                    f".loc[{self.test(part.condition)}{', ' + names if names else ''}].reset_index(drop=True)"
                )
            elif names:
                made += f"[{names}]"
            else:
                made += ".copy()"
            renamed = [(a, b) for a, b in part.columns if a != b]
            if part.open is not None:
                chosen = self.open_choices(part.open)
                if chosen:
                    self.context.need("only")
                    made = f"sas.only({made.removesuffix('.copy()')}, {', '.join(chosen)})"
            elif renamed:
                pairs = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in renamed)
                made += f".rename(columns={{{pairs}}})"
            self.lines.append(f"{variable} = {made}")

    def only_source(self) -> bool:
        """Is the table so far just a data set under another name?"""
        return (
            len(self.lines) == 1
            and isinstance(self.node.source, rl.Scan)
            and self.lines[0].partition(" = ")[2].isidentifier()
        )

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
        return values

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
        if value.kind == "end":
            table = self.pending or self.table
            return Code(f"{table}.index == len({table}) - 1", ex.COMPARE)
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
            case rl.ForColumns():
                self.for_columns(operation)
            case rl.Filter(condition=condition):
                self.filter(condition)
            case rl.Branches():
                self.branches(operation)
            case rl.RunningSum():
                self.running_sum(operation)
            case rl.Kept():
                self.keep(operation)
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

    def key(self, name: str) -> str:
        """A column's name as code: a text, or the variable of a loop over columns."""
        return self.turns.get(name.lower()) or ex.text(name)

    def cell(self, name: str) -> str:
        return f"{self.table}[{self.key(name)}]"

    def for_columns(self, operation: rl.ForColumns) -> None:
        """A loop over columns: the lists of names, then the statements of one turn."""
        parts = []
        for one in operation.lists:
            if one.array.lower() not in self.lists:
                self.lists[one.array.lower()] = self.context.local(one.array.lower())
                self.lines.append(f"{self.lists[one.array.lower()]} = {list_literal(one.every)}")
            parts.append(part_of(self.lists[one.array.lower()], one))
        names = [self.context.local(name) for name in turn_names(operation.lists)]
        self.turns = {one.name.lower(): name for one, name in zip(operation.lists, names, strict=True)}
        every = parts[0] if len(parts) == 1 else f"zip({', '.join(parts)})"
        outside, self.lines = self.lines, []
        for inner in operation.body:
            self.lines += comment_lines(inner.comments)
            self.operation(inner)
        self.lines = [*outside, f"for {', '.join(names)} in {every}:", *indent(self.lines)]
        self.turns = {}

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

    def filter(self, condition: v.Value) -> None:
        table = self.pending or self.table
        if self.pending:
            saved, self.values = self.values, self.writer_of(table)
            test = self.test(condition)
            self.values = saved
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
            if (
                isinstance(restart, v.FirstLast)
                and restart.which == "first"
                and not any(key.type.special for key in self.node.by)
            ):
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
        more = f", restart={self.test(restart)}" if restart is not None else ""
        self.lines.append(f"{target} = sas.running_sum({text}{more})")

    def keep(self, operation: rl.Kept) -> None:
        """A retained variable that rows set now and then."""
        self.context.need("kept")
        pairs = ", ".join(
            f"({self.test(condition)}, {self.fresh_value(value)})" for condition, value in operation.choices
        )
        start = operation.start
        more = ""
        if isinstance(start, str):
            more = f", start={ex.text(start)}"
        elif start == start:
            more = f", start={self.use(ex.number(start, whole=False))}"
        self.lines.append(f"{self.cell(operation.column.name)} = sas.kept([{pairs}]{more})")

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
            values = self.writer_of(before)
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
        if len(tests) == 1 and final is None and not new and not is_special(tests[0][1]):
            value = tests[0][1]
            assert value is not None
            self.lines.append(
                f"{self.table}.loc[{tests[0][0]}, {self.key(column.name)}] = {self.fresh_value(value)}"
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
            if any(is_special(value) for value in chosen):  # case_when loses their letters
                self.context.need("np")
                keep = self.nan() if new else cell
                made = base
                for test, value in reversed(tests):
                    made = f"np.where({test}, {keep if value is None else self.fresh_value(value)}, {made})"
                self.lines.append(f"{cell} = {made}")
            elif len(tests) == 1 and plain and isinstance(tests[0][1], v.Constant):
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
                return re.sub(r"\{.*\}", "", f"no_{name}")
        names = [n.name for n in nodes(condition) if isinstance(n, v.Variable)]
        wanted = re.sub(r"\{.*\}", "", f"{names[0].lower()}_case") if names else "case"
        number = 2
        made = wanted
        while made in self.locals:
            made, number = f"{wanted}_{number}", number + 1
        return made

    # --- columns ----------------------------------------------------------------------------------------

    def select_open(self, columns: rl.OpenColumns) -> None:
        """The columns of an output that only the run knows in full."""
        chosen = self.open_choices(columns)
        if chosen:
            self.context.need("only")
            self.lines.append(f"{self.table} = sas.only({self.table}, {', '.join(chosen)})")

    def open_choices(self, columns: rl.OpenColumns) -> list[str]:
        """The arguments of `only` for an output, which leaves out the helper columns of the step."""
        helpers = tuple(self.flags.values()) if self.extra else ()
        helpers = helpers if columns.keep is None or any(n.endswith(":") for n in columns.keep) else ()
        return choices(columns.keep, (*columns.drop, *helpers), columns.rename, columns.leading)

    def select(self) -> None:
        """The columns of the output, in order, renamed."""
        if self.pending:
            self.lines.append(f"{self.table} = {self.pending}.copy()")
            self.pending = ""
        if self.node.where is not None:
            self.filter(self.node.where)
        if self.node.open is not None:
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


def is_special(value: v.Value | None) -> bool:
    """Is it one of .A-.Z and ._ ?"""
    return (
        isinstance(value, v.Constant)
        and isinstance(value.value, float)
        and value.value != value.value
        and bool(missing_letter(value.value))
    )


EMITTERS[rl.Columnwise] = emit_columnwise
