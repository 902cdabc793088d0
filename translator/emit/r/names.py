"""R spelling: identifiers, column names, literals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from math import isfinite, isnan

import numpy as np

from translator.emit.context import Unsupported
from translator.lang.macro_text import TitleLine
from translator.library.missing import missing_letter

RESERVED = frozenset(
    "if else repeat while function for next break in TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ NA_complex_ "
    "NA_character_ T F c list table pdv lib".split()
)
"""Words that a variable must not be called: R's own, and what the generated code calls by these names."""

PLAIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]|\.(?![0-9]))[\w.\u00c0-\u024f]*\Z")


def identifier(name: str) -> str:
    """Return an R variable name for a SAS name: legal, not reserved, as near to the SAS name as can be.

    >>> identifier("total"), identifier("_x"), identifier("c"), identifier("Total amount")
    ('total', 'x_', 'c_', 'Total_amount')
    """
    word = re.sub(r"[^\w]", "_", unicodedata.normalize("NFC", name))
    stripped = word.lstrip("_")
    if stripped != word:
        word = stripped.rstrip("_") + "_"
    if not word or not (word[0].isalpha()):
        word = "x" + word
    return word + "_" if word in RESERVED else word


def column(name: str) -> str:
    """Return the name of a column as it stands in a verb or after `$`: in backticks where it must be.

    >>> column("amount"), column("_TYPE_"), column("if")
    ('amount', '`_TYPE_`', '`if`')
    """
    if PLAIN.match(name) and name not in RESERVED - {"c", "list", "table", "pdv", "lib", "T", "F"}:
        return name
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def text(value: str) -> str:
    r"""Return an R string literal.

    >>> text('say "no"'), text("a\\b")
    ('"say \\"no\\""', '"a\\\\b"')
    """
    if "\0" in value:
        raise Unsupported("R0437", "R cannot hold a text with the byte 0")
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    out = []
    for sign in value:
        if sign in escapes:
            out.append(escapes[sign])
        elif ord(sign) < 32 or 127 <= ord(sign) < 160 or ord(sign) == 0xE000:
            out.append(f"\\u{ord(sign):04x}")
        else:
            out.append(sign)
    return '"' + "".join(out) + '"'


def heading(value: TitleLine) -> str:
    """Return a title: a string literal, or the macro variable that holds it."""
    return text(value) if isinstance(value, str) else f"sas_macro(lib, {text(value.name)})"


def number(value: float) -> str:
    """Return an R literal that R reads back to the last bit.

    R scales decimal literals in extended precision, which is off by one bit for about one in 4,000: these are
    written in hexadecimal.

    >>> number(5.0), number(0.1), number(float("nan"))
    ('5', '0.1', 'NA_real_')
    """
    if isnan(value):
        letter = missing_letter(value)
        return f'sas_missing("{letter}")' if letter else "NA_real_"
    if not isfinite(value):
        return "Inf" if value > 0 else "-Inf"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value)) if value or np.signbit(value) == 0 else "0"
    shortest = repr(value)
    return shortest if _as_r_reads(shortest) == value else value.hex()


def _as_r_reads(literal: str) -> float:
    """What R_strtod of R 4 makes of a decimal literal: digits gathered and scaled as long double."""
    mantissa, _, exponent = literal.lstrip("-").partition("e")
    whole, _, decimals = mantissa.partition(".")
    total = np.longdouble(0)
    for digit in whole + decimals:
        total = np.longdouble(10) * total + np.longdouble(int(digit))
    power = int(exponent or 0) - len(decimals)
    scale, base, left = np.longdouble(1), np.longdouble(10), abs(power)
    while left:
        if left & 1:
            scale *= base
        left >>= 1
        base *= base
    total = total / scale if power < 0 else total * scale
    result = float(total)
    return -result if literal.startswith("-") else result


def vector(literals: Iterable[str]) -> str:
    """Return `c(a, b)`, or the single one alone."""
    items = list(literals)
    return items[0] if len(items) == 1 else f"c({', '.join(items)})"


class Names:
    """Hands out names that are unique within one function or one program."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._given: dict[tuple[str, str], str] = {}

    @property
    def all(self) -> set[str]:
        """All names in use."""
        return set(self._taken)

    def is_taken(self, name: str) -> bool:
        """Is the name in use?"""
        return name in self._taken

    def reserve(self, name: str, kind: str, key: str) -> None:
        """Note a name that was given elsewhere: `of` returns it for this thing."""
        self._taken.add(name)
        self._given[kind, key] = name

    def new(self, wanted: str) -> str:
        """Return a free name like the one that is wanted."""
        base = identifier(wanted)
        name, number_ = base, 2
        while name in self._taken:
            name, number_ = f"{base}_{number_}", number_ + 1
        self._taken.add(name)
        return name

    def of(self, kind: str, key: str, wanted: str | None = None) -> str:
        """Return the name given to this thing, the same one every time."""
        known = self._given.get((kind, key))
        if known is None:
            known = self._given[kind, key] = self.new(wanted or key)
        return known


def names_vector(names: list[str]) -> str:
    """A vector of names, `character(0)` where there are none."""
    return vector(text(name) for name in names) if names else "character(0)"
