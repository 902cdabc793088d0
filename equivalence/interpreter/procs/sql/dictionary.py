"""DICTIONARY tables and the SASHELP views over them. SAS 9.4 SQL Procedure User's Guide, "DICTIONARY Tables".

Names of libraries and members are in upper case, types of members DATA, names of columns as they were spelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang.statements import Dataset
from translator.library.system_options import NAMES, option_value

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

VIEWS = {"vtable": "tables", "vcolumn": "columns", "vmacro": "macros", "voption": "options", "vmember": "members",
         "vstable": "stable", "vslib": "slib", "vtitle": "titles"}  # fmt: skip


def find(session: Session, dataset: Dataset) -> Table | None:
    """Return the DICTIONARY table that a name stands for, None for any other."""
    lib, name = dataset.lib.lower(), dataset.name.lower()
    if lib == "dictionary":
        made = TABLES.get(name)
    elif lib == "sashelp" and "sashelp" not in session.librefs:
        made = TABLES.get(VIEWS.get(name, ""))
    else:
        return None
    return made(session) if made is not None else None


def members(session: Session) -> Iterator[tuple[str, str, Table]]:
    """Yield (library, member, table) of every data set, in upper case."""
    for libref in ["work", *sorted(name for name in session.librefs if name != "work")]:
        for name in session.names(libref):
            table = session.find(libref, name)
            if table is not None:
                yield libref.upper(), name.upper(), table


def _char(name: str, length: int, label: str) -> Variable:
    return Variable(name, "char", length, label=label)


def _num(name: str, label: str) -> Variable:
    return Variable(name, "num", 8, label=label)


def tables(session: Session) -> Table:
    """DICTIONARY.TABLES."""
    views = session.views
    variables = [
        _char("libname", 8, "Library Name"), _char("memname", 32, "Member Name"), _char("memtype", 8, "Member Type"),
        _char("memlabel", 256, "Data Set Label"), _num("nobs", "Number of Physical Observations"),
        _num("nvar", "Number of Variables"), _num("nlobs", "Number of Logical Observations"),
    ]  # fmt: skip
    rows: list[Row] = []
    for libref, name, table in members(session):
        is_view = (libref.lower(), name.lower()) in views
        count = float("nan") if is_view else float(len(table.rows))
        rows.append(
            [
                libref,
                name,
                "VIEW" if is_view else "DATA",
                table.label,
                count,
                float(len(table.variables)),
                count,
            ]
        )
    return Table(variables, rows)


def columns(session: Session) -> Table:
    """DICTIONARY.COLUMNS."""
    variables = [
        _char("libname", 8, "Library Name"), _char("memname", 32, "Member Name"), _char("memtype", 8, "Member Type"),
        _char("name", 32, "Column Name"), _char("type", 4, "Column Type"), _num("length", "Column Length"),
        _num("npos", "Column Position"), _num("varnum", "Column Number in Table"), _char("label", 256, "Column Label"),
        _char("format", 49, "Column Format"), _char("informat", 49, "Column Informat"),
        _char("idxusage", 9, "Column Index Type"), _num("sortedby", "Order in Key Sequence"),
        _char("xtype", 12, "Extended Type"), _char("notnull", 3, "Not NULL?"), _num("precision", "Precision"),
        _num("scale", "Scale"), _char("transcode", 3, "Transcoded?"),
    ]  # fmt: skip
    rows: list[Row] = []
    for libref, name, table in members(session):
        # numbers stand before texts in a row of a data set
        places: dict[int, int] = {}
        at = 0
        for kind in ("num", "char"):
            for i, variable in enumerate(table.variables):
                if variable.kind == kind:
                    places[i] = at
                    at += variable.length
        keys = {key.lstrip("-"): -n if key[0] == "-" else n for n, key in enumerate(table.sorted_by, 1)}
        for i, v in enumerate(table.variables):
            rows.append([
                libref, name, "VIEW" if (libref.lower(), name.lower()) in session.views else "DATA", v.name, v.kind, float(v.length), float(places[i]), float(i + 1), v.label, v.format,
                v.informat, "", float(keys.get(v.name.lower(), 0)), v.kind, "no", 0.0, float("nan"), "yes",
            ])  # fmt: skip
    return Table(variables, rows)


def macros(session: Session) -> Table:
    """DICTIONARY.MACROS."""
    variables = [_char("scope", 32, "Macro Scope"), _char("name", 32, "Macro Variable Name"), _num("offset", "Offset into Macro Variable"),
                 _char("value", 200, "Macro Variable Value")]  # fmt: skip
    state = session.macros
    rows: list[Row] = []
    for frame in reversed(state.frames):
        rows += [
            [frame.macro.name.upper(), name, 0.0, state.get(name) or ""] for name in sorted(frame.variables)
        ]
    rows += [["GLOBAL", name, 0.0, state.get(name) or ""] for name in sorted(state.globals)]
    rows += [["AUTOMATIC", name, 0.0, value] for name, value in sorted(state.automatic.items())]
    return Table(variables, rows)


def options(session: Session) -> Table:
    """DICTIONARY.OPTIONS: the options whose value is known without a SAS session."""
    variables = [_char("optname", 32, "Option Name"), _char("setting", 1024, "Option Setting")]
    values = [(name, option_value(session.settings, name)) for name in sorted(NAMES)]
    return Table(variables, [[name.upper(), value] for name, value in values if value is not None])


def titles(session: Session) -> Table:
    """DICTIONARY.TITLES: TITLE lines (T) and FOOTNOTE lines (F) in force."""
    variables = [
        _char("type", 1, "Title Location"),
        _num("number", "Title Number"),
        _char("text", 256, "Title Text"),
    ]
    lines = (("T", session.titles), ("F", session.footnotes))
    return Table(variables, [[kind, float(n), texts[n]] for kind, texts in lines for n in sorted(texts)])


def member_names(session: Session) -> Table:
    """DICTIONARY.MEMBERS."""
    variables = [
        _char("libname", 8, "Library Name"),
        _char("memname", 32, "Member Name"),
        _char("memtype", 8, "Member Type"),
    ]
    views = session.views
    return Table(
        variables,
        [
            [lib, name, "VIEW" if (lib.lower(), name.lower()) in views else "DATA"]
            for lib, name, _ in members(session)
        ],
    )


def libraries(session: Session) -> Table:
    """SASHELP.VSLIB: libraries with their folders."""
    rows: list[Row] = [["WORK", ""]]
    rows += [[name.upper(), str(library.folder)] for name, library in sorted(session.librefs.items())]
    return Table([_char("libname", 8, "Library Name"), _char("path", 1024, "Path Name")], rows)


def names_only(session: Session) -> Table:
    """SASHELP.VSTABLE: names of tables."""
    variables = [_char("libname", 8, "Library Name"), _char("memname", 32, "Member Name")]
    return Table(variables, [[lib, name] for lib, name, _ in members(session)])


TABLES: dict[str, Callable[[Session], Table]] = {
    "tables": tables,
    "columns": columns,
    "macros": macros,
    "options": options,
    "titles": titles,
    "members": member_names,
    "libnames": libraries,
    "slib": libraries,
    "stable": names_only,
}
