"""What a DATA step counts while it runs and tells at its end: conversions, missing results, divisions by zero."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from translator.lang.source import Token
from translator.library.system_options import Settings, option_value

Place = tuple[int, int]


def errors_limit(settings: Settings) -> int:
    """Return what OPTIONS ERRORS= says, 20 where it says nothing."""
    return int(option_value(settings, "errors") or 20)


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
    limit: int = 20
    """ERRORS=: notes about data are written for so many observations (System Options: Reference, "ERRORS= System Option")."""
    warned: bool = False
    observations: int = 0
    """Observations before this one for which they were written."""

    def event(self, text: str) -> None:
        """Write a note about data at once, up to the limit, and set _ERROR_."""
        if self.observations < self.limit:
            self.log.append(f"NOTE: {text}")
            if self.observations + 1 == self.limit and not self.warned:
                self.warned = True
                self.log.append(
                    "WARNING: Limit set by ERRORS= option reached.  Further errors of this type will not be printed."
                )
        self.error = True

    def end_observation(self) -> bool:
        """An observation with errors ends: is it shown?"""
        self.error = False
        self.observations += 1
        return self.observations <= self.limit

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
