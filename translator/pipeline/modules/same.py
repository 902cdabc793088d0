"""Are two functions of one macro the same but for the names of what they work on?

The function that one program's calls give may call a table `mine` where another's says `orders`. Only names that are
bound in the function, parameters and variables, may differ; what is written in texts, and columns, may not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from dataclasses import dataclass

from translator.emit.functions.tokens import Tok
from translator.emit.r.functions import R


def same_python(one: str, other: str) -> bool:
    """Are two definitions in Python the same, but for names that are bound in them?"""
    if one == other:
        return True
    return ast.dump(_Renamed.of(one)) == ast.dump(_Renamed.of(other))


def same_r(one: str, other: str, columns: Collection[str]) -> bool:
    """Are two definitions in R the same, but for names that are bound in them?

    Args: columns: of the programs; a name that is also a column's is never taken for another.
    """
    return one == other or _tokens(one, columns) == _tokens(other, columns)


def parameters_python(text: str) -> list[str]:
    """Return the parameters of a function in Python."""
    function = ast.parse(text).body[0]
    return [arg.arg for arg in function.args.args] if isinstance(function, ast.FunctionDef) else []


def parameters_r(text: str) -> list[str]:
    """Return the parameters of a function in R."""
    tokens = _code(text, ())
    start = next((n for n, token in enumerate(tokens) if token.text == "function"), len(tokens)) + 1
    found, depth = [], 0
    for before, token in zip(tokens[start - 1 :], tokens[start:]):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if depth == 1 and token.kind not in ("sign", "number", "text") and before.text in ("(", ","):
            found.append(token.text)
        if depth == 0:
            break
    return found


def keywords_python(text: str, function: str) -> set[str]:
    """Return the names of arguments with which a program calls a function."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    own = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == function)
    return {keyword.arg for call in own for keyword in call.keywords if keyword.arg}


def keywords_r(text: str, function: str) -> set[str]:
    """Return the names of arguments with which a program calls a function."""
    tokens = _code(text, ())
    found: set[str] = set()
    for place, token in enumerate(tokens[:-1]):
        if token.text != function or tokens[place + 1].text != "(":
            continue
        depth = 0
        for at in range(place + 1, len(tokens)):
            depth += (tokens[at].text in ("(", "[", "{")) - (tokens[at].text in (")", "]", "}"))
            if depth == 0:
                break
            if depth == 1 and tokens[at].text == "=":
                found.add(tokens[at - 1].text)
    return found


@dataclass(slots=True)
class _Renamed(ast.NodeTransformer):
    """Numbers in the place of the names that a function binds, in the order in which they are met."""

    bound: dict[str, str]

    @staticmethod
    def of(text: str) -> ast.AST:
        tree = ast.parse(text)
        names: dict[str, str] = {}
        for node in ast.walk(tree):
            match node:
                case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name):
                    names.setdefault(name, f"_{len(names)}")
                case ast.ExceptHandler(name=str() as name):
                    names.setdefault(name, f"_{len(names)}")
        made: ast.AST = _Renamed(names).visit(tree)
        return made

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self.bound.get(node.id, node.id), node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.arg(self.bound[node.arg])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.name = self.bound[node.name]
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        self.generic_visit(node)
        node.name = self.bound[node.name] if node.name else None
        return node


def _code(text: str, columns: Collection[str]) -> list[Tok]:
    tokens = R(columns).lex(text.split("\n"))
    return [token for token in tokens if token.kind not in ("line", "comment")]


def _tokens(text: str, columns: Collection[str]) -> list[str]:
    lines = text.split("\n")
    tokens = _code(text, columns)
    named = {one.text for one, after in zip(tokens, tokens[1:]) if after.text == "="}
    free = R(columns).bound(lines) - named - set(columns)
    names: dict[str, str] = {}
    found = []
    for token in tokens:
        if token.kind == "word" and token.text in free:
            found.append(names.setdefault(token.text, f"_{len(names)}"))
        else:
            found.append(token.text)
    return found


def renamed_python(text: str, name: str, new: str) -> str:
    """Return a definition in Python under a new name."""
    return re.sub(rf"^(def |class )?{re.escape(name)}\b", rf"\g<1>{new}", text, count=1, flags=re.MULTILINE)


def renamed_r(text: str, name: str, new: str) -> str:
    """Return a definition in R under a new name."""
    return re.sub(rf"^{re.escape(name)} <-", f"{new} <-", text, count=1, flags=re.MULTILINE)
