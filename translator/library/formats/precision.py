"""Ew., Dw.p, BESTDw.p, PVALUEw.d, ODDSRw.d: numbers with a given precision.

SAS: Formats and Informats Reference, the pages of these names.
"""

from __future__ import annotations

from decimal import Decimal
from math import isnan

from translator.library.formats.best import EXACT, best, fixed, missing_text
from translator.library.formats.numbers import narrow, write_number


def write_scientific(value: float, width: int, decimals: int) -> str:
    """Ew.: 1257 in ten columns is 1.257E+03, with a column for the sign."""
    if isnan(value):
        return missing_text(value, width)
    number = abs(Decimal(repr(float(value) or 0.0)))
    power = number.adjusted() if number else 0
    for _ in range(2):
        exponent = f"E{power:+03d}"
        places = max(width - 3 - len(exponent), 0)
        mantissa = EXACT.quantize(number.scaleb(-power), Decimal(1).scaleb(-places))
        if mantissa < 10:
            break
        power += 1
    text = ("-" if value < 0 else "") + format(mantissa, "f") + exponent
    return text.rjust(width) if len(text) <= width else "*" * width


def grouped_places(value: float, width: int, precision: int) -> int:
    """Return how many decimals Dw.p shows: 1, 1 + p, 1 + 2p …, the most that leave a column for the sign."""
    whole = len(fixed(abs(value), 0)) if abs(value) >= 1 else 1
    places = 1
    while whole + 1 + places + precision <= width - 1:
        places += precision
    return places


def write_aligned(value: float, width: int, decimals: int) -> str:
    """Dw.p: numbers of similar size show the same number of decimals, so that points line up."""
    if isnan(value):
        return missing_text(value, width)
    return write_number(value, width, grouped_places(value, width, decimals or 3))


def write_best_aligned(value: float, width: int, decimals: int) -> str:
    """BESTDw.p: as Dw.p; whole numbers without a point, and more decimals where the number has them."""
    if isnan(value):
        return missing_text(value, width)
    shown = best(value, width)
    if value == int(value) or "E" in shown or "." not in shown:
        return shown
    places = max(grouped_places(value, width, decimals or 3), len(shown.partition(".")[2]))
    return write_number(value, width, places)


def write_p_value(value: float, width: int, decimals: int) -> str:
    """PVALUEw.d: as w.d, but what is smaller than the last decimal is written <.0001."""
    if isnan(value):
        return missing_text(value, width)
    places = decimals or max(min(4, width - 2), 1)
    if 0 <= value < 10.0**-places:
        text = "<." + "0" * (places - 1) + "1"
        return text.rjust(width) if len(text) <= width else "*" * width
    return write_number(value, width, places)


def write_odds_ratio(value: float, width: int, decimals: int) -> str:
    """ODDSRw.d: as w.d, but extreme ratios are written <0.001 and >999.999."""
    if isnan(value):
        return missing_text(value, width)
    places = decimals or max(min(3, width - 4), 1)
    whole = width - places - 2
    if value < 10.0**-places:
        return narrow("<0." + "0" * (places - 1) + "1", width).rjust(width)
    if value > float("9" * max(whole, 1) + "." + "9" * places):
        return (">" + "9" * whole + "." + "9" * places).rjust(width)
    return write_number(value, width, places)
