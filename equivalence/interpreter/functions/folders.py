"""Functions on folders: DOPEN, DNUM, DREAD, DINFO, DCREATE, MOPEN. The members come in order of name.

SAS 9.4 Functions and CALL Routines: Reference, category "External Files".
"""

from __future__ import annotations

from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code
from equivalence.interpreter.errors import Unsupported
from equivalence.interpreter.files import FileRef, note_made
from equivalence.interpreter.functions import own
from equivalence.interpreter.functions.datasets import Service, compiled, fails
from equivalence.interpreter.functions.external_files import Handle, drop, handle_of, keep, opened_file
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session


def dopen(session: Session, args: list[Any]) -> float:
    """DOPEN(fileref) of a folder."""
    name = args[0].strip()
    file = session.filerefs.get(name.lower())
    if file is None or file.path is None:
        fails(session, f"ERROR: No logical assign for filename {name.upper()}.")
        return 0.0
    if not file.path.is_dir():
        fails(session, f"ERROR: Physical file does not exist, {file.path}.")
        return 0.0
    return keep(session, Handle(file, "D", members=sorted(path.name for path in file.path.iterdir())))


def dnum(session: Session, args: list[Any]) -> float:
    """DNUM(id)."""
    handle = handle_of(session, args[0], "D")
    return nan if handle is None else float(len(handle.members))


def dread(session: Session, args: list[Any]) -> str:
    """DREAD(id, n)."""
    handle = handle_of(session, args[0], "D")
    if handle is None or not 1 <= args[1] < len(handle.members) + 1:
        return ""
    return handle.members[int(args[1]) - 1]


def dinfo(session: Session, args: list[Any]) -> str:
    """DINFO(id, item)."""
    handle = handle_of(session, args[0], "D")
    if handle is None or handle.file.path is None:
        return ""
    if args[1].strip().upper() != "DIRECTORY" or not handle.file.path.is_absolute():
        raise Unsupported(f"DINFO of {args[1].strip()}")
    return str(handle.file.path)


def dcreate(session: Session, args: list[Any]) -> str:
    """DCREATE(name, parent): the path of the new folder."""
    parent = args[1].strip() if len(args) > 1 else ""
    path = f"{parent}/{args[0].strip()}" if parent else args[0].strip()
    try:
        Path(path).mkdir()
    except OSError:
        fails(session, f"ERROR: Directory cannot be created, {path}.")
        return ""
    note_made(session.services, FileRef("", Path(path)))
    return path


def mopen(session: Session, args: list[Any]) -> float:
    """MOPEN(id, member, mode)."""
    handle = handle_of(session, args[0], "D")
    if handle is None or handle.file.path is None:
        return nan
    if len(args) > 3:
        raise Unsupported("MOPEN with a record length or format")
    path = handle.file.path / args[1].strip()
    return opened_file(session, FileRef("", path), args[2] if len(args) > 2 else "I", str(path))


SERVICES: dict[str, Service] = {
    "DOPEN": dopen, "DNUM": dnum, "DREAD": dread, "DINFO": dinfo, "DCREATE": dcreate, "MOPEN": mopen,
    "DCLOSE": lambda session, args: drop(session, args[0], "D"),
}  # fmt: skip


@own(*SERVICES)
def service(ex: Expressions, call: Call) -> Code:
    """A function on an open folder."""
    return compiled(ex, call, SERVICES[call.name.upper()])
