"""COLUMN and DEFINE of PROC REPORT: the columns of the report.

Base SAS 9.4 Procedures Guide, REPORT: "COLUMN Statement", "DEFINE Statement", "Usage of Variables in a Report".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_report as sr
from translator.lang.types import Column, Type
from translator.library.statistics import STATISTICS
from translator.lower.procs.analysis import Start
from translator.lower.procs.options import options, shown_format, word
from translator.lower.scope import LoweringError, numbered
from translator.plan.procs.listing import Listed
from translator.plan.procs.report import AcrossColumns, AcrossItem, ReportColumn, Usage

USAGES = ("display", "order", "group", "across", "analysis", "computed")
OWN = ("format", "f", "order", "descending", "noprint", "missing")
LAYOUT = (
    "width", "spacing", "flow", "left", "right", "center", "page", "id", "style", "color", "css", "contents",
)  # fmt: skip
STATISTIC_WORDS = frozenset(STATISTICS) | {"pctn", "pctsum"}


@dataclass(frozen=True, slots=True)
class Definition:
    """What DEFINE says of an item."""

    usage: str = ""
    statistic: str = ""
    format: str | None = None
    header: str | None = None
    order: str = "formatted"
    descending: bool = False
    noprint: bool = False
    missing: bool = False
    type: Type | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column: the item (variable, statistic or computed), with what the definition says."""

    name: str
    usage: Usage | Literal["across"]
    column: Column
    variable: str
    statistic: str
    definition: Definition
    alias: bool = False
    paths: tuple[tuple[str | AcrossItem, ...], ...] = ()  # of usage "across": see AcrossColumns
    below: str = ""  # the heading of a statistic that is stacked below the variable

    @property
    def heading(self) -> str:
        """The heading: the text of DEFINE, blank where it says so, else the label or the name."""
        header = self.definition.header
        top = header if header is not None else self.column.label or self.column.name
        return " / ".join(text for text in (top, self.below) if text.strip()) if self.below else top


def definitions(start: Start) -> dict[str, Definition]:
    """Return the definitions by item, in lower case. Raises LoweringError for options that are not translated.

    A list of variables gives its definition to each of them; several definitions of an item add up.
    """
    found: dict[str, Definition] = {}
    split = word(start.given.get("split")) or "/"
    for s in start.step.body:
        if not isinstance(s, st.ReportStatement) or s.keyword != "define":
            continue
        assert isinstance(s.content, sr.ReportDefinition)
        holder = st.ProcStatement(keyword="define", options=s.options, at=s.at, end=s.end)
        given = options(holder, (*USAGES, *STATISTIC_WORDS, *OWN), LAYOUT)
        switches = [o.name for o in s.options if not o.equals]
        usages = [name for name in switches if name in USAGES]
        usage = (
            "computed" if "computed" in usages else usages[-1] if usages else ""
        )  # of several the last one
        statistic = next((name for name in switches if name in STATISTIC_WORDS), "")
        form = given.get("format") or given.get("f")
        order = next((o for o in s.options if o.name == "order" and o.equals), None)
        header = " ".join(s.content.headers).replace(split, " ") if s.content.headers else None
        made = Definition(
            usage, statistic, str(form.value) if form is not None and isinstance(form.value, sx.Format) else None, header,
            word(order) or "formatted", "descending" in given, "noprint" in given, "missing" in given,
        )  # fmt: skip
        for name in _defined_names(start, s.content.item):
            before = found.get(name)
            found[name] = made if before is None else _together(before, made, name, order is not None, s)
    return found


def _defined_names(start: Start, item: sx.NameItem) -> list[str]:
    """Return the items of a DEFINE statement in lower case; `x1-x3` may be computed ones or aliases."""
    match item:
        case sx.Var(name):
            return [name.lower()]
        case sx.NumberedRange(first, last, at):
            return [name.lower() for name in numbered(first, last, at)]
    return [column.name.lower() for column in start.context.names((item,), start.schema)]


def _together(before: Definition, after: Definition, name: str, ordered: bool, at: st.Node) -> Definition:
    """Return what two DEFINE statements say of an item. `ordered`: the second has ORDER=.

    Raises: LoweringError where they contradict each other: which one SAS takes is not documented.
    """
    empty = Definition()
    made = before
    for part in fields(Definition):
        old, new = getattr(before, part.name), getattr(after, part.name)
        if new == getattr(empty, part.name) and not (part.name == "order" and ordered):
            continue
        if old not in (new, getattr(empty, part.name)):
            message = f"two DEFINE statements that give {name.upper()} a different {part.name}"
            raise LoweringError("H0402", f"{message} are not translated", at.at)
        made = replace(made, **{part.name: new})
    return made


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column is made of before it is defined: the items stacked in it."""

    items: tuple[sr.ReportItem, ...]


def cells(node: sr.ReportItem | sr.ReportStack | sr.ReportColumns) -> list[Cell]:
    """Return the columns of a COLUMN statement, stacks expanded: `(x y),(mean sum)` has four."""
    match node:
        case sr.ReportItem():
            return [Cell((node,))]
        case sr.ReportColumns(items=items):
            return [cell for item in items for cell in cells(item)]
        case sr.ReportStack(levels=levels):
            made = [Cell(())]
            for level in levels:
                made = [Cell((*a.items, *b.items)) for a in made for b in cells(level)]
            return made


def leaves(start: Start, columns: sr.ReportColumns | None, known: dict[str, Definition]) -> list[Leaf]:
    """Return the columns of the report, left to right, each with its name in OUT=."""
    if columns is None:
        items = tuple(sr.ReportItem(sx.Var(c.name)) for c in start.schema.columns)
        columns = sr.ReportColumns(items)
    found = [leaf for block in blocks_of(columns) for leaf in _block(start, block, known)]
    names = [leaf.name.lower() for leaf in found]
    return [
        replace(leaf, name=f"_C{place}_") if leaf.name and names.count(leaf.name.lower()) > 1 else leaf
        for place, leaf in enumerate(found, start=1)
    ]


def blocks_of(node: sr.ReportColumns) -> list[sr.ReportItem | sr.ReportStack]:
    """Return the items and stacks side by side, headers left out."""
    found: list[sr.ReportItem | sr.ReportStack] = []
    for item in node.items:
        found += blocks_of(item) if isinstance(item, sr.ReportColumns) else [item]
    return found


def _block(start: Start, node: sr.ReportItem | sr.ReportStack, known: dict[str, Definition]) -> list[Leaf]:
    """Return the leaves of an item or stack; columns that depend on ACROSS variables are one leaf without a name."""
    made = cells(node)

    def defined(item: sr.ReportItem) -> Definition:
        name = item.item.name if isinstance(item.item, sx.Var) else ""
        return known.get((item.alias or name).lower(), Definition())

    if not any(defined(item).usage == "across" for cell in made for item in cell.items):
        return [leaf for cell in made for leaf in _leaves(start, cell, known)]
    paths: list[tuple[str | AcrossItem, ...]] = []
    for cell in made:
        above = [item for item in cell.items if defined(item).usage == "across"]
        inner = [item for item in cell.items if defined(item).usage != "across"]
        names = {id(item): start.context.names((item.item,), start.schema)[0].name for item in above}
        leaves_ = list(_leaves(start, Cell(tuple(inner)), known)) if inner else [_count()]
        for leaf in leaves_:
            if leaf.usage != "statistic":
                raise LoweringError(
                    "H0402", f"{leaf.name} beside an ACROSS variable is not translated", start.step.at
                )
            heading = leaf.heading if inner else ""
            form = shown_format(leaf.column.format, start.context)
            shown = Listed(f"{leaf.variable}.{leaf.statistic}", heading, *form)
            path: list[str | AcrossItem] = []
            for item in cell.items:
                if item in above:
                    path.append(names[id(item)])
                elif not any(isinstance(part, AcrossItem) for part in path):
                    path.append(AcrossItem(leaf.variable, leaf.statistic, shown))
            if not inner:
                path.append(AcrossItem(leaf.variable, leaf.statistic, shown))
            paths.append(tuple(path))
    return [Leaf("", "across", Column("", Type("num")), "", "", Definition(), False, tuple(paths))]


def _count() -> Leaf:
    """Return what stands under an ACROSS variable alone: how many rows there are."""
    return Leaf("n", "statistic", Column("n", Type("num")), "", "n", Definition())


def across_variables(found: Iterable[Leaf]) -> list[str]:
    """Return the ACROSS variables of a report, in order."""
    names = [part for leaf in found for path in leaf.paths for part in path if isinstance(part, str)]
    return list(dict.fromkeys(names))


def _column(start: Start, item: sx.NameItem, defined: Definition) -> Column | None:
    """Return the variable that a name of COLUMN stands for, also one that only the run knows; None for others."""
    assert isinstance(item, sx.Var)
    known = start.schema.find(item.name)
    other = defined.usage == "computed" or item.name.lower() in STATISTIC_WORDS
    if known is not None or start.schema.complete or other:
        return known
    return start.context.names((item,), start.schema)[0]


def _leaves(start: Start, cell: Cell, known: dict[str, Definition]) -> Iterable[Leaf]:
    """Return the leaves of a cell: more than one for a list of variables."""
    variables: list[tuple[Column, Definition, str]] = []
    statistic = ""
    spelled = ""
    for item in cell.items:
        name = item.item.name if isinstance(item.item, sx.Var) else ""
        defined = known.get((item.alias or name).lower(), Definition())
        column = _column(start, item.item, defined) if name else None
        if name and column is None and (defined.usage == "computed" or name.lower() not in STATISTIC_WORDS):
            if defined.usage not in ("computed", "") or (not defined.usage and not start.schema.complete):
                raise LoweringError("R0106", f"ERROR: Variable {name.upper()} is not on file.", item.at)
            kind = defined.type or Type("num")
            label = defined.header or ""
            yield Leaf(name, "computed", Column(name, kind, defined.format or "", "", label), "", "", defined)
            return
        if name and column is None:
            statistic, spelled = name.lower(), item.alias or name
            continue
        chosen = start.context.names((item.item,), start.schema)
        for one in chosen:
            variables.append((one, known.get((item.alias or one.name).lower(), Definition()), item.alias))
    if not variables:
        defined = known.get(spelled.lower(), Definition())
        if statistic not in ("n", "pctn"):
            raise LoweringError(
                "R0106", f"ERROR: {statistic.upper()} needs an analysis variable.", start.step.at
            )
        column = Column(spelled, Type("num"), defined.format or "", "", defined.header or "")
        yield Leaf(spelled, "statistic", column, "", statistic, defined)
    for column, defined, alias in variables:
        leaf = _variable(column, defined, alias, statistic)
        yield _stacked(leaf, spelled, known.get(spelled.lower(), Definition())) if statistic else leaf


def _stacked(leaf: Leaf, spelled: str, own: Definition) -> Leaf:
    """Return a variable's column with a statistic below it, whose DEFINE gives its heading and its format."""
    column = leaf.column if own.format is None else replace(leaf.column, format=own.format)
    definition = replace(leaf.definition, noprint=leaf.definition.noprint or own.noprint)
    return replace(
        leaf, column=column, definition=definition, below=spelled if own.header is None else own.header
    )


def _variable(column: Column, defined: Definition, alias: str, stacked: str) -> Leaf:
    """Return the column of a data set variable: a text is DISPLAY, a number ANALYSIS SUM where nothing is said."""
    usage = defined.usage or ("analysis" if column.type.kind == "num" or stacked else "display")
    if defined.statistic or stacked:
        usage = "analysis"
    if usage == "computed":
        raise LoweringError("R0106", f"ERROR: {column.name} is a variable of the data set.", None)
    made = replace(
        column, name=alias or column.name, label=defined.header or column.label,
        format=column.format if defined.format is None else defined.format,
    )  # fmt: skip
    if usage != "analysis":
        return Leaf(made.name, usage, made, column.name, "", defined, bool(alias))  # type: ignore[arg-type]
    statistic = stacked or defined.statistic or "sum"
    if column.type.kind != "num" and statistic not in ("n", "nmiss"):
        message = f"ERROR: {column.name} is a character variable: {statistic.upper()} needs a number."
        raise LoweringError("R0106", message, None)
    if statistic in ("n", "nmiss", "pctn", "pctsum") and defined.format is None:
        made = replace(made, format="")
    return Leaf(made.name, "statistic", made, column.name, statistic, defined, bool(alias))


def report_column(leaf: Leaf) -> ReportColumn | AcrossColumns:
    """Return the plan's form of a column."""
    if leaf.usage == "across":
        return AcrossColumns(leaf.paths)
    return ReportColumn(replace(leaf.column, name=leaf.name), leaf.usage, leaf.variable, leaf.statistic)
