"""Pieces of macro output put together to the final tokens of statements.

What the macro processor makes is joined with what stands beside it before it counts as tokens: `d&i` is one
name, `&n.5` one number, a quote out of %STR(%') opens a string. (Macro Language Reference, "Macro Processing".)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from translator.frontend.macro.chunks import LEFT_OUT, TEXT, Chunk
from translator.frontend.scan import lean
from translator.lang.source import Source, Token
from translator.library.macro_masks import MASKED_QUOTE, unmask

_WORD = re.compile(r"[^\W\d]\w*\Z")
_LONELY = frozenset("(),;")
_REFERENCE = re.compile(r"&([^\W\d]\w*)(\.?)")


class Assembler:
    """Collects the tokens of one statement. `is_runtime` tells which macro variables stay references."""

    def __init__(self, is_runtime: Callable[[str], bool]) -> None:
        self.is_runtime = is_runtime
        self.tokens: list[Token] = []
        self.comments: list[Token] = []
        self.gap = True
        self.seam = False
        self._open: list[str] = []  # text of a string that macro text opened
        self._opener: Token | None = None
        self._comment: list[Token] = []

    def start(self) -> None:
        """Begin the next statement; comments that found no token stay."""
        self.tokens = []
        self.gap = True
        self.seam = False
        self._open = []
        self._opener = None

    @property
    def in_comment(self) -> bool:
        return bool(self._comment)

    def add(self, token: Token) -> Token | None:
        """Take a token of constant text; return it if it is the semicolon that ends the statement."""
        kind = token.kind
        if kind == "COMMENT":
            self.comments.append(token)
            self.gap = True
            return None
        if kind == "SPACE" or kind == "BAD" and token.text.startswith("/*"):
            self.gap = True  # an open comment has been reported, and hides the rest as any comment does
            return None
        if token.comments and not self._open:
            self.comments.extend(token.comments)
        if kind == "SEMICOLON":
            if self._comment:
                self._end_comment(token)
                return None
            self._close_open()
            return token
        if self._comment:
            self._comment.append(token)
            return None
        if not token.glued:
            self.gap = True
        if self._open:
            self._grow((" " if self.gap else "") + token.text)
            self.gap = False
            return None
        if not self.tokens and kind == "OPERATOR" and token.text[0] == "*":
            self._comment = [token]
            return None
        self._place(token)
        return None

    def _end_comment(self, end: Token) -> None:
        first = self._comment[0]
        text = " ".join(token.text for token in self._comment) + ";"
        self.comments.append(Token("COMMENT", text, first.source, first.start, end.end, via=first.via))
        self._comment = []
        self.gap = True

    def _place(self, token: Token) -> None:
        last = self.tokens[-1] if self.tokens else None
        if self.gap or last is None:
            made = token
            if token.glued or token.comments or self.comments:
                made = _with(token, token.text, token.kind, False, tuple(self.comments))
            self.tokens.append(made)
        elif (
            (self.seam or token.via is not last.via)
            and "MACRO" not in (last.kind, token.kind)
            and last.text not in _LONELY
            and token.text not in _LONELY
            and not self._after_name(last)
        ):
            self._merge(last, token)
        else:
            if self.comments or token.comments or not token.glued:
                token = _with(token, token.text, token.kind, True, tuple(self.comments))
            self.tokens.append(token)
        if self.comments:
            self.comments = []
        self.gap = False
        self.seam = False

    def _after_name(self, last: Token) -> bool:
        """The point after a name (`comma10.`) never starts a number."""
        return last.text == "." and last.glued and len(self.tokens) > 1 and self.tokens[-2].kind == "NAME"

    def _merge(self, last: Token, token: Token) -> None:
        found = lean(Source("", last.text + token.text)).tokens
        if [piece.text for piece in found] == [last.text, token.text] or not found:
            self.tokens.append(_with(token, token.text, token.kind, True, ()))
            return
        self.tokens.pop()
        lead = token if token.via is not None and token.via.how in ("variable", "argument") else last
        for index, piece in enumerate(found):
            made = Token(
                piece.kind, piece.text, last.source, last.start, max(last.end, last.start), last.glued if index == 0
                else piece.glued, last.comments if index == 0 else (), lead.via,
            )  # fmt: skip
            self.tokens.append(made)

    # --- text that is still to be cut -----------------------------------------------------------------

    def cut(self, chunk: Chunk) -> list[Token]:
        """Cut the text of a chunk into tokens (kind SEMICOLON among them); blanks show in `glued`."""
        at = chunk.place.at
        text = chunk.text.replace(MASKED_QUOTE, '"')
        text = unmask(text)
        self.seam = True
        if at is None:
            return []
        via = chunk.place.via
        glued = at.glued
        if _WORD.match(text):
            return [Token("NAME", text, at.source, at.start, at.end, glued, (), via)]
        scanned = lean(Source("", text))
        result: list[Token] = []
        for index, piece in enumerate(scanned.tokens):
            stuck = piece.glued if index else glued and piece.start == 0
            if piece.kind == "MACRO" and via is not None and via.how == "unresolved":
                result.append(Token("MACRO", piece.text, at.source, at.start, at.end, stuck, (), via))
                continue
            for kind, part, joined in self._split(piece):
                result.append(Token(kind, part, at.source, at.start, at.end, joined or stuck, (), via))
        end = scanned.tokens[-1].end if scanned.tokens else 0
        if not result and not glued:
            self.gap = True
        if end < len(text):
            result.append(Token("SPACE", " ", at.source, at.start, at.end, True, (), via))
        return result

    def _split(self, piece: Token) -> list[tuple[str, str, bool]]:
        """A trigger that is still there is a run-time reference, or just characters."""
        if piece.kind != "MACRO":
            return [(piece.kind, piece.text, False)]
        if piece.text[0] == "%":
            return [("OPERATOR", "%", False), ("NAME", piece.text[1:], True)]
        parts: list[tuple[str, str, bool]] = []
        position = 0
        text = piece.text
        for match in _REFERENCE.finditer(text):
            parts += _plain(text[position : match.start()], bool(parts))
            if self.is_runtime(match[1].upper()):
                parts.append(("MACRO", f"&{match[1]}", bool(parts)))
                position = match.end() if match.end() < len(text) else match.end(1)
                if match.end() == len(text) and match[2]:
                    position = len(text)
            else:
                parts.append(("OPERATOR", "&", bool(parts)))
                parts += _plain(match[1], True)
                position = match.end(1)
        return parts + _plain(text[position:], bool(parts))

    def take_text(self, token: Token) -> Token | None:
        """Take a token that `cut` made; as `add`, and an open quote starts a string."""
        if token.kind == "SPACE":
            self.gap = True
            return None
        if token.kind == "BAD" and token.text[0] in "'\"" and not self._open and not self._comment:
            if not token.glued:
                self.gap = True
            self._open = [token.text]
            self._opener = token
            self._opened_gap = self.gap
            self.gap = False
            return None
        self.seam = True
        return self.add(token)

    def _grow(self, text: str) -> None:
        self._open.append(text)
        joined = "".join(self._open)
        found = lean(Source("", joined)).tokens
        if any(piece.kind == "BAD" for piece in found):
            return
        opener = self._opener
        assert opener is not None
        self._open = []
        self.gap = self._opened_gap
        for index, piece in enumerate(found):
            glued = piece.glued if index else not self.gap
            made = Token(
                piece.kind, piece.text, opener.source, opener.start, opener.end, glued, (), opener.via
            )
            self._place(made)

    _opened_gap = False

    def _close_open(self) -> None:
        """The statement ends inside a string that macro text opened."""
        if self._open and self._opener is not None:
            opener, text = self._opener, "".join(self._open)
            self._open = []
            self._place(Token("BAD", text, opener.source, opener.start, opener.end, False, (), opener.via))


def _with(token: Token, text: str, kind: str, glued: bool, comments: tuple[Token, ...]) -> Token:
    return Token(kind, text, token.source, token.start, token.end, glued, comments, token.via)


def _plain(text: str, glued: bool) -> list[tuple[str, str, bool]]:
    pieces = []
    for index, piece in enumerate(lean(Source("", text)).tokens):
        if piece.kind == "MACRO":
            pieces += [("OPERATOR", piece.text[0], glued or index > 0), ("NAME", piece.text[1:], True)]
        else:
            pieces.append((piece.kind, piece.text, glued or index > 0))
    return pieces


__all__ = ["Assembler", "LEFT_OUT", "TEXT"]
