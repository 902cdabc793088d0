"""PROC FREQ: one-way and crossed tables, OUT= data sets. Base SAS Procedures Guide, "FREQ Procedure"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import freq_tests, procedure
from equivalence.interpreter.procs.classes import ClassVariable, is_missing, level_of, order_of, ranks
from equivalence.interpreter.procs.freq_listings import Request, listings
from equivalence.interpreter.procs.freq_printed import show
from equivalence.interpreter.procs.options import (
    all_of,
    by_keys,
    crossings,
    dataset,
    named,
    no_observations,
    options,
    resolve,
    selected,
    statements,
    word,
)
from equivalence.interpreter.procs.print_ import by_groups, check_sorted, with_attributes
from equivalence.interpreter.procs.results import below, char, num
from equivalence.interpreter.procs.results import show as show_table
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Value, Variable, sort_rank
from translator.lang import statements as st

HARMLESS = {"compress", "page", "formchar", "nlevels"}
TABLE_HARMLESS = {
    "nocol",
    "norow",
    "nopercent",
    "nofreq",
    "nocum",
    "noprint",
    "list",
    "format",
    "plots",
    "crosslist",
    "norowcolpct",
    "nowarn",
    "nosparse",
    "contents",
    "maxlevels",
    "totpct",
    "expected",
    "cellchi2",
    "deviation",
    "missprint",
    "cumcol",
}
TABLE_KNOWN = {
    *freq_tests.TESTS,
    *freq_tests.SETTINGS,
    "scores",
    "out",
    "missing",
    "outpct",
    "outexpect",
    "outcum",
    "sparse",
    "noprint",
    "list",
    "nocum",
    "nopercent",
}


@dataclass(slots=True)
class Cell:
    """A combination of levels: its values, count, and the ranks that order it."""

    ranks: tuple[int, ...]
    values: list[Value]
    count: float
    missing: bool
    bare: bool = False
    """Without a percentage: a weight is negative (WEIGHT Statement)."""


@procedure("FREQ")
def freq(session: Session, step: st.ProcStep) -> None:
    """Count combinations of levels."""
    given = options(step, {"data", "order", "noprint"} | HARMLESS)
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.ProcStatement,
        st.Tables,
        st.Attrib,
        st.OutputStatement,
    )
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    no_observations(session, source, table)
    table = Table(with_attributes(step, table), table.rows, table.label)
    step = replace(
        step, body=tuple(crossings(table, s) if isinstance(s, st.Tables) else s for s in step.body)
    )
    weight = named(step, "weight")
    weight_at = table.index(resolve(table, weight.names)[0]) if weight is not None else None
    zeros = weight is not None and "zeros" in options(weight, {"zeros"})
    order = order_of(given.get("order"))
    by = by_keys(step, table)
    check_sorted(session, step, source, table, by)
    requests = [(tables, request) for tables in all_of(step, st.Tables) for request in tables.requests]
    if not requests:
        elsewhere = {table.variables[place].name for place, _ in by}
        elsewhere |= set() if weight_at is None else {table.variables[weight_at].name}
        for v in table.variables:
            if v.name in elsewhere:
                continue
            at = step.at
            requests.append((st.Tables(at=at, end=step.end, requests=()), (_var(v.name),)))
    if "nlevels" in given and "noprint" not in given:
        _variable_levels(
            step, session, table, by, list(dict.fromkeys(n for _, r in requests for n in resolve(table, r)))
        )
    printed: list[Request] = []
    for tables, request in requests:
        own = options(tables, TABLE_KNOWN | TABLE_HARMLESS | {"nopct", "exact"})
        own = freq_tests.with_inner(own)
        if "exact" in own:  # another name of FISHER
            own["fisher"] = own.pop("exact")
        if "nopct" in own:  # another spelling of NOPERCENT
            own["nopercent"] = own.pop("nopct")
        if word(own.get("scores")) not in ("", "table", "rank", "ridit", "modridit"):
            raise StepError(
                "SCORES= is not supported by the reference interpreter.", own["scores"].at, "R0060"
            )
        names = resolve(table, request)
        if len(set(names)) < len(names):
            raise StepError(
                "A variable crossed with itself is not supported by the reference interpreter.",
                step.at,
                "R0060",
            )
        by_cells = []
        tested: list[Any] = []
        for title, rows in by_groups(session, table, by):
            by_values = [rows[0][p] for p, _ in by] if by and rows else []
            cells = count_cells(
                session, table, names, rows, weight_at, order, "missing" in own, zeros, "sparse" in own
            )
            by_cells.append((by_values, cells))
            tested.append(
                (
                    by_values,
                    [c for c in cells if c.count or len(names) == 1],
                    sum(c.count for c in cells if c.missing),
                )
            )
            if "noprint" not in given and "noprint" not in own:
                show(session, table, names, cells, title, own)
        target = dataset(own.get("out"))
        if target is not None and (request is requests[-1][1] or tables.requests[-1] is request):
            write(session, table, names, by, by_cells, target, own)
        prints = "noprint" not in given and "noprint" not in own
        last = (
            bool(all_of(step, st.Tables))
            and tables is all_of(step, st.Tables)[-1]
            and request is tables.requests[-1]
        )
        freq_tests.statistics(
            session, step, table, names, by, tested, own, "noprint" not in given, last
        )  # NOPRINT of TABLES hides the table, not its statistics
        if prints:

            def count(
                rows: list[Row], names: list[str] = names, own: dict[str, st.Option] = own
            ) -> list[Cell]:
                return count_cells(
                    session, table, names, rows, weight_at, order, "missing" in own, zeros, "sparse" in own
                )

            printed.append(Request(names, frozenset(own), count))
    listings(session, step, table, by, printed)


def _variable_levels(
    step: st.ProcStep, session: Session, table: Table, by: list[tuple[int, bool]], names: list[str]
) -> None:
    """NLEVELS: how many levels each variable has; those of missing values apart where there are any."""
    head = [table.variables[p] for p, _ in by]
    labels = [table.variable(n).label for n in names] if any(table.variable(n).label for n in names) else []
    whole: Table | None = None
    for _, rows in by_groups(session, table, by):
        counted = []
        for name in names:
            one = ClassVariable(name, table.index(name))
            values = sorted((row[one.position] for row in rows), key=sort_rank, reverse=True)
            levels = {level_of(session, table, one, value): value for value in values}  # the lowest stays
            counted.append((float(len(levels)), float(sum(is_missing(v) for v in levels.values()))))
        gone = any(m for _, m in counted)
        columns = [*head, char("TableVar", max(len(n) for n in names))]
        columns += [char("TableVarLabel", max(len(t) for t in labels))] if labels else []
        columns += [num(n) for n in ("NLevels", *(("NMissLevels", "NNonMissLevels") if gone else ()))]
        values = [rows[0][p] for p, _ in by] if by and rows else []
        lines: list[Row] = [
            [*values, name, *([labels[i]] if labels else []), n, *([m, n - m] if gone else [])]
            for i, (name, (n, m)) in enumerate(zip(names, counted, strict=True))
        ]
        if whole is None:
            whole = Table(columns, lines)
        else:
            below(whole, columns, lines)
    if whole is not None:
        show_table(session, "FREQ", "NLevels", whole)
        session.ods_outputs.write(session, step, "NLevels", whole, table.variables)


def _var(name: str) -> Any:
    from translator.lang.syntax import Var

    return Var(name)


def count_cells(
    session: Session, table: Table, names: list[str], rows: list[Row], weight_at: int | None, order: str,
    missing: bool, zeros: bool, sparse: bool,
) -> list[Cell]:  # fmt: skip
    """Return the cells in order; cells with a missing level are marked unless MISSING makes it a level."""
    variables = [ClassVariable(name, table.index(name), True, order) for name in names]
    weights = []
    used = []
    for row in rows:
        weight = row[weight_at] if weight_at is not None else 1.0
        assert isinstance(weight, float)
        if isnan(weight) or (weight == 0 and not zeros):
            continue
        used.append(row)
        weights.append(weight)
    levels = [missing_first(ranks(session, table, v, used, weights)) for v in variables]
    cells: dict[tuple[int, ...], Cell] = {}
    for row, weight in zip(used, weights, strict=True):
        found = [levels[i][level_of(session, table, v, row[v.position])] for i, v in enumerate(variables)]
        key = tuple(rank for rank, _ in found)
        cell = cells.get(key)
        if cell is None:
            values = [value for _, value in found]
            cell = cells[key] = Cell(key, values, 0.0, not missing and any(is_missing(v) for v in values))
        cell.count += weight
    if sparse and len(names) > 1:
        fill(cells, levels, missing)
    bare = min(weights, default=0.0) < 0
    for cell in cells.values():
        cell.bare = bare
    return [cells[key] for key in sorted(cells)]


def missing_first(levels: dict[Any, tuple[int, Value]]) -> dict[Any, tuple[int, Value]]:
    """Return the levels with missing ones first: "ORDER= does not apply to missing values" (PROC FREQ Statement)."""
    ordered = sorted(levels, key=lambda level: (not is_missing(levels[level][1]), levels[level][0]))
    return {level: (rank, levels[level][1]) for rank, level in enumerate(ordered)}


def fill(
    cells: dict[tuple[int, ...], Cell], levels: list[dict[Any, tuple[int, Value]]], missing: bool
) -> None:
    """SPARSE: add the combinations of non-missing levels that do not occur, with count 0."""
    from itertools import product

    choices = [[pair for pair in level.values() if missing or not is_missing(pair[1])] for level in levels]
    for combination in product(*choices):
        key = tuple(rank for rank, _ in combination)
        if key not in cells:
            cells[key] = Cell(key, [value for _, value in combination], 0.0, False)


def write(
    session: Session, table: Table, names: list[str], by: list[tuple[int, bool]],
    by_cells: list[tuple[list[Value], list[Cell]]], target: st.Dataset, own: dict[str, st.Option],
) -> None:  # fmt: skip
    """Write the OUT= data set: levels, COUNT, PERCENT, and OUTPCT's percentages for crossed tables."""
    if any(
        name.upper() in ("COUNT", "PERCENT", "EXPECTED", "CUM_FREQ", "CUM_PCT") or name.upper()[:4] == "PCT_"
        for name in names
    ):
        raise StepError(
            "OUT= with such a variable is not supported by the reference interpreter.", target.at, "R0061"
        )
    variables = [table.variables[p] for p, _ in by]
    apart = [i for i, name in enumerate(names) if table.index(name) not in {p for p, _ in by}]
    variables += [table.variable(names[i]) for i in apart]
    crossed = len(names) > 1
    expected = "outexpect" in own and crossed
    variables.append(Variable("COUNT", "num", label="Frequency Count"))
    variables += [Variable("EXPECTED", "num", label="Expected Frequency")] if expected else []
    variables.append(Variable("PERCENT", "num", label="Percent of Total Frequency"))
    if "outpct" in own and crossed:
        if len(names) > 2:
            variables.append(Variable("PCT_TABL", "num", label="Percent of Two-Way Table Frequency"))
        variables += [
            Variable("PCT_ROW", "num", label="Percent of Row Frequency"),
            Variable("PCT_COL", "num", label="Percent of Column Frequency"),
        ]
    if "outcum" in own and not crossed:
        variables += [
            Variable("CUM_FREQ", "num", label="Cumulative Frequency"),
            Variable("CUM_PCT", "num", label="Cumulative Percent of Total Frequency"),
        ]
    rows: list[Row] = []
    for by_values, cells in by_cells:
        known = [c for c in cells if not c.missing]
        total = sum(c.count for c in known)
        running = 0.0
        for cell in cells:
            percent = nan if cell.missing or cell.bare or not total else cell.count / total * 100
            row: Row = [
                *by_values,
                *(cell.values[i] for i in apart),
                cell.count,
                *([_expected(cell, known)] if expected else []),
                percent,
            ]
            if "outpct" in own and crossed:
                row += _row_and_column(cell, known, len(names))
            if "outcum" in own and not crossed:
                running += 0.0 if cell.missing else cell.count
                row += [nan, nan] if cell.missing else [running, nan if cell.bare else running / total * 100]
            rows.append(row)
    session.write(target, Table(variables, rows))


def _expected(cell: Cell, known: list[Cell]) -> float:
    """Return row total times column total over the total of the two-way table."""
    table = [c for c in known if c.ranks[:-2] == cell.ranks[:-2]]
    total = sum(c.count for c in table)
    if cell.missing or cell.bare or not total:
        return nan
    row = sum(c.count for c in table if c.ranks[-2] == cell.ranks[-2])
    return row * sum(c.count for c in table if c.ranks[-1] == cell.ranks[-1]) / total


def _row_and_column(cell: Cell, known: list[Cell], count: int) -> list[Value]:
    if cell.missing or cell.bare:
        return [nan] * (3 if count > 2 else 2)
    table = sum(c.count for c in known if c.ranks[:-2] == cell.ranks[:-2])
    row = sum(c.count for c in known if c.ranks[:-1] == cell.ranks[:-1])
    column = sum(c.count for c in known if c.ranks[:-2] == cell.ranks[:-2] and c.ranks[-1] == cell.ranks[-1])
    share = [cell.count / part * 100 if part else nan for part in (table, row, column)]
    return [*share] if count > 2 else [*share[1:]]
