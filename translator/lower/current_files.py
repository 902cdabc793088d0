"""Which file is current where PUT or INPUT stands: that of the FILE or INFILE statement executed last.

SAS 9.4 DATA Step Statements: Reference, "FILE Statement", "INFILE Statement" (both are executable); "PUT Statement", "When
to Use PUT": without a FILE statement executed before it in the iteration, PUT writes to the log.
"""

from __future__ import annotations

from typing import Any

from translator.lang import statements as st
from translator.plan.walk import nodes

Places = frozenset[Any]
"""What can be current: targets and options of statements, None before any was executed."""


def with_infile_first(body: tuple[st.Statement, ...]) -> tuple[st.Statement, ...]:
    """Return the statements with the one INFILE of lines in the program before all INPUT: its options hold from the first
    line on, wherever it stands."""
    chosen = [n for n in nodes(body) if isinstance(n, st.Infile)]
    places = [i for i, s in enumerate(body) if any(isinstance(n, st.Input) for n in nodes(s))]
    if len(chosen) != 1 or not places or chosen[0] not in body[places[0] + 1 :]:
        return body
    target = getattr(chosen[0].target, "name", "").lower()
    if target not in ("datalines", "cards", "lines") or not any(isinstance(s, st.Datalines) for s in body):
        return body
    return (chosen[0], *(s for s in body if s is not chosen[0]))


def is_certain(body: tuple[st.Statement, ...], choose: type[st.File | st.Infile]) -> bool:
    """Is the current file of each PUT (INPUT) that of the FILE (INFILE) statement before it in the text, whatever the rows?"""
    return _Walk(body, choose).certain


class _Walk:
    def __init__(self, body: tuple[st.Statement, ...], choose: type[st.File | st.Infile]) -> None:
        self.choose = choose
        self.use = st.Put if choose is st.File else st.Input
        self.certain = True
        chosen = [one for one in nodes(body) if isinstance(one, choose)]
        self.anywhere: Places = frozenset(_place(one) for one in chosen)
        self.jumped: Places = frozenset()
        rounds = 2 if chosen else 0  # the second with what is current where later statements jump back
        for _ in range(rounds):
            self.walk(body, frozenset([None]))
        if any(name == "filevar" for one in chosen for name, _ in one.options) and choose is st.File:
            self.certain = False  # a variable tells which file it is

    def walk(self, body: tuple[st.Statement, ...], now: Places) -> Places:
        for statement in body:
            now = self.after(statement, now)
        return now

    def after(self, statement: st.Statement | None, now: Places) -> Places:
        """What can be current after a statement, where it is one of `now` before it."""
        match statement:
            case st.File() | st.Infile() if isinstance(statement, self.choose):
                return frozenset([_place(statement)])
            case st.Put() | st.Input() if isinstance(statement, self.use):
                self.certain &= len(now) == 1 or getattr(statement, "log", False)
                return now
            case st.If(then=then, otherwise=otherwise):
                return self.after(then, now) | self.after(otherwise, now)
            case st.Block(body=body):
                return self.walk(body, now)
            case st.Loop(body=body, until=until):
                inside = self.chosen_in(body)
                after = self.walk(body, now | inside)
                if _ends_early(body):
                    return now | inside  # the loop ends anywhere in its body
                return after if until is not None else now | after
            case st.Select(whens=whens, otherwise=otherwise):
                branches = [self.after(one, now) for _, one in whens]
                if _ends_early(statement):  # LEAVE ends a SELECT group, too
                    branches += [now | self.chosen_in(statement)]
                return frozenset().union(*branches, self.after(otherwise, now))
            case st.Label():
                return now | self.anywhere | self.jumped
            case st.Jump(kind=kind):
                self.jumped |= now
                return now | self.anywhere if kind == "link" else now
            case _:
                return now

    def chosen_in(self, body: Any) -> Places:
        """What the FILE (INFILE) statements inside choose."""
        return frozenset(_place(one) for one in nodes(body) if isinstance(one, self.choose))


def _ends_early(body: Any) -> bool:
    return any(isinstance(one, st.Simple) and one.kind in ("leave", "continue") for one in nodes(body))


def _place(statement: st.File | st.Infile) -> Any:
    return (statement.target, statement.options)
