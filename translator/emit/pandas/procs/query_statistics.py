"""Summary functions of PROC SQL as pandas expressions: of a column, of groups, spread over the rows of groups."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.plan.procs.query import Statistic

PLAIN = {"MEAN": "mean", "VAR": "var", "STD": "std", "MEDIAN": "median", "MIN": "min", "MAX": "max"}
HELPED = ("CSS", "USS", "CV", "RANGE", "STDERR", "T", "PRT", "SUMWGT")


def of_column(frame: str, s: Statistic) -> Code:
    """The statistic of a whole column: a number, or a text for MIN and MAX of texts."""
    if not s.argument:
        return ex.atom(f"float(len({frame}))")
    return of_series(f"{frame}[{ex.text(s.argument)}]", s)


def of_series(x: str, s: Statistic) -> Code:
    """The statistic of a series."""
    if s.of.kind == "char":
        match s.function:
            case "COUNT" if s.distinct:
                return Code(f'float({x}[{x} != ""].nunique())', ex.CALL)
            case "COUNT":
                return Code(f'float(({x} != "").sum())', ex.CALL)
            case "NMISS" if s.distinct:
                return Code(f'float(({x} == "").any())', ex.CALL)
            case "NMISS":
                return Code(f'float(({x} == "").sum())', ex.CALL)
            case _:
                return ex.call("sas.text_extreme", x, ex.text(s.function.lower()))
    special = s.of.special
    if s.function == "COUNT":
        return Code(f"float({x}.nunique())" if s.distinct else f"float({x}.count())", ex.CALL)
    if s.function == "NMISS":
        if s.distinct:
            return ex.call("sas.missing_kinds", x) if special else Code(f"float({x}.isna().any())", ex.CALL)
        return Code(f"float({x}.isna().sum())", ex.CALL)
    if s.distinct:
        x = f"{x}.drop_duplicates()"
    if s.function == "SUM":
        return Code(f"{x}.sum(min_count=1)", ex.CALL)
    if s.function in PLAIN:
        made = Code(f"{x}.{PLAIN[s.function]}()", ex.CALL)
        return (
            ex.call("sas.plain", made, need={"columns:plain"})
            if special and s.function in ("MIN", "MAX")
            else made
        )
    return ex.call("sas.summary_value", ex.text(s.function.lower()), x)


def of_groups(groups: str, s: Statistic) -> Code:
    """The statistic of each group, as a series over the keys."""
    if not s.argument:
        return Code(f'{groups}.size().astype("float64")', ex.CALL)
    column = f"{groups}[{ex.text(s.argument)}]"
    if s.of.kind == "num" and not s.distinct:
        if s.function == "COUNT":
            return Code(f'{column}.count().astype("float64")', ex.CALL)
        if s.function == "SUM":
            return Code(f"{column}.sum(min_count=1)", ex.CALL)
        if s.function in PLAIN and not s.of.special:
            return Code(f"{column}.{PLAIN[s.function]}()", ex.CALL)
    if s.of.kind == "num" and s.function == "COUNT":
        return Code(f'{column}.nunique().astype("float64")', ex.CALL)
    inner = of_series("x", s)
    kind = "str" if s.column.type.kind == "char" else "float64"
    return Code(f'{column}.agg(lambda x: {inner.text}).astype("{kind}")', ex.CALL, inner.needs)


def spread(groups: str, key: str, s: Statistic) -> Code:
    """The statistic of each group in all of the group's rows."""
    if not s.argument:
        return Code(f'{groups}[{ex.text(key)}].transform("size").astype("float64")', ex.CALL)
    column = f"{groups}[{ex.text(s.argument)}]"
    if s.of.kind == "num" and not s.distinct:
        if s.function == "COUNT":
            return Code(f'{column}.transform("count").astype("float64")', ex.CALL)
        if s.function == "SUM":
            return Code(f'{column}.transform("sum", min_count=1)', ex.CALL)
        if s.function in PLAIN and not s.of.special:
            return Code(f'{column}.transform("{PLAIN[s.function]}")', ex.CALL)
    inner = of_series("x", s)
    kind = "str" if s.column.type.kind == "char" else "float64"
    return Code(f'{column}.transform(lambda x: {inner.text}).astype("{kind}")', ex.CALL, inner.needs)
