"""The stream of steps and marks put together: what stands between two marks becomes the body of one statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from translator.frontend.macro.residual import (
    ExecutedBegin,
    ExecutedEnd,
    ForkBegin,
    ForkElse,
    ForkEnd,
    RepeatBegin,
    RepeatEnd,
)
from translator.lang.macro_statements import MacroChoice, MacroExecuted, MacroLet, MacroRepeat
from translator.lang.macro_text import MacroReference, MacroText


def nested(items: Iterable[object]) -> Iterator[object]:
    """Yield the steps and macro statements of the outermost level; marks and what is between them are put in them."""
    stream = iter(items)
    held: MacroLet | None = None  # a value that may be made for the next %LET alone
    for item in stream:
        made = _one(item, stream)
        if made is None:
            continue
        if held is not None:
            together = _together(held, made)
            if together is None:
                yield held
            else:
                made = together
            held = None
        if _is_own(made):
            held = made  # type: ignore[assignment]
        else:
            yield made
    if held is not None:
        yield held


def is_own_name(name: MacroText) -> bool:
    """Is this a variable that the translation has made, not the program?"""
    return (
        len(name) == 1
        and isinstance(name[0], str)
        and re.fullmatch(r"_(?:VALUE|LEFT)_\d+", name[0]) is not None
    )


def _is_own(item: object) -> bool:
    return isinstance(item, MacroLet) and is_own_name(item.name) and item.call is not None


def _together(first: MacroLet, second: object) -> MacroLet | None:
    """`%let x = %sysfunc(…);` as one statement."""
    if (
        not isinstance(second, MacroLet)
        or second.call is not None
        or second.text != (MacroReference(str(first.name[0])),)
    ):
        return None
    return replace(first, name=second.name, trim=second.trim, at=second.at, end=second.end)


def _one(item: object, stream: Iterator[object]) -> object | None:
    match item:
        case ForkBegin(condition=condition, at=at, negated=negated):
            then, closing = _until(stream)
            otherwise: tuple[object, ...] = ()
            if isinstance(closing, ForkElse):
                otherwise, closing = _until(stream)
            end = at
            if isinstance(closing, ForkEnd):
                end = closing.end
                then += closing.then
                otherwise += closing.otherwise
            if not then and not otherwise:
                return None
            return MacroChoice(
                condition=condition, then=then, otherwise=otherwise, negated=negated, at=at, end=end
            )
        case RepeatBegin(at=at, index=index, start=start, stop=stop, step=step):
            body, closing = _until(stream)
            end = closing.end if isinstance(closing, RepeatEnd) else at
            return MacroRepeat(body=body, index=index, start=start, stop=stop, step=step, at=at, end=end)
        case ExecutedBegin(at=at):
            sites = []
            begin: object = item
            closing = None
            while isinstance(begin, ExecutedBegin):
                steps, closing = _until(stream)
                sites.append((begin.site, begin.names, steps))
                begin = closing
            end = closing.end if isinstance(closing, ExecutedEnd) else at
            return MacroExecuted(sites=tuple(sites), at=at, end=end)
    return item


def _until(stream: Iterator[object]) -> tuple[tuple[object, ...], object | None]:
    """Read up to the next mark of this level that is no beginning (of CALL EXECUTE: the next text's beginning)."""
    found: list[object] = []
    for item in stream:
        if isinstance(item, (ForkElse, ForkEnd, RepeatEnd, ExecutedEnd)):
            return tuple(found), item
        if isinstance(item, ExecutedBegin) and item.site > 1:
            return tuple(found), item
        made = _one(item, stream)
        if made is not None:
            together = _together(found[-1], made) if found and _is_own(found[-1]) else None  # type: ignore[arg-type]
            if together is not None:
                found[-1] = together
            else:
                found.append(made)
    return tuple(found), None
