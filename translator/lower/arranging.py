"""Routines and functions that put the values of their variables in another order, or go through subsets.

The functions (LEXPERM, ALLCOMB …) do what the routine of their name does, and tell by a number what has changed: an assignment
`rc = lexperm(…)` becomes a routine that sets rc, too. (SAS 9.4 Functions and CALL Routines: Reference, category Combinatorial.)
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang.types import NUMBER, Type
from translator.library.routines.standardizing import DIVISORS, METHODS
from translator.lower.scope import LoweringError, Scope
from translator.plan import loop as lp
from translator.plan import values as v

ARRANGING = (
    "ALLPERM",
    "LEXPERM",
    "LEXPERK",
    "LEXCOMB",
    "LEXCOMBI",
    "ALLCOMB",
    "ALLCOMBI",
    "RANPERM",
    "RANPERK",
    "RANCOMB",
)
"""Routines that put the values of variables in another order."""
FUNCTIONS = ("ALLPERM", "LEXPERM", "LEXPERK", "LEXCOMB", "LEXCOMBI", "ALLCOMB", "GRAYCODE")
"""Those that are functions, too."""


def arranges(scope: Scope, name: str) -> bool:
    """Is it such a function, and no array of that name?"""
    return name.upper() in FUNCTIONS and name.lower() not in scope.arrays


def with_result(target: v.Value, made: lp.Routine) -> lp.Routine:
    """Return the routine that also gives `target` its code. Raises LoweringError where that is no numeric variable."""
    if target.type.kind != "num":
        raise LoweringError("H0230", f"{made.name} whose result is a text is not translated", made.at)
    return replace(made, name=f"RC {made.name}", args=(target, *made.args))


def standardizing(args: tuple[v.Value, ...], made: lp.Routine) -> tuple[v.Value, ...]:
    """Return method, divisor, ADD= and MULT= of CALL STDIZE, then its variables. Raises LoweringError for other options."""
    method, divisor = "STD", 1.0
    numbers: dict[str, v.Value] = {"ADD=": v.Constant(0.0, NUMBER), "MULT=": v.Constant(1.0, NUMBER)}
    rest = list(args)
    variables: list[v.Value] = []
    while rest:
        one = rest.pop(0)
        if one.type.kind == "num":
            variables.append(one)
            continue
        word = str(one.value).strip().upper() if isinstance(one, v.Constant) else "that only the run knows"
        if word in METHODS:
            method = word
        elif word in DIVISORS:
            divisor = DIVISORS[word]
        elif word in numbers and rest:
            numbers[word] = rest.pop(0)
        else:
            raise LoweringError("H0230", f"CALL STDIZE with the option {word} is not translated", made.at)
    if not variables or not all(isinstance(one, v.Variable | v.Element) for one in variables):
        raise LoweringError("H0230", "CALL STDIZE needs variables", made.at)
    known = (v.Constant(method, Type("char", len(method))), v.Constant(divisor, NUMBER))
    return (*known, numbers["ADD="], numbers["MULT="], *variables)


def checked(made: lp.Routine) -> lp.Routine:
    """Return a routine as it is carried out. Raises LoweringError for texts of several lengths."""
    args = made.args
    if made.name == "STDIZE":
        return replace(made, args=standardizing(args, made))
    if made.name in ARRANGING and len({arg.type.length for arg in args if arg.type.kind == "char"}) > 1:
        raise LoweringError("H0230", f"{made.name} with texts of several lengths is not translated", made.at)
    if made.name != "GRAYCODE" or len(args) < 2 or args[1].type.kind != "char":
        return made
    if len(args) == 2:  # by default, the subset is one of as many items as the variable is long
        args = (*args, v.Constant(float(args[1].type.length), NUMBER))
    marks = args[3] if len(args) > 3 else v.Constant("IO", Type("char", 2))
    return replace(made, name="GRAYCODE TEXT", args=(*args[:3], marks))
