"""Functions that take a text and give it back changed: case, blanks, parts, replacements."""

from __future__ import annotations

from translator.library.formats.best import best
from translator.library.functions.characters import listed
from translator.library.functions.registry import function, positions_from

WORD_STARTERS = " /-(.\t"
"""PROPCASE: a letter after one of these begins a word."""

LONGEST = 32767
"""No text has more characters."""


@function(
    "UPCASE", "char", keeps=(0,), aliases=("KUPCASE",), returns="char", length="arg0", r="toupper({0})",
    examples=(("upcase('John B. Smith')", "JOHN B. SMITH"), ("upcase('a1 ß')", "A1 ß")),
)  # fmt: skip
def upcase(text: str) -> str:
    """Return the text in capitals; letters without a single capital (ß) stay."""
    upper = text.upper()
    if len(upper) == len(text):
        return upper
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


@function(
    "LOWCASE", "char", keeps=(0,), returns="char", length="arg0", pandas="{0}.str.lower()", r="tolower({0})",
    examples=(("lowcase('INTRODUCTION')", "introduction"), ("lowcase('A1b')", "a1b")),
    aliases=("KLOWCASE",),
)  # fmt: skip
def lowcase(text: str) -> str:
    """Return the text in small letters."""
    return text.lower()


@function(
    "PROPCASE", "char [char]", keeps=(0,), aliases=("KPROPCASE",), returns="char", length="arg0", blanks=(1,),
    examples=(("propcase('introduction to THE SCIENCE OF ASTRONOMY')", "Introduction To The Science Of Astronomy"),
              ("propcase('VIRGIN ISLANDS (U.S.)')", "Virgin Islands (U.S.)"),
              ("propcase('SAINT KITTS/NEVIS')", "Saint Kitts/Nevis"),
              ("propcase('TRINIDAD-TOBAGO')", "Trinidad-Tobago"),
              ("propcase('mary ann o''neil', ' ''')", "Mary Ann O'Neil")),
)  # fmt: skip
def propcase(text: str, delimiters: str | None = None) -> str:
    """Return the text with a capital at the start of each word and small letters elsewhere."""
    starters = WORD_STARTERS if delimiters is None else delimiters
    result, begins = [], True
    for character in text.lower():
        result.append(upcase(character) if begins else character)
        begins = character in starters
    return "".join(result)


@function(
    "TRIM", "char", aliases=("KTRIM",), returns="char", length="arg0",
    examples=(("trim('abc  ')", "abc"), ("trim('  abc')", "  abc"), ("trim(' ')", " ")),
)  # fmt: skip
def trim(text: str) -> str:
    """Return the text without trailing blanks; one blank if nothing else is left."""
    return text.rstrip(" ") or " "


@function(
    "TRIMN", "char", returns="char", length="arg0", pandas='{0}.str.rstrip(" ")', r="sas_trimmed({0})",
    examples=(("trimn('abc  ')", "abc"), ("trimn(' ')", "")),
)  # fmt: skip
def trimn(text: str) -> str:
    """Return the text without trailing blanks; nothing if it is blank."""
    return text.rstrip(" ")


@function(
    "STRIP", "char", aliases=("KSTRIP",), returns="char", length="arg0", pandas='{0}.str.strip(" ")', r="trimws({0}, whitespace = \" \")",
    examples=(("strip('  abcd  ')", "abcd"), ("strip(' ')", ""), ("strip(' a b ')", "a b")),
)  # fmt: skip
def strip(text: str) -> str:
    """Return the text without leading and trailing blanks; nothing if it is blank."""
    return text.strip(" ")


@function(
    "LEFT", "char", keeps=(0,), aliases=("KLEFT",), returns="char", length="arg0", pandas='{0}.str.lstrip(" ")',
    r="trimws({0}, \"left\", \" \")",
    examples=(("left('  DUE DATE')", "DUE DATE"), ("left(' a ')", "a")),
)  # fmt: skip
def left(text: str) -> str:
    """Return the text with its leading blanks moved to the end."""
    return text.lstrip(" ").ljust(len(text))


@function(
    "RIGHT", "char", keeps=(0,), aliases=("KRIGHT",), returns="char", length="arg0", blanks=(0,), r="sas_right_aligned({0})",
    examples=(("right('Due Date  ')", "  Due Date"), ("right('ab')", "ab")),
)  # fmt: skip
def right(text: str) -> str:
    """Return the text with its trailing blanks moved to the front."""
    return text.rstrip(" ").rjust(len(text))


@function(
    "COMPBL", "char", keeps=(0,), returns="char", length="arg0", pandas='{0}.str.replace(r" +", " ", regex=True)',
    r='gsub(" +", " ", {0})',
    examples=(("compbl('Hey  Diddle  Diddle')", "Hey Diddle Diddle"),
              ("compbl('125    E  Main St')", "125 E Main St")),
)  # fmt: skip
def compbl(text: str) -> str:
    """Return the text with every run of blanks made one blank."""
    result: list[str] = []
    for character in text:
        if character != " " or not result or result[-1] != " ":
            result.append(character)
    return "".join(result)


@function(
    "COMPRESS", "char [char] [char]", keeps=(0,), aliases=("KCOMPRESS",), returns="char", length="arg0", blanks=(1,),
    examples=(("compress('AB C D ')", "ABCD"), ("compress('A.1 B 2 C (3)', '.()')", "A1 B 2 C 3"),
              ("compress('123-4567-8901 B 234-5678-9012 C', 'ABCD', 'l')", "123-4567-8901  234-5678-9012"),
              ("compress('x1y2', , 'd')", "xy"), ("compress('x1 y2.5', '.', 'kd')", "12.5"),
              ("compress('Math A English B Physics A', 'A', 'k')", "AA"),
              ("compress('Abc aBC', 'b', 'i')", "Ac aC")),
)  # fmt: skip
def compress(text: str, characters: str | None = None, modifiers: str | None = None) -> str:
    """Return the text without the listed characters (blanks if none are), or with only these (modifier k)."""
    options = (modifiers or "").lower()
    unwanted = characters or ("" if options.strip(" ") else " ")
    if "t" in options:
        text, unwanted = text.rstrip(" "), unwanted.rstrip(" ")
    keep = "k" in options
    return "".join(c for c in text if listed(c, unwanted, options) == keep)


@function(
    "REVERSE", "char", keeps=(0,), aliases=("KREVERSE",), returns="char", length="arg0", blanks=(0,),
    examples=(("reverse('xyz')", "zyx"), ("reverse('abc  ')", "  cba")),
)  # fmt: skip
def reverse(text: str) -> str:
    """Return the characters in reverse order; trailing blanks become leading ones."""
    return text[::-1]


@function(
    "REPEAT", "char num", returns="char", length=200, blanks=(0,),
    examples=(("repeat('ONE', 2)", "ONEONEONE"), ("repeat('-', 0)", "-"), ("repeat('ab ', 1)", "ab ab")),
)  # fmt: skip
def repeat(text: str, times: float) -> str:
    """Return the text followed by `times` copies of itself."""
    if times != times or times < 0:
        return ""
    return (text * min(int(times) + 1, LONGEST))[:LONGEST]


@function(
    "SUBSTR", "char num [num]", keeps=(0,), returns="char", length="arg0",
    examples=(("substr('06MAY98', 3, 3)", "MAY"), ("substr('06MAY98', 6)", "98"), ("substr('abc', 2, 9)", "bc"),
              ("substr('abc', 2, 0)", "bc"), ("substr('abc', 5, 1)", "")),
)  # fmt: skip
def substr(text: str, position: float, length: float | None = None) -> str:
    """Return `length` characters from a position on; the rest if no valid length is given; blank if outside."""
    if position != position or int(position) < 1:
        return ""
    start = int(position) - 1
    if length is None or length != length or int(length) < 1:
        return text[start:]
    return text[start : start + int(length)]


@function(
    "SUBSTRN", "any num [num]", keeps=(0,), returns="char", length="arg0", missing="own", aliases=("KSUBSTR",),
    examples=(("substrn('abcd', 0, 2)", "a"), ("substrn('abcd', 3, 5)", "cd"), ("substrn('abcd', -1, 3)", "a"),
              ("substrn('abcd', 2)", "bcd"), ("substrn('abcd', 2, 0)", ""), ("substrn('abcd', 9, 1)", ""),
              ("substrn(1234.5678, 2, 6)", "234.56")),
)  # fmt: skip
def substrn(text: float | str, position: float, length: float | None = None) -> str:
    """Return what of the places position … position+length-1 lies inside the text; nothing if none does.

    A number is written by BEST32. first.
    """
    whole = text if isinstance(text, str) else best(text, 32).strip(" ")
    if position != position or (length is not None and length != length):
        return ""
    start = int(position) - 1
    end = len(whole) if length is None else start + int(length)
    return whole[max(start, 0) : max(end, 0)]


@function(
    "SUBPAD", "char num [num]", returns="char", length=200, missing="own",
    examples=(("subpad('abcd', 2, 2)", "bc"), ("subpad('abcd', 4, 3)", "d"), ("subpad('abcd', 2)", "bcd"),
              ("subpad('abcd', 2, 0)", "")),
)  # fmt: skip
def subpad(text: str, position: float, length: float | None = None) -> str:
    """Return `length` characters from a position on, filled up with blanks."""
    part = substrn(text, position, length)
    return (
        part
        if length is None or length != length
        else part.ljust(int(length) if length < LONGEST else LONGEST)
    )


@function(
    "CHAR", "char num", returns="char", length=1,
    examples=(("char('hello', 2)", "e"), ("char('abc', 4)", ""), ("char('abc', 0)", "")),
)  # fmt: skip
def char(text: str, position: float) -> str:
    """Return the character at a position; blank outside the text."""
    if position != position or not 1 <= position <= len(text):
        return ""
    return text[int(position) - 1]


@function(
    "FIRST", "char", returns="char", length=1, pandas="{0}.str[:1]", r="substr({0}, 1, 1)",
    examples=(("first('hello')", "h"), ("first(' ')", "")),
)  # fmt: skip
def first(text: str) -> str:
    """Return the first character."""
    return text[:1]


@function(
    "TRANSLATE", "char char [char] [char...]", keeps=(0,), aliases=("KTRANSLATE",), returns="char", length="arg0", blanks=positions_from(0),
    examples=(("translate('XYZW', 'AB', 'VW')", "XYZB"), ("translate('a-b-c', '+', '-')", "a+b+c"),
              ("translate('2,5 kg', '._', ', ')", "2.5_kg"), ("translate('abc', 'x', 'bc')", "ax")),
)  # fmt: skip
def translate(text: str, *pairs: str) -> str:
    """Return the text with characters replaced one for one; the pairs are (to, from), `to` filled with blanks."""
    table: dict[str, str] = {}
    for new, old in zip(pairs[::2], pairs[1::2], strict=False):
        for place, character in enumerate(old):
            table.setdefault(character, new[place] if place < len(new) else " ")
    return "".join(table.get(character, character) for character in text)


@function(
    "TRANWRD", "char char char", returns="char", length=200, blanks=(0, 1, 2),
    examples=(("tranwrd('Mrs. Smith', 'Mrs. ', 'Ms. ')", "Ms. Smith"), ("tranwrd('a-b', '-', '')", "a b"),
              ("tranwrd('a/b/c', '/', '//')", "a//b//c")),
)  # fmt: skip
def tranwrd(text: str, target: str, replacement: str) -> str:
    """Return the text with every occurrence of a target replaced; nothing as replacement counts as one blank."""
    if not target:
        return text
    return text.replace(target, replacement or " ")


@function(
    "TRANSTRN", "char char char", returns="char", length=200, blanks=(0, 1, 2),
    examples=(("transtrn('a-b-c', '-', '+')", "a+b+c"), ("transtrn('1,234', ',', '.')", "1.234")),
)  # fmt: skip
def transtrn(text: str, target: str, replacement: str) -> str:
    """Return the text with every occurrence of a target replaced, or removed if the replacement has no length."""
    if not target:
        return text
    return text.replace(target, replacement)


@function(
    "QUOTE", "char [char]", returns="char", length=200, blanks=(0,),
    examples=(("quote('A\"B')", '"A""B"'), ("quote('ab')", '"ab"'), ("quote('ab ')", '"ab "'),
              ("quote('ab', \"'\")", "'ab'")),
)  # fmt: skip
def quote(text: str, mark: str | None = None) -> str:
    """Return the text, trailing blanks included, in quotation marks, those inside doubled."""
    used = "'" if mark is not None and mark.strip(" ") == "'" else '"'
    return used + text.replace(used, used + used) + used


@function(
    "DEQUOTE", "char", keeps=(0,), returns="char", length="arg0",
    examples=(("dequote(\"'cd'\")", "cd"), ("dequote('No quotation marks')", "No quotation marks"),
              ("dequote('\"A\"\"B\"')", 'A"B'), ("dequote('\"two words\" more')", "two words"),
              ("dequote(\"'unmatched\")", "unmatched")),
)  # fmt: skip
def dequote(text: str) -> str:
    """Return what stands in the quotation marks at the start of the text; other text is unchanged."""
    mark = text[:1]
    if mark != "'" and mark != '"':
        return text
    result, place = [], 1
    while place < len(text):
        if text[place] == mark:
            if text[place + 1 : place + 2] != mark:
                break
            place += 1
        result.append(text[place])
        place += 1
    return "".join(result)


@function(
    "LENGTH", "char",
    pandas='{0}.str.len().clip(lower=1).astype("float64")',
    examples=(("length('ABCDEF')", 6), ("length(' ')", 1), ("length('ab  ')", 2), ("length('  ab')", 4)),
)  # fmt: skip
def length(text: str) -> float:
    """Return the number of characters without trailing blanks; 1 for a blank text."""
    return float(max(len(text.rstrip(" ")), 1))


@function(
    "LENGTHN", "char", pandas='{0}.str.len().astype("float64")', aliases=("KLENGTH",),
    examples=(
        ("lengthn('ABCDEF')", 6), ("lengthn(' ')", 0), ("lengthn('ab  ')", 2), ("klength('åäö ')", 3), ("klength(' ')", 0),
    ),
)  # fmt: skip
def lengthn(text: str) -> float:
    """Return the number of characters without trailing blanks; 0 for a blank text.

    KLENGTH is the same (National Language Support: Reference Guide of SAS 9.4, "KLENGTH Function").
    """
    return float(len(text.rstrip(" ")))


@function(
    "LENGTHC", "char", blanks=(0,), r="as.numeric(nchar({0}))", pandas='{0}.str.len().astype("float64")',
    examples=(("lengthc('variable with trailing blanks   ')", 32), ("lengthc('ab')", 2)),
)  # fmt: skip
def lengthc(text: str) -> float:
    """Return the number of characters, trailing blanks included."""
    return float(len(text))


@function(
    "LENGTHM", "char", blanks=(0,), r="as.numeric(nchar({0}))", pandas='{0}.str.len().astype("float64")',
    examples=(("lengthm('ab  ')", 4), ("lengthm('abc')", 3)),
)  # fmt: skip
def lengthm(text: str) -> float:
    """Return the number of characters that memory holds for a text."""
    return float(len(text))


@function(
    "BYTE", "num", returns="char", length=1,
    examples=(("byte(80)", "P"), ("byte(48)", "0")),
)  # fmt: skip
def byte(code: float) -> str:
    """Return the character with a code from 0 to 255."""
    if code != code or not 0 <= code < 256:
        return ""
    return chr(int(code))


@function(
    "RANK", "char",
    examples=(("rank('A')", 65), ("rank('abc')", 97), ("rank(' ')", 32)),
)  # fmt: skip
def rank(text: str) -> float:
    """Return the code of the first character."""
    return float(ord(text[0])) if text else 32.0


@function(
    "COLLATE", "num [num] [num]", returns="char", length=200, missing="own",
    examples=(("collate(48, , 10)", "0123456789"), ("collate(48, 57)", "0123456789")),
)  # fmt: skip
def collate(start: float, end: float | None = None, count: float | None = None) -> str:
    """Return the characters with the codes from start to end, or `count` of them."""
    if start != start or not 0 <= start <= 255:
        return ""
    if end is not None and end == end:
        last = min(int(end), 255)
    elif count is not None and count == count:
        last = min(int(start + count) - 1, 255)
    else:
        last = min(int(start) + 199, 255)
    return "".join(chr(code) for code in range(int(start), last + 1))
