"""SET, MERGE and UPDATE in a row loop: which row of which data set comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.control import EndStep
from translator.emit.pandas.runtime.log import SasError, log
from translator.emit.pandas.runtime.scalars import sort_key
from translator.emit.pandas.runtime.tables import in_order, row_codes, starts
from translator.library.missing import missing_letter


class Reader:
    """Reads rows in an order that is settled beforehand.

    `tables` have the step's variables as columns; `types` names all of them in order. `read(*values)` takes the
    values that the variables have, and returns those after the next row; at the end the step ends (EndStep).
    `names` are the data sets' names, for messages; with `runs` (NOTSORTED) groups are runs of equal values,
    those of the columns `groups` where they are given (GROUPFORMAT).
    """

    def __init__(
        self,
        tables: Sequence[pd.DataFrame],
        types: Mapping[str, str],
        by: Sequence[str] = (),
        descending: Sequence[str] = (),
        names: Sequence[str] = (),
        runs: bool = False,
        keep_missing: bool = True,
        groups: Sequence[pd.Series[Any]] = (),
    ) -> None:
        self.by = list(by)
        self.missing = ["" if kind == "str" else nan for kind in types.values()]
        self.keep_missing = keep_missing
        self.names = names
        self.rows = [list(zip(*(df[name].tolist() for name in df.columns))) for df in tables]
        self.rows = [rows if len(df.columns) else [()] * len(df) for rows, df in zip(self.rows, tables)]
        places = {name: place for place, name in enumerate(types)}
        self.places = [[places[name] for name in df.columns] for df in tables]
        self.lacked = sorted({*places.values()} - {place for own in self.places for place in own})
        self.codes: list[np.ndarray[Any, Any]] = []
        if by:
            keys = pd.concat([df[self.by] for df in tables], ignore_index=True)
            if groups:
                keys = pd.DataFrame({name: group.reset_index(drop=True) for name, group in zip(by, groups)})
            codes = row_codes(keys, by, descending)
            self.codes = np.split(codes, np.cumsum([len(df) for df in tables])[:-1])
            for position, own in enumerate(self.codes):
                if not runs and not in_order(own):
                    name = names[position] if position < len(names) else "."
                    raise SasError(
                        "R0001", f"ERROR: BY variables are not properly sorted on data set {name}."
                    )
        self.at = -1
        self.failed = False  # did POINT= or KEY= find no row?
        self.turns: list[tuple[int | None, ...]] = []  # for each turn, the row of each table or None
        self.groups: Any = []  # for each turn, the codes of its BY values
        self.order()
        codes = np.array(self.groups, dtype="int64").reshape(len(self.turns), len(self.by))
        self.edges = [starts(codes[:, : depth + 1]) for depth in range(len(self.by))]

    def order(self) -> None:
        """Settle the turns."""
        raise NotImplementedError

    @property
    def end(self) -> bool:
        """END=: is this the last row?"""
        return self.at + 1 >= len(self.turns)

    def first(self, name: str) -> bool:
        """FIRST.name"""
        return self.at < 0 or bool(self.edges[self.by.index(name)][self.at])

    def last(self, name: str) -> bool:
        """LAST.name"""
        edge = self.edges[self.by.index(name)]
        return self.at < 0 or self.at + 1 >= len(edge) or bool(edge[self.at + 1])

    def in_(self, source: int) -> bool:
        """IN=: does the data set (counted from 0) contribute to this row?"""
        return self.at >= 0 and self.turns[self.at][source] is not None

    @property
    def dataset(self) -> str:
        """INDSNAME=: the name of the data set that was read last."""
        if self.at < 0:
            return ""
        return next((n for n, row in zip(self.names, self.turns[self.at]) if row is not None), "")

    @property
    def row_number(self) -> float:
        """CUROBS=: the number in its data set of the row that was read last, 0 before the first."""
        if self.at < 0:
            return 0.0
        return next((row + 1.0 for row in self.turns[self.at] if row is not None), nan)

    def with_others(self, new: list[Any], values: Sequence[Any]) -> tuple[Any, ...]:
        """The row that was read; variables that none of the data sets has are another statement's and stay as they were."""
        if values:
            for place in self.lacked:
                new[place] = values[place]
        return tuple(new)

    def advance(self) -> tuple[int | None, ...]:
        """Go on to the next turn, or end the step."""
        if self.end:
            raise EndStep
        self.at += 1
        return self.turns[self.at]


class SetReader(Reader):
    """SET: the data sets one after the other, or interleaved by their BY values."""

    def order(self) -> None:
        self.whole = len(self.rows) == 1 and self.places[0] == list(range(len(self.missing)))
        sizes = [len(rows) for rows in self.rows]
        sources = np.repeat(np.arange(len(sizes)), sizes)
        rows = np.concatenate([np.arange(size) for size in sizes])
        if self.by:
            codes = np.concatenate(self.codes)
            turn = np.lexsort(codes.T[::-1]) if len(sizes) > 1 else rows
            sources, rows, self.groups = sources[turn], rows[turn], codes[turn]
        self.sources = sources.tolist()
        none: list[int | None] = [None] * len(sizes)
        self.turns = [
            (*none[:source], row, *none[source + 1 :]) for source, row in zip(self.sources, rows.tolist())
        ]

    def read(self, *values: Any) -> tuple[Any, ...]:
        """Read the next row. Variables that its data set lacks become missing where it starts (or the BY group)."""
        turn = self.advance()
        if self.whole:  # one data set with all the variables
            row_read: tuple[Any, ...] = self.rows[0][self.at]
            return row_read
        source = self.sources[self.at]
        fresh = not values or self.at == 0 or self.sources[self.at - 1] != source
        if not fresh and self.by and len(self.rows) > 1:
            fresh = bool(self.edges[-1][self.at])
        new = self.missing.copy() if fresh else list(values)
        row = turn[source]
        assert row is not None
        for place, value in zip(self.places[source], self.rows[source][row]):
            new[place] = value
        return self.with_others(new, values)

    def read_at(self, point: float, *values: Any) -> tuple[Any, ...]:
        """POINT=: read the row of that number; where there is none the values stay."""
        self.failed = isnan(point) or not 1 <= int(point) <= len(self.turns)
        if self.failed:
            return values
        self.at = int(point) - 1
        source = self.sources[self.at]
        row = self.turns[self.at][source]
        assert row is not None
        new = list(values)
        for place, value in zip(self.places[source], self.rows[source][row]):
            new[place] = value
        return tuple(new)


class KeyReader(SetReader):
    """SET with KEY=: `read_key` reads the rows whose `key` columns have the given values.

    The same values again give the next such row (with `unique` always the first). `failed`: there was none.
    """

    def __init__(self, *arguments: Any, key: Sequence[str], unique: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        [table] = arguments[0]
        self.unique = unique
        self.found: dict[Any, list[int]] = {}
        for row, values in enumerate(zip(*(table[name].tolist() for name in key))):
            self.found.setdefault(tuple(sort_key(value) for value in values), []).append(row)
        self.previous: Any = None
        self.used = 0

    def read_key(self, keys: tuple[Any, ...], *values: Any) -> tuple[Any, ...]:
        """Read the next row of the key; where there is none the values stay."""
        key = tuple(sort_key(value) for value in keys)
        if self.unique or key != self.previous:
            self.used = 0
        self.previous = key
        matches = self.found.get(key, [])
        self.failed = self.used >= len(matches)
        if self.failed:
            self.used = 0
            return values
        self.at = matches[self.used]
        new = list(values)
        for place, value in zip(self.places[0], self.rows[0][self.at]):
            new[place] = value
        self.used += 1
        return tuple(new)


class MergeReader(Reader):
    """MERGE: by BY values, or side by side without BY.

    Within a BY group each data set gives its rows in order, and keeps its last values when they run out.
    """

    def order(self) -> None:
        self.fresh: list[bool] = []  # are all values missing before this turn's rows are read?
        if not self.by:
            for row in range(max((len(rows) for rows in self.rows), default=0)):
                self.turns.append(tuple(row if row < len(rows) else None for rows in self.rows))
                self.fresh.append(True)
            self.new_rows = self.turns
            return
        self.new_rows = []
        next_row = [0] * len(self.rows)
        keys = [[tuple(key) for key in codes.tolist()] for codes in self.codes]
        repeats = False
        while True:
            waiting = [own[row] for own, row in zip(keys, next_row) if row < len(own)]
            if not waiting:
                break
            key = min(waiting)
            spans = []
            for own, row in zip(keys, next_row):
                stop = row
                while stop < len(own) and own[stop] == key:
                    stop += 1
                spans.append((row, stop))
            repeats = repeats or sum(stop - start > 1 for start, stop in spans) > 1
            for turn in range(max(stop - start for start, stop in spans)):
                self.new_rows.append(
                    tuple(start + turn if start + turn < stop else None for start, stop in spans)
                )
                self.turns.append(tuple(start if stop > start else None for start, stop in spans))
                self.groups.append(key)
                self.fresh.append(turn == 0)
            next_row = [stop for _, stop in spans]
        if repeats:
            log("NOTE: MERGE statement has more than one data set with repeats of BY values.")

    def read(self, *values: Any) -> tuple[Any, ...]:
        """Read the next row of each data set that has one in the BY group; the last one named wins."""
        self.advance()
        new = self.missing.copy() if self.fresh[self.at] else list(values)
        for source, row in enumerate(self.new_rows[self.at]):
            if row is not None:
                for place, value in zip(self.places[source], self.rows[source][row]):
                    new[place] = value
        return self.with_others(new, values)


class UpdateReader(Reader):
    """UPDATE: a master row and its transactions one after the other, missing values of which change nothing.

    The step writes its row at the last transaction of a BY group. Of several master rows of a BY group the first one
    gets the transactions. A special missing value in a transaction
    replaces; ._ makes the value missing. (SAS: UPDATE Statement, UPDATEMODE=MISSINGCHECK.)
    """

    def order(self) -> None:
        master, transactions = ([tuple(key) for key in codes.tolist()] for codes in self.codes)
        self.fresh: list[int | None] = []  # the master row (or -1 for none) where a group starts, else None
        own, at = 0, 0
        repeats = False
        while own < len(master) or at < len(transactions):
            key = min([*master[own : own + 1], *transactions[at : at + 1]])
            row = None
            if own < len(master) and master[own] == key:
                row = own
                repeats = repeats or (own > 0 and master[own - 1] == key)
                own += 1
            pairs: list[int | None] = []
            while at < len(transactions) and transactions[at] == key:
                pairs.append(at)
                at += 1
            for turn, transaction in enumerate(pairs or [None]):
                self.turns.append((row, transaction))
                self.groups.append(key)
                self.fresh.append((-1 if row is None else row) if turn == 0 else None)
        if repeats:
            log("WARNING: The MASTER data set contains more than one observation for a BY group.")

    @property
    def writes(self) -> bool:
        """Is this the last transaction of the row, where the step writes it?"""
        return self.at + 1 >= len(self.turns) or self.fresh[self.at + 1] is not None

    def read(self, *values: Any) -> tuple[Any, ...]:
        """Read the next transaction, after the master row where a BY group starts."""
        turn = self.advance()
        new = list(values)
        master = self.fresh[self.at]
        if master is not None:
            new = self.missing.copy()
            if master >= 0:
                for place, value in zip(self.places[0], self.rows[0][master]):
                    new[place] = value
        if turn[1] is not None:
            for place, value in zip(self.places[1], self.rows[1][turn[1]]):
                if self.keep_missing and (value == "" or (value != value and not missing_letter(value))):
                    continue
                new[place] = (
                    nan if value != value and missing_letter(value) == "_" and self.keep_missing else value
                )
        return tuple(new)
