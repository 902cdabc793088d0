"""How texts of generated code follow from the macro variables of the calls that they came out of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.plan.calls import CalledMacro

MOST_TRIALS = 400
MOST_VARIABLES = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A macro variable, with the text that stands for it in each call."""

    variable: str
    values: tuple[str, ...]


Template = tuple[str | Slot, ...]


def candidates(calls: Sequence[CalledMacro]) -> list[str]:
    """The names of the macro variables that every call could see: parameters first, then local ones, then others."""
    first = [one.name for one in calls[0].parameters]
    rest = set(calls[0].at_start) | set(calls[0].at_end)
    for call in calls[1:]:
        rest &= set(call.at_start) | set(call.at_end)
    return [name for name in first if name in rest] + sorted(rest - set(first))


def solve(texts: Sequence[str], calls: Sequence[CalledMacro], names: Sequence[str]) -> Template | None:
    """Find a template over the macro variables `names` that gives each call's text; None where there is none."""
    found = list(_trials(texts, calls, names))
    return min(found, key=_rank) if found else None


def _rank(template: Template) -> tuple[int, int, int]:
    """The simplest first: the variable alone, then at the end of a text, then at its beginning."""
    slots = sum(isinstance(part, Slot) for part in template)
    pieces = len(template)
    at_end = 0 if isinstance(template[-1], Slot) else 1 if isinstance(template[0], Slot) else 2
    return (
        pieces if slots == 1 else 3 + pieces,
        at_end,
        sum(len(part) for part in template if isinstance(part, str)),
    )


def _trials(texts: Sequence[str], calls: Sequence[CalledMacro], names: Sequence[str]) -> Iterator[Template]:
    """Templates read off the first text that give the others, too."""
    lower = [text.lower() for text in texts]
    found: list[
        tuple[int, str, tuple[str, ...]]
    ] = []  # where a value stands in the first text, and the values
    for name in names:
        for values in _values(name, calls):
            own = tuple(value.lower() for value in values)
            if not all(value in text for value, text in zip(own, lower, strict=True)):
                continue
            start = lower[0].find(own[0])
            while start >= 0:
                found.append((start, name, own))
                start = lower[0].find(own[0], start + 1)
    trials = 0
    open_: list[tuple[int, Template, tuple[int, ...]]] = [(0, (), (0,) * len(texts))]
    while open_ and trials < MOST_TRIALS:
        position, template, places = open_.pop()
        trials += 1
        used = sum(isinstance(part, Slot) for part in template)
        if used:
            rest = texts[0][position:]
            if all(text[at:] == rest.lower() for text, at in zip(lower, places, strict=True)):
                yield (*template, rest) if rest else template
        if used == MOST_VARIABLES:
            continue
        for start, name, own in found:
            if start < position:
                continue
            literal = texts[0][position:start]
            begins = tuple(at + len(literal) for at in places)
            if all(
                text.startswith(literal.lower(), at) and text.startswith(value, begin)
                for text, at, begin, value in zip(lower, places, begins, own, strict=True)
            ):
                ends = tuple(begin + len(value) for begin, value in zip(begins, own, strict=True))
                spelled = tuple(text[i:j] for text, i, j in zip(texts, begins, ends, strict=True))
                parts = (*template, *([literal] if literal else []), Slot(name, spelled))
                open_.append((ends[0], parts, ends))


def _values(name: str, calls: Sequence[CalledMacro]) -> list[tuple[str, ...]]:
    """What a variable may have been in each call: its value at the beginning, and that at the end."""
    found = [
        tuple(call.at_start.get(name, "") for call in calls),
        tuple(call.at_end.get(name, "") for call in calls),
    ]
    return [one for one in dict.fromkeys(found) if all(one)]
