"""Parses SAS text in tests: a small tokenizer of its own, so that these tests judge the parser alone."""

from __future__ import annotations

import re

from translator.frontend.statement import RawStatement
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source, Token
from translator.lang.syntax import Expr

_TOKEN = re.compile(
    r"""(?P<COMMENT>/\*.*?\*/)
    |(?P<SPACE>\s+)
    |(?P<STRING>'(?:[^']|'')*'(?:dt|[ndtxb](?![a-z0-9_]))?|"(?:[^"]|"")*"(?:dt|[ndtxb](?![a-z0-9_]))?)
    |(?P<NUMBER>[0-9][0-9a-f]*x(?![a-z0-9_])|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![a-z_]))
    |(?P<NAME>[^\W\d]\w*)
    |(?P<MACRO>&\w+\.?)
    |(?P<SEMICOLON>;)
    |(?P<OPERATOR>\^=:|~=:|<=:|>=:|<>|><|<=|>=|=<|=>|\^=|~=|¬=|\|\||!!|\*\*|=:|<:|>:|=\*|@@|\?\?|.)""",
    re.X | re.I | re.S,
)


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, without blanks and comments."""
    source = Source("test.sas", text)
    tokens: list[Token] = []
    place, glued = 0, False
    after_name = False
    while place < len(text):
        found = _TOKEN.match(text, place)
        assert found is not None
        kind = str(found.lastgroup)
        end = found.end()
        if after_name and kind == "NUMBER" and text[place] == ".":
            kind, end = "OPERATOR", place + 1
        if kind not in ("SPACE", "COMMENT"):
            tokens.append(Token(kind, text[place:end], source, place, end, glued))
        glued = kind not in ("SPACE", "COMMENT")
        after_name = kind == "NAME"
        place = end
    return tokens


def split(text: str) -> list[RawStatement]:
    """The statements of a text; DATALINES take the lines up to one that holds a semicolon."""
    statements: list[RawStatement] = []
    current: list[Token] = []
    pieces = re.split(r"(?im)^(\s*(?:datalines|cards)\s*;)[^\n]*\n((?:[^;\n]*\n)*)", text)
    for number, piece in enumerate(pieces):
        if number % 3 == 2:
            statements[-1].datalines = tuple(piece.splitlines())
            continue
        for token in tokenize(piece):
            if token.kind != "SEMICOLON":
                current.append(token)
            elif current:
                statements.append(RawStatement(current, token))
                current = []
    if current:
        last = current[-1]
        statements.append(RawStatement(current, Token("END", "", last.source, last.end, last.end)))
    return statements


def expression(text: str, where: bool = False) -> Expr:
    """The expression that a text is."""
    from translator.frontend.parse import parse_expression

    return parse_expression(tokenize(text), where)


def step(text: str) -> tuple[object, list[Diagnostic]]:
    """The step that a text is, and its diagnostics."""
    from translator.frontend.parse import build_step

    diagnostics: list[Diagnostic] = []
    return build_step(split(text), diagnostics), diagnostics


def show(node: object) -> str:
    """An expression with every operator in parentheses."""
    from translator.lang import syntax as s

    match node:
        case s.Binary(op, left, right):
            return f"({show(left)} {op} {show(right)})"
        case s.Unary(op, operand):
            return f"({op} {show(operand)})"
        case s.Number(value):
            return f"{value:g}"
        case s.String(value):
            return repr(value)
        case s.Var(name):
            return name
        case s.Missing(letter):
            return f".{letter}"
        case _:
            return repr(node)
