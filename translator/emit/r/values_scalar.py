"""Values to R expressions over the scalars of a row loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from translator.emit.code import Code
from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.r.values import (
    AND,
    ATOM,
    COMPARE,
    INVERSE,
    LOWEST,
    MIRROR,
    NOT,
    OR,
    PRODUCT,
    R_OPERATOR,
    SIGN,
    SPECIAL,
    Writer,
    atom,
    call,
    infix,
    joined,
    within,
)  # fmt: skip
from translator.lang.source import Token
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


@dataclass(slots=True)
class ArrayPlace:
    """Where the elements of an array live: the vector `storage`; `positions` names a vector of places in it."""

    storage: str
    array: lp.LoopArray
    positions: str = ""


@dataclass(slots=True)
class Places:
    """Where the values of a row loop are found in the generated function. Names are in lower case."""

    variables: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, ArrayPlace] = field(default_factory=dict)
    flags: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (in | end | nobs | first | last …, name)
    iteration: str = "i"
    iteration_is_index: bool = True
    lines: dict[int, str] = field(default_factory=dict)  # the line readers
    readers: dict[int, str] = field(default_factory=dict)  # the readers of data sets
    line: str = ""  # the line reader whose line _INFILE_ is
    zeros: bool = False  # can its line hold the byte 0?
    ranges: dict[str, tuple[float, float]] = field(
        default_factory=dict
    )  # counted DO indexes inside their loop
    queues: dict[int, tuple[str, int, str]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


def _place(value: v.Arithmetic) -> list[str]:
    """The argument of a division that says where it stands."""
    return [names.text(f"{value.at.line} column {value.at.column}")] if value.at is not None else []


def _at_hand(value: v.Value) -> bool:
    """Is a number a variable, or a sum or a difference of two? It can then be written twice."""
    match value:
        case v.Variable() | v.Constant():
            return True
        case v.Arithmetic(op="+" | "-", args=args, overflow="stops"):
            return all(isinstance(one, v.Variable | v.Constant) for one in args)
        case _:
            return False


class RowWriter(Writer):
    """Writes values over the scalars of one row. Conditions are TRUE or FALSE, never NA."""

    vectorised = False

    def __init__(
        self, places: Places, formats: dict[str, str] | None = None, queue: Callable[..., str] | None = None
    ):
        super().__init__(formats)
        self.places = places
        self.queue = queue
        self.services: Callable[[v.Service, RowWriter], Code] | None = None
        self.hash_call: Callable[[v.HashCall, RowWriter], Code] | None = None
        self.macro: Callable[[v.RunTimeMacro], Code] | None = None

    def variable(self, name: str) -> Code:
        key = name.lower()
        found = self.places.variables.get(key)
        if found is None and key == "_n_":
            return self.iteration()
        if found is None:
            raise Unsupported("H0473", f"the variable {name} has no place in this step")
        return atom(found)

    def iteration(self) -> Code:
        """`_N_` as a double."""
        if self.places.iteration_is_index:
            return call("as.numeric", self.places.iteration)
        return atom(self.places.iteration)

    def divide(self, left: Code, right: Code, value: v.Arithmetic) -> Code:
        return call("sas_divide", left, right, *_place(value))

    def assigned(self, value: v.Value) -> Code:
        """Write a value that a statement assigns: a division by numbers at hand stands there in full, which is faster."""
        if not isinstance(value, v.Arithmetic) or value.op != "/" or value.overflow != "stops":
            return self.value(value)
        divisor = value.args[1]
        if (
            isinstance(divisor, v.Constant)
            or not _at_hand(divisor)
            or any(one.type.special for one in value.args)
        ):
            return self.value(value)
        left, right = self.plain(value.args[0]), self.plain(divisor)
        is_zero = f"{right.text} == 0"
        if self.may_miss(divisor):
            is_zero = f"!is.na({right.text}) && {is_zero}"
        by_zero = call("sas_division_by_zero", *_place(value)).text
        return Code(f"if ({is_zero}) {by_zero} else {infix(left, '/', right, PRODUCT).text}", LOWEST)

    def apply(self, value: v.Apply) -> Code:
        """SUM, MIN and MAX of two numbers have quick forms for single rows."""
        quick = {"SUM": "sas_sum_of", "MIN": "sas_min_of", "MAX": "sas_max_of"}.get(value.function.upper())
        if quick and len(value.args) == 2 and not any(arg.type.special for arg in value.args):
            left, right = (self.number_argument(arg) for arg in value.args)
            if value.function.upper() != "SUM" and simple(left) and simple(right):
                return self.min_or_max("<" if value.function.upper() == "MIN" else ">", value, left, right)
            return call(quick, left, right)
        return super().apply(value)

    def min_or_max(self, sign: str, value: v.Apply, left: Code, right: Code) -> Code:
        """MIN or MAX of two values, a missing one left out."""
        may_left, may_right = (self.may_miss(arg) for arg in value.args)
        a, b = left.text, right.text
        if may_left and may_right:
            return Code(f"if (is.na({a})) {b} else if (is.na({b}) || {a} {sign}= {b}) {a} else {b}", LOWEST)
        if may_right:
            return Code(f"if (is.na({b}) || {a} {sign}= {b}) {a} else {b}", LOWEST)
        missing = f"is.na({a}) || " if may_left else ""
        return Code(f"if ({missing}{b} {sign} {a}) {b} else {a}", LOWEST)

    # --- conditions -------------------------------------------------------------------------------------

    def condition(self, value: v.Value) -> Code:
        match value:
            case v.Logic("not", (inner,)):
                return self.negation(inner)
            case v.Logic(op, args) if any(has_memory(arg) for arg in args[1:]):
                # SAS evaluates every operand that has a memory: && would leave some out
                parts = ", ".join(self.condition(arg).text for arg in args)
                return atom(f"{'all' if op == 'and' else 'any'}({parts})")
            case v.Logic(op, args):
                sign, precedence = ("&&", AND) if op == "and" else ("||", OR)
                return joined(sign, [self.condition(arg) for arg in args], precedence)
            case v.Comparison():
                return self.comparison(value)
            case v.Truth(inner):
                return self.truth(inner)
            case v.Membership():
                return self.membership(value)
            case v.Matches():
                return self.matches(value)
            case v.FirstLast(which, keys, reader):
                return atom(self.flag(f"{which}{reader}", keys[-1]))
            case v.Flagged(kind, name):
                text = self.flag(kind, name)
                return Code(text, COMPARE if " == " in text else ATOM)
            case v.Flag(inner):
                return self.condition(inner)
            case _:
                return self.truth(value)

    def flag(self, kind: str, name: str) -> str:
        found = self.places.flags.get((kind, name.lower()))
        if found is None:
            raise Unsupported("H0473", f"{kind} {name} has no place in this step")
        return found

    def negation(self, inner: v.Value) -> Code:
        match inner:
            case v.Comparison(op) if inner.prefix is False:
                return self.comparison(v.Comparison(INVERSE[op], inner.left, inner.right, "smallest"))  # type: ignore[arg-type]
            case v.Truth(v.Apply("MISSING", (argument,))) if argument.type.kind == "char":
                return infix(self.value(argument), "!=", atom('""'), COMPARE)
            case v.Truth(v.Apply("MISSING")):
                return Code(f"!{self.condition(inner).text}", NOT)
            case v.Logic("not", (deeper,)):
                return self.condition(deeper)
            case v.Flagged(kind, name) if " == " in (flag := self.flag(kind, name)):
                return Code(flag.replace(" == ", " != "), COMPARE)
            case v.Logic(op, args) if not any(has_memory(arg) for arg in args[1:]):
                turned = v.Logic("or" if op == "and" else "and", tuple(v.Logic("not", (a,)) for a in args))
                return self.condition(turned)
            case v.Truth(deeper) if not isinstance(deeper, v.CONDITIONS):
                code = self.condition(inner)
                if isinstance(deeper, v.Variable) and code.precedence == AND:
                    number = self.number_argument(deeper).text
                    return Code(f"is.na({number}) || {number} == 0", OR)
                if code.text.startswith("isTRUE(") or code.precedence >= ATOM:
                    return Code(f"!{code.text}", NOT)
        return Code(f"!{within(self.condition(inner), SPECIAL)}", NOT)

    def truth(self, inner: v.Value) -> Code:
        match inner:
            case v.Flag(condition):
                return self.condition(condition)
            case v.Apply("MISSING", (argument,)):
                if argument.type.kind == "char":
                    return infix(self.value(argument), "==", atom('""'), COMPARE)
                return call("is.na", self.number_argument(argument))
            case v.Constant(number) if isinstance(number, float):
                return atom("TRUE" if number == number and number != 0 else "FALSE")
        code = self.number_argument(inner)
        if not self.may_miss(inner):
            return infix(code, "!=", atom("0"), COMPARE)
        return known(code, infix(code, "!=", atom("0"), COMPARE))

    def comparison(self, value: v.Comparison) -> Code:
        if value.left.type.kind == "char":
            return self.compare_text(value)
        if self.kinds(value):
            return self.compare_kinds(value)
        if isinstance(value.left, v.Constant) and not isinstance(value.right, v.Constant):
            value = v.Comparison(MIRROR[value.op], value.right, value.left, "smallest")  # type: ignore[arg-type]
        if isinstance(value.right, v.Constant) and value.right.value != value.right.value:
            return self.against_missing(value)
        left, right = self.side(value.left), self.side(value.right)
        test = infix(left, R_OPERATOR[value.op], right, COMPARE)
        may_left, may_right = self.may_miss(value.left), self.may_miss(value.right)
        if not may_left and not may_right:
            return test
        if may_left and may_right:
            return self.both_may_miss(value.op, left, right)
        missing_true = value.op == "ne" or value.op in (("<", "<=") if may_left else (">", ">="))
        side = left if may_left else right
        if not missing_true:
            return known(side, test)
        if value.op == "ne" and not simple(side):
            return Code(f"!isTRUE({infix(left, '==', right, COMPARE).text})", NOT)
        if simple(side):
            return Code(f"is.na({side.text}) || {test.text}", OR)
        return Code(f"!isTRUE({infix(left, R_OPERATOR[INVERSE[value.op]], right, COMPARE).text})", NOT)

    def side(self, value: v.Value) -> Code:
        """Write an operand: `_N_` may stay the loop's whole number here."""
        if isinstance(value, v.Automatic) and value.which == "_n_":
            return atom(self.places.iteration)
        return self.number_argument(value)

    def against_missing(self, value: v.Comparison) -> Code:
        """Compare with `.`, which is smallest."""
        left = self.number_argument(value.left)
        match value.op:
            case "=" | "<=":
                return call("is.na", left)
            case "ne" | ">":
                return Code(f"!is.na({left.text})", NOT)
            case "<":
                return atom("FALSE")
            case _:
                return atom("TRUE")

    def both_may_miss(self, op: str, left: Code, right: Code) -> Code:
        match op:
            case "=":
                return call("sas_equal", left, right)
            case "ne":
                return Code(f"!sas_equal({left.text}, {right.text})", NOT)
            case "<":
                return call("sas_less", left, right)
            case "<=":
                return call("sas_less_equal", left, right)
            case ">":
                return call("sas_less", right, left)
            case _:
                return call("sas_less_equal", right, left)

    # --- what only the row knows ------------------------------------------------------------------------

    def special(self, value: v.Value) -> Code:
        match value:
            case v.Element(array, subscripts):
                return atom(self.element(array, subscripts, value.at))
            case v.Automatic("_n_"):
                return self.iteration()
            case v.Automatic("_error_", reader=number):
                return atom(f"{self.places.lines[number]}$error")
            case v.Automatic("_ran_out_", reader=number):
                return call("as.numeric", f"{self.places.lines[number]}$ran_out()")
            case v.Automatic("_code_", reader=number):
                return atom(f"{self.places.readers[number]}$code")
            case v.Automatic("_failed_", reader=number):
                return call("as.numeric", f"{self.places.readers[number]}$failed")
            case v.Automatic("_infile_"):
                if self.places.zeros:
                    return call("sas_without_zeros_in", f"{self.places.line}$line")
                return atom(f"{self.places.line}$line" if self.places.line else '""')
            case v.Automatic("nobs", name):
                return atom(self.flag("nobs", name))
            case v.Service():
                if self.services is None:
                    raise Unsupported("H0474", f"the function {value.function} needs more than the row")
                return self.services(value, self)
            case v.HashCall():
                if self.hash_call is None:
                    raise Unsupported("H0474", "a hash object needs a row loop")
                return self.hash_call(value, self)
            case v.RunTimeMacro() if self.macro is not None:
                return self.macro(value)
            case v.RunTimeMacro(name, type_):
                function = "sas_macro" if type_.kind == "char" else "sas_macro_number"
                return call(function, "lib", names.text(name.upper()))
            case _:
                raise Unsupported("H0470", f"{type(value).__name__} has no form in a row loop")

    def element(self, array: str, subscripts: tuple[v.Value, ...], at: Token | None = None) -> str:
        """Write `vector[position]`; the subscripts are checked where they are not known to be inside."""
        place = self.places.arrays.get(array.lower())
        if place is None:
            raise Unsupported("H0473", f"the array {array} has no place in this step")
        position = self.position(place.array, subscripts, at)
        if place.positions:
            return f"{place.storage}[{place.positions}[{position}]]"
        return f"{place.storage}[{position}]"

    def position(self, array: lp.LoopArray, subscripts: tuple[v.Value, ...], at: Token | None = None) -> str:
        parts = []
        for (low, high), subscript in zip(array.bounds, subscripts, strict=True):
            code = self.value(subscript)
            if isinstance(subscript, v.Constant) and isinstance(subscript.value, float):
                parts.append(Code(str(int(subscript.value) - low + 1), ATOM))
                continue
            bounds = self.known_range(subscript)
            if bounds is not None and low <= bounds[0] and bounds[1] <= high:
                shifted = code if low == 1 else shift(code, 1 - low)
                parts.append(shifted)
            else:
                where = [names.text(f"{at.line} column {at.column}")] if at is not None else []
                parts.append(call("sas_at", code, str(low), str(high), *where))
        sizes = [high - low + 1 for low, high in array.bounds]
        total = parts[0]
        for part, size in zip(parts[1:], sizes[1:], strict=True):
            before = infix(Code(f"{within(total, SIGN)} - 1", 10), "*", atom(str(size)), 11)
            total = infix(before, "+", part, 10)
        return total.text

    def known_range(self, subscript: v.Value) -> tuple[float, float] | None:
        """Return what values a subscript can have, where a counted loop says so: `i`, `i + 1`, `i - 1`."""
        match subscript:
            case v.Variable(name):
                return self.places.ranges.get(name.lower())
            case v.Arithmetic(("+" | "-") as op, (v.Variable(name), v.Constant(float(by)))):
                found = self.places.ranges.get(name.lower())
                if found is None or by != int(by):
                    return None
                by = by if op == "+" else -by
                return found[0] + by, found[1] + by
        return None


def shift(code: Code, by: int) -> Code:
    """A subscript moved by a whole number."""
    if by == 0:
        return code
    return infix(code, "+" if by > 0 else "-", atom(str(abs(by))), 10)


def simple(code: Code) -> bool:
    """Is the text short enough to be written twice?"""
    return code.precedence == ATOM and len(code.text) <= 24 and "(" not in code.text


def known(side: Code, test: Code) -> Code:
    """The test, false where `side` is missing. (A call of isTRUE takes ten times as long.)"""
    if simple(side):
        return Code(f"!is.na({side.text}) && {test.text}", AND)
    return call("isTRUE", test)


def has_memory(value: v.Value) -> bool:
    """Does a value call a function whose every call counts (LAG, DIF, random numbers)?"""
    return any(
        isinstance(n, v.Service) and (n.function in ("LAG", "DIF") or n.function.startswith("RAN"))
        for n in nodes(value)
    )
