"""How `a.*` of a table whose columns only the run knows is put among other columns, for both targets."""

from __future__ import annotations

from translator.plan.procs import query as rq

Pairs = list[tuple[str, str]]


def spread_options(rel: rq.Spread, present: list[str]) -> dict[str, Pairs]:
    """Return what is to be done to the joined rows, as (name before, name after): columns left out (`drop`), put `first`
    or `last`, renamed (`rename`).

    Args: present: the columns that are known, in the order of the rows as they are joined.
    """
    drop = [(name, name) for name in rel.gone if name in present]
    first = [(old, column.name) for old, column in rel.before]
    last = [(old, column.name) for old, column in rel.after]
    carried = {c.name for c in rel.carried}
    others = [name for name in present if name not in carried and name not in dict(drop)]
    in_place = opens_the_rows(rel.input) and [old for old, _ in last] == others
    renamed = [(old, new) for old, new in (*first, *last) if old != new]
    options = {"drop": drop, "rename": renamed, "first": first, "last": [] if in_place else last}
    return {name: pairs for name, pairs in options.items() if pairs}


def opens_the_rows(rel: rq.Relation) -> bool:
    """Does the open table stand first among the tables that are joined?"""
    while not isinstance(rel, rq.Input | rq.Described):
        if isinstance(rel, rq.Join):
            rel = rel.right if rel.kind == "right" else rel.left
        elif isinstance(rel, rq.Combine):
            return False
        else:
            rel = rel.input
    return isinstance(rel, rq.Input) and rel.scan.opened is not None and rel.scan.all_columns


__all__ = ["spread_options"]
