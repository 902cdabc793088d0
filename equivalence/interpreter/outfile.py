"""The lines that PUT writes: the line being built, the column pointer, where finished lines go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Lines:
    """One output file while it is written.

    `position` counts columns from 0; `gap` tells that list output has just moved past the separator; `hold` is
    "", "@" or "@@". `group` holds the lines of `#n`.
    """

    finish: Callable[[str], None]
    delimiter: str = " "
    dsd: bool = False
    line: str = ""
    position: int = 0
    gap: bool = False
    hold: str = ""
    pending: bool = False
    limit: int = 0  # LINESIZE=: what does not fit goes to the next line (FLOWOVER, the default)
    group: dict[int, str] = field(default_factory=dict)
    number: int = 1

    def write(self, text: str) -> None:
        """Write a text at the pointer."""
        if self.limit and self.position > 0 and self.position + len(text) > self.limit:
            self.next_line()
        if len(self.line) < self.position:
            self.line = self.line.ljust(self.position)
        self.line = self.line[: self.position] + text + self.line[self.position + len(text) :]
        self.position += len(text)
        self.gap = False
        self.pending = True

    def value(self, text: str) -> None:
        """Write a value in list output: its separator is written when another value follows."""
        if self.gap and self.delimiter != " ":
            self.position -= len(self.delimiter)
            self.write(self.delimiter)
        if self.dsd and (self.delimiter in text or '"' in text):
            text = '"' + text.replace('"', '""') + '"'
        self.write(text)
        self.position += len(self.delimiter)
        self.gap = True

    def named(self, name: str, text: str) -> None:
        """Write `name=value`: the value of a blank text is one blank."""
        self.value(f"{name}={text or (' ' if self.delimiter == ' ' else '')}")

    def move(self, position: int) -> None:
        """Put the pointer to a column, counted from 0."""
        self.position = max(position, 0)
        self.gap = False
        self.pending = True

    def next_line(self) -> None:
        """`/`: the next line of the statement."""
        if self.group:
            self.group[self.number] = self.line
            self._clear()
            self.number += 1
            self.line = self.group.setdefault(self.number, "")
            return
        self.finish(self.line)
        self._clear()
        self.number += 1

    def go_to_line(self, number: int) -> None:
        """`#n`: the nth line of those that the statement writes."""
        self.group[self.number] = self.line
        self._clear()
        self.number = number
        self.line = self.group.setdefault(number, "")
        self.pending = True

    def release(self) -> None:
        """Write what is being built."""
        if self.group:
            self.group[self.number] = self.line
            for number in range(min(self.group), max(self.group) + 1):
                self.finish(self.group.get(number, ""))
            self.group.clear()
        else:
            self.finish(self.line)
        self._clear()
        self.number = 1
        self.pending = False
        self.hold = ""

    def _clear(self) -> None:
        self.line, self.position, self.gap = "", 0, False
