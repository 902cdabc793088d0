"""SAS text and places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A text that was put together with others into a Source: from line `start` of the whole on; its first line there
    is its line 1 (lines before that are the whole's own)."""

    start: int
    path: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One text that SAS code is read from: a file, an included file, a macro's generated text.

    `path` is what diagnostics print; `text` is decoded; `encoding` is the codec the bytes were read with; `parts`
    are the texts that it was put together from, in order (the programs of a project file).
    """

    path: str
    text: str
    encoding: str = "utf-8"
    parts: tuple[Part, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of a character offset, both counted from 1."""
        if not self._starts:
            self._starts.append(0)
            start = self.text.find("\n")
            while start >= 0:
                self._starts.append(start + 1)
                start = self.text.find("\n", start + 1)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def place(self, offset: int) -> tuple[str, int, int]:
        """Return (path, line, column) of a character offset as its owner looks for it: in the part it came from."""
        line, column = self.position(offset)
        part = next((one for one in reversed(self.parts) if one.start <= line), None)
        return (self.path, line, column) if part is None else (part.path, line - part.start + 1, column)

    def line_of(self, path: str, line: int) -> int | None:
        """Return the line of the whole text that a line of one of its parts (or of itself) is; None for other files."""
        part = next((one for one in self.parts if one.path == path), None)
        if part is not None:
            return part.start + line - 1
        return line if path == self.path else None


@dataclass(frozen=True, slots=True)
class Origin:
    """How a token came out of the macro processor, when it was not literal text of the program.

    `how` is one of "macro body", "argument", "variable", "include", "execute"; `name` is the macro, macro
    variable or file; `at` is the token of the call or reference, whose own `via` leads further out.
    """

    how: str
    name: str
    at: Token


@dataclass(slots=True, eq=False)
class Token:
    """A piece of SAS text.

    `kind` is one of the constants in `tokens`; `text` is the exact text; `start`/`end` are offsets in
    `source`; `glued` is true where nothing (blank, comment) stands between this token and the one before;
    `comments` are the comments that stand before the token; `via` is its macro origin (None: literal text).
    """

    kind: str
    text: str
    source: Source
    start: int
    end: int
    glued: bool = False
    comments: tuple[Token, ...] = ()
    via: Origin | None = None

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def place(self) -> str:
        """`file:line` where the token's own text stands."""
        path, line, _ = self.source.place(self.start)
        return f"{path}:{line}"

    @property
    def outermost(self) -> Token:
        """The token of the program's own text that this token goes back to."""
        token = self
        while token.via is not None:
            token = token.via.at
        return token
