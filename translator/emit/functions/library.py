"""Functions of macros that a program does not call: stand-ins in their code become names, or show that they are not general."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translator.emit.functions.blocks import Block
from translator.emit.functions.dialect import Dialect
from translator.emit.functions.factor import Factored
from translator.emit.functions.tokens import Tok
from translator.plan.library import LibraryMacro

_TEXTS = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\#.*$)"""
_DEFINED = re.compile(r"(?:def (\w+)\(|([\w.]+) <- function\()")
_COLUMNS = frozenset(("column", "key", "choice", "part"))


def no_function(one: LibraryMacro, made: Factored, blocks: Sequence[Block], lines: Sequence[str]) -> str:
    """Return why these lines are no function of the macro; "" where they are."""
    call = one.plan.calls[0]
    if any(block.holed for block in blocks):
        return "a step of it is not translated"
    if id(call) not in made.sites:
        return made.refused.get(id(call), "it could not be made one")
    text = "\n".join(lines).lower()
    for name, marker in one.markers.items():
        if re.search(rf"(?<![0-9]){marker}(?![0-9])", text):
            return f"its code hangs on the value of &{name.lower()}"
    for parameter in made.sites[id(call)].function.shared.parameters:
        marker = one.markers.get(parameter.variable, "")
        if parameter.kind == "text" and marker and parameter.given[0] != marker:
            return f"it changes the value of &{parameter.variable.lower()}"
    return ""


def named(
    one: LibraryMacro, lines: Sequence[str], dialect: Dialect, claim: Callable[[str], str]
) -> list[str]:
    """Return the lines with the names of parameters for stand-ins: in the names of variables and functions, in comments
    and in messages. Stand-ins that are left, in texts and columns, are not general.

    claim: a free name for a function of the program.
    """
    markers = {marker: name.lower() for name, marker in one.markers.items()}
    if not markers:
        return list(lines)
    any_marker = re.compile("|".join(map(re.escape, markers)), re.IGNORECASE)

    def spelled(text: str, before: str = "") -> str:
        return any_marker.sub(lambda match: before + markers[match[0].lower()], text)

    code = "\n".join(lines)
    own = rf"(?i:{any_marker.pattern})"
    code = re.sub(rf"_row_of_{own}", lambda match: spelled(match[0]), code)
    code = re.sub(
        rf"""(["'])WORK\.{own}\1""", lambda match: spelled(match[0], "&").replace("WORK.", ""), code
    )
    lines = code.split("\n")
    tokens = dialect.lex(lines)
    words = {token.text for token in tokens if token.kind in ("word", "fixed")}
    functions = {found[1] or found[2] for line in lines if (found := _DEFINED.match(line)) is not None}
    columns = _named_otherwise(tokens)
    names: dict[str, str] = {}
    for word in sorted(words - columns):
        if any_marker.search(word) is None:
            continue
        wanted = spelled(word)
        if word in functions:
            names[word] = claim(wanted)
            continue
        made = dialect.name(wanted, ())
        while made in words or made in names.values():
            made += "_"
        names[word] = made
    pattern = re.compile(
        rf"{_TEXTS}|(?<![\w.])({'|'.join(map(re.escape, names))})(?![{dialect.letters}])" if names else _TEXTS
    )

    def put(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        return spelled(match[2], "&") if match[2] else names[match[3]]

    lines = [
        re.sub(rf'"(\w*{own}\w*)"(?=: \1\b)', lambda match: f'"{names.get(match[1], match[1])}"', line)
        for line in lines
    ]
    return [
        spelled(line, "&") if line.lstrip().startswith('"""') else pattern.sub(put, line) for line in lines
    ]


def _named_otherwise(tokens: Sequence[Tok]) -> set[str]:
    """Words that are names of columns, of arguments or of parts somewhere: they are not free."""
    found = {token.text for token in tokens if token.kind in _COLUMNS}
    for place, token in enumerate(tokens[:-2]):
        follows, then = tokens[place + 1], tokens[place + 2]
        if (
            token.kind == "fixed"
            and follows.text != "("
            and not (follows.text == "=" and then.text == token.text)
        ):
            found.add(token.text)
    return found
