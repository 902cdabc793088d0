"""A plan as text: one node a line, indented, stable from run to run."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from translator.lang.source import Token
from translator.plan.relations import Plan

SKIPPED = frozenset(("at", "comments", "first", "last", "log", "record"))


def dump(plan: Plan) -> str:
    """Return the plan as indented text; fields that have their default are left out."""
    return "\n".join(_node(plan, 0)) + "\n"


def _node(item: object, depth: int) -> list[str]:
    margin = "  " * depth
    if not is_dataclass(item) or isinstance(item, type):
        return [f"{margin}{item!r}"]
    flat: list[str] = []
    nested: list[str] = []
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in SKIPPED or isinstance(value, Token) or value == field.default:
            continue
        text = _short(value)
        if text is not None:
            flat.append(f"{field.name}={text}")
        elif isinstance(value, tuple):
            nested.append(f"{margin}  {field.name}:")
            for part in value:
                nested += _part(part, depth + 2)
        else:
            nested.append(f"{margin}  {field.name}:")
            nested += _node(value, depth + 2)
    return [f"{margin}{type(item).__name__}({', '.join(flat)})", *nested]


def _part(part: object, depth: int) -> list[str]:
    text = _short(part)
    if text is not None:
        return ["  " * depth + text]
    if isinstance(part, tuple):
        lines = ["  " * depth + "-"]
        for inner in part:
            lines += _part(inner, depth + 1)
        return lines
    return _node(part, depth)


def _short(value: object) -> str | None:
    """Return a value that fits on its node's line, or None."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return repr(value)
    if isinstance(value, tuple):
        parts = [_short(part) for part in value]
        if all(part is not None for part in parts):
            text = f"({', '.join(str(p) for p in parts)})"
            return text if len(text) <= 90 else None
        return None
    if is_dataclass(value) and not isinstance(value, type):
        inner = []
        for field in fields(value):
            one = getattr(value, field.name)
            if field.name in SKIPPED or isinstance(one, Token) or one == field.default:
                continue
            text_ = _short(one)
            if text_ is None:
                return None
            inner.append(text_ if field.name in ("name", "value", "kind", "op") else f"{field.name}={text_}")
        made = f"{type(value).__name__}({', '.join(inner)})"
        return made if len(made) <= 90 else None
    return repr(value)
