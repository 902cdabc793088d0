"""Hash objects that a step only looks rows up in: `find` as a left join, `check` as a test of membership.

Side conditions: the hash is loaded from a data set before the first row and never changed; each row makes one call, whatever
it holds; the data set's columns have the types of the step's variables; the variables that a find fills are new in the step
and have no value yet, so that a row which is not found has missing ones; of several rows of one key the first counts.
(SAS Component Objects: Reference, Hash and Hash Iterator Objects: FIND and CHECK Methods, DEFINEDATA Method.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan

from translator.lower.catalog import Catalog
from translator.lower.columnwise.conditions import negated
from translator.lower.columnwise.once import column_of
from translator.lower.columnwise.stays import Stays
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

NOT_FOUND = 160038.0
HASH = Stays("the step uses a hash object")


def looked_up(loop: lp.RowLoop, catalog: Catalog) -> tuple[lp.RowLoop, dict[int, list[rl.LookUp]]]:
    """Return a loop without its hash objects, with marks (by id) in the places of the look-ups. Raises Stays."""
    declared = [n for n in nodes(loop.body) if isinstance(n, lp.DeclareHash)]
    if not declared:
        return loop, {}
    body = [s for s in flat(loop.body) if not _declares(s)]
    if any(isinstance(n, lp.DeclareHash | lp.HashOutput) for n in nodes(tuple(body))):
        raise HASH
    reads = [s for s in body if isinstance(s, lp.Read)]
    if len(loop.readers) != 1 or len(reads) != 1 or body[0] is not reads[0]:
        raise Stays("a step with a hash object reads its rows in another way")
    hashes = {one.name.lower(): one for one in declared}
    made: list[lp.LoopStatement] = []
    before: dict[int, list[rl.LookUp]] = {}
    used: set[str] = set()
    done: set[str] = set()
    for s in _told(body, loop):
        calls = [n for n in nodes(s) if isinstance(n, v.HashCall)]
        if not calls:
            made.append(s)
            done |= assigned((s,))
            continue
        if any(isinstance(n, lp.Output) for n in nodes(tuple(made))):
            raise Stays("a row is written before it is looked up")
        if len(calls) > 1 or calls[0].object.lower() in used or calls[0].object.lower() not in hashes:
            raise HASH
        one, call = hashes[calls[0].object.lower()], calls[0]
        used.add(call.object.lower())
        if call.method not in ("find", "check") or call.args:
            raise HASH
        found = _Found(one, loop, catalog, done)
        changed = found.statement(s)
        marker = lp.Evaluate(value=found.test(), at=s.at)
        before[id(marker)] = found.operations(call.method == "find", s)
        made += [marker, changed]
        done |= assigned((changed,)) | {name.lower() for name in one.data}
    if used != set(hashes):
        raise HASH
    services = tuple(name for name in loop.services if name != "hash")
    return replace(loop, body=tuple(made), driver=reads[0].reader, services=services), before


def _told(body: list[lp.LoopStatement], loop: lp.RowLoop) -> list[lp.LoopStatement]:
    """Return the statements with `rc = h.find(); if rc = 0 …` as `if h.find() = 0 …`, where nothing else wants rc."""
    made = list(body)
    written = {slot.lower() for output in loop.outputs for slot, _ in output.columns}
    for position, s in enumerate(body[:-1]):
        match s, body[position + 1]:
            case (
                lp.Assign(target=v.Variable(name), value=v.HashCall() as call),
                lp.If(condition=v.Comparison(op, v.Variable(other), v.Constant(0.0) as zero)) as test,
            ) if name.lower() == other.lower() and name.lower() not in written:
                others = [one for one in body if one is not s and one is not test]
                if name.lower() not in mentioned((*others, test.then, test.otherwise)):
                    asked = v.Comparison(op, call, zero, "smallest")
                    made[position] = lp.Group(body=(), at=s.at)
                    made[position + 1] = replace(
                        test, condition=asked, comments=(*s.comments, *test.comments)
                    )
    return flat(tuple(made))


def _declares(s: lp.LoopStatement) -> bool:
    """Does a statement make hash objects, once, and nothing else?"""
    match s:
        case lp.DeclareHash(once=once):
            return once
        case lp.If(condition=v.Comparison("=", v.Automatic("_n_"), v.Constant(1.0)), then=then, otherwise=()):
            return all(isinstance(inner, lp.DeclareHash) for inner in flat(then))
    return False


@dataclass(slots=True)
class _Found:
    """The call of one hash object; `done`: what was set before it."""

    hash: lp.DeclareHash
    loop: lp.RowLoop
    catalog: Catalog
    done: set[str]

    def operations(self, fills: bool, s: lp.LoopStatement) -> list[rl.LookUp]:
        """Return what stands before the statement with the call."""
        one = self.hash
        schema = self.catalog.find(one.dataset)
        plain = (
            one.kind == "hash"
            and not one.multidata
            and one.duplicate == ""
            and not one.suminc
            and not one.cut
        )
        if (
            not plain
            or schema is None
            or not schema.complete
            or one.dataset in {o.dataset for o in self.loop.outputs}
        ):
            raise Stays("a hash object is not just loaded from a data set that is known")
        if one.source is not None and (one.source.where or one.source.obs or one.source.firstobs):
            raise Stays("a hash object is loaded from a part of a data set")
        if one.source is not None and any(a.lower() != b.lower() for a, b in one.source.columns):
            raise Stays("a hash object is loaded from renamed columns")
        slots = {slot.name.lower(): slot for slot in self.loop.slots}
        keys = []
        for name in one.keys:
            column, slot = schema.find(name), slots.get(name.lower())
            if column is None or slot is None or column.type.kind != slot.type.kind:
                raise HASH
            if column.type.special or slot.type.special:
                raise Stays("special missing values (.A-.Z) may be keys of a hash object")
            keys.append((column.name, v.Variable(slot.name, slot.type)))
        data = [name for name in one.data if name.lower() not in {key.lower() for key in one.keys}]
        if not fills or not data:
            return []
        columns = []
        for name in data:
            column, slot = schema.find(name), slots.get(name.lower())
            if column is None or slot is None or column.type.kind != slot.type.kind:
                raise HASH
            if slot.role != "computed" or name.lower() in self.done:
                raise Stays("a hash object fills a variable that has a value before")
            if column.type.kind == "char" and column.type.length > slot.type.length:
                raise Stays("a hash object's texts are longer than the variables that they fill")
            columns.append((column.name, column_of(slot)))
        return [rl.LookUp(dataset=one.dataset, keys=tuple(keys), columns=tuple(columns), at=s.at)]

    def statement(self, s: lp.LoopStatement) -> lp.LoopStatement:
        """Return the statement with a test of membership in the place of the call."""
        match s:
            case lp.Evaluate(value=v.HashCall()):
                return lp.Group(body=(), at=s.at, comments=s.comments)
            case lp.Assign(target=v.Variable() as target, value=v.HashCall()):
                if not self._looked_at(target):
                    return lp.Group(body=(), at=s.at, comments=s.comments)
                found, missed = (
                    lp.Assign(target=target, value=v.Constant(code, v.FLAG), at=s.at)
                    for code in (0.0, NOT_FOUND)
                )
                return lp.If(
                    condition=self.test(), then=(found,), otherwise=(missed,), at=s.at, comments=s.comments
                )
            case lp.Assign(value=v.Flag(condition)):
                return replace(s, value=v.Flag(self._condition(condition)))
            case lp.If(condition=condition):
                changed = replace(s, condition=self._condition(condition))
                if not any(isinstance(n, v.HashCall) for n in nodes(changed)):
                    return changed
        raise HASH

    def _looked_at(self, target: v.Variable) -> bool:
        name = target.name.lower()
        rest = [s for s in flat(self.loop.body) if not (isinstance(s, lp.Assign) and s.target == target)]
        written = any(name == slot.lower() for output in self.loop.outputs for slot, _ in output.columns)
        return written or name in mentioned(tuple(rest))

    def test(self) -> v.Found:
        """Return whether the key is there."""
        slots = {slot.name.lower(): slot for slot in self.loop.slots}
        keys = [slots[name.lower()] for name in self.hash.keys if name.lower() in slots]
        return v.Found(
            self.hash.dataset, tuple((slot.name, v.Variable(slot.name, slot.type)) for slot in keys)
        )

    def _condition(self, condition: v.Value) -> v.Value:
        """Return a condition on the call's result, which is 0 where the key was found."""
        match condition:
            case v.Comparison("=", v.HashCall(), v.Constant(0.0)):
                return self.test()
            case v.Comparison("ne", v.HashCall(), v.Constant(0.0)) | v.Truth(v.HashCall()):
                return negated(self.test())
            case v.Logic("not", (inner,)):
                return negated(self._condition(inner))
            case v.Truth(v.Flag(inner)):
                return self._condition(inner)
        raise HASH


def cleared(body: tuple[lp.LoopStatement, ...]) -> tuple[lp.LoopStatement, ...]:
    """Return statements with CALL MISSING of variables as assignments."""
    made: list[lp.LoopStatement] = []
    for s in flat(body):
        match s:
            case lp.Routine(name="MISSING", args=args) if all(isinstance(a, v.Variable) for a in args):
                sets = [
                    lp.Assign(
                        target=a, value=v.Constant("" if a.type.kind == "char" else nan, a.type), at=s.at
                    )
                    for a in args
                    if isinstance(a, v.Variable)
                ]
                made += [replace(one, comments=s.comments if i == 0 else ()) for i, one in enumerate(sets)]
            case lp.If(then=then, otherwise=otherwise):
                one, other = cleared(then), cleared(otherwise)
                made.append(
                    s if one == then and other == otherwise else replace(s, then=one, otherwise=other)
                )
            case _:
                made.append(s)
    return tuple(made)
