"""A function of PROC FCMP as a DATA step: parameters and result are variables, RETURN(x) assigns the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token


def as_data_step(definition: st.FunctionDefinition, lengths: dict[str, int]) -> st.DataStep:
    """Return the DATA step that does what a function does once.

    Args: lengths: of the character parameters, by name in lower case.
    The result is the variable `result_name(definition)`.
    """
    declared = [
        st.Length(
            items=(((sx.Var(name),), kind == "char", lengths[name.lower()] if kind == "char" else 8),),
            at=definition.at, end=definition.end,
        )
        for name, kind, _ in definition.parameters
    ]  # fmt: skip
    if definition.kind:
        item = ((sx.Var(result_name(definition)),), definition.kind == "char", definition.length)
        declared.append(st.Length(items=(item,), at=definition.at, end=definition.end))
    body = tuple(_returns(statement, definition) for statement in definition.body)
    return st.DataStep(
        outputs=(st.Dataset("", "_NULL_"),), body=(*declared, *body), at=definition.at, end=definition.end,
        comments=definition.comments,
    )  # fmt: skip


def result_name(definition: st.FunctionDefinition) -> str:
    """Return the name of the variable that holds the result: no variable of the function has it."""
    used = {name.lower() for name in _names((definition.body, definition.parameters))}
    return next(
        name
        for name in ("result", "value_returned", f"{definition.name[:28]}_out")
        if name.lower() not in used
    )


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _names(one)
    elif is_dataclass(node) and not isinstance(node, (type, Token)):
        for f in fields(node):
            yield from _names(getattr(node, f.name))


def _returns(node: Any, definition: st.FunctionDefinition) -> Any:
    """Return a statement in which RETURN(x) is `name = x; return;`."""
    if isinstance(node, st.ReturnValue):
        where: dict[str, Any] = {"at": node.at, "end": node.end}
        give = st.Assign(
            target=sx.Var(result_name(definition), node.at), value=node.value, comments=node.comments, **where
        )
        return st.Block(body=(give, st.Simple(kind="return", **where)), **where)
    if isinstance(node, tuple):
        return tuple(_returns(one, definition) for one in node)
    if isinstance(node, st.Node) and is_dataclass(node) and not isinstance(node, type):
        changed = {
            f.name: new
            for f in fields(node)
            if isinstance(old := getattr(node, f.name), (tuple, st.Node))
            and (new := _returns(old, definition)) is not old
        }
        return replace(node, **changed) if changed else node
    return node
