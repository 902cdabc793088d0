"""Expressions -> closures. Compiled once per step; a scope says what names mean.

SAS 9.4 Language Reference: Concepts, "Expressions".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from equivalence.interpreter import operators
from equivalence.interpreter.code import (
    Code,
    Run,
    Scope,
    Test,
    as_number,
    as_test,
    as_text,
    constant,
    from_test,
)  # fmt: skip
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.formatting import number_from_text
from equivalence.interpreter.notes import Notes, place
from equivalence.interpreter.pdv import MISSING, ArrayInfo
from equivalence.interpreter.tables import compare_values, sort_rank
from translator.lang import syntax as s
from translator.lang.source import Token
from translator.library.missing import special_missing

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

TRUNCATED = {"=:": "=", "ne:": "ne", "<:": "<", "<=:": "<=", ">:": ">", ">=:": ">=",
             "eqt": "=", "net": "ne", "ltt": "<", "let": "<=", "gtt": ">", "get": ">="}  # fmt: skip


class Expressions:
    """The compiler of expressions of one step.

    `host` is the DATA step's compiler where there is one: calls that need the step (hash methods, LAG, the
    attributes of variables) ask it; it is None in WHERE, in SQL and in PROCs.
    """

    def __init__(self, session: Session, scope: Scope, notes: Notes, host: Any = None) -> None:
        self.session = session
        self.scope = scope
        self.notes = notes
        self.host = host
        self.where = False
        """WHERE converts nothing: both sides of a comparison have one type."""

    # --- what callers want ------------------------------------------------------------------------------

    def number(self, expr: s.Expr) -> Run:
        """Return a closure with the numeric value."""
        return as_number(self.compile(expr), self.notes)

    def text(self, expr: s.Expr) -> Run:
        """Return a closure with the character value."""
        return as_text(self.compile(expr), self.notes)

    def test(self, expr: s.Expr) -> Test:
        """Return a closure with the truth value."""
        return as_test(self.compile(expr), self.notes)

    # --- one case a node --------------------------------------------------------------------------------

    def compile(self, expr: s.Expr | s.Argument) -> Code:
        """Return the code of an expression. Raises StepError."""
        match expr:
            case s.Number(value=value):
                return constant(value, expr.at)
            case s.Missing(letter=letter):
                return constant(special_missing(letter), expr.at)
            case s.String(value=text):
                return constant(text or " ", expr.at)
            case s.Var(name=name):
                return self._variable(name, expr.at)
            case s.Dotted(qualifier=qualifier, name=name):
                return self.scope.dotted(qualifier, name, expr.at)
            case s.MacroValue():
                return self._macro_value(expr)
            case s.Unary(op="not", operand=operand):
                test = self.test(operand)
                return from_test(lambda: not test(), expr.at)
            case s.Unary(op="-", operand=operand):
                return self._negative(operand, expr.at)
            case s.Unary(op="+", operand=operand):
                return Code("num", self.number(operand), at=expr.at)
            case s.Binary():
                return self._binary(expr)
            case s.In():
                return self._in(expr)
            case s.Between(value=value, low=low, high=high, negated=negated):
                below = self._comparison("<=", self.compile(low), self.compile(value), expr.at)
                above = self._comparison("<=", self.compile(value), self.compile(high), expr.at)
                return self._maybe_not(lambda: below() and above(), negated, expr.at)
            case s.Contains(value=value, text=text_expr, negated=negated):
                whole, part = self.text(value), self.text(text_expr)
                return self._maybe_not(lambda: part().rstrip(" ") in whole(), negated, expr.at)
            case s.Like():
                return self._like(expr)
            case s.SoundsLike(value=value, text=text_expr, negated=negated):
                from equivalence.interpreter.calls import library_function

                soundex = library_function("SOUNDEX", expr.at)
                one, two = self.text(value), self.text(text_expr)
                return self._maybe_not(
                    lambda: soundex(one()).rstrip(" ") == soundex(two()).rstrip(" "), negated, expr.at
                )
            case s.IsMissing(value=value, negated=negated):
                code = self.compile(value)
                run = code.run
                if code.kind == "char":
                    return self._maybe_not(lambda: not run().strip(" "), negated, expr.at)
                return self._maybe_not(lambda: run() != run(), negated, expr.at)
            case s.Call():
                return self._call(expr)
            case s.Element(name=name, subscripts=subscripts):
                array = self.scope.array(name)
                if array is None:
                    raise StepError(f"Undeclared array referenced: {name}.", expr.at, "R0010")
                return self.element(array, subscripts, expr.at)
            case s.MethodCall() | s.New():
                if self.host is None:
                    raise Unsupported("objects outside a DATA step", expr.at)
                return self.host.objects.compile_value(expr)  # type: ignore[no-any-return]
            case s.Case():
                return self._case(expr)
            case _:
                raise Unsupported(f"{type(expr).__name__} in an expression", expr.at)

    def _maybe_not(self, test: Test, negated: bool, at: Token | None) -> Code:
        return from_test((lambda: not test()) if negated else test, at)

    def _variable(self, name: str, at: Token | None) -> Code:
        array = self.scope.array(name)
        if array is not None and array.implicit:
            return self.element(array, (s.Var(array.index or "_i_", at),), at)
        if array is not None and self.host is not None and self.host.pdv.find(name) is None:
            raise StepError(f"Illegal reference to the array {array.name}.", at, "R0010")
        return self.scope.variable(name, at)

    def _macro_value(self, expr: s.MacroValue) -> Code:
        text = str(self.session.macros.get(expr.name) or "")
        if not text.strip() and not expr.quoted:
            raise StepError(f"Syntax error: there is no value for &{expr.name}.", expr.at, "R0012")
        if expr.quoted:
            return constant(text or " ", expr.at)
        try:
            return constant(number_from_text(text), expr.at)
        except ValueError:
            return self.scope.variable(text.strip(), expr.at)

    def _negative(self, operand: s.Expr, at: Token | None) -> Code:
        code = self.compile(operand)
        if isinstance(code.constant, float) and code.constant == code.constant:
            return constant(-code.constant, at)
        run, missing, where = as_number(code, self.notes), self.notes.missing, place(at)

        def negative() -> float:
            value: float = run()
            if value != value:
                missing[where] += 1
                return MISSING
            return -value

        return Code("num", negative, at=at)

    def _binary(self, expr: s.Binary) -> Code:
        op = expr.op
        if op in ("and", "or"):
            one, two = self.test(expr.left), self.test(expr.right)
            if has_side_effects(expr.right):
                # Both sides are evaluated, so that LAG's queues are fed (SAS blogs, "Pitfalls of the LAG function").
                if op == "and":
                    return from_test(lambda: one() & two(), expr.at)
                return from_test(lambda: one() | two(), expr.at)
            if op == "and":
                return from_test(lambda: one() and two(), expr.at)
            return from_test(lambda: one() or two(), expr.at)
        left, right = self.compile(expr.left), self.compile(expr.right)
        if op == "||":
            one_text, two_text = as_text(left, self.notes), as_text(right, self.notes)
            length = _text_length(left) + _text_length(right)
            return Code("char", lambda: one_text() + two_text(), min(length, 32767), at=expr.at)
        if op in ("+", "-", "*", "/", "**"):
            a, b = as_number(left, self.notes), as_number(right, self.notes)
            return Code("num", operators.arithmetic(op, a, b, self.notes, place(expr.at)), at=expr.at)
        if op in ("><", "<>"):
            if left.kind == right.kind == "char":
                raise Unsupported("MIN and MAX operators on character values", expr.at)
            a, b = as_number(left, self.notes), as_number(right, self.notes)
            return Code("num", operators.extreme(op, a, b), at=expr.at)
        return from_test(self._comparison(op, left, right, expr.at), expr.at)

    def _comparison(self, op: str, left: Code, right: Code, at: Token | None) -> Test:
        if op in TRUNCATED:
            one, two = as_text(left, self.notes), as_text(right, self.notes)
            return operators.compare_truncated(TRUNCATED[op], one, two)
        if left.kind == right.kind == "char":
            return operators.compare_texts(op, left.run, right.run)
        if self.where and left.kind != right.kind:
            raise StepError("WHERE clause operator requires compatible variables.", at, "R0010")
        limit = right.constant if isinstance(right.constant, float) else None
        a, b = as_number(left, self.notes), as_number(right, self.notes)
        return operators.compare_numbers(op, a, b, limit)

    # --- IN, LIKE, CASE ---------------------------------------------------------------------------------

    def _in(self, expr: s.In) -> Code:
        value = self.compile(expr.value)
        if expr.array:
            items = self._array_items(expr)
        else:
            items = [item if isinstance(item, s.Range) else self.compile(item) for item in expr.items]
        codes = [item for item in items if isinstance(item, Code)]
        plain = len(codes) == len(items) and all(code.constant is not None for code in codes)
        kinds = {code.kind for code in codes}
        if plain and not expr.truncated and kinds == {value.kind}:
            return self._in_constants(value, codes, expr)
        tests = []
        for item in items:
            if isinstance(item, Code):
                tests.append(self._comparison("=:" if expr.truncated else "=", value, item, expr.at))
            else:
                tests.append(self._in_range(value, item))
        return self._maybe_not(lambda: any(test() for test in tests), expr.negated, expr.at)

    def _in_constants(self, value: Code, codes: list[Code], expr: s.In) -> Code:
        run = value.run
        ranks = {sort_rank(code.constant) for code in codes}
        if value.kind == "char":
            texts = {str(code.constant).rstrip(" ") for code in codes}
            return self._maybe_not(lambda: run().rstrip(" ") in texts, expr.negated, expr.at)
        return self._maybe_not(lambda: sort_rank(run()) in ranks, expr.negated, expr.at)

    def _in_range(self, value: Code, item: s.Range) -> Test:
        run, low, high = as_number(value, self.notes), self.number(item.low), self.number(item.high)

        def inside() -> bool:
            number: float = run()
            return number == number and number == int(number) and low() <= number <= high()

        return inside

    def _array_items(self, expr: s.In) -> list[Code | s.Range]:
        item = expr.items[0]
        array = self.scope.array(item.name) if isinstance(item, s.Var) else None
        if array is None:
            raise StepError("The IN operator needs an array or a list in parentheses.", expr.at, "R0010")
        return [self._slot_code(array, index) for index in array.slots]

    def _slot_code(self, array: ArrayInfo, index: int) -> Code:
        values = self.host.pdv.values
        length = self.host.pdv.slots[index].length
        return Code(array.kind, lambda: values[index], length)

    def _like(self, expr: s.Like) -> Code:
        run = self.text(expr.value)
        pattern = self.compile(expr.pattern)
        escape = self.text(expr.escape)() if expr.escape is not None else ""
        if pattern.constant is not None:
            regex = like_regex(str(pattern.constant), escape)
            return self._maybe_not(
                lambda: regex.fullmatch(run().rstrip(" ")) is not None, expr.negated, expr.at
            )
        text = as_text(pattern, self.notes)
        return self._maybe_not(
            lambda: like_regex(text(), escape).fullmatch(run().rstrip(" ")) is not None, expr.negated, expr.at
        )

    def _case(self, expr: s.Case) -> Code:
        branches: list[tuple[Test, Code]] = []
        for when, then in expr.branches:
            if expr.operand is None:
                test = self.test(when)
            else:
                test = self._comparison("=", self.compile(expr.operand), self.compile(when), expr.at)
            branches.append((test, self.compile(then)))
        other = self.compile(expr.otherwise) if expr.otherwise is not None else None
        results = [code for _, code in branches] + ([other] if other is not None else [])
        kind = "char" if any(code.kind == "char" for code in results) else "num"
        length = max(code.length for code in results)
        convert = as_text if kind == "char" else as_number
        pairs = [(test, convert(code, self.notes)) for test, code in branches]
        last: Run = (
            convert(other, self.notes) if other is not None else (lambda: " " if kind == "char" else MISSING)
        )

        def choose() -> Any:
            for test, run in pairs:
                if test():
                    return run()
            return last()

        return Code(kind, choose, length, at=expr.at)

    # --- calls and elements -----------------------------------------------------------------------------

    def _call(self, expr: s.Call) -> Code:
        array = self.scope.array(expr.name)
        if array is not None:
            subscripts = tuple(
                argument for argument in expr.args if not isinstance(argument, s.Of | s.Format | s.Empty)
            )
            return self.element(array, subscripts, expr.at)
        from equivalence.interpreter.calls import compile_call

        return compile_call(self, expr)

    def element(self, array: ArrayInfo, subscripts: tuple[s.Expr, ...], at: Token | None) -> Code:
        """Return the code of an array reference."""
        position = self.position(array, subscripts, at)
        values, slots = self.host.pdv.values, array.slots
        lengths = [self.host.pdv.slots[index].length for index in slots]
        if isinstance(position, int):
            index = slots[position]
            slot = self.host.pdv.slots[index]
            slot.used = True
            return Code(array.kind, lambda: values[index], slot.length, slot=index, name=slot.name, at=at)
        run = position
        length = max(lengths, default=8)
        if array.contiguous and slots:
            base = slots[0]
            return Code(array.kind, lambda: values[base + run()], length, name=array.name, at=at)
        return Code(array.kind, lambda: values[slots[run()]], length, name=array.name, at=at)

    def position(
        self, array: ArrayInfo, subscripts: tuple[s.Expr, ...], at: Token | None
    ) -> Callable[[], int] | int:
        """Return the offset in an array's elements: a number for constant subscripts, else a closure."""
        if len(subscripts) != len(array.bounds):
            if len(subscripts) > len(array.bounds):
                raise StepError(f"Too many array subscripts specified for array {array.name}.", at, "R0010")
            raise StepError(f"Too few array subscripts specified for array {array.name}.", at, "R0010")
        where = place(at)
        message = f"Array subscript out of range at line {where[0]} column {where[1]}."
        codes = [self.compile(one) for one in subscripts]
        if all(isinstance(code.constant, float) and code.constant == code.constant for code in codes):
            offset = 0
            for code, (low, high) in zip(codes, array.bounds, strict=True):
                number = int(code.constant)  # type: ignore[arg-type]
                if not low <= number <= high:
                    raise StepError(message, at, "R0011")
                offset = offset * (high - low + 1) + number - low
            return offset
        runs = [as_number(code, self.notes) for code in codes]
        if len(runs) == 1:
            run, (low, high) = runs[0], array.bounds[0]

            def single() -> int:
                value: float = run()
                if value == value:
                    number = int(value)
                    if low <= number <= high:
                        return number - low
                raise StepError(message, at, "R0011")

            return single
        parts = list(zip(runs, array.bounds, strict=True))

        def several() -> int:
            offset = 0
            for run, (low, high) in parts:
                value: float = run()
                if value != value or not low <= int(value) <= high:
                    raise StepError(message, at, "R0011")
                offset = offset * (high - low + 1) + int(value) - low
            return offset

        return several


def _text_length(code: Code) -> int:
    return code.length if code.kind == "char" else 12


def has_side_effects(node: object) -> bool:
    """Does an expression call a function whose next result depends on the call: LAG, DIF, random numbers?"""
    if isinstance(node, s.Call) and re.match(r"(LAG|DIF|RAN)\d*|UNIFORM$|NORMAL$", node.name.upper()):
        return True
    if isinstance(node, tuple):
        return any(has_side_effects(one) for one in node)
    fields = getattr(type(node), "__dataclass_fields__", None)
    if fields is None or isinstance(node, Token):
        return False
    return any(has_side_effects(getattr(node, name)) for name in fields if name != "at")


def like_regex(pattern: str, escape: str) -> re.Pattern[str]:
    """Return the regular expression of a LIKE pattern: % any text, _ one character."""
    result = []
    characters = iter(pattern.rstrip(" "))
    for character in characters:
        if escape and character == escape.strip(" "):
            result.append(re.escape(next(characters, "")))
        elif character == "%":
            result.append(".*")
        elif character == "_":
            result.append(".")
        else:
            result.append(re.escape(character))
    return re.compile("".join(result), re.DOTALL)


__all__ = ["Expressions", "compare_values"]
