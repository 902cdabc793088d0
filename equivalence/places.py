"""Where a step's text stands: what makes a step of one engine the same step on another."""

from __future__ import annotations

from dataclasses import dataclass

from equivalence.results import StepResult
from translator.lang.source import Token


@dataclass(frozen=True, slots=True)
class Place:
    """`key` tells steps apart: the offsets of first and last token, and the way through macros and includes.

    `first`, `last`: lines of the program that the step goes back to. `inside`: where its text really stands, ""
    where that is the program's own.
    """

    key: str
    first: int
    last: int
    inside: str = ""

    def result(self, title: str) -> StepResult:
        """Return an empty result of the step here."""
        return StepResult(self.key, self.first, self.last, title, self.inside)


def place_of(first: Token, last: Token) -> Place:
    """Return the place of the step between two tokens."""
    inside = ""
    if first.via is not None:
        inside = f"{first.via.how} {first.via.name}, line {first.line}"
    begin, end = first.outermost, last.outermost
    return Place(f"{_way(first)}:{_way(last)}", begin.line, max(begin.line, end.line), inside)


def _way(token: Token) -> str:
    steps = [f"{token.start}"]
    while token.via is not None:
        token = token.via.at
        steps.append(f"{token.start}")
    return "<".join(steps)
