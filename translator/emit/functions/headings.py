"""Comments of functions and of calls: where a macro and its calls stand in the SAS program, and the author's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from translator.emit.functions.templates import candidates, solve
from translator.emit.functions.traces import sas_text
from translator.lang.source import Token
from translator.plan.calls import CalledMacro
from translator.plan.relations import Step

Where = Literal["about", "call", "body"]


def span_of(first: Token, last: Token) -> str:
    """The lines from one token to another as a comment shows them."""
    if last.source is first.source and last.line > first.line:
        return f"{first.line}-{last.line}"
    return f"{first.line}"


def sas_lines(first: Token, last: Token) -> tuple[int, int]:
    """The lines of macro text, where it stands in the program itself; else those of the call."""
    if first.source is not first.outermost.source:
        return first.outermost.line, first.outermost.line
    return first.line, last.line if last.source is first.source and last.line > first.line else first.line


def comment_place(comment: str, call: CalledMacro) -> Where:
    """Does a comment speak of the macro, of the call, or of a step inside the macro?"""
    site, definition, end = call.at.outermost, call.record.definition, call.record.end
    if call.at.via is not None or definition.source is not site.source or end is None:
        return "body"
    found = site.source.text.rfind(comment, 0, site.start)
    if found < 0 or definition.start < found < end.start:
        return "body"
    return "about" if found < definition.start else "call"


def comments(steps: Sequence[Step], call: CalledMacro, where: Where) -> list[str]:
    """The author's comments of one kind on the steps of a call."""
    return [comment for step in steps for comment in step.comments if comment_place(comment, call) == where]


def title(step: Step, call: CalledMacro) -> str:
    """A step's title with the macro variables that made its words."""
    return re.sub(r"\w+", lambda match: _word(match[0], call), step.title)


def _word(word: str, call: CalledMacro) -> str:
    one = word.lower()
    if one not in call.record.made or one in call.record.plain:
        return word
    seen = candidates([call])
    names = [name for name in seen if name in call.record.made[one]] or seen
    template = solve([word], [call], names)
    if template is None:
        return word
    return sas_text(template)
