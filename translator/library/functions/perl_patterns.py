r"""Perl regular expressions as Python's `re` reads them: POSIX classes, \Q…\E, flags in the middle, names, anchors.

SAS's PRX functions are those of Perl 5.6.1 without \pP, \PP, \X, \G, \N{name} and code inside an expression (SAS 9.4 Functions and
CALL Routines: Reference, "Perl Artistic License Compliance"): such patterns are not valid.
"""

from __future__ import annotations

import re

POSIX = {
    "alpha": "A-Za-z", "digit": "0-9", "alnum": "A-Za-z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "blank": r" \t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9A-Fa-f", "word": r"\w", "print": " -~", "graph": "!-~",
    "cntrl": r"\x00-\x1f\x7f", "ascii": r"\x00-\x7f",
}  # fmt: skip
OUTSIDE = re.compile(r"\\\\|\\[pPXGKR]|\\N\{|\(\?\??\{|\(\?\|")
"""What SAS's Perl does not have (and, to be stepped over, an escaped backslash)."""
FLAGS = re.compile(r"\(\?([imsx]*(?:-[imsx]+)?)\)")
"""Flags in the middle of an expression: they hold to the end of the parentheses around them."""


def python_pattern(perl: str) -> str:
    """Write a Perl regular expression as a Python one. Raises ValueError for what SAS's Perl does not have."""
    if any(found != "\\\\" for found in OUTSIDE.findall(perl)):
        raise ValueError("this is no part of SAS's regular expressions")
    result: list[str] = []
    place, in_class, again = 0, False, 0
    open_flags: list[list[str]] = [[]]
    while place < len(perl):
        character, following = perl[place], perl[place + 1 : place + 2]
        flags = FLAGS.match(perl, place) if not in_class else None
        named = re.match(r"\[:(\^?)(\w+):\]", perl[place:]) if in_class else None
        if named and named[2] in POSIX:
            result.append(others(named[2]) if named[1] else POSIX[named[2]])
            place += len(named[0])
        elif character == "\\" and following:
            text, place = escaped(perl, place, in_class)
            result.append(text)
        elif character == "[":
            result.append(r"\[" if in_class else "[")
            place += 1
            again = place if not in_class else again  # a ] that comes first is an ordinary character
            in_class = True
            if again == place and perl[place : place + 1] == "^":
                result.append("^")
                place += 1
                again = place
        elif character == "]" and in_class and place == again:
            result.append(r"\]")
            place += 1
        elif flags:
            result.append(f"(?{flags[1]}:" if flags[1] else "(?:")
            open_flags[-1].append(result[-1])
            place += len(flags[0])
        else:
            if not in_class and character in "(|)":
                open_flags, character = around(open_flags, character)
            in_class = in_class and character != "]"
            if (
                character == "("
                and perl.startswith("(?<", place)
                and perl[place + 3 : place + 4] not in ("=", "!")
            ):
                character, place = "(?P<", place + 2
            literal = character == "{" and not in_class and re.match(r"\{,\d*\}", perl[place:])
            result.append(r"\{" if literal else character)
            place += 1
    return "".join(result) + ")" * len(open_flags[0])


def around(open_flags: list[list[str]], character: str) -> tuple[list[list[str]], str]:
    """Return the flags that stay open after a parenthesis or a bar, and what is written for it: flags end with their group."""
    if character == "(":
        return [*open_flags, []], character
    closed = ")" * len(open_flags[-1])
    if character == "|":
        return open_flags, f"{closed}|{''.join(open_flags[-1])}"
    return open_flags[:-1] or [[]], f"{closed})"


def escaped(perl: str, place: int, in_class: bool) -> tuple[str, int]:
    r"""Return what a backslash at a place and what it escapes become, and the place after them."""
    following = perl[place + 1]
    if following == "Q":
        quoted, end, _ = perl[place + 2 :].partition(r"\E")
        return re.escape(quoted), place + 2 + len(quoted) + len(end)
    character = re.compile(
        r"\\x\{([0-9A-Fa-f]+)\}|\\x([0-9A-Fa-f]{1,2})|\\c([A-Z@\[\]^_])|\\(e)", re.I
    ).match(perl, place)
    if character:
        code = int(character[1] or character[2] or "1b", 16)
        if character[3]:
            code = ord(character[3].upper()) ^ 64
        return re.escape(chr(code)) if code > 32 else f"\\x{code:02x}", character.end()
    swapped = {"z": r"\Z", "Z": r"(?=\n?\Z)", "h": r" \t" if in_class else r"[ \t]", "/": "/", "E": ""}
    return swapped.get(following, perl[place : place + 2]), place + 2


def others(name: str) -> str:
    """Return the inside of a class of all characters that are not in a POSIX class."""
    if name in ("digit", "space", "word"):
        return {"digit": r"\D", "space": r"\S", "word": r"\W"}[name]
    inside = re.compile(f"[{POSIX[name]}]", re.A)
    outside = "".join(f"\\x{code:02x}" for code in range(128) if not inside.match(chr(code)))
    return outside + "\x80-\U0010ffff"
