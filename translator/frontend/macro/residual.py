"""Text that only the run knows, inside the macro processor: one character of Unicode's private area for each piece.

Such a character (an atom) passes through values, arguments and strings as any text does. Where text leaves the
processor it is written as a reference `&name.`; where it decides something, the decision is left to the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from translator.lang.macro_text import (
    MacroFunction,
    MacroIndirect,
    MacroPart,
    MacroQuoted,
    MacroReference,
    MacroText,
)
from translator.lang.source import Token
from translator.library.macro_masks import ATOM, unmask

ATOMS = re.compile(f"[{chr(ATOM)}-\U000ffffd]")
"""Matches one atom."""

_MASKED = re.compile("[\ue020-\ue0ff]+")


def has_atoms(text: str) -> bool:
    """Does a text hold a piece that only the run knows?"""
    return ATOMS.search(text) is not None


class Parts:
    """The pieces that atoms stand for."""

    def __init__(self) -> None:
        self._parts: list[MacroPart] = []
        self._atoms: dict[MacroPart, str] = {}

    def __bool__(self) -> bool:
        return bool(self._parts)

    def atom(self, part: MacroPart) -> str:
        """Return the character that stands for a piece."""
        if part not in self._atoms:
            self._atoms[part] = chr(ATOM + len(self._parts))
            self._parts.append(part)
        return self._atoms[part]

    def part(self, atom: str) -> MacroPart:
        return self._parts[ord(atom) - ATOM]

    def text(self, text: str, masks: bool = False) -> MacroText:
        """Return a (masked) text as its pieces. `masks`: masked characters become MacroQuoted, else plain text."""
        found: list[MacroPart] = []
        start = 0
        for match in ATOMS.finditer(text):
            found += _plain(text[start : match.start()], masks)
            part = self.part(match.group())
            found.append(part if masks else bare(part))
            start = match.end()
        found += _plain(text[start:], masks)
        return tuple(found)

    def is_simple(self, text: str) -> bool:
        """Are all atoms of a text plain references?"""
        return all(isinstance(bare(self.part(atom)), MacroReference) for atom in ATOMS.findall(text))

    def refers(self, text: str, name: str) -> bool:
        """Can a text change its meaning when the variable gets a new value?"""
        return any(_refers(self.part(atom), name) for atom in ATOMS.findall(text))


def bare(part: MacroPart) -> MacroPart:
    """Return a quoted piece without its quoting, where it is one piece."""
    while isinstance(part, MacroQuoted) and len(part.text) == 1:
        part = part.text[0]
    return part


def _plain(text: str, masks: bool) -> list[MacroPart]:
    if not text:
        return []
    if not masks:
        return [unmask(text)]
    found: list[MacroPart] = []
    start = 0
    for match in _MASKED.finditer(text):
        if match.start() > start:
            found.append(text[start : match.start()])
        found.append(MacroQuoted((unmask(match.group()),)))
        start = match.end()
    if start < len(text):
        found.append(text[start:])
    return found


def _refers(part: MacroPart, name: str) -> bool:
    match part:
        case MacroReference(one):
            return one == name
        case MacroIndirect(text):
            return could_be(text, name) or any(_refers(piece, name) for piece in text)
        case MacroQuoted(text):
            return any(_refers(piece, name) for piece in text)
        case MacroFunction(_, args):
            return any(_refers(piece, name) for arg in args for piece in arg)
    return False


def could_be(text: MacroText, name: str) -> bool:
    """Could a computed name be this one (upper case)?"""
    pattern = "".join(re.escape(part.strip().upper()) if isinstance(part, str) else r"\w*" for part in text)
    return re.fullmatch(pattern, name.upper()) is not None


# --- marks in the stream of statements: where structure begins and ends -----------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class ForkBegin:
    """%IF of a condition that only the run knows: what follows happens if it is true (`negated`: false)."""

    condition: MacroFunction
    at: Token
    negated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ForkElse:
    """What follows happens otherwise."""


@dataclass(frozen=True, slots=True, eq=False)
class ForkEnd:
    """The two ways join. `then`, `otherwise`: statements that bring the macro variables of each way up to date."""

    end: Token
    then: tuple[object, ...] = ()
    otherwise: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RepeatBegin:
    """A macro loop whose rounds only the run knows; see MacroRepeat."""

    at: Token
    index: str = ""
    start: MacroText = ()
    stop: MacroText = ()
    step: MacroText = ("1",)


@dataclass(frozen=True, slots=True, eq=False)
class RepeatEnd:
    """The end of a %DO loop that only the run can go through."""

    end: Token


@dataclass(frozen=True, slots=True, eq=False)
class ExecutedBegin:
    """The steps of a CALL EXECUTE text follow."""

    at: Token
    site: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ExecutedEnd:
    """The end of what CALL EXECUTE has queued."""

    end: Token


Mark = ForkBegin | ForkElse | ForkEnd | RepeatBegin | RepeatEnd | ExecutedBegin | ExecutedEnd
MARKS = (ForkBegin, ForkElse, ForkEnd, RepeatBegin, RepeatEnd, ExecutedBegin, ExecutedEnd)


def as_upper(names: Iterable[str]) -> list[str]:
    """Return names as the symbol tables have them."""
    return [name.strip().upper() for name in names]
