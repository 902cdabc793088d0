"""Random numbers: the generator of RANUNI and its kin, and the Mersenne twister of RAND.

RANUNI: x = 397204094 x mod (2**31 - 1) (Functions and CALL Routines: Reference, "Using Random-Number Functions and CALL
Routines"; Fishman and Moore 1982). How its kin make their numbers of RANUNI's is documented with each function; the
numbers are SAS's but for RANGAM with a shape of 1 or less, whose method is not published in full.

RAND: the Mersenne twister MT19937 with the seeding of its first version (1998: each word 69069 times the one before), and
that of 2002 where the seed is a multiple of 8192 (MTHYBRID, the default; SAS/IML User's Guide, "RANDSEED Call"). The numbers
of UNIFORM, NORMAL, LOGNORMAL and CAUCHY are SAS's, as published output shows; those of the other distributions come from the
same stream by standard methods and repeat with their seed, but SAS's methods for them are not published.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

MODULUS = 2**31 - 1
MULTIPLIER = 397204094
WORDS = 624

DISTRIBUTIONS = (
    "BERNOULLI BETA BINOMIAL CAUCHY CHISQUARE ERLANG EXPONENTIAL F GAMMA GAUSSIAN GEOMETRIC HYPERGEOMETRIC INTEGER LOGISTIC "
    "LOGNORMAL NEGBINOMIAL NORMAL POISSON T TABLE TRIANGLE UNIFORM WEIBULL"
).split()
"""Distributions of RAND."""


def random_distribution(text: str) -> None:
    """Raise NotImplementedError for a distribution that RAND does not have here; four letters of its name are enough."""
    wanted = text.strip().upper()
    if wanted not in DISTRIBUTIONS and not (
        len(wanted) >= 4 and any(name.startswith(wanted) for name in DISTRIBUTIONS)
    ):
        raise NotImplementedError(f"the distribution {wanted}")


class OldStream:
    """A stream of RANUNI and its kin."""

    def __init__(self, state: int) -> None:
        self.state = state

    def uniform(self) -> float:
        """RANUNI's next number."""
        self.state = self.state * MULTIPLIER % MODULUS
        return self.state / MODULUS


def permuted(name: str, uniform: Callable[[], float], taken: float, values: Sequence[Any]) -> list[Any]:
    """RANPERM, RANPERK and RANCOMB: values in random order; of the latter two, `taken` ones are drawn and come first.

    The logs of the manual's examples (seed 1234567890123) show that RANPERM interchanges from the last value on, the others
    from the first one on, with one number of RANUNI's stream each.
    """
    made, size = list(values), len(values)
    if name == "RANPERM":
        for last in range(size - 1, 0, -1):
            other = int(uniform() * (last + 1))
            made[last], made[other] = made[other], made[last]
        return made
    count = min(int(taken), size)
    for first in range(count):
        other = first + int(uniform() * (size - first))
        made[first], made[other] = made[other], made[first]
    if name == "RANCOMB":
        return [*sorted(made[:count], key=lambda one: -math.inf if one != one else one), *made[count:]]
    return made


class Twister:
    """The stream of RAND that a seed starts."""

    def __init__(self, seed: int) -> None:
        words = [seed % 2**32]
        for number in range(1, WORDS):
            last = words[-1]
            if seed % 8192:
                words.append(69069 * last % 2**32)
            else:
                words.append((1812433253 * (last ^ last >> 30) + number) % 2**32)
        self.generator = random.Random()
        self.generator.setstate((3, (*words, WORDS), None))
        self.spare: float | None = None

    def uniform(self) -> float:
        """RAND('UNIFORM'), never 0."""
        return (self.generator.getrandbits(32) or 0.5) / 2**32

    def in_circle(self) -> tuple[float, float, float]:
        """A point in the unit circle, and the square of its distance from the middle."""
        while True:
            x = 2 * self.uniform() - 1
            y = 2 * self.uniform() - 1
            square = x * x + y * y
            if 0 < square < 1:
                return x, y, square

    def normal(self) -> float:
        """RAND('NORMAL'): Marsaglia's polar method, which makes two numbers at a time."""
        if self.spare is not None:
            number, self.spare = self.spare, None
            return number
        x, y, square = self.in_circle()
        factor = math.sqrt(-2 * math.log(square) / square)
        self.spare = y * factor
        return x * factor


def old_draw(uniform: Callable[[], float], name: str, p: list[float]) -> float:
    """Return a number of one of the RANxxx functions with the parameters behind its seed."""
    match name:
        case "RANNOR" | "NORMAL":
            return box_muller(uniform)
        case "RANEXP":
            return -math.log(uniform())
        case "RANBIN":
            return binomial_number(uniform, lambda: box_muller(uniform), int(p[0]), p[1])
        case "RANPOI":
            return poisson_number(uniform, lambda: box_muller(uniform), p[0])
        case "RANCAU":
            while True:
                x, y = uniform() - 0.5, uniform() - 0.5
                if x * x + y * y <= 0.25:
                    return x / y
        case "RANTRI":
            return triangular_number(uniform, p[0])
        case "RANTBL":
            return outcome(uniform, p)
        case "RANGAM":
            return gamma_number(uniform, p[0])
        case _:
            return uniform()


def box_muller(uniform: Callable[[], float]) -> float:
    """A standard normal number of two uniform ones; the second that they could make is left out."""
    first = uniform()
    return math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * uniform())


def binomial_number(
    uniform: Callable[[], float], normal: Callable[[], float], trials: int, probability: float
) -> float:
    """A binomial number: the inverse of its distribution, or the normal approximation where that is close."""
    mean = trials * probability
    if trials > 50 and mean > 5 and trials - mean > 5:
        found = math.floor(mean + math.sqrt(mean * (1 - probability)) * normal() + 0.5)
        return float(min(max(found, 0), trials))
    value = uniform()
    if probability > 0.5:  # count failures: their chances do not underflow
        failures = _binomial_inverse(trials, 1 - probability, lambda sum_: sum_ > 1 - value)
        return float(trials - failures)
    return float(_binomial_inverse(trials, probability, lambda sum_: sum_ >= value))


def _binomial_inverse(trials: int, probability: float, reached: Callable[[float], bool]) -> int:
    if probability >= 1:
        return trials
    chance = (1 - probability) ** trials
    total, count = chance, 0
    while not reached(total) and count < trials:
        count += 1
        chance *= (trials - count + 1) / count * probability / (1 - probability)
        total += chance
    return count


def poisson_number(uniform: Callable[[], float], normal: Callable[[], float], mean: float) -> float:
    """A Poisson number: the inverse of its distribution, or from a mean of 85 the normal approximation."""
    if mean >= 85:
        return float(max(math.floor(mean + math.sqrt(mean) * normal() + 0.5), 0))
    value, chance = uniform(), math.exp(-mean)
    total, count = chance, 0
    while total < value and chance > 0:
        count += 1
        chance *= mean / count
        total += chance
    return float(count)


def outcome(uniform: Callable[[], float], probabilities: list[float]) -> float:
    """The number of an outcome; what the probabilities leave is the last one."""
    value, total = uniform(), 0.0
    for number, probability in enumerate(probabilities, 1):
        total += probability
        if value < total:
            return float(number)
    return float(len(probabilities) + (1 if total < 1 - 1e-12 else 0))


def triangular_number(uniform: Callable[[], float], mode: float) -> float:
    """A number of the triangular distribution on 0 to 1."""
    value = uniform()
    return math.sqrt(mode * value) if value <= mode else 1 - math.sqrt((1 - mode) * (1 - value))


def gamma_number(uniform: Callable[[], float], shape: float) -> float:
    """A gamma number: Cheng's method (1977, GA) for a shape above 1, Ahrens and Dieter's (1974, GS) for others."""
    while shape > 1:
        first, second = uniform(), uniform()
        root = math.sqrt(2 * shape - 1)
        middle = math.log(first / (1 - first)) / root
        x = shape * math.exp(middle)
        room = shape - math.log(4) + (shape + root) * middle - x
        if room >= math.log(first * first * second):
            return x
    bound = (math.e + shape) / math.e
    while True:
        place, second = bound * uniform(), uniform()
        if place <= 1:
            x = float(place ** (1 / shape))
            if second <= math.exp(-x):
                return x
        else:
            x = -math.log((bound - place) / shape)
            if second <= x ** (shape - 1):
                return x


def draw(stream: Twister, name: str, p: list[float]) -> float:
    """Return a number of RAND's distribution `name` (four letters tell which) with its parameters.

    Raises: ValueError, IndexError, ZeroDivisionError or OverflowError for parameters that the distribution does not have.
    """
    uniform, normal = stream.uniform, stream.normal

    def at(position: int, default: float) -> float:
        return p[position] if len(p) > position else default

    def gamma(shape: float) -> float:
        if not shape > 0:
            raise ValueError(name)
        return gamma_number(uniform, shape)

    match name[:4]:
        case "UNIF":
            low, high = at(0, 0.0), at(1, 1.0)
            return low + (high - low) * uniform()
        case "NORM" | "GAUS":
            return at(0, 0.0) + at(1, 1.0) * normal()
        case "LOGN":
            return math.exp(at(0, 0.0) + at(1, 1.0) * normal())
        case "CAUC":
            x, y, _ = stream.in_circle()
            return at(0, 0.0) + at(1, 1.0) * (x / y)
        case "EXPO":
            return -math.log(uniform()) * at(0, 1.0)
        case "GAMM" | "ERLA":
            return gamma(p[0]) * at(1, 1.0)
        case "BETA":
            first, second = gamma(p[0]), gamma(p[1])
            return first / (first + second)
        case "BERN":
            return 1.0 if uniform() < p[0] else 0.0
        case "BINO":
            return binomial_number(uniform, normal, int(p[1]), p[0])
        case "POIS":
            return poisson_number(uniform, normal, p[0])
        case "GEOM":
            return float(math.ceil(math.log(uniform()) / math.log(1 - p[0]))) if p[0] < 1 else 1.0
        case "NEGB":
            return poisson_number(uniform, normal, gamma(p[1]) * (1 - p[0]) / p[0])
        case "TABL":
            return outcome(uniform, p)
        case "INTE":
            low, high = (1.0, p[0]) if len(p) == 1 else (p[0], p[1])
            return low + math.floor((high - low + 1) * uniform())
        case "TRIA":
            return triangular_number(uniform, p[0])
        case "WEIB":
            return float(p[1] * (-math.log(uniform())) ** (1 / p[0]))
        case "CHIS":
            return 2 * gamma(p[0] / 2)
        case "T":
            return normal() / math.sqrt(2 * gamma(p[0] / 2) / p[0])
        case "F":
            return gamma(p[0] / 2) / p[0] / (gamma(p[1] / 2) / p[1])
        case "LOGI":
            value = uniform()
            return at(0, 0.0) + at(1, 1.0) * math.log(value / (1 - value))
        case "HYPE":
            left, marked, found = p[0], p[1], 0
            for _ in range(int(p[2])):
                if uniform() < marked / left:
                    marked, found = marked - 1, found + 1
                left -= 1
            return float(found)
        case _:
            raise ValueError(name)
