"""OPEN and its like in macro code, where the steps so far tell the variables of the data set that it opens.

What depends on the variables alone is known while the program is read: whether the data set could be opened, ATTRN with NVARS,
VARNAME, VARNUM, VARTYPE and VARLEN. Where code asks for more, the run opens the data set, too. (Functions: Reference.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translator.frontend.macro.errors import RuntimeValueError
from translator.frontend.macro.functions import split_arguments
from translator.frontend.macro.residual import has_atoms
from translator.frontend.macro.state import MacroState
from translator.frontend.macro.sysfunc import call_later, closing_place
from translator.lang.opened import OF_HANDLES, READING, Variable
from translator.library.macro_masks import unmask

KnownVariables = Callable[[str], tuple[Variable, ...] | None]
"""The variables of a data set that is there, by the name that a program gives it; None where the run must tell."""


@dataclass(slots=True)
class OpenFile:
    """A data set that is open. `call`: of OPEN; `handle`: what holds the handle of the run, "" where it has not opened it."""

    call: str
    variables: tuple[Variable, ...]
    handle: str = ""


class Opened:
    """The data sets that a program's macro code has opened, by the number that OPEN gave.

    known: the variables of a data set, as far as the steps so far tell.
    """

    def __init__(self, known: KnownVariables) -> None:
        self.known = known
        self.files: dict[int, OpenFile] = {}

    def call(self, text: str, state: MacroState, inside: bool) -> str | None:
        """Carry out a call; None where it is no call on such a data set.

        Args: text: `name(arguments)`. inside: is it under a condition, or in a loop, of the run?
        Raises: RuntimeValueError where the run must open the data set under a condition.
        """
        opening = text.find("(")
        name = unmask(text[:opening]).strip().upper() if opening > 0 else ""
        if name != "OPEN" and name not in OF_HANDLES:
            return None
        closing = closing_place(text, opening)
        arguments = [part.strip(" ") for part in split_arguments(text[opening + 1 : closing])]
        form = unmask(text[closing + 1 :]).strip()
        if name == "OPEN":
            return None if inside or form else self._open(text, arguments)
        given = unmask(arguments[0]).strip() if arguments else ""
        number = int(given) if given.isdigit() else 0
        file = self.files.get(number)
        if file is None:
            return None
        if name == "CLOSE":
            if file.handle:
                call_later(state, f"close({file.handle})")
            if not inside:
                del self.files[number]
            return "0"
        told = None if form or len(arguments) != 2 else answer(name, file.variables, arguments[1])
        if told is not None:
            return told
        if not file.handle:
            if inside:
                raise RuntimeValueError(f"{name}()")
            file.handle = call_later(state, file.call)
        return call_later(state, f"{name}({','.join([file.handle, *arguments[1:]])}){text[closing + 1 :]}")

    def open_all(self, state: MacroState) -> None:
        """Code under a condition of the run, or in a loop of it, follows, which may ask for rows: the run opens them all."""
        for file in self.files.values():
            file.handle = file.handle or call_later(state, file.call)

    def _open(self, text: str, arguments: list[str]) -> str | None:
        modes = unmask(arguments[1]).strip().upper() if len(arguments) > 1 else ""
        if has_atoms(text) or modes not in READING or len(arguments) > 2:
            return None
        found = self.known(unmask(arguments[0]))
        if found is None:
            return None
        number = next(one for one in range(1, len(self.files) + 2) if one not in self.files)
        self.files[number] = OpenFile(text, found)
        return str(number)


def answer(name: str, variables: tuple[Variable, ...], argument: str) -> str | None:
    """What a function says of an open data set with these variables; None where only the run knows it."""
    if has_atoms(argument):
        return None
    given = unmask(argument).strip()
    if name == "ATTRN":
        return str(len(variables)) if given.upper() in ("NVARS", "NVAR") else None
    if name == "VARNUM":
        names = [one.name.lower() for one in variables]
        return str(names.index(given.lower()) + 1) if given.lower() in names else "0"
    if name not in ("VARNAME", "VARTYPE", "VARLEN") or not given.isdigit():
        return None
    if not 1 <= int(given) <= len(variables):
        return None
    one = variables[int(given) - 1]
    if name == "VARLEN":
        return None if one.length is None else str(one.length)
    return one.name if name == "VARNAME" else one.kind
