"""Words of a text: SCAN, COUNTW, FINDW, INDEXW."""

from __future__ import annotations

from translator.library.functions.characters import listed
from translator.library.functions.registry import function

DELIMITERS = " !$%&()*+,-./;<^|"
"""What separates words by default on ASCII computers."""


def split_words(text: str, delimiters: str | None, modifiers: str | None) -> list[tuple[int, str]]:
    """Return the words of a text with the place of each, counted from 0.

    Modifiers: a, c, d … add classes of characters to the delimiters, i ignores case, k makes all but the listed
    characters delimiters, m keeps empty words, q ignores delimiters inside quotation marks, r strips the words,
    t trims the arguments. The default delimiters are used only where neither delimiters nor modifiers are given.
    """
    options = (modifiers or "").lower()
    if delimiters is None:
        delimiters = DELIMITERS if modifiers is None else ""
    if "t" in options:
        text, delimiters = text.rstrip(" "), delimiters.rstrip(" ")
    words, start, mark = [], 0, ""
    for place, character in enumerate(text):
        if "q" in options and character in "'\"" and (not mark or mark == character):
            mark = "" if mark else character
        elif not mark and listed(character, delimiters, options) != ("k" in options):
            words.append((start, text[start:place]))
            start = place + 1
    words.append((start, text[start:]))
    if "m" not in options:
        words = [(place, word) for place, word in words if word]
    if "r" in options:
        words = [(place + len(word) - len(word.lstrip(" ")), word.strip(" ")) for place, word in words]
    return words


@function(
    "SCAN", "char num [char] [char]", returns="char", length="arg0", blanks=(0, 2),
    examples=(("scan('ABC.DEF(X=Y)', 3)", "X=Y"), ("scan('a,,b', 2, ',')", "b"), ("scan('a,,b', 2, ',', 'm')", ""),
              ("scan('\"x,y\",z', 2, ',', 'q')", "z"), ("scan('one two three', -1)", "three"),
              ("scan('one two', 5)", ""), ("scan('a1b22c', 2, , 'd')", "b"), ("scan('a1b22c', 2, , 'kd')", "22"),
              ("scan('a b', 1, , 'm')", "a b")),
    aliases=("KSCAN",),
)  # fmt: skip
def scan(text: str, count: float, delimiters: str | None = None, modifiers: str | None = None) -> str:
    """Return the nth word of a text, counted from the right if negative; blank if there are not so many."""
    options = modifiers or ""
    if count != count or int(count) == 0:
        return ""
    words = split_words(text, delimiters, modifiers)
    number = int(count)
    if "b" in options.lower():
        number = -abs(number)
    if abs(number) > len(words):
        return ""
    return words[number - 1 if number > 0 else number][1]


@function(
    "SCANQ", "char num [char]", returns="char", length=200, blanks=(0, 2),
    examples=(("scanq('a \"b c\" d', 2)", '"b c"'), ("scanq('a,b', 2, ',')", "b")),
)  # fmt: skip
def scanq(text: str, count: float, delimiters: str | None = None) -> str:
    """Return the nth word of a text, separated by white space; quotation marks hold words together."""
    return scan(text, count, " \t\n\v\f\r" if delimiters is None else delimiters, "q")


@function(
    "COUNTW", "char [char] [char]", blanks=(0, 1),
    examples=(("countw('Every good boy does fine.')", 5), ("countw('a,b c', ',')", 2), ("countw(' ')", 0),
              ("countw('a,,b', ',', 'm')", 3), ("countw('a-b')", 2)),
)  # fmt: skip
def countw(text: str, delimiters: str | None = None, modifiers: str | None = None) -> float:
    """Return the number of words in a text."""
    return float(len(split_words(text, delimiters, modifiers)))


@function(
    "FINDW", "char char [any] [any] [any]", missing="own", blanks=(0, 2),
    examples=(("findw('She sells sea shells', 'sea')", 11), ("findw('She sells sea shells', 'sell')", 0),
              ("findw('She sells seashells', 'SELLS', ' ', 'i')", 5),
              ("findw('one two three', 'two', ' ', 'e')", 2), ("findw('a b a', 'a', ' ', -9)", 5),
              ("findw('a b a', 'a', 2)", 5)),
)  # fmt: skip
def findw(text: str, word: str, *rest: float | str | None) -> float:
    """Return the place of a whole word in a text (modifier e: which word it is); 0 if it is not there.

    After the word: delimiters, modifiers and the place to start at, or the start before the delimiters or before
    the modifiers. A negative start searches to the left, as the modifier b does.
    """
    texts = [item for item in rest if item is None or isinstance(item, str)]
    starts = [item for item in rest if item is not None and not isinstance(item, str)]
    delimiters = texts[0] if texts else None
    modifiers = texts[1] if len(texts) > 1 else None
    options = (modifiers or "").lower()
    wanted = (
        word.strip(" ") if "r" in options or delimiters is None or " " in delimiters else word.rstrip(" ")
    )
    start = starts[0] if starts else 1.0
    if start != start or int(start) == 0:
        return 0.0
    backward = start < 0 or ("b" in options and not starts)
    found = 0.0
    for number, (place, candidate) in enumerate(split_words(text, delimiters, modifiers), 1):
        same = candidate.rstrip(" ") == wanted
        if "i" in options:
            same = candidate.rstrip(" ").lower() == wanted.lower()
        if not same or (start > 0 and place + 1 < start) or (start < 0 and place + 1 > -start):
            continue
        found = float(number) if "e" in options else float(place + 1)
        if not backward:
            break
    return found


@function(
    "INDEXW", "char char [char]", blanks=(2,),
    examples=(("indexw('asdf adog dog', 'dog')", 11), ("indexw('abc, def@ xyz', 'def', ' ,@')", 6),
              ("indexw('The dog.', 'dog')", 0), ("indexw(' ', ' ')", 1), ("indexw('abc', ' ')", 0)),
)  # fmt: skip
def indexw(text: str, word: str, delimiters: str | None = None) -> float:
    """Return the place of a word that begins and ends at a blank (or delimiter) or an end of the text; else 0."""
    text, word = text.rstrip(" "), word.strip(" ")
    ends = " " if delimiters is None else delimiters
    if not word:
        return 0.0 if text else 1.0
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if (place == 0 or text[place - 1] in ends) and (end == len(text) or text[end] in ends):
            return float(place + 1)
        place = text.find(word, place + 1)
    return 0.0
