"""What can stop a macro: SAS's errors, and the jumps of %GOTO, %RETURN, %ABORT."""

from __future__ import annotations

from translator.lang.source import Token
from translator.library.macro_expressions import MacroError


class RuntimeValueError(Exception):
    """A decision hangs on what only the run knows: a macro variable (`&n`) or a function (`TODAY()`)."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Undecided(RuntimeValueError):
    """The same where not even the macro that is running can go on: whether it ends here, or how often it goes on."""


class Jump(Exception):
    """%GOTO: leaves everything up to the macro level that has the label."""

    def __init__(self, label: str, at: Token) -> None:
        super().__init__(label)
        self.label = label
        self.at = at


class Return(Exception):
    """%RETURN: ends the macro that is running."""


class Abort(Exception):
    """%ABORT: ends all macros and the program (`words`: CANCEL, RETURN, n …)."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


__all__ = ["Abort", "Jump", "MacroError", "Return", "RuntimeValueError", "Undecided"]
