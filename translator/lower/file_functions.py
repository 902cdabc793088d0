"""Functions on filerefs, librefs and files: which of them a generated program can carry out, and the variables they set.

SAS 9.4 Functions and CALL Routines: Reference, category "External Files", "LIBNAME Function", "LIBREF Function". FILENAME gives
a blank variable the fileref that SAS makes up, FGET gives its variable a part of the record: both are assignments before
the statement.
"""

from __future__ import annotations

from dataclasses import replace
from math import nan

from translator.lang.source import Token
from translator.lang.types import Type
from translator.library.system_options import ALL, Settings
from translator.lower.places import run_knows
from translator.lower.scope import LoweringError
from translator.plan import loop as lp
from translator.plan import values as v

FILE_FUNCTIONS = frozenset(
    "FILENAME FILEREF FEXIST FDELETE FCOPY LIBREF LIBNAME FOPEN FCLOSE FREAD FGET FSEP FPUT FWRITE FAPPEND FPOS FCOL FRLEN "
    "FREWIND FNOTE FPOINT FINFO FOPTNUM FOPTNAME DOPEN DCLOSE DNUM DREAD DINFO DCREATE MOPEN".split()
)
ASK_FILEREFS = {"FILEREF": 1, "FEXIST": 1, "FDELETE": 1, "FCOPY": 2, "FOPEN": 1, "DOPEN": 1}
"""Functions whose first arguments are filerefs."""


def file_call(
    made: v.Service, settings: Settings | None, at: Token | None
) -> tuple[v.Value, list[lp.Assign]]:
    """Return the call as the plan has it, and the assignments that go before its statement. Raises LoweringError."""
    for fileref in made.args[: ASK_FILEREFS.get(made.function, 0)]:
        _known(made.function, fileref, settings, at)
    match made.function:
        case "LIBREF":
            return _libref(made, settings), []
        case "LIBNAME":
            _forget(settings, "libref", made.args[0])
        case "FILENAME":
            if len(made.args) > 3:
                raise LoweringError("H0256", "FILENAME with options is not translated", at)
            _forget(settings, "fileref", made.args[0])
            return _filename(made, at)
        case "FGET":
            return _fget(made, at)
    return made, []


def _constant(value: v.Value) -> str | None:
    inner = value.value if isinstance(value, v.Cut | v.Pad) else value
    return str(inner.value).strip().lower() if isinstance(inner, v.Constant) else None


def _known(function: str, fileref: v.Value, settings: Settings | None, at: Token | None) -> None:
    """Refuse a fileref that a FILENAME statement has set free: the generated program keeps it."""
    name = _constant(fileref)
    freed = settings is None or ALL in settings or any(key.startswith("cleared ") for key in settings)
    if freed if name is None else settings is None or not run_knows(settings, name):
        raise LoweringError("H0249", f"{function} needs a fileref that is known here", at)


def _forget(settings: Settings | None, kind: str, name: v.Value) -> None:
    """What PATHNAME knew of a name, only the run knows from now on."""
    if not isinstance(settings, dict):
        return
    known = _constant(name)
    for key in (
        [key for key in settings if key.startswith(f"{kind} ")] if known is None else [f"{kind} {known}"]
    ):
        settings[key] = None
    if kind == "fileref" and known is not None:
        settings.pop(f"cleared {known}", None)


def _libref(made: v.Service, settings: Settings | None) -> v.Value:
    """LIBREF of what a LIBNAME statement with a path has assigned is 0; the run knows the others."""
    name = _constant(made.args[0])
    assigned = name is not None and settings is not None and settings.get(f"libref {name}") is not None
    return v.Constant(0.0, made.type) if assigned else made


def _variable(value: v.Value, function: str, at: Token | None) -> v.Variable | v.Element:
    inner = value.value if isinstance(value, v.Cut | v.Pad) else value
    if not isinstance(inner, v.Variable | v.Element) or inner.type.kind != "char":
        raise LoweringError("H0256", f"{function} needs a character variable", at)
    return inner


def _filename(made: v.Service, at: Token | None) -> tuple[v.Value, list[lp.Assign]]:
    inner = made.args[0].value if isinstance(made.args[0], v.Cut | v.Pad) else made.args[0]
    if not isinstance(inner, v.Variable | v.Element) or len(made.args) == 1:
        return made, []
    target = _variable(inner, "FILENAME", at)
    named = v.Cut(v.Service("NEWFILEREF", (target,), Type("char", 200)), target.type.length, target.type)
    return made, [lp.Assign(target=target, value=named)]


def _fget(made: v.Service, at: Token | None) -> tuple[v.Value, list[lp.Assign]]:
    target = _variable(made.args[1], "FGET", at)
    length = made.args[2] if len(made.args) > 2 else v.Constant(nan, Type("num"))
    text = v.Service("FGETTEXT", (made.args[0], target, length), Type("char", 32767))
    given = v.Cut(text, target.type.length, target.type)
    return replace(made, args=made.args[:1]), [lp.Assign(target=target, value=given)]


def fget_part(name: str, args: list[v.Value]) -> v.Service:
    """Return one half of an FGET: the text that a macro variable gets, or the return code."""
    if name == "FGET RESULT":
        return v.Service("FGET", tuple(args), Type("num"))
    return v.Service("FGETTEXT", tuple(args), Type("char", 32767))
