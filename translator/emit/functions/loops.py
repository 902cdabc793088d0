"""Rounds of a macro loop to a loop: what differs from round to round is a value that the loop goes through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from translator.emit.functions.blocks import Block, Flows
from translator.emit.functions.dialect import Dialect, Mismatch
from translator.emit.functions.expansion import Expansion, Piece
from translator.emit.functions.unify import Unifier
from translator.emit.places import file_of
from translator.lang.macro_calls import MacroCall
from translator.lang.source import Token
from translator.plan.calls import CalledMacro


@dataclass(slots=True)
class Unit:
    """The pieces of one step, or of an inner call. `key`: where its SAS text stands in the macro."""

    key: tuple[object, ...]
    pieces: list[Piece]
    first: int
    stop: int


@dataclass(slots=True)
class Folded:
    """The pieces of a call with its loops. `dynamic`: (name, variable) of tables whose names a loop makes; they are in
    `made`. `drops`: definitions that the loops replace. `pinned`: parameters that a loop has left in its text. `places`: a
    token in each loop, and its rounds."""

    pieces: list[Piece] = field(default_factory=list)
    dynamic: list[tuple[str, str]] = field(default_factory=list)
    drops: list[Piece] = field(default_factory=list)
    pinned: set[str] = field(default_factory=set)
    places: list[tuple[Token, int]] = field(default_factory=list)


MOST_FAILED = 3
"""Rounds of a loop that may differ from those after them; then all of them stay written out."""


@dataclass(slots=True)
class Loops:
    """Finds and writes the loops of one program. `heading`: the comments above a step in a macro."""

    dialect: Dialect
    blocks: Sequence[Block]
    flows: Flows
    last: Sequence[str]
    free: str
    firsts: Sequence[Token]
    heading: Callable[[int, CalledMacro, CalledMacro | None], list[str]]
    avoid: set[str]

    def fold(self, call: CalledMacro, units: Sequence[Unit], tables: set[str]) -> Folded:
        """Put the rounds of loops in a call together."""
        out = Folded()
        at = failed = given_up = 0
        while at < len(units):
            length, rounds = _repeated(units, at) if at >= given_up else (1, 1)
            if rounds > 1:
                parts = [list(units[at + n * length : at + (n + 1) * length]) for n in range(rounds)]
                try:
                    self._loop(call, parts, tables, out)
                    at += length * rounds
                    failed = 0
                    continue
                except Mismatch:
                    failed += 1
                    if failed > MOST_FAILED:
                        given_up, failed = at + length * rounds, 0
            out.pieces += units[at].pieces
            at += 1
        return out

    def _loop(self, call: CalledMacro, rounds: list[list[Unit]], tables: set[str], out: Folded) -> None:
        calls = [_round(call, self._values(call, units), units) for units in rounds]
        expansions = []
        for one, units in zip(calls, rounds, strict=True):
            found = self.flows.between(one.first, one.stop, tables, self.last)
            pieces = [piece for unit in units for piece in unit.pieces]
            expansions.append(Expansion(one, pieces, found.reads, found.makes))
        varying = _varying(calls)
        for one in calls:
            one.record.at_start = {
                name: value for name, value in one.record.at_start.items() if name in varying
            }
        unifier = Unifier(self.dialect, expansions, self.avoid | set(call.at_start), loop=True)
        shared = unifier.shared()
        after = {name for block in self.blocks[calls[-1].stop : call.stop] for name in block.reads}
        stores: list[str] = []
        dynamic: list[tuple[str, str]] = []
        for name, own in zip(shared.results, shared.made, strict=True):
            if len(set(own)) == 1:
                continue
            if after & set(own) or len(set(own)) < len(own):
                raise Mismatch("a data set of a loop is used after it")
            template = unifier._template(own)
            if template is None:
                raise Mismatch("a loop makes data sets whose names do not follow from its variable")
            stores += self.dialect.store(self.free, unifier.expression(template), name)
            dynamic += [(one, one) for one in own]
        targets = [
            (one.name, one.kind, one.given)
            for one in unifier.parameters.values()
            if one.name and len(set(one.given)) > 1
        ]
        body: list[str] = []
        place = 0
        for unit in rounds[0]:
            pieces = shared.pieces[place : place + len(unit.pieces)]
            place += len(unit.pieces)
            for original, piece in zip(unit.pieces, pieces, strict=True):
                if piece.name:
                    if piece.lines != original.lines:
                        raise Mismatch("a definition differs from round to round")
                    continue
                body += [""] if body else []
                inner = next(
                    (one for one in call.inner if one.first == unit.first and len(unit.key) > 2), None
                )
                body += [*self.heading(unit.first, calls[0], inner), *piece.lines]
        begin = self.dialect.empty(self.free) if stores and not out.dynamic else []
        lines = [*begin, *self.dialect.loop(targets, [*body, *stores])]
        for number, units in enumerate(rounds):
            for unit in units:
                for piece in unit.pieces:
                    if piece.name:
                        (out.drops if number else out.pieces).append(piece)
        out.dynamic += dynamic
        literals = " ".join(unifier.literals).lower()
        out.pinned |= {
            one.name
            for one in call.parameters
            if len(value := call.at_start.get(one.name, "")) > 1 and value.lower() in literals
        }
        steps = tuple(range(calls[0].first, calls[-1].stop))
        token = self.firsts[calls[0].first]
        inner = next((one for one in call.inner if one.first == calls[0].first), None)
        if inner is not None and len(rounds[0][0].key) > 2:
            token = inner.at
        out.places.append((token, len(rounds)))
        head = f"# {file_of(token)} {token.line}: %do {', '.join(name for name, _, _ in targets)}"
        out.pieces.append(Piece(lines, steps, head=[head]))

    def _values(self, call: CalledMacro, units: Sequence[Unit]) -> dict[str, str]:
        found: dict[str, str] = {}
        for unit in units:
            for place in range(unit.first, unit.stop):
                found |= call.record.at_step.get(id(self.firsts[place]), {})
        return found


def _repeated(units: Sequence[Unit], at: int) -> tuple[int, int]:
    """The length of a round that begins here, and how many there are."""
    for length in range(1, (len(units) - at) // 2 + 1):
        first = [unit.key for unit in units[at : at + length]]
        count = 1
        while [unit.key for unit in units[at + count * length : at + (count + 1) * length]] == first:
            count += 1
        if count > 1:
            return length, count
    return 1, 1


def _round(call: CalledMacro, values: dict[str, str], units: Sequence[Unit]) -> CalledMacro:
    """A round as a call of its own."""
    own = call.record
    record = MacroCall(
        own.name, (), own.origin, own.definition, own.end, "steps", values, {}, own.made, own.plain
    )
    return CalledMacro(call.name, (), units[0].first, units[-1].stop, (), record)


def _varying(calls: Sequence[CalledMacro]) -> set[str]:
    names = set(calls[0].at_start)
    return {
        name
        for name in names
        if all(name in one.at_start for one in calls) and len({one.at_start[name] for one in calls}) > 1
    }


__all__ = ["Folded", "Loops", "Unit"]
