"""PROC PRINT: the rows as a printed table. Base SAS Procedures Guide, "PRINT Procedure"."""

from __future__ import annotations

from dataclasses import replace

from equivalence.interpreter import selection
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import formatted
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import (
    by_keys,
    dataset,
    named,
    no_observations,
    options,
    resolve,
    selected,
    statements,
    where_conditions,
    word,
)
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Variable, compare_values, sort_rank
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.functions.rounding import round_

HARMLESS = {"uniform", "u", "width", "heading", "rows", "double", "d", "contents", "style", "blankline"}


@procedure("PRINT")
def print_(session: Session, step: st.ProcStep) -> None:
    """Print rows: Obs or ID columns, the VAR variables, formatted; totals for SUM."""
    given = options(
        step,
        {"data", "noobs", "obs", "label", "l", "split", "n", "round"} | HARMLESS,
    )
    statements(step, st.By, st.Where, st.FormatStatement, st.LabelStatement, st.ProcStatement, st.Attrib)
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    no_observations(session, source, table)
    table = Table(with_attributes(step, table), table.rows, table.label)
    by = by_keys(step, table)
    ids = resolve(table, statement.names) if (statement := named(step, "id")) else []
    sums = resolve(table, statement.names) if (statement := named(step, "sum")) else []
    if (statement := named(step, "var")) is not None:
        shown = resolve(table, statement.names)
    else:
        left_out = {name.lower() for name in ids} | {table.variables[p].name.lower() for p, _ in by}
        shown = [v.name for v in table.variables if v.name.lower() not in left_out]
    shown = [*shown, *(name for name in sums if name not in shown and name not in ids)]
    labels = bool({"label", "l", "split"} & set(given))
    with_obs = "noobs" not in given and not ids
    split = word(given.get("split"))
    headings = [heading(table.variable(name), labels) for name in [*ids, *shown]]
    if split:
        headings = [text.replace(split, " ") for text in headings]
    columns = ([_text(given.get("obs")) or "Obs"] if with_obs else []) + headings
    counts = _count_texts(given.get("n"))
    count = counts[0] if counts else ""
    if "round" in given:
        table = Table(table.variables, _rounded(table, [*ids, *shown], sums), table.label)
    limit = resolve(table, s.names)[0] if (s := named(step, "sumby")) else ""
    if limit and not sums:  # SUMBY Statement, "What Variables Are Summed?"
        sums = [n for n in shown if table.variable(n).kind == "num"]
    names = [table.variables[p].name for p, _ in by]
    depth = names.index(limit) + 1 if limit else len(by)
    led = ids[: len(by)] == names
    numbers = iter(observations(session, step, source, len(table.rows)))
    check_sorted(session, step, source, table, by)
    groups = by_groups(session, table, by)
    for place, (group_title, rows) in enumerate(groups):
        lines = []
        for row in rows:
            number = next(numbers)
            cells = [str(number)] if with_obs else []
            for position, name in enumerate([*ids, *shown]):
                again = led and position < len(by) and row is not rows[0]
                cells.append("" if again else session.text(row[table.index(name)], table.variable(name)))
            lines.append(cells)
        if sums and rows:
            following = groups[place + 1][1][0] if place + 1 < len(groups) else None
            for width in range(len(by), 0, -1):
                key = levels_of(session, table, by[:width], rows[0])
                over = following is None or key != levels_of(session, table, by[:width], following)
                same: list[Row] = []
                for _, earlier in reversed(groups[: place + 1]):
                    if levels_of(session, table, by[:width], earlier[0]) != key:
                        break
                    same = earlier + same
                if over and width <= depth and len(same) > 1:
                    lines.append(
                        total_line(
                            session,
                            table,
                            same,
                            sums,
                            [*ids, *shown],
                            with_obs,
                            names[width - 1],
                            names[:width] if led else None,
                        )
                    )
            if following is None:
                lines.append(total_line(session, table, table.rows, sums, [*ids, *shown], with_obs, ""))
        if count and rows:
            lines.append([f"{count}{len(rows)}", *[""] * (len(columns) - 1)])
        if len(counts) > 1 and by and sums and rows and place + 1 == len(groups):
            lines.append([f"{counts[1]}{len(table.rows)}", *[""] * (len(columns) - 1)])
        session.show(
            "PRINT",
            "Print",
            columns,
            lines,
            group_title or (session.titles.get(1, "") if session.titles else ""),
        )


def observations(session: Session, step: st.ProcStep, source: st.Dataset, count: int) -> list[int]:
    """Return the observation numbers of the rows that are printed: WHERE, FIRSTOBS= and OBS= leave rows their numbers."""
    table = session.table(source)
    plain = replace(source.options, keep=None, drop=None)
    chosen = selection.select(
        session, table, plain, session.display(source), conditions=where_conditions(step)
    )
    numbers: list[int] = []
    wanted = iter(chosen.rows)
    row = next(wanted, None)
    for number, one in enumerate(table.rows, start=1):
        if one is row:
            numbers.append(number)
            row = next(wanted, None)
    return numbers if len(numbers) == count else list(range(1, count + 1))


def _count_texts(option: st.Option | None) -> list[str]:
    """Return the texts of N=: before the number of rows of a group, and of the report of BY groups with totals."""
    if option is None:
        return []
    texts = option.value if isinstance(option.value, tuple) else (option.value,)
    found = [text.value for text in texts if isinstance(text, sx.String)]
    if len(found) > 2:
        raise StepError("N= of PROC PRINT takes two texts at most.", option.at, "R0060")
    return found or ["N = "]


def _rounded(table: Table, shown: list[str], sums: list[str]) -> list[Row]:
    """ROUND: numbers without a format have two decimals, the others those of their formats; totals add these numbers.

    Raises: StepError for totals by another format, whose decimals are not documented.
    """
    units: dict[int, float] = {}
    for name in shown:
        variable = table.variable(name)
        if variable.kind != "num" or (variable.format and name not in sums):
            continue
        form = sx.format_of(variable.format) if variable.format else sx.Format("", 12, 2)
        if form.name not in ("", "F", "COMMA", "COMMAX", "DOLLAR", "DOLLARX"):
            raise StepError(
                "ROUND with totals of such a format is not supported by the reference interpreter.",
                None,
                "R0060",
            )
        units[table.index(name)] = 10.0 ** -(form.decimals or 0)
    rows: list[Row] = []
    for row in table.rows:
        copy = list(row)
        for place, unit in units.items():
            value = copy[place]
            if isinstance(value, float) and value == value:
                copy[place] = round_(value, unit)
        rows.append(copy)
    return rows


def _text(option: st.Option | None) -> str:
    """Return the text of an option's value."""
    return option.value.value if option is not None and isinstance(option.value, sx.String) else ""


def with_attributes(step: st.ProcStep, table: Table) -> list[Variable]:
    """Return the variables with the PROC's own FORMAT, LABEL and ATTRIB statements applied."""
    variables = {v.name.lower(): v for v in table.variables}
    for statement in step.body:
        if isinstance(statement, st.FormatStatement):
            for items, format_ in statement.items:
                for name in resolve(table, items):
                    old = variables[name.lower()]
                    variables[name.lower()] = replace(old, format=sx.attached(format_, old.kind))
        elif isinstance(statement, st.InformatStatement):
            for items, informat in statement.items:
                for name in resolve(table, items):
                    old = variables[name.lower()]
                    variables[name.lower()] = replace(old, informat=sx.attached(informat, old.kind))
        elif isinstance(statement, st.LabelStatement):
            for item, label in statement.items:
                for name in resolve(table, [item]):
                    variables[name.lower()] = replace(variables[name.lower()], label=label)
        elif isinstance(statement, st.Attrib):
            for group in statement.items:
                for name in resolve(table, group.names):
                    old = variables[name.lower()]
                    variables[name.lower()] = replace(
                        old,
                        format=old.format if group.format is None else sx.attached(group.format, old.kind),
                        informat=old.informat
                        if group.informat is None
                        else sx.attached(group.informat, old.kind),
                        label=old.label if group.label is None else group.label,
                    )
    return list(variables.values())


def heading(variable: Variable, labels: bool) -> str:
    """Return a column's heading: its label where labels are asked for, else its name."""
    return variable.label if labels and variable.label else variable.name


def check_sorted(
    session: Session, step: st.ProcStep, source: st.Dataset, table: Table, by: list[tuple[int, bool]]
) -> None:
    """Raise StepError where the rows are not in the order of BY (without NOTSORTED)."""
    if any(s.notsorted for s in step.body if isinstance(s, st.By)):
        return
    for before, after in zip(table.rows, table.rows[1:]):
        for position, down in by:
            order = compare_values(before[position], after[position])
            if order and (order > 0) != down:
                name = session.display(source)
                raise StepError(f"Data set {name} is not sorted in ascending sequence.", step.at, "R0102")
            if order:
                break


def by_level(session: Session, table: Table, position: int, value: object) -> object:
    """Return what tells BY groups apart: the formatted value ("Formats and BY-Group Processing"), else the value."""
    variable = table.variables[position]
    return formatted(session, value, variable).rstrip(" ") if variable.format else sort_rank(value)  # type: ignore[arg-type]


def levels_of(session: Session, table: Table, by: list[tuple[int, bool]], row: Row) -> list[object]:
    """Return what tells the BY groups of these variables apart, of a row."""
    return [by_level(session, table, p, row[p]) for p, _ in by]


def by_groups(session: Session, table: Table, by: list[tuple[int, bool]]) -> list[tuple[str, list[Row]]]:
    """Return (title such as "g=1 h=a", rows) of each BY group; one group without a title where there is no BY."""
    if not by:
        return [("", table.rows)]
    found: list[tuple[str, list[Row]]] = []
    before: object = None
    for row in table.rows:
        key = levels_of(session, table, by, row)
        if key != before:
            title = " ".join(
                f"{table.variables[p].name}={session.text(row[p], table.variables[p])}" for p, _ in by
            )
            found.append((title, []))
            before = key
        found[-1][1].append(row)
    return found


def total_line(
    session: Session,
    table: Table,
    rows: list[Row],
    sums: list[str],
    shown: list[str],
    with_obs: bool,
    label: str,
    told: list[str] | None = None,
) -> list[str]:
    """Return the line of totals of a BY group, or of the report.

    `told`: BY variables that are ID variables, too: their values tell the group ("Creating a Customized Layout with BY
    Groups and ID Variables"); None: `label` does.
    """
    cells = [label] if with_obs else []
    for place, name in enumerate(shown):
        if name in sums:
            total = 0.0
            for row in rows:
                value = row[table.index(name)]
                if isinstance(value, float) and value == value:
                    total += value
            cells.append(session.text(total, table.variable(name)))
        else:
            text = (
                session.text(rows[0][table.index(name)], table.variable(name))
                if told and name in told
                else ""
            )
            cells.append(text if told is not None else label if place == 0 and not with_obs else "")
    return cells
