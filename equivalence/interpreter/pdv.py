"""The program data vector: values by slot, slots by name, in the order of first appearance.

SAS 9.4 Language Reference: Concepts, "DATA Step Processing". Character values are held padded to their length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.tables import Value, Variable
from translator.lang.source import Token
from translator.library.data_step import LONGEST_NAME
from translator.library.missing import special_missing

MISSING = special_missing("")


@dataclass(slots=True)
class Slot:
    """A variable of the step.

    `kind` is "" until something fixes it (RETAIN and KEEP only name a variable). `automatic`: never written
    (_N_, FIRST.x, END= …). `retained`: not reset at the top of an iteration. `from_data`: SET, MERGE … reads it.
    `assigned`: something gives it values (else SAS notes that it is uninitialized). `used`: an expression reads it.
    """

    index: int
    name: str
    kind: str = ""
    length: int = 8
    format: str = ""
    informat: str = ""
    label: str = ""
    automatic: bool = False
    retained: bool = False
    from_data: bool = False
    assigned: bool = False
    used: bool = False
    temporary: bool = False
    fixed_length: bool = False  # a LENGTH statement or a data set gave it
    at: Token | None = None

    @property
    def missing(self) -> Value:
        """The missing value of the slot."""
        return " " * self.length if self.kind == "char" else MISSING

    def fit(self, value: Value) -> Value:
        """Return a stored value as the slot holds it: padded or cut for characters."""
        if isinstance(value, str):
            return value[: self.length].ljust(self.length)
        return value

    def variable(self) -> Variable:
        """Return the variable as a data set describes it."""
        return Variable(
            self.name,
            "char" if self.kind == "char" else "num",
            self.length,
            self.format,
            self.informat,
            self.label,
        )


@dataclass(slots=True)
class ArrayInfo:
    """An array of the step: the slots of its elements; `bounds` per dimension; `index` names an implicit array's."""

    name: str
    kind: str
    slots: list[int]
    bounds: tuple[tuple[int, int], ...]
    implicit: bool = False
    index: str = ""
    temporary: bool = False

    @property
    def contiguous(self) -> bool:
        """Do the elements stand side by side in the vector?"""
        return all(b - a == 1 for a, b in zip(self.slots, self.slots[1:], strict=False))


@dataclass(slots=True)
class Pdv:
    """Values and slots. Closures hold on to `values`: it is never replaced, only changed."""

    values: list[Value] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    by_name: dict[str, Slot] = field(default_factory=dict)
    arrays: dict[str, ArrayInfo] = field(default_factory=dict)

    def find(self, name: str) -> Slot | None:
        """Return the slot of a name, in any case of letters."""
        return self.by_name.get(name.lower())

    def add(self, name: str, kind: str = "", length: int = 8, *, automatic: bool = False) -> Slot:
        """Return the slot of a name, made if it is new; an undetermined kind is fixed by the first that says it."""
        slot = self.by_name.get(name.lower())
        if slot is None:
            if len(name.rpartition(".")[2]) > LONGEST_NAME:
                raise StepError(f"The variable named {name} contains more than 32 characters.", None, "R0169")
            slot = Slot(len(self.values), name, kind, length, automatic=automatic)
            self.slots.append(slot)
            self.by_name[name.lower()] = slot
            self.values.append(slot.missing)
        elif kind and not slot.kind:
            slot.kind, slot.length = kind, length
            self.values[slot.index] = slot.missing
        return slot

    def add_hidden(self, kind: str, length: int) -> int:
        """Return a nameless slot for an element of a _TEMPORARY_ array."""
        slot = Slot(len(self.values), "", kind, length, automatic=True, retained=True, temporary=True)
        slot.assigned = True
        self.slots.append(slot)
        self.values.append(slot.missing)
        return slot.index

    def visible(self) -> list[Slot]:
        """Return the slots that variable lists and data sets see, in order."""
        return [slot for slot in self.slots if not slot.automatic]

    def resetter(self) -> Callable[[], None]:
        """Return what sets to missing all that is not retained, as at the top of an iteration."""
        values = self.values
        reset = [
            (slot.index, slot.missing)
            for slot in self.slots
            if not (slot.retained or slot.automatic or slot.from_data or slot.temporary)
        ]

        def run() -> None:
            for index, missing in reset:
                values[index] = missing

        return run
