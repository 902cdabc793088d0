"""PROC TABULATE: the cells of each table, one by one. Base SAS 9.4 Procedures Guide, "TABULATE Procedure"."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import isnan, nan
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import (
    ClassVariable,
    level_of,
    levels_of,
    multilabel,
    order_of,
    ranks,
    refuse_shared,
    usable_rows,
)
from equivalence.interpreter.procs.means_groups import format_values, row_frequency, statistic
from equivalence.interpreter.procs.means_printed import Setup
from equivalence.interpreter.procs.options import options, resolve, word
from equivalence.interpreter.procs.results import Input, begin, char, num, write_out_and_ods
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_report as sr
from translator.library.statistics import STATISTICS

KNOWN = {
    "out", "missing", "order", "format", "f", "exclnpwgt", "exclnpwgts", "vardef", "qntldef", "pctldef", "alpha", "noseps",
    "formchar", "style", "s", "contents", "threads", "nothreads", "trap", "notrap", "sumsize", "qmethod", "qmarkers",
}  # fmt: skip
TABLE = {
    "box", "misstext", "printmiss", "rts", "rtspace", "condense", "nocontinued", "indent", "style", "style_precedence",
    "contents", "caption", "nocellmerge", "row",
}  # fmt: skip
COUNTED = ("pctn", "rowpctn", "colpctn", "pagepctn", "reppctn")
SUMMED = ("pctsum", "rowpctsum", "colpctsum", "pagepctsum", "reppctsum")
SPELLED = {
    "n": "N", "nmiss": "NMiss", "stddev": "StdDev", "stderr": "StdErr", "uss": "USS", "css": "CSS", "cv": "CV",
    "sumwgt": "SumWgt", "qrange": "QRange", "lclm": "LCLM", "uclm": "UCLM", "pctn": "PctN", "rowpctn": "RowPctN",
    "colpctn": "ColPctN", "pagepctn": "PagePctN", "reppctn": "RepPctN", "pctsum": "PctSum", "rowpctsum": "RowPctSum",
    "colpctsum": "ColPctSum", "pagepctsum": "PagePctSum", "reppctsum": "RepPctSum",
}  # fmt: skip


@dataclass(slots=True)
class Chain:
    """Elements that are crossed in one dimension: headings, analysis variable, statistic.

    A heading is (text, class variable or "", the element it comes from).
    """

    headings: list[tuple[str, str, tuple[int, str]]] = field(default_factory=list)
    variable: str = ""
    statistic: str = ""
    base: sr.TableExpression | None = None
    format: str = ""

    def classes(self) -> list[str]:
        """Return the class variables, in order."""
        return [name for _, name, _ in self.headings if name]

    def then(self, other: Chain) -> Chain:
        """Return both crossed. Raises StepError where both have a statistic or an analysis variable."""
        if (self.variable and other.variable) or (self.statistic and other.statistic):
            raise StepError("There are multiple statistics or analysis variables in a single table nesting.")
        return Chain(
            self.headings + other.headings, self.variable or other.variable, self.statistic or other.statistic,
            self.base or other.base, other.format or self.format,
        )  # fmt: skip


@dataclass(slots=True)
class Work:
    """The PROC's class variables, its analysis variables, and the levels of its rows."""

    given: Input
    classes: list[ClassVariable]
    variables: list[str]
    labels: dict[str, str]
    setup: Setup
    rows: list[Row] = field(default_factory=list)
    levels: list[dict[str, list[int]]] = field(default_factory=list)
    ordered: dict[str, dict[Any, tuple[int, Value]]] = field(default_factory=dict)

    def take(self, session: Session, rows: list[Row]) -> None:
        """Use the rows of a BY group."""
        rows = [row for row in rows if row_frequency(self.setup, row) > 0]
        if self.setup.exclude_nonpositive:
            used = set(self.setup.weights.values())
            rows = [row for row in rows if all((w := row[p]) == w and w > 0 for p in used)]  # type: ignore[operator]
        table = self.given.table
        rows = usable_rows(Table(table.variables, rows), self.classes)
        known: dict[str, list[Any]] = {}
        for c in (c for c in self.classes if c.exclusive):
            known[c.name] = [v if c.labels is not None else level_of(session, table, c, v) for v in c.given]
            rows = [
                row for row in rows if set(levels_of(session, table, c, row[c.position])) & set(known[c.name])
            ]
        self.rows = rows
        counts = [row_frequency(self.setup, row) for row in self.rows]
        self.ordered = {}
        for c in self.classes:
            extra: list[Row] = [[v] * len(table.variables) for v in c.given]
            self.ordered[c.name] = ranks(session, table, c, extra + self.rows, [0.0] * len(extra) + counts)
        self.levels = [
            {
                c.name: [
                    self.ordered[c.name][level][0]
                    for level in levels_of(session, table, c, row[c.position])
                    if c.name not in known or level in known[c.name]
                ]
                for c in self.classes
            }
            for row in self.rows
        ]

    def group(self, chosen: dict[str, int]) -> list[Row]:
        """Return the rows with these levels."""
        return [
            row
            for row, levels in zip(self.rows, self.levels, strict=True)
            if all(level in levels[name] for name, level in chosen.items())
        ]

    def combinations(self, names: list[str], chosen: dict[str, int]) -> list[dict[str, int]]:
        """Return the combinations of levels of class variables that occur in the rows with the levels chosen."""
        found = {
            key
            for levels in self.levels
            if all(level in levels[name] for name, level in chosen.items())
            for key in product(*([chosen[name]] if name in chosen else levels[name] for name in names))
        }
        return [dict(zip(names, key, strict=True)) for key in sorted(found)]

    def every(self, names: list[str]) -> list[dict[str, int]]:
        """Return all combinations of levels."""
        made: list[dict[str, int]] = [{}]
        for name in names:
            made = [{**one, name: rank} for one in made for rank in range(len(self.ordered[name]))]
        return made

    def value(self, name: str, rank: int) -> Value:
        """Return the value that stands for a level."""
        return next(value for place, value in self.ordered[name].values() if place == rank)


@procedure("TABULATE")
def tabulate(session: Session, step: st.ProcStep) -> None:
    """Compute and print the tables; write OUT=."""
    given = begin(
        session, step, KNOWN, st.ReportStatement,
        keywords={"class", "var", "weight", "freq", "classlev", "keyword"},
    )  # fmt: skip
    work = _work(given)
    tables = [s for s in step.body if isinstance(s, st.ReportStatement) and s.keyword == "table"]
    if not tables:
        raise StepError("No TABLE statement was given.", step.at)
    made: list[tuple[Row, dict[str, float]]] = []
    columns = list(dict.fromkeys(name for table in tables for name in _columns(work, table)))
    for title, rows in given.groups():
        work.take(session, rows)
        for place, table in enumerate(tables, 1):
            made += _table(session, work, table, place, title, given.by_values(rows))
    if "out" in given.given or session.ods_outputs.find("table"):
        if any(o.name == "printmiss" for table in tables for o in table.options):
            raise StepError(
                "OUT= together with PRINTMISS is not supported by the reference interpreter.",
                step.at,
                "R0060",
            )
        by = {position for position, _ in given.by}
        heads = [
            *given.by_variables(),
            *(given.table.variables[c.position] for c in work.classes if c.position not in by),
        ]
        types = [int(str(head[len(heads)]), 2) for head, _ in made]
        refuse_shared(step, given.by, work.classes, types)
        variables = [
            *heads, char("_TYPE_", len(work.classes)), num("_PAGE_"), num("_TABLE_"), *(num(name) for name in columns)
        ]  # fmt: skip
        found = [[*head, *(facts.get(name, nan) for name in columns)] for head, facts in made]
        write_out_and_ods(given, "Table", Table(variables, found))


def _work(given: Input) -> Work:
    """Read CLASS, VAR, WEIGHT, FREQ, KEYLABEL and the options that change results."""
    step, table = given.step, given.table
    for name, default in (("vardef", "df"), ("qntldef", "5"), ("pctldef", "5"), ("alpha", "0.05")):
        if word(given.given.get(name)) not in ("", default):
            raise StepError(
                f"{name.upper()}= is not supported by the reference interpreter.", step.at, "R0060"
            )
    classes: dict[str, ClassVariable] = {}
    relabelled: dict[int, Variable] = {}
    weights: dict[str, int] = {}
    variables = list(dict.fromkeys(given.variables()))
    common = given.one("weight")
    labels: dict[str, str] = {}
    for s in step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "keylabel":
            labels |= dict(s.content)  # type: ignore[call-overload]
        if isinstance(s, st.ProcStatement) and s.keyword == "class":
            own = options(
                s,
                {
                    "missing",
                    "order",
                    "descending",
                    "descend",
                    "ascending",
                    "ascend",
                    "style",
                    "s",
                    "preloadfmt",
                    "exclusive",
                    "mlf",
                },
            )
            order = order_of(own.get("order"), given.given.get("order"))
            for name in resolve(table, s.names):
                classes[name] = ClassVariable(
                    name, table.index(name), "missing" in own or "missing" in given.given,
                    order, bool({"descending", "descend"} & set(own)),
                )  # fmt: skip
                if "mlf" in own and (shown := multilabel(given.session, table, classes[name], s)) is not None:
                    relabelled[classes[name].position] = shown
                if "preloadfmt" in own:
                    classes[name].given = format_values(given.session, table, classes[name], s)
                    classes[name].exclusive = "exclusive" in own and bool(classes[name].given)
        if isinstance(s, st.ProcStatement) and s.keyword == "var":
            own = options(s, {"weight", "style", "s"})
            if "weight" in own or common:
                position = table.index(word(own["weight"]) if "weight" in own else common)
                weights |= dict.fromkeys(resolve(table, s.names), position)
    refuse_shared(step, given.by, list(classes.values()), [])
    frequency = given.one("freq")
    if relabelled:
        given.table.variables = [relabelled.get(i, v) for i, v in enumerate(table.variables)]
    setup = Setup(
        table, list(classes.values()), variables, given.by, table.index(frequency) if frequency else None, weights, [], [],
        bool({"exclnpwgt", "exclnpwgts"} & set(given.given)),
    )  # fmt: skip
    return Work(given, list(classes.values()), variables, labels, setup)


def _chains(expression: sr.TableExpression, work: Work) -> list[Chain]:
    """Return the chains of a dimension."""
    if isinstance(expression, sr.TableList):
        return [chain for item in expression.items for chain in _chains(item, work)]
    if isinstance(expression, sr.TableCrossing):
        found = [Chain()]
        for item in expression.items:
            found = [left.then(right) for left in found for right in _chains(item, work)]
        return found
    if isinstance(expression, sr.TableFormat):
        return [Chain(format=str(expression.format))]
    if isinstance(expression, sr.TableElement):
        return _element(expression, work)
    return [Chain()]


def _element(element: sr.TableElement, work: Work) -> list[Chain]:
    name = element.item.name.lower() if isinstance(element.item, sx.Var) else ""
    place = id(element)
    known = {c.name.lower() for c in work.classes} | {v.lower() for v in work.variables}
    if name == "all" and name not in known:
        return [Chain([(_label(element, work.labels.get("all", "All")), "", (place, name))])]
    if (element.quoted or name not in known) and (name in STATISTICS or name in COUNTED or name in SUMMED):
        default = work.labels.get(name, SPELLED.get(name, name.capitalize()))
        return [Chain([(_label(element, default), "", (place, name))], "", name, element.denominator)]
    chains = []
    for one in resolve(work.given.table, [element.item]):
        if one.lower() not in known:
            raise StepError(f"The type of name ({one.upper()}) is unknown.", element.at)
        text = _label(element, work.given.table.variable(one).label or one)
        if one in (c.name for c in work.classes):
            chains.append(Chain([(text, one, (place, one))]))
        else:
            chains.append(Chain([(text, "", (place, one))], one))
    return chains


def _label(element: sr.TableElement, default: str) -> str:
    return default if element.label is None else element.label


def _table(
    session: Session, work: Work, table: st.ReportStatement, place: int, title: str, by: Row
) -> list[tuple[Row, dict[str, float]]]:
    """Print a table's pages; return the rows of OUT= as (BY, class values, _TYPE_, _PAGE_, _TABLE_), statistics."""
    holder = st.ProcStatement(keyword="table", options=table.options, at=table.at, end=table.end)
    own = options(holder, TABLE)
    pages, rows, heads = _dimensions(work, table)
    every = "printmiss" in own
    shared = {position for position, _ in work.given.by}  # a variable in both BY and CLASS stands once
    collected: dict[tuple[int, int, int], dict[tuple[int, ...], tuple[Row, dict[str, float]]]] = {}
    sheets: dict[Any, int] = {}
    orders: dict[tuple[Any, ...], int] = {}
    for page_number, page in enumerate(pages):
        for chosen in (
            work.every(page.classes()) if every and work.rows else work.combinations(page.classes(), {})
        ):
            sheet_key = (tuple(sorted(page.classes())), tuple(sorted(chosen.items())))
            sheet = sheets.setdefault(sheet_key, len(sheets) + 1)
            _sheet(session, work, page, rows, heads, chosen, own, title)
            for row in rows:
                for head in heads:
                    cell = page.then(row).then(head)
                    names = [c.name for c in work.classes if c.name in cell.classes()]
                    kind = orders.setdefault((page_number, *names), len(orders))
                    found = collected.setdefault((sheet, kind, place), {})
                    for levels in work.combinations(names, chosen):
                        column, value = _name(work, page, row, head), _cell(work, page, row, head, levels)
                        key = tuple(levels.values())
                        if key not in found:
                            values: Row = [
                                work.value(c.name, levels[c.name]) if c.name in levels
                                else work.given.table.variables[c.position].missing
                                for c in work.classes if c.position not in shared
                            ]  # fmt: skip
                            bits = "".join("1" if c.name in levels else "0" for c in work.classes) or "0"
                            found[key] = ([*by, *values, bits, float(sheet), float(place)], {})
                        found[key][1][column] = value
    made = []
    for kind_key in sorted(collected):
        made += [collected[kind_key][key] for key in sorted(collected[kind_key])]
    return made


def _dimensions(work: Work, table: st.ReportStatement) -> list[list[Chain]]:
    """Return the chains of pages, rows and columns."""
    assert isinstance(table.content, tuple)
    found: list[list[Chain]] = [[Chain()]] * (3 - len(table.content))
    return found + [_chains(dimension, work) for dimension in table.content]


def _columns(work: Work, table: st.ReportStatement) -> list[str]:
    """Return the names in OUT= of a table's statistics, in the order of its cells."""
    pages, rows, heads = _dimensions(work, table)
    return [_name(work, page, row, head) for page in pages for row in rows for head in heads]


def _keyword(cell: Chain) -> str:
    keyword = cell.statistic or ("sum" if cell.variable else "n")
    if not cell.variable and keyword not in ("n", *COUNTED):
        raise StepError(f"Statistic other than N was requested without analysis variable: {keyword.upper()}.")
    return keyword


def _base(work: Work, page: Chain, row: Chain, head: Chain) -> tuple[list[str], str]:
    """Return the class variables that a percentage's denominator keeps, and its analysis variable."""
    cell = page.then(row).then(head)
    keyword = _keyword(cell)
    fixed = {
        "row": page.classes() + row.classes(), "col": page.classes() + head.classes(), "pag": page.classes(),
    }.get(keyword[:3], [])  # fmt: skip
    if cell.base is None:
        return fixed, cell.variable
    fitting = [c for c in _chains(cell.base, work) if set(c.classes()) <= set(cell.classes())]
    if not fitting:
        raise StepError("A PCTN or PCTSUM base is not in the table.")
    if fitting[0].classes() or keyword in ("pctn", "pctsum"):
        fixed = [name for name in cell.classes() if name not in fitting[0].classes()]
    return fixed, fitting[0].variable or cell.variable


def _name(work: Work, page: Chain, row: Chain, head: Chain) -> str:
    """Return the name in OUT= of a cell's statistic."""
    cell = page.then(row).then(head)
    keyword = _keyword(cell)
    if keyword not in COUNTED and keyword not in SUMMED:
        suffix = {"stddev": "Std", "probt": "ProbT", "prt": "ProbT"}.get(keyword)
        suffix = suffix or SPELLED.get(keyword, keyword.capitalize())
        return f"{cell.variable}_{suffix}"[:32] if cell.variable else suffix
    fixed, whole = _base(work, page, row, head)
    bits = "".join("1" if c.name in fixed else "0" for c in work.classes) or "0"
    name = f"PctN_{bits}" if keyword in COUNTED else f"PctSum_{bits}"
    return f"{cell.variable}_{name}_{whole}"[:32] if cell.variable else name


def _cell(work: Work, page: Chain, row: Chain, head: Chain, levels: dict[str, int]) -> float:
    """Return the value of a cell, whose class variables have these levels."""
    cell = page.then(row).then(head)
    keyword = _keyword(cell)
    rows = work.group(levels)
    if keyword not in COUNTED and keyword not in SUMMED:
        return statistic(work.setup, keyword, cell.variable, rows)
    fixed, whole = _base(work, page, row, head)
    counted = "n" if keyword in COUNTED else "sum"
    base = work.group({name: levels[name] for name in fixed})
    share = statistic(work.setup, counted, cell.variable, rows)
    total = statistic(work.setup, counted, whole, base)
    return nan if isnan(share) or isnan(total) or total == 0 else 100 * share / total


def _sheet(
    session: Session,
    work: Work,
    page: Chain,
    rows: list[Chain],
    heads: list[Chain],
    chosen: dict[str, int],
    own: dict[str, st.Option],
    title: str,
) -> None:
    """Print one page."""
    every = "printmiss" in own

    def spread(chains: list[Chain]) -> list[tuple[Chain, dict[str, int], list[str]]]:
        found = [
            (chain, levels)
            for chain in chains
            for levels in (
                work.every(chain.classes()) if every else work.combinations(chain.classes(), chosen)
            )
        ]
        found.sort(key=lambda one: _nested(chains, *one))
        return [(chain, levels, _texts(session, work, chain, levels)) for chain, levels in found]

    across = spread(heads)
    lines = []
    for row, levels, texts in spread(rows):
        line = []
        for head, others, _ in across:
            all_levels = {**chosen, **levels, **others}
            ordered = {c.name: all_levels[c.name] for c in work.classes if c.name in all_levels}
            line.append(_shown(session, work, page, row, head, ordered, own))
        lines.append((texts, line))
    width = max((len(texts) for texts, _ in lines), default=0)
    box = _option_text(own.get("box"))
    names = [box if place == 0 else "" for place in range(width)] + [
        " / ".join(texts) for *_, texts in across
    ]
    body = [[*texts, *[""] * (width - len(texts)), *line] for texts, line in lines]
    page_texts = " ".join(_texts(session, work, page, chosen))
    shown = " ".join(part for part in (title or session.titles.get(1, ""), page_texts) if part)
    session.show("TABULATE", "Table", names, body, shown)


def _nested(chains: list[Chain], chain: Chain, levels: dict[str, int]) -> list[tuple[int, int]]:
    """Return the place of a heading: what is crossed with an element stands inside each of its levels.

    "TABLE Statement", "Elements That Can Be Used in a Dimension Expression": `sex*(n mean)` shows N and Mean of one
    sex, then of the other.
    """
    place = []
    for depth, (_, name, _) in enumerate(chain.headings, start=1):
        path = [element for *_, element in chain.headings[:depth]]
        first = next(i for i, c in enumerate(chains) if [e for *_, e in c.headings[:depth]] == path)
        place.append((first, levels[name] if name else 0))
    return place


def _texts(session: Session, work: Work, chain: Chain, levels: dict[str, int]) -> list[str]:
    found: list[str] = []
    for text, name, _ in chain.headings:
        found.append(text)
        if name:
            variable: Variable = work.given.table.variable(name)
            found.append(session.text(work.value(name, levels[name]), variable))
    return [text for text in found if text.strip()]


def _shown(
    session: Session,
    work: Work,
    page: Chain,
    row: Chain,
    head: Chain,
    levels: dict[str, int],
    own: dict[str, st.Option],
) -> str:
    """Return the text of a cell."""
    cell = page.then(row).then(head)
    option = work.given.given.get("format") or work.given.given.get("f")
    format_ = cell.format or (str(option.value) if option is not None else "")
    if not format_:
        keyword = cell.statistic or ("sum" if cell.variable else "n")
        format_ = "12." if keyword in ("n", "nmiss") else "12.2"
    value = _cell(work, page, row, head, levels) if work.group(levels) else nan
    if isnan(value):
        return _option_text(own["misstext"]) if "misstext" in own else "."
    return session.text(value, format_)


def _option_text(option: st.Option | None) -> str:
    """Return the text of BOX= or MISSTEXT=."""
    value = option.value if option is not None else None
    if isinstance(value, tuple):
        value = next((v.value for v in value if isinstance(v, st.Option) and v.name == "label"), None)
    if isinstance(value, sx.Var):
        return "" if value.name.lower() == "_page_" else value.name
    return value.value if isinstance(value, sx.String) else ""
