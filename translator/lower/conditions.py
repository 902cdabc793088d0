"""What conditions tell by themselves: the parts that AND joins, and the texts that they let a column have."""

from __future__ import annotations

from collections.abc import Iterable

from translator.lang import syntax as sx


def conjuncts(condition: sx.Expr | None) -> list[sx.Expr]:
    """Return the parts of a condition that AND joins."""
    match condition:
        case None:
            return []
        case sx.Binary("and", left, right):
            return conjuncts(left) + conjuncts(right)
        case _:
            return [condition]


def texts_asked(parts: Iterable[sx.Expr], column: str, alias: str = "") -> frozenset[str] | None:
    """Return the texts, in upper case, that conditions let a column have: `column = 'X'`, `upcase(column) in ('X' 'Y')`;
    None where they may be any. `alias`: the table's correlation name.

    >>> texts_asked([sx.Binary("=", sx.Var("Libname"), sx.String("WORK"))], "libname")
    frozenset({'WORK'})
    """
    found: frozenset[str] | None = None
    for part in parts:
        match part:
            case sx.Binary("=", one, sx.String(text)) | sx.Binary("=", sx.String(text), one) if _names(
                one, column, alias
            ):
                texts = {text}
            case sx.In(value=one, items=items, negated=False, truncated=False, array=False) if _names(
                one, column, alias
            ) and all(isinstance(item, sx.String) for item in items):
                texts = {item.value for item in items if isinstance(item, sx.String)}
            case _:
                continue
        upper = frozenset(text.strip().upper() for text in texts)
        found = upper if found is None else found & upper
    return found


def _names(one: object, column: str, alias: str) -> bool:
    """Is it the column, perhaps in UPCASE, STRIP or TRIM?"""
    match one:
        case sx.Var(name):
            return name.lower() == column
        case sx.Dotted(qualifier, name):
            return qualifier.lower() == alias and name.lower() == column
        case sx.Call(name=name, args=(inner,)) if name.lower() in ("upcase", "strip", "trim", "left"):
            return isinstance(inner, sx.Var | sx.Dotted) and _names(inner, column, alias)
        case _:
            return False
