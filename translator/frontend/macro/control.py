"""%IF and %DO: which code they carry out, and how often. (Macro Language Reference, "%IF", "%DO", "%DO %WHILE", "%DO %UNTIL".)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from translator.frontend.macro.chunks import Chunk, Place
from translator.frontend.macro.errors import MacroError, RuntimeValueError, Undecided
from translator.frontend.macro.invocation import find_macro
from translator.frontend.macro.long_loops import MOST_EXPANDED, holds_steps, rounds_of
from translator.frontend.macro.nodes import Conditional, If, Loop
from translator.frontend.macro.partial import count, fork, leaves, turn
from translator.frontend.macro.residual import has_atoms
from translator.frontend.macro.steering import note_bounds, note_if, note_loop
from translator.lang.source import Token
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

MOST_ROUNDS = 200_000
"""Rounds of one macro loop: more is taken for a loop without end."""
MOST_WRITTEN = 5_000
"""Rounds of a %DO %WHILE or %UNTIL that write text: each may be a step to translate or to run."""

_NAME = re.compile(r"[^\W\d]\w*\Z")


def conditional(processor: Processor, node: If, place: Place) -> Iterator[Chunk]:
    """%IF: the way that its condition says; both where only the run knows that."""
    try:
        text = processor.text(node.condition)
        if has_atoms(text):
            yield from fork(processor, node, text, place)
            return
    except Undecided:
        raise
    except RuntimeValueError as error:
        if leaves(processor, (node,)):
            raise Undecided(error.what) from error
        yield processor.left_out(node.token, node.last, error, place)
        return
    note_if(processor, node)
    chosen = node.then if (holds := processor.is_true(text)) else node.otherwise
    if processor.state.traced:
        said = "TRUE" if holds else "FALSE"
        processor.state.trace("mlogic", f"%IF condition {_written(node.token, '%then')} is {said}")
    if chosen:
        yield from processor.run(chosen, place)


def loop(processor: Processor, node: Loop, place: Place) -> Iterator[Chunk]:
    """%DO with an index: its rounds, or a loop of the run where only that knows the bounds."""
    name = unmask(processor.known(node.variable, "the index variable")).strip()
    if not _NAME.match(name):
        raise MacroError("The %DO loop has no index variable.")
    waiting = len(processor.state.pending)
    texts = [
        processor.text(part).strip(" \t\n") if part is not None else "1"
        for part in (node.start, node.stop, node.step)
    ]
    note_bounds(processor, node, texts)
    if any(has_atoms(text) for text in texts):
        if _makes_statements(processor, node) and processor.state.know_hints():
            del processor.state.pending[waiting:]
            yield from loop(processor, node, place)
            return
        yield from count(processor, node, name, texts, place)
        return
    start = _bound(processor, texts[0], "%DO", name)
    stop = _bound(processor, texts[1], "%TO", name)
    step = _bound(processor, texts[2], "%BY", name)
    if step == 0:
        raise MacroError(f"The %BY value of the %DO {name.upper()} loop is zero.")
    before, rounds = processor.rounds_around, rounds_of(start, stop, step)
    if before * rounds > MOST_EXPANDED and _is_for_the_run(processor, node):
        yield from count(processor, node, name, texts, place)
        return
    processor.rounds_around *= rounds
    try:
        yield from _write_out(processor, node, name, start, stop, step, place)
    finally:
        processor.rounds_around = before


def _makes_statements(processor: Processor, node: Loop) -> bool:
    """Does a loop make statements of the step at hand, or pieces of one?"""
    if processor.state.running or not (processor.inside_statement() or processor.inside_step()):
        return False
    return not holds_steps(node.body, lambda name: find_macro(processor, name, node.token))


def _is_for_the_run(processor: Processor, node: Loop) -> bool:
    """Can the run go round a long loop, because its body is whole steps of a program that is translated?"""
    if processor.state.running or processor.inside_statement():
        return False
    return holds_steps(node.body, lambda name: find_macro(processor, name, node.token))


def _write_out(
    processor: Processor, node: Loop, name: str, start: int, stop: int, step: int, place: Place
) -> Iterator[Chunk]:
    """Carry out the rounds of a loop one after the other."""
    value = start
    processor.assign(name, str(value), node.token)
    processor.state.trace(
        "mlogic",
        f"%DO loop beginning; index variable {name.upper()}; start value is {start}; stop value is {stop}; "
        f"by value is {step}.",
    )
    rounds = 0
    while value <= stop if step > 0 else value >= stop:
        rounds += 1
        if rounds > MOST_ROUNDS:
            raise endless(processor, node.token, "%DO", place)
        yield from processor.run(node.body, place)
        current = processor.state.lookup(name.upper()) or ""
        if has_atoms(current) or processor.state.is_runtime(name.upper()):
            processor.state.refused.append(
                ("H0103", f"the index {name.upper()} of a %DO loop gets a value of the run")
            )
            return
        value = int(processor.evaluate(current)) + step
        processor.assign(name, str(value), node.token)
        if processor.state.traced:
            goes_on = value <= stop if step > 0 else value >= stop
            ends = "loop will iterate again" if goes_on else "loop will not iterate again"
            processor.state.trace("mlogic", f"%DO loop index variable {name.upper()} is now {value}; {ends}.")
    note_loop(processor, node, rounds)


def _bound(processor: Processor, text: str, word: str, name: str) -> int:
    """A bound of a loop. Raises MacroError where it is no whole number."""
    try:
        return int(processor.evaluate(text))
    except MacroError as error:
        processor.state.put(f"ERROR: {error}")
        raise MacroError(f"The {word} value of the %DO {name.upper()} loop is invalid.") from error


def repeat(processor: Processor, node: Conditional, place: Place) -> Iterator[Chunk]:
    """%DO %WHILE and %DO %UNTIL: their rounds, or a loop of the run."""
    written = 0  # rounds that have written text
    for rounds in range(MOST_ROUNDS):
        if node.kind == "while" or rounds:
            text = processor.text(node.condition)
            if has_atoms(text):
                yield from turn(processor, node, place)
                return
            if processor.is_true(text) == (node.kind == "until"):
                note_loop(processor, node, rounds)
                return
        writes = False
        for chunk in processor.run(node.body, place):
            writes = writes or bool(chunk.text.strip())
            yield chunk
        written += writes
        if written > MOST_WRITTEN:
            raise endless(processor, node.token, f"%DO %{node.kind.upper()}", place, MOST_WRITTEN)
    raise endless(processor, node.token, f"%DO %{node.kind.upper()}", place)


def endless(processor: Processor, at: Token, what: str, place: Place, most: int = MOST_ROUNDS) -> MacroError:
    """The error for a loop that goes round more often than any sensible one."""
    processor.report("E0008", f"{what} goes round more than {most} times", at, place)
    return MacroError(f"The {what} loop does not end.")


def _written(start: Token, word: str) -> str:
    """Return the text between a token and a word behind it, as it stands in the program."""
    text = start.source.text[start.end : start.end + 2000]
    end = text.lower().find(word)
    return " ".join(text[:end].split()) if end >= 0 else ""
