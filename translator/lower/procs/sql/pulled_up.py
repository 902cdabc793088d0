"""Correlated queries whose query in FROM uses the row around: what it must equal there becomes a column of it.

`select max(k) from (select count(*) as k from b where b.id = a.id group by b.x) as p` has, for one row of `a`, those rows of
`select count(*) as k, b.id from b group by b.x, b.id` whose id is that of the row.
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lower.conditions import conjuncts
from translator.lower.procs.sql.clauses import calls_summary
from translator.lower.procs.sql.correlated_groups import joined
from translator.lower.procs.sql.frames import Frame
from translator.plan.walk import nodes


def reaches_out(node: object, around: Frame) -> bool:
    """Does it name a table of the query around?"""
    return any(isinstance(n, sx.Dotted) and around.has_alias(n.qualifier) for n in nodes(node))


def pulled_up(select: q.Select, around: Frame) -> q.Select:
    """Return the query with the equalities to the row around that stand in its queries in FROM in its own WHERE."""
    if not reaches_out(select.sources, around) or any(isinstance(i.value, q.Star) for i in select.items):
        return select
    sources: list[q.FromItem] = []
    found: list[sx.Expr] = []
    for number, source in enumerate(select.sources, 1):
        if isinstance(source, q.QuerySource) and not source.columns:
            source, more = _freed(source, source.alias or f"from_{number}", around)
            found += more
        sources.append(source)
    return replace(select, sources=tuple(sources), where=joined([*conjuncts(select.where), *found]))


def _freed(source: q.QuerySource, alias: str, around: Frame) -> tuple[q.QuerySource, list[sx.Expr]]:
    """Return a query of FROM without its equalities to the row around, and these; as it is where more is asked for."""
    body = source.query.body
    if not isinstance(body, q.Select):
        return source, []
    if not body.group_by and any(calls_summary(part) for part in (*body.items, body.having)):
        return source, []  # all rows are one group, even where there are none
    own_tables = {_name(n) for n in nodes(body.sources) if isinstance(n, q.TableSource | q.QuerySource)}
    keys: list[sx.Expr] = []
    found: list[sx.Expr] = []
    rest: list[sx.Expr] = []
    for part in conjuncts(body.where):
        sides = [part.left, part.right] if isinstance(part, sx.Binary) and part.op == "=" else []
        outer = [
            side
            for side in sides
            if isinstance(side, sx.Dotted)
            and around.has_alias(side.qualifier)
            and side.qualifier.lower() not in own_tables
        ]
        own = [side for side in sides if isinstance(side, sx.Var | sx.Dotted) and side not in outer]
        if len(outer) == len(own) == 1:
            keys.append(own[0])
            found.append(sx.Binary("=", sx.Dotted(alias, f"key_{len(keys)}", part.at), outer[0], part.at))
        else:
            rest.append(part)
    made = replace(
        body,
        items=(*body.items, *(q.SelectItem(key, f"key_{i}") for i, key in enumerate(keys, 1))),
        where=joined(rest),
        group_by=(*body.group_by, *keys) if body.group_by else (),
    )
    return replace(source, alias=alias, query=replace(source.query, body=made)), found


def _name(source: q.TableSource | q.QuerySource) -> str:
    """Return the name by which a source's columns are called."""
    table = source.table.name if isinstance(source, q.TableSource) else ""
    return (source.alias or table).lower()
