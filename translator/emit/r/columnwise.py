"""A column-wise DATA step to a pipe of dplyr verbs, one statement a line, in SAS's order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.emit.r import names as r
from translator.emit.r.columnwise_literal import literal_lines
from translator.emit.r.context import Context, comment_lines, display
from translator.emit.r.effects import mentioned, nodes
from translator.emit.r.layout import lay_out
from translator.emit.r.loop_state import indent
from translator.emit.r.names import Names
from translator.emit.r.relations import choices, joined_keys, scan_pipe, sort_keys
from translator.emit.r.values import remark, takes_missing
from translator.emit.r.values_columns import ColumnWriter
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


class Pipe:
    """Builds the pipe of one step."""

    def __init__(self, context: Context, node: rel.Columnwise) -> None:
        self.context = context
        self.node = node
        self.writer = ColumnWriter(context.formats)
        taken = rel.source_names(node.source) + [s for s, _ in node.columns]
        taken += [slot for part in node.parts for slot, _ in part.columns]
        for operation in node.operations:
            if isinstance(operation, rel.Derive | rel.RunningSum | rel.Lagged):
                taken.append(operation.column.name)
        self.names = Names(taken)
        self.helpers: Lines = []  # columns that only this step needs
        self.verbs: list[Verb] = []
        self.columns = {name.lower() for name in rel.source_names(node.source)}

    def emit(self) -> Lines:
        node = self.node
        self.operations = list(node.operations)
        start = self.source()
        self.edges()
        for operation in self.operations:
            self.operation(operation)
        if node.where is not None:
            self.verbs.append(Verb(f"filter({self.writer.filter(node.where).text})"))
        if node.parts:
            return self.parts(start)
        if node.open is not None:
            if self.helpers:
                self.mutate("", *(f"{r.column(name)} = NULL" for name in self.helpers))
            self.select_open(node.open)
        elif node.select:
            self.verbs.append(Verb(selection(node.columns)))
        elif self.helpers:
            self.mutate("", *(f"{r.column(name)} = NULL" for name in self.helpers))
        target = self.context.write(node.target)
        lines = assembled(target, start, self.verbs)
        if isinstance(node.source, rel.Literal) and len(lines) > LONG:
            function = self.context.module_names.new(f"{target}_rows")
            first, *rest = assembled("", start, self.verbs)
            first = first.removeprefix(" <- ")
            comment = f"# DATA {node.target}: the lines of the program"
            self.context.define([comment, f"{function} <- function() {{", *indent([first, *rest]), "}"])
            lines = [f"{target} <- {function}()"]
        return [*lines, *self.context.save_lines(node.target)]

    def parts(self, start: Lines) -> Lines:
        """The outputs, each the rows for which its condition holds."""
        variables = {part.target: self.context.write(part.target) for part in self.node.parts}
        lines: Lines = []
        rows = start[0]
        if self.verbs or len(start) > 1 or not r.PLAIN.match(rows) or rows in variables.values():
            rows = self.context.local("rows")
            lines = assembled(rows, start, self.verbs)
        for part in self.node.parts:
            verbs = []
            if part.condition is not None:
                verbs.append(Verb(f"filter({self.filter_terms(part.condition)})"))
            if part.select or self.helpers:
                verbs.append(Verb(selection(part.columns)))
            lines += assembled(variables[part.target], [rows], verbs)
        for part in self.node.parts:
            lines += self.context.save_lines(part.target)
        return lines

    def select_open(self, columns: rel.OpenColumns) -> None:
        """The columns of an output that only the run knows in full."""
        chosen = choices(columns.keep, columns.drop, columns.rename, columns.leading)
        if chosen:
            self.verbs.append(Verb(f"sas_only({', '.join(chosen)})"))

    # --- sources ----------------------------------------------------------------------------------------

    def source(self) -> Lines:
        """Return the pieces that the pipe starts with."""
        match self.node.source:
            case rel.Scan() as scan:
                pieces = scan_pipe(self.context, scan, choose=not self.may_skip_selection(scan))
                if scan.dataset in self.node.check_order:
                    pieces.append(f"sas_sorted({joined_keys(self.node.by)}, {r.text(display(scan.dataset))})")
                return pieces
            case rel.Stack() as stack:
                return self.stack(stack)
            case rel.MergeBy() as merge:
                return self.merge(merge)
            case rel.Literal() as literal:
                return ["\n".join(literal_lines(literal))]

    def may_skip_selection(self, scan: rel.Scan) -> bool:
        """The step ends with a selection that leaves out what the input has too much."""
        return self.node.select and all(a == b for a, b in scan.columns)

    def used_flags(self) -> set[str]:
        return {
            n.name.lower()
            for n in nodes((tuple(self.operations), self.node.parts))
            if isinstance(n, v.Flagged) and n.kind == "in"
        }

    def piece(self, scan: rel.Scan, flag: str = "") -> str:
        """One input as an expression: a table, or a pipe in one line."""
        pieces = scan_pipe(self.context, scan)
        if scan.dataset in self.node.check_order:
            pieces.append(f"sas_sorted({joined_keys(self.node.by)}, {r.text(display(scan.dataset))})")
        if flag:
            pieces.append(f"mutate({flag})")
        if len(pieces) == 2:
            verb, arguments = pieces[1].split("(", 1)
            return f"{verb}({pieces[0]}, {arguments}"
        return " |> ".join(pieces)

    def stack(self, stack: rel.Stack) -> Lines:
        used = self.used_flags()
        flags: dict[str, str] = {}
        for scan in stack.inputs:
            if scan.in_flag.lower() in used and scan.in_flag:
                flags[scan.in_flag.lower()] = self.names.new(flag_column(scan.in_flag))
        parts = []
        for scan in stack.inputs:
            settings = [
                f"{name} = {'TRUE' if scan.in_flag.lower() == flag else 'FALSE'}"
                for flag, name in flags.items()
            ]
            parts.append(self.piece(scan, ", ".join(settings)))
        self.writer.flags.update(flags)
        self.helpers += flags.values()
        pieces = [f"bind_rows({', '.join(parts)})"]
        sets = [{name.lower() for _, name in scan.columns} for scan in stack.inputs]
        if any(s != sets[0] for s in sets):
            pieces.append("sas_fill_text()")
        if stack.cut:
            cuts = ", ".join(f"{r.column(n)} = sas_cut({r.column(n)}, {size})" for n, size in stack.cut)
            pieces.append(f"mutate({cuts})")
        if stack.by:
            pieces.append(f"arrange({sort_keys(stack.by)})")
        return pieces

    def merge(self, merge: rel.MergeBy) -> Lines:
        left, right = merge.inputs
        keys = {key.name.lower() for key in merge.by}
        shared = ({n.lower() for _, n in left.columns} & {n.lower() for _, n in right.columns}) - keys
        join = self.join_verb(merge) if not shared else ""
        by = joined_keys(merge.by)
        if join:
            pieces = [self.piece(left), f"{join}({self.piece(right)}, by = {by})"]
            if join == "left_join" and self.brings_text(right, keys):
                pieces.append("sas_fill_text()")
            return pieces
        used = self.used_flags()
        options = []
        for option, scan in (("in_left", left), ("in_right", right)):
            if scan.in_flag and scan.in_flag.lower() in used:
                name = self.names.new(flag_column(scan.in_flag))
                self.writer.flags[scan.in_flag.lower()] = name
                self.helpers.append(name)
                options.append(f"{option} = {r.text(name)}")
        pieces = [f"sas_merge_by({', '.join([self.piece(left), self.piece(right), by, *options])})"]
        if merge.cut:
            cuts = ", ".join(f"{r.column(n)} = sas_cut({r.column(n)}, {size})" for n, size in merge.cut)
            pieces.append(f"mutate({cuts})")
        return pieces

    def join_verb(self, merge: rel.MergeBy) -> str:
        """A join says the same where the other side is unique and the step starts by keeping one side, or both."""
        left, right = merge.inputs
        if not self.operations or not isinstance(first := self.operations[0], rel.Filter) or first.comments:
            return ""
        flags = [n for n in nodes((tuple(self.operations), self.node.parts)) if isinstance(n, v.Flagged)]
        names = {scan.in_flag.lower() for scan in merge.inputs if scan.in_flag}
        match first.condition:
            case v.Flagged("in", name) if (
                name.lower() == left.in_flag.lower() and merge.unique[1] and len(flags) == 1
            ):
                verb = "left_join"
            case v.Logic("and", (v.Flagged("in", a), v.Flagged("in", b))) if (
                {a.lower(), b.lower()} == names and len(flags) == 2 and any(merge.unique) and len(names) == 2
            ):
                verb = "inner_join"
            case _:
                return ""
        if (
            any(isinstance(n, v.FirstLast) for n in nodes((tuple(self.operations), self.node.parts)))
            and verb == "inner_join"
        ):
            return ""
        self.operations.pop(0)
        return verb

    def brings_text(self, scan: rel.Scan, keys: set[str]) -> bool:
        schema = self.context.schemas.get(scan.dataset)
        for old, name in scan.columns:
            column = schema.find(old) if schema is not None else None
            if name.lower() not in keys and (column is None or column.type.kind == "char"):
                return True
        return False

    # --- operations -------------------------------------------------------------------------------------

    def edges(self) -> None:
        """FIRST. and LAST. are columns of their own where used twice, or where a key changes in the step."""
        keys = {key.name.lower() for key in self.node.by}
        changed = any(
            isinstance(o, rel.Derive | rel.Lagged | rel.RunningSum) and o.column.name.lower() in keys
            or isinstance(o, rel.Branches) and any(c.name.lower() in keys for _, sets in o.branches for c, _ in sets)
            for o in self.operations
        )  # fmt: skip
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
                self.mutate(note, f"{r.column(column.name)} = {self.whole(value)}", comments=comments)
            case rel.Filter(condition=condition):
                self.verbs.append(Verb(f"filter({self.filter_terms(condition)})", comments))
            case rel.RunningSum():
                self.mutate("", self.running_sum(operation), comments=comments)
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
        self.columns |= {c.name.lower() for c in made_columns(operation)}

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
        return f"{name} = sas_running_sum({value}, restart = {self.writer.condition(operation.restart).text})"

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
            self.mutate(text[1], f"{r.column(column.name)} = {text[0]}", comments=comments)
            comments = []

    def costly(self, condition: v.Value) -> bool:
        """Is the condition too long to be repeated for every column?"""
        return len(self.writer.filter(condition).text) > 24

    def condition_name(self, condition: v.Value) -> str:
        """A name for the column that holds a condition."""
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
        start = self.default(column.type) if is_new else r.column(column.name)
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


def flag_column(flag: str) -> str:
    """The column that holds IN=: `in_old` as it is, `old` as `in_old`, away from the data set's own names."""
    return flag if flag.lower().startswith("in_") else f"in_{flag}"


def from_rows(value: v.Value) -> bool:
    """Does the value depend on the row?"""
    return any(isinstance(n, (v.Variable, v.FirstLast, v.Flagged, v.Automatic)) for n in nodes(value))


def made_columns(operation: rel.RowOperation) -> tuple[Column, ...]:
    match operation:
        case rel.Derive(column=column) | rel.RunningSum(column=column) | rel.Lagged(column=column):
            return (column,)
        case rel.Branches(branches=branches):
            return tuple(column for _, sets in branches for column, _ in sets)
    return ()


def assembled(target: str, start: Lines, verbs: list[Verb]) -> Lines:
    """Return `target <- source |> verb |> …`, one verb a line; short pipes of one verb on one line."""
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
