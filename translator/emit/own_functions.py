"""What both emitters do alike with functions of PROC FCMP."""

from __future__ import annotations

from collections.abc import Sequence

from translator.plan import loop as lp
from translator.plan.procs.functions import OwnFunction


def always_returns(own: OwnFunction) -> set[str]:
    """Return the name of the result where the last statement is a RETURN: it needs no value at the start."""
    last: object = own.loop.body[-1] if own.loop.body else None
    while isinstance(last, lp.Group):
        last = last.body[-1] if last.body else None
    ends = isinstance(last, lp.Leave) and last.kind == "return"
    return {own.result.lower()} if ends and own.result else set()


def folded(lines: Sequence[str], result: str, sign: str, form: str) -> list[str]:
    """Return the lines with `result = x` and `return result` behind each other as `return x`."""
    made: list[str] = []
    for line in lines:
        head = line[: len(line) - len(line.lstrip())]
        before = f"{head}{result} {sign} "
        if (
            made
            and line == head + form.format(result)
            and made[-1].startswith(before)
            and "  # " not in made[-1]
        ):
            made[-1] = head + form.format(made[-1][len(before) :])
        else:
            made.append(line)
    return made
