"""External files record by record: what FOPEN opens, and the record that FREAD, FGET, FPUT and FWRITE work on.

A file that is read has its records; one that is written takes each record when FWRITE is called. An identifier that no
file has gives missing, as SAS gives it with a note on the argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING

from translator.emit.pandas.runtime.filerefs import is_assigned, is_there, place_of
from translator.emit.pandas.runtime.log import NotTranslated
from translator.emit.pandas.runtime.system_messages import failed

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries

ITEMS = ("Filename", "Owner Name", "Group Name", "Access Permission", "File Size (bytes)")


@dataclass
class OpenFile:
    """An open file: `record` is the one that is worked on, `column` the place in it, from 0."""

    path: str
    records: list[str] = field(default_factory=list)
    write: Callable[[str], None] | None = None
    next: int = 0
    record: str = ""
    column: int = 0
    delimiters: str = " "
    result: float = 0.0  # of the last FGET


def open_file(lib: Libraries, name: str, path: str, mode: str, there: bool) -> float:
    """The identifier of a file; 0 where it is to be read and is not there. `name`: as `Libraries` knows it."""
    mode = mode.strip().upper() or "I"
    if mode not in "ISOA":
        raise NotTranslated("H0453", f"FOPEN in the mode {mode}")
    if mode in "IS" and not there:
        failed(lib, f"ERROR: Physical file does not exist, {path or name}.")
        return 0.0
    if path and place_of(lib, path).is_dir():
        failed(lib, f"ERROR: Physical file is a directory, {path}.")
        return 0.0
    number = max(lib.handles, default=0) + 1
    made = OpenFile(path)
    if mode in "IS":
        made.records = list(lib.file(name))
    else:
        made.write = lib.writer(name, mode == "A")
    lib.handles[number] = made
    return float(number)


def fopen(lib: Libraries, fileref: str, mode: str = "I", length: float = nan, records: str = "") -> float:
    """FOPEN: the identifier of the file of a fileref, 0 where it cannot be opened."""
    name = fileref.strip().lower()
    if not isnan(length) or records.strip():
        raise NotTranslated("H0453", "FOPEN with a record length or format")
    if not is_assigned(lib, name):
        failed(lib, f"ERROR: No logical assign for filename {name.upper()}.")
        return 0.0
    reads = mode.strip().upper() in ("", "I", "S")
    return open_file(lib, name, lib.paths.get(name, ""), mode, not reads or is_there(lib, name))


def handle(lib: Libraries, number: float) -> OpenFile | None:
    """The open file of that number."""
    found = None if isnan(number) else lib.handles.get(int(number))
    return found if isinstance(found, OpenFile) else None


def fclose(lib: Libraries, number: float) -> float:
    """FCLOSE: 0."""
    if handle(lib, number) is None:
        return nan
    del lib.handles[int(number)]
    return 0.0


def fread(lib: Libraries, number: float) -> float:
    """FREAD: 0 after the next record is read, -1 where there is none left."""
    file = handle(lib, number)
    if file is None:
        return nan
    if file.next >= len(file.records):
        return -1.0
    file.record, file.column = file.records[file.next], 0
    file.next += 1
    return 0.0


def fget_text(lib: Libraries, number: float, old: str, length: float = nan) -> str:
    """FGET: the next characters of the record, or the next item between delimiters; `old` where none is left.

    `fget_result` tells which it was. Several delimiters count as one.
    """
    file = handle(lib, number)
    if file is None:
        return old
    if isnan(length):
        if file.column == 0 and file.record[:1] in file.delimiters.strip():
            raise NotTranslated("H0453", "FGET of a record that begins with a delimiter")
        while file.record[file.column : file.column + 1] and file.record[file.column] in file.delimiters:
            file.column += 1
        stop = file.column
        while file.record[stop : stop + 1] and file.record[stop] not in file.delimiters:
            stop += 1
    else:
        stop = min(file.column + int(length), len(file.record))
    file.result = -1.0 if stop <= file.column else 0.0
    text = file.record[file.column : stop]
    file.column = max(stop, file.column) + (1 if isnan(length) else 0)
    return text.rstrip(" ") if file.result == 0 else old


def fget_result(lib: Libraries, number: float) -> float:
    """FGET: 0 where it found something, -1 at the end of the record."""
    file = handle(lib, number)
    return nan if file is None else file.result


def fsep(lib: Libraries, number: float, delimiters: str, kind: str = "") -> float:
    """FSEP: the characters between the items of FGET; with X they are given in hexadecimal."""
    file = handle(lib, number)
    if file is None:
        return nan
    if kind.strip().upper() == "X":
        delimiters = bytes.fromhex(delimiters.strip()).decode("latin-1")
    file.delimiters = delimiters or " "
    return 0.0


def fput(lib: Libraries, number: float, text: str) -> float:
    """FPUT: a text is put into the record, where its column stands."""
    file = handle(lib, number)
    if file is None:
        return nan
    before, after = file.record[: file.column].ljust(file.column), file.record[file.column + len(text) :]
    file.record = before + text + after
    file.column += len(text)
    return 0.0


def fwrite(lib: Libraries, number: float, control: str = "") -> float:
    """FWRITE, FAPPEND: the record is written, and a new one begins."""
    file = handle(lib, number)
    if file is None:
        return nan
    if file.write is None or control.strip():
        raise NotTranslated("H0453", "FWRITE to a file that is read, or with a carriage control")
    file.write(file.record.rstrip(" "))
    file.record, file.column = "", 0
    return 0.0


def fpos(lib: Libraries, number: float, column: float) -> float:
    """FPOS: the column of the record, from 1."""
    file = handle(lib, number)
    if file is None or isnan(column):
        return nan
    file.column = max(int(column) - 1, 0)
    return 0.0


def fcol(lib: Libraries, number: float) -> float:
    """FCOL: the column of the record, from 1."""
    file = handle(lib, number)
    return nan if file is None else float(file.column + 1)


def frlen(lib: Libraries, number: float) -> float:
    """FRLEN: the length of the record that was read."""
    file = handle(lib, number)
    if file is not None and file.write is not None:
        raise NotTranslated("H0453", "FRLEN of a file that is written")
    return nan if file is None else float(len(file.record))


def frewind(lib: Libraries, number: float) -> float:
    """FREWIND: FREAD starts at the first record again."""
    file = handle(lib, number)
    if file is None:
        return nan
    file.next = 0
    return 0.0


def fnote(lib: Libraries, number: float) -> float:
    """FNOTE: the number of the record that was read marks it."""
    file = handle(lib, number)
    return nan if file is None else float(file.next)


def fpoint(lib: Libraries, number: float, mark: float) -> float:
    """FPOINT: the next FREAD reads the marked record."""
    file = handle(lib, number)
    if file is None or isnan(mark):
        return nan
    file.next = max(int(mark) - 1, 0)
    return 0.0


def finfo(lib: Libraries, number: float, item: str) -> str:
    """FINFO: what SAS on UNIX tells of a file; blank for another item."""
    file = handle(lib, number)
    known = {one.upper(): one for one in (*ITEMS, "Last Modified", "Create Time")}
    name = known.get(item.strip().upper())
    if file is None or name is None:
        return ""
    if name == "File Size (bytes)" and file.path:
        return str(place_of(lib, file.path).stat().st_size)
    if name == "Filename" and Path(file.path).is_absolute():
        return file.path
    raise NotTranslated("H0453", f"FINFO: only the machine knows {name}")


def foptnum(lib: Libraries, number: float) -> float:
    """FOPTNUM: how many items FINFO knows."""
    return nan if handle(lib, number) is None else float(len(ITEMS))


def foptname(lib: Libraries, number: float, place: float) -> str:
    """FOPTNAME: the name of the nth item of FINFO."""
    there = handle(lib, number) is not None and 1 <= place <= len(ITEMS)
    return ITEMS[int(place) - 1] if there else ""
