"""The list of a SELECT: what each item becomes, its attributes and its name.

SAS 9.4 SQL Procedure User's Guide, "column-modifier", "CREATE TABLE Statement" (attributes of the new columns).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.lang import syntax as sx
from translator.lang import syntax_sql as q
from translator.lang.types import Column, Type
from translator.lower.procs.sql.frames import Frame, Namer
from translator.lower.procs.sql.values import SUMMARY, clean
from translator.plan import values as v


@dataclass(slots=True)
class Output:
    """A column of the SELECT list: its value, the column it becomes, whether it has a name of its own."""

    item: q.SelectItem
    value: v.Value
    column: Column
    named: bool
    inner: str = ""  # its name before the final choice


def output_of(frame: Frame, item: q.SelectItem, value: v.Value) -> Output:
    """Return a column of the result: a plain column hands its attributes on, those written win."""
    value = clean(value)
    given = item.attributes
    column = Column(item.alias, value.type)
    source = source_of(frame, item)
    if source is not None:
        column = replace(source, name=item.alias or source.name, type=value.type)
        if value.type.kind == "num":
            column = replace(column, type=replace(value.type, length=source.type.length))
    elif not item.alias and isinstance(item.value, sx.Var | sx.Dotted):
        column = replace(column, name=item.value.name)
    elif value.type.kind == "num":
        column = replace(column, type=replace(value.type, length=8))
    if given.length is not None:
        if value.type.kind == "char":
            if given.length < value.type.length:
                value = v.Cut(value, given.length, Type("char", given.length))
            column = replace(column, type=replace(column.type, length=given.length))
        else:
            column = replace(column, type=replace(column.type, length=given.length))
            if given.length < 8 and source is None:
                value = v.Shorten(value, given.length, value.type)
    column = replace(
        column,
        format=column.format if given.format is None else sx.attached(given.format, column.type.kind),
        informat=column.informat if given.informat is None else sx.attached(given.informat, column.type.kind),
        label=column.label if given.label is None else given.label,
    )
    return Output(item, value, column, bool(column.name))


def source_of(frame: Frame, item: q.SelectItem) -> Column | None:
    """Return the source's column that an item names, under the name it has there."""
    match item.value:
        case sx.Var(name):
            qualifier = ""
        case sx.Dotted(qualifier, name) if qualifier.lower() != "calculated":
            pass
        case _:
            return None
    column = frame.find(name, qualifier)
    if column is None:
        return None
    spelled = next(
        b.name for b in frame.bound if b.column.name == column.name and b.name.lower() == name.lower()
    )
    return replace(column, name=spelled)


def name_outputs(outputs: list[Output]) -> None:
    """Name the columns: _TEMG001 for summary functions without an alias, _TEMA001 for other expressions."""
    counts = {"_TEMG": 0, "_TEMA": 0}
    for output in outputs:
        if not output.named:
            call = output.item.value
            summary = isinstance(call, sx.Call) and call.name.upper() in SUMMARY and len(call.args) == 1
            stem = "_TEMG" if summary else "_TEMA"
            counts[stem] += 1
            output.column = replace(output.column, name=f"{stem}{counts[stem]:03d}")


def without_repeats(outputs: list[Output], drop: bool) -> tuple[list[Output], list[str]]:
    """Return the outputs with unique names, and the names left out (or renamed, where all are kept)."""
    kept: list[Output] = []
    repeated: list[str] = []
    seen: set[str] = set()
    for output in outputs:
        name = output.column.name
        if name.lower() in seen:
            repeated.append(name)
            if drop:
                continue
            heading = output.column.label or name  # what is printed above the column
            output.column = replace(output.column, name=Namer(seen).new(name), label=heading)
        seen.add(output.column.name.lower())
        kept.append(output)
    return kept, repeated if drop else []
