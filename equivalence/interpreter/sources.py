"""One input data set of a SET, MERGE, UPDATE or MODIFY statement, and keys of BY groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from equivalence.interpreter import selection
from equivalence.interpreter.conditions import where_tester
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.pdv import Slot
from equivalence.interpreter.tables import Row, Table, Value, Variable, sort_rank
from translator.lang.statements import Dataset
from translator.lang.syntax import Expr

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@total_ordering
@dataclass(slots=True, eq=False)
class Descending:
    """A sort key that orders the other way round."""

    key: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descending) and bool(self.key == other.key)

    def __lt__(self, other: Descending) -> bool:
        return bool(other.key < self.key)

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(slots=True)
class Source:
    """A data set being read: its variables' slots, its rows after WHERE, FIRSTOBS and OBS, and the next position."""

    name: str
    table: Table
    variables: list[Variable]
    pairs: list[tuple[int, int]]
    """(position in the row, slot) of what is read."""
    dataset: Dataset
    in_slot: Slot | None = None
    rows: list[Row] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Observation numbers of `rows`; empty where that is 1, 2, 3 …"""
    position: int = 0
    read_count: int = 0
    filtered: bool = False
    load: Callable[[Row], None] = lambda row: None

    def open(self, host: StepCompiler, where: Expr | None) -> None:
        """Select the rows. The WHERE= option goes before WHERE statements."""
        rows = self.table.rows
        condition = self.dataset.options.where or where
        first, last = selection.limits(host.session, self.dataset.options)
        if condition is not None:
            full = self._renamed()
            test = where_tester(host.session, full, condition, self.name)
            self.numbers = [number for number, row in enumerate(rows, 1) if test(row)]
            if first > 1 or last is not None:
                self.numbers = self.numbers[first - 1 : last]
            self.rows = [rows[number - 1] for number in self.numbers]
            self.filtered = True
        elif first > 1 or last is not None:
            self.rows = rows[first - 1 : last]
            self.numbers = list(range(first, first + len(self.rows)))
        else:
            self.rows = rows

    def _renamed(self) -> list[Variable]:
        options = replace(self.dataset.options, keep=None, drop=None)
        return selection.renamed(self.table.variables, options, [], "")

    def number(self, position: int) -> int:
        """Return the observation number of a row."""
        return self.numbers[position] if self.numbers else position + 1

    def fetch(self) -> Row:
        """Return the next row and count it."""
        row = self.rows[self.position]
        self.position += 1
        self.read_count += 1
        return row

    @property
    def exhausted(self) -> bool:
        """Are all rows read?"""
        return self.position >= len(self.rows)


def make_source(host: StepCompiler, dataset: Dataset) -> Source:
    """Declare a data set's variables in the program data vector. Raises StepError."""
    session = host.session
    table = session.table(dataset)
    name = session.display(dataset)
    options = dataset.options
    selection.refuse_unknown(options)
    missing: list[str] = []
    positions = selection.chosen(table.variables, options, name, missing)
    variables = selection.renamed([table.variables[p] for p in positions], options, missing, name)
    if missing:
        raise StepError(
            f"The variable {missing[0]} in the DROP, KEEP, or RENAME list has never been referenced.",
            dataset.at,
            "R0006",
        )
    pairs = []
    for position, variable in zip(positions, variables, strict=True):
        pairs.append((position, declare(host, variable, dataset).index))
    in_slot = host.automatic(options.in_) if options.in_ else None
    return Source(name, table, variables, pairs, dataset, in_slot)


def declare(host: StepCompiler, variable: Variable, dataset: Dataset) -> Slot:
    """Give a data set's variable its slot; attributes come from the first that has them."""
    known = host.pdv.find(variable.name)
    fresh = known is None or not known.kind
    slot = host.pdv.add(variable.name, variable.kind, variable.length)
    if slot.kind != variable.kind:
        raise StepError(
            f"Variable {slot.name} has been defined as both character and numeric.", dataset.at, "R0013"
        )
    if fresh:
        slot.length = variable.length
        host.pdv.values[slot.index] = slot.missing
        slot.name = variable.name if known is None else slot.name
    elif variable.kind == "char" and variable.length > slot.length:
        host.session.warning(
            f"Multiple lengths were specified for the variable {slot.name} by input data set(s). This can cause "
            "truncation of data."
        )
    slot.format = slot.format or variable.format
    slot.informat = slot.informat or variable.informat
    slot.label = slot.label or variable.label
    slot.from_data = True
    slot.assigned = True
    return slot


def loader(host: StepCompiler, source: Source) -> Callable[[Row], None]:
    """Return what copies a row into the program data vector."""
    values, slots = host.pdv.values, host.pdv.slots
    numbers = [(p, i) for p, i in source.pairs if slots[i].kind == "num"]
    texts = [(p, i, slots[i].length) for p, i in source.pairs if slots[i].kind == "char"]
    cut = [i for p, i, length in texts if source.table.variables[p].length > length]

    def load(row: Row) -> None:
        for position, index in numbers:
            values[index] = row[position]
        for position, index, length in texts:
            values[index] = row[position].ljust(length)  # type: ignore[union-attr]
        for index in cut:
            values[index] = slots[index].fit(values[index])

    return load


def key_reader(
    host: StepCompiler, source: Source, keys: Sequence[tuple[str, bool]], formatted: bool
) -> Callable[[Row], tuple[Any, ...]]:
    """Return what makes the sort key of a row; with `formatted` (GROUPFORMAT) of its formatted values.

    Texts longer than the variable of the step are cut before they are compared, as they are when they are read:
    R. Virgile, "Danger: MERGE Ahead!", SUGI 28, paper 98-28.
    """
    positions = {v.name.lower(): p for (p, _), v in zip(source.pairs, source.variables, strict=True)}
    parts: list[tuple[int, bool, Slot]] = []
    for name, descending in keys:
        position = positions.get(name.lower())
        if position is None:
            raise StepError(
                f"BY variable {name} is not on input data set {source.name}.", source.dataset.at, "R0017"
            )
        slot = host.pdv.find(name)
        assert slot is not None
        parts.append((position, descending, slot))

    if formatted:
        from equivalence.interpreter.formatting import formatted as as_formatted

        session = host.session

        def grouped(row: Row) -> tuple[Any, ...]:
            return tuple(as_formatted(session, row[p], slot.variable()).strip() for p, _, slot in parts)

        return grouped

    by_position = {p: v for (p, _), v in zip(source.pairs, source.variables, strict=True)}
    if any(slot.kind == "char" and by_position[p].length > slot.length for p, _, slot in parts):
        return cut_keys(parts)

    if not any(descending for _, descending, _ in parts):
        if len(parts) == 1:
            only = parts[0][0]
            return lambda row: (sort_rank(row[only]),)
        order = [p for p, _, _ in parts]
        return lambda row: tuple([sort_rank(row[p]) for p in order])

    def key(row: Row) -> tuple[Any, ...]:
        return tuple(Descending(sort_rank(row[p])) if d else sort_rank(row[p]) for p, d, _ in parts)

    return key


def cut_keys(parts: Sequence[tuple[int, bool, Slot]]) -> Callable[[Row], tuple[Any, ...]]:
    """Return what makes the sort key of a row of values cut to the lengths of the step's variables."""

    def part(row: Row, position: int, descending: bool, slot: Slot) -> Any:
        value = row[position]
        rank = sort_rank(value[: slot.length] if isinstance(value, str) else value)
        return Descending(rank) if descending else rank

    return lambda row: tuple(part(row, p, d, slot) for p, d, slot in parts)


def unsorted(name: str) -> StepError:
    """Return SAS's error for data that are not in BY order."""
    return StepError(f"BY variables are not properly sorted on data set {name}.", None, "R0018")


def fill_missing(host: StepCompiler, sources: Sequence[Source]) -> Callable[[], None]:
    """Return what sets all variables of the sources to missing."""
    indexes = sorted({index for source in sources for _, index in source.pairs})
    pairs: list[tuple[int, Value]] = [(index, host.pdv.slots[index].missing) for index in indexes]
    values = host.pdv.values

    def fill() -> None:
        for index, missing in pairs:
            values[index] = missing

    return fill
