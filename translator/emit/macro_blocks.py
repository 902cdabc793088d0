"""Macro code of the run, for both targets: texts without quoting, and which data sets are there in and after %IF and %DO."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from translator.emit.context import ProgramContext
from translator.lang.macro_text import MacroPart, MacroQuoted, MacroText
from translator.plan import macros as m
from translator.plan.macros import every_step
from translator.plan.procs.databases import Database
from translator.plan.relations import Step

Block = Callable[[Iterable[Step]], list[str]]
"""Writes the steps inside an `if` or a loop."""


def flat(parts: MacroText) -> MacroText:
    """Return a text without its quoting."""
    found: list[MacroPart] = []
    for part in parts:
        for one in flat(part.text) if isinstance(part, MacroQuoted) else (part,):
            if isinstance(one, str) and found and isinstance(found[-1], str):
                found[-1] += one
            else:
                found.append(one)
    return tuple(found)


def asked_of(node: m.Choice) -> str:
    """Return the data set that %IF asks for; "" where it asks for something else."""
    return str(node.condition.args[0][0]) if node.condition.name == "made" else ""


def stops(steps: tuple[Step, ...]) -> bool:
    """Does a way of %IF end the program?"""
    return bool(steps) and isinstance(steps[-1].node, m.StopProgram)


def branches(context: ProgramContext, node: m.Choice, block: Block) -> tuple[list[str], list[str], list[str]]:
    """Return the lines of both ways of an %IF, and the data sets that may not be made by then.

    What only one of them makes may be there afterwards or not; where one ends the program, the other decides.
    """
    start, unsure = set(context.made), set(context.maybe)
    context.maybe.discard(asked_of(node))
    one = block(node.then)
    made, maybe = context.made, context.maybe
    context.made, context.maybe = set(start), set(unsure)
    other = block(node.otherwise) if node.otherwise else []
    if stops(node.then):
        pass
    elif stops(node.otherwise):
        context.made, context.maybe = made, maybe
    else:
        once = {name for name in made ^ context.made if context.is_local(name)}
        context.maybe |= maybe | once
        context.made = (made & context.made) | once
        context.maybe.discard(asked_of(node))
    return one, other, [name for name in context.made - start if name in context.maybe]


def new_in(context: ProgramContext, outputs: Iterable[str]) -> set[str]:
    """Return the data sets of a loop that no variable holds before it: they may be there or not, in it and after it."""
    return {name for name in outputs if context.is_local(name) and name != "_null_"} - context.made


def changed_in_databases(context: ProgramContext, body: tuple[Step, ...]) -> set[str]:
    """Return the data sets read so far that steps may change in their database."""
    stale = {
        libref for step in every_step(body) if isinstance(step.node, Database) for libref in step.node.stale
    }
    return {name for name in context.made if "." in name and name.partition(".")[0] in stale}


def rounds(context: ProgramContext, body: Iterable[Step], outputs: Iterable[str], block: Block) -> list[str]:
    """Return the lines of a loop's body. Data sets of libraries are read anew in every round and after the last one."""
    body = tuple(body)
    outputs = set(outputs) | changed_in_databases(context, body)
    new = new_in(context, outputs)
    context.made = {name for name in context.made if context.is_local(name) or name not in outputs} | new
    context.maybe |= new
    unsure = set(context.maybe)
    inner = block(body)
    context.maybe |= unsure
    context.made = {name for name in context.made if context.is_local(name) or name not in outputs}
    return inner
