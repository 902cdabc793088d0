"""Leaves out of a tree the columns that nothing uses, so that joins read only what they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang.source import Token
from translator.lang.types import Column
from translator.lower.procs.sql.frames import map_inputs, variables
from translator.plan.procs import query as rq


def prune(rel: rq.Relation) -> rq.Relation:
    """Return the tree without unused columns; a table that stands alone is left whole."""
    cut = _cut(merged(rel), {c.name.lower() for c in rel.columns}, whole=True)
    spread = next((one for one in chain(cut) if isinstance(one, rq.Spread)), None)
    return cut if spread is None else without_clashes(cut, spread)


def chain(rel: rq.Relation) -> Iterator[rq.Relation]:
    """Yield the relation and its inputs, down to where two come together."""
    yield rel
    while not isinstance(rel, rq.Input | rq.Described | rq.Join | rq.Combine):
        rel = rel.input
        yield rel


def without_clashes(rel: rq.Relation, spread: rq.Spread) -> rq.Relation:
    """Return the tree with the check that an open table has none of the names that the query has beside its own."""
    names = {c.name: c for c in (*columns_beside(spread.input), *spread.columns)}

    def change(one: rq.Relation) -> rq.Relation:
        if isinstance(one, rq.Input) and one.scan.opened is not None and one.scan.all_columns:
            own = {c.name.lower() for c in one.columns}
            absent = tuple(name for name in names if name.lower() not in own)
            return replace(one, scan=replace(one.scan, opened=replace(one.scan.opened, absent=absent)))
        return map_inputs(one, change)

    return change(rel)


def carries(rel: rq.Relation) -> bool:
    """Does a table that keeps the columns which only the run knows stand in the tree?"""
    match rel:
        case rq.Input():
            return rel.scan.opened is not None and rel.scan.all_columns
        case rq.Described():
            return False
        case rq.Join() | rq.Combine():
            return carries(rel.left) or carries(rel.right)
        case _:
            return carries(rel.input)


def columns_beside(rel: rq.Relation) -> Iterator[Column]:
    """Yield the columns of the relations that hold the rows of an open table, from the top down to its input."""
    while carries(rel):
        yield from rel.columns
        match rel:
            case rq.Input() | rq.Described() | rq.Combine():
                return
            case rq.Join():
                rel = rel.left if carries(rel.left) else rel.right
            case _:
                rel = rel.input


def merged(rel: rq.Relation) -> rq.Relation:
    """Return the tree with one choice of columns where two follow each other."""
    match rel:
        case rq.Choose(input=rq.Choose() as inner, chosen=chosen):
            before = {new.name.lower(): old for old, new in inner.chosen}
            return merged(rq.Choose(inner.input, tuple((before[old.lower()], new) for old, new in chosen)))
        case rq.Join() | rq.Combine():
            return replace(rel, left=merged(rel.left), right=merged(rel.right))
        case rq.Lookup():
            return replace(rel, input=merged(rel.input), other=merged(rel.other))
        case rq.Input() | rq.Described():
            return rel
        case _:
            return replace(rel, input=merged(rel.input))


def _cut(rel: rq.Relation, needed: set[str], *, whole: bool) -> rq.Relation:
    match rel:
        case rq.Input():
            return rel if whole else _input(rel, needed)
        case rq.Described():
            places = [i for i, c in enumerate(rel.columns) if c.name.lower() in needed] or [0]
            return rq.Described(
                tuple(tuple(row[i] for i in places) for row in rel.rows),
                tuple(rel.columns[i] for i in places),
            )
        case rq.Join():
            return _join(rel, needed)
        case rq.Checked():
            return replace(rel, input=_cut(rel.input, {c.name.lower() for c in rel.columns}, whole=True))
        case rq.Filter():
            return _again(rel, _cut(rel.input, needed | _used(rel.condition), whole=whole), needed)
        case rq.Compute():
            made = tuple((c, x) for c, x in rel.made if c.name.lower() in needed)
            below = needed - {c.name.lower() for c, _ in rel.made}
            for _, value in made:
                below |= _used(value)
            if not made:
                return _cut(rel.input, needed, whole=whole)
            inner = _cut(rel.input, below, whole=whole)
            return rq.Compute(inner, _pruned(made), (*inner.columns, *(c for c, _ in made)))
        case rq.Summary():
            statistics = (
                tuple(s for s in rel.statistics if s.column.name.lower() in needed) or rel.statistics[:1]
            )
            below = {k.name.lower() for k in rel.keys} | {
                s.argument.lower() for s in statistics if s.argument
            }
            below |= (needed - {s.column.name.lower() for s in rel.statistics}) if rel.remerge else set()
            inner = _cut(rel.input, below, whole=whole)
            kept = inner.columns if rel.remerge else tuple(
                c for k in rel.keys for c in rel.columns if c.name.lower() == k.name.lower()
            )  # fmt: skip
            return replace(
                rel, input=inner, statistics=statistics, columns=(*kept, *(s.column for s in statistics))
            )
        case rq.Lookup():
            if rel.result.column.name.lower() not in needed:
                return _cut(rel.input, needed, whole=whole)
            condition = _used(rel.where) if rel.where is not None else set()
            mine = {c.name.lower() for c in rel.input.columns}
            left = (needed | condition | {a.lower() for a, _ in rel.on}) & mine
            right = ({b.lower() for _, b in rel.on} | condition | {rel.result.argument.lower()}) - mine
            inner, other = _cut(rel.input, left, whole=whole), _cut(rel.other, right, whole=True)
            where = _pruned(rel.where)
            return replace(
                rel, input=inner, other=other, where=where, columns=(*inner.columns, rel.result.column)
            )
        case rq.Choose():
            chosen = tuple((old, c) for old, c in rel.chosen if c.name.lower() in needed) or rel.chosen[:1]
            return rq.Choose(_cut(rel.input, {old.lower() for old, _ in chosen}, whole=whole), chosen)
        case rq.Spread():
            below = {old.lower() for old, _ in (*rel.before, *rel.after)} | {
                c.name.lower() for c in rel.carried
            }
            return replace(rel, input=_cut(rel.input, below, whole=whole))
        case rq.Unique():
            return _again(rel, _cut(rel.input, {c.name.lower() for c in rel.columns}, whole=whole), needed)
        case rq.Order():
            return _again(
                rel, _cut(rel.input, needed | {k.name.lower() for k in rel.by}, whole=whole), needed
            )
        case rq.First():
            return _again(rel, _cut(rel.input, needed, whole=whole), needed)
        case rq.Combine():
            every = {c.name.lower() for c in rel.columns}
            return replace(
                rel, left=_cut(rel.left, every, whole=True), right=_cut(rel.right, every, whole=True)
            )


def _again(rel: Any, inner: rq.Relation, needed: set[str]) -> rq.Relation:
    del needed
    changed = {"input": inner, "columns": inner.columns}
    if isinstance(rel, rq.Filter):
        changed["condition"] = _pruned(rel.condition)
    return replace(rel, **changed)  # type: ignore[no-any-return]


def _used(value: Any) -> set[str]:
    return variables(value)


def _input(rel: rq.Input, needed: set[str]) -> rq.Input:
    if rel.scan.opened is not None and rel.scan.all_columns:  # with the columns that only the run knows
        return rel
    needed = needed | (variables(rel.scan.where) if rel.scan.where is not None else set())
    kept = tuple(c for c in rel.columns if c.name.lower() in needed) or rel.columns[:1]
    names = {c.name.lower() for c in kept}
    pairs = tuple((there, here) for there, here in rel.scan.columns if here.lower() in names)
    whole = rel.scan.all_columns and len(kept) == len(rel.columns)
    return rq.Input(replace(rel.scan, columns=pairs, all_columns=whole), kept)


def _join(rel: rq.Join, needed: set[str]) -> rq.Relation:
    condition = variables(rel.where) if rel.where is not None else set()
    keys_left, keys_right = {a.lower() for a, _ in rel.on}, {b.lower() for _, b in rel.on}
    wanted = needed | condition
    right_wanted = wanted & {c.name.lower() for c in rel.right.columns}
    left_wanted = wanted & {c.name.lower() for c in rel.left.columns}
    right = _cut(rel.right, right_wanted | keys_right, whole=False)
    left = _cut(rel.left, left_wanted | keys_left, whole=False)
    shared = (
        bool(rel.on)
        and rel.where is None
        and not carries(left if rel.kind == "right" else right)
        and (
            (rel.kind in ("inner", "left") and not keys_right & wanted)
            or (rel.kind == "right" and not keys_left & wanted)
        )
    )
    one, two = rel.columns[: len(rel.left.columns)], rel.columns[len(rel.left.columns) :]
    kept_left, kept_right = {c.name.lower() for c in left.columns}, {c.name.lower() for c in right.columns}
    columns = [c for c in one if c.name.lower() in kept_left] + [
        c for c in two if c.name.lower() in kept_right
    ]
    if shared:
        gone = keys_left if rel.kind == "right" else keys_right
        columns = [c for c in columns if c.name.lower() not in gone]
    return replace(
        rel, left=left, right=right, where=_pruned(rel.where), columns=tuple(columns), shared=shared
    )


def _pruned(item: Any) -> Any:
    """Return a value with the queries inside it pruned."""
    match item:
        case rq.Single(query, column):
            return replace(item, query=_cut(merged(query), {column.lower()}, whole=True))
        case rq.Among(value, query, column):
            return replace(
                item, value=_pruned(value), query=_cut(merged(query), {column.lower()}, whole=True)
            )
        case rq.Any_(query):
            return replace(
                item, query=_cut(merged(query), {c.name.lower() for c in query.columns[:1]}, whole=True)
            )
        case tuple():
            return tuple(_pruned(one) for one in item)
        case _ if is_dataclass(item) and not isinstance(item, Token | type | Column):
            changed = {
                f.name: _pruned(getattr(item, f.name)) for f in fields(item) if f.name not in ("at", "type")
            }
            return replace(item, **changed)
        case _:
            return item
