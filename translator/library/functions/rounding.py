"""Truncation and rounding. Fuzz: what is within 1E-12 of a whole number counts as that number."""

from __future__ import annotations

import math
import struct
from math import isnan, nan

from translator.library.functions.registry import function

FUZZ = 1e-12


def step_fuzz(steps: float) -> float:
    """Return how far from a half (or from zero) rounding errors can have brought a number of steps."""
    return FUZZ if steps < 1000 else steps * 2.0**-51


def steps_from_zero(value: float, unit: float) -> tuple[float, float]:
    """Return how many rounding units a size holds, and the reciprocal of the unit if that is a whole number.

    With a unit of 0.01, counting with 100 instead gives results that agree with decimal arithmetic.
    """
    inverse = math.floor(1 / unit + 0.5) if unit > 1e-300 else 0
    if unit < 1 and abs(inverse * unit - 1) < FUZZ:
        return abs(value) * inverse, float(inverse)
    return abs(value) / unit, 0.0


@function(
    "ROUND", "num [num]",
    examples=(("round(223.456, 1)", 223), ("round(223.456, 0.01)", 223.46), ("round(223.456, 100)", 200),
              ("round(223.456)", 223), ("round(223.456, 0.3)", 223.5), ("round(2.5)", 3), ("round(-2.5)", -3),
              ("round(1234.56789, 0.001)", 1234.568), ("round(1.005, 0.01)", 1.01), ("round(123456789.4999)", 123456789), ("round(0.285, 0.01)", 0.29)),
)  # fmt: skip
def round_(value: float, unit: float | None = None) -> float:
    """Return the nearest multiple of a unit (1 if left out); halves, within the fuzz, go away from zero."""
    step = 1.0 if unit is None else abs(unit)
    if isnan(value) or isnan(step) or step == 0:
        return nan if isnan(value) or isnan(step) else value
    steps, inverse = steps_from_zero(value, step)
    if steps >= 2**52:
        return value
    whole = math.floor(steps)
    if steps - whole >= 0.5 - step_fuzz(steps):
        whole += 1
    size = whole / inverse if inverse else whole * step
    return math.copysign(size, value) if size else 0.0


@function(
    "ROUNDE", "num [num]",
    examples=(("rounde(2.5)", 2), ("rounde(3.5)", 4), ("rounde(223.456, 0.01)", 223.46), ("rounde(-2.5)", -2)),
)  # fmt: skip
def rounde(value: float, unit: float | None = None) -> float:
    """Return the nearest multiple of a unit; halves, within the fuzz, go to the even multiple."""
    step = 1.0 if unit is None else abs(unit)
    if isnan(value) or isnan(step) or step == 0:
        return nan if isnan(value) or isnan(step) else value
    steps, inverse = steps_from_zero(value, step)
    if steps >= 2**52:
        return value
    whole = math.floor(steps)
    over = steps - whole - 0.5
    if abs(over) <= step_fuzz(steps):
        whole += whole % 2
    elif over > 0:
        whole += 1
    size = whole / inverse if inverse else whole * step
    return math.copysign(size, value) if size else 0.0


@function(
    "ROUNDZ", "num [num]",
    examples=(("roundz(223.456, 1)", 223), ("roundz(223.456, 0.01)", 223.46), ("roundz(223.456, 100)", 200),
              ("roundz(2.5)", 2), ("roundz(223.456, 0.3)", 223.5)),
)  # fmt: skip
def roundz(value: float, unit: float | None = None) -> float:
    """Return the nearest multiple of a unit without fuzz; exact halves go to the even multiple."""
    step = 1.0 if unit is None else abs(unit)
    if isnan(value) or isnan(step) or step == 0:
        return nan if isnan(value) or isnan(step) else value
    steps, inverse = steps_from_zero(value, step)
    if steps >= 2**52:
        return value
    whole = math.floor(steps)
    if steps - whole > 0.5 or (steps - whole == 0.5 and whole % 2):
        whole += 1
    size = whole / inverse if inverse else whole * step
    return math.copysign(size, value) if size else 0.0


@function(
    "FUZZ", "num",
    examples=(("fuzz(5.9999999999999)", 6), ("fuzz(5.99999999)", 5.99999999)),
)  # fmt: skip
def fuzz(value: float) -> float:
    """Return the nearest whole number if the value is within 1E-12 of it, else the value."""
    if isnan(value):
        return nan
    whole = float(math.floor(value + 0.5))
    return whole if abs(value - whole) < FUZZ else value


@function(
    "INT", "num",
    examples=(("int(2.1)", 2), ("int(-2.4)", -2), ("int(1.0000000000001)", 1), ("int(2.9999999999999)", 3)),
)  # fmt: skip
def int_(value: float) -> float:
    """Return the whole part of a value, with fuzz."""
    return math.trunc(fuzz(value)) + 0.0 if not isnan(value) else nan


@function("INTZ", "num", examples=(("intz(2.1)", 2), ("intz(-2.4)", -2), ("intz(2.9999999999999)", 2)))
def intz(value: float) -> float:
    """Return the whole part of a value, without fuzz."""
    return math.trunc(value) + 0.0 if not isnan(value) else nan


@function(
    "FLOOR", "num",
    examples=(("floor(2.1)", 2), ("floor(-2.4)", -3), ("floor(-1.6)", -2), ("floor(2.9999999999999)", 3)),
)  # fmt: skip
def floor(value: float) -> float:
    """Return the largest whole number that is not above a value, with fuzz."""
    return math.floor(fuzz(value)) + 0.0 if not isnan(value) else nan


@function(
    "FLOORZ", "num", examples=(("floorz(2.1)", 2), ("floorz(-2.4)", -3), ("floorz(2.9999999999999)", 2))
)
def floorz(value: float) -> float:
    """Return the largest whole number that is not above a value, without fuzz."""
    return math.floor(value) + 0.0 if not isnan(value) else nan


@function(
    "CEIL", "num",
    examples=(("ceil(2.1)", 3), ("ceil(-2.4)", -2), ("ceil(1.0000000000001)", 1), ("ceil(-1.6)", -1)),
)  # fmt: skip
def ceil(value: float) -> float:
    """Return the smallest whole number that is not below a value, with fuzz."""
    return math.ceil(fuzz(value)) + 0.0 if not isnan(value) else nan


@function("CEILZ", "num", examples=(("ceilz(2.1)", 3), ("ceilz(-2.4)", -2), ("ceilz(1.0000000000001)", 2)))
def ceilz(value: float) -> float:
    """Return the smallest whole number that is not below a value, without fuzz."""
    return math.ceil(value) + 0.0 if not isnan(value) else nan


@function(
    "MOD", "num num",
    examples=(("mod(10, 3)", 1), ("mod(0.3, -0.1)", 0), ("mod(1.7, 0.1)", 0), ("mod(0.9, 0.3)", 0),
              ("mod(-10, 3)", -1), ("mod(6, 3)", 0), ("mod(123456789.0625, 1)", 0.0625), ("mod(5, 0)", None)),
)  # fmt: skip
def mod(value: float, divisor: float) -> float:
    """Return the remainder of a division, with the sign of the value; zero where it is off by rounding only."""
    if isnan(value) or isnan(divisor) or divisor == 0:
        return nan
    rest = math.fmod(value, divisor)
    if value == int(value) and divisor == int(divisor):
        return rest + 0.0
    size, step = abs(rest), abs(divisor)
    tolerance = step * step_fuzz(abs(value / divisor))
    return 0.0 if size < tolerance or step - size < tolerance else rest


@function("MODZ", "num num", examples=(("modz(10, 3)", 1), ("modz(-10, 3)", -1), ("modz(5, 0)", None)))
def modz(value: float, divisor: float) -> float:
    """Return the remainder of a division, with the sign of the value, without fuzz."""
    if isnan(value) or isnan(divisor) or divisor == 0:
        return nan
    return math.fmod(value, divisor) + 0.0


@function("TRUNC", "num num", examples=(("trunc(3, 3)", 3), ("trunc(3.1, 3)", 3.099609375)))
def trunc(value: float, bytes_kept: float) -> float:
    """Return what is left of a number that is stored in fewer bytes (3 to 8)."""
    if isnan(value) or isnan(bytes_kept) or not 3 <= bytes_kept <= 8:
        return nan
    kept = int(bytes_kept)
    result: float = struct.unpack(">d", struct.pack(">d", value)[:kept] + b"\0" * (8 - kept))[0]
    return result
