"""Functions that join texts and numbers: CAT, CATS, CATT, CATX, CATQ."""

from __future__ import annotations

from translator.library.formats.best import best
from translator.library.functions.characters import listed
from translator.library.functions.registry import function, positions_from


def item_text(item: float | str) -> str:
    """Return an argument of a CAT function as text: numbers as BEST12. writes them, without leading blanks."""
    return item if isinstance(item, str) else best(item, 12).strip(" ")


@function(
    "CAT", "any...", aliases=("KSTRCAT",), returns="char", length=200, missing="own", blanks=positions_from(0),
    examples=(("cat('The 2012 Olym', 'pic Arts Festi', '  val  includes works by Dale Chihuly.')",
               "The 2012 Olympic Arts Festi  val  includes works by Dale Chihuly."),
              ("cat('a ', 'b', 12.5)", "a b12.5"), ("cat('x', .)", "x.")),
)  # fmt: skip
def cat(*items: float | str) -> str:
    """Return the items one after the other, blanks kept; numbers as BEST12. without leading blanks."""
    return "".join(item_text(item) for item in items)


@function(
    "CATS", "any...", returns="char", length=200, missing="own",
    examples=(("cats(' a ', 'b ', ' c')", "abc"), ("cats('x', 1.5, 2)", "x1.52"), ("cats('x', ., ' ')", "x.")),
)  # fmt: skip
def cats(*items: float | str) -> str:
    """Return the items one after the other without their leading and trailing blanks."""
    return "".join(item_text(item).strip(" ") for item in items)


@function(
    "CATT", "any...", returns="char", length=200, missing="own",
    examples=(("catt('a ', 'b', 'c ')", "abc"), ("catt(' a ', ' b')", " a b"), ("catt('x', 3)", "x3")),
)  # fmt: skip
def catt(*items: float | str) -> str:
    """Return the items one after the other without their trailing blanks."""
    return "".join(item_text(item).rstrip(" ") for item in items)


@function(
    "CATX", "char any...", returns="char", length=200, missing="own", blanks=(0,),
    examples=(("catx('-', 'a', ' ', 'c')", "a-c"), ("catx('-', 1, ., 3)", "1-.-3"),
              ("catx(', ', 'Lee', ' Ann ')", "Lee, Ann"), ("catx('%', 'A', 'B')", "A%B")),
)  # fmt: skip
def catx(separator: str, *items: float | str) -> str:
    """Return the items without leading and trailing blanks, separated; blank texts are left out."""
    texts = [item_text(item).strip(" ") for item in items]
    return separator.join(text for text in texts if text)


@function(
    "CATQ", "char any...", returns="char", length=200, missing="own", blanks=positions_from(1),
    examples=(("catq(' ', 'ab c', 'd')", '"ab c" d'), ("catq('a', 'ab', 'd')", '"ab" "d"'),
              ("catq('1a', 'ab', 'd')", "'ab' 'd'"), ("catq('d', '+', 'ab', 'd')", "ab+d"),
              ("catq('c', 'a', 'b')", "a,b"), ("catq('cms', 'a ', ' ', 'b')", "a,,b")),
)  # fmt: skip
def catq(modifiers: str, *items: float | str) -> str:
    """Return the items separated, those that contain the separator (or all) in quotation marks.

    Modifiers, in their order: 1 and 2 choose the quotation mark, a quotes all items, b those with leading or
    trailing blanks, q those that contain quotation marks; c separates by a comma, h by a tab, d by the text
    that comes before the items; s strips and t trims what comes after it; m keeps items without length;
    n makes name literals, x hexadecimal literals.
    """
    options = modifiers.lower()
    separator, rest = " ", list(items)
    if "d" in options:
        separator, rest = item_text(rest[0]), rest[1:]
        before = options[: options.index("d")]
        separator = separator.strip(" ") if "s" in before else separator
        separator = separator.rstrip(" ") if "t" in before else separator
    elif "c" in options:
        separator = ","
    elif "h" in options:
        separator = "\t"
    result = []
    for item in rest:
        text = item_text(item)
        if "s" in options:
            text = text.strip(" ")
        elif "t" in options:
            text = text.rstrip(" ")
        if not text and "m" not in options:
            continue
        wraps = "a" in options or (separator != "" and separator in text)
        wraps = wraps or ("b" in options and text != text.strip(" "))
        wraps = wraps or ("q" in options and ("'" in text or '"' in text))
        suffix = ""
        if "x" in options and any(character < " " or character == "\x7f" for character in text):
            text, wraps, suffix = text.encode().hex().upper(), True, "x"
        elif "n" in options and not all(listed(c, "", "n") for c in text.strip(" ")):
            wraps, suffix = True, "n"
        if wraps:
            mark = "'" if "1" in options or "'" in options or suffix == "x" else '"'
            if mark == '"' and not ("2" in options or '"' in options) and text.count('"') > text.count("'"):
                mark = "'"
            text = mark + text.replace(mark, mark + mark) + mark + suffix
        result.append(text)
    return separator.join(result)
