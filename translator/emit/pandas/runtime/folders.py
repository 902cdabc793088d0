"""Folders that DOPEN has opened: their members, by name."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING

from translator.emit.pandas.runtime.external_files import open_file
from translator.emit.pandas.runtime.filerefs import place_of
from translator.emit.pandas.runtime.log import NotTranslated
from translator.emit.pandas.runtime.system_messages import failed

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries


@dataclass
class OpenFolder:
    """An open folder; `path` as its fileref says it."""

    path: str
    place: Path
    members: list[str]


def dopen(lib: Libraries, fileref: str) -> float:
    """DOPEN: the identifier of a folder, 0 where there is none."""
    name = fileref.strip().lower()
    if name not in lib.paths:
        failed(lib, f"ERROR: No logical assign for filename {name.upper()}.")
        return 0.0
    place = place_of(lib, lib.paths[name])
    if not place.is_dir():
        failed(lib, f"ERROR: Physical file does not exist, {lib.paths[name]}.")
        return 0.0
    number = max(lib.handles, default=0) + 1
    lib.handles[number] = OpenFolder(lib.paths[name], place, sorted(one.name for one in place.iterdir()))
    return float(number)


def folder(lib: Libraries, number: float) -> OpenFolder | None:
    """The open folder of that number."""
    found = None if isnan(number) else lib.handles.get(int(number))
    return found if isinstance(found, OpenFolder) else None


def dclose(lib: Libraries, number: float) -> float:
    """DCLOSE: 0."""
    if folder(lib, number) is None:
        return nan
    del lib.handles[int(number)]
    return 0.0


def dnum(lib: Libraries, number: float) -> float:
    """DNUM: how many members a folder has."""
    found = folder(lib, number)
    return nan if found is None else float(len(found.members))


def dread(lib: Libraries, number: float, place: float) -> str:
    """DREAD: the name of the nth member, in order of name."""
    found = folder(lib, number)
    there = found is not None and 1 <= place < len(found.members) + 1
    return found.members[int(place) - 1] if found is not None and there else ""


def dinfo(lib: Libraries, number: float, item: str) -> str:
    """DINFO: the path of a folder; what else SAS on UNIX tells only the machine knows."""
    found = folder(lib, number)
    if found is None:
        return ""
    if item.strip().upper() == "DIRECTORY" and Path(found.path).is_absolute():
        return found.path
    raise NotTranslated("H0453", f"DINFO: only the machine knows {item.strip()}")


def mopen(
    lib: Libraries, number: float, member: str, mode: str = "I", length: float = nan, records: str = ""
) -> float:
    """MOPEN: the identifier of a member of a folder, 0 where it cannot be opened."""
    found = folder(lib, number)
    if found is None:
        return nan
    if not isnan(length) or records.strip():
        raise NotTranslated("H0453", "MOPEN with a record length or format")
    path = f"{found.path}/{member.strip()}"
    return open_file(lib, path, path, mode, place_of(lib, path).is_file())
