"""SELECT to relations. SAS 9.4 SQL Procedure User's Guide, "SELECT Statement", "table-expression"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.types import Column, Schema, Type
from translator.lower.known_formats import check_width
from translator.lower.procs.sql.clauses import calls_summary, order_position, plain_names, position_item
from translator.lower.procs.sql.frames import Namer, not_found, renamed, variable
from translator.lower.procs.sql.open_tables import needs_of
from translator.lower.procs.sql.select_list import Output, name_outputs, output_of, without_repeats
from translator.lower.procs.sql.sources import Sources, conjunction
from translator.lower.procs.sql.values import SqlValues, Stage, clean
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.loop import Key
from translator.plan.procs import query as rq
from translator.plan.relations import Logged

if TYPE_CHECKING:
    from translator.lower.context import Context

REMERGE = "The query requires remerging summary statistics back with the original data."
HIDDEN = "The query as specified involves ordering by an item that doesn't appear in its SELECT clause."
HIDDEN_DISTINCT = " Since you are ordering the output of a SELECT DISTINCT it may appear that some duplicates have not been eliminated."
NO_SUMMARY = (
    "WARNING: A GROUP BY clause has been transformed into an ORDER BY clause because neither the SELECT clause nor the "
    "optional HAVING clause of the associated table-expression referenced a summary function."
)


@dataclass(slots=True)
class Made:
    """A lowered query: its relation, and its columns; `repeated` are names that were left out as repeats."""

    rel: rq.Relation
    named: tuple[bool, ...]
    repeated: tuple[str, ...] = ()
    sorted_by: tuple[str, ...] = ()
    carried: Schema | None = None  # of the open table whose columns are all among the columns
    written: tuple[
        str, ...
    ] = ()  # the columns' names as the query writes them, repeats included; () as they are

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return self.rel.columns

    def spelled(self) -> tuple[str, ...]:
        """Return the names of the columns as the query writes them."""
        return self.written or tuple(c.name for c in self.columns)

    def once(self) -> Made:
        """Return the query with the first of the columns of each name: what a table keeps of it."""
        names = [name.lower() for name in self.spelled()]
        first = [names.index(name) == place for place, name in enumerate(names)]
        if all(first):
            return self
        columns = [c for c, keep in zip(self.columns, first, strict=True) if keep]
        left_out = [name for name, keep in zip(self.spelled(), first, strict=True) if not keep]
        return replace(
            self,
            rel=rq.Choose(self.rel, tuple((c.name, c) for c in columns)),
            named=tuple(one for one, keep in zip(self.named, first, strict=True) if keep),
            repeated=(*self.repeated, *left_out),
            written=(),
        )


def lower_query(
    context: Context, query: q.QueryBody, namer: Namer, outer: SqlValues | None, *, drop_repeats: bool = False,
    inobs: int | None = None, carry: bool = False,
) -> Made:  # fmt: skip
    """Lower a query. Raises LoweringError.

    Args: carry: `*` may stand for the columns of a table that only the run knows in full.
    """
    from translator.lower.procs.sql.sets import lower_set, order_set

    match query:
        case q.Select():
            return Selecting(context, query, (), namer, outer, drop_repeats, inobs, carry).lower()
        case q.SetOperation():
            return lower_set(context, query, inobs, drop_repeats=drop_repeats)
        case q.Query(body=q.Select() as select, order_by=order_by):
            return Selecting(context, select, order_by, namer, outer, drop_repeats, inobs, carry).lower()
        case q.Query(body=body, order_by=()):
            return lower_query(
                context, body, namer, outer, drop_repeats=drop_repeats, inobs=inobs, carry=carry
            )
        case q.Query(body=body, order_by=order_by):
            made = order_set(lower_query(context, body, namer, outer, inobs=inobs), order_by)
            return made.once() if drop_repeats else made


def may_carry(select: q.Select, order_by: tuple[q.OrderItem, ...]) -> bool:
    """Is it a SELECT whose `*` can stand for columns that only the run knows: rows of tables, no groups, no positions?"""
    plain = not (select.distinct or select.group_by or select.having is not None)
    positions = any(isinstance(item.value, sx.Number) for item in order_by)
    return plain and not positions and not any(calls_summary(part) for part in (*select.items, *order_by))


class Selecting:
    """Lowers one SELECT with its ORDER BY."""

    def __init__(
        self, context: Context, select: q.Select, order_by: tuple[q.OrderItem, ...], namer: Namer,
        outer: SqlValues | None, drop_repeats: bool, inobs: int | None, carry: bool = False,
    ) -> None:  # fmt: skip
        self.context = context
        self.select = select
        self.order_by = order_by
        self.namer = namer
        self.drop_repeats = drop_repeats
        carry = carry and may_carry(select, order_by)
        sources = Sources(context, namer, outer, inobs, needs_of(select, order_by), carry=carry)
        frame, self.where = sources.build(select.sources, select.where)
        self.stage = Stage(context, frame, namer, outer=outer)
        self.carried, self.carried_schema = sources.carried, sources.carried_schema
        self.rest = -1  # the place of the open table's columns in the SELECT list
        self.stage.items = self.expand()
        self.rel = frame.rel

    # --- the clauses in order ---------------------------------------------------------------------------

    def lower(self) -> Made:
        """Return the relation of the SELECT."""
        self.check_names()
        stage = self.stage
        if self.where:
            values = SqlValues(stage, "where")
            conditions = [values.condition(part) for part in self.where]
            self.look_up()
            self.filter(conditions)
        summarised = any(calls_summary(part) for part in (*stage.items, self.select.having, *self.order_by))
        if summarised:
            outputs, having, order = self.summarise()
        else:
            if self.select.group_by:
                self.context._note("N0422", NO_SUMMARY, None)
                self.order_groups()
            outputs = self.outputs()
            having = (
                SqlValues(stage, "having").condition(self.select.having)
                if self.select.having is not None
                else None
            )
            order = self.ordering(outputs)
            self.look_up()
        if having is not None:
            self.filter([having])
        return self.finish(outputs, order)

    def filter(self, conditions: list[v.Value]) -> None:
        condition = conjunction(conditions)
        if condition is not None:
            self.rel = rq.Filter(self.rel, condition, self.rel.columns)

    def look_up(self) -> None:
        """Put the lookups that expressions asked for before the operation that uses them."""
        for lookup in self.stage.lookups:
            columns = (*self.rel.columns, lookup.result.column)
            self.rel = replace(lookup, input=self.rel, columns=columns)
        self.stage.lookups.clear()

    def compute(self, pairs: list[tuple[Column, v.Value]]) -> None:
        if pairs:
            self.rel = rq.Compute(self.rel, tuple(pairs), (*self.rel.columns, *(c for c, _ in pairs)))

    def keys(self) -> list[Key]:
        """Return GROUP BY's keys as columns, computed where they are expressions."""
        stage = self.stage
        values = SqlValues(stage, "group")
        found: list[tuple[v.Value, Column]] = []
        pairs: list[tuple[Column, v.Value]] = []
        for expr in self.select.group_by:
            value = clean(values.value(position_item(expr, stage.items)))
            if any(value == known for known, _ in found):
                continue
            if isinstance(value, v.Variable):
                found.append((value, Column(value.name, value.type)))
                continue
            uncut = self.before_length(value)
            alias = next((i.alias for i in stage.items if i.alias and self.same(i.value, value, uncut)), "")
            column = Column(self.namer.new(*([alias] if alias else []), "group_key"), value.type)
            pairs.append((column, value))
            found += [(value, column), (uncut, column)]
        self.look_up()
        self.compute(pairs)
        stage.keys = found
        once = {column.name.lower(): column for _, column in found}
        return [Key(column.name, column.type) for column in once.values()]

    def same(self, expr: object, *values: v.Value) -> bool:
        try:
            return clean(SqlValues(self.stage, "probe").value(expr)) in values  # type: ignore[arg-type]
        except LoweringError:
            return False

    def before_length(self, key: v.Value) -> v.Value:
        """Return a key as the SELECT list has it: where GROUP BY names a column of it, LENGTH= has cut the key."""
        if not isinstance(key, v.Cut):
            return key
        uncut = clean(key.value)
        if key.length < uncut.type.length and sum(self.same(i.value, uncut) for i in self.stage.items) > 1:
            message = (
                "a query that groups by an expression cut by LENGTH= and selects the expression whole, too"
            )
            raise LoweringError("H0513", message, None)
        return uncut

    def order_groups(self) -> None:
        keys = self.keys()
        self.stage.keys = []
        self.rel = rq.Order(self.rel, tuple(keys), self.rel.columns)

    def summarise(self) -> tuple[list[Output], v.Value | None, list[tuple[Any, bool]]]:
        """GROUP BY, summary functions, and what stands on them."""
        stage = self.stage
        keys = self.keys()
        # expressions are lowered before the summary exists: they tell what it must hold
        outputs = self.outputs()
        having = (
            SqlValues(stage, "having").condition(self.select.having)
            if self.select.having is not None
            else None
        )
        order = self.ordering(outputs)
        after, stage.lookups = stage.lookups, stage.argument_lookups
        self.look_up()
        stage.lookups = after
        self.compute(list(stage.arguments))
        remerge = stage.loose
        if remerge:
            self.context._note("N0423", REMERGE, None)
            columns = (*self.rel.columns, *(s.column for s in stage.statistics))
        else:
            key_names = {k.name.lower() for k in keys}
            columns = (
                *(c for k in keys for c in self.rel.columns if c.name.lower() == k.name.lower()),
                *(s.column for s in stage.statistics),
            )
            outputs, having, order, columns = self.aliased(outputs, having, order, columns, key_names)
        self.rel = rq.Summary(self.rel, tuple(keys), tuple(stage.statistics), remerge, columns)
        self.look_up()
        return outputs, having, order

    def aliased(
        self, outputs: list[Output], having: v.Value | None, order: list[tuple[Any, bool]], columns: tuple[Column, ...],
        key_names: set[str],
    ) -> tuple[list[Output], v.Value | None, list[tuple[Any, bool]], tuple[Column, ...]]:  # fmt: skip
        """Name statistics after the aliases that they are selected under."""
        stage = self.stage
        mine = {s.column.name.lower() for s in stage.statistics}
        names: dict[str, str] = {}
        taken = set(key_names)
        for output in outputs:
            if isinstance(output.value, v.Variable) and output.value.name.lower() in mine and output.named:
                wanted = output.column.name
                if output.value.name.lower() not in names and wanted.lower() not in taken | (
                    mine - {output.value.name.lower()}
                ):
                    names[output.value.name.lower()] = wanted
                    taken.add(wanted.lower())
        if stage.lookups:
            return outputs, having, order, columns
        stage.statistics = [
            replace(s, column=replace(s.column, name=names.get(s.column.name.lower(), s.column.name)))
            for s in stage.statistics
        ]
        outputs = [replace(o, value=renamed(o.value, names)) for o in outputs]
        order = [(value if isinstance(value, int) else renamed(value, names), down) for value, down in order]
        columns = tuple(replace(c, name=names.get(c.name.lower(), c.name)) for c in columns)
        return outputs, renamed(having, names) if having is not None else None, order, columns

    # --- the SELECT list --------------------------------------------------------------------------------

    def expand(self) -> tuple[q.SelectItem, ...]:
        """Return the SELECT list with `*` and `a.*` written out."""
        made: list[q.SelectItem] = []
        for item in self.select.items:
            if not isinstance(item.value, q.Star):
                made.append(item)
                continue
            qualifier = item.value.qualifier.lower()
            if qualifier and not self.stage.frame.has_alias(qualifier):
                raise LoweringError(
                    "R0072",
                    f"ERROR: Unresolved reference to table/correlation name {item.value.qualifier}.",
                    item.at,
                )
            if self.carried and qualifier in ("", self.carried):
                if self.rest >= 0:
                    message = "`*` twice for a table whose columns only the run knows"
                    raise LoweringError("H0505", message, item.at)
                self.rest = len(made) + self.before_carried(qualifier)
            for bound in self.stage.frame.bound:
                if self.carried in bound.qualifiers and self.carried:
                    continue
                if qualifier in bound.qualifiers if qualifier else not bound.hidden:
                    value: sx.Expr = (
                        sx.Dotted(bound.qualifiers[0], bound.name, item.at)
                        if bound.qualifiers
                        else sx.Var(bound.name, item.at)
                    )
                    made.append(q.SelectItem(value, at=item.at))
        return tuple(made)

    def before_carried(self, qualifier: str) -> int:
        """Return how many columns of other tables `*` writes before those of the open one."""
        if qualifier:
            return 0
        places = [i for i, bound in enumerate(self.stage.frame.bound) if self.carried in bound.qualifiers]
        others = [i for i, bound in enumerate(self.stage.frame.bound) if self.carried not in bound.qualifiers]
        return sum(i < places[0] for i in others) if places else 0

    def outputs(self) -> list[Output]:
        """Lower the SELECT list."""
        values = SqlValues(self.stage, "select")
        for item in self.stage.items:
            if item.attributes.format is not None:
                check_width(item.attributes.format, self.stage.context.formats)
        return [output_of(self.stage.frame, item, values.value(item.value)) for item in self.stage.items]  # type: ignore[arg-type]

    def ordering(self, outputs: list[Output]) -> list[tuple[Any, bool]]:
        """Return ORDER BY as (number of the output column, or a value; descending)."""
        made: list[tuple[Any, bool]] = []
        values = SqlValues(self.stage, "order")
        for item in self.order_by:
            place = order_position(item, self.stage.items)
            made.append((place if place is not None else clean(values.value(item.value)), item.descending))
        del outputs
        return made

    # --- the end ----------------------------------------------------------------------------------------

    def finish(self, outputs: list[Output], order: list[tuple[Any, bool]]) -> Made:
        """Compute what is no column yet, choose and name the columns, DISTINCT, ORDER BY."""
        pairs: list[tuple[Column, v.Value]] = []
        present = {c.name.lower(): c for c in self.rel.columns}
        rest = {
            b.column.name.lower()
            for b in self.stage.frame.bound
            if self.carried and self.carried in b.qualifiers
        }
        for output in outputs:
            copied = isinstance(output.value, v.Variable) and output.value.name.lower() in rest
            if copied and self.rest >= 0 and output.column.name.lower() not in rest:
                self.namer.taken.add(output.column.name.lower())
            elif isinstance(output.value, v.Variable):
                output.inner = output.value.name
                continue
            name = output.column.name
            if not name or name.lower() in present or any(c.name.lower() == name.lower() for c, _ in pairs):
                name = self.namer.new(f"{name or 'column'}_new")
            pairs.append((replace(output.column, name=name), output.value))
            output.inner = name
        name_outputs(outputs)
        keys: list[tuple[str, Any, bool, Type]] = []
        for value, down in order:
            if isinstance(value, int):
                keys.append((outputs[value].inner, outputs[value], down, outputs[value].column.type))
                continue
            match = next((o for o in outputs if o.value == value), None)
            if match is not None:
                keys.append((match.inner, match, down, match.column.type))
            elif isinstance(value, v.Variable):
                keys.append((value.name, None, down, value.type))
            elif not isinstance(value, v.Constant):
                column = Column(self.namer.new("order_key"), value.type)
                pairs.append((column, value))
                keys.append((column.name, None, down, value.type))
        self.compute(pairs)
        if self.rest >= 0:
            return self.spread(outputs, keys)
        written = tuple(o.column.name for o in outputs)
        distinct = self.select.distinct
        kept, repeated = without_repeats(outputs, self.drop_repeats and not distinct)
        extra = any(o is None or o not in kept for _, o, _, _ in keys)
        if extra:
            line = f"WARNING: {HIDDEN}{HIDDEN_DISTINCT}" if distinct else f"NOTE: {HIDDEN}"
            self.stage.context.log.append(Logged(line))
        if extra and distinct:  # what the rows are ordered by tells them apart, too
            hidden = tuple((name, Column(name, t)) for name, o, _, t in keys if o is None or o not in kept)
            chosen = (*((o.inner, replace(o.column, name=o.inner)) for o in kept), *hidden)
            self.rel = rq.Choose(self.rel, tuple(dict(chosen).items()))
            by = tuple(Key(c.name, c.type) for c in self.rel.columns)
            self.rel = rq.Unique(self.rel, by, self.rel.columns)
        if extra:
            self.rel = rq.Order(
                self.rel, tuple(Key(name, t, down) for name, _, down, t in keys), self.rel.columns
            )
        self.rel = rq.Choose(self.rel, tuple((o.inner, o.column) for o in kept))
        if distinct and not extra:
            by = tuple(Key(o.column.name, o.column.type) for o in kept)
            self.rel = rq.Unique(self.rel, by, self.rel.columns)
        if keys and not extra:
            by = tuple(Key(o.column.name, t, down) for _, o, down, t in keys)
            self.rel = rq.Order(self.rel, by, self.rel.columns)
        sorted_by = (
            tuple(("-" if down else "") + o.column.name.lower() for _, o, down, _ in keys if o in kept)
            if not extra
            else ()
        )
        made = Made(self.rel, tuple(o.named for o in kept), tuple(repeated), sorted_by)
        if len(written) == len(kept):
            made.written = written
        return made.once() if self.drop_repeats and distinct else made

    def spread(self, outputs: list[Output], keys: list[tuple[str, Any, bool, Type]]) -> Made:
        """Return the rows in their order with the columns of the open table among those of the SELECT list."""
        carried = tuple(b.column for b in self.stage.frame.bound if self.carried in b.qualifiers)
        own = {c.name.lower() for c in carried}
        before, after = outputs[: self.rest], outputs[self.rest :]
        repeated = [o.column.name for o in after if o.column.name.lower() in own]
        after = [o for o in after if o.column.name.lower() not in own]
        taken = {o.column.name.lower() for o in before if o.inner.lower() not in own}
        repeated += [c.name for c in carried if c.name.lower() in taken]
        carried = tuple(c for c in carried if c.name.lower() not in taken)
        if len({o.column.name.lower() for o in (*before, *after)}) < len(before) + len(after):
            message = "columns of the same name beside those that only the run knows"
            raise LoweringError("H0505", message, self.select.at)
        if keys:
            by = tuple(Key(name, type_, down) for name, _, down, type_ in keys)
            self.rel = rq.Order(self.rel, by, self.rel.columns)
        self.rel = rq.Spread(
            self.rel,
            tuple((o.inner, o.column) for o in before),
            carried,
            tuple((o.inner, o.column) for o in after),
        )
        named = tuple(True for _ in self.rel.columns)
        return Made(self.rel, named, tuple(repeated), (), self.carried_schema)

    # --- names that no table has ------------------------------------------------------------------------

    def check_names(self) -> None:
        """Raise SAS's one error for all names that no table has."""
        missing: list[tuple[str, Token | None]] = []
        for part in (
            *(i.value for i in self.stage.items),
            self.select.where,
            self.select.group_by,
            self.select.having,
        ):
            for name, at in plain_names(part):
                if self.stage.alias(name) is None and not self.known(name):
                    missing.append((name, at))
        if missing:
            raise not_found([name for name, _ in missing], missing[0][1])

    def known(self, name: str) -> bool:
        stage: Stage | None = self.stage
        while stage is not None:
            if (
                any(b.name.lower() == name.lower() for b in stage.frame.bound)
                or stage.alias(name) is not None
            ):
                return True
            stage = stage.outer.stage if stage.outer is not None else None
        return False


__all__ = ["Made", "Selecting", "calls_summary", "lower_query", "variable"]
