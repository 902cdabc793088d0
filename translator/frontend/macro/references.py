"""Resolution of macro variable references in text. (Macro Language Reference, "Macro Variables": indirect
references, delimiters.)"""

from __future__ import annotations

import re

from translator.frontend.macro.errors import MacroError, RuntimeValueError
from translator.frontend.macro.state import MacroState
from translator.library.macro_masks import UNRESOLVED

_REFERENCE = re.compile(r"&&|&([^\W\d]\w*)(\.?)")
_DEEPEST = 100


def resolve_references(text: str, state: MacroState, decide: bool = False) -> str:
    """Replace the references in text, over and over as SAS does: `&&` becomes `&` and the text is read again.

    A reference without a value stays as it is, with SAS's warning in the log; one that only the run knows stays
    without a warning, or raises RuntimeValueError where the value is needed now (`decide`).
    """
    return _resolve(text, state, decide, 0).replace(UNRESOLVED, "&")


def _resolve(text: str, state: MacroState, decide: bool, depth: int) -> str:
    if depth > _DEEPEST:
        raise MacroError("The text expression refers to itself, directly or through other macro variables.")
    again = True

    def value(match: re.Match[str]) -> str:
        nonlocal again
        name = match[1]
        if name is None:
            again = True
            return "&"
        found = state.lookup(name.upper())
        if found is None:
            if state.is_runtime(name.upper()):
                if decide:
                    raise RuntimeValueError(f"&{name}")
            else:
                state.warn_unresolved(name)
            return UNRESOLVED + name + match[2]
        return _resolve(found, state, decide, depth + 1) if "&" in found else found

    while again:
        again = False
        text = _REFERENCE.sub(value, text)
    return text
