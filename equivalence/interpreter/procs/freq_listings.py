"""ODS OUTPUT of PROC FREQ's tables of counts: OneWayFreqs, List, CrossTabFreqs. FREQ, "ODS Table Names"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.print_ import by_groups
from equivalence.interpreter.procs.results import below, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st

if TYPE_CHECKING:
    from equivalence.interpreter.procs.freq import Cell


@dataclass(slots=True)
class Request:
    """A printed table: its variables, whether it is a LIST, and what counts its cells in rows."""

    names: list[str]
    options: frozenset[str]
    count: Callable[[list[Row]], list[Cell]]

    @property
    def listed(self) -> bool:
        """Is it a LIST?"""
        return "list" in self.options

    @property
    def kind(self) -> str:
        """The name of its ODS table."""
        return _kind(self)

    @property
    def title(self) -> str:
        """What the variable Table says."""
        return f"Table {' * '.join(self.names)}"


def _kind(request: Request) -> str:
    """CROSSLIST makes another table of crossed variables, LIST wins over it."""
    if len(request.names) == 1:
        return "OneWayFreqs"
    return "List" if request.listed else "CrossList" if "crosslist" in request.options else "CrossTabFreqs"


def listings(
    session: Session, step: st.ProcStep, table: Table, by: list[tuple[int, bool]], requests: list[Request]
) -> None:
    """Write the tables that ODS OUTPUT asks for; those of several requests stand below one another."""
    for kind in ("OneWayFreqs", "List", "CrossTabFreqs"):
        chosen = [one for one in requests if one.kind == kind]
        if not chosen or not session.ods_outputs.find(kind):
            continue
        if kind == "OneWayFreqs" and any("maxlevels" in one.options for one in chosen):
            raise StepError(
                f"{kind} with MAXLEVELS= is not supported by the reference interpreter.", None, "R0060"
            )
        if kind != "CrossTabFreqs" and any(
            "missprint" in one.options and "missing" not in one.options for one in chosen
        ):
            raise StepError(
                f"{kind} with MISSPRINT is not supported by the reference interpreter.", None, "R0060"
            )
        head = [table.variables[p] for p, _ in by]
        if any(v.name in request.names for v in head for request in chosen):
            raise StepError(
                f"{kind} of a BY variable is not supported by the reference interpreter.", None, "R0060"
            )
        widest = max(32, *(len(one.title) for one in chosen))
        parts = [[*head, *_columns(table, request, widest)] for request in chosen]
        whole = Table(list(parts[0]), [])
        for columns in parts[1:]:
            below(whole, columns, [])
        for _, rows in by_groups(session, table, by):
            values = [rows[0][p] for p, _ in by] if by and rows else []
            for request, columns in zip(chosen, parts, strict=True):
                cells = request.count(rows)
                lines = (
                    _crossed(table, request, cells)
                    if kind == "CrossTabFreqs"
                    else _counted(session, table, request, cells)
                )
                below(whole, columns, [[*values, *line] for line in lines])
        session.ods_outputs.write(session, step, kind, whole, table.variables)


def _statistics(request: Request) -> list[str]:
    """Return the columns of statistics: those that NOPERCENT, NOCUM, NOROW, NOCOL leave out are not there.

    NOFREQ only hides the counts. The order is that of the values in the template Base.Freq.CrossTabFreqs.
    """
    chosen = request.options
    percent = [] if "nopercent" in chosen else ["Percent"]
    if request.kind != "CrossTabFreqs":
        sums = [] if "nocum" in chosen else ["CumFrequency", *(f"Cum{name}" for name in percent)]
        return ["Frequency", *percent, *sums]
    both = "norowcolpct" in chosen
    added = {
        "Expected": "expected" in chosen,
        "Deviation": "deviation" in chosen,
        "CellChiSquare": "cellchi2" in chosen,
        "TotalPercent": "totpct" in chosen and len(request.names) > 2,
        "Percent": bool(percent),
        "RowPercent": not both and "norow" not in chosen,
        "ColPercent": not both and "nocol" not in chosen,
        "CumColPercent": "cumcol" in chosen,
    }
    return ["Frequency", *(name for name, there in added.items() if there), "Missing"]


def _columns(table: Table, request: Request, widest: int) -> list[Variable]:
    variables = [table.variable(name) for name in request.names]
    made = [char("Table", widest)]
    if request.kind == "CrossTabFreqs":
        count = len(variables)
        made += [*variables, char("_TYPE_", count), char("_TABLE_", 1 if count == 2 else 8)]
        return made + [num(n) for n in _statistics(request)]
    for v in variables:
        made += [char(f"F_{v.name}"[:32], max(12, v.length)), v]
    return made + [num(n) for n in _statistics(request)]


def _counted(session: Session, table: Table, request: Request, cells: list[Cell]) -> list[Row]:
    """Return the rows of OneWayFreqs and List: each value as text and as it is, cumulated counts."""
    known = [c for c in cells if not c.missing]
    total, running = sum(c.count for c in known), 0.0
    rows: list[Row] = []
    for c in known:
        running += c.count
        row: Row = [request.title]
        for name, value in zip(request.names, c.values, strict=True):
            row += [session.text(value, table.variable(name)), value]
        shares = [100 * part / total if total and not c.bare else nan for part in (c.count, running)]
        values = {
            "Frequency": c.count,
            "Percent": shares[0],
            "CumFrequency": running,
            "CumPercent": shares[1],
        }
        rows.append([*row, *(values[name] for name in _statistics(request))])
    return rows


def _crossed(table: Table, request: Request, cells: list[Cell]) -> list[Row]:
    """Return the rows of CrossTabFreqs: the two-way tables of the strata below one another."""
    known = [c for c in cells if not c.missing]
    if not known:
        return []
    if known[0].bare:
        raise StepError("CrossTabFreqs is not computed where weights are negative.", None, "R0602")
    lost = float(sum(c.count for c in cells if c.missing))
    if lost and len(request.names) > 2:
        raise StepError(
            "CrossTabFreqs of more than two variables with missing values is not computed.", None, "R0602"
        )
    levels = levels_of(known)
    empty = [table.variable(n).missing for n in request.names[-2:]]
    wanted = _statistics(request)
    whole = sum(c.count for c in known)
    rows: list[Row] = []
    for number, stratum in enumerate(sorted({c.ranks[:-2] for c in known}), 1):
        inside = [c for c in known if c.ranks[:-2] == stratum]
        head = inside[0].values[:-2]
        for line in two_way(levels, inside, whole):
            sides = (line.row, line.column)
            shown = [v if k == "1" else none for v, k, none in zip(sides, line.kind, empty, strict=True)]
            start: Row = [request.title, *head, *shown, "1" * len(head) + line.kind, str(number)]
            values = line.values | ({"Missing": lost} if line.kind == "00" else {})
            rows.append([*start, *(values.get(name, nan) for name in wanted)])
    return rows


Levels = list[dict[int, Value]]
"""The levels of the rows and of the columns: rank -> value, in order."""


@dataclass(slots=True)
class Line:
    """A cell of a two-way table (kind 11), the total of a row (10), of a column (01), the total (00)."""

    row: Value
    column: Value
    kind: str
    values: dict[str, float]


def levels_of(known: list[Cell]) -> Levels:
    """Return the levels of the last two variables that the cells have, of all strata."""
    return [dict(sorted({c.ranks[i]: c.values[i] for c in known}.items())) for i in (-2, -1)]


def two_way(levels: Levels, cells: list[Cell], whole: float) -> list[Line]:
    """Return the lines of a two-way table. `whole`: the total of all strata. Totals have any value as row or column."""
    count = {c.ranks[-2:]: c.count for c in cells}
    total = sum(count.values())
    by_row = {r: sum((x for k, x in count.items() if k[0] == r), 0.0) for r in levels[0]}
    by_column = {c: sum((x for k, x in count.items() if k[1] == c), 0.0) for c in levels[1]}
    any_row, any_column = next(iter(levels[0].values())), next(iter(levels[1].values()))

    def share(part: float, of: float) -> float:
        return 100 * part / of if of else nan

    def line(row: Value, column: Value, kind: str, x: float, **more: float) -> Line:
        values = {"Frequency": x, "Percent": share(x, total), "TotalPercent": share(x, whole)} | more
        return Line(row, column, kind, values)

    lines: list[Line] = []
    above = dict.fromkeys(levels[1], 0.0)
    for r, row in levels[0].items():
        for c, column in levels[1].items():
            x = count.get((r, c), 0.0)
            above[c] += x
            expected = by_row[r] * by_column[c] / total if total else nan
            more = {
                "Expected": expected,
                "Deviation": x - expected,
                "CellChiSquare": (x - expected) ** 2 / expected if expected else nan,
                "RowPercent": share(x, by_row[r]),
                "ColPercent": share(x, by_column[c]),
                "CumColPercent": share(above[c], by_column[c]),
            }
            lines.append(line(row, column, "11", x, **more))
        lines.append(line(row, any_column, "10", by_row[r]))
    lines += [line(any_row, column, "01", by_column[c]) for c, column in levels[1].items()]
    return [*lines, line(any_row, any_column, "00", total)]
