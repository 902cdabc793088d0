"""INSERT INTO: the table's rows, then the new ones, of VALUES, SET or a query. SAS 9.4 SQL Procedure User's Guide."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.types import Column, Schema, Type
from translator.lower.context import Context
from translator.lower.procs.sql.constraints import checked, hold_rules, rules_of
from translator.lower.procs.sql.definitions import changeable, find, fitting, opened, written
from translator.lower.procs.sql.frames import Frame, Namer, variable
from translator.lower.procs.sql.select import lower_query
from translator.lower.procs.sql.sets import aligned, missing
from translator.lower.procs.sql.values import SqlValues, Stage, is_null
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq
from translator.plan.relations import Step


def insert(step: st.ProcStep, node: q.Insert, context: Context) -> Step:
    """INSERT: the old rows, then the new ones."""
    target, schema, frame, namer = opened(node.table, "", context)
    names = list(node.columns) or [c.name for c in schema.columns]
    into = [find(schema, name, node.at) for name in names]
    special = {c.name.lower(): False for c in schema.columns}
    if node.query is not None:
        fresh = inserted_query(node, schema, into, context)
        special |= {c.name.lower(): c.type.special for c in fresh.columns}
    else:
        stage = Stage(context, Frame(rq.Described((), ()), []), namer)
        rows: list[dict[str, v.Value]] = []
        for values in node.rows:
            if len(values) != len(into):
                raise LoweringError(
                    "R0074",
                    "ERROR: VALUES clause does not match the number of columns of the INSERT table.",
                    node.at,
                )
            rows.append(inserted_row(list(zip(into, values, strict=True)), schema, stage))
        for sets in node.sets:
            rows.append(inserted_row([(find(schema, name, e.at), e) for name, e in sets], schema, stage))
        fresh = stacked(rows, schema)
        special = {name: any(row[name].type.special for row in rows) for name in special}
    columns = changeable(schema.columns, special)
    rel: rq.Relation = rq.Combine("append", True, frame.rel, fresh, columns)
    rules = rules_of(target, context)
    made = written(step, target, checked(rel, target, context), Schema(columns, label=schema.label), context)
    hold_rules(target, rules, context)
    return made


def inserted_query(node: q.Insert, schema: Schema, into: list[Column], context: Context) -> rq.Relation:
    """INSERT INTO … SELECT."""
    assert node.query is not None
    made = lower_query(context, node.query, Namer(), None)
    if len(made.columns) != len(into):
        which = "fewer" if len(made.columns) < len(into) else "more"
        raise LoweringError(
            "R0074",
            f"ERROR: Attempt to insert {which} columns than specified after the INSERT table name.",
            node.at,
        )
    rel = made.rel
    cuts: list[tuple[Column, v.Value]] = []
    names: dict[str, str] = {}
    namer = Namer({c.name.lower() for c in made.columns} | {c.name.lower() for c in schema.columns})
    for column, wanted in zip(made.columns, into, strict=True):
        value = fitting(variable(column), wanted, node.at)
        if isinstance(value, v.Variable):
            names[wanted.name.lower()] = column.name
            continue
        new = Column(namer.new(f"{wanted.name}_cut"), wanted.type)
        cuts.append((new, value))
        names[wanted.name.lower()] = new.name
    if cuts:
        rel = rq.Compute(rel, tuple(cuts), (*rel.columns, *(c for c, _ in cuts)))
    order = {c.name.lower(): i for i, c in enumerate(rel.columns)}
    places = [
        order[names[c.name.lower()].lower()] if c.name.lower() in names else None for c in schema.columns
    ]
    return aligned(rel, schema.columns, places)


def inserted_row(pairs: list[tuple[Column, sx.Expr]], schema: Schema, stage: Stage) -> dict[str, v.Value]:
    """Return the values of a new row by column, in lower case; columns that are not named are missing."""
    row: dict[str, v.Value] = {c.name.lower(): missing(c) for c in schema.columns}
    for column, expr in pairs:
        value = (
            missing(column)
            if is_null(expr)
            else fitting(SqlValues(stage, "set").value(expr), column, expr.at)
        )
        while isinstance(value, v.Cut) and isinstance(value.value, v.Constant):
            value = v.Constant(str(value.value.value)[: value.length].rstrip(" "), value.type)
        row[column.name.lower()] = value
    return row


def stacked(rows: list[dict[str, v.Value]], schema: Schema) -> rq.Relation:
    """Return the new rows as a relation: constants as they are, what must be computed from a row of its own."""
    made: rq.Relation | None = None
    plain: list[tuple[float | str, ...]] = []

    def add(rel: rq.Relation) -> None:
        nonlocal made
        made = rel if made is None else rq.Combine("append", True, made, rel, schema.columns)

    for row in rows:
        values = [row[c.name.lower()] for c in schema.columns]
        constants = [value.value for value in values if isinstance(value, v.Constant)]
        if len(constants) == len(values):
            plain.append(tuple(constants))
            continue
        if plain:
            add(rq.Described(tuple(plain), schema.columns))
            plain = []
        single = Column("row", Type("num"))
        start = rq.Described(((1.0,),), (single,))
        new = tuple(replace(c, name=f"{c.name}_new") for c in schema.columns)
        computed = rq.Compute(start, tuple(zip(new, values, strict=True)), (single, *new))
        chosen = tuple((one.name, c) for one, c in zip(new, schema.columns, strict=True))
        add(rq.Choose(computed, chosen))
    if plain or made is None:
        add(rq.Described(tuple(plain), schema.columns))
    assert made is not None
    return made
