"""Random numbers: the multiplicative generator of RANUNI, and RAND's Mersenne twister.

RANUNI and its kin: x = 397204094 x mod (2**31 - 1), as published (SAS 9.4 Functions and CALL Routines: Reference,
"Using Random-Number Functions and CALL Routines"); RANUNI's numbers are SAS's. RAND's streams repeat with the seed
of CALL STREAMINIT, but are not promised to be SAS's numbers.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from typing import Any

from translator.emit.pandas.runtime.log import log

MODULUS = 2**31 - 1
MULTIPLIER = 397204094


class OldStream:
    """A stream of the RANxxx functions."""

    def __init__(self, state: int) -> None:
        self.state = state

    def uniform(self) -> float:
        """RANUNI's next number."""
        self.state = self.state * MULTIPLIER % MODULUS
        return self.state / MODULUS


class Streams:
    """The random numbers of a step: RAND's stream, and the one that RANUNI and its kin share."""

    def __init__(self) -> None:
        self.clock_seed = int(time.time() * 1000) % (MODULUS - 1) + 1
        self.old: OldStream | None = None
        self.twister: random.Random | None = None

    def start(self, seed: float) -> None:
        """CALL STREAMINIT: only the first call of a step counts, and only before RAND."""
        if self.twister is None:
            self.twister = random.Random(int(seed) if seed == seed and seed > 0 else self.clock_seed)

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


def old_draw(uniform: Callable[[], float], name: str, p: list[float]) -> float:
    """A number of one of the RANxxx functions."""
    match name:
        case "RANNOR" | "NORMAL":
            return normal_number(uniform)
        case "RANEXP":
            return -math.log(uniform())
        case "RANBIN":
            return binomial_number(uniform, p[1], int(p[0]))
        case "RANPOI":
            return poisson_number(uniform, p[0])
        case "RANCAU":
            return math.tan(math.pi * (uniform() - 0.5))
        case "RANTRI":
            return triangular_number(uniform, p[0])
        case "RANTBL":
            return outcome(uniform, p)
        case "RANGAM":
            return gamma_number(uniform, p[0])
        case _:
            return uniform()


def binomial_number(uniform: Callable[[], float], probability: float, trials: int) -> float:
    """A binomial number as a sum of trials."""
    return float(sum(1 for _ in range(trials) if uniform() < probability))


def poisson_number(uniform: Callable[[], float], mean: float) -> float:
    """A Poisson number by multiplication of uniforms, in parts for large means."""
    total = 0
    while mean > 500:
        total += int(poisson_number(uniform, 500.0))
        mean -= 500
    limit, product, count = math.exp(-mean), uniform(), 0
    while product > limit:
        product *= uniform()
        count += 1
    return float(total + count)


def outcome(uniform: Callable[[], float], probabilities: list[float]) -> float:
    """The number of an outcome; what the probabilities leave is the last one."""
    value, total = uniform(), 0.0
    for number, probability in enumerate(probabilities, 1):
        total += probability
        if value < total:
            return float(number)
    return float(len(probabilities) + (1 if total < 1 - 1e-12 else 0))


def normal_number(uniform: Callable[[], float]) -> float:
    """A standard normal number (Box and Muller)."""
    first = uniform()
    while first <= 0.0:
        first = uniform()
    return math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * uniform())


def triangular_number(uniform: Callable[[], float], mode: float) -> float:
    """A number of the triangular distribution on 0 to 1."""
    value = uniform()
    return math.sqrt(mode * value) if value <= mode else 1 - math.sqrt((1 - mode) * (1 - value))


def gamma_number(uniform: Callable[[], float], shape: float) -> float:
    """A gamma number (Marsaglia and Tsang)."""
    if shape < 1:
        return gamma_number(uniform, shape + 1) * float(uniform() ** (1 / shape))
    d = shape - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        x = normal_number(uniform)
        v = (1 + c * x) ** 3
        if v > 0 and math.log(max(uniform(), 1e-300)) < 0.5 * x * x + d - d * v + d * math.log(v):
            return d * v


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
            return float(at(0, 0.0) + at(1, 1.0) * normal_number(g.random))
        case "LOGN":
            return math.exp(at(0, 0.0) + at(1, 1.0) * normal_number(g.random))
        case "EXPO":
            return float(g.expovariate(1.0) * at(0, 1.0))
        case "GAMM":
            return float(g.gammavariate(at(0, 1.0), at(1, 1.0)))
        case "BETA":
            return float(g.betavariate(p[0], p[1]))
        case "BERN":
            return 1.0 if g.random() < p[0] else 0.0
        case "BINO":
            return binomial_number(g.random, p[0], int(p[1]))
        case "POIS":
            return poisson_number(g.random, p[0])
        case "GEOM":
            return float(math.ceil(math.log(1 - g.random()) / math.log(1 - p[0]))) if p[0] < 1 else 1.0
        case "NEGB":
            return poisson_number(g.random, g.gammavariate(p[1], (1 - p[0]) / p[0]))
        case "TABL":
            return outcome(g.random, p)
        case "INTE":
            low, high = (1.0, p[0]) if len(p) == 1 else (p[0], p[1])
            return float(g.randint(int(low), int(high)))
        case "TRIA":
            return triangular_number(g.random, p[0])
        case "WEIB":
            return float(p[1] * (-math.log(1 - g.random())) ** (1 / p[0]))
        case "CAUC":
            return float(at(0, 0.0) + at(1, 1.0) * math.tan(math.pi * (g.random() - 0.5)))
        case "CHIS":
            return float(g.gammavariate(p[0] / 2, 2.0))
        case "T":
            return normal_number(g.random) / math.sqrt(g.gammavariate(p[0] / 2, 2.0) / p[0])
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
