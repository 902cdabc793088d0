"""Values to R expressions: what is alike over whole columns and over scalars.

`values_columns` and `values_scalar` add what differs: variables, conditions, and what a row alone knows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import isnan

from translator.emit.code import Code
from translator.emit.conversions import told_of
from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.substrings import constant_places
from translator.lang.syntax import Format
from translator.lang.types import MACRO_LENGTH, NUMBER, UNKNOWN_LENGTH
from translator.library.formats import find_format, find_informat
from translator.library.functions import find
from translator.library.missing import missing_letter
from translator.library.rows import FormatRow
from translator.plan import values as v

ATOM, POWER, SIGN, RANGE, SPECIAL, PRODUCT, SUM, COMPARE, NOT, AND, OR, LOWEST = range(16, 4, -1)

INVERSE = {"=": "ne", "ne": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRROR = {"=": "=", "ne": "ne", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
R_OPERATOR = {"=": "==", "ne": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def atom(text: str) -> Code:
    """Code that needs no brackets anywhere."""
    return Code(text, ATOM)


def call(function: str, *args: Code | str) -> Code:
    """Return `function(args)`."""
    return atom(f"{function}({', '.join(a if isinstance(a, str) else a.text for a in args)})")


def within(code: Code, precedence: int) -> str:
    """Return the text, in parentheses where its operator binds less than `precedence`."""
    return code.text if code.precedence >= precedence else f"({code.text})"


def infix(left: Code, operator: str, right: Code, precedence: int) -> Code:
    """Return `left operator right`, for operators that group from the left."""
    gap = "" if operator == "^" else " "
    return Code(f"{within(left, precedence)}{gap}{operator}{gap}{within(right, precedence + 1)}", precedence)


def joined(operator: str, parts: list[Code], precedence: int) -> Code:
    """Return parts joined by an associative operator."""
    return Code(f" {operator} ".join(within(part, precedence) for part in parts), precedence)


class Writer:
    """Writes values; the two subclasses say how variables and conditions look."""

    vectorised = True

    def __init__(self, formats: dict[str, str] | None = None) -> None:
        self.formats = formats if formats is not None else {}
        """The functions of the program's own formats, by upper-case name (`@NAME` for informats), and its own functions (`FCMP NAME`)."""
        self.present: set[str] = set()
        """Variables that cannot be missing where a condition is tested: an earlier branch took these rows."""

    # --- what differs -----------------------------------------------------------------------------------

    def variable(self, name: str) -> Code:
        raise NotImplementedError

    def condition(self, value: v.Value) -> Code:
        """Write a condition: TRUE or FALSE."""
        raise NotImplementedError

    def special(self, value: v.Value) -> Code:
        """Write a value that only the row, the reader or the session knows."""
        raise Unsupported("H0470", f"{type(value).__name__} has no form over whole columns")

    def divide(self, left: Code, right: Code, value: v.Arithmetic) -> Code:
        raise NotImplementedError

    # --- values -----------------------------------------------------------------------------------------

    def value(self, value: v.Value) -> Code:
        """Write a number or a text; a condition becomes 1 or 0."""
        match value:
            case v.Variable(name):
                return self.variable(name)
            case v.Constant():
                return self.constant(value)
            case v.Arithmetic():
                return self.arithmetic(value)
            case v.Extreme():
                return self.extreme(value)
            case v.Flag(condition):
                return call("as.numeric", self.condition(condition))
            case v.Concatenate(parts):
                return call("paste0", *(self.value(part) for part in parts))
            case v.Pad(inner, length):
                return self.pad(inner, length)
            case v.Cut(v.PutFormat(user=True) as inner, length):
                return self.cut_format(inner, length)
            case v.Cut(inner, length):
                return self.cut(inner, length)
            case v.PutFormat(user=True):
                return call("sas_pad", self.put(value), self.own_width(value))
            case v.CutToText(inner, text):
                return call("sas_cut", self.value(inner), call("max", call("nchar", self.value(text)), "1"))
            case v.CutTo(inner, element):
                own = v.Service("VLENGTH", (element,), NUMBER)
                return call("sas_cut", self.value(inner), self.value(own))
            case v.Shorten(inner, size):
                return call("sas_shorten", self.value(inner), str(size))
            case v.ToText(inner, width):
                return call("sas_put", self.number_argument(inner), '"BEST"', str(width))
            case v.ToNumber(inner):
                return self.to_number(value, inner)
            case v.Apply():
                return self.apply(value)
            case v.PutFormat():
                return self.put(value)
            case v.ReadFormat():
                return self.read(value)
            case _ if isinstance(value, v.CONDITIONS):
                return call("as.numeric", self.condition(value))
            case _:
                return self.special(value)

    def to_number(self, value: v.ToNumber, inner: v.Value) -> Code:
        """Text taken as a number: row by row SAS names the variable and the place of what is none."""
        arguments = [self.value(inner).text]
        if not self.vectorised:
            arguments += map(names.text, told_of(value) or ())
        return atom(f"sas_to_number({', '.join(arguments)})")

    def number_argument(self, value: v.Value) -> Code:
        return self.value(value)

    def constant(self, value: v.Constant) -> Code:
        if isinstance(value.value, str):
            return atom(names.text(value.value))
        literal = names.number(value.value)
        return Code(literal, SIGN if literal.startswith("-") else ATOM)

    def plain(self, value: v.Value) -> Code:
        """Write an operand of arithmetic: a special missing value counts as `.` there."""
        code = self.number_argument(value)
        return call("sas_plain", code) if value.type.special else code

    def arithmetic(self, value: v.Arithmetic) -> Code:
        made = self.operation(value)
        if value.overflow == "stops" or value.op == "negate" or made.text.startswith("sas_power("):
            return made
        return call("sas_within_range", made)

    def operation(self, value: v.Arithmetic) -> Code:
        """Write an operation; what is too large is infinite."""
        codes = [self.plain(arg) for arg in value.args]
        if value.op == "negate":
            return Code(f"-{within(codes[0], SIGN + 1)}", SIGN)
        left, right = codes
        match value.op:
            case "**":
                exponent = value.args[1]
                if (
                    isinstance(exponent, v.Constant)
                    and isinstance(exponent.value, float)
                    and 0 < exponent.value <= 8
                ):
                    return Code(f"{within(left, POWER + 1)}^{right.text}", POWER)
                return call("sas_power", left, right)
            case "/":
                divisor = value.args[1]
                if isinstance(divisor, v.Constant) and divisor.value:
                    return infix(left, "/", right, PRODUCT)
                return self.divide(left, right, value)
            case "*":
                return infix(left, "*", right, PRODUCT)
            case _:
                return infix(left, value.op, right, SUM)

    def extreme(self, value: v.Extreme) -> Code:
        """`><` and `<>`: missing is smallest."""
        left, right = self.number_argument(value.left), self.number_argument(value.right)
        if value.left.type.special or value.right.type.special:
            return call("sas_extreme", left, right, f'"{value.op}"')
        if value.op == "min":
            return call("pmin" if self.vectorised else "min", left, right)
        if self.vectorised:
            return call("pmax", left, right, "na.rm = TRUE")
        return call("sas_max_of", left, right)

    def pad(self, inner: v.Value, length: int) -> Code:
        if isinstance(inner, v.Constant) and isinstance(inner.value, str):
            return atom(names.text(inner.value.ljust(length)))
        return call("sas_pad", self.value(inner), str(length))

    def cut(self, inner: v.Value, length: int) -> Code:
        if isinstance(inner, v.Constant) and isinstance(inner.value, str):
            return atom(names.text(inner.value[:length].rstrip(" ")))
        if inner.type.length <= length and self.comes_trimmed(inner):
            return self.value(inner)
        if length > UNKNOWN_LENGTH:
            return call("sub", '" +$"', '""', self.value(inner))
        return call("sas_cut", self.value(inner), str(length))

    def own_width(self, value: v.PutFormat) -> str:
        """The width of one of the program's own formats; only the run knows that of a format of data."""
        if value.type.length != MACRO_LENGTH:
            return str(value.type.length)
        return call("sas_defined_width", names.text(value.format.name)).text

    def cut_format(self, inner: v.PutFormat, length: int) -> Code:
        """What one of the program's own formats writes, as a variable of this length keeps it."""
        if inner.type.length <= length and self.comes_trimmed(inner):
            return self.put(inner)
        if length > UNKNOWN_LENGTH:
            return call("sub", '" +$"', '""', self.put(inner))
        return call("sas_cut", self.put(inner), str(length))

    def comes_trimmed(self, value: v.Value) -> bool:
        """Does the text come without trailing blanks?"""
        match value:
            case v.PutFormat(format=format_, user=True):
                key = format_.name.upper()
                return not format_.width and key in self.formats and key + "#width" not in self.formats
            case v.Service("LAG", args):
                return self.comes_trimmed(args[0])
            case v.Variable() | v.Element() | v.Cut():
                return True
        return False

    def apply(self, value: v.Apply) -> Code:
        """A function: its row's template, or `sas_<name>(…)`."""
        places = constant_places(value)
        if places is not None:
            first, last = places
            text = self.number_argument(value.args[0])
            if last is None:
                return call("substring", text, str(first))
            return call("substr", text, str(first), str(last))
        row = find(value.function)
        spreads = row is not None and row.missing == "spreads" and value.type.kind == "num"
        args = [self.plain(arg) if spreads else self.number_argument(arg) for arg in value.args]
        if row is not None and row.r == "":
            raise Unsupported("H0471", f"the function {value.function} has no R form yet")
        if row is not None and row.name == "LEFT" and not self.comes_trimmed(value.args[0]):
            return call("sas_left_aligned", *args)  # the blanks go to the end, where something sees them
        if row is not None and row.r:
            return self.template(row.r, args)
        name = (row.name if row is not None else value.function).lower()
        return call(f"sas_{name}", *args)

    def template(self, form: str, args: list[Code]) -> Code:
        """Fill a row's template: `{0}` alone between brackets or commas stays bare, else in parentheses."""

        def fill(found: re.Match[str]) -> str:
            if found[1] == "*":
                return ", ".join(a.text for a in args)
            before, after = form[: found.start()].rstrip()[-1:], form[found.end() :].lstrip()[:1]
            bare = before in ("(", ",") and after in (")", ",")
            return args[int(found[1])].text if bare else within(args[int(found[1])], ATOM)

        text = re.sub(r"\{(\d+|\*)\}", fill, form)
        return Code(text, ATOM if re.fullmatch(r"[\w.:]+\(.*\)", text) else LOWEST)

    def put(self, value: v.PutFormat) -> Code:
        if value.format.align:  # put(x, 8.-L)
            plain = replace(value, format=replace(value.format, align=""))
            return call("sas_align", self.put(plain), names.text(value.format.align), str(value.type.length))
        digest = self.digest(value)
        if digest is not None:
            return digest
        shows = value.format.name in ("$HEX", "$BINARY", "$OCTAL") and not value.user
        inner = self.with_zeros(value.value) if shows else self.number_argument(value.value)
        if value.user:
            function, width = self.user_format(value.format.name), value.format.width
            if not width:
                return call(function, inner)
            takes_width = value.format.name.upper() + "#width" in self.formats
            return call("sas_cut", call(function, inner, *([str(width)] if takes_width else [])), str(width))
        return call("sas_put", inner, *format_arguments(value.format, value.type.length))

    def with_zeros(self, value: v.Value) -> Code:
        """A text that a format of bytes reads or shows: U+E000 stands in it for the byte 0, which R's texts cannot hold."""
        match value:
            case v.Constant(str() as text) if "\0" in text:
                return atom(names.text(text.replace("\0", "\ue000")))
            case v.PutFormat(user=False) if (
                makes_bytes(find_format(value.format.name)) and not value.format.align
            ):
                made = self.put(value)
            case v.ReadFormat(user=False) if makes_bytes(find_informat(value.informat.name)):
                made = self.read(value)
            case _:
                return self.number_argument(value)
        return replace(made, text=made.text.removesuffix(")") + ", zeros = TRUE)")

    def digest(self, value: v.PutFormat) -> Code | None:
        """`put(md5(x), $hex32.)`: the digits at once, for R's texts cannot hold the bytes of a digest."""
        match value:
            case v.PutFormat(v.Apply(("MD5" | "SHA256") as name, (text,)), format_, user=False):
                digits = 32 if name == "MD5" else 64
                if format_.name.upper() != "$HEX" or not format_.width or format_.width > digits:
                    return None
                made = call("sas_hashing", names.text(name.lower()), self.value(text))
                if format_.width == digits:
                    return made
                return call("substr", made, "1", str(format_.width))
        return None

    def read(self, value: v.ReadFormat) -> Code:
        row = None if value.user else find_informat(value.informat.name)
        inner = self.with_zeros(value.value) if row is not None and row.bytes else self.value(value.value)
        if value.user:
            width = [str(value.informat.width)] if value.informat.width else []
            return call(self.user_format("@" + value.informat.name), inner, *width)
        arguments = format_arguments(value.informat, value.informat.width)
        if value.cutoff != 1926:
            arguments.append(f"cutoff = {value.cutoff}")
        if value.quiet:
            arguments.append("quiet = TRUE")
        return call("sas_input", inner, *arguments)

    def user_format(self, name: str) -> str:
        function = self.formats.get(name.upper())
        if function is None:
            raise Unsupported("H0472", f"the format {name.lstrip('@')} is not defined in this program")
        return function

    # --- comparisons ------------------------------------------------------------------------------------

    def may_miss(self, value: v.Value) -> bool:
        """Can the value be missing here?"""
        if isinstance(value, v.Variable) and value.name.lower() in self.present:
            return False
        return value.type.nullable

    def kinds(self, value: v.Comparison) -> bool:
        """Do the kinds of missing values matter here?"""
        return (
            value.left.type.special
            or value.right.type.special
            or any(
                isinstance(side, v.Constant)
                and isinstance(side.value, float)
                and missing_letter(side.value) != ""
                for side in (value.left, value.right)
            )
        )

    def compare_kinds(self, value: v.Comparison) -> Code:
        left, right = self.number_argument(value.left), self.number_argument(value.right)
        if value.op in ("=", "ne"):
            same = call("sas_same", left, right)
            return same if value.op == "=" else Code(f"!{same.text}", NOT)
        return Code(f"{call('sas_compare', left, right).text} {R_OPERATOR[value.op]} 0", COMPARE)

    def compare_text(self, value: v.Comparison) -> Code:
        left, right = self.value(unpadded(value.left)), self.value(unpadded(value.right))
        if not value.prefix:
            return infix(left, R_OPERATOR[value.op], right, COMPARE)
        lengths = seen_length(value.left), seen_length(value.right)
        if lengths[0] is None or lengths[1] is None:
            shown = [str(length) if length is not None else "NULL" for length in lengths]
            while shown and shown[-1] == "NULL":
                shown.pop()
            return Code(
                f"{call('sas_compare_prefix', left, right, *shown).text} {R_OPERATOR[value.op]} 0", COMPARE
            )
        size = min(lengths[0], lengths[1])
        start = (
            value.right.value[:size]
            if isinstance(value.right, v.Constant) and isinstance(value.right.value, str)
            else ""
        )
        if value.op == "=" and len(start) == size < lengths[0] and not start.endswith(" "):
            return call("startsWith", left, atom(names.text(start)))
        sides = [
            self.cut(unpadded(side), size) if length > size else code
            for side, length, code in ((value.left, lengths[0], left), (value.right, lengths[1], right))
        ]
        return infix(sides[0], R_OPERATOR[value.op], sides[1], COMPARE)

    def matches(self, value: v.Matches) -> Code:
        left, right = self.value(value.value), self.value(value.text)
        match value.kind:
            case "contains":
                return call("sas_contains", left, right)
            case "like":
                return call("sas_like", left, right, *([names.text(value.escape)] if value.escape else []))
            case _:
                return infix(call("sas_soundex", left), "==", call("sas_soundex", right), COMPARE)

    def membership(self, value: v.Membership) -> Code:
        left = (
            self.value(value.value) if value.value.type.kind == "char" else self.number_argument(value.value)
        )
        if value.prefix:
            length = seen_length(value.value)
            items_ = names.vector(names.text(str(item)) for item in value.items)
            return call("sas_in_prefix", left, items_, *([str(length)] if length is not None else []))
        items = [names.text(i) if isinstance(i, str) else names.number(i) for i in value.items]
        few = [(low, high) for low, high in value.ranges if high - low <= 1000]
        items += [f"{names.number(low)}:{names.number(high)}" for low, high in few]
        specials = value.value.type.special or any(
            isinstance(i, float) and isnan(i) and missing_letter(i) for i in value.items
        )
        tests = []
        if items:
            listed = items[0] if len(items) == 1 else f"c({', '.join(items)})"
            if specials:
                tests.append(call("sas_in", left, listed))
            else:
                tests.append(Code(f"{within(left, SPECIAL + 1)} %in% {listed}", SPECIAL))
        for low, high in value.ranges:
            if (low, high) not in few:
                tests.append(call("sas_in_range", left, names.number(low), names.number(high)))
        return tests[0] if len(tests) == 1 else joined("|" if self.vectorised else "||", tests, OR)


def takes_missing(condition: v.Value | None) -> set[str]:
    """Return the variables that cannot be missing where this condition is false."""
    match condition:
        case v.Comparison("<" | "<=", v.Variable(name), right) if (
            not right.type.nullable and right.type.kind == "num"
        ):
            return {name.lower()}
        case v.Truth(v.Apply("MISSING", (v.Variable(name),))):
            return {name.lower()}
        case v.Logic("or", args):
            return set().union(*(takes_missing(arg) for arg in args))
    return set()


SAME_LENGTH = frozenset("UPCASE LOWCASE PROPCASE LEFT RIGHT REVERSE TRANSLATE".split())


def seen_length(value: v.Value) -> int | None:
    """Return the length that `=:` sees of a text; None where only the run knows it."""
    match value:
        case v.Cut(inner) | v.Pad(inner) if value.length >= inner.type.length:
            return seen_length(inner)
        case v.Variable() | v.Element() | v.Constant() | v.Cut() | v.Pad() | v.ToText() | v.PutFormat():
            return value.type.length
        case v.Apply("SUBSTR", (_, _, v.Constant(float() as length))):
            return max(int(length), 1)
        case v.Apply(name, args) if name in SAME_LENGTH and args:
            return seen_length(args[0])
    return None


def unpadded(value: v.Value) -> v.Value:
    """Return an operand of a comparison without what trailing blanks would add."""
    return value.value if isinstance(value, v.Pad) else value


def format_arguments(format_: Format, width: int | None) -> list[str]:
    """Return the arguments of sas_put and sas_input: name, width, decimals."""
    arguments = [names.text(format_.name)]
    wanted = format_.width or width
    if wanted is not None:
        arguments.append(str(wanted))
    if format_.decimals is not None:
        arguments.append(str(format_.decimals) if wanted is not None else f"decimals = {format_.decimals}")
    return arguments


def remark(value: v.Value) -> str:
    """Return the dates of the date literals in a value, for a comment: `15 January 2020` is `15JAN2020`."""
    found: list[str] = []

    def visit(node: object) -> None:
        if isinstance(node, v.Constant) and node.form in ("d", "t", "dt") and isinstance(node.value, float):
            found.append(shown(node.value, node.form))
        elif isinstance(node, tuple):
            for item in node:
                visit(item)
        elif hasattr(node, "__dataclass_fields__"):
            for name in node.__dataclass_fields__:
                if name not in ("type", "at"):
                    visit(getattr(node, name))

    visit(value)
    return ", ".join(dict.fromkeys(found))


def shown(value: float, form: str) -> str:
    """Return a date, time or datetime number as SAS writes its literal."""
    from datetime import datetime, timedelta

    if form == "t":
        return f"{int(value) // 3600}:{int(value) // 60 % 60:02d}:{int(value) % 60:02d}"
    try:
        moment = datetime(1960, 1, 1) + (timedelta(days=value) if form == "d" else timedelta(seconds=value))
    except OverflowError:
        return ""
    day = f"{moment.day:02d}{MONTHS[moment.month - 1]}{moment.year:04d}"
    return day if form == "d" else f"{day}:{moment:%H:%M:%S}"


def makes_bytes(row: FormatRow | None) -> bool:
    """Can what a format writes, or an informat reads, hold the byte 0?"""
    return row is not None and (row.bytes or row.name in ("$HEX", "$BINARY", "$OCTAL"))
