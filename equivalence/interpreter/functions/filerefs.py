"""Functions on librefs and filerefs: LIBREF, LIBNAME, PATHNAME, FILEEXIST, FEXIST, FILEREF, FILENAME, FDELETE.

SAS 9.4 Functions and CALL Routines: Reference, categories "SAS File I/O" and "External Files".
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code
from equivalence.interpreter.files import FileRef
from equivalence.interpreter.functions import own
from equivalence.interpreter.functions.datasets import Service, compiled, fails
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session


def libref(session: Session, args: list[Any]) -> float:
    """LIBREF(name): 0 if assigned."""
    name = args[0].strip().lower()
    return 0.0 if name in ("work", "sashelp") or name in session.librefs else 70006.0


def libname(session: Session, args: list[Any]) -> float:
    """LIBNAME(libref, path): assign or clear."""
    name = args[0].strip().lower()
    if len(args) > 1 and args[1].strip():
        session.assign(name, Path(args[1].strip()))
    else:
        session.librefs.pop(name, None)
    return 0.0


def pathname(session: Session, args: list[Any]) -> str:
    """PATHNAME(fileref or libref)."""
    name, kind = args[0].strip().lower(), args[1].strip().upper() if len(args) > 1 else ""
    if kind != "L" and name in session.filerefs:
        return str(session.filerefs[name].path or name)
    return str(session.librefs[name].folder) if kind != "F" and name in session.librefs else ""


def fileexist(session: Session, args: list[Any]) -> float:
    """FILEEXIST(path)."""
    return 1.0 if Path(args[0].strip()).exists() else 0.0


def fexist(session: Session, args: list[Any]) -> float:
    """FEXIST(fileref)."""
    file = session.filerefs.get(args[0].strip().lower())
    return 1.0 if file is not None and file.is_there() else 0.0


def fileref(session: Session, args: list[Any]) -> float:
    """FILEREF(name): 0 if assigned and there, below 0 if assigned, above 0 if not assigned."""
    file = session.filerefs.get(args[0].strip().lower())
    return 20005.0 if file is None else 0.0 if file.is_there() else -20006.0


def filename(session: Session, args: list[Any]) -> float:
    """FILENAME(fileref, path): assign or clear."""
    name = str(args[0]).strip().lower()
    path = args[1].strip() if len(args) > 1 else ""
    device = args[2].strip().lower() if len(args) > 2 else ""
    if not path and device != "temp":
        session.filerefs.pop(name, None)
    else:
        session.filerefs[name] = FileRef(name, Path(path) if path and device != "temp" else None)
    return 0.0


def fdelete(session: Session, args: list[Any]) -> float:
    """FDELETE(fileref): only temporary files are deleted; others are refused."""
    file = session.filerefs.get(args[0].strip().lower())
    if file is None or file.path is not None:
        fails(session, "ERROR: The reference interpreter does not delete files.")
        return 20006.0
    file.lines, file.exists = [], False
    return 0.0


SERVICES: dict[str, Service] = {
    "LIBREF": libref, "LIBNAME": libname, "PATHNAME": pathname, "FILEEXIST": fileexist, "FEXIST": fexist,
    "FILEREF": fileref, "FILENAME": filename, "FDELETE": fdelete,
}  # fmt: skip


@own(*SERVICES)
def service(ex: Expressions, call: Call) -> Code:
    """A function on librefs, filerefs or paths."""
    return compiled(ex, call, SERVICES[call.name.upper()])
