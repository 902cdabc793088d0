"""Loops over steps that are too long to be written out: the run goes round them, as where only it knows the bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from translator.frontend.macro.nodes import Conditional, Group, If, Invocation, Loop, Macro, Nodes, Text
from translator.frontend.steps import opens_step
from translator.lang.source import Token

MOST_EXPANDED = 1000
"""Rounds of loops over steps, those of the loops around them counted in, that are translated one by one. Each of them
costs the work of its steps, and nobody reads the steps of thousands of rounds."""


def rounds_of(start: int, stop: int, step: int) -> int:
    """Return how often a loop goes round whose body leaves its index alone."""
    return max((stop - start) // step + 1, 0)


def holds_steps(nodes: Nodes, find: Callable[[str], Macro | None]) -> bool:
    """Does macro code write whole steps: does DATA or PROC begin a statement of it, or of a macro that it calls?

    Args:
        nodes: the code.
        find: gives the macro of a name, None where there is none.
    """
    seen: set[str] = set()

    def called(name: str) -> bool:
        if name.upper() in seen:
            return False
        seen.add(name.upper())
        macro = find(name)
        if macro is None:
            return False
        return any_opens_step(macro.tokens) if macro.body is None else look(macro.body)

    def look(code: Nodes) -> bool:
        begins = True
        for node in code:
            match node:
                case Text(tokens=tokens):
                    if any_opens_step(tokens, begins):
                        return True
                    begins = tokens[-1].kind == "SEMICOLON" if tokens else begins
                    continue
                case Group(body=body) | Loop(body=body) | Conditional(body=body):
                    found = look(body)
                case If(then=then, otherwise=otherwise):
                    found = look(then) or look(otherwise or ())
                case Invocation(name=name):
                    found = called(name)
                case _:
                    found = False
            if found:
                return True
            begins = True
        return False

    return look(nodes)


def any_opens_step(tokens: Sequence[Token], begins: bool = True) -> bool:
    """Does DATA or PROC begin a statement of these tokens? `begins`: the first token begins one."""
    for token, following in zip_longest(tokens, tokens[1:]):
        if begins and opens_step(token, following):
            return True
        begins = token.kind == "SEMICOLON"
    return False
