"""IF and ELSE over whole columns: one `if_else` or `case_when` for each column that some branch sets."""

from __future__ import annotations

import re

from translator.emit.r import names as r
from translator.emit.r.columnwise_arrays import Turn
from translator.emit.r.columnwise_pipe import Verb
from translator.emit.r.columnwise_source import SourceWriter
from translator.emit.r.context import Context
from translator.emit.r.effects import mentioned
from translator.emit.r.values import remark, takes_missing
from translator.lang.types import Column, Type
from translator.plan import relations as rel
from translator.plan import values as v
from translator.plan.walk import nodes

Lines = list[str]


class BranchWriter(SourceWriter):
    """Writes assignments and the branches of an IF into `verbs`. `turns`: in a loop over columns, the columns of a turn;
    `columns`: those that are there by now, in lower case."""

    def __init__(self, context: Context, node: rel.Columnwise) -> None:
        super().__init__(context, node)
        self.turns: dict[str, Turn] = {}
        self.verbs: list[Verb] = []
        self.columns = {name.lower() for name in rel.source_names(node.source)}

    def mutate(self, note: str, *items: str, comments: Lines | None = None) -> None:
        """Add assignments to the last `mutate`, or start one."""
        if not self.verbs or not self.verbs[-1].items:
            self.verbs.append(Verb(items=[]))
        for position, item in enumerate(items):
            self.verbs[-1].items.append(
                (comments or [] if position == 0 else [], item, note if position == 0 else "")
            )

    def target(self, column: Column) -> str:
        """The left side of an assignment within `mutate`."""
        turn = self.turns.get(column.name.lower())
        return f"{turn.target} :=" if turn else f"{r.column(column.name)} ="

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
                if condition is None or isinstance(condition, v.FirstLast) or v.made_of_masks(condition):
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
            case v.Found():
                return "found"
            case v.Logic("and", args) if len(rest := [arg for arg in args if not v.made_of_masks(arg)]) < len(
                args
            ):
                return self.wanted_name(rest[0] if len(rest) == 1 else v.Logic("and", tuple(rest)))
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


def from_rows(value: v.Value) -> bool:
    """Does the value depend on the row?"""
    return any(isinstance(n, (v.Variable, v.FirstLast, v.Flagged, v.Automatic, v.Held)) for n in nodes(value))
