"""CALL EXECUTE: the text of each statement, as far as it is known when the program is translated.

The parts that only the row knows become macro variables of the run: the text is then read as any program text is.
(Macro Language Reference, "CALL EXECUTE Routine"; DATA step: the steps run when the DATA step is over.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token

_ONE = frozenset({"trim", "strip", "left", "trimn"})


@dataclass(frozen=True, slots=True)
class Site:
    """A CALL EXECUTE statement (or several in a row): its text, with references to `names` for what the row gives."""

    number: int
    text: str
    names: tuple[str, ...]
    at: Token
    problem: str = ""
    deferred: bool = False  # all macro calls stand in %NRSTR


def find_sites(step: st.DataStep, new_name: Callable[[], str]) -> tuple[st.DataStep, list[Site]]:
    """Return the step with the CALL EXECUTE statements as `execute(number, parts …)`, and their texts."""
    sites: list[Site] = []

    def rewritten(item: Any) -> Any:
        if isinstance(item, tuple):
            return tuple(rewritten(part) for part in joined(item))
        if _is_execute(item):
            parts = parts_of(item.args[0]) if len(item.args) == 1 else [item.args]
            site, pieces = _site(len(sites) + 1, parts, item, new_name)
            sites.append(site)
            return replace(item, name="execute", args=(sx.Number(float(site.number)), *pieces))
        if isinstance(item, st.Node):
            values = {field.name: getattr(item, field.name) for field in fields(item)}
            changed = {
                name: new
                for name, old in values.items()
                if isinstance(old, tuple | st.Node) and (new := rewritten(old)) is not old and new != old
            }
            return replace(item, **changed) if changed else item
        return item

    body = rewritten(step.body)
    return (replace(step, body=body), sites) if sites else (step, [])


def joined(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """CALL EXECUTE statements that follow each other are one: their texts always come together."""
    made: list[Any] = []
    for item in items:
        last = made[-1] if made else None
        if (
            last is not None
            and _is_execute(item)
            and _is_execute(last)
            and len(item.args) == len(last.args) == 1
        ):
            text = sx.Binary("||", sx.Binary("||", last.args[0], sx.String(" ")), item.args[0])
            made[-1] = replace(last, args=(text,), end=item.end)
        else:
            made.append(item)
    return tuple(made) if len(made) < len(items) else items


def _is_execute(item: object) -> bool:
    return isinstance(item, st.CallRoutine) and item.name.lower() == "execute"


def parts_of(expr: object, strip: str = "") -> list[object]:
    """Return the parts of a text in order: `str` where it is constant, else an expression.

    `strip`: "both" or "right" where blanks at the ends of the parts are left out (CATS, CATT).
    """
    match expr:
        case sx.String(value):
            return [value.strip(" ") if strip == "both" else value.rstrip(" ") if strip else value]
        case sx.Number(value) if strip:
            return [f"{value:g}"]
        case sx.Binary("||", left, right) if not strip:
            return parts_of(left) + parts_of(right)
        case sx.Call(name, (argument,)) if name.lower() in _ONE and isinstance(
            argument, sx.Binary | sx.String
        ):
            inner = parts_of(argument)
            return inner if len(inner) > 1 or isinstance(inner[0], str) else [expr]
        case sx.Call(name, args) if name.lower() in ("cats", "catt", "cat") and all(
            _is_expr(a) for a in args
        ):
            how = {"cats": "both", "catt": "right", "cat": ""}[name.lower()]
            return [part for arg in args for part in parts_of(arg, how)]
        case sx.Call(name, (sx.String(separator), *args)) if name.lower() == "catx" and not separator.strip(
            " "
        ):
            if all(_is_expr(a) for a in args):
                return [part for arg in args for part in (*parts_of(arg, "both"), " ")]
    if strip == "both":
        return [sx.Call("cats", (expr,), "", getattr(expr, "at", None))]  # type: ignore[arg-type]
    if strip:
        return [sx.Call("catt", (expr,), "", getattr(expr, "at", None))]  # type: ignore[arg-type]
    return [expr]


def _is_expr(argument: object) -> bool:
    return is_dataclass(argument) and not isinstance(argument, sx.Of | sx.Format | sx.Empty)


def _site(
    number: int, parts: list[object], item: st.CallRoutine, new_name: Callable[[], str]
) -> tuple[Site, tuple[Any, ...]]:
    text = ""
    names: list[str] = []
    pieces: list[object] = []
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            name = new_name()
            names.append(name)
            pieces.append(part)
            text += f"&{name.lower()}."
    problem = ""
    if not any(isinstance(part, str) and part.strip() for part in parts):
        problem = "the text of CALL EXECUTE is known only to the row"
    plain, wrong = in_double_quotes(without_nrstr(text))
    deferred = "%" not in re.sub(r"(?is)%nrstr\s*\((?:[^()]|\([^()]*\))*\)", "", text)
    return Site(number, plain, tuple(names), item.at, problem or wrong, deferred), tuple(pieces)


def without_nrstr(text: str) -> str:
    """Leave out %NRSTR( … ) around macro calls: they are carried out when the text is read, as here."""
    while match := re.search(r"%nrstr\s*\(", text, re.IGNORECASE):
        depth, place = 1, match.end()
        while place < len(text) and depth:
            depth += (text[place] == "(") - (text[place] == ")")
            place += 1
        inner = text[match.end() : place - 1]
        text = text[: match.start()] + inner.replace("%%", "%") + text[place:]
    return text


def in_double_quotes(text: str) -> tuple[str, str]:
    """Texts in single quotes that hold a part of the row get double quotes, so that the part is found in them.

    Returns the text, and what is wrong with it.
    """
    made = ""
    start = 0
    for match in re.finditer(r"'((?:[^']|'')*)'|\"(?:[^\"]|\"\")*\"", text):
        made += text[start : match.start()]
        found = match.group()
        start = match.end()
        if found[0] == "'" and re.search(r"&_value_\d+\.", found):
            inner = match[1].replace("''", "'")
            if '"' in inner or re.search(r"%|&(?!_value_\d+\.)", inner):
                return text, "a part of the row stands in a text with quotes, & or %"
            found = f'"{inner}"'
        made += found
    return made + text[start:], ""
