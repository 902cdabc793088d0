"""The random numbers of a step."""

from __future__ import annotations

import math
import time
from typing import Any

from translator.emit.pandas.runtime.log import log
from translator.library.random_numbers import MODULUS, OldStream, Twister, draw, old_draw, permuted


class Streams:
    """RAND's stream of a step, and the one that RANUNI and its kin share."""

    def __init__(self) -> None:
        self.clock_seed = int(time.time() * 1000) % (MODULUS - 1) + 1
        self.old: OldStream | None = None
        self.twister: Twister | None = None

    def start(self, seed: float) -> None:
        """CALL STREAMINIT: only the first call of a step counts, and only before RAND."""
        if self.twister is None:
            self.twister = Twister(int(seed) if seed == seed and seed > 0 else self.clock_seed)

    def rand(self, name: str, *parameters: float) -> float:
        """RAND: a number of a named distribution."""
        if self.twister is None:
            self.start(0.0)
        assert self.twister is not None
        try:
            return draw(self.twister, name.strip().upper(), list(parameters))
        except (ValueError, IndexError, ZeroDivisionError, OverflowError):
            log("NOTE: Invalid argument to function RAND.")
            return math.nan

    def old_number(self, name: str, seed: float, *parameters: float) -> float:
        """RANUNI and its kin: the first seed of the step starts the stream that all of them share."""
        if self.old is None:
            number = int(seed) if seed == seed else 0
            self.old = OldStream(number if number > 0 else self.clock_seed)
        return old_draw(self.old.uniform, name, list(parameters))

    def call_old(self, name: str, seed: float, *parameters: float) -> tuple[float, float]:
        """CALL RANUNI and its kin: the new seed, and the number."""
        stream = OldStream(int(seed) if seed == seed and seed > 0 else self.clock_seed)
        number = old_draw(stream.uniform, name, list(parameters))
        return float(stream.state), number

    def permute(self, name: str, seed: float, taken: float, *values: Any) -> tuple[Any, ...]:
        """CALL RANPERM and its kin: the new seed, and the values in their new order."""
        stream = OldStream(int(seed) if seed == seed and seed > 0 else self.clock_seed)
        made = permuted(name, stream.uniform, taken, values)
        return float(stream.state), *made
