"""%MACRO … %MEND, and the code of macro bodies and of text that macro variables hold."""

from __future__ import annotations

import re

from translator.frontend.macro.compiler import Compiler, MacroSyntaxError
from translator.frontend.macro.nodes import Definition, Macro, Nodes, Parameter, Text
from translator.frontend.scan import lean
from translator.frontend.words import MACRO_STATEMENTS
from translator.lang.source import Source, Token

COMMENTED_STATEMENT = re.compile(
    r"%(?:" + "|".join(sorted(MACRO_STATEMENTS - {"to", "by", "then", "inc", "include"})) + r")\b",
    re.IGNORECASE,
)


def read_definition(compiler: Compiler, token: Token) -> Definition:
    """Read `%macro name(parameters) / options; … %mend name;`; the body stays tokens. Raises MacroSyntaxError."""
    name = compiler.peek()
    if name is None or name.kind != "NAME":
        raise MacroSyntaxError("E0014", "%MACRO has no name", token)
    compiler.position += 1
    parameters: tuple[Parameter, ...] = ()
    has_list = False
    opening = compiler.peek()
    if opening is not None and opening.text == "(":
        closing = compiler.closing(compiler.position)
        if closing is None:
            raise MacroSyntaxError("E0013", f"the parameter list of %MACRO {name.text} is not closed", token)
        parameters = _parameters(compiler, compiler.position + 1, closing)
        has_list = True
        compiler.position = closing + 1
    options = _options(compiler)
    compiler.expect_semicolon(token, "%MACRO")
    start = compiler.position
    depth = 1
    while compiler.position < compiler.limit:
        word = compiler.word(compiler.tokens[compiler.position])
        depth += (word == "macro") - (word == "mend")
        if depth == 0:
            break
        compiler.position += 1
    else:
        compiler.position = start
        raise MacroSyntaxError("E0010", f"%MACRO {name.text} has no %MEND", token)
    end = compiler.tokens[compiler.position]
    macro = Macro(
        name.text.upper(),
        name,
        parameters,
        has_list,
        options,
        compiler.tokens[start : compiler.position],
        end,
    )
    compiler.position += 1
    while compiler.position < compiler.limit and compiler.tokens[compiler.position].kind != "SEMICOLON":
        compiler.position += 1
    compiler.position += 1
    return Definition(token, macro)


def _parameters(compiler: Compiler, start: int, stop: int) -> tuple[Parameter, ...]:
    result: list[Parameter] = []
    inside = Compiler(compiler.tokens, start, stop)
    while inside.position < inside.limit:
        token = inside.tokens[inside.position]
        inside.position += 1
        if token.text == ",":
            continue
        if token.kind != "NAME":
            raise MacroSyntaxError("E0014", f"{token.text} cannot stand in a parameter list", token)
        after = inside.peek()
        if after is not None and after.text.startswith("=") and after.kind == "OPERATOR":
            inside.equals(token, "the parameter")
            depth = 0

            def ends(found: Token) -> bool:
                nonlocal depth
                if found.text == "(":
                    depth += 1
                elif found.text == ")":
                    depth -= 1
                return found.text == "," and depth == 0

            result.append(Parameter(token.text.upper(), True, inside.nodes(ends)))
        else:
            result.append(Parameter(token.text.upper(), False))
    return tuple(result)


def _options(compiler: Compiler) -> dict[str, str]:
    """`/ parmbuff minoperator store des='…' mindelimiter=','`"""
    slash = compiler.peek()
    options: dict[str, str] = {}
    if slash is None or slash.text != "/":
        return options
    compiler.position += 1
    while True:
        token = compiler.peek()
        if token is None or token.kind == "SEMICOLON":
            return options
        compiler.position += 1
        value = ""
        after = compiler.peek()
        if after is not None and after.text == "=":
            compiler.position += 1
            given = compiler.peek()
            if given is not None:
                value = given.text
                compiler.position += 1
        options[token.text.lower()] = value


def compile_text(text: str, path: str) -> Nodes:
    """Compile text that came out of a variable or a function."""
    source = Source(path, text)
    scanned = lean(source)
    result = Compiler(scanned.tokens).nodes(in_macro=True)
    last = scanned.tokens[-1].end if scanned.tokens else 0
    tail = text[last:]
    return (*result, Text((), tail)) if tail.isspace() else result


def compile_body(macro: Macro) -> Nodes:
    """Compile a macro's body. Raises MacroSyntaxError where a construct in it is not closed."""
    tokens = _open_comments(macro.tokens)
    compiler = Compiler(tokens)
    body = compiler.nodes(lambda found: compiler.word(found) == "end", in_macro=True)
    stray = compiler.peek()
    if stray is not None:
        raise MacroSyntaxError("E0012", "%END has no %DO", stray)
    end = macro.end
    if tokens and end is not None and not end.glued:
        body = (*body, Text(end.comments, " "))
    return body


def _open_comments(tokens: list[Token]) -> list[Token]:
    """Turn `* %let x = 1;` back into code: in a macro the statements in such a comment are carried out.

    (Macro Language Reference, "%* Macro Comment", Comparisons.)
    """
    if not any(token.comments for token in tokens):
        return list(tokens)
    result: list[Token] = []
    for token in tokens:
        kept: list[Token] = []
        for comment in token.comments:
            if not comment.text.startswith("*") or not COMMENTED_STATEMENT.search(comment.text):
                kept.append(comment)
                continue
            source = comment.source
            opened = lean(Source(source.path, source.text[: comment.end]), start=comment.start + 1)
            if opened.bad:  # an apostrophe in it: SAS would lose its way, here it stays a comment
                kept.append(comment)
                continue
            star = Token("OPERATOR", "*", source, comment.start, comment.start + 1, False, tuple(kept))
            kept = []
            result.append(star)
            for found in opened.tokens:
                found.source = source
            result.extend(opened.tokens)
        if len(kept) != len(token.comments):
            token = Token(
                token.kind, token.text, token.source, token.start, token.end, False, tuple(kept), token.via
            )
        result.append(token)
    return result
