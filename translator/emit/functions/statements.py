"""Functions for macros that make statements inside a step: they are called where the step's code has their statements.

The code of all calls of a macro is laid side by side, as that of whole steps is (`factor.py`): inside `run` it works on
a table, in a row loop on variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from translator.emit.functions.arguments import arguments_of
from translator.emit.functions.blocks import Block
from translator.emit.functions.dialect import Dialect, Mismatch
from translator.emit.functions.expansion import Expansion, Piece, Shared
from translator.emit.functions.marks import Marks, mark_of
from translator.emit.functions.shapes import shape_of
from translator.emit.functions.tokens import statements
from translator.emit.functions.unify import Unifier
from translator.lang.macro_calls import MacroCall
from translator.plan.calls import REASONS, CalledMacro, CallInside
from translator.plan.relations import Note, Plan

NO_CODE = "its statements leave no code of their own"


@dataclass(slots=True)
class Code:
    """Lines that may hold marks: the body of a step in `run` (`block` is its place), or a definition."""

    lines: list[str]
    step: int
    block: Block | None = None
    joined: set[str] = field(default_factory=set)  # functions that are called in it


@dataclass(slots=True)
class Region:
    """The statements of one call: lines `first` up to `stop` of `code`, the marks not counted."""

    code: Code
    first: int
    stop: int
    number: int
    expansion: Expansion | None = None
    given: dict[str, str] = field(default_factory=dict)  # what stands for a name where the function is called
    new: list[str] | None = None


@dataclass(slots=True)
class StatementFunction:
    """A function made of a macro. `step`: a step that calls it."""

    name: str
    call: CalledMacro
    shared: Shared
    step: int


@dataclass(slots=True)
class StatementFunctions:
    """`functions`: in the order of their making. `turned`: ids of the calls that are calls of them; `refused`: why others
    are expanded."""

    functions: list[StatementFunction] = field(default_factory=list)
    turned: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)


class Maker:
    """Makes the functions of one program and puts calls of them into its code."""

    def __init__(
        self, dialect: Dialect, blocks: Sequence[Block], marks: Marks, last: Iterable[str],
        claim: Callable[[str, str], str],
    ) -> None:  # fmt: skip
        self.dialect, self.blocks, self.marks = dialect, blocks, marks
        self.last, self.claim = set(last), claim
        self.out = StatementFunctions()
        self.codes = [
            Code(lines, block.step, own)
            for block in blocks
            for lines, own in [(block.lines, block), *((lines, None) for lines in block.definitions)]
            if any(mark_of(line) for line in lines)
        ]

    def run(self) -> StatementFunctions:
        """Make the functions, those of calls inside others first."""
        seen: set[int] = set()
        if self.codes:
            for block in self.blocks:
                block.analyse(self.dialect)
        while regions := [region for code in self.codes for region in innermost(code)]:
            groups: dict[int, list[Region]] = {}
            for region in regions:
                call = self.marks.listed[region.number]
                groups.setdefault(id(call.definition), []).append(region)
                seen.add(id(call))
            for group in groups.values():
                self._macro(group)
            for region in reversed(regions):
                lines = region.code.lines
                kept = lines[region.first : region.stop] if region.new is None else region.new
                lines[region.first - 1 : region.stop + 1] = kept
        for code in self.codes:
            if code.block is not None and code.joined:
                code.lines[:] = self.dialect.joined(code.lines, code.joined)
        for call in self.marks.calls.values():
            if id(call) not in seen:
                self.out.refused[id(call)] = NO_CODE
        self.out.turned -= set(self.out.refused)
        return self.out

    def _macro(self, group: Sequence[Region]) -> None:
        shapes: dict[object, list[Region]] = {}
        for region in group:
            try:
                region.expansion = self._expansion(region)
            except Mismatch as problem:
                self._refuse(region, str(problem))
                continue
            shapes.setdefault(shape_of(self.dialect, region.expansion), []).append(region)
        for alike in shapes.values():
            try:
                self._function(alike)
            except Mismatch as problem:
                if len(alike) == 1:
                    self._refuse(alike[0], str(problem))
                    continue
                for one in alike:
                    try:
                        self._function([one])
                    except Mismatch as why:
                        self._refuse(one, str(why))

    def _refuse(self, region: Region, reason: str) -> None:
        self.out.refused[id(self.marks.listed[region.number])] = reason

    # --- the code of a call -----------------------------------------------------------------------------

    def _expansion(self, region: Region) -> Expansion:
        code, dialect = region.code, self.dialect
        lines = code.lines[region.first : region.stop]
        if not any(line.strip() and not line.lstrip().startswith("#") for line in lines):
            raise Mismatch(NO_CODE)
        if any('"""' in line for line in lines):
            raise Mismatch("its statements hold a text of several lines")
        margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
        lines = [line[margin:] for line in lines]
        if any(line[:1] == "@" for line in code.lines):
            raise Mismatch("its loop is compiled as a whole")
        outside = [*code.lines[: region.first], " " * margin + dialect.nothing, *code.lines[region.stop :]]
        dialect.check_apart(lines, outside)
        around, wanted = dialect.bound(outside), dialect.named_in(outside)
        given_values, read = dialect.held(lines, outside)
        around, wanted = around | given_values, wanted | read
        if code.block is not None:
            place = self.blocks.index(code.block)
            for block in self.blocks[:place]:
                around |= set(block.sets) | block.given
            for block in self.blocks[place + 1 :]:
                wanted |= set(block.reads)
            around |= code.block.given | {"lib"}
            wanted |= self.last
        reads: dict[str, None] = {}
        sets: dict[str, None] = {}
        surely: set[str] = set()
        lines, region.given = dialect.elements(lines, around)
        for statement in statements(lines):
            for name in dialect.reads_and_sets(statement)[0]:
                if name in around and name not in surely:
                    reads.setdefault(name)
            for name in sorted(dialect.assigned(statement)):
                sets.setdefault(name)
            surely |= surely_set(dialect, statement)
        makes = [name for name in sets if name in wanted or name in reads]
        for name in makes:
            if name not in surely:
                if name not in around:
                    raise Mismatch("a variable of it has a value on some rows only")
                reads.setdefault(name)
        record = self.marks.listed[region.number]
        arguments = tuple((one.name, record.at_start.get(one.name, "")) for one in record.parameters)
        call = CalledMacro(record.name, arguments, code.step, code.step + 1, (), record)
        pieces = [Piece(lines, (code.step,))]
        return Expansion(call, pieces, list(reads), makes, pinned=record.decisive())

    # --- the function -----------------------------------------------------------------------------------

    def _function(self, alike: Sequence[Region]) -> None:
        expansions = [one.expansion for one in alike if one.expansion is not None]
        unifier = Unifier(self.dialect, expansions, set(), names=lambda texts: self._called(texts, alike))
        shared = unifier.shared()
        own = expansions[0].call.name.lower()
        other = f"{own}_macro" if alike[0].code.block is not None else f"{own}_row"
        local = {name for one in alike for name in self.dialect.bound(one.code.lines)}
        while other in local:
            other += "_"
        name = self.claim(other if own in local else own, other)
        made = StatementFunction(name, expansions[0].call, shared, alike[0].code.step)
        self.out.functions.append(made)
        for number, (region, one) in enumerate(zip(alike, expansions, strict=True)):
            arguments = arguments_of(self.dialect, shared.parameters, number, region.given)
            pairs = list(zip(shared.results, one.makes, strict=True))
            taken = self.dialect.bound(region.code.lines) | self.dialect.named_in(region.code.lines)
            free = self.dialect.name("made", taken) if len(pairs) > 1 else ""
            lines = self.dialect.call(name, arguments, pairs, free, False)
            line = region.code.lines[region.first]
            margin = line[: len(line) - len(line.lstrip())]
            region.new = [margin + line for line in lines]
            region.code.joined.add(name)
            self.out.turned.add(id(self.marks.listed[region.number]))

    def _called(self, texts: tuple[str, ...], alike: Sequence[Region]) -> str:
        """The name of what the calls have different names for: the rows of a step's table."""
        blocks = [one.code.block for one in alike]
        tables = [set(block.sets) if block is not None else set() for block in blocks]
        return "rows" if all(text in own for text, own in zip(texts, tables, strict=True)) else ""


def surely_set(dialect: Dialect, statement: Sequence[str]) -> set[str]:
    """The names that a statement gives a value to, whatever happens."""
    if statement[0].split("(")[0].split(" ")[0] != "if":
        return set(dialect.reads_and_sets(statement)[1])
    ways: list[list[str]] = []
    last = ""
    for line in statement:
        if line[:1] != " " and line.strip() not in ("", "}"):
            last = line
            ways.append([])
        elif ways and line[:1] == " ":
            ways[-1].append(line)
    if not last.removeprefix("} ").startswith("else") or " if" in last or any(not way for way in ways):
        return set()
    found: list[set[str]] = []
    for way in ways:
        margin = len(way[0]) - len(way[0].lstrip())
        inner = statements([line[margin:] for line in way])
        found.append({name for one in inner for name in surely_set(dialect, one)})
    return set.intersection(*found)


def innermost(code: Code) -> list[Region]:
    """The regions of a code that hold no others."""
    found: list[Region] = []
    opened: tuple[int, int] | None = None
    for place, line in enumerate(code.lines):
        mark = mark_of(line)
        if mark is None:
            continue
        begins, number = mark
        if begins:
            opened = place, number
        elif opened is not None and opened[1] == number:
            found.append(Region(code, opened[0] + 1, place, number))
            opened = None
        else:
            opened = None
    return found


def with_notes(plan: Plan, made: StatementFunctions) -> Plan:
    """Return the plan; steps say which macro calls are expanded in them, and why."""
    notes: dict[int, dict[Note, None]] = {}
    for one in plan.inside:
        if id(one.record) not in made.turned:
            text = f"%{one.record.name.lower()} is expanded here: {reason_of(one, made)}."
            notes.setdefault(one.place, {}).setdefault(Note("N0110", text))
    if not notes:
        return plan
    steps = tuple(
        replace(step, notes=(*step.notes, *notes[place])) if place in notes else step
        for place, step in enumerate(plan.steps)
    )
    return replace(plan, steps=steps)


def reason_of(one: CallInside, made: StatementFunctions) -> str:
    """Why a call inside a step is expanded."""
    return made.refused.get(id(one.record), REASONS.get(one.shape, REASONS["statements"]))


def outcome(call: MacroCall, made: StatementFunctions) -> tuple[str, str]:
    """What became of a call inside steps: "function", or "expanded" and why."""
    if id(call) in made.turned:
        return "function", ""
    return "expanded", made.refused.get(id(call), REASONS.get(call.shape, REASONS["statements"]))


__all__ = [
    "Maker",
    "StatementFunction",
    "StatementFunctions",
    "innermost",
    "outcome",
    "reason_of",
    "with_notes",
]
