"""Arithmetic: size and sign, roots, powers and logarithms, whole numbers, constants."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function
from translator.library.missing import missing_letter, special_missing

BIGGEST = 1.7976931348623157e308
CONSTANTS = {
    "E": math.e,
    "EULER": 0.5772156649015329,
    "PI": math.pi,
    "MACEPS": 2.0**-52,
    "SQRTMACEPS": 2.0**-26,
    "LOGMACEPS": math.log(2.0**-52),
    "BIG": BIGGEST,
    "SQRTBIG": math.sqrt(BIGGEST),
    "LOGBIG": math.log(BIGGEST),
    "SMALL": 2.2250738585072014e-308,
    "SQRTSMALL": math.sqrt(2.2250738585072014e-308),
    "LOGSMALL": math.log(2.2250738585072014e-308),
}


@function("ABS", "num", pandas="{0}.abs()", r="abs({0})", examples=(("abs(2.4)", 2.4), ("abs(-3)", 3)))
def abs_(value: float) -> float:
    """Return the absolute value."""
    return nan if isnan(value) else math.fabs(value)


@function(
    "SIGN",
    "num",
    r="sign({0})",
    pandas="np.sign({0})",
    examples=(("sign(-5)", -1), ("sign(0)", 0), ("sign(2)", 1)),
)
def sign(value: float) -> float:
    """Return -1, 0 or 1: the sign of a value."""
    if isnan(value):
        return nan
    return float((value > 0) - (value < 0))


@function("SQRT", "num", examples=(("sqrt(25)", 5), ("sqrt(36)", 6), ("sqrt(-1)", None)))
def sqrt(value: float) -> float:
    """Return the square root; a negative argument is invalid."""
    return math.sqrt(value) if value >= 0 else nan


@function("CUBEROOT", "num", examples=(("cuberoot(27)", 3), ("cuberoot(-8)", -2)))
def cuberoot(value: float) -> float:
    """Return the cube root."""
    if isnan(value):
        return nan
    root = math.copysign(math.pow(math.fabs(value), 1 / 3), value)
    return root - (root * root * root - value) / (3 * root * root) if root else 0.0


@function("EXP", "num", examples=(("exp(1)", 2.718281828459045), ("exp(0)", 1), ("exp(800)", None)))
def exp(value: float) -> float:
    """Return e to the power of a value; invalid where the result is too large."""
    return math.exp(value) if value <= 709.782712893384 else nan


@function("EXPM1", "num", examples=(("expm1(0)", 0), ("expm1(1e-10)", 1.00000000005e-10)))
def expm1(value: float) -> float:
    """Return e to the power of a value, less one, exact near zero."""
    return math.expm1(value) if value <= 709.782712893384 else nan


@function(
    "LOG",
    "num",
    r="sas_ln({0})",
    examples=(("log(1)", 0), ("log(10)", 2.302585092994046), ("log(0)", None), ("log(-1)", None)),
)
def log(value: float) -> float:
    """Return the natural logarithm; arguments that are not positive are invalid."""
    return math.log(value) if value > 0 else nan


@function(
    "LOG1PX", "num", examples=(("log1px(0)", 0), ("log1px(0.5)", 0.4054651081081644), ("log1px(-1)", None))
)
def log1px(value: float) -> float:
    """Return the natural logarithm of one plus a value, exact near zero."""
    return math.log1p(value) if value > -1 else nan


@function("LOG2", "num", examples=(("log2(2)", 1), ("log2(0.5)", -1), ("log2(0)", None)))
def log2(value: float) -> float:
    """Return the logarithm to base 2."""
    return math.log2(value) if value > 0 else nan


@function("LOG10", "num", examples=(("log10(1)", 0), ("log10(10)", 1), ("log10(100)", 2), ("log10(0)", None)))
def log10(value: float) -> float:
    """Return the logarithm to base 10."""
    return math.log10(value) if value > 0 else nan


@function(
    "LOGISTIC",
    "num",
    examples=(("logistic(0)", 0.5), ("logistic(1)", 0.7310585786300049), ("logistic(-800)", 0)),
)
def logistic(value: float) -> float:
    """Return the logistic function 1 / (1 + exp(-x))."""
    if isnan(value):
        return nan
    small = math.exp(-math.fabs(value))
    return 1 / (1 + small) if value >= 0 else small / (1 + small)


@function("FACT", "num", examples=(("fact(5)", 120), ("fact(0)", 1), ("fact(-1)", None), ("fact(2.5)", None)))
def fact(count: float) -> float:
    """Return the factorial of a whole number."""
    if isnan(count) or count < 0 or count != int(count) or count > 170:
        return nan
    return float(math.factorial(int(count)))


@function("PERM", "num [num]", examples=(("perm(5, 1)", 5), ("perm(5)", 120), ("perm(5, 2)", 20)))
@finite
def perm(count: float, taken: float | None = None) -> float:
    """Return the number of ways to arrange `taken` of `count` things."""
    chosen = count if taken is None else taken
    if (
        isnan(count)
        or isnan(chosen)
        or count != int(count)
        or chosen != int(chosen)
        or not 0 <= chosen <= count
    ):
        return nan
    return whole_number(math.perm(int(count), int(chosen))) if chosen <= 170 else nan


@function("COMB", "num num", examples=(("comb(5, 1)", 5), ("comb(10, 3)", 120), ("comb(3, 5)", None)))
@finite
def comb(count: float, taken: float) -> float:
    """Return the number of ways to choose `taken` of `count` things."""
    if isnan(count) or isnan(taken) or count != int(count) or taken != int(taken) or not 0 <= taken <= count:
        return nan
    fewer = min(taken, count - taken)
    return whole_number(math.comb(int(count), int(fewer))) if fewer < 1000 else nan


@function("LFACT", "num", examples=(("lfact(5)", 4.787491742782046), ("lfact(0)", 0), ("lfact(-1)", None)))
@finite
def lfact(count: float) -> float:
    """Return the natural logarithm of the factorial of a whole number."""
    return math.lgamma(count + 1) if count >= 0 and count == int(count) else nan


@function("LCOMB", "num num", examples=(("lcomb(5, 1)", 1.6094379124341003), ("lcomb(3, 5)", None)))
@finite
def lcomb(count: float, taken: float) -> float:
    """Return the natural logarithm of the number of ways to choose `taken` of `count` things."""
    valid = 0 <= taken <= count and count == int(count) and taken == int(taken)
    return math.log(math.comb(int(count), int(taken))) if valid else nan


@function(
    "LPERM", "num [num]", examples=(("lperm(5, 1)", 1.6094379124341003), ("lperm(5)", 4.787491742782046))
)
@finite
def lperm(count: float, taken: float | None = None) -> float:
    """Return the natural logarithm of the number of ways to arrange `taken` of `count` things."""
    chosen = count if taken is None else taken
    valid = 0 <= chosen <= count and count == int(count) and chosen == int(chosen)
    return math.log(math.perm(int(count), int(chosen))) if valid else nan


def whole_number(value: int) -> float:
    """Return a whole number of any size as a float; missing if it is too large."""
    return float(value) if value < 2**1023 else nan


@function("GCD", "num num...", examples=(("gcd(10, 15)", 5), ("gcd(36, 45)", 9), ("gcd(12, 18, 8)", 2)))
def gcd(*values: float) -> float:
    """Return the greatest common divisor of whole numbers."""
    if any(isnan(value) or value != int(value) for value in values):
        return nan
    return float(math.gcd(*(int(value) for value in values)))


@function("LCM", "num num...", examples=(("lcm(1, 5, 3)", 15), ("lcm(10, 15)", 30), ("lcm(3, 0)", 0)))
@finite
def lcm(*values: float) -> float:
    """Return the least common multiple of whole numbers."""
    if any(isnan(value) or value != int(value) for value in values):
        return nan
    return float(math.lcm(*(int(value) for value in values)))


@function("CONSTANT", "char [num]", missing="own", examples=(
    ("constant('pi')", 3.141592653589793), ("constant('e')", 2.718281828459045),
    ("constant('maceps')", 2.220446049250313e-16), ("constant('exactint')", 9007199254740992),
    ("constant('exactint', 3)", 8192), ("constant('euler')", 0.5772156649015329),
))  # fmt: skip
def constant(name: str, parameter: float | None = None) -> float:
    """Return a constant of mathematics or of the machine by its name."""
    key = name.strip(" ").upper()
    if key == "EXACTINT":
        size = 8 if parameter is None or isnan(parameter) else int(parameter)
        return 2.0 ** (8 * size - 11) if 2 <= size <= 8 else nan
    if parameter is not None and key in ("LOGBIG", "LOGSMALL", "LOGMACEPS"):
        return CONSTANTS[key] / math.log(parameter) if parameter > 1 else nan
    return CONSTANTS.get(key, nan)


@function("DIVIDE", "num num", missing="own", r="sas_divide_ods({0}, {1})", examples=(
    ("divide(6, 3)", 2), ("divide(1, 0)", ".I"), ("divide(2, .I)", 0), ("divide(.I, -1)", ".M"),
    ("divide(-1, 0)", ".M"), ("divide(0, 0)", None), ("divide(., 2)", None),
))  # fmt: skip
def divide(dividend: float, divisor: float) -> float:
    """Divide with ODS's conventions: .I is infinity, .M minus infinity, ._ a blank that stays."""
    infinity, minus = special_missing("I"), special_missing("M")
    above, below = missing_letter(dividend), missing_letter(divisor)
    if "_" in (above, below):
        return special_missing("_")
    if (isnan(dividend) and above not in ("I", "M")) or (isnan(divisor) and below not in ("I", "M")):
        return nan
    if below:
        return nan if above else 0.0
    if above:
        if divisor == 0:
            return infinity if above == "I" else minus
        return infinity if (above == "I") == (divisor > 0) else minus
    if divisor == 0:
        return nan if dividend == 0 else infinity if dividend > 0 else minus
    quotient = dividend / divisor
    if math.isinf(quotient):
        return infinity if quotient > 0 else minus
    return quotient
