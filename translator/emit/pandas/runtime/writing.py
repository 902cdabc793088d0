"""PUT: building lines of text, item by item."""

from __future__ import annotations

from collections.abc import Callable


class LineWriter:
    """The lines that PUT writes to one place; `write` takes each finished line.

    Each PUT is its items in order, then `end()`, or `hold()` for a trailing @ or @@. `delimiter`: DLM= or DSD of
    the FILE statement; `dsd`: values that hold the delimiter are put in quotation marks. `linesize`: what does not
    fit into a line goes to the next one.
    """

    def __init__(
        self, write: Callable[[str], None], delimiter: str = "", dsd: bool = False, linesize: int = 0
    ) -> None:
        self.write = write
        self.delimiter = delimiter
        self.dsd = dsd
        self.linesize = linesize
        self.lines = [""]
        self.row = 0
        self.place = 0
        self.started = False
        self.after_value = False  # is the pointer behind the separator of a value?

    @property
    def column(self) -> float:
        """COLUMN=: the column of the pointer."""
        return float(self.place + 1)

    @property
    def line_number(self) -> float:
        """LINE=: the line of the pointer among those that PUT writes."""
        return float(self.row + 1)

    def text(self, text: str) -> None:
        """A text at the pointer, over what may stand there."""
        if self.linesize and self.place > 0 and self.place + len(text) > self.linesize:
            self.next_line()
        line = self.lines[self.row].ljust(self.place)
        self.lines[self.row] = line[: self.place] + text + line[self.place + len(text) :]
        self.place += len(text)
        self.started = True
        self.after_value = False

    def value(self, text: str, number: bool = False) -> None:
        """List output: a value without blanks around it, then a blank. A missing number leaves its place empty in DSD."""
        text = text.strip(" ")
        text = "" if number and self.dsd and text == "." else text
        self.field(text if text or self.dsd else " ")

    def named(self, name: str, text: str) -> None:
        """Named output: `name=value`."""
        text = text.strip(" ")
        self.field(f"{name}={text if text or self.delimiter else ' '}")

    def field(self, text: str) -> None:
        """A value of list output and what separates it from the next one."""
        separator = self.delimiter or " "
        if self.after_value and self.delimiter:
            self.place -= len(separator)
            self.text(separator)
        if self.dsd and (separator in text or '"' in text):
            text = '"' + text.replace('"', '""') + '"'
        self.text(text)
        self.place += len(separator)
        self.after_value = True

    def varying(self, text: str, width: float, limit: int) -> None:
        """`$VARYING`: as many columns as a variable says, at most so many."""
        columns = min(int(width), limit) if width > 0 else 0
        self.text(text[:columns].ljust(columns))

    def columns(self, first: int, last: int, text: str) -> None:
        """Columns `first-last`."""
        self.place = first - 1
        self.after_value = False
        self.text(text[: last - first + 1].ljust(last - first + 1))

    def at(self, column: float) -> None:
        """`@n`"""
        self.place = max(int(column) - 1, 0)
        self.after_value = False

    def plus(self, columns: float) -> None:
        """`+n`"""
        self.place = max(self.place + int(columns), 0)
        self.after_value = False

    def to_line(self, number: float) -> None:
        """`#n`: the nth line of this PUT."""
        self.row = max(int(number) - 1, 0)
        self.lines += [""] * (self.row + 1 - len(self.lines))
        self.place = 0
        self.started = True
        self.after_value = False

    def next_line(self) -> None:
        """`/`"""
        self.to_line(self.row + 2)

    def end(self) -> None:
        """PUT ends: its lines are written."""
        for line in self.lines:
            self.write(line)
        self.lines, self.row, self.place = [""], 0, 0
        self.started = self.after_value = False

    def hold(self) -> None:
        """A trailing @ or @@: the next PUT goes on in this line."""
        self.started = True

    def finish(self) -> None:
        """The step ends: a line that is held is written."""
        if self.started:
            self.end()
