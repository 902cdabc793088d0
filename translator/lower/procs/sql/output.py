"""SELECT as a statement: printed, or stored in macro variables by INTO."""

from __future__ import annotations

import re
from typing import Literal

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.types import Column, Type
from translator.lower.context import Context
from translator.lower.lists import note_list
from translator.lower.procs.options import shown_format
from translator.lower.procs.sql.frames import Namer
from translator.lower.procs.sql.options import SqlOptions
from translator.lower.procs.sql.prune import prune
from translator.lower.procs.sql.select import Made, lower_query
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.procs import query as rq
from translator.plan.procs.listing import Listed
from translator.plan.relations import Logged, Step


def show(step: st.ProcStep, query: q.Query, given: SqlOptions, context: Context) -> list[Step]:
    """Lower a SELECT statement."""
    carry = given.printed and not into_of(query)
    made = lower_query(context, query, Namer(), None, inobs=given.inobs, carry=carry)
    rel = made.rel
    if made.carried is not None:
        message = "a table is printed without the formats that only its file or database knows"
        context.diagnose(LoweringError("W0135", message, query.at))
    context.log += stopped_early(rel, given)
    if given.outobs is not None:
        rel = rq.First(rel, given.outobs, rel.columns)
    rel = prune(rel)
    targets = into_of(query)
    macros = tuple(target(t, c, context) for t, c in zip(targets, made.columns, strict=False))
    for name in (name for one in macros for name in one.names):
        context.runtime_macro(name)
    listed = tuple(listing(c, named, context) for c, named in zip(made.columns, made.named, strict=True))
    wants_count = counts_rows(step)
    count: Literal["", "rows", "first", "taken"] = ""
    if wants_count:
        count = "rows" if given.printed else "taken" if macros else "first"
    if not given.printed and not macros and not count:
        return []
    node = rq.ShowQuery(
        rel, listed, given.printed, given.numbered, macros, count, context.title,
        every=made.carried is not None,
    )  # fmt: skip
    return [made_step(step, node, rel, (), context)]


def stopped_early(rel: rq.Relation, given: SqlOptions) -> list[Logged]:
    """Return SAS's warning of OUTOBS= for a query that has a row for each of one table's."""
    source = rel
    while isinstance(source, rq.Choose | rq.Spread | rq.Compute | rq.Order):
        source = source.input
    if given.outobs is None or not isinstance(source, rq.Input):
        return []
    scan = source.scan
    if scan.where is not None or scan.obs is not None or scan.firstobs is not None:
        return []
    text = f"WARNING: Statement terminated early due to OUTOBS={given.outobs} option."
    return [Logged(text, "read", scan.dataset, one=text, none=text, above=given.outobs)]


def counts_rows(step: st.ProcStep) -> bool:
    """Does the program read SQLOBS anywhere?"""
    return re.search(r"sqlobs", step.at.outermost.source.text, re.IGNORECASE) is not None


def made_step(
    step: st.ProcStep,
    node: object,
    rel: rq.Relation | None,
    outputs: tuple[tuple[str, object], ...],
    context: Context,
) -> Step:
    """Return the step of a statement."""
    statement = next((s for s in step.body if isinstance(s, st.SqlStatement)), step)
    return Step(
        "PROC SQL", node, tuple(inputs_of(rel)) if rel is not None else (), tuple(n for n, _ in outputs),
        outputs, statement.at, statement.end, notes=tuple(context.notes),  # type: ignore[arg-type]
        comments=statement.comments or (() if step.continued else step.comments),
    )  # fmt: skip


def inputs_of(item: object) -> list[str]:
    """Return the data sets that a tree reads."""
    from dataclasses import fields, is_dataclass

    from translator.lang.source import Token

    found: dict[str, None] = {}

    def look(node: object) -> None:
        if isinstance(node, rq.Input) and node.scan.passed is not None:
            return
        if isinstance(node, rq.Input):
            found[node.scan.dataset] = None
        elif isinstance(node, rq.Described):
            for row in node.rows:
                found.update(dict.fromkeys(cell[0] for cell in row if isinstance(cell, tuple)))
        elif isinstance(node, tuple):
            for one in node:
                look(one)
        elif is_dataclass(node) and not isinstance(node, Token | type | Column | Type):
            for f in fields(node):
                look(getattr(node, f.name))

    look(item)
    return list(found)


def listing(column: Column, named: bool, context: Context) -> Listed:
    """Return a printed column: label, or name, or nothing above it."""
    heading = column.label or (column.name if named else "")
    return Listed(column.name, heading, *shown_format(column.format, context))


def into_of(query: q.QueryBody) -> tuple[q.Into, ...]:
    """Return the INTO clause of a query."""
    match query:
        case q.Select(into=into):
            return into
        case q.Query(body=body):
            return into_of(body)
        case _:
            return ()


def target(into: q.Into, column: Column, context: Context) -> rq.MacroTarget:
    """Return a target of INTO for its column."""
    separator: v.Value | None = None
    names: tuple[str, ...] = (into.name,)
    several = bool(into.last) or into.open
    match into.separated:
        case None:
            pass
        case sx.String(text):
            separator = v.Constant(text, Type("char", max(len(text), 1)))
        case sx.MacroValue(name):
            separator = v.RunTimeMacro(name, Type("char", 200))
        case other:
            raise LoweringError("H0508", "SEPARATED BY takes a text", getattr(other, "at", None))
    last_text = ""
    run_time = re.fullmatch(r"(.*?)&(\w+)\.?", into.last)
    if run_time is not None and re.fullmatch(rf"{re.escape(run_time[1])}\d+", into.name, re.IGNORECASE):
        last_text = run_time[2]
    elif into.last:
        first, last = re.match(r"(.*?)(\d+)$", into.name), re.match(r"(.*?)(\d+)$", into.last)
        if first is None or last is None or first[1].lower() != last[1].lower():
            raise LoweringError("R0074", f"ERROR: {into.name}-{into.last} is not a range of names.", into.at)
        width = len(first[2]) if first[2].startswith("0") else 0
        names = tuple(f"{first[1]}{number:0{width}d}" for number in range(int(first[2]), int(last[2]) + 1))
    blank = into.separated.value if isinstance(into.separated, sx.String) else None
    note_list(into.name, blank, context.catalog)
    trim = into.trim == "trimmed" if not several and separator is None else into.trim != "notrim"
    form, user = shown_format(column.format, context)
    return rq.MacroTarget(
        column.name,
        names,
        into.open or bool(last_text),
        separator,
        trim,
        form,
        user,
        column.type,
        last_text,
    )


__all__ = ["Made", "show"]
