"""Hash objects and their iterators at run time.

SAS 9.4 Component Objects: Reference, "Hash Object and Hash Iterator Object". Without ORDERED: the order of items is
undefined in SAS; here it is the order in which keys came in. Of a return code SAS says that it is zero or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.pdv import Slot
from equivalence.interpreter.tables import Value, sort_rank

FAILED = 160038.0
LOCKED = "Cannot remove record from a hash object which has been locked by an iterator."
"""SAS Usage Note 42525."""
Key = tuple[Any, ...]


@dataclass(slots=True, eq=False)
class Item:
    """One item: the values of its keys and of its data."""

    key: Key
    data: list[Value]
    total: float = 0.0


@dataclass(slots=True)
class HashTable:
    """A hash object. `values` is the program data vector."""

    name: str
    values: list[Value]
    keys: list[Slot] = field(default_factory=list)
    data: list[Slot] = field(default_factory=list)
    ordered: str = ""
    multiple: bool = False
    duplicate: str = ""
    suminc: Slot | None = None
    done: bool = False
    items: dict[Key, list[Item]] = field(default_factory=dict)
    current: tuple[Key, int] | None = None
    """Key and position of the item that FIND, FIND_NEXT … read last."""
    version: int = 0
    iterators: list[HashIterator] = field(default_factory=list)

    def locked(self, key: Key | None = None) -> bool:
        """Does an iterator point to an item (of a key)? REMOVE and REMOVEDUP leave such a key alone. (REMOVE Method.)"""
        here = [item for one in self.iterators if (item := one.here()) is not None]
        return any(key is None or item.key == key for item in here)

    def key_of(self, given: list[Value] | None = None) -> Key:
        """Return the key of the vector, or of values given by `key:`."""
        if given:
            return tuple(sort_rank(slot.fit(value)) for slot, value in zip(self.keys, given, strict=True))
        values = self.values
        return tuple([sort_rank(values[slot.index]) for slot in self.keys])

    def row(self, given: list[Value] | None = None) -> list[Value]:
        """Return the data of the vector, or values given by `data:`."""
        if given:
            return [slot.fit(value) for slot, value in zip(self.data, given, strict=True)]
        return [self.values[slot.index] for slot in self.data]

    def read(self, item: Item) -> float:
        """Copy an item's data to the vector."""
        values = self.values
        for slot, value in zip(self.data, item.data, strict=True):
            values[slot.index] = value
        return 0.0

    def _count(self, item: Item) -> None:
        if self.suminc is not None:
            amount: Any = self.values[self.suminc.index]
            item.total += amount if amount == amount else 0.0

    def find(self, key: Key) -> float:
        """FIND: read the item of a key."""
        found = self.items.get(key)
        if not found:
            return FAILED
        self.current = (key, 0)
        self._count(found[0])
        return self.read(found[0])

    def check(self, key: Key) -> float:
        """CHECK: is the key there?"""
        found = self.items.get(key)
        if not found:
            return FAILED
        self._count(found[0])
        return 0.0

    def add(self, key: Key, row: list[Value]) -> float:
        """ADD: a new item; a key that is there is an error unless MULTIDATA."""
        found = self.items.get(key)
        if found and not self.multiple:
            return FAILED
        item = Item(key, row)
        if self.suminc is not None:
            amount: Any = self.values[self.suminc.index]
            item.total = amount if amount == amount else 0.0
        self.items.setdefault(key, []).append(item)
        self.version += 1
        return 0.0

    def replace(self, key: Key, row: list[Value]) -> float:
        """REPLACE: change the data of a key, or add it."""
        found = self.items.get(key)
        if not found:
            return self.add(key, row)
        for item in found:
            item.data = list(row)
        return 0.0

    def remove(self, key: Key) -> float:
        """REMOVE: delete all items of a key."""
        if self.locked(key) or not self.items.pop(key, None):
            return FAILED
        self.version += 1
        return 0.0

    def move(self, step: int) -> float:
        """FIND_NEXT, FIND_PREV: another item of the same key."""
        if self.current is None:
            return FAILED
        key, position = self.current
        found = self.items.get(key, [])
        if not 0 <= position + step < len(found):
            return FAILED
        self.current = (key, position + step)
        return self.read(found[position + step])

    def has(self, step: int) -> bool:
        """HAS_NEXT, HAS_PREV."""
        if self.current is None:
            return False
        key, position = self.current
        return 0 <= position + step < len(self.items.get(key, []))

    def do_over(self, key: Key) -> float:
        """DO_OVER: the items of a key one after the other."""
        if self.current is None or self.current[0] != key:
            return self.find(key)
        result = self.move(1)
        if result:
            self.current = None
        return result

    def current_item(self) -> Item | None:
        """Return the item read last."""
        if self.current is None:
            return None
        key, position = self.current
        found = self.items.get(key, [])
        return found[position] if position < len(found) else None

    def remove_current(self) -> float:
        """REMOVEDUP: delete the item read last."""
        item = self.current_item()
        if item is None or self.locked(item.key):
            return FAILED
        found = self.items[item.key]
        found.remove(item)
        if not found:
            del self.items[item.key]
        self.version += 1
        return 0.0

    def clear(self) -> float:
        """CLEAR: delete all items. Raises StepError where an iterator points to one of them."""
        if self.locked():
            raise StepError(LOCKED, None, "R0026")
        self.items.clear()
        self.version += 1
        self.current = None
        return 0.0

    def count(self) -> float:
        """NUM_ITEMS."""
        return float(sum(len(found) for found in self.items.values()))

    def in_order(self) -> list[Item]:
        """Return all items in the order of ORDERED:."""
        keys: Iterable[Key] = self.items
        if self.ordered:
            keys = sorted(self.items, reverse=self.ordered == "d")
        return [item for key in keys for item in self.items[key]]


@dataclass(slots=True)
class HashIterator:
    """A hash iterator; outside the table (position -1) until it is moved, and again when it runs over an end.

    From there NEXT goes to the first item and PREV to the last one (Dorfman and Henderson, "Data Management
    Solutions Using SAS Hash Table Operations", chapter 4).
    """

    table: HashTable
    items: list[Item] = field(default_factory=list)
    position: int = -1
    version: int = -1

    def here(self) -> Item | None:
        """Return the item that the iterator points to."""
        return self.items[self.position] if 0 <= self.position < len(self.items) else None

    def _refresh(self) -> None:
        if self.version != self.table.version:
            here = self.here()
            self.items = self.table.in_order()
            self.version = self.table.version
            if here is not None:  # nothing removes an item that an iterator points to
                self.position = next(n for n, item in enumerate(self.items) if item is here)

    def go(self, position: int) -> float:
        """Read the item at a position."""
        if not 0 <= position < len(self.items):
            self.position = -1
            return FAILED
        self.position = position
        return self.table.read(self.items[position])

    def first(self) -> float:
        """FIRST."""
        self._refresh()
        return self.go(0)

    def last(self) -> float:
        """LAST."""
        self._refresh()
        return self.go(len(self.items) - 1)

    def next(self) -> float:
        """NEXT."""
        self._refresh()
        return self.go(self.position + 1)

    def previous(self) -> float:
        """PREV; without FIRST or LAST before, the last item."""
        self._refresh()
        return self.go(len(self.items) - 1 if self.position == -1 else self.position - 1)

    def set_current(self, key: Key) -> float:
        """SETCUR: go to a key."""
        self._refresh()
        for number, item in enumerate(self.items):
            if item.key == key:
                return self.go(number)
        return FAILED
