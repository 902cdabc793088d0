"""Marks in generated code: where the statements that a macro call made inside a step begin and end.

They are comments that the emitters write between statements; `statements.py` takes them out again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.lang.macro_calls import MacroCall
from translator.lang.source import Token
from translator.plan.relations import Plan

_MARK = re.compile(r"\s*#([<>])(\d+)\Z")


@dataclass(slots=True)
class Marks:
    """Writes the marks of one program. `calls`: those whose text is whole statements, by the id of its origin."""

    calls: dict[int, MacroCall] = field(default_factory=dict)
    listed: list[MacroCall] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, plan: Plan) -> Marks:
        """The marks for a plan."""
        records = [one.record for one in plan.inside]
        return cls(
            {
                id(one.origin): one
                for one in records
                if one.shape == "statements" and all(shape == "statements" for _, shape in one.inside)
            }
        )

    def level(self) -> int:
        """How many calls are open: where a list of statements begins."""
        return len(self._open)

    def to(self, token: Token | None, level: int) -> list[str]:
        """The marks before a statement that begins with this token, in a list that began at this level."""
        if not self.calls:
            return []
        wanted = [*self._open[:level], *self._path(token)[level:]]
        same = 0
        while same < min(len(wanted), len(self._open)) and wanted[same] == self._open[same]:
            same += 1
        lines = [f"#>{one}" for one in reversed(self._open[same:])]
        lines += [f"#<{one}" for one in wanted[same:]]
        self._open = wanted
        return lines

    def back(self, level: int) -> list[str]:
        """The marks after the last statement of a list."""
        lines = [f"#>{one}" for one in reversed(self._open[level:])]
        del self._open[level:]
        return lines

    def made(self, token: Token | None) -> bool:
        """Did a macro call make the statement that begins with this token?"""
        return bool(self._path(token))

    def _path(self, token: Token | None) -> list[int]:
        """The numbers of the calls that a statement came out of, outermost first."""
        found: list[MacroCall] = []
        via = token.via if token is not None else None
        while via is not None:
            call = self.calls.get(id(via))
            if call is not None:
                found.append(call)
            via = via.at.via
        return [self._number(call) for call in reversed(found)]

    def _number(self, call: MacroCall) -> int:
        for number, one in enumerate(self.listed):
            if one is call:
                return number
        self.listed.append(call)
        return len(self.listed) - 1


def mark_of(line: str) -> tuple[bool, int] | None:
    """Return whether a line is the mark of a beginning, and the call's number; None for other lines."""
    if "#" not in line:
        return None
    found = _MARK.match(line)
    return (found[1] == "<", int(found[2])) if found is not None else None
