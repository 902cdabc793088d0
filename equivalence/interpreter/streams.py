"""The random number streams of a step; see `translator.library.random_numbers` for what is SAS's."""

from __future__ import annotations

from dataclasses import dataclass

from translator.library.random_numbers import OldStream, Twister


@dataclass(slots=True)
class Streams:
    """The session's or step's streams; `clock_seed` starts those that no seed is given for."""

    clock_seed: int
    old: OldStream | None = None
    twister: Twister | None = None

    def start(self, seed: float) -> None:
        """CALL STREAMINIT: only the first call of a step counts, and only before RAND."""
        if self.twister is None:
            self.twister = Twister(int(seed) if seed == seed and seed > 0 else self.clock_seed)

    def rand(self) -> Twister:
        """Return RAND's stream, seeded from the clock where nothing was said."""
        if self.twister is None:
            self.start(0.0)
        assert self.twister is not None
        return self.twister

    def old_stream(self, seed: float) -> OldStream:
        """Return the stream of the RANxxx functions: the first seed of the step starts it."""
        if self.old is None:
            number = int(seed) if seed == seed else 0
            self.old = OldStream(number if number > 0 else self.clock_seed)
        return self.old
