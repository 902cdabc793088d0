"""PROC TABULATE. Base SAS 9.4 Procedures Guide, "TABULATE Procedure"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_report as sr
from translator.lang.syntax import format_of
from translator.lang.types import Column, Type
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, out_or_ods, whole_step, without_formats
from translator.lower.procs.analysis import part as output_part
from translator.lower.procs.class_variables import ORDERS, class_variable, multilabel, preload, refuse_shared
from translator.lower.procs.means import signed
from translator.lower.procs.options import in_order, number, options, word
from translator.lower.procs.tabulate_tables import (
    SHARES,
    SUFFIXES,
    Names,
    Part,
    Path,
    Statistic,
    paths,
    statistic,
)
from translator.lower.scope import LoweringError
from translator.plan.procs import tabulation as tb
from translator.plan.procs.analysis import Part as OutputPart
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import ClassVariable, Request
from translator.plan.relations import Step

NAMES = ("TABULATE",)
USED = (
    "out",
    "missing",
    "order",
    "format",
    "f",
    "exclnpwgt",
    "exclnpwgts",
    "vardef",
    "qntldef",
    "pctldef",
    "alpha",
)
HARMLESS = (
    "noseps", "formchar", "style", "s", "contents", "threads", "nothreads", "trap", "notrap", "sumsize", "qmethod", "qmarkers",
)  # fmt: skip
TABLE_USED = ("box", "misstext", "printmiss")
TABLE_HARMLESS = (
    "rts", "rtspace", "condense", "nocontinued", "indent", "style", "style_precedence", "contents", "caption", "nocellmerge", "row",
)  # fmt: skip
DEFAULTS = {"vardef": "df", "qntldef": "5", "pctldef": "5", "alpha": "0.05"}


@dataclass(slots=True)
class Facts:
    """The statistics that the tables need, each once: (column, statistic, variable), types and percentages."""

    classes: tuple[ClassVariable, ...]
    requests: dict[str, Request] = field(default_factory=dict)
    types: set[int] = field(default_factory=set)
    shares: dict[tuple[str, int], tb.Share] = field(default_factory=dict)

    def type_of(self, names: frozenset[str]) -> int:
        """Return the value of _TYPE_ of a set of class variables."""
        count = len(self.classes)
        return sum(1 << (count - 1 - i) for i, c in enumerate(self.classes) if c.name.lower() in names)

    def add(self, wanted: Statistic) -> str:
        """Note a statistic; return its column."""
        type_ = self.type_of(wanted.classes)
        self.types.add(type_)
        if wanted.base is None:
            return self._base(wanted.keyword, wanted.name)
        counted = "n" if wanted.keyword in SHARES else "sum"
        base = self.type_of(wanted.base)
        self.types.add(base)
        bits = f"{base:0{max(len(self.classes), 1)}b}"
        whole = wanted.whole or wanted.name
        name = f"Pct{counted.capitalize()}_{bits}"
        column = f"{wanted.name}_{name}_{whole}"[:32] if wanted.name else name
        share = tb.Share(column, type_, self._base(counted, wanted.name), self._base(counted, whole), base)
        self.shares[column, type_] = share
        return column

    def _base(self, keyword: str, variable: str) -> str:
        suffix = SUFFIXES.get(keyword, keyword.capitalize())
        column = f"{variable}_{suffix}"[:32] if variable else suffix
        self.requests[column] = Request(column, keyword, variable)
        return column


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Tabulate."""
    words = ("class", "var", "weight", "freq", "classlev", "keyword")
    start = begin(step, context, USED, HARMLESS, st.ReportStatement, keywords=words, open_ok=True)
    without_formats(start)
    if any(o.name == "qmethod" and word(o) != "os" for o in step.options):
        raise LoweringError("H0402", "QMETHOD=P2 estimates quantiles; it is not translated", step.at)
    if in_order(step, start.by) != start.by:
        raise LoweringError("H0402", "BY with NOTSORTED in PROC TABULATE is not translated", step.at)
    for name, default in DEFAULTS.items():
        if word(start.given.get(name)) not in ("", default):
            raise LoweringError("H0402", f"{name.upper()}= of PROC TABULATE is not translated", step.at)
    classes, class_columns = _classes(start)
    variables, weights = _variables(start)
    names = Names(
        {c.name.lower(): c for c in class_columns},
        {c.name.lower(): c for c in variables},
        lambda item: context.names((item,), start.schema),
        _keylabels(step),
    )
    tables = [s for s in step.body if isinstance(s, st.ReportStatement) and s.keyword == "table"]
    if not tables:
        raise LoweringError("R0106", "ERROR: No TABLE statement was given.", step.at)
    facts = Facts(classes)
    crossings: list[tb.Crossing] = []
    layouts = []
    for place, table in enumerate(tables, start=1):
        made, layout = _table(start, table, place, names, facts)
        crossings += made
        layouts.append(layout)
    every = any(layout.every for layout in layouts)
    if any(c.preloaded for c in classes) and not all(layout.every == every for layout in layouts):
        raise LoweringError(
            "H0402", "PRELOADFMT with PRINTMISS in some of the tables is not translated", step.at
        )
    shown = [c for crossing in crossings for c in crossing.columns]
    out = _output(start, class_columns, list(dict.fromkeys(shown)))
    if out and every:
        raise LoweringError(
            "H0402", "OUT= and ODS OUTPUT together with PRINTMISS are not translated yet", step.at
        )
    refuse_shared(start.by, classes, tuple(c.type for c in crossings) if out else (), step)
    used = {name.lower() for crossing in crossings for name in _class_names(classes, crossing.type)}
    singles = {facts.type_of(frozenset((name,))) for name in used}
    node = tb.Tabulate(
        source=context.complete(start.scan, start.schema, [c.name for c in variables]), classes=classes, by=start.by,
        weights=weights, frequency=start.one("freq"), excluded=bool({"exclnpwgt", "exclnpwgts"} & set(start.given)),
        facts=tuple(facts.requests.values()), types=tuple(sorted(facts.types | singles)), shares=tuple(facts.shares.values()),
        crossings=tuple(crossings) if out else (), layouts=tuple(layouts), out=out.target if out else "",
        columns=out.columns if out else (), select=out.select if out else False, schema=out.schema if out else (),
        check_order=start.unproved, title=context.title, every=every,
    )  # fmt: skip
    return [whole_step(step, context, node, (start.scan.dataset,), (out,) if out else ())]


def _class_names(classes: tuple[ClassVariable, ...], type_: int) -> list[str]:
    return [c.name for i, c in enumerate(classes) if type_ >> (len(classes) - 1 - i) & 1]


def _classes(start: Start) -> tuple[tuple[ClassVariable, ...], list[Column]]:
    """Return the CLASS variables with their options."""
    found: dict[str, ClassVariable] = {}
    columns: list[Column] = []
    for s in start.step.body:
        if not isinstance(s, st.ProcStatement) or s.keyword != "class":
            continue
        own = options(
            s,
            ("missing", "order", "descending", "descend", "preloadfmt", "exclusive", "mlf"),
            ("ascending", "ascend", "style", "s"),
        )
        order = word(own.get("order")) or word(start.given.get("order"))
        if order not in ORDERS:
            raise LoweringError("H0402", f"ORDER={order.upper()} is not translated", s.at)
        missing = "missing" in own or "missing" in start.given
        down = bool({"descending", "descend"} & set(own))
        for column in start.context.names(s.names, start.schema):
            one = class_variable(column, start.context, missing, ORDERS[order], down)
            if "mlf" in own:
                one = multilabel(one, column, start.context, s)
            if column.name.lower() not in found:
                columns.append(replace(column, type=one.type, format="") if one.labels else column)
            if "preloadfmt" in own:
                one = preload(one, column, start.context, s, exclusive="exclusive" in own)
            found[column.name.lower()] = one
    return tuple(found.values()), columns


def _variables(start: Start) -> tuple[list[Column], tuple[tuple[str, str], ...]]:
    """Return the VAR variables, and the weight variables of those that have one."""
    found = start.variables()
    common = start.one("weight")
    weights = {c.name: common for c in found if common}
    for s in start.step.body:
        if isinstance(s, st.ProcStatement) and s.keyword == "var":
            own = options(s, ("weight",), ("style", "s"))
            if "weight" in own:
                weight = start.context.names((sx.Var(word(own["weight"])),), start.schema)[0].name
                weights |= {c.name: weight for c in start.context.names(s.names, start.schema)}
    return list(dict.fromkeys(found)), tuple(weights.items())


def _keylabels(step: st.ProcStep) -> dict[str, str]:
    """Return the texts of KEYLABEL by keyword."""
    found: dict[str, str] = {}
    for s in step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "keylabel":
            assert isinstance(s.content, tuple)
            found |= dict(s.content)
    return found


def _table(
    start: Start, table: st.ReportStatement, place: int, names: Names, facts: Facts
) -> tuple[list[tb.Crossing], tb.Layout]:
    """Return the crossings of a TABLE statement in the order of their first cells, and its printed form."""
    given = _table_options(table)
    assert isinstance(table.content, tuple)
    dimensions: list[sr.TableExpression] = list(table.content)
    if len(dimensions) > 3:
        raise LoweringError("R0106", "ERROR: A TABLE statement has at most three dimensions.", table.at)
    found = [[Path()]] * (3 - len(dimensions)) + [paths(d, names) for d in dimensions]
    pages, rows, columns = found
    made: dict[tuple[tuple[str, ...], int], list[str]] = {}
    cells = []
    for page in pages:
        sheet = []
        for row in rows:
            line = []
            for column in columns:
                wanted = statistic(page, row, column, names)
                name = facts.add(wanted)
                names_ = tuple(p.name for p in page.parts if p.kind == "class")
                key = names_, facts.type_of(wanted.classes)
                if name not in made.setdefault(key, []):
                    made[key].append(name)
                form = column.format or row.format or page.format
                line.append(tb.Cell(name, _format(start, name, form, wanted.keyword)))
            sheet.append(tuple(line))
        cells.append(tuple(sheet))
    default = sx.String(".")
    empty = given["misstext"].value if "misstext" in given else default
    box = given["box"].value if "box" in given else sx.String("")
    layout = tb.Layout(
        _headings(pages), _headings(rows), _headings(columns),
        tuple(cells), _text(box, "BOX=", table), _text(empty, "MISSTEXT=", table), "printmiss" in given,
    )  # fmt: skip
    crossings = [tb.Crossing(place, pages_, type_, tuple(shown)) for (pages_, type_), shown in made.items()]
    return crossings, layout


def _table_options(table: st.ReportStatement) -> dict[str, st.Option]:
    """Return the options of TABLE that are used."""
    holder = st.ProcStatement(keyword="table", options=table.options, at=table.at, end=table.end)
    return options(holder, TABLE_USED, TABLE_HARMLESS)


def _text(value: object, what: str, table: st.ReportStatement) -> str:
    """Return the text of BOX= or MISSTEXT=: `'text'`, a variable or `[label='text' style=…]`."""
    match value:
        case sx.String(text):
            return text
        case sx.Var(name):
            return "" if name.lower() == "_page_" else name
        case tuple():
            labels = [v.value for v in value if isinstance(v, st.Option) and v.name == "label"]
            return labels[0].value if labels and isinstance(labels[0], sx.String) else ""
    raise LoweringError("H0402", f"this form of {what} is not translated", table.at)


def _headings(paths_: list[Path]) -> tuple[tb.Path, ...]:
    """Return the headings of a dimension's paths.

    Paths that begin alike share these headings; where they come from elements that stand apart (`sex*n sex*mean`), an
    empty heading tells them apart.
    """
    origins: dict[tb.Path, Part] = {}
    found = []
    for path in paths_:
        shown: tb.Path = ()
        for part in path.parts:
            heading = tb.Heading(part.label, part.name if part.kind == "class" else "")
            ends = part is path.parts[-1] and not heading.variable
            while not ends and origins.setdefault((*shown, heading), part).at is not part.at:
                shown = (*shown, tb.Heading(""))
            shown = (*shown, heading)
        found.append(shown)
    return tuple(found)


def _format(start: Start, column: str, form: sx.Format | None, keyword: str) -> Listed:
    """Return the format of a cell: the TABLE statement's, FORMAT=, else 12.2, counts 12. ("Formatting Values in
    Tables")."""
    option = start.given.get("format") or start.given.get("f")
    if form is None and option is not None and isinstance(option.value, sx.Format):
        form = option.value
    text = str(form) if form is not None else "12." if keyword in ("n", "nmiss") else "12.2"
    return Listed(column, "", text, format_of(text).name in start.context.formats)


def _output(start: Start, classes: list[Column], statistics: list[str]) -> OutputPart | None:
    """Return what makes the OUT= data set ("TABULATE", PROC statement, OUT=: its variables)."""
    target = out_or_ods(start, "table")
    if target is None:
        return None
    by = {key.name.lower() for key in start.by}
    columns = (
        *(c for c in classes if c.name.lower() not in by), Column("_TYPE_", Type("char", max(len(classes), 1), nullable=False)), number("_PAGE_", nullable=False),
        number("_TABLE_", nullable=False), *(number(name) for name in statistics),
    )  # fmt: skip
    return output_part(
        start.context, target, start.with_by(columns), order=signed(in_order(start.step, start.by))
    )
