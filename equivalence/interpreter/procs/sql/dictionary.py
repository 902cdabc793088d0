"""DICTIONARY tables and the SASHELP views over them. SAS 9.4 SQL Procedure User's Guide, "DICTIONARY Tables".

Names of libraries and members are in upper case, types of members DATA, names of columns as they were spelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.tables import Table, Variable
from translator.lang.statements import Dataset
from translator.library import dictionary as facts
from translator.library.indexes import usage_of
from translator.library.system_options import NAMES, option_value

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

Known = dict[str, Any]
"""What is known of a row, by column."""


def find(session: Session, dataset: Dataset) -> Table | None:
    """Return the DICTIONARY table that a name stands for, None for any other."""
    lib, name = dataset.lib.lower(), dataset.name.lower()
    if lib == "sashelp" and "sashelp" not in session.librefs:
        name = facts.VIEWS.get(name, "")
    elif lib != "dictionary":
        return None
    return table_of(name, TABLES[name](session)) if name in TABLES else None


def table_of(name: str, rows: Iterable[Known]) -> Table:
    """Return a DICTIONARY table from what is known of its rows."""
    variables = [
        Variable(f.name, "char" if f.length else "num", f.length or 8, f.format, label=f.label)
        for f in facts.FIELDS[name]
    ]
    return Table(variables, [facts.row_of(name, row) for row in rows])


def members(session: Session) -> Iterator[tuple[Known, Table]]:
    """Yield the names and type of every data set and view, with its table."""
    for libref in ["work", *sorted(name for name in session.librefs if name != "work")]:
        for name in session.names(libref):
            table = session.find(libref, name)
            if table is not None:
                kind = "VIEW" if (libref.lower(), name.lower()) in session.views else "DATA"
                yield {"libname": libref.upper(), "memname": name.upper(), "memtype": kind}, table


def tables(session: Session) -> Iterator[Known]:
    """DICTIONARY.TABLES."""
    for names, table in members(session):
        is_view = names["memtype"] == "VIEW"
        kinds = [v.kind for v in table.variables]
        count = float("nan") if is_view else float(len(table.rows))
        indexes = {len(of) > 1 for of in table.indexes.values()}
        yield names | {
            "memlabel": table.label, "nobs": count, "nlobs": count, "nvar": float(len(kinds)),
            "typemem": "" if is_view else "DATA",
            "num_character": float(kinds.count("char")), "num_numeric": float(kinds.count("num")),
            "maxvar": float(max((len(v.name) for v in table.variables), default=0)),
            "maxlabel": float(max((len(v.label) for v in table.variables), default=0)),
            "obslen": facts.row_length([(v.kind, v.length) for v in table.variables]),
            "indxtype": {0: "", 2: "BOTH"}.get(len(indexes), "COMPOSITE" if True in indexes else "SIMPLE"),
        }  # fmt: skip


def columns(session: Session) -> Iterator[Known]:
    """DICTIONARY.COLUMNS."""
    for names, table in members(session):
        # numbers stand before texts in a row of a data set
        places: dict[int, int] = {}
        at = 0
        for kind in ("num", "char"):
            for i, variable in enumerate(table.variables):
                if variable.kind == kind:
                    places[i] = at
                    at += variable.length
        keys = {key.lstrip("-"): -n if key[0] == "-" else n for n, key in enumerate(table.sorted_by, 1)}
        indexes = tuple(table.indexes.items())
        for i, v in enumerate(table.variables):
            yield names | {
                "name": v.name, "type": v.kind, "length": float(v.length), "npos": float(places[i]),
                "varnum": float(i + 1), "label": v.label, "format": v.format, "informat": v.informat,
                "idxusage": usage_of(indexes, v.name.lower()).replace("NONE", ""),
                "sortedby": float(keys.get(v.name.lower(), 0)), "xtype": v.kind, "notnull": "no", "precision": 0.0,
                "transcode": "yes",
            }  # fmt: skip


def indexes_of(session: Session) -> Iterator[Known]:
    """DICTIONARY.INDEXES: one row for each variable of an index."""
    for names, table in members(session):
        for index, of in table.indexes.items():
            for name in of:
                yield names | {
                    "name": table.variable(name).name, "idxusage": "SIMPLE" if len(of) == 1 else "COMPOSITE",
                    "indxname": index,
                }  # fmt: skip


def views_of(session: Session) -> Iterator[Known]:
    """DICTIONARY.VIEWS."""
    of_sql = session.services.get("view texts", {})
    for names, _ in members(session):
        if names["memtype"] == "VIEW":
            key = names["libname"].lower(), names["memname"].lower()
            yield names | {"engine": "SQLVIEW" if key in of_sql else "SASDSV"}


def macros(session: Session) -> Iterator[Known]:
    """DICTIONARY.MACROS."""
    state = session.macros

    def row(scope: str, name: str, value: str) -> Known:
        return {"scope": scope, "name": name, "offset": 0.0, "value": value}

    for frame in reversed(state.frames):
        for name in sorted(frame.variables):
            yield row(frame.macro.name.upper(), name, state.get(name) or "")
    for name in sorted(state.globals):
        yield row("GLOBAL", name, state.get(name) or "")
    for name, value in sorted(state.automatic.items()):
        yield row("AUTOMATIC", name, value)


def options(session: Session) -> Iterator[Known]:
    """DICTIONARY.OPTIONS: the options whose value is known without a SAS session."""
    for name in sorted(NAMES):
        value = option_value(session.settings, name)
        if value is not None:
            yield {"optname": name.upper(), "setting": value}


def titles(session: Session) -> Iterator[Known]:
    """DICTIONARY.TITLES: TITLE lines (T) and FOOTNOTE lines (F) in force."""
    for kind, texts in (("T", session.titles), ("F", session.footnotes)):
        for number in sorted(texts):
            yield {"type": kind, "number": float(number), "text": texts[number]}


def member_names(session: Session) -> Iterator[Known]:
    """DICTIONARY.MEMBERS."""
    for names, table in members(session):
        yield names | {"index": "yes" if table.indexes else "no"}


def data_sets(session: Session) -> Iterator[Known]:
    """SASHELP.VSTABLE: data sets without the views."""
    return (names for names, _ in members(session) if names["memtype"] == "DATA")


def libraries(session: Session) -> Iterator[Known]:
    """DICTIONARY.LIBNAMES: libraries with their folders."""
    yield {"libname": "WORK"}
    for name, library in sorted(session.librefs.items()):
        yield {"libname": name.upper(), "path": str(library.folder)}


TABLES: dict[str, Callable[[Session], Iterator[Known]]] = {
    "tables": tables, "columns": columns, "macros": macros, "options": options, "titles": titles,
    "members": member_names, "libnames": libraries, "slib": libraries, "stable": data_sets, "stabvw": member_names,
    "sview": views_of, "indexes": indexes_of, "views": views_of,
}  # fmt: skip
