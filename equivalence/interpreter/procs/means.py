"""PROC MEANS and PROC SUMMARY. Base SAS Procedures Guide, "MEANS Procedure"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from math import isnan

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import (
    ClassVariable,
    is_missing,
    level_of,
    levels_of,
    multilabel,
    ranks,
    usable_rows,
)
from equivalence.interpreter.procs.extremes import Extreme, Settings, computed, extremes
from equivalence.interpreter.procs.means_printed import Group, Setup, auto_suffix, show_groups, summary_table
from equivalence.interpreter.procs.options import (
    all_of,
    by_keys,
    dataset,
    named,
    no_observations,
    options,
    resolve,
    selected,
    statements,
    word,
)
from equivalence.interpreter.procs.print_ import by_groups, with_attributes
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.formats.user import stored_values
from translator.library.statistics import STATISTICS

HARMLESS = {"fw", "threads", "nothreads", "sumsize", "notrap", "printidvars", "printidv"}
KNOWN = {
    "data",
    "nway",
    "missing",
    "order",
    "descending",
    "descendtypes",
    "maxdec",
    "vardef",
    "qntldef",
    "qmethod",
    "alpha",
    "exclnpwgt",
    "exclnpwgts",
    "chartype",
    "completetypes",
    "noprint",
    "print",
    "pctldef",
    "clm",
    "nonobs",
    "printalltypes",
    "printall",
    "idmin",
    "classdata",
    "exclusive",
    "stackodsoutput",
    "stackods",
    "nolabels",
}


@procedure("MEANS", "SUMMARY")
def means(session: Session, step: st.ProcStep) -> None:
    """Compute statistics for groups; write OUTPUT data sets; print unless NOPRINT (MEANS prints by default)."""
    given = options(step, KNOWN | HARMLESS | set(STATISTICS))
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.ProcStatement,
        st.OutputStatement,
        st.Attrib,
        st.Tables,
        st.RawStatement,
    )
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    no_observations(session, source, table)
    table = Table(with_attributes(step, table), table.rows, table.label, table.sorted_by)
    setup = _setup(session, step, table, given)
    groups_by: list[tuple[list[Value], list[Group]]] = []
    for title, rows in by_groups(session, table, setup.by):
        by_values = [rows[0][p] for p, _ in setup.by] if setup.by and rows else []
        groups_by.append((by_values, make_groups(session, setup, rows)))
        if _prints(step, given) and table.rows:
            show_groups(session, step, setup, groups_by[-1][1], title, statistic)
    target = session.ods_outputs.pop("summary", None) if _prints(step, given) else None
    if target is not None:
        session.write(target, summary_table(step, setup, groups_by, statistic))
    for output in all_of(step, st.OutputStatement):
        write_output(session, setup, output, groups_by)


def _prints(step: st.ProcStep, given: dict[str, st.Option]) -> bool:
    return "noprint" not in given if step.name == "MEANS" else "print" in given


def _setup(session: Session, step: st.ProcStep, table: Table, given: dict[str, st.Option]) -> Setup:
    alpha = given["alpha"].value if "alpha" in given else None
    settings = Settings(
        word(given.get("vardef")) or "df", int(word(given.get("qntldef") or given.get("pctldef")) or 5),
        alpha.value if isinstance(alpha, sx.Number) else 0.05,
    )  # fmt: skip
    order = word(given.get("order")) or "unformatted"
    classes: list[ClassVariable] = []
    relabelled: dict[int, Variable] = {}
    for statement in all_of(step, st.ProcStatement):
        if statement.keyword == "class":
            own = options(
                statement,
                {
                    "missing",
                    "order",
                    "descending",
                    "ascending",
                    "groupinternal",
                    "preloadfmt",
                    "exclusive",
                    "mlf",
                },
            )
            for name in resolve(table, statement.names):
                classes.append(
                    ClassVariable(
                        name, table.index(name), "missing" in given or "missing" in own,
                        {"internal": "unformatted"}.get(word(own.get("order")), word(own.get("order"))) or {"internal": "unformatted"}.get(order, order),
                        "descending" in own or "descending" in given,
                    )
                )  # fmt: skip
                classes[-1].internal = "groupinternal" in own
                if "mlf" in own and (text := multilabel(session, table, classes[-1], statement)) is not None:
                    relabelled[classes[-1].position] = text
                useful = "exclusive" in own or "completetypes" in given or classes[-1].order == "data"
                if "preloadfmt" in own and useful:
                    classes[-1].given = format_values(session, table, classes[-1], statement)
                    classes[-1].exclusive = "exclusive" in own and bool(classes[-1].given)
        elif statement.keyword not in ("var", "id", "freq", "weight", "ways", "types"):
            raise StepError(
                f"The statement {statement.keyword.upper()} is not supported by the reference interpreter.",
                statement.at,
                "R0061",
            )
    by = by_keys(step, table)
    frequency = _one(table, named(step, "freq"))
    weight = _one(table, named(step, "weight"))
    ids = resolve(table, s.names) if (s := named(step, "id")) else []
    variables: list[str] = []
    weights: dict[str, int] = {}
    var_statements = [s for s in all_of(step, st.ProcStatement) if s.keyword == "var"]
    for statement in var_statements:
        own = options(statement, {"weight"})
        for name in resolve(table, statement.names):
            if table.variable(name).kind == "char":
                raise StepError(
                    f"Variable {name.upper()} in list does not match type prescribed for this list.",
                    statement.at,
                )
            variables.append(name)
            if "weight" in own:
                weights[name] = table.index(word(own["weight"]))
    if (
        not var_statements and step.name == "SUMMARY"
    ):  # a simple count of observations, but for what OUTPUT names
        asked = [request.variables for s in all_of(step, st.OutputStatement) for request in s.requests]
        variables = list(dict.fromkeys(name for items in asked for name in resolve(table, items)))
    elif not var_statements:
        used = (
            {c.position for c in classes}
            | {p for p, _ in by}
            | {frequency, weight}
            | {table.index(i) for i in ids}
        )
        variables = [v.name for p, v in enumerate(table.variables) if v.kind == "num" and p not in used]
    types = _types(step, classes, "nway" in given, "descendtypes" in given)
    limited = any(
        isinstance(s, st.Tables) or getattr(s, "keyword", "") in ("ways", "types") for s in step.body
    )
    shown = types if limited or {"printalltypes", "printall"} & set(given) else [(1 << len(classes)) - 1]
    combinations = None
    if "classdata" in given:
        other = session.read(dataset(given["classdata"]) or LAST)
        places = [other.index(resolve(other, [sx.Var(c.name)])[0]) for c in classes]
        combinations = [[row[p] for p in places] for row in other.rows]
        combinations = [
            row
            for row in combinations
            if not any(is_missing(v) and not c.missing for v, c in zip(row, classes, strict=True))
        ]
        for i, one in enumerate(classes):
            one.given = [row[i] for row in combinations]
    if weight is not None:
        weights = {name: weights.get(name, weight) for name in variables}
    if relabelled:
        if combinations is not None:
            raise StepError(
                "MLF with CLASSDATA= is not supported by the reference interpreter.", step.at, "R0060"
            )
        table = Table([relabelled.get(i, v) for i, v in enumerate(table.variables)], table.rows)
    return Setup(
        table, classes, variables, by, frequency, weights, types,
        ids, bool({"exclnpwgt", "exclnpwgts"} & set(given)), given, settings, shown, combinations,
    )  # fmt: skip


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


def _one(table: Table, statement: st.ProcStatement | None) -> int | None:
    return table.index(resolve(table, statement.names)[0]) if statement is not None else None


def _types(step: st.ProcStep, classes: list[ClassVariable], nway: bool, descending: bool) -> list[int]:
    """Return the values of _TYPE_ to make: all, the last one for NWAY, or those of WAYS and TYPES."""
    count = len(classes)
    bits = {c.name.lower(): 1 << (count - 1 - i) for i, c in enumerate(classes)}
    chosen: set[int] = set()
    limited = False
    for statement in step.body:
        if isinstance(statement, st.RawStatement) and statement.keyword == "ways":
            limited = True
            words = [t.text.lower() for t in statement.tokens if t.text != ","]
            if "to" in words:
                step_by = int(words[4]) if len(words) > 4 else 1
                words = [str(n) for n in range(int(words[0]), int(words[2]) + 1, step_by)]
            for ways in words:
                chosen |= {sum(c) for c in combinations(bits.values(), int(ways))}
        elif isinstance(statement, st.Tables) or getattr(statement, "keyword", "") == "types":
            limited = True
            for request in _requests(statement):
                chosen.add(sum(bits[name] for name in request))
    if not limited:
        chosen = {(1 << count) - 1} if nway else set(range(1 << count))
    return sorted(chosen, reverse=descending)


def _requests(statement: st.Statement) -> list[list[str]]:
    if isinstance(statement, st.Tables):
        return [[getattr(item, "name", "").lower() for item in request] for request in statement.requests]
    if isinstance(statement, st.RawStatement):
        return _crossings([t.text for t in statement.tokens])
    assert isinstance(statement, st.ProcStatement)
    return [[getattr(item, "name", "").lower()] for item in statement.names]


def _crossings(words: list[str]) -> list[list[str]]:
    """Read `a a*b (a b)*c ()` into [["a"], ["a","b"], …]."""
    found: list[list[list[str]]] = []
    position = 0
    while position < len(words):
        factors: list[list[str]] = []
        while True:
            if words[position] == "(":
                end = words.index(")", position)
                factors.append([w.lower() for w in words[position + 1 : end]] or [""])
                position = end + 1
            else:
                factors.append([words[position].lower()])
                position += 1
            if position < len(words) and words[position] == "*":
                position += 1
                continue
            break
        product: list[list[str]] = [[]]
        for factor in factors:
            product = [[*done, name] for done in product for name in factor]
        found.append([[name for name in names if name] for names in product])
    return [names for group in found for names in group]


# --- groups ---------------------------------------------------------------------------------------------


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


# --- output data sets -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    """An output variable: statistic and analysis variable ("" for a count of rows)."""

    variable: Variable
    statistic: str
    source: str


def write_output(
    session: Session,
    setup: Setup,
    output: st.OutputStatement,
    groups_by: list[tuple[list[Value], list[Group]]],
) -> None:
    """Write one OUTPUT statement's data set."""
    own = options(output, {"autoname", "autolabel", "noinherit", "levels", "ways", "keeplen"})
    defaults = not output.requests and bool(setup.variables)
    results = _results(session, setup, output, set(own))
    chartype = "chartype" in setup.options
    width = max(len(setup.classes), 1)
    variables = [setup.table.variables[p] for p, _ in setup.by]
    variables += [setup.table.variable(name) for name in setup.ids]
    variables += [setup.table.variables[c.position] for c in setup.classes]
    variables += [Variable("_WAY_", "num")] if "ways" in own else []
    variables.append(Variable("_TYPE_", "char", width) if chartype else Variable("_TYPE_", "num"))
    variables += [Variable("_LEVEL_", "num")] if "levels" in own else []
    variables.append(Variable("_FREQ_", "num"))
    rows: list[Row] = []
    if defaults:
        variables += [Variable("_STAT_", "char", 8)] + [
            setup.table.variable(name) for name in setup.variables
        ]
    else:
        variables += [r.variable for r in results]
    for by_values, groups in groups_by:
        seen: dict[int, int] = {}
        for group in groups:
            seen[group.type] = seen.get(group.type, 0) + 1
            head: Row = [*by_values, *_ids(setup, group), *group.values]
            head += [float(group.type.bit_count())] if "ways" in own else []
            head.append(format(group.type, f"0{width}b") if chartype else float(group.type))
            head += [float(seen[group.type])] if "levels" in own else []
            head.append(group.frequency)
            if defaults:
                for name in ("n", "min", "max", "mean", "std", *(["sumwgt"] if setup.weights else [])):
                    rows.append(
                        [
                            *head,
                            name.upper(),
                            *(statistic(setup, name, v, group.rows) for v in setup.variables),
                        ]
                    )
            else:
                rows.append([
                    *head,
                    *(
                        r.value(setup.table, group.rows) if isinstance(r, Extreme) else statistic(setup, r.statistic, r.source, group.rows)
                        for r in results
                    ),
                ])  # fmt: skip
    target = output.out or st.Dataset("", "_DATA_", "special")
    session.write(target, Table(variables, rows))


def _ids(setup: Setup, group: Group) -> Row:
    """Return the ID variables' values: those of the row with the largest ID (IDMIN: the smallest)."""
    from equivalence.interpreter.tables import sort_rank

    if not setup.ids:
        return []
    positions = [setup.table.index(name) for name in setup.ids]
    if not group.rows:
        return [setup.table.variables[p].missing for p in positions]
    extreme = min if "idmin" in setup.options else max
    best = extreme(group.rows, key=lambda row: [sort_rank(row[p]) for p in positions])
    return [best[p] for p in positions]


def _results(
    session: Session, setup: Setup, output: st.OutputStatement, own: set[str]
) -> list[Result | Extreme]:
    autoname, inherit = "autoname" in own, "noinherit" not in own
    results: list[Result | Extreme] = []
    taken: set[str] = set()
    for request in output.requests:
        name = request.statistic.lower()
        if name in ("maxid", "minid", "idgroup", "idgrp"):
            for extreme in extremes(setup.table, request, inherit, output):
                if extreme.variable.name.lower() not in taken:
                    taken.add(extreme.variable.name.lower())
                    results.append(extreme)
            continue
        if name not in STATISTICS:
            raise StepError(
                f"The statistic {name.upper()} is not supported by the reference interpreter.",
                output.at,
                "R0060",
            )
        sources = resolve(setup.table, request.variables) if request.variables else list(setup.variables)
        if not sources and name == "n":
            sources = [""]
        names = _names(request.names)
        for number, source in enumerate(sources):
            if number < len(names):
                made = names[number]
            elif names:
                continue
            else:
                made = f"{source}_{auto_suffix(name)}" if autoname else source
            if made.lower() in taken:
                session.warning(f"Variable {made} already exists on file.")
                continue
            taken.add(made.lower())
            analysed = setup.table.variable(source) if source else None
            row = STATISTICS[name]
            format_ = analysed.format if analysed and inherit and row.inherits else ""
            label = analysed.label if analysed and inherit else ""
            if "autolabel" in own and analysed:
                label = f"{analysed.label or source}_{auto_suffix(name)}"
            length = analysed.length if analysed and "keeplen" in own else 8
            results.append(Result(Variable(made, "num", length, format_, "", label), name, source))
    return results


def _names(items: tuple[sx.NameItem, ...]) -> list[str]:
    names: list[str] = []
    for item in items:
        match item:
            case sx.Var(name):
                names.append(name)
            case sx.NumberedRange(first, last):
                stem = first.rstrip("0123456789")
                names += [f"{stem}{n}" for n in range(int(first[len(stem) :]), int(last[len(stem) :]) + 1)]
    return names
