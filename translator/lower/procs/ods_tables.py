"""The attributes of the columns of ODS tables: what the rows of `library.ods_tables` say, for data sets of ODS OUTPUT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from translator.lang import statements as st
from translator.lang.types import Column
from translator.library.ods_tables import attributes, find_table
from translator.library.ods_tables.level import confidence_level
from translator.lower.context import Context
from translator.lower.scope import LoweringError


def described(
    context: Context, step: st.ProcStep, table: str, columns: Iterable[Column], inputs: Iterable[Column],
    roles: Mapping[str, str] | None = None,
) -> tuple[Column, ...]:  # fmt: skip
    """Return a table's columns with their formats and labels; N0440 where the formats of some are not known.

    Args: inputs: variables of the input: where they are columns they keep their attributes. roles: what a column is, by its
    name, where its name does not tell.
    """
    own = {id(c) for c in inputs}
    level = confidence_level(step)
    made: list[Column] = []
    for column in columns:
        if id(column) not in own:
            form, label = attributes(
                step.name, table, column.name, role=(roles or {}).get(column.name, ""), level=level,
                label=column.label, format_=column.format,
            )  # fmt: skip
            column = replace(column, format=form, label=label)
        made.append(column)
    tell_unknown(
        context, step, table, {c.name: (roles or {}).get(c.name, "") for c in made if id(c) not in own}
    )
    return tuple(made)


def tell_unknown(context: Context, step: st.ProcStep, table: str, columns: Mapping[str, str]) -> None:
    """Note the columns (their roles by name) whose formats no published source tells."""
    row = find_table(step.name, table)
    found = (
        [(n, row.find(f"({role})" if role else n)) for n, role in columns.items()] if row is not None else []
    )
    unknown = [name for name, column in found if column is not None and not column.sure]
    if unknown:
        message = (
            f"the formats of {', '.join(unknown)} of the ODS table {table} of PROC {step.name} are not known"
        )
        context.diagnose(LoweringError("N0440", message, step.at))
