"""Partial evaluation: macro code whose course only the run knows becomes marks and statements for the run.

Both ways of such an %IF are carried out, one after the other, each from the same symbol tables; where they meet
again, what differs is known to the run only. The body of such a %DO is carried out once, for a round of which
nothing is known but what does not change. (DESIGN, "Macros": translation is partial evaluation.)
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.frontend.macro.chunks import OPEN_CODE, Chunk, Place
from translator.frontend.macro.errors import Abort, Jump, MacroError, Return, RuntimeValueError, Undecided
from translator.frontend.macro.nodes import (
    Conditional,
    Function,
    Group,
    If,
    Invocation,
    Let,
    Loop,
    Node,
    Nodes,
    Quoted,
    Reference,
    Statement,
    Text,
)
from translator.frontend.macro.residual import ForkBegin, ForkElse, ForkEnd, RepeatBegin, RepeatEnd
from translator.frontend.macro.run_time import mark_tokens
from translator.frontend.macro.state import Frame, Snapshot
from translator.lang.macro_statements import MacroLeave, MacroLet, MacroStop
from translator.lang.macro_text import MacroFunction, MacroReference, MacroText
from translator.lang.source import Token
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

MOST_FORKS = 300
"""Conditions of the run in what one macro call does: more are taken for a loop that only the run can end."""

MOST_DEEP = 25
"""Conditions of the run inside each other; what follows a %RETURN under one stands one level deeper, too."""


def test_of(processor: Processor, text: str) -> MacroFunction:
    """The condition of %IF, %WHILE, %UNTIL as a call of %EVAL for the run."""
    allowed, delimiter = processor.minoperator()
    parts = processor.state.parts.text(text.strip(" \t\n"), masks=True)
    return MacroFunction("eval", (parts, (delimiter,)) if allowed else (parts,))


# --- %IF --------------------------------------------------------------------------------------------------


def fork(processor: Processor, node: If, text: str, place: Place) -> Iterator[Chunk]:
    """Carry out both ways of an %IF."""
    state = processor.state
    then, otherwise = node.then, node.otherwise or ()
    negated = leaves(processor, otherwise) and not leaves(processor, then)
    if negated:
        then, otherwise = otherwise, then
    if leaves(processor, then) and (processor.repeating or processor.collecting):
        raise Undecided("%RETURN under a condition")
    processor.forked += 1
    if processor.forked > MOST_FORKS:
        raise Undecided(f"more than {MOST_FORKS} conditions of one macro call")
    if processor.structures >= MOST_DEEP:
        raise Undecided(f"more than {MOST_DEEP} conditions inside each other")
    wanted = processor.collecting or processor.inside_statement()
    name = state.new_name() if wanted else ""
    early = _Early(processor, node) if _partly(processor, then) or leaves(processor, otherwise) else None
    open_data_sets(processor)
    state.pending.append(ForkBegin(test_of(processor, text), place.put(node.token), negated))
    processor.structures += 1
    before = state.snapshot()
    opened = len(processor.forks[-1])
    left = yield from _way(processor, then, place, name)
    _close_inner(processor, opened, left, early)
    after = state.snapshot()
    state.restore(before)
    state.pending.append(ForkElse())
    other = yield from _way(processor, otherwise, place, name)
    _close_inner(processor, opened, other, early)
    if left == "return" and other != "return":
        if other == "abort":
            state.restore(after)
            state.pending.append(ForkEnd(node.last))
            processor.structures -= 1
            raise Return
        processor.forks[-1].append(OpenFork(after, node.last))
        if early is not None:
            early.go_on()
        return
    last: tuple[object, ...] = ()
    if left == "abort":
        lets: tuple[list[object], list[object]] = ([], [])
    elif other == "abort":
        state.restore(after)
        lets = ([], [])
    elif other == "return" and left != "return" and early is not None:
        last = (early.leave(state.snapshot()),)
        state.restore(after)
        lets = ([], [])
    else:
        lets = state.join(after)
    state.pending.append(ForkEnd(node.last, tuple(lets[0]), (*lets[1], *last)))
    processor.structures -= 1
    if left == other == "return":
        raise Return
    if left == other == "abort":
        raise Return if state.frames else Abort("")
    if early is not None:
        early.go_on()
    if name:
        atom = state.parts.atom(MacroReference(name))
        at = place.put(node.token)
        yield Chunk(atom, None, Place(at.via, at))


def open_data_sets(processor: Processor) -> None:
    """Data sets that macro code has opened are open in the run before a condition or a loop of the run begins."""
    if processor.state.opened is not None and not processor.structures:
        processor.state.opened.open_all(processor.state)


class _Early:
    """An %IF some paths of which leave the macro, from inside: a variable of the run says which one was taken.

    What follows the %IF is carried out where none was.
    """

    def __init__(self, processor: Processor, node: If) -> None:
        self.processor = processor
        self.node = node
        self.name = processor.state.new_name("LEFT")
        self.left: list[Snapshot] = []  # the symbol tables at the end of each path
        processor.state.pending.append(let(processor, self.name, "0"))

    def leave(self, tables: Snapshot) -> MacroLet:
        """A path leaves the macro: the statement at its end that says so."""
        self.left.append(tables)
        return let(self.processor, self.name, str(len(self.left)))

    def go_on(self) -> None:
        """Go on where no path has left the macro."""
        state = self.processor.state
        for number, tables in enumerate(self.left, 1):
            test = MacroFunction("eval", ((MacroReference(self.name), f"={number}"),))
            state.pending += [ForkBegin(test, self.processor.state.at), ForkElse()]
            self.processor.structures += 1
            self.processor.forks[-1].append(OpenFork(tables, self.node.last))


def _close_inner(processor: Processor, first: int, left: str, early: _Early | None) -> None:
    """A way ends: the %IFs in it that a path has left the macro from end with it."""
    inner = processor.forks[-1][first:]
    del processor.forks[-1][first:]
    if left or early is None:
        close_forks(processor, inner)
        return
    for one in reversed(inner):
        processor.state.pending.append(ForkEnd(one.last, (early.leave(one.after),)))
        processor.structures -= 1


def _partly(processor: Processor, nodes: Nodes) -> bool:
    """Does code hold a %RETURN under a condition of its own?"""
    for node in nodes:
        match node:
            case If() if leaves(processor, (node,)):
                return True
            case Group(body=body) | Loop(body=body) | Conditional(body=body):
                if _partly(processor, body):
                    return True
            case _:
                pass
    return False


@dataclass(frozen=True, slots=True)
class OpenFork:
    """An %IF one way of which has left the macro: the other way goes on to the macro's end."""

    after: Snapshot
    last: Token


def close_forks(processor: Processor, forks: list[OpenFork]) -> None:
    """A macro ends: the ways that have left it early come back."""
    for one in reversed(forks):
        first, second = processor.state.join(one.after)
        processor.state.pending.append(ForkEnd(one.last, tuple(first), tuple(second)))
        processor.structures -= 1


def _way(processor: Processor, nodes: Nodes, place: Place, name: str) -> Generator[Chunk, None, str]:
    """Carry out one way; return "return" or "abort" where it leaves the macro or the program, else "".

    `name`: its text goes to this variable of the run.
    """
    state = processor.state
    try:
        if name:
            text = processor.text(nodes)
            state.pending.append(let(processor, name, text))
        else:
            yield from processor.run(nodes, place)
    except Return:
        return "return"
    except Abort:
        state.pending.append(MacroStop(at=state.at, end=state.at))
        return "abort"
    except MacroError as error:
        state.pending.append(MacroStop(text=f"ERROR: {error}".rstrip(), at=state.at, end=state.at))
        return "abort"
    except (RuntimeValueError, Jump) as error:
        if isinstance(error, Jump):
            error = RuntimeValueError("%GOTO under a condition")
        yield processor.left_out(state.at, state.at, error, OPEN_CODE)
    return ""


def let(processor: Processor, name: str, text: str) -> MacroLet:
    """The run sets a variable to a (masked) text."""
    state = processor.state
    return MacroLet(name=(name,), text=state.parts.text(text), trim=False, at=state.at, end=state.at)


def leaves(processor: Processor, nodes: Nodes) -> bool:
    """Does code hold a %RETURN of the macro that is running?"""
    for node in nodes:
        match node:
            case Statement(keyword="return"):
                return True
            case If(then=then, otherwise=otherwise):
                if leaves(processor, then) or leaves(processor, otherwise or ()):
                    return True
            case Group(body=body) | Loop(body=body) | Conditional(body=body):
                if leaves(processor, body):
                    return True
            case _:
                pass
    return False


# --- %DO --------------------------------------------------------------------------------------------------


def count(processor: Processor, node: Loop, name: str, bounds: list[str], place: Place) -> Iterator[Chunk]:
    """`%do i = a %to b %by c;` with bounds that only the run knows."""
    state = processor.state
    start, stop, step = (state.parts.text(text, masks=True) for text in bounds)
    names = open_all(processor, node.body, name)
    owner = state.owner(name.upper())
    if name.upper() not in state.table(owner).in_run:
        return
    begin = RepeatBegin(place.put(node.token), name.upper(), start, stop, step)
    yield from _rounds(processor, node.body, begin, node.last, names, place)


def turn(processor: Processor, node: Conditional, place: Place) -> Iterator[Chunk]:
    """`%do %while(…)` and `%do %until(…)`; of %UNTIL, the first round has been carried out."""
    names = open_all(processor, node.body, "")
    yield from _rounds(
        processor, node.body, RepeatBegin(place.put(node.token)), node.last, names, place, node
    )


def _rounds(
    processor: Processor, body: Nodes, begin: RepeatBegin, last: Token, names: list[tuple[str, Frame | None]],
    place: Place, test: Conditional | None = None,
) -> Iterator[Chunk]:  # fmt: skip
    state = processor.state
    open_data_sets(processor)
    wanted = processor.collecting or processor.inside_statement()
    whole = state.new_name() if wanted else ""
    if wanted:
        state.pending.append(let(processor, whole, ""))
    state.pending.append(begin)
    processor.structures += 1
    before = state.snapshot()
    processor.repeating += 1
    leaving: Exception | None = None
    try:
        if test is not None:
            text = processor.text(test.condition)
            condition = test_of(processor, text)
            negated = test.kind == "while"
            state.pending.append(MacroLeave(condition=condition, negated=negated, at=begin.at, end=last))
        if wanted:
            added = processor.text(body)
            text = state.parts.atom(MacroReference(whole)) + added
            state.pending.append(let(processor, whole, text))
        else:
            yield from processor.run(body, place)
    except Return:
        state.refused.append(("H0103", "%RETURN ends a loop whose rounds only the run knows"))
    except (RuntimeValueError, MacroError, Jump) as error:
        leaving = error  # once the loop has its end
    finally:
        processor.repeating -= 1
    state.settle(before)
    for name, frame in names:
        state._open(name, frame)
    state.pending.append(RepeatEnd(last))
    processor.structures -= 1
    if leaving is not None:
        raise leaving
    if wanted:
        yield Chunk(state.parts.atom(MacroReference(whole)), None, Place(begin.at.via, begin.at))


def open_all(processor: Processor, body: Nodes, index: str = "") -> list[tuple[str, Frame | None]]:
    """Variables that a loop sets: the run is told of them, and from here on only the run knows them."""
    state = processor.state
    found = Assigned(processor)
    found.read(body)
    opened: list[tuple[str, Frame | None]] = []
    for name in [*([index.upper()] if index else []), *sorted(found.names)]:
        frame = state.owner(name)
        exists = frame is not None or name in state.globals or name in state.runtime
        if not exists:
            if name in found.deep:
                continue
            frame = state.frames[-1] if state.frames else None
        if name in state.automatic and frame is None and name not in state.globals:
            continue
        state._leave_copies(name)
        state.lift(name, frame)
        state._claim(name, frame)
        state._open(name, frame)
        opened.append((name, frame))
    for text in found.computed:
        state.mark_computed(text)
    return opened


class Assigned:
    """Names of the macro variables that code may set, as far as its text tells.

    `deep`: names that only macros called from the code set (theirs, if they do not exist yet).
    """

    def __init__(self, processor: Processor) -> None:
        self.processor = processor
        self.names: set[str] = set()
        self.deep: set[str] = set()
        self.computed: list[MacroText] = []
        self.any_runtime = False
        self._seen: set[str] = set()
        self._own: frozenset[str] = frozenset()  # of the macro being read
        self._depth = 0

    def read(self, nodes: Nodes) -> None:
        """Read code."""
        tokens: list[Token] = []
        for node in nodes:
            match node:
                case Text(tokens=some):
                    tokens += some
                case Reference(token=token) | Quoted(token=token):
                    tokens.append(token)
                case _:
                    self.node(node)
        mark_tokens(tokens, self)

    def node(self, node: Node) -> None:
        match node:
            case Let(name=name, value=value):
                self.target(name)
                self.read(value)
            case Loop(variable=variable, body=body):
                self.target(variable)
                self.read(body)
            case If(condition=condition, then=then, otherwise=otherwise):
                for part in (condition, then, otherwise or ()):
                    self.read(part)
            case Group(body=body) | Conditional(body=body):
                self.read(body)
            case Function(argument=argument):
                self.read(argument)
            case Statement(keyword="global" | "symdel", words=words):
                for word in words:
                    if isinstance(word, Text):
                        for name in word.text.split():
                            self.add(name)
            case Statement(words=words):
                self.read(words)
            case Invocation(name=name, group=group):
                self.read(group or ())
                self.call(name)
            case _:
                pass

    def call(self, name: str) -> None:
        macro = self.processor.state.macros.get(name.upper())
        if macro is None or macro.name in self._seen or macro.body is None:
            return
        self._seen.add(macro.name)
        saved = self._own
        local = {parameter.name for parameter in macro.parameters}
        for node in macro.body:
            if isinstance(node, Statement) and node.keyword == "local":
                local |= {
                    n.upper() for word in node.words if isinstance(word, Text) for n in word.text.split()
                }
        self._own = saved | local
        self._depth += 1
        self.read(macro.body)
        self._depth -= 1
        self._own = saved

    def target(self, name: Nodes) -> None:
        if len(name) == 1 and isinstance(name[0], Text):
            self.add(name[0].text)
            return
        parts: list[str | MacroReference] = []
        for node in name:
            parts.append(node.text if isinstance(node, Text) else MacroReference("?"))
        self.computed.append(tuple(parts))

    def add(self, name: str) -> None:
        name = unmask(name).strip().upper()
        if name in self._own:
            return
        if self._depth and name not in self.names:
            self.deep.add(name)
        elif not self._depth:
            self.deep.discard(name)
        self.names.add(name)

    # what steps in the code store, see `run_time`

    def mark_runtime(self, name: str, scope: str = "auto", padded: bool = False) -> None:
        self.add(name)

    def mark_computed(self, name: MacroText) -> None:
        self.computed.append(name)
