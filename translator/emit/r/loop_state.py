"""What the parts of one row loop share while it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from translator.emit.r.context import Context, Unsupported
from translator.emit.r.names import Names
from translator.emit.r.values_scalar import RowWriter
from translator.plan import loop as lp


@dataclass(slots=True)
class Turn:
    """A loop of the generated function that encloses the statement being written."""

    kind: str  # "rows" the loop over rows, "do", "section" a linked section
    skips_row: str = ""  # a flag: go on with the next row when this loop is left
    ends_step: str = ""  # a flag: end the step when this loop is left
    jumps: str = ""  # a flag: GO TO leaves this loop
    left: str = ""  # a flag: LEAVE ends this range of a loop and all that follow


@dataclass(slots=True)
class Frame:
    """The function that a row loop becomes."""

    loop: lp.RowLoop
    names: Names
    writer: RowWriter
    context: Context
    turns: list[Turn] = field(default_factory=list)
    before: list[str] = field(default_factory=list)  # before the rows: objects, queues
    readers: dict[int, str] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)
    writers: dict[tuple[str, tuple[tuple[str, str], ...]], str] = field(default_factory=dict)
    current_writer: str = ""  # the variable of the writer that FILE has chosen
    openers: dict[int, tuple[str, list[str]]] = field(
        default_factory=dict
    )  # of files that FILEVAR= chooses: the variable of the path, the options
    file_openers: dict[str, tuple[str, list[str]]] = field(
        default_factory=dict
    )  # writers of FILEVAR=: the variable of the path, options
    turn_starts: list[str] = field(default_factory=list)  # lines at the start of each iteration
    collectors: dict[int, Collector] = field(default_factory=dict)
    macro_values: dict[tuple[str, str], str] = field(default_factory=dict)  # (name, kind) -> variable
    uses_lib: bool = False
    returned: str | None = None  # what RETURN of a function of PROC FCMP gives back
    next_row: str = "next"
    finish: Callable[[], list[str]] = list
    extra_tables: dict[str, str] = field(
        default_factory=dict
    )  # tables that hash objects wrote: data set -> variable
    accumulated_only: frozenset[str] = frozenset()
    skip_flag: str = ""
    end_flag: str = ""
    was_read: str = ""
    place: str = ""  # the variable that says where GO TO goes on
    jump_flag: str = ""
    sections: dict[str, tuple[lp.LoopStatement, ...]] = field(default_factory=dict)
    simple_driver: int | None = None
    storage: dict[str, str] = field(default_factory=dict)  # vectors of array elements: name -> first values
    tables: dict[str, str] = field(default_factory=dict)  # parameters: data set -> variable
    asked_tables: dict[str, str] = field(default_factory=dict)  # of data sets that functions ask for

    def table(self, dataset: str) -> str:
        """The parameter for a data set that a function asks for: OPEN, EXIST."""
        if dataset in self.tables:
            return self.tables[dataset]
        if dataset not in self.asked_tables:
            self.asked_tables[dataset] = self.names.new(dataset.split(".")[-1])
        return self.asked_tables[dataset]

    def leave_row(self) -> list[str]:
        """Write: nothing more in this iteration."""
        return self._leave(self.next_row, "skip")

    def leave_step(self) -> list[str]:
        """Write: the step ends here."""
        return self._leave("break", "end")

    def _leave(self, word: str, which: str) -> list[str]:
        if len(self.turns) <= 1:
            if not self.turns:
                raise Unsupported("H0475", "the step is left outside a loop")
            return [word]
        if which == "skip":
            self.skip_flag = self.skip_flag or self.names.new("row_done")
            flag = self.skip_flag
            for turn in self.turns[1:]:
                turn.skips_row = flag
        else:
            self.end_flag = self.end_flag or self.names.new("step_done")
            flag = self.end_flag
            for turn in self.turns[1:]:
                turn.ends_step = flag
        return [f"{flag} <- TRUE", "break"]

    def jump(self, label: str) -> list[str]:
        """Write: go on at a label of the step's outermost level."""
        machine = next((i for i, turn in enumerate(self.turns) if turn.kind == "goto"), None)
        if machine is None:
            raise Unsupported("H0450", f"GO TO {label} in a part that LINK calls has no form in R")
        goes = [f'{self.place} <- "{label}"']
        if machine == len(self.turns) - 1:
            return [*goes, "next"]
        if not self.jump_flag:
            self.jump_flag = self.names.new("jumped")
            self.before.append(f"{self.jump_flag} <- FALSE")
        for turn in self.turns[machine + 1 :]:
            turn.jumps = self.jump_flag
        return [*goes, f"{self.jump_flag} <- TRUE", "break"]

    def after_turn(self, turn: Turn) -> list[str]:
        """Write what follows a loop inside which the row or the step may have been left. The turn is closed."""
        lines = []
        if turn.jumps:
            here = bool(self.turns) and self.turns[-1].kind == "goto"
            leave = f"{{\n  {turn.jumps} <- FALSE\n  next\n}}".split("\n") if here else ["break"]
            lines += [f"if ({turn.jumps}) {leave[0]}", *leave[1:]]
        outer = len(self.turns) > 1
        if turn.skips_row:
            lines.append(f"if ({turn.skips_row}) {'break' if outer else self.next_row}")
        if turn.ends_step:
            lines.append(f"if ({turn.ends_step}) break")
        return lines


@dataclass(slots=True)
class Collector:
    """How an output data set is gathered: (column, slot, vector) of computed columns; `rows` counts or indexes."""

    prefix: str
    counter: str
    row: str
    columns: list[
        tuple[str, str, str]
    ]  # name in the data set, vector, "" or the driver's vector it is taken from
    every_row: bool = False
    done: bool = False  # the variables are the columns of the one row


def indent(lines: list[str], by: int = 2) -> list[str]:
    """Return the lines moved to the right."""
    return [" " * by + line if line else line for line in lines]


def wrapped(
    head: str, items: list[str], tail: str = ")", width: int = 100, *, fill: bool = False
) -> list[str]:
    """Return `head items tail` on one line, or one item a line (several with `fill`) where that is too long."""
    single = head + ", ".join(items) + tail
    if len(single) <= width and "\n" not in single:
        return [single]
    filled: list[str] = []
    for item in items:
        comma = "" if item is items[-1] else ","
        if filled and len(filled[-1]) + len(item) + 2 <= width - 2 and (fill or " = " not in item):
            filled[-1] += " " + item + comma
        else:
            filled.append(item + comma)
    return [head, *indent(filled), tail]
