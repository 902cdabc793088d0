"""Lines of code: long ones broken as a formatter does, at the outermost brackets, then at commas or operators."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.emit import brackets
from translator.emit.headings import wrapped

WIDTH = 110
TOKENS = re.compile(
    r"""(?:[rRbBfFuU]{1,2})?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|#.*$|(?:\d[\w.]*(?:(?<=[eE])[-+]\d+)?|\.\d[\w]*)"""
    r"""|(?:[^\W\d]\w*|\*\*=?|//=?|<<=?|>>=?|->|:=|[-+*/%&|^=<>!@]=|\.\.\.|[^\s\w"'])"""
)


def indent(lines: list[str], by: int = 1) -> list[str]:
    """Indent lines by so many levels; empty ones stay empty, and so do the lines of a text in triple quotes."""
    return ["    " * by + line if line else line for line in lines]


def lay_out(lines: list[str]) -> list[str]:
    """Break the lines that are too long. Lines inside a triple-quoted text are left as they are."""
    made: list[str] = []
    raw = False
    for line in lines:
        if raw or line.count('"""') == 1:
            raw = raw != (line.count('"""') == 1)
            made.append(line)
        elif len(line) <= WIDTH:
            made.append(line)
        elif line.lstrip().startswith("#"):
            margin = line[: len(line) - len(line.lstrip())]
            words = wrapped(line.lstrip().removeprefix("#"), WIDTH - len(margin) - 2)
            made += [f"{margin}# {part}" for part in words]
        else:
            made += break_line(line)
    return made


def break_line(line: str) -> list[str]:
    """Break one logical line."""
    body = line.lstrip(" ")
    margin = line[: len(line) - len(body)]
    if len(line) <= WIDTH:
        return [line]
    found = outermost(body)
    if found is None:
        return parenthesised(margin, body)
    start, stop = found
    head, inside, tail = body[: start + 1], body[start + 1 : stop], body[stop:]
    if len(margin + head) > WIDTH or not inside.strip():
        return chained(margin, body) or [line]
    if prefix_too_long(head):
        return parenthesised(margin, body)
    inside = inside.strip()
    hugged = outermost(inside)
    while hugged is not None and hugged == (0, len(inside) - 1) and inside[0] in "[{":
        head, tail, inside = head + inside[0], inside[-1] + tail, inside[1:-1].strip()
        hugged = outermost(inside)
    parts = split_top(inside, ",")
    inner = margin + "    "
    lines = [margin + head]
    if len(parts) == 1 and not inside.rstrip().endswith(","):
        if len(inner + inside) <= WIDTH:
            lines.append(inner + inside)
        else:
            lines += operands(inner, inside)
    else:
        joined = inner + ", ".join(parts)
        if len(joined) <= WIDTH:
            lines.append(joined + ("," if inside.rstrip().endswith(",") else ""))
        else:
            for part in parts:
                lines += break_line(inner + part + ",")
    lines.append(margin + tail)
    return lines if len(margin + tail) <= WIDTH else lines[:-1] + break_line(margin + tail)


def chained(margin: str, body: str) -> list[str]:
    """Put brackets around a chain of methods, `x = a.b(…)[…].c(…)`, and break it before each method; [] where it is none."""
    argument = body.endswith(",")
    parts = split_top(body.removesuffix(","), "=")
    links = links_of(parts[1]) if len(parts) == 2 else []
    if len(links) < 2:
        return []
    inner = margin + "    "
    broken = [line for link in links for line in break_line(inner + link)]
    head, tail = (f"{margin}{parts[0]}=(", "),") if argument else (f"{margin}{parts[0]} = (", ")")
    return [head, *broken, margin + tail]


def links_of(text: str) -> list[str]:
    """Return the parts of a chain: each after the first begins with the dot of a method of what stands before."""
    cuts = [0]
    depth, before = 0, ""
    for start, _, word in spans(text):
        if word == "." and depth == 0 and before in (")", "]"):
            cuts.append(start)
        depth += (word in brackets.OPEN) - (word in brackets.CLOSE)
        before = word
    return [text[start:stop] for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def prefix_too_long(head: str) -> bool:
    """Is what stands before the bracket itself an expression with operators at the top (a + b + f(…))?"""
    text = head[:-1]
    for word in (" and ", " or ", " + ", " - ", " * ", " | ", " & "):
        if len(split_top(text, word.strip())) > 1:
            return True
    return False


def operands(margin: str, text: str) -> list[str]:
    """Break an expression before its loosest operators."""
    for word in ("or", "and", "|", "&", "+", "-", "*"):
        parts = split_top(text, word)
        if len(parts) > 1:
            lines = [margin + parts[0], *(f"{margin}{word} {part}" for part in parts[1:])]
            return [
                broken for line in lines for broken in (break_line(line) if len(line) > WIDTH else [line])
            ]
    found = outermost(text)
    links = links_of(text) if found is not None and len(margin) + found[0] >= WIDTH else []
    if len(links) > 1:
        return [line for link in links for line in break_line(margin + link)]
    return break_line(margin + text) if found else [margin + text]


def parenthesised(margin: str, body: str) -> list[str]:
    """Put brackets around the value of a statement, and break it before its operators."""
    for start in ("if ", "elif ", "while ", "return "):
        if body.startswith(start):
            colon = ":" if start != "return " and body.endswith(":") else ""
            inner = body[len(start) : len(body) - len(colon)]
            return [f"{margin}{start}(", *operands(margin + "    ", inner), f"{margin}){colon}"]
    parts = split_top(body.removesuffix(","), "=")
    if len(parts) == 2 and body.endswith(","):  # an argument
        return [f"{margin}{parts[0]}=(", *operands(margin + "    ", parts[1]), f"{margin}),"]
    if len(parts) == 2:
        return [f"{margin}{parts[0]} = (", *operands(margin + "    ", parts[1]), f"{margin})"]
    return [margin + body]


@lru_cache(maxsize=256)
def spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, token) of a piece of Python; texts and names are one token each."""
    return tuple((m.start(), m.end(), m.group()) for m in TOKENS.finditer(text))


def outermost(text: str) -> tuple[int, int] | None:
    """The longest bracket at the top of the text that holds something: positions of its two signs."""
    return brackets.outermost(spans(text))


def split_top(text: str, separator: str) -> list[str]:
    """The parts of a text between separators outside all brackets, stripped, an empty last one left out."""
    return brackets.split_top(text, spans(text), separator)
