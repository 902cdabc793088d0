"""RAND, RANUNI and the other random number functions; see `streams` for what is promised."""

from __future__ import annotations

import math
import uuid
from typing import TYPE_CHECKING

from equivalence.interpreter.calls import arguments, shown
from equivalence.interpreter.code import Code, Run, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.functions import own
from equivalence.interpreter.notes import place
from equivalence.interpreter.streams import Streams
from translator.lang.syntax import Call
from translator.library.random_numbers import draw, old_draw, random_distribution

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
        try:
            random_distribution(wanted)
        except NotImplementedError:
            raise Unsupported(f"RAND of the distribution {wanted}", call.at) from None
        try:
            return draw(streams.rand(), wanted, values)
        except (ValueError, IndexError, ZeroDivisionError, OverflowError):
            notes.invalid_argument(shown("RAND", [wanted, *values]), where)
            return math.nan

    return Code("num", run, at=call.at)


OLD = {
    "RANUNI": 1, "UNIFORM": 1, "RANNOR": 1, "NORMAL": 1, "RANEXP": 1, "RANBIN": 3, "RANPOI": 2, "RANCAU": 1, "RANTRI": 2,
    "RANTBL": 2, "RANGAM": 2,
}  # fmt: skip
"""Functions of the older generator, and how many arguments they need."""


@own(*OLD)
def old(ex: Expressions, call: Call) -> Code:
    """RANUNI(seed) and its kin: the first seed of the step starts the stream that all of them share."""
    name = call.name.upper()
    runs = _numbers(ex, call, OLD[name])
    streams = streams_of(ex.session, ex.host)

    def run() -> float:
        values = [one() for one in runs]
        return old_draw(streams.old_stream(values[0]).uniform, name, values[1:])

    return Code("num", run, at=call.at)


@own("UUIDGEN")
def uuidgen(ex: Expressions, call: Call) -> Code:
    """A universally unique identifier."""
    return Code("char", lambda: str(uuid.uuid4()), 36, at=call.at)
