"""System options as GETOPTION tells them: what SAS ships, and what OPTIONS statements make of it.

Defaults: SAS 9.4 System Options: Reference and Macro Language: Reference, the line "Default" of each option (in one table in
"Summary of All SAS System Options", SAS 9.4 Companion for UNIX Environments). Options whose value hangs on the
machine, the site or the way SAS was started have no row: what they are, only a SAS session knows.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from translator.library.regions import DEFAULTS

ON = frozenset(
    """byerr byline bysorted center date dsnferr fmterr label macro mautosource merror notes number printmsglist quotelenmax
    replace serror sortequals source threads vnferr""".split()
)
"""Switches that are on in a new session."""

OFF = frozenset(
    """caps cmdmac details dtreset errorabend fullstimer implmac mautolocdisplay mexecnote mfile minoperator mlogic mlogicnest
    mprint mprintnest mrecall mstored source2 symbolgen""".split()
)
"""Switches that are off."""

WORDS: dict[str, tuple[str, ...]] = {
    "compress": ("NO", "YES", "CHAR", "BINARY"),
    "dkricond": ("ERROR", "WARN", "NOWARN"),
    "dkrocond": ("WARN", "ERROR", "NOWARN"),
    "errorcheck": ("NORMAL", "STRICT"),
    "mcompilenote": ("NONE", "NOAUTOCALL", "ALL"),
    "mergenoby": ("NOWARN", "WARN", "ERROR"),
    "msglevel": ("N", "I"),
    "orientation": ("PORTRAIT", "LANDSCAPE", "REVERSEPORTRAIT", "REVERSELANDSCAPE"),
    "reuse": ("NO", "YES"),
    "validmemname": ("COMPATIBLE", "EXTEND"),
    "validvarname": ("V7", "UPCASE", "ANY"),
    "varlenchk": ("WARN", "NOWARN", "ERROR"),
}
"""Options with a word for a value: the default, then what else they can be."""

NUMBERS = {
    "errors": "20", "firstobs": "1", "linesize": "", "obs": "9223372036854775807", "pagesize": "", "yearcutoff": "1926",
}  # fmt: skip
"""Options with a whole number: the default, blank where it hangs on the machine."""

NAMES = ON | OFF | set(WORDS) | {"missing"} | {name for name, default in NUMBERS.items() if default}
"""Options whose value is known where nothing has set it."""

ALL = "*"
ALIASES = {"ls": "linesize", "ps": "pagesize", "sgen": "symbolgen"}

Settings = Mapping[str, str | None]
"""What OPTIONS statements have set, by the option's name in lower case; None: set to something not known here; with ALL in
it, whatever is not named may have been set, too."""


def set_option(
    settings: MutableMapping[str, str | None], name: str, value: str, *, sure: bool = True
) -> None:
    """Note `name=value` (a switch: no value) of an OPTIONS statement. Not `sure`: only the run knows if it is carried out."""
    if "&" in name:
        forget(settings)
        return
    name = ALIASES.get(name.lower(), name.lower())
    if name not in ON | OFF and name.startswith("no"):
        bare = ALIASES.get(name[2:], name[2:])
        if bare in ON | OFF and not value:
            settings[bare] = "NO" + bare.upper() if sure else None
        return
    settings[name] = _set_value(name, value.strip()) if sure else None


def forget(settings: MutableMapping[str, str | None]) -> None:
    """Note an OPTIONS statement of which not even the names are known."""
    settings.clear()
    settings[ALL] = None


def _set_value(name: str, value: str) -> str | None:
    word = value.upper()
    if name in ON | OFF:
        return None if value else name.upper()
    if name in WORDS:
        return word if word in WORDS[name] else None
    if name in DEFAULTS:
        word = word.strip("'\"")
        return word if word in DEFAULTS[name] else None
    if name in NUMBERS:
        if word == "MAX" and name == "obs":
            return NUMBERS["obs"]
        return str(int(value)) if value.isdecimal() else None
    if name == "missing":
        value = value[1:-1] if value[:1] in ("'", '"') and value[-1:] == value[:1] else value
        return value if len(value) == 1 else None
    return None


def option_value(settings: Settings, name: str, form: str = "") -> str | None:
    """GETOPTION(name, form): the value, a switch as its own name with or without NO.

    Args: form: blank, or KEYWORD for `NAME=value`.
    Returns: None where the value is not known here: another option or form, a value that only the run knows.
    """
    name, form = name.strip().lower(), form.strip().upper()
    name = ALIASES.get(name, name)
    if form not in ("", "KEYWORD"):
        return None
    if ALL in settings and name not in settings:
        return None
    if name in ON | OFF:
        return settings.get(name, name.upper() if name in ON else "NO" + name.upper())
    default = WORDS[name][0] if name in WORDS else NUMBERS.get(name) or ("." if name == "missing" else None)
    value = settings.get(name, default)
    if value is None or form == "":
        return value
    return f"{name.upper()}={value}" if value != " " else None
