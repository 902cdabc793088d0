"""What a DATA step counts while it runs and tells at its end: conversions, missing results, divisions by zero."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from translator.lang.source import Token

Place = tuple[int, int]


def place(at: Token | None) -> Place:
    """Return (line, column) of a token in the program's own text."""
    if at is None:
        return (0, 0)
    outer = at.outermost
    return outer.source.position(outer.start)


@dataclass(slots=True)
class Notes:
    """Counters by place, and the lines that errors write at once through `log`."""

    log: list[str]
    to_character: list[Place] = field(default_factory=list)
    to_number: list[Place] = field(default_factory=list)
    missing: Counter[Place] = field(default_factory=Counter)
    mathematics: Counter[Place] = field(default_factory=Counter)
    error: bool = False
    """_ERROR_ was set in this iteration by an event."""
    written: int = 0

    def event(self, text: str) -> None:
        """Write a note about data at once (at most 20 times) and set _ERROR_."""
        self.error = True
        self.written += 1
        if self.written <= 20:
            self.log.append(f"NOTE: {text}")

    def divided_by_zero(self, where: Place) -> None:
        """Division by zero: note, _ERROR_, and a count for the end of the step."""
        self.event(f"Division by zero detected at line {where[0]} column {where[1]}.")
        self.mathematics[where] += 1

    def invalid_argument(self, call: str, where: Place) -> None:
        """An argument outside a function's domain."""
        self.event(f"Invalid argument to function {call} at line {where[0]} column {where[1]}.")
        self.mathematics[where] += 1

    def summary(self) -> list[str]:
        """Return the lines that SAS writes at the end of the step."""
        lines: list[str] = []
        for places, what in ((self.to_character, "Numeric values have been converted to character values"),
                             (self.to_number, "Character values have been converted to numeric values")):  # fmt: skip
            if places:
                lines.append(f"NOTE: {what} at the places given by: (Line):(Column).")
                lines.append(
                    "      " + "   ".join(f"{line}:{column}" for line, column in dict.fromkeys(places))
                )
        if self.mathematics:
            lines.append("NOTE: Mathematical operations could not be performed at the following places. The results of "
                         "the operations have been set to missing values.")  # fmt: skip
            lines.extend(_counts(self.mathematics))
        if self.missing:
            lines.append(
                "NOTE: Missing values were generated as a result of performing an operation on missing values."
            )
            lines.extend(_counts(self.missing))
        return lines


def _counts(counter: Counter[Place]) -> list[str]:
    places = "   ".join(f"{number} at {line}:{column}" for (line, column), number in sorted(counter.items()))
    return ["      Each place is given by: (Number of times) at (Line):(Column).", f"      {places}"]
