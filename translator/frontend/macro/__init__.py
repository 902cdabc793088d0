"""The macro language."""

from __future__ import annotations

from translator.frontend.macro.library_host import LibraryHost
from translator.frontend.macro.processor import Processor
from translator.frontend.macro.state import MacroHost, MacroState, SilentHost
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source, Token
from translator.library.macro_masks import unmask


def resolve(state: MacroState, text: str, diagnostics: list[Diagnostic], at: Token | None = None) -> str:
    """Carry out the macro code in a text and return what it makes: the RESOLVE function."""
    place = at or Token("END", "", Source("", text), 0, 0)
    return unmask(Processor(state, diagnostics).expand(text, place.outermost.source.path, place))


__all__ = ["LibraryHost", "MacroHost", "MacroState", "SilentHost", "resolve"]
