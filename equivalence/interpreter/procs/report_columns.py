"""What COLUMN and DEFINE of PROC REPORT say: the columns, their usages, ACROSS variables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.names import expand
from equivalence.interpreter.procs.classes import ClassVariable, order_of, ranks, usable_rows
from equivalence.interpreter.procs.means_printed import Setup
from equivalence.interpreter.procs.options import options, resolve, word
from equivalence.interpreter.procs.report_blocks import Item
from equivalence.interpreter.procs.results import Input
from equivalence.interpreter.tables import Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_report as sr
from translator.library.statistics import STATISTICS

LOOK = {
    "width", "spacing", "flow", "left", "right", "center", "page", "id", "style", "color", "css", "contents",
}  # fmt: skip

USAGES = ("display", "order", "group", "across", "analysis", "computed")

KEYWORDS = set(STATISTICS) | {"pctn", "pctsum"}


@dataclass(slots=True)
class Report:
    """What the statements say: the columns, the sorting variables, the summary rows asked for."""

    given: Input
    items: list[Item]
    keys: list[tuple[int, ClassVariable]]
    detail: bool
    setup: Setup
    across: list[ClassVariable] = field(default_factory=list)
    breaks: dict[tuple[str, int], bool] = field(default_factory=dict)
    suppressed: set[int] = field(default_factory=set)
    complete: bool = False


def read_columns(given: Input) -> Report:
    """Return the columns of a PROC REPORT step, with what DEFINE, BREAK and COMPUTE say of them."""
    step, table = given.step, given.table
    defined = _definitions(given)
    column = next((s for s in step.body if isinstance(s, st.ReportStatement) and s.keyword == "column"), None)
    every = [sr.ReportItem(sx.Var(v.name)) for v in table.variables]
    stacks = [_stacks(node) for node in (_side_by_side(column.content) if column is not None else every)]
    across = _across(given, stacks, defined)
    items = _spread(given, stacks, defined, across)
    taken = [item.variable.name.lower() for item in items if not item.across]
    for place, item in enumerate(items):
        if item.across or taken.count(item.variable.name.lower()) > 1:
            item.variable = item.variable.renamed(f"_C{place + 1}_")
    detail = any(item.usage in ("display", "order") for item in items)
    keys: list[tuple[int, ClassVariable]] = []
    for place, item in enumerate(items):
        if item.usage in ("group", "order"):
            order = {"internal": "unformatted"}.get(item.order, item.order)
            if order == "formatted" and not item.variable.format:
                order = "unformatted"
            kept = item.missing or "missing" in given.given
            key = ClassVariable(item.source, table.index(item.source), kept, order, item.descending)
            keys.append((place, key))
    weight, frequency = given.one("weight"), given.one("freq")
    weights = {
        item.source: table.index(weight) for item in items if item.statistic and item.source and weight
    }
    setup = Setup(
        _formatted(table, items, _formats_of(given, across, defined)), [k for _, k in keys], [], given.by, table.index(frequency) if frequency else None,
        weights, [], [], False,
    )  # fmt: skip
    return Report(given, items, keys, detail, setup, list(across.values()))


def _side_by_side(node: Any) -> list[Any]:
    """Return the items and stacks of COLUMN, left to right."""
    if isinstance(node, sr.ReportColumns):
        return [one for item in node.items for one in _side_by_side(item)]
    return [node]


def _across(
    given: Input, nodes: list[list[list[sr.ReportItem]]], defined: dict[str, Any]
) -> dict[str, ClassVariable]:
    """Return the ACROSS variables by name."""
    found: dict[str, ClassVariable] = {}
    for item in (item for stacks in nodes for stack in stacks for item in stack):
        name = item.item.name if isinstance(item.item, sx.Var) else ""
        header, values, switches = defined.get(name.lower(), (None, {}, set()))
        if "across" in switches:
            variable = given.table.variable(name)
            order = order_of(values.get("order"), default="formatted")
            if order == "formatted" and not (_format(values) or variable.format):
                order = "unformatted"
            found[variable.name] = ClassVariable(
                variable.name,
                given.table.index(name),
                "missing" in switches or "missing" in given.given,
                order,
                "descending" in switches,
            )
    if found and given.by:
        raise StepError(
            "ACROSS together with BY is not supported by the reference interpreter.", given.step.at, "R0060"
        )
    return found


def _spread(
    given: Input,
    nodes: list[list[list[sr.ReportItem]]],
    defined: dict[str, Any],
    across: dict[str, ClassVariable],
) -> list[Item]:
    """Return the columns; a stack with ACROSS variables has one for each combination of their levels."""
    session, table = given.session, _with_formats(given.table, defined)
    sorting = [
        ClassVariable(
            table.variable(name).name, table.index(name), "missing" in switches or "missing" in given.given
        )
        for name, (_, _, switches) in defined.items()
        if table.has(name) and switches & {"group", "order"}
    ]
    used = usable_rows(table, [*sorting, *across.values()])
    names = {name.lower(): name for name in across}
    items: list[Item] = []
    texts: dict[tuple[str, int], str] = {}
    counts: dict[str, int] = {}
    for name, variable in across.items():
        levels = ranks(session, table, variable, used, [1.0] * len(used)).values()
        counts[name] = len(levels)
        texts |= {(name, rank): session.text(value, table.variable(name)) for rank, value in levels}

    def names_of(stack: list[sr.ReportItem]) -> list[str | sr.ReportItem]:
        return [names.get(i.item.name.lower(), i) if isinstance(i.item, sx.Var) else i for i in stack]

    def expand(
        group: list[list[str | sr.ReportItem]], chosen: dict[str, int], below: list[sr.ReportItem]
    ) -> None:
        while group:
            if not group[0]:
                made = list(_items(given, below, defined)) if below else [_counted()]
                for item in made:
                    if item.usage != "statistic":
                        message = "This item beside an ACROSS variable is not supported by the reference interpreter."
                        raise StepError(message, given.step.at, "R0060")
                    shown = [texts[one] for one in chosen.items()] + ([item.heading] if below else [])
                    item.heading = " / ".join(text for text in shown if text.strip())
                    item.across, item.variable = dict(chosen), replace(item.variable, label="")
                    items.append(item)
                group = group[1:]
                continue
            same = [path for path in group if path and path[0] == group[0][0]]
            head, rest = group[0][0], [path[1:] for path in same]
            for rank in range(counts[head]) if isinstance(head, str) else [0]:
                if isinstance(head, str):
                    expand(rest, {**chosen, head: rank}, below)
                else:
                    expand(rest, chosen, [*below, head])
            group = group[len(same) :]

    for stacks in nodes:
        parts = [names_of(stack) for stack in stacks]
        if any(isinstance(part, str) for stack in parts for part in stack):
            expand(parts, {}, [])
        else:
            items += [item for stack in stacks for item in _items(given, stack, defined)]
    return items


def _with_formats(table: Table, defined: dict[str, Any]) -> Table:
    """Return the table with the formats of DEFINE."""
    formats = {name: _format(values) for name, (_, values, _) in defined.items()}
    variables = [replace(v, format=formats.get(v.name.lower()) or v.format) for v in table.variables]
    return Table(variables, table.rows)


def _counted() -> Item:
    """Return what stands under ACROSS variables alone: the number of rows."""
    return Item(Variable("n", "num"), "statistic", "", "n", "")


def _formats_of(given: Input, across: dict[str, ClassVariable], defined: dict[str, Any]) -> dict[str, str]:
    """Return the formats of ACROSS variables by name in lower case."""
    table = _with_formats(given.table, defined)
    return {name.lower(): table.variable(name).format for name in across}


def _formatted(table: Table, items: list[Item], across: dict[str, str]) -> Table:
    """Return the table with the formats that DEFINE gives to sorting and ACROSS variables: they make the levels."""
    formats = {
        item.source.lower(): item.variable.format for item in items if item.usage in ("group", "order")
    }
    formats |= across
    variables = [replace(v, format=formats.get(v.name.lower(), v.format)) for v in table.variables]
    return Table(variables, table.rows)


def _definitions(given: Input) -> dict[str, tuple[str | None, dict[str, st.Option], set[str]]]:
    """Return (header, options, switches) of each item that DEFINE names, alone or in a list of variables."""
    found: dict[str, tuple[str | None, dict[str, st.Option], set[str]]] = {}
    split = word(given.given.get("split")) or "/"
    for s in given.step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "define":
            assert isinstance(s.content, sr.ReportDefinition)
            holder = st.ProcStatement(keyword="define", options=s.options, at=s.at, end=s.end)
            options(
                holder,
                {*USAGES, *KEYWORDS, "format", "f", "order", "descending", "noprint", "missing", *LOOK},
            )
            values = {o.name: o for o in s.options if o.equals}
            switches = {o.name for o in s.options if not o.equals}
            usages = [o.name for o in s.options if not o.equals and o.name in USAGES]
            switches -= set(usages) - {"computed", *usages[-1:]}  # of several usages the last one
            header = " ".join(s.content.headers).replace(split, " ") if s.content.headers else None
            for name in (one.lower() for one in expand([s.content.item], given.table.variables)):
                first, others, more = found.get(name, (None, {}, set()))
                for one in (set(USAGES), KEYWORDS):  # what two statements say of an item adds up
                    if switches & one and more & one and (switches & one) != (more & one):
                        _refuse_both(name, s)
                for key in values.keys() & others.keys() & {"format", "f", "order"}:
                    if values[key].value != others[key].value:
                        _refuse_both(name, s)
                if header is not None and first not in (None, header):
                    _refuse_both(name, s)
                found[name] = first if header is None else header, {**others, **values}, more | switches
    return found


def _refuse_both(name: str, at: st.Node) -> NoReturn:
    message = f"Two DEFINE statements that contradict each other for {name.upper()} are not supported by the reference interpreter."
    raise StepError(message, at.at, "R0060")


def _stacks(node: Any) -> list[list[sr.ReportItem]]:
    """Return what is stacked in each column."""
    if isinstance(node, sr.ReportItem):
        return [[node]]
    if isinstance(node, sr.ReportColumns):
        return [stack for item in node.items for stack in _stacks(item)]
    found: list[list[sr.ReportItem]] = [[]]
    for level in node.levels:
        found = [above + below for above in found for below in _stacks(level)]
    return found


def _items(given: Input, stack: list[sr.ReportItem], defined: dict[str, Any]) -> Iterator[Item]:
    """Yield the columns of a stack: one, or one for each variable of a list."""
    table = given.table
    keyword, spelled = "", ""
    chosen: list[tuple[Variable, str]] = []
    for item in stack:
        name = item.item.name if isinstance(item.item, sx.Var) else ""
        known = table.has(name) if name else True
        switches = defined.get((item.alias or name).lower(), (None, {}, set()))[2]
        if not known and name.lower() in KEYWORDS and "computed" not in switches:
            keyword, spelled = name.lower(), item.alias or name
        elif not known:
            if switches & set(USAGES) - {"computed"} or (
                not switches & {"computed"} and name.lower() not in defined
            ):
                raise StepError(f"Variable {name.upper()} is not on file.", item.at)
            yield _computed(given, name, defined)
            return
        else:
            chosen += [(table.variable(one), item.alias) for one in resolve(table, [item.item])]
    if not chosen:
        header, values, switches = defined.get(spelled.lower(), (None, {}, set()))
        if keyword not in ("n", "pctn"):
            raise StepError(f"{keyword.upper()} needs an analysis variable.", given.step.at)
        shown = Variable(spelled, "num", 8, _format(values) or "", "", header or "")
        yield Item(shown, "statistic", "", keyword, _heading(header, spelled), "noprint" in switches)
    for variable, alias in chosen:
        header, values, switches = defined.get((alias or variable.name).lower(), (None, {}, set()))
        made = _item(variable, alias, header, values, switches, keyword)
        if keyword:  # DEFINE of the statistic says what is below the variable's heading
            below, own, more = defined.get(spelled.lower(), (None, {}, set()))
            made.variable = replace(made.variable, format=_format(own) or made.variable.format)
            made.noprint = made.noprint or "noprint" in more
            parts = [text for text in (made.heading, _heading(below, spelled)) if text.strip()]
            made.heading = " / ".join(parts)
        yield made


def _item(
    variable: Variable,
    alias: str,
    header: str | None,
    values: dict[str, st.Option],
    switches: set[str],
    stacked: str,
) -> Item:
    usage = next((u for u in USAGES if u in switches), "")
    keyword = stacked or next((k for k in switches if k in KEYWORDS), "")
    if usage == "computed":
        raise StepError(f"{variable.name} is a variable of the data set.")
    if keyword or usage == "analysis" or (not usage and variable.kind == "num"):
        keyword = keyword or "sum"
        if variable.kind == "char" and keyword not in ("n", "nmiss"):
            raise StepError(f"{variable.name} is a character variable: {keyword.upper()} needs a number.")
        default = "" if keyword in ("n", "nmiss", "pctn", "pctsum") else variable.format
        usage = "statistic"
    else:
        keyword, default = "", variable.format
    form = _format(values)
    shown = replace(
        variable,
        name=alias or variable.name,
        label=header or variable.label,
        format=default if form is None else form,
    )
    order = order_of(values.get("order"), default="formatted")
    return Item(
        shown, usage or "display", variable.name, keyword, _heading(header, variable.label, shown.name), "noprint" in switches,
        order, "descending" in switches, bool(alias), "missing" in switches,
    )  # fmt: skip


def _computed(given: Input, name: str, defined: dict[str, Any]) -> Item:
    header, values, switches = defined.get(name.lower(), (None, {}, set()))
    kind, length = "num", 8
    for s in given.step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "compute":
            assert isinstance(s.content, sr.ReportPlace)
            holder = st.ProcStatement(keyword="compute", options=s.options, at=s.at, end=s.end)
            own = options(holder, {"char", "character", "length", "style", "left", "right", "center"})
            if (
                not s.content.location
                and s.content.target.lower() == name.lower()
                and {"char", "character"} & set(own)
            ):
                kind, length = "char", int(float(word(own.get("length")) or 8))
    shown = Variable(name, kind, length, _format(values) or "", "", header or "")  # type: ignore[arg-type]
    return Item(shown, "computed", "", "", _heading(header, name), "noprint" in switches)


def _heading(header: str | None, *others: str) -> str:
    """Return the text of DEFINE, blank where it says so, else the first of the others."""
    return header if header is not None else next((text for text in others if text), "")


def _format(values: dict[str, st.Option]) -> str | None:
    option = values.get("format") or values.get("f")
    return str(option.value) if option is not None and isinstance(option.value, sx.Format) else None
