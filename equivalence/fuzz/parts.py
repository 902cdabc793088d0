"""A random program as a tree of parts, so that a difference can be shrunk by leaving parts out.

A part is a text with parts inside (`do; … end;`, a DATA step, the lines after DATALINES) or a plain text. Shrinking
leaves parts out, puts a part's body in its place, and makes expressions simpler by putting an argument in the place of
its function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_CALL = re.compile(r"(?<![\w.$'])([A-Za-z_]\w*)?\(")
_KEPT = {"in", "when", "select", "while", "until", "array", "where", "keep", "drop", "rename", "then"}


@dataclass(frozen=True, slots=True)
class Part:
    """`head`, the parts of the body, `tail`. `fixed`: it stays; `flat`: the body never stands without head and tail."""

    head: str
    body: tuple[Part, ...] = ()
    tail: str = ""
    fixed: bool = False
    flat: bool = True

    def text(self, indent: str = "") -> str:
        """Return the part's lines, each with its line end."""
        if not self.body and not self.tail:
            return indent + self.head + "\n" if self.head else "\n"
        inner = "" if self.tail == ";" else indent + "  "
        if not self.head and not self.tail:
            inner = indent
        begin = indent + self.head + "\n" if self.head else ""
        end = (indent if inner else "") + self.tail + "\n" if self.tail else ""
        return begin + "".join(part.text(inner) for part in self.body) + end


@dataclass(frozen=True, slots=True)
class FuzzProgram:
    """A random program. `tolerance`: relative, for numbers whose computation may differ in the last bits."""

    kind: str
    parts: tuple[Part, ...]
    tolerance: float = 0.0

    def text(self) -> str:
        """Return the program."""
        return "".join(part.text() for part in self.parts)


def lines(texts: list[str], fixed: bool = False) -> tuple[Part, ...]:
    """Return plain parts."""
    return tuple(Part(text, fixed=fixed) for text in texts)


def smaller(program: FuzzProgram) -> Iterator[FuzzProgram]:
    """Yield programs that are one step smaller, the largest steps first."""
    for parts in _without(program.parts):
        yield replace(program, parts=parts)


def _without(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    size = len(parts)
    chunk = size
    while chunk >= 1:
        for start in range(0, size, chunk):
            taken = parts[start : start + chunk]
            if not any(part.fixed for part in taken):
                yield parts[:start] + parts[start + chunk :]
        chunk //= 2
    for i, part in enumerate(parts):
        if part.body and not part.flat:
            yield parts[:i] + part.body + parts[i + 1 :]
        if part.body:
            for body in _without(part.body):
                yield (*parts[:i], replace(part, body=body), *parts[i + 1 :])
        for text in simpler(part.head):
            yield (*parts[:i], replace(part, head=text), *parts[i + 1 :])


def simpler(text: str) -> Iterator[str]:
    """Yield texts with one function call or bracket replaced by one of its arguments.

    >>> list(simpler("x = sum(a, (b));"))
    ['x = a;', 'x = (b);', 'x = sum(a, b);']
    """
    for match in _CALL.finditer(text):
        if (match[1] or "").lower() in _KEPT:
            continue
        found = arguments(text, match.end())
        if found is None:
            continue
        values, end = found
        for value in values:
            if value.strip() and not value.strip().lower().startswith("of "):
                yield text[: match.start()] + value.strip() + text[end:]


def arguments(text: str, start: int) -> tuple[list[str], int] | None:
    """Return the arguments from behind a bracket, and the position behind the closing one; None where it is open."""
    depth, quote, begin = 0, "", start
    found: list[str] = []
    for i in range(start, len(text)):
        c = text[i]
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}" and depth:
            depth -= 1
        elif c == ")":
            return [*found, text[begin:i]], i + 1
        elif c == "," and not depth:
            found.append(text[begin:i])
            begin = i + 1
    return None
