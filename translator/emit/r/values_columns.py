"""Values to R expressions over whole columns, inside dplyr's verbs.

A condition has two forms: inside `mutate` it must be TRUE or FALSE; inside `filter`, `case_when` and `if_else`
after them NA counts as FALSE, so that `x > 5` alone says what SAS says.
"""

from __future__ import annotations

from collections.abc import Callable

from translator.emit.code import Code
from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.r.values import (
    AND,
    ATOM,
    COMPARE,
    INVERSE,
    MIRROR,
    NOT,
    OR,
    R_OPERATOR,
    SPECIAL,
    Writer,
    atom,
    call,
    infix,
    joined,
    within,
)  # fmt: skip
from translator.plan import values as v


class ColumnWriter(Writer):
    """Writes values over columns. `edges` give FIRST. and LAST. their keys' columns; `flags` IN= their columns.
    `spelling`: lower-case name -> the column's name where the value may spell it otherwise."""

    vectorised = True

    def __init__(self, formats: dict[str, str] | None = None, flags: dict[str, str] | None = None):
        super().__init__(formats)
        self.flags = flags or {}
        self.spelling: dict[str, str] = {}
        self.turns: dict[str, str] = {}  # in a loop over columns: the columns of a turn
        self.edges: dict[tuple[str, tuple[str, ...]], str] = {}
        self.held: dict[int, str] = {}  # masks by their numbers
        self.names: Callable[[str, tuple[str, ...]], str] = lambda array, every: (
            array
        )  # an array's vector of names
        self.found: Callable[[v.Found], Code] = lambda value: atom(
            value.dataset
        )  # a test for rows of another table
        self.strict = True

    def variable(self, name: str) -> Code:
        turn = self.turns.get(name.lower())
        return atom(turn if turn else names.column(self.spelling.get(name.lower(), name)))

    def divide(self, left: Code, right: Code, value: v.Arithmetic) -> Code:
        return infix(left, "/", call("na_if", right, "0"), 11)

    # --- conditions -------------------------------------------------------------------------------------

    def filter(self, value: v.Value) -> Code:
        """Write a condition where NA counts as FALSE."""
        before, self.strict = self.strict, False
        try:
            return self.condition(value)
        finally:
            self.strict = before

    def mutate(self, value: v.Value) -> Code:
        """Write a condition that is TRUE or FALSE."""
        before, self.strict = self.strict, True
        try:
            return self.condition(value)
        finally:
            self.strict = before

    def value(self, value: v.Value) -> Code:
        before, self.strict = self.strict, True
        try:
            return super().value(value)
        finally:
            self.strict = before

    def condition(self, value: v.Value) -> Code:
        match value:
            case v.Logic("not", (inner,)):
                return self.negation(inner)
            case v.Logic(op, args):
                sign, precedence = ("&", AND) if op == "and" else ("|", OR)
                return joined(sign, [self.condition(arg) for arg in args], precedence)
            case v.Comparison():
                return self.comparison(value)
            case v.Truth(inner):
                return self.truth(inner, negated=False)
            case v.Membership():
                return self.membership(value)
            case v.Matches():
                return self.matches(value)
            case v.FirstLast(which, keys):
                if (which, keys) in self.edges:
                    return atom(names.column(self.edges[which, keys]))
                return call(f"sas_{which}", *(self.variable(key) for key in keys))
            case v.Flagged("in", name):
                return atom(names.column(self.flags.get(name.lower(), name)))
            case v.Flagged("end"):
                return infix(call("row_number"), "==", call("n"), COMPARE)
            case v.Found():
                return self.found(value)
            case v.Held(number):
                return atom(names.column(self.held[number]))
            case v.Flag(inner):
                return self.condition(inner)
            case _:
                return self.truth(value, negated=False)

    def negation(self, inner: v.Value) -> Code:
        match inner:
            case v.Comparison(op) if not inner.prefix:
                return self.comparison(v.Comparison(INVERSE[op], inner.left, inner.right, "smallest"))  # type: ignore[arg-type]
            case v.Logic("not", (deeper,)):
                return self.condition(deeper)
            case v.Logic(op, args):
                turned = v.Logic("or" if op == "and" else "and", tuple(v.Logic("not", (a,)) for a in args))
                return self.condition(turned)
            case v.Truth(deeper):
                return self.truth(deeper, negated=True)
            case v.Flag(deeper):
                return self.negation(deeper)
        return Code(f"!{within(self.condition(inner), SPECIAL)}", NOT)

    def truth(self, inner: v.Value, *, negated: bool) -> Code:
        match inner:
            case v.Flag(condition):
                return self.negation(condition) if negated else self.condition(condition)
            case v.Apply("MISSING", (argument,)):
                if argument.type.kind == "char":
                    return infix(self.value(argument), "!=" if negated else "==", atom('""'), COMPARE)
                test = call("is.na", self.value(argument))
                return Code(f"!{test.text}", NOT) if negated else test
            case v.Constant(float(number)):
                return atom("TRUE" if bool(number == number and number != 0) != negated else "FALSE")
        code = self.value(inner)
        zero = v.Constant(0.0, v.FLAG)
        return self._against(code, self.may_miss(inner), "=" if negated else "ne", zero, truth=True)

    def _against(self, code: Code, nullable: bool, op: str, right: v.Constant, *, truth: bool) -> Code:
        """`x` is no number, so false, where it is missing."""
        test = infix(code, R_OPERATOR[op], self.value(right), COMPARE)
        if not nullable:
            return test
        missing_true = op == "="
        if missing_true:
            return Code(f"is.na({code.text}) | {test.text}", OR)
        return test if not self.strict else Code(f"!is.na({code.text}) & {test.text}", AND)

    def comparison(self, value: v.Comparison) -> Code:
        if value.left.type.kind == "char":
            return self.compare_text(value)
        if self.kinds(value):
            return self.compare_kinds(value)
        if isinstance(value.left, v.Constant) and not isinstance(value.right, v.Constant):
            value = v.Comparison(MIRROR[value.op], value.right, value.left, "smallest")  # type: ignore[arg-type]
        if isinstance(value.right, v.Constant) and value.right.value != value.right.value:
            return self.against_missing(value)
        left, right = self.value(value.left), self.value(value.right)
        test = infix(left, R_OPERATOR[value.op], right, COMPARE)
        may_left, may_right = self.may_miss(value.left), self.may_miss(value.right)
        if not may_left and not may_right:
            return test
        if may_left and may_right:
            return both_may_miss(value.op, left, right)
        missing_true = value.op == "ne" or value.op in (("<", "<=") if may_left else (">", ">="))
        side = left if may_left else right
        if not missing_true:
            if not self.strict:
                return test
            if short(side):
                return Code(f"!is.na({side.text}) & {test.text}", AND)
            return call("coalesce", test, "FALSE")
        if short(side):
            return Code(f"is.na({side.text}) | {test.text}", OR)
        return call("coalesce", test, "TRUE")

    def against_missing(self, value: v.Comparison) -> Code:
        """Compare with `.`, which is smallest."""
        left = self.value(value.left)
        match value.op:
            case "=" | "<=":
                return call("is.na", left)
            case "ne" | ">":
                return Code(f"!is.na({left.text})", NOT)
            case "<":
                return atom("FALSE")
            case _:
                return atom("TRUE")

    # --- what only the rows know ------------------------------------------------------------------------

    def special(self, value: v.Value) -> Code:
        match value:
            case v.Automatic("_n_"):
                return call("as.numeric", call("row_number"))
            case v.Automatic("nobs"):
                return call("as.numeric", call("n"))
            case v.Pick(array, elements, place):
                columns = self.names(array, tuple(one.name for one in elements))
                return call("sas_pick", f"across(all_of({columns}))", self.value(place))
            case v.RunTimeMacro(name, type_):
                function = "sas_macro" if type_.kind == "char" else "sas_macro_number"
                return call(function, "lib", names.text(name.upper()))
            case v.Service("MACROLIST", args):
                return call("sas_in_macro_list", "lib", *(self.value(arg) for arg in args))
            case v.Service(function) if function in ("TODAY", "DATE", "TIME", "DATETIME"):
                return call(
                    {"TIME": "sas_time_now", "DATETIME": "sas_datetime_now"}.get(function, "sas_today")
                )
            case v.Service(function, args) if function.startswith("FCMP "):
                known = self.formats.get(function)
                if known is None:
                    raise Unsupported(
                        "H0606", f"the function {function.removeprefix('FCMP ')} is not translated"
                    )
                empty = "character(0)" if value.type.kind == "char" else "numeric(0)"
                return call("sas_by_rows", known, empty, *(self.value(arg) for arg in args))
        raise Unsupported("H0470", f"{type(value).__name__} has no form over whole columns")


def both_may_miss(op: str, left: Code, right: Code) -> Code:
    """A comparison of two columns that may both be missing: missing is smallest, and equals missing."""
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


def short(code: Code) -> bool:
    """Is the text short enough to be written twice?"""
    return code.precedence == ATOM and len(code.text) <= 32
