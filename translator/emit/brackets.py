"""Lines of code cut at brackets and separators: what breaking long lines needs to know of a language's text."""

from __future__ import annotations

from collections.abc import Iterable

OPEN, CLOSE = "([{", ")]}"

Spans = Iterable[tuple[int, int, str]]
"""(start, end, token) of a piece of code, in order; a text, with its quotes, is one token."""


KEYWORDS = frozenset("return in not and or if else is lambda".split())
"""Words of Python and R behind which a sign belongs to what follows."""


def outermost(spans: Spans) -> tuple[int, int] | None:
    """Return the positions of the two signs of the longest bracket at the top that holds something; None without one."""
    best: tuple[int, int] | None = None
    stack: list[int] = []
    for start, _, word in spans:
        if word in OPEN:
            stack.append(start)
        elif word in CLOSE and stack:
            opened = stack.pop()
            if not stack and start - opened > 1 and (best is None or start - opened > best[1] - best[0]):
                best = (opened, start)
    return best


def split_top(text: str, spans: Spans, separator: str) -> list[str]:
    """Return the parts of a text between separators that stand outside all brackets, stripped, an empty last one left out.

    Args: spans: the tokens of the text. separator: `+`, `-` and `*` separate only where they stand between two values.
    """
    parts: list[str] = []
    depth, begin, before = 0, 0, ""
    for start, end, word in spans:
        if word in OPEN:
            depth += 1
        elif word in CLOSE:
            depth -= 1
        elif word == separator and depth == 0:
            if separator not in "+-*" or is_value(before):
                parts.append(text[begin:start].strip())
                begin = end
        before = word
    last = text[begin:].strip()
    return [*parts, last] if last else parts


def is_value(token: str) -> bool:
    """Does a value end with a token, so that a sign behind it stands between two?"""
    return token not in KEYWORDS and (token[-1:].isalnum() or token[-1:] in tuple("\"'`)]}_."))
