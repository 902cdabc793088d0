"""What a function of numbers gives where its result is too large for a number: a missing value."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import isinf, nan


def finite(body: Callable[..., float]) -> Callable[..., float]:
    """Let a function give missing where its result overflows, or where a part of its formula does."""

    @wraps(body)
    def within(*arguments: float) -> float:
        try:
            result = body(*arguments)
        except (ArithmeticError, ValueError):
            return nan
        return nan if isinf(result) else result

    return within
