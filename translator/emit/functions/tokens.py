"""Generated code as tokens, enough of them to see what differs between two pieces of code of the same shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",
    "number",
    "word",
    "fixed",
    "sign",
    "comment",
    "raw",
    "list",
    "line",
    "column",
    "key",
    "choice",
    "part",
    "glue",
    "piece",
]
"""`fixed`: a word that cannot be left open. Names of columns: `column` in an expression over rows, `key` one that is made,
`choice` where columns are chosen by name, `part` after `$`. Constant pieces of texts with values in them: `glue` (the whole
text, in quotes), `piece`."""
COLUMNS = ("column", "key", "choice", "part")


@dataclass(frozen=True, slots=True)
class Tok:
    """A token and the blanks before it. `line`: a line begins (its indentation is `space`). `list`: a constant list,
    whose `items` are its elements."""

    kind: Kind
    text: str
    space: str = ""
    items: tuple[Tok, ...] = ()


def written(tokens: Iterable[Tok]) -> list[str]:
    """Return tokens as lines."""
    lines: list[str] = []
    for token in tokens:
        if token.kind == "line":
            lines.append(token.space)
        else:
            lines[-1] += token.space + token.text
    return [line.rstrip() for line in lines]


def statements(lines: list[str]) -> list[list[str]]:
    """Group the lines of a block to statements: one begins where a line is not indented and closes nothing."""
    found: list[list[str]] = []
    for line in lines:
        begins = line[:1] not in (" ", ")", "]", "}", "") and line.split(" ")[0].rstrip(":") not in (
            "else",
            "elif",
            "except",
            "finally",
        )
        if begins or not found:
            found.append([line])
        else:
            found[-1].append(line)
    return found
