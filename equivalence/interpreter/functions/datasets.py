"""Functions on data sets: EXIST, OPEN, ATTRN, FETCH, GETVARN …

SAS 9.4 Functions and CALL Routines: Reference, category "SAS File I/O". An identifier that no data set has, or a number that
no variable has, gives missing or a blank text, as SAS gives it with a note on the argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.calls import arguments, match_kinds, rows
from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.functions import own
from equivalence.interpreter.tables import Table, Variable
from translator.lang.syntax import Call
from translator.library.data_set_attributes import numeric_attribute, text_attribute

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session

Service = Callable[["Session", list[Any]], Any]


@dataclass(slots=True)
class Link:
    """What CALL SET links: a column of a data set to a place of the program data vector."""

    column: int
    values: list[Any]
    index: int
    fit: Callable[[Any], Any]


@dataclass(slots=True)
class Opened:
    """A data set opened by OPEN. `row`: the one that was read last, from 0; `following`: the one that FETCH reads."""

    name: str
    table: Table
    mode: str
    row: int = -1
    following: int = 0
    links: list[Link] = field(default_factory=list)

    def fill(self, mode: str) -> None:
        """Give linked variables the values of the row that was read."""
        if mode.strip().upper() != "NOSET":
            for link in self.links:
                link.values[link.index] = link.fit(self.table.rows[self.row][link.column])


SERVICES: dict[str, Service] = {}


def register(*names: str) -> Callable[[Service], Service]:
    """Register what carries out functions of these names."""

    def add(body: Service) -> Service:
        for name in names:
            SERVICES[name] = body
        return body

    return add


def fails(session: Session, message: str) -> None:
    """Keep the message of a function that failed, for SYSMSG and SYSRC."""
    session.services["sysmsg"], session.services["sysrc"] = message, True


def opened_data(session: Session, number: float) -> Opened | None:
    """Return the open data set of a number."""
    found: Opened | None = session.services.setdefault("opened", {}).get(0 if isnan(number) else int(number))
    return found


def _split(name: str) -> tuple[str, str]:
    name = name.split("(")[0].strip().lower()
    libref, _, member = name.rpartition(".")
    return libref or "work", member


@register("EXIST")
def exist(session: Session, args: list[Any]) -> float:
    """EXIST(name, kind): 1 if the data set, or the view, exists."""
    libref, member = _split(args[0])
    kind = (args[1].strip().upper() if len(args) > 1 else "") or "DATA"
    if kind not in ("DATA", "VIEW") or len(args) > 2:
        raise Unsupported(f"EXIST of members of the kind {kind}")
    is_view = (libref, member) in session.views
    if kind == "VIEW":
        return float(is_view)
    return float(not is_view and session.find(libref, member) is not None)


@register("CEXIST")
def cexist(session: Session, args: list[Any]) -> float:
    """CEXIST(catalog or entry): of WORK.FORMATS, which holds the program's own formats."""
    words = args[0].strip().upper().removeprefix("WORK.").split(".")
    if len(args) > 1 or words[0] != "FORMATS" or len(words) not in (1, 3):
        raise Unsupported("CEXIST of catalogs other than WORK.FORMATS")
    formats = session.formats
    if len(words) == 1:
        return float(bool(formats))
    name = {"FORMAT": "{}", "FORMATC": "${}", "INFMT": "@{}", "INFMTC": "@${}"}.get(words[2], "").format(
        words[1]
    )
    return float(bool(name) and name in formats)


@register("OPEN")
def open_(session: Session, args: list[Any]) -> float:
    """OPEN(name, mode): the number of the opened data set, 0 if there is none."""
    from equivalence.interpreter.hash_objects import parse_dataset

    mode = args[1].strip().upper() if len(args) > 1 else ""
    if mode not in ("", "I", "IN", "IS"):
        raise Unsupported(f"OPEN in the mode {mode}")
    if _split(args[0]) in session.views:
        raise Unsupported("OPEN of a view")
    try:
        dataset = parse_dataset(args[0].strip() or "_last_")
        table = session.read(dataset)
        name = session.display(dataset)
    except StepError as problem:
        fails(session, f"ERROR: {problem.message}")
        return 0.0
    opened = session.services.setdefault("opened", {})
    identifier = max(opened, default=0) + 1
    opened[identifier] = Opened(name, table, mode)
    return float(identifier)


@register("CLOSE")
def close(session: Session, args: list[Any]) -> float:
    """CLOSE(id)."""
    if opened_data(session, args[0]) is None:
        return nan
    del session.services["opened"][int(args[0])]
    return 0.0


@register("ATTRN")
def attrn(session: Session, args: list[Any]) -> float:
    """ATTRN(id, attribute)."""
    opened = opened_data(session, args[0])
    if opened is None:
        return nan
    value = numeric_attribute(args[1], len(opened.table.rows), len(opened.table.variables))
    if value is None:
        raise Unsupported(f"ATTRN of {args[1].strip().upper()}")
    return value


@register("ATTRC")
def attrc(session: Session, args: list[Any]) -> str:
    """ATTRC(id, attribute)."""
    opened = opened_data(session, args[0])
    if opened is None:
        return ""
    libref, member = opened.name.split(".", 1)
    value = text_attribute(args[1], libref, member, opened.table.label, opened.mode)
    if value is None:
        raise Unsupported(f"ATTRC of {args[1].strip().upper()}")
    return value


@register("VARNUM")
def varnum(session: Session, args: list[Any]) -> float:
    """VARNUM(id, name)."""
    opened = opened_data(session, args[0])
    if opened is None:
        return nan
    name = args[1].strip()
    return float(opened.table.index(name) + 1) if opened.table.has(name) else 0.0


def _variable(session: Session, args: list[Any]) -> Variable | None:
    opened = opened_data(session, args[0])
    if opened is None or isnan(args[1]) or not 1 <= int(args[1]) <= len(opened.table.variables):
        return None
    return opened.table.variables[int(args[1]) - 1]


FACTS: dict[str, Callable[[Variable], str]] = {
    "VARNAME": lambda v: v.name,
    "VARTYPE": lambda v: "C" if v.kind == "char" else "N",
    "VARLABEL": lambda v: v.label,
    "VARFMT": lambda v: v.format.upper(),
    "VARINFMT": lambda v: v.informat.upper(),
}


def _fact(name: str) -> Service:
    def read(session: Session, args: list[Any]) -> str:
        variable = _variable(session, args)
        return "" if variable is None else FACTS[name](variable)

    return read


SERVICES |= {name: _fact(name) for name in FACTS}


@register("VARLEN")
def varlen(session: Session, args: list[Any]) -> float:
    """VARLEN(id, number)."""
    variable = _variable(session, args)
    return nan if variable is None else float(variable.length)


@register("FETCH")
def fetch(session: Session, args: list[Any]) -> float:
    """FETCH(id): 0, or -1 at the end."""
    opened = opened_data(session, args[0])
    if opened is None:
        return nan
    if opened.following >= len(opened.table.rows):
        return -1.0
    opened.row, opened.following = opened.following, opened.following + 1
    opened.fill(args[1] if len(args) > 1 else "")
    return 0.0


@register("FETCHOBS")
def fetchobs(session: Session, args: list[Any]) -> float:
    """FETCHOBS(id, n)."""
    opened = opened_data(session, args[0])
    if opened is None:
        return nan
    if isnan(args[1]) or args[1] < 1:
        raise Unsupported("FETCHOBS of no row")
    if args[1] > len(opened.table.rows):
        return -1.0
    opened.row, opened.following = int(args[1]) - 1, int(args[1])
    opened.fill(args[2] if len(args) > 2 else "")
    return 0.0


@register("REWIND")
def rewind(session: Session, args: list[Any]) -> float:
    """REWIND(id)."""
    opened = opened_data(session, args[0])
    if opened is None:
        return nan
    opened.row, opened.following = -1, 0
    return 0.0


@register("CUROBS", "NOTE")
def curobs(session: Session, args: list[Any]) -> float:
    """CUROBS(id), NOTE(id): the row's own number serves as mark."""
    opened = opened_data(session, args[0])
    return float(opened.row + 1) if opened is not None and opened.row >= 0 else nan


@register("POINT")
def point(session: Session, args: list[Any]) -> float:
    """POINT(id, mark): the next FETCH reads the marked row."""
    opened = opened_data(session, args[0])
    if opened is None or isnan(args[1]):
        return nan
    opened.following = int(args[1]) - 1
    return 0.0


@register("DROPNOTE")
def dropnote(session: Session, args: list[Any]) -> float:
    """DROPNOTE(id, mark)."""
    return nan if opened_data(session, args[0]) is None else 0.0


def _value(session: Session, args: list[Any], kind: str, missing: float | str) -> float | str:
    opened, variable = opened_data(session, args[0]), _variable(session, args)
    if opened is None or variable is None or opened.row < 0 or variable.kind != kind:
        return missing
    return opened.table.rows[opened.row][int(args[1]) - 1]


@register("GETVARN")
def getvarn(session: Session, args: list[Any]) -> float | str:
    """GETVARN(id, number): a numeric value of the row that was read."""
    return _value(session, args, "num", nan)


@register("GETVARC")
def getvarc(session: Session, args: list[Any]) -> float | str:
    """GETVARC(id, number): a character value of the row that was read."""
    return _value(session, args, "char", "")


@register("DSNAME")
def dsname(session: Session, args: list[Any]) -> str:
    """DSNAME(id)."""
    opened = opened_data(session, args[0]) if args else None
    return opened.name if opened is not None else ""


@register("SYSMSG")
def sysmsg(session: Session, args: list[Any]) -> str:
    """SYSMSG(): the message of the last failure, once."""
    return str(session.services.pop("sysmsg", ""))


@register("SYSRC")
def sysrc(session: Session, args: list[Any]) -> float:
    """SYSRC(): 0 where nothing has failed."""
    if session.services.get("sysrc"):
        raise Unsupported("the number of the last error (SYSRC)")
    return 0.0


@own(*SERVICES)
def service(ex: Expressions, call: Call) -> Code:
    """A function on data sets: its arguments as its row says."""
    return compiled(ex, call, SERVICES[call.name.upper()])


def compiled(ex: Expressions, call: Call, body: Service) -> Code:
    """Return the code of a call whose arguments are converted as the function's row says. Raises StepError."""
    name = call.name.upper()
    row = rows()[name]
    codes = [code for code in arguments(ex, call.args) if code is not None]
    kinds = match_kinds(row, name, len(codes), call.at)
    runs = [
        as_number(code, ex.notes) if kind == "num" else as_text(code, ex.notes)
        for code, kind in zip(codes, kinds, strict=True)
    ]
    session = ex.session
    if row.returns == "char":
        return Code("char", lambda: body(session, [run() for run in runs]) or " ", 200, at=call.at)
    return Code("num", lambda: body(session, [run() for run in runs]), at=call.at)
