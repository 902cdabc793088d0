"""From the blocks of a program to functions for its macros: which calls share one, and what is left expanded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from translator.emit.code import CallOutcome
from translator.emit.functions.arguments import arguments_of
from translator.emit.functions.blocks import Block, Flows
from translator.emit.functions.dialect import Dialect, Mismatch
from translator.emit.functions.expansion import Expansion, Piece, Shared
from translator.emit.functions.loops import Loops, Unit
from translator.emit.functions.shapes import shape_of
from translator.emit.functions.unify import Unifier
from translator.lang.source import Token
from translator.plan.calls import CalledMacro, every_call

_WORD = re.compile(r"[\w.]+")
_SAID = re.compile(r"[\w .,=+-]{1,40}")
_SHORT = re.compile(r"[a-z0-9][a-z0-9_]{0,11}")


@dataclass(slots=True)
class MacroFunction:
    """A function made of a macro. `pieces` hold the parts of its body; `lifted` stand beside it, at the top level."""

    name: str
    macro: CalledMacro
    shared: Shared
    lifted: list[Piece]
    inner: list[Piece]
    body: list[Piece]
    listed: str = ""  # a list of further tables that it returns
    only: str = (
        ""  # the value of a macro parameter (`flag=Y`) that other calls, of another shape, do not have
    )


@dataclass(slots=True)
class Site:
    """A macro call written as a call of a function: its lines of `run`."""

    call: CalledMacro
    lines: list[str]
    makes: list[str]
    function: MacroFunction


@dataclass(slots=True)
class Factored:
    """`sites`: calls written as calls, by the call's id. `dropped`: definitions (by the id of their lines) that a
    function replaces. `refused`: why a call is expanded, by the call's id."""

    functions: list[MacroFunction] = field(default_factory=list)
    sites: dict[int, Site] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)
    calls: list[CalledMacro] = field(default_factory=list)

    def outcomes(self) -> tuple[CallOutcome, ...]:
        """What became of each call."""
        return tuple(
            CallOutcome(
                call.name,
                call.at.outermost.line,
                "function" if id(call) in self.sites else "expanded",
                self.refused.get(id(call), ""),
            )
            for call in self.calls
        )


class Factory:
    """Makes the functions of one program."""

    def __init__(
        self, dialect: Dialect, blocks: Sequence[Block], calls: tuple[CalledMacro, ...], tables: dict[int, set[str]],
        last: Sequence[str], claim: Callable[[str], str], free: str, avoid: set[str],
        firsts: Sequence[Token], heading: Callable[[int, CalledMacro, CalledMacro | None], list[str]],
    ) -> None:  # fmt: skip
        self.dialect, self.blocks, self.calls, self.last = dialect, blocks, calls, last
        self.tables = tables  # by the step after a call: variables of the data sets that are there
        self.claim, self.avoid = claim, avoid
        self.out = Factored()
        self.firsts = firsts
        self.free = free  # a name for what a call returns
        self._places: dict[str, list[int]] = {}  # of each word: the blocks that it stands in
        for place, block in enumerate(blocks):
            block.analyse(dialect)
            lines = (line for lines in (block.lines, *block.definitions) for line in lines)
            for word in {word for line in lines for word in _WORD.findall(line)}:
                self._places.setdefault(word, []).append(place)
        self.flows = Flows(blocks)
        self.loops = Loops(dialect, blocks, self.flows, last, free, firsts, heading, avoid)

    def run(self) -> Factored:
        """Make the functions, those of inner calls first."""
        waiting: dict[int, list[CalledMacro]] = {}
        self.out.calls = every_call(self.calls)
        for call in self.out.calls:
            waiting.setdefault(id(call.record.definition), []).append(call)
        while waiting:
            ready = [
                key
                for key, group in waiting.items()
                if not any(
                    id(one.record.definition) in waiting for call in group for one in every_call(call.inner)
                )
            ]
            if not ready:
                for group in waiting.values():
                    for call in group:
                        self.out.refused[id(call)] = "it calls itself"
                break
            for key in ready:
                self._macro(waiting.pop(key))
        return self.out

    def _macro(self, group: list[CalledMacro]) -> None:
        shapes: dict[tuple[object, ...], list[Expansion]] = {}
        for call in group:
            expansion = self._expansion(call)
            ended = {name for piece in expansion.pieces for name in self.dialect.deletes(piece.lines)}
            if ended & set(expansion.reads):
                self.out.refused[id(call)] = "it deletes data sets that were there before"
                continue
            shapes.setdefault(shape_of(self.dialect, expansion), []).append(expansion)
        groups = list(shapes.values())
        for alike in groups:
            try:
                self._function(alike, groups)
            except Mismatch as problem:
                if len(alike) == 1:
                    self.out.refused[id(alike[0].call)] = str(problem)
                    continue
                for one in alike:
                    try:
                        self._function([one])
                    except Mismatch as why:
                        self.out.refused[id(one.call)] = str(why)

    def _expansion(self, call: CalledMacro, loops: bool = True) -> Expansion:
        tables = self.tables.get(call.stop, set())
        found = self.flows.between(call.first, call.stop, tables, self.last)
        units = self._units(call)
        if not loops:
            return Expansion(
                call, [piece for unit in units for piece in unit.pieces], found.reads, found.makes
            )
        folded = self.loops.fold(call, units, tables)
        listed = {variable for _, variable in folded.dynamic}
        makes = [name for name in found.makes if name not in listed]
        dynamic = [one for one in folded.dynamic if one[1] in found.makes]
        written = [one for one in every_call((call,)) if one is call or id(one) not in self.out.sites]
        pinned = folded.pinned.union(*(one.record.decisive(folded.places) for one in written))
        return Expansion(call, folded.pieces, found.reads, makes, dynamic, folded.drops, pinned)

    def _units(self, call: CalledMacro) -> list[Unit]:
        units: list[Unit] = []
        inner = {one.first: one for one in call.inner}
        at = call.first
        while at < call.stop:
            one = inner.get(at)
            if one is None:
                block = self.blocks[at]
                pieces = [Piece(lines, (at,), self.dialect.definition(lines)) for lines in block.definitions]
                token = self.firsts[at]
                units.append(
                    Unit((id(token.source), token.start), [*pieces, Piece(block.lines, (at,))], at, at + 1)
                )
                at += 1
                continue
            site = self.out.sites.get(id(one))
            if site is None:
                units += self._units(one)
            else:
                piece = Piece(site.lines, tuple(range(one.first, one.stop)))
                units.append(Unit((id(one.at.source), one.at.start, "call"), [piece], one.first, one.stop))
            at = one.stop
        return units

    def _function(self, alike: list[Expansion], groups: Sequence[Sequence[Expansion]] = ()) -> None:
        unifier = Unifier(self.dialect, alike, self.avoid)
        shared = unifier.shared()
        lifted, inner, body = [], [], []
        for number, piece in enumerate(shared.pieces):
            if not piece.name:
                body.append(piece)
                continue
            originals = [one.pieces[number] for one in alike]
            outside = [
                self._outside(original.name, one.call) for original, one in zip(originals, alike, strict=True)
            ]
            if piece.lines == self._renamed(originals[0], piece):
                if any(outside[1:]):
                    raise Mismatch("a definition of it is used elsewhere")
                lifted.append(originals[0])
                if piece.name != originals[0].name:
                    raise Mismatch("a definition has another name")
            elif any(outside):
                raise Mismatch("a definition of it is used elsewhere")
            elif "njit" in originals[0].lines[0]:
                raise Mismatch("a compiled loop differs from call to call")
            else:
                inner.append(piece)
        told = _told_apart(alike, groups, {one.variable.upper() for one in shared.parameters})
        wanted = alike[0].call.name.lower()
        if told is not None and _SHORT.fullmatch(told[1].lower()):
            wanted = f"{wanted}_{told[1].lower()}"
        name = self.claim(wanted)
        listed = self.free if alike[0].dynamic else ""
        only = f"{told[0].lower()}={told[1]}" if told is not None else ""
        function = MacroFunction(name, alike[0].call, shared, lifted, inner, body, listed, only)
        self.out.functions.append(function)
        kept = {id(piece.lines) for piece in lifted}
        for number, one in enumerate(alike):
            for piece in [*one.pieces, *one.drops]:
                if piece.name and id(piece.lines) not in kept:
                    self.out.dropped.add(id(piece.lines))
            pairs = [*zip(shared.results, one.makes, strict=True), *one.dynamic]
            arguments = arguments_of(self.dialect, shared.parameters, number)
            lines = self.dialect.call(name, arguments, pairs, self.free, bool(listed))
            makes = [*one.makes, *(variable for _, variable in one.dynamic)]
            self.out.sites[id(one.call)] = Site(one.call, lines, makes, function)

    def _renamed(self, original: Piece, piece: Piece) -> list[str]:
        return original.lines

    def _outside(self, name: str, call: CalledMacro) -> bool:
        """Is a definition of a call used by steps outside it?"""
        return any(not call.first <= place < call.stop for place in self._places.get(name, ()))


def _told_apart(
    alike: Sequence[Expansion], groups: Sequence[Sequence[Expansion]], traced: set[str]
) -> tuple[str, str] | None:
    """The macro parameter, and its value, that tells the calls of one shape from those of others: a branch of %IF.

    traced: parameters that the function has. None where no other parameter, or more than one, does.
    """
    if len(groups) < 2:
        return None
    found: list[tuple[str, str]] = []
    for parameter in alike[0].call.parameters:
        values = [{one.call.at_start.get(parameter.name, "") for one in group} for group in groups]
        own = next(value for value, group in zip(values, groups, strict=True) if group is alike)
        if parameter.name.upper() in traced or any(len(value) > 1 for value in values):
            continue
        if sum(value == own for value in values) == 1:
            found.append((parameter.name, min(own)))
    return found[0] if len(found) == 1 and _SAID.fullmatch(found[0][1]) else None
