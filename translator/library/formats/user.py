"""User formats and informats: what PROC FORMAT's VALUE, INVALUE and PICTURE statements define.

SAS: Base SAS Procedures Guide, "PROC FORMAT". A value on the shared end of two ranges belongs to the lower one;
numeric ends match within FUZZ=, 1E-12 unless told; trailing blanks of text do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf, isinf, isnan, nan
from typing import Literal

from translator.lang.statements import FormatDefinition, FormatEntry, FormatRange, Option
from translator.lang.syntax import Format, Missing, Number, String, Unary, Var
from translator.library.formats.best import best
from translator.library.formats.pictures import strange_directive, write_picture
from translator.library.missing import missing_letter, special_missing

Kind = Literal["num", "char", "invalue", "invalue char", "picture"]
Label = str | float | Format
LOW, HIGH = "low", "high"
HIGHEST_TEXT = "\U0010ffff"
KNOWN_OPTIONS = {
    "value": ("default", "min", "max", "fuzz", "multilabel", "notsorted"),
    "invalue": ("default", "min", "max", "fuzz", "notsorted", "upcase", "just"),
    "picture": ("default", "min", "max", "fuzz", "multilabel", "notsorted", "round"),
}
PICTURE_OPTIONS = ("mult", "multiplier", "prefix", "fill", "noedit", "decsep", "dig3sep", "datatype")


@dataclass(frozen=True, slots=True)
class UserRange:
    """`low - high` without the ends that are open. LOW is -inf or "", HIGH is +inf or None; OTHER has `other`.

    A missing value stands only for itself (low is NaN). `number` tells that an INVALUE range was written as
    numbers, so that the text is compared as a number.
    """

    low: float | str = ""
    high: float | str | None = None
    low_open: bool = False
    high_open: bool = False
    other: bool = False
    number: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """Options of one PICTURE label, and those of the statement that apply to it."""

    mult: float | None = None
    prefix: str = ""
    fill: str = " "
    noedit: bool = False
    decsep: str = "."
    dig3sep: str = ","
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class UserEntry:
    """Ranges and what they become: a text, a number (INVALUE), a nested format, or "_same_" / "_error_" (`special`)."""

    ranges: tuple[UserRange, ...]
    label: Label
    special: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class UserFormat:
    """A format or informat of PROC FORMAT, ready to use. `name` is in upper case, with `$` for character."""

    name: str
    kind: Kind
    entries: tuple[UserEntry, ...]
    default: int
    lowest: int = 1
    highest: int = 32767
    fuzz: float = 1e-12
    multilabel: bool = False
    notsorted: bool = False
    upcase: bool = False
    just: bool = False
    round: bool = False
    ordered: tuple[tuple[UserRange, UserEntry], ...] = field(init=False, compare=False, repr=False)
    points: dict[float | str, UserEntry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the ranges and index the single values, once."""
        ordered = tuple(_in_order(self))
        points: dict[float | str, UserEntry] = {}
        if all(item.low == item.high for item, _ in ordered):
            for item, entry in ordered:
                points.setdefault(item.low, entry)
        object.__setattr__(self, "ordered", ordered)
        object.__setattr__(self, "points", points)

    @property
    def character(self) -> bool:
        """True if it takes text (a `$` format, or any informat)."""
        return self.kind in ("char", "invalue", "invalue char")


def stored_values(format_: UserFormat) -> list[float | str]:
    """Return a value of each range, in the order in which PROC FORMAT stores them; OTHER stands for none.

    Raises ValueError for a range that has no first value (LOW, or an open end).
    """
    found: list[float | str] = []
    for item, _ in format_.ordered:
        if item.other:
            continue
        low = item.low
        if item.low_open or low == -inf or (low == "" and item.high not in ("", None)):
            low = "" if item.high is None or item.high_open else item.high
            if low == "" or low == inf:
                raise ValueError("a range without a value that stands for it")
        found.append(low)
    return found


def nested_first(formats: Sequence[UserFormat]) -> list[UserFormat]:
    """Return formats of one PROC FORMAT, those that others name as `[name.]` before these, else in their order."""
    by_name = {one.name.upper(): one for one in formats if not one.kind.startswith("invalue")}
    made: dict[int, UserFormat] = {}
    open_: set[int] = set()

    def add(one: UserFormat) -> None:
        if id(one) in open_:
            return
        open_.add(id(one))
        for entry in one.entries:
            if (
                isinstance(entry.label, Format)
                and (named := by_name.get(entry.label.name.upper())) is not None
            ):
                add(named)
        made[id(one)] = one

    for one in formats:
        add(one)
    return list(made.values())


class Overlap(ValueError):
    """Two ranges of a VALUE or PICTURE statement overlap; the message is SAS's."""


def compile_format(definition: FormatDefinition) -> UserFormat:
    """Make a usable format of a VALUE, INVALUE or PICTURE statement.

    Raises ValueError for options that are not known here (LANGUAGE= …) and for what SAS refuses.
    """
    options = {option.name: option for option in definition.options}
    known = KNOWN_OPTIONS[definition.kind] + (PICTURE_OPTIONS if definition.kind == "picture" else ())
    strange = [name for name in options if name not in known]
    strange += [
        option.name
        for entry in definition.entries
        for option in entry.options
        if option.name not in PICTURE_OPTIONS
    ]
    if strange:
        raise ValueError(f"option {strange[0].upper()} of {definition.kind.upper()}")
    char = definition.name.startswith("$")
    kind: Kind
    match definition.kind:
        case "value":
            kind = "char" if char else "num"
        case "invalue":
            kind = "invalue char" if char else "invalue"
        case "picture":
            kind = "picture"
    entries = tuple(_entry(entry, kind, definition.options) for entry in definition.entries)
    if "multilabel" not in options and not kind.startswith("invalue"):
        _check_overlap(entries, _number(options["fuzz"]) if "fuzz" in options else 1e-12)
    default = int(_number(options["default"])) if "default" in options else default_columns(entries, kind)
    lowest = int(_number(options["min"])) if "min" in options else 1
    highest = int(_number(options["max"])) if "max" in options else 32767
    return UserFormat(
        definition.name.upper(),
        kind,
        entries,
        min(max(default, lowest), highest),
        lowest,
        highest,
        _number(options["fuzz"]) if "fuzz" in options else 1e-12,
        "multilabel" in options,
        "notsorted" in options,
        "upcase" in options,
        "just" in options,
        "round" in options,
    )


def _check_overlap(entries: tuple[UserEntry, ...], fuzz: float) -> None:
    """Raise Overlap where two ranges share more than an end (VALUE statement, MULTILABEL)."""
    found = sorted(
        (
            r
            for entry in entries
            for r in entry.ranges
            if not r.other and r.low == r.low and isinstance(r.low, str) == isinstance(r.high, str)
        ),
        key=lambda r: (r.low, r.high),
    )
    for one, two in zip(found, found[1:]):
        same = (one.low, one.high) == (two.low, two.high)
        if two.low < one.high or same and one.low == one.high:  # type: ignore[operator]
            raise Overlap(
                f"These two ranges overlap: {_shown(one)} and {_shown(two)} (fuzz={best(fuzz, 12).strip()})."
            )


def _shown(item: UserRange) -> str:
    """Return a range as SAS writes it in a message."""

    def end(value: float | str | None) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        return {-inf: "LOW", inf: "HIGH"}.get(value) or best(value, 12).strip()

    low_open, high_open = "<" if item.low_open else "", "<" if item.high_open else ""
    return f"{end(item.low)}{low_open}-{high_open}{end(item.high)}"


def default_columns(entries: tuple[UserEntry, ...], kind: Kind) -> int:
    """Return the width of a format without DEFAULT=: its longest label.

    Of an informat: its longest range, 12 where a range is written as numbers; a character informat has room for its
    longest result too. SAS: Base SAS Procedures Guide, PROC FORMAT, "Informat and Format Options", DEFAULT=.
    """
    if kind.startswith("invalue"):
        ranges = [item for entry in entries for item in entry.ranges if not item.other]
        widths = [_range_width(item) for item in ranges]
        if kind == "invalue":
            widths += [12 for item in ranges if not isinstance(item.low, str)]
        else:
            widths += [len(entry.label) for entry in entries if isinstance(entry.label, str)]
        return max(widths, default=12 if kind == "invalue" else 1)
    labels = (entry.label for entry in entries)
    return (
        max(
            (label.width or 1 if isinstance(label, Format) else len(str(label)) for label in labels),
            default=1,
        )
        or 1
    )


def _range_width(item: UserRange) -> int:
    ends = (item.low, item.high)
    return max(
        len(end) if isinstance(end, str) else len(best(end, 12).strip()) if not isinf(end) else 0
        for end in ends
        if end is not None
    )


def _number(option: Option) -> float:
    value = option.value
    if isinstance(value, Number):
        return value.value
    if isinstance(value, Unary) and isinstance(value.operand, Number):
        return -value.operand.value if value.op == "-" else value.operand.value
    raise ValueError(f"{option.name.upper()}= needs a number")


def _text(option: Option) -> str:
    value = option.value
    if isinstance(value, String):
        return value.value
    if isinstance(value, Var):
        return value.name
    raise ValueError(f"{option.name.upper()}= needs a text")


def _entry(entry: FormatEntry, kind: Kind, options: tuple[Option, ...]) -> UserEntry:
    ranges = tuple(_range(item, kind) for item in entry.ranges)
    label: Label
    special = ""
    match entry.label:
        case String(value):
            label = value
        case Number(value):
            label = value if kind == "invalue" else best(value, 12).strip()
        case Unary(op, Number(value)):
            label = -value if op == "-" else value
            label = label if kind == "invalue" else best(label, 12).strip()
        case Missing(letter):
            label = special_missing(letter) if kind == "invalue" else "." + letter
        case Format() as nested:
            label = nested
        case Var(name) if name.lower() in ("_same_", "_error_"):
            label, special = "", name.lower()
        case Var(name):
            label = name
        case other:
            raise ValueError(f"no label: {other}")
    if kind == "invalue" and isinstance(label, str) and not special:
        label = label_number(label)
    picture = None
    if kind == "picture":
        own = {option.name: option for option in (*options, *entry.options)}
        picture = Picture(
            next((_number(own[name]) for name in ("mult", "multiplier") if name in own), None),
            _text(own["prefix"]) if "prefix" in own else "",
            _text(own["fill"]) if "fill" in own else " ",
            "noedit" in own,
            _text(own["decsep"]) if "decsep" in own else ".",
            _text(own["dig3sep"]) if "dig3sep" in own else ",",
            _text(own["datatype"]).lower() if "datatype" in own else "",
        )
        if picture.datatype and strange_directive(str(label)):
            raise ValueError(f"directive {strange_directive(str(label))} of PICTURE")
    return UserEntry(ranges, label, special, picture)


def label_number(text: str) -> float:
    """The number that a label of INVALUE stands for; ValueError where it is none."""
    word = text.strip().upper()
    if word in ("", "."):
        return nan
    if len(word) == 2 and word[0] == "." and (word[1].isalpha() or word[1] == "_"):
        return special_missing(word[1])
    return float(word)


def _range(item: FormatRange, kind: Kind) -> UserRange:
    if isinstance(item.low, Var) and item.low.name.lower() == "other":
        return UserRange(other=True)
    low, low_number = _end(item.low, kind)
    if item.high is None:
        if item.low_open or item.high_open:
            raise ValueError("a single value cannot leave itself out")
        return UserRange(low, low, number=low_number)
    high, high_number = _end(item.high, kind)
    return UserRange(low, high, item.low_open, item.high_open, number=low_number and high_number)


def _end(node: object, kind: Kind) -> tuple[float | str, bool]:
    text = kind in ("char", "invalue char")
    match node:
        case Var(name) if name.lower() == LOW:
            return ("" if text else -inf), True
        case Var(name) if name.lower() == HIGH:
            return (HIGHEST_TEXT if text else inf), True
        case String(value):
            if text or kind == "invalue":
                return value.rstrip(" "), False
            return label_number(value), True
        case Number(value):
            return (best(value, 12).strip(), False) if text else (float(value), True)
        case Unary(op, Number(value)):
            signed = -float(value) if op == "-" else float(value)
            return (best(signed, 12).strip(), False) if text else (signed, True)
        case Missing(letter):
            return ("." + letter, False) if text else (special_missing(letter), True)
        case Var(name):
            if text or kind == "invalue":
                return name, False
            return special_missing(name.upper()), True
    raise ValueError(f"no range: {node}")


def _covers_number(item: UserRange, value: float, fuzz: float) -> bool:
    low, high = item.low, item.high
    assert isinstance(low, float) and isinstance(high, float)
    if isnan(value) or isnan(low):
        return isnan(value) and isnan(low) and missing_letter(value) == missing_letter(low)
    above = value > low and not (item.low_open and abs(value - low) <= fuzz)
    below = value < high and not (item.high_open and abs(value - high) <= fuzz)
    at_low = abs(value - low) <= fuzz and not item.low_open
    at_high = abs(value - high) <= fuzz and not item.high_open
    return (above or at_low) and (below or at_high)


def _covers_text(item: UserRange, value: str) -> bool:
    low, high = item.low, item.high
    assert isinstance(low, str) and isinstance(high, str)
    above = value > low or (value == low and not item.low_open)
    below = value < high or (value == high and not item.high_open)
    return above and below


def _in_order(format: UserFormat) -> list[tuple[UserRange, UserEntry]]:
    """Return the ranges (without OTHER) in the order in which they are tried.

    SAS sorts them, so that the lower range comes first; NOTSORTED and MULTILABEL keep the written order, and so do
    informats, whose ranges may be texts and numbers.
    """
    pairs = [(item, entry) for entry in format.entries for item in entry.ranges if not item.other]
    if format.notsorted or format.multilabel or format.kind.startswith("invalue"):
        return pairs
    return sorted(pairs, key=lambda pair: pair[0].low if pair[0].low == pair[0].low else -inf)


def sorted_ranges(format: UserFormat) -> list[tuple[UserRange, UserEntry]]:
    """Return the ranges (without OTHER) in the order in which they are tried: SAS sorts them by their low ends."""
    return list(format.ordered)


def find_entries(format: UserFormat, value: float | str) -> list[UserEntry]:
    """Return the entries whose ranges hold the value: the lowest range first; OTHER's only if there is no other."""
    point = format.points.get(value.rstrip(" ") if isinstance(value, str) else value)
    if point is not None and not format.multilabel:
        return [point]
    found: list[UserEntry] = []
    for item, entry in () if format.points and isinstance(value, str) and point is None else format.ordered:
        if isinstance(value, str):
            hit = isinstance(item.low, str) and _covers_text(item, value.rstrip(" "))
        else:
            hit = not isinstance(item.low, str) and _covers_number(item, float(value), format.fuzz)
        if hit:
            found.append(entry)
    return found or [entry for entry in format.entries if any(item.other for item in entry.ranges)]


def labels_of(format: UserFormat, value: float | str) -> list[str]:
    """Return all labels of a value, primary and secondary ones: what MLF makes levels of."""
    return list(dict.fromkeys(str(entry.label) for entry in find_entries(format, value)))


Writer = Callable[[float | str, Format], str]
Reader = Callable[[str, Format], "float | str"]


def write_user(value: float | str, format: UserFormat, width: int | None, write: Writer) -> str:
    """Write a value with a user format: its label cut to the width, numbers' labels padded on the right.

    `write` writes nested formats. An uncovered number is written with BEST in the width, an uncovered text is cut.
    """
    columns = min(max(width or format.default, format.lowest, 1), format.highest)
    entries = find_entries(format, value)
    if not entries:
        if isinstance(value, str):
            return value[:columns].ljust(columns)
        return best(value, columns)
    entry = entries[0]
    if isinstance(entry.label, Format):
        nested = entry.label
        text = write(value, nested)
        return text[:columns].ljust(columns) if width or len(text) < columns else text
    if entry.picture is not None and isinstance(value, float | int):
        return write_picture(float(value), str(entry.label), entry.picture, columns, format.round)
    return str(entry.label)[:columns].ljust(columns)


def read_user(
    text: str, format: UserFormat, width: int | None, read: Reader, number: Callable[[str], float]
) -> float | str:
    """Read a text with an INVALUE informat. Raises ValueError for _ERROR_ and for what is neither covered nor
    a number.

    `read` reads with nested informats, `number` reads standard numbers, against which numeric ranges are held.
    """
    word = text[: width or format.default]
    if format.just:
        word = word.lstrip(" ")
    if format.upcase:
        word = word.upper()
    word = word.rstrip(" ")
    entry = _covering(format, word, number)
    if entry is None or entry.special == "_same_":
        return word if format.kind == "invalue char" else number(word)
    if entry.special == "_error_":
        raise ValueError(f"invalid data {text!r}")
    if isinstance(entry.label, Format):
        return read(word, entry.label)
    return entry.label


def _covering(format: UserFormat, word: str, number: Callable[[str], float]) -> UserEntry | None:
    value: float | None
    try:
        value = number(word)
    except ValueError:
        value = None
    other = None
    for entry in format.entries:
        for item in entry.ranges:
            if item.other:
                other = entry
            elif isinstance(item.low, str):
                if _covers_text(item, word):
                    return entry
            elif value is not None and _covers_number(item, value, format.fuzz):
                return entry
    return other
