"""The code of a plan's steps before it is put together, and what flows between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.emit.functions.dialect import Dialect
from translator.emit.functions.tokens import statements


@dataclass(slots=True)
class Block:
    """The code of one step: `head` are its comments, `lines` its statements, `definitions` what stands above `run`.

    `before`: lines that read what a macro call which begins here needs.
    `reads`: names that it needs from before, in order. `sets`: names that it gives values to; `surely`: those among
    them that have one whatever happens.
    """

    step: int
    head: list[str]
    lines: list[str]
    definitions: list[list[str]]
    holed: bool = False
    before: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    surely: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)

    def analyse(self, dialect: Dialect) -> None:
        """Find out which names the block reads and sets."""
        reads: dict[str, None] = {}
        sets: dict[str, None] = {}
        self.surely = set()
        for statement in statements(self.lines):
            read, surely = dialect.reads_and_sets(statement)
            for name in read:
                if name not in self.surely:
                    reads.setdefault(name)
            for name in sorted(dialect.assigned(statement)):
                sets.setdefault(name)
            self.surely |= set(surely)
        self.reads, self.sets = list(reads), list(sets)
        self.given = {name for line in self.before for name in dialect.bound([line])}


@dataclass(slots=True)
class Flow:
    """What a range of blocks needs from before and leaves."""

    reads: list[str]
    makes: list[str]


class Flows:
    """What ranges of a program's blocks need and leave. The blocks stay as they are: each name's places are kept."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._first: dict[str, int] = {"lib": -1}  # where a name has a value for the first time
        self._uses: dict[
            str, list[tuple[int, bool]]
        ] = {}  # blocks that read a name, or give it a value for certain
        for place, block in enumerate(blocks):
            for name in block.given:
                self._first.setdefault(name, place - 1)
                self._uses.setdefault(name, []).append((place, False))
            for name in block.sets:
                self._first.setdefault(name, place)
            for name in block.reads:
                if name not in block.given:
                    self._uses.setdefault(name, []).append((place, True))
            for name in block.surely - block.given - set(block.reads):
                self._uses.setdefault(name, []).append((place, False))

    def between(self, first: int, stop: int, tables: set[str], last: Sequence[str]) -> Flow:
        """What the blocks from `first` up to `stop` need and leave.

        tables: variables of data sets that are to be seen after them. last: names that the end of the program reads.
        """
        reads: dict[str, None] = {}
        sets: dict[str, None] = {}
        surely: set[str] = set()
        for block in self.blocks[first:stop]:
            for name in block.reads:
                if self._before(name, first) and name not in surely:
                    reads.setdefault(name)
            for name in block.sets:
                sets.setdefault(name)
            surely |= block.surely
        makes = [name for name in sets if name in tables or self._wanted(name, stop, last)]
        for name in makes:
            if name not in surely and self._before(name, first):
                reads.setdefault(name)
        return Flow(list(reads), makes)

    def _before(self, name: str, first: int) -> bool:
        return self._first.get(name, first) < first

    def _wanted(self, name: str, stop: int, last: Sequence[str]) -> bool:
        """Is a name's value read from block `stop` on, before it has another for certain?"""
        uses = self._uses.get(name, [])
        at = bisect_left(uses, (stop, False))
        return uses[at][1] if at < len(uses) else name in last
