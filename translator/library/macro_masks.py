"""Masked characters: how %STR, %BQUOTE and their kin hide characters until the value is used.

SAS replaces a masked character by an unprintable "delta" character; here it is the character moved to Unicode's
private area. Masked text passes through values and arguments unchanged and is unmasked when it leaves the macro
processor. (Macro Language Reference, "Macro Quoting".)
"""

from __future__ import annotations

import re

_BASE = 0xE000
_UNMASK = {_BASE + code: code for code in range(32, 256)}
UNRESOLVED = "\ue126"
"""Stands for the `&` of a reference that has no value, while the rest of the text is being resolved."""
_UNMASK[ord(UNRESOLVED)] = ord("&")
_MASKED = re.compile("[\ue020-\ue0ff\ue126]")
_SPECIAL = "+-*/,<>=^~¬|#;'\"() !:?@$[]{}.\\`"
_OPERATORS = {ord(char): _BASE + ord(char) for char in _SPECIAL if char not in ".:?@$[]{}\\`"}
_TRIGGERS = {ord(char): _BASE + ord(char) for char in "&%"}
_ALL = _OPERATORS | _TRIGGERS
_MNEMONIC = re.compile(r"(?<!\w)(?:AND|OR|NOT|EQ|NE|LE|LT|GE|GT|IN)(?!\w)", re.IGNORECASE)
_MARKED = re.compile(r"%([%'\"()])")

ATOM = 0xF0000
"""First of the characters that stand, inside the macro processor, for text which only the run knows."""

MASKED_BLANK = chr(_BASE + 32)
MASKED_QUOTE = chr(_BASE + 34)


def mask(text: str, triggers: bool = False) -> str:
    """Mask the special characters and mnemonic operators in text; `triggers`: `&` and `%` too."""
    text = text.translate(_ALL if triggers else _OPERATORS)
    return _MNEMONIC.sub(lambda match: chr(_BASE + ord(match[0][0])) + match[0][1:], text)


def mask_marked(text: str, triggers: bool = False) -> str:
    """Mask the literal argument of %STR (or %NRSTR): `%'` `%"` `%(` `%)` `%%` lose their mark."""
    text = _MARKED.sub(lambda match: chr(_BASE + ord(match[1])), text)
    return mask(text, triggers)


def unmask(text: str) -> str:
    """Return the text as it is printed or handed on."""
    return text.translate(_UNMASK) if _MASKED.search(text) else text


def is_masked(text: str) -> bool:
    """Does text hold any masked character?"""
    return _MASKED.search(text) is not None
