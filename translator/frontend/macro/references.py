"""Resolution of macro variable references in text. (Macro Language Reference, "Macro Variables": indirect
references, delimiters.)"""

from __future__ import annotations

import re

from translator.frontend.macro.errors import MacroError
from translator.frontend.macro.residual import has_atoms
from translator.frontend.macro.state import MacroState
from translator.lang.macro_text import MacroIndirect, MacroReference
from translator.library.macro_masks import ATOM, UNRESOLVED, unmask

_ATOM = f"{chr(ATOM)}-\U000ffffd"
_REFERENCE = re.compile(rf"&&|&([^\W\d][\w{_ATOM}]*)(\.?)")
_DEEPEST = 100


def resolve_references(text: str, state: MacroState) -> str:
    """Replace the references in text, over and over as SAS does: `&&` becomes `&` and the text is read again.

    A reference without a value stays as it is, with SAS's warning in the log; one that only the run knows becomes
    an atom (`residual`).
    """
    return _resolve(text, state, 0).replace(UNRESOLVED, "&")


def _resolve(text: str, state: MacroState, depth: int) -> str:
    if depth > _DEEPEST:
        raise MacroError("The text expression refers to itself, directly or through other macro variables.")
    again = True

    def value(match: re.Match[str]) -> str:
        nonlocal again
        name = match[1]
        if name is None:
            again = True
            state.trace("symbolgen", "&& resolves to &.")
            return "&"
        if has_atoms(name):  # &&g&i
            whole = state.parts.text(name.upper())
            state.lift_matching(whole)
            return state.parts.atom(MacroIndirect(whole))
        found = state.lookup(name.upper())
        if found is None:
            if state.is_runtime(name.upper()):
                state.refuse_unset(name.upper())
                return state.parts.atom(MacroReference(name.upper()))
            state.warn_unresolved(name)
            return UNRESOLVED + name + match[2]
        if state.traced:
            state.trace("symbolgen", f"Macro variable {name.upper()} resolves to {unmask(found)}")
        return _resolve(found, state, depth + 1) if "&" in found else found

    while again:
        again = False
        text = _REFERENCE.sub(value, text)
    return text
