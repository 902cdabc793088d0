"""What a step will store in macro variables, seen from its text: for translation, where no step is run."""

from __future__ import annotations

import re
from typing import Protocol

from translator.frontend.macro.state import MacroState, Scope
from translator.frontend.statement import RawStatement
from translator.lang.macro_text import MacroReference, MacroText
from translator.lang.source import Token

_LITERAL = re.compile(r"""(['"])\s*([^\W\d]\w*)\s*\1\Z""")
_START = re.compile(r"""(['"])\s*([^\W\d]\w*)\1\Z""")
_NUMBERED = re.compile(r"(.*?)(\d+)\Z")
_SCOPES: dict[str, Scope] = {"G": "global", "L": "local"}
_ASKS = frozenset("symget symgetn symexist symglobl symlocal resolve dosubl".split())
_ANY: MacroText = (MacroReference("?"),)


def mark_written(statements: list[RawStatement], macros: MacroState) -> None:
    """Note the files that a step writes (FILE): %INCLUDE of one of them depends on the run."""
    for statement in statements:
        for index, token in enumerate(statement.tokens[:-1]):
            before = statement.tokens[index - 1].text.lower() if index else ""
            if (
                token.kind != "NAME"
                or token.text.lower() != "file"
                or index
                and before not in ("then", "else")
            ):
                continue
            target = statement.tokens[index + 1]
            if target.kind == "STRING":
                macros.written.add(target.text.strip("'\"").strip())
            elif target.kind == "NAME" and target.text.lower() not in ("log", "print"):
                macros.written.add(target.text.upper())
                macros.written |= set(macros.filerefs.get(target.text.upper(), ()))


class Marks(Protocol):
    """Who is told what steps set."""

    def mark_runtime(self, name: str, scope: Scope = "auto", padded: bool = False) -> None: ...

    def mark_computed(self, name: MacroText) -> None: ...


def mark_run_time(statements: list[RawStatement], macros: MacroState) -> None:
    """Mark the variables that CALL SYMPUT, CALL SYMPUTX and INTO of a step set; see to it that the run has those
    that the step asks for by name (SYMGET, RESOLVE).

    A name that is computed could be any that it fits: then every name without a value counts as known to the run only.
    """
    for statement in statements:
        _lift_asked(statement.tokens, macros)
    for statement in statements:
        mark_tokens(statement.tokens, macros)


def mark_tokens(tokens: list[Token], macros: Marks) -> None:
    """Mark what CALL SYMPUT, CALL SYMPUTX and INTO among these tokens set."""
    for index, token in enumerate(tokens):
        if token.kind != "NAME":
            continue
        word = token.text.lower()
        if word in ("symput", "symputx") and index > 0 and tokens[index - 1].text.lower() == "call":
            _mark_call(tokens, index, macros)
        elif word == "into" and index + 1 < len(tokens) and tokens[index + 1].text == ":":
            _mark_into(tokens, index + 1, macros)


def _mark_call(tokens: list[Token], index: int, macros: Marks) -> None:
    name = tokens[index + 2] if index + 3 < len(tokens) and tokens[index + 3].text == "," else None
    literal = _LITERAL.match(name.text) if name is not None and name.kind == "STRING" else None
    if literal is None:
        macros.mark_computed(_computed(tokens[index + 1 :]))
        return
    scope: Scope = "auto"
    depth = 0
    for at in range(index + 1, len(tokens)):
        depth += (tokens[at].text == "(") - (tokens[at].text == ")")
        if depth == 0:
            given = tokens[at - 1].text.strip("'\"").upper()[:1]
            if tokens[at - 2].text == "," and tokens[at - 1].kind == "STRING" and at - 2 > index + 3:
                scope = _SCOPES.get(given, "auto")
            break
    macros.mark_runtime(literal[2], scope, padded=tokens[index].text.lower() == "symput")


def _computed(tokens: list[Token]) -> MacroText:
    """What is known of a name that the step makes: `('x' || …`, `(cats('x', …`, `("x&i"` start with x."""
    words = [token.text.lower() for token in tokens[:6]]
    place = (
        3
        if words[1:2] in (["cats"], ["catt"], ["cat"], ["compress"], ["strip"], ["trim"])
        and words[2:3] == ["("]
        else 1
    )
    first = tokens[place] if len(tokens) > place else None
    if first is None or first.kind != "STRING":
        return _ANY
    follows = words[place + 1 : place + 2]
    if (
        place == 3
        and follows not in ([","], ["||"], ["!!"])
        or place == 1
        and follows not in (["||"], ["!!"], [","])
    ):
        return _ANY
    start = _START.match(first.text)
    if start is not None:
        return (start[2].upper(), *_ANY)
    inner = re.match(r'"\s*([^\W\d]\w*)&', first.text)
    return (inner[1].upper(), *_ANY) if inner is not None else _ANY


def _lift_asked(tokens: list[Token], macros: MacroState) -> None:
    """The run must have the variables that the step asks for while it runs."""
    for index, token in enumerate(tokens):
        if token.kind != "NAME" or token.text.lower() not in _ASKS or tokens[index + 1 : index + 2] == []:
            continue
        if tokens[index + 1].text != "(":
            continue
        name = tokens[index + 2] if index + 3 < len(tokens) else None
        resolves = token.text.lower() in ("resolve", "dosubl")
        literal = _LITERAL.match(name.text) if name is not None and name.kind == "STRING" else None
        if literal is not None and not resolves and tokens[index + 3].text == ")":
            macros.lift_visible(literal[2].upper())
        elif resolves and name is not None and name.kind == "STRING":
            _lift_resolved(name.text[1:-1], tokens[index + 3].text == ")", macros)
        else:
            macros.lift_matching(_ANY if resolves else _computed(tokens[index + 1 :]))


def _lift_resolved(text: str, whole: bool, macros: MacroState) -> None:
    """The variables that RESOLVE of a text (or of one that starts so) asks for."""
    if "&&" in text or not whole and "&" not in text:
        macros.lift_matching(_ANY)
        return
    for match in re.finditer(r"&(\w+)", text):
        if not whole and match.end() == len(text):
            macros.lift_matching((match[1].upper(), *_ANY))
        else:
            macros.lift_visible(match[1].upper())
    if not whole and text.endswith("&"):
        macros.lift_matching(_ANY)


def _mark_into(tokens: list[Token], index: int, macros: Marks) -> None:
    """`:a, :b separated by ',' , :x1-:x9, :y1-`"""
    names: list[str] = []
    stop = next((at for at in range(index, len(tokens)) if tokens[at].text.lower() == "from"), len(tokens))
    words = [token.text.lower() for token in tokens[index:stop]]
    trimmed = words.count("trimmed") + words.count("separated") >= words.count(":")
    while index < len(tokens) and tokens[index].text.lower() != "from":
        token = tokens[index]
        if token.text == ":" and index + 1 < len(tokens):
            name = tokens[index + 1].text
            after = tokens[index + 2] if index + 2 < len(tokens) else None
            if name.startswith("&") or after is not None and after.kind == "MACRO" and after.glued:
                macros.mark_computed((name.upper(), *_ANY) if name[0] != "&" else _ANY)
            else:
                names.append(name)
            index += 2
            continue
        if token.text == "-" or token.text.lower() in ("through", "thru"):
            last = tokens[index + 2] if index + 2 < len(tokens) and tokens[index + 1].text == ":" else None
            first = _NUMBERED.match(names[-1]) if names else None
            final = _NUMBERED.match(last.text) if last is not None else None
            if first is not None and final is not None:
                width = len(first[2]) if first[2].startswith("0") else 0
                names += [
                    f"{first[1]}{number:0{width}d}" for number in range(int(first[2]) + 1, int(final[2]) + 1)
                ]
                index += 3
                continue
            macros.mark_computed((first[1].upper(), *_ANY) if first is not None else _ANY)
        index += 1
    for name in names:
        macros.mark_runtime(name, padded=not trimmed)
