"""Class variables: levels by formatted value, their order, and the groups (types) that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import isnan
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import formatted
from equivalence.interpreter.procs.options import word
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable, sort_rank
from translator.lang import statements as st
from translator.library.formats.user import labels_of


@dataclass(slots=True)
class ClassVariable:
    """A CLASS variable with its options. `levels`: formatted text -> (lowest value, rank in the order)."""

    name: str
    position: int
    missing: bool = False
    order: str = "unformatted"
    descending: bool = False
    given: list[Value] = field(default_factory=list)
    """Values that are levels whether they occur or not: of the format (PRELOADFMT), of CLASSDATA=."""
    exclusive: bool = False
    internal: bool = False
    labels: Callable[[Value], list[str]] | None = None
    """All labels of a value in a multilabel format (MLF): these are the levels, and the values of the output."""


ORDERS = {
    "internal": "unformatted", "unfmt": "unformatted", "fmt": "formatted", "external": "formatted",
}  # fmt: skip
"""Second names of the values of ORDER= (MEANS Procedure, "CLASS Statement")."""


def order_of(*given: st.Option | None, default: str = "unformatted") -> str:
    """Return the first ORDER= that is given."""
    found = next((word(option) for option in given if option is not None), default)
    return ORDERS.get(found, found)


def refuse_shared(
    step: st.ProcStep, by: list[tuple[int, bool]], classes: list[ClassVariable], types: list[int], *, combinations: bool = False
) -> None:  # fmt: skip
    """Refuse what is not known of a variable in both BY and CLASS, which has one level in each BY group.

    Args: types: the values of _TYPE_ in an output data set, where the variable has one column: what it holds in a type
    without the class variable is not documented. combinations: CLASSDATA= names combinations of levels. Raises StepError.
    """
    positions = {position for position, _ in by}
    for place, one in enumerate(reversed(classes)):
        if one.position not in positions:
            continue
        if combinations or one.given or one.labels is not None:
            message = "A variable in both BY and CLASS with CLASSDATA=, PRELOADFMT or MLF is not supported by the reference interpreter."
            raise StepError(message, step.at, "R0060")
        if not all(type_ >> place & 1 for type_ in types):
            message = "An output data set without NWAY of a variable in both BY and CLASS is not supported by the reference interpreter."
            raise StepError(message, step.at, "R0060")


def is_missing(value: Value) -> bool:
    """Is the value missing (a number) or blank (a text)?"""
    return value == "" if isinstance(value, str) else isnan(value)


def level_of(session: Session, table: Table, variable: ClassVariable, value: Value) -> Any:
    """Return what tells the level of a value: its formatted text where there is a format, else the value.

    A missing value whose text other values have is of their level, and makes it a missing one: "When you use PROC FORMAT to
    create a user-written format that combines missing and nonmissing values into one category, PROC FREQ treats the entire
    category of formatted values as missing" (FREQ Procedure, "Grouping with Formats").
    """
    if table.variables[variable.position].format and not variable.internal:
        return session.text(value, table.variables[variable.position])
    return sort_rank(value)


def levels_of(session: Session, table: Table, variable: ClassVariable, value: Value) -> list[Any]:
    """Return the levels that a value belongs to: one, or with MLF one for each of its labels."""
    return [level_of(session, table, variable, value)] if variable.labels is None else variable.labels(value)


def multilabel(session: Session, table: Table, one: ClassVariable, at: st.Node) -> Variable | None:
    """Make a class variable one of MLF; return it as it is in the output, None where its format has no MULTILABEL."""
    variable = table.variables[one.position]
    format_ = session.formats.get(
        variable.format.upper().rstrip("0123456789").rstrip(".").rstrip("0123456789")
    )
    if format_ is None or not format_.multilabel:
        return None
    if format_.kind not in ("num", "char") or not all(isinstance(e.label, str) for e in format_.entries):
        raise StepError("MLF with this format is not supported by the reference interpreter.", at.at, "R0060")
    widest = max(len(str(e.label)) for e in format_.entries)

    def labels(value: Value) -> list[str]:
        return labels_of(format_, value) or [session.text(value, "")[:widest]]

    one.labels = labels
    return replace(variable, kind="char", length=widest, format="")


def usable_rows(table: Table, classes: Iterable[ClassVariable]) -> list[Row]:
    """Return the rows without missing class values (unless MISSING)."""
    strict = [c.position for c in classes if not c.missing]
    return [row for row in table.rows if not any(is_missing(row[p]) for p in strict)]


def ranks(
    session: Session, table: Table, variable: ClassVariable, rows: list[Row], weights: list[float]
) -> dict[Any, tuple[int, Value]]:
    """Return level -> (rank in the output's order, the value that stands for the level: the lowest one)."""
    if variable.labels is not None:
        return _label_ranks(variable, rows, weights)
    lowest: dict[Any, Value] = {}
    first: dict[Any, int] = {}
    counts: dict[Any, float] = {}
    for number, (row, weight) in enumerate(zip(rows, weights, strict=True)):
        value = row[variable.position]
        level = level_of(session, table, variable, value)
        if level not in lowest or sort_rank(value) < sort_rank(lowest[level]):
            lowest[level] = value
        first.setdefault(level, number)
        counts[level] = counts.get(level, 0.0) + weight
    keys = {
        "unformatted": lambda level: sort_rank(lowest[level]),
        "internal": lambda level: sort_rank(lowest[level]),
        "data": lambda level: first[level],
        "formatted": lambda level: (
            not is_missing(lowest[level]),
            formatted(session, lowest[level], table.variables[variable.position])
            if isinstance(lowest[level], str) or table.variables[variable.position].format
            else sort_rank(lowest[level]),  # a number without a format: by its value
        ),
    }
    if variable.order == "freq":
        ordered = sorted(lowest, key=lambda level: sort_rank(lowest[level]))
        ordered.sort(key=lambda level: counts[level], reverse=not variable.descending)
    else:
        ordered = sorted(lowest, key=keys[variable.order], reverse=variable.descending)
    return {level: (rank, lowest[level]) for rank, level in enumerate(ordered)}


def _label_ranks(
    variable: ClassVariable, rows: list[Row], weights: list[float]
) -> dict[Any, tuple[int, Value]]:
    """Return the ranks of labels (MLF); those given stand before those of the rows."""
    assert variable.labels is not None
    counts: dict[str, float] = {str(value): 0.0 for value in variable.given}
    for row, weight in zip(rows, weights, strict=True):
        if weight:
            for label in variable.labels(row[variable.position]):
                counts[label] = counts.get(label, 0.0) + weight
    ordered = list(counts) if variable.order == "data" else sorted(counts)
    if variable.order == "freq":
        ordered.sort(key=counts.__getitem__, reverse=not variable.descending)
    elif variable.descending:
        ordered.reverse()
    return {label: (rank, label) for rank, label in enumerate(ordered)}
