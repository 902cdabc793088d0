"""FROM to relations: tables, in-line views, joins. SAS 9.4 SQL Procedure User's Guide, "joined-table"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.types import Column, Schema
from translator.lower.catalog import display
from translator.lower.conditions import conjuncts
from translator.lower.procs.sql.frames import Bound, Frame, Namer, loose, renamed, variable, variables
from translator.lower.procs.sql.open_tables import UNSURE, Needs, carried_alias, filled
from translator.lower.procs.sql.passed import passed_of
from translator.lower.procs.sql.values import SqlValues, Stage
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq
from translator.plan.relations import Logged, Scan

if TYPE_CHECKING:
    from translator.lower.context import Context

CARTESIAN = "The execution of this query involves performing one or more Cartesian product joins that can not be optimized."


def stopped_reading(scan: Scan, inobs: int) -> list[Logged]:
    """Return SAS's warning of INOBS= for a table with more rows."""
    if scan.where is not None or scan.obs is not None or scan.firstobs is not None:
        return []
    text = f"WARNING: Only {inobs} records were read from {display(scan.dataset)} due to INOBS= option."
    return [Logged(text, "read", scan.dataset, one=text, none=text, above=inobs)]


@dataclass(slots=True)
class Sources:
    """Builds the frame of a FROM clause. `outer`: the values of the query around, for names found there."""

    context: Context
    namer: Namer
    outer: SqlValues | None = None
    inobs: int | None = None
    needs: Needs | None = None
    items: tuple[q.FromItem, ...] = ()
    carry: bool = False
    carried: str = ""  # the correlation name of an open table whose columns are all selected
    carried_schema: Schema | None = None
    conditions: list[sx.Expr] = field(default_factory=list)

    def build(self, items: tuple[q.FromItem, ...], where: sx.Expr | None) -> tuple[Frame, list[sx.Expr]]:
        """Return the frame of all items, and the parts of WHERE that are left to do. Raises LoweringError."""
        if not items:
            raise LoweringError("R0074", "ERROR: A SELECT needs a FROM clause.", None)
        self.items = items
        self.carried = carried_alias(items, self.needs, self.context) if self.carry else ""
        parts = self.conditions = conjuncts(where)
        frame = self.item(items[0])
        for item in items[1:]:
            other = self.item(item)
            whole = Frame(frame.rel, frame.bound + other.bound)
            pairs: list[tuple[str, str]] = []
            rest: list[sx.Expr] = []
            for part in parts:
                pair = self.equal(part, whole, frame.rel, other.rel)
                if pair is None:
                    rest.append(part)
                else:
                    pairs.append(pair)
            if not pairs:
                self.context._note("N0421", CARTESIAN, None)
            parts = rest
            whole.rel = rq.Join(
                "inner", frame.rel, other.rel, tuple(pairs), None, (*frame.rel.columns, *other.rel.columns)
            )
            frame = whole
        return frame, parts

    def equal(
        self, part: sx.Expr, whole: Frame, left: rq.Relation, right: rq.Relation
    ) -> tuple[str, str] | None:
        """Return the pair of columns that `left.a = right.b` names; None for any other condition."""
        if not (isinstance(part, sx.Binary) and part.op == "="):
            return None
        found: list[Column] = []
        for side in (part.left, part.right):
            match side:
                case sx.Var(name):
                    column = whole.find(name, "", side.at)
                case sx.Dotted(qualifier, name):
                    column = whole.find(name, qualifier, side.at)
                case _:
                    return None
            if column is None:
                return None
            found.append(column)
        at_left = {c.name.lower() for c in left.columns}
        at_right = {c.name.lower() for c in right.columns}
        one, two = found
        if one.type.kind != two.type.kind and UNSURE not in (one.type, two.type):
            return None
        if one.name.lower() in at_left and two.name.lower() in at_right:
            return one.name, two.name
        if two.name.lower() in at_left and one.name.lower() in at_right:
            return two.name, one.name
        return None

    # --- one item ---------------------------------------------------------------------------------------

    def item(self, item: q.FromItem) -> Frame:
        """Return the frame of a table, an in-line view or a join."""
        match item:
            case q.TableSource() | q.PassedSource():
                return self._table(item)
            case q.QuerySource():
                return self._in_line(item)
            case q.Join():
                return self._join(item)

    def _table(self, item: q.TableSource | q.PassedSource) -> Frame:
        from translator.lower.procs.sql.dictionary import described

        alias = (item.alias or item.table.name).lower()
        rel: rq.Relation | None = described(
            item.table, self.context, self.used(alias), self.conditions, alias
        )
        if rel is None:
            scan, schema = self.context.scan(item.table, open_ok=True)
            if isinstance(item, q.PassedSource):
                scan = replace(scan, passed=passed_of(item))
            if not schema.complete:
                whole = alias == self.carried
                scan, schema = filled(
                    scan, schema, alias, self.needs, self.items, self.context, item.at, whole=whole
                )
                if whole:
                    self.carried_schema = schema
            rel = rq.Input(scan, schema.columns)
        names: dict[str, str] = {}
        columns = []
        for column in rel.columns:
            wanted = [column.name] if self.keeps_name(alias, column.name) else []
            name = self.namer.new(*wanted, f"{column.name}_{alias}")
            if alias == self.carried and name != column.name:
                message = f"the columns of {item.table.name} are known only when the program runs"
                raise LoweringError("H0505", message, item.at)
            names[column.name.lower()] = name
            columns.append(replace(column, name=name))
        bound = [Bound((alias,), old.name, new) for old, new in zip(rel.columns, columns, strict=True)]
        if isinstance(rel, rq.Input):
            scan = rel.scan
            pairs = tuple((there, names[here.lower()]) for there, here in scan.columns)
            same = all(here == names[here.lower()] for _, here in scan.columns)
            condition = renamed(scan.where, names) if scan.where is not None else None
            made: rq.Relation = rq.Input(
                replace(scan, columns=pairs, all_columns=scan.all_columns and same, where=condition),
                tuple(columns),
            )
            if self.inobs is not None:
                self.context.log += stopped_reading(scan, self.inobs)
                made = rq.First(made, self.inobs, tuple(columns))
        elif isinstance(rel, rq.Described):
            made = rq.Described(rel.rows, tuple(columns))
        else:
            made = rq.Choose(
                rel, tuple((old.name, new) for old, new in zip(rel.columns, columns, strict=True))
            )
        return Frame(made, bound)

    def used(self, alias: str) -> set[str] | None:
        """Return the columns of a source that the query names, in lower case; None where it takes all."""
        if self.needs is None or self.needs.stars & {"", alias}:
            return None
        return {name for qualifier, name in self.needs.names if qualifier in ("", alias)}

    def keeps_name(self, alias: str, name: str) -> bool:
        """May a column keep its name in the query? Beside an open table, only where it is selected under it."""
        if self.carried in ("", alias) or self.needs is None:
            return True
        if (self.carried, name.lower()) in self.needs.names:
            return False
        return bool({(alias, name.lower()), ("", name.lower())} & self.needs.named)

    def _in_line(self, item: q.QuerySource) -> Frame:
        from translator.lower.procs.sql.select import lower_query

        made = lower_query(self.context, item.query, Namer(), None, drop_repeats=True, inobs=self.inobs)
        given = item.columns or tuple(c.name for c in made.columns)
        if len(given) != len(made.columns):
            raise LoweringError(
                "R0074", "ERROR: The number of names of an in-line view is not that of its columns.", item.at
            )
        alias = (item.alias.lower(),) if item.alias else ()
        pairs, bound = [], []
        for column, name in zip(made.columns, given, strict=True):
            wanted = [name] if self.keeps_name(item.alias.lower(), name) else []
            new = replace(column, name=self.namer.new(*wanted, f"{name}_{item.alias or 'view'}"))
            pairs.append((column.name, new))
            bound.append(Bound(alias, name, new))
        rel = made.rel
        if any(old != new.name for old, new in pairs):
            rel = rq.Choose(rel, tuple(pairs))
        return Frame(rel, bound)

    def _join(self, item: q.Join) -> Frame:
        left, right = self.item(item.left), self.item(item.right)
        if item.natural:
            return self._natural(item, left, right)
        whole = Frame(left.rel, left.bound + right.bound)
        kind = "inner" if item.kind == "cross" else item.kind
        pairs: list[tuple[str, str]] = []
        rest: list[v.Value] = []
        late: list[tuple[list[rq.Lookup], v.Value]] = []
        stage = Stage(self.context, whole, self.namer, outer=self.outer)
        for part in conjuncts(item.on):
            pair = self.equal(part, whole, left.rel, right.rel)
            if pair is not None:
                pairs.append(pair)
                continue
            condition = SqlValues(stage, "on").condition(part)
            lookups, stage.lookups = stage.lookups, []
            if looked_up_before(lookups, left, right):
                rest.append(condition)
            elif kind == "inner":
                late.append((lookups, condition))
            else:
                message = "a query in ON of an outer join that depends on both tables is not translated"
                raise LoweringError("H0501", message, item.at)
        if stage.correlated:
            raise LoweringError(
                "H0501", "a query in ON that depends on the query around is not translated", item.at
            )
        made = self._made(kind, left, right, pairs, conjunction(rest))
        for lookups, condition in late:
            for lookup in lookups:
                columns = (*made.rel.columns, lookup.result.column)
                made.rel = replace(lookup, input=made.rel, columns=columns)
            made.rel = rq.Filter(made.rel, condition, made.rel.columns)
        return made

    def _made(
        self, kind: str, left: Frame, right: Frame, pairs: list[tuple[str, str]], where: v.Value | None
    ) -> Frame:
        one, two = left.bound, right.bound
        at_left, at_right = left.rel.columns, right.rel.columns
        if kind in ("right", "full"):
            one, at_left = left.loosened(), tuple(loose(c) for c in at_left)
        if kind in ("left", "full"):
            two, at_right = right.loosened(), tuple(loose(c) for c in at_right)
        rel = rq.Join(kind, left.rel, right.rel, tuple(pairs), where, (*at_left, *at_right))  # type: ignore[arg-type]
        return Frame(rel, one + two)

    def _natural(self, item: q.Join, left: Frame, right: Frame) -> Frame:
        """NATURAL JOIN: the columns with the same names are equal and appear once."""
        names = {b.name.lower(): b for b in right.bound if not b.hidden}
        common = [(b, names[b.name.lower()]) for b in left.bound if not b.hidden and b.name.lower() in names]
        for one, two in common:
            if one.column.type.kind != two.column.type.kind:
                raise LoweringError(
                    "R0076",
                    "ERROR: Expression using equals (=) has components that are of different data types.",
                    item.at,
                )
        kind = "inner" if item.kind == "cross" else item.kind
        joined = self._made(kind, left, right, [(a.column.name, b.column.name) for a, b in common], None)
        if not common:
            return joined
        hidden = {b.column.name.lower() for pair in common for b in pair}
        bound = [replace(b, hidden=b.hidden or b.column.name.lower() in hidden) for b in joined.bound]
        made, merged = [], []
        for one, two in common:
            after = {b.column.name.lower(): b.column for b in joined.bound}
            first, second = after[one.column.name.lower()], after[two.column.name.lower()]
            length = max(first.type.length, second.type.length)
            if kind in ("inner", "left") and first.type.length == length:
                merged.append(Bound((), one.name, first))
                continue
            type_ = replace(first.type, length=length, nullable=first.type.nullable and second.type.nullable)
            column = replace(first, name=self.namer.new(f"{one.name}_both"), type=type_)
            made.append((column, rq.Coalesce((variable(first), variable(second)), type_)))
            merged.append(Bound((), one.name, column))
        rel = joined.rel
        if made:
            rel = rq.Compute(rel, tuple(made), (*rel.columns, *(c for c, _ in made)))  # type: ignore[arg-type]
        return Frame(rel, merged + bound)


def looked_up_before(lookups: list[rq.Lookup], left: Frame, right: Frame) -> bool:
    """Put what queries in ON give into the one table whose rows they depend on, before the join.

    Returns: False, and nothing is changed, where one depends on both tables.
    """
    rels = [left.rel, right.rel]
    for lookup in lookups:
        used = {around.lower() for around, _ in lookup.on} | variables(lookup.where)
        sides = [bool(used & {c.name.lower() for c in rel.columns}) for rel in rels]
        if all(sides):
            return False
        side = int(sides[1])
        rels[side] = replace(lookup, input=rels[side], columns=(*rels[side].columns, lookup.result.column))
    left.rel, right.rel = rels
    return True


def conjunction(conditions: list[v.Value]) -> v.Value | None:
    """Return conditions joined by AND; None where there are none."""
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else v.Logic("and", tuple(conditions))


__all__ = ["Sources", "conjunction", "conjuncts", "variables"]
