"""Values of a plan as expressions over single values, for row loops.

The plan's types decide between the simple form of a comparison and the one that looks at missing values.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Protocol, assert_never

from translator.emit.code import Code
from translator.emit.conversions import told_of
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.names import public_name
from translator.emit.substrings import constant_places
from translator.lang.types import UNKNOWN_LENGTH
from translator.library.functions import find
from translator.library.missing import missing_letter
from translator.plan import values as v
from translator.plan.walk import nodes

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "ne": "ne"}
NEGATED = {"=": "ne", "ne": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
PYTHON = {"=": "==", "ne": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class Surroundings(Protocol):
    """What the values of a loop refer to."""

    def place(self, name: str) -> Code:
        """The variable's place."""

    def element(self, value: v.Element, number: Callable[[v.Value], Code]) -> Code:
        """An array element whose subscripts only the row knows."""

    def element_length(self, value: v.Element) -> Code:
        """The length of the variable that an array element is."""

    def edge(self, value: v.FirstLast) -> Code:
        """FIRST. or LAST."""

    def flag(self, value: v.Flagged) -> Code:
        """IN= or END="""

    def automatic(self, value: v.Automatic) -> Code:
        """_N_, _ERROR_, NOBS=, _INFILE_"""

    def service(self, value: v.Service, arguments: list[Code]) -> Code:
        """A function that needs its surroundings."""

    def hash_call(self, value: v.HashCall, arguments: list[Code]) -> Code:
        """A method of a hash object."""

    def user_format(self, name: str) -> Code:
        """The function of one of the program's own formats."""

    def macro(self, value: v.RunTimeMacro) -> Code:
        """A macro variable that the run sets."""


class ScalarValues:
    """Writes values with the places that `around` gives them."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.remarks: list[str] = []  # dates of literals, for a trailing comment

    # --- numbers and texts ------------------------------------------------------------------------------

    def value(self, value: v.Value, *, whole: bool = False) -> Code:
        """Write a value. `whole`: whole number literals may stand without a decimal point."""
        match value:
            case v.Variable(name):
                return self.around.place(name)
            case v.Constant(constant, _, form):
                if (
                    form in ("d", "dt")
                    and isinstance(constant, float)
                    and (shown := ex.date_comment(constant, form))
                ):
                    self.remarks.append(shown)
                return self.constant(constant, whole)
            case v.Arithmetic():
                return self.arithmetic(value)
            case v.Extreme(op, left, right):
                a, b = self.value(left), self.value(right)
                return ex.call("sas.smaller" if op == "min" else "sas.larger", a, b)
            case v.Flag(condition):
                return ex.call("float", self.condition(condition))
            case v.Automatic():
                return self.around.automatic(value)
            case v.Concatenate(parts):
                return ex.chain("+", ex.PLUS, [self.value(part) for part in parts])
            case v.Pad(v.Constant(str() as text), length):
                return ex.atom(ex.text(text.ljust(length)))
            case v.Pad(inner, length):
                return ex.method(self.value(inner), "ljust", str(length))
            case v.Cut(v.PutFormat(user=True) as inner, length):
                made = self.user_text(inner)
                return made if inner.type.length <= length else ex.call("sas.cut", made, str(length))
            case v.Cut(inner, length) if length > UNKNOWN_LENGTH:
                return ex.method(self.value(inner), "rstrip", '" "')
            case v.Cut(inner, length):
                return ex.call("sas.cut", self.value(inner), str(length))
            case v.CutToText(inner, text):
                most = ex.call("max", ex.call("len", self.value(text)), "1")
                return ex.call("sas.cut", self.value(inner), most)
            case v.CutTo(inner, element):
                return ex.call("sas.cut", self.value(inner), self.around.element_length(element))
            case v.Shorten(inner, length):
                return ex.call("sas.shorten_number", self.value(inner), str(length))
            case v.ToText(inner, width):
                return ex.call("sas.best", self.value(inner), str(width))
            case v.ToNumber(inner):
                return ex.call("sas.to_number", self.value(inner), *map(ex.text, told_of(value) or ()))
            case v.Apply():
                return self.apply(value)
            case v.Service(args=args):
                return self.around.service(value, [self.value(arg) for arg in args])
            case v.PutFormat(user=True):
                return ex.method(self.user_text(value), "ljust", ex.own_width(value))
            case v.PutFormat(inner, format_):
                shown = ex.format_text(format_)
                return ex.call("sas.put", self.value(inner), ex.text(shown), need={f"format:{format_.name}"})
            case v.ReadFormat():
                return self.read_format(value)
            case v.Element():
                return self.around.element(value, lambda part: self.value(part, whole=True))
            case v.HashCall(args=args):
                return self.around.hash_call(value, [self.value(arg) for arg in args])
            case v.RunTimeMacro():
                return self.around.macro(value)
            case (
                v.Comparison()
                | v.Logic()
                | v.Truth()
                | v.Membership()
                | v.Matches()
                | v.FirstLast()
                | v.Flagged()
            ):
                return ex.call("float", self.condition(value))
            case v.Held() | v.Pick() | v.Found():
                raise Unsupported("H0453", "a choice among columns in a row")
        assert_never(value)

    def user_text(self, value: v.PutFormat) -> Code:
        """What one of the program's own formats writes, without trailing blanks."""
        function = self.around.user_format(value.format.name)
        more = [str(value.format.width)] if value.format.width else []
        made = ex.call(function.text, self.value(value.value), *more)
        made = Code(made.text, made.precedence, made.needs | function.needs)
        if value.format.align:
            return ex.call("sas.align", made, ex.text(value.format.align), ex.own_width(value))
        return made

    def constant(self, constant: float | str, whole: bool) -> Code:
        if isinstance(constant, str):
            return ex.atom(ex.text(constant))
        return ex.number(constant, whole=whole)

    def arithmetic(self, value: v.Arithmetic) -> Code:
        args = [self.value(arg, whole=True) for arg in value.args]
        special = any(arg.type.special for arg in value.args)
        match value.op:
            case "negate":
                made = Code("-" + ex.wrap(args[0], ex.SIGN), ex.SIGN, args[0].needs)
            case "/":
                divisor = value.args[1]
                if isinstance(divisor, v.Constant) and divisor.value == divisor.value and divisor.value != 0:
                    made = ex.binary("/", ex.TIMES, *args)
                else:
                    at = value.at.outermost if value.at is not None else None
                    place = [f"at=({at.line}, {at.column})"] if at is not None else []
                    return ex.call("sas.divide", *args, *place)
            case "**":
                return ex.call("sas.power", *args)
            case "*":
                made = ex.binary("*", ex.TIMES, *args)
            case "+" | "-":
                made = ex.binary(value.op, ex.PLUS, *args)
        if value.overflow == "missing" and value.op != "negate":
            made = ex.call("sas.within_range", made)
        return ex.call("sas.plain", made) if special else made

    def apply(self, value: v.Apply) -> Code:
        row = find(value.function)
        if row is None or row.body is None:
            raise KeyError(value.function)
        if row.name == "MISSING":
            return ex.call("float", self.condition(v.Truth(value)))
        places = constant_places(value)
        if places is not None:
            text = self.value(value.args[0])
            return Code(f"{ex.wrap(text, ex.CALL)}{ex.slice_of(places)}", ex.CALL, text.needs)
        if row.name in ("MIN", "MAX") and len(value.args) == 2:
            left, right = value.args
            if simple(left) and simple(right) and not (left.type.special or right.type.special):
                return self.min_or_max("<" if row.name == "MIN" else ">", left, right)
        whole = "any" not in row.signature
        name = public_name(row.body.__name__)
        return ex.call(f"sas.{name}", *(self.value(arg, whole=whole) for arg in value.args))

    def min_or_max(self, op: str, left: v.Value, right: v.Value) -> Code:
        """MIN or MAX of two values, a missing one left out: `b if isnan(a) or b < a else a`."""
        a, b = self.value(left), self.value(right)
        test = ex.binary(op, ex.COMPARE, b, self.value(left, whole=True), comparison=True)
        if isinstance(right, v.Constant):
            test = ex.binary(MIRRORED[op], ex.COMPARE, a, self.value(right, whole=True), comparison=True)
        if left.type.nullable:
            test = ex.chain("or", ex.OR, [ex.call("isnan", a, need={"isnan"}), test])
        return Code(f"{b.text} if {test.text} else {a.text}", ex.CHOICE, test.needs | a.needs | b.needs)

    def read_format(self, value: v.ReadFormat) -> Code:
        function = "sas.input_text" if value.type.kind == "char" else "sas.input_number"
        quiet = ["quiet=True"] if value.quiet else []
        if value.user:
            informat = self.around.user_format("@" + value.informat.name)
            width = [f"width={value.informat.width}"] if value.informat.width else []
            return ex.call(function, self.value(value.value), informat, *quiet, *width)
        shown = ex.text(ex.format_text(value.informat))
        need = {f"informat:{value.informat.name}"}
        if value.cutoff != 1926:
            shown = f"lambda text: sas.read_value(text, {shown}, cutoff={value.cutoff})"
            need |= {"read_value"}
        return ex.call(function, self.value(value.value), shown, *quiet, need=need)

    # --- conditions -------------------------------------------------------------------------------------

    def condition(self, value: v.Value) -> Code:
        """Write a condition: an expression that is True or False."""
        match value:
            case v.Comparison():
                return self.compare(value.op, value)
            case v.Logic("not", (v.Comparison() as inner,)):
                return self.compare(NEGATED[inner.op], inner)
            case v.Logic("not", (v.Logic("not", (inner,)),)):
                return self.condition(inner)
            case v.Logic("not", (v.Truth() as inner,)):
                return self.truth(inner, negated=True)
            case v.Logic("not", (v.Membership() as inner,)):
                return self.member(inner, negated=True)
            case v.Logic("not", (inner,)):
                code = self.condition(inner)
                return Code("not " + ex.wrap(code, ex.NOT), ex.NOT, code.needs)
            case v.Logic(op, args) if any(has_memory(arg) for arg in args[1:]):
                # SAS evaluates every operand that has a memory: Python's `and` would leave some out
                codes = [self.condition(arg) for arg in args]
                joined = f"{'all' if op == 'and' else 'any'}([{', '.join(code.text for code in codes)}])"
                return Code(joined, ex.CALL, ex.needs(codes))
            case v.Logic(op, args):
                return ex.chain(op, ex.AND if op == "and" else ex.OR, [self.condition(arg) for arg in args])
            case v.Truth():
                return self.truth(value)
            case v.Membership():
                return self.member(value)
            case v.Matches(kind, inner, pattern, escape):
                more = [ex.text(escape)] if escape else []
                text, other = self.value(inner), self.value(pattern)
                if kind == "contains":
                    return ex.binary("in", ex.COMPARE, other, text, comparison=True)
                return ex.call("sas.like" if kind == "like" else "sas.sounds_like", text, other, *more)
            case v.FirstLast():
                return self.around.edge(value)
            case v.Flagged():
                return self.around.flag(value)
            case v.Flag(condition):
                return self.condition(condition)
            case _:
                return self.truth(v.Truth(value))

    def truth(self, value: v.Truth, negated: bool = False) -> Code:
        inner = value.value
        if isinstance(inner, v.Apply) and inner.function == "MISSING":
            argument = inner.args[0]
            code = self.value(argument)
            if argument.type.kind == "char":
                return ex.binary("!=" if negated else "==", ex.COMPARE, code, ex.atom('""'), comparison=True)
            made = ex.call("isnan", code, need={"isnan"})
            return Code(f"not {made.text}", ex.NOT, made.needs) if negated else made
        if isinstance(inner, v.Flag):
            return self.condition(v.Logic("not", (inner.condition,)) if negated else inner.condition)
        code = self.value(inner)
        zero = ex.binary("==" if negated else "!=", ex.COMPARE, code, ex.atom("0"), comparison=True)
        if not inner.type.nullable:
            return zero
        if not simple(inner):
            made = ex.call("sas.is_true", code)
            return Code(f"not {made.text}", ex.NOT, made.needs) if negated else made
        missing = ex.call("isnan", code, need={"isnan"})
        if negated:
            return ex.chain("or", ex.OR, [missing, zero])
        return ex.chain("and", ex.AND, [Code(f"not {missing.text}", ex.NOT, missing.needs), zero])

    def member(self, value: v.Membership, negated: bool = False) -> Code:
        code = self.value(value.value)
        word = "not in" if negated else "in"
        texts = [item for item in value.items if isinstance(item, str)]
        numbers = [item for item in value.items if not isinstance(item, str)]
        if texts and value.prefix:
            made = ex.call("sas.starts_with", code, *(ex.text(item) for item in texts))
            return Code(f"not {made.text}", ex.NOT, made.needs) if negated else made
        if texts:
            return ex.binary(
                word, ex.COMPARE, code, listed([ex.text(item) for item in texts]), comparison=True
            )
        known = [ex.number(item, whole=True).text for item in numbers if not isnan(item)]
        tests: list[Code] = []
        letters = [missing_letter(item) for item in numbers if isnan(item)]
        if letters and value.value.type.special:
            tests.append(
                ex.call("sas.is_missing", code, ex.text("".join(letter or "." for letter in letters)))
            )
        elif "" in letters:
            tests.append(ex.call("isnan", code, need={"isnan"}))
        if known:
            tests.append(ex.binary("in", ex.COMPARE, code, listed(known), comparison=True))
        for low, high in value.ranges:
            tests.append(
                ex.call("sas.whole_in", code, ex.number(low, whole=True), ex.number(high, whole=True))
            )
        if not tests:
            return ex.atom("True" if negated else "False")
        if negated and len(tests) == 1 and known:
            return ex.binary(word, ex.COMPARE, code, listed(known), comparison=True)
        made = ex.chain("or", ex.OR, tests)
        return Code("not " + ex.wrap(made, ex.NOT), ex.NOT, made.needs) if negated else made

    def compare(self, op: str, value: v.Comparison) -> Code:
        left, right = value.left, value.right
        if left.type.kind == "char":
            return self.compare_texts(op, value)
        if isinstance(left, v.Constant) and not isinstance(right, v.Constant):
            left, right, op = right, left, MIRRORED[op]
        if (
            isinstance(left, v.Flag)
            and isinstance(right, v.Constant)
            and op in ("=", "ne")
            and right.value in (0.0, 1.0)
        ):
            wanted = (right.value == 1) == (op == "=")
            return self.condition(left.condition if wanted else v.Logic("not", (left.condition,)))
        a, b = self.value(left, whole=True), self.value(right, whole=True)
        plain = ex.binary(PYTHON[op], ex.COMPARE, a, b, comparison=True)
        if isinstance(right, v.Constant) and isinstance(right.value, float) and isnan(right.value):
            return self.compare_missing(
                op, left, a, b, bool(missing_letter(right.value)) or left.type.special
            )
        if left.type.special or right.type.special:
            return ordered(op, a, b)
        left_known, right_known = not left.type.nullable, not right.type.nullable
        if left_known and right_known:
            return plain
        if op in ("=", "ne"):
            return plain if left_known or right_known else ordered(op, a, b)
        if right_known and op in (">", ">="):
            return plain
        if left_known and op in ("<", "<="):
            return plain
        if right_known and simple(left):
            return ex.chain("or", ex.OR, [ex.call("isnan", a, need={"isnan"}), plain])
        if left_known and simple(right):
            return ex.chain("or", ex.OR, [ex.call("isnan", b, need={"isnan"}), plain])
        return ordered(op, a, b)

    def compare_missing(self, op: str, left: v.Value, a: Code, b: Code, special: bool) -> Code:
        if special:
            return ordered(op, a, b)
        missing = ex.call("isnan", a, need={"isnan"})
        match op:
            case "=" | "<=":
                return missing
            case "ne" | ">":
                return Code(f"not {missing.text}", ex.NOT, missing.needs)
            case _:
                return ex.atom("False" if op == "<" else "True")

    def compare_texts(self, op: str, value: v.Comparison) -> Code:
        left, right = value.left, value.right
        if isinstance(left, v.Constant) and not isinstance(right, v.Constant):
            left, right, op = right, left, MIRRORED[op]
        a, b = self.value(left), self.value(right)
        if not value.prefix:
            return ex.binary(PYTHON[op], ex.COMPARE, a, b, comparison=True)
        lengths = seen_length(left), seen_length(right)
        if None in lengths and op in ("=", "ne"):
            made = same_start(self.value(unwrapped(left)), self.value(unwrapped(right)), *lengths)
            return made if op == "=" else Code(f"not {made.text}", ex.NOT, made.needs)
        length = min(lengths[0] or left.type.length, lengths[1] or right.type.length)
        if isinstance(right, v.Constant) and len(str(right.value)) == length and op in ("=", "ne"):
            made = ex.method(a, "startswith", b)
            return made if op == "=" else Code(f"not {made.text}", ex.NOT, made.needs)
        cut_a = ex.call("sas.cut", a, str(length))
        cut_b = (
            b
            if isinstance(right, v.Constant) and len(str(right.value)) <= length
            else ex.call("sas.cut", b, str(length))
        )
        return ex.binary(PYTHON[op], ex.COMPARE, cut_a, cut_b, comparison=True)


def unwrapped(value: v.Value) -> v.Value:
    """The value inside a Cut that only trims."""
    return value.value if isinstance(value, v.Cut) else value


def seen_length(value: v.Value) -> int | None:
    """The length that `=:` sees of a text; None where only the run knows it."""
    match unwrapped(value):
        case v.Apply("SUBSTR", (_, _, v.Constant(float() as length))):
            return max(int(length), 1)
        case v.Apply("SUBSTR", (text, v.Constant(float() as start))):
            whole = seen_length(text)
            return None if whole is None else max(whole - int(start) + 1, 1)
        case v.Apply("UPCASE" | "LOWCASE" | "PROPCASE", (text, *_)):
            return seen_length(text)
        case v.Apply() | v.Service() | v.Concatenate():
            return None
        case inner:
            return inner.type.length


def same_start(a: Code, b: Code, a_length: int | None, b_length: int | None) -> Code:
    """`a =: b` where a length is known only by the run."""
    return ex.call("sas.same_start", a, b, str(a_length), str(b_length))


def simple(value: v.Value) -> bool:
    """May the value be written twice?"""
    return isinstance(value, (v.Variable, v.Constant, v.Automatic))


def listed(items: list[str]) -> Code:
    """A tuple of literals."""
    return ex.atom(f"({', '.join(items)}{',' if len(items) == 1 else ''})")


def ordered(op: str, a: Code, b: Code) -> Code:
    """A comparison in SAS's order: by helper."""
    match op:
        case "=":
            return ex.call("sas.equal", a, b)
        case "ne":
            made = ex.call("sas.equal", a, b)
            return Code(f"not {made.text}", ex.NOT, made.needs)
        case "<":
            return ex.call("sas.less", a, b)
        case "<=":
            return ex.call("sas.less_equal", a, b)
        case ">":
            return ex.call("sas.less", b, a)
        case _:
            return ex.call("sas.less_equal", b, a)


def has_memory(value: v.Value) -> bool:
    """Does a value call a function whose every call counts (LAG, DIF, random numbers)?"""
    return any(
        isinstance(n, v.Service) and (n.function in ("LAG", "DIF") or n.function.startswith("RAN"))
        for n in nodes(value)
    )
