"""The groups of PROC MEANS, type by type, and statistics of a group."""

from __future__ import annotations

from itertools import product
from math import isnan

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.classes import (
    ClassVariable,
    is_missing,
    level_of,
    levels_of,
    ranks,
    usable_rows,
)
from equivalence.interpreter.procs.extremes import computed
from equivalence.interpreter.procs.means_printed import Group, Setup
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value
from translator.lang import statements as st
from translator.library.formats.user import stored_values


def format_values(session: Session, table: Table, one: ClassVariable, at: st.Node) -> list[Value]:
    """Return a value of each range of the variable's format (PRELOADFMT), with MLF all labels; none without a user format."""
    name = table.variables[one.position].format.upper().rstrip("0123456789").rstrip(".").rstrip("0123456789")
    format_ = session.formats.get(name)
    if format_ is None:
        return []
    if one.labels is not None:
        ranges = [entry for entry in format_.entries if not any(item.other for item in entry.ranges)]
        return list(dict.fromkeys(str(entry.label) for entry in ranges))
    try:
        values = stored_values(format_)
    except ValueError as error:
        raise StepError(f"PRELOADFMT: {error}", at.at, "R0060") from error
    return [v for v in values if one.missing or not is_missing(v)]


def row_frequency(setup: Setup, row: Row) -> float:
    """Return how often a row counts: FREQ's whole part, 0 where it is missing or below 1."""
    if setup.frequency is None:
        return 1.0
    value = row[setup.frequency]
    assert isinstance(value, float)
    return float(int(value)) if not isnan(value) and value >= 1 else 0.0


def make_groups(session: Session, setup: Setup, rows: list[Row]) -> list[Group]:
    """Return the groups of every type in the order of the output."""
    rows = [row for row in rows if row_frequency(setup, row) > 0]
    if setup.exclude_nonpositive and setup.weights:
        rows = [row for row in rows if all((w := row[p]) == w and w > 0 for p in setup.weights.values())]  # type: ignore[operator]
    used = usable_rows(Table(setup.table.variables, rows), setup.classes)
    frequencies = [row_frequency(setup, row) for row in used]
    width = len(setup.table.variables)
    tables = []
    for c in setup.classes:
        extra: list[Row] = [[""] * c.position + [v] + [""] * (width - c.position - 1) for v in c.given]
        tables.append(ranks(session, setup.table, c, extra + used, [0.0] * len(extra) + frequencies))
    levels = [[levels_of(session, setup.table, c, row[c.position]) for c in setup.classes] for row in used]
    known = [
        [v if c.labels is not None else level_of(session, setup.table, c, v) for v in c.given]
        for c in setup.classes
    ]
    wanted = set(zip(*known, strict=True)) if setup.combinations is not None else set()
    for level in levels:
        for i, c in enumerate(setup.classes):
            level[i] = [one for one in level[i] if not c.exclusive or one in known[i]]
    kept = [
        all(level)
        and (
            any(cell in wanted for cell in product(*level))
            or "exclusive" not in setup.options
            or setup.combinations is None
        )
        for level in levels
    ]
    used = [row for row, keep in zip(used, kept, strict=True) if keep]
    frequencies = [f for f, keep in zip(frequencies, kept, strict=True) if keep]
    levels = [level for level, keep in zip(levels, kept, strict=True) if keep]
    found: list[Group] = []
    count = len(setup.classes)
    for type_ in setup.types:
        active = [i for i in range(count) if type_ >> (count - 1 - i) & 1]
        groups: dict[tuple[int, ...], Group] = {}
        members = [
            (row, cell, frequency)
            for row, level, frequency in zip(used, levels, frequencies, strict=True)
            for cell in product(*(level[i] for i in active))
        ]
        for row, cell, frequency in members:
            key = tuple(tables[i][level][0] for i, level in zip(active, cell, strict=True))
            group = groups.get(key)
            if group is None:
                values = [setup.table.variables[c.position].missing for c in setup.classes]
                for i, level in zip(active, cell, strict=True):
                    values[i] = tables[i][level][1]
                group = groups[key] = Group(type_, values, [], 0.0)
            group.rows.append(row)
            group.frequency += frequency
        cells: list[tuple[tuple[int, Value], ...]] = []
        if "completetypes" in setup.options and active:
            there = [{one for level in levels for one in level[i]} | set(known[i]) for i in active]
            cells += product(*([tables[i][level] for level in there[n]] for n, i in enumerate(active)))
        if active:
            cells += [tuple(tables[i][cell[i]] for i in active) for cell in wanted]
        if cells:
            for places in cells:
                key = tuple(rank for rank, _ in places)
                if key not in groups:
                    values = [setup.table.variables[c.position].missing for c in setup.classes]
                    for i, (_, value) in zip(active, places, strict=True):
                        values[i] = value
                    groups[key] = Group(type_, values, [], 0.0)
        if not setup.classes and not groups:
            groups[()] = Group(0, [], [], 0.0)
        found += [groups[key] for key in sorted(groups)]
    return found


def statistic(setup: Setup, name: str, variable: str, rows: list[Row]) -> float:
    """Return a statistic of a variable over rows."""
    if not variable:
        return sum(row_frequency(setup, row) for row in rows)
    position = setup.table.index(variable)
    weight = setup.weights.get(variable)
    values: list[float] = []
    weights: list[float] = []
    missing = 0.0
    for row in rows:
        value = row[position]
        assert isinstance(value, float)
        times = int(row_frequency(setup, row))
        if weight is not None:
            w = row[weight]
            assert isinstance(w, float)
            if isnan(w):
                continue
            w = max(w, 0.0)
        else:
            w = 1.0
        if isnan(value):
            missing += times
            continue
        values += [value] * times
        weights += [w] * times
    if name == "nmiss":
        return missing
    return computed(name, values, weights if weight is not None else None, setup.settings)
