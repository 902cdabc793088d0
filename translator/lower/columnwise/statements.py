"""The statements of a loop, each turned into an operation on whole columns, or the reason why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from math import nan
from typing import Any
from typing import Literal as OneOf

from translator.lang.types import Column
from translator.lower.columnwise import arrays, branching, kept, lookups, outputs, previous, totals
from translator.lower.columnwise.conditions import negated, opposite
from translator.lower.columnwise.stays import CLOCK, Stays, word
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, elements, mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes


class Rules:
    """Goes through the statements of a loop and turns each into an operation, or raises Stays."""

    def __init__(
        self, loop: lp.RowLoop, made: tuple[str, ...], before: Mapping[int, list[rl.LookUp]]
    ) -> None:
        self.before = dict(before)  # look-ups, by the ids of the marks in their places
        self.masks = count(1)
        self.accumulators = {
            n.target.name.lower()
            for n in nodes(loop.body)
            if isinstance(n, lp.Accumulate) and isinstance(n.target, v.Variable)
        }
        if not loop.once:
            kept_ = {s.name.lower() for s in loop.slots if s.role == "retained"} - self.accumulators
            loop = previous.as_lags(loop, kept_)
        self.loop = loop
        self.slots = {slot.name.lower(): slot for slot in loop.slots}
        self.known = {slot.name.lower() for slot in loop.slots if slot.role == "read"}
        self.known |= {name.lower() for name in made}
        self.start = 0  # statements that only read
        if loop.lines and isinstance(first := loop.body[0], lp.ReadLine):
            self.known |= {name.lower() for name, _ in first.types}
            self.start = 1
        self.plain = totals.set_first(loop.body, self.accumulators)
        self.accumulators -= self.plain
        retained = (
            {s.name.lower() for s in loop.slots if s.role == "retained"} - self.accumulators - self.plain
        )
        body = totals.as_assignments(loop.body, self.plain)
        self.loop = loop = replace(loop, body=kept.divided(body, retained) if retained else body)
        self.remembered = retained | self.accumulators
        self.kept: dict[int, kept.Kept] = {}  # by the statement in whose place it is computed
        self.sites: set[int] = set()  # statements that set retained variables
        self.restarts: dict[str, v.Value] = {}
        self.done: list[rl.RowOperation] = []
        self.filtered = False
        self.held: set[int] = set()  # masks that stand for the rows as they are
        self.conditions: list[v.Value | None] = []  # of each output: which rows it gets, None: all

    def body(self) -> tuple[rl.RowOperation, ...]:
        """Return the operations in SAS's order."""
        for slot in self.loop.slots:
            if slot.name.lower() in self.plain:
                continue
            if slot.role == "retained" and slot.name.lower() not in self.accumulators:
                self._retained(slot)
            if slot.name.lower() in self.accumulators and slot.initial not in (None, 0.0):
                raise Stays(f"a variable is retained and starts with a value of its own ({slot.name})")
        every: list[lp.LoopStatement] = [
            s for s in self.loop.body[self.start :] if not isinstance(s, lp.Read)
        ]
        computing: list[lp.LoopStatement | rl.Mask | rl.Repeat] = [*every]
        written: list[lp.LoopStatement] = []
        if not self.loop.implicit_output:
            computing, written = outputs.divided(self.loop, every, self.remembered, self.masks)
        for statement in computing:
            self._statement(statement)
        self._output(written)
        self._never_set()
        if self.before:
            raise lookups.HASH
        if any(name in self.restarts for name in self.accumulators - self._summed()):
            raise Stays("a total is set back but never added to")
        return tuple(self.done)

    def _retained(self, slot: lp.Slot) -> None:
        """A retained variable: a constant where nothing sets it, else kept from row to row."""
        name, body = slot.name.lower(), self.loop.body
        arrays_ = {a.name.lower() for a in self.loop.arrays if name in {e.lower() for e in a.elements}}
        if arrays_ & elements(body):
            raise Stays(f"a variable is retained from row to row ({slot.name})")
        if name in assigned(body):
            found = kept.kept(slot, body)
            self.kept[id(found.last)] = found
            self.sites |= {id(s) for s in body if name in assigned((s,))}
        elif slot.initial is not None:
            variable = v.Variable(slot.name, slot.type)
            value = v.Constant(slot.initial, slot.type)
            self.done.append(rl.Derive(column=self._column(variable), value=value))
            self.known.add(name)

    def _keep(self, found: kept.Kept, s: lp.LoopStatement) -> None:
        """The statements that set a retained variable, in the place of the last one."""
        slot = found.slot
        column = self._column(v.Variable(slot.name, slot.type))
        self._usable(found.choices)
        choices = tuple((condition, value) for condition, value in found.choices if condition is not None)
        empty = "" if slot.type.kind == "char" else nan
        start = empty if slot.initial is None else slot.initial
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if len(choices) == len(found.choices):
            self.done.append(rl.Kept(column=column, choices=choices, start=start, **where))
        elif not choices:
            self.done.append(rl.Derive(column=column, value=found.choices[0][1], **where))
        else:
            branches = tuple((condition, ((column, value),)) for condition, value in found.choices)
            self.done.append(rl.Branches(branches=branches, new=(column,), **where))
        self.known.add(slot.name.lower())

    def _output(self, written: list[lp.LoopStatement]) -> None:
        """OUTPUT: a filter where there is one output data set, else a condition for each."""
        if not written:
            self.conditions = [None] * len(self.loop.outputs)
            return
        self.conditions = outputs.conditions(written, len(self.loop.outputs))
        for condition in self.conditions:
            if condition is not None:
                self._usable(condition)
        if len(self.conditions) == 1 and (only := self.conditions[0]) is not None:
            first = written[0]
            self.done.append(rl.Filter(condition=only, at=first.at, comments=first.comments))
            self.conditions = [None]

    def _never_set(self) -> None:
        """Variables that are declared (LENGTH …) and written but never set are missing in every row."""
        for name in dict.fromkeys(name for o in self.loop.outputs for name, _ in o.columns):
            slot = self.slots.get(name.lower())
            if slot is not None and slot.name.lower() not in self.known:
                self._missing(slot)

    def _missing(self, slot: lp.Slot) -> None:
        """A variable that nothing has set yet is missing in every row."""
        empty = v.Constant("" if slot.type.kind == "char" else nan, slot.type)
        self.done.append(rl.Derive(column=self._column(v.Variable(slot.name, slot.type)), value=empty))
        self.known.add(slot.name.lower())

    def _summed(self) -> set[str]:
        return {o.column.name.lower() for o in self.done if isinstance(o, rl.RunningSum)}

    # --- statements -------------------------------------------------------------------------------------

    def _statement(self, s: lp.LoopStatement | rl.Mask | rl.Repeat | rl.LookUp) -> None:
        if id(s) in self.sites and not isinstance(s, rl.Mask | rl.Repeat | rl.LookUp):
            if id(s) in self.kept:
                self._keep(self.kept[id(s)], s)
            return
        match s:
            case lp.Evaluate() if id(s) in self.before:
                for one in self.before.pop(id(s)):
                    self._statement(one)
            case rl.LookUp():
                self._usable(s.keys)
                self.done.append(s)
                self.known |= {column.name.lower() for _, column in s.columns}
            case rl.Mask():
                self._usable(s.condition)
                self.done.append(s)
                self.held.add(s.number)
            case rl.Repeat(column=column, span=span):
                if column.name.lower() in self.known:
                    raise Stays("the index of a loop that writes rows has a value before")
                self._usable(span)
                self.done.append(s)
                self.known.add(column.name.lower())
                self._other_rows()
            case lp.Group(body=body):
                for inner in body:
                    self._statement(inner)
            case lp.Assign(target=v.Variable() as target, value=value):
                self._assign(target, value, s)
            case lp.Accumulate(target=v.Variable() as target, value=value):
                self._accumulate(target, value, None, s)
            case lp.If():
                self._if(s)
            case lp.Do():
                self._loop(s)
            case lp.Leave(kind="delete"):
                raise Stays("every row is deleted")
            case _:
                raise Stays(f"a statement works row by row ({word(s)})")

    def _loop(self, s: lp.Do) -> None:
        """DO over the elements of arrays: a loop over columns."""
        made = arrays.turns(s, self.loop)
        names = {one.name.lower(): one for one in made.lists}
        for one in made.lists:
            present = {one.every[place].lower() in self.known for place in range(len(one.every))}
            if len(present) > 1:
                raise Stays("some elements of an array have a value, some have none yet")
            if present == {False} and (one.offset or len(one.places) < len(one.every)):
                raise Stays("the loop over an array makes its elements one by one")
            if {name.lower() for name in one.every} & self.accumulators:
                raise Stays("an array holds a running total")
            slot = self.slots[one.every[0].lower()]
            self.slots[one.name.lower()] = replace(slot, name=one.name, format="", informat="", label="")
            if present == {True}:
                self.known.add(one.name.lower())
        before, self.done = self.done, []
        known = set(self.known)
        for statement in made.body:
            self._statement(statement)
        body, self.done = self.done, before
        for inner in body:
            if not isinstance(inner, rl.Derive | rl.Branches):
                raise Stays("a DO loop over an array does more than compute")
            if {n.lower() for n in rl.made_columns(inner)} - known - set(names):
                raise Stays("a loop over an array makes a variable that is none of its elements")
        for one in made.lists:
            if one.name.lower() in self.known:
                self.known |= {name.lower() for name in one.every}
            self.known.discard(one.name.lower())
        computed = tuple(o for o in body if isinstance(o, rl.Derive | rl.Branches))
        self.done.append(rl.ForColumns(lists=made.lists, body=computed, at=s.at, comments=s.comments))
        self._index_after(made, s)

    def _index_after(self, made: arrays.Turns, s: lp.Do) -> None:
        """The index holds the first value not used; it is left out where nobody sees it."""
        name = made.index.name.lower()
        seen = any(name == slot.lower() for o in self.loop.outputs for slot, _ in o.columns)
        used = sum(isinstance(n, v.Variable) and n.name.lower() == name for n in nodes(self.loop.body))
        inside = sum(
            isinstance(n, v.Variable) and n.name.lower() == name
            for s in self.loop.body
            if isinstance(s, lp.Do)
            for n in nodes(s)
        )
        if seen or used > inside:
            value = v.Constant(made.after, v.FLAG)
            if isinstance(s, branching.DoWhere):
                self._if(lp.If(condition=s.way, then=(lp.Assign(target=made.index, value=value),)))
                return
            self.done.append(rl.Derive(column=self._column(made.index), value=value))
            self.known.add(name)

    def _assign(
        self, target: v.Variable, value: v.Value, s: lp.LoopStatement, when: v.Value | None = None
    ) -> None:
        if target.name.lower() in self.accumulators:
            raise Stays(f"a running total is also assigned ({target.name})")
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if isinstance(value, v.Service) and (value.function not in CLOCK or when is not None):
            if value.function not in ("LAG", "DIF"):
                raise Stays(f"a function works row by row ({value.function})")
            self._usable((value.args, when))
            kind: OneOf["lag", "dif"] = "lag" if value.function == "LAG" else "dif"
            self.done.append(
                rl.Lagged(
                    column=self._column(target),
                    value=value.args[0],
                    kind=kind,
                    depth=value.depth,
                    when=when,
                    new=target.name.lower() not in self.known,
                    **where,
                )
            )
        else:
            if not isinstance(value, v.Service):  # the clock
                self._usable(value)
            self.done.append(rl.Derive(column=self._column(target), value=value, **where))
        self.known.add(target.name.lower())

    def _accumulate(
        self,
        target: v.Variable,
        value: v.Value,
        when: v.Value | None,
        s: lp.LoopStatement,
        restart: v.Value | None = None,
    ) -> None:
        name = target.name.lower()
        if name in self.known:
            raise Stays(f"a total is added to in more than one place ({target.name})")
        self._usable(tuple(part for part in (value, when, restart) if part is not None))
        if restart is None:
            restart = self.restarts.get(name)
        elif name in self.restarts:
            raise Stays(f"a total is set back in more than one place ({target.name})")
        if name in self.restarts and self.filtered:
            raise Stays("a filter stands between the reset of a total and its addition")
        self.done.append(
            rl.RunningSum(
                column=self._column(target),
                value=value,
                restart=restart,
                when=when,
                at=s.at,
                comments=s.comments,
            )
        )
        self.known.add(name)

    def _if(self, s: lp.If) -> None:
        if _only_deletes(s.then):
            self._usable(s.condition)
            self.done.append(rl.Filter(condition=opposite(s.condition), at=s.at, comments=s.comments))
            self._other_rows()
            for inner in s.otherwise:
                self._statement(inner)
            return
        if self._is_counter(s) or self._is_reset(s):
            return
        only = _single(s.then) if not s.otherwise else None
        if isinstance(only, lp.Accumulate):
            if not isinstance(only.target, v.Variable):
                raise Stays("an array element is added to")
            self._accumulate(only.target, only.value, s.condition, s)
            return
        if isinstance(only, lp.Assign) and isinstance(only.value, v.Service):
            if not isinstance(only.target, v.Variable):
                raise Stays("an array element is set by a function with a memory")
            self._assign(only.target, only.value, s, s.condition)
            return
        made = branching.unnested(s, self.masks)
        if (
            len(made) == 1
            and isinstance(flat_ := made[0], lp.If)
            and not isinstance(_single(flat_.then), lp.Leave)
        ):
            self._branches(flat_)
            return
        for one in made:
            self._statement(one)

    def _other_rows(self) -> None:
        """The rows from here on are not those that were read."""
        self.filtered = True
        self.held.clear()

    def _is_counter(self, s: lp.If) -> bool:
        """`if first.g then n = 1; else n + 1;`, also with 0 and any value that is added."""
        then, otherwise, condition = _single(s.then), _single(s.otherwise), s.condition
        if isinstance(then, lp.Accumulate):
            then, otherwise, condition = otherwise, then, negated(condition)
        match then, otherwise:
            case (
                lp.Assign(target=v.Variable(one), value=v.Constant(float() as start)),
                lp.Accumulate(target=v.Variable(other) as target, value=value),
            ) if one.lower() == other.lower() and one.lower() in self.accumulators:
                if start == 0:
                    self._accumulate(target, value, negated(condition), s, condition)
                    return True
                if isinstance(value, v.Constant) and value.value == start:
                    self._accumulate(target, value, None, s, condition)
                    return True
        return False

    def _is_reset(self, s: lp.If) -> bool:
        """`if first.g then do; total = 0; n = 0; end;` before the totals are added to."""
        statements = list(flat(s.then))
        names = {
            t.target.name.lower()
            for t in statements
            if isinstance(t, lp.Assign) and isinstance(t.target, v.Variable)
        }
        if not names & self.accumulators:
            return False
        condition = s.condition
        fits = (
            not s.otherwise
            and _of_groups(condition)
            and len(names) == len(statements)
            and names <= self.accumulators
            and all(
                isinstance(t, lp.Assign) and isinstance(t.value, v.Constant) and t.value.value == 0
                for t in statements
            )
            and not names & self.known
            and not self.filtered
            and not names & set(self.restarts)
        )
        if not fits:
            raise Stays("a running total is set in another way than to 0 at the start of a BY group")
        for name in names:
            self.restarts[name] = condition
        return True

    def _branches(self, s: lp.If) -> None:
        branches: list[tuple[v.Value | None, tuple[tuple[Column, v.Value], ...]]] = []
        targets: dict[str, v.Variable] = {}
        rest: tuple[lp.LoopStatement, ...] = (s,)
        while rest:
            if len(rest) == 1 and isinstance(only := _single(rest), lp.If):
                self._usable(only.condition)
                branches.append((only.condition, self._assignments(only.then, targets)))
                rest = only.otherwise
            else:
                branches.append((None, self._assignments(rest, targets)))
                rest = ()
        new = tuple(self._column(target) for name, target in targets.items() if name not in self.known)
        self.done.append(rl.Branches(branches=tuple(branches), new=new, at=s.at, comments=s.comments))
        self.known |= set(targets)

    def _assignments(
        self, body: tuple[lp.LoopStatement, ...], targets: dict[str, v.Variable]
    ) -> tuple[tuple[Column, v.Value], ...]:
        made: list[tuple[Column, v.Value]] = []
        inside: set[str] = set()
        for statement in flat(body):
            if not isinstance(statement, lp.Assign) or not isinstance(statement.target, v.Variable):
                raise Stays("IF executes other statements than assignments")
            name = statement.target.name.lower()
            if name in self.accumulators:
                raise Stays(f"a running total is also assigned ({statement.target.name})")
            if mentioned(statement.value) & inside or name in inside:
                raise Stays("statements under one IF build on one another")
            if any(isinstance(n, v.Service) for n in nodes(statement.value)):
                raise Stays("LAG or another function with a memory stands under IF")
            self._usable(statement.value)
            inside.add(name)
            targets[name] = statement.target
            made.append((self._column(statement.target), statement.value))
        return tuple(made)

    def _usable(self, item: object) -> None:
        """All variables must have a column by now, FIRST./LAST. must be taken before any filter."""
        unknown = mentioned(item) - self.known
        for name in sorted(unknown):
            slot = self.slots.get(name)
            if slot is not None and slot.role == "retained" and name not in self.accumulators:
                raise Stays(f"a variable is retained from row to row ({slot.name})")
            if slot is None or slot.role != "computed" or "{" in name or name in self.remembered:
                raise Stays(f"a variable is used before it has a value ({min(unknown)})")
            self._missing(slot)
        for node in nodes(item):
            if isinstance(node, v.Service):
                raise Stays("LAG or another function with a memory stands inside an expression")
            if isinstance(node, v.Held) and node.number not in self.held:
                raise Stays("rows are dropped among the statements of an IF")
            if isinstance(node, v.FirstLast) and self.filtered:
                raise Stays("FIRST. or LAST. is used after rows were dropped")
            if isinstance(node, v.Automatic) and (node.which != "_n_" or self.filtered):
                raise Stays("_N_ is used after rows were dropped, or another automatic variable")
            if isinstance(node, v.Flagged) and node.kind == "in" and len(self.loop.readers[0].inputs) == 1:
                raise Stays("IN= of the only data set is used")
            if isinstance(node, v.Flagged) and node.kind == "end" and self.filtered:
                raise Stays("END= is used after rows were dropped")

    def _column(self, target: v.Variable) -> Column:
        slot = self.slots[target.name.lower()]
        return Column(slot.name, slot.type, slot.format, slot.informat, slot.label)


def _single(body: tuple[lp.LoopStatement, ...]) -> lp.LoopStatement | None:
    found = flat(body)
    return found[0] if len(found) == 1 else None


def _of_groups(condition: v.Value) -> bool:
    """Does a condition look at nothing but FIRST. and LAST.?"""
    match condition:
        case v.FirstLast():
            return True
        case v.Logic(args=args):
            return all(_of_groups(arg) for arg in args)
        case v.Truth(v.Flag(inner)) | v.Flag(inner):
            return _of_groups(inner)
    return False


def _only_deletes(body: tuple[lp.LoopStatement, ...]) -> bool:
    only = _single(body)
    return isinstance(only, lp.Leave) and only.kind == "delete"
