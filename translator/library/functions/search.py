"""Searching a text for a text or for characters: INDEX, INDEXC, FIND, FINDC, VERIFY, COUNT, COUNTC."""

from __future__ import annotations

from translator.library.functions.characters import listed
from translator.library.functions.registry import function, positions_from


@function(
    "INDEX", "char char", aliases=("KINDEX",), blanks=(0, 1),
    examples=(("index('ABC.DEF (X=Y)', 'X=Y')", 10), ("index('abc', 'd')", 0), ("index('a b', ' ')", 2)),
)  # fmt: skip
def index(text: str, part: str) -> float:
    """Return the place of the first occurrence of a part in a text; 0 if there is none."""
    return float(text.find(part) + 1) if part else 0.0


@function(
    "INDEXC", "char char...", aliases=("KINDEXC",), blanks=positions_from(0),
    examples=(("indexc('ABC.DEF (X2=Y1)', '0123', ';()=.')", 4), ("indexc('abc', 'xyz')", 0),
              ("indexc('have a good day', 'pleasant', 'very')", 2)),
)  # fmt: skip
def indexc(text: str, *characters: str) -> float:
    """Return the place of the first character of a text that is among those listed; 0 if none is."""
    wanted = "".join(characters)
    for place, character in enumerate(text, 1):
        if character in wanted:
            return float(place)
    return 0.0


@function(
    "VERIFY", "char char...", aliases=("KVERIFY",), blanks=positions_from(0),
    examples=(("verify('abc1', 'abc')", 4), ("verify('abc', 'abcd')", 0), ("verify('12a4', '0123456789')", 3),
              ("verify('a1', 'a', '1')", 0)),
)  # fmt: skip
def verify(text: str, *characters: str) -> float:
    """Return the place of the first character of a text that is not among those listed; 0 if all are."""
    allowed = "".join(characters)
    for place, character in enumerate(text, 1):
        if character not in allowed:
            return float(place)
    return 0.0


@function(
    "FIND", "char char [any] [any]", missing="own", blanks=(0, 1),
    examples=(("find('She sells seashells? Yes, she does.', 'she ')", 27),
              ("find('She sells seashells? Yes, she does.', 'SHE ', 'i')", 1),
              ("find('She sells seashells? Yes, she does.', 'she', 1)", 14),
              ("find('abcabc', 'b', 3)", 5), ("find('abcabc', 'b', -4)", 2), ("find('abcabc', 'B', 'i', -6)", 5),
              ("find('abc', 'b', 9)", 0), ("find('abc', 'b', 0)", 0), ("find('abc  ', 'bc ', 't')", 2)),
)  # fmt: skip
def find(text: str, part: str, *rest: float | str | None) -> float:
    """Return the place of a part in a text; 0 if it is not there.

    After the part, in any order: modifiers (i ignores case, t trims) and the place to start at; a negative one
    searches to the left from there.
    """
    options = "".join(item for item in rest if isinstance(item, str)).lower()
    starts = [item for item in rest if item is not None and not isinstance(item, str)]
    if "t" in options:
        text, part = text.rstrip(" "), part.rstrip(" ")
    if "i" in options:
        text, part = text.lower(), part.lower()
    start = starts[0] if starts else 1.0
    if not part or start != start or int(start) == 0:
        return 0.0
    if start > 0:
        return float(text.find(part, int(start) - 1) + 1)
    return float(text.rfind(part, 0, min(int(-start), len(text)) - 1 + len(part)) + 1)


@function(
    "FINDC", "char [char] [any] [any]", missing="own", blanks=(0, 1),
    examples=(("findc('Hi there, Ian!', 'aeiou')", 2), ("findc('Hi there', 'HT', 'i')", 1),
              ("findc('abc1', , 'd')", 4), ("findc('abc', 'ab', 'k')", 3), ("findc('abcab', 'a', -3)", 1),
              ("findc('abcab', 'a', 2)", 4), ("findc('abcab', 'a', 'b')", 4)),
)  # fmt: skip
def findc(text: str, characters: str | None = None, *rest: float | str | None) -> float:
    """Return the place of the first character that is listed (modifiers k, v: that is not); 0 if none is.

    After the characters, in any order: modifiers (i ignores case, b searches to the left, t trims, letters add
    classes) and the place to start at, negative to search to the left.
    """
    options = "".join(item for item in rest if isinstance(item, str)).lower()
    starts = [item for item in rest if item is not None and not isinstance(item, str)]
    wanted = characters or ""
    if "t" in options:
        text, wanted = text.rstrip(" "), wanted.rstrip(" ")
    keep = "k" in options or "v" in options
    start = starts[0] if starts else float(-len(text) if "b" in options else 1)
    if start != start or int(start) == 0 or start > len(text):
        return 0.0
    if start > 0:
        places = range(int(start), 0, -1) if "b" in options else range(int(start), len(text) + 1)
    else:
        places = range(min(int(-start), len(text)), 0, -1)
    for place in places:
        if listed(text[place - 1], wanted, options) != keep:
            return float(place)
    return 0.0


@function(
    "COUNT", "char char [char]", blanks=(0, 1),
    examples=(("count('This is a thistle? Yes, this is a thistle.', 'this')", 3),
              ("count('This is a thistle? Yes, this is a thistle.', 'this', 'i')", 4),
              ("count('abc', 'd')", 0), ("count('a b c', ' ')", 2)),
)  # fmt: skip
def count(text: str, part: str, modifiers: str | None = None) -> float:
    """Return how often a part occurs in a text, without overlaps (modifiers: i ignores case, t trims)."""
    options = (modifiers or "").lower()
    if "t" in options:
        text, part = text.rstrip(" "), part.rstrip(" ")
    if "i" in options:
        text, part = text.lower(), part.lower()
    return float(text.count(part)) if part else 0.0


@function(
    "COUNTC", "char [char] [char]", blanks=(0, 1),
    examples=(("countc('Baboons Eat Bananas     ', 'a')", 5), ("countc('Baboons Eat Bananas', 'b', 'i')", 3),
              ("countc('a1b2', , 'd')", 2), ("countc('abc', 'ab', 'v')", 1)),
)  # fmt: skip
def countc(text: str, characters: str | None = None, modifiers: str | None = None) -> float:
    """Return how many characters of a text are listed (modifiers v, k: are not listed; letters add classes)."""
    options = (modifiers or "").lower()
    wanted = characters or ""
    if "t" in options:
        text, wanted = text.rstrip(" "), wanted.rstrip(" ")
    keep = "v" in options or "k" in options
    return float(sum(1 for character in text if listed(character, wanted, options) != keep))
