"""INTO: values of a query to macro variables. SAS 9.4 SQL Procedure User's Guide, "INTO Clause".

A single variable takes the first row's value as it is printed (numbers BEST8. to the right, texts with their trailing
blanks) unless TRIMMED; ranges and SEPARATED BY take values without blanks unless NOTRIM. Without rows nothing is set.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import best_text, parse_format, write_value
from equivalence.interpreter.procs.sql.query import OutColumn
from equivalence.interpreter.tables import Row, Value, Variable
from translator.lang import syntax as s
from translator.lang import syntax_sql as q

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


def assign(session: Session, targets: tuple[q.Into, ...], columns: list[OutColumn], rows: list[Row]) -> int:
    """Set the macro variables; return SQLOBS: the rows that were used."""
    used = 0
    if len(targets) > len(columns):
        session.warning("INTO clause specifies more host variables than columns in the SELECT list.")
    for place, (target, column) in enumerate(zip(targets, columns, strict=False)):
        values = [row[place] for row in rows]
        used = max(used, _assign(session, target, column.variable, values))
    return used


def _assign(session: Session, target: q.Into, variable: Variable, values: list[Value]) -> int:
    if not values:
        return 0
    if target.separated is not None:
        between = separator(session, target.separated)
        texts = [text_of(session, value, variable, target.trim != "notrim") for value in values]
        session.macros.set(target.name, between.join(texts))
        return len(values)
    if not target.last and not target.open:
        session.macros.set(target.name, text_of(session, values[0], variable, target.trim == "trimmed"))
        return 1
    names = numbered(target, len(values))
    for name, value in zip(names, values, strict=False):
        session.macros.set(name, text_of(session, value, variable, target.trim != "notrim"))
    return min(len(values), len(names))


def separator(session: Session, expr: s.Expr) -> str:
    """Return the text of SEPARATED BY."""
    match expr:
        case s.String(value=text):
            return text
        case s.MacroValue(name=name):
            return str(session.macros.get(name) or "")
        case _:
            raise StepError("SEPARATED BY needs a text.", expr.at, "R0074")


def numbered(target: q.Into, count: int) -> list[str]:
    """Return the names of `:a1-:a9`, or of `:a1-` for so many rows."""
    found = re.match(r"(.*?)(\d+)$", target.name)
    if found is None:
        raise StepError(f"{target.name} does not end in a number.", target.at, "R0074")
    stem, low = found[1], found[2]
    width = len(low) if low.startswith("0") else 0
    if target.open:
        high = int(low) + count - 1
    else:
        last = re.match(r"(.*?)(\d+)$", target.last)
        if last is None or last[1].lower() != stem.lower():
            raise StepError(f"{target.name}-{target.last} is not a range of names.", target.at, "R0074")
        high = int(last[2])
    return [f"{stem}{number:0{width}d}" for number in range(int(low), high + 1)]


def text_of(session: Session, value: Value, variable: Variable, trim: bool) -> str:
    """Return a value as INTO stores it."""
    format_ = parse_format(variable.format)
    if format_ is not None:
        text = write_value(session, value, format_)
    elif isinstance(value, str):
        text = value.ljust(variable.length)
    else:
        text = best_text(value, 8)
    return text.strip(" ") if trim else text
