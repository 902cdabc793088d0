"""MODIFY in a row loop: a data set that is changed in place while it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import pandas as pd

from translator.emit.pandas.runtime.control import EndStep
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.scalars import sort_key
from translator.emit.pandas.runtime.tables import table
from translator.library.missing import missing_letter


class Master:
    """The data set of MODIFY: rows are read, and replaced, removed or added where they stand.

    `df` has the step's variables as columns; `types` names all of them in order. `read`, `read_at` (POINT=) and
    `read_key` (KEY=) take the values that the variables have, and return those after the row; REPLACE, REMOVE and
    OUTPUT concern the row that was read last. With `transactions` each of their rows is looked up by its BY values
    and changes the first row that has them; missing values change nothing (with `keep_missing`).
    `code` is _IORC_: 0, or SAS's number for a row that is not there. (SAS: MODIFY Statement.)
    """

    def __init__(
        self,
        df: pd.DataFrame,
        types: Mapping[str, str],
        key: Sequence[str] = (),
        unique: bool = False,
        transactions: pd.DataFrame | None = None,
        by: Sequence[str] = (),
        keep_missing: bool = True,
    ) -> None:
        order = {name: place for place, name in enumerate(types)}
        self.kinds = {name: types[name] for name in df.columns}
        self.places = [order[name] for name in df.columns]
        self.rows = [list(row) for row in zip(*(df[name].tolist() for name in df.columns))]
        self.count = len(self.rows)  # rows that OUTPUT adds are not read in turn
        self.gone: set[int] = set()
        self.current: int | None = None
        self.next = 0
        self.code = 0.0
        self.unique = unique
        self.keep_missing = keep_missing
        self.previous: Any = None
        self.used = 0
        self.by = list(by)
        self.missing = ["" if kind == "str" else nan for kind in types.values()]
        self.found: dict[Any, list[int]] = {}
        for row, values in enumerate(zip(*(df[name].tolist() for name in key or by))):
            self.found.setdefault(tuple(map(sort_key, values)), []).append(row)
        self.changes: list[tuple[Any, ...]] = []
        self.keys: list[tuple[Any, ...]] = []
        if transactions is not None:
            columns = [transactions[name].tolist() for name in transactions.columns]
            self.changes = list(zip(*columns))
            self.change_places = [order[name] for name in transactions.columns]
            self.keys = [
                tuple(map(sort_key, row)) for row in zip(*(transactions[name].tolist() for name in by))
            ]
            self.count = len(self.changes)

    @property
    def end(self) -> bool:
        """END=: is this the last row (or transaction)?"""
        return self.next >= self.count

    @property
    def failed(self) -> bool:
        """Was there no such row?"""
        return self.current is None

    def first(self, name: str) -> bool:
        """FIRST.name of the transactions."""
        depth, at = self.by.index(name) + 1, self.next - 1
        return at <= 0 or self.keys[at][:depth] != self.keys[at - 1][:depth]

    def last(self, name: str) -> bool:
        """LAST.name of the transactions."""
        depth, at = self.by.index(name) + 1, self.next - 1
        return at < 0 or at + 1 >= self.count or self.keys[at][:depth] != self.keys[at + 1][:depth]

    def taken(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The step's values after the current row has been read."""
        new = list(values)
        if self.current is not None:
            for place, value in zip(self.places, self.rows[self.current]):
                new[place] = value
        return tuple(new)

    def read(self, *values: Any) -> tuple[Any, ...]:
        """Read the next row, or the row of the next transaction with its changes."""
        if self.end:
            raise EndStep
        turn = self.next
        self.next += 1
        if not self.by:
            self.current = turn
            return self.taken(values)
        key = self.keys[turn]
        self.current = next(iter(self.found.get(key, [])), None)
        again = turn > 0 and self.keys[turn - 1] == key
        self.code = 0.0 if self.current is not None else 1230014.0 if again else 1230013.0
        new = list(self.taken(values if self.current is not None else self.missing))
        for place, value in zip(self.change_places, self.changes[turn]):
            if self.keep_missing and (value == "" or (value != value and not missing_letter(value))):
                continue
            gone = value != value and missing_letter(value) == "_" and self.keep_missing
            new[place] = nan if gone else value
        return tuple(new)

    def read_at(self, point: float, *values: Any) -> tuple[Any, ...]:
        """POINT=: read the row of that number; where there is none the values stay."""
        there = point == point and 1 <= int(point) <= len(self.rows)
        self.current = int(point) - 1 if there else None
        return self.taken(values)

    def read_key(self, keys: tuple[Any, ...], *values: Any) -> tuple[Any, ...]:
        """KEY=: read the next row of the key (with `unique` always the first); where there is none the values stay."""
        key = tuple(map(sort_key, keys))
        if self.unique or key != self.previous:
            self.used = 0
        self.previous = key
        rows = self.found.get(key, [])
        self.current = rows[self.used] if self.used < len(rows) else None
        self.used = 0 if self.current is None else self.used + 1
        self.code = 1230015.0 if self.current is None else 0.0
        return self.taken(values)

    def replace(self, *row: Any) -> None:
        """REPLACE: the row that was read becomes this one."""
        if self.current is None:
            raise SasError("R0019", "ERROR: No matching observation was found in MASTER data set.")
        self.rows[self.current] = list(row)

    def remove(self) -> None:
        """REMOVE: the row that was read goes."""
        if self.current is not None:
            self.gone.add(self.current)

    def add(self, *row: Any) -> None:
        """OUTPUT: another row at the end."""
        self.rows.append(list(row))

    def table(self) -> pd.DataFrame:
        """The changed data set."""
        return table([tuple(row) for n, row in enumerate(self.rows) if n not in self.gone], self.kinds)
