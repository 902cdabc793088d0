"""Correlated queries with GROUP BY, HAVING or DISTINCT: the columns that equal the row around become further keys.

The groups of `select … from b where b.id = a.id group by k` are, for one row of `a`, those groups of b by id and k that
have its id. So the query is made once, for all rows, and looked up by id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.types import Column
from translator.lower.conditions import conjuncts
from translator.lower.procs.sql.clauses import calls_summary
from translator.lower.procs.sql.frames import Bound, Frame, Namer
from translator.lower.procs.sql.open_tables import needs_of
from translator.lower.procs.sql.sources import Sources
from translator.lower.procs.sql.values import SqlValues, clean
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq

UNRESOLVED = ("R0071", "R0072", "R0073")
ITEM = "item"


@dataclass(slots=True)
class Grouped:
    """The query made once: its relation, what its rows must equal (column around, own column), what it selects."""

    frame: Frame
    on: list[tuple[str, str]]
    select: q.Select


def needs_groups(select: q.Select) -> bool:
    """Has the query groups, or rows of which only one of each kind counts?"""
    summary = any(calls_summary(part) for part in (*select.items, select.having))
    return bool(select.group_by or select.having is not None or (select.distinct and not summary))


def grouped(select: q.Select, outside: SqlValues) -> Grouped | None:
    """Return the query made once for all rows around it; None where it cannot be: its WHERE says more about the row
    around than what is equal, or its groups hold no row for some. Raises LoweringError for what SAS refuses."""
    try:
        return _grouped(select, outside)
    except LoweringError as error:
        if error.code in UNRESOLVED:
            return None
        raise


def _grouped(select: q.Select, outside: SqlValues) -> Grouped | None:
    from translator.lower.procs.sql.select import lower_query

    context, namer = outside.stage.context, outside.stage.namer
    inner, _ = Sources(context, Namer(), needs=needs_of(select, ())).build(select.sources, None)
    keys: list[sx.Expr] = []
    around: list[sx.Expr] = []
    rest: list[sx.Expr] = []
    for part in conjuncts(select.where):
        sides = sides_of(part, inner)
        if sides is None:
            rest.append(part)
        else:
            keys.append(sides[0])
            around.append(sides[1])
    if not keys:
        return None
    summary = any(calls_summary(part) for part in (*select.items, select.having))
    if not summary and select.having is not None:
        rest.append(select.having)
    star = any(isinstance(item.value, q.Star) for item in select.items)
    items = () if star else tuple(replace(item, alias=ITEM) for item in select.items[:1])
    made = lower_query(
        context,
        q.Query(
            replace(
                select,
                items=(*items, *(q.SelectItem(key, f"key_{i}") for i, key in enumerate(keys))),
                into=(),
                where=joined(rest),
                group_by=(*select.group_by, *keys) if summary else (),
                having=select.having if summary else None,
            )
        ),
        Namer(),
        None,
    )
    if summary and not select.group_by and not keeps_rows(made.rel):
        return None  # all rows are one group, even where there are none
    chosen = tuple((c.name, replace(c, name=namer.new(f"{c.name}_inside"))) for c in made.columns)
    frame = Frame(
        rq.Choose(made.rel, chosen),
        [Bound((), old, new) for (old, new) in chosen],
    )
    own = [column for _, column in chosen][-len(keys) :]
    on = [(name, column.name) for name, column in zip(names_around(around, own, outside), own, strict=True)]
    chosen_item = q.Star() if star else sx.Var(ITEM, select.at)
    return Grouped(
        frame, on, q.Select((q.SelectItem(chosen_item, ITEM),), sources=select.sources, at=select.at)
    )


def sides_of(part: sx.Expr, inner: Frame) -> tuple[sx.Expr, sx.Expr] | None:
    """Return the own side and the other one of `own = around`; None for any other condition."""
    if not (isinstance(part, sx.Binary) and part.op == "="):
        return None
    found = []
    for side in (part.left, part.right):
        match side:
            case sx.Var(name):
                found.append(inner.find(name, "", side.at) is not None)
            case sx.Dotted(qualifier, name) if qualifier.lower() != "calculated":
                found.append(inner.find(name, qualifier, side.at) is not None)
            case _:
                return None
    if found == [True, False]:
        return part.left, part.right
    if found == [False, True]:
        return part.right, part.left
    return None


def names_around(around: list[sx.Expr], own: list[Column], outside: SqlValues) -> list[str]:
    """Return the columns around that the keys equal. Raises LoweringError."""
    names = []
    for expr, column in zip(around, own, strict=True):
        value = clean(outside.value(expr))
        if value.type.kind != column.type.kind:
            message = "ERROR: Expression using equals (=) has components that are of different data types."
            raise LoweringError("R0076", message, expr.at)
        if not isinstance(value, v.Variable):
            raise LoweringError("H0501", "a correlated query on a computed value is not translated", expr.at)
        names.append(value.name)
    return names


def joined(parts: list[sx.Expr]) -> sx.Expr | None:
    """Return conditions joined by AND."""
    if not parts:
        return None
    whole = parts[0]
    for part in parts[1:]:
        whole = sx.Binary("and", whole, part)
    return whole


def keeps_rows(rel: rq.Relation) -> bool:
    """Is the query's summary one that keeps the rows (none where there are none)?"""
    while not isinstance(rel, rq.Summary | rq.Input | rq.Described | rq.Join | rq.Combine):
        rel = rel.input
    return isinstance(rel, rq.Summary) and rel.remerge
