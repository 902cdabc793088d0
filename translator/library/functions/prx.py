r"""Perl regular expressions: PRXPARSE, PRXMATCH, PRXCHANGE, PRXPOSN, PRXPAREN, on Python's `re`.

A pattern is /.../flags, m/.../flags or s/.../.../flags with any delimiter; flags i, m, s, x (o and g change nothing).
PRXPARSE numbers the patterns; the other functions take such a number or the pattern itself.
(SAS 9.4 Functions and CALL Routines: Reference, Pattern Matching Using Perl Regular Expressions.)
"""

from __future__ import annotations

import re
from math import isnan, nan

from translator.library.functions.perl_patterns import python_pattern
from translator.library.functions.registry import function

CLOSERS = {"(": ")", "[": "]", "{": "}", "<": ">"}
PATTERNS: list[str] = []
"""The patterns that PRXPARSE has numbered, from 1."""
COMPILED: dict[str, tuple[re.Pattern[str], str | None]] = {}
LAST_MATCH: dict[str, int] = {}
"""The last group that took part in the last match of a pattern, for PRXPAREN."""
LAST_PLACES: dict[str, list[tuple[float, float]]] = {}
"""Place and length of the last match of a pattern and of its groups, for CALL PRXPOSN."""


def perl_parts(pattern: str) -> tuple[str, str | None, str]:
    """Take a pattern apart: regular expression, replacement (None if it only matches), flags.

    Raises ValueError if it is not delimited.
    """
    text = pattern.strip(" ")
    substitutes = text[:1] == "s" and len(text) > 1 and not text[1].isalnum()
    start = 1 if substitutes or (text[:1] == "m" and len(text) > 1 and not text[1].isalnum()) else 0
    if start >= len(text) or text[start].isalnum() or text[start] == " ":
        raise ValueError(f"not a Perl regular expression: {pattern}")
    opener = text[start]
    closer = CLOSERS.get(opener, opener)
    body, place = delimited(text, start + 1, opener, closer)
    replacement = None
    if substitutes:
        if opener != closer:
            while text[place : place + 1] == " ":
                place += 1
            opener = text[place : place + 1]
            closer = CLOSERS.get(opener, opener)
            place += 1
        replacement, place = delimited(text, place, opener, closer)
    return body, replacement, text[place:].strip(" ")


def delimited(text: str, start: int, opener: str, closer: str) -> tuple[str, int]:
    """Return what stands before the closing delimiter, and the place after it. Raises ValueError if there is none."""
    depth, place = 0, start
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == closer and depth == 0:
            return text[start:place], place + 1
        elif opener != closer and text[place] in (opener, closer):
            depth += 1 if text[place] == opener else -1
        place += 1
    raise ValueError(f"no closing {closer}")


def compiled(pattern: float | str) -> tuple[re.Pattern[str], str | None, str]:
    """Return the compiled expression, the replacement, and the pattern itself, given the pattern or its number.

    Raises ValueError if there is no such pattern, or if it is not a regular expression.
    """
    if not isinstance(pattern, str):
        if isnan(pattern) or not 1 <= pattern <= len(PATTERNS):
            raise ValueError("no such pattern")
        pattern = PATTERNS[int(pattern) - 1]
    if pattern not in COMPILED:
        body, replacement, flags = perl_parts(pattern)
        options = re.ASCII
        for letter, option in (("i", re.I), ("m", re.M), ("s", re.S), ("x", re.X)):
            options |= option if letter in flags else re.ASCII
        try:
            COMPILED[pattern] = (re.compile(python_pattern(body), options), replacement)
        except re.error as error:
            raise ValueError(str(error)) from error
    return (*COMPILED[pattern], pattern)


def forget_patterns() -> None:
    """Begin a step: PRXPARSE numbers its patterns from 1."""
    PATTERNS.clear()


@function("PRXPARSE", "char", examples=(("prxparse('/unclosed')", None), ("prxparse('abc')", None)))
def prxparse(pattern: str) -> float:
    """Return a number that stands for a pattern; missing if it is not valid."""
    try:
        compiled(pattern)
    except ValueError:
        return nan
    if pattern not in PATTERNS:
        PATTERNS.append(pattern)
    return float(PATTERNS.index(pattern) + 1)


@function("PRXMATCH", "any char", missing="own", blanks=(1,), examples=(
    ("prxmatch('/world/', 'Hello world!')", 7), ("prxmatch('/WORLD/i', 'Hello world!')", 7),
    ("prxmatch('/\\d{5}(-\\d{4})?/', 'zip 27513-1234')", 5), ("prxmatch('/^a/', 'ba')", 0),
    ("prxmatch('m{a[[:digit:]]+}', 'xa12')", 2), ("prxmatch('/abc', 'abc')", None),
))  # fmt: skip
def prxmatch(pattern: float | str, text: str) -> float:
    """Return the place where a pattern matches first; 0 if it does not, missing if it is not valid."""
    try:
        expression, _, key = compiled(pattern)
    except ValueError:
        return nan
    match = expression.search(text)
    remember(key, match)
    return float(match.start() + 1) if match else 0.0


def remember(key: str, match: re.Match[str] | None) -> None:
    """Keep what CALL PRXPOSN and PRXPAREN ask for."""
    LAST_MATCH[key] = last_group(match)
    spans = match.regs if match else ()
    LAST_PLACES[key] = [
        (start + 1.0, float(end - start)) if start >= 0 else (0.0, 0.0) for start, end in spans
    ]


def last_group(match: re.Match[str] | None) -> int:
    """Return the number of the last group that took part in a match."""
    groups = match.groups() if match else ()
    return max((number for number, group in enumerate(groups, 1) if group is not None), default=0)


@function("PRXCHANGE", "any num char", returns="char", length=200, missing="own", blanks=(2,), examples=(
    ("prxchange('s/a/X/', -1, 'banana')", "bXnXnX"), ("prxchange('s/a/X/', 1, 'banana')", "bXnana"),
    ("prxchange('s/(\\w+), (\\w+)/$2 $1/', -1, 'Jones, Fred')", "Fred Jones"),
    ("prxchange('s/\\s+/ /', -1, 'a   b  c')", "a b c"), ("prxchange('s/(\\w+)/\\u$1/', -1, 'ann lee')", "Ann Lee"),
    ("prxchange('s/(b)/<\\1>/', -1, 'abc')", "a<b>c"), ("prxchange('s#a/b#c#', -1, 'xa/by')", "xcy"),
    ("prxchange('s/(\\w)(\\w*)/\\U$1\\E$2/', 1, 'abc def')", "Abc def"),
))  # fmt: skip
def prxchange(pattern: float | str, times: float, text: str) -> str:
    """Return the text with a number of matches replaced, all if -1; blank if the pattern does not replace."""
    try:
        expression, replacement, key = compiled(pattern)
    except ValueError:
        return ""
    if replacement is None or isnan(times):
        return ""
    result, end, left = [], 0, int(times)
    for match in expression.finditer(text):
        if left == 0:
            break
        result += [text[end : match.start()], replaced(replacement, match)]
        end = match.end()
        left -= 1
        remember(key, match)
    return "".join(result) + text[end:]


def replaced(replacement: str, match: re.Match[str]) -> str:
    r"""Return the replacement of one match: $1 \1 ${1} $& are parts of it, \U \L \u \l \E change the case."""
    result: list[str] = []
    whole_case, next_case = "", ""
    for token in re.findall(r"\$\{\d+\}|\$\d+|\$&|\\\d|\\[ULEulntr]|\\.|.", replacement, re.S):
        if token[0] == "\\" and token[1] in "ULE":
            whole_case = "" if token[1] == "E" else token[1]
            continue
        if token[0] == "\\" and token[1] in "ul":
            next_case = token[1]
            continue
        if token == "$&":
            piece = match[0]
        elif re.fullmatch(r"[\\$]\{?\d+\}?", token):
            number = int(token.strip("\\${}"))
            piece = (match[number] or "") if number <= len(match.groups()) else ""
        else:
            piece = {"\\n": "\n", "\\t": "\t", "\\r": "\r"}.get(token, token[-1])
        if whole_case:
            piece = piece.upper() if whole_case == "U" else piece.lower()
        if next_case and piece:
            piece = (piece[0].upper() if next_case == "u" else piece[0].lower()) + piece[1:]
            next_case = ""
        result.append(piece)
    return "".join(result)


@function("PRXPOSN", "any num char", returns="char", length=200, missing="own", blanks=(2,), examples=(
    ("prxposn('/(\\w+), (\\w+)/', 1, 'Jones, Fred')", "Jones"), ("prxposn('/(\\w+), (\\w+)/', 2, 'Jones, Fred')", "Fred"),
    ("prxposn('/b+/', 0, 'abbc')", "bb"), ("prxposn('/(a)/', 2, 'a')", ""),
))  # fmt: skip
def prxposn(pattern: float | str, number: float, text: str) -> str:
    """Return the part of a match that a pair of parentheses took (0: the whole match); blank if there is none."""
    try:
        expression, _, _ = compiled(pattern)
    except ValueError:
        return ""
    match = expression.search(text)
    if match is None or isnan(number) or not 0 <= number <= len(match.groups()):
        return ""
    return match[int(number)] or ""


@function("PRXPAREN", "num", missing="own", examples=(("prxparen(.)", None), ("prxparen(0)", None)))
def prxparen(pattern: float | str) -> float:
    """Return the number of the last pair of parentheses that took part in the last match."""
    try:
        return float(LAST_MATCH.get(compiled(pattern)[2], 0))
    except ValueError:
        return nan


def prx_place(
    pattern: float | str, text: str, number: float = 0.0, start: float = 1.0
) -> tuple[float, float]:
    """Return place and length of a match (or of a pair of parentheses in it), searched from a start; 0, 0 if none.

    For CALL PRXSUBSTR and CALL PRXNEXT.
    """
    try:
        expression, _, key = compiled(pattern)
    except ValueError:
        return nan, nan
    if isnan(number) or number > expression.groups:
        return nan, nan
    match = expression.search(text, max(int(start) - 1, 0))
    remember(key, match)
    if match is None or match.start(int(number)) < 0:
        return 0.0, 0.0
    return float(match.start(int(number)) + 1), float(match.end(int(number)) - match.start(int(number)))


def last_place(pattern: float | str, number: float) -> tuple[float, float]:
    """Return place and length of a group in the last match of a pattern (0: the whole match); 0, 0 if it took no part.

    For CALL PRXPOSN.
    """
    try:
        places = LAST_PLACES.get(compiled(pattern)[2], [])
    except ValueError:
        return nan, nan
    if isnan(number):
        return nan, nan
    return places[int(number)] if 0 <= number < len(places) else (0.0, 0.0)


def changed_text(
    pattern: float | str, times: float, text: str, width: int
) -> tuple[str, float, float, float]:
    """Return the text with matches replaced, its length in `width` characters, whether it was cut, and the changes.

    For CALL PRXCHANGE.
    """
    made = prxchange(pattern, times, text)
    try:
        found = sum(1 for _ in compiled(pattern)[0].finditer(text))
    except ValueError:
        return "", nan, nan, nan
    whole = made.rstrip(" ")
    fitted = whole[:width].rstrip(" ")
    changes = found if times < 0 else min(found, int(times))
    return fitted, float(len(fitted)), float(len(whole) > width), float(changes)
