"""Formats that follow options of the session: its locale, its language, its time zone.

SAS 9.4 National Language Support Reference, "LOCALE= System Option", "DFLANG= System Option"; System Options: Reference,
"TIMEZONE= System Option". They are covered as a session in English (United States) and UTC writes them; a program that sets
another locale, language or zone and uses such a format is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

DEFAULTS = {
    "locale": ("EN_US", "ENGLISH_UNITEDSTATES", "ENGLISH"),
    "dflang": ("ENGLISH",),
    "timezone": ("", "UTC", "ETC/UTC", "GMT", "ETC/GMT"),
}
"""What the options may be set to, in upper case, for these formats to be covered."""


@cache
def followed_option(format_name: str) -> str:
    """Return the option that a format or informat of this name follows, "" for none."""
    name = format_name.upper()
    if name.startswith("NL"):
        return "locale"
    if name.startswith("EURDF"):
        return "dflang"
    return "timezone" if re.fullmatch(r"(B|E|IS)8601(LZ|LX|DX|TX)", name) else ""


def is_foreign(format_name: str, settings: Mapping[str, str | None]) -> bool:
    """Has the program set the option that a format follows to something that is not covered?"""
    option = followed_option(format_name)
    return bool(option) and settings.get(option, "") is None
