"""PROC COMPARE: differences of two data sets. Base SAS Procedures Guide, "COMPARE Procedure"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan, nan

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import (
    all_of,
    by_keys,
    dataset,
    named,
    options,
    resolve,
    selected,
    statements,
    word,
)
from equivalence.interpreter.procs.print_ import with_attributes
from equivalence.interpreter.procs.results import char, num, show
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Value, Variable, compare_values, sort_rank
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.missing import special_missing
from translator.library.statistics import STATISTICS

KNOWN = {
    "outstats",
    "base", "data", "compare", "comp", "c", "out", "outnoequal", "outbase", "outcomp", "outdif", "outpercent", "outall", "method",
    "criterion", "noprint", "nomissing", "nomiss", "nomissbase", "nomisscomp",
    "listall", "list", "listbase", "listbaseobs", "listbasevar", "listcomp", "listcompobs", "listcompvar", "listequalvar", "listobs",
    "listvar", "maxprint", "nodate", "nosummary", "note", "novalues", "printall", "stats", "transpose", "allstats", "allobs",
    "allvars", "brief", "briefsummary", "error", "warning", "fuzz",
}  # fmt: skip
BITS = (("informat", 4), ("format", 8), ("length", 16), ("label", 32))


@procedure("COMPARE")
def compare(session: Session, step: st.ProcStep) -> None:
    """Compare BASE= with COMPARE=: OUT= data set, SYSINFO, a summary of the variables."""
    given = options(step, KNOWN)
    statements(step, st.By, st.Where, st.FormatStatement, st.LabelStatement, st.Attrib, st.ProcStatement)
    base_set = dataset(given.get("base") or given.get("data")) or LAST
    comp_set = dataset(given.get("compare") or given.get("comp") or given.get("c"))
    base = selected(session, step, base_set)
    base = Table(with_attributes(step, base), base.rows, base.label)
    other = selected(session, step, comp_set) if comp_set is not None else base
    delta, method = method_of(given.get("method"))
    criterion = word(given.get("criterion"))
    method = next(
        (m for m in ("exact", "absolute", "relative", "percent") if method and m.startswith(method)),
        "relative" if criterion else "exact",
    )
    limit = float(criterion or (0 if method == "exact" else 0.00001))
    if limit < 0:
        raise StepError(
            "A negative CRITERION= is not supported by the reference interpreter.", step.at, "R0060"
        )
    ids, downward, unsorted = id_variables(step, base, other)
    by = by_names(step, base, other)
    pairs, conflict = variable_pairs(step, base, other, [*by, *ids])
    info = 8192 if conflict else 0
    info |= 1 if base.label != other.label else 0
    for b, c in pairs:
        for attribute, bit in BITS:
            one, two = getattr(base.variable(b), attribute), getattr(other.variable(c), attribute)
            differs = one != two if attribute in ("label", "length") else one.upper() != two.upper()
            info |= bit if differs else 0
    info |= 1024 if any(not other.has(v.name) for v in base.variables) else 0
    info |= 2048 if any(not base.has(v.name) for v in other.variables) else 0
    both_missing = bool({"nomissing", "nomiss"} & set(given))
    loose = (both_missing or "nomissbase" in given, both_missing or "nomisscomp" in given)
    kinds = [
        k
        for o, k in (
            ("outbase", "BASE"),
            ("outcomp", "COMPARE"),
            ("outdif", "DIF"),
            ("outpercent", "PERCENT"),
        )
        if o in given or "outall" in given
    ] or ["DIF"]
    noequal = "outnoequal" in given
    rows: list[Row] = []
    counts = {b: 0 for b, _ in pairs}
    largest = {b: nan for b, _ in pairs}
    sequence = matched = 0
    group = -1
    differ: dict[tuple[int, str], int] = {}  # unequal values by group
    every = list(grouped_matches(session, base, other, Ids(ids, downward, unsorted), by, step))
    for now, i, j in every:
        sequence = sequence if now == group else 0
        group = now
        info |= 64 if j is None else 0
        info |= 128 if i is None else 0
        source, place = (base, i) if i is not None else (other, j)
        assert place is not None
        head = [source.rows[place][source.index(name)] for name in (*by, *ids)]
        left = [base.rows[i][base.index(b)] for b, _ in pairs] if i is not None else []
        right = [other.rows[j][other.index(c)] for _, c in pairs] if j is not None else []
        equal = []
        if i is not None and j is not None:
            sequence += 1
            matched += 1
            equal = [
                judged_equal(x, y, method, limit, loose, delta) for x, y in zip(left, right, strict=True)
            ]
            for (b, _), same, x, y in zip(pairs, equal, left, right, strict=True):
                if not same:
                    counts[b] += 1
                    differ[group, b] = differ.get((group, b), 0) + 1
                    gap = abs(y - x) if not isinstance(x, str) and not isinstance(y, str) else nan
                    largest[b] = gap if isnan(largest[b]) or gap > largest[b] else largest[b]
            if noequal and all(equal):
                continue
        for kind in kinds:
            if kind == "BASE" and i is not None:
                rows.append([kind, i + 1.0, *head, *left])
            elif kind == "COMPARE" and j is not None:
                rows.append([kind, j + 1.0, *head, *right])
            elif kind in ("DIF", "PERCENT") and equal:
                cells = [
                    shown(x, y, kind, same and noequal, base.variable(b))
                    for (b, _), same, x, y in zip(pairs, equal, left, right, strict=True)
                ]
                rows.append([kind, float(sequence), *head, *cells])
    info |= 4096 if any(counts.values()) else 0
    session.macros.automatic["SYSINFO"] = str(info)
    target = dataset(given.get("out"))
    if target is not None:
        variables = [
            char("_TYPE_", 8, "Type of Observation"),
            num("_OBS_", "Observation Number"),
            *(base.variable(n) for n in (*by, *ids)),
        ]
        session.write(target, Table([*variables, *(replace(base.variable(b)) for b, _ in pairs)], rows))
    if (target := dataset(given.get("outstats"))) is not None:
        lines: list[Row] = []
        for now in dict.fromkeys(number for number, _, _ in every) or [0]:
            there = [(i, j) for n, i, j in every if n == now and i is not None and j is not None]
            start = [base.rows[there[0][0]][base.index(name)] for name in by] if there else []
            lines += [
                [*start, *line]
                for b, c in pairs
                if base.variable(b).kind == "num" and (there or not by)
                for line in statistics_of(
                    b,
                    c if named(step, "with") is not None else "",
                    [float(base.rows[i][base.index(b)]) for i, _ in there],
                    [float(other.rows[j][other.index(c)]) for _, j in there],
                    differ.get((now, b), 0),
                )
            ]
        heading = [char("_VAR_", 32)] + ([char("_WITH_", 32)] if named(step, "with") is not None else [])
        measures = [num(name) for name in ("_BASE_", "_COMP_", "_DIF_", "_PCTDIF_")]
        first = [base.variable(name) for name in by]
        session.write(target, Table([*first, *heading, char("_TYPE_", 8), *measures], lines))
    if "noprint" not in given:
        summary = Table(
            [char("Variable", 32), num("NObs"), num("NDif"), num("MaxDif")],
            [[b, float(matched), float(counts[b]), largest[b]] for b, _ in pairs],
        )
        show(session, "COMPARE", "CompareSummary", summary)


def statistics_of(name: str, other: str, x: list[float], y: list[float], unequal: int) -> list[Row]:
    """Return OUTSTATS= for a pair of variables ("Output Statistics Data Set")."""
    head: Row = [name, other] if other else [name]
    gaps = [b - a for a, b in zip(x, y, strict=True) if not isnan(a) and not isnan(b)]
    shares = [(b - a) / a * 100 for a, b in zip(x, y, strict=True) if not isnan(a) and not isnan(b) and a]
    columns = [[v for v in x if not isnan(v)], [v for v in y if not isnan(v)], gaps, shares]
    rows: list[Row] = [
        [*head, kind, *(STATISTICS[kind.lower()].body(values, None) for values in columns)]
        for kind in ("N", "MEAN", "STD", "MAX", "MIN", "STDERR", "T", "PROBT")
    ]
    first, second = (STATISTICS["mean"].body(values, None) for values in columns[:2])
    apart = second - first
    rows.append([*head, "NDIF", float(unequal), unequal / len(x) * 100 if x else nan, nan, nan])
    shared = [apart / mean * 100 if mean else nan for mean in (first, second)]
    rows.append([*head, "DIFMEANS", *shared, apart, nan])
    known = [(a, b) for a, b in zip(x, y, strict=True) if not isnan(a) and not isnan(b)]
    r = nan
    if len(known) > 1:
        centers = [sum(values) / len(known) for values in zip(*known, strict=True)]
        dx, dy = [a - centers[0] for a, _ in known], [b - centers[1] for _, b in known]
        below = (sum(d * d for d in dx) * sum(d * d for d in dy)) ** 0.5
        r = sum(a * b for a, b in zip(dx, dy, strict=True)) / below if below else nan
    return [*rows, [*head, "R,RSQ", r, r * r, nan, nan]]


def variable_pairs(
    step: st.ProcStep, base: Table, other: Table, ids: list[str]
) -> tuple[list[tuple[str, str]], bool]:
    """Return the pairs of variables that are compared; are there pairs of different types?"""
    var = [n for s in all_of(step, st.ProcStatement) if s.keyword == "var" for n in resolve(base, s.names)]
    with_ = [
        n for s in all_of(step, st.ProcStatement) if s.keyword == "with" for n in resolve(other, s.names)
    ]
    names = var or [v.name for v in base.variables if v.name not in ids]
    if with_:
        partners = with_ + [n for n in var[len(with_) :] if other.has(n)]
        found = list(zip(names, partners, strict=False))
    else:
        found = [(n, other.variable(n).name) for n in names if other.has(n)]
    same = [(b, c) for b, c in found if base.variable(b).kind == other.variable(c).kind]
    return same, len(same) < len(found)


def by_names(step: st.ProcStep, base: Table, other: Table) -> list[str]:
    """Return the BY variables: both data sets have them ("BY Processing with PROC COMPARE")."""
    names = [base.variables[place].name for place, _ in by_keys(step, base)]
    if any(by.notsorted for by in all_of(step, st.By)):
        raise StepError("BY NOTSORTED is not supported by the reference interpreter.", step.at, "R0060")
    if names and not any(other.has(name) for name in names):
        message = "BY variables of the base data set alone are not supported by the reference interpreter."
        raise StepError(message, step.at, "R0060")
    if any(not other.has(n) or other.variable(n).kind != base.variable(n).kind for n in names):
        message = "The BY variables of the base data set do not match those of the comparison data set."
        raise StepError(message, step.at, "R0106")
    return names


@dataclass(frozen=True, slots=True)
class Ids:
    """The ID variables, those of them that run down, and whether the observations are in no order."""

    names: list[str]
    downward: set[str]
    unsorted: bool


def method_of(option: st.Option | None) -> tuple[float, str]:
    """Return the delta of METHOD=RELATIVE(delta) and the method."""
    value = option.value if option is not None else None
    if value is None or isinstance(value, sx.Var):
        return 0.0, word(option)
    if isinstance(value, st.Option) and isinstance(value.value, tuple) and "relative".startswith(value.name):
        delta = value.value[0]
        if isinstance(delta, sx.Number) and delta.value >= 0:
            return delta.value, value.name
    raise StepError("This METHOD= is not supported by the reference interpreter.", code="R0060")


def id_variables(step: st.ProcStep, base: Table, other: Table) -> tuple[list[str], set[str], bool]:
    """Return the names of the ID statement, those after DESCENDING, and whether NOTSORTED is given."""
    statement = named(step, "id")
    names: list[str] = []
    downward: set[str] = set()
    unsorted = down = False
    for item in statement.names if statement is not None else ():
        keyword = item.name.lower() if isinstance(item, sx.Var) and not base.has(item.name) else ""
        if keyword == "descending":
            down = True
        elif keyword == "notsorted":
            unsorted = True
        else:
            found = resolve(base, (item,))
            names += found
            downward |= set(found) if down else set()
            down = False
    if any(not other.has(n) or other.variable(n).kind != base.variable(n).kind for n in names):
        message = "An ID variable of BASE= alone is not supported by the reference interpreter."
        raise StepError(message, step.at, "R0060")
    return names, downward, unsorted


def grouped_matches(
    session: Session, base: Table, other: Table, ids: Ids, by: list[str], step: st.ProcStep
) -> Iterator[tuple[int, int | None, int | None]]:
    """Yield (group, row of base, row of the other); both data sets must have the same BY groups."""
    if not by:
        for i, j in matches(session, base, other, ids, step):
            yield 0, i, j
        return
    sides = []
    for table in (base, other):
        places: dict[tuple[object, ...], list[int]] = {}
        for number, row in enumerate(table.rows):
            key = tuple(sort_rank(row[table.index(name)]) for name in by)
            if key in places and places[key][-1] != number - 1:
                raise StepError("A data set of PROC COMPARE is not sorted by its BY variables.", step.at)
            places.setdefault(key, []).append(number)
        sides.append(places)
    if list(sides[0]) != list(sides[1]):
        message = "PROC COMPARE: one data set has a BY group that the other has not, or in another order."
        raise StepError(message, step.at, "R0618")
    for group, key in enumerate(sides[0]):
        rows = [side[key] for side in sides]
        parts = [Table(t.variables, [t.rows[n] for n in r]) for t, r in zip((base, other), rows, strict=True)]
        for i, j in matches(session, parts[0], parts[1], ids, step):
            yield group, None if i is None else rows[0][i], None if j is None else rows[1][j]


def matches(
    session: Session, base: Table, other: Table, ids: Ids, step: st.ProcStep
) -> Iterator[tuple[int | None, int | None]]:
    """Yield (row of base, row of the other), by ID values in order, or by position."""
    places = [[table.index(name) for name in ids.names] for table in (base, other)]

    def order(one: Row, two: Row, at: list[int], to: list[int]) -> int:
        for name, p, q in zip(ids.names, at, to, strict=True):
            if (found := compare_values(one[p], two[q])) != 0:
                return -found if name in ids.downward else found
        return 0

    disorder = any(
        order(before, after, at, at) > 0
        for table, at in zip((base, other), places, strict=True)
        for before, after in zip(table.rows, table.rows[1:])
    )
    if disorder and not ids.unsorted:
        session.warning("The data sets are not sorted by the ID variables. NOTSORTED is assumed.")
    if not ids.names or disorder or ids.unsorted:
        if any(order(one, two, *places) for one, two in zip(base.rows, other.rows)):
            message = "The ID values of corresponding observations are not the same."
            raise StepError(message, step.at, "R0619")
        for k in range(max(len(base.rows), len(other.rows))):
            yield (k if k < len(base.rows) else None), (k if k < len(other.rows) else None)
        return
    i = j = 0
    while i < len(base.rows) or j < len(other.rows):
        if j >= len(other.rows) or (i < len(base.rows) and order(base.rows[i], other.rows[j], *places) < 0):
            yield i, None
            i += 1
        elif i >= len(base.rows) or order(base.rows[i], other.rows[j], *places) > 0:
            yield None, j
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def judged_equal(
    x: Value, y: Value, method: str, limit: float, loose: tuple[bool, bool], delta: float
) -> bool:
    """The equality criterion."""
    if isinstance(x, str) or isinstance(y, str):
        return x == y or (loose[0] and x == "") or (loose[1] and y == "")
    if isnan(x) or isnan(y):
        return (loose[0] and isnan(x)) or (loose[1] and isnan(y)) or compare_values(x, y) == 0
    gap = abs(y - x)
    if gap == 0:
        return True
    if method == "absolute":
        return gap <= limit
    if method == "relative":
        return 2 * gap / (abs(x) + abs(y) + 2 * delta) <= limit
    return method == "percent" and x != 0 and 100 * gap / abs(x) <= limit


def shown(x: Value, y: Value, kind: str, hidden: bool, variable: Variable) -> Value:
    """Return a cell of a DIF or PERCENT observation."""
    if isinstance(x, str) or isinstance(y, str):
        n = variable.length
        return "".join(
            "." if a == b else "X" for a, b in zip(str(x).ljust(n), str(y).ljust(n), strict=False)
        )[:n]
    if hidden:
        return special_missing("E")
    if isnan(x) or isnan(y):
        return nan
    if kind == "DIF":
        return y - x
    return (y - x) / x * 100 if x else nan
