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
from equivalence.interpreter.tables import Row, Table, Variable

if TYPE_CHECKING:
    from equivalence.interpreter.procs.freq import Cell


@dataclass(slots=True)
class Request:
    """A printed table: its variables, whether it is a LIST, and what counts its cells in rows."""

    names: list[str]
    listed: bool
    count: Callable[[list[Row]], list[Cell]]

    @property
    def kind(self) -> str:
        """The name of its ODS table."""
        return "OneWayFreqs" if len(self.names) == 1 else "List" if self.listed else "CrossTabFreqs"

    @property
    def title(self) -> str:
        """What the variable Table says."""
        return f"Table {' * '.join(self.names)}"


def listings(session: Session, table: Table, by: list[tuple[int, bool]], requests: list[Request]) -> None:
    """Write the tables that ODS OUTPUT asks for; those of several requests stand below one another."""
    for kind in ("OneWayFreqs", "List", "CrossTabFreqs"):
        chosen = [one for one in requests if one.kind == kind]
        target = session.ods_outputs.pop(kind.lower(), None) if chosen else None
        if target is None:
            continue
        head = [table.variables[p] for p, _ in by]
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
        session.write(target, whole)


def _columns(table: Table, request: Request, widest: int) -> list[Variable]:
    variables = [table.variable(name) for name in request.names]
    made = [char("Table", widest)]
    if request.kind == "CrossTabFreqs":
        if len(variables) > 2:
            raise StepError(
                "CrossTabFreqs of more than two variables is not supported by the reference interpreter.",
                None,
                "R0060",
            )
        made += [*variables, char("_TYPE_", 2), char("_TABLE_", 1)]
        return made + [num(n) for n in ("Frequency", "Percent", "RowPercent", "ColPercent", "Missing")]
    for v in variables:
        made += [char(f"F_{v.name}"[:32], max(12, v.length)), v]
    return made + [num(n) for n in ("Frequency", "Percent", "CumFrequency", "CumPercent")]


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
        rows.append([*row, c.count, shares[0], running, shares[1]])
    return rows


def _crossed(table: Table, request: Request, cells: list[Cell]) -> list[Row]:
    """Return the rows of CrossTabFreqs: cells, row totals (_TYPE_ 10), column totals (01) and the total (00)."""
    known = [c for c in cells if not c.missing]
    if not known:
        return []
    if known[0].bare:
        raise StepError("CrossTabFreqs is not computed where weights are negative.", None, "R0602")
    heads = [dict(sorted({c.ranks[i]: c.values[i] for c in known}.items())) for i in (0, 1)]
    count = {c.ranks: c.count for c in known}
    total = sum(count.values())
    empty = [table.variable(n).missing for n in request.names]
    by_row = {r: sum(x for k, x in count.items() if k[0] == r) for r in heads[0]}
    by_column = {c: sum(x for k, x in count.items() if k[1] == c) for c in heads[1]}

    def share(part: float, whole: float) -> float:
        return 100 * part / whole if whole else nan

    rows: list[Row] = []
    for r, row in heads[0].items():
        for c, column in heads[1].items():
            x = count.get((r, c), 0.0)
            shares = [share(x, part) for part in (total, by_row[r], by_column[c])]
            rows.append([request.title, row, column, "11", "1", x, *shares, nan])
        rows.append(
            [request.title, row, empty[1], "10", "1", by_row[r], share(by_row[r], total), nan, nan, nan]
        )
    for c, column in heads[1].items():
        x = by_column[c]
        rows.append([request.title, empty[0], column, "01", "1", x, share(x, total), nan, nan, nan])
    lost = float(sum(c.count for c in cells if c.missing))
    return [*rows, [request.title, *empty, "00", "1", total, 100.0, nan, nan, lost]]
