"""PROC TRANSPOSE. Base SAS Procedures Guide, "TRANSPOSE Procedure"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import parse_format, width_of
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import is_missing
from equivalence.interpreter.procs.options import (
    by_keys,
    dataset,
    named,
    options,
    resolve,
    selected,
    spelled,
    statements,
)
from equivalence.interpreter.procs.print_ import by_groups, check_sorted, with_attributes
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st


@dataclass(slots=True)
class Shape:
    """The names of the new variables, in order of first appearance, with their labels."""

    names: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


@procedure("TRANSPOSE")
def transpose(session: Session, step: st.ProcStep) -> None:
    """Make a row of each variable; ID values name the new variables."""
    given = options(
        step, {"data", "out", "prefix", "suffix", "name", "label", "let", "delimiter", "delim", "indb"}
    )
    statements(step, st.By, st.Where, st.FormatStatement, st.LabelStatement, st.ProcStatement, st.Attrib)
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    table = Table(with_attributes(step, table), table.rows, table.label)
    by = by_keys(step, table)
    check_sorted(session, step, source, table, by)
    ids = _names(table, step, "id")
    id_labels = _names(table, step, "idlabel")
    copies = _names(table, step, "copy")
    var = named(step, "var")
    used = {table.variables[p].name for p, _ in by} | set(ids) | set(copies) | set(id_labels)
    analysed = (
        resolve(table, var.names)
        if var
        else [v.name for v in table.variables if v.kind == "num" and v.name not in used]
    )
    prefix, suffix = spelled(given.get("prefix")), spelled(given.get("suffix"))
    delimiter = spelled(given.get("delimiter") or given.get("delim"))
    any_names = session.options.get("validvarname", "").lower() == "any"
    shape = Shape()
    groups = []
    for _, rows in by_groups(session, table, by):
        names = []
        for number, row in enumerate(rows, start=1):
            if ids:
                if any(is_missing(row[table.index(name)]) for name in ids):
                    names.append("")
                    continue
                sources = [table.variable(name) for name in ids]
                texts = [session.text(row[table.index(v.name)], v) for v in sources]
                if not any_names:
                    texts = [id_text(text, v) for text, v in zip(texts, sources, strict=True)]
                name = prefix + delimiter.join(texts) + suffix
                name = name.strip()[:32] if any_names else valid_name(name)
            else:
                name = f"{prefix or 'COL'}{number}{suffix}"
            if name.lower() in {n.lower() for n in names}:
                message = f'The ID value "{name}" occurs twice in the {"same BY group" if by else "input data set"}.'
                if "let" not in given:
                    raise StepError(message, step.at)
                session.warning(message)
            names.append(name)
            if name.lower() not in {n.lower() for n in shape.names}:
                shape.names.append(name)
                if id_labels:
                    shape.labels[name.lower()] = session.text(
                        row[table.index(id_labels[0])], table.variable(id_labels[0])
                    )
        if "" in names:
            session.warning(f"{names.count('')} observations omitted due to missing ID values.")
        groups.append((rows, names))
    session.write(
        dataset(given.get("out")) or st.Dataset("", "_DATA_", "special"),
        _made(session, table, by, copies, analysed, shape, groups, given),
    )


def _names(table: Table, step: st.ProcStep, keyword: str) -> list[str]:
    statement = named(step, keyword)
    return resolve(table, statement.names) if statement is not None else []


def _width(session: Session, variable: Variable) -> int:
    """Return the width of a number that becomes text: its format's, else that of BEST12."""
    format_ = parse_format(variable.format)
    return width_of(session, format_) if format_ is not None else 12


def _made(
    session: Session, table: Table, by: list[tuple[int, bool]], copies: list[str], analysed: list[str], shape: Shape,
    groups: list[tuple[list[Row], list[str]]], given: dict[str, st.Option],
) -> Table:  # fmt: skip
    char = any(table.variable(name).kind == "char" for name in analysed)
    lengths = [v.length if v.kind == "char" else _width(session, v) for v in map(table.variable, analysed)]
    formats = {table.variable(name).format for name in analysed}
    with_label = any(table.variable(name).label for name in analysed)
    variables = [table.variables[p] for p, _ in by] + [table.variable(name) for name in copies]
    width = max((len(name) for name in analysed), default=8)
    variables.append(
        Variable(
            spelled(given.get("name")) or "_NAME_", "char", max(width, 8), label="NAME OF FORMER VARIABLE"
        )
    )
    if with_label:
        longest = max(len(table.variable(name).label) for name in analysed)
        variables.append(
            Variable(
                spelled(given.get("label")) or "_LABEL_",
                "char",
                max(longest, 1),
                label="LABEL OF FORMER VARIABLE",
            )
        )
    for name in shape.names:
        label = shape.labels.get(name.lower(), "")
        format_ = formats.pop() if len(formats) == 1 and not char else ""
        if format_:
            formats = {format_}
        variables.append(
            Variable(name, "char" if char else "num", max(lengths) if char else 8, format_, "", label)
        )
    rows: list[Row] = []
    for group, names in groups:
        count = max(len(analysed), len(group) if copies else 0)
        for number in range(count):
            row: Row = [group[0][p] for p, _ in by]
            for copy in copies:
                variable = table.variable(copy)
                row.append(group[number][table.index(copy)] if number < len(group) else variable.missing)
            name = analysed[number] if number < len(analysed) else ""
            row.append(name)
            if with_label:
                row.append(table.variable(name).label if name else "")
            cells: dict[str, Value] = {}
            if name:
                for source, target in zip(group, names, strict=True):
                    value = source[table.index(name)]
                    if char and not isinstance(value, str):
                        value = session.text(value, table.variable(name)).rjust(max(lengths))
                    if target:
                        cells[target.lower()] = value
            row += [cells.get(n.lower(), "" if char else float("nan")) for n in shape.names]
            rows.append(row)
    return Table(variables, rows)


NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$")
"""What looks like a numeric constant."""


def id_text(text: str, variable: Variable) -> str:
    """Return an ID value's part of the name: signs and points of a number are N, P, D where it looks like a constant.

    (TRANSPOSE Procedure, ID statement: where the formatted number has other characters, they become underscores.)
    """
    if variable.kind == "num" and NUMBER.match(text):
        return text.replace(".", "D").replace("-", "N").replace("+", "P")
    return text


def valid_name(text: str) -> str:
    """Return a variable's name made of ID values under VALIDVARNAME=V7: "New York" is New_York."""
    made = "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in text.strip())[:32]
    return made if made and not made[0].isdigit() else "_" + made
