"""PROC MEANS and PROC SUMMARY. Base SAS Procedures Guide, "MEANS Procedure"."""

from __future__ import annotations

from itertools import combinations

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import (
    ClassVariable,
    is_missing,
    multilabel,
    order_of,
    refuse_shared,
)
from equivalence.interpreter.procs.extremes import Settings
from equivalence.interpreter.procs.means_groups import format_values, make_groups, statistic
from equivalence.interpreter.procs.means_output import write_output
from equivalence.interpreter.procs.means_printed import Group, Setup, show_groups, summary_table
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
from equivalence.interpreter.procs.print_ import by_groups, check_sorted, observations, with_attributes
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.statistics import STATISTICS

HARMLESS = {"fw", "threads", "nothreads", "sumsize", "notrap", "printidvars", "printidv"}
DESCENDING_TYPES = {"descend", "descending", "descendtypes"}
KNOWN = {
    "data",
    "nway",
    "missing",
    "order",
    "descend",
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
    check_sorted(session, step, source, table, setup.by)
    groups_by: list[tuple[list[Value], list[Group]]] = []
    for title, rows in by_groups(session, table, setup.by):
        by_values = [rows[0][p] for p, _ in setup.by] if setup.by and rows else []
        groups_by.append((by_values, make_groups(session, setup, rows)))
        if _prints(step, given) and table.rows:
            show_groups(session, step, setup, groups_by[-1][1], title, statistic)
    if _prints(step, given) and session.ods_outputs.find("summary"):
        whole, roles = summary_table(step, setup, groups_by, statistic)
        session.ods_outputs.write(session, step, "Summary", whole, table.variables, roles)
    counted = observations(session, step, source, len(table.rows))
    numbers = {id(row): number for row, number in zip(table.rows, counted, strict=True)}
    for output in all_of(step, st.OutputStatement):
        write_output(session, setup, output, groups_by, numbers)


def _prints(step: st.ProcStep, given: dict[str, st.Option]) -> bool:
    return "noprint" not in given if step.name == "MEANS" else "print" in given


def _setup(session: Session, step: st.ProcStep, table: Table, given: dict[str, st.Option]) -> Setup:
    alpha = given["alpha"].value if "alpha" in given else None
    settings = Settings(
        word(given.get("vardef")) or "df", int(word(given.get("qntldef") or given.get("pctldef")) or 5),
        alpha.value if isinstance(alpha, sx.Number) else 0.05,
    )  # fmt: skip
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
                        order_of(own.get("order"), given.get("order")),
                        "descending" in own,
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
    if len({c.position for c in classes}) < len(classes):
        message = "A CLASS variable named twice is not supported by the reference interpreter."
        raise StepError(message, step.at, "R0060")
    frequency = _one(table, named(step, "freq"))
    weight = _one(table, named(step, "weight"))
    ids = list(dict.fromkeys(resolve(table, s.names))) if (s := named(step, "id")) else []
    ids = [name for name in ids if table.index(name) not in {position for position, _ in by}]
    if {table.index(name) for name in ids} & {c.position for c in classes}:
        message = "A variable in both ID and CLASS is not supported by the reference interpreter."
        raise StepError(message, step.at, "R0060")
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
    types = _types(step, classes, "nway" in given, not DESCENDING_TYPES.isdisjoint(given))
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
    written = types if all_of(step, st.OutputStatement) else []
    refuse_shared(step, by, classes, written, combinations=combinations is not None)
    if weight is not None:
        weights = {name: weights.get(name, weight) for name in variables}
    whole = table
    if relabelled:
        if combinations is not None:
            raise StepError(
                "MLF with CLASSDATA= is not supported by the reference interpreter.", step.at, "R0060"
            )
        table = Table([relabelled.get(i, v) for i, v in enumerate(table.variables)], table.rows)
    return Setup(
        table, classes, variables, by, frequency, weights, types,
        ids, bool({"exclnpwgt", "exclnpwgts"} & set(given)), given, settings, shown, combinations,
        {v.name: v for v in whole.variables},
    )  # fmt: skip


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
