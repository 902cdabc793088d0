"""PROC FREQ: tables of counts. Base SAS Procedures Guide, "FREQ Procedure". Tests and measures of association are
in `freq_tests`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema
from translator.lower.context import Context
from translator.lower.procs import freq_listings, freq_tests
from translator.lower.procs.analysis import part, whole_step
from translator.lower.procs.by_formats import by_groups
from translator.lower.procs.class_variables import ORDERS, class_variable
from translator.lower.procs.means import signed
from translator.lower.procs.ods_tables import described
from translator.lower.procs.options import (
    all_of,
    attributes,
    crossings,
    dataset,
    in_order,
    keys,
    named,
    not_printed,
    number,
    options,
    order_unproved,
    shown_format,
    statements,
    text,
    where,
    word,
)
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.procs.analysis import Analysis, Argument, Formats, Named
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import Crosstab
from translator.plan.relations import Scan, Step

NAMES = ("FREQ",)
HARMLESS = ("plots", "nowarn", "contents", "nosparse")
WARNED = ("missprint",)
"""Options that change the printed crossed tables and are not carried out: W0112."""
CELLS = {
    "Frequency": "nofreq", "Expected": "expected", "Deviation": "deviation", "CellChiSquare": "cellchi2",
    "TotalPercent": "totpct", "Percent": "nopercent", "RowPercent": "norow", "ColPercent": "nocol", "CumColPercent": "cumcol",
}  # fmt: skip
"""The values of a cell of a crossed table, in the order of the template Base.Freq.CrossTabFreqs, and the options that add
them or leave them out (no...)."""
PRINTED = ("nocum", "list", "crosslist", "maxlevels", "format", "missprint")
"""Options of the printed tables alone."""


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Crosstab a request."""
    given = options(step, ("data", "order", "noprint", "nlevels"), ("compress", "page", "formchar"))
    statements(
        step, st.By, st.Where, st.FormatStatement, st.LabelStatement, st.Attrib, st.Tables, st.OutputStatement,
        keywords=("weight", "exact"),
    )  # fmt: skip
    scan, schema = context.scan(
        dataset(given.get("data")), where(step), open_ok=bool(all_of(step, st.Tables))
    )
    schema = attributes(step, schema, context)
    step = crossings(step, schema, context)
    by = keys(step, schema, context)
    scan, schema = by_groups(by, scan, schema, context, step)
    weight, zeros = "", False
    if (s := named(step, "weight")) is not None:
        weight, zeros = context.names(s.names, schema)[0].name, "zeros" in options(s, ("zeros",))
    order = word(given.get("order"))
    if order not in ORDERS:
        raise LoweringError("H0402", f"ORDER={order.upper()} is not translated", given["order"].at)
    made: list[Step] = []
    printed: list[Crosstab] = []
    taken: dict[str, st.Dataset] = {}
    wanted: list[tuple[st.Tables | None, tuple[sx.NameItem, ...]]] = [
        (s, request) for s in all_of(step, st.Tables) for request in s.requests
    ]
    elsewhere = {key.name for key in by} | {weight}
    unnamed = [sx.Var(c.name) for c in schema.columns if c.name not in elsewhere]
    if "nlevels" in given and "noprint" not in given:
        every = [request for _, request in wanted] or [tuple(unnamed)]
        made += _variable_levels(step, context, context.complete(scan, schema, [weight]), schema, by, every)
    for tables, request in wanted or [(None, (name,)) for name in unnamed]:
        used = (
            "out",
            "missing",
            "outpct",
            "outexpect",
            "outcum",
            "sparse",
            "noprint",
            "scores",
            *PRINTED,
            *CELLS.values(),
            *freq_tests.TESTS,
            *freq_tests.SETTINGS,
        )
        own = options(tables, (*used, "norowcolpct", "nopct", "exact"), HARMLESS) if tables else {}
        own = freq_tests.with_inner(own)
        if "exact" in own:  # another name of FISHER
            own["fisher"] = own.pop("exact")
        if "nopct" in own:  # another spelling of NOPERCENT
            own["nopercent"] = own.pop("nopct")
        crossed = len(request) > 1 and "list" not in own
        if tables and crossed and "noprint" not in given and "noprint" not in own and "missing" not in own:
            not_printed(tables, context, WARNED)
        if word(own.get("scores")) not in ("", *freq_tests.SCORES):
            raise LoweringError("H0402", "this SCORES= of PROC FREQ is not translated", own["scores"].at)
        variables = tuple(
            class_variable(c, context, "missing" in own, ORDERS[order])
            for c in context.names(request, schema)
        )
        if len({v.name for v in variables}) < len(variables):
            raise LoweringError("H0402", "a variable crossed with itself is not translated", step.at)
        columns = _columns(
            context,
            schema,
            by,
            [v.name for v in variables],
            "outpct" in own,
            "outcum" in own,
            "outexpect" in own,
        )
        out, chosen = "", [(c.name, c) for c in columns]
        target = dataset(own.get("out"))
        if target is not None and tables is not None and request is tables.requests[-1]:
            if clash := {v.name for v in variables if v.name.upper() in COUNTED}:
                message = f"OUT= of PROC FREQ with a variable {min(clash)} is not translated"
                raise LoweringError("H0402", message, step.at)
            out, chosen = context.output(target, tuple(columns))
        node = Crosstab(
            source=context.complete(scan, schema, [weight]), variables=variables, by=by, weight=weight, zeros=zeros, out=out,
            percents="outpct" in own and len(variables) > 1, cumulated="outcum" in own and len(variables) == 1,
            expected="outexpect" in own and len(variables) > 1,
            sparse="sparse" in own and len(variables) > 1, columns=tuple((old, c.name) for old, c in chosen),
            select=[(old, c.name) for old, c in chosen] != [(c.name, c.name) for c in columns],
            printed="noprint" not in given and "noprint" not in own, table=_table(own, len(variables)),
            gaps="missprint" in own and "missing" not in own and not crossed, counts=_counts(own, context) if crossed else (),
            hidden=tuple(h for h in ("nocum", "nopercent") if h in own), shown=_cells(own, len(variables)), most=_most(own),
            check_order=order_unproved(step, schema, by), schema=tuple(c for _, c in chosen),
            title=context.title,
        )  # fmt: skip
        schemas = ((out, Schema(node.schema)),) if out else ()
        for name, one in schemas:
            context.catalog.define(name, one)
        if out or node.printed:
            made.append(
                Step("PROC FREQ", node, (scan.dataset,), tuple(n for n, _ in schemas), schemas, step.at, step.end,
                     notes=tuple(context.notes), comments=step.comments if not made else ())
            )  # fmt: skip
        last = tables is not None and tables is all_of(step, st.Tables)[-1] and request is tables.requests[-1]
        made += freq_tests.steps(
            step, context, node.source, by, schema, own, variables, weight, zeros, taken, last=last, printed="noprint" not in given
        )  # fmt: skip
        if node.printed:
            printed.append(node)
    return made + freq_listings.listings(step, context, schema, printed)


def _table(
    own: Mapping[str, st.Option], variables: int
) -> Literal["OneWayFreqs", "List", "CrossTabFreqs", "CrossList"]:
    """Return the name of the printed table. "TABLES Statement": LIST and CROSSLIST exclude each other."""
    if variables == 1:
        return "OneWayFreqs"
    if "list" in own and "crosslist" in own:
        raise LoweringError("H0402", "LIST with CROSSLIST is not translated", own["crosslist"].at)
    return "List" if "list" in own else "CrossList" if "crosslist" in own else "CrossTabFreqs"


def _cells(own: Mapping[str, st.Option], variables: int) -> tuple[str, ...]:
    """Return the values that the cells of a crossed table show."""
    given = {*own, *(("norow", "nocol") if "norowcolpct" in own else ())}
    given -= set() if variables > 2 else {"totpct"}
    return tuple(name for name, option in CELLS.items() if (option in given) != option.startswith("no"))


def _counts(own: Mapping[str, st.Option], context: Context) -> tuple[Listed, ...]:
    """Return the format of frequencies, () for the usual one: BEST6. below a million, BEST7. from there on."""
    option = own.get("format")
    if option is None:
        return ()
    if not isinstance(option.value, sx.Format):
        raise LoweringError("H0402", "this FORMAT= of PROC FREQ is not translated", option.at)
    return (Listed("COUNT", "", *shown_format(sx.attached(option.value, "num"), context)),)


def _most(own: Mapping[str, st.Option]) -> int:
    """Return MAXLEVELS=: how many levels of one variable are printed, 0 for all."""
    option = own.get("maxlevels")
    if option is None:
        return 0
    value = option.value
    if not isinstance(value, sx.Number) or value.value < 1 or value.value % 1:
        raise LoweringError("H0402", "MAXLEVELS= of PROC FREQ is a positive integer", option.at)
    return int(value.value)


def _variable_levels(
    step: st.ProcStep, context: Context, scan: Scan, schema: Schema, by: tuple[Key, ...], requests: Sequence[tuple[sx.NameItem, ...]]
) -> list[Step]:  # fmt: skip
    """Return the step for NLEVELS: how many levels each variable of the tables has."""
    columns = list(dict.fromkeys(c for request in requests for c in context.names(request, schema)))
    labels = any(c.label for c in columns)
    made = [text("TableVar", max(len(c.name) for c in columns))]
    made += [text("TableVarLabel", max(len(c.label) for c in columns))] if labels else []
    made += [number("NLevels"), number("NMissLevels"), number("NNonMissLevels")]
    heads = [c for k in by if (c := schema.find(k.name)) is not None]
    target = context.ods_outputs.pop("nlevels", None)
    parts = []
    if target is not None:
        parts.append(
            part(
                context,
                target,
                (*heads, *described(context, step, "NLevels", made, ())),
                "NLevels",
                complete=False,
                order=signed(in_order(step, by)),
            )
        )
    arguments: list[tuple[str, Argument]] = [("", tuple(c.name for c in columns))]
    arguments += [("labels", Named(tuple((c.name, c.label) for c in columns)))] if labels else []
    found = [class_variable(c, context, True, "unformatted") for c in columns]
    if shown := tuple(Listed(c.name, c.name, c.format, c.user_format) for c in found if c.format):
        arguments.append(("levels", Formats(shown)))
    node = Analysis(
        helper="variable_levels", sources=(scan,), arguments=tuple(arguments), parts=tuple(parts), by=by,
        check_order=order_unproved(step, schema, by), printed=("NLevels",), proc="FREQ",
        title=context.title,
    )  # fmt: skip
    return [whole_step(step, context, node, (scan.dataset,))]


COUNTED = ("COUNT", "PERCENT", "EXPECTED", "PCT_TABL", "PCT_ROW", "PCT_COL", "CUM_FREQ", "CUM_PCT")
"""Columns beside the levels in OUT=: what SAS makes of a variable with such a name is not documented."""


def _columns(
    context: Context,
    schema: Schema,
    by: tuple[object, ...],
    names: list[str],
    percents: bool,
    cumulated: bool,
    expected: bool,
) -> list[Column]:
    every = dict.fromkeys([*(k.name for k in by), *names])  # type: ignore[attr-defined]
    head = [context.column(schema, name) for name in every]
    columns = [c for c in head if c is not None]
    columns.append(number("COUNT", label="Frequency Count"))
    columns += [number("EXPECTED", label="Expected Frequency")] if expected and len(names) > 1 else []
    columns.append(number("PERCENT", label="Percent of Total Frequency"))
    if percents and len(names) > 1:
        if len(names) > 2:
            columns.append(number("PCT_TABL", label="Percent of Two-Way Table Frequency"))
        columns += [
            number("PCT_ROW", label="Percent of Row Frequency"),
            number("PCT_COL", label="Percent of Column Frequency"),
        ]
    if cumulated and len(names) == 1:
        columns += [
            number("CUM_FREQ", label="Cumulative Frequency"),
            number("CUM_PCT", label="Cumulative Percent of Total Frequency"),
        ]
    return columns
