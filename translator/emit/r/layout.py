"""Lines of code: long ones broken at the outermost brackets, then at commas or operators."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.emit import brackets

WIDTH = 110
TOKENS = re.compile(
    r'"(?:\\.|[^"\\])*"|`[^`]*`|\'(?:\\.|[^\'\\])*\'|#.*$|\|>|%\w*%|<-|&&|\|\||[<>=!]=|[A-Za-z.][\w.]*|[0-9][\w.]*|\S'
)


def lay_out(lines: list[str], width: int = WIDTH) -> list[str]:
    """Break the lines that are too long; comments are filled."""
    made: list[str] = []
    for line in lines:
        body = line.lstrip(" ")
        margin = line[: len(line) - len(body)]
        if len(line) <= width:
            made.append(line)
        elif body.startswith("#"):
            made += comment(margin, body, width)
        else:
            made += break_line(margin, body, width)
    return made


def comment(margin: str, body: str, width: int) -> list[str]:
    """Fill a comment into several lines."""
    lines = [margin + "#"]
    for word in body.lstrip("# ").split(" "):
        if len(lines[-1]) + len(word) + 1 > width and lines[-1] != margin + "#":
            lines.append(margin + "#")
        lines[-1] += " " + word
    return lines


def break_line(margin: str, body: str, width: int) -> list[str]:
    """Break one statement, or a part of one."""
    if len(margin) + len(body) <= width:
        return [margin + body]
    inner = margin + "  "
    parts = split_top(body, "|>")
    if len(parts) > 1:
        lines = break_line(margin, parts[0] + " |>", width)
        for part in parts[1:-1]:
            lines += break_line(inner, part + " |>", width)
        return lines + break_line(inner, parts[-1], width)
    found = outermost(body)
    if found is None:
        return [margin + body]
    start, stop = found
    head, inside, tail = body[: start + 1], body[start + 1 : stop], body[stop:]
    items = split_top(inside, ",")
    lines = [margin + head]
    if len(items) > 1:
        joined = ", ".join(items)
        if len(inner) + len(joined) <= width:
            lines.append(inner + joined)
        elif all(" = " not in item and " ~ " not in item and len(item) < 40 for item in items):
            lines += fill(inner, items, width)
        else:
            for item in items[:-1]:
                lines += break_line(inner, item + ",", width)
            lines += break_line(inner, items[-1], width)
    else:
        lines += operands(inner, inside, width)
    rest = margin + tail
    return lines + (break_line(margin, tail, width) if len(rest) > width else [rest])


def fill(margin: str, items: list[str], width: int) -> list[str]:
    """Return the items separated by commas, as many on a line as fit."""
    lines = [margin]
    for position, item in enumerate(items):
        piece = item + ("," if position < len(items) - 1 else "")
        if len(lines[-1]) + len(piece) + 1 > width and lines[-1].strip():
            lines.append(margin)
        lines[-1] += (" " if lines[-1].strip() else "") + piece
    return lines


def operands(margin: str, text: str, width: int) -> list[str]:
    """Break an expression after its loosest operators."""
    if len(margin) + len(text) <= width:
        return [margin + text]
    for word in ("||", "&&", "|", "&", "+", "-", "*"):
        parts = split_top(text, word)
        if len(parts) > 1:
            lines = []
            for part in parts[:-1]:
                lines += break_line(margin, f"{part} {word}", width)
            return lines + break_line(margin, parts[-1], width)
    return break_line(margin, text, width)


@lru_cache(maxsize=256)
def spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, token) of a piece of R; texts and names are one token each."""
    return tuple((m.start(), m.end(), m.group()) for m in TOKENS.finditer(text))


def outermost(text: str) -> tuple[int, int] | None:
    """The longest bracket at the top of the text that holds something: positions of its two signs."""
    return brackets.outermost(spans(text))


def split_top(text: str, separator: str) -> list[str]:
    """The parts of a text between separators outside all brackets, stripped, an empty last one left out."""
    return brackets.split_top(text, spans(text), separator)
