"""ODS SELECT and ODS EXCLUDE. SAS 9.4 Output Delivery System: User's Guide, "ODS SELECT Statement"."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Selection:
    """The list in force: "select" or "exclude" of names (lower case), and which of them outlive a step (PERSIST)."""

    kind: str = "exclude"
    names: set[str] = field(default_factory=set)
    lasting: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Is a table of that name printed?"""
        return (name.lower() in self.names) == (self.kind == "select")

    def change(self, words: tuple[str, ...]) -> None:
        """Carry out `select …` or `exclude …`."""
        kind, rest = words[0], " ".join(words[1:])
        if rest in ("all", "none"):
            everything = (rest == "all") == (kind == "select")
            self.kind, self.names, self.lasting = "exclude" if everything else "select", set(), set()
            return
        if "=" in rest:
            return
        if self.kind != kind:
            self.kind, self.names, self.lasting = kind, set(), set()
        last = ""
        for item in rest.replace("(", " ( ").replace(")", " ) ").split():
            if item in "()":
                continue
            if item == "persist" and last:
                self.lasting.add(last)
                continue
            last = item.strip("'\"").rpartition(".")[2].partition("#")[0]
            self.names.add(last)

    def end_step(self) -> None:
        """Forget the names that hold for one step only."""
        if self.names and self.names != self.lasting:
            self.names = set(self.lasting)
            if not self.names:
                self.kind = "exclude"
