"""Expressions to values: names resolved, conversions explicit, trailing blanks where they count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import MACRO_LENGTH, NUMBER, Type, joined
from translator.library.missing import special_missing
from translator.library.system_options import Settings
from translator.lower import function_calls
from translator.lower.blanks import compared, padded, trimmed, trimmed_for_equality
from translator.lower.catalog import Catalog, Signature
from translator.lower.large_numbers import computed_large, guarded
from translator.lower.scope import LoweringError, Scope
from translator.plan import loop as lp
from translator.plan import values as v

if TYPE_CHECKING:
    from translator.lower.declarations import DraftHash

COMPARISONS = {"=": "=", "ne": "ne", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
TRUNCATED = {"eqt": "=", "net": "ne", "ltt": "<", "let": "<=", "gtt": ">", "get": ">="}


@dataclass(slots=True)
class Values:
    """Lowers the expressions of one step. `reader` is the number of the reader last seen, for FIRST. and LAST."""

    scope: Scope
    by: dict[int, tuple[str, ...]] = field(default_factory=dict)
    reader: int = 0
    sites: int = 0
    user_formats: Mapping[str, object] = field(default_factory=dict)
    hashes: dict[str, object] = field(default_factory=dict)
    note: Callable[[str, str, Token | None], None] = lambda code, text, at: None
    services: set[str] = field(default_factory=set)
    where: bool = False  # a WHERE expression: only variables of the data set
    yearcutoff: int = 1926
    missing_letters: str = ""  # MISSING statement: what INPUT reads as special missing values
    settings: Settings | None = None  # of OPTIONS statements, where they are known
    catalog: Catalog | None = None  # of the data sets, for the functions on them
    before: list[lp.Assign] = field(
        default_factory=list
    )  # what functions give to variables, before the statement

    def own_function(self, name: str) -> Signature | None:
        """Return a function of the program (PROC FCMP) of that name in upper case."""
        return self.catalog.functions.get(name) if self.catalog is not None else None

    # --- what the context wants -------------------------------------------------------------------------

    def condition(self, expr: sx.Expr) -> v.Value:
        """Lower to a condition."""
        value = self.value(expr)
        if isinstance(value, v.CONDITIONS):
            return value
        if isinstance(value, v.Flag):
            return value.condition
        return v.Truth(self.as_number(value, getattr(expr, "at", None)))

    def number(self, expr: sx.Expr) -> v.Value:
        """Lower to a number, converting text."""
        return self.as_number(self.value(expr), getattr(expr, "at", None))

    def text(self, expr: sx.Expr, *, blanks: bool = False) -> v.Value:
        """Lower to a text, converting numbers; `blanks`: with the trailing blanks that SAS sees."""
        value = self.value(expr, blanks=blanks)
        return value if value.type.kind == "char" else self.as_text(value, 12, getattr(expr, "at", None))

    def as_number(self, value: v.Value, at: Token | None) -> v.Value:
        if isinstance(value, v.CONDITIONS):
            return v.Flag(value)
        if value.type.kind == "char":
            self.note("N0402", "Character values have been converted to numeric values", at)
            return v.ToNumber(value, self.scope.marked(NUMBER), at)
        return value

    def as_text(self, value: v.Value, width: int, at: Token | None) -> v.Value:
        self.note("N0401", "Numeric values have been converted to character values", at)
        if isinstance(value, v.CONDITIONS):
            value = v.Flag(value)
        return v.ToText(value, width, Type("char", width))

    def target(self, target: sx.Expr) -> v.Variable | v.Element:
        """Lower the target of an assignment. Raises LoweringError H0228 where it is no variable."""
        value = self.value(target)
        if not isinstance(value, (v.Variable, v.Element)):
            raise LoweringError(
                "H0228", "the target of the assignment is not a variable", getattr(target, "at", None)
            )
        return value

    # --- expressions ------------------------------------------------------------------------------------

    def value(self, expr: sx.Expr, *, blanks: bool = False) -> v.Value:
        """Lower an expression to the kind that it has."""
        match expr:
            case sx.Number(number, form):
                return v.Constant(number, Type("num", 8, nullable=False), form)
            case sx.Missing(letter):
                return v.Constant(special_missing(letter), Type("num", 8, special=bool(letter)))
            case sx.String(text):
                return v.Constant(text, Type("char", max(len(text), 1)))
            case sx.Var(name):
                return self._name(name, expr.at, blanks)
            case sx.Dotted(qualifier, name):
                return self._dotted(qualifier.lower(), name, expr.at)
            case sx.MacroValue(name, quoted):
                self.services.add("macro")
                return v.RunTimeMacro(name, Type("char", MACRO_LENGTH) if quoted else NUMBER)
            case sx.Unary() | sx.Binary():
                return self._operation(expr)
            case sx.In():
                return self._membership(expr)
            case sx.Between(value, low, high, negated):
                test = v.Logic("and", (self._compare(">=", value, low), self._compare("<=", value, high)))
                return v.Logic("not", (test,)) if negated else test
            case sx.IsMissing(value, negated):
                return self._missing_test(value, negated)
            case sx.Contains(value, text, negated):
                return self._match("contains", value, text, negated)
            case sx.SoundsLike(value, text, negated):
                return self._match("sounds", value, text, negated)
            case sx.Like(value, pattern, escape, negated):
                sign = escape.value if isinstance(escape, sx.String) else ""
                return self._match("like", value, pattern, negated, sign)
            case sx.Call(name, args):
                array = self.scope.arrays.get(name.lower())
                if array is not None:
                    return self.element(name, tuple(args), expr.at, blanks)  # type: ignore[arg-type]
                return self.call(expr, blanks)
            case sx.Element(name, subscripts):
                return self.element(name, subscripts, expr.at, blanks)
            case sx.MethodCall():
                return self._method(expr)
            case _:
                raise LoweringError("H0209", f"{type(expr).__name__} has no meaning in this step", expr.at)

    def _name(self, name: str, at: Token | None, blanks: bool) -> v.Value:
        key = name.lower()
        automatic = self.scope.automatic.get(key)
        if automatic is not None:
            if automatic.kind == "line":
                return self._name("_infile_", at, blanks)
            match automatic.kind:
                case "in":
                    return v.Flag(v.Flagged("in", automatic.name, automatic.reader, automatic.source))
                case "end" if automatic.never:
                    return v.Constant(0.0, Type("num"))
                case "end":
                    return v.Flag(v.Flagged("end", automatic.name, automatic.reader))
                case "nobs":
                    return v.Automatic("nobs", automatic.name, automatic.reader)
        if key == "_n_" and key not in self.scope.variables:
            return v.Automatic("_n_", name)
        if key == "_infile_":
            self.services.add("_infile_")
            return v.Automatic("_infile_", name, type=Type("char", 32767))
        array = self.scope.arrays.get(key)
        if array is not None and array.index and key not in self.scope.variables:  # the current element
            return self.element(name, (sx.Var(array.index, at),), at, blanks)
        if array is not None and key not in self.scope.variables:
            raise LoweringError("H0214", f"ERROR: Illegal reference to the array {array.name}.", at)
        if key not in self.scope.variables:
            if self.where and self.scope.open_type is None:
                raise LoweringError("H0210", f"Variable {name} is not on file.", at)
            if self.scope.open_type is not None and key not in ("_i_",):
                self.scope.guess(name)
        self.scope.declare(name, Type("num"))  # what has no type before an expression names it is numeric
        type_ = self.scope.type_of(name)
        variable = v.Variable(self.scope.spelling(name), type_)
        return padded(variable, name, at) if blanks else variable

    def _dotted(self, qualifier: str, name: str, at: Token | None) -> v.Value:
        if qualifier in ("first", "last"):
            for reader in (self.reader, *reversed(self.by)):
                keys = tuple(k.lower() for k in self.by.get(reader, ()))
                if name.lower() in keys:
                    used = self.by[reader][: keys.index(name.lower()) + 1]
                    return v.Flag(v.FirstLast("first" if qualifier == "first" else "last", used, reader))
            # without a BY statement first.x is an ordinary variable that nothing sets
            self.note("N0412", f"NOTE: Variable {qualifier}.{name} is uninitialized.", at)
            return v.Constant(special_missing(""), NUMBER)
        if qualifier in self.hashes:
            return v.HashCall(qualifier, name.lower(), (), ())
        raise LoweringError("H0213", f"{qualifier}.{name} has no meaning in this step", at)

    def element(
        self, name: str, subscripts: tuple[sx.Expr, ...], at: Token | None, blanks: bool = False
    ) -> v.Value:
        """Lower an array reference: a plain variable where all subscripts are constants."""
        array = self.scope.arrays.get(name.lower())
        if array is None:
            raise LoweringError("H0205", f"Undeclared array referenced: {name}.", at)
        if len(subscripts) != len(array.bounds):
            many = "Too many" if len(subscripts) > len(array.bounds) else "Too few"
            text = f"ERROR: {many} array subscripts specified for array {array.name}."
            raise LoweringError("H0214", text, at)
        lowered = tuple(self.number(s) for s in subscripts)
        if all(isinstance(s, v.Constant) for s in lowered):
            position = 0
            for (low, high), subscript in zip(array.bounds, lowered, strict=True):
                number = int(subscript.value)  # type: ignore[union-attr, arg-type]
                if not low <= number <= high:
                    raise LoweringError("H0215", f"Array subscript out of range: {name}({number}).", at)
                position = position * (high - low + 1) + number - low
            return self._name(array.elements[position], at, blanks)
        type_ = array.type
        if self.scope.uneven(name):
            longest = max(self.scope.type_of(element).length for element in array.elements)
            type_ = replace(type_, length=longest)
            if blanks:
                message = (
                    f"the trailing blanks of an element of {name} count, and its variables differ in length"
                )
                raise LoweringError("H0247", message, at)
        value = v.Element(array.name, lowered, type_, at)
        return padded(value, name, at) if blanks else value

    def _operation(self, expr: sx.Unary | sx.Binary) -> v.Value:
        if isinstance(expr, sx.Unary):
            if expr.op == "not":
                return v.Logic("not", (self.condition(expr.operand),))
            value = self.number(expr.operand)
            if expr.op == "+":
                return value
            if isinstance(value, v.Constant) and not value.form and isinstance(value.value, float):
                return v.Constant(-value.value, value.type)
            return v.Arithmetic("negate", (value,), self._arithmetic_type(value.type.nullable), expr.at)
        op = expr.op
        if op in ("and", "or"):
            return v.Logic(op, tuple(self._flatten(op, expr)))
        if op == "||":
            parts = self._parts(expr)
            return v.Concatenate(parts, Type("char", joined(p.type.length for p in parts)))
        if op.removesuffix(":") in COMPARISONS or op == "=:":
            return self._compare(op.removesuffix(":"), expr.left, expr.right, prefix=op.endswith(":"))
        if op in TRUNCATED:
            return self._compare(TRUNCATED[op], expr.left, expr.right, prefix=True)
        left, right = self.number(expr.left), self.number(expr.right)
        if op in ("><", "<>"):
            return v.Extreme("min" if op == "><" else "max", left, right, self.scope.marked(NUMBER))
        nullable = left.type.nullable or right.type.nullable or op == "**"
        if op == "/":
            nullable = nullable or not (isinstance(right, v.Constant) and right.value != 0)
        made = v.Arithmetic(op, (left, right), self._arithmetic_type(nullable), expr.at)  # type: ignore[arg-type]
        return guarded(made) if any(map(computed_large, (left, right))) else made

    def _arithmetic_type(self, nullable: bool) -> Type:
        return Type("num", 8, nullable)

    def _flatten(self, op: str, expr: sx.Expr) -> list[v.Value]:
        if isinstance(expr, sx.Binary) and expr.op == op:
            return self._flatten(op, expr.left) + self._flatten(op, expr.right)
        return [self.condition(expr)]

    def stored(self, expr: sx.Expr) -> v.Value:
        """Lower a value that a variable gets: the blanks at its end do not count."""
        if not isinstance(expr, sx.Binary) or expr.op != "||":
            return self.value(expr)
        parts = self._parts(expr, end=False)
        return v.Concatenate(parts, Type("char", joined(p.type.length for p in parts)))

    def _parts(self, expr: sx.Expr, *, end: bool = True) -> tuple[v.Value, ...]:
        """Lower the operands of ||; `end`: do the blanks at the end of the last one count? Those of the others do."""
        if isinstance(expr, sx.Binary) and expr.op == "||":
            return self._parts(expr.left) + self._parts(expr.right, end=end)
        if not end and isinstance(expr, sx.Var) and self._of_unknown_length(expr.name):
            return (self.value(expr),)
        text = self.text(expr, blanks=True)
        return (
            v.Constant(" ", Type("char", 1)) if isinstance(text, v.Constant) and text.value == "" else text,
        )

    def _of_unknown_length(self, name: str) -> bool:
        """Is it a text whose length only the run knows?"""
        key, scope = name.lower(), self.scope
        if key in scope.automatic or key in scope.arrays:
            return False
        if key not in scope.variables and scope.open_type is not None:
            scope.guess(name)
        return scope.type_of(name) == Type("char", 32767)

    def _compare(self, op: str, left: sx.Expr, right: sx.Expr, *, prefix: bool = False) -> v.Value:
        a, b = self.value(left), self.value(right)
        if a.type.kind == "char" and b.type.kind == "char":
            a, b = compared(op, prefix, a, b, self.settings)
        elif self.where and a.type.kind != b.type.kind and self.scope.open_type is None:
            text = "ERROR: WHERE clause operator requires compatible variables."
            raise LoweringError("R0170", text, getattr(left, "at", None))
        else:
            a, b = self.as_number(a, getattr(left, "at", None)), self.as_number(b, getattr(right, "at", None))
        return v.Comparison(COMPARISONS[op], a, b, "smallest", prefix)  # type: ignore[arg-type]

    def _missing_test(self, value: sx.Expr, negated: bool) -> v.Value:
        lowered = self.value(value)
        lowered = trimmed(lowered, self.settings) if lowered.type.kind == "char" else lowered
        test: v.Value = v.Truth(v.Apply("MISSING", (lowered,), v.FLAG))
        return v.Logic("not", (test,)) if negated else test

    def _match(self, kind: str, value: sx.Expr, text: sx.Expr, negated: bool, escape: str = "") -> v.Value:
        test = v.Matches(kind, self.text(value), trimmed(self.text(text)), escape)  # type: ignore[arg-type]
        return v.Logic("not", (test,)) if negated else test

    def _membership(self, expr: sx.In) -> v.Value:
        value = self.value(expr.value)
        if expr.array:
            name = expr.items[0].name  # type: ignore[union-attr]
            elements = self.scope.arrays[name.lower()].elements
            tests = tuple(self._compare("=", expr.value, sx.Var(element, expr.at)) for element in elements)
            test: v.Value = v.Logic("or", tests) if len(tests) > 1 else tests[0]
            return v.Logic("not", (test,)) if expr.negated else test
        items: list[float | str] = []
        ranges: list[tuple[float, float]] = []
        others: list[v.Value] = []
        for item in expr.items:
            if isinstance(item, sx.Range):
                low, high = self.value(item.low), self.value(item.high)
                ranges.append((float(constant_of(low)), float(constant_of(high))))
                continue
            if isinstance(item, sx.MacroValue):
                others.append(self._macro_list(value, item))
                continue
            constant = self.value(item)
            if not isinstance(constant, v.Constant):
                others.append(self._compare("=", expr.value, item))
            elif constant.type.kind == "char":
                items.append(str(constant.value).rstrip(" "))
            else:
                items.append(constant.value)
        wants_text = any(isinstance(item, str) for item in items)
        if not items and not ranges:
            pass
        elif not wants_text:
            value = self.as_number(value, expr.at)
        elif value.type.kind == "num":
            raise LoweringError("H0216", "a number is looked for in a list of texts", expr.at)
        else:
            texts = [] if expr.truncated else [str(item) for item in items]
            value = trimmed_for_equality(value, texts, self.settings)
        tests_: list[v.Value] = list(others)
        if items or ranges:
            tests_.insert(0, v.Membership(value, tuple(items), tuple(ranges), expr.truncated))
        test = v.Logic("or", tuple(tests_)) if len(tests_) > 1 else tests_[0]
        return v.Logic("not", (test,)) if expr.negated else test

    def _macro_list(self, value: v.Value, item: sx.MacroValue) -> v.Value:
        """`value in (&list)`: the run's text of the macro variable is the list, `("&list")` with its quotation marks."""
        self.services.add("macro")
        value = (
            trimmed(value, self.settings)
            if value.type.kind == "char"
            else v.Flag(value)
            if isinstance(value, v.CONDITIONS)
            else value
        )
        name = v.Constant(item.name.upper(), Type("char", len(item.name)))
        quoted = v.Constant(float(item.quoted), v.FLAG)
        return v.Truth(v.Service("MACROLIST", (value, name, quoted), v.FLAG))

    def call(self, expr: sx.Call, blanks: bool) -> v.Value:
        """Lower a function call; `blanks`: the trailing blanks of its result count."""
        return function_calls.call(self, expr, blanks)

    # --- hash objects -----------------------------------------------------------------------------------

    def _method(self, expr: sx.MethodCall) -> v.Value:
        if expr.object.lower() not in self.hashes:
            raise LoweringError("H0219", f"{expr.object} is not a declared hash object or iterator", expr.at)
        self.services.add("hash")
        tags = tuple(tag.lower() for tag, _ in expr.args)
        if {"result", "r", "sum"} & set(tags):
            raise LoweringError(
                "H0234",
                f"the method {expr.method.upper()} with a variable for its result, inside an expression",
                expr.at,
            )
        args = tuple(self._stored(expr.object, expr.args))
        return v.HashCall(expr.object.lower(), expr.method.lower(), tags, args)

    def _stored(self, name: str, args: tuple[tuple[str, sx.Expr], ...]) -> Iterator[v.Value]:
        """Lower the arguments of a method: texts after key: and data: are cut to the variable that they stand for."""
        draft: DraftHash = self.hashes[name.lower()]  # type: ignore[assignment]
        of = draft.args.get("of") if draft.kind == "hiter" else None
        if isinstance(of, sx.String):
            draft = self.hashes.get(of.value.strip().lower(), draft)  # type: ignore[assignment]
        wanted = {"key": iter(draft.keys), "data": iter(draft.data or draft.keys)}
        for tag, arg in args:
            value = self.value(arg)
            variable = next(wanted.get(tag.lower(), iter(())), None)
            type_ = self.scope.type_of(variable.lower()) if variable is not None else value.type
            if type_.kind != "char" or value.type.kind != "char" or value.type.length <= type_.length:
                yield value
            elif isinstance(value, v.Constant):
                yield v.Constant(str(value.value)[: type_.length].rstrip(" "), type_)
            else:
                yield v.Cut(value, type_.length, type_)


def constant_of(value: v.Value) -> float | str:
    """Return the value of a constant. Raises LoweringError H0248 where it is none."""
    if not isinstance(value, v.Constant):
        raise LoweringError("H0248", "a constant is needed here")
    return value.value
