"""A host for translation: %SYSFUNC of pure functions is worked out now, what depends on the run stays open."""

from __future__ import annotations

import re
from math import isnan, nan

from translator.frontend.macro.errors import RuntimeValueError
from translator.frontend.macro.sysfunc import argument_kinds
from translator.lang.syntax import Format
from translator.library.formats import best, read, write
from translator.library.functions import find
from translator.library.macro_expressions import real_operand
from translator.library.rows import Function

_FORMAT = re.compile(r"(\$?(?:[A-Za-z_][A-Za-z_0-9]*[A-Za-z_]|[A-Za-z_])?)(\d+)?(?:\.(\d+)?)?\Z")


class LibraryHost:
    """Functions from the library's rows. The clock, files, data sets, random numbers: RuntimeValueError.

    `put` keeps nothing: the state has the log.
    """

    def call_function(self, name: str, args: list[str]) -> str:
        """Carry out a function, as `MacroHost` says."""
        row = find(name)
        if row is None:
            raise LookupError(name)
        if row.context == "formats":
            return _with_format(name, args)
        if row.context or row.body is None:
            raise RuntimeValueError(f"{name}()")
        kinds = argument_kinds(row.signature, len(args))
        if len(kinds) < len(args):
            raise ValueError(f"Function {name} referenced by %SYSFUNC has too many arguments.")
        values = [_value(text, kind, name) for text, kind in zip(args, kinds, strict=False)]
        if row.missing == "spreads" and any(isinstance(value, float) and isnan(value) for value in values):
            return "." if row.returns == "num" else ""
        return _text(_call(row, values))

    def put(self, line: str) -> None:
        """Nothing is printed while a program is read."""

    def text_of(self, fileref: str) -> str | None:
        """No step has run: there is no file of the session."""
        return None


def _call(row: Function, values: list[float | str]) -> float | str:
    assert row.body is not None
    try:
        result: float | str = row.body(*values)
    except TypeError:
        raise ValueError(
            f"Function {row.name} referenced by %SYSFUNC has the wrong number of arguments."
        ) from None
    except NotImplementedError as error:
        raise RuntimeValueError(f"{row.name}() with {error}") from None
    except (ValueError, ArithmeticError):
        return nan if row.returns == "num" else ""
    return result


def _text(value: float | str) -> str:
    return value.rstrip(" ") if isinstance(value, str) else best(value, 12).strip()


def _value(text: str, kind: str, name: str) -> float | str:
    if kind == "char":
        return text
    if text.strip() in ("", ".") and kind == "num":
        return nan
    number = real_operand(text)
    if number is not None:
        return number
    if kind == "num":
        raise ValueError(
            f"Argument to function {name} referenced by the %SYSFUNC or %QSYSFUNC macro function is not a number."
        )
    return text


def _with_format(name: str, args: list[str]) -> str:
    """PUTN, PUTC, INPUTN, INPUTC. A user's format is known only to the run."""
    match = _FORMAT.match(args[1].strip()) if len(args) > 1 else None
    if match is None or name not in ("PUTN", "PUTC", "INPUTN", "INPUTC"):
        raise RuntimeValueError(f"{name}()")
    width = int(args[2]) if len(args) > 2 and args[2].strip() else int(match[2]) if match[2] else None
    form = Format(match[1].upper(), width, int(match[3]) if match[3] else None)
    try:
        if name == "PUTN":
            return write(float(_value(args[0], "num", name)), form)
        if name == "PUTC":
            return write(args[0], form)
        return _text(read(args[0], form))
    except KeyError:
        raise RuntimeValueError(f"{name}() with format {form}") from None
    except ValueError:
        return "." if name == "INPUTN" else ""
