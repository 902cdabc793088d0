"""Data set options on whole tables: KEEP=, DROP=, RENAME=, WHERE=, FIRSTOBS=, OBS=; lists of data sets.

On input DROP= and KEEP= come first, then RENAME=, then WHERE= (with the new names); on output the same.
SAS 9.4 Data Set Options: Reference, "RENAME= Data Set Option", "WHERE= Data Set Option".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.names import expand, rename_pairs
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.syntax import Expr, NameItem, Number, Var

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

HARMLESS = {
    "compress", "replace", "reuse", "bufsize", "bufno", "encoding", "index", "alter", "pw", "read", "write", "type",
    "genmax", "gennum", "cntllev", "outrep", "pointobs", "repempty", "role", "sortseq", "dlcreatedir", "tobsno",
    "idxname", "idxwhere", "spill", "obsbuf", "extendobscounter", "filefmt", "toobsno", "sortedby",
    "fileclose", "nobs",
}  # fmt: skip
"""Options that change storage or speed, never values."""


def chosen(variables: list[Variable], options: DatasetOptions, where: str, missing: list[str]) -> list[int]:
    """Return positions that KEEP= and DROP= leave. Unknown names are added to `missing`."""
    positions = list(range(len(variables)))
    known = {variable.name.lower() for variable in variables}

    def names(items: tuple[NameItem, ...]) -> set[str]:
        found = [name.lower() for name in expand(items, variables)]
        missing.extend(name for name in found if name not in known)
        return set(found)

    if options.drop is not None:
        dropped = names(options.drop)
        positions = [p for p in positions if variables[p].name.lower() not in dropped]
    if options.keep is not None:
        kept = names(options.keep)
        positions = [p for p in positions if variables[p].name.lower() in kept]
    return positions


def refuse_unknown(options: DatasetOptions, at: object = None) -> None:
    """Raise Unsupported for a data set option that would change the result and is not known."""
    for name, _ in options.others:
        if name.lower() not in HARMLESS:
            raise Unsupported(f"the data set option {name.upper()}=")


def renamed(
    variables: list[Variable], options: DatasetOptions, missing: list[str], name: str
) -> list[Variable]:
    """Return the variables with RENAME= applied. Unknown names are added to `missing`."""
    pairs = rename_pairs(options.rename)
    known = {variable.name.lower() for variable in variables}
    missing.extend(name for name in pairs if name not in known)
    result = [v.renamed(pairs[v.name.lower()]) if v.name.lower() in pairs else v for v in variables]
    seen: set[str] = set()
    for variable in result:
        if variable.name.lower() in seen:
            raise StepError(f"Variable {variable.name} already exists on file {name}.")
        seen.add(variable.name.lower())
    return result


def select(
    session: Session, table: Table, options: DatasetOptions, name: str, *, output: bool = False, conditions: Sequence[Expr] = (),
) -> Table:  # fmt: skip
    """Return the table with the options applied, and the conditions of WHERE statements, of whose rows FIRSTOBS= and
    OBS= count. Raises StepError for a name that is not there (input), or writes SAS's warning (output)."""
    refuse_unknown(options)
    if (
        options == DatasetOptions()
        and not conditions
        and "obs" not in session.options
        and "firstobs" not in session.options
    ):
        return table
    missing: list[str] = []
    positions = chosen(table.variables, options, name, missing)
    variables = renamed([table.variables[p] for p in positions], options, missing, name)
    for unknown in missing:
        text = f"The variable {unknown} in the DROP, KEEP, or RENAME list has never been referenced."
        if output:
            session.warning(text)
        else:
            raise StepError(text, None, "R0006")
    rows: list[Row] = table.rows
    if positions != list(range(len(table.variables))):
        rows = [[row[p] for p in positions] for row in rows]
    result = Table(variables, rows, options.label or table.label, kept_order(table, variables, positions))
    result.sort_marks = table.sort_marks if result.sorted_by else ()
    if options.where is not None:
        full = Table(renamed(table.variables, replace(options, keep=None, drop=None), [], name), table.rows)
        flags = row_flags(session, full, options.where, name)
        result.rows = [row for row, flag in zip(rows, flags, strict=True) if flag]
    for condition in conditions:
        result.rows = filter_rows(session, result, condition, name)
    if not output:
        first, last = limits(session, options)
        if first > 1 or last is not None:
            result.rows = result.rows[first - 1 : last]
    return result


def kept_order(table: Table, variables: list[Variable], positions: list[int]) -> tuple[str, ...]:
    """Return what is left of `sorted_by` after a selection and renaming."""
    new = {table.variables[p].name.lower(): v.name.lower() for p, v in zip(positions, variables, strict=True)}
    result = []
    for key in table.sorted_by:
        name = key.removeprefix("-")
        if name not in new:
            break
        result.append(("-" if key.startswith("-") else "") + new[name])
    return tuple(result)


def limits(session: Session, options: DatasetOptions) -> tuple[int, int | None]:
    """Return FIRSTOBS and OBS (None for MAX) of the options or, without them, of the session."""
    first = _count(options.firstobs, session.options.get("firstobs", "1"))
    last = _count(options.obs, session.options.get("obs", "max"))
    return (1 if first is None else first), last


def _count(value: Expr | None, default: str) -> int | None:
    match value:
        case Number(value=number):
            return int(number)
        case Var(name=word):
            text = word
        case None:
            text = default
        case _:
            raise StepError("The value of FIRSTOBS= or OBS= is not a number.")
    text = text.strip().lower()
    if text == "max":
        return None
    if text == "min":
        return 0
    found = re.fullmatch(r"(\d+)([kmg]?)", text)
    if found is None:
        raise StepError(f"The value {text} of FIRSTOBS= or OBS= is not valid.")
    return int(found[1]) * {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}[found[2]]


def row_flags(session: Session, table: Table, condition: Expr, name: str = "") -> list[bool]:
    """Return for every row whether a WHERE expression selects it."""
    from equivalence.interpreter.conditions import where_tester

    test = where_tester(session, table.variables, condition, name)
    return [test(row) for row in table.rows]


def filter_rows(session: Session, table: Table, condition: Expr, name: str = "") -> list[Row]:
    """Return the rows that a WHERE expression selects."""
    flags = row_flags(session, table, condition, name)
    return [row for row, flag in zip(table.rows, flags, strict=True) if flag]


def expand_datasets(session: Session, datasets: Iterable[Dataset]) -> list[Dataset]:
    """Return data sets with `q1-q4` and `x:` expanded; a prefix list takes WORK's data sets in order of name."""
    result: list[Dataset] = []
    for dataset in datasets:
        if dataset.form == "range":
            first, last = re.match(r"(.*?)(\d+)$", dataset.name), re.match(r"(.*?)(\d+)$", dataset.last)
            if first is None or last is None or first[1].lower() != last[1].lower():
                raise StepError(f"The data set list {dataset.name}-{dataset.last} is not valid.", dataset.at)
            width = len(first[2]) if first[2].startswith("0") else 0
            for number in range(int(first[2]), int(last[2]) + 1):
                result.append(replace(dataset, name=f"{first[1]}{number:0{width}d}", form="name", last=""))
        elif dataset.form == "prefix":
            found = [n for n in session.names(dataset.lib or "work") if n.startswith(dataset.name.lower())]
            if not found:
                raise StepError(
                    f"The data set list ({dataset.name}:) does not contain any members.", dataset.at
                )
            result.extend(replace(dataset, name=name, form="name") for name in found)
        else:
            result.append(dataset)
    return result
