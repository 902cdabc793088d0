"""%SYSFUNC: functions of the DATA step called from macro code. (Macro Language Reference, "%SYSFUNC".)"""

from __future__ import annotations

import re

from translator.frontend.macro.errors import MacroError, RuntimeValueError
from translator.frontend.macro.functions import call_text_function, split_arguments
from translator.frontend.macro.state import MacroState
from translator.library.macro_expressions import evaluate_real
from translator.library.macro_masks import unmask

_OPERATOR = re.compile(r"[-+*/<>=^~&|()]|\b(?:and|or|not|eq|ne|lt|le|gt|ge)\b", re.IGNORECASE)
_OWN = {"SYMEXIST": "symexist", "SYMGLOBL": "symglobl", "SYMLOCAL": "symlocal", "SYSGET": "sysget"}


def call_function(state: MacroState, text: str) -> str:
    """Carry out `function(arguments)<, format>`; return the result as text. Raises MacroError."""
    opening = text.find("(")
    if opening < 0:
        raise MacroError(
            f"Expected open parenthesis after macro function name not found: {unmask(text).strip()}."
        )
    name = unmask(text[:opening]).strip().upper()
    closing = _closing(text, opening)
    inner = text[opening + 1 : closing]
    arguments = [unmask(part.strip(" ")) for part in split_arguments(inner)] if inner.strip(" ") else []
    if name in _OWN:
        value = call_text_function(_OWN[name], state, arguments)
    elif name == "SYMGET":
        found = state.get(arguments[0]) if arguments else None
        value = found or ""
    else:
        value = _ask_host(state, name, arguments)
    form = unmask(text[closing + 1 :]).strip().lstrip(",").strip()
    if form:
        value = _ask_host(state, "PUTC" if form.startswith("$") else "PUTN", [value, form])
    return value


def _ask_host(state: MacroState, name: str, arguments: list[str]) -> str:
    try:
        return _call_with_values(state, name, arguments)
    except RuntimeValueError:
        raise
    except LookupError:
        raise MacroError(
            f"The {name} function referenced in the %SYSFUNC or %QSYSFUNC macro function is not found."
        ) from None
    except ValueError as error:
        raise MacroError(str(error)) from error


def _call_with_values(state: MacroState, name: str, arguments: list[str]) -> str:
    """Call the host; arguments that it refuses as they are and that are expressions are worked out first, one
    after the other: a numeric argument may be written `&n-1` or `&a=1`."""
    try:
        return state.host.call_function(name, arguments)
    except ValueError as error:
        first = error
    tried = list(arguments)
    for index, text in enumerate(arguments):
        if not _OPERATOR.search(text):
            continue
        try:
            tried[index] = evaluate_real(text)
        except MacroError:
            continue
        try:
            return state.host.call_function(name, tried)
        except ValueError:
            pass
    raise first


def _closing(text: str, opening: int) -> int:
    depth = 0
    index = opening
    while index < len(text):
        char = text[index]
        if char in "'\"":
            end = text.find(char, index + 1)
            if end > 0:
                index = end
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return index
        index += 1
    return len(text)
