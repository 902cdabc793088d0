"""SQL expressions to values: names of the sources, CALCULATED, CASE, summary functions, queries.

SQL converts nothing by itself: an operand of the wrong kind is SAS's error (SAS 9.4 SQL Procedure User's Guide,
"sql-expression").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.types import NUMBER, Column, Type
from translator.lower.blanks import compared, fits, padded
from translator.lower.catalog import Signature
from translator.lower.procs.sql.frames import Frame, Namer, not_found, variable
from translator.lower.scope import LoweringError, Scope
from translator.lower.values import Values
from translator.plan import values as v
from translator.plan.procs import query as rq

if TYPE_CHECKING:
    from translator.lower.context import Context
    from translator.lower.procs.sql.subqueries import Queries

NUMERIC = frozenset("SUM AVG MEAN CSS USS VAR STD STDERR CV RANGE T PRT SUMWGT MEDIAN".split())
COUNTS = frozenset("COUNT FREQ N NMISS".split())
SUMMARY = NUMERIC | COUNTS | {"MIN", "MAX"}
"""Names that are summary functions when they have one argument."""
SUMMARISED = ("select", "having", "order")
WORDS = {"=": "equals (=)", "ne": "not equals (^=)", "<": "less than (<)", "<=": "less than or equal (<=)",
         ">": "greater than (>)", ">=": "greater than or equal (>=)"}  # fmt: skip
ARITHMETIC = {"+": "addition (+)", "-": "subtraction (-)", "*": "multiplication (*)", "/": "division (/)",
              "**": "exponentiation (**)"}  # fmt: skip
SQL_NAMES = {
    "LOWER": "LOWCASE",
    "UPPER": "UPCASE",
    "AVG": "MEAN",
    "FREQ": "N",
    "COUNT": "N",
    "BTRIM": "STRIP",
}
RANDOM = frozenset(
    "RAND RANUNI UNIFORM RANNOR NORMAL RANEXP RANBIN RANPOI RANCAU RANTRI RANTBL RANGAM".split()
)
NO_ELSE = (
    "A CASE expression has no ELSE clause. Cases not accounted for by the WHEN clauses will result in a missing value for "
    "the CASE expression."
)


class WrongKind(LoweringError):
    """An operand of the wrong kind; whoever knows the operation words the error."""


@dataclass(slots=True)
class Stage:
    """What a SELECT has collected: its sources, SELECT list, keys, statistics, and queries that need a lookup."""

    context: Context
    frame: Frame
    namer: Namer
    items: tuple[q.SelectItem, ...] = ()
    outer: SqlValues | None = None
    keys: list[tuple[v.Value, Column]] = field(default_factory=list)
    statistics: list[rq.Statistic] = field(default_factory=list)
    arguments: list[tuple[Column, v.Value]] = field(default_factory=list)
    argument_lookups: list[rq.Lookup] = field(default_factory=list)
    wanted: dict[str, str] = field(default_factory=dict)  # statistic's column -> the alias it stands for
    lookups: list[rq.Lookup] = field(default_factory=list)
    resolving: list[str] = field(default_factory=list)
    loose: bool = False
    correlated: bool = False

    def alias(self, name: str) -> sx.Expr | None:
        """Return the expression that an alias of the SELECT list stands for."""
        for item in self.items:
            if item.alias.lower() == name.lower() and not isinstance(item.value, q.Star):
                return item.value
        return None

    def length(self, name: str) -> int | None:
        """Return LENGTH= of the SELECT item with that alias."""
        return next((i.attributes.length for i in self.items if i.alias.lower() == name.lower()), None)


class SqlValues(Values):
    """Lowers the expressions of one clause: "on", "where", "group", "select", "having", "order", "argument", "set"."""

    def __init__(self, stage: Stage, clause: str) -> None:
        context = stage.context
        super().__init__(
            Scope(context.special),
            user_formats=context.formats,
            note=context._note,
            yearcutoff=context.yearcutoff,
        )
        self.stage = stage
        self.clause = clause

    def own_function(self, name: str) -> Signature | None:
        """Return a function of the program (PROC FCMP)."""
        return self.stage.context.catalog.functions.get(name)

    # --- names ------------------------------------------------------------------------------------------

    def value(self, expr: sx.Expr, *, blanks: bool = False) -> v.Value:
        """Lower an expression. Raises LoweringError."""
        if (
            self.clause in SUMMARISED
            and self.stage.keys
            and not isinstance(expr, sx.Number | sx.String | sx.Missing)
        ):
            key = self._key(expr)
            if key is not None:
                return self._padded(key, blanks)
        match expr:
            case sx.Dotted(qualifier, name) if qualifier.lower() == "calculated":
                return self._calculated(name, expr.at, blanks)
            case sx.Dotted(qualifier, name):
                return self._padded(self._column(name, qualifier, expr.at), blanks)
            case sx.Subquery(query, quantifier):
                if quantifier == "exists":
                    return self._queries().exists(query, expr.at)
                if quantifier:
                    raise LoweringError("R0074", "ERROR: ANY and ALL stand behind a comparison.", expr.at)
                return self._queries().scalar(query, expr.at)
            case sx.Binary(op, left, sx.Subquery(query, "any" | "all" as which)):
                return self._queries().quantified(op, left, which, query, expr.at)
            case sx.In(value, (sx.Subquery(query),), negated):
                test = self._queries().among(value, query, expr.at)
                return v.Logic("not", (test,)) if negated else test
            case sx.Case():
                return self._case(expr)
            case sx.Between(value, low, high, negated):
                test = self._between(value, low, high)
                return v.Logic("not", (test,)) if negated else test
            case _:
                return super().value(expr, blanks=blanks)

    def _queries(self) -> Queries:
        from translator.lower.procs.sql.subqueries import Queries

        return Queries(self)

    def _padded(self, value: v.Value, blanks: bool) -> v.Value:
        return padded(value, getattr(value, "name", "a column"), None) if blanks else value

    def _key(self, expr: sx.Expr) -> v.Value | None:
        """Return the key column that an expression of GROUP BY became."""
        plain = all(isinstance(value, v.Variable) for value, _ in self.stage.keys)
        if plain and not isinstance(expr, sx.Var | sx.Dotted):
            return None
        probe = SqlValues(self.stage, "probe")
        saved = list(self.stage.lookups)
        try:
            value = clean(probe.value(expr))
        except LoweringError:
            return None
        finally:
            self.stage.lookups[:] = saved
        return next((variable(column) for key, column in self.stage.keys if key == value), None)

    def _name(self, name: str, at: Token | None, blanks: bool) -> v.Value:
        stage = self.stage
        if self.clause == "order" and stage.alias(name) is not None:
            return self._calculated(name, at, blanks)
        column = stage.frame.find(name, "", at)
        if column is None:
            value = stage.alias(name)
            anywhere = self.clause in (*SUMMARISED, "group", "argument", "probe")
            if value is not None and (anywhere or isinstance(value, sx.Var | sx.Dotted)):
                return self._calculated(name, at, blanks)
        return self._padded(self._column(name, "", at), blanks)

    def _column(self, name: str, qualifier: str, at: Token | None) -> v.Value:
        stage = self.stage
        column = stage.frame.find(name, qualifier, at)
        if column is not None:
            if self.clause in SUMMARISED:
                stage.loose = True
            return variable(column)
        if qualifier and stage.frame.has_alias(qualifier):
            raise LoweringError(
                "R0071", f"ERROR: Column {name} could not be found in the table/view identified with the correlation name "
                f"{qualifier.upper()}.", at,
            )  # fmt: skip
        if stage.outer is not None:
            value = stage.outer.value(sx.Dotted(qualifier, name, at) if qualifier else sx.Var(name, at))
            stage.correlated = True
            return value
        if qualifier:
            raise LoweringError(
                "R0072", f"ERROR: Unresolved reference to table/correlation name {qualifier}.", at
            )
        raise not_found([name], at)

    def _calculated(self, name: str, at: Token | None, blanks: bool) -> v.Value:
        value = self.stage.alias(name)
        if value is None:
            raise not_found([name], at)
        if name.lower() in self.stage.resolving:
            raise LoweringError("R0073", f"ERROR: The column {name} is calculated from itself.", at)
        self.stage.resolving.append(name.lower())
        clause, self.clause = self.clause, "select" if self.clause == "order" else self.clause
        try:
            lowered = self.value(value, blanks=blanks)
        finally:
            self.clause = clause
            self.stage.resolving.pop()
        if isinstance(lowered, v.CONDITIONS):
            lowered = v.Flag(lowered)
        size = self.stage.length(name)
        if lowered.type.kind == "char" and size is not None:
            return self._padded(v.Cut(lowered, size, Type("char", size)), blanks)
        return lowered

    def _between(self, value: sx.Expr, low: sx.Expr, high: sx.Expr) -> v.Value:
        """BETWEEN: the smaller bound may stand second ("BETWEEN Condition")."""
        bounds = self.value(low), self.value(high)

        def within(low: sx.Expr, high: sx.Expr) -> v.Value:
            return v.Logic("and", (self._compare(">=", value, low), self._compare("<=", value, high)))

        if all(isinstance(bound, v.Constant) for bound in bounds):
            return within(high, low) if later(*bounds) else within(low, high)  # type: ignore[arg-type]
        return v.Logic("or", (within(low, high), within(high, low)))

    # --- kinds ------------------------------------------------------------------------------------------

    def as_number(self, value: v.Value, at: Token | None) -> v.Value:
        if isinstance(value, v.CONDITIONS):
            return v.Flag(value)
        if value.type.kind == "char":
            raise WrongKind("R0076", "ERROR: Expression requires numeric types.", at)
        return value

    def as_text(self, value: v.Value, width: int, at: Token | None) -> v.Value:
        raise WrongKind("R0076", "ERROR: Expression requires character types.", at)

    def _operation(self, expr: sx.Unary | sx.Binary) -> v.Value:
        try:
            return super()._operation(expr)
        except WrongKind as wrong:
            if expr.op == "||":
                message = "Expression using concatenation (||) requires character types."
            else:
                message = (
                    f"Expression using {ARITHMETIC.get(expr.op, expr.op.upper())} requires numeric types."
                )
            raise LoweringError(wrong.code, f"ERROR: {message}", expr.at) from None

    def _compare(self, op: str, left: sx.Expr, right: sx.Expr, *, prefix: bool = False) -> v.Value:
        return self.comparison(op, self.value(left), self.value(right), getattr(left, "at", None), prefix)

    def comparison(self, op: str, a: v.Value, b: v.Value, at: Token | None, prefix: bool = False) -> v.Value:
        """Return the comparison of two values of one kind. Raises LoweringError."""
        a, b = (v.Flag(x) if isinstance(x, v.CONDITIONS) else x for x in (a, b))
        if a.type.kind != b.type.kind:
            word = WORDS.get(op, op.upper())
            raise LoweringError(
                "R0076",
                f"ERROR: Expression using {word} has components that are of different data types.",
                at,
            )
        if a.type.kind == "char":
            a, b = compared(op, prefix, a, b)
        return v.Comparison(op, a, b, "smallest", prefix)  # type: ignore[arg-type]

    def _membership(self, expr: sx.In) -> v.Value:
        kind = self.value(expr.value).type.kind
        for item in expr.items:
            if isinstance(item, sx.MacroValue):
                continue
            other = "num" if isinstance(item, sx.Range) else self.value(item).type.kind
            if other != kind:
                raise LoweringError(
                    "R0076",
                    "ERROR: Expression using IN has components that are of different data types.",
                    expr.at,
                )
        return super()._membership(expr)

    # --- CASE, functions --------------------------------------------------------------------------------

    def _case(self, expr: sx.Case) -> v.Value:
        branches: list[tuple[v.Value, v.Value | None]] = []
        kind, special = "", False
        for number, (when, then) in enumerate(expr.branches, start=1):
            test = self.condition(when) if expr.operand is None else self._compare("=", expr.operand, when)
            value = None if is_null(then) else self.stored(then)
            if value is not None and kind and value.type.kind != kind:
                raise LoweringError(
                    "R0076", f"ERROR: Result of WHEN clause {number} is not the same data type as the preceding results.",
                    expr.at,
                )  # fmt: skip
            kind = kind or (value.type.kind if value is not None else "")
            branches.append((test, value))
        other = None if expr.otherwise is None or is_null(expr.otherwise) else self.stored(expr.otherwise)
        if other is not None and kind and other.type.kind != kind:
            raise LoweringError(
                "R0076",
                "ERROR: Result of ELSE clause is not the same data type as the preceding results.",
                expr.at,
            )
        if expr.otherwise is None:
            self.note("N0420", NO_ELSE, expr.at)
        kind = kind or (other.type.kind if other is not None else "num")
        values = [value for _, value in branches if value is not None] + (
            [other] if other is not None else []
        )
        length = max((value.type.length for value in values), default=8) if kind == "char" else 8
        special = any(value.type.special for value in values)
        nullable = (
            other is None or any(x is None or x.type.nullable for _, x in branches) or other.type.nullable
        )
        type_ = Type(kind, length, nullable, special)  # type: ignore[arg-type]
        empty = v.Constant("" if kind == "char" else float("nan"), Type(kind, 1 if kind == "char" else 8))  # type: ignore[arg-type]
        return rq.Case(
            tuple((test, empty if value is None else value) for test, value in branches), other, type_
        )  # type: ignore[return-value]

    def stored(self, expr: sx.Expr) -> v.Value:
        """Lower to a value as a column keeps it: a condition as 1 or 0, text without trailing blanks."""
        return clean(self.value(expr))

    def call(self, expr: sx.Call, blanks: bool) -> v.Value:
        name = expr.name.upper()
        one = len(expr.args) == 1 and not isinstance(expr.args[0], sx.Of | sx.Format | sx.Empty)
        if name in SUMMARY and one:
            return self._padded(self._summary(expr, name), blanks)
        if expr.distinct:
            raise LoweringError("R0074", f"ERROR: Function {name} cannot take DISTINCT.", expr.at)
        if re.fullmatch(r"(LAG|DIF)\d*", name):
            message = f"ERROR: The {name} function is not supported in PROC SQL, it is only valid within the DATA step."
            raise LoweringError("R0074", message, expr.at)
        if name in RANDOM:
            raise LoweringError("H0504", f"{name} in a query: draw random numbers in a DATA step", expr.at)
        if name in ("COALESCE", "IFNULL"):
            return self._padded(self._coalesce(expr), blanks)
        if name == "MONOTONIC" and not expr.args:
            if self.clause not in ("select", "where") or self.stage.keys:
                raise LoweringError(
                    "H0504", "MONOTONIC() is translated in SELECT and WHERE of plain queries only", expr.at
                )
            return v.Automatic("_n_", "_N_")
        name = SQL_NAMES.get(name, name)
        try:
            return super().call(replace(expr, name=name), blanks)
        except WrongKind as wrong:
            wanted = "a numeric" if "numeric" in wrong.message else "a character"
            bad = "char" if wanted == "a numeric" else "num"
            place = 1
            for number, argument in enumerate(expr.args, start=1):
                if (
                    not isinstance(argument, sx.Of | sx.Format | sx.Empty)
                    and self.value(argument).type.kind == bad
                ):
                    place = number
                    break
            raise LoweringError(
                "R0076", f"ERROR: Function {name} requires {wanted} expression as argument {place}.", expr.at
            ) from None

    def _coalesce(self, expr: sx.Call) -> v.Value:
        values = tuple(self.stored(argument) for argument in expr.args)  # type: ignore[arg-type]
        if len({value.type.kind for value in values}) != 1:
            raise LoweringError(
                "R0076",
                "ERROR: The COALESCE function requires its arguments to be of the same data type.",
                expr.at,
            )
        nullable = all(value.type.nullable for value in values)
        special = any(value.type.special for value in values)
        length = max(value.type.length for value in values)
        return rq.Coalesce(values, Type(values[0].type.kind, length, nullable, special))  # type: ignore[return-value]

    # --- summary functions ------------------------------------------------------------------------------

    def _summary(self, expr: sx.Call, name: str) -> v.Value:
        if self.clause == "argument":
            raise LoweringError(
                "R0077", "ERROR: Summary functions nested in this way are not supported.", expr.at
            )
        if self.clause not in SUMMARISED:
            raise LoweringError(
                "R0077",
                "ERROR: Summary functions are restricted to the SELECT and HAVING clauses only.",
                expr.at,
            )
        argument = expr.args[0]
        name = {"AVG": "MEAN", "FREQ": "COUNT", "N": "COUNT"}.get(name, name)
        if isinstance(argument, sx.Var) and argument.name == "*":
            return self._statistic("COUNT", None, False, "n")
        inner = SqlValues(self.stage, "argument")
        before = len(self.stage.lookups)
        value = clean(inner.value(argument))  # type: ignore[arg-type]
        self.stage.argument_lookups += self.stage.lookups[before:]
        del self.stage.lookups[before:]
        if value.type.kind == "char" and name in NUMERIC:
            raise LoweringError(
                "R0076", f"ERROR: The {name} summary function requires a numeric argument.", expr.at
            )
        return self._statistic(name, value, expr.distinct, name.lower())

    def _statistic(self, name: str, value: v.Value | None, distinct: bool, wanted: str) -> v.Value:
        stage = self.stage
        argument, of = "", NUMBER
        if value is not None:
            of = value.type
            if isinstance(value, v.Variable):
                argument = value.name
            else:
                made = next((c for c, x in stage.arguments if x == value), None)
                if made is None:
                    made = Column(stage.namer.new(f"{wanted}_of"), value.type)
                    stage.arguments.append((made, value))
                argument = made.name
        for known in stage.statistics:
            if (known.function, known.argument.lower(), known.distinct) == (name, argument.lower(), distinct):
                return variable(known.column)
        is_char = name in ("MIN", "MAX") and of.kind == "char"
        type_ = Type("char", of.length) if is_char else Type("num", 8, name not in ("COUNT", "NMISS"))
        stem = f"{argument}_{wanted}" if argument and not argument.startswith(f"{wanted}_of") else wanted
        column = Column(stage.namer.new(stem), type_)
        stage.statistics.append(rq.Statistic(column, name, argument, of, distinct))
        return variable(column)


def later(one: v.Constant, two: v.Constant) -> bool:
    """Does a constant come after another of its kind? A missing value comes before all numbers."""
    if isinstance(one.value, str) or isinstance(two.value, str):
        return str(one.value).rstrip(" ") > str(two.value).rstrip(" ")
    return one.value > two.value or (one.value == one.value and two.value != two.value)


def is_null(expr: sx.Expr) -> bool:
    """Is this the word NULL (which fits either kind)?"""
    return isinstance(expr, sx.Missing) and expr.at is not None and expr.at.text.lower() == "null"


def clean(value: v.Value) -> v.Value:
    """Return a value as a column keeps it."""
    if isinstance(value, v.CONDITIONS):
        return v.Flag(value)
    if isinstance(value, v.Constant) and isinstance(value.value, str):
        return v.Constant(value.value.rstrip(" "), value.type)
    if (
        value.type.kind == "char"
        and not isinstance(value, rq.Case | rq.Coalesce | rq.Single)
        and not fits(value, value.type.length)
    ):
        return v.Cut(value, value.type.length, value.type)
    return value
