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
    values = {name: _values(name, calls) for name in names}
    trials = 0
    open_: list[tuple[int, Template, tuple[str, ...]]] = [(0, (), ("",) * len(texts))]
    while open_ and trials < MOST_TRIALS:
        position, template, so_far = open_.pop()
        trials += 1
        used = sum(isinstance(part, Slot) for part in template)
        if position == len(texts[0]):
            if used and all(a.lower() == b.lower() for a, b in zip(so_far, texts, strict=True)):
                yield template
            continue
        for start in range(len(texts[0]) - 1, position - 1, -1):
            literal = texts[0][position:start]
            grown = tuple(text + literal for text in so_far)
            if not all(
                text[: len(one)].lower() == one.lower() for text, one in zip(texts, grown, strict=True)
            ):
                continue
            if used < MOST_VARIABLES:
                for name in names:
                    for value in values[name]:
                        if not texts[0][start:].lower().startswith(value[0].lower()):
                            continue
                        after = tuple(one + own for one, own in zip(grown, value, strict=True))
                        if not all(
                            text[: len(one)].lower() == one.lower()
                            for text, one in zip(texts, after, strict=True)
                        ):
                            continue
                        spelled = tuple(
                            text[len(one) : len(one) + len(own)]
                            for text, one, own in zip(texts, grown, value, strict=True)
                        )
                        parts = (*template, *([literal] if literal else []), Slot(name, spelled))
                        open_.append((start + len(value[0]), parts, after))
        if used:
            rest = texts[0][position:]
            open_.append((len(texts[0]), (*template, rest), tuple(text + rest for text in so_far)))


def _values(name: str, calls: Sequence[CalledMacro]) -> list[tuple[str, ...]]:
    """What a variable may have been in each call: its value at the beginning, and that at the end."""
    found = [
        tuple(call.at_start.get(name, "") for call in calls),
        tuple(call.at_end.get(name, "") for call in calls),
    ]
    return [one for one in dict.fromkeys(found) if all(one)]
