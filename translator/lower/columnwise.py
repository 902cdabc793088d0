"""The column-wise rules: which row loops are sure to equal operations on whole columns.

A rule may fire only where its side conditions are proved here; every doubt leaves the exact row loop. The fuzzer
compares both forms.
"""

from __future__ import annotations

from math import nan
from typing import Any

from translator.lang.types import Column
from translator.lower.catalog import Catalog
from translator.lower.effects import assigned, elements, mentioned, nodes
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v


class Stays(Exception):
    """The loop stays a loop; the text is the reason, one line."""


def columnwise(loop: lp.RowLoop, catalog: Catalog) -> rl.Columnwise | str:
    """Return the column-wise form of a loop, or the reason (one line) why the loop stays."""
    try:
        output = _frame_conditions(loop)
        source = _source(loop, catalog)
        operations = _Rules(loop).body()
    except Stays as stays:
        return str(stays)
    reader = loop.readers[0]
    columns = tuple((slot, name) for slot, name in output.columns)
    made = _order_of_columns(source, operations)
    return rl.Columnwise(
        target=output.dataset,
        source=source,
        operations=operations,
        columns=columns,
        by=reader.by,
        runs=reader.runs,
        check_order=tuple(i.dataset for i in reader.inputs)
        if reader.by and reader.order_checked and not reader.runs
        else (),
        schema=output.schema,
        select=[name for name, _ in columns] != made or any(a != b for a, b in columns),
    )


def _frame_conditions(loop: lp.RowLoop) -> lp.LoopOutput:
    """Check what holds for every rule, and return the one output."""
    if loop.lines:
        raise Stays("the step reads text with INPUT")
    if len(loop.readers) != 1 or loop.driver is None:
        raise Stays("the step does not read one data set after the other in every iteration")
    reader = loop.readers[0]
    if reader.kind not in ("set", "merge"):
        raise Stays(f"{reader.kind.upper()} changes rows one by one")
    if reader.point or reader.indsname or reader.nobs:
        raise Stays("POINT=, NOBS= or INDSNAME= is used")
    outputs = [o for o in loop.outputs if o.dataset != "_null_"]
    if len(outputs) != 1 or len(loop.outputs) != 1:
        raise Stays("the step does not write exactly one data set")
    if outputs[0].where is not None:
        raise Stays("WHERE= on the output")
    services = set(loop.services) - {"lag", "formats"}
    if services:
        raise Stays(f"a function needs the run's surroundings ({', '.join(sorted(services))})")
    if any(slot.type.special for slot in loop.slots):
        raise Stays("special missing values (.A-.Z) may occur")
    if any(slot.type.kind == "num" and slot.type.length < 8 for slot in loop.slots):
        raise Stays("a numeric variable is shorter than 8 bytes")
    if any(slot.role == "temporary" for slot in loop.slots) or elements(loop.body):
        raise Stays("an array is used with a subscript that only the row knows")
    for node in nodes(loop.body):
        match node:
            case lp.Do():
                raise Stays("a DO loop runs within the row")
            case lp.Routine(name=name):
                raise Stays(f"CALL {name} is executed row by row")
            case (
                lp.Write() | lp.DeclareHash() | lp.Jump() | lp.LabelHere() | lp.Fail() | lp.AssignSubstring()
            ):
                raise Stays(f"a statement works row by row ({type(node).__name__})")
            case v.Flagged(kind="end") | v.Automatic() | v.HashCall() | v.RunTimeMacro():
                raise Stays("a value depends on the row's position in the run (_N_, END=, …)")
            case lp.Leave(kind=kind) if kind != "delete":
                raise Stays(f"{kind.upper()} ends the iteration early")
    if len(reader.inputs) > 1 and reader.kind == "merge" and not reader.by:
        raise Stays("MERGE without BY pairs rows by position")
    return outputs[0]


def _source(loop: lp.RowLoop, catalog: Catalog) -> rl.Scan | rl.Stack | rl.MergeBy:
    reader = loop.readers[0]
    changed = assigned(loop.body)
    scans = tuple(_scan(i, catalog) for i in reader.inputs)
    cut = tuple(dict.fromkeys(pair for i in reader.inputs for pair in i.cut))
    names = [{slot.lower() for _, slot in i.columns} for i in reader.inputs]
    everywhere = set.intersection(*names)
    if len(scans) == 1:
        if cut:
            raise Stays("the data set's text is longer than the variable")
        return scans[0]
    partial = set.union(*names) - everywhere
    if reader.kind == "set":
        if partial & changed:
            raise Stays(
                "a variable that one of the data sets lacks is assigned: its value is kept between rows"
            )
        return rl.Stack(scans, reader.by, cut)
    if len(scans) > 2:
        raise Stays("MERGE of more than two data sets")
    if set.union(*names) & changed:
        raise Stays("a variable that MERGE reads is assigned: its value is kept within the BY group")
    if cut:
        raise Stays("the data sets hold texts of different lengths")
    unique = tuple(_unique(i, reader, catalog) for i in reader.inputs)
    if reader.runs or any(key.descending for key in reader.by):
        raise Stays("MERGE by descending or unsorted keys")
    return rl.MergeBy(scans, reader.by, unique)


def _scan(i: lp.Input, catalog: Catalog) -> rl.Scan:
    schema = catalog.find(i.dataset)
    every = schema is None or not schema.complete or len(schema.columns) == len(i.columns)
    everything = every and (schema is None or not schema.complete or all(a == b for a, b in i.columns))
    return rl.Scan(i.dataset, i.columns, everything, i.where, i.in_flag, i.firstobs, i.obs)


def _unique(i: lp.Input, reader: lp.Reader, catalog: Catalog) -> bool:
    schema = catalog.find(i.dataset)
    if schema is None or not schema.unique_by:
        return False
    names = {old.lower(): new.lower() for old, new in i.columns}
    keys = {names.get(key, "") for key in schema.unique_by}
    return keys <= {key.name.lower() for key in reader.by}


def _order_of_columns(
    source: rl.Scan | rl.Stack | rl.MergeBy, operations: tuple[rl.RowOperation, ...]
) -> list[str]:
    """Return the columns in the order that source and operations make them."""
    inputs = (source,) if isinstance(source, rl.Scan) else source.inputs
    made: list[str] = list(dict.fromkeys(name for i in inputs for _, name in i.columns))
    for operation in operations:
        match operation:
            case rl.Derive(column=column) | rl.RunningSum(column=column) | rl.Lagged(column=column):
                new = [column.name]
            case rl.Branches(new=columns):
                new = [column.name for column in columns]
            case _:
                new = []
        made += [name for name in new if name not in made]
    return made


class _Rules:
    """Goes through the statements of a loop and turns each into an operation, or raises Stays."""

    def __init__(self, loop: lp.RowLoop) -> None:
        self.loop = loop
        self.slots = {slot.name.lower(): slot for slot in loop.slots}
        self.known = {slot.name.lower() for slot in loop.slots if slot.role == "read"}
        self.accumulators = {
            n.target.name.lower()
            for n in nodes(loop.body)
            if isinstance(n, lp.Accumulate) and isinstance(n.target, v.Variable)
        }
        self.restarts: dict[str, v.FirstLast] = {}
        self.done: list[rl.RowOperation] = []
        self.filtered = False

    def body(self) -> tuple[rl.RowOperation, ...]:
        """Return the operations in SAS's order."""
        for slot in self.loop.slots:
            if slot.role == "retained" and slot.name.lower() not in self.accumulators:
                raise Stays(f"{slot.name} is retained from row to row")
            if slot.name.lower() in self.accumulators and slot.initial not in (None, 0.0):
                raise Stays(f"{slot.name} is retained and starts with a value of its own")
        statements: list[lp.LoopStatement] = [s for s in self.loop.body if not isinstance(s, lp.Read)]
        if not self.loop.implicit_output:
            statements = self._explicit(statements)
        for statement in statements:
            self._statement(statement)
        self._never_set()
        if any(name in self.restarts for name in self.accumulators - self._summed()):
            raise Stays("a total is set back but never added to")
        return tuple(self.done)

    def _never_set(self) -> None:
        """Variables that are declared (LENGTH …) and written but never set are missing in every row."""
        for name, _ in next(o for o in self.loop.outputs if o.dataset != "_null_").columns:
            slot = self.slots.get(name.lower())
            if slot is not None and slot.name.lower() not in self.known:
                empty = v.Constant("" if slot.type.kind == "char" else nan, slot.type)
                self.done.append(
                    rl.Derive(column=self._column(v.Variable(slot.name, slot.type)), value=empty)
                )
                self.known.add(slot.name.lower())

    def _summed(self) -> set[str]:
        return {o.column.name.lower() for o in self.done if isinstance(o, rl.RunningSum)}

    def _explicit(self, statements: list[lp.LoopStatement]) -> list[lp.LoopStatement]:
        """OUTPUT as the last statement, alone or in `if … then output;`, is the implicit output of a filter."""
        if not statements or sum(isinstance(n, lp.Output) for n in nodes(tuple(statements))) != 1:
            raise Stays("OUTPUT stands before the end of the step, or several times")
        last = statements[-1]
        if isinstance(last, lp.Output):
            return statements[:-1]
        if isinstance(last, lp.If) and not last.otherwise and _is_output(last.then):
            condition = v.Logic("not", (last.condition,))
            delete = lp.Leave(kind="delete", at=last.at)
            return [
                *statements[:-1],
                lp.If(condition=condition, then=(delete,), at=last.at, comments=last.comments),
            ]
        raise Stays("OUTPUT stands inside other statements")

    # --- statements -------------------------------------------------------------------------------------

    def _statement(self, s: lp.LoopStatement) -> None:
        match s:
            case lp.Group(body=body):
                for inner in body:
                    self._statement(inner)
            case lp.Assign(target=v.Variable() as target, value=value):
                self._assign(target, value, s)
            case lp.Accumulate(target=v.Variable() as target, value=value):
                self._accumulate(target, value, None, s)
            case lp.If():
                self._if(s)
            case lp.Leave(kind="delete"):
                raise Stays("every row is deleted")
            case _:
                raise Stays(f"a statement works row by row ({type(s).__name__})")

    def _assign(self, target: v.Variable, value: v.Value, s: lp.Assign) -> None:
        if target.name.lower() in self.accumulators:
            raise Stays(f"{target.name} is a running total that is also assigned")
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if isinstance(value, v.Service):
            if value.function not in ("LAG", "DIF"):
                raise Stays(f"the function {value.function} works row by row")
            self._usable(value.args)
            kind = "lag" if value.function == "LAG" else "dif"
            self.done.append(
                rl.Lagged(
                    column=self._column(target), value=value.args[0], kind=kind, depth=value.depth, **where
                )
            )  # type: ignore[arg-type]
        else:
            self._usable(value)
            self.done.append(rl.Derive(column=self._column(target), value=value, **where))
        self.known.add(target.name.lower())

    def _accumulate(
        self, target: v.Variable, value: v.Value, when: v.Value | None, s: lp.LoopStatement
    ) -> None:
        name = target.name.lower()
        if name in self.known:
            raise Stays(f"{target.name} is added to in more than one place")
        self._usable((value, when) if when is not None else value)
        restart = self.restarts.get(name)
        if restart is not None and self.filtered:
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
            self.done.append(rl.Filter(condition=negated(s.condition), at=s.at, comments=s.comments))
            self.filtered = True
            for inner in s.otherwise:
                self._statement(inner)
            return
        if self._is_reset(s):
            return
        if not s.otherwise and len(s.then) == 1 and isinstance(only := _single(s.then), lp.Accumulate):
            if not isinstance(only.target, v.Variable):
                raise Stays("an array element is added to")
            self._accumulate(only.target, only.value, s.condition, s)
            return
        self._branches(s)

    def _is_reset(self, s: lp.If) -> bool:
        """`if first.g then do; total = 0; n = 0; end;` before the totals are added to."""
        statements = list(_flat(s.then))
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
            and isinstance(condition, v.FirstLast)
            and condition.which == "first"
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
        assert isinstance(condition, v.FirstLast)
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
        for statement in _flat(body):
            if not isinstance(statement, lp.Assign) or not isinstance(statement.target, v.Variable):
                raise Stays("IF executes other statements than assignments")
            name = statement.target.name.lower()
            if name in self.accumulators:
                raise Stays(f"{statement.target.name} is a running total that is also assigned")
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
        if unknown:
            raise Stays(f"{min(unknown)} is used before it has a value")
        for node in nodes(item):
            if isinstance(node, v.Service):
                raise Stays("LAG or another function with a memory stands inside an expression")
            if isinstance(node, v.FirstLast) and self.filtered:
                raise Stays("FIRST. or LAST. is used after rows were dropped")

    def _column(self, target: v.Variable) -> Column:
        slot = self.slots[target.name.lower()]
        return Column(slot.name, slot.type, slot.format, slot.informat, slot.label)


def negated(condition: v.Value) -> v.Value:
    """Return the condition's opposite, without a double negation."""
    if isinstance(condition, v.Logic) and condition.op == "not":
        return condition.args[0]
    return v.Logic("not", (condition,))


def _flat(body: tuple[lp.LoopStatement, ...]) -> list[lp.LoopStatement]:
    found: list[lp.LoopStatement] = []
    for statement in body:
        found += _flat(statement.body) if isinstance(statement, lp.Group) else [statement]
    return found


def _single(body: tuple[lp.LoopStatement, ...]) -> lp.LoopStatement | None:
    flat = _flat(body)
    return flat[0] if len(flat) == 1 else None


def _only_deletes(body: tuple[lp.LoopStatement, ...]) -> bool:
    only = _single(body)
    return isinstance(only, lp.Leave) and only.kind == "delete"


def _is_output(body: tuple[lp.LoopStatement, ...]) -> bool:
    return isinstance(_single(body), lp.Output)
