"""SQL expressions: those of the DATA step with queries, CALCULATED, summary functions and SQL's own functions.

SQL converts nothing by itself: operands of another kind are errors (SAS 9.4 SQL Procedure User's Guide,
"sql-expression").
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.calls import rows as library_rows
from equivalence.interpreter.code import Code, Run, Test, from_test
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.expressions import Expressions
from equivalence.interpreter.functions import own_function
from equivalence.interpreter.notes import Notes
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.procs.sql.aggregates import SUMMARY, Aggregate
from equivalence.interpreter.procs.sql.scope import QueryScope, not_found
from equivalence.interpreter.tables import sort_rank
from translator.lang import syntax as s
from translator.lang import syntax_sql as q
from translator.lang.source import Token

if TYPE_CHECKING:
    from equivalence.interpreter.procs.sql.select import SelectPlan
    from equivalence.interpreter.session import Session

WORDS = {"=": "equals (=)", "ne": "not equals (^=)", "<": "less than (<)", "<=": "less than or equal (<=)",
         ">": "greater than (>)", ">=": "greater than or equal (>=)"}  # fmt: skip
ARITHMETIC = {"+": "addition (+)", "-": "subtraction (-)", "*": "multiplication (*)", "/": "division (/)",
              "**": "exponentiation (**)"}  # fmt: skip
SQL_NAMES = {"LOWER": "LOWCASE", "UPPER": "UPCASE", "AVG": "MEAN", "FREQ": "N", "COUNT": "N"}
NO_ELSE = (
    "A CASE expression has no ELSE clause. Cases not accounted for by the WHEN clauses will result in a missing value "
    "for the CASE expression."
)
SUMMARISED = ("select", "having", "order")
"""Clauses that see summary statistics; names found there alone make the query remerge."""


class SqlExpressions(Expressions):
    """The compiler of one clause: "on", "where", "group", "select", "having", "order", "argument" (of a summary
    function), "set" (UPDATE, INSERT)."""

    def __init__(
        self,
        session: Session,
        scope: QueryScope,
        clause: str,
        plan: SelectPlan | None = None,
        notes: Notes | None = None,
    ) -> None:
        super().__init__(session, scope, notes or Notes(session.log))
        self.own: QueryScope = scope
        self.clause = clause
        self.plan = plan
        self.covered = 0  # inside an expression of GROUP BY

    # --- names ------------------------------------------------------------------------------------------

    def compile(self, expr: s.Expr | s.Argument) -> Code:
        """Return the code of an expression. Raises StepError."""
        if self.plan is not None and self.clause in SUMMARISED and not isinstance(expr, s.Number | s.String):
            if self.plan.is_grouped(expr):
                self.covered += 1
                try:
                    return self._compile(expr)
                finally:
                    self.covered -= 1
        return self._compile(expr)

    def _compile(self, expr: s.Expr | s.Argument) -> Code:
        match expr:
            case s.Dotted(qualifier=qualifier, name=name) if qualifier.lower() == "calculated":
                return self._calculated(name, expr.at)
            case s.Dotted(qualifier=qualifier, name=name):
                position = self.own.find(name, qualifier)
                self._loose(position)
                return self.own.dotted(qualifier, name, expr.at)
            case s.Subquery(quantifier="exists", query=query):
                inner = self._query(query)
                return from_test(lambda: bool(inner.rows()), expr.at)
            case s.Subquery(quantifier="", query=query):
                return self._scalar(query, expr.at)
            case s.Subquery():
                raise StepError("ANY and ALL stand behind a comparison.", expr.at, "R0074")
            case s.Binary(right=s.Subquery(quantifier="any" | "all" as which, query=query)):
                return self._quantified(expr, which, query)
            case s.In(items=(s.Subquery(query=query),)):
                return self._in_query(expr, query)
            case s.Between(value=value, low=low, high=high, negated=negated):
                return self._between(value, low, high, negated, expr.at)
            case _:
                return super().compile(expr)

    def _variable(self, name: str, at: Token | None) -> Code:
        if self.clause == "order" and self.plan is not None and self.plan.alias(name) is not None:
            return self._calculated(name, at)
        position = self.own.find(name, "", at)
        if position is None and self.plan is not None:
            value = self.plan.alias(name)
            # an alias that only renames a column may stand in WHERE, one of an expression needs CALCULATED there
            if value is not None and (
                self.clause in (*SUMMARISED, "group", "argument") or isinstance(value, s.Var | s.Dotted)
            ):
                return self._calculated(name, at)
        self._loose(position)
        return self.own.variable(name, at)

    def _loose(self, position: int | None) -> None:
        if position is not None and self.plan is not None and self.clause in SUMMARISED and not self.covered:
            self.plan.loose = True

    def _calculated(self, name: str, at: Token | None) -> Code:
        value = self.plan.alias(name) if self.plan is not None else None
        if value is None or self.plan is None:
            raise not_found([name], at)
        if name.lower() in self.plan.resolving:
            raise StepError(f"The column {name} is calculated from itself.", at, "R0073")
        self.plan.resolving.append(name.lower())
        clause, self.clause = self.clause, "select" if self.clause == "order" else self.clause
        try:
            return self.plan.shaped(name, self.compile(value))
        finally:
            self.clause = clause
            self.plan.resolving.pop()

    # --- queries in expressions -------------------------------------------------------------------------

    def _query(self, query: object) -> Any:
        from equivalence.interpreter.procs.sql.query import compile_query

        assert isinstance(query, q.Query)
        compiled = compile_query(self.session, query, self.own)
        if compiled.reaches_out and self.plan is not None and self.clause in SUMMARISED and not self.covered:
            self.plan.loose_queries = True
        return compiled

    def _single(self, query: object, at: Token | None) -> Any:
        inner = self._query(query)
        if len(inner.columns) != 1:
            raise StepError("A subquery cannot select more than one column.", at, "R0074")
        return inner

    def _scalar(self, query: object, at: Token | None) -> Code:
        inner = self._single(query, at)
        variable = inner.columns[0].variable

        def run() -> Any:
            rows = inner.rows()
            if len(rows) > 1:
                raise StepError("Subquery evaluated to more than one row.", at, "R0075")
            value = rows[0][0] if rows else variable.missing
            return value.ljust(variable.length) if isinstance(value, str) else value

        return Code(variable.kind, run, variable.length, at=at)

    def _in_query(self, expr: s.In, query: object) -> Code:
        inner = self._single(query, expr.at)
        value = self.compile(expr.value)
        if value.kind != inner.columns[0].variable.kind:
            raise StepError(
                "Expression using IN has components that are of different data types.", expr.at, "R0076"
            )
        run = value.run
        known: list[Any] = []

        def test() -> bool:
            rows = inner.rows()
            if not known or known[0] is not rows:
                known[:] = [rows, {sort_rank(row[0]) for row in rows}]
            return sort_rank(run()) in known[1]

        return self._maybe_not(test, expr.negated, expr.at)

    def _between(self, value: s.Expr, low: s.Expr, high: s.Expr, negated: bool, at: Token | None) -> Code:
        """BETWEEN: the smaller bound may stand second ("BETWEEN Condition"); the value is computed once."""
        code = self.compile(value)
        box: list[Any] = [MISSING]
        item = Code(code.kind, lambda: box[0], code.length, at=at)
        bounds = self.compile(low), self.compile(high)
        (above, from_high), (below, from_low) = (
            (self._comparison(op, item, bound, at), self._comparison(other, item, bound, at))
            for op, other, bound in ((">=", "<=", bounds[0]), ("<=", ">=", bounds[1]))
        )
        run = code.run

        def test() -> bool:
            box[0] = run()
            return (above() and below()) or (from_high() and from_low())

        return self._maybe_not(test, negated, at)

    def _quantified(self, expr: s.Binary, which: str, query: object) -> Code:
        inner = self._single(query, expr.at)
        value = self.compile(expr.left)
        box: list[Any] = [inner.columns[0].variable.missing]
        item = Code(inner.columns[0].variable.kind, lambda: box[0], inner.columns[0].variable.length)
        test = self._comparison(expr.op, value, item, expr.at)

        def run() -> bool:
            for row in inner.rows():
                box[0] = row[0]
                if test() is not (which == "all"):
                    return which == "any"
            return which == "all"

        return from_test(run, expr.at)

    # --- kinds ------------------------------------------------------------------------------------------

    def _comparison(self, op: str, left: Code, right: Code, at: Token | None) -> Test:
        if left.kind != right.kind:
            word = WORDS.get(op, op.upper())
            raise StepError(
                f"Expression using {word} has components that are of different data types.", at, "R0076"
            )
        return super()._comparison(op, left, right, at)

    def _binary(self, expr: s.Binary) -> Code:
        before = self._conversions()
        code = super()._binary(expr)
        if self._conversions() != before:
            if expr.op == "||":
                raise StepError(
                    "Expression using concatenation (||) requires character types.", expr.at, "R0076"
                )
            word = ARITHMETIC.get(expr.op, expr.op.upper())
            raise StepError(f"Expression using {word} requires numeric types.", expr.at, "R0076")
        return code

    def _conversions(self) -> tuple[int, int]:
        return len(self.notes.to_number), len(self.notes.to_character)

    def _in(self, expr: s.In) -> Code:
        before = self._conversions()
        wrong = StepError(
            "Expression using IN has components that are of different data types.", expr.at, "R0076"
        )
        try:
            code = super()._in(expr)
        except StepError as problem:
            raise wrong if problem.code == "R0076" and "equals" in problem.message else problem from None
        if self._conversions() != before:
            raise wrong
        return code

    def _case(self, expr: s.Case) -> Code:
        operand = self.compile(expr.operand) if expr.operand is not None else None
        branches: list[tuple[Test, Code | None]] = []
        kind = ""
        for number, (when, then) in enumerate(expr.branches, start=1):
            test = (
                self.test(when)
                if operand is None
                else self._comparison("=", operand, self.compile(when), expr.at)
            )
            code = None if is_null(then) else self.compile(then)
            if code is not None and kind and code.kind != kind:
                raise StepError(
                    f"Result of WHEN clause {number} is not the same data type as the preceding results.",
                    expr.at,
                    "R0076",
                )
            kind = kind or (code.kind if code is not None else "")
            branches.append((test, code))
        other = None if expr.otherwise is None or is_null(expr.otherwise) else self.compile(expr.otherwise)
        if other is not None and kind and other.kind != kind:
            raise StepError(
                "Result of ELSE clause is not the same data type as the preceding results.", expr.at, "R0076"
            )
        if expr.otherwise is None:
            note_once(self.session, NO_ELSE)
        kind = kind or (other.kind if other is not None else "num")
        empty: Any = " " if kind == "char" else MISSING
        codes = [code for _, code in branches if code is not None] + ([other] if other is not None else [])
        runs: list[tuple[Test, Run]] = [
            (test, code.run if code else lambda: empty) for test, code in branches
        ]
        last: Run = other.run if other is not None else lambda: empty

        def choose() -> Any:
            for test, run in runs:
                if test():
                    return run()
            return last()

        return Code(kind, choose, max((code.length for code in codes), default=8), at=expr.at)

    # --- functions --------------------------------------------------------------------------------------

    def _call(self, expr: s.Call) -> Code:
        name = expr.name.upper()
        if name in SUMMARY and self._is_summary(expr):
            return self._summary(expr, name)
        if expr.distinct:
            raise StepError(f"Function {name} cannot take DISTINCT.", expr.at, "R0074")
        if re.fullmatch(r"(LAG|DIF)\d*", name):
            message = (
                f"The {name} function is not supported in PROC SQL, it is only valid within the DATA step."
            )
            raise StepError(message, expr.at, "R0074")
        match name:
            case "COALESCE" | "IFNULL":
                return self._coalesce(expr)
            case "MONOTONIC" if not expr.args:
                return self._monotonic(expr.at)
            case "BTRIM" if len(expr.args) == 1:
                return self._call(replace(expr, name="STRIP"))
        name = SQL_NAMES.get(name, name)
        expr = replace(expr, name=name)
        before = self._conversions()
        code = super()._call(expr)
        after = self._conversions()
        if after != before and (name in library_rows() or own_function(name) is not None):
            wanted = "a numeric" if after[0] > before[0] else "a character"
            kinds = [
                self.compile(a).kind if not isinstance(a, s.Of | s.Format | s.Empty) else ""
                for a in expr.args
            ]
            number = next(
                (i for i, k in enumerate(kinds, 1) if k == ("char" if wanted == "a numeric" else "num")), 1
            )
            raise StepError(
                f"Function {name} requires {wanted} expression as argument {number}.", expr.at, "R0076"
            )
        return code

    def _is_summary(self, expr: s.Call) -> bool:
        return len(expr.args) == 1 and not isinstance(expr.args[0], s.Of | s.Format | s.Empty)

    def _summary(self, expr: s.Call, name: str) -> Code:
        if self.clause == "argument":
            raise StepError("Summary functions nested in this way are not supported.", expr.at, "R0077")
        if self.clause not in SUMMARISED or self.plan is None:
            raise StepError(
                "Summary functions are restricted to the SELECT and HAVING clauses only.", expr.at, "R0077"
            )
        argument = expr.args[0]
        if isinstance(argument, s.Var) and argument.name == "*":
            if name not in ("COUNT", "N", "FREQ"):
                raise StepError(f"The function {name} cannot take *.", expr.at, "R0077")
            return self.plan.add(Aggregate("COUNT", None, "num", False), 8, expr.at)
        inner = SqlExpressions(self.session, self.own, "argument", self.plan, self.notes)
        code = inner.compile(argument)
        if code.kind == "char" and name not in ("COUNT", "FREQ", "N", "NMISS", "MIN", "MAX"):
            raise StepError(f"The {name} summary function requires a numeric argument.", expr.at, "R0076")
        return self.plan.add(Aggregate(name, code.run, code.kind, expr.distinct), code.length, expr.at)

    def _coalesce(self, expr: s.Call) -> Code:
        codes = [self.compile(argument) for argument in expr.args]
        if len({code.kind for code in codes}) != 1:
            raise StepError(
                "The COALESCE function requires its arguments to be of the same data type.", expr.at, "R0076"
            )
        runs = [code.run for code in codes]
        kind = codes[0].kind
        empty: Any = " " if kind == "char" else MISSING

        def first() -> Any:
            value: Any = empty
            for run in runs:
                value = run()
                if value.strip(" ") if kind == "char" else value == value:
                    return value
            return value if kind == "num" else empty

        return Code(kind, first, max(code.length for code in codes), at=expr.at)

    def _monotonic(self, at: Token | None) -> Code:
        count = [0.0]

        def run() -> float:
            count[0] += 1
            return count[0]

        if self.plan is not None:
            self.plan.counters.append(count)
        return Code("num", run, at=at)


def note_once(session: Session, text: str) -> None:
    """Write a note that SAS writes once a statement."""
    told: set[str] = session.services.setdefault("sql notes", set())
    if text not in told:
        told.add(text)
        session.note(text)


def is_null(expr: s.Expr) -> bool:
    """Is this the word NULL (which fits either kind)?"""
    return isinstance(expr, s.Missing) and expr.at is not None and expr.at.text.lower() == "null"


def normal(node: Any, scope: QueryScope, alias: Any) -> Any:
    """Return an expression in a form that compares equal where it means the same: names become positions, an alias
    its expression. `alias`: name -> expression or None."""
    match node:
        case s.Dotted(qualifier=qualifier, name=name) if qualifier.lower() == "calculated":
            value = alias(name)
            return node if value is None else normal(value, scope, lambda _: None)
        case s.Var(name=name) | s.Dotted(name=name):
            qualifier = node.qualifier if isinstance(node, s.Dotted) else ""
            try:
                position = scope.find(name, qualifier)
            except StepError:
                position = None
            if position is not None:
                return s.Var(f"#{position}")
            value = alias(name) if not qualifier else None
            return node if value is None else normal(value, scope, lambda _: None)
        case s.Call():
            args = tuple(normal(argument, scope, alias) for argument in node.args)
            return replace(node, name=node.name.lower(), args=args, at=None)
        case s.Subquery():
            return node
        case tuple():
            return tuple(normal(one, scope, alias) for one in node)
        case _ if is_dataclass(node) and not isinstance(node, type | Token):
            changed = {
                f.name: normal(getattr(node, f.name), scope, alias) for f in fields(node) if f.name != "at"
            }
            return replace(node, **changed)
        case _:
            return node
