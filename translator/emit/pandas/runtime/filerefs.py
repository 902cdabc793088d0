"""Filerefs and librefs that functions of the run assign, and the files and folders that they stand for."""

from __future__ import annotations

import shutil
import tempfile
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from translator.emit.pandas.runtime.log import NotTranslated
from translator.emit.pandas.runtime.system_messages import failed

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries

NOT_THERE = 20006.0  # what functions return where a file does not exist


def new_fileref(lib: Libraries, fileref: str) -> str:
    """The name for FILENAME to assign: SAS makes one where it is given none."""
    if fileref.strip():
        return fileref
    number = 1
    while is_assigned(lib, f"#LN{number:05d}"):
        number += 1
    return f"#LN{number:05d}"


def assign_fileref(lib: Libraries, fileref: str, path: str = "", device: str = "") -> float:
    """FILENAME: a fileref stands for a path, or for a file of this run (TEMP); without either it is set free."""
    name, kind = fileref.strip().lower(), device.strip().lower()
    if kind not in ("", "disk", "temp"):
        raise NotTranslated("H0453", f"FILENAME with the device {kind.upper()}")
    lib.paths.pop(name, None)
    lib.files.pop(name, None)
    if kind == "temp":
        lib.files[name] = []
    elif path.strip():
        lib.paths[name] = path.strip()
    return 0.0


def is_assigned(lib: Libraries, fileref: str) -> bool:
    """Does a fileref stand for something?"""
    return fileref.strip().lower() in lib.paths or fileref.strip().lower() in lib.files


def place_of(lib: Libraries, path: str) -> Path:
    """Where a path is: as it stands, or below the folder of the output or of the data, whichever has it."""
    place = Path(path.strip())
    places = [place] if place.is_absolute() else [lib.out / place, lib.data / place]
    return next((one for one in places if one.exists()), places[0])


def is_there(lib: Libraries, fileref: str) -> bool:
    """Does the file of a fileref exist?"""
    name = fileref.strip().lower()
    if name in lib.paths:
        return place_of(lib, lib.paths[name]).exists()
    if lib.files.get(name) == []:
        raise NotTranslated("H0453", "whether a temporary file without lines exists")
    return name in lib.files


def fileref(lib: Libraries, name: str) -> float:
    """FILEREF: 0 where the file is there, negative where only the fileref is assigned, else positive."""
    if not is_assigned(lib, name):
        return 20005.0
    return 0.0 if is_there(lib, name) else -NOT_THERE


def work_folder(lib: Libraries) -> str:
    """PATHNAME of WORK: a folder of this run, which goes with it."""
    if lib.temporary is None:
        lib.temporary = tempfile.TemporaryDirectory(prefix="work_")
    return str(lib.temporary.name)


def may_change(lib: Libraries, place: Path) -> bool:
    """Is it a file or folder of this run: made by it, or below the folder of the output?"""
    whole = place.resolve()
    own = [lib.out.resolve(), *([Path(lib.temporary.name).resolve()] if lib.temporary else [])]
    return whole in lib.created or any(folder in whole.parents for folder in own)


def fdelete(lib: Libraries, fileref: str) -> float:
    """FDELETE: 0 after a file, or an empty folder, is deleted. Files that the run has not made are never touched."""
    name = fileref.strip().lower()
    if name in lib.files and name not in lib.paths:
        lib.files[name] = []
        return 0.0
    if name not in lib.paths:
        failed(lib, f"ERROR: No logical assign for filename {name.upper()}.")
        return NOT_THERE
    place = place_of(lib, lib.paths[name])
    if not place.exists():
        failed(lib, f"ERROR: Physical file does not exist, {lib.paths[name]}.")
        return NOT_THERE
    if not may_change(lib, place):
        raise NotTranslated("H0453", f"FDELETE of {place}, which the run has not made")
    if place.is_dir():
        if any(place.iterdir()):
            failed(lib, f"ERROR: Directory is not empty, {lib.paths[name]}.")
            return NOT_THERE
        place.rmdir()
    else:
        place.unlink()
    return 0.0


def fcopy(lib: Libraries, source: str, target: str) -> float:
    """FCOPY: 0 after the lines of a file are copied to another."""
    for name in (source, target):
        if not is_assigned(lib, name):
            failed(lib, f"ERROR: No logical assign for filename {name.strip().upper()}.")
            return NOT_THERE
    if not is_there(lib, source):
        failed(lib, f"ERROR: Physical file does not exist, {lib.paths.get(source.strip().lower(), source)}.")
        return NOT_THERE
    old, new = source.strip().lower(), target.strip().lower()
    if old in lib.paths and new in lib.paths:
        place = Path(lib.paths[new])
        place = place if place.is_absolute() else lib.out / place
        place.parent.mkdir(parents=True, exist_ok=True)
        lib.created.add(place.resolve())
        shutil.copyfile(place_of(lib, lib.paths[old]), place)
        return 0.0
    write = lib.writer(new)
    for line in list(lib.file(old)):
        write(line)
    return 0.0


def dcreate(lib: Libraries, name: str, parent: str = "") -> str:
    """DCREATE: the path of a new folder; blank where it cannot be made."""
    path = f"{parent.strip()}/{name.strip()}" if parent.strip() else name.strip()
    place = Path(path) if Path(path).is_absolute() else lib.out / path
    try:
        place.mkdir()
    except OSError:
        failed(lib, f"ERROR: Directory cannot be created, {path}.")
        return ""
    lib.created.add(place.resolve())
    return path


def libref_assigned(lib: Libraries, name: str) -> float:
    """LIBREF: 0 where there is a library of that name: assigned, or a folder of the data or of the output."""
    libref = name.strip().lower()
    lib.needs_folder(libref)
    folder = lib.libraries.get(libref, libref)
    known = libref in ("work", "sashelp") or libref in lib.assigned
    return 0.0 if known or any((base / folder).is_dir() for base in (lib.out, lib.data)) else 70006.0


def libname(lib: Libraries, name: str, path: str = "", engine: str = "", options: str = "") -> float:
    """LIBNAME: a libref stands for a folder; without one it is set free."""
    libref = name.strip().lower()
    if engine.strip().upper() not in ("", "BASE", "V9") or options.strip():
        raise NotTranslated("H0453", "LIBNAME with an engine or options")
    if not path.strip():
        known = libref in lib.assigned
        lib.assigned.discard(libref)
        lib.libraries.pop(libref, None)
        return 0.0 if known else nan
    lib.libraries[libref] = path.strip()
    lib.assigned.add(libref)
    return 0.0 if place_of(lib, path).is_dir() else -70008.0
