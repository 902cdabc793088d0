"""Trigonometric and hyperbolic functions, their inverses; angles are in radians."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function


@function("SIN", "num", r="sin({0})", examples=(("sin(0.5)", 0.479425538604203), ("sin(0)", 0)))
def sin(angle: float) -> float:
    """Return the sine."""
    return nan if isnan(angle) else math.sin(angle)


@function("COS", "num", r="cos({0})", examples=(("cos(0.5)", 0.8775825618903728), ("cos(0)", 1)))
def cos(angle: float) -> float:
    """Return the cosine."""
    return nan if isnan(angle) else math.cos(angle)


@function("TAN", "num", r="tan({0})", examples=(("tan(0.5)", 0.5463024898437905), ("tan(0)", 0)))
def tan(angle: float) -> float:
    """Return the tangent."""
    return nan if isnan(angle) else math.tan(angle)


@function("COT", "num", examples=(("cot(0.5)", 1.830487721712452), ("cot(0)", None)))
@finite
def cot(angle: float) -> float:
    """Return the cotangent."""
    return nan if isnan(angle) or math.sin(angle) == 0 else 1 / math.tan(angle)


@function("SEC", "num", examples=(("sec(0.5)", 1.139493927324549), ("sec(0)", 1)))
def sec(angle: float) -> float:
    """Return the secant."""
    return nan if isnan(angle) else 1 / math.cos(angle)


@function("CSC", "num", examples=(("csc(0.5)", 2.085829642933488), ("csc(0)", None)))
@finite
def csc(angle: float) -> float:
    """Return the cosecant."""
    return nan if isnan(angle) or math.sin(angle) == 0 else 1 / math.sin(angle)


@function("ARSIN", "num", examples=(("arsin(0)", 0), ("arsin(1)", 1.5707963267948966), ("arsin(2)", None)))
def arsin(sine: float) -> float:
    """Return the angle of a sine; arguments outside -1 to 1 are invalid."""
    return math.asin(sine) if -1 <= sine <= 1 else nan


@function("ARCOS", "num", examples=(("arcos(1)", 0), ("arcos(0)", 1.5707963267948966), ("arcos(-2)", None)))
def arcos(cosine: float) -> float:
    """Return the angle of a cosine; arguments outside -1 to 1 are invalid."""
    return math.acos(cosine) if -1 <= cosine <= 1 else nan


@function(
    "ATAN",
    "num",
    r="atan({0})",
    examples=(("atan(0)", 0), ("atan(1)", 0.7853981633974483), ("atan(-9)", -1.460139105621001)),
)
def atan(tangent: float) -> float:
    """Return the angle of a tangent."""
    return nan if isnan(tangent) else math.atan(tangent)


@function(
    "ATAN2",
    "num num",
    examples=(("atan2(-1, 0.5)", -1.1071487177940904), ("atan2(6, 8)", 0.6435011087932844)),
)
def atan2(y: float, x: float) -> float:
    """Return the angle of the point (x, y), from minus pi to pi."""
    return nan if isnan(y) or isnan(x) else math.atan2(y, x)


@function("SINH", "num", examples=(("sinh(0)", 0), ("sinh(1)", 1.1752011936438014), ("sinh(800)", None)))
def sinh(value: float) -> float:
    """Return the hyperbolic sine."""
    return math.sinh(value) if abs(value) < 710 else nan


@function("COSH", "num", examples=(("cosh(0)", 1), ("cosh(-5)", 74.20994852478785), ("cosh(800)", None)))
def cosh(value: float) -> float:
    """Return the hyperbolic cosine."""
    return math.cosh(value) if abs(value) < 710 else nan


@function("TANH", "num", r="tanh({0})", examples=(("tanh(0)", 0), ("tanh(0.5)", 0.46211715726000973)))
def tanh(value: float) -> float:
    """Return the hyperbolic tangent."""
    return nan if isnan(value) else math.tanh(value)


@function(
    "ARSINH",
    "num",
    r="asinh({0})",
    examples=(("arsinh(-5)", -2.3124383412727525), ("arsinh(5)", 2.3124383412727525)),
)
def arsinh(value: float) -> float:
    """Return the inverse hyperbolic sine."""
    return nan if isnan(value) else math.asinh(value)


@function(
    "ARCOSH",
    "num",
    examples=(("arcosh(5)", 2.2924316695611777), ("arcosh(13)", 3.2566139548000526), ("arcosh(0)", None)),
)
def arcosh(value: float) -> float:
    """Return the inverse hyperbolic cosine; arguments below 1 are invalid."""
    return math.acosh(value) if value >= 1 else nan


@function("ARTANH", "num", examples=(("artanh(0.5)", 0.5493061443340548), ("artanh(1)", None)))
def artanh(value: float) -> float:
    """Return the inverse hyperbolic tangent; arguments outside -1 to 1 are invalid."""
    return math.atanh(value) if -1 < value < 1 else nan
