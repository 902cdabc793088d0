"""Row loops over columns of numbers, compiled by Numba where that pays."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from functools import wraps
from math import isfinite, isinf, isnan, nan
from types import FunctionType
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.tables import must_be_finite

LARGE = (
    500_000  # rows from which compiling, which takes a second or two, is sooner done than the loop in Python
)


class OnlyPython(Exception):
    """A compiled loop has come to what it cannot do: write a note to the log, stop with SAS's error."""


def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """Run a loop over columns of numbers: by Numba where it is installed and the columns are long, else by Python.

    The results are the same to the last bit. Where the compiled loop gives up, Python runs the loop from its start.
    """
    machine: list[Any] = []

    @wraps(loop)
    def run(*columns: Any) -> Any:
        arrays = [np.ascontiguousarray(column) for column in columns]
        if len(arrays[0]) >= LARGE:
            machine[:] = machine or [machine_code(loop)]
            try:
                return machine[0](*arrays)
            except OnlyPython:
                pass  # Python runs the whole loop
        return loop(*(array.tolist() for array in arrays))

    return run


def machine_code(loop: Callable[..., Any]) -> Callable[..., Any]:
    """The loop as Numba compiles it; without Numba a function that gives up at once."""
    try:
        import numba
        from numba.extending import overload, register_jitable
    except ImportError:

        def give_up(*columns: Any) -> Any:
            raise OnlyPython

        return give_up

    teach_float: Any = overload(float)

    def flag(value: Any) -> Any:
        return (lambda value: 1.0 if value else 0.0) if isinstance(value, numba.types.Boolean) else None

    def teach(function: Any) -> None:
        for name in function.__code__.co_names:
            helper: Any = globals().get(name)
            if not isinstance(helper, FunctionType) or helper in TAUGHT:
                continue
            TAUGHT.append(helper)
            body = getattr(helper, "__wrapped__", None)
            if name in MACHINE:
                taught: Any = overload(helper)
                taught(MACHINE[name])
            elif body is not None:  # a result that is too large for a number is missing
                teach(body)
                taught = overload(helper)
                taught(machine_finite(register_jitable(body)))
            else:
                teach(helper)
                register_jitable(helper)

    if not TAUGHT:
        TAUGHT.append(flag)
        teach_float(flag)
        register_jitable(near_whole)
    teach(loop)
    made = numba.njit(loop)

    def run(*columns: Any) -> Any:
        try:
            return made(*columns)
        except numba.core.errors.NumbaError as error:
            warnings.warn(
                f"Numba cannot compile {loop.__name__}: Python runs it, slowly ({error})", stacklevel=2
            )
            raise OnlyPython from error

    return run


TAUGHT: list[Any] = []  # helpers that Numba knows


def machine_divide(a: Any, b: Any, at: Any = None) -> Any:
    """What Numba compiles for `divide`; likewise below."""

    def divide(a: Any, b: Any, at: Any = None) -> Any:
        if b == 0:
            if not isnan(a):
                raise OnlyPython
            return nan
        result = a / b
        return result if isfinite(result) else nan

    return divide


def machine_subscript(index: Any, low: Any, high: Any, at: Any = "") -> Any:
    def subscript(index: Any, low: Any, high: Any, at: Any = "") -> Any:
        if isnan(index) or not low <= math.trunc(index) <= high:
            raise OnlyPython
        return int(index) - low

    return subscript


def machine_do_range(start: Any, stop: Any, step: Any = 1.0) -> Any:
    def do_range(start: Any, stop: Any, step: Any = 1.0) -> Any:
        if isnan(start) or isnan(stop) or isnan(step) or step == 0:
            raise OnlyPython
        return 1.0 * start, 1.0 * stop, 1.0 * step

    return do_range


def machine_less(a: Any, b: Any) -> Any:
    return lambda a, b: not isnan(b) and (isnan(a) or a < b)


def machine_less_equal(a: Any, b: Any) -> Any:
    return lambda a, b: isnan(a) or a <= b


def machine_equal(a: Any, b: Any) -> Any:
    return lambda a, b: a == b or (isnan(a) and isnan(b))


def machine_smaller(a: Any, b: Any) -> Any:
    return lambda a, b: b if not isnan(a) and (isnan(b) or b < a) else a


def machine_larger(a: Any, b: Any) -> Any:
    return lambda a, b: b if not isnan(b) and (isnan(a) or a < b) else a


def machine_finite(body: Any) -> Any:
    def finite(*arguments: Any) -> Any:
        def within(*arguments: Any) -> Any:
            result = body(*arguments)
            return nan if isinf(result) else result

        return within

    return finite


def machine_within_range(value: Any) -> Any:
    return lambda value: nan if isinf(value) else 1.0 * value


def near_whole(value: float) -> float:
    """FUZZ: the whole number that is within 1E-12, else the value."""
    whole = np.floor(value + 0.5)
    return whole if abs(value - whole) < 1e-12 else value


def machine_int(value: Any) -> Any:
    return lambda value: nan if isnan(value) else np.trunc(near_whole(value)) + 0.0


def machine_floor(value: Any) -> Any:
    return lambda value: nan if isnan(value) else np.floor(near_whole(value)) + 0.0


def machine_ceil(value: Any) -> Any:
    return lambda value: nan if isnan(value) else np.ceil(near_whole(value)) + 0.0


def machine_mod(value: Any, divisor: Any) -> Any:
    def mod(value: Any, divisor: Any) -> Any:
        if isnan(value) or isnan(divisor) or divisor == 0:
            return nan
        rest = np.fmod(value, divisor)
        if value == np.trunc(value) and divisor == np.trunc(divisor):
            return rest + 0.0
        size, step = abs(rest), abs(divisor)
        steps = abs(value / divisor)
        tolerance = step * (1e-12 if steps < 1000 else steps * 2.0**-51)
        return 0.0 if size < tolerance or step - size < tolerance else rest

    return mod


MACHINE = {
    "divide": machine_divide,
    "subscript": machine_subscript,
    "do_range": machine_do_range,
    "less": machine_less,
    "less_equal": machine_less_equal,
    "equal": machine_equal,
    "smaller": machine_smaller,
    "larger": machine_larger,
    "int_": machine_int,
    "floor": machine_floor,
    "ceil": machine_ceil,
    "mod": machine_mod,
    "within_range": machine_within_range,
}
"""Helpers that are compiled from a form of their own; all others from what Python runs."""


def beside(df: pd.DataFrame, names: Sequence[str], columns: Sequence[Any]) -> pd.DataFrame:
    """The table and, beside it, columns of these names that a loop has made for its rows."""
    for name, numbers in zip(names, columns):
        must_be_finite(name, numbers)
    made = pd.DataFrame(dict(zip(names, columns)), copy=False)
    return pd.concat([df.reset_index(drop=True), made], axis=1) if len(df.columns) else made
