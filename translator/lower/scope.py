"""The names of one step: the program data vector while it is being built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import Kind, Type
from translator.plan import values as v


class LoweringError(Exception):
    """The step cannot be translated: `code` is a diagnostic's code, `message` says why in one line."""

    def __init__(self, code: str, message: str, at: Token | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.at = code, message, at


@dataclass(slots=True)
class Entry:
    """A variable of the program data vector. `type` None: not known yet (RETAIN x; before its first use)."""

    name: str
    type: Type | None = None
    role: Literal["computed", "retained", "read", "temporary"] = "computed"
    initial: float | str | None = None
    format: str = ""
    informat: str = ""
    label: str = ""
    assigned: bool = False  # some statement gives it a value
    made_by: object = None  # the expression of the run's text that first gives it a value
    length_of: v.RunTimeMacro | v.Concatenate | None = (
        None  # the text of the run that gives a new variable its length
    )


@dataclass(frozen=True, slots=True)
class ArrayEntry:
    """A declared array: `elements` are names in the program data vector."""

    name: str
    elements: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    type: Type
    temporary: bool = False
    index: str = ""  # implicit arrays: the index variable


@dataclass(slots=True)
class Automatic:
    """A name that is not in the program data vector: IN=, END=, NOBS= … `kind` as in plan values.

    `place`: how many variables the program data vector had when it was met (PUT _ALL_ shows it there). `never`: END= of rows
    that POINT= or KEY= choose, which is never 1 (DATA Step Statements: Reference, "SET Statement", END=).
    """

    kind: str
    name: str
    reader: int
    source: int = 0
    place: int = 0
    never: bool = False


@dataclass(slots=True)
class Scope:
    """Variables in order of appearance, arrays, and automatic variables. Keys are lower case."""

    special: bool = False  # the program can hold .A-.Z or ._
    open_type: Type | None = None  # the input has further columns, of this type, that only the run knows
    open_format: str = ""
    open_mixed: bool = False  # … or of both types: they are guessed from their use
    guessed: list[str] = field(default_factory=list)  # names taken to be such columns
    texts: frozenset[str] = frozenset()  # lower-case names that the step uses as text
    variables: dict[str, Entry] = field(default_factory=dict)
    arrays: dict[str, ArrayEntry] = field(default_factory=dict)
    automatic: dict[str, Automatic] = field(default_factory=dict)
    lists: dict[int, tuple[sx.NameItem, list[str]]] = field(default_factory=dict)

    def declare(self, name: str, type_: Type | None = None) -> Entry:
        """Return the variable of that name, adding it at the end if it is new; a first type sticks."""
        entry = self.variables.get(name.lower())
        if entry is None:
            entry = self.variables[name.lower()] = Entry(name)
        if entry.type is None and type_ is not None:
            entry.type = self.marked(type_)
        return entry

    def guess(self, name: str, *, text: bool = False) -> Entry:
        """Take an unknown name for a column of the input that only the run knows; `text`: it is sure to be text."""
        spelled = name.upper() if name.lower().startswith("col") and name[3:].isdigit() else name
        all_text = self.open_type is not None and self.open_type.kind == "char"
        text = text or name.lower() in self.texts
        type_ = self.open_type if all_text or not text else Type("char", 32767)
        entry = self.declare(spelled, type_)
        entry.role, entry.assigned, entry.format = "read", True, self.open_format
        self.guessed.append(entry.name)
        return entry

    def marked(self, type_: Type) -> Type:
        """Return the type with `special` set where the program can hold special missing values."""
        return (
            Type("num", type_.length, type_.nullable, True) if self.special and type_.kind == "num" else type_
        )

    def uneven(self, array: str) -> bool:
        """Do the texts of an array differ in length?"""
        entry = self.arrays.get(array.lower())
        if entry is None or entry.type.kind != "char":
            return False
        known = [self.variables[e.lower()].type for e in entry.elements if e.lower() in self.variables]
        return len({one.length for one in known if one is not None}) > 1

    def type_of(self, name: str) -> Type:
        """Return the type of a variable, numeric where nothing is known."""
        entry = self.variables.get(name.lower())
        return entry.type if entry and entry.type else self.marked(Type("num"))

    def names(self, kind: Kind | None = None) -> list[str]:
        """Return the names in order, optionally of one kind."""
        return [
            e.name
            for e in self.variables.values()
            if e.name.lower() != "_i_" and (kind is None or self.type_of(e.name).kind == kind)
        ]

    # --- lists ------------------------------------------------------------------------------------------

    def known_there(self, item: sx.NameItem) -> list[str]:
        """Return the names of a list in an expression: the variables that the step has where the list stands.

        `w = cats(of _all_)`: a variable that has no type yet is not among them.
        """
        if id(item) not in self.lists:
            names = self.resolve([item], create=True)
            if isinstance(item, sx.SpecialList):
                names = [n for n in names if self.variables[n.lower()].type is not None]
            self.lists[id(item)] = (item, names)
        return self.lists[id(item)][1]

    def resolve(self, items: Iterable[sx.NameItem], *, create: bool = False) -> list[str]:
        """Return the names that a list of variables stands for.

        `create`: numbered ranges and plain names may name variables that do not exist yet.
        """
        found: list[str] = []
        for item in items:
            found += self._resolve_item(item, create)
        return found

    def _resolve_item(self, item: sx.NameItem, create: bool) -> list[str]:
        match item:
            case sx.Var(name):
                if name.lower() in self.arrays and name.lower() not in self.variables:
                    return list(self.arrays[name.lower()].elements)
                entry = self.variables.get(name.lower())
                return [entry.name if entry else name]
            case sx.NumberedRange(first, last):
                return [self.spelling(name) for name in numbered(first, last, item.at)]
            case sx.NameRange() | sx.Prefix() | sx.SpecialList() if self.open_type is not None:
                raise LoweringError(
                    "H0245", "a list of variables over columns that only the run knows", item.at
                )
            case sx.NameRange(first, last, kind):
                return self._between(first, last, kind, item.at)
            case sx.Prefix(prefix):
                return [e.name for key, e in self.variables.items() if key.startswith(prefix.lower())]
            case sx.SpecialList(which):
                return self.names(None if which == "all" else which)
            case sx.Element(name, _, True):
                array = self.arrays.get(name.lower())
                if array is None:
                    raise LoweringError("H0205", f"Undeclared array referenced: {name}.", item.at)
                return list(array.elements)
            case _:
                raise LoweringError(
                    "H0206", "an array element stands where a variable's name is needed", item.at
                )

    def _between(self, first: str, last: str, kind: str, at: Token | None) -> list[str]:
        keys = list(self.variables)
        try:
            low, high = keys.index(first.lower()), keys.index(last.lower())
        except ValueError:
            raise LoweringError(
                "H0207", f"the range {first}--{last} names a variable that is not known", at
            ) from None
        if low > high:
            text = f"ERROR: Starting variable after ending variable in data set ({first}--{last})."
            raise LoweringError("R0169", text, at)
        names = [self.variables[key].name for key in keys[low : high + 1]]
        return [n for n in names if not kind or self.type_of(n).kind == kind]

    def spelling(self, name: str) -> str:
        """Return the first spelling of a name."""
        entry = self.variables.get(name.lower())
        return entry.name if entry else name


def numbered(first: str, last: str, at: Token | None = None) -> list[str]:
    """Return the names of `x1-x5` in order, leading zeros kept."""
    stem = first.rstrip("0123456789")
    low, high = first[len(stem) :], last[len(last.rstrip("0123456789")) :]
    if not low or not high or last.rstrip("0123456789").lower() != stem.lower():
        raise LoweringError("H0208", f"{first}-{last} is not a numbered range list", at)
    width = len(low) if low.startswith("0") or len(low) == len(high) else 0
    step = 1 if int(high) >= int(low) else -1
    return [f"{stem}{number:0{width}d}" for number in range(int(low), int(high) + step, step)]
