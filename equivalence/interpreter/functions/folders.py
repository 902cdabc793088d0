"""Functions on external files record by record, and on folders: FOPEN, FREAD, FGET, FPUT, DOPEN, DNUM, DREAD …

SAS 9.4 Functions and CALL Routines: Reference, category "External Files".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import target_store
from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, Run, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.files import FileRef
from equivalence.interpreter.functions import own
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session


@dataclass(slots=True)
class Handle:
    """A file opened by FOPEN (mode I, O or A) or a folder opened by DOPEN."""

    file: FileRef
    mode: str
    lines: list[str] = field(default_factory=list)
    next_line: int = 0
    record: str = ""
    position: int = 0
    written: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


def handles(session: Session) -> dict[int, Handle]:
    """Return the open files and folders by identifier."""
    found: dict[int, Handle] = session.services.setdefault("handles", {})
    return found


def _file(session: Session, name: str) -> FileRef | None:
    return session.filerefs.get(name.strip().lower())


def fopen(session: Session, args: list[Any]) -> float:
    """FOPEN(fileref, mode)."""
    file = _file(session, args[0])
    mode = (str(args[1]).strip().upper() or "I") if len(args) > 1 else "I"
    if file is None or mode not in ("I", "O", "A", "S") or (mode in "IS" and not file.is_there()):
        session.services["sysmsg"] = f"ERROR: The file {str(args[0]).strip().upper()} cannot be opened."
        return 0.0
    handle = Handle(file, mode, list(file.read()) if mode in "IS" else [])
    return _keep(session, handle)


def _keep(session: Session, handle: Handle) -> float:
    opened = handles(session)
    identifier = max(opened, default=0) + 1
    opened[identifier] = handle
    return float(identifier)


def dopen(session: Session, args: list[Any]) -> float:
    """DOPEN(fileref) of a folder."""
    file = _file(session, args[0])
    if file is None or file.path is None or not file.path.is_dir():
        return 0.0
    return _keep(session, Handle(file, "D", members=sorted(path.name for path in file.path.iterdir())))


def close(session: Session, args: list[Any]) -> float:
    """FCLOSE(id), DCLOSE(id): what was written is stored."""
    handle = handles(session).pop(int(args[0]), None)
    if handle is None:
        return 1.0
    if handle.mode in ("O", "A"):
        handle.file.write(handle.written, handle.mode == "A")
    return 0.0


def fread(session: Session, args: list[Any]) -> float:
    """FREAD(id): 0, or -1 at the end."""
    handle = handles(session).get(int(args[0]))
    if handle is None or handle.next_line >= len(handle.lines):
        return -1.0
    handle.record, handle.position = handle.lines[handle.next_line], 0
    handle.next_line += 1
    return 0.0


def fput(session: Session, args: list[Any]) -> float:
    """FPUT(id, text)."""
    handle = handles(session).get(int(args[0]))
    if handle is None:
        return 1.0
    handle.record = handle.record[: handle.position].ljust(handle.position) + str(args[1])
    handle.position = len(handle.record)
    return 0.0


def fwrite(session: Session, args: list[Any]) -> float:
    """FWRITE(id), FAPPEND(id): the record is written."""
    handle = handles(session).get(int(args[0]))
    if handle is None:
        return 1.0
    handle.written.append(handle.record.rstrip(" "))
    handle.record, handle.position = "", 0
    return 0.0


def fpos(session: Session, args: list[Any]) -> float:
    """FPOS(id, column)."""
    handle = handles(session).get(int(args[0]))
    if handle is None:
        return 1.0
    handle.position = max(int(args[1]) - 1, 0)
    return 0.0


def fcol(session: Session, args: list[Any]) -> float:
    """FCOL(id)."""
    handle = handles(session).get(int(args[0]))
    return float("nan") if handle is None else float(handle.position + 1)


def frlen(session: Session, args: list[Any]) -> float:
    """FRLEN(id)."""
    handle = handles(session).get(int(args[0]))
    return float("nan") if handle is None else float(len(handle.record))


def frewind(session: Session, args: list[Any]) -> float:
    """FREWIND(id)."""
    handle = handles(session).get(int(args[0]))
    if handle is None:
        return 1.0
    handle.next_line = 0
    return 0.0


def dnum(session: Session, args: list[Any]) -> float:
    """DNUM(id)."""
    handle = handles(session).get(int(args[0]))
    return float("nan") if handle is None else float(len(handle.members))


def dread(session: Session, args: list[Any]) -> str:
    """DREAD(id, n)."""
    handle = handles(session).get(int(args[0]))
    number = int(args[1])
    return handle.members[number - 1] if handle is not None and 1 <= number <= len(handle.members) else ""


BODIES = {
    "FOPEN": fopen, "DOPEN": dopen, "FCLOSE": close, "DCLOSE": close, "FREAD": fread, "FPUT": fput, "FWRITE": fwrite,
    "FAPPEND": fwrite, "FPOS": fpos, "FCOL": fcol, "FRLEN": frlen, "FREWIND": frewind, "DNUM": dnum,
}  # fmt: skip
TEXT_FIRST = ("FOPEN", "DOPEN")


@own(*BODIES, "DREAD")
def service(ex: Expressions, call: Call) -> Code:
    """A function on an open file or folder."""
    name, session = call.name.upper(), ex.session
    codes = [code for code in arguments(ex, call.args) if code is not None]
    if not codes:
        raise StepError(f"The {name} function call does not have enough arguments.", call.at, "R0008")
    runs: list[Run] = []
    for position, code in enumerate(codes):
        is_text = name in TEXT_FIRST or (name == "FPUT" and position == 1)
        runs.append(as_text(code, ex.notes) if is_text else as_number(code, ex.notes))
    if name == "DREAD":
        return Code("char", lambda: dread(session, [run() for run in runs]) or " ", 200, at=call.at)
    body = BODIES[name]
    return Code("num", lambda: body(session, [run() for run in runs]), at=call.at)


@own("FGET")
def fget(ex: Expressions, call: Call) -> Code:
    """FGET(id, variable, length): the next blank-delimited word of the record, or so many characters."""
    if ex.host is None:
        raise Unsupported("FGET outside a DATA step", call.at)
    if len(call.args) < 2:
        raise StepError("The FGET function call does not have enough arguments.", call.at, "R0008")
    identifier = as_number(ex.compile(call.args[0]), ex.notes)
    _, store = target_store(ex.host, call.args[1], "char")
    length = as_number(ex.compile(call.args[2]), ex.notes) if len(call.args) > 2 else None
    session = ex.session

    def run() -> float:
        handle = handles(session).get(int(identifier()))
        if handle is None or handle.position >= len(handle.record):
            return -1.0
        if length is not None:
            text = handle.record[handle.position : handle.position + int(length())]
            handle.position += len(text)
        else:
            rest = handle.record[handle.position :]
            skipped = len(rest) - len(rest.lstrip(" "))
            text = rest.lstrip(" ").split(" ")[0]
            handle.position += skipped + len(text) + 1
        store(text)
        return 0.0

    return Code("num", run, at=call.at)
