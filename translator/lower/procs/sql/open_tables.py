"""Tables whose columns only the run knows: the columns that a query names are taken to be there, and checked then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.types import Column, Schema, Type
from translator.lower.conditions import conjuncts
from translator.lower.guess import TEXT, text_names
from translator.lower.scope import LoweringError
from translator.plan.relations import OpenInput, Scan

if TYPE_CHECKING:
    from translator.lower.context import Context

UNSURE = Type("num", 0)
"""The type of a column that may be a number or a text: it is only handed on, grouped, sorted or joined by."""


@dataclass(slots=True)
class Needs:
    """The columns that a SELECT names: (correlation name or "", name), as written; those used as `texts`, and those
    that are only `plain` (see UNSURE). `stars`: correlation names with `.*`, "" for `*`. `named`: columns that are
    selected under their own name."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    computed: set[tuple[str, str]] = field(default_factory=set)
    stars: set[str] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)


def needs_of(select: q.Select, order_by: tuple[q.OrderItem, ...]) -> Needs:
    """Return the columns that a SELECT names."""
    found = Needs()
    aliases = {item.alias.lower() for item in select.items if item.alias}
    for item in select.items:
        match item.value:
            case sx.Var(name) if item.alias.lower() in ("", name.lower()):
                found.named.add(("", name.lower()))
            case sx.Dotted(qualifier, name) if item.alias.lower() in ("", name.lower()):
                found.named.add((qualifier.lower(), name.lower()))
    parts: list[Any] = [item.value for item in select.items] + list(select.group_by)
    own = [item.alias.lower() for item in select.items] + [""] * len(select.group_by)
    for part, alias in zip(parts, own, strict=True):
        if isinstance(part, q.Star):
            found.stars.add(part.qualifier.lower())
        else:  # `upcase(x) as x` names the table's x
            take(part, found, aliases - {alias}, computed=not isinstance(part, sx.Var | sx.Dotted))
    selected = {
        name for _, name in found.named
    } | aliases  # what ORDER BY can name beside the tables' columns
    for value in (item.value for item in order_by):
        take(value, found, selected, computed=not isinstance(value, sx.Var | sx.Dotted))
        parts.append(value)
    others = [select.where, select.having, *conditions(select.sources)]
    for part in others:
        for one in conjuncts(part):
            plain = isinstance(one, sx.Binary) and one.op == "=" and all(
                isinstance(side, sx.Var | sx.Dotted) for side in (one.left, one.right)
            )  # fmt: skip
            for side in (one.left, one.right) if plain and isinstance(one, sx.Binary) else (one,):
                take(side, found, aliases, computed=not plain)
    found.texts = text_names(tuple(flat(part) for part in (*parts, *others)))
    return found


def conditions(items: tuple[q.FromItem, ...]) -> Iterator[sx.Expr]:
    """Yield the ON conditions of joins."""
    for item in items:
        if isinstance(item, q.Join):
            if item.on is not None:
                yield item.on
            yield from conditions((item.left, item.right))


def take(node: Any, found: Needs, aliases: set[str], *, computed: bool) -> None:
    """Note the names of an expression; of queries inside only what carries a correlation name."""
    match node:
        case sx.Var(name):
            if name != "*" and name.lower() not in aliases:
                note(found, "", name, computed)
        case sx.Dotted(qualifier, name):
            if qualifier.lower() != "calculated":
                note(found, qualifier.lower(), name, computed)
        case sx.Format() | q.Star():
            return
        case sx.Call(args=args):
            for argument in args:
                take(argument, found, aliases, computed=True)
        case tuple():
            for one in node:
                take(one, found, aliases, computed=computed)
        case q.Select() | q.Query() | q.SetOperation():
            inner = Needs()
            for f in fields(node):
                if f.name not in ("at", "sources"):
                    take(getattr(node, f.name), inner, set(), computed=True)
            for condition in conditions(node.sources) if isinstance(node, q.Select) else ():
                take(condition, inner, set(), computed=True)
            for (qualifier, name), spelled in inner.names.items():
                if qualifier:
                    note(found, qualifier, spelled, True)
                del name
        case _ if is_dataclass(node) and not isinstance(node, Token | type):
            for f in fields(node):
                if f.name != "at":
                    take(getattr(node, f.name), found, aliases, computed=True)


def note(found: Needs, qualifier: str, name: str, computed: bool) -> None:
    """Note one name."""
    found.names.setdefault((qualifier, name.lower()), name)
    if computed:
        found.computed.add((qualifier, name.lower()))


def flat(node: Any) -> Any:
    """Return an expression with `a.x` as a plain name, for guessing types."""
    if isinstance(node, sx.Dotted):
        return sx.Var(f"{node.qualifier}.{node.name}")
    if isinstance(node, tuple):
        return tuple(flat(one) for one in node)
    if is_dataclass(node) and not isinstance(node, Token | type):
        return replace(node, **{f.name: flat(getattr(node, f.name)) for f in fields(node) if f.name != "at"})
    return node


def filled(
    scan: Scan,
    schema: Schema,
    alias: str,
    needs: Needs | None,
    items: tuple[q.FromItem, ...],
    context: Context,
    at: Token | None,
    *,
    whole: bool = False,
) -> tuple[Scan, Schema]:
    """Return an open table with the columns that the query names; with `whole` it keeps all others, too.

    Raises: LoweringError (H0505) where the columns cannot be told.
    """
    if needs is None or (needs.stars & {"", alias} and not whole):
        raise LoweringError(
            "H0505", f"the columns of {scan.dataset} are known only when the program runs", at
        )
    bare = any(not qualifier for qualifier, _ in needs.names)
    elsewhere = other_names(items, alias, context, at) if bare else set()
    wanted: dict[str, tuple[str, bool, bool]] = {}
    for (qualifier, lower), spelled in needs.names.items():
        if qualifier == alias or (not qualifier and lower not in elsewhere):
            text = lower in needs.texts or f"{alias}.{lower}" in needs.texts
            computed = (qualifier, lower) in needs.computed
            before = wanted.get(lower, (spelled, False, False))
            wanted[lower] = (before[0], before[1] or text, before[2] or computed)
    columns = list(schema.columns)
    present: list[tuple[str, str]] = list(scan.opened.present) if scan.opened is not None else []
    for lower, (spelled, text, computed) in wanted.items():
        if schema.find(lower) is not None:
            continue
        if text:
            type_, kind = TEXT, "char"
        elif not schema.mixed:
            type_, kind = schema.open_type, schema.open_type.kind
        else:
            type_, kind = (Type("num"), "num") if computed else (UNSURE, "any")
        columns.append(Column(spelled, type_, schema.open_format))
        present.append((spelled, kind))
    known = [(c.name, c.type.kind) for c in schema.columns if whole or c.name.lower() in wanted]
    present += [one for one in known if one not in present]
    opened = replace(scan.opened or OpenInput(()), present=tuple(present))
    pairs = tuple((c.name, c.name) for c in columns)
    made = replace(scan, columns=pairs, all_columns=whole, opened=opened)
    return made, replace(schema, columns=tuple(columns), complete=not whole)


def carried_alias(items: tuple[q.FromItem, ...], needs: Needs | None, context: Context) -> str:
    """Return the correlation name of the one open table that `*` or `a.*` stands for, "" without one.

    Raises: LoweringError (H0505) where there are several, or one in a natural join.
    """
    found: list[str] = []

    def look(item: q.FromItem, natural: bool) -> None:
        match item:
            case q.Join(left=left, right=right):
                look(left, natural or item.natural)
                look(right, natural or item.natural)
            case q.TableSource() | q.PassedSource():
                table = item.table
                alias = (item.alias or table.name).lower()
                starred = needs is not None and needs.stars & {"", alias}
                if table.lib.lower() == "dictionary" or not starred:
                    return
                if not context.scan(table, open_ok=True)[1].complete:
                    found.append(alias)
                    if natural or len(found) > 1:
                        message = f"the columns of {table.name} are known only when the program runs"
                        raise LoweringError("H0505", message, item.at)

    for item in items:
        look(item, False)
    return found[0] if found else ""


def other_names(items: tuple[q.FromItem, ...], alias: str, context: Context, at: Token | None) -> set[str]:
    """Return the names that the other parts of FROM have. Raises LoweringError where they cannot be told."""
    found: set[str] = set()
    for item in items:
        match item:
            case q.Join(left=left, right=right):
                found |= other_names((left, right), alias, context, at)
            case q.TableSource() | q.PassedSource():
                table = item.table
                if (item.alias or table.name).lower() == alias:
                    continue
                _, schema = context.scan(table, open_ok=True)
                if not schema.complete:
                    raise LoweringError(
                        "H0505", "the columns of several tables are known only when the program runs", at
                    )
                found |= {c.name.lower() for c in schema.columns}
            case q.QuerySource(query=query, columns=columns):
                body: Any = query
                while not isinstance(body, q.Select):
                    body = body.body if isinstance(body, q.Query) else body.left
                found |= {name.lower() for name in columns}
                for one in body.items:
                    if isinstance(one.value, q.Star):
                        raise LoweringError(
                            "H0505", "which table has a column is known only when the program runs", at
                        )
                    name = one.alias or (one.value.name if isinstance(one.value, sx.Var | sx.Dotted) else "")
                    found.add(name.lower())
    return found
