"""Functions on librefs and filerefs: LIBREF, LIBNAME, PATHNAME, FILEEXIST, FEXIST, FILEREF, FILENAME …

SAS 9.4 Functions and CALL Routines: Reference, categories "SAS File I/O" and "External Files".
"""

from __future__ import annotations

from math import nan
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import target_store
from equivalence.interpreter.code import Code
from equivalence.interpreter.errors import Unsupported
from equivalence.interpreter.files import FileRef, note_made
from equivalence.interpreter.functions import own
from equivalence.interpreter.functions.datasets import Service, compiled, fails
from translator.lang.syntax import Call, Element, Var

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session


NOT_THERE = 20006.0


def libref(session: Session, args: list[Any]) -> float:
    """LIBREF(name): 0 if assigned."""
    name = args[0].strip().lower()
    return 0.0 if name in ("work", "sashelp") or name in session.librefs else 70006.0


def libname(session: Session, args: list[Any]) -> float:
    """LIBNAME(libref, path): assign, or without a path set free."""
    name = args[0].strip().lower()
    path = args[1].strip() if len(args) > 1 else ""
    if len(args) > 2 and (args[2].strip().upper() not in ("", "BASE", "V9") or "".join(args[3:]).strip()):
        raise Unsupported("LIBNAME with an engine or options")
    if not path:
        return 0.0 if session.librefs.pop(name, None) is not None else nan
    session.assign(name, Path(path))
    return 0.0 if Path(path).is_dir() else -70008.0


def pathname(session: Session, args: list[Any]) -> str:
    """PATHNAME(fileref or libref)."""
    name, kind = args[0].strip().lower(), args[1].strip().upper() if len(args) > 1 else ""
    if kind != "L" and name in session.filerefs:
        return str(session.filerefs[name].path or name)
    if kind != "F" and name == "work":
        return work_folder(session)
    return str(session.librefs[name].folder) if kind != "F" and name in session.librefs else ""


def work_folder(session: Session) -> str:
    """The folder of WORK, made when somebody asks for it."""
    folder = session.services.get("work folder")
    if folder is None:
        folder = session.services["work folder"] = TemporaryDirectory(prefix="work_")
    return str(folder.name)


def made_here(session: Session, path: Path) -> bool:
    """Has the program made this file or folder, or is it in the folder of WORK?"""
    whole = path.resolve()
    in_work = "work folder" in session.services and Path(work_folder(session)).resolve() in whole.parents
    return in_work or whole in session.services.get("made files", ())


def fileexist(session: Session, args: list[Any]) -> float:
    """FILEEXIST(path)."""
    return 1.0 if Path(args[0].strip()).exists() else 0.0


def is_there(file: FileRef) -> bool:
    """Does the file of a fileref exist?"""
    if file.path is None and not file.lines:
        raise Unsupported("whether a temporary file without lines exists")
    return file.is_there()


def fexist(session: Session, args: list[Any]) -> float:
    """FEXIST(fileref)."""
    file = session.filerefs.get(args[0].strip().lower())
    return 1.0 if file is not None and is_there(file) else 0.0


def fileref(session: Session, args: list[Any]) -> float:
    """FILEREF(name): 0 if assigned and there, below 0 if assigned, above 0 if not assigned."""
    file = session.filerefs.get(args[0].strip().lower())
    return 20005.0 if file is None else 0.0 if is_there(file) else -NOT_THERE


def filename(session: Session, args: list[Any]) -> float:
    """FILENAME(fileref, path, device): assign or set free."""
    name = str(args[0]).strip().lower()
    path = args[1].strip() if len(args) > 1 else ""
    device = args[2].strip().lower() if len(args) > 2 else ""
    if device not in ("", "disk", "temp") or len(args) > 3:
        raise Unsupported(f"FILENAME with the device {device.upper()} or options")
    if not path and device != "temp":
        session.filerefs.pop(name, None)
    else:
        session.filerefs[name] = FileRef(name, Path(path) if path and device != "temp" else None)
    return 0.0


def fdelete(session: Session, args: list[Any]) -> float:
    """FDELETE(fileref): files and empty folders that the program has made; others are never touched."""
    name = args[0].strip()
    file = session.filerefs.get(name.lower())
    if file is None:
        fails(session, f"ERROR: No logical assign for filename {name.upper()}.")
        return NOT_THERE
    if file.path is None:
        file.lines, file.exists = [], False
        return 0.0
    if not file.path.exists():
        fails(session, f"ERROR: Physical file does not exist, {file.path}.")
        return NOT_THERE
    if not made_here(session, file.path):
        raise Unsupported(f"FDELETE of {file.path}, which the program has not made")
    if file.path.is_dir():
        if any(file.path.iterdir()):
            fails(session, f"ERROR: Directory is not empty, {file.path}.")
            return NOT_THERE
        file.path.rmdir()
    else:
        file.path.unlink()
    return 0.0


def fcopy(session: Session, args: list[Any]) -> float:
    """FCOPY(fileref, fileref)."""
    files = [session.filerefs.get(name.strip().lower()) for name in args]
    for name, file in zip(args, files, strict=True):
        if file is None:
            fails(session, f"ERROR: No logical assign for filename {name.strip().upper()}.")
            return NOT_THERE
    source, target = files
    assert source is not None and target is not None
    if not is_there(source):
        fails(session, f"ERROR: Physical file does not exist, {source.path}.")
        return NOT_THERE
    if source.path is not None and target.path is not None:
        copyfile(source.path, target.path)
    else:
        target.write(source.read(), False)
    note_made(session.services, target)
    return 0.0


SERVICES: dict[str, Service] = {
    "LIBREF": libref, "LIBNAME": libname, "PATHNAME": pathname, "FILEEXIST": fileexist, "FEXIST": fexist,
    "FILEREF": fileref, "FILENAME": filename, "FDELETE": fdelete, "FCOPY": fcopy,
}  # fmt: skip


@own(*SERVICES)
def service(ex: Expressions, call: Call) -> Code:
    """A function on librefs, filerefs or paths. FILENAME gives a blank variable the fileref that SAS makes up."""
    name = call.name.upper()
    code = compiled(ex, call, SERVICES[name])
    target = call.args[0] if call.args else None
    if name != "FILENAME" or len(call.args) < 2 or ex.host is None or not isinstance(target, Var | Element):
        return code
    current, (_, store) = ex.text(target), target_store(ex.host, target, "char")

    def run() -> Any:
        if not current().strip():
            store(new_fileref(ex.session))
        return code.run()

    return Code("num", run, at=call.at)


def new_fileref(session: Session) -> str:
    """Return a fileref that SAS makes up."""
    number = 1
    while f"#ln{number:05d}" in session.filerefs:
        number += 1
    return f"#LN{number:05d}"
