"""Values of a plan as expressions over whole columns.

Text is never NaN, so that its comparisons are plain; the types tell which numbers may be missing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.names import public_name
from translator.emit.pandas.values_scalar import (
    MIRRORED,
    NEGATED,
    PYTHON,
    ScalarValues,
    ordered,
    same_start,
    seen_length,
    unwrapped,
)
from translator.emit.substrings import constant_places
from translator.library.functions import find
from translator.library.missing import missing_letter
from translator.plan import values as v
from translator.plan.walk import nodes


class ColumnValues:
    """Writes values over the columns that `column` gives for the variables' names.

    `frame` is the table's variable; `edge`, `flag` and `held` write FIRST./LAST., IN= and masks; `names` gives the list of
    an array's columns, `found` tests for rows of another table; `user_format` gives the function
    of one of the program's formats.
    """

    def __init__(
        self,
        frame: str,
        column: Callable[[str], Code],
        *,
        edge: Callable[[v.FirstLast], Code] | None = None,
        flag: Callable[[v.Flagged], Code] | None = None,
        user_format: Callable[[str], Code] | None = None,
        macro: Callable[[v.RunTimeMacro], Code] | None = None,
        service: Callable[[v.Service, list[Code]], Code] | None = None,
        held: Callable[[v.Held], Code] | None = None,
        names: Callable[[v.Pick], str] | None = None,
        found: Callable[[v.Found], Code] | None = None,
    ) -> None:
        self.frame = frame
        self.column = column
        self.edge = edge
        self.flag = flag
        self.user_format = user_format
        self.macro = macro
        self.service = service
        self.held = held
        self.names = names
        self.found = found
        self.remarks: list[str] = []

    # --- numbers and texts ------------------------------------------------------------------------------

    def value(self, value: v.Value, *, whole: bool = True) -> Code:
        """Write a value: a column, or a single value where it depends on no column."""
        if not isinstance(value, (v.Variable, v.Constant)) and not depends_on_row(value):
            return ScalarValues(Alone(self)).value(value, whole=whole)
        match value:
            case v.Variable(name):
                return self.column(name)
            case v.Constant(str() as text):
                return ex.atom(ex.text(text))
            case v.Constant(number, _, form):
                if form in ("d", "dt") and (shown := ex.date_comment(float(number), form)):
                    self.remarks.append(shown)
                return ex.number(float(number), whole=whole)
            case v.Arithmetic():
                return self.arithmetic(value)
            case v.Extreme(op, left, right):
                return ex.call(
                    "sas.smaller" if op == "min" else "sas.larger", self.value(left), self.value(right)
                )
            case v.Flag(condition):
                return ex.method(self.condition(condition), "astype", '"float64"')
            case v.Automatic("_n_"):
                return ex.call("pd.Series", f"{self.frame}.index + 1.0", need={"pd"})
            case v.Concatenate(parts):
                return ex.chain("+", ex.PLUS, [self.value(part) for part in parts])
            case v.Pad(v.Constant(str() as text), length):
                return ex.atom(ex.text(text.ljust(length)))
            case v.Pad(inner, length):
                return ex.call("sas.pad", self.value(inner), str(length))
            case v.Cut(v.PutFormat(user=True) as inner, length):
                made = self.user_text(inner)
                return made if inner.type.length <= length else ex.call("sas.cut", made, str(length))
            case v.Cut(inner, length):
                return ex.call("sas.cut", self.value(inner), str(length))
            case v.Shorten(inner, length):
                return ex.call(
                    "sas.shorten_number", self.value(inner), str(length), need={"columns:shorten_number"}
                )
            case v.ToText(inner, width):
                return ex.call("sas.best", self.value(inner), str(width), need={"columns:best"})
            case v.ToNumber(inner):
                return ex.call("sas.to_number", self.value(inner))
            case v.Apply():
                return self.apply(value)
            case v.PutFormat(user=True):
                return ex.call("sas.pad", self.user_text(value), ex.own_width(value))
            case v.PutFormat(inner, format_):
                shown = ex.text(ex.format_text(format_))
                return ex.call("sas.put", self.value(inner), shown, need={f"format:{format_.name}"})
            case v.ReadFormat():
                return self.read_format(value)
            case v.Pick() if self.names is not None:
                columns = f"{self.frame}[{self.names(value)}]"
                return ex.call("sas.pick", columns, self.value(value.place))
            case v.RunTimeMacro() if self.macro is not None:
                return self.macro(value)
            case v.Service(args=args) if self.service is not None:
                return self.service(value, [self.value(arg) for arg in args])
            case (
                v.Comparison()
                | v.Logic()
                | v.Truth()
                | v.Membership()
                | v.Matches()
                | v.FirstLast()
                | v.Flagged()
                | v.Held()
                | v.Found()
            ):
                return ex.method(self.condition(value), "astype", '"float64"')
            case _:
                raise Unsupported("H0453", f"{_asked(value)} of whole columns")

    def user_text(self, value: v.PutFormat) -> Code:
        """What one of the program's own formats writes, without trailing blanks."""
        if self.user_format is None:
            raise Unsupported("H0453", "a format of the program here")
        function = self.user_format(value.format.name)
        more = [str(value.format.width)] if value.format.width else []
        made = ex.call(function.text, self.value(value.value), *more)
        made = Code(made.text, made.precedence, made.needs | function.needs)
        if value.format.align:
            return ex.call("sas.align", made, ex.text(value.format.align), ex.own_width(value))
        return made

    def arithmetic(self, value: v.Arithmetic) -> Code:
        args = [self.value(arg) for arg in value.args]
        special = any(arg.type.special for arg in value.args)
        if value.op == "negate":
            made = Code("-" + ex.wrap(args[0], ex.SIGN), ex.SIGN, args[0].needs)
        elif value.op == "/":
            divisor = value.args[1]
            known = isinstance(divisor, v.Constant) and divisor.value == divisor.value and divisor.value != 0
            if not known and not depends_on_row(divisor):
                args[1] = Code(f"({args[1].text} or np.nan)", ex.ATOM, args[1].needs | {"np"})
            elif not known:
                args[1] = ex.method(args[1], "replace", "0", Code("np.nan", ex.CALL, frozenset({"np"})))
            made = ex.binary("/", ex.TIMES, *args)
        elif value.op == "**":
            if isinstance(value.args[1], v.Constant) and value.args[1].value == 2:
                left = ex.wrap(args[0], ex.CALL)
                made = Code(f"{left} ** 2", ex.POWER, args[0].needs)
            else:
                return ex.call("sas.power", *args)
        else:
            made = ex.binary(value.op, ex.TIMES if value.op == "*" else ex.PLUS, *args)
        if value.overflow == "missing" and value.op != "negate":
            made = ex.call("sas.within_range", made)
        return ex.call("sas.plain", made, need={"columns:plain"}) if special else made

    def apply(self, value: v.Apply) -> Code:
        row = find(value.function)
        if row is None or row.body is None:
            raise KeyError(value.function)
        if row.name == "MISSING":
            return ex.method(self.condition(v.Truth(value)), "astype", '"float64"')
        places = constant_places(value)
        if places is not None and depends_on_row(value.args[0]):
            text = self.value(value.args[0])
            return Code(f"{ex.wrap(text, ex.CALL)}.str{ex.slice_of(places)}", ex.CALL, text.needs)
        args = [self.value(arg, whole="any" not in row.signature) for arg in value.args]
        measures_blanks = row.name in ("LENGTH", "LENGTHN") and not isinstance(
            value.args[0], (v.Variable, v.Cut)
        )
        if row.pandas and value.args and depends_on_row(value.args[0]) and not measures_blanks:
            shown = [ex.wrap(arg, ex.CALL) for arg in args]
            level = ex.CALL if row.pandas.startswith(("{0}.", "np.")) else ex.OR
            return Code(row.pandas.format(*shown), level, ex.needs(args) | {"np", "pd"})
        name = public_name(row.body.__name__)
        return ex.call(f"sas.{name}", *args, need={f"columns:{name}"})

    def read_format(self, value: v.ReadFormat) -> Code:
        function = "sas.input_text" if value.type.kind == "char" else "sas.input_number"
        quiet = ["quiet=True"] if value.quiet else []
        if value.user and self.user_format is not None:
            informat = self.user_format("@" + value.informat.name)
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
        """Write a condition: a column of True and False, or one truth where it depends on no column."""
        if not depends_on_row(value):
            return ScalarValues(Alone(self)).condition(value)
        match value:
            case v.Comparison(op, v.Automatic("_n_"), v.Constant(float() as number)) if not isnan(number):
                place = ex.number(number - 1, whole=True)
                return ex.binary(
                    PYTHON[op], ex.COMPARE, ex.atom(f"{self.frame}.index"), place, comparison=True
                )
            case v.Comparison():
                return self.compare(value.op, value)
            case v.Logic("not", (v.Comparison() as inner,)):
                return self.compare(NEGATED[inner.op], inner)
            case v.Logic("not", (v.Logic("not", (inner,)),)):
                return self.condition(inner)
            case v.Logic("not", (v.Truth() as inner,)):
                return self.truth(inner, negated=True)
            case v.Logic("not", (inner,)):
                return invert(self.condition(inner))
            case v.Logic(op, args):
                level = ex.AMPERSAND if op == "and" else ex.BAR
                return ex.chain("&" if op == "and" else "|", level, [self.condition(arg) for arg in args])
            case v.Truth():
                return self.truth(value)
            case v.Membership():
                return self.member(value)
            case v.Matches(kind, inner, pattern, escape):
                text, other = self.value(inner), self.value(pattern)
                if kind == "contains" and isinstance(pattern, v.Constant):
                    return ex.method(text, "str.contains", other, "regex=False")
                more = [ex.text(escape)] if escape else []
                if kind == "contains":
                    return ex.call("sas.contains", text, other)
                return ex.call("sas.like" if kind == "like" else "sas.sounds_like", text, other, *more)
            case v.FirstLast() if self.edge is not None:
                return self.edge(value)
            case v.Flagged() if self.flag is not None:
                return self.flag(value)
            case v.Held() if self.held is not None:
                return self.held(value)
            case v.Found() if self.found is not None:
                return self.found(value)
            case v.Flag(condition):
                return self.condition(condition)
            case _:
                return self.truth(v.Truth(value))

    def truth(self, value: v.Truth, negated: bool = False) -> Code:
        inner = value.value
        if isinstance(inner, v.Apply) and inner.function == "MISSING":
            argument = self.value(inner.args[0])
            if inner.args[0].type.kind == "char":
                return ex.binary(
                    "!=" if negated else "==", ex.COMPARE, argument, ex.atom('""'), comparison=True
                )
            return ex.method(argument, "notna" if negated else "isna")
        if isinstance(inner, v.Flag):
            code = self.condition(inner.condition)
            return invert(code) if negated else code
        code = self.value(inner)
        zero = ex.binary("==" if negated else "!=", ex.COMPARE, code, ex.atom("0"), comparison=True)
        if not inner.type.nullable:
            return zero
        if negated:
            return ex.chain("|", ex.BAR, [ex.method(code, "isna"), zero])
        return ex.chain("&", ex.AMPERSAND, [ex.method(code, "notna"), zero])

    def member(self, value: v.Membership) -> Code:
        code = self.value(value.value)
        texts = [item for item in value.items if isinstance(item, str)]
        if texts and value.prefix:
            return ex.call("sas.starts_with", code, *(ex.text(item) for item in texts))
        if texts:
            return ex.method(code, "isin", f"[{', '.join(ex.text(item) for item in texts)}]")
        tests: list[Code] = []
        letters = [missing_letter(item) for item in value.items if isinstance(item, float) and isnan(item)]
        shown = [
            ex.number(item, whole=True).text
            for item in value.items
            if isinstance(item, float) and not isnan(item)
        ]
        if letters and value.value.type.special:
            kinds = ex.text("".join(letter or "." for letter in letters))
            tests.append(ex.call("sas.is_missing", code, kinds, need={"columns:is_missing"}))
            letters = []
        if "" in letters:
            shown.append("np.nan")
        if shown:
            made = ex.method(code, "isin", f"[{', '.join(shown)}]")
            tests.insert(
                0, Code(made.text, made.precedence, made.needs | ({"np"} if "" in letters else set()))
            )
        for low, high in value.ranges:
            tests.append(ex.method(code, "isin", f"range({int(low)}, {int(high) + 1})"))
        return ex.chain("|", ex.BAR, tests) if tests else ex.method(code, "isin", "[]")

    def compare(self, op: str, value: v.Comparison) -> Code:
        left, right = value.left, value.right
        if isinstance(left, v.Constant) and not isinstance(right, v.Constant):
            left, right, op = right, left, MIRRORED[op]
        if (
            isinstance(left, v.Flag)
            and isinstance(right, v.Constant)
            and op in ("=", "ne")
            and right.value in (0.0, 1.0)
        ):
            code = self.condition(left.condition)
            return code if (right.value == 1) == (op == "=") else invert(code)
        a, b = self.value(left), self.value(right)
        plain = ex.binary(PYTHON[op], ex.COMPARE, a, b, comparison=True)
        if left.type.kind == "char":
            if not value.prefix:
                return plain
            lengths = seen_length(left), seen_length(right)
            if None in lengths and op in ("=", "ne"):
                made = same_start(self.value(unwrapped(left)), self.value(unwrapped(right)), *lengths)
                return made if op == "=" else invert(made)
            length = min(lengths[0] or left.type.length, lengths[1] or right.type.length)
            if isinstance(right, v.Constant) and len(str(right.value)) == length and op in ("=", "ne"):
                made = ex.method(a, "str.startswith", b)
                return made if op == "=" else invert(made)
            cut_b = (
                b
                if isinstance(right, v.Constant) and len(str(right.value)) <= length
                else ex.call("sas.cut", b, str(length))
            )
            return ex.binary(
                PYTHON[op], ex.COMPARE, ex.call("sas.cut", a, str(length)), cut_b, comparison=True
            )
        if isinstance(right, v.Constant) and isinstance(right.value, float) and isnan(right.value):
            return self.compare_missing(op, a, b, bool(missing_letter(right.value)) or left.type.special)
        if left.type.special or right.type.special:
            return ordered_columns(op, a, b)
        left_known, right_known = not left.type.nullable, not right.type.nullable
        if left_known and right_known:
            return plain
        if not (depends_on_row(left) and depends_on_row(right) or isinstance(right, v.Constant)):
            return ordered_columns(op, a, b)
        if op in ("=", "ne"):
            return plain if left_known or right_known else ordered_columns(op, a, b)
        if right_known and op in (">", ">=") or left_known and op in ("<", "<="):
            return plain
        if right_known:
            return ex.chain("|", ex.BAR, [ex.method(a, "isna"), plain])
        if left_known:
            return ex.chain("|", ex.BAR, [ex.method(b, "isna"), plain])
        return ordered_columns(op, a, b)

    def compare_missing(self, op: str, a: Code, b: Code, special: bool) -> Code:
        if special:
            return ordered_columns(op, a, b)
        match op:
            case "=" | "<=":
                return ex.method(a, "isna")
            case "ne" | ">":
                return ex.method(a, "notna")
            case "<":
                return ex.method(a, "isin", "[]")
            case _:
                return ex.binary("|", ex.BAR, ex.method(a, "isna"), ex.method(a, "notna"))


def depends_on_row(value: object) -> bool:
    """Does a value have another value in each row?"""
    rows = (v.Variable, v.FirstLast, v.Flagged, v.Automatic, v.Held, v.Element, v.HashCall)
    return any(
        isinstance(node, rows) or (isinstance(node, v.Service) and node.args == ()) for node in nodes(value)
    )


class Alone:
    """The surroundings of a value that depends on no column."""

    def __init__(self, columns: ColumnValues) -> None:
        self.columns = columns

    def refuse(self, *_: object) -> Code:
        raise Unsupported("H0453", "a value of the row in whole columns")

    place = element = element_length = edge = flag = automatic = hash_call = refuse

    def service(self, value: v.Service, arguments: list[Code]) -> Code:
        """A function that needs the run."""
        return self.columns.service(value, arguments) if self.columns.service is not None else self.refuse()

    def user_format(self, name: str) -> Code:
        """The function of one of the program's own formats."""
        return self.columns.user_format(name) if self.columns.user_format is not None else self.refuse()

    def macro(self, value: v.RunTimeMacro) -> Code:
        """A macro variable that the run sets."""
        return self.columns.macro(value) if self.columns.macro is not None else self.refuse()


def invert(code: Code) -> Code:
    """`~condition`"""
    return Code("~" + ex.wrap(code, ex.SIGN), ex.SIGN, code.needs)


def ordered_columns(op: str, a: Code, b: Code) -> Code:
    """A comparison in SAS's order by helper, negated with `~`."""
    made = ordered("=" if op == "ne" else op, a, b)
    return invert(made) if op == "ne" else made


def _asked(value: v.Value) -> str:
    """What a value asks for, as a message names it."""
    return value.function.upper() if isinstance(value, v.Service) else type(value).__name__
