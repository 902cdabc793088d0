"""Names among the arguments of functions: distributions and intervals that SAS knows and the library does not are refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator.lang.source import Token
from translator.library.functions.comparisons_of_means import comparison_kind
from translator.library.functions.distributions import distribution_name
from translator.library.functions.finance_methods import calculation
from translator.library.functions.intervals import read_interval
from translator.library.functions.prx import compiled
from translator.library.functions.seasons import cycle
from translator.library.random_numbers import random_distribution
from translator.lower.scope import LoweringError
from translator.plan import values as v


def season_of(text: str) -> None:
    """Raise NotImplementedError for an interval whose seasonal cycle is not known here."""
    known = read_interval(text)
    if known is not None:
        cycle(known)


CHECKS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(
        "CDF SDF SURVIVAL LOGCDF LOGSDF PDF PMF LOGPDF LOGPMF QUANTILE SQUANTILE".split(), distribution_name
    ),
    **dict.fromkeys(("INTNX", "INTCK", "INTTEST", "INTSHIFT"), read_interval),
    **dict.fromkeys(("INTSEAS", "INTCYCLE", "INTINDEX", "INTCINDEX"), season_of),
    "RAND": random_distribution,
    "PROBMC": comparison_kind,
    "FINANCE": calculation,
}
"""Function -> what reads its first argument; it raises NotImplementedError for what is not covered."""


def check_names(function: str, args: Sequence[v.Value], at: Token | None) -> None:
    """Refuse a call whose first argument names what is not covered. Raises LoweringError."""
    if function not in CHECKS or not args:
        return
    first = args[0].value if isinstance(args[0], v.Cut | v.Pad) else args[0]
    if isinstance(first, v.Constant) and isinstance(first.value, str):
        try:
            CHECKS[function](first.value)
        except NotImplementedError as error:
            raise LoweringError("H0257", f"{function} does not know {error}", at) from None


def invalid_pattern(args: Sequence[v.Value]) -> str:
    """Return why a literal Perl pattern, the first argument, is not valid; "" where it is, or where only the run knows it."""
    first = args[0].value if args and isinstance(args[0], v.Cut | v.Pad) else args[0] if args else None
    if not isinstance(first, v.Constant) or not isinstance(first.value, str):
        return ""
    try:
        compiled(first.value)
    except ValueError as error:
        return str(error)
    return ""
