"""What a step will store in macro variables, seen from its text: for translation, where no step is run."""

from __future__ import annotations

import re

from translator.frontend.macro.state import MacroState, Scope
from translator.frontend.statement import RawStatement
from translator.lang.source import Token

_LITERAL = re.compile(r"""(['"])\s*([^\W\d]\w*)\s*\1\Z""")
_NUMBERED = re.compile(r"(.*?)(\d+)\Z")
_SCOPES: dict[str, Scope] = {"G": "global", "L": "local"}


def mark_run_time(statements: list[RawStatement], macros: MacroState) -> None:
    """Mark the variables that CALL SYMPUT, CALL SYMPUTX and INTO of a step set.

    A name that is computed could be any: then every name without a value counts as known to the run only.
    """
    for statement in statements:
        tokens = statement.tokens
        for index, token in enumerate(tokens):
            if token.kind != "NAME":
                continue
            word = token.text.lower()
            if word in ("symput", "symputx") and index > 0 and tokens[index - 1].text.lower() == "call":
                _mark_call(tokens, index, macros)
            elif word == "into" and index + 1 < len(tokens) and tokens[index + 1].text == ":":
                _mark_into(tokens, index + 1, macros)


def _mark_call(tokens: list[Token], index: int, macros: MacroState) -> None:
    name = tokens[index + 2] if index + 3 < len(tokens) and tokens[index + 3].text == "," else None
    literal = _LITERAL.match(name.text) if name is not None and name.kind == "STRING" else None
    if literal is None:
        macros.any_runtime = True
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
    macros.mark_runtime(literal[2], scope)


def _mark_into(tokens: list[Token], index: int, macros: MacroState) -> None:
    """`:a, :b separated by ',' , :x1-:x9, :y1-`"""
    names: list[str] = []
    while index < len(tokens) and tokens[index].text.lower() != "from":
        token = tokens[index]
        if token.text == ":" and index + 1 < len(tokens):
            names.append(tokens[index + 1].text)
            index += 2
            continue
        if token.text == "-" or token.text.lower() in ("through", "thru"):
            last = tokens[index + 2] if index + 2 < len(tokens) and tokens[index + 1].text == ":" else None
            first = _NUMBERED.match(names[-1]) if names else None
            final = _NUMBERED.match(last.text) if last is not None else None
            if first is not None and final is not None:
                names += [f"{first[1]}{number}" for number in range(int(first[2]) + 1, int(final[2]) + 1)]
                index += 3
                continue
            macros.any_runtime = True
        index += 1
    for name in names:
        macros.mark_runtime(name)
