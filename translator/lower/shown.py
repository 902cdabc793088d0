"""What PUT _ALL_ shows, in SAS's order, and the values of what PUT names that is no variable of the data vector."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, Type
from translator.lower.declarations import Declarations
from translator.lower.scope import LoweringError
from translator.lower.values import Values
from translator.plan import values as v


def everything(found: Declarations) -> tuple[str, ...]:
    """Return the names of PUT _ALL_: variables and, where they were met, IN=, END=, NOBS=, FIRST. and LAST.

    Elements of _TEMPORARY_ arrays have no names. (DATA Step Statements: Reference, "PUT Statement, List".)
    """
    scope = found.scope
    met: dict[int, list[str]] = {}
    for key, entry in scope.automatic.items():
        if key not in scope.variables and entry.kind in ("in", "end", "nobs"):
            met.setdefault(entry.place, []).append(entry.name)
    for reader, names in found.by.items():
        edges = met.setdefault(found.by_places.get(reader, 0), [])
        edges += [edge for name in names for edge in (f"FIRST.{name}", f"LAST.{name}") if edge not in edges]
    shown: list[str] = []
    for place, variable in enumerate(scope.variables.values()):
        shown += met.get(place, [])
        if variable.role != "temporary" and variable.name.lower() not in ("_n_", "_error_"):
            shown.append(variable.name)
    return (*shown, *met.get(len(scope.variables), ()))


def data_vector(found: Declarations, s: st.Statement) -> list[v.Value]:
    """Return name, type and length of everything in the program data vector, for CALL VNEXT, as one list of constants.

    _ERROR_ and _N_ come last. (Functions and CALL Routines: Reference, "CALL VNEXT Routine"; a log in A. Ratcliffe's "NOTE:
    What am I reading?", 2012.) Raises LoweringError where only the run knows what is in it.
    """
    scope = found.scope
    made: list[v.Value] = []
    for name in (*everything(found), "_ERROR_", "_N_"):
        type_ = scope.variables[name.lower()].type if name.lower() in scope.variables else Type("num")
        if scope.open_type is not None or type_ is None or type_.length == MACRO_LENGTH:
            raise LoweringError("H0245", "CALL VNEXT needs to know all variables of the step", s.at)
        made += [
            v.Constant(name, Type("char", len(name))),
            v.Constant("C" if type_.kind == "char" else "N", Type("char", 1)),
            v.Constant(float(type_.length), Type("num")),
        ]
    return made


def automatic_values(
    items: tuple[st.PutItem, ...], found: Declarations, values: Values
) -> tuple[tuple[str, v.Value], ...]:
    """Return the value of each FIRST.x, LAST.x, IN=, END= or NOBS= variable that the items name."""
    made: dict[str, v.Value] = {}
    for item in items:
        for name in item.names if isinstance(item, st.PutField) else ():
            if isinstance(name, sx.Var):
                key = name.name.lower()
                automatic = found.scope.automatic.get(key)
                qualifier, dot, variable = name.name.partition(".")
                if dot:
                    made[key] = values.value(sx.Dotted(qualifier, variable, name.at))
                elif automatic is not None and automatic.kind in ("in", "end", "nobs"):
                    made[key] = values.value(name)
    return tuple(made.items())
