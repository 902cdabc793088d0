"""_N_ and _ERROR_ where the program sets them or _ERROR_ is read, and statements that are never executed.

SAS Language Reference: Concepts, "Automatic Variables": _N_ is 1 at the first iteration and SAS sets it again at each one,
whatever the program assigned; _ERROR_ is 0 when an iteration starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.lower.scope import Scope
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

NUMBER = Type("num", 8, nullable=False)
NOT_FOUND = 1230015.0  # %SYSRC(_DSENOM)


def declare_automatic(scope: Scope, hidden: set[str], statements: tuple[st.Statement, ...]) -> bool:
    """Make ordinary variables, which are never written, of _N_ where it is set and of _ERROR_ where it is read.

    Returns: does a statement ask for _ERROR_ by its name?
    """
    targets = list(_targets(statements))
    every = list(nodes(statements))
    shown = any(isinstance(n, st.PutField) and n.names == (sx.SpecialList("all"),) for n in every)
    shown = shown and any(isinstance(n, (st.Input, st.ErrorStatement)) for n in every)
    names = [n for n in every if isinstance(n, sx.Var)]
    set_n = any(t.name.lower() == "_n_" for t in targets)
    written = [t for t in targets if t.name.lower() == "_error_"]
    read = [n for n in names if n.name.lower() == "_error_"]
    if any(
        isinstance(n, st.Set | st.Modify) and "key" in dict(n.options)
        or isinstance(n, st.Modify) and len(n.datasets) > 1
        for n in every
    ):  # fmt: skip
        iorc = scope.declare("_IORC_", NUMBER)
        iorc.role, iorc.initial, iorc.assigned = "retained", 0.0, True
        hidden.add("_iorc_")
    by_name = len(read) > len(written)
    for name, wanted in (("_N_", set_n), ("_ERROR_", by_name or shown)):
        if wanted:
            entry = scope.declare(name, NUMBER)
            entry.assigned = True
            hidden.add(name.lower())
    return by_name


def _targets(statements: tuple[st.Statement, ...]) -> Iterator[sx.Var]:
    for node in nodes(statements):
        match node:
            case st.Assign(target=sx.Var() as target) | st.Sum(target=sx.Var() as target):
                yield target
            case st.Loop(index=sx.Var() as target):
                yield target


def only_set(scope: Scope, target: sx.Expr) -> bool:
    """Is the target _ERROR_ in a step that never reads it? Then nothing hangs on the assignment."""
    return (
        isinstance(target, sx.Var) and target.name.lower() == "_error_" and "_error_" not in scope.variables
    )


def is_line(scope: Scope, target: sx.Expr) -> bool:
    """Is the target the current line: _INFILE_, or the variable of INFILE's option _INFILE_=?"""
    if not isinstance(target, sx.Var):
        return False
    known = scope.automatic.get(target.name.lower())
    return target.name.lower() == "_infile_" or known is not None and known.kind == "line"


def start_of_iteration(
    body: tuple[lp.LoopStatement, ...], scope: Scope, pointed: frozenset[int]
) -> tuple[lp.LoopStatement, ...]:
    """Return the body with what SAS gives _N_ and _ERROR_ when an iteration starts: behind a SET that stands first.

    `pointed`: the readers with POINT=, which may look at _N_ and do not end the step.
    """
    first: list[lp.LoopStatement] = []
    if "_error_" in scope.variables:
        first.append(lp.Assign(target=v.Variable("_ERROR_", NUMBER), value=v.Constant(0.0, NUMBER)))
    if "_n_" in scope.variables and not _counts_first(body):
        first.append(lp.Assign(target=v.Variable("_N_", NUMBER), value=v.Automatic("_n_", "_N_")))
    if not first:
        return body
    place = 1 if body and isinstance(body[0], lp.Read) and body[0].reader not in pointed else 0
    return (*body[:place], *first, *body[place:])


def _counts_first(body: tuple[lp.LoopStatement, ...]) -> bool:
    """Is the first statement that mentions _N_ a DO loop that counts with it?"""
    for statement in body:
        if isinstance(statement, lp.Do) and isinstance(statement.index, v.Variable):
            if statement.index.name.lower() == "_n_":
                return not any(_is_n(n) for r in statement.ranges for n in nodes(r))
        if any(_is_n(n) for n in nodes(statement)):
            return False
    return False


def _is_n(node: object) -> bool:
    return isinstance(node, (v.Variable, sx.Var)) and node.name.lower() == "_n_"


def error_after(scope: Scope, which: str, number: int) -> Iterator[lp.LoopStatement]:
    """Yield what sets _ERROR_ after an INPUT ("_error_") or a SET with POINT= or KEY= ("_failed_")."""
    if "_error_" in scope.variables:
        now = v.Automatic(which, "_ERROR_", number)  # type: ignore[arg-type]
        error = v.Variable("_ERROR_", NUMBER)
        yield lp.Assign(target=error, value=v.Extreme("max", error, now, NUMBER))


def return_code(number: int) -> lp.LoopStatement:
    """Return what sets _IORC_ after SET with KEY=: 0, or SAS's number for "no matching row"."""
    failed = v.Automatic("_failed_", "_IORC_", number)
    code = v.Constant(NOT_FOUND, NUMBER)
    return lp.Assign(target=v.Variable("_IORC_", NUMBER), value=v.Arithmetic("*", (failed, code), NUMBER))


def modify_code(number: int) -> lp.LoopStatement:
    """Return what sets _IORC_ after MODIFY with KEY= or BY."""
    return lp.Assign(target=v.Variable("_IORC_", NUMBER), value=v.Automatic("_code_", "_IORC_", number))


def pruned(body: tuple[lp.LoopStatement, ...], open_readers: frozenset[int]) -> tuple[lp.LoopStatement, ...]:
    """Return the statements without those that are never executed: `if 0 then set x;` only declares variables.

    `open_readers`: readers whose columns only the run knows. Their statements stay: they bring the columns.
    """
    kept: list[lp.LoopStatement] = []
    for statement in body:
        match statement:
            case lp.If(condition=v.Truth(v.Constant(value)), then=then, otherwise=otherwise) if (
                not isinstance(value, str)
                and not any(isinstance(n, lp.Read) and n.reader in open_readers for n in nodes(statement))
            ):
                kept += pruned(then if value == value and value != 0 else otherwise, open_readers)
            case lp.If(then=then, otherwise=otherwise):
                then, otherwise = pruned(then, open_readers), pruned(otherwise, open_readers)
                kept.append(replace(statement, then=then, otherwise=otherwise))
            case lp.Group(body=inner) | lp.Do(body=inner):
                kept.append(replace(statement, body=pruned(inner, open_readers)))
            case _:
                kept.append(statement)
    return tuple(kept)
