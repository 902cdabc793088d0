"""PROC REPORT: rows of the report, COMPUTE blocks as a DATA step over them, then OUT= and printing.

Base SAS 9.4 Procedures Guide, "REPORT Procedure".
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax_report as sr
from translator.lang.types import Column, Schema, Type
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, out_or_ods, whole_step, without_formats
from translator.lower.procs.analysis import part as output_part
from translator.lower.procs.class_variables import ORDERS, class_variable
from translator.lower.procs.means import signed
from translator.lower.procs.options import in_order, not_printed, options, shown_format, word
from translator.lower.procs.report_blocks import Block, blocks, data_step, has_lines, used_items
from translator.lower.procs.report_columns import (
    Definition,
    Leaf,
    across_variables,
    definitions,
    leaves,
    report_column,
)
from translator.lower.scope import LoweringError
from translator.plan.procs import report as rp
from translator.plan.procs.analysis import Part
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import ClassVariable
from translator.plan.relations import Note, Step

NAMES = ("REPORT",)
USED = (
    "out",
    "missing",
    "split",
    "exclnpwgt",
    "exclnpwgts",
    "vardef",
    "qntldef",
    "pctldef",
    "noexec",
    "completerows",
    "colwidth",
)
HARMLESS = (
    "nowd", "nowindows", "wd", "windows", "headline", "headskip", "noheader", "center", "nocenter", "ls", "ps",
    "spacing", "panels", "pspace", "list", "showall", "wrap", "box", "formchar", "profile", "prompt", "commands", "help",
    "noalias", "bypageno", "contents", "style", "spanrows", "nocompleterows", "completecols", "threads", "nothreads",
    "named", "qmethod", "qmarkers", "reportname", "missing",
)  # fmt: skip
WARNED = ("showall", "noheader", "named", "list")
"""Options that change what is printed and are not carried out: W0112."""
BREAK_USED = ("summarize", "suppress")
BREAK_HARMLESS = ("skip", "page", "ol", "ul", "dol", "dul", "color", "style", "contents")
COMPUTE_USED = ("char", "character", "length")
TABLE = "_report"
DEFAULTS = {"vardef": "df", "qntldef": "5", "pctldef": "5"}


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to the rows of the report, a DATA step for COMPUTE blocks, and what shows and keeps the report."""
    start = begin(
        step,
        context,
        USED,
        HARMLESS,
        st.ReportStatement,
        keywords=("weight", "freq", "endcomp", *_inner(step)),
        open_ok=True,
    )
    without_formats(start)
    if in_order(step, start.by) != start.by:
        raise LoweringError("H0402", "BY with NOTSORTED in PROC REPORT is not translated", step.at)
    for name, default in DEFAULTS.items():
        if word(start.given.get(name)) not in ("", default):
            raise LoweringError("H0402", f"{name.upper()}= of PROC REPORT is not translated", step.at)
    not_printed(step, context, WARNED)
    if any(o.name == "qmethod" and word(o) != "os" for o in step.options):
        raise LoweringError("H0402", "QMETHOD=P2 estimates quantiles; it is not translated", step.at)
    complete = "completerows" in start.given
    for name in ("noexec", "exclnpwgt", "exclnpwgts"):
        if name in start.given:
            raise LoweringError("H0402", f"{name.upper()} of PROC REPORT is not translated", step.at)
    known = definitions(start)
    known = _computed_types(step, known)
    content = next(
        (s.content for s in step.body if isinstance(s, st.ReportStatement) and s.keyword == "column"), None
    )
    assert content is None or isinstance(content, sr.ReportColumns)
    if content is None and start.scan.groups is not None:
        message = "REPORT without COLUMN, with a BY variable whose formatted values make the groups"
        raise LoweringError("H0402", f"{message}, is not translated", step.at)
    if content is None and not start.schema.complete:
        raise LoweringError(
            "H0244", "REPORT without COLUMN of a data set whose columns only the run knows", step.at
        )
    found = leaves(start, content, known)
    detail = any(leaf.usage in ("display", "order") for leaf in found)
    if detail:
        found = [replace(leaf, usage="order") if leaf.usage == "group" else leaf for leaf in found]
    if detail and complete:
        raise LoweringError("H0402", "COMPLETEROWS with rows of ORDER or DISPLAY variables", step.at)
    keys = tuple(_key(start, leaf) for leaf in found if leaf.usage in ("group", "order"))
    across = tuple(_across(start, name, known) for name in across_variables(found))
    if across and start.by:
        raise LoweringError("H0402", "ACROSS together with BY is not translated", step.at)
    compute = blocks(step)
    breaks, suppressed, hidden = _breaks(step, keys, compute)
    both = {b.variable for b in breaks if b.place == "before"} & {
        b.variable for b in breaks if b.place == "after"
    }
    places = bool(both) and (bool(hidden) or any(b.location and not b.empty for b in compute))
    repeated = tuple(leaf.name for leaf in found if leaf.usage == "order")
    repeated = repeated or tuple(leaf.name for leaf in found if leaf.usage == "group")[:-1]
    used = used_items(compute, found)
    blank = tuple(name for name in repeated if name.lower() in used)
    rows = rp.ReportRows(
        source=context.complete(start.scan, start.schema, _numbers(found)),
        table=TABLE, columns=tuple(report_column(leaf) for leaf in found), keys=keys, across=across, detail=detail, breaks=breaks,
        weight=start.one("weight"), frequency=start.one("freq"), by=start.by, places=places, blank=blank,
        complete=complete, check_order=start.unproved,
    )  # fmt: skip
    if TABLE in context.catalog.schemas:
        raise LoweringError("H0402", f"PROC REPORT beside a data set named {TABLE.upper()}", step.at)
    if has_lines(step):
        context.notes.append(Note("N0404", "LINE of PROC REPORT only prints a text: it is left out"))
    first = whole_step(step, context, rows, (start.scan.dataset,), ())
    made = [first]
    named = [c.column for c in rows.columns if isinstance(c, rp.ReportColumn)]
    columns = start.with_by((*named, Column("_BREAK_", Type("char", 32))))
    computed = data_step(step, TABLE, compute, found, places)
    if computed is not None and start.by and any(isinstance(s, st.Retain) for s in computed.body):
        raise LoweringError(
            "H0402", "COMPUTE variables that are kept from row to row, together with BY", step.at
        )
    if computed is not None:
        extra = [Column("_PLACE_", Type("char", 6))] if places else []
        extra += [Column("_SAME_", Type("num"))] if blank else []
        made.append(_computed(computed, context, Schema((*columns, *extra), complete=not across)))
    made.append(_shown(start, found, columns, rows, (repeated, suppressed, hidden)))
    return made


def _inner(step: st.ProcStep) -> set[str]:
    """Return the keywords of the statements inside COMPUTE blocks: they stand in the body, too."""
    inner: set[str] = set()
    inside = False
    for s in step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "compute":
            inside = True
        elif isinstance(s, st.RawStatement) and inside:
            inner.add(s.keyword)
            inside = s.keyword != "endcomp"
    return inner


def _computed_types(step: st.ProcStep, known: dict[str, Definition]) -> dict[str, Definition]:
    """Return the definitions with the types that COMPUTE gives: `/ char length=8`."""
    made = dict(known)
    for s in step.body:
        if not isinstance(s, st.ReportStatement) or s.keyword != "compute":
            continue
        holder = st.ProcStatement(keyword="compute", options=s.options, at=s.at, end=s.end)
        given = options(holder, COMPUTE_USED, ("style", "left", "right", "center"))
        assert isinstance(s.content, sr.ReportPlace)
        if not s.content.location and {"char", "character"} & set(given):
            length = int(float(word(given.get("length")) or 8))
            name = s.content.target.lower()
            before = made.get(name, Definition("computed"))
            made[name] = replace(before, type=Type("char", length))
    return made


def _key(start: Start, leaf: Leaf) -> ClassVariable:
    """Return a GROUP or ORDER variable as what makes levels: sorted by formatted value where nothing is said."""
    order = leaf.definition.order
    if order not in ORDERS:
        raise LoweringError("H0402", f"ORDER={order.upper()} is not translated", start.step.at)
    kind = ORDERS[order]
    if kind == "formatted" and not leaf.column.format:
        kind = "unformatted"
    named = replace(leaf.column, name=leaf.variable)
    return class_variable(
        named,
        start.context,
        leaf.definition.missing or "missing" in {o.name for o in start.step.options},
        kind,
        leaf.definition.descending,
    )


def _across(start: Start, name: str, known: dict[str, Definition]) -> ClassVariable:
    """Return an ACROSS variable as what makes levels."""
    column = start.context.column(start.schema, name)
    assert column is not None
    definition = known[name.lower()]
    form = column.format if definition.format is None else definition.format
    leaf = Leaf(name, "group", replace(column, format=form), name, "", definition)
    return _key(start, leaf)


def _numbers(found: list[Leaf]) -> list[str]:
    """Return the variables that must be numeric."""
    items = [
        part for leaf in found for path in leaf.paths for part in path if isinstance(part, rp.AcrossItem)
    ]
    plain = [leaf.variable for leaf in found if leaf.usage == "statistic"]
    return [*plain, *(item.variable for item in items)]


def _breaks(
    step: st.ProcStep, keys: tuple[ClassVariable, ...], compute: list[Block]
) -> tuple[tuple[rp.Break, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the summary rows, the variables whose value is suppressed there, and the breaks that are not printed."""
    names = {k.name.lower(): k.name for k in keys}
    summarized: dict[tuple[str, str], bool] = {}
    suppressed: list[str] = []
    for s in step.body:
        if not isinstance(s, st.ReportStatement) or s.keyword not in ("break", "rbreak"):
            continue
        assert isinstance(s.content, sr.ReportPlace)
        holder = st.ProcStatement(keyword=s.keyword, options=s.options, at=s.at, end=s.end)
        given = options(holder, BREAK_USED, BREAK_HARMLESS)
        target = s.content.target.lower()
        if s.keyword == "break" and target not in names:
            message = f"ERROR: {s.content.target} must be a GROUP or ORDER variable to break on it."
            raise LoweringError("R0106", message, s.at)
        if "summarize" in given:
            summarized[s.content.location, names.get(target, "")] = True
        if "suppress" in given:
            suppressed.append(names[target])
    for block in compute:
        if not block.location:
            continue
        target = block.target.lower()
        if target == "_page_":
            if not block.empty:
                raise LoweringError(
                    "H0402", "COMPUTE BEFORE and AFTER _PAGE_ are not translated", block.at.at
                )
            continue
        if target and target not in names:
            message = f"ERROR: {block.target} must be a GROUP or ORDER variable to break on it."
            raise LoweringError("R0106", message, block.at.at)
        summarized.setdefault((block.location, names.get(target, "")), False)
    breaks = tuple(rp.Break(place, name) for place, name in summarized)  # type: ignore[arg-type]
    hidden = tuple((place, name) for (place, name), shown in summarized.items() if not shown)
    return breaks, tuple(suppressed), hidden


def _computed(step: st.DataStep, context: Context, schema: Schema) -> Step:
    """Lower the DATA step of the COMPUTE blocks; the rows are known to it, and to nothing else."""
    from translator.lower.program import data_step as lower_data_step

    last = context.catalog.last
    context.catalog.define(TABLE, schema)
    try:
        made = lower_data_step(step, context)
    finally:
        context.catalog.schemas.pop(TABLE, None)
        context.catalog.last = last
    return replace(made, title="PROC REPORT: COMPUTE", inputs=(TABLE,), outputs=(), schemas=(), comments=())


def _shown(
    start: Start, found: list[Leaf], columns: tuple[Column, ...], rows: rp.ReportRows,
    marks: tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]],
) -> Step:  # fmt: skip
    """Return the step that prints the report and makes OUT= of it."""
    context = start.context
    repeated, suppressed, hidden = marks
    listed = tuple(
        Listed(leaf.name, leaf.heading, *shown_format(leaf.column.format, context))
        for leaf in found
        if not leaf.definition.noprint and leaf.usage != "across"
    )  # fmt: skip
    target = out_or_ods(start, "report")
    out: Part | None = None
    if target is not None:
        out = output_part(
            context, target, columns, complete=not rows.across, order=signed(in_order(start.step, start.by))
        )
        formats = {
            i.listed.format
            for leaf in found
            for path in leaf.paths
            for i in path
            if isinstance(i, rp.AcrossItem)
        }
        known = context.catalog.find(out.target)
        if len(formats) == 1 and known is not None:
            context.catalog.define(out.target, replace(known, open_format=formats.pop()))
    empty = tuple(
        leaf.name
        for leaf in found
        if leaf.usage in ("group", "order", "display")
        and (leaf.column.type.kind == "num" or leaf.column.format)
    )
    names = {leaf.variable: leaf.name for leaf in found if leaf.usage in ("group", "order")} | {
        "": "_RBREAK_"
    }
    left_out = tuple(f"{place} {names[name]}" if rows.places else names[name] for place, name in hidden)
    items = tuple(
        part for leaf in found for path in leaf.paths for part in path if isinstance(part, rp.AcrossItem)
    )
    keys = [leaf.name for leaf in found if leaf.usage in ("group", "order")]
    filled = tuple((name, keys.index(name)) for name in rows.blank)
    node = rp.ShowReport(
        TABLE, listed, items, repeated, suppressed, left_out, empty, filled, start.by, rows.places, out.target if out else "",
        out.columns if out else (), bool(out and (out.select or (rows.places and not rows.across))), out.schema if out else (), context.title,
        width=int(float(word(start.given.get("colwidth")) or 9)),
        by_line=tuple(Listed(name, "", format_, own) for name, format_, own in start.scan.groups.formats) if start.scan.groups else (),
    )  # fmt: skip
    made = whole_step(start.step, context, node, (), (out,) if out else ())
    return replace(made, title="PROC REPORT: the report", notes=(), comments=())
