"""Which rows go to which output data set: OUTPUT statements as a filter, or as conditions.

OUTPUT among other statements writes the row as it is at that moment. It may stand behind all of them where none that
comes after it changes what it writes. Where one data set is written, and the statements look at no other row, the rows
that are never written may be dropped before them. (SAS DATA Step Statements: Reference, OUTPUT Statement.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from translator.lower.columnwise import repeated
from translator.lower.columnwise.conditions import both, either, given, negated, plain, terms_of
from translator.lower.columnwise.several import copies
from translator.lower.columnwise.stays import Stays
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, elements, mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

Path = tuple[
    tuple[lp.If, bool], ...
]  # the IFs on the way to an OUTPUT, and whether its condition holds there
Statements = list[lp.LoopStatement]
Masked = list[lp.LoopStatement | rl.Mask | rl.Repeat]


def divided(
    loop: lp.RowLoop, every: Statements, remembered: Collection[str], numbers: Iterator[int]
) -> tuple[Masked, Statements]:
    """Return the statements that compute, and those that do nothing but write rows.

    Args: remembered: the variables that keep a value from row to row. numbers: for masks. Raises: Stays.
    """
    statements = flat(tuple(every))
    if (made_copies := copies(loop, statements, remembered)) is not None:
        return made_copies
    for position, statement in enumerate(statements):
        if writes(statement):
            before, rest = statements[:position], statements[position:]
            if all(_only_writes(s) for s in rest):
                return [*before], rest
            if isinstance(statement, lp.Do) and len(rest) == 1 and not loop.once:
                repeat, turn = repeated.turns(statement, loop)
                inner, written = divided(loop, turn, remembered, numbers)
                return [*before, repeat, *inner], written
            made = _first(loop, rest, remembered) or _last(loop, rest, numbers)
            return [*before, *made[0]], made[1]
    raise Stays("OUTPUT stands nowhere: no row is written")


def writes(item: object) -> bool:
    """Does a statement, or one within it, write rows?"""
    return any(isinstance(n, lp.Output) for n in nodes(item))


def conditions(statements: Statements, outputs: int) -> list[v.Value | None]:
    """Return for each output the condition of its rows, None for all rows. Raises Stays where a row may be written twice."""
    sites: list[list[Path]] = [[] for _ in range(outputs)]
    _walk(tuple(statements), (), sites)
    return [_condition(paths) for paths in sites]


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


# --- OUTPUT behind the other statements -------------------------------------------------------------------


@dataclass(slots=True)
class _Parting:
    """Parts statements into those that compute and those that write.

    `stale`: a condition of a row that is written is changed after it was looked at. `early`: it is computed by
    statements that the writing ones would leave behind."""

    written: list[set[str]]
    stale: bool = False
    early: bool = False
    seen: set[str] = field(default_factory=set)  # what was set on the way

    def part(
        self, statements: Iterable[lp.LoopStatement], later: Statements
    ) -> tuple[Statements, Statements]:
        """Return (computing, writing) statements; `later`: what is executed after these."""
        computing: Statements = []
        writing: Statements = []
        every = flat(tuple(statements))
        for position, s in enumerate(every):
            after = [*every[position + 1 :], *later]
            match s:
                case _ if not writes(s):
                    computing.append(s)
                    self.seen |= assigned((s,))
                case lp.Output(to=to):
                    self._unchanged(set[str]().union(*(self.written[i] for i in to)), after)
                    writing.append(s)
                case lp.If(condition=condition, then=then, otherwise=otherwise):
                    self.early = self.early or bool(mentioned(condition) & self.seen)
                    computed, written = self.part(then, after)
                    computed2, written2 = self.part(otherwise, after)
                    changed = assigned((*computed, *computed2, *after))
                    self.stale = self.stale or bool(mentioned(condition) & changed)
                    if computed or computed2:
                        computing.append(replace(s, then=tuple(computed), otherwise=tuple(computed2)))
                    writing.append(replace(s, then=tuple(written), otherwise=tuple(written2)))
                case _:
                    raise Stays("OUTPUT stands among other statements under a condition")
        return computing, writing

    def _unchanged(self, written: set[str], after: Statements) -> None:
        if any(isinstance(n, lp.Leave) for n in nodes(tuple(after))):
            raise Stays("a row is dropped after it was written")
        if assigned(after) & written or elements(tuple(after)):
            raise Stays("OUTPUT stands before other statements")


def _parting(loop: lp.RowLoop) -> _Parting:
    return _Parting([{slot.lower() for slot, _ in output.columns} for output in loop.outputs])


def _last(loop: lp.RowLoop, statements: Statements, numbers: Iterator[int]) -> tuple[Masked, Statements]:
    """All statements, then the rows that are written; conditions that change on the way are held in masks."""
    statements = _ended(statements)
    parting = _parting(loop)
    computing, writing = parting.part(statements, [])
    if not parting.stale:
        return [*computing], writing
    made: Masked = []
    writing = []
    for position, s in enumerate(statements):
        parting = _parting(loop)
        rest = statements[position + 1 :]
        if isinstance(s, lp.If) and writes(s) and mentioned(s.condition) & assigned(statements[position:]):
            number = next(numbers)
            made.append(rl.Mask(number=number, condition=plain(s.condition), at=s.at, comments=s.comments))
            s = replace(s, condition=v.Held(number, plain(s.condition)), comments=())
            computed, written = parting.part(s.then, rest)
            computed2, written2 = parting.part(s.otherwise, rest)
            if computed or computed2:
                made.append(replace(s, then=tuple(computed), otherwise=tuple(computed2)))
            writing.append(replace(s, then=tuple(written), otherwise=tuple(written2)))
        else:
            computed, written = parting.part([s], rest)
            made += computed
            writing += written
        if parting.stale:
            raise Stays("the condition of a row that is written changes under it")
    return made, writing


def _first(
    loop: lp.RowLoop, statements: Statements, remembered: Collection[str]
) -> tuple[Statements, Statements] | None:
    """The rows that are written, then the statements, of which these rows see all; None where that cannot be."""
    if len(loop.outputs) > 1:
        return None
    statements = _ended(statements)
    parting = _parting(loop)
    computing, writing = parting.part(statements, [])
    if parting.early:
        return None
    condition = conditions(writing, 1)[0]
    if condition is None:
        return (computing, []) if all(isinstance(s, lp.Output) or not writes(s) for s in statements) else None
    only = statements[0] if len(statements) == 1 else None
    if isinstance(only, lp.If):
        computing = _of_written(only, terms_of(condition))
    alone = isinstance(only, lp.If) and not only.otherwise and isinstance(flat(only.then)[-1], lp.Output)
    if not alone and (assigned(computing) & set(remembered) or _looks_around(computing)):
        return None
    if any(isinstance(n, v.FirstLast | v.Automatic) for n in nodes(tuple(computing))):
        return None
    first = statements[0]
    dropped = lp.If(
        condition=negated(condition), then=(lp.Leave(kind="delete"),), at=first.at, comments=first.comments
    )
    return [dropped, *computing], []


def _looks_around(statements: Statements) -> bool:
    """Do statements look at other rows?"""
    return any(
        isinstance(n, v.Service | lp.Accumulate) or isinstance(n, v.Flagged) and n.kind == "end"
        for n in nodes(tuple(statements))
    )


def _ended(statements: Statements) -> Statements:
    """Return the statements without a DELETE at the very end of a way: nothing comes after it."""
    if not statements:
        return []
    *rest, last = statements
    match last:
        case lp.Leave(kind="delete"):
            return rest
        case lp.If(then=then, otherwise=otherwise) if writes(last):
            shorter = replace(last, then=tuple(_ended(flat(then))), otherwise=tuple(_ended(flat(otherwise))))
            return [*rest, shorter]
    return statements


def _of_written(s: lp.If, facts: tuple[v.Value, ...]) -> Statements:
    """Return what an IF computes in the rows that it writes, of which the facts hold."""
    arms: list[tuple[v.Value | None, Statements]] = []
    rest: Statements = [s]
    while rest:
        one = rest[0]
        if len(rest) > 1 or not isinstance(one, lp.If):
            arms.append((None, rest))
            break
        arms.append((plain(one.condition), flat(one.then)))
        rest = flat(one.otherwise)
    arms = [(condition, body) for condition, body in arms if writes(tuple(body))]
    if all(any(isinstance(b, lp.Output) for b in body) for _, body in arms):
        arms[-1] = (None, arms[-1][1])  # all rows that are left are written here
    kept: list[tuple[v.Value | None, Statements]] = []
    for condition, body in arms:
        left = True if condition is None else given(condition, facts)
        bare = _bare(body)
        if left is not False:
            kept.append((None if left is True else left, bare))
        if left is True:
            break
    while kept and not kept[-1][1]:
        kept.pop()
    if len(kept) == 2 and not kept[0][1] and kept[1][0] is None and kept[0][0] is not None:
        kept = [(negated(kept[0][0]), kept[1][1])]
    made: Statements = []
    for condition, body in reversed(kept):
        if condition is None:
            made = body
        else:
            made = [replace(s, condition=condition, then=tuple(body), otherwise=tuple(made), comments=())]
    return made


def _bare(statements: Statements) -> Statements:
    """Return the statements without those that write."""
    made: Statements = []
    for s in statements:
        match s:
            case lp.Output():
                continue
            case lp.If(then=then, otherwise=otherwise) if writes(s):
                one, other = _bare(flat(then)), _bare(flat(otherwise))
                if one or other:
                    made.append(replace(s, then=tuple(one), otherwise=tuple(other)))
            case _:
                made.append(s)
    return made


# --- the rows that are written ------------------------------------------------------------------------------


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
    return either(_conjunction(path) for path in paths)


def _exclude(one: Path, other: Path) -> bool:
    """Do two ways never lead to the same row? They part at the same IF."""
    return any(a is b and x != y for a, x in one for b, y in other)


def _conjunction(path: Path) -> v.Value | None:
    """Return what holds at the end of a way: `not (a and b)` beside `a` is `not b`, beside `not a` it says nothing."""
    terms: list[v.Value] = []
    for statement, holds in path:
        condition = plain(statement.condition)
        terms += terms_of(condition if holds else negated(condition))
    kept: list[v.Value] = []
    for term in terms:
        others = [t for t in terms if t is not term]
        if isinstance(term, v.Logic) and term.op == "not" and isinstance(term.args[0], v.Logic):
            left = given(term, [t for t in others if t != term])
            if left is True:
                continue
            term = term if left is False else left
        kept.append(term)
    return both(*kept)
