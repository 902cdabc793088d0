"""What the analysis PROCs share: their input, BY groups, output data sets, printed tables and ODS OUTPUT."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.classes import ClassVariable, level_of, ranks, usable_rows
from equivalence.interpreter.procs.options import (
    by_keys,
    dataset,
    named,
    no_observations,
    options,
    resolve,
    selected,
    statements,
)
from equivalence.interpreter.procs.print_ import by_groups, check_sorted, with_attributes
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st

SHARED = (st.By, st.Where, st.FormatStatement, st.LabelStatement, st.Attrib)


@dataclass(slots=True)
class Input:
    """A PROC's options, its input (rows selected, attributes applied), and the BY keys (position, descending)."""

    session: Session
    step: st.ProcStep
    given: dict[str, st.Option]
    source: st.Dataset
    table: Table
    by: list[tuple[int, bool]]

    def variables(self, keyword: str = "var", *, numeric: bool = True) -> list[str]:
        """Return the names of a VAR-like statement, [] without it. Raises StepError for a character variable."""
        found: list[str] = []
        for s in self.step.body:
            if isinstance(s, st.ProcStatement) and s.keyword == keyword:
                found += resolve(self.table, s.names)
                if numeric and any(self.table.variable(name).kind == "char" for name in found):
                    text = next(n for n in found if self.table.variable(n).kind == "char")
                    raise StepError(
                        f"Variable {text} in list does not match type prescribed for this list.", s.at
                    )
        return found

    def others(self, *used: str) -> list[str]:
        """Return the numeric variables that are neither BY variables nor named here."""
        hidden = {name.lower() for name in used} | {self.table.variables[p].name.lower() for p, _ in self.by}
        return [v.name for v in self.table.variables if v.kind == "num" and v.name.lower() not in hidden]

    def one(self, keyword: str) -> str:
        """Return the variable of WEIGHT, FREQ …, "" without the statement."""
        found = self.variables(keyword)
        return found[0] if found else ""

    def groups(self) -> list[tuple[str, list[Row]]]:
        """Return (title, rows) of each BY group; stop where the data are not in BY order."""
        check_sorted(self.session, self.step, self.source, self.table, self.by)
        return by_groups(self.session, self.table, self.by)

    def by_variables(self) -> list[Variable]:
        """Return the BY variables."""
        return [self.table.variables[p] for p, _ in self.by]

    def by_values(self, rows: Sequence[Row]) -> Row:
        """Return the BY values of a group."""
        return [rows[0][p] for p, _ in self.by] if rows else []

    def each(
        self, work: Callable[[list[Row]], Mapping[str, Table]], printed: Iterable[str] = ()
    ) -> dict[str, Table]:
        """Do the work for each BY group, print its tables, and return the tables of all groups with BY variables."""
        joined: dict[str, Table] = {}
        printed = list(printed)
        head = self.by_variables()
        groups = self.groups()
        for _, rows in groups or [("", [])]:
            for name, made in work(rows).items():
                known = {v.name.lower() for v in made.variables}
                front = [i for i, v in enumerate(head) if v.name.lower() not in known]
                values = self.by_values(rows)
                whole = joined.setdefault(name, Table([head[i] for i in front] + list(made.variables), []))
                if (not self.by and name not in printed) or rows:  # without rows nothing is printed
                    columns = [*(head[i] for i in front), *made.variables]
                    below(whole, columns, [[*(values[i] for i in front), *row] for row in made.rows])
        for name in printed:
            if name in joined:
                show(self.session, self.step.name, name, joined[name])
        return joined

    def ods(self, tables: Mapping[str, Table], roles: Mapping[str, str] | None = None) -> None:
        """Write the tables that ODS OUTPUT asks for; `roles`: what a column is, where its name does not tell."""
        for name, table in tables.items():
            self.session.ods_outputs.write(
                self.session, self.step, name, table, self.table.variables, roles or {}
            )


def class_groups(given: Input, classes: list[str], rows: list[Row]) -> list[tuple[list[Value], list[Row]]]:
    """Return (class values, rows) of the combinations of levels that occur, in order."""
    if not classes:
        return [([], rows)]
    table = given.table
    marks = [ClassVariable(name, table.index(name)) for name in classes]
    used = usable_rows(Table(table.variables, rows), marks)
    tables = [ranks(given.session, table, c, used, [1.0] * len(used)) for c in marks]
    found: dict[tuple[int, ...], tuple[list[Value], list[Row]]] = {}
    for row in used:
        pairs = [tables[i][level_of(given.session, table, c, row[c.position])] for i, c in enumerate(marks)]
        key = tuple(rank for rank, _ in pairs)
        found.setdefault(key, ([value for _, value in pairs], []))[1].append(row)
    return [found[key] for key in sorted(found)]


def write_out_and_ods(given: Input, name: str, table: Table) -> None:
    """Write the table of OUT= and ODS OUTPUT, which are the same."""
    asked = dataset(given.given.get("out"))
    if asked is not None:
        given.session.write(asked, table)
    given.ods({name: table})


def below(whole: Table, columns: list[Variable], rows: list[Row]) -> None:
    """Put rows below those of a table; columns that only one of them has are missing in the other."""
    names = [v.name.lower() for v in whole.variables]
    if names == [v.name.lower() for v in columns]:
        whole.variables = merged(whole.variables, columns)
        whole.rows += rows
        return
    fresh = [v for v in columns if v.name.lower() not in names]
    for row in whole.rows:
        row += [v.missing for v in fresh]
    whole.variables = [*whole.variables, *fresh]
    places = {v.name.lower(): i for i, v in enumerate(columns)}
    for row in rows:
        whole.rows.append(
            [row[places[v.name.lower()]] if v.name.lower() in places else v.missing for v in whole.variables]
        )


def merged(one: list[Variable], other: list[Variable]) -> list[Variable]:
    """Return variables with the longer length of two equal lists."""
    return [a if a.length >= b.length else b for a, b in zip(one, other, strict=True)]


def begin(
    session: Session,
    step: st.ProcStep,
    known: Iterable[str],
    *allowed: type[st.Node],
    keywords: Iterable[str] = (),
) -> Input:
    """Read the PROC statement, DATA=, WHERE, BY, FORMAT, LABEL. Raises StepError for what is not known."""
    given = options(step, {"data", *known})
    statements(step, *SHARED, st.ProcStatement, st.RawStatement, *allowed)
    words = set(keywords)
    for s in step.body:
        if isinstance(s, st.ProcStatement | st.RawStatement) and s.keyword not in words:
            raise StepError(
                f"The statement {s.keyword.upper()} is not supported by the reference interpreter.",
                s.at,
                "R0061",
            )
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    no_observations(session, source, table)
    table = Table(with_attributes(step, table), table.rows, table.label, table.sorted_by)
    return Input(session, step, given, source, table, by_keys(step, table))


def show(session: Session, proc: str, name: str, table: Table, title: str = "") -> None:
    """Print a table of an analysis."""
    rows = [[session.text(value, "") for value in row] for row in table.rows]
    session.show(proc, name, [v.name for v in table.variables], rows, title or session.titles.get(1, ""))


def num(name: str, label: str = "", format_: str = "") -> Variable:
    """Return a numeric variable of an output."""
    return Variable(name, "num", 8, format_, "", label)


def char(name: str, length: int, label: str = "") -> Variable:
    """Return a character variable of an output."""
    return Variable(name, "char", max(length, 1), label=label)


def numbers(table: Table, rows: Sequence[Row], name: str) -> list[float]:
    """Return a numeric variable's values, missing ones included."""
    position = table.index(name)
    return [float(row[position]) for row in rows]


def only(step: st.ProcStep, keyword: str) -> st.ProcStatement | None:
    """Return the last statement with that keyword."""
    return named(step, keyword)


DEFAULT = st.Dataset("", "_DATA_", "special")
"""An output data set without a name: DATA1, DATA2 …"""
