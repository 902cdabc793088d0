"""Sort keys of texts: linguistic collation, and national letters behind Z.

SAS National Language Support Reference, "Collating Sequence" (SORTSEQ=LINGUISTIC with STRENGTH=, CASE_FIRST=,
NUMERIC_COLLATION=, ALTERNATE_HANDLING=, LOCALE=): the Unicode Collation Algorithm, of which the letters of Western Europe
are here. Base letters differ first, then accents, then case (`a < A < á < b`).
"""

from __future__ import annotations

import re

SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = {
    "acute": "áéíóúýćńśź", "grave": "àèìòù", "breve": "ăğ", "circumflex": "âêîôû", "caron": "čďěňřšťž",
    "ring": "åů", "diaeresis": "äëïöüÿ", "double": "őű", "tilde": "ãñõ", "dot": "ėż", "stroke": "øłđð",
    "cedilla": "çş", "ogonek": "ąęįų", "macron": "āēīōū",
}  # fmt: skip
BASES = "aeiouycnsz aeiou ag aeiou cdenrstz au aeiouy ou ano ez oldd cs aeiu aeiou".split()
"""The base letters of ACCENTED, in its order."""
PLAIN = {
    letter: (base, chr(66 + rank))
    for rank, (letters, bases) in enumerate(zip(ACCENTED.values(), BASES, strict=True))
    for letter, base in zip(letters, bases, strict=True)
}
PAIRS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
TAILS = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå"}
"""Letters behind z, by language."""
SAME = {"åäö": {"æ": "ä", "ø": "ö"}, "æøå": {"ä": "æ", "ö": "ø"}}
NATIONAL = {"swedish": "ÅÄÖ", "finnish": "ÅÄÖ", "danish": "ÆØÅ", "norwegian": "ÆØÅ"}
LEVELS = {"primary": 1, "secondary": 2, "tertiary": 3, "quaternary": 4, "identical": 4}


def collation_key(
    text: str, *, strength: str = "tertiary", case_first: str = "lower", numeric: bool = False, shifted: bool = False,
    locale: str = "", table: str = "",
) -> str:  # fmt: skip
    """Return a text whose order by code points is that of `text` in the collating sequence; trailing blanks do not count.

    Args: strength: "primary" … "identical". case_first: "upper" or "lower". numeric: digits by the number that they
    write. shifted: blanks and punctuation do not count. locale: such as "sv_SE". table: a translation table such as
    "swedish" in place of linguistic collation.

    >>> sorted(["Zeta", "ärt", "åka", "apa", "Apa"], key=lambda text: collation_key(text, locale="sv_SE"))
    ['apa', 'Apa', 'Zeta', 'åka', 'ärt']
    """
    text = text.rstrip(" ")
    if table:
        return "".join(national_code(sign, NATIONAL[table]) for sign in text)
    tail = TAILS.get(locale[:2].lower(), "")
    first, second, third = "", "", ""
    low, high = ("2", "1") if case_first == "upper" else ("1", "2")
    for run in re.findall(r"[0-9]+|[^0-9]", text) if numeric else text:
        if numeric and run.isdigit():
            digits = run.lstrip("0")
            first += f"{weight('0', tail)}{chr(48 + len(digits))}{digits}"
            second, third = second + "A", third + low
            continue
        if shifted and run in SIGNS[:24]:
            continue
        sign = run.lower()
        case = high if run != sign else low
        sign = SAME.get(tail, {}).get(sign, sign)
        for part in PAIRS.get(sign, sign) if sign not in tail else sign:
            base, accent = PLAIN.get(part, (part, "A")) if part not in tail else (part, "A")
            first += weight(base, tail)
            second, third = second + accent, third + case
    key = " ".join((first, second, third, text)[: LEVELS[strength]])
    return key


def weight(sign: str, tail: str) -> str:
    """Return the first-level weight of a base letter, digit or sign: signs, digits, letters, then all others."""
    place = (SIGNS + "0123456789" + LETTERS + tail).find(sign)
    return chr(33 + place) if place >= 0 else f"~{ord(sign):06x}"


def national_code(sign: str, letters: str) -> str:
    """Return two signs for one: national capital letters come right behind Z, small ones behind z."""
    for capital, group in (("Z", letters), ("z", letters.lower())):
        if sign in group:
            return f"{capital}{group.index(sign) + 1}"
    return f"{sign}0"
