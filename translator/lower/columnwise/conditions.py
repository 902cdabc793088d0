"""Conditions and what is known of them: opposites, conjunctions, alternatives that say one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translator.plan import values as v

Terms = tuple[v.Value, ...]


def plain(condition: v.Value) -> v.Value:
    """Return a condition without a number between it and itself (`Truth(Flag(c))` is c)."""
    match condition:
        case v.Truth(v.Flag(inner)) | v.Flag(inner):
            return plain(inner)
        case v.Logic(op, args):
            return v.Logic(op, tuple(plain(arg) for arg in args))
    return condition


def negated(condition: v.Value) -> v.Value:
    """Return the condition's opposite, without a double negation."""
    if isinstance(condition, v.Logic) and condition.op == "not":
        return condition.args[0]
    return v.Logic("not", (condition,))


def opposite(condition: v.Value) -> v.Value:
    """Return the condition's opposite as one would say it: of `not a and b`, `a or not b`."""
    if isinstance(condition, v.Logic) and condition.op != "not":
        if any(isinstance(arg, v.Logic) and arg.op == "not" for arg in condition.args):
            return v.Logic(
                "or" if condition.op == "and" else "and", tuple(negated(arg) for arg in condition.args)
            )
    return negated(condition)


def terms_of(condition: v.Value) -> Terms:
    """Return the parts that an AND wants, those of an AND within it, too."""
    if isinstance(condition, v.Logic) and condition.op == "and":
        return tuple(term for arg in condition.args for term in terms_of(arg))
    if isinstance(condition, v.Logic) and condition.op == "not":
        inner = condition.args[0]
        if isinstance(inner, v.Logic) and inner.op == "or":
            return tuple(term for arg in inner.args for term in terms_of(negated(arg)))
    return (condition,)


def both(*conditions: v.Value | None) -> v.Value | None:
    """Return what holds where all of these hold; None is what always holds."""
    terms: list[v.Value] = []
    for condition in conditions:
        if condition is not None:
            terms += [term for term in terms_of(condition) if term not in terms]
    if not terms:
        return None
    return terms[0] if len(terms) == 1 else v.Logic("and", tuple(terms))


def either(alternatives: Iterable[v.Value | None]) -> v.Value | None:
    """Return what holds where one of these holds: `a and b, or a and not b` is a. None: it always holds."""
    left: list[Terms] = []
    for condition in alternatives:
        terms = () if condition is None else terms_of(condition)
        if terms not in left:
            left.append(terms)
    while (shorter := _merged(left)) is not None:
        left = shorter
    if () in left:
        return None
    made = [one[0] if len(one) == 1 else v.Logic("and", one) for one in left]
    return made[0] if len(made) == 1 else v.Logic("or", tuple(made))


def _merged(left: list[Terms]) -> list[Terms] | None:
    """Return fewer or shorter alternatives that say the same, None where there are none."""
    for i, one in enumerate(left):
        for j, other in enumerate(left):
            if i == j:
                continue
            rest = [term for term in one if term not in other]
            if not rest:  # the other wants more
                return left[:j] + left[j + 1 :]
            more = [term for term in other if term not in one]
            if len(rest) == 1 and len(more) <= 1 and any(negated(term) in rest for term in more):
                shorter = tuple(term for term in one if term not in rest)
                return left[:i] + [shorter] + left[i + 1 :]
    return None


def given(condition: v.Value, facts: Sequence[v.Value]) -> v.Value | bool:
    """Return what is left of a condition where the facts hold: True or False where they settle it."""
    if condition in facts:
        return True
    if negated(condition) in facts:
        return False
    match condition:
        case v.Logic("not", (inner,)):
            found = given(inner, facts)
            return not found if isinstance(found, bool) else negated(found)
        case v.Logic(op, args):
            settled = op == "or"  # the value that one part alone may give
            parts: list[v.Value] = []
            for arg in args:
                part = given(arg, facts)
                if isinstance(part, bool):
                    if part is settled:
                        return settled
                else:
                    parts.append(part)
            if not parts:
                return not settled
            return parts[0] if len(parts) == 1 else v.Logic(op, tuple(parts))
    return condition
