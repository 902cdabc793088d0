"""Combinatorial functions that change their variables and tell what has changed: ALLPERM, LEXPERM, ALLCOMB, GRAYCODE …

SAS 9.4 Functions and CALL Routines: Reference, "ALLPERM Function", "LEXPERM Function", "GRAYCODE Function" …
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.functions import own
from equivalence.interpreter.routines.values import targets
from translator.lang.syntax import Call, Empty, Format, Of
from translator.library.routines import find
from translator.library.routines.combinations import graycode_text_code

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions


@own("ALLPERM", "ALLCOMB", "LEXPERM", "LEXPERK", "LEXCOMB", "LEXCOMBI", "GRAYCODE")
def arrangement(ex: Expressions, call: Call) -> Code:
    """Carry out the routine of that name, and return its code."""
    name, host = call.name.upper(), ex.host
    if host is None:
        raise Unsupported(f"{name} outside a DATA step", call.at)
    row = find(f"RC {name}")
    assert row is not None and row.body is not None
    body, first = row.body, row.changes[-1] - 1
    if len(call.args) <= first or any(isinstance(arg, Of | Format | Empty) for arg in call.args[:first]):
        raise StepError(f"The {name} function call does not have enough arguments.", call.at, "R0008")
    if name == "GRAYCODE" and (made := subset_text(ex, call)) is not None:
        return made
    fixed = [ex.number(arg) for arg in call.args[:first] if not isinstance(arg, Of | Format | Empty)]
    found = targets(host, call.args[first:])

    def run() -> float:
        given = [one() for one in fixed]
        code, *values = body(*given, *(one.run() for one, _ in found))
        for value, (_, store) in zip(values, found, strict=True):
            store(value)
        return float(code)

    return Code("num", run, at=call.at)


def subset_text(ex: Expressions, call: Call) -> Code | None:
    """GRAYCODE with a text that tells which items are in the subset; None where the items are numeric variables."""
    found = targets(ex.host, call.args[:2])
    if len(found) != 2 or found[1][0].kind != "char":
        return None
    (size, store_size), (text, store_text) = found
    items = as_number(ex.compile(call.args[2]), ex.notes) if len(call.args) > 2 else None
    marks = as_text(ex.compile(call.args[3]), ex.notes) if len(call.args) > 3 else None
    number: Any = as_number(size, ex.notes)

    def run() -> float:
        whole = str(text.run())
        wanted = items() if items is not None else float(len(whole))
        code, count, made = graycode_text_code(
            number(), whole, wanted, marks() if marks is not None else None
        )
        store_size(count)
        store_text(made)
        return code

    return Code("num", run, at=call.at)
