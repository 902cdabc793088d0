"""What carrying out macro code yields: pieces of text that know where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.lang.source import Origin, Token

if TYPE_CHECKING:
    from translator.frontend.macro.feed import Feed

TEXT = "TEXT"
"""Kind of a token that is still to be cut: text out of a variable or a function. Never reaches the parser."""

LEFT_OUT = "LEFT_OUT"
"""Kind of a token that stands for a macro construct which could not be carried out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where code stands: the origin its text gets, and the token that lends its position (`at`), if the code is
    not text of a file itself."""

    via: Origin | None = None
    at: Token | None = None

    def put(self, token: Token) -> Token:
        """A token as it stands here."""
        if self.at is not None:
            at = self.at
            return Token(
                token.kind, token.text, at.source, at.start, at.end, token.glued, token.comments, self.via
            )
        if self.via is None:
            return token
        return Token(
            token.kind,
            token.text,
            token.source,
            token.start,
            token.end,
            token.glued,
            token.comments,
            self.via,
        )


OPEN_CODE = Place()


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A piece of output: `text` with its masks; `tokens` where it is constant text (None: cut it anew).

    `feed`: an included file that is to be read here instead.
    """

    text: str
    tokens: tuple[Token, ...] | None
    place: Place
    feed: Feed | None = None
