"""Tokens to macro code. Reads one construct at a time from a list of tokens; keeps no state of the run.

Sources: Macro Language Reference, "Macro Statements", "How SAS Processes Macros" (compilation).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from translator.frontend.macro.nodes import (
    Conditional,
    Function,
    Group,
    If,
    Invocation,
    Label,
    Let,
    Loop,
    Node,
    Nodes,
    Quoted,
    Reference,
    Statement,
    Text,
)
from translator.frontend.words import AUTOCALL_FUNCTIONS, MACRO_FUNCTIONS, MACRO_STATEMENTS
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Token

_LINE_END = re.compile(r"\r?\n|\r")
_STRAY = frozenset({"then", "to", "by", "while", "until", "end", "mend", "else"})
Stop = Callable[[Token], bool]


class MacroSyntaxError(Exception):
    """A construct that is not closed or not well formed; `diagnostic` says which."""

    def __init__(self, code: str, message: str, at: Token) -> None:
        super().__init__(message)
        self.diagnostic: Diagnostic = diagnose(code, message, at)


class Compiler:
    """Reads macro code from `tokens` (as `lean` gives them) between `position` and `limit`."""

    def __init__(self, tokens: list[Token], position: int = 0, limit: int | None = None) -> None:
        self.tokens = tokens
        self.position = position
        self.limit = len(tokens) if limit is None else limit

    # --- tokens ---------------------------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> Token | None:
        index = self.position + ahead
        return self.tokens[index] if index < self.limit else None

    def gap(self, index: int) -> str:
        """Blanks before a token; line ends count as one blank, comments as nothing."""
        token = self.tokens[index]
        if token.glued:
            return ""
        if token.kind == "DATALINES":
            return "\n"
        text = token.source.text
        start = token.comments[0].start if token.comments else token.start
        begin = start
        while begin > 0 and text[begin - 1].isspace():
            begin -= 1
        if not token.comments:
            return _LINE_END.sub(" ", text[begin:start])
        parts = []
        for comment in token.comments:
            parts.append(text[begin : comment.start])
            begin = max(begin, comment.end)
        parts.append(text[begin : token.start])
        return _LINE_END.sub(" ", "".join(parts))

    def word(self, token: Token | None) -> str:
        """The name of a %name token in lower case, else ""."""
        return (
            token.text[1:].lower()
            if token is not None and token.kind == "MACRO" and token.text[0] == "%"
            else ""
        )

    def expect_semicolon(self, opener: Token, what: str) -> Token:
        token = self.peek()
        if token is None or token.kind != "SEMICOLON":
            raise MacroSyntaxError("E0014", f"{what} has no semicolon", opener)
        self.position += 1
        return token

    # --- text and what stands in it -------------------------------------------------------------------

    def nodes(self, stop: Stop | None = None, in_macro: bool = False) -> Nodes:
        """Read up to a token that `stop` accepts (not taken) or to the end."""
        result: list[Node] = []
        plain: list[Token] = []
        texts: list[str] = []

        def flush() -> None:
            if texts or plain:
                result.append(Text(tuple(plain), "".join(texts)))
                plain.clear()
                texts.clear()

        while self.position < self.limit:
            token = self.tokens[self.position]
            if stop is not None and stop(token):
                if token.kind == "MACRO":
                    plain.extend(token.comments)
                break
            gap = self.gap(self.position)
            if gap:
                texts.append(gap)
            node = self.item(in_macro)
            if node is None:
                plain.append(token)
                texts.append(token.text)
            else:
                plain.extend(token.comments)
                flush()
                result.append(node)
        flush()
        return tuple(result)

    def item(self, in_macro: bool = False) -> Node | None:
        """Read one construct; None: the token is plain text (and has been passed)."""
        token = self.tokens[self.position]
        self.position += 1
        text = token.text
        if token.kind == "STRING":
            return Quoted(token) if text[0] == '"' and ("&" in text or "%" in text) else None
        if token.kind == "OPERATOR":
            after = self.peek()
            if (
                text == "%"
                and after is not None
                and after.glued
                and after.kind == "MACRO"
                and after.text[0] == "&"
            ):
                self.position += 1
                return self.invocation(token, "", after)
            return None
        if token.kind != "MACRO":
            return None
        if text[0] == "&":
            return Reference(token)
        name = text[1:].lower()
        if name in MACRO_STATEMENTS:
            if name in _STRAY:
                raise MacroSyntaxError("E0014", f"%{name.upper()} belongs to no statement here", token)
            return self.statement(token, name)
        if name in MACRO_FUNCTIONS or name in AUTOCALL_FUNCTIONS:
            return self.function(token, name)
        after = self.peek()
        if after is not None and after.text == ":" and in_macro and self._starts_statement(self.position - 1):
            self.position += 1
            return Label(token, name)
        if after is not None and after.glued and after.kind == "MACRO" and after.text[0] == "&":
            self.position += 1
            return self.invocation(token, name, after)
        return self.invocation(token, name, None)

    def _starts_statement(self, index: int) -> bool:
        if index == 0:
            return True
        before, token = self.tokens[index - 1], self.tokens[index]
        if before.kind == "SEMICOLON" or before.text == ":" or self.word(before) in ("then", "else"):
            return True
        return before.source is token.source and "\n" in token.source.text[before.end : token.start]

    def invocation(self, token: Token, name: str, extra: Token | None) -> Invocation:
        opening = self.peek()
        if opening is None or opening.text != "(":
            return Invocation(token, name, extra)
        index = self.position
        closing = self.closing(index)
        if closing is None:
            return Invocation(token, name, extra)
        blanks = self.gap(index)
        group = self.inner(index, closing)
        return Invocation(token, name, extra, group, blanks, (opening, self.tokens[closing]))

    def function(self, token: Token, name: str) -> Node | None:
        opening = self.peek()
        if name == "sysmexecdepth":
            return Function(token, name, (), "", token)
        if opening is None or opening.text != "(":
            return Invocation(token, name)
        index = self.position
        closing = self.closing(index)
        if closing is None:
            raise MacroSyntaxError("E0013", f"the parenthesis of {token.text.upper()} is not closed", token)
        literal = self.literal(index + 1, closing)
        if name == "nrstr":
            self.position = closing + 1
            return Function(token, name, (), literal, self.tokens[closing])
        return Function(token, name, self.inner(index, closing), literal, self.tokens[closing])

    def closing(self, opening: int) -> int | None:
        depth = 0
        for index in range(opening, self.limit):
            token = self.tokens[index]
            if token.kind == "OPERATOR":
                if token.text == "(":
                    depth += 1
                elif token.text == ")":
                    depth -= 1
                    if depth == 0:
                        return index
        return None

    def inner(self, opening: int, closing: int) -> Nodes:
        """The compiled text between two parentheses; the position is set after them."""
        inside = Compiler(self.tokens, opening + 1, closing)
        result = inside.nodes()
        tail = self.gap(closing)
        self.position = closing + 1
        return (*result, Text((), tail)) if tail else result

    def literal(self, start: int, stop: int) -> str:
        parts = [self.gap(index) + self.tokens[index].text for index in range(start, stop)]
        parts.append(self.gap(stop))
        return "".join(parts)

    # --- statements -----------------------------------------------------------------------------------

    def statement(self, token: Token, name: str) -> Node:
        match name:
            case "let":
                return self.let(token)
            case "if":
                return self.conditional(token)
            case "do":
                return self.loop(token)
            case "macro":
                from translator.frontend.macro.definition import read_definition  # it reads with this class

                return read_definition(self, token)
            case _:
                words = self.nodes(lambda found: found.kind == "SEMICOLON")
                end = self.peek()
                if end is None:
                    end = self.tokens[self.limit - 1]
                else:
                    self.position += 1
                return Statement(token, name, words, end)

    def equals(self, opener: Token, what: str) -> None:
        """Take an equals sign, also one that was read together with the operator after it (`=*`, `=:`)."""
        token = self.peek()
        if token is None or not token.text.startswith("=") or token.kind != "OPERATOR":
            raise MacroSyntaxError("E0014", f"{what} has no equals sign", opener)
        if len(token.text) > 1:
            rest = Token(
                "OPERATOR", token.text[1:], token.source, token.start + 1, token.end, True, (), token.via
            )
            self.tokens[self.position] = rest
            return
        self.position += 1

    def let(self, token: Token) -> Let:
        name = self.nodes(_is_equals_or_end)
        self.equals(token, "%LET")
        value = self.nodes(lambda found: found.kind == "SEMICOLON")
        self.expect_semicolon(token, "%LET")
        return Let(token, name, value)

    def conditional(self, token: Token) -> If:
        condition = self.nodes(lambda found: found.kind == "SEMICOLON" or self.word(found) == "then")
        after = self.peek()
        if self.word(after) != "then":
            raise MacroSyntaxError("E0011", "%IF has no %THEN", token)
        self.position += 1
        then = self.action(token)
        otherwise = None
        if self.word(self.peek()) == "else":
            self.position += 1
            otherwise = self.action(token)
        return If(token, condition, then, otherwise, self.tokens[self.position - 1])

    def action(self, opener: Token) -> Nodes:
        token = self.peek()
        if token is None:
            raise MacroSyntaxError("E0011", "%IF ends before its action", opener)
        if any(comment.text.startswith("%*") for comment in token.comments):
            return ()
        name = self.word(token)
        if name in MACRO_STATEMENTS and name not in _STRAY:
            node = self.item(True)
            return () if node is None else (node,)
        result = self.nodes(
            lambda found: found.kind == "SEMICOLON" or self.word(found) in ("else", "end", "mend")
        )
        self.expect_semicolon(opener, "the action of %IF")
        return result

    def loop(self, token: Token) -> Node:
        after = self.peek()
        if after is None:
            raise MacroSyntaxError("E0012", "%DO has no %END", token)
        if after.kind == "SEMICOLON":
            self.position += 1
            return Group(token, self.block(token))
        kind = self.word(after)
        if kind == "while" or kind == "until":
            self.position += 1
            opening = self.peek()
            closing = None if opening is None or opening.text != "(" else self.closing(self.position)
            if closing is None:
                raise MacroSyntaxError("E0013", f"%DO %{kind.upper()} has no condition in parentheses", token)
            condition = self.inner(self.position, closing)
            self.expect_semicolon(token, "%DO")
            body = self.block(token)
            return Conditional(
                token,
                "while" if kind == "while" else "until",
                condition,
                body,
                self.tokens[self.position - 1],
            )
        variable = self.nodes(_is_equals_or_end)
        self.equals(token, "%DO")
        start = self.nodes(lambda found: found.kind == "SEMICOLON" or self.word(found) == "to")
        if self.word(self.peek()) != "to":
            raise MacroSyntaxError("E0014", "%DO has no %TO", token)
        self.position += 1
        stop = self.nodes(lambda found: found.kind == "SEMICOLON" or self.word(found) == "by")
        step = None
        if self.word(self.peek()) == "by":
            self.position += 1
            step = self.nodes(lambda found: found.kind == "SEMICOLON")
        self.expect_semicolon(token, "%DO")
        body = self.block(token)
        return Loop(token, variable, start, stop, step, body, self.tokens[self.position - 1])

    def block(self, opener: Token) -> Nodes:
        """The body of %DO up to its %END and semicolon."""
        body = self.nodes(lambda found: self.word(found) in ("end", "mend"), in_macro=True)
        if self.word(self.peek()) != "end":
            raise MacroSyntaxError("E0012", "%DO has no %END", opener)
        self.position += 1
        end = self.peek()
        if end is not None and end.kind == "SEMICOLON":
            self.position += 1
        return body


def _is_equals_or_end(token: Token) -> bool:
    return token.kind == "SEMICOLON" or (token.kind == "OPERATOR" and token.text.startswith("="))
