"""Macro functions on text. Each takes masked arguments and gives masked text.

A function without Q gives its result unmasked, so that triggers in it are resolved again; the Q form masks it.
Sources: Macro Language Reference, "Macro Functions", "Autocall Macros Provided with SAS Software".
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from translator.frontend.macro.errors import MacroError
from translator.frontend.macro.state import MacroState
from translator.lang.macro_text import MacroFunction
from translator.library.macro_expressions import evaluate, integer_operand
from translator.library.macro_masks import mask, unmask

TextFunction = Callable[[MacroState, list[str]], str]
_PRODUCTS = frozenset({"BASE", "STAT"})
_DELIMITERS = " .<(+&!$*);^-/,%|"
_NUMERIC = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\Z")


def split_arguments(text: str) -> list[str]:
    """Split masked text at commas that stand outside parentheses and quotes (the argument's blanks are kept)."""
    if "," not in text:
        return [text]
    parts: list[str] = []
    depth = start = index = 0
    while index < len(text):
        char = text[index]
        if char in "'\"":
            closing = text.find(char, index + 1)
            if closing > 0:
                index = closing
        elif char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
        index += 1
    parts.append(text[start:])
    return parts


def call_text_function(name: str, state: MacroState, arguments: list[str]) -> str:
    """Carry out a function of the tables below. Raises MacroError for wrong arguments."""
    quoted = name.startswith("q") and name[1:] in FUNCTIONS
    result = FUNCTIONS[name[1:] if quoted else name](state, arguments)
    return mask(result, triggers=True) if quoted else result


def _substr(state: MacroState, arguments: list[str]) -> str:
    if len(arguments) not in (2, 3):
        raise MacroError("Macro function %SUBSTR has too few arguments." if len(arguments) < 2 else
                         "Macro function %SUBSTR has too many arguments.")  # fmt: skip
    text = unmask(arguments[0].strip(" "))
    start = int(evaluate(arguments[1]))
    if start < 1 or start > max(1, len(text)):
        state.put("WARNING: Argument 2 to macro function %SUBSTR is out of range.")
        return ""
    if len(arguments) == 2:
        return text[start - 1 :]
    length = int(evaluate(arguments[2]))
    if length < 0 or start - 1 + length > len(text):
        state.put("WARNING: Argument 3 to macro function %SUBSTR is out of range.")
        return text[start - 1 :]
    return text[start - 1 : start - 1 + length]


def _scan(state: MacroState, arguments: list[str]) -> str:
    if len(arguments) < 2:
        raise MacroError("Macro function %SCAN has too few arguments.")
    text = unmask(arguments[0])
    wanted = int(evaluate(arguments[1]))
    delimiters = unmask(arguments[2]) if len(arguments) > 2 else ""
    modifiers = unmask(arguments[3]).strip().lower() if len(arguments) > 3 else ""
    delimiters = _delimiter_set(delimiters, modifiers) or ("" if modifiers else _DELIMITERS)
    words = _words(text, delimiters, modifiers)
    if "b" in modifiers:
        wanted = -abs(wanted)
    if wanted == 0 or abs(wanted) > len(words):
        if wanted == 0:
            state.put("WARNING: Argument 2 to macro function %SCAN is out of range.")
        return ""
    return words[wanted - 1 if wanted > 0 else wanted]


def _delimiter_set(chars: str, modifiers: str) -> str:
    """The delimiters with those that modifier letters add (those of the SCAN function)."""
    added: dict[str, Callable[[str], bool]] = {
        "a": str.isalpha, "d": str.isdigit, "l": str.islower, "u": str.isupper, "s": str.isspace,
        "c": lambda char: ord(char) < 32 or ord(char) == 127,
        "f": lambda char: char.isascii() and (char.isalpha() or char == "_"),
        "g": lambda char: char.isprintable() and char != " ",
        "h": lambda char: char == "\t",
        "n": lambda char: char.isascii() and (char.isalnum() or char == "_"),
        "w": str.isprintable,
        "x": lambda char: char in "0123456789abcdefABCDEF",
        "p": lambda char: char.isprintable() and not char.isalnum() and char != " ",
    }  # fmt: skip
    known = set("abcdfghiklmnopqrstuwx")
    if set(modifiers) - known:
        raise MacroError(f"%SCAN modifiers {modifiers} are not supported.")
    universe = [chr(code) for code in range(256)]
    result = set(chars)
    for letter in modifiers:
        if letter in added:
            result.update(char for char in universe if added[letter](char))
    if "i" in modifiers:
        result |= {char.upper() for char in result} | {char.lower() for char in result}
    if "k" in modifiers:
        result = set(universe) - result
    return "".join(sorted(result))


def _words(text: str, delimiters: str, modifiers: str) -> list[str]:
    every = "m" in modifiers
    quotes = "q" in modifiers
    words: list[str] = []
    current: list[str] = []
    quote = ""
    for char in text:
        if quotes and (char == quote or not quote and char in "'\""):
            quote = "" if quote else char
            current.append(char)
        elif char in delimiters and not quote:
            if current or every:
                words.append("".join(current))
            current = []
        else:
            current.append(char)
    if current or every:
        words.append("".join(current))
    if "r" in modifiers:
        words = [word.strip(" ") for word in words]
    return words


def _index(state: MacroState, arguments: list[str]) -> str:
    if len(arguments) != 2:
        raise MacroError("Macro function %INDEX has the wrong number of arguments.")
    wanted = unmask(arguments[1].strip(" "))
    return str(unmask(arguments[0].strip(" ")).find(wanted) + 1) if wanted else "0"


def _verify(state: MacroState, arguments: list[str]) -> str:
    if len(arguments) != 2:
        raise MacroError("Macro %VERIFY needs two arguments.")
    text, allowed = unmask(arguments[0].strip(" ")), unmask(arguments[1].strip(" "))
    return str(next((place for place, char in enumerate(text, 1) if char not in allowed), 0))


def _datatyp(state: MacroState, arguments: list[str]) -> str:
    return "NUMERIC" if _NUMERIC.match(unmask(",".join(arguments)).strip()) else "CHAR"


def _whole(action: Callable[[str], str]) -> TextFunction:
    """A function of its whole argument: commas in it do not separate arguments."""
    return lambda state, arguments: action(unmask(",".join(arguments)))


def _length(state: MacroState, arguments: list[str]) -> str:
    return str(len(unmask(",".join(arguments).strip(" "))))


def _symexist(state: MacroState, arguments: list[str]) -> str:
    name = unmask(arguments[0]).strip().upper()
    if state.is_runtime(name) and name not in state.automatic:
        return state.parts.atom(MacroFunction("symexist", ((name,),)))
    return "1" if state.lookup(name) is not None or state.is_runtime(name) else "0"


def _symglobl(state: MacroState, arguments: list[str]) -> str:
    name = unmask(arguments[0]).strip().upper()
    return "1" if name in state.globals or name in state.automatic or name in state.runtime else "0"


def _symlocal(state: MacroState, arguments: list[str]) -> str:
    return "1" if state.owner(unmask(arguments[0]).strip().upper()) is not None else "0"


def _sysget(state: MacroState, arguments: list[str]) -> str:
    name = unmask(arguments[0]).strip()
    value = os.environ.get(name)
    state.asked_system = True
    if value is None:
        state.put("WARNING: The argument to macro function %SYSGET is not defined as a system variable.")
    return value or ""


def _sysmacexist(state: MacroState, arguments: list[str]) -> str:
    return "1" if unmask(arguments[0]).strip().upper() in state.macros else "0"


def _sysmexecname(state: MacroState, arguments: list[str]) -> str:
    depth = integer_operand(evaluate(arguments[0])) or 0
    if depth == 0:
        return "OPEN CODE"
    return state.frames[depth - 1].macro.name if 0 < depth <= len(state.frames) else ""


def _sysmexecdepth(state: MacroState, arguments: list[str]) -> str:
    return str(len(state.frames))


# What _IORC_ is for these mnemonics (SAS Macro Language: Reference, "%SYSRC Autocall Macro")
RETURN_CODES = {"_SOK": "0", "_DSENMR": "1230013", "_DSEMTR": "1230014", "_DSENOM": "1230015"}


def _sysrc(state: MacroState, arguments: list[str]) -> str:
    mnemonic = unmask(arguments[0]).strip().upper()
    if mnemonic not in RETURN_CODES:
        raise MacroError(f"the mnemonic {mnemonic} of %SYSRC is not known here")
    return RETURN_CODES[mnemonic]


FUNCTIONS: dict[str, TextFunction] = {
    "substr": _substr,
    "ksubstr": _substr,
    "scan": _scan,
    "kscan": _scan,
    "index": _index,
    "kindex": _index,
    "verify": _verify,
    "kverify": _verify,
    "datatyp": _datatyp,
    "length": _length,
    "klength": _length,
    "upcase": _whole(str.upper),
    "kupcase": _whole(str.upper),
    "lowcase": _whole(str.lower),
    "trim": _whole(lambda text: text.rstrip(" ")),
    "left": _whole(lambda text: text.lstrip(" ")),
    "cmpres": _whole(lambda text: re.sub(" +", " ", text).strip(" ")),
    "compstor": _whole(lambda text: re.sub(" +", " ", text).strip(" ")),
    "klowcase": _whole(str.lower),
    "ktrim": _whole(lambda text: text.rstrip(" ")),
    "kleft": _whole(lambda text: text.lstrip(" ")),
    "kcmpres": _whole(lambda text: re.sub(" +", " ", text).strip(" ")),
    "tslit": _whole(lambda text: "'" + text.replace("'", "''") + "'"),
    "sysrc": _sysrc,
    "symexist": _symexist,
    "symglobl": _symglobl,
    "symlocal": _symlocal,
    "sysget": _sysget,
    "sysmacexist": _sysmacexist,
    "sysmexecname": _sysmexecname,
    "sysmexecdepth": _sysmexecdepth,
    "sysprod": lambda state, arguments: "1" if unmask(arguments[0]).strip().upper() in _PRODUCTS else "0",
}

WHOLE = frozenset(
    "datatyp length klength upcase kupcase lowcase trim left cmpres compstor klowcase ktrim kleft kcmpres tslit".split()
)
"""Functions of their whole argument: commas in it do not separate arguments."""

LATER = WHOLE | frozenset("substr ksubstr scan kscan index kindex verify kverify symexist".split())
"""Functions that the run can carry out, too."""
