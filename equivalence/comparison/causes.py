"""Why two columns differ: the pattern that all their differences share, if one is known."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

Value = float | str
Pair = tuple[Value, Value]
EPOCH_DAYS = 3653.0  # 1960-01-01 to 1970-01-01


def cause(pairs: Sequence[Pair]) -> str:
    """Return the likely cause of differences (base, comp), "" where none explains all of them."""
    texts = [(a, b) for a, b in pairs if isinstance(a, str) and isinstance(b, str)]
    if texts:
        return _text_cause(texts) if len(texts) == len(pairs) else "type"
    numbers = [(float(a), float(b)) for a, b in pairs if not isinstance(a, str) and not isinstance(b, str)]
    if len(numbers) < len(pairs):
        return "type"
    if all(isnan(a) != isnan(b) for a, b in numbers):
        if all(isnan(a) for a, _ in numbers):
            return "missing in base only" + (
                " (0 in the other: empty sum?)" if all(b == 0 for _, b in numbers) else ""
            )
        return "missing in the comparison only" + (
            " (0 in the base: empty sum?)" if all(a == 0 for a, _ in numbers) else ""
        )
    if any(isnan(a) or isnan(b) for a, b in numbers):
        return "kind of missing value" if all(isnan(a) and isnan(b) for a, b in numbers) else ""
    if all(abs(a - b) <= 4e-15 * max(abs(a), abs(b)) for a, b in numbers):
        return "last-bit noise (order of addition)"
    if all(abs(a - b) <= 1e-9 * max(abs(a), abs(b)) for a, b in numbers):
        return "rounding noise"
    if all(b - a in (EPOCH_DAYS, -EPOCH_DAYS, EPOCH_DAYS * 86400, -EPOCH_DAYS * 86400) for a, b in numbers):
        return "epoch (1960 or 1970)"
    if all(abs(abs(a - b) - 10.0 ** _places(a, b)) < 1e-9 * max(1.0, abs(a)) for a, b in numbers):
        return "rounding of halves"
    if (
        len({round(b / a, 12) for a, b in numbers if a}) == 1
        and all(a for a, _ in numbers)
        and len(numbers) > 1
    ):
        ratio = numbers[0][1] / numbers[0][0]
        if ratio.is_integer() and ratio > 1:
            return f"fan-out (each value is {ratio:g} times the base: repeated keys in a join?)"
    return ""


def _places(a: float, b: float) -> int:
    """Return the exponent of the last decimal place that both numbers show."""
    for places in range(13):
        if (
            abs(a * 10**places - round(a * 10**places)) < 1e-6
            and abs(b * 10**places - round(b * 10**places)) < 1e-6
        ):
            return -places
    return -12


def _text_cause(pairs: Sequence[tuple[str, str]]) -> str:
    if all(a.strip() == b.strip() for a, b in pairs):
        return "padding (blanks)"
    if all(a.lower() == b.lower() for a, b in pairs):
        return "case of letters"
    if all(a.startswith(b) or b.startswith(a) for a, b in pairs):
        return "cut text"
    if all(_mojibake(a) == b or _mojibake(b) == a for a, b in pairs):
        return "encoding"
    return ""


def _mojibake(text: str) -> str:
    try:
        return text.encode("utf-8").decode("cp1252")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return "\0"
