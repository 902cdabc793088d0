"""Which functions and constants of a generated program belong to which of its steps."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from translator.emit.code import MapEntry


@dataclass(frozen=True, slots=True)
class Chunk:
    """A top-level function or constant: lines from 1, the comments right above included."""

    name: str
    first: int
    last: int


def owned(text: str, target: str, entries: Sequence[MapEntry], sas: str = "") -> dict[int, list[Chunk]]:
    """Return the chunks that each entry uses, by the entry's index; a chunk goes to the first that names it.

    Chunks that hold entries themselves (`run`), and those that no entry uses, belong to nobody. The functions of
    the formats of a PROC FORMAT in the SAS text stand with it.
    """
    sas_lines = sas.splitlines()
    lines = text.splitlines()
    chunks = chunks_of(text, target)
    free = [chunk for chunk in chunks if not any(chunk.first <= e.first <= chunk.last for e in entries)]
    found: dict[int, list[Chunk]] = {}
    for index, entry in sorted(enumerate(entries), key=lambda pair: pair[1].first):
        said = "\n".join(lines[entry.first - 1 : entry.last])
        if entry.title == "PROC FORMAT":
            words = re.findall(r"\w+", " ".join(sas_lines[entry.sas_first - 1 : entry.sas_last]).lower())
            said += " ".join(f"{word}_format {word.upper()}_FORMAT" for word in words)
        grown = True
        while grown:
            grown = False
            for chunk in free:
                if re.search(rf"(?<![\w.]){re.escape(chunk.name)}(?![\w.])", said):
                    found.setdefault(index, []).append(chunk)
                    free.remove(chunk)
                    said += "\n" + "\n".join(lines[chunk.first - 1 : chunk.last])
                    grown = True
                    break
    return {index: sorted(chunks, key=lambda chunk: chunk.first) for index, chunks in found.items()}


def chunks_of(text: str, target: str) -> list[Chunk]:
    """Return the functions and constants of a generated program, in order."""
    lines = text.splitlines()
    return _python(text, lines) if target == "pandas" else _r(lines)


def _python(text: str, lines: Sequence[str]) -> list[Chunk]:
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return []
    found = []
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                decorators = [one.lineno for one in getattr(node, "decorator_list", ())]
                first = _with_comments(lines, min([node.lineno, *decorators]))
                found.append(Chunk(name, first, node.end_lineno or node.lineno))
    return found


def _r(lines: Sequence[str]) -> list[Chunk]:
    found = []
    number = 0
    while number < len(lines):
        match = re.match(r"([A-Za-z.][\w.]*) <- .*?([({]?)$", lines[number])
        first = number + 1
        if match and match.group(2):
            closing = {"(": ")", "{": "}"}[match.group(2)]
            while number + 1 < len(lines) and not lines[number].startswith(closing):
                number += 1
                if lines[number].startswith(")") and lines[number].endswith(
                    "{"
                ):  # the end of a list of parameters
                    number, closing = number + 1, "}"
        number += 1
        if match:
            found.append(Chunk(match.group(1), _with_comments(lines, first), number))
    return found


def _with_comments(lines: Sequence[str], first: int) -> int:
    while first > 1 and lines[first - 2].startswith("#"):
        first -= 1
    return first
