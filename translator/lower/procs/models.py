"""MODEL statements: dependent variables, effects, options."""

from __future__ import annotations

from dataclasses import dataclass

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Schema
from translator.lower.context import Context
from translator.lower.scope import LoweringError


@dataclass(frozen=True, slots=True)
class Model:
    """A MODEL statement: its label, the dependent variables, the words of its right side, options by name."""

    label: str
    dependents: tuple[str, ...]
    words: tuple[str, ...]
    options: dict[str, st.Option]
    at: st.RawStatement


def model_of(statement: st.RawStatement) -> Model | None:
    """Return the MODEL that a statement is, with or without a label; None for another statement."""
    words = [t.text for t in statement.tokens]
    label = ""
    if statement.keyword != "model":
        if len(words) < 2 or words[0] != ":" or words[1].lower() != "model":
            return None
        label, words = statement.at.text, words[2:]
    depth = 0
    for place, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if word == "/" and not depth:
            if statement.options is None:
                raise LoweringError(
                    "H0403", "the options of this MODEL statement are not translated", statement.at
                )
            words = words[:place]
            break
    if "=" not in words:
        raise LoweringError("H0403", "this MODEL statement is not translated", statement.at)
    sign = words.index("=")
    options = {o.name: o for o in statement.options or ()}
    return Model(label, tuple(words[:sign]), tuple(words[sign + 1 :]), options, statement)


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with the two signs of `a--b` as one."""
    made: list[str] = []
    for word in words:
        if word == "-" and made[-1:] == ["-"]:
            made[-1] = "--"
        else:
            made.append(word)
    return tuple(made)


def columns(words: tuple[str, ...], schema: Schema, context: Context, at: st.Node) -> list[str]:
    """Return the variables that words name: `x1-x3`, `a--c` and `p:` too."""
    items: list[sx.NameItem] = []
    words = joined(words)
    place = 0
    while place < len(words):
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        if after in ("-", "--") and place + 2 < len(words):
            last = words[place + 2]
            items.append(sx.NumberedRange(word, last) if after == "-" else sx.NameRange(word, last, ""))
            place += 3
        elif after == ":":
            items.append(sx.Prefix(word))
            place += 2
        elif word.replace("_", "a").isalnum() and not word[0].isdigit():
            items.append(sx.Var(word))
            place += 1
        else:
            raise LoweringError("H0403", f"{word} in a MODEL statement is not translated", at.at)
    return [c.name for c in context.names(tuple(items), schema)]


def effects(words: tuple[str, ...], schema: Schema, context: Context, at: st.Node) -> list[tuple[str, ...]]:
    """Return the effects of `a b a*b a|b|c@2`: tuples of variables, main effects first within a bar."""
    found: list[tuple[str, ...]] = []
    place = 0

    def name() -> str:
        nonlocal place
        if place >= len(words) or not (words[place][0].isalpha() or words[place][0] == "_"):
            raise LoweringError("H0403", "this effect of a MODEL statement is not translated", at.at)
        place += 1
        return context.names((sx.Var(words[place - 1]),), schema)[0].name

    while place < len(words):
        factors = [(name(),)]
        signs: list[str] = []
        while place < len(words) and words[place] in ("*", "|"):
            signs.append(words[place])
            place += 1
            factors.append((name(),))
        if place < len(words) and words[place] == "(":
            raise LoweringError("H0403", "nested effects are not translated", at.at)
        limit = len(factors)
        if place + 1 < len(words) and words[place] == "@":
            limit = int(words[place + 1])
            place += 2
        terms: list[tuple[str, ...]] = [factors[0]]
        for sign, factor in zip(signs, factors[1:], strict=True):
            if sign == "*":
                terms = [t + factor for t in terms]
            else:
                terms = [*terms, factor, *(t + factor for t in terms)]
        found += [t for t in terms if len(t) <= limit and t not in found]
    return found


def effect_names(words: tuple[str, ...], schema: Schema, context: Context, at: st.RawStatement) -> list[str]:
    """Return the effects of a general linear model as text: `a`, `a*b`, `b(a)`; `a|b@2` is taken apart.

    Raises: LoweringError H0403 for a form that is not translated.
    """
    found: list[str] = []
    place = 0

    def bad() -> LoweringError:
        return LoweringError("H0403", "this effect of a linear model is not translated", at.at)

    def name() -> str:
        nonlocal place
        if place >= len(words) or not (words[place][0].isalpha() or words[place][0] == "_"):
            raise bad()
        place += 1
        return context.names((sx.Var(words[place - 1]),), schema)[0].name

    def term() -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return (crossed variables, variables in parentheses)."""
        nonlocal place
        crossed = [name()]
        while place < len(words) and words[place] == "*":
            place += 1
            crossed.append(name())
        nested: list[str] = []
        if place < len(words) and words[place] == "(":
            place += 1
            while place < len(words) and words[place] != ")":
                place += words[place] == "*"
                nested.append(name())
            place += 1
        return tuple(crossed), tuple(nested)

    def shown(crossed: tuple[str, ...], nested: tuple[str, ...]) -> str:
        return "*".join(crossed) + (f"({' '.join(nested)})" if nested else "")

    while place < len(words):
        terms = [term()]
        while place < len(words) and words[place] == "|":
            place += 1
            crossed, nested = term()
            if nested or any(n for _, n in terms):
                raise bad()
            terms = [*terms, (crossed, ()), *((t + crossed, ()) for t, _ in terms)]
        if place + 1 < len(words) and words[place] == "@":
            limit = int(words[place + 1])
            terms = [t for t in terms if len(t[0]) <= limit]
            place += 2
        found += [s for t in terms if (s := shown(*t)) not in found]
    return found
