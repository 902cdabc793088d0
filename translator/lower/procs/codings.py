"""CLASS statements with parameterizations: PARAM=, REF=, ORDER=, DESCENDING of LOGISTIC, PHREG."""

from __future__ import annotations

from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start
from translator.lower.procs.class_variables import class_variable
from translator.lower.procs.models import columns, effect_names, joined
from translator.lower.procs.options import word
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Formats, Named
from translator.plan.procs.listing import Listed

ORDERS = {"formatted": "formatted", "internal": "unformatted", "unformatted": "unformatted", "data": "data", "freq": "freq"}  # fmt: skip
PARAMETERIZATIONS = {"effect": "effect", "ref": "ref", "reference": "ref", "glm": "glm"}


def class_codings(start: Start, default: str) -> tuple[list[Column], list[tuple[str, Argument]]]:
    """Return the class variables, and the argument that says how each one is coded ("Other Parameterizations").

    Raises: LoweringError H0402 for an option that is not translated.
    """
    classes: list[Column] = []
    codings: dict[str, dict[str, Any]] = {}
    for s in start.step.body:
        if not (isinstance(s, st.ProcStatement) and s.keyword == "class"):
            continue
        own = {o.name: o for o in s.options if isinstance(o.value, tuple) and not o.equals}
        shared = {"param": default} | read_coding([o for o in s.options if o.name not in own])
        for column in start.context.names(s.names, start.schema):
            given = own.get(column.name.lower())
            more = read_coding(given.value) if given is not None and isinstance(given.value, tuple) else {}
            if {"ref", "first", "last"} & set(more):
                shared_ = {k: v for k, v in shared.items() if k not in ("ref", "first", "last")}
            else:
                shared_ = shared
            classes.append(column)
            codings[column.name] = shared_ | more
    kinds = {coding["param"] for coding in codings.values()}
    if "glm" in kinds and len(kinds) > 1:
        raise LoweringError(
            "H0402", "PARAM=GLM of some of the CLASS variables is not translated", start.step.at
        )
    if not classes:
        return [], []
    shown = [
        (name, Named(tuple((k, v) for k, v in coding.items() if k != "last")))
        for name, coding in codings.items()
    ]
    return classes, [("codings", Named(tuple(shown)))]


def read_coding(options: Any) -> dict[str, Any]:
    """Return what options of a CLASS variable say: param, ref (text), first, last, order, descending."""
    made: dict[str, Any] = {}
    for option in options:
        if isinstance(option, sx.Var):  # one without a value is read as a name within parentheses
            option = st.Option(option.name.lower(), None, False, option.at)
        match option.name:
            case "param" if word(option) in PARAMETERIZATIONS:
                made["param"] = PARAMETERIZATIONS[word(option)]
            case "ref" | "reference" if isinstance(option.value, sx.String):
                made["ref"] = option.value.value.strip()
            case "ref" | "reference" if word(option) in ("first", "last"):
                made[word(option)] = True
            case "order" if word(option) in ORDERS:
                if word(option) != "formatted":
                    made["order"] = ORDERS[word(option)]
            case "desc" | "descending":
                made["descending"] = True
            case _:
                message = f"{option.name.upper()} of CLASS is not translated in this form"
                raise LoweringError("H0402", message, option.at)
    return made


def model_effects(
    words: tuple[str, ...], start: Start, classes: list[Column], at: st.RawStatement
) -> list[str]:
    """Return the effects of a MODEL statement as text. Covariates are numbers.

    Raises: LoweringError H0403 for nested effects, R0106 for a character covariate.
    """
    if "(" in words:
        raise LoweringError("H0403", "nested effects are not translated", at.at)
    effects = effect_names(without_lists(words, start, at), start.schema, start.context, at)
    named = {c.name for c in classes}
    for name in dict.fromkeys(n for effect in effects for n in effect.split("*")):
        column = start.schema.find(name)
        if name not in named and column is not None and column.type.kind == "char":
            raise LoweringError("R0106", f"ERROR: {name} must be a CLASS variable.", at.at)
    return effects


def without_lists(words: tuple[str, ...], start: Start, at: st.RawStatement) -> tuple[str, ...]:
    """Return the words with the variables of lists such as `x1-x3`, `a--c` and `p:` in their place."""
    made: list[str] = []
    words = joined(words)
    place = 0
    while place < len(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        size = 3 if after in ("-", "--") else 2 if after == ":" else 1
        part = words[place : place + size]
        made += columns(part, start.schema, start.context, at) if size > 1 else part
        place += size
    return tuple(made)


def level_formats(columns: list[Column], context: Context) -> list[tuple[str, Argument]]:
    """Return the argument with the formats that group the values of class variables."""
    found = [class_variable(c, context, False, "unformatted") for c in columns]
    shown = tuple(Listed(c.name, c.name, c.format, c.user_format) for c in found if c.format)
    return [("levels", Formats(shown))] if shown else []


def sides(s: st.RawStatement) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, st.Option]]:
    """Return the words left and right of the = of a MODEL statement, and its options by name.

    Raises: LoweringError H0403 for a statement of another form.
    """
    words = tuple(t.text for t in s.tokens)
    depth, sign, slash = 0, -1, -1
    for place, word_ in enumerate(words):
        depth += (word_ == "(") - (word_ == ")")
        if not depth and word_ == "=" and sign < 0:
            sign = place
        if not depth and word_ == "/" and sign >= 0 and slash < 0:
            slash = place
    if sign < 0 or (slash >= 0 and s.options is None):
        raise LoweringError("H0403", "this MODEL statement is not translated", s.at)
    if slash < 0:
        return words[:sign], words[sign + 1 :], {}
    return words[:sign], words[sign + 1 : slash], {o.name: o for o in s.options or ()}
