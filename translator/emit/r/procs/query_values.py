"""Values of SQL queries inside dplyr's verbs: CASE, COALESCE, queries as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from translator.emit.code import Code
from translator.emit.r import names as r
from translator.emit.r.values import ATOM, COMPARE, LOWEST, NOT, SPECIAL, atom, call, infix, within
from translator.emit.r.values_columns import ColumnWriter
from translator.lang.source import Token
from translator.plan import values as v
from translator.plan.procs import query as rq


class QueryColumns(ColumnWriter):
    """Writes values over columns. `query` gives the variable of a query inside an expression; `scalar` one value.

    `inline`: flags that stand as conditions in the code, by lower-case column name.
    """

    def __init__(
        self, formats: dict[str, str], query: Callable[[rq.Relation], str], scalar: Callable[[rq.Single], str],
        inline: dict[str, Code] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(formats)
        self.query = query
        self.scalar = scalar
        self.inline = inline or {}

    def value(self, value: v.Value) -> Code:
        """Write a value."""
        match value:
            case rq.Case():
                return self.case(value)
            case rq.Coalesce():
                return self.coalesce(value)
            case rq.Single():
                return atom(self.scalar(value))
            case rq.Among() | rq.Any_():
                return call("as.numeric", self.flag_test(value))
            case v.Variable(name) if name.lower() in self.inline:
                return call("as.numeric", self.inline[name.lower()])
            case _:
                return super().value(value)

    def truth(self, inner: v.Value, *, negated: bool) -> Code:
        test: Code | None = None
        probe: Any = inner
        if isinstance(probe, rq.Among | rq.Any_):
            test = self.flag_test(probe)
        elif isinstance(inner, v.Variable) and inner.name.lower() in self.inline:
            test = self.inline[inner.name.lower()]
        if test is None:
            return super().truth(inner, negated=negated)
        return Code(f"!{within(test, SPECIAL)}", NOT) if negated else test

    def flag_test(self, value: rq.Among | rq.Any_) -> Code:
        """A query as a condition."""
        if isinstance(value, rq.Any_):
            return infix(call("nrow", self.query(value.query)), ">", atom("0"), COMPARE)
        column = f"{self.query(value.query)}${r.column(value.column)}"
        code = self.value(value.value)
        if value.value.type.special:
            return call("sas_among", code, column)
        return Code(f"{within(code, SPECIAL + 1)} %in% {column}", SPECIAL)

    def empty(self, kind: str) -> Code:
        return atom('""' if kind == "char" else "NA_real_")

    def case(self, value: rq.Case) -> Code:
        """CASE: if_else, case_when; a helper where a branch is computed."""
        otherwise = self.empty(value.type.kind) if value.otherwise is None else self.value(value.otherwise)
        results = [then for _, then in value.branches] + (
            [value.otherwise] if value.otherwise is not None else []
        )
        plain = all(isinstance(one, v.Constant) for one in results) or (
            all(isinstance(one, v.Variable | v.Constant) for one in results)
            and all(uses_rows(test) for test, _ in value.branches)
        )
        tests = [self.mutate(test) for test, _ in value.branches]
        values = [self.value(then) for _, then in value.branches]
        if plain and all(
            isinstance(test, v.Comparison | v.Membership | v.Logic | v.Truth) for test, _ in value.branches
        ):
            if len(tests) == 1:
                return call("if_else", tests[0], values[0], otherwise)
            pairs = [f"{test.text} ~ {then.text}" for test, then in zip(tests, values, strict=True)]
            return call("case_when", *pairs, f"TRUE ~ {otherwise.text}")
        made = otherwise
        for test, then in zip(reversed(tests), reversed(values), strict=True):
            made = call("sas_if", test, then, made)
        return made

    def coalesce(self, value: rq.Coalesce) -> Code:
        """The first value that is not missing."""
        codes = [self.value(arg) for arg in value.args]
        if value.type.kind == "num":
            return call("coalesce", *codes)
        made = codes[-1]
        for code in reversed(codes[:-1]):
            made = call("sas_if", infix(code, "!=", atom('""'), COMPARE), code, made)
        return made


def uses_rows(item: Any) -> bool:
    """Does a value depend on a column?"""
    if isinstance(item, v.Variable | rq.Among):
        return True
    if isinstance(item, rq.Single | rq.Any_ | Token | type):
        return False
    if isinstance(item, tuple):
        return any(uses_rows(one) for one in item)
    return is_dataclass(item) and any(
        uses_rows(getattr(item, f.name)) for f in fields(item) if f.name not in ("at", "type")
    )


__all__ = ["ATOM", "LOWEST", "QueryColumns"]
