"""What the macro processor knows: symbol tables, macros, paths, the log. Shared by the reader and the engine."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from translator.frontend.macro.automatic import RUN_TIME, automatic_variables
from translator.frontend.macro.nodes import Macro
from translator.lang.source import Origin
from translator.library.macro_masks import unmask

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
    runtime: set[str] = field(default_factory=set)


class MacroState:
    """Symbol tables, macro definitions, log lines, search paths.

    Values are kept with their masks; `get` and `user_variables` give them unmasked.

    Args:
        host: services of the engine.
        now: the session's start, for SYSDATE, SYSTIME …; the clock where None.
        autocall_paths, include_paths: folders searched for macros and for %INCLUDE.
        running: are the steps run as they are read? If not (translation), what they store in macro variables is
            marked as run-time by the reader, and so are date, user, SYSPARM, SQLOBS and their like.
    """

    def __init__(
        self,
        host: MacroHost | None = None,
        now: datetime | None = None,
        autocall_paths: list[Path] | None = None,
        include_paths: list[Path] | None = None,
        sysparm: str = "",
        running: bool = True,
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
        self.runtime: set[str] = set(RUN_TIME) if not running else set()
        self.any_runtime = False  # a step makes variables whose names only the run knows
        self.running = running
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
                return None if name in frame.runtime else value
        if name in self.runtime:
            return None
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
        frame = self._target(name, scope)
        if frame is None:
            if name in self.runtime:
                self._forget_copies(name)
                self.runtime.discard(name)
            (self.automatic if name in self.automatic else self.globals)[name] = value
        else:
            frame.runtime.discard(name)
            frame.variables[name] = value

    def _target(self, name: str, scope: Scope) -> Frame | None:
        """The running macro whose symbol table a value goes to; None for the global one."""
        if scope == "global" or not self.frames:
            return None
        if scope == "local":
            return self.frames[-1]
        owner = self.owner(name)
        if owner is not None:
            return owner
        if name in self.globals or name in self.automatic or name in self.runtime:
            return None
        if scope == "let":
            return self.frames[-1]
        return next((frame for frame in reversed(self.frames) if frame.variables or frame.always_local), None)

    def mark_runtime(self, name: str, scope: Scope = "auto") -> None:
        """From here on only the run knows this variable (which may be new): `&name` stays in the text as a MACRO
        token, and code whose course hangs on it is reported (H0101). `scope` as in `set`."""
        name = name.strip().upper()
        frame = self._target(name, scope)
        if frame is None:
            if name in self.runtime:
                self._forget_copies(name)
            self.runtime.add(name)
            self.globals.pop(name, None)
        else:
            frame.variables.setdefault(name, "")
            frame.runtime.add(name)

    def _forget_copies(self, name: str) -> None:
        """A run-time variable is set anew: values taken from it before (`%let k=&n;`) are no longer `&n`."""
        reference = re.compile(rf"&{name}(?!\w)", re.IGNORECASE)
        for frame in self.frames:
            frame.runtime.update(key for key, value in frame.variables.items() if reference.search(value))
        copies = [key for key, value in self.globals.items() if reference.search(value)]
        for key in copies:
            del self.globals[key]
            self.runtime.add(key)

    def is_runtime(self, name: str) -> bool:
        """Is this a variable (name in upper case) whose value only the run knows?"""
        owner = self.owner(name)
        if owner is not None:
            return name in owner.runtime
        if name in self.runtime:
            return True
        return self.any_runtime and name not in self.globals and name not in self.automatic

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
