"""Which rows go to which output data set: OUTPUT statements at the end of a step as conditions."""

from __future__ import annotations

from translator.lower.columnwise.stays import Stays
from translator.lower.effects import nodes
from translator.plan import loop as lp
from translator.plan import values as v

Path = tuple[
    tuple[lp.If, bool], ...
]  # the IFs on the way to an OUTPUT, and whether its condition holds there
Statements = list[lp.LoopStatement]


def divided(statements: Statements) -> tuple[Statements, Statements]:
    """Return the statements before the first OUTPUT, and those from it on, which may do nothing but write rows."""
    for position, statement in enumerate(statements):
        if any(isinstance(n, lp.Output) for n in nodes(statement)):
            rest = statements[position:]
            if all(_only_writes(s) for s in rest):
                return statements[:position], rest
            if _only_writes(statement):
                raise Stays("OUTPUT stands before other statements")
            raise Stays("OUTPUT stands among other statements under a condition")
    raise Stays("OUTPUT stands nowhere: no row is written")


def conditions(statements: Statements, outputs: int) -> list[v.Value | None]:
    """Return for each output the condition of its rows, None for all rows. Raises Stays where a row may be written twice."""
    sites: list[list[Path]] = [[] for _ in range(outputs)]
    _walk(tuple(statements), (), sites)
    return [_condition(paths) for paths in sites]


def negated(condition: v.Value) -> v.Value:
    """Return the condition's opposite, without a double negation."""
    if isinstance(condition, v.Logic) and condition.op == "not":
        return condition.args[0]
    return v.Logic("not", (condition,))


def _only_writes(statement: lp.LoopStatement) -> bool:
    match statement:
        case lp.Output():
            return True
        case lp.If(then=then, otherwise=otherwise):
            return all(_only_writes(s) for s in (*then, *otherwise))
        case lp.Group(body=body):
            return all(_only_writes(s) for s in body)
        case _:
            return False


def _walk(statements: tuple[lp.LoopStatement, ...], path: Path, sites: list[list[Path]]) -> None:
    for statement in statements:
        match statement:
            case lp.Output(to=to):
                for position in to:
                    sites[position].append(path)
            case lp.If(then=then, otherwise=otherwise):
                _walk(then, (*path, (statement, True)), sites)
                _walk(otherwise, (*path, (statement, False)), sites)
            case lp.Group(body=body):
                _walk(body, path, sites)
            case _:
                raise Stays("OUTPUT stands among other statements under a condition")


def _condition(paths: list[Path]) -> v.Value | None:
    if not paths:
        raise Stays("an output data set gets no rows")
    for position, path in enumerate(paths):
        if not all(_exclude(path, other) for other in paths[:position]):
            raise Stays("a row may be written twice to the same data set")
    if paths == [()]:
        return None
    terms = [_conjunction(path) for path in paths]
    return terms[0] if len(terms) == 1 else v.Logic("or", tuple(terms))


def _exclude(one: Path, other: Path) -> bool:
    """Do two ways never lead to the same row? They part at the same IF."""
    return any(a is b and x != y for a, x in one for b, y in other)


def _conjunction(path: Path) -> v.Value:
    """Return what holds at the end of a way: `not (a and b)` beside `a` is `not b`, beside `not a` it says nothing."""
    terms: list[v.Value] = []
    for statement, holds in path:
        term = statement.condition if holds else negated(statement.condition)
        terms += term.args if isinstance(term, v.Logic) and term.op == "and" else (term,)
    kept: list[v.Value] = []
    for term in terms:
        others = [t for t in terms if t is not term]
        if isinstance(term, v.Logic) and term.op == "not" and isinstance(both := term.args[0], v.Logic):
            if both.op == "and" and any(negated(arg) in others for arg in both.args):
                continue
            left = tuple(arg for arg in both.args if arg not in others)
            if both.op == "and" and left and len(left) < len(both.args):
                term = negated(left[0] if len(left) == 1 else v.Logic("and", left))
        kept.append(term)
    return kept[0] if len(kept) == 1 else v.Logic("and", tuple(kept))
