"""Classes of characters, as the modifiers of COMPRESS, SCAN, FINDC, COUNTC … and the ANY and NOT functions see them."""

from __future__ import annotations

from translator.library.functions.registry import function

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def in_class(character: str, kind: str) -> bool:
    """Tell whether a character belongs to a class, named by its modifier letter (in lower case).

    a letters, c control characters, d digits, f letters and underscore, g graphic characters, h tab, l lower
    case, n letters, digits and underscore, p punctuation, s white space, u upper case, w printable, x
    hexadecimal digits.
    """
    if kind == "a":
        return character.isalpha()
    if kind == "c":
        return character < " " or "\x7f" <= character < "\xa0"
    if kind == "d":
        return character in "0123456789"
    if kind == "f":
        return character == "_" or "a" <= character.lower() <= "z"
    if kind == "g":
        return character > " " and not "\x7f" <= character <= "\xa0"
    if kind == "h":
        return character == "\t"
    if kind == "l":
        return character.islower()
    if kind == "n":
        return character == "_" or "a" <= character.lower() <= "z" or character in "0123456789"
    if kind == "p":
        return character in PUNCTUATION
    if kind == "s":
        return character in " \t\n\v\f\r"
    if kind == "u":
        return character.isupper()
    if kind == "w":
        return character >= " " and not "\x7f" <= character < "\xa0"
    if kind == "x":
        return character in "0123456789abcdefABCDEF"
    return False


def listed(character: str, characters: str, modifiers: str) -> bool:
    """Tell whether a character is in a list of characters that modifiers add classes to (i: case is ignored)."""
    if character in characters:
        return True
    if "i" in modifiers and (
        character.lower() in characters.lower() or character.upper() in characters.upper()
    ):
        return True
    for kind in modifiers:
        if in_class(character, kind):
            return True
        if "i" in modifiers and (in_class(character.lower(), kind) or in_class(character.upper(), kind)):
            return True
    return False


def first_of_class(text: str, kinds: str, wanted: bool, start: float) -> float:
    """Return the place of the first character that is (or is not) of one of the classes; 0 if there is none.

    `start`: where the search begins; a negative one searches to the left.
    """
    if start != start or int(start) == 0:
        return 0.0
    places = range(int(start), len(text) + 1) if start > 0 else range(min(int(-start), len(text)), 0, -1)
    for place in places:
        if any(in_class(text[place - 1], kind) for kind in kinds) == wanted:
            return float(place)
    return 0.0


@function(
    "ANYALPHA", "char [num]", missing="own",
    examples=(("anyalpha('Next = _n_ + 12E3;')", 1), ("anyalpha('12E3;')", 3), ("anyalpha('123')", 0),
              ("anyalpha('ab12cd', -4)", 2)),
)  # fmt: skip
def anyalpha(text: str, start: float = 1.0) -> float:
    """Return the place of the first letter; 0 if there is none."""
    return first_of_class(text, "a", True, start)


@function(
    "ANYALNUM", "char [num]", missing="own",
    examples=(("anyalnum('  = 12')", 5), ("anyalnum('+-')", 0)),
)  # fmt: skip
def anyalnum(text: str, start: float = 1.0) -> float:
    """Return the place of the first letter or digit; 0 if there is none."""
    return first_of_class(text, "ad", True, start)


@function(
    "ANYCNTRL", "char [num]", missing="own",
    examples=(("anycntrl('ab')", 0), ("anycntrl('ab', 2)", 0)),
)  # fmt: skip
def anycntrl(text: str, start: float = 1.0) -> float:
    """Return the place of the first control character; 0 if there is none."""
    return first_of_class(text, "c", True, start)


@function(
    "ANYDIGIT", "char [num]", missing="own",
    examples=(("anydigit('Next = _n_ + 12E3;')", 14), ("anydigit('Next = _n_ + 12E3;', 15)", 15),
              ("anydigit('abc')", 0)),
)  # fmt: skip
def anydigit(text: str, start: float = 1.0) -> float:
    """Return the place of the first digit; 0 if there is none."""
    return first_of_class(text, "d", True, start)


@function(
    "ANYFIRST", "char [num]", missing="own",
    examples=(("anyfirst('12_a')", 3), ("anyfirst('12')", 0)),
)  # fmt: skip
def anyfirst(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that can begin a SAS name; 0 if there is none."""
    return first_of_class(text, "f", True, start)


@function(
    "ANYGRAPH", "char [num]", missing="own",
    examples=(("anygraph('  a')", 3), ("anygraph('  ')", 0)),
)  # fmt: skip
def anygraph(text: str, start: float = 1.0) -> float:
    """Return the place of the first graphic character (printable, not blank); 0 if there is none."""
    return first_of_class(text, "g", True, start)


@function(
    "ANYLOWER", "char [num]", missing="own",
    examples=(("anylower('Next = _n_ + 12E3;')", 2), ("anylower('ABC')", 0)),
)  # fmt: skip
def anylower(text: str, start: float = 1.0) -> float:
    """Return the place of the first lower-case letter; 0 if there is none."""
    return first_of_class(text, "l", True, start)


@function(
    "ANYNAME", "char [num]", missing="own",
    examples=(("anyname('+ 1a')", 3), ("anyname('+-')", 0)),
)  # fmt: skip
def anyname(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that a SAS name can contain; 0 if there is none."""
    return first_of_class(text, "n", True, start)


@function(
    "ANYPRINT", "char [num]", missing="own", blanks=(0,),
    examples=(("anyprint(' a')", 1), ("anyprint('ab', 2)", 2)),
)  # fmt: skip
def anyprint(text: str, start: float = 1.0) -> float:
    """Return the place of the first printable character (a blank is one); 0 if there is none."""
    return first_of_class(text, "w", True, start)


@function(
    "ANYPUNCT", "char [num]", missing="own",
    examples=(("anypunct('Next = _n_ + 12E3;')", 6), ("anypunct('abc')", 0)),
)  # fmt: skip
def anypunct(text: str, start: float = 1.0) -> float:
    """Return the place of the first punctuation character; 0 if there is none."""
    return first_of_class(text, "p", True, start)


@function(
    "ANYSPACE", "char [num]", missing="own", blanks=(0,),
    examples=(("anyspace('Next = _n_ + 12E3;')", 5), ("anyspace('abc')", 0)),
)  # fmt: skip
def anyspace(text: str, start: float = 1.0) -> float:
    """Return the place of the first white-space character (trailing blanks count); 0 if there is none."""
    return first_of_class(text, "s", True, start)


@function(
    "ANYUPPER", "char [num]", missing="own",
    examples=(("anyupper('Next = _n_ + 12E3;')", 1), ("anyupper('Next = _n_ + 12E3;', 2)", 16)),
)  # fmt: skip
def anyupper(text: str, start: float = 1.0) -> float:
    """Return the place of the first upper-case letter; 0 if there is none."""
    return first_of_class(text, "u", True, start)


@function(
    "ANYXDIGIT", "char [num]", missing="own",
    examples=(("anyxdigit('Next = _n_ + 12E3;')", 2), ("anyxdigit('xyz')", 0)),
)  # fmt: skip
def anyxdigit(text: str, start: float = 1.0) -> float:
    """Return the place of the first hexadecimal digit; 0 if there is none."""
    return first_of_class(text, "x", True, start)


@function(
    "NOTALPHA", "char [num]", missing="own", blanks=(0,),
    examples=(("notalpha('Next = _n_')", 5), ("notalpha('abc')", 0)),
)  # fmt: skip
def notalpha(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no letter (trailing blanks count); 0 if there is none."""
    return first_of_class(text, "a", False, start)


@function(
    "NOTALNUM", "char [num]", missing="own", blanks=(0,),
    examples=(("notalnum('Next = _n_')", 5), ("notalnum('ab12')", 0)),
)  # fmt: skip
def notalnum(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is neither letter nor digit; 0 if there is none."""
    return first_of_class(text, "ad", False, start)


@function(
    "NOTCNTRL", "char [num]", missing="own", blanks=(0,),
    examples=(("notcntrl('ab')", 1), ("notcntrl('ab', 2)", 2)),
)  # fmt: skip
def notcntrl(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no control character; 0 if there is none."""
    return first_of_class(text, "c", False, start)


@function(
    "NOTDIGIT", "char [num]", missing="own", blanks=(0,),
    examples=(("notdigit('Next = _n_ + 12E3;')", 1), ("notdigit('12E3;')", 3), ("notdigit('123')", 0)),
)  # fmt: skip
def notdigit(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no digit (trailing blanks count); 0 if there is none."""
    return first_of_class(text, "d", False, start)


@function(
    "NOTFIRST", "char [num]", missing="own", blanks=(0,),
    examples=(("notfirst('a1')", 2), ("notfirst('_a')", 0)),
)  # fmt: skip
def notfirst(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that cannot begin a SAS name; 0 if there is none."""
    return first_of_class(text, "f", False, start)


@function(
    "NOTGRAPH", "char [num]", missing="own", blanks=(0,),
    examples=(("notgraph('a b')", 2), ("notgraph('ab')", 0)),
)  # fmt: skip
def notgraph(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is not graphic; 0 if there is none."""
    return first_of_class(text, "g", False, start)


@function(
    "NOTLOWER", "char [num]", missing="own", blanks=(0,),
    examples=(("notlower('abC')", 3), ("notlower('abc')", 0)),
)  # fmt: skip
def notlower(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no lower-case letter; 0 if there is none."""
    return first_of_class(text, "l", False, start)


@function(
    "NOTNAME", "char [num]", missing="own", blanks=(0,),
    examples=(("notname('a_1-b')", 4), ("notname('a_1')", 0)),
)  # fmt: skip
def notname(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that a SAS name cannot contain; 0 if there is none."""
    return first_of_class(text, "n", False, start)


@function(
    "NOTPRINT", "char [num]", missing="own",
    examples=(("notprint('ab')", 0), ("notprint('ab', 2)", 0)),
)  # fmt: skip
def notprint(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is not printable; 0 if there is none."""
    return first_of_class(text, "w", False, start)


@function(
    "NOTPUNCT", "char [num]", missing="own", blanks=(0,),
    examples=(("notpunct('+-a')", 3), ("notpunct('+-')", 0)),
)  # fmt: skip
def notpunct(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no punctuation; 0 if there is none."""
    return first_of_class(text, "p", False, start)


@function(
    "NOTSPACE", "char [num]", missing="own",
    examples=(("notspace('  a')", 3), ("notspace('  ')", 0)),
)  # fmt: skip
def notspace(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no white space; 0 if there is none."""
    return first_of_class(text, "s", False, start)


@function(
    "NOTUPPER", "char [num]", missing="own", blanks=(0,),
    examples=(("notupper('ABc')", 3), ("notupper('ABC')", 0)),
)  # fmt: skip
def notupper(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no upper-case letter; 0 if there is none."""
    return first_of_class(text, "u", False, start)


@function(
    "NOTXDIGIT", "char [num]", missing="own", blanks=(0,),
    examples=(("notxdigit('12fG')", 4), ("notxdigit('12fF')", 0)),
)  # fmt: skip
def notxdigit(text: str, start: float = 1.0) -> float:
    """Return the place of the first character that is no hexadecimal digit; 0 if there is none."""
    return first_of_class(text, "x", False, start)
