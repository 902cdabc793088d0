"""Set operators to relations. SAS 9.4 SQL Procedure User's Guide, "query-expression"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.types import Column
from translator.lower.procs.sql.frames import Namer, not_found, variable
from translator.lower.procs.sql.select import Made, lower_query
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.loop import Key
from translator.plan.procs import query as rq

if TYPE_CHECKING:
    from translator.lower.context import Context

Places = list[tuple[Column, int | None, int | None]]  # result column, its place at the left, at the right


def lower_set(
    context: Context, node: q.SetOperation, inobs: int | None, *, drop_repeats: bool = False
) -> Made:
    """Lower a set operation. Raises LoweringError where columns of different kinds meet.

    `drop_repeats`: a table is made of it, which keeps the first of several columns of a name.
    """
    left = lower_query(context, node.left, Namer(), None, inobs=inobs)
    right = lower_query(context, node.right, Namer(), None, inobs=inobs)
    places, named, written = matched(left, right, node)
    if len(left.columns) != len(right.columns) and not node.corresponding and node.op != "outer union":
        context._note(
            "N0424",
            f"WARNING: A table has been extended with null columns to perform the {node.op.upper()} set operation.",
            None,
        )
    op = "append" if node.op == "outer union" or (node.op == "union" and node.all) else node.op
    repeated: list[str] = []
    if drop_repeats and op == "append":
        names = [name.lower() for name in written]
        first = [names.index(name) == i for i, name in enumerate(names)]
        repeated = [name for name, keep in zip(written, first, strict=True) if not keep]
        named = [one for one, keep in zip(named, first, strict=True) if keep]
        places = [one for one, keep in zip(places, first, strict=True) if keep]
        written = [one for one, keep in zip(written, first, strict=True) if keep]
    namer = Namer()
    columns = tuple(replace(c, name=namer.new(c.name), label=c.label or c.name) for c, _, _ in places)
    columns = tuple(  # a name that stands for two columns is still what is printed above both
        replace(new, label=old.label) if new.name == old.name else new
        for new, (old, _, _) in zip(columns, places, strict=True)
    )
    ones = aligned(left.rel, columns, [p for _, p, _ in places])
    twos = aligned(right.rel, columns, [p for _, _, p in places])
    rel: rq.Relation = rq.Combine(op, node.all, ones, twos, columns)
    made = Made(rel, tuple(named), tuple(repeated), written=tuple(written))
    return made.once() if drop_repeats else made


def matched(left: Made, right: Made, node: q.SetOperation) -> tuple[Places, list[bool], list[str]]:
    """Return the result's columns and where each stands in both queries; whether each is named, and its name."""
    outer = node.op == "outer union"
    one, two = left.columns, right.columns
    found: list[tuple[int | None, int | None]] = []
    if node.corresponding:
        names = {c.name.lower(): i for i, c in enumerate(two) if right.named[i]}
        for i, column in enumerate(one):
            j = names.get(column.name.lower()) if left.named[i] else None
            if j is not None or outer:
                found.append((i, j))
        used = {j for _, j in found}
        if outer:
            found += [(None, j) for j in range(len(two)) if j not in used]
    elif outer:
        found = [(i, None) for i in range(len(one))] + [(None, j) for j in range(len(two))]
    else:
        found = [
            (i if i < len(one) else None, i if i < len(two) else None) for i in range(max(len(one), len(two)))
        ]
    if not found:
        message = f"ERROR: The tables of {node.op.upper()} CORRESPONDING have no column in common."
        raise LoweringError("R0079", message, node.at)
    places: Places = []
    named = []
    written = []
    for i_, j_ in found:
        if i_ is not None and j_ is not None:
            column = merged(one[i_], two[j_], left.named[i_], node, i_ + 1)
        else:
            column = one[i_] if i_ is not None else two[j_]  # type: ignore[index]
            column = replace(column, type=replace(column.type, nullable=True))
        places.append((column, i_, j_))
        named.append((i_ is not None and left.named[i_]) or (j_ is not None and right.named[j_]))
        from_left = i_ is not None and (left.named[i_] or j_ is None)
        written.append(left.spelled()[i_] if from_left else right.spelled()[j_])  # type: ignore[index]
    return places, named, written


def merged(one: Column, two: Column, named: bool, node: q.SetOperation, place: int) -> Column:
    """Return the column that two columns become; `place`: which one it is of the left query."""
    if one.type.kind != two.type.kind:
        raise LoweringError(
            "R0079", f"ERROR: Column {place} from the first contributor of {node.op.upper()} is not the same type as its "
            "counterpart from the second.", node.at,
        )  # fmt: skip
    type_ = replace(
        one.type,
        length=max(one.type.length, two.type.length) if one.type.kind == "char" else one.type.length,
        nullable=one.type.nullable or two.type.nullable,
        special=one.type.special or two.type.special,
    )
    return replace(one, name=one.name if named else two.name, type=type_)


def aligned(rel: rq.Relation, columns: tuple[Column, ...], places: list[int | None]) -> rq.Relation:
    """Return the relation with these columns; those it lacks are missing."""
    present = rel.columns
    taken = {c.name.lower() for c in present}
    chosen: list[tuple[str, Column]] = []
    extra: list[tuple[Column, v.Value]] = []
    for column, place in zip(columns, places, strict=True):
        if place is not None:
            chosen.append((present[place].name, column))
            continue
        name = Namer(taken).new(column.name, f"{column.name}_missing")
        taken.add(name.lower())
        extra.append((replace(column, name=name), missing(column)))
        chosen.append((name, column))
    if extra:
        rel = rq.Compute(rel, tuple(extra), (*present, *(c for c, _ in extra)))
    if [(old, new.name) for old, new in chosen] == [(c.name, c.name) for c in rel.columns]:
        return rel
    return rq.Choose(rel, tuple(chosen))


def missing(column: Column) -> v.Value:
    """Return the missing value of a column."""
    return v.Constant("" if column.type.kind == "char" else float("nan"), column.type)


def order_set(made: Made, order_by: tuple[q.OrderItem, ...]) -> Made:
    """ORDER BY of a set operation: names and positions of its columns."""
    keys: list[Key] = []
    for item in order_by:
        match item.value:
            case sx.Number(number, "") if number == int(number) and 1 <= number <= len(made.columns):
                column = made.columns[int(number) - 1]
            case sx.Var(name):
                found = next((c for c in made.columns if c.name.lower() == name.lower()), None)
                if found is None:
                    raise not_found([name], item.at)
                column = found
            case _:
                raise LoweringError(
                    "R0078", "ERROR: ORDER BY of a set operation takes names and positions.", item.at
                )
        keys.append(Key(column.name, column.type, item.descending))
    order = tuple(("-" if k.descending else "") + k.name.lower() for k in keys)
    ordered = rq.Order(made.rel, tuple(keys), made.columns)
    return replace(made, rel=ordered, sorted_by=order)


__all__ = ["lower_set", "order_set", "variable"]
