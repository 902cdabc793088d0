"""Column-wise DATA steps: one SAS statement, one statement over whole columns."""

from __future__ import annotations

from translator.emit.headings import comment_lines
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.columnwise_arrays import part_of, turn_names
from translator.emit.pandas.columnwise_branches import BranchWriter
from translator.emit.pandas.columnwise_literal import sequence
from translator.emit.pandas.context import Context
from translator.emit.pandas.layout import indent
from translator.emit.pandas.scans import choices, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Column, Schema
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

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
    read = [scan.dataset for scan in rl.source_inputs(node.source)]
    read += [n.dataset for n in nodes((node.operations, node.parts)) if isinstance(n, rl.LookUp | v.Found)]
    inputs = list(dict.fromkeys(context.variable(name) for name in read))
    if any("lib." in line for line in lines):
        inputs.insert(0, "lib")
    rows = isinstance(node.source, rl.Literal)
    function = context.module_names.claim(f"{'_and_'.join(variables)}_{'rows' if rows else 'columns'}")
    what = ": the lines of the program" if rows else ""
    names = " ".join([part.target for part in node.parts] or [node.target])
    head = [f"def {function}({', '.join(inputs)}):", f'    """DATA {names}{what}."""']
    context.define(function, [*head, *indent(lines), f"    return {variable}"])
    return [f"{variable} = {function}({', '.join(inputs)})"]


class ColumnwiseWriter(BranchWriter):
    """Writes one column-wise step."""

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
            case rl.Mask(number=number, condition=condition):
                test = self.test(condition)
                self.held[number] = test
                if not test.isidentifier():  # FIRST. and LAST. have a name already
                    self.held[number] = self.local(self.condition_name(condition))
                    self.lines.append(f"{self.held[number]} = {test}")
            case rl.LookUp():
                self.look_up(operation)
            case rl.Repeat():
                self.repeat(operation)
            case rl.Lagged():
                self.lagged(operation)

    def look_up(self, operation: rl.LookUp) -> None:
        """Columns from another table, by key: its first row of the key counts."""
        table = self.context.read(operation.dataset)
        there, here = [name for name, _ in operation.keys], [variable.name for _, variable in operation.keys]
        pairs = [*zip(there, here, strict=True), *((name, column.name) for name, column in operation.columns)]
        keys = ex.text(there[0]) if len(there) == 1 else key_list(there)
        found = f"{table}.drop_duplicates({keys})[{key_list([name for name, _ in pairs])}]"
        renamed = [(a, b) for a, b in pairs if a != b]
        if renamed:
            shown = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in renamed)
            found += f".rename(columns={{{shown}}})"
        on = ex.text(here[0]) if len(here) == 1 else key_list(here)
        made = f'{self.table}.merge({found}, on={on}, how="left")'
        if any(column.type.kind == "char" for _, column in operation.columns):
            self.context.need("fill_text")
            made = f"sas.fill_text({made})"
        self.lines.append(f"{self.table} = {made}")

    def repeat(self, operation: rl.Repeat) -> None:
        """Each row once for each turn of a loop."""
        name, table = ex.text(operation.column.name), self.pending or self.table
        self.owned, self.pending = True, ""
        if operation.turns is not None:
            self.context.need("pd")
            turns = f"pd.DataFrame({{{name}: {sequence(self.context, operation.turns)}}})"
            self.lines.append(f'{self.table} = {table}.merge({turns}, how="cross")')
            return
        assert operation.span is not None
        values = self.writer_of(table)
        start, stop = (self.use(values.value(value, whole=False)) for value in operation.span)
        step = "" if operation.step == 1 else f", {self.use(ex.number(operation.step, whole=False))}"
        self.context.need("each_turn")
        self.lines.append(f"{self.table} = sas.each_turn({table}, {name}, {start}, {stop}{step})")

    def lagged(self, operation: rl.Lagged) -> None:
        """The value of an earlier row; under a condition, of the rows where that held."""
        value = operation.value
        series = self.series(value)
        shown, cell = ex.wrap(series, ex.CALL), self.cell(operation.column.name)
        self.use(series)
        char = value.type.kind == "char"
        if operation.when is not None:
            test = self.test(operation.when)
            if shown == self.cell_of(value):
                shown = f"{self.table}.loc[{test}, {self.key(value.name)}]"  # type: ignore[union-attr]
            else:
                shown = f"{shown}.loc[{test}]"
            if not operation.new:
                cell = f"{self.table}.loc[{test}, {self.key(operation.column.name)}]"
        number = "" if operation.depth == 1 else str(operation.depth)
        if operation.kind == "dif":
            made = f"{shown}.diff({number})"
        elif char:
            made = f'{shown}.shift({number or 1}, fill_value="")'
        else:
            made = f"{shown}.shift({number})"
        if char and operation.when is not None and operation.new:
            made += f'.reindex({self.table}.index, fill_value="")'
        self.lines.append(f"{cell} = {made}")

    def for_columns(self, operation: rl.ForColumns) -> None:
        """A loop over columns: the lists of names, then the statements of one turn."""
        parts = []
        for one in operation.lists:
            parts.append(part_of(self.list_of(one.array, one.every), one))
        names = [self.context.local(name) for name in turn_names(operation.lists)]
        self.turns = {one.name.lower(): name for one, name in zip(operation.lists, names, strict=True)}
        every = parts[0] if len(parts) == 1 else f"zip({', '.join(parts)})"
        outside, self.lines = self.lines, []
        for inner in operation.body:
            self.lines += comment_lines(inner.comments)
            self.operation(inner)
        self.lines = [*outside, f"for {', '.join(names)} in {every}:", *indent(self.lines)]
        self.turns = {}

    def filter(self, condition: v.Value) -> None:
        table = self.pending or self.table
        if self.pending:
            saved, self.values = self.values, self.writer_of(table)
            test = self.test(condition)
            self.values = saved
            self.pending = ""
        else:
            test = self.test(condition)
        last = isinstance(condition, v.Flagged) and condition.kind == "end"
        chosen = "tail(1)" if last else f"loc[{test}]"
        self.lines.append(f"{self.table} = {table}.{chosen}.reset_index(drop=True)")
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
        if operation.when is not None and isinstance(value, v.Constant) and value.value == 1:
            text = self.test(operation.when)
        elif operation.when is not None:
            text = f"{ex.wrap(series, ex.CALL)}.where({self.test(operation.when)})"
        self.context.need("running_sum")
        self.lines.append(f"{target} = sas.running_sum({text}{self.restart(restart)})")

    def restart(self, restart: v.Value | None) -> str:
        """The argument that tells where a running sum begins again."""
        if restart is None:
            return ""
        if isinstance(restart, v.FirstLast):
            key = (restart.which, tuple(k.lower() for k in restart.keys))
            if key not in self.edges:
                return f", restart={self.use(self.edge_code(*key, compared=True))}"
        return f", restart={self.test(restart)}"

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


EMITTERS[rl.Columnwise] = emit_columnwise
