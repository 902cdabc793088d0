"""A column-wise DATA step to a pipe of dplyr verbs, one statement a line, in SAS's order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.emit.r import names as r
from translator.emit.r.columnwise_arrays import Turn, element, list_literal, positions
from translator.emit.r.columnwise_source import SourceWriter
from translator.emit.r.context import Context, comment_lines
from translator.emit.r.effects import mentioned, nodes
from translator.emit.r.layout import lay_out
from translator.emit.r.loop_state import indent
from translator.emit.r.relations import choices
from translator.emit.r.values import remark, takes_missing
from translator.lang.types import Column, Type
from translator.plan import relations as rel
from translator.plan import values as v
from translator.plan.relations import Step

Lines = list[str]
LONG = 40  # a table of more lines is made by a function


@dataclass(slots=True)
class Verb:
    """A verb of the pipe: the text, or the items of one `mutate`, each with the comments above it."""

    text: str = ""
    comments: Lines = field(default_factory=list)
    items: list[tuple[Lines, str, str]] = field(default_factory=list)  # comments, assignment, remark
    loop: list[Verb] = field(default_factory=list)  # `text` heads a loop of these: the pipe ends before it
    marks: Lines = field(default_factory=list)  # only these: the pipe ends before them

    def lines(self) -> Lines:
        if not self.items:
            return [*self.comments, self.text]
        texts = [text for _, text, _ in self.items]
        plain = all(not comments and not note for comments, _, note in self.items)
        single = f"mutate({', '.join(texts)})"
        if plain and len(single) <= 96 and (len(texts) == 1 or len(single) <= 70):
            return [single]
        lines = ["mutate("]
        for position, (comments, text, note) in enumerate(self.items):
            comma = "," if position < len(self.items) - 1 else ""
            lines += indent(comments)
            lines += lay_out([f"  {text}{comma}" + (f"  # {note}" if note else "")], 106)
        return [*lines, ")"]


def emit_columnwise(context: Context, step: Step) -> Lines:
    """Return the statements of `run` for a column-wise DATA step."""
    node = step.node
    assert isinstance(node, rel.Columnwise)
    return Pipe(context, node).emit()


class Pipe(SourceWriter):
    """Builds the pipe of one step."""

    def __init__(self, context: Context, node: rel.Columnwise) -> None:
        super().__init__(context, node)
        self.turns: dict[str, Turn] = {}  # in a loop over columns: the columns of a turn
        self.lists: dict[str, str] = {}  # arrays whose vectors of names are made
        self.before: Lines = []  # statements before the pipe
        self.verbs: list[Verb] = []
        self.columns = {name.lower() for name in rel.source_names(node.source)}

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

    def mutate(self, note: str, *items: str, comments: Lines | None = None) -> None:
        """Add assignments to the last `mutate`, or start one."""
        if not self.verbs or not self.verbs[-1].items:
            self.verbs.append(Verb(items=[]))
        for position, item in enumerate(items):
            self.verbs[-1].items.append(
                (comments or [] if position == 0 else [], item, note if position == 0 else "")
            )

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
            case rel.Lagged(column=column, value=value, kind=kind, depth=depth):
                code = self.writer.value(value).text
                extra = f", {depth}" if depth > 1 else ""
                empty = ', default = ""' if value.type.kind == "char" else ""
                lagged = f"lag({code}{extra}{empty})"
                if kind == "dif":
                    lagged = f"{code} - {lagged}"
                self.mutate("", f"{r.column(column.name)} = {lagged}", comments=comments)
            case rel.Branches():
                self.branches(operation, comments)
            case rel.ForColumns():
                self.for_columns(operation, comments)
        self.columns |= {name.lower() for name in rel.made_columns(operation)}

    def target(self, column: Column) -> str:
        """The left side of an assignment within `mutate`."""
        turn = self.turns.get(column.name.lower())
        return f"{turn.target} :=" if turn else f"{r.column(column.name)} ="

    def outside(self, wanted: str) -> str:
        """A name of a variable beside the tables, that is no column's."""
        name = self.context.local(wanted)
        while name in self.taken:
            wanted += "_"
            name = self.context.local(wanted)
        return name

    def for_columns(self, operation: rel.ForColumns, comments: Lines) -> None:
        """A loop over columns: `across` where one array's elements are changed one by one, else a loop of verbs."""
        for one in operation.lists:
            if one.array.lower() not in self.lists:
                name = self.lists[one.array.lower()] = self.outside(one.array.lower())
                self.before.append(f"{name} <- {list_literal(one.every)}")
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

    def branches(self, operation: rel.Branches, comments: Lines) -> None:
        """IF/ELSE: one case_when for each column that some branch sets."""
        new = {column.name.lower() for column in operation.new}
        targets: dict[str, Column] = {}
        for _, sets in operation.branches:
            for column, _ in sets:
                targets.setdefault(column.name.lower(), column)
        conditions = [condition for condition, _ in operation.branches]
        clash = any(mentioned(condition) & set(targets) for condition in conditions if condition is not None)
        named: dict[int, str] = {}
        if len(targets) > 1 and (clash or any(c is not None and self.costly(c) for c in conditions)):
            for position, condition in enumerate(conditions):
                if condition is None or isinstance(condition, v.FirstLast):
                    continue
                name = self.names.new(self.condition_name(condition))
                named[position] = name
                self.helpers.append(name)
                self.mutate("", f"{r.column(name)} = {self.writer.mutate(condition).text}", comments=comments)
                comments = []
        for key, column in targets.items():
            text = self.case(operation, key, column, named, is_new=key in new and key not in self.columns)
            self.mutate(text[1], f"{self.target(column)} {text[0]}", comments=comments)
            comments = []

    def costly(self, condition: v.Value) -> bool:
        """Is the condition too long to be repeated for every column?"""
        return len(self.writer.filter(condition).text) > 24

    def condition_name(self, condition: v.Value) -> str:
        """A name for the column that holds a condition."""
        return re.sub(r"\{.*?\}", "", self.wanted_name(condition))

    def wanted_name(self, condition: v.Value) -> str:
        """What the condition says, in a word."""
        match condition:
            case v.Comparison("=", v.Variable(name), v.Constant(str(value))):
                return f"{name}_is_{value.lower()}" if value else f"no_{name}"
            case v.Comparison(op, v.Variable(name), v.Constant(float())) if op in ("<", "<="):
                return f"low_{name}"
            case v.Comparison(op, v.Variable(name), v.Constant(float())) if op in (">", ">="):
                return f"high_{name}"
            case v.Truth(v.Apply("MISSING", (v.Variable(name),))):
                return f"no_{name}"
        found = sorted(mentioned(condition))
        return f"when_{found[0]}" if found else "condition"

    def case(
        self, operation: rel.Branches, key: str, column: Column, named: dict[int, str], *, is_new: bool
    ) -> tuple[str, str]:
        """The expression of one column, and a remark."""
        start = self.default(column.type) if is_new else self.writer.variable(column.name).text
        arms: list[tuple[v.Value | None, str, str]] = []
        notes: Lines = []
        last = max(
            i for i, (_, sets) in enumerate(operation.branches) if any(c.name.lower() == key for c, _ in sets)
        )
        for position, (condition, sets) in enumerate(operation.branches):
            if position > last:
                break
            value = next((x for c, x in sets if c.name.lower() == key), None)
            text = start if value is None else self.writer.value(value).text
            if value is not None and (note := remark(value)):
                notes.append(note)
            arms.append((condition, named.get(position, ""), text))
        final = start
        if arms[-1][0] is None:
            final = arms.pop()[2]
        if not arms:
            return final, ""
        if len(arms) == 1:
            condition, name, text = arms[0]
            assert condition is not None
            strict = r.column(name) if name else self.test(condition)
            if name or strict == self.writer.filter(condition).text or strict.startswith("rep("):
                return f"if_else({strict}, {text}, {final})", ", ".join(notes)
        parts = []
        for condition, name, text in arms:
            assert condition is not None
            parts.append(f"{r.column(name) if name else self.writer.filter(condition).text} ~ {text}")
            self.writer.present |= takes_missing(condition)
        self.writer.present.clear()
        return f"case_when({', '.join(parts)}, TRUE ~ {final})", ", ".join(notes)

    def test(self, condition: v.Value) -> str:
        """A condition of `if_else`, which wants one value for every row."""
        text = self.writer.mutate(condition).text
        settled = re.fullmatch(r"(?:TRUE|FALSE|[()&|! ])+", text) is not None  # x < . is never true
        return text if from_rows(condition) and not settled else f"rep({text}, n())"

    def default(self, type_: Type) -> str:
        return '""' if type_.kind == "char" else "NA_real_"


def selection(columns: tuple[tuple[str, str], ...]) -> str:
    """The verb that chooses columns, puts them in order and renames them: (name here, name in the output)."""
    items = [r.column(b) if a == b else f"{r.column(b)} = {r.column(a)}" for a, b in columns]
    return f"select({', '.join(items)})"


def from_rows(value: v.Value) -> bool:
    """Does the value depend on the row?"""
    return any(isinstance(n, (v.Variable, v.FirstLast, v.Flagged, v.Automatic)) for n in nodes(value))


def assembled(target: str, start: Lines, verbs: list[Verb]) -> Lines:
    """Return `target <- source |> verb |> …`, one verb a line; short pipes of one verb on one line. A loop ends the
    pipe, and what follows starts from the target again."""
    place = next((i for i, verb in enumerate(verbs) if verb.loop or verb.marks), None)
    if place is not None and verbs[place].marks:
        lines = assembled(target, start, verbs[:place]) if place or start != [target] else []
        rest = verbs[place + 1 :]
        return [*lines, *verbs[place].marks, *(assembled(target, [target], rest) if rest else [])]
    if place is not None:
        loop = verbs[place]
        lines = assembled(target, start, verbs[:place]) if place or start != [target] else []
        lines += loop.comments + [loop.text, *indent(assembled(target, [target], loop.loop)), "}"]
        return lines + (assembled(target, [target], verbs[place + 1 :]) if verbs[place + 1 :] else [])
    pieces = [Verb(piece) for piece in start[1:]] + verbs
    if "\n" in start[0]:  # a table written out
        first, *rest = start[0].split("\n")
        if not pieces:
            return [f"{target} <- {first}", *rest]
        lines = [f"{target} <- {first}", *rest]
        lines[-1] += " |>"
        return [*lines, *piped([verb.lines() for verb in pieces])]
    if not pieces:
        return lay_out([f"{target} <- {start[0]}"], 106)
    blocks = [verb.lines() for verb in pieces]
    single = f"{target} <- {start[0]} |> {blocks[0][0]}"
    if len(blocks) == 1 and len(blocks[0]) == 1 and len(single) <= 90:
        return [single]
    return [*lay_out([f"{target} <- {start[0]} |>"], 106), *piped(blocks)]


def piped(blocks: list[Lines]) -> Lines:
    """The verbs of a pipe, each below the one before."""
    lines: Lines = []
    for position, block in enumerate(blocks):
        laid = lay_out(indent(block), 106)
        if position < len(blocks) - 1:
            laid[-1] += " |>"
        lines += laid
    return lines
