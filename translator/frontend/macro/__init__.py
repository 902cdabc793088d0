"""The macro language."""

from translator.frontend.macro.state import MacroHost, MacroState, SilentHost

__all__ = ["MacroHost", "MacroState", "SilentHost"]
