"""The code of a plan's steps before it is put together, and what flows between them."""

from __future__ import annotations

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


def flow(blocks: Sequence[Block], first: int, stop: int, tables: set[str], last: Sequence[str]) -> Flow:
    """What the blocks from `first` up to `stop` need and leave.

    tables: variables of data sets that are to be seen after them. last: names that the end of the program reads.
    """
    before = {name for block in blocks[:first] for name in block.sets} | {"lib"}
    before |= {name for block in blocks[: first + 1] for name in block.given}
    reads: dict[str, None] = {}
    sets: dict[str, None] = {}
    surely: set[str] = set()
    for block in blocks[first:stop]:
        for name in block.reads:
            if name in before and name not in surely:
                reads.setdefault(name)
        for name in block.sets:
            sets.setdefault(name)
        surely |= block.surely
    wanted = set(last)
    for block in reversed(blocks[stop:]):
        wanted = (wanted - block.surely | set(block.reads)) - block.given
    makes = [name for name in sets if name in tables or name in wanted]
    for name in makes:
        if name not in surely and name in before:
            reads.setdefault(name)
    return Flow(list(reads), makes)
