"""Values of SQL queries over columns: CASE, COALESCE, queries as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Protocol

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.column_services import service_of_columns
from translator.emit.pandas.context import Context, Unsupported
from translator.emit.pandas.values_columns import Alone, ColumnValues, invert
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang.source import Token
from translator.library.missing import missing_letter
from translator.plan import values as v
from translator.plan.procs import query as rq
from translator.plan.walk import nodes


class Queries(Protocol):
    """What writes the queries inside expressions, their lines before those of the expression."""

    def query(self, rel: rq.Relation) -> str:
        """Return a whole query."""
        ...

    def series(self, rel: rq.Relation, column: str) -> str:
        """Return one column of a query."""
        ...

    def scalar(self, single: rq.Single) -> str:
        """Return a query that is one value."""
        ...


class QueryValues(ColumnValues):
    """Writes values over the columns of `frame`.

    `inline`: flags that stand as conditions in the code, by lower-case column name.
    """

    def __init__(
        self,
        context: Context,
        frame: str,
        queries: Queries,
        inline: dict[str, Callable[[str], Code]] | None = None,
    ) -> None:
        def user_format(name: str) -> Code:
            function = context.formats.get(name.upper())
            if function is None:
                raise Unsupported("H0452", f"the format {name} is not defined in the program")
            return ex.atom(function)

        def macro(value: v.RunTimeMacro) -> Code:
            made = Code(f'lib.macros["{value.name.upper()}"]', ex.CALL)
            return made if value.type.kind == "char" else ex.call("sas.macro_number", made)

        super().__init__(
            frame,
            lambda name: Code(f"{frame}[{ex.text(name)}]", ex.CALL),
            user_format=user_format,
            macro=macro,
            service=lambda value, arguments: service_of_columns(context, frame, value, arguments),
        )
        self.queries = queries
        self.inline = inline or {}

    def value(self, value: v.Value, *, whole: bool = True) -> Code:
        """Write a value."""
        if holds_query(value) and not uses_rows(value):
            return QueryScalars(self).value(value)
        match value:
            case rq.Case():
                return self.nested_case(value)
            case rq.Coalesce():
                return self.coalesce(value)
            case rq.Single():
                return Code(self.queries.scalar(value), ex.CALL)
            case rq.Among() | rq.Any_():
                return ex.method(self.flag_test(value), "astype", '"float64"')
            case v.Flag(condition) if self.stands_apart(condition):
                return ex.method(self.condition(condition), "astype", '"float64"')
            case v.Variable(name) if name.lower() in self.inline:
                return ex.method(self.inline[name.lower()](self.frame), "astype", '"float64"')
            case v.Service("MACROLIST", args):
                return ex.call("sas.in_macro_list", "lib", *(self.value(arg, whole=True) for arg in args))
            case v.Service(function) if function in ("TODAY", "DATE", "TIME", "DATETIME"):
                helper = {"TIME": "time_now", "DATETIME": "datetime_now"}.get(function, "today")
                return ex.call(f"sas.{helper}")
            case _:
                return super().value(value, whole=whole)

    def condition(self, value: v.Value) -> Code:
        """Write a condition."""
        if not self.stands_apart(value):
            if holds_query(value) and not uses_rows(value):
                return QueryScalars(self).condition(value)
            return super().condition(value)
        match value:
            case v.Logic("not", (inner,)):
                return invert(self.condition(inner))
            case v.Logic(op, args):
                level = ex.AMPERSAND if op == "and" else ex.BAR
                return ex.chain("&" if op == "and" else "|", level, [self.condition(arg) for arg in args])
            case v.Truth():
                return self.truth(value)
            case _:
                return super().condition(value)

    def stands_apart(self, value: v.Value) -> bool:
        """Is a part of the condition a query, or a flag that is written in place?"""
        match value:
            case v.Logic(args=args):
                return any(self.stands_apart(arg) for arg in args)
            case v.Truth(inner):
                probe: Any = inner
                if isinstance(probe, rq.Among | rq.Any_):
                    return True
                return isinstance(inner, v.Variable) and inner.name.lower() in self.inline
            case _:
                return False

    def truth(self, value: v.Truth, negated: bool = False) -> Code:
        inner: Any = value.value
        if isinstance(inner, rq.Among | rq.Any_):
            code = self.flag_test(inner)
            return invert(code) if negated else code
        if isinstance(inner, v.Variable) and inner.name.lower() in self.inline:
            code = self.inline[inner.name.lower()](self.frame)
            return invert(code) if negated else code
        return super().truth(value, negated)

    def flag_test(self, value: rq.Among | rq.Any_) -> Code:
        """A query as a condition."""
        if isinstance(value, rq.Any_):
            size = f"len({self.queries.query(value.query)}) > 0"
            return ex.call("sas.all_rows", self.frame, size)
        column = self.queries.series(value.query, value.column)
        code = self.series(value.value)
        if value.value.type.special:
            return ex.call("sas.is_among", code, column)
        return ex.method(code, "isin", column)

    def series(self, value: v.Value) -> Code:
        """A value as a column, also where it is a literal."""
        code = self.value(value, whole=False)
        return (
            code
            if uses_rows(value)
            else Code(f"pd.Series({code.text}, index={self.frame}.index)", ex.CALL, code.needs | {"pd"})
        )

    def rows_condition(self, condition: v.Value) -> Code:
        """A condition as a column of True and False."""
        code = self.condition(condition)
        return code if uses_rows(condition) else ex.call("sas.all_rows", self.frame, code)

    # --- CASE -------------------------------------------------------------------------------------------

    def empty(self, value: rq.Case) -> Code:
        return ex.atom('""') if value.type.kind == "char" else Code("np.nan", ex.CALL, frozenset({"np"}))

    def case(self, value: rq.Case) -> Code:
        """CASE as the value of a whole column: np.where, np.select."""
        if not all(uses_rows(test) for test, _ in value.branches):
            return self.nested_case(value)
        otherwise = self.empty(value) if value.otherwise is None else self.value(value.otherwise, whole=False)
        if len(value.branches) == 1:
            test, then = value.branches[0]
            return ex.call("np.where", self.condition(test), self.branch(then), otherwise, need={"np"})
        tests = [self.condition(test) for test, _ in value.branches]
        values = [self.branch(then) for _, then in value.branches]
        listed = [
            Code(f"[{', '.join(code.text for code in codes)}]", ex.ATOM, ex.needs(codes))
            for codes in (tests, values)
        ]
        default = Code(f"default={otherwise.text}", ex.ATOM, otherwise.needs)
        return ex.call("np.select", *listed, default, need={"np"})

    def branch(self, value: v.Value) -> Code:
        number = value.value if isinstance(value, v.Constant) else ""
        if isinstance(number, float) and number != number and not missing_letter(number):
            return Code("np.nan", ex.CALL, frozenset({"np"}))
        return self.value(value, whole=False)

    def nested_case(self, value: rq.Case) -> Code:
        """CASE inside an expression: a helper that gives a column."""
        pairs = [(self.rows_condition(test), self.branch(then)) for test, then in value.branches]
        otherwise = self.empty(value) if value.otherwise is None else self.branch(value.otherwise)
        listed = ", ".join(f"({test.text}, {then.text})" for test, then in pairs)
        codes = [code for pair in pairs for code in pair] + [otherwise]
        kind = ex.text("str" if value.type.kind == "char" else "float64")
        made = Code(f"[{listed}]", ex.ATOM, ex.needs(codes))
        return ex.call("sas.case", self.frame, made, otherwise, kind)

    def coalesce(self, value: rq.Coalesce) -> Code:
        """The first value that is not missing."""
        first, *others = value.args
        made = self.series(first)
        for other in others:
            code = self.branch(other)
            if value.type.kind == "num":
                special = value.type.special
                made = ex.call("sas.case", self.frame, Code(f"[({ex.wrap(made, ex.CALL)}.notna(), {made.text})]", ex.ATOM, made.needs),
                               code, '"float64"') if special else ex.method(made, "fillna", code)  # fmt: skip
            else:
                test = ex.binary("!=", ex.COMPARE, made, ex.atom('""'), comparison=True)
                made = ex.method(made, "where", test, code)
        return made


class QueryScalars(ScalarValues):
    """Writes single values that hold queries."""

    def __init__(self, columns: QueryValues) -> None:
        super().__init__(Alone(columns))
        self.columns = columns

    def value(self, value: v.Value, *, whole: bool = False) -> Code:
        """Write a value."""
        match value:
            case rq.Single():
                return Code(self.columns.queries.scalar(value), ex.CALL)
            case rq.Case():
                made = self.columns.empty(value) if value.otherwise is None else self.value(value.otherwise)
                for test, then in reversed(value.branches):
                    one = self.value(then)
                    condition = self.condition(test)
                    text = f"{ex.wrap(one, ex.OR)} if {ex.wrap(condition, ex.OR)} else {ex.wrap(made, ex.CHOICE)}"
                    made = Code(text, ex.CHOICE, ex.needs([one, condition, made]))
                return made
            case rq.Coalesce():
                return ex.call("sas.first_known", *(self.value(arg) for arg in value.args))
            case _:
                return super().value(value, whole=whole)


def holds_query(item: Any) -> bool:
    """Does a value hold a node that only queries have?"""
    queries = rq.Single | rq.Case | rq.Coalesce | rq.Among | rq.Any_
    return any(isinstance(node, queries) for node in nodes(item))


def uses_rows(item: Any) -> bool:
    """Does a value depend on the row?"""
    if isinstance(item, v.Variable | v.Automatic):
        return True
    if isinstance(item, rq.Among):
        return True
    if isinstance(item, rq.Any_):
        return True
    if isinstance(item, rq.Single | Token | type):
        return False
    if isinstance(item, tuple):
        return any(uses_rows(one) for one in item)
    if is_dataclass(item):
        return any(uses_rows(getattr(item, f.name)) for f in fields(item) if f.name not in ("at", "type"))
    return False
