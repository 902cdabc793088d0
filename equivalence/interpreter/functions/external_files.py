"""Functions on external files record by record: FOPEN, FREAD, FGET, FPUT, FWRITE, FINFO …

SAS 9.4 Functions and CALL Routines: Reference, category "External Files". What an output file gets is stored when it is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import target_store
from equivalence.interpreter.code import Code, as_number
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.files import FileRef, note_made
from equivalence.interpreter.functions import own
from equivalence.interpreter.functions.datasets import Service, compiled, fails
from translator.lang import syntax as s
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session

INFORMATION = ("Filename", "Owner Name", "Group Name", "Access Permission", "File Size (bytes)")


@dataclass(slots=True)
class Handle:
    """A file opened by FOPEN or MOPEN (mode I, S, O or A) or a folder opened by DOPEN (mode D)."""

    file: FileRef
    mode: str
    lines: list[str] = field(default_factory=list)
    next_line: int = 0
    record: str = ""
    position: int = 0
    separators: str = " "
    members: list[str] = field(default_factory=list)


def handles(session: Session) -> dict[int, Handle]:
    """Return the open files and folders by identifier."""
    found: dict[int, Handle] = session.services.setdefault("handles", {})
    return found


def handle_of(session: Session, number: float, modes: str = "ISOA") -> Handle | None:
    """Return the open file (or, mode D, folder) of a number."""
    found = None if isnan(number) else handles(session).get(int(number))
    return found if found is not None and found.mode in modes else None


def keep(session: Session, handle: Handle) -> float:
    """Keep an open file; return its identifier."""
    identifier = max(handles(session), default=0) + 1
    handles(session)[identifier] = handle
    return float(identifier)


def drop(session: Session, number: float, modes: str) -> float:
    """Forget an open file or folder."""
    if handle_of(session, number, modes) is None:
        return nan
    del handles(session)[int(number)]
    return 0.0


def opened_file(session: Session, file: FileRef, mode: str, shown: str) -> float:
    """Open a file; 0 where it cannot be."""
    mode = mode.strip().upper() or "I"
    if mode not in ("I", "S", "O", "A"):
        raise Unsupported(f"files opened in the mode {mode}")
    if mode in "IS" and file.path is None and not file.lines:
        raise Unsupported("whether a temporary file without lines exists")
    if mode in "IS" and not file.is_there():
        fails(session, f"ERROR: Physical file does not exist, {shown}.")
        return 0.0
    if file.path is not None and file.path.is_dir():
        fails(session, f"ERROR: Physical file is a directory, {shown}.")
        return 0.0
    if mode == "O":
        file.write([], False)
    if mode in "OA":
        note_made(session.services, file)
    return keep(session, Handle(file, mode, list(file.read()) if mode in "IS" else []))


def fopen(session: Session, args: list[Any]) -> float:
    """FOPEN(fileref, mode)."""
    name = args[0].strip()
    if len(args) > 2:
        raise Unsupported("FOPEN with a record length or format")
    file = session.filerefs.get(name.lower())
    if file is None:
        fails(session, f"ERROR: No logical assign for filename {name.upper()}.")
        return 0.0
    shown = str(file.path) if file.path is not None else name.lower()
    return opened_file(session, file, args[1] if len(args) > 1 else "I", shown)


def fread(session: Session, args: list[Any]) -> float:
    """FREAD(id): 0, or -1 at the end."""
    handle = handle_of(session, args[0])
    if handle is None:
        return nan
    if handle.next_line >= len(handle.lines):
        return -1.0
    handle.record, handle.position = handle.lines[handle.next_line], 0
    handle.next_line += 1
    return 0.0


def fput(session: Session, args: list[Any]) -> float:
    """FPUT(id, text)."""
    handle = handle_of(session, args[0])
    if handle is None:
        return nan
    before = handle.record[: handle.position].ljust(handle.position)
    handle.record = before + args[1] + handle.record[handle.position + len(args[1]) :]
    handle.position += len(args[1])
    return 0.0


def fwrite(session: Session, args: list[Any]) -> float:
    """FWRITE(id), FAPPEND(id): the record is written."""
    handle = handle_of(session, args[0])
    if handle is None:
        return nan
    if handle.mode in "IS" or (len(args) > 1 and args[1].strip()):
        raise Unsupported("FWRITE to a file that is read, or with a carriage control")
    handle.file.write([handle.record.rstrip(" ")], True)
    handle.record, handle.position = "", 0
    return 0.0


def fsep(session: Session, args: list[Any]) -> float:
    """FSEP(id, separators, 'x' for hexadecimal)."""
    handle = handle_of(session, args[0])
    if handle is None:
        return nan
    hexadecimal = len(args) > 2 and args[2].strip().upper() == "X"
    handle.separators = bytes.fromhex(args[1].strip()).decode("latin-1") if hexadecimal else args[1]
    return 0.0


def fpos(session: Session, args: list[Any]) -> float:
    """FPOS(id, column)."""
    handle = handle_of(session, args[0])
    if handle is None or isnan(args[1]):
        return nan
    handle.position = max(int(args[1]) - 1, 0)
    return 0.0


def fcol(session: Session, args: list[Any]) -> float:
    """FCOL(id)."""
    handle = handle_of(session, args[0])
    return nan if handle is None else float(handle.position + 1)


def frlen(session: Session, args: list[Any]) -> float:
    """FRLEN(id)."""
    handle = handle_of(session, args[0])
    if handle is not None and handle.mode in "OA":
        raise Unsupported("FRLEN of a file that is written")
    return nan if handle is None else float(len(handle.record))


def frewind(session: Session, args: list[Any]) -> float:
    """FREWIND(id)."""
    handle = handle_of(session, args[0])
    if handle is None:
        return nan
    handle.next_line = 0
    return 0.0


def fnote(session: Session, args: list[Any]) -> float:
    """FNOTE(id): the number of the record that was read."""
    handle = handle_of(session, args[0])
    return nan if handle is None else float(handle.next_line)


def fpoint(session: Session, args: list[Any]) -> float:
    """FPOINT(id, mark): the next FREAD reads the marked record."""
    handle = handle_of(session, args[0])
    if handle is None or isnan(args[1]):
        return nan
    handle.next_line = max(int(args[1]) - 1, 0)
    return 0.0


def finfo(session: Session, args: list[Any]) -> str:
    """FINFO(id, item): as SAS on UNIX names the items."""
    handle = handle_of(session, args[0])
    item = args[1].strip().upper()
    if handle is None or item not in {one.upper() for one in (*INFORMATION, "Last Modified", "Create Time")}:
        return ""
    path = handle.file.path
    if item == "FILE SIZE (BYTES)" and path is not None:
        return str(path.stat().st_size)
    if item == "FILENAME" and path is not None and path.is_absolute():
        return str(path)
    raise Unsupported(f"FINFO of {args[1].strip()}")


def foptnum(session: Session, args: list[Any]) -> float:
    """FOPTNUM(id)."""
    return nan if handle_of(session, args[0]) is None else float(len(INFORMATION))


def foptname(session: Session, args: list[Any]) -> str:
    """FOPTNAME(id, n)."""
    known = handle_of(session, args[0]) is not None and 1 <= args[1] <= len(INFORMATION)
    return INFORMATION[int(args[1]) - 1] if known else ""


def text_of_record(session: Session, number: float, length: float) -> str | None:
    """What FGET takes from the record: so many characters, or the next item (consecutive separators are one);
    None where nothing is left."""
    handle = handle_of(session, number)
    if handle is None:
        return None
    record, start = handle.record, handle.position
    if not isnan(length):
        text = record[start : start + int(length)]
        handle.position = max(start, start + len(text))
        return text or None
    if start == 0 and record[:1] in handle.separators.strip():
        raise Unsupported("FGET of a record that begins with a separator")
    items = [i for i in range(start, len(record)) if record[i] not in handle.separators]
    if not items:
        handle.position = max(start, len(record)) + 1
        return None
    first = items[0]
    last = next((i for i in range(first, len(record)) if record[i] in handle.separators), len(record))
    handle.position = last + 1
    return record[first:last]


SERVICES: dict[str, Service] = {
    "FOPEN": fopen, "FREAD": fread, "FPUT": fput, "FWRITE": fwrite, "FAPPEND": fwrite, "FSEP": fsep, "FPOS": fpos,
    "FCOL": fcol, "FRLEN": frlen, "FREWIND": frewind, "FNOTE": fnote, "FPOINT": fpoint, "FINFO": finfo,
    "FOPTNUM": foptnum, "FOPTNAME": foptname, "FCLOSE": lambda session, args: drop(session, args[0], "ISOA"),
}  # fmt: skip


@own(*SERVICES)
def service(ex: Expressions, call: Call) -> Code:
    """A function on an open file."""
    return compiled(ex, call, SERVICES[call.name.upper()])


@own("FGET")
def fget(ex: Expressions, call: Call) -> Code:
    """FGET(id, variable, length): outside a DATA step the second argument names a macro variable."""
    if len(call.args) < 2:
        raise StepError("The FGET function call does not have enough arguments.", call.at, "R0008")
    number = as_number(ex.compile(call.args[0]), ex.notes)
    length = as_number(ex.compile(call.args[2]), ex.notes) if len(call.args) > 2 else None
    session, target = ex.session, call.args[1]
    if ex.host is None:
        name = target.value.strip() if isinstance(target, s.String) else ""
        store: Callable[[Any], None] = lambda text: session.macros.set(name, text.strip(" "))  # noqa: E731
    else:
        _, store = target_store(ex.host, target, "char")

    def run() -> float:
        if handle_of(session, number()) is None:
            return nan
        text = text_of_record(session, number(), nan if length is None else length())
        if text is None:
            return -1.0
        store(text)
        return 0.0

    return Code("num", run, at=call.at)
