"""What a module holds: functions, who uses them, and the order and names that they have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from translator.emit.code import MapEntry
from translator.pipeline.modules.languages import Language
from translator.pipeline.modules.parts import Definition


class Stays(Exception):
    """A function that stays in its program; the message says why."""


@dataclass(slots=True)
class Held:
    """A definition of a module. `wanted`: its name where it came from. `taken`: (module, name there, name here) of
    functions of other modules that it uses; `uses`: definitions of its own module. `users`: programs. `macro`: whose function it is."""

    name: str
    wanted: str
    text: str
    uses: tuple[str, ...] = ()
    taken: tuple[tuple[str, str, str], ...] = ()
    entries: tuple[MapEntry, ...] = ()
    users: set[str] = field(default_factory=set)
    macro: str = ""

    def row(self) -> dict[str, Any]:
        """The definition as the manifest keeps it."""
        return {
            "name": self.name, "wanted": self.wanted, "text": self.text, "uses": list(self.uses),
            "taken": [list(one) for one in self.taken], "users": sorted(self.users), "macro": self.macro,
            "map": [asdict(entry) for entry in self.entries],
        }  # fmt: skip

    @staticmethod
    def of(row: Mapping[str, Any]) -> Held:
        """The definition that the manifest has kept."""
        entries = (
            MapEntry(**{**entry, "outputs": tuple(map(tuple, entry["outputs"]))}) for entry in row["map"]
        )
        return Held(
            row["name"], row["wanted"], row["text"], tuple(row["uses"]),
            tuple((m, n, o) for m, n, o in row["taken"]), tuple(entries), set(row["users"]), row["macro"],
        )  # fmt: skip


@dataclass(slots=True)
class Content:
    """The definitions of one module in one language. `own`: those of the SAS file's own translation, by name."""

    module: str
    language: Language
    held: dict[str, Held] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)

    def add_plain(self, one: Definition, uses: tuple[str, ...], user: str) -> str:
        """Add what a function needs, under its own name. Raises Stays where the module has another of that name."""
        known = self.held[one.name].text if one.name in self.held else self.own.get(one.name)
        if known is not None and known != one.text:
            raise Stays(f"it needs {one.name}, which differs between the programs")
        if known is None:
            self.held[one.name] = Held(one.name, one.name, one.text, uses, (), one.entries)
        if one.name in self.held:
            self.held[one.name].users.add(user)
        return one.name

    def add_function(
        self, one: Definition, uses: tuple[str, ...], taken: tuple[tuple[str, str, str], ...], user: str, macro: str,
        keywords: Collection[str], columns: Collection[str],
    ) -> str:  # fmt: skip
        """Add the function of a macro, or find the one that is the same; return its name in the module."""
        for held in self.held.values():
            if held.wanted == one.name and (held.uses, held.taken) == (uses, taken):
                as_named = self.language.renamed(held.text, held.name, one.name)
                if self._alike(as_named, one.text, keywords, columns):
                    held.users.add(user)
                    return held.name
        name, number = one.name, 2
        while name in self.held or name in self.own:
            name, number = f"{one.name}_{number}", number + 1
        if name != one.name and one.name in self.language.parameters(one.text):
            raise Stays("a parameter has its name")
        text = self.language.renamed(one.text, one.name, name)
        self.held[name] = Held(name, one.name, text, uses, taken, one.entries, {user}, macro)
        return name

    def _alike(self, held: str, text: str, keywords: Collection[str], columns: Collection[str]) -> bool:
        """Can a program's calls of its function go to the one that the module holds?"""
        if not self.language.same(held, text, columns):
            return False
        theirs, ours = self.language.parameters(held), self.language.parameters(text)
        return all(w in theirs and w in ours and theirs.index(w) == ours.index(w) for w in keywords)

    def forget(self, users: Collection[str]) -> None:
        """Take programs that are written anew off the users, and drop what nobody uses."""
        for held in self.held.values():
            held.users -= set(users)
        self.held = {name: held for name, held in self.held.items() if held.users}

    def ordered(self) -> Iterator[Held]:
        """The definitions, what a function needs before it."""
        seen: set[str] = set()

        def of(name: str) -> Iterator[Held]:
            if name in seen or name not in self.held:
                return
            seen.add(name)
            for used in self.held[name].uses:
                yield from of(used)
            yield self.held[name]

        for name in self.held:
            yield from of(name)
