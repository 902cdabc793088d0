"""A place in a statement's tokens, and the small questions that readers ask there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Token
from translator.lang.tokens import MACRO, NAME, NUMBER, STRING


class Unreadable(Exception):
    """The statement cannot be read: the code and message of its diagnostic, and the offending token."""

    def __init__(self, code: str, message: str, at: Token) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.at = at


class Cursor:
    """Walks a list of tokens. Past the last one stands `end`, the statement's semicolon."""

    __slots__ = (
        "diagnostics",
        "end",
        "in_function",
        "negations",
        "position",
        "runtime",
        "size",
        "tokens",
        "yearcutoff",
    )

    def __init__(self, tokens: list[Token], end: Token, position: int = 0, yearcutoff: int = 1926) -> None:
        self.tokens = tokens
        self.end = end
        self.position = position
        self.size = len(tokens)
        self.yearcutoff = yearcutoff
        self.runtime: Callable[[str], bool] | None = None
        self.in_function = False  # a body of PROC FCMP: RETURN takes a value
        self.diagnostics: list[Diagnostic] | None = None
        self.negations: list[int] = []  # places of NOTs that bind tighter than comparisons

    def inner(self, tokens: list[Token], end: Token) -> Cursor:
        """A cursor over a part of the statement."""
        cursor = Cursor(tokens, end, 0, self.yearcutoff)
        cursor.runtime = self.runtime
        return cursor

    @property
    def done(self) -> bool:
        return self.position >= self.size

    @property
    def token(self) -> Token:
        """The next token; `end` where none is left."""
        return self.tokens[self.position] if self.position < self.size else self.end

    def ahead(self, count: int = 1) -> Token:
        """The token `count` places after the next one."""
        place = self.position + count
        return self.tokens[place] if place < self.size else self.end

    @property
    def text(self) -> str:
        """The next token's text; "" at the end (a string's text keeps its quotes)."""
        return self.tokens[self.position].text if self.position < self.size else ""

    @property
    def word(self) -> str:
        """The next token in lower case if it is a bare name, else ""."""
        if self.position < self.size:
            token = self.tokens[self.position]
            if token.kind == NAME:
                return token.text.lower()
        return ""

    def word_at(self, count: int) -> str:
        """`word` of the token `count` places on."""
        place = self.position + count
        if place < self.size:
            token = self.tokens[place]
            if token.kind == NAME:
                return token.text.lower()
        return ""

    def text_at(self, count: int) -> str:
        """`text` of the token `count` places on."""
        place = self.position + count
        return self.tokens[place].text if place < self.size else ""

    def take(self) -> Token:
        """Return the next token and move past it; at the end, `end`."""
        if self.position < self.size:
            token = self.tokens[self.position]
            self.position += 1
            return token
        return self.end

    def accept(self, text: str) -> bool:
        """Move past an operator or word if it comes next."""
        if self.position < self.size and self.tokens[self.position].text.lower() == text:
            self.position += 1
            return True
        return False

    def expect(self, text: str, code: str = "E0102") -> Token:
        """Move past a token that must come next; raises Unreadable where it does not."""
        token = self.token
        if not self.accept(text):
            self.fail(code, f"expected {text.upper()!r} but found {self.found()}")
        return token

    def is_name(self, count: int = 0) -> bool:
        """Does a name (or name literal) stand `count` places on?"""
        place = self.position + count
        if place >= self.size:
            return False
        token = self.tokens[place]
        return token.kind == NAME or (token.kind == STRING and token.text[-1:] in "nN")

    def name(self, what: str = "a name") -> str:
        """Read a name, quotes of a name literal removed; raises Unreadable where none stands."""
        token = self.token
        if not self.is_name() and (token.kind != MACRO or self.done):
            self.fail("E0110", f"expected {what} but found {self.found()}")
        size = self.name_size()
        self.position += size
        return spelling(token) if size == 1 else joined(self.tokens[self.position - size : self.position])

    def name_size(self) -> int:
        """How many tokens the name at the cursor has: more than one where the run knows a part of it, `out&n`."""
        place = self.position + 1
        while place < self.size and self.tokens[place].glued:
            kind = self.tokens[place].kind
            if kind != MACRO and (self.tokens[place - 1].kind != MACRO or kind not in (NAME, NUMBER)):
                break
            place += 1
        return place - self.position

    def glued(self, count: int = 0) -> bool:
        """Is the token `count` places on glued to the one before it?"""
        place = self.position + count
        return place < self.size and self.tokens[place].glued

    def found(self) -> str:
        """The next token, as messages name it."""
        return "the end of the statement" if self.position >= self.size else repr(self.text)

    def fail(self, code: str, message: str, at: Token | None = None) -> NoReturn:
        """Give the statement up at a token (the next one)."""
        raise Unreadable(code, message, at or self.token)

    def finish(self) -> None:
        """Raise Unreadable if tokens are left."""
        if self.position < self.size:
            self.fail("E0102", f"unexpected {self.text!r}")

    def skip_group(self) -> None:
        """Move past a bracketed group whose opening bracket comes next."""
        opening = self.token
        depth = 0
        while self.position < self.size:
            text = self.take().text
            if text in ("(", "[", "{"):
                depth += 1
            elif text in (")", "]", "}"):
                depth -= 1
                if depth == 0:
                    return
        self.fail("E0104", f"{opening.text!r} is never closed", opening)


def report(diagnostics: list[Diagnostic], code: str, message: str, at: Token) -> str:
    """Add a diagnostic and return its message. A call of a macro that is not defined has been reported before."""
    if at.kind == MACRO and at.via is not None and at.via.how == "unresolved":
        return f"macro {at.text[1:].upper()} is not defined"
    diagnostics.append(diagnose(code, message, at))
    return message


def spelling(token: Token) -> str:
    """The name that a NAME or a name literal spells."""
    text = token.text
    if token.kind == STRING:
        quote = text[0]
        return text[1:-2].replace(quote * 2, quote)
    return text


def joined(tokens: list[Token]) -> str:
    """A name with parts that only the run knows: `out&n`, `&lib.x` (the period ends the reference)."""
    name = ""
    for place, token in enumerate(tokens):
        if place and tokens[place - 1].kind == MACRO and token.kind != MACRO:
            name += "."
        name += token.text
    return name


def source_text(tokens: list[Token] | tuple[Token, ...]) -> str:
    """The tokens' text with one blank where blanks stood."""
    parts: list[str] = []
    for token in tokens:
        if parts and not token.glued:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
