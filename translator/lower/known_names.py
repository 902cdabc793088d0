"""Steps with names that only the run knows (`x1-x&n`, `f_&g`), where rows that stand in the program tell them after all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as sq
from translator.lang.source import Token

Hint = Callable[[str], str | None]
NAMED = (
    sx.Var, sx.Element, sx.Call, sx.Prefix, sx.NumberedRange, sx.NameRange, sx.Format, st.Dataset, sq.Into,
)  # fmt: skip
"""Nodes whose texts are names."""
_REFERENCE = re.compile(r"&(\w+)\.?")


def with_known_names(step: Any, hint: Hint) -> Any:
    """Return a step with the values that are known in place of the macro variables; the step itself where none is.

    Args: hint: the value of a macro variable (its name in upper case), None where only the run knows it.
    """
    if isinstance(step, tuple):
        made = tuple(with_known_names(part, hint) for part in step)
        return made if any(a is not b for a, b in zip(made, step, strict=True)) else step
    if not is_dataclass(step) or isinstance(step, Token | type):
        return step
    if isinstance(step, sx.MacroValue):
        return _constant(step, hint)
    changed: dict[str, Any] = {}
    for field in fields(step):
        before = getattr(step, field.name)
        if isinstance(before, str) and isinstance(step, NAMED) and "&" in before:
            after: Any = _REFERENCE.sub(lambda found: hint(found[1].upper()) or found[0], before)
        elif field.name in ("at", "end", "comments"):
            continue
        else:
            after = with_known_names(before, hint)
        if after is not before and not (isinstance(after, str) and after == before):
            changed[field.name] = after
    return replace(step, **changed) if changed else step


def _constant(value: sx.MacroValue, hint: Hint) -> sx.Expr:
    text = hint(value.name.upper())
    if text is None:
        return value
    if value.quoted:
        return sx.String(text, value.at)
    return sx.Number(float(text), at=value.at) if re.fullmatch(r"-?\d+(\.\d+)?", text.strip()) else value
