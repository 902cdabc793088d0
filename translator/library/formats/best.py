"""BESTw., and the decimal text of a number on which all numeric formats stand.

A number's digits are those of its shortest decimal form, so a half that the program wrote as a half (1.005) is a
half here; halves go away from zero. SAS: Formats and Informats Reference, "BESTw. Format", "w.d Format".
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from math import isinf, isnan

from translator.library.errors import too_large
from translator.library.missing import missing_letter

EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


MISSING = ["."]  # how a missing number is shown: OPTIONS MISSING=


def show_missing(character: str) -> None:
    """OPTIONS MISSING=: show missing numbers as this character from now on."""
    MISSING[0] = character[:1] or " "


def missing_text(value: float, width: int) -> str:
    """Write a missing value: `.` (or what OPTIONS MISSING= says) or its letter, at the right end of the field."""
    return (missing_letter(value) or MISSING[0]).rjust(width)


def fixed(value: float, decimals: int) -> str:
    """Write a number with so many decimals, halves away from zero: 2.675 with two is 2.68.

    A number that is a half in its first 16 digits counts as a half: so SAS writes 11.501149999999999 hours with
    HOUR7.4 as 11.5012, and 20.049999999999955 seconds with MMSS9.1 as 20.0 (formatted values of epam/parso).
    """
    number = Decimal(repr(float(value) or 0.0))  # a negative zero is a zero
    near = Decimal(format(value, ".16g")).normalize()
    if near.as_tuple().exponent == -decimals - 1 and near.as_tuple().digits[-1] == 5:
        number = near
    return format(EXACT.quantize(number, Decimal(1).scaleb(-decimals)), "f")


def whole_mantissa(value: float, width: int) -> str:
    """Write a large number with as many whole digits as fit before the exponent: 36E5; "" if none fits."""
    for power in range(1, 309):
        digits = fixed(float(Decimal(repr(float(value))).scaleb(-power)), 0)
        shorter = digits.rstrip("0")
        text = f"{shorter}E{power + len(digits) - len(shorter)}"
        if shorter.strip("-") and len(text) <= width:
            return text
    return ""


def scientific(value: float, width: int) -> str:
    """Write a number as BESTw. does in scientific notation, or "" if the width is too small.

    Published: 1257000 in six columns is 1.26E6, -1257000 is -126E4 ("BESTw. Format", "NLBESTw. Format"); 3626885 in
    four is 36E5 (Language Reference: Concepts, "Variable Type Conversions"). So a large number has a decimal point
    where two decimals fit, and a whole mantissa where they do not.
    """
    sign = "-" if value < 0 else ""
    number = abs(Decimal(repr(float(value))))
    power = number.adjusted()
    for _ in range(2):
        exponent = f"E{power}"
        room = width - len(sign) - len(exponent)
        if room < 1:
            return ""
        places = min(max(room - 2, 0), 14)
        if places < 2 and power > 0:
            return whole_mantissa(value, width)
        mantissa = EXACT.quantize(number.scaleb(-power), Decimal(1).scaleb(-places))
        if mantissa < 10:
            break
        power += 1
    text = format(mantissa, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return sign + text + exponent


def shortest(value: float, width: int) -> str:
    """Write a number by BESTw.'s rules without padding: as precise as the width allows, or asterisks.

    Whole numbers that fit are written in full; others with up to 15 digits (a zero before the
    point counts) and no trailing zeros. Numbers too
    long for the width, or nearer to zero than 1E-5, take scientific notation.
    """
    if value == 0:
        return "0"
    if value == int(value) and len(str(int(value))) <= width:
        return str(int(value))
    size = abs(value)
    sign = "-" if value < 0 else ""
    whole = len(str(int(size)))
    if size >= 1e-5 and whole + len(sign) <= width:
        leading = Decimal(repr(size)).adjusted()
        places = max(min(width - len(sign) - whole - 1, 14 - max(leading, 0)), 0)
        text = fixed(size, places)
        if len(text) + len(sign) > width and places:
            text = fixed(size, places - 1)
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        if len(text) + len(sign) <= width and text != "0":
            return sign + text
    short = scientific(value, width)
    if short:
        return short
    if size < 1:
        text = sign + fixed(size, max(width - 1 - len(sign), 0)).removeprefix("0").rstrip("0")
        return text if text.strip("-.") and len(text) <= width else "0"
    return "*" * width


def best(value: float, width: int = 12) -> str:
    """Write a number by BESTw., right-aligned in its width. It is how SAS turns numbers into text unasked."""
    if isnan(value):
        return missing_text(value, width)
    if isinf(value):
        raise too_large("A number to write")
    return shortest(value, width).rjust(width)


def write_best(value: float, width: int, decimals: int) -> str:
    """BESTw.: the notation that keeps most of the number in the width. Decimals are not used."""
    return best(value, width)
