"""RAND, RANUNI and the other random number functions; see `streams` for what is promised."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from equivalence.interpreter.calls import arguments, shown
from equivalence.interpreter.code import Code, Run, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.functions import own
from equivalence.interpreter.notes import place
from equivalence.interpreter.streams import Streams, binomial, draw, normal, poisson, table, triangular
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session


def streams_of(session: Session, host: object) -> Streams:
    """Return the streams of the step (of the session outside DATA steps)."""
    key = "streams"
    found: Streams | None = session.services.get(key)
    owner = session.services.get("streams owner")
    if found is None or (host is not None and owner is not host):
        found = Streams(int(session.clock.timestamp() * 1000) % (2**31 - 2) + 1)
        session.services[key] = found
        session.services["streams owner"] = host
    return found


def _numbers(ex: Expressions, call: Call, least: int) -> list[Run]:
    codes = [code for code in arguments(ex, call.args) if code is not None]
    if len(codes) < least:
        raise StepError(
            f"The {call.name.upper()} function call does not have enough arguments.", call.at, "R0008"
        )
    return [as_number(code, ex.notes) for code in codes]


@own("RAND")
def rand(ex: Expressions, call: Call) -> Code:
    """RAND(distribution, parameters…)."""
    codes = [code for code in arguments(ex, call.args) if code is not None]
    if not codes:
        raise StepError("The RAND function call does not have enough arguments.", call.at, "R0008")
    name = as_text(codes[0], ex.notes)
    parameters = [as_number(code, ex.notes) for code in codes[1:]]
    streams, notes, where = streams_of(ex.session, ex.host), ex.notes, place(call.at)

    def run() -> float:
        values = [parameter() for parameter in parameters]
        wanted = name().strip().upper()
        if not known(wanted):
            raise Unsupported(f"RAND of the distribution {wanted}", call.at)
        try:
            return draw(streams.rand(), wanted, values)
        except (ValueError, IndexError, ZeroDivisionError, OverflowError):
            notes.invalid_argument(shown("RAND", [wanted, *values]), where)
            return math.nan

    return Code("num", run, at=call.at)


DISTRIBUTIONS = (
    "BERNOULLI BETA BINOMIAL CAUCHY CHISQUARE ERLANG EXPONENTIAL F GAMMA GAUSSIAN GEOMETRIC HYPERGEOMETRIC INTEGER LOGISTIC "
    "LOGNORMAL NEGBINOMIAL NORMAL POISSON T TABLE TRIANGLE UNIFORM WEIBULL"
).split()


def known(name: str) -> bool:
    """Is it a distribution that `streams` draws from? Four letters are enough."""
    return name in DISTRIBUTIONS or (len(name) >= 4 and any(one.startswith(name) for one in DISTRIBUTIONS))


OLD: dict[str, tuple[int, Callable[[Callable[[], float], list[float]], float]]] = {
    "RANUNI": (1, lambda u, p: u()),
    "UNIFORM": (1, lambda u, p: u()),
    "RANNOR": (1, lambda u, p: normal(u)),
    "NORMAL": (1, lambda u, p: normal(u)),
    "RANEXP": (1, lambda u, p: -math.log(u())),
    "RANBIN": (3, lambda u, p: binomial(u, p[1], int(p[0]))),
    "RANPOI": (2, lambda u, p: poisson(u, p[0])),
    "RANCAU": (1, lambda u, p: math.tan(math.pi * (u() - 0.5))),
    "RANTRI": (2, lambda u, p: triangular(u, p[0])),
    "RANTBL": (2, table),
    "RANGAM": (2, lambda u, p: gamma(u, p[0])),
}


def gamma(uniform: Callable[[], float], shape: float) -> float:
    """A gamma number (Marsaglia and Tsang)."""
    if shape < 1:
        return gamma(uniform, shape + 1) * float(uniform() ** (1 / shape))
    d = shape - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        x = normal(uniform)
        v = (1 + c * x) ** 3
        if v > 0 and math.log(max(uniform(), 1e-300)) < 0.5 * x * x + d - d * v + d * math.log(v):
            return d * v


@own(*OLD)
def old(ex: Expressions, call: Call) -> Code:
    """RANUNI(seed) and its kin: the first seed of the step starts the stream that all of them share."""
    least, body = OLD[call.name.upper()]
    runs = _numbers(ex, call, least)
    streams = streams_of(ex.session, ex.host)

    def run() -> float:
        values = [one() for one in runs]
        return body(streams.old_stream(values[0]).uniform, values[1:])

    return Code("num", run, at=call.at)


@own("UUIDGEN")
def uuidgen(ex: Expressions, call: Call) -> Code:
    """A universally unique identifier."""
    return Code("char", lambda: str(uuid.uuid4()), 36, at=call.at)
