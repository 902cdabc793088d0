"""DICTIONARY tables from what the plan knows: schemas of the data sets made so far; row counts are the run's.

SAS 9.4 SQL Procedure User's Guide, "DICTIONARY Tables".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.types import MACRO_LENGTH, Column, Schema, Type
from translator.library import dictionary as facts
from translator.library.indexes import usage_of
from translator.library.system_options import ALL, NAMES, option_value
from translator.lower import datasets as ds
from translator.lower.conditions import conjuncts, texts_asked
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq

if TYPE_CHECKING:
    from translator.lower.context import Context

NONE = float("nan")
Cell = float | str | tuple[str, str]
Members = list[tuple[str, str, str, Schema]]
"""(library, member, canonical name, schema)."""
OF_COLUMNS = ("maxvar", "maxlabel", "obslen", "num_character", "num_numeric")
"""Columns of DICTIONARY.TABLES that only the run knows for a data set whose columns only it knows."""


def described(
    dataset: Dataset, context: Context, used: set[str] | None = None, parts: Sequence[sx.Expr] = (), alias: str = ""
) -> rq.Relation | None:  # fmt: skip
    """Return the DICTIONARY table that a name stands for with the data set's options, None for any other name.

    Args: used: the columns that the query uses, None for all. What only SAS knows of them is warned of. parts: what AND joins
    in the query's condition, alias: the table's name there.

    Raises: LoweringError (H0506) where only the run knows the table.
    """
    table = whole(dataset, context, parts, alias)
    if table is None:
        return None
    options = dataset.options
    columns = table.columns
    made: rq.Relation = table
    if options != DatasetOptions():
        if options.firstobs is not None or options.obs is not None or options.others or options.label:
            raise LoweringError(
                "H0506", "such data set options on a DICTIONARY table are not translated", dataset.at
            )
        chosen = ds.select(table.columns, options, dataset.at)
        columns = tuple(column for _, column in chosen)
        made = rq.Choose(table, tuple(chosen))
        if options.where is not None:
            made = rq.Filter(made, context.values(columns, where=True).condition(options.where), columns)
    warn(dataset, columns, used, context)
    return made


def warn(dataset: Dataset, columns: tuple[Column, ...], used: set[str] | None, context: Context) -> None:
    """Warn of columns of a DICTIONARY table that only SAS's session and files know."""
    name = table_name(dataset)
    unknown = facts.file_fields(name)
    if name == "tables" and not all(schema.complete for *_, schema in members_of(context)):
        unknown += OF_COLUMNS
    shown = [c.name for c in columns if c.name in unknown and (used is None or c.name in used)]
    if shown:
        message = f"{', '.join(one.upper() for one in shown)} of DICTIONARY.{name.upper()}"
        context.diagnose(LoweringError("W0137", message, dataset.at))


def table_name(dataset: Dataset) -> str:
    """Return the name of the DICTIONARY table that a data set is, or that a SASHELP view shows; "" for any other."""
    match dataset.lib.lower():
        case "sashelp":
            return facts.VIEWS.get(dataset.name.lower(), "")
        case "dictionary":
            return dataset.name.lower()
        case _:
            return ""


def view_name(dataset: Dataset) -> str:
    """Return the DICTIONARY table that a SASHELP view shows, "" for any other data set."""
    return table_name(dataset) if dataset.lib.lower() == "sashelp" else ""


def members_of(context: Context) -> Members:
    """Return the data sets and views that the program has made or named so far, in order, those of WORK first."""
    found = [(*split(name), name, schema) for name, schema in context.catalog.schemas.items()]
    return sorted(found, key=lambda one: (one[0] != "WORK", one[0], one[1]))


def look_into_libraries(dataset: Dataset, context: Context, parts: Sequence[sx.Expr], alias: str) -> None:
    """Find the data sets of the permanent libraries that a query asks about.

    Raises: LoweringError (H0506) for a library whose files are not at hand.
    """
    catalog = context.catalog
    conditions = [*parts, *conjuncts(dataset.options.where)]
    libraries, names = texts_asked(conditions, "libname", alias), texts_asked(conditions, "memname", alias)
    for libref in sorted({*context.librefs, *catalog.mapped()} - context.databases):
        if libraries is not None and libref.upper() not in libraries:
            continue
        found = catalog.members(libref)
        if (
            found is None
            and names is not None
            and all(f"{libref}.{n.lower()}" in catalog.schemas for n in names)
        ):
            continue
        if found is None:
            message = f"the data sets of the library {libref.upper()} are known only when the program runs"
            raise LoweringError("H0506", message, dataset.at)
        for name in found:
            catalog.find(f"{libref}.{name}")


def whole(
    dataset: Dataset, context: Context, parts: Sequence[sx.Expr] = (), alias: str = ""
) -> rq.Described | None:
    """Return the DICTIONARY table that a name stands for, None for any other. Raises LoweringError (H0506)."""
    name = table_name(dataset)
    if not name:
        return None
    if name in KNOWN:
        return table_of(name, KNOWN[name](context))
    if name in ("libnames", "slib"):
        conditions = [*parts, *conjuncts(dataset.options.where)]
        return table_of(name, _libraries(texts_asked(conditions, "libname", alias), context, dataset))
    if name not in OF_MEMBERS:
        raise LoweringError(
            "H0506", f"DICTIONARY.{name.upper()} is not translated: only the run knows it", dataset.at
        )
    if context.catalog.unknown:
        raise LoweringError(
            "H0506", "a step before is not translated: its data sets are not known", dataset.at
        )
    if name not in ("views", "sview"):  # files are no views
        look_into_libraries(dataset, context, parts, alias)
    return table_of(name, OF_MEMBERS[name](members_of(context), context.catalog.views, dataset))


def table_of(name: str, rows: Iterable[dict[str, Cell]]) -> rq.Described:
    """Return a DICTIONARY table from what is known of its rows."""
    columns = tuple(
        Column(f.name, Type("char", f.length) if f.length else Type("num", 8), f.format, label=f.label)
        for f in facts.FIELDS[name]
    )
    return rq.Described(tuple(tuple(facts.row_of(name, row)) for row in rows), columns)


def _tables(members: Members, views: dict[str, Any], dataset: Dataset) -> Iterator[dict[str, Cell]]:
    for libref, member, full, schema in members:
        is_view = full in views
        count: Cell = NONE if is_view else (full, "rows")
        row: dict[str, Cell] = {
            "libname": libref, "memname": member, "memtype": "VIEW" if is_view else "DATA", "memlabel": schema.label,
            "nobs": count, "nlobs": count, "nvar": float(len(schema.columns)),
            "typemem": "" if is_view else "DATA", "indxtype": index_type(schema),
        }  # fmt: skip
        if schema.complete:
            kinds = [c.type.kind for c in schema.columns]
            row |= {
                "num_character": float(kinds.count("char")), "num_numeric": float(kinds.count("num")),
                "maxvar": float(max((len(c.name) for c in schema.columns), default=0)),
                "maxlabel": float(max((len(c.label) for c in schema.columns), default=0)),
                "obslen": facts.row_length([(c.type.kind, c.type.length) for c in schema.columns]),
            }  # fmt: skip
        else:
            row["nvar"] = (full, "columns")
        yield row


def index_type(schema: Schema) -> str:
    """Return what kinds of indexes a data set has, as SAS writes it."""
    kinds = {len(names) > 1 for _, names in schema.indexes}
    return "" if not kinds else "BOTH" if len(kinds) == 2 else "COMPOSITE" if True in kinds else "SIMPLE"


def _names(members: Members, views: dict[str, Any], dataset: Dataset) -> Iterator[dict[str, Cell]]:
    for libref, member, full, schema in members:
        kind = "VIEW" if full in views else "DATA"
        index = "yes" if schema.indexes else "no"
        yield {"libname": libref, "memname": member, "memtype": kind, "index": index}


def _data_sets(members: Members, views: dict[str, Any], dataset: Dataset) -> Iterator[dict[str, Cell]]:
    yield from _names([one for one in members if one[2] not in views], views, dataset)


def _views(members: Members, views: dict[str, Any], dataset: Dataset) -> Iterator[dict[str, Cell]]:
    for libref, member, full, _ in members:
        if full in views:
            engine = "SASDSV" if isinstance(views[full][0], st.DataStep) else "SQLVIEW"
            yield {"libname": libref, "memname": member, "memtype": "VIEW", "engine": engine}


def _indexes(members: Members, views: dict[str, Any], dataset: Dataset) -> Iterator[dict[str, Cell]]:
    for libref, member, _, schema in members:
        spelled = {c.name.lower(): c.name for c in schema.columns}
        for index, names in schema.indexes:
            for name in names:
                yield {
                    "libname": libref, "memname": member, "memtype": "DATA", "name": spelled.get(name, name),
                    "idxusage": "SIMPLE" if len(names) == 1 else "COMPOSITE", "indxname": index,
                }  # fmt: skip


def _columns(members: Members, views: dict[str, Any], dataset: Dataset) -> Iterator[dict[str, Cell]]:
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
            yield {
                "libname": libref, "memname": member, "memtype": "VIEW" if full in views else "DATA", "name": c.name,
                "type": c.type.kind, "length": float(c.type.length), "npos": float(places[c.name]),
                "varnum": float(number), "label": c.label, "format": c.format, "informat": c.informat,
                "idxusage": usage_of(schema.indexes, c.name.lower()).replace("NONE", ""), "sortedby": float(keys.get(c.name.lower(), 0)),
                "xtype": c.type.kind, "notnull": "no", "precision": 0.0, "transcode": "yes",
            }  # fmt: skip


def _libraries(asked: frozenset[str] | None, context: Context, dataset: Dataset) -> Iterator[dict[str, Cell]]:
    """DICTIONARY.LIBNAMES: of the libraries that a query names, those that LIBNAME statements assign to folders.

    Raises: LoweringError (H0506) for other libraries: which ones a session has, and where WORK lies, only the run knows.
    """
    settings = context.settings
    for libref in sorted(asked or ()):
        key = f"libref {libref.lower()}"
        path = settings.get(key)
        known = key in settings or libref.lower() not in context.catalog.mapped()
        if libref in OF_SESSION or ALL in settings or not known or (key in settings and path is None):
            raise LoweringError("H0506", f"what the library {libref} is, only the run knows", dataset.at)
        if path is not None:
            yield {"libname": libref, "path": path}
    if asked is None:
        message = (
            "DICTIONARY.LIBNAMES without the names of libraries: which ones a session has, only the run knows"
        )
        raise LoweringError("H0506", message, dataset.at)


OF_SESSION = frozenset(("WORK", "SASHELP", "SASUSER", "USER", "MAPS", "MAPSGFK", "MAPSSAS"))
"""Libraries that a session assigns itself."""


def _titles(context: Context) -> Iterator[dict[str, Cell]]:
    """DICTIONARY.TITLES: TITLE lines (T) and FOOTNOTE lines (F) in force."""
    for kind, texts in (("T", context.titles), ("F", context.footnotes)):
        for number, text in enumerate(texts, 1):
            if not isinstance(text, str):
                raise LoweringError("H0506", "DICTIONARY.TITLES is not translated: only the run knows a line")
            if text:
                yield {"type": kind, "number": float(number), "text": text}


def _options(context: Context) -> Iterator[dict[str, Cell]]:
    """DICTIONARY.OPTIONS: the options whose value is known without a SAS session. Raises LoweringError."""
    for name in sorted(NAMES):
        value = option_value(context.settings, name)
        if value is not None:
            yield {"optname": name.upper(), "setting": value}


KNOWN = {"titles": _titles, "options": _options}
OF_MEMBERS = {
    "tables": _tables, "columns": _columns, "members": _names, "indexes": _indexes, "views": _views,
    "stable": _data_sets, "stabvw": _names, "sview": _views,
}  # fmt: skip


def split(name: str) -> tuple[str, str]:
    """Return (library, member) of a canonical name in upper case."""
    lib, _, member = name.rpartition(".")
    return (lib or "work").upper(), member.upper()
