"""Random number streams: the multiplicative generator of RANUNI, and RAND's Mersenne twister.

RANUNI and the other RANxxx functions: x = 397204094 x mod (2**31 - 1), as published (SAS 9.4 Functions and CALL
Routines: Reference, "Using Random-Number Functions and CALL Routines"; Fishman and Moore 1982). The numbers are those
of SAS for RANUNI; the other distributions are made from it by standard methods and only repeat with their seed.
RAND: the Mersenne twister MT19937; streams repeat with the seed of CALL STREAMINIT, but are not promised to be
SAS's numbers.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MODULUS = 2**31 - 1
MULTIPLIER = 397204094


@dataclass(slots=True)
class OldStream:
    """A stream of the RANxxx functions."""

    state: int

    def uniform(self) -> float:
        """RANUNI's next number."""
        self.state = self.state * MULTIPLIER % MODULUS
        return self.state / MODULUS


@dataclass(slots=True)
class Streams:
    """The session's or step's streams. `seed` is CALL STREAMINIT's."""

    clock_seed: int
    old: OldStream | None = None
    twister: random.Random | None = None
    spare: list[float] = field(default_factory=list)

    def start(self, seed: float) -> None:
        """CALL STREAMINIT: only the first call of a step counts, and only before RAND."""
        if self.twister is None:
            number = int(seed) if seed == seed and seed > 0 else self.clock_seed
            self.twister = random.Random()
            self.twister.seed(number)

    def rand(self) -> random.Random:
        """Return RAND's generator, seeded from the clock where nothing was said."""
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


def binomial(uniform: Callable[[], float], probability: float, trials: int) -> float:
    """A binomial number as a sum of trials."""
    return float(sum(1 for _ in range(trials) if uniform() < probability))


def poisson(uniform: Callable[[], float], mean: float) -> float:
    """A Poisson number by multiplication of uniforms, in parts for large means."""
    total = 0
    while mean > 500:
        total += int(poisson(uniform, 500.0))
        mean -= 500
    limit, product, count = math.exp(-mean), uniform(), 0
    while product > limit:
        product *= uniform()
        count += 1
    return float(total + count)


def table(uniform: Callable[[], float], probabilities: list[float]) -> float:
    """The number of an outcome; what the probabilities leave is the last one."""
    value, total = uniform(), 0.0
    for number, probability in enumerate(probabilities, 1):
        total += probability
        if value < total:
            return float(number)
    return float(len(probabilities) + (1 if total < 1 - 1e-12 else 0))


def normal(uniform: Callable[[], float]) -> float:
    """A standard normal number (Box and Muller)."""
    first = uniform()
    while first <= 0.0:
        first = uniform()
    return math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * uniform())


def triangular(uniform: Callable[[], float], mode: float) -> float:
    """A number of the triangular distribution on 0 to 1."""
    value = uniform()
    return math.sqrt(mode * value) if value <= mode else 1 - math.sqrt((1 - mode) * (1 - value))


def draw(generator: random.Random, name: str, p: list[float]) -> float:
    """Return a number of RAND's distribution `name` (four letters tell which) with parameters.

    Raises: ValueError for what is not known.
    """
    g: Any = generator

    def at(position: int, default: float) -> float:
        return p[position] if len(p) > position else default

    match name[:4]:
        case "UNIF":
            low, high = at(0, 0.0), at(1, 1.0)
            value = g.random()
            while value == 0.0:
                value = g.random()
            return float(low + (high - low) * value)
        case "NORM" | "GAUS":
            return float(at(0, 0.0) + at(1, 1.0) * normal(g.random))
        case "LOGN":
            return math.exp(at(0, 0.0) + at(1, 1.0) * normal(g.random))
        case "EXPO":
            return float(g.expovariate(1.0) * at(0, 1.0))
        case "GAMM":
            return float(g.gammavariate(at(0, 1.0), at(1, 1.0)))
        case "BETA":
            return float(g.betavariate(p[0], p[1]))
        case "BERN":
            return 1.0 if g.random() < p[0] else 0.0
        case "BINO":
            return binomial(g.random, p[0], int(p[1]))
        case "POIS":
            return poisson(g.random, p[0])
        case "GEOM":
            return float(math.ceil(math.log(1 - g.random()) / math.log(1 - p[0]))) if p[0] < 1 else 1.0
        case "NEGB":
            return poisson(g.random, g.gammavariate(p[1], (1 - p[0]) / p[0]))
        case "TABL":
            return table(g.random, p)
        case "INTE":
            low, high = (1.0, p[0]) if len(p) == 1 else (p[0], p[1])
            return float(g.randint(int(low), int(high)))
        case "TRIA":
            return triangular(g.random, p[0])
        case "WEIB":
            return float(p[1] * (-math.log(1 - g.random())) ** (1 / p[0]))
        case "CAUC":
            return float(at(0, 0.0) + at(1, 1.0) * math.tan(math.pi * (g.random() - 0.5)))
        case "CHIS":
            return float(g.gammavariate(p[0] / 2, 2.0))
        case "T":
            return normal(g.random) / math.sqrt(g.gammavariate(p[0] / 2, 2.0) / p[0])
        case "F":
            return float(g.gammavariate(p[0] / 2, 2.0) / p[0] / (g.gammavariate(p[1] / 2, 2.0) / p[1]))
        case "ERLA":
            return float(g.gammavariate(p[0], 1.0))
        case "LOGI":
            value = g.random()
            return float(at(0, 0.0) + at(1, 1.0) * math.log(value / (1 - value)))
        case "HYPE":
            population, marked, sample = int(p[0]), int(p[1]), int(p[2])
            return float(sum(1 for ball in g.sample(range(population), sample) if ball < marked))
        case _:
            raise ValueError(name)
