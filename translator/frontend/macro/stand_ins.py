"""Stand-ins for the arguments of a macro that is not called: does what the macro does hang on their values?

Where a macro function or an expression looks at a stand-in, other arguments could make other text: the reading stops
with `Decided`. That a parameter is given at all may be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.library.macro_masks import unmask

_PIECES = re.compile(r"\b(?:and|or)\b|[&|]", re.IGNORECASE)
_NOTHING = r"""(?:""|''|\s*)"""
_COMPARED = r"\s*(?:ne|eq|\^=|~=|¬=|=)\s*"
NEUTRAL = frozenset("trim left cmpres qtrim qleft qcmpres unquote".split())
"""Functions that leave a word as it is."""


class Decided(Exception):
    """The value of a parameter (`name`) decides what a macro does."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(slots=True)
class StandIns:
    """`names`: the parameter of each stand-in (lower case). `given`: parameters that were asked for: are they given?"""

    names: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def used(self, text: str) -> None:
        """A macro function looks at a text. Raises Decided."""
        name = self._name_in(text)
        if name is not None:
            raise Decided(name)

    def length(self, text: str) -> str | None:
        """The length of a text that is a stand-in and nothing else: a number that stands for any but 0."""
        name = self.names.get(unmask(text).strip().lower())
        return None if name is None else f"{7_700_000 + list(self.names.values()).index(name)}"

    def tested(self, text: str) -> None:
        """An expression is evaluated. Raises Decided, unless it asks whether a parameter is given."""
        for piece in _PIECES.split(unmask(text)):
            one = piece.strip().strip("()").strip().lower()
            for marker, name in self.names.items():
                length = str(7_700_000 + list(self.names.values()).index(name))
                if length in one:
                    if (
                        re.fullmatch(rf"(?:not\s*|\^\s*)?{length}(?:\s*(?:ne|gt|eq|=|\^=|~=|>)\s*0)?", one)
                        is None
                    ):
                        raise Decided(name)
                    self.given.add(name)
                elif marker in one:
                    quoted = rf"""["']?{marker}["']?"""
                    asks = rf"(?:not\s*)?(?:{quoted}{_COMPARED}{_NOTHING}|{_NOTHING}{_COMPARED}{quoted})"
                    if re.fullmatch(asks, one) is None:
                        raise Decided(name)
                    self.given.add(name)

    def _name_in(self, text: str) -> str | None:
        one = unmask(text).lower()
        return next((name for marker, name in self.names.items() if marker in one), None)
