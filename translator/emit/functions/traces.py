"""What macro variables left in the text of calls: numbers, texts, the values that they had."""

from __future__ import annotations

from collections.abc import Sequence

from translator.emit.functions.templates import Template
from translator.plan.calls import CalledMacro


def sas_text(template: Template) -> str:
    """A text as SAS writes it: `gap_&name`."""
    return "".join(
        part
        if isinstance(part, str)
        else f"&{part.variable.lower()}" + ("." if place + 1 < len(template) else "")
        for place, part in enumerate(template)
    )


def as_number(text: str) -> float | None:
    """Return the number that a text is."""
    try:
        return float(text)
    except ValueError:
        return None


def equal(a: float | None, b: float | None) -> bool:
    """Are they the same number?"""
    return a is not None and a == b


def made_number(call: CalledMacro, number: float | None, name: str) -> bool:
    """Did a macro variable leave this number in the text of a call, and nothing else?"""
    return any(
        equal(as_number(text), number) and name in by for text, by in call.record.made.items()
    ) and not any(equal(as_number(text), number) for text in call.record.plain)


def changes(name: str, calls: Sequence[CalledMacro]) -> bool:
    """Does a variable have several values while a call is carried out?"""
    return any(len({one[name] for one in call.record.at_step.values() if name in one}) > 1 for call in calls)


def values_of(name: str, calls: Sequence[CalledMacro]) -> list[tuple[str, ...]]:
    """Return the values of a variable in all calls: those at their starts, and at their ends, where all have one."""
    found = [
        tuple(call.at_start.get(name, "") for call in calls),
        tuple(call.at_end.get(name, "") for call in calls),
    ]
    return [one for one in dict.fromkeys(found) if all(one)]
