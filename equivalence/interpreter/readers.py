"""The closures of SET, MERGE, UPDATE and MODIFY: what one execution of the statement reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.signals import STOP, Exec, Signal
from equivalence.interpreter.sources import Source, fill_missing, key_reader, unsorted
from equivalence.interpreter.tables import Row, sort_rank
from translator.library.missing import missing_letter, special_missing

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler
    from equivalence.interpreter.inputs import Reader

NOT_FOUND_KEY = 1230015.0  # %SYSRC(_DSENOM)
NOT_FOUND_BY = 1230013.0  # %SYSRC(_DSENMR)
REPEATED_BY = 1230014.0  # %SYSRC(_DSEMTR)

Key = tuple[Any, ...]


def _marks(host: StepCompiler, reader: Reader) -> Callable[[Source, int], None]:
    """Return what sets IN=, INDSNAME= and CUROBS= for the source that was read."""
    values = host.pdv.values
    flags = [(source, source.in_slot.index) for source in reader.sources if source.in_slot is not None]
    name_slot = host.pdv.find(reader.options["indsname"]) if "indsname" in reader.options else None
    number_slot = host.pdv.find(reader.options["curobs"]) if "curobs" in reader.options else None

    def mark(source: Source, position: int) -> None:
        for one, index in flags:
            values[index] = 1.0 if one is source else 0.0
        if name_slot is not None:
            values[name_slot.index] = name_slot.fit(source.name)
        if number_slot is not None:
            values[number_slot.index] = float(source.number(position))

    return mark


def concatenate(host: StepCompiler, reader: Reader) -> Exec:
    """SET without BY: one data set after the other."""
    sources, values = reader.sources, host.pdv.values
    fill, mark = fill_missing(host, sources), _marks(host, reader)
    several = len(sources) > 1
    plain = not several and sources[0].in_slot is None and not {"indsname", "curobs"} & reader.options.keys()
    current = 0

    def run() -> Signal:
        nonlocal current
        source = sources[current]
        while source.position >= len(source.rows):
            current += 1
            if current >= len(sources):
                current -= 1
                return STOP
            source = sources[current]
            fill()
        host.reads += 1
        source.load(source.fetch())
        if not plain:
            mark(source, source.position - 1)
        reader.mark_end(values)
        return None

    return run


def _ordered(host: StepCompiler, reader: Reader) -> Iterator[tuple[Source, Row, Key]]:
    """Yield rows in BY order over all sources: the data sets' order decides between equal keys."""
    keys = [key_reader(host, source, reader.keys, reader.groupformat) for source in reader.sources]
    free = reader.notsorted or reader.groupformat
    heads: list[Key | None] = [
        key(s.rows[0]) if s.rows else None for s, key in zip(reader.sources, keys, strict=True)
    ]
    positions = [0] * len(heads)
    while True:
        best = -1
        for number, head in enumerate(heads):
            if head is not None and (best < 0 or head < heads[best]):  # type: ignore[operator]
                best = number
        if best < 0:
            return
        source, key = reader.sources[best], heads[best]
        assert key is not None
        yield source, source.rows[positions[best]], key
        positions[best] += 1
        if positions[best] >= len(source.rows):
            heads[best] = None
            continue
        following = keys[best](source.rows[positions[best]])
        if not free and following < key:
            raise unsorted(source.name)
        heads[best] = following


def interleave(host: StepCompiler, reader: Reader) -> Exec:
    """SET with BY: rows in BY order, FIRST. and LAST. set; one data set or several."""
    values = host.pdv.values
    fill, mark = fill_missing(host, reader.sources), _marks(host, reader)
    edges = [(first.index, last.index) for first, last in reader.edges]
    rows = _ordered(host, reader)
    pending: tuple[Source, Row, Key] | None = None
    started = False
    previous: Key | None = None
    previous_source: Source | None = None

    def run() -> Signal:
        nonlocal pending, started, previous, previous_source
        if not started:
            started = True
            pending = next(rows, None)
        if pending is None:
            return STOP
        host.reads += 1
        source, row, key = pending
        source.position += 1
        source.read_count += 1
        if source is not previous_source or key != previous:
            fill()
        previous_source = source
        source.load(row)
        mark(source, source.position - 1)
        reader.mark_end(values)
        changed = False
        for number, (first, _) in enumerate(edges):
            changed = changed or previous is None or key[number] != previous[number]
            values[first] = 1.0 if changed else 0.0
            values[edges[number][1]] = 1.0
        previous = key
        pending = next(rows, None)
        following = pending[2] if pending is not None else None
        changed = False
        for number, (_, last) in enumerate(edges):
            changed = changed or following is None or key[number] != following[number]
            values[last] = 1.0 if changed else 0.0
        return None

    return run


def pointed(host: StepCompiler, reader: Reader) -> Exec:
    """SET with POINT=: direct access by observation number. It never ends the step by itself, nor does SAS tell of
    looping: a step without STOP goes on for ever (SET statement, POINT=, Caution)."""
    values, sources = host.pdv.values, reader.sources
    slot = host.pdv.find(reader.options["point"])
    assert slot is not None
    mark = _marks(host, reader)
    tables = [(source, len(source.table.rows)) for source in sources]
    modify = host.inputs.modify if reader.kind == "modify" else None
    if any(source.filtered for source in sources):
        raise StepError("WHERE processing cannot be used with POINT=.", reader.statement.at, "R0017")

    def run() -> Signal:
        wanted: Any = values[slot.index]
        number = int(wanted) if wanted == wanted else 0
        host.reads += 1
        if reader.end is not None:
            values[reader.end.index] = 0.0
        host.notes.error = host.notes.error or number < 1
        for source, count in tables:
            if 1 <= number <= count:
                source.load(source.table.rows[number - 1])
                source.read_count += 1
                mark(source, number - 1)
                if modify is not None:
                    modify.current, modify.done = number - 1, False
                return None
            number -= count
        host.notes.error = True
        return None

    return run


def keyed(host: StepCompiler, reader: Reader) -> Exec:
    """SET with KEY=: rows whose index key equals the variables of that name; _IORC_ tells whether one was found."""
    values = host.pdv.values
    iorc = host.slot("_IORC_").index
    source = reader.sources[0]
    name = reader.options["key"].lower()
    columns = source.table.indexes.get(name, (name,))
    positions = {v.name.lower(): p for (p, _), v in zip(source.pairs, source.variables, strict=True)}
    if any(column not in positions for column in columns):
        raise StepError(f"No key {name} defined for data set {source.name}.", reader.statement.at, "R0017")
    found: dict[Key, list[int]] = {}
    for number, row in enumerate(source.rows):
        found.setdefault(tuple(sort_rank(row[positions[c]]) for c in columns), []).append(number)
    slots = [host.slot(column).index for column in columns]
    mark = _marks(host, reader)
    unique = "unique" in reader.options
    modify = host.inputs.modify if reader.kind == "modify" else None
    previous: Key | None = None
    used = 0

    def run() -> Signal:
        nonlocal previous, used
        host.reads += 1
        key = tuple(sort_rank(values[index]) for index in slots)
        if unique or key != previous:
            used = 0
        previous = key
        matches = found.get(key, [])
        if used >= len(matches):
            values[iorc] = NOT_FOUND_KEY
            host.notes.error = True
            used = 0
            if modify is not None:
                modify.current, modify.done = None, False
            return None
        values[iorc] = 0.0
        source.load(source.rows[matches[used]])
        source.read_count += 1
        mark(source, matches[used])
        if modify is not None:
            modify.current, modify.done = source.number(matches[used]) - 1, False
        used += 1
        return None

    return run


# --- MERGE --------------------------------------------------------------------------------------------------


def merge_plain(host: StepCompiler, reader: Reader) -> Exec:
    """MERGE without BY: rows by position; a data set that is used up gives missing values."""
    values, sources = host.pdv.values, reader.sources
    fill = fill_missing(host, sources)

    def run() -> Signal:
        if all(source.exhausted for source in sources):
            return STOP
        host.reads += 1
        fill()
        for source in sources:
            there = not source.exhausted
            if there:
                source.load(source.fetch())
            if source.in_slot is not None:
                values[source.in_slot.index] = 1.0 if there else 0.0
        reader.mark_end(values)
        return None

    return run


class _Groups:
    """The keys at the heads of several sorted sources."""

    def __init__(self, host: StepCompiler, reader: Reader) -> None:
        self.sources = reader.sources
        self.free = reader.notsorted or reader.groupformat
        self.keys = [key_reader(host, source, reader.keys, reader.groupformat) for source in reader.sources]
        self.heads: list[Key | None] = [
            key(s.rows[0]) if s.rows else None for s, key in zip(self.sources, self.keys, strict=True)
        ]

    def least(self) -> Key | None:
        """Return the smallest key not yet read."""
        there = [head for head in self.heads if head is not None]
        return min(there) if there else None

    def take(self, number: int) -> Row:
        """Read the next row of a source. Raises StepError where the row after it is out of order."""
        source = self.sources[number]
        row = source.fetch()
        return row

    def advance(self, number: int) -> None:
        """Look at the next row of a source. Raises StepError where it is out of order."""
        source, before = self.sources[number], self.heads[number]
        if source.exhausted:
            self.heads[number] = None
            return
        following = self.keys[number](source.rows[source.position])
        self.heads[number] = following
        if not self.free and before is not None and following < before:
            raise unsorted(source.name)


def merge_by(host: StepCompiler, reader: Reader) -> Exec:
    """Match-merge: values stay within a BY group, variables of data sets without the key are missing."""
    values, sources = host.pdv.values, reader.sources
    fill = fill_missing(host, sources)
    edges = [(first.index, last.index) for first, last in reader.edges]
    groups: _Groups | None = None
    group: Key | None = None
    counts = [0] * len(sources)
    noted = False

    def run() -> Signal:
        nonlocal group, noted, groups
        if groups is None:
            groups = _Groups(host, reader)
        heads = groups.heads
        fresh = group is None or not any(head == group for head in heads)
        before = group
        if fresh:
            group = groups.least()
            if group is None:
                return STOP
            fill()
            counts[:] = [0] * len(sources)
        host.reads += 1
        changed = False
        for number, (first, last) in enumerate(edges):
            changed = (
                changed or before is None or (fresh and group is not None and group[number] != before[number])
            )
            values[first] = 1.0 if fresh and changed else 0.0
            values[last] = 1.0
        taken = []
        for number, source in enumerate(sources):
            there = heads[number] == group
            if there:
                source.load(groups.take(number))
                counts[number] += 1
                taken.append(number)
            if source.in_slot is not None and fresh:
                values[source.in_slot.index] = 1.0 if there else 0.0
        reader.mark_end(values)
        for number in taken:
            groups.advance(number)
        if not noted and sum(1 for count in counts if count > 1) > 1:
            noted = True
            host.session.note("MERGE statement has more than one data set with repeats of BY values.")
        _mark_last(values, edges, group, groups.least())
        return None

    return run


def _mark_last(
    values: list[Any], edges: list[tuple[int, int]], key: Key | None, following: Key | None
) -> None:
    changed = False
    for number, (_, last) in enumerate(edges):
        changed = changed or following is None or key is None or key[number] != following[number]
        values[last] = 1.0 if changed else 0.0


# --- UPDATE and MODIFY --------------------------------------------------------------------------------------


def overlay(
    host: StepCompiler, source: Source, keys: list[tuple[str, bool]], check: bool
) -> Callable[[Row], None]:
    """Return what applies a transaction: missing values do not replace (with `check`), `._` makes missing."""
    values, slots = host.pdv.values, host.pdv.slots
    names = {name.lower() for name, _ in keys}
    parts = [(p, i, slots[i].name.lower() in names) for p, i in source.pairs]
    missing = special_missing("")

    def apply(row: Row) -> None:
        for position, index, is_key in parts:
            value = row[position]
            if is_key or not check:
                values[index] = slots[index].fit(value)
            elif isinstance(value, str):
                if value.strip(" "):
                    values[index] = slots[index].fit(value)
            elif value == value:
                values[index] = value
            elif missing_letter(value):
                values[index] = missing if missing_letter(value) == "_" else value

    return apply


def update(host: StepCompiler, reader: Reader) -> Exec:
    """UPDATE: every transaction of a BY group is applied to the master's observation, which is written after the
    last one. (DATA Step Statements: Reference, "UPDATE Statement".)"""
    values, (master, transactions) = host.pdv.values, reader.sources
    if not reader.keys:
        raise StepError("The UPDATE statement needs a BY statement.", reader.statement.at, "R0017")
    mode = reader.options.get("updatemode", "missingcheck").lower()
    fill = fill_missing(host, reader.sources)
    apply = overlay(host, transactions, reader.keys, mode != "nomissingcheck")
    edges = [(first.index, last.index) for first, last in reader.edges]
    groups: _Groups | None = None
    group: Key | None = None

    def run() -> Signal:
        nonlocal group, groups
        if groups is None:
            groups = _Groups(host, reader)
        heads, before = groups.heads, group
        more = group is not None and heads[1] == group
        if not more:
            group = groups.least()
            if group is None:
                return STOP
        host.reads += 1
        fresh = group != before
        changed = False
        for number, (first, _) in enumerate(edges):
            changed = changed or before is None or (group is not None and group[number] != before[number])
            values[first] = 1.0 if fresh and changed else 0.0
        if not more:
            in_master, in_transactions = heads[0] == group, heads[1] == group
            fill()
            if in_master:
                master.load(groups.take(0))
                groups.advance(0)
                if heads[0] == group:
                    host.session.warning(
                        "The MASTER data set contains more than one observation for a BY group."
                    )
            for source, there in ((master, in_master), (transactions, in_transactions)):
                if source.in_slot is not None:
                    values[source.in_slot.index] = 1.0 if there else 0.0
        if heads[1] == group:
            row = groups.take(1)
            apply(row)
            groups.advance(1)
        reader.last_in_group = heads[1] != group
        reader.mark_end(values)
        _mark_last(values, edges, group, groups.least())
        return None

    return run


def modify_plain(host: StepCompiler, reader: Reader) -> Exec:
    """MODIFY without BY: the observations in turn."""
    state = host.inputs.modify
    assert state is not None
    source, values = reader.sources[0], host.pdv.values
    if not source.filtered and not source.numbers:
        source.rows = state.known

    def run() -> Signal:
        if source.exhausted:
            return STOP
        host.reads += 1
        state.current, state.done = source.number(source.position) - 1, False
        source.load(source.fetch())
        reader.mark_end(values)
        return None

    return run


def modify_by(host: StepCompiler, reader: Reader) -> Exec:
    """MODIFY master transactions; BY: each transaction is applied to the first observation with its key; further
    transactions with the same key go on from it."""
    state = host.inputs.modify
    assert state is not None
    if len(reader.sources) != 2:
        raise StepError(
            "MODIFY with BY needs a master and a transaction data set.", reader.statement.at, "R0017"
        )
    master, transactions = reader.sources
    values = host.pdv.values
    iorc = host.slot("_IORC_").index
    mode = reader.options.get("updatemode", "missingcheck").lower()
    apply = overlay(host, transactions, reader.keys, mode != "nomissingcheck")
    master_key = key_reader(host, master, reader.keys, False)
    key = key_reader(host, transactions, reader.keys, False)
    found: dict[Key, int] = {}
    for number, row in enumerate(master.rows):
        found.setdefault(master_key(row), number)
    edges = [(first.index, last.index) for first, last in reader.edges]
    previous: Key | None = None
    fill = fill_missing(host, reader.sources)

    def run() -> Signal:
        nonlocal previous
        if transactions.exhausted:
            return STOP
        host.reads += 1
        row = transactions.fetch()
        wanted = key(row)
        changed = False
        for number, (first, _) in enumerate(edges):
            changed = changed or previous is None or wanted[number] != previous[number]
            values[first] = 1.0 if changed else 0.0
        following = None if transactions.exhausted else key(transactions.rows[transactions.position])
        _mark_last(values, edges, wanted, following)
        match = found.get(wanted)
        state.done = False
        if match is None:
            values[iorc] = REPEATED_BY if wanted == previous else NOT_FOUND_BY
            host.notes.error = True
            state.current = None
            fill()
        else:
            values[iorc] = 0.0
            state.current = master.number(match) - 1
            master.load(master.rows[match])
            master.read_count += 1
        previous = wanted
        apply(row)
        reader.mark_end(values)
        if reader.end is not None:
            values[reader.end.index] = 1.0 if transactions.exhausted else 0.0
        return None

    return run
