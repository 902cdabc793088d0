"""PROC REPORT: each row of the report in turn. Base SAS 9.4 Procedures Guide, "REPORT Procedure"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import isnan, nan
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import level_of, ranks, usable_rows
from equivalence.interpreter.procs.means_groups import row_frequency, statistic
from equivalence.interpreter.procs.options import options, word
from equivalence.interpreter.procs.report_blocks import Item, blocks, run_blocks
from equivalence.interpreter.procs.report_columns import Report, read_columns
from equivalence.interpreter.procs.results import begin, write_out_and_ods
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax_report as sr

KNOWN = {
    "out", "missing", "split", "vardef", "qntldef", "pctldef", "nowd", "nowindows", "wd", "windows", "headline", "headskip",
    "noheader", "center", "nocenter", "ls", "ps", "colwidth", "spacing", "panels", "pspace", "list", "showall", "wrap",
    "box", "formchar", "profile", "prompt", "commands", "help", "noalias", "bypageno", "contents", "style", "spanrows",
    "nocompleterows", "completerows", "completecols", "threads", "nothreads", "named", "qmethod", "qmarkers", "reportname",
}  # fmt: skip
BREAK_LOOK = {"skip", "page", "ol", "ul", "dol", "dul", "color", "style", "contents"}


@dataclass(slots=True)
class Line:
    """A row of the report: its values by column, the break it stands for, and whether it is printed."""

    values: list[Value]
    mark: str = ""
    place: str = ""
    printed: bool = True


@procedure("REPORT")
def report(session: Session, step: st.ProcStep) -> None:
    """Make the rows, run COMPUTE blocks in them, print the report and write OUT=."""
    inner = {s.keyword for s in step.body if isinstance(s, st.RawStatement)}
    given = begin(session, step, KNOWN, st.ReportStatement, keywords={"weight", "freq", *inner})
    for name, default in (("vardef", "df"), ("qntldef", "5"), ("pctldef", "5")):
        if word(given.given.get(name)) not in ("", default):
            raise StepError(
                f"{name.upper()}= is not supported by the reference interpreter.", step.at, "R0060"
            )
    made = read_columns(given)
    made.complete = "completerows" in given.given
    if made.complete and made.detail:
        raise StepError(
            "COMPLETEROWS with rows of ORDER or DISPLAY variables is not supported.", step.at, "R0060"
        )
    found = blocks(step)
    _breaks(made, step, found)
    heads = given.by_variables()
    names = {item.variable.name.lower() for item in made.items}
    front = [i for i, v in enumerate(heads) if v.name.lower() not in names]
    variables = [
        *(heads[i] for i in front),
        *(item.variable for item in made.items),
        Variable("_BREAK_", "char", 32),
    ]
    kept: list[Row] = []
    for title, rows in given.groups():
        lines = _lines(session, made, rows)
        run_blocks(session, step, made.items, found, lines, len(made.keys), made.detail)
        by = given.by_values(rows)
        kept += [[*(by[i] for i in front), *line.values, line.mark] for line in lines]
        _print(session, made, lines, title)
    write_out_and_ods(given, "Report", Table(variables, kept))


def _breaks(made: Report, step: st.ProcStep, found: list[Any]) -> None:
    """Note the summary rows: those of BREAK and RBREAK are printed, those only for COMPUTE are not."""
    depths = {
        made.items[place].variable.name.lower(): depth for depth, (place, _) in enumerate(made.keys, 1)
    } | {"": 0}
    for s in step.body:
        if isinstance(s, st.ReportStatement) and s.keyword in ("break", "rbreak"):
            assert isinstance(s.content, sr.ReportPlace)
            holder = st.ProcStatement(keyword=s.keyword, options=s.options, at=s.at, end=s.end)
            own = options(holder, {"summarize", "suppress", *BREAK_LOOK})
            depth = depths.get(s.content.target.lower())
            if depth is None or (s.keyword == "break" and not depth):
                raise StepError(f"{s.content.target} must be a GROUP or ORDER variable to break on it.", s.at)
            if "summarize" in own:
                made.breaks[s.content.location, depth] = True
            if "suppress" in own:
                made.suppressed.add(depth)
    for block in found:
        if block.location and block.target != "_page_":
            depth = depths.get(block.target)
            if depth is None:
                raise StepError(f"{block.target} must be a GROUP or ORDER variable to break on it.", step.at)
            made.breaks.setdefault((block.location, depth), False)


def _lines(session: Session, made: Report, rows: list[Row]) -> list[Line]:
    """Return the rows of the report for one BY group."""
    table = made.setup.table
    rows = [row for row in rows if row_frequency(made.setup, row) > 0]
    used = usable_rows(Table(table.variables, rows), [*(key for _, key in made.keys), *made.across])
    counts = [row_frequency(made.setup, row) for row in used]
    columns = {key.name: ranks(session, table, key, used, counts) for key in made.across}
    under = [
        {
            key.name: columns[key.name][level_of(session, table, key, row[key.position])][0]
            for key in made.across
        }
        for row in used
    ]
    place_of = {id(row): place for place, row in enumerate(used)}
    ordered = [ranks(session, table, key, used, counts) for _, key in made.keys]
    levels = [
        tuple(
            order[level_of(session, table, key, row[key.position])][0]
            for order, (_, key) in zip(ordered, made.keys, strict=True)
        )
        for row in used
    ]
    standing = [dict(order.values()) for order in ordered]
    if made.detail:
        places = sorted(range(len(used)), key=lambda i: levels[i])
        body = [(levels[i], [used[i]]) for i in places]
    else:
        groups: dict[tuple[int, ...], list[Row]] = {}
        for level, row in zip(levels, used, strict=True):
            groups.setdefault(level, []).append(row)
        body = [(level, groups[level]) for level in sorted(groups)]
        if made.complete:
            each = [sorted(place for place, _ in order.values()) for order in ordered]
            body = [(level, groups.get(level, [])) for level in product(*each)]
    lines: list[Line] = []

    def values(level: tuple[int, ...], inside: list[Row], source: Row | None, depth: int) -> list[Value]:
        found: list[Value] = []
        for item in made.items:
            if item.usage in ("group", "order"):
                which = next(d for d, (_, key) in enumerate(made.keys) if key.name == item.source)
                missing = item.variable.missing
                own = (
                    source[table.index(item.source)] if source is not None else standing[which][level[which]]
                )
                found.append(own if which < depth else missing)
            elif item.usage == "display":
                found.append(
                    source[table.index(item.source)] if source is not None else item.variable.missing
                )
            elif item.usage == "computed":
                found.append(item.variable.missing)
            elif item.across:
                there = [
                    r for r in inside if all(under[place_of[id(r)]][n] == k for n, k in item.across.items())
                ]
                nothing = 0.0 if item.statistic == "n" and not item.source else nan
                found.append(_statistic(made, item, there, used) if there else nothing)
            else:
                found.append(_statistic(made, item, inside, used) if inside or not level else nan)
        return found

    def summary(level: tuple[int, ...], depth: int, place: str) -> None:
        if (place, depth) not in made.breaks:
            return
        inside = [row for other, row in zip(levels, used, strict=True) if other[:depth] == level[:depth]]
        name = made.items[made.keys[depth - 1][0]].variable.name if depth else "_RBREAK_"
        lines.append(Line(values(level, inside, None, depth), name, place, made.breaks[place, depth]))

    every = range(len(made.keys) + 1)
    for number, (level, inside) in enumerate(body):
        before = body[number - 1][0] if number else None
        after = body[number + 1][0] if number + 1 < len(body) else None
        for depth in every:
            if before is None or before[:depth] != level[:depth]:
                summary(level, depth, "before")
        lines.append(Line(values(level, inside, inside[0] if made.detail else None, len(made.keys))))
        for depth in reversed(every):
            if after is None or after[:depth] != level[:depth]:
                summary(level, depth, "after")
    return lines


def _statistic(made: Report, item: Item, inside: list[Row], used: list[Row]) -> float:
    # a share of 1, not of 100 as in TABULATE: Example "Calculating Percentages" prints it with PERCENT6.
    keyword = {"pctn": "n", "pctsum": "sum"}.get(item.statistic, item.statistic)
    value = statistic(made.setup, keyword, item.source, inside)
    if keyword == item.statistic:
        return value
    total = statistic(made.setup, keyword, item.source, used)
    return nan if isnan(total) or total == 0 else value / total


def _print(session: Session, made: Report, lines: list[Line], title: str) -> None:
    """Print the report: a value of a sorting variable only where it changes."""
    sorting = [place for place, _ in made.keys]
    once = sorting if made.detail else sorting[:-1]
    shown: list[list[str]] = []
    before: list[str] | None = None
    width = int(float(word(made.given.given.get("colwidth")) or 9))  # of a number without a format

    def cell(value: Value, item: Item) -> str:
        if isinstance(value, str) or item.variable.format:
            return session.text(value, item.variable)
        return session.text(value, f"best{width}.")

    for line in lines:
        if not line.printed:
            continue
        texts = [cell(v, item) for v, item in zip(line.values, made.items, strict=True)]
        cells = list(texts)
        if line.mark:
            for place, item in enumerate(made.items):
                value = line.values[place]
                fixed = item.usage in ("group", "order", "display")
                if fixed and (value == "" or (isinstance(value, float) and isnan(value))):
                    cells[place] = ""
            for depth in made.suppressed:
                place = made.keys[depth - 1][0]
                if made.items[place].variable.name == line.mark:
                    cells[place] = ""
        else:
            for place in once:
                if before is None or texts[place] != before[place]:
                    break
                cells[place] = ""
            before = texts
        shown.append([c for c, item in zip(cells, made.items, strict=True) if not item.noprint])
    columns = [item.heading for item in made.items if not item.noprint]
    if shown:
        session.show("REPORT", "Report", columns, shown, title or session.titles.get(1, ""))
