"""w.d and its relatives: commas, currencies, percentages, leading zeros, and the informats that read them.

SAS: Formats and Informats Reference, "w.d", "COMMAw.d", "DOLLARw.d", "PERCENTw.d", "Zw.d" and their informats.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import isinf, isnan

from translator.library.formats.best import fixed, missing_text, shortest
from translator.library.large_numbers import must_not_be_large
from translator.library.missing import special_missing

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([ED][+-]?\d+)?")
SPECIAL = re.compile(r"\.[A-Za-z_]")


def narrow(text: str, width: int) -> str:
    """Leave out the zero before the decimal point where the text is too long by it: 0.50 becomes .50."""
    if len(text) <= width:
        return text
    return re.sub(r"^(-?[^0-9]*)0(?=[.,])", r"\1", text)


def write_number(value: float, width: int, decimals: int) -> str:
    """w.d: so many decimals, right-aligned; fewer where they do not fit, then what BESTw. makes of it."""
    if isnan(value):
        return missing_text(value, width)
    for places in range(decimals, -1, -1):
        text = narrow(fixed(value, places), width)
        if len(text) <= width:
            return text.rjust(width)
    return shortest(value, width).rjust(width)


TOO_SMALL = (
    "NOTE: At least one W.D format was too small for the number to be printed. The decimal may be shifted by the "
    '"BEST" format.'
)


def is_too_small(value: float, width: int, decimals: int) -> bool:
    """Has w.d no room for the number with all its decimals? Then SAS says so in the log."""
    return not isnan(value) and len(narrow(fixed(value, decimals), width)) > width


def grouped(text: str, separator: str, point: str) -> str:
    """Put a separator between each three digits of the whole part, and `point` before the decimals."""
    sign = "-" if text.startswith("-") else ""
    whole, _, decimals = text.removeprefix("-").partition(".")
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", separator, whole)
    return sign + whole + (point + decimals if decimals else "")


def write_grouped(value: float, width: int, decimals: int, currency: str, separator: str, point: str) -> str:
    """Write with currency sign and separators; a narrow field loses separators, then the sign, then decimals.

    A minus sign follows the currency sign: $-1,234.57 (National Language Support Reference, "NLMNYIw.d Format").
    """
    if isnan(value):
        return missing_text(value, width)
    plain = fixed(value, decimals)
    full = grouped(plain, separator, point)
    for text in (
        currency + full,
        currency + plain.replace(".", point),
        plain.replace(".", point),
    ):
        text = narrow(text, width)
        if len(text) <= width:
            return text.rjust(width)
    return write_number(value, width, decimals).replace(".", point)


def write_comma(value: float, width: int, decimals: int) -> str:
    """COMMAw.d: 1234.5 as 1,234.50."""
    return write_grouped(value, width, decimals, "", ",", ".")


def write_commax(value: float, width: int, decimals: int) -> str:
    """COMMAXw.d: 1234.5 as 1.234,50."""
    return write_grouped(value, width, decimals, "", ".", ",")


def write_dollar(value: float, width: int, decimals: int) -> str:
    """DOLLARw.d: 1234.5 as $1,234.50."""
    return write_grouped(value, width, decimals, "$", ",", ".")


def write_dollarx(value: float, width: int, decimals: int) -> str:
    """DOLLARXw.d: 1234.5 as $1.234,50."""
    return write_grouped(value, width, decimals, "$", ".", ",")


def write_euro(value: float, width: int, decimals: int) -> str:
    """EUROw.d: 1234.5 as E1,234.50."""
    return write_grouped(value, width, decimals, "E", ",", ".")


def write_eurox(value: float, width: int, decimals: int) -> str:
    """EUROXw.d: 1234.5 as E1.234,50."""
    return write_grouped(value, width, decimals, "E", ".", ",")


def write_yen(value: float, width: int, decimals: int) -> str:
    """YENw.d: 1234.5 as ¥1,234.50."""
    return write_grouped(value, width, decimals, "¥", ",", ".")


def write_numx(value: float, width: int, decimals: int) -> str:
    """NUMXw.d: a comma for the decimal point."""
    return (
        write_number(value, width, decimals).replace(".", ",")
        if not isnan(value)
        else missing_text(value, width)
    )


def write_zeros(value: float, width: int, decimals: int) -> str:
    """Zw.d: leading zeros; a minus sign stands first."""
    if isnan(value):
        return missing_text(value, width)
    text = write_number(value, width, decimals).strip()
    sign = "-" if text.startswith("-") else ""
    return sign + text.removeprefix("-").rjust(width - len(sign), "0")


def write_percent(value: float, width: int, decimals: int) -> str:
    """PERCENTw.d: 0.05 as 5% with places left for parentheses, which hold negative ones: (  5%)."""
    if isnan(value):
        return missing_text(value, width)
    text = write_number(abs(float(hundredfold(value))), max(width - 3, 1), decimals)
    return f"({text}%)" if value < 0 else f" {text}% "


def hundredfold(value: float) -> str:
    """Move the decimal point two places, without the noise that a multiplication adds."""
    return str(Decimal(repr(float(value))).scaleb(2))


def write_percentn(value: float, width: int, decimals: int) -> str:
    """PERCENTNw.d: as PERCENTw.d, with a minus sign for negative ones; three columns are not for digits."""
    if isnan(value):
        return missing_text(value, width)
    text = write_number(abs(float(hundredfold(value))), max(width - 3, 1), decimals).strip()
    return (("-" if value < 0 else "") + text + "%").rjust(width)


def write_negparen(value: float, width: int, decimals: int) -> str:
    """NEGPARENw.d: commas; negative numbers in parentheses, others with a blank in their place."""
    if isnan(value):
        return missing_text(value, width)
    plain = fixed(abs(value), decimals)
    for text in (grouped(plain, ",", "."), plain):
        text = f"({text})" if value < 0 else text + " "
        if len(text) <= width:
            return text.rjust(width)
    return write_number(value, width, decimals)


def read_number(text: str, width: int, decimals: int) -> float:
    """w.d: a number with blanks around it. Without a decimal point, `decimals` places are implied.

    Signs, E notation and `.`, `.A` … `.Z`, `._` for missing values are read; blank is missing. Blanks inside or
    other characters raise ValueError.
    """
    word = text.strip().upper()
    if word in ("", "."):
        return special_missing("")
    if re.fullmatch(r"\.[A-Z_]", word):
        return special_missing(word[1])
    found = NUMBER.fullmatch(word)
    if not found:
        raise ValueError(f"invalid number {text!r}")
    exponent = found.group(2) or ""
    number = float(word.replace("D", "E"))
    if decimals and "." not in word:
        number = float(word[: found.end(1)] + "E" + str(int(exponent.lstrip("ED") or 0) - decimals))
    if isinf(number):
        raise ValueError(f"{text!r} is larger than any number")
    must_not_be_large(abs(number))
    return number


def number_from_text(text: str) -> float:
    """Turn text into a number as SAS does unasked: w. with w the text's length. Raises ValueError if invalid."""
    return read_number(text, len(text), 0)


def read_stripped(text: str, width: int, decimals: int, extra: str, point: str) -> float:
    """Read a number after taking out commas, blanks, dollar and percent signs, dashes and parentheses.

    A left parenthesis or minus sign before the digits makes it negative. `.A` is a missing value where it stands
    alone, not where only what is taken out makes it one (`. A`).
    """
    word = text.strip()
    if SPECIAL.fullmatch(word):
        return read_number(word, len(word), decimals)
    if point == ",":
        word = word.translate(str.maketrans(".,", ",."))
    negative = bool(re.match(r"[$€]?\s*[-(]", word))
    body = re.sub(r"[,$()%\s" + re.escape(extra) + "]|(?<![EeDd])-", "", word)
    if SPECIAL.fullmatch(body):
        raise ValueError(f"invalid number {text!r}")
    number = read_number(body, len(body), decimals)
    return -number if negative and not isnan(number) else number


def read_comma(text: str, width: int, decimals: int) -> float:
    """COMMAw.d, DOLLARw.d: numbers with commas, blanks, dollar and percent signs, dashes and parentheses."""
    return read_stripped(text, width, decimals, "", ".")


def read_commax(text: str, width: int, decimals: int) -> float:
    """COMMAXw.d, DOLLARXw.d: as COMMAw.d with comma and point exchanged."""
    return read_stripped(text, width, decimals, "", ",")


def read_euro(text: str, width: int, decimals: int) -> float:
    """EUROw.d: as COMMAw.d, with E or € before the number."""
    return read_stripped(re.sub(r"^(\s*[-(]?\s*)[Ee€]", r"\1", text), width, decimals, "€", ".")


def read_eurox(text: str, width: int, decimals: int) -> float:
    """EUROXw.d: as COMMAXw.d, with E or € before the number."""
    return read_stripped(re.sub(r"^(\s*[-(]?\s*)[Ee€]", r"\1", text), width, decimals, "€", ",")


def read_yen(text: str, width: int, decimals: int) -> float:
    """YENw.d: as COMMAw.d, with ¥ before the number."""
    return read_stripped(text, width, decimals, "¥\\", ".")


def read_numx(text: str, width: int, decimals: int) -> float:
    """NUMXw.d: a comma stands for the decimal point."""
    return read_number(text.replace(",", "."), width, decimals)


def read_percent(text: str, width: int, decimals: int) -> float:
    """PERCENTw.d: as COMMAw.d; a number with a percent sign is divided by 100."""
    number = read_comma(text, width, decimals)
    return number / 100 if "%" in text and not isnan(number) else number


def read_blank_zero(text: str, width: int, decimals: int) -> float:
    """BZw.d: blanks are zeros."""
    word = text.rstrip("\n")
    if not word.strip():
        return 0.0
    body = word.lstrip()
    return read_number(body.replace(" ", "0"), width, decimals)


def read_trailing_sign(text: str, width: int, decimals: int) -> float:
    """TRAILSGNw.: the sign stands after the number: 1234- is -1234."""
    word = text.strip().replace(",", "")
    if word.endswith(("-", "+")):
        word = word[-1] + word[:-1].rstrip()
    return read_number(word, width, decimals)
