"""The lines that INPUT reads: the record at hand, the column pointer, and what happens at a line's end.

SAS 9.4 DATA Step Statements: Reference, "INFILE Statement", "INPUT Statement", "INPUT Statement: List".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from equivalence.interpreter.errors import StepError

Over = Literal["flow", "miss", "trunc", "stop"]


class EndOfData(Exception):
    """No line is left: the step ends."""

    def __init__(self, lost: bool = False) -> None:
        super().__init__("lost card" if lost else "end of data")
        self.lost = lost


class NoValue(Exception):
    """The line ended and the option says that the variable is missing (MISSOVER, TRUNCOVER)."""


def card(text: str) -> str:
    """Return a line in the program as INPUT sees it: cards of 80 columns, as many as it takes without blanks at its end."""
    text = text.rstrip(" ")
    return text.ljust(-(-max(len(text), 1) // 80) * 80)


@dataclass(slots=True)
class Records:
    """An input file while it is read.

    `position` counts columns from 0; `next_line` is the line that comes next; `hold` is "", "@" or "@@";
    `base` is the first line of the INPUT statement's group (`#n`).
    """

    name: str
    lines: list[str]
    first_number: int = 1
    is_datalines: bool = False
    delimiters: str = " "
    string_delimiter: str = ""
    dsd: bool = False
    over: Over = "flow"
    scans: bool = False
    """SCANOVER: `@'text'` is looked for in the lines that follow, too, whatever else the end of a line means."""
    limit: int | None = None
    next_line: int = 0
    line: str = ""
    position: int = 0
    hold: str = ""
    base: int = 0
    numbered: bool = False
    """Has `#n` moved to a further line of the group? The buffer holds more than one line, then."""
    current: int = -1
    furthest_read: int = -1
    started: bool = False
    records: int = 0
    shortest: int = 0
    longest: int = 0
    flowed: bool = False
    fields: int = 0
    """Fields that the INPUT statement at hand has read."""
    width: int = 0
    """PAD: the length that every line is filled up to."""
    longest_line: int = 0
    """LRECL=: longer lines are cut; 0 for no limit."""
    expand_tabs: bool = False
    invalid: list[int] = field(default_factory=list)

    # --- lines ------------------------------------------------------------------------------------------

    def available(self) -> bool:
        """Is there another line?"""
        return self.next_line < len(self.lines) and (self.limit is None or self.next_line < self.limit)

    def read_line(self) -> None:
        """Make the next line the current one. Raises EndOfData."""
        if not self.available():
            raise EndOfData(self.fields > 0 or (self.started and not self.hold))
        raw = self.lines[self.next_line]
        if self.expand_tabs:
            raw = raw.expandtabs(8)
        if self.longest_line:
            raw = raw[: self.longest_line]
        if self.next_line > self.furthest_read:
            self.furthest_read = self.next_line
            self.records += 1
            self.shortest = len(raw) if self.records == 1 else min(self.shortest, len(raw))
            self.longest = max(self.longest, len(raw))
        if self.is_datalines:
            raw = card(raw)
        elif self.width:
            raw = raw.ljust(self.width)
        self.line = raw
        self.current = self.next_line
        self.next_line += 1
        self.position = 0

    def begin(self) -> None:
        """Start an INPUT statement: the held line goes on, else a new one is read. Raises EndOfData."""
        self.fields = 0
        if self.hold:
            if (
                self.hold == "@@"
                and self.over in ("miss", "trunc")
                and not self.line[self.position :].strip(" ")
            ):
                self.hold = ""
            else:
                self.started = True
                if not self.numbered:
                    self.base = self.current  # the buffer holds one line: LINE= counts from the held one
                return
        self.started = False
        self.read_line()
        self.started = True
        self.base, self.numbered = self.current, False

    def finish(self, hold: str, group: int) -> None:
        """End an INPUT statement; `group` is the number of lines that it reads (`#n`)."""
        self.hold = hold
        if not hold and group > 1:
            self.next_line = max(self.next_line, self.base + group)

    def go_to_line(self, number: int) -> None:
        """`#n`: the nth line of the group."""
        wanted = self.base + number - 1
        self.numbered = self.numbered or number > 1
        if wanted < 0 or wanted >= len(self.lines):
            raise EndOfData(True)
        if wanted == self.current:
            self.position = 0
            return
        self._move_to(wanted)

    def new_line(self) -> None:
        """`/`: the line after the current one, also where `#n` went back to it. Raises EndOfData.

        (INPUT Statement, "Reading More Than One Record per Observation": the lines of a group are in the input buffer.)
        """
        self._move_to(self.current + 1)

    def _move_to(self, line: int) -> None:
        furthest = self.next_line
        self.next_line = line
        self.read_line()
        self.next_line = max(self.next_line, furthest)

    @property
    def number(self) -> int:
        """The number of the current line as notes give it."""
        return self.first_number + self.current

    def overflow(self) -> None:
        """The statement reached past the end of the line. Raises NoValue, EndOfData or StepError."""
        if self.over in ("miss", "trunc"):
            self.position = len(self.line)
            raise NoValue
        if self.over == "stop":
            raise StepError("INPUT statement exceeded record length.", None, "R0021")
        self.flowed = True
        self.new_line()

    # --- values -----------------------------------------------------------------------------------------

    def take(self, width: int) -> str:
        """Return the next `width` columns (formatted and column input)."""
        end = self.position + width
        if end > len(self.line):
            if self.over == "trunc" and self.position < len(self.line):
                text = self.line[self.position :]
                self.position = len(self.line)
                return text
            self.overflow()
            end = self.position + width
            if end > len(self.line):
                text = self.line[self.position :].ljust(width)
                self.position = len(self.line)
                return text
        text = self.line[self.position : end]
        self.position = end
        return text

    def seek(self, text: str) -> None:
        """`@'text'`: put the pointer after the text, in this line or, with FLOWOVER, a later one."""
        while True:
            found = self.line.find(text, self.position)
            if found >= 0:
                self.position = found + len(text)
                return
            if self.over != "flow" and not self.scans:
                self.position = len(self.line)
                return
            self.new_line()

    def token(self, *, embedded: bool = False, keep_quotes: bool = False) -> str:
        """Return the next value of list input. `embedded` (&): single blanks belong to the value.

        Raises NoValue where the line has none left and the options say so.
        """
        if self.string_delimiter:
            return self._string_delimited(keep_quotes)
        if self.dsd:
            return self._quoted(keep_quotes)
        delimiters = self.delimiters
        while True:
            line, position = self.line, self.position
            while position < len(line) and line[position] in delimiters:
                position += 1
            # A line that only has blanks left has no more values.
            if position < len(line) and line[position:].strip(" "):
                break
            self.position = position
            self.overflow()
        start = position
        if embedded:
            end = position
            while end < len(line):
                if line[end] in delimiters and end + 1 < len(line) and line[end + 1] in delimiters:
                    break
                end += 1
            self.position = min(end + 2, len(line) + 1)
            return line[start:end]
        while position < len(line) and line[position] not in delimiters:
            position += 1
        self.position = position + 1
        return line[start:position]

    def _string_delimited(self, keep_quotes: bool) -> str:
        delimiter = self.string_delimiter
        while not self.line[self.position :].strip(" ") and not self._after_last_delimiter():
            self.overflow()
        while not self.dsd and self.line.startswith(delimiter, self.position):
            self.position += len(delimiter)
        if self.dsd:
            quoted = re.compile(r"""( *)("(?:[^"]|"")*"|'(?:[^']|'')*') *""").match(self.line, self.position)
            after = quoted.end() if quoted else 0
            if quoted and (after == len(self.line) or self.line.startswith(delimiter, after)):
                self.position = after + len(delimiter)
                quote = quoted[2][0]
                return quoted[2] if keep_quotes else quoted[2][1:-1].replace(quote * 2, quote).rstrip(" ")
        end = self.line.find(delimiter, self.position)
        end = len(self.line) if end < 0 else end
        text = self.line[self.position : end]
        self.position = end + len(delimiter)
        return text

    def _after_last_delimiter(self) -> bool:
        """Does the line end with a delimiter that stands before the pointer? Then DSD has one more, empty value."""
        return self.dsd and self.position == len(self.line) and self.line.endswith(self.string_delimiter)

    def _quoted(self, keep_quotes: bool) -> str:
        delimiters = self.delimiters
        while self.position > len(self.line) or (
            self.position == len(self.line)
            and not (self.position and self.line[self.position - 1] in delimiters)
        ):
            self.overflow()
        line, position = self.line, self.position
        if (
            self.is_datalines
            and not line[position:].strip(" ")
            and not (position and line[position - 1] in delimiters)
        ):
            self.position = len(line) + 1
            self.overflow()
            line, position = self.line, self.position
        blank = position
        while blank < len(line) and line[blank] == " " and " " not in delimiters:
            blank += 1
        if blank < len(line) and line[blank] in "\"'":
            quote = line[blank]
            found = re.compile(f"{quote}((?:[^{quote}]|{quote}{quote})*){quote}").match(line, blank)
            if found is not None:
                end = found.end()
                while end < len(line) and line[end] not in delimiters:
                    end += 1
                self.position = end + 1
                text = line[blank:end] if keep_quotes else found[1].replace(quote * 2, quote)
                return text.rstrip(" ") if not keep_quotes else text
        end = position
        while end < len(line) and line[end] not in delimiters:
            end += 1
        self.position = end + 1
        return line[position:end]
