"""IF and ELSE over whole columns: each column that a branch sets is chosen by the branches' conditions."""

from __future__ import annotations

import ast
import re

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.columnwise_columns import ColumnsWriter, is_special
from translator.emit.pandas.names import identifier
from translator.emit.pandas.scans import has_column
from translator.lang.types import Column
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes


class BranchWriter(ColumnsWriter):
    """Writes the branches of an IF."""

    def branches(self, operation: rl.Branches) -> None:
        new = {column.name.lower() for column in operation.new}
        targets: dict[str, Column] = {}
        for _, pairs in operation.branches:
            for column, _ in pairs:
                targets.setdefault(column.name.lower(), column)
        conditions = [condition for condition, _ in operation.branches if condition is not None]
        shown: list[str] = []
        if len(targets) > 1:
            for condition in conditions:
                if v.made_of_masks(condition):
                    shown.append(self.test(condition))
                    continue
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
            elif len(tests) == 1 and plain and self.is_series(tests[0][1]):
                self.lines.append(f"{cell} = {self.where(tests[0][1], tests[0][0], base, char)}")
            else:
                if plain:
                    self.context.need("pd")
                    start = f"pd.Series({base}, index={self.table}.index)"
                else:
                    start = base if binds(base) else f"({base})"
                keep = ('""' if char else self.nan()) if new else cell
                pairs = ", ".join(
                    f"({test}, {keep if value is None else self.fresh_value(value)})" for test, value in tests
                )
                self.lines.append(f"{cell} = {start}.case_when([{pairs}])")
        self.values = saved

    def is_series(self, value: v.Value | None) -> bool:
        """Is a value written as a column of the table?"""
        return value is not None and not isinstance(value, v.Automatic | v.Constant) and has_column(value)

    def where(self, value: v.Value | None, test: str, otherwise: str, char: bool) -> str:
        """A column where a test holds, something else elsewhere; missing numbers need not be named."""
        assert value is not None
        code = self.values.value(value)
        self.use(code)
        more = "" if not char and otherwise == self.nan() else f", {otherwise}"
        return f"{ex.wrap(code, ex.CALL)}.where({test}{more})"

    def needs_copy(self, operation: rl.Branches, order: list[str]) -> bool:
        """Does a value read a column that an earlier statement of the same chain has set?"""
        for _, pairs in operation.branches:
            for column, value in pairs:
                earlier = set(order[: order.index(column.name.lower())])
                if any(isinstance(n, v.Variable) and n.name.lower() in earlier for n in nodes(value)):
                    return True
        return False

    def condition_name(self, condition: v.Value) -> str:
        """A name for a condition that is used more than once, free in this step."""
        wanted = self._wanted_name(condition)
        number = 2
        made = wanted
        while identifier(made) in self.locals:
            made, number = f"{wanted}_{number}", number + 1
        return made

    def _wanted_name(self, condition: v.Value) -> str:
        match condition:
            case v.FirstLast(which, keys):
                return f"{which}_{keys[-1]}"
            case v.Comparison("=", v.Variable(name), v.Constant("")):
                return re.sub(r"\{.*\}", "", f"no_{name}")
            case v.Logic("not", (v.Found(),)):
                return "not_found"
            case v.Found(dataset):
                return "found" if "found" not in self.locals else f"found_in_{self.context.variable(dataset)}"
            case v.Flagged("in", name):
                return name.lower()
            case v.Logic("not", (v.Flagged("in", name),)):
                return f"not_{name.lower()}"
            case v.Logic("and", args) if len(rest := [arg for arg in args if not v.made_of_masks(arg)]) < len(
                args
            ):
                return self._wanted_name(rest[0] if len(rest) == 1 else v.Logic("and", tuple(rest)))
        names = [n.name for n in nodes(condition) if isinstance(n, v.Variable)]
        return re.sub(r"\{.*\}", "", f"{names[0].lower()}_case") if names else "case"


def binds(text: str) -> bool:
    """Can a method be called on an expression as it stands: a name, a column, a call?"""
    return isinstance(
        ast.parse(f"({text})", mode="eval").body, ast.Name | ast.Subscript | ast.Call | ast.Attribute
    )
