"""A column-wise DATA step to a pipe of dplyr verbs, one statement a line, in SAS's order."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.headings import comment_lines
from translator.emit.r import names as r
from translator.emit.r.columnwise_arrays import Turn, element, list_literal, positions
from translator.emit.r.columnwise_branches import BranchWriter, from_rows
from translator.emit.r.columnwise_literal import sequence
from translator.emit.r.columnwise_pipe import Verb, assembled
from translator.emit.r.context import Context
from translator.emit.r.loop_state import indent
from translator.emit.r.relations import choices
from translator.emit.r.values import SPECIAL, atom, call, infix, remark
from translator.plan import relations as rel
from translator.plan import values as v
from translator.plan.relations import Step
from translator.plan.walk import nodes

Lines = list[str]
LONG = 40  # a table of more lines is made by a function


def emit_columnwise(context: Context, step: Step) -> Lines:
    """Return the statements of `run` for a column-wise DATA step."""
    node = step.node
    assert isinstance(node, rel.Columnwise)
    return Pipe(context, node).emit()


class Pipe(BranchWriter):
    """Builds the pipe of one step."""

    def __init__(self, context: Context, node: rel.Columnwise) -> None:
        super().__init__(context, node)
        self.lists: dict[str, str] = {}  # arrays whose vectors of names are made
        self.before: Lines = []  # statements before the pipe
        self.writer.names = self.list_of
        self.writer.found = self.found

    def emit(self) -> Lines:
        node = self.node
        self.operations = list(node.operations)
        start = self.source()
        self.edges()
        level = self.context.marks.level()
        for operation in self.operations:
            self.mark(self.context.marks.to(operation.at, level))
            self.operation(operation)
        self.mark(self.context.marks.back(level))
        if node.where is not None:
            self.verbs.append(Verb(f"filter({self.writer.filter(node.where).text})"))
        if node.parts:
            return self.parts(start)
        if node.open is not None:
            if self.helpers:
                self.mutate("", *(f"{r.column(name)} = NULL" for name in self.helpers))
            self.verbs += self.select_open(node.open)
        elif node.select:
            self.verbs.append(Verb(selection(node.columns)))
        elif self.helpers:
            self.mutate("", *(f"{r.column(name)} = NULL" for name in self.helpers))
        target = self.context.write(node.target)
        lines = [*self.before, *assembled(target, start, self.verbs)]
        if isinstance(node.source, rel.Literal) and len(lines) > LONG:
            function = self.context.module_names.new(f"{target}_rows")
            if self.before or any(verb.loop or verb.marks for verb in self.verbs):
                first, *rest = [*lines, target]
            else:
                first, *rest = assembled("", start, self.verbs)
                first = first.removeprefix(" <- ")
            comment = f"# DATA {node.target}: the lines of the program"
            self.context.define([comment, f"{function} <- function() {{", *indent([first, *rest]), "}"])
            lines = [f"{target} <- {function}()"]
        return [*lines, *self.context.save_lines(node.target)]

    def mark(self, marks: Lines) -> None:
        """Statements that a macro call made begin or end here."""
        if marks:
            self.verbs.append(Verb(marks=marks))

    def parts(self, start: Lines) -> Lines:
        """The outputs, each the rows for which its condition holds."""
        variables = {part.target: self.context.write(part.target) for part in self.node.parts}
        lines: Lines = []
        rows = start[0]
        if self.verbs or len(start) > 1 or not r.PLAIN.match(rows) or rows in variables.values():
            rows = self.context.local("rows")
            lines = [*self.before, *assembled(rows, start, self.verbs)]
        for part in self.node.parts:
            verbs = []
            if part.condition is not None:
                verbs.append(Verb(f"filter({self.filter_terms(part.condition)})"))
            if part.open is not None:
                if self.helpers:
                    verbs.append(
                        Verb(f"mutate({', '.join(f'{r.column(name)} = NULL' for name in self.helpers)})")
                    )
                verbs += self.select_open(part.open)
            elif part.select or self.helpers:
                verbs.append(Verb(selection(part.columns)))
            lines += assembled(variables[part.target], [rows], verbs)
        for part in self.node.parts:
            lines += self.context.save_lines(part.target)
        return lines

    def select_open(self, columns: rel.OpenColumns) -> list[Verb]:
        """The columns of an output that only the run knows in full."""
        chosen = choices(columns.keep, columns.drop, columns.rename, columns.leading)
        return [Verb(f"sas_only({', '.join(chosen)})")] if chosen else []

    # --- operations -------------------------------------------------------------------------------------

    def edges(self) -> None:
        """FIRST. and LAST. are columns of their own where used twice, or where a key changes in the step."""
        keys = {key.name.lower() for key in self.node.by}
        changed = any(name.lower() in keys for o in self.operations for name in rel.made_columns(o))
        found: dict[tuple[str, tuple[str, ...]], int] = {}
        for node in nodes((tuple(self.operations), self.node.parts)):
            if isinstance(node, v.FirstLast):
                found[node.which, node.keys] = found.get((node.which, node.keys), 0) + 1
        for (which, edge_keys), times in found.items():
            if times == 1 and not changed:
                continue
            last = edge_keys[-1]
            name = self.names.new(f"new_{last}" if which == "first" else f"last_{last}")
            columns = ", ".join(r.column(key) for key in edge_keys)
            self.mutate("", f"{r.column(name)} = sas_{which}({columns})")
            self.writer.edges[which, edge_keys] = name
            self.helpers.append(name)

    def operation(self, operation: rel.RowOperation) -> None:
        comments = comment_lines(operation.comments)
        match operation:
            case rel.Derive(column=column, value=value):
                note = remark(value)
                self.mutate(note, f"{self.target(column)} {self.whole(value)}", comments=comments)
            case rel.Filter(condition=condition):
                self.verbs.append(Verb(f"filter({self.filter_terms(condition)})", comments))
            case rel.RunningSum():
                self.mutate("", self.running_sum(operation), comments=comments)
            case rel.Kept():
                self.mutate("", self.kept(operation), comments=comments)
            case rel.Mask(number=number, condition=condition):
                name = self.names.new(self.condition_name(condition))
                self.writer.held[number] = name
                self.helpers.append(name)
                self.mutate("", f"{r.column(name)} = {self.test(condition)}", comments=comments)
            case rel.LookUp():
                self.look_up(operation, comments)
            case rel.Repeat():
                self.verbs.append(Verb(self.repeat(operation), comments))
            case rel.Lagged():
                self.mutate("", self.lagged(operation), comments=comments)
            case rel.Branches():
                self.branches(operation, comments)
            case rel.ForColumns():
                self.for_columns(operation, comments)
        self.columns |= {name.lower() for name in rel.made_columns(operation)}

    def outside(self, wanted: str) -> str:
        """A name of a variable beside the tables, that is no column's."""
        name = self.context.local(wanted)
        while name in self.taken:
            wanted += "_"
            name = self.context.local(wanted)
        return name

    def list_of(self, array: str, every: tuple[str, ...]) -> str:
        """The vector of the names of an array's columns, made before the pipe."""
        if array.lower() not in self.lists:
            name = self.lists[array.lower()] = self.outside(array.lower())
            self.before.append(f"{name} <- {list_literal(every)}")
        return self.lists[array.lower()]

    def found(self, value: v.Found) -> Code:
        """Which rows have their key in another table."""
        table = self.context.read(value.dataset)
        if table in self.taken:  # a column of that name hides the table
            table = f".env${table}"
        there = [column for column, _ in value.keys]
        if len(there) == 1:
            return infix(
                self.writer.value(value.keys[0][1]), "%in%", atom(f"{table}${r.column(there[0])}"), SPECIAL
            )
        pairs = ", ".join(
            f"{r.column(column)} = {self.writer.value(variable).text}" for column, variable in value.keys
        )
        return call("sas_has_key", f"tibble({pairs})", table)

    def look_up(self, operation: rel.LookUp, comments: Lines) -> None:
        """Columns from another table, by key: its first row of the key counts."""
        there, here = [name for name, _ in operation.keys], [variable.name for _, variable in operation.keys]
        pairs = [*zip(there, here, strict=True), *((name, column.name) for name, column in operation.columns)]
        table = self.context.read(operation.dataset)
        first = f"{table} |> distinct({', '.join(map(r.column, there))}, .keep_all = TRUE) |> {selection(tuple(pairs))}"
        self.verbs.append(
            Verb(f"left_join({first}, by = {r.vector(r.text(name) for name in here)})", comments)
        )
        if any(column.type.kind == "char" for _, column in operation.columns):
            self.verbs.append(Verb("sas_fill_text()"))

    def repeat(self, operation: rel.Repeat) -> str:
        """The verb that makes a row for each turn of a loop."""
        name = operation.column.name
        if operation.turns is not None:
            return f"expand_grid({r.column(name)} = {sequence(operation.turns)})"
        assert operation.span is not None
        start, stop = (self.whole(value) for value in operation.span)
        step = "" if operation.step == 1 else f", {r.number(operation.step)}"
        return f"sas_each_turn({r.text(name)}, {start}, {stop}{step})"

    def for_columns(self, operation: rel.ForColumns, comments: Lines) -> None:
        """A loop over columns: `across` where one array's elements are changed one by one, else a loop of verbs."""
        for one in operation.lists:
            self.list_of(one.array, one.every)
        first = operation.lists[0]
        vector = self.lists[first.array.lower()]
        if self.elementwise(operation):
            self.writer.spelling[first.name.lower()] = ".x"
            inner = operation.body[0]
            text = self.whole(inner.value) if isinstance(inner, rel.Derive) else self.alone(inner)
            chosen = vector if len(first.places) == len(first.every) else self.chosen(vector, first)
            self.mutate("", f"across(all_of({chosen}), ~ {text})", comments=comments)
            return
        if len(operation.lists) == 1 and len(first.places) == len(first.every):
            index = self.outside("name")
            names = [index]
            head = f"for ({index} in {vector if first.places[0] == 0 else f'rev({vector})'}) {{"
        else:
            index = self.outside("i")
            names = [element(self.lists[one.array.lower()], index, one, first) for one in operation.lists]
            head = f"for ({index} in {positions(vector, first)}) {{"
        for one, name in zip(operation.lists, names, strict=True):
            self.turns[one.name.lower()] = Turn(name)
            self.writer.turns[one.name.lower()] = Turn(name).value
        outer, self.verbs = self.verbs, []
        for inner in operation.body:
            self.operation(inner)
        self.verbs, body = outer, self.verbs
        self.verbs.append(Verb(head, comments, loop=body))
        self.turns.clear()
        self.writer.turns.clear()

    def chosen(self, vector: str, one: rel.ColumnList) -> str:
        """A part of a vector of names."""
        return f"{vector}[{positions(vector, one)}]"

    def elementwise(self, operation: rel.ForColumns) -> bool:
        """Is each element of one array set from itself alone and columns that stay as they are?"""
        if len(operation.lists) != 1 or len(operation.body) != 1:
            return False
        name = operation.lists[0].name.lower()
        exists = all(n.lower() in self.columns for n in operation.lists[0].every)
        inner = operation.body[0]
        plain = not inner.comments and not (isinstance(inner, rel.Branches) and inner.new)
        return exists and plain and {n.lower() for n in rel.made_columns(inner)} == {name}

    def alone(self, operation: rel.Branches) -> str:
        """The expression of the one column that an IF/ELSE sets."""
        column = next(c for _, sets in operation.branches for c, _ in sets)
        return self.case(operation, column.name.lower(), column, {}, is_new=False)[0]

    def whole(self, value: v.Value) -> str:
        return self.writer.value(value).text

    def filter_terms(self, condition: v.Value) -> str:
        """The parts of an AND are arguments of filter."""
        terms = condition.args if isinstance(condition, v.Logic) and condition.op == "and" else (condition,)
        if (
            isinstance(condition, v.Logic)
            and condition.op == "not"
            and isinstance(condition.args[0], v.Logic)
        ):
            inner = condition.args[0]
            if inner.op == "or":
                terms = tuple(v.Logic("not", (arg,)) for arg in inner.args)
        return ", ".join(self.writer.filter(term).text for term in terms)

    def running_sum(self, operation: rel.RunningSum) -> str:
        name = r.column(operation.column.name)
        value = self.writer.value(operation.value).text
        if operation.when is not None:
            value = f"if_else({self.test(operation.when)}, {value}, 0)"
        elif operation.restart is None and not from_rows(operation.value):
            if isinstance(operation.value, v.Constant) and operation.value.value == 1:
                return f"{name} = as.numeric(row_number())"
            value = f"rep({value}, n())"
        if operation.restart is None:
            return f"{name} = sas_running_sum({value})"
        return f"{name} = sas_running_sum({value}, restart = {self.test(operation.restart)})"

    def lagged(self, operation: rel.Lagged) -> str:
        """The value of an earlier row; under a condition, of the rows where that held."""
        name, value = r.column(operation.column.name), operation.value
        code = self.writer.value(value).text
        if not from_rows(value):
            code = f"rep({code}, n())"
        extra = f", {operation.depth}" if operation.depth > 1 else ""
        if operation.when is None:
            empty = ', default = ""' if value.type.kind == "char" else ""
            lagged = f"lag({code}{extra}{empty})"
        else:
            test = self.test(operation.when)
            lagged = f"sas_lag_when({code}, {test}{extra})"
        if operation.kind == "dif":
            lagged = f"{code} - {lagged}"
        if operation.when is not None and not operation.new:
            lagged = f"if_else({test}, {lagged}, {name})"
        return f"{name} = {lagged}"

    def kept(self, operation: rel.Kept) -> str:
        """A retained variable that rows set now and then."""
        conditions = ", ".join(self.test(condition) for condition, _ in operation.choices)
        values = ", ".join(self.writer.value(value).text for _, value in operation.choices)
        start = operation.start
        shown = ""
        if isinstance(start, str):
            shown = f", {r.text(start)}"
        elif start == start:
            shown = f", {r.number(start)}"
        return f"{r.column(operation.column.name)} = sas_kept(list({conditions}), list({values}){shown})"


def selection(columns: tuple[tuple[str, str], ...]) -> str:
    """The verb that chooses columns, puts them in order and renames them: (name here, name in the output)."""
    items = [r.column(b) if a == b else f"{r.column(b)} = {r.column(a)}" for a, b in columns]
    return f"select({', '.join(items)})"
