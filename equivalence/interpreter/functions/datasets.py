"""Functions on data sets and external files: EXIST, OPEN, ATTRN, FETCH, GETVARN, FILEEXIST …

SAS 9.4 Functions and CALL Routines: Reference, categories "SAS File I/O" and "External Files".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.files import FileRef
from equivalence.interpreter.functions import own
from equivalence.interpreter.tables import Row, Table
from translator.lang.syntax import Call, Var

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session

Service = Callable[["Session", list[Any]], Any]


@dataclass(slots=True)
class Opened:
    """A data set opened by OPEN."""

    name: str
    table: Table
    position: int = 0
    row: Row | None = None


NUMERIC: dict[str, Service] = {}
CHARACTER: dict[str, Service] = {}


def number(name: str) -> Callable[[Service], Service]:
    """Register a function with a numeric result."""
    return lambda body: NUMERIC.setdefault(name, body)


def text(name: str) -> Callable[[Service], Service]:
    """Register a function with a character result."""
    return lambda body: CHARACTER.setdefault(name, body)


def _opened(session: Session, number_: float) -> Opened | None:
    found: Opened | None = session.services.setdefault("opened", {}).get(
        int(number_) if number_ == number_ else 0
    )
    return found


def _split(name: str) -> tuple[str, str]:
    name = name.split("(")[0].strip().lower()
    libref, _, member = name.rpartition(".")
    return libref or "work", member


@number("EXIST")
def exist(session: Session, args: list[Any]) -> float:
    """EXIST(name): 1 if the data set exists."""
    libref, member = _split(args[0])
    kind = args[1].strip().upper() if len(args) > 1 else "DATA"
    return 1.0 if kind in ("", "DATA") and session.find(libref, member) is not None else 0.0


@number("OPEN")
def open_(session: Session, args: list[Any]) -> float:
    """OPEN(name, mode): the number of the opened data set, 0 if there is none."""
    from equivalence.interpreter.hash_objects import parse_dataset

    try:
        dataset = parse_dataset(args[0].strip() or "_last_")
        table = session.read(dataset)
        name = session.display(dataset)
    except StepError as problem:
        session.services["sysmsg"] = f"ERROR: {problem.message}"
        return 0.0
    opened = session.services.setdefault("opened", {})
    identifier = max(opened, default=0) + 1
    opened[identifier] = Opened(name, table)
    return float(identifier)


@number("CLOSE")
def close(session: Session, args: list[Any]) -> float:
    """CLOSE(id)."""
    return 0.0 if session.services.setdefault("opened", {}).pop(int(args[0]), None) is not None else 1.0


@number("ATTRN")
def attrn(session: Session, args: list[Any]) -> float:
    """ATTRN(id, attribute)."""
    opened = _opened(session, args[0])
    if opened is None:
        return float("nan")
    rows, variables = len(opened.table.rows), len(opened.table.variables)
    known = {
        "NOBS": rows, "NLOBS": rows, "NLOBSF": rows, "NDEL": 0, "NVARS": variables, "NVAR": variables,
        "ANY": 1 if rows and variables else 0 if variables else -1, "ANOBS": 1, "WHSTMT": 0, "ISINDEX": 0,
        "RANDOM": 1, "READPW": 0, "CRDTE": (session.clock.timestamp()), "MODTE": session.clock.timestamp(),
        "LRECL": sum(v.length for v in opened.table.variables), "SORTED": 1 if opened.table.sorted_by else 0,
    }  # fmt: skip
    return float(known.get(args[1].strip().upper(), float("nan")))


@text("ATTRC")
def attrc(session: Session, args: list[Any]) -> str:
    """ATTRC(id, attribute)."""
    opened = _opened(session, args[0])
    if opened is None:
        return ""
    libref, member = opened.name.split(".", 1)
    known = {
        "LIB": libref, "MEM": member, "LABEL": opened.table.label, "MTYPE": "DATA", "ENGINE": "V9", "TYPE": "",
        "SORTEDBY": " ".join(opened.table.sorted_by).upper(), "CHARSET": "ANSI", "ENCODING": "utf-8",
    }  # fmt: skip
    return known.get(args[1].strip().upper(), "")


@number("VARNUM")
def varnum(session: Session, args: list[Any]) -> float:
    """VARNUM(id, name)."""
    opened = _opened(session, args[0])
    name = args[1].strip()
    return float(opened.table.index(name) + 1) if opened is not None and opened.table.has(name) else 0.0


def _variable(session: Session, args: list[Any]) -> Any:
    opened = _opened(session, args[0])
    position = int(args[1]) - 1 if args[1] == args[1] else -1
    if opened is None or not 0 <= position < len(opened.table.variables):
        return None
    return opened.table.variables[position]


for _name, _read in (
    ("VARNAME", lambda v: v.name), ("VARTYPE", lambda v: "C" if v.kind == "char" else "N"),
    ("VARLABEL", lambda v: v.label), ("VARFMT", lambda v: v.format), ("VARINFMT", lambda v: v.informat),
):  # fmt: skip
    CHARACTER[_name] = lambda session, args, read=_read: (  # type: ignore[misc]
        read(variable) if (variable := _variable(session, args)) is not None else ""
    )


@number("VARLEN")
def varlen(session: Session, args: list[Any]) -> float:
    """VARLEN(id, number)."""
    variable = _variable(session, args)
    return 0.0 if variable is None else float(variable.length)


@number("FETCH")
def fetch(session: Session, args: list[Any]) -> float:
    """FETCH(id): 0, or -1 at the end."""
    opened = _opened(session, args[0])
    if opened is None:
        return 1.0
    if opened.position >= len(opened.table.rows):
        return -1.0
    opened.row = opened.table.rows[opened.position]
    opened.position += 1
    return 0.0


@number("FETCHOBS")
def fetchobs(session: Session, args: list[Any]) -> float:
    """FETCHOBS(id, n)."""
    opened = _opened(session, args[0])
    if opened is None or not 1 <= args[1] <= len(opened.table.rows):
        return -1.0
    opened.position = int(args[1])
    opened.row = opened.table.rows[opened.position - 1]
    return 0.0


@number("REWIND")
def rewind(session: Session, args: list[Any]) -> float:
    """REWIND(id)."""
    opened = _opened(session, args[0])
    if opened is None:
        return 1.0
    opened.position, opened.row = 0, None
    return 0.0


@number("CUROBS")
def curobs(session: Session, args: list[Any]) -> float:
    """CUROBS(id)."""
    opened = _opened(session, args[0])
    return float(opened.position) if opened is not None else float("nan")


@number("NOTE")
def note(session: Session, args: list[Any]) -> float:
    """NOTE(id): the row's own number serves as mark."""
    return float(curobs(session, args))


@number("POINT")
def point(session: Session, args: list[Any]) -> float:
    """POINT(id, mark): the next FETCH reads the marked row."""
    opened = _opened(session, args[0])
    if opened is None:
        return 1.0
    opened.position = int(args[1]) - 1
    return 0.0


@number("DROPNOTE")
def dropnote(session: Session, args: list[Any]) -> float:
    """DROPNOTE(id, mark)."""
    return 0.0


@number("GETVARN")
def getvarn(session: Session, args: list[Any]) -> float:
    """GETVARN(id, number): a numeric value of the row that was read."""
    opened, position = _opened(session, args[0]), int(args[1]) - 1
    if opened is None or opened.row is None or not 0 <= position < len(opened.row):
        return float("nan")
    value = opened.row[position]
    return float("nan") if isinstance(value, str) else value


@text("GETVARC")
def getvarc(session: Session, args: list[Any]) -> str:
    """GETVARC(id, number): a character value of the row that was read."""
    opened, position = _opened(session, args[0]), int(args[1]) - 1
    if opened is None or opened.row is None or not 0 <= position < len(opened.row):
        return ""
    value = opened.row[position]
    return value if isinstance(value, str) else ""


@text("DSNAME")
def dsname(session: Session, args: list[Any]) -> str:
    """DSNAME(id)."""
    opened = _opened(session, args[0]) if args else None
    return opened.name if opened is not None else ""


@text("SYSMSG")
def sysmsg(session: Session, args: list[Any]) -> str:
    """SYSMSG(): the message of the last failure, once."""
    return str(session.services.pop("sysmsg", ""))


@number("SYSRC")
def sysrc(session: Session, args: list[Any]) -> float:
    """SYSRC(): nonzero after a failure."""
    return 1.0 if session.services.get("sysmsg") else 0.0


@number("LIBREF")
def libref_(session: Session, args: list[Any]) -> float:
    """LIBREF(name): 0 if assigned."""
    name = args[0].strip().lower()
    return 0.0 if name == "work" or name in session.librefs else 70006.0


@number("LIBNAME")
def libname(session: Session, args: list[Any]) -> float:
    """LIBNAME(libref, path): assign or clear."""
    name = args[0].strip().lower()
    if len(args) > 1 and args[1].strip():
        session.assign(name, Path(args[1].strip()))
    else:
        session.librefs.pop(name, None)
    return 0.0


@text("PATHNAME")
def pathname(session: Session, args: list[Any]) -> str:
    """PATHNAME(fileref or libref)."""
    name, kind = args[0].strip().lower(), args[1].strip().upper() if len(args) > 1 else ""
    if kind != "L" and name in session.filerefs:
        return str(session.filerefs[name].path or name)
    return str(session.librefs[name].folder) if kind != "F" and name in session.librefs else ""


@number("FILEEXIST")
def fileexist(session: Session, args: list[Any]) -> float:
    """FILEEXIST(path)."""
    return 1.0 if Path(args[0].strip()).exists() else 0.0


@number("FEXIST")
def fexist(session: Session, args: list[Any]) -> float:
    """FEXIST(fileref)."""
    file = session.filerefs.get(args[0].strip().lower())
    return 1.0 if file is not None and file.is_there() else 0.0


@number("FILEREF")
def fileref(session: Session, args: list[Any]) -> float:
    """FILEREF(name): 0 if assigned and there, below 0 if assigned, above 0 if not assigned."""
    file = session.filerefs.get(args[0].strip().lower())
    return 20005.0 if file is None else 0.0 if file.is_there() else -20006.0


@number("FILENAME")
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


@number("FDELETE")
def fdelete(session: Session, args: list[Any]) -> float:
    """FDELETE(fileref): only temporary files are deleted; others are refused."""
    file = session.filerefs.get(args[0].strip().lower())
    if file is None or file.path is not None:
        session.services["sysmsg"] = "ERROR: The reference interpreter does not delete files."
        return 20006.0
    file.lines, file.exists = [], False
    return 0.0


@own(*("EXIST OPEN CLOSE ATTRN ATTRC VARNUM VARLEN VARNAME VARTYPE VARLABEL VARFMT VARINFMT FETCH FETCHOBS REWIND CUROBS "
       "NOTE POINT DROPNOTE GETVARN GETVARC DSNAME SYSMSG SYSRC LIBREF LIBNAME PATHNAME FILEEXIST FEXIST FILEREF "
       "FILENAME FDELETE").split())  # fmt: skip
def service(ex: Expressions, call: Call) -> Code:
    """A function on data sets or files: arguments as they come, numbers for numeric parameters."""
    name = call.name.upper()
    codes = [code for code in arguments(ex, call.args) if code is not None]
    body = NUMERIC.get(name) or CHARACTER[name]
    numeric_first = name not in (
        "EXIST",
        "OPEN",
        "LIBREF",
        "LIBNAME",
        "PATHNAME",
        "FILEEXIST",
        "FEXIST",
        "FILEREF",
        "FILENAME",
        "FDELETE",
    )
    runs = []
    for position, code in enumerate(codes):
        second = name in ("ATTRN", "ATTRC", "VARNUM")
        wants_number = numeric_first and (position == 0 or not second)
        runs.append(as_number(code, ex.notes) if wants_number else as_text(code, ex.notes))
    session = ex.session
    kind = "num" if name in NUMERIC else "char"
    return Code(
        kind, lambda: body(session, [run() for run in runs]), 200 if kind == "char" else 8, at=call.at
    )


__all__ = ["Var", "service"]
