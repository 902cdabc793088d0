"""CREATE, INSERT, UPDATE, DELETE, ALTER, DROP: each makes a table anew from a query over the old one."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.types import MACRO_LENGTH, Column, Schema, Type
from translator.lower import datasets as ds
from translator.lower.blanks import longest
from translator.lower.catalog import canonical, display
from translator.lower.context import Context
from translator.lower.procs.sql.constraints import checked, hold_rules, keep_rules, rules_of
from translator.lower.procs.sql.frames import Bound, Frame, Namer, not_found, renamed, variable
from translator.lower.procs.sql.open_tables import UNSURE
from translator.lower.procs.sql.options import SqlOptions
from translator.lower.procs.sql.output import counts_rows, inputs_of, made_step, stopped_early
from translator.lower.procs.sql.prune import prune
from translator.lower.procs.sql.remarks import describe, drop, index, log_of
from translator.lower.procs.sql.select import Made, lower_query
from translator.lower.procs.sql.sets import missing
from translator.lower.procs.sql.sources import conjunction
from translator.lower.procs.sql.values import SqlValues, Stage, clean, is_null
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq
from translator.plan.relations import Logged, Step

RECURSIVE = (
    "This CREATE TABLE statement recursively references the target table. A consequence of this is a possible data "
    "integrity problem."
)
NUMBERS = {"num", "numeric", "integer", "int", "smallint", "float", "real", "double", "decimal", "dec", ""}


def define(step: st.ProcStep, node: object, given: SqlOptions, context: Context) -> list[Step]:
    """Lower a statement that makes, changes or drops a table. Raises LoweringError."""
    if isinstance(node, q.Insert | q.UpdateTable | q.DeleteRows | q.AlterTable):
        from translator.lower.procs.sql.views import through_views

        node = through_views(node, context)
    match node:
        case q.CreateTable(query=q.Query() as query, table=table):
            made = lower_query(
                context, query, Namer(), None, drop_repeats=True, inobs=given.inobs, carry=True
            )
            return [create(step, table, made, given, context)]
        case q.CreateTable(like=Dataset() as like, table=table):
            _, schema = context.scan(like)
            return [empty(step, table, schema.columns, context)]
        case q.CreateTable(columns=columns, table=table):
            made_empty = empty(step, table, tuple(column_of(c) for c in columns), context)
            given_rules = (*(r for c in columns for r in c.constraints), *node.constraints)
            keep_rules(made_empty.outputs[0], given_rules, context, node.at)
            return [made_empty]
        case q.CreateView():
            from translator.lower.procs.sql.views import create_view

            return [create_view(step, node, context)]
        case q.Insert():
            from translator.lower.procs.sql.insertions import insert

            return [insert(step, node, context)]
        case q.UpdateTable():
            return update(step, node, context)
        case q.DeleteRows():
            return [delete(step, node, context)]
        case q.AlterTable():
            return [alter(step, node, context)]
        case q.CreateIndex() | q.DropObjects(kind="index"):
            index(node, context)
            return []
        case q.DropObjects():
            return drop(step, node, context)
        case q.Describe():
            describe(node, context)
            return []
        case _:
            raise LoweringError("H0509", f"{type(node).__name__} of PROC SQL is not translated", step.at)


def create(
    step: st.ProcStep, table: Dataset, made: Made, given: SqlOptions, context: Context, *, anew: bool = True
) -> Step:
    """CREATE TABLE … AS; not `anew`: what a statement leaves of the table itself."""
    for name in made.repeated:
        context._note(
            "N0426", f"WARNING: Variable {name} already exists on file {display(canonical(table))}.", None
        )
    rel = made.rel
    context.log += stopped_early(rel, given)
    if given.outobs is not None:
        rel = rq.First(rel, given.outobs, rel.columns)
    if made.carried is not None and table.options != DatasetOptions(
        others=table.options.others, label=table.options.label
    ):
        raise LoweringError(
            "H0505", "options of a new table some of whose columns only the run knows", table.at
        )
    target, columns = context.output(table, made.columns)
    if anew and target in inputs_of(rel):
        context.log.append(Logged(f"WARNING: {RECURSIVE}"))
    unknown = [option for option, _ in table.options.others if option.lower() not in ds.HARMLESS]
    if unknown:
        raise LoweringError(
            "H0240", f"the data set option {unknown[0].upper()}= of a new table is not translated", table.at
        )
    if table.options.where is not None:
        rel = rows_kept(rel, made.columns, table, context)
    if [(old, c) for old, c in columns] != [(c.name, c) for c in made.columns]:
        rel = rq.Choose(rel, tuple(columns))
    order = order_left(made, columns)
    schema = Schema(rel.columns, sorted_by=order, label=table.options.label, sort_keys=order)
    if made.carried is not None:
        schema = replace(
            made.carried,
            columns=rel.columns,
            sorted_by=(),
            label=table.options.label,
            sort_keys=(),
            indexes=(),
        )
    return written(step, target, rel, schema, context)


def rows_kept(rel: rq.Relation, columns: tuple[Column, ...], table: Dataset, context: Context) -> rq.Relation:
    """WHERE= of a new table: it sees the names that RENAME= gives, and columns that KEEP= and DROP= leave out."""
    assert table.options.where is not None
    seen = tuple(c for _, c in ds.select(columns, DatasetOptions(rename=table.options.rename)))
    condition = context.values(seen, where=True).condition(table.options.where)
    back = {c.name.lower(): old.name for c, old in zip(seen, columns, strict=True)}
    return rq.Filter(rel, renamed(condition, back), rel.columns)


def order_left(made: Made, columns: list[tuple[str, Column]]) -> tuple[str, ...]:
    """Return what is left of the order after the data set's options."""
    names = {old.lower(): new.name.lower() for old, new in columns}
    order: list[str] = []
    for key in made.sorted_by:
        if key.lstrip("-") not in names:
            break
        order.append(("-" if key.startswith("-") else "") + names[key.lstrip("-")])
    return tuple(order)


def written(step: st.ProcStep, target: str, rel: rq.Relation, schema: Schema, context: Context) -> Step:
    """Return the step that makes a table; the catalog learns its columns."""
    before = context.catalog.last
    rel = prune(rel)
    sure = tuple(c for c in schema.columns if replace(c.type, nullable=True) != UNSURE)
    known = (
        schema
        if len(sure) == len(schema.columns)
        else replace(schema, columns=sure, complete=False, mixed=True, sorted_by=())
    )
    context.catalog.define(target, known)
    if not isinstance(step.body[0], st.SqlStatement) or not isinstance(step.body[0].query, q.CreateTable):
        context.catalog.last = before or target
    statement = next(s.query for s in step.body if isinstance(s, st.SqlStatement))
    count: Literal["", "rows", "added", "removed"] = ""
    title = "PROC SQL"
    match statement:
        case q.Insert():
            count, title = "added", "PROC SQL INSERT"
        case q.DeleteRows():
            count, title = "removed", "PROC SQL DELETE"
        case q.UpdateTable():
            title = "PROC SQL UPDATE"
        case q.AlterTable():
            title = "PROC SQL ALTER"
        case _:
            count = "rows"
    log = log_of(statement, target, schema)  # type: ignore[arg-type]
    node = rq.MakeTable(target, rel, count if counts_rows(step) else "", schema.columns, schema.complete)
    return replace(made_step(step, node, rel, ((target, known),), context), title=title, log=log)


def empty(step: st.ProcStep, table: Dataset, columns: tuple[Column, ...], context: Context) -> Step:
    """CREATE TABLE with columns or LIKE."""
    target, chosen = context.output(table, columns)
    kept = tuple(c for _, c in chosen)
    return written(step, target, rq.Described((), kept), Schema(kept), context)


def column_of(column: q.ColumnDefinition) -> Column:
    """Return the column of a column definition."""
    given = column.attributes
    if column.kind in ("char", "character", "varchar"):
        type_, format_ = Type("char", column.length or given.length or 8), ""
    elif column.kind in NUMBERS or column.kind == "date":
        type_, format_ = Type("num", given.length or 8), "DATE9." if column.kind == "date" else ""
    else:
        raise LoweringError(
            "R0074", f"ERROR: The type {column.kind.upper()} of column {column.name} is not known.", column.at
        )
    return Column(
        column.name, type_, sx.attached(given.format, type_.kind) or format_,
        sx.attached(given.informat, type_.kind) or format_, given.label or "",
    )  # fmt: skip


# --- changes of a table ---------------------------------------------------------------------------------


def opened(table: Dataset, alias: str, context: Context) -> tuple[str, Schema, Frame, Namer]:
    """Return the table that a statement changes: its name, schema, frame. Raises LoweringError."""
    if table.options != DatasetOptions():
        raise LoweringError(
            "H0240", "data set options on a table that is changed are not translated", table.at
        )
    scan, schema = context.scan(table, open_ok=True)
    if not schema.complete:
        raise LoweringError(
            "H0505", f"the columns of {table.name} are known only when the program runs", table.at
        )
    namer = Namer({c.name.lower() for c in schema.columns})
    names = tuple({(alias or table.name).lower(), table.name.lower()})
    bound = [Bound(names, c.name, c) for c in schema.columns]
    return scan.dataset, schema, Frame(rq.Input(scan, schema.columns), bound), namer


def find(schema: Schema, name: str, at: object) -> Column:
    """Return a column by name. Raises LoweringError."""
    column = schema.find(name)
    if column is None:
        raise not_found([name], at)  # type: ignore[arg-type]
    return column


def fitting(value: v.Value, column: Column, at: Token | None) -> v.Value:
    """Return a value as the column keeps it. Raises LoweringError for one of another kind."""
    value = clean(value)
    if value.type.kind != column.type.kind:
        raise LoweringError(
            "R0076", f"ERROR: Value given for column {column.name} is not of the column's data type.", at
        )
    if column.type.length == MACRO_LENGTH and (longest(value) or 2) > 1:
        raise LoweringError("H0247", f"only the run knows the length of {column.name}, to which SAS cuts", at)
    if value.type.kind == "char" and value.type.length > column.type.length:
        return v.Cut(value, column.type.length, column.type)
    return value


def looked_up(rel: rq.Relation, stage: Stage) -> rq.Relation:
    """Return the relation with the lookups that its expressions asked for."""
    for lookup in stage.lookups:
        rel = replace(lookup, input=rel, columns=(*rel.columns, lookup.result.column))
    stage.lookups.clear()
    return rel


def changeable(columns: tuple[Column, ...], special: dict[str, bool]) -> tuple[Column, ...]:
    """Return the columns, those named as ones that can be missing; `special`: whether with a letter, too."""
    return tuple(
        replace(c, type=replace(c.type, nullable=True, special=c.type.special or special[c.name.lower()]))
        if c.name.lower() in special
        else c
        for c in columns
    )


def update(step: st.ProcStep, node: q.UpdateTable, context: Context) -> list[Step]:
    """UPDATE: each column that is set becomes a CASE over the WHERE condition; SQLOBS is counted before."""
    counted = [chosen_rows(step, node, context)] if counts_rows(step) else []
    return [*counted, changed_rows(step, node, context)]


def chosen_rows(step: st.ProcStep, node: q.UpdateTable, context: Context) -> Step:
    """Return the step that sets SQLOBS to the number of rows that an UPDATE changes."""
    _, _, frame, namer = opened(node.table, node.alias, context)
    rel = frame.rel
    if node.where is not None:
        stage = Stage(context, frame, namer)
        condition = SqlValues(stage, "where").condition(node.where)
        rel = looked_up(rel, stage)
        rel = rq.Filter(rel, condition, rel.columns)
    shown = rq.ShowQuery(rel, (), False, False, (), "rows")
    return replace(made_step(step, shown, rel, (), context), title="PROC SQL UPDATE")


def changed_rows(step: st.ProcStep, node: q.UpdateTable, context: Context) -> Step:
    """Return the step that makes the changed table."""
    target, schema, frame, namer = opened(node.table, node.alias, context)
    stage = Stage(context, frame, namer)
    test = SqlValues(stage, "where").condition(node.where) if node.where is not None else None
    values = SqlValues(stage, "set")
    pairs: list[tuple[Column, v.Value]] = []
    letters: dict[str, bool] = {}
    chosen = {c.name.lower(): c.name for c in schema.columns}
    rel = frame.rel
    if test is not None and len(node.sets) > 1:
        flag = Column(namer.new("changes"), v.FLAG)
        pairs_flag = ((flag, v.Flag(test)),)
        rel = looked_up(rel, stage)
        rel = rq.Compute(rel, pairs_flag, (*rel.columns, flag))
        test = v.Truth(variable(flag))
    for name, expr in node.sets:
        column = find(schema, name, expr.at)
        new = missing(column) if is_null(expr) else fitting(values.value(expr), column, expr.at)
        letters[column.name.lower()] = new.type.special
        kept = replace(column.type, nullable=True, special=column.type.special or new.type.special)
        made = Column(namer.new(f"new_{column.name}"), kept)
        if test is not None:
            new = rq.Case(((test, new),), variable(column), made.type)  # type: ignore[assignment]
        pairs.append((made, new))
        chosen[column.name.lower()] = made.name
    rel = looked_up(rel, stage)
    rel = rq.Compute(rel, tuple(pairs), (*rel.columns, *(c for c, _ in pairs)))
    columns = changeable(schema.columns, letters)
    rel = rq.Choose(rel, tuple((chosen[c.name.lower()], c) for c in columns))
    changed = {name.lower() for name, _ in node.sets}
    order = () if changed & {k.lstrip("-") for k in schema.sorted_by} else schema.sorted_by
    rules = rules_of(target, context)
    rel = checked(rel, target, context)
    done = written(step, target, rel, Schema(columns, True, order, label=schema.label), context)
    hold_rules(target, rules, context)
    return done


def delete(step: st.ProcStep, node: q.DeleteRows, context: Context) -> Step:
    """DELETE: the rows that do not satisfy the condition stay."""
    if node.where is not None and not context.scan(node.table, open_ok=True)[1].complete:
        return delete_open(step, node, node.where, context)
    target, schema, frame, namer = opened(node.table, node.alias, context)
    stage = Stage(context, frame, namer)
    condition: v.Value = v.Truth(v.Constant(0.0, v.FLAG))
    rel = frame.rel
    if node.where is not None:
        condition = v.Logic("not", (SqlValues(stage, "where").condition(node.where),))
        rel = looked_up(rel, stage)
        rel = rq.Filter(rel, condition, rel.columns)
        if rel.columns != schema.columns:
            rel = rq.Choose(rel, tuple((c.name, c) for c in schema.columns))
    else:
        rel = rq.Described((), schema.columns)
    rules = rules_of(target, context)
    made = written(
        step, target, rel, Schema(schema.columns, True, schema.sorted_by, label=schema.label), context
    )
    hold_rules(target, rules, context)
    return made


def delete_open(step: st.ProcStep, node: q.DeleteRows, where: sx.Expr, context: Context) -> Step:
    """DELETE of a table whose columns only the run knows: all its columns are kept."""
    if node.table.options != DatasetOptions():
        message = "data set options on a table that is changed are not translated"
        raise LoweringError("H0240", message, node.table.at)
    every = q.SelectItem(q.Star("", node.at), "", q.Attribute(), node.at)
    source = q.TableSource(node.table, node.alias, node.table.at)
    rest = q.Select((every,), sources=(source,), where=sx.Unary("not", where, node.at), at=node.at)
    made = lower_query(context, q.Query(rest, (), node.at), Namer(), None, carry=True)
    return create(step, node.table, made, SqlOptions(), context, anew=False)


def alter(step: st.ProcStep, node: q.AlterTable, context: Context) -> Step:
    """ALTER TABLE: ADD, MODIFY, DROP."""
    target, schema, frame, namer = opened(node.table, "", context)
    columns = list(schema.columns)
    rel = frame.rel
    pairs: list[tuple[Column, v.Value]] = []
    source = {c.name.lower(): c.name for c in columns}
    for one in node.modify:
        old = find(Schema(tuple(columns)), one.name, one.at)
        given = one.attributes
        if one.kind and column_of(one).type.kind != old.type.kind:
            raise LoweringError("R0076", f"ERROR: The type of column {one.name} cannot be changed.", one.at)
        length = one.length or given.length or old.type.length
        new = replace(
            old,
            type=replace(old.type, length=length),
            format=old.format if given.format is None else sx.attached(given.format, old.type.kind),
            informat=old.informat if given.informat is None else sx.attached(given.informat, old.type.kind),
            label=old.label if given.label is None else given.label,
        )
        if old.type.kind == "char" and length < old.type.length:
            cut = replace(new, name=namer.new(f"{old.name}_cut"))
            pairs.append((cut, v.Cut(variable(old), length, new.type)))
            source[old.name.lower()] = cut.name
        columns[columns.index(old)] = new
    for one in node.add:
        if Schema(tuple(columns)).find(one.name) is not None:
            raise LoweringError(
                "R0074", f"ERROR: Column {one.name} already exists in {display(target)}.", one.at
            )
        new = column_of(one)
        pairs.append((new, missing(new)))
        source[new.name.lower()] = new.name
        columns.append(new)
    for name in node.drop:
        old = find(Schema(tuple(columns)), name, node.at)
        columns.remove(old)
    if pairs:
        rel = rq.Compute(rel, tuple(pairs), (*rel.columns, *(c for c, _ in pairs)))
    rel = rq.Choose(rel, tuple((source[c.name.lower()], c) for c in columns))
    kept = {c.name.lower() for c in columns}
    order = schema.sorted_by if all(k.lstrip("-") in kept for k in schema.sorted_by) else ()
    rules = tuple(r for r in rules_of(target, context) if not {r.name.lower(), r.kind} & set(node.dropped))
    made = written(step, target, rel, Schema(tuple(columns), True, order, label=schema.label), context)
    hold_rules(target, rules, context)
    added = (*(r for c in (*node.add, *node.modify) for r in c.constraints), *node.constraints)
    keep_rules(target, added, context, node.at)
    return made


__all__ = ["conjunction", "define", "renamed"]
