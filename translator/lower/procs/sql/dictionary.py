"""DICTIONARY tables from what the plan knows: schemas of the data sets made so far; row counts are the run's.

SAS 9.4 SQL Procedure User's Guide, "DICTIONARY Tables".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.types import MACRO_LENGTH, Column, Schema, Type
from translator.library.system_options import NAMES, option_value
from translator.lower import datasets as ds
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq

if TYPE_CHECKING:
    from translator.lower.context import Context

VIEWS = {"vtable": "tables", "vcolumn": "columns", "vmember": "members", "vstable": "stable", "vmacro": "macros",
         "voption": "options", "vtitle": "titles"}  # fmt: skip
NONE = float("nan")
Cell = float | str | tuple[str, str]


def described(dataset: Dataset, context: Context) -> rq.Relation | None:
    """Return the DICTIONARY table that a name stands for with the data set's options, None for any other name.

    Raises: LoweringError (H0506) where only the run knows the table.
    """
    table = whole(dataset, context)
    if table is None or dataset.options == DatasetOptions():
        return table
    options = dataset.options
    if options.firstobs is not None or options.obs is not None or options.others or options.label:
        raise LoweringError(
            "H0506", "such data set options on a DICTIONARY table are not translated", dataset.at
        )
    chosen = ds.select(table.columns, options, dataset.at)
    columns = tuple(column for _, column in chosen)
    made: rq.Relation = rq.Choose(table, tuple(chosen))
    if options.where is not None:
        made = rq.Filter(made, context.values(columns, where=True).condition(options.where), columns)
    return made


def view_name(dataset: Dataset) -> str:
    """Return the DICTIONARY table that a SASHELP view shows, "" for any other data set."""
    return VIEWS.get(dataset.name.lower(), "") if dataset.lib.lower() == "sashelp" else ""


def whole(dataset: Dataset, context: Context) -> rq.Described | None:
    """Return the DICTIONARY table that a name stands for, None for any other. Raises LoweringError (H0506)."""
    lib, name = dataset.lib.lower(), dataset.name.lower()
    if lib == "sashelp":
        name = VIEWS.get(name, "")
    elif lib != "dictionary":
        return None
    if not name:
        return None
    if name in KNOWN:
        return KNOWN[name](context)
    if name not in ("tables", "columns", "members", "stable"):
        raise LoweringError(
            "H0506", f"DICTIONARY.{name.upper()} is not translated: only the run knows it", dataset.at
        )
    if context.catalog.unknown:
        raise LoweringError(
            "H0506", "a step before is not translated: its data sets are not known", dataset.at
        )
    members = sorted((*split(name_), name_, schema) for name_, schema in context.catalog.schemas.items())
    views = context.catalog.views
    if name == "columns":
        return _columns(members, views, dataset)
    columns = [_char("libname", 8, "Library Name"), _char("memname", 32, "Member Name")]
    if name != "stable":
        columns.append(_char("memtype", 8, "Member Type"))
    if name == "tables":
        columns += [_char("memlabel", 256, "Data Set Label"), _num("nobs", "Number of Physical Observations"),
                    _num("nvar", "Number of Variables"), _num("nlobs", "Number of Logical Observations")]  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for libref, member, full, schema in members:
        is_view = full in views
        count: Cell = float("nan") if is_view else (full, "rows")
        row: tuple[Cell, ...] = (
            libref,
            member,
            "VIEW" if is_view else "DATA",
            schema.label,
            count,
            float(len(schema.columns)),
            count,
        )
        if name == "tables" and not schema.complete:
            row = (*row[:5], (full, "columns"), row[6])
        rows.append(row[: len(columns)])
    return rq.Described(tuple(rows), tuple(columns))


def _columns(
    members: list[tuple[str, str, str, Schema]], views: dict[str, object], dataset: Dataset
) -> rq.Described:
    columns = (
        _char("libname", 8, "Library Name"), _char("memname", 32, "Member Name"), _char("memtype", 8, "Member Type"),
        _char("name", 32, "Column Name"), _char("type", 4, "Column Type"), _num("length", "Column Length"),
        _num("npos", "Column Position"), _num("varnum", "Column Number in Table"), _char("label", 256, "Column Label"),
        _char("format", 49, "Column Format"), _char("informat", 49, "Column Informat"),
        _char("idxusage", 9, "Column Index Type"), _num("sortedby", "Order in Key Sequence"),
        _char("xtype", 12, "Extended Type"), _char("notnull", 3, "Not NULL?"), _num("precision", "Precision"),
        _num("scale", "Scale"), _char("transcode", 3, "Transcoded?"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for libref, member, full, schema in members:
        if not schema.complete:
            raise LoweringError(
                "H0506", f"the columns of {libref}.{member} are known only when the program runs", dataset.at
            )
        for c in schema.columns:
            if c.type.length == MACRO_LENGTH:
                raise LoweringError(
                    "H0247",
                    f"the length of {c.name} in {libref}.{member} is known only when the program runs",
                    dataset.at,
                )
        places: dict[str, int] = {}
        at = 0
        for kind in ("num", "char"):
            for column in schema.columns:
                if column.type.kind == kind:
                    places[column.name] = at
                    at += column.type.length
        keys = {key.lstrip("-"): -i if key[0] == "-" else i for i, key in enumerate(schema.sort_keys, 1)}
        for number, c in enumerate(schema.columns, start=1):
            rows.append((
                libref, member, "VIEW" if full in views else "DATA", c.name, c.type.kind, float(c.type.length), float(places[c.name]), float(number),
                c.label, c.format, c.informat, "", float(keys.get(c.name.lower(), 0)), c.type.kind, "no", 0.0, NONE, "yes",
            ))  # fmt: skip
    return rq.Described(tuple(rows), columns)


def _titles(context: Context) -> rq.Described:
    """DICTIONARY.TITLES: TITLE lines (T) and FOOTNOTE lines (F) in force."""
    columns = (
        _char("type", 1, "Title Location"),
        _num("number", "Title Number"),
        _char("text", 256, "Title Text"),
    )
    lines = (("T", context.titles), ("F", context.footnotes))
    rows = [(kind, float(i), text) for kind, texts in lines for i, text in enumerate(texts, 1) if text]
    return rq.Described(tuple(rows), columns)


def _options(context: Context) -> rq.Described:
    """DICTIONARY.OPTIONS: the options whose value is known without a SAS session. Raises LoweringError."""
    columns = _char("optname", 32, "Option Name"), _char("setting", 1024, "Option Setting")
    values = [(name, option_value(context.settings, name)) for name in sorted(NAMES)]
    rows = [(name.upper(), value) for name, value in values if value is not None]
    return rq.Described(tuple(rows), columns)


KNOWN = {"titles": _titles, "options": _options}


def split(name: str) -> tuple[str, str]:
    """Return (library, member) of a canonical name in upper case."""
    lib, _, member = name.rpartition(".")
    return (lib or "work").upper(), member.upper()


def _char(name: str, length: int, label: str) -> Column:
    return Column(name, Type("char", length), label=label)


def _num(name: str, label: str) -> Column:
    return Column(name, Type("num", 8), label=label)
