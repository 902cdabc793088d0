"""What %SYSFUNC can call while a program is translated: functions of their arguments alone.

What the day or the data decide (TODAY, EXIST, ATTRN …) is a value that only the run knows.
"""

from __future__ import annotations

from math import isnan

from translator.frontend.macro.errors import RuntimeValueError
from translator.lang.syntax import format_of
from translator.library import formats
from translator.library.functions import find
from translator.library.missing import missing_letter
from translator.lower.values import signature

TEXTS = {"PUTN": "num", "PUTC": "char", "INPUTN": "char", "INPUTC": "char"}


class TranslationHost:
    """The macro processor's services for a translation."""

    def __init__(self) -> None:
        self.formats: dict[str, object] = {}

    def put(self, line: str) -> None:
        """Log lines are kept by the macro state itself."""

    def call_function(self, name: str, args: list[str]) -> str:
        """Carry out a function with arguments given as text.

        Raises: LookupError for an unknown function, ValueError for bad arguments, RuntimeValueError where only
        the run knows the value.
        """
        if name in TEXTS:
            return self._convert(name, args)
        row = find(name)
        if row is None:
            raise LookupError(name)
        if row.body is None:
            raise RuntimeValueError(f"%SYSFUNC({name}) is known only when the program runs")
        kinds = signature(row.signature, len(args))
        if kinds is None:
            raise ValueError(f"The {name} function call has too few or too many arguments.")
        return as_text(row.body(*(argument(text, kind, name) for text, kind in zip(args, kinds, strict=True))))

    def _convert(self, name: str, args: list[str]) -> str:
        if len(args) < 2:
            raise ValueError(f"The {name} function needs a format.")
        format_ = format_of(args[1])
        user = self.formats  # the program's own formats, by name
        if name in ("PUTN", "PUTC"):
            value = argument(args[0], TEXTS[name], name)
            return formats.write(value, format_, user).strip(" ") if name == "PUTN" else formats.write(value, format_, user)  # type: ignore[arg-type]
        try:
            return as_text(formats.read(args[0], format_, user))  # type: ignore[arg-type]
        except ValueError:
            return "."


def argument(text: str, kind: str, name: str) -> float | str:
    """Return an argument of the kind that the function takes."""
    if kind == "char":
        return text
    if text.strip() in ("", "."):
        return float("nan")
    try:
        return formats.number_from_text(text)
    except ValueError:
        if kind == "any":
            return text
        raise ValueError(
            f"Argument to function {name} referenced by the %SYSFUNC or %QSYSFUNC macro function is not a number."
        ) from None


def as_text(value: float | str) -> str:
    """Return a result as %SYSFUNC gives it: numbers by BEST12. without blanks."""
    if isinstance(value, str):
        return value.rstrip(" ")
    if isnan(value):
        return missing_letter(value) or "."
    return formats.best(value, 12).strip()
