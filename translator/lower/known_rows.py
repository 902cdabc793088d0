"""Rows of data sets that stand whole in the program's text: DATALINES, and what PROC SORT makes of them.

From them PROC TRANSPOSE knows the columns that it makes, which are else only known to the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan

from translator.lang.types import Schema
from translator.library.missing import missing_letter
from translator.lower.context import Context
from translator.plan.loop import Key
from translator.plan.procs.sorting import Sort
from translator.plan.relations import Columnwise, Literal, Scan, Step

Value = float | str
_NAME = re.compile(r"[A-Za-z_]\w{0,31}")


@dataclass(frozen=True, slots=True)
class KnownRows:
    """All rows of a data set: values by lower-case name. They hold as long as the catalog has this very `schema`."""

    schema: Schema
    rows: tuple[dict[str, Value], ...]


def known(context: Context) -> dict[str, KnownRows]:
    """Return the rows that are known now, by data set."""
    return {n: one for n, one in context.catalog.rows.items() if one.schema is context.catalog.find(n)}


def observe(made: Iterable[Step], before: dict[str, KnownRows], context: Context) -> None:
    """Remember rows that a step's text shows; forget those of data sets that it makes otherwise.

    Args: before: what was known before the step.
    """
    for step in made:
        found = _rows_made(step.node, before)
        for name in step.outputs:
            context.catalog.rows.pop(name, None)
        if found is not None:
            target, rows = found
            schema = context.catalog.find(target)
            if schema is not None and schema.complete:
                context.catalog.rows[target] = KnownRows(schema, tuple(rows))


def rows_of(scan: Scan, context: Context) -> list[dict[str, Value]] | None:
    """Return the rows that a PROC reads, under the names that it reads them by; None where the run alone knows them."""
    return _read(scan, known(context))


def _read(scan: Scan, rows: dict[str, KnownRows]) -> list[dict[str, Value]] | None:
    found = rows.get(scan.dataset)
    if found is None:
        return None
    if (
        scan.where is not None
        or scan.obs is not None
        or scan.firstobs is not None
        or scan.unread
        or scan.groups
    ):
        return None
    return [{here.lower(): row[there.lower()] for there, here in scan.columns} for row in found.rows]


def _rows_made(node: object, before: dict[str, KnownRows]) -> tuple[str, list[dict[str, Value]]] | None:
    match node:
        case Columnwise(
            target=target,
            source=Literal(columns=columns, rows=rows),
            operations=(),
            columns=chosen,
            where=None,
            parts=(),
        ):
            places = {c.name.lower(): i for i, c in enumerate(columns)}
            pairs = [(new.lower(), places.get(old.lower())) for old, new in chosen]
            if any(place is None for _, place in pairs):
                return None
            return target, [{new: row[place] for new, place in pairs if place is not None} for row in rows]
        case Sort(
            source=source,
            target=target,
            by=by,
            repeats="keep" | "key" as repeats,
            columns=chosen,
            sequence=(),
        ):
            found = _read(source, before)
            if found is None:
                return None
            ordered = _in_order(found, by)
            if ordered is None:
                return None
            kept = list(_first_of_each(ordered, by)) if repeats == "key" else ordered
            return target, [{new.lower(): row[old.lower()] for old, new in chosen} for row in kept]
    return None


def _in_order(rows: list[dict[str, Value]], by: Sequence[Key]) -> list[dict[str, Value]] | None:
    """Return the rows as PROC SORT puts them; None for special missing values, which have an order of their own."""
    for key in reversed(by):
        values = [row[key.name.lower()] for row in rows]
        if any(isinstance(value, float) and isnan(value) and missing_letter(value) for value in values):
            return None
        name = key.name.lower()
        places = sorted(
            range(len(rows)), key=[_rank(row[name]) for row in rows].__getitem__, reverse=key.descending
        )
        rows = [rows[place] for place in places]
    return rows


def _rank(value: Value) -> tuple[bool, Value]:
    return (True, value) if isinstance(value, str) or not isnan(value) else (False, 0.0)


def _first_of_each(rows: list[dict[str, Value]], by: Sequence[Key]) -> Iterator[dict[str, Value]]:
    before: list[tuple[bool, Value]] | None = None
    for row in rows:
        now = [_rank(row[key.name.lower()]) for key in by]
        if now != before:
            yield row
        before = now


def transposed_names(
    rows: Sequence[dict[str, Value]],
    by: Sequence[str],
    ids: Sequence[str],
    prefix: str,
    suffix: str,
    delimiter: str,
    *,
    any_names: bool = False,
) -> list[str] | None:
    """Return the names of the columns that PROC TRANSPOSE makes, in their order.

    Args: rows: all rows that it reads; by, ids: lower-case names; any_names: VALIDVARNAME=ANY keeps values as they are.
    Returns: None where a name would have to be changed, or is missing.
    SAS: Base SAS Procedures Guide, TRANSPOSE, "ID Statement", PREFIX=.
    """
    if not ids:
        groups = groupby(rows, key=lambda row: [_rank(row[name]) for name in by])
        most = max((len(list(group)) for _, group in groups), default=0)
        return [f"{prefix or 'COL'}{place}{suffix}" for place in range(1, most + 1)]
    found: dict[str, str] = {}
    for row in rows:
        texts = [_shown(row[name]) for name in ids]
        made = f"{prefix}{delimiter.join(texts)}{suffix}"
        made = f"_{made}" if made[:1].isdigit() and not any_names else made
        if "" in texts or not _NAME.fullmatch("_" * any_names + made):
            return None
        if found.setdefault(made.lower(), made) != made:
            return None
    return list(found.values())


def id_labels(
    rows: Sequence[dict[str, Value]],
    ids: Sequence[str],
    idlabel: str,
    prefix: str,
    suffix: str,
    delimiter: str,
    *,
    any_names: bool = False,
) -> dict[str, str] | None:
    """Return the labels that IDLABEL gives to the columns of PROC TRANSPOSE, by name in lower case: that of the first row.

    Returns: None where a value has no plain text.
    """
    found: dict[str, str] = {}
    for row in rows:
        made = f"{prefix}{delimiter.join(_shown(row[name]) for name in ids)}{suffix}"
        made = f"_{made}" if made[:1].isdigit() and not any_names else made
        label = _shown(row[idlabel])
        if not label:
            return None
        found.setdefault(made.lower(), label)
    return found


def _shown(value: Value) -> str:
    """Return a text, or a small whole number, as it stands in a name; "" for others."""
    if isinstance(value, str):
        return value.strip()
    return str(int(value)) if value == value and value == int(value) and 0 <= value < 1e9 else ""
