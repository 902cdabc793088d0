"""What the use of a variable tells of its type, for data sets whose columns are not known when a program is translated.

A guess is never trusted: the generated code checks the type when it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import UNKNOWN_LENGTH, Type
from translator.library.functions import find
from translator.lower.arranging import FUNCTIONS
from translator.lower.function_calls import signature

TEXT = Type("char", UNKNOWN_LENGTH)
USED = (sx.Var, sx.Element, sx.Call)  # a variable, or an element of an array, which a call may be too
COMPARISONS = ("=", "ne", "<", "<=", ">", ">=", "=:", "ne:", "<:", "<=:", ">:", ">=:")


def text_names(body: object) -> set[str]:
    """Return the lower-case names that statements or expressions use as text."""
    found: set[str] = set()
    declared = {name.lower() for name in _declared(body)}
    for node in _nodes(body):
        found |= {name.lower() for name in _uses(node, declared)}
    return found | declared


def targets(body: object) -> set[str]:
    """Return the lower-case names of the variables and arrays that statements may give a value."""
    found: set[str] = set()
    for node in _nodes(body):
        match node:
            case st.Assign(target=target, value=sx.Call(name=name, args=args)) if name.upper() in FUNCTIONS:
                given: tuple[object, ...] = (target, *args)
            case st.Assign(target=target) | st.Sum(target=target):
                given = (target,)
            case st.Loop(index=index) if index is not None:
                given = (index,)
            case st.Input(items=items):
                given = items
            case st.CallRoutine(args=args):
                given = args
            case _:
                continue
        found |= {n.name.lower() for n in _nodes(given) if isinstance(n, USED)}
    return found


def _declared(body: object) -> Iterator[str]:
    """Yield names that LENGTH, ATTRIB or FORMAT say to be character."""
    for node in _nodes(body):
        match node:
            case st.Length(items=items):
                for names, is_char, _ in items:
                    yield from (_plain(names) if is_char else ())
            case st.FormatStatement(items=items) | st.InformatStatement(items=items):
                for names, format_ in items:
                    yield from (_plain(names) if format_ is not None and format_.name.startswith("$") else ())


def _plain(items: tuple[sx.NameItem, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, sx.Var):
            yield item.name


def _uses(node: object, declared: set[str]) -> Iterator[str]:
    match node:
        case sx.Binary(op, left, right) if op in COMPARISONS:
            if is_text(right, declared) and isinstance(left, USED):
                yield left.name
            if is_text(left, declared) and isinstance(right, USED):
                yield right.name
        case sx.Binary("||", left, right):
            yield from (part.name for part in (left, right) if isinstance(part, USED))
        case sx.In(sx.Var(name) | sx.Element(name) | sx.Call(name), items) if any(
            isinstance(item, sx.String) for item in items
        ):
            yield name
        case sx.Contains(sx.Var(name)) | sx.Like(sx.Var(name)) | sx.SoundsLike(sx.Var(name)):
            yield name
        case st.Select(operand=sx.Var(name), whens=whens) if any(
            isinstance(v, sx.String) for vs, _ in whens for v in vs
        ):
            yield name
        case st.Assign(target=sx.Var(target), value=sx.Var(name)) if target.lower() in declared:
            yield name
        case st.Assign(target=sx.Var(name) | sx.Element(name), value=value) if is_text(value, declared):
            yield name
        case sx.Call(name, args):
            yield from _arguments(name.upper(), args)


def _arguments(name: str, args: tuple[sx.Argument, ...]) -> Iterator[str]:
    if name == "PUT" and len(args) == 2 and isinstance(args[1], sx.Format) and args[1].name.startswith("$"):
        kinds: list[str] = ["char"]
    elif name == "INPUT":
        kinds = ["char"]
    else:
        row = find(name)
        kinds = (signature(row.signature, len(args)) or []) if row is not None else []
    for arg, kind in zip(args, kinds, strict=False):
        if kind == "char" and isinstance(arg, USED):
            yield arg.name


def is_text(expr: object, declared: set[str]) -> bool:
    """Is an expression sure to be text?"""
    match expr:
        case sx.String():
            return True
        case sx.Binary("||"):
            return True
        case sx.Var(name):
            return name.lower() in declared
        case sx.Call(name):
            row = find(name.upper())
            return name.upper() == "PUT" or (row is not None and row.returns == "char")
        case _:
            return False


def _nodes(item: object) -> Iterator[object]:
    if isinstance(item, tuple):
        for part in item:
            yield from _nodes(part)
    elif is_dataclass(item) and not isinstance(item, (Token, type)):
        yield item
        for field in fields(item):
            if field.name not in ("at", "end", "comments"):
                yield from _nodes(getattr(item, field.name))
