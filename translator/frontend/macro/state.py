"""What the macro processor knows: symbol tables, macros, paths, the log. Shared by the reader and the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from translator.frontend.macro.automatic import automatic_variables
from translator.frontend.macro.masking import unmask
from translator.frontend.macro.nodes import Macro
from translator.lang.source import Origin

Scope = Literal["auto", "global", "local", "let"]


class MacroHost(Protocol):
    """What the processor asks of the one who runs or translates the program."""

    def call_function(self, name: str, args: list[str]) -> str:
        """Carry out a SAS function for %SYSFUNC: upper-case name, arguments as text; the result as text.

        Numeric results come as BEST12. would print them, without blanks; missing is ".". A function that is
        not known raises LookupError; bad arguments raise ValueError (its text is printed after ERROR:).
        """
        ...

    def put(self, line: str) -> None:
        """A line has been written to the log."""
        ...


class SilentHost:
    """A host that runs no function: for reading only."""

    def call_function(self, name: str, args: list[str]) -> str:
        raise LookupError(name)

    def put(self, line: str) -> None:
        return None


@dataclass(slots=True, eq=False)
class Frame:
    """A running macro: its local symbol table and the origin of the text it makes."""

    macro: Macro
    origin: Origin
    variables: dict[str, str] = field(default_factory=dict)
    parameters: frozenset[str] = frozenset()
    always_local: bool = False  # SYSPBUFF or computed %GOTO: CALL SYMPUT writes here even if empty
    read_only: set[str] = field(default_factory=set)


class MacroState:
    """Symbol tables, macro definitions, log lines, search paths.

    Values are kept with their masks; `get` and `user_variables` give them unmasked.

    Args:
        host: services of the engine.
        now: the session's start, for SYSDATE, SYSTIME …; the clock where None.
        autocall_paths, include_paths: folders searched for macros and for %INCLUDE.
    """

    def __init__(
        self,
        host: MacroHost | None = None,
        now: datetime | None = None,
        autocall_paths: list[Path] | None = None,
        include_paths: list[Path] | None = None,
        sysparm: str = "",
    ) -> None:
        self.host: MacroHost = host if host is not None else SilentHost()
        self.automatic: dict[str, str] = automatic_variables(now or datetime.now(), sysparm)
        self.globals: dict[str, str] = {}
        self.read_only: set[str] = set()
        self.frames: list[Frame] = []
        self.macros: dict[str, Macro] = {}
        self.log: list[str] = []
        self.autocall_paths: list[Path] = autocall_paths or []
        self.include_paths: list[Path] = include_paths or []
        self.filerefs: dict[str, tuple[str, ...]] = {}
        self.runtime: set[str] = set()
        self.options: dict[str, str] = {}
        self.encoding: str | None = None
        self.aborted: str | None = None
        self.unresolved: list[str] = []

    # --- variables ------------------------------------------------------------------------------------

    def get(self, name: str) -> str | None:
        """Return a macro variable's value as seen from where the program stands; None if there is none."""
        value = self.lookup(name.upper())
        return None if value is None else unmask(value)

    def lookup(self, name: str) -> str | None:
        """Return the masked value of a variable (name in upper case), innermost symbol table first."""
        for frame in reversed(self.frames):
            value = frame.variables.get(name)
            if value is not None:
                return value
        value = self.globals.get(name)
        return value if value is not None else self.automatic.get(name)

    def owner(self, name: str) -> Frame | None:
        """The running macro that has a variable as its own, innermost first."""
        return next((frame for frame in reversed(self.frames) if name in frame.variables), None)

    def set(self, name: str, value: str, scope: Scope = "auto") -> None:
        """Give a macro variable a value.

        scope: "auto" as CALL SYMPUT and INTO do (an existing variable is changed where it is; a new one goes to
        the innermost symbol table that is not empty); "local" and "global" as CALL SYMPUTX's "L" and "G"; "let"
        as %LET (a new one goes to the running macro). A variable that was marked as run-time becomes known.
        (Macro Language Reference, "Special Cases of Scope with the CALL SYMPUT Routine".)
        """
        name = name.strip().upper()
        self.runtime.discard(name)
        if scope == "global":
            target = self._outer_table(name)
        elif scope == "local" and self.frames:
            target = self.frames[-1].variables
        else:
            target = self._table(name, scope)
        target[name] = value

    def _outer_table(self, name: str) -> dict[str, str]:
        return self.automatic if name in self.automatic else self.globals

    def _table(self, name: str, scope: Scope) -> dict[str, str]:
        owner = self.owner(name)
        if owner is not None:
            return owner.variables
        if name in self.globals:
            return self.globals
        if name in self.automatic or not self.frames:
            return self._outer_table(name)
        if scope == "let":
            return self.frames[-1].variables
        for frame in reversed(self.frames):
            if frame.variables or frame.always_local:
                return frame.variables
        return self.globals

    def mark_runtime(self, name: str) -> None:
        """From here on only the run knows this global variable: `&name` stays in the text as a MACRO token."""
        self.runtime.add(name.upper())

    def user_variables(self) -> dict[str, str]:
        """Return the user's global variables: names in upper case, values unmasked."""
        return {name: unmask(value) for name, value in self.globals.items()}

    def after_sql(self) -> None:
        """PROC SQL runs in the current macro: from now on CALL SYMPUT and INTO write to its symbol table."""
        if self.frames:
            self.frames[-1].always_local = True

    def warn_unresolved(self, name: str) -> None:
        """A reference has no value: SAS's warning; the text stays."""
        self.unresolved.append(name.upper())
        self.put(f"WARNING: Apparent symbolic reference {name.upper()} not resolved.")

    # --- log ------------------------------------------------------------------------------------------

    def put(self, line: str) -> None:
        """Write a line to the log."""
        self.log.append(line)
        self.host.put(line)
