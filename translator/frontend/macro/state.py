"""What the macro processor knows: symbol tables, macros, paths, the log. Shared by the reader and the engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from translator.frontend.macro.automatic import RUN_TIME, automatic_variables
from translator.frontend.macro.nodes import Macro
from translator.frontend.macro.residual import ATOMS, Parts, could_be, has_atoms
from translator.frontend.macro.stand_ins import StandIns
from translator.lang.macro_calls import MacroCall
from translator.lang.macro_statements import MacroDelete, MacroLet
from translator.lang.macro_text import MacroFunction, MacroPart, MacroReference, MacroText
from translator.lang.source import Origin, Source, Token
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.opened import Opened
    from translator.lang.statements import Step

LAST = frozenset({"SYSLAST", "SYSDSN"})
RESULTS = {"SQL": ("SQLOBS", "SQLRC", "SQLEXITCODE", "SQLXRC", "SQLXMSG", "SQLOOPS"), "COMPARE": ("SYSINFO",)}
"""Automatic macro variables that a PROC sets. Return codes that any step sets are 0 on the targets: an error ends these."""
"""Automatic variables that name the data set made last."""

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

    def text_of(self, fileref: str) -> str | None:
        """The text of a file that the session itself holds (FILENAME … TEMP); None where the fileref is none."""
        ...


class SilentHost:
    """A host that runs no function: for reading only."""

    def call_function(self, name: str, args: list[str]) -> str:
        raise LookupError(name)

    def put(self, line: str) -> None:
        return None

    def text_of(self, fileref: str) -> str | None:
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
    in_run: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Table:
    """One symbol table as it is now: values that are known, names that only the run knows, names the run has."""

    values: dict[str, str]
    runtime: set[str]
    in_run: set[str]

    def copy(self) -> Table:
        return Table(dict(self.values), set(self.runtime), set(self.in_run))

    def known(self, name: str) -> str | None:
        """The value, None where there is none or only the run knows it."""
        return None if name in self.runtime else self.values.get(name)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All symbol tables at one moment, the global one first."""

    tables: tuple[Table, ...]
    computed: tuple[MacroText, ...]


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
        self.running = running
        self.host: MacroHost = host if host is not None else SilentHost()
        self.automatic: dict[str, str] = automatic_variables(now or datetime.now(), sysparm)
        self.globals: dict[str, str] = {}
        self.stand_ins: StandIns | None = None  # for the arguments of a macro that nothing calls
        self.read_only: set[str] = set()
        self.frames: list[Frame] = []
        self.macros: dict[str, Macro] = {}
        self.calls: dict[
            int, MacroCall
        ] = {}  # by the id of the origin of their text; only when not `running`
        self.log: list[str] = []
        self.said: list[str] = []
        self.autocall_paths: list[Path] = autocall_paths or []
        self.include_paths: list[Path] = include_paths or []
        self.filerefs: dict[str, tuple[str, ...]] = {}
        self.looked_for: set[Path] = set()  # files and folders that reading hangs on, there or not
        self.written: set[str] = (
            set()
        )  # filerefs (upper case) and paths that steps write, where they are not run
        self.own_functions: dict[str, tuple[str, ...]] = {}  # of PROC FCMP: kinds of their parameters
        self.made_filerefs = 0  # filerefs that the FILENAME function has named
        self.asked_system = False  # %SYSGET: reading hangs on the environment
        self.runtime: set[str] = set(RUN_TIME) if not running else set()
        self.in_run: set[str] = set()  # global variables that the run has, too: it is told of each new value
        self.computed: tuple[
            MacroText, ...
        ] = ()  # steps make variables of such names, which only the run knows
        self.marks = 0  # variables marked so far
        self.own: set[str] = set()  # variables of the run that the program does not have
        self.trimmed: set[str] = set()  # … and that have no blanks at their ends
        self.padded: set[str] = set()  # variables of the run that may have blanks at their ends
        self.parts = Parts()
        self.pending: list[
            object
        ] = []  # statements and marks for the run, to be passed on before what follows
        self.refused: list[tuple[str, str]] = []  # (code, message) of what the run cannot do
        self.at = Token("END", "", Source("", ""), 0, 0)  # the construct being carried out
        self._temporaries = 0
        self.running = running
        self.opened: Opened | None = (
            None  # data sets that OPEN has opened, where the steps tell their variables
        )
        self.known_results: Callable[[Step], dict[str, str]] = lambda step: {}
        self.known_values: Callable[[Step], dict[str, str]] = lambda step: {}
        self.hints: dict[str, str] = {}
        """What a step stores in macro variables, as far as it is known when the step has been read."""
        self.follows_steps = False  # is each step lowered before what follows it is read? See `tell_last`
        self.options: dict[str, str] = {}
        self.settings: (
            dict[str, str | None] | None
        ) = {}  # for GETOPTION; None where the order of things is not sure
        self.traced: frozenset[str] = frozenset()  # of MPRINT, MLOGIC and SYMBOLGEN
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
        table = self.table(frame)
        told = name in table.in_run
        if told:
            self._leave_copies(name)
        values = self.automatic if frame is None and name in self.automatic else table.values
        self.hints.pop(name, None)
        if not has_atoms(value):
            table.runtime.discard(name)
            values[name] = value
            if told:
                self.tell(name, self.parts.text(value))
            return
        self._claim(name, frame)
        self.tell(name, self.parts.text(value, masks=True))
        if len(value) > 1:
            value = self._without_padding(value)
        if (
            self.parts.is_simple(value)
            and not self.parts.refers(value, name)
            and not self._has_padding(value)
        ):
            table.runtime.discard(name)
            values[name] = value
        else:
            self._open(name, frame)

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

    def mark_runtime(self, name: str, scope: Scope = "auto", padded: bool = False) -> None:
        """From here on only the run knows this variable (which may be new): `&name` stays in the text as a MACRO
        token, and what hangs on it is left to the run. The run is told of the value so far. `scope` as in `set`;
        `padded`: the value may have blanks at its ends (CALL SYMPUT, INTO without TRIMMED)."""
        name = name.strip().upper()
        self.marks += 1
        (self.padded.add if padded else self.padded.discard)(name)
        frame = self._target(name, scope)
        self._leave_copies(name)
        self.lift(name, frame)
        self._claim(name, frame)
        self._open(name, frame)

    def know(self, name: str, value: str) -> None:
        """A variable that a step sets, and that was marked as the run's: its value is known here, too."""
        frame = self.owner(name)
        self.table(frame).runtime.discard(name)
        (self.automatic if frame is None and name in self.automatic else self.table(frame).values)[name] = (
            value
        )

    def learn(self, step: Step) -> None:
        """Note what a step that is carried out for certain tells of the macro variables that it sets."""
        for name, value in self.known_results(step).items():
            self.know(name, value)
        self.hints |= self.known_values(step)

    def know_hints(self) -> bool:
        """Know the variables whose values follow from rows that stand in the program. Returns: are there any?

        They are left to the run as long as it can do with them: code that makes statements of a step cannot wait for it.
        """
        hints = dict(self.hints)
        self.hints.clear()
        for name, value in hints.items():
            self.know(name, value)
        return bool(hints)

    def mark_computed(self, name: MacroText) -> None:
        """Variables whose names only the run knows get values: any that the name fits."""
        self.marks += 1
        for frame in [None, *self.frames]:
            for known in list(self.table(frame).values):
                if could_be(name, known):
                    self._leave_copies(known)
                    self.lift(known, frame)
                    self._open(known, frame)
        if name not in self.computed:
            self.computed = (*self.computed, name)

    def _has_padding(self, text: str) -> bool:
        """Can a text begin or end with a value that has blanks around it, which %LET and parameters leave out?

        True for values that the run keeps for one use, too."""
        for char in (text[:1], text[-1:]):
            if ATOMS.match(char):
                part = self.parts.text(char)[0]
                if not isinstance(part, MacroReference) or part.name in self.padded | self.own - self.trimmed:
                    return True
        return False

    def trim_parameters(self, frame: Frame) -> None:
        """Parameters whose values may have blanks around them: the run leaves these out."""
        for name, value in frame.variables.items():
            if has_atoms(value) and self._has_padding(value):
                frame.variables[name] = self._without_padding(value)

    def _without_padding(self, text: str) -> str:
        """A text that begins or ends with a value of the run, without the blanks at its ends: the run trims them."""
        if self._has_padding(text) and len(text) > 1 and (_loose(text[1]) or _loose(text[-2])):
            return self._trimmed_whole(text)  # such a value may be blank, and what stands beside it, too
        if ATOMS.match(text[:1]) and self._has_padding(text[:1]):
            part = self.parts.text(text[:1], masks=True)[0]
            text = self._trimmed(part, "left" if len(text) > 1 else "") + text[1:]
        if len(text) > 1 and ATOMS.match(text[-1:]) and self._has_padding(text[-1:]):
            text = text[:-1] + self._trimmed(self.parts.text(text[-1:], masks=True)[0], "trim")
        return text

    def _trimmed(self, part: MacroPart, function: str) -> str:
        name = self.new_name()
        text: MacroText = (MacroFunction(function, ((part,),)),) if function else (part,)
        self.tell(name, text, trim=not function)
        self.trimmed.add(name)
        return self.parts.atom(MacroReference(name))

    def _trimmed_whole(self, text: str) -> str:
        name = self.new_name()
        self.tell(name, self.parts.text(text, masks=True))
        self.trimmed.add(name)
        return self.parts.atom(MacroReference(name))

    def _open(self, name: str, frame: Frame | None) -> None:
        """Forget a value: only the run knows it."""
        self.hints.pop(name, None)
        if frame is None:
            self.runtime.add(name)
            self.globals.pop(name, None)
        else:
            frame.variables.setdefault(name, "")
            frame.runtime.add(name)

    def _leave_copies(self, name: str) -> None:
        """A variable of the run gets a new value: values taken from it before (`%let k=&n;`) are no longer `&n`."""
        for frame in [None, *self.frames]:
            table = self.table(frame)
            copies = [
                key for key, text in table.values.items() if key != name and self.parts.refers(text, name)
            ]
            for key in copies:
                self.lift(key, frame)
                self._open(key, frame)

    # --- what the run is told -------------------------------------------------------------------------

    def table(self, frame: Frame | None) -> Table:
        """The symbol table of a running macro, or the global one."""
        if frame is None:
            return Table(self.globals, self.runtime, self.in_run)
        return Table(frame.variables, frame.runtime, frame.in_run)

    def tell(self, name: str, text: MacroText, trim: bool = True) -> None:
        """The run sets a macro variable."""
        self.pending.append(MacroLet(name=(name,), text=text, trim=trim, at=self.at, end=self.at))

    def lift(self, name: str, frame: Frame | None) -> None:
        """See to it that the run has the value of a variable that is known here."""
        table = self.table(frame)
        value = table.known(name)
        if name in table.in_run or value is None:
            return
        if self._claim(name, frame):
            self.tell(name, self.parts.text(value))

    def lift_visible(self, name: str) -> None:
        """See to it that the run has a variable as it is seen from here (upper-case name)."""
        self.lift(name, self.owner(name))

    def lift_matching(self, name: MacroText) -> None:
        """See to it that the run has every variable of the user that a computed name fits."""
        seen: set[str] = set()
        for frame in [*reversed(self.frames), None]:
            for known in sorted(self.table(frame).values):
                if known not in seen and could_be(name, known):
                    self.lift(known, frame)
                seen.add(known)

    def _claim(self, name: str, frame: Frame | None) -> bool:
        """Note that the run has a variable. Two of one name at the same time are refused."""
        table = self.table(frame)
        if name in table.in_run:
            return True
        if any(name in self.table(other).in_run for other in [None, *self.frames] if other is not frame):
            message = f"the macro variable {name} exists twice in the run: a local one hides another"
            self.refused.append(("H0104", message))
            return False
        table.in_run.add(name)
        return True

    def leave(self, frame: Frame) -> None:
        """A macro ends: its variables end in the run, too."""
        if frame.in_run:
            self.pending.append(MacroDelete(names=tuple(sorted(frame.in_run)), at=self.at, end=self.at))

    def temporary(self, text: MacroText) -> str:
        """The run keeps a text in a variable of its own; return the variable's name."""
        name = self.new_name()
        self.tell(name, text, trim=False)
        return name

    def new_name(self, word: str = "VALUE") -> str:
        """Return the name of a new variable of the run alone; `word` says what it is for."""
        self._temporaries += 1
        name = f"_{word}_{self._temporaries}"
        self.own.add(name)
        self.runtime.add(name)
        self.in_run.add(name)
        return name

    def spell(self, text: str) -> str:
        """Write a text that leaves the processor: its atoms as references `&name.`."""

        def one(match: re.Match[str]) -> str:
            text = self.parts.text(match.group())
            part = text[0]
            name = part.name if isinstance(part, MacroReference) else self.temporary(text)
            return f"&{name.lower()}."

        return ATOMS.sub(one, text)

    # --- two ways -------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """Return the symbol tables as they are now."""
        return Snapshot(tuple(self.table(frame).copy() for frame in [None, *self.frames]), self.computed)

    def restore(self, saved: Snapshot) -> None:
        """Go back to earlier symbol tables (those of macros that have ended since are left out)."""
        for frame, old in zip([None, *self.frames], saved.tables, strict=False):
            table = self.table(frame)
            table.values.clear()
            table.values.update(old.values)
            table.runtime.clear()
            table.runtime.update(old.runtime)
            table.in_run.clear()
            table.in_run.update(old.in_run)
        self.computed = saved.computed

    def settle(self, before: Snapshot) -> None:
        """A loop of the run ends: what is known must hold before its first round and after any other.

        Variables that are new are known to the run only. A variable with another value than before is refused.
        """
        for frame, old in zip([None, *self.frames], before.tables, strict=False):
            table = self.table(frame)
            for name, value in old.values.items():
                if name not in old.runtime and table.known(name) != value:
                    self.refused.append(("H0103", f"a loop of the run changes the macro variable {name}"))
                    self.lift(name, frame)
                    self._open(name, frame)
            new = [name for name in table.values if name not in old.values and name not in old.runtime]
            for name in new:
                self.lift(name, frame)
                self._open(name, frame)

    def join(self, first: Snapshot) -> tuple[list[object], list[object]]:
        """Two ways meet: `first` is the end of one, the tables are the end of the other.

        What differs is known to the run only. Returns the statements that tell the run so, for each way.
        """
        lets: tuple[list[object], list[object]] = ([], [])
        for frame, one in zip([None, *self.frames], first.tables, strict=False):
            other = self.table(frame)
            names = {*one.values, *one.runtime, *other.values, *other.runtime}
            for name in sorted(names):
                pair = (one, other)
                values = [side.known(name) for side in pair]
                opened = [name in side.runtime for side in pair]
                same = values[0] == values[1] and opened[0] == opened[1]
                if same and (name in one.in_run) == (name in other.in_run):
                    continue
                for side, value, statements in zip(pair, values, lets, strict=True):
                    if value is not None and name not in side.in_run:
                        text = self.parts.text(value)
                        statements.append(MacroLet(name=(name,), text=text, at=self.at, end=self.at))
                self._claim(name, frame)
                if not same:
                    self._open(name, frame)
        self.computed = tuple(dict.fromkeys((*self.computed, *first.computed)))
        return lets

    def is_runtime(self, name: str) -> bool:
        """Is this a variable (name in upper case) whose value only the run knows?"""
        owner = self.owner(name)
        if owner is not None:
            return name in owner.runtime
        if name in self.runtime:
            return True
        if name in self.globals or name in self.automatic:
            return False
        return any(could_be(text, name) for text in self.computed)

    def user_variables(self) -> dict[str, str]:
        """Return the user's global variables: names in upper case, values unmasked."""
        return {name: self.shown(value) for name, value in self.globals.items()}

    def shown(self, value: str) -> str:
        """Return a (masked) value as people read it."""

        def one(match: re.Match[str]) -> str:
            part = self.parts.text(match.group())[0]
            return f"&{part.name.lower()}" if isinstance(part, MacroReference) else match.group()

        return unmask(ATOMS.sub(one, value))

    def after_sql(self) -> None:
        """PROC SQL runs in the current macro: from now on CALL SYMPUT and INTO write to its symbol table."""
        if self.frames:
            self.frames[-1].always_local = True

    def forget_last(self, proc: str = "") -> None:
        """A step has been read, and not yet lowered: the data set that it made last is not known. A PROC may set results
        (SYSINFO, SQLOBS): what was taken from them before (`%let rc = &sysinfo;`) keeps its value."""
        self.runtime |= LAST
        for name in RESULTS.get(proc, ()):
            self._leave_copies(name)

    def tell_last(self, dataset: str) -> None:
        """The steps so far have been lowered: the data set (`lib.name`, WORK's without libref) that was made last."""
        if dataset and dataset.replace(".", "").isidentifier():
            libref, _, name = (dataset if "." in dataset else f"work.{dataset}").upper().partition(".")
            self.automatic |= {"SYSLAST": f"{libref}.{name}", "SYSDSN": f"{libref:<8}{name}"}
        if dataset == "" or dataset.replace(".", "").isidentifier():
            self.runtime -= LAST

    def refuse_unset(self, name: str) -> None:
        """Refuse a reference to an automatic variable that neither the text nor the run knows."""
        if self.follows_steps and name in LAST | {"SYSNOBS"}:
            message = f"only SAS's session knows {name} here"
            if ("H0103", message) not in self.refused:
                self.refused.append(("H0103", message))

    def warn_unresolved(self, name: str) -> None:
        """A reference has no value: SAS's warning; the text stays."""
        self.unresolved.append(name.upper())
        self.put(f"WARNING: Apparent symbolic reference {name.upper()} not resolved.")

    # --- log ------------------------------------------------------------------------------------------

    def trace(self, option: str, line: str) -> None:
        """Write what OPTIONS MPRINT, MLOGIC or SYMBOLGEN says, where the option is on and the program runs."""
        if option in self.traced and self.running:
            name = f"({self.frames[-1].macro.name})" if option != "symbolgen" and self.frames else ""
            self.put(f"{option.upper()}{name}:  {line}")

    def put(self, line: str) -> None:
        """Write a line to the log."""
        self.log.append(line)
        self.host.put(line)


def _loose(char: str) -> bool:
    """A blank, or a value of the run?"""
    return char.isspace() or ATOMS.match(char) is not None
