"""DICTIONARY tables from what the plan knows: schemas of the data sets made so far; row counts are the run's.

SAS 9.4 SQL Procedure User's Guide, "DICTIONARY Tables".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.lang.statements import Dataset
from translator.lang.types import Column, Schema, Type
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq

if TYPE_CHECKING:
    from translator.lower.context import Context

VIEWS = {"vtable": "tables", "vcolumn": "columns", "vmember": "members", "vstable": "stable", "vmacro": "macros",
         "voption": "options"}  # fmt: skip
Cell = float | str | tuple[str, str]


def described(dataset: Dataset, context: Context) -> rq.Described | None:
    """Return the DICTIONARY table that a name stands for, None for any other. Raises LoweringError (H0506)."""
    lib, name = dataset.lib.lower(), dataset.name.lower()
    if lib == "sashelp":
        name = VIEWS.get(name, "")
    elif lib != "dictionary":
        return None
    if not name:
        return None
    if name not in ("tables", "columns", "members", "stable"):
        raise LoweringError(
            "H0506", f"DICTIONARY.{name.upper()} is not translated: only the run knows it", dataset.at
        )
    if dataset.options != type(dataset.options)():
        raise LoweringError("H0506", "data set options on a DICTIONARY table are not translated", dataset.at)
    if context.catalog.unknown:
        raise LoweringError(
            "H0506", "a step before is not translated: its data sets are not known", dataset.at
        )
    members = sorted((*split(name_), name_, schema) for name_, schema in context.catalog.schemas.items())
    if name == "columns":
        return _columns(members, dataset)
    columns = [_char("libname", 8, "Library Name"), _char("memname", 32, "Member Name")]
    if name != "stable":
        columns.append(_char("memtype", 8, "Member Type"))
    if name == "tables":
        columns += [_char("memlabel", 256, "Data Set Label"), _num("nobs", "Number of Physical Observations"),
                    _num("nvar", "Number of Variables"), _num("nlobs", "Number of Logical Observations")]  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for libref, member, full, schema in members:
        row: tuple[Cell, ...] = (
            libref,
            member,
            "DATA",
            schema.label,
            (full, "rows"),
            float(len(schema.columns)),
            (full, "rows"),
        )
        if name == "tables" and not schema.complete:
            row = (*row[:5], (full, "columns"), row[6])
        rows.append(row[: len(columns)])
    return rq.Described(tuple(rows), tuple(columns))


def _columns(members: list[tuple[str, str, str, Schema]], dataset: Dataset) -> rq.Described:
    columns = (
        _char("libname", 8, "Library Name"), _char("memname", 32, "Member Name"), _char("memtype", 8, "Member Type"),
        _char("name", 32, "Column Name"), _char("type", 4, "Column Type"), _num("length", "Column Length"),
        _num("npos", "Column Position"), _num("varnum", "Column Number in Table"), _char("label", 256, "Column Label"),
        _char("format", 49, "Column Format"), _char("informat", 49, "Column Informat"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for libref, member, _, schema in members:
        if not schema.complete:
            raise LoweringError(
                "H0506", f"the columns of {libref}.{member} are known only when the program runs", dataset.at
            )
        places: dict[str, int] = {}
        at = 0
        for kind in ("num", "char"):
            for column in schema.columns:
                if column.type.kind == kind:
                    places[column.name] = at
                    at += column.type.length
        for number, c in enumerate(schema.columns, start=1):
            rows.append((
                libref, member, "DATA", c.name, c.type.kind, float(c.type.length), float(places[c.name]), float(number),
                c.label, c.format, c.informat,
            ))  # fmt: skip
    return rq.Described(tuple(rows), columns)


def split(name: str) -> tuple[str, str]:
    """Return (library, member) of a canonical name in upper case."""
    lib, _, member = name.rpartition(".")
    return (lib or "work").upper(), member.upper()


def _char(name: str, length: int, label: str) -> Column:
    return Column(name, Type("char", length), label=label)


def _num(name: str, label: str) -> Column:
    return Column(name, Type("num", 8), label=label)
