"""Hash objects and their iterators. Methods return 0 for success and another number for failure, as in SAS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import pandas as pd

from translator.emit.pandas.runtime.control import Row
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.scalars import sort_key
from translator.emit.pandas.runtime.tables import table

FAILED = 160038.0


class Hash:
    """DECLARE HASH: `keys` and `data` name variables of `row` (or map column names to them).

    `table` is loaded at once: of repeated keys the first row counts (the last one with duplicate="replace").
    `suminc`: the variable whose value is added to an item's sum whenever it is found. `ordered` is "", "a" or "d"; without it the order is that of insertion.
    """

    def __init__(
        self,
        row: Row,
        keys: Sequence[str] | Mapping[str, str],
        data: Sequence[str] | Mapping[str, str],
        table: pd.DataFrame | None = None,
        ordered: str = "",
        multidata: bool = False,
        duplicate: str = "",
        lengths: Mapping[str, int] | None = None,
        suminc: Sequence[str] | Mapping[str, str] = (),
    ) -> None:
        self.row = row
        self.keys = dict(keys) if isinstance(keys, Mapping) else {name: name for name in keys}
        self.data = dict(data) if isinstance(data, Mapping) else {name: name for name in data}
        self.ordered, self.multidata = ordered, multidata
        self.suminc = [*(suminc.values() if isinstance(suminc, Mapping) else suminc)]
        self.sums: dict[Any, list[float]] = {}  # with `suminc`: the sum of each item
        self.items: dict[Any, list[tuple[Any, ...]]] = {}  # key -> its data, several with multidata
        self.given: dict[Any, tuple[Any, ...]] = {}  # key -> its values as they were given
        self.order: list[Any] | None = None
        self.places: list[tuple[Any, int]] | None = None
        self.current: tuple[Any, int] | None = None
        self.iterators: list[HashIterator] = []
        if table is not None:
            cut = {name: table[name].str[:length].str.rstrip(" ") for name, length in (lengths or {}).items()}
            table = table.assign(**cut) if cut else table
            spelled = {str(name).lower(): name for name in table.columns}
            key_columns = [table[spelled[name.lower()]].tolist() for name in self.keys]
            data_columns = [table[spelled[name.lower()]].tolist() for name in self.data]
            for position in range(len(table)):
                values = tuple(column[position] for column in key_columns)
                stored = tuple(column[position] for column in data_columns)
                key = tuple(sort_key(value) for value in values)
                if key in self.items and not multidata:
                    if duplicate == "error":
                        raise SasError("R0416", "ERROR: Duplicate key found when loading data set.")
                    if duplicate == "replace":
                        self.items[key] = [stored]
                else:
                    self.put(key, values, stored)

    def __len__(self) -> int:
        return sum(len(stored) for stored in self.items.values())

    def put(self, key: Any, values: tuple[Any, ...], stored: tuple[Any, ...]) -> None:
        """Keep data under a key, behind those that it has."""
        self.items.setdefault(key, []).append(stored)
        for field in self.suminc:
            amount = self.row[field]
            self.sums.setdefault(key, []).append(amount if amount == amount else 0.0)
        self.given.setdefault(key, values)
        self.order = self.places = None

    def count(self, key: Any) -> None:
        """Add the SUMINC variable to the sum of a key's first item."""
        for field in self.suminc:
            amount = self.row[field]
            self.sums[key][0] += amount if amount == amount else 0.0

    def key(self, keys: tuple[Any, ...] | None) -> tuple[Any, tuple[Any, ...]]:
        """The key of a call: the arguments, or what the key variables hold."""
        values = keys if keys is not None else tuple(self.row[field] for field in self.keys.values())
        return tuple(sort_key(value) for value in values), values

    def stored(self, data: tuple[Any, ...] | None) -> tuple[Any, ...]:
        """The data of a call: the arguments, or what the data variables hold."""
        return data if data is not None else tuple(self.row[field] for field in self.data.values())

    def sorted_keys(self) -> list[Any]:
        """The keys in the order of the object."""
        if self.order is None:
            self.order = list(self.items)
            if self.ordered:
                self.order.sort(reverse=self.ordered == "d")
        return self.order

    def entries(self) -> list[tuple[Any, int]]:
        """Key and position of all items in the order of the object."""
        if self.places is None:
            self.places = [(key, i) for key in self.sorted_keys() for i in range(len(self.items[key]))]
        return self.places

    def load(self, stored: tuple[Any, ...]) -> None:
        """Set the data variables."""
        for field, value in zip(self.data.values(), stored):
            self.row[field] = value

    def find(self, keys: tuple[Any, ...] | None = None) -> float:
        """FIND: set the data variables to what is stored under the key."""
        key, _ = self.key(keys)
        if key not in self.items:
            return FAILED
        self.current = (key, 0)
        self.count(key)
        self.load(self.items[key][0])
        return 0.0

    def do_over(self, keys: tuple[Any, ...] | None = None) -> float:
        """DO_OVER: the data of the key one after the other."""
        key, _ = self.key(keys)
        if self.current is None or self.current[0] != key:
            return self.find(keys)
        result = self.step(1)
        if result:
            self.current = None
        return result

    def reset_dup(self) -> float:
        """RESET_DUP: DO_OVER starts again."""
        self.current = None
        return 0.0

    def sum(self, keys: tuple[Any, ...] | None = None) -> float:
        """SUM: the sum of a key (see `suminc`)."""
        key, _ = self.key(keys)
        return self.sums[key][0] if self.sums.get(key) else nan

    def sumdup(self) -> float:
        """SUMDUP: the sum of the current data."""
        if self.current is None or not self.is_there(self.current):
            return nan
        return self.sums[self.current[0]][self.current[1]]

    def equals(self, other: Hash) -> bool:
        """EQUALS: have both objects the same items in the same order?"""
        return [(key, self.items[key]) for key in self.sorted_keys()] == [
            (key, other.items[key]) for key in other.sorted_keys()
        ]

    def find_next(self) -> float:
        """FIND_NEXT: the next data of the same key."""
        return self.step(1)

    def find_prev(self) -> float:
        """FIND_PREV: the data before of the same key."""
        return self.step(-1)

    def step(self, by: int) -> float:
        """Go on among the data of the current key."""
        if self.current is None:
            return FAILED
        key, place = self.current
        if not 0 <= place + by < len(self.items.get(key, [])):
            return FAILED
        self.current = (key, place + by)
        self.load(self.items[key][place + by])
        return 0.0

    def has_next(self) -> float:
        """HAS_NEXT: 1 if the current key has more data."""
        return float(
            self.current is not None and self.current[1] + 1 < len(self.items.get(self.current[0], []))
        )

    def has_prev(self) -> float:
        """HAS_PREV: 1 if the current key has data before."""
        return float(self.current is not None and self.current[1] > 0)

    def check(self, keys: tuple[Any, ...] | None = None) -> float:
        """CHECK: is the key there? No variable changes."""
        key, _ = self.key(keys)
        if key not in self.items:
            return FAILED
        self.count(key)
        return 0.0

    def add(self, keys: tuple[Any, ...] | None = None, data: tuple[Any, ...] | None = None) -> float:
        """ADD: keep the data; fails where the key is there (unless multidata)."""
        key, values = self.key(keys)
        if key in self.items and not self.multidata:
            return FAILED
        self.put(key, values, self.stored(data))
        return 0.0

    def ref(self, keys: tuple[Any, ...] | None = None, data: tuple[Any, ...] | None = None) -> float:
        """REF: ADD where the key is not there."""
        return 0.0 if self.check(keys) == 0 else self.add(keys, data)

    def replace(self, keys: tuple[Any, ...] | None = None, data: tuple[Any, ...] | None = None) -> float:
        """REPLACE: keep the data in place of those of the key."""
        key, values = self.key(keys)
        if key in self.items:
            self.items[key] = [self.stored(data)] * len(self.items[key])
        else:
            self.put(key, values, self.stored(data))
        return 0.0

    def replacedup(self, data: tuple[Any, ...] | None = None) -> float:
        """REPLACEDUP: replace the current data of the key."""
        if self.current is None or not self.is_there(self.current):
            return FAILED
        self.items[self.current[0]][self.current[1]] = self.stored(data)
        return 0.0

    def remove(self, keys: tuple[Any, ...] | None = None) -> float:
        """REMOVE: drop the key and all its data; fails where an iterator points to it."""
        key, _ = self.key(keys)
        if key not in self.items or self.locked(key):
            return FAILED
        del self.items[key], self.given[key]
        self.sums.pop(key, None)
        self.order = self.places = None
        return 0.0

    def removedup(self, keys: tuple[Any, ...] | None = None) -> float:
        """REMOVEDUP: drop the current data of the key, which is that of the last FIND; fails where an iterator points to
        the key."""
        if self.current is None or not self.is_there(self.current) or self.locked(self.current[0]):
            return FAILED
        key, place = self.current
        del self.items[key][place]
        if self.suminc:
            del self.sums[key][place]
        if not self.items[key]:
            del self.items[key], self.given[key]
            self.order = None
        self.places = None
        return 0.0

    def is_there(self, place: tuple[Any, int]) -> bool:
        """Is there still something at a place: a key and a position among its data?"""
        return place[1] < len(self.items.get(place[0], []))

    def locked(self, key: Any = None) -> bool:
        """Does an iterator point to the key (or to any)?"""
        here = [place for one in self.iterators if (place := one.place) is not None]
        return any(key is None or place[0] == key for place in here)

    def clear(self) -> float:
        """CLEAR: drop everything. An iterator that points to an item forbids it."""
        if self.locked():
            message = "ERROR: Cannot remove record from a hash object which has been locked by an iterator."
            raise SasError("R0026", message)
        self.items.clear()
        self.sums.clear()
        self.given.clear()
        self.order = self.places = self.current = None
        return 0.0

    def delete(self) -> float:
        """DELETE: the object is gone."""
        self.iterators = []
        return self.clear()

    def output(self) -> pd.DataFrame:
        """OUTPUT: the data variables as a table, in the object's order."""
        rows = [stored for key in self.sorted_keys() for stored in self.items[key]]
        return table(
            rows,
            {
                name: "str" if isinstance(self.row[field], str) else "float64"
                for name, field in self.data.items()
            },
        )


class HashIterator:
    """DECLARE HITER: goes through a hash object in its order.

    Outside the table until it is moved, and again when it runs over an end: NEXT then goes to the first item.
    """

    def __init__(self, of: Hash) -> None:
        self.of = of
        self.entries: list[tuple[Any, int]] = []
        self.position = -1
        of.iterators.append(self)

    @property
    def place(self) -> tuple[Any, int] | None:
        """The key that it points to, and the position among its data."""
        return self.entries[self.position] if self.position >= 0 else None

    def go(self, position: int) -> float:
        """Set the data variables to those at a position."""
        if not 0 <= position < len(self.entries):
            self.position = -1
            return FAILED
        self.position = position
        key, i = self.entries[position]
        self.of.load(self.of.items[key][i])
        return 0.0

    def look(self) -> None:
        """Find the place again where the object's items have changed."""
        entries = self.of.entries()
        if entries is not self.entries:
            place = self.place
            self.entries = entries
            if place is not None:  # nothing removes an item that an iterator points to
                self.position = entries.index(place)

    def first(self) -> float:
        """FIRST"""
        self.look()
        return self.go(0)

    def last(self) -> float:
        """LAST"""
        self.look()
        return self.go(len(self.entries) - 1)

    def next(self) -> float:
        """NEXT: the first one where the iterator is outside the table."""
        self.look()
        return self.go(self.position + 1)

    def prev(self) -> float:
        """PREV: the last one where the iterator is outside the table."""
        self.look()
        return self.go((len(self.entries) if self.position < 0 else self.position) - 1)

    def setcur(self, keys: tuple[Any, ...] | None = None) -> float:
        """SETCUR: start at a key."""
        key, _ = self.of.key(keys)
        if key not in self.of.items:
            return FAILED
        self.look()
        return self.go(self.entries.index((key, 0)))

    def delete(self) -> float:
        """DELETE"""
        self.position = -1
        return 0.0
