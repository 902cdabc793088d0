"""Formats that follow a language or locale: NLxxx. for English_UnitedStates, EURDFxxx. for English.

SAS: National Language Support Reference, "NLNUMw.d", "NLMNYw.d", "NLPCTw.d", "NLDATEw." …, "EURDFxxw.". Other
locales and languages have no rows: their names are refused.
"""

from __future__ import annotations

from math import isnan

from translator.library.formats.best import best, fixed, missing_text
from translator.library.formats.calendar_days import no_date
from translator.library.formats.dates import write_weekdatx, write_worddate
from translator.library.formats.numbers import grouped, hundredfold, narrow, write_eurox, write_number


def write_national(value: float, width: int, decimals: int, before: str, after: str) -> str:
    """Write with commas, kept even where decimals are lost by it; `before` "-" is a minus sign, "(" parentheses
    for negative numbers, and what follows it stands before the number."""
    if isnan(value):
        return missing_text(value, width)
    unit = before[1:]
    for places in range(decimals, -1, -1):
        text = narrow(unit + grouped(fixed(abs(value), places), ",", "."), width)
        if value < 0:
            text = f"({text}{after})" if before[0] == "(" else f"-{text}{after}"
        else:
            text += after
        if len(text) <= width:
            return text.rjust(width)
    return best(value, width)


def write_national_percent(value: float, width: int, decimals: int) -> str:
    """NLPCTw.d: a percentage with commas and a minus sign."""
    if isnan(value):
        return missing_text(value, width)
    return write_national(float(hundredfold(value)), width, decimals, "-", "%")


def write_national_date(value: float, width: int, decimals: int) -> str:
    """NLDATEw.: March 17, 2012."""
    return no_date(value, width) or write_worddate(value, width, decimals)


def write_from_currency(value: float, width: int, decimals: int, rate: str) -> str:
    """EURFRxxxw.d: an amount divided by the currency's rate, as EUROXw.d writes it."""
    return write_eurox(value if isnan(value) else value / float(rate), width, decimals)


def write_to_currency(value: float, width: int, decimals: int, rate: str) -> str:
    """EURTOxxxw.d: euros times the currency's rate, as w.d writes them."""
    return write_number(value if isnan(value) else value * float(rate), width, decimals)


def write_european_weekday(value: float, width: int, decimals: int) -> str:
    """EURDFWKXw.: Saturday, 17 March 2012, in full from 28 columns on."""
    refused = no_date(value, width)
    if refused:
        return refused
    return (
        write_weekdatx(value, 29, 0).strip().rjust(width) if width == 28 else write_weekdatx(value, width, 0)
    )
