"""The DICTIONARY tables of PROC SQL and the SASHELP views over them: columns in SAS's order.

SAS 9.4 SQL Procedure User's Guide, "Accessing SAS System Information by Using DICTIONARY Tables"; names, lengths, labels and
formats as DESCRIBE TABLE of SAS 9.4 shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Field(NamedTuple):
    """A column: `length` 0 for a number."""

    name: str
    length: int
    label: str
    format: str = ""


def _fields(text: str) -> tuple[Field, ...]:
    """Read `name length label` lines; a format stands before the label in `<…>`."""
    made = []
    for line in text.strip().splitlines():
        name, length, label = line.split(None, 2)
        form = ""
        if label.startswith("<"):
            form, _, label = label[1:].partition("> ")
        made.append(Field(name, int(length), label, form))
    return tuple(made)


_MEMBER = "libname 8 Library Name\nmemname 32 Member Name\nmemtype 8 Member Type\n"

FIELDS: dict[str, tuple[Field, ...]] = {
    "tables": _fields(
        _MEMBER
        + """dbms_memtype 32 DBMS Member Type
        memlabel 256 Data Set Label
        typemem 8 Data Set Type
        crdate 0 <DATETIME.> Date Created
        modate 0 <DATETIME.> Date Modified
        nobs 0 Number of Physical Observations
        obslen 0 Observation Length
        nvar 0 Number of Variables
        protect 3 Type of Password Protection
        compress 8 Compression Routine
        encrypt 8 Encryption
        npage 0 Number of Pages
        filesize 0 Size of File
        pcompress 0 Percent Compression
        reuse 3 Reuse Space
        bufsize 0 Bufsize
        delobs 0 Number of Deleted Observations
        nlobs 0 Number of Logical Observations
        maxvar 0 Longest variable name
        maxlabel 0 Longest label
        maxgen 0 Maximum number of generations
        gen 0 Generation number
        attr 3 Data Set Attributes
        indxtype 9 Type of Indexes
        datarep 32 Data Representation
        sortname 8 Name of Collating Sequence
        sorttype 4 Sorting Type
        sortchar 8 Charset Sorted By
        reqvector 24 <$HEX48.> Requirements Vector
        datarepname 170 Data Representation Name
        encoding 256 Data Encoding
        audit 3 Audit Trail Active?
        audit_before 3 Audit Before Image?
        audit_admin 3 Audit Admin Image?
        audit_error 3 Audit Error Image?
        audit_data 3 Audit Data Image?
        num_character 0 Number of Character Variables
        num_numeric 0 Number of Numeric Variables"""
    ),
    "columns": _fields(
        _MEMBER
        + """name 32 Column Name
        type 4 Column Type
        length 0 Column Length
        npos 0 Column Position
        varnum 0 Column Number in Table
        label 256 Column Label
        format 49 Column Format
        informat 49 Column Informat
        idxusage 9 Column Index Type
        sortedby 0 Order in Key Sequence
        xtype 12 Extended Type
        notnull 3 Not NULL?
        precision 0 Precision
        scale 0 Scale
        transcode 3 Transcoded?"""
    ),
    "members": _fields(
        _MEMBER
        + """dbms_memtype 32 DBMS Member Type
        engine 8 Engine Name
        index 3 Indexes
        path 1024 Pathname"""
    ),
    "indexes": _fields(
        _MEMBER
        + """name 32 Column Name
        idxusage 9 Column Index Type
        indxname 32 Index Name
        indxpos 0 Position of Column in Concatenated Key
        nomiss 3 Nomiss Option
        unique 3 Unique Option"""
    ),
    "views": _fields(f"{_MEMBER}engine 8 Engine Name"),
    "stable": _fields("libname 8 Library Name\nmemname 32 Member Name"),
    "stabvw": _fields(_MEMBER),
    "sview": _fields("libname 8 Library Name\nmemname 32 Member Name"),
    "macros": _fields(
        """scope 32 Macro Scope
        name 32 Macro Variable Name
        offset 0 Offset into Macro Variable
        value 200 Macro Variable Value"""
    ),
    "titles": _fields("type 1 Title Location\nnumber 0 Title Number\ntext 256 Title Text"),
    "options": _fields(
        """optname 32 Option Name
        opttype 8 Option type
        setting 1024 Option Setting
        optdesc 160 Option Description
        level 8 Option Location
        group 32 Option Group"""
    ),
    "libnames": _fields(
        """libname 8 Library Name
        engine 8 Engine Name
        path 1024 Pathname
        level 0 Library Concatenation Level
        fileformat 8 Default File Format
        readonly 3 Read-only?
        sequential 3 Sequential?
        sysdesc 1024 System Information Description
        sysname 1024 System Information Name
        sysvalue 1024 System Information Value
        temp 3 Temp Access?"""
    ),
    "slib": _fields("libname 8 Library Name\npath 1024 Path Name"),
}

VIEWS = {
    "vtable": "tables", "vcolumn": "columns", "vmember": "members", "vindex": "indexes", "vview": "views",
    "vstable": "stable", "vstabvw": "stabvw", "vsview": "sview", "vmacro": "macros", "voption": "options",
    "vtitle": "titles", "vlibnam": "libnames", "vslib": "slib",
}  # fmt: skip
"""SASHELP views by the table that they show."""

PLAIN: dict[str, Any] = {
    "protect": "---", "compress": "NO", "encrypt": "NO", "reuse": "no", "delobs": 0.0, "maxgen": 0.0, "attr": "ON",
    "audit": "no", "audit_before": "no", "audit_admin": "no", "audit_error": "no", "audit_data": "no", "engine": "V9",
}  # fmt: skip
"""What columns that tell of SAS's file hold for a plain data set."""

FILE = frozenset(
    """dbms_memtype typemem crdate modate protect compress encrypt npage filesize pcompress reuse bufsize delobs maxgen gen attr
    datarep sortname sorttype sortchar reqvector datarepname encoding audit audit_before audit_admin audit_error audit_data
    engine path indxpos nomiss unique opttype optdesc level group fileformat readonly sequential sysdesc sysname sysvalue
    temp""".split()
)
"""Columns of which only a SAS session and its files know the values: those of a plain data set, or missing."""


def file_fields(table: str) -> tuple[str, ...]:
    """Return the columns of a table whose values only SAS knows."""
    known = {"views": {"engine"}, "slib": {"path"}, "libnames": {"path"}}.get(table, set())
    return tuple(field.name for field in FIELDS[table] if field.name in FILE - known)


def row_of(table: str, values: Mapping[str, Any]) -> list[Any]:
    """Return a row from the values that are known, by column."""
    empty = float("nan")
    return [values.get(f.name, PLAIN.get(f.name, "" if f.length else empty)) for f in FIELDS[table]]


def row_length(lengths: list[tuple[str, int]]) -> float:
    """Return the length of a row of (kind, length): numbers stand first, and rows begin at multiples of eight bytes."""
    total = sum(length for _, length in lengths)
    return float(-(-total // 8) * 8 if any(kind == "num" for kind, _ in lengths) else total)
