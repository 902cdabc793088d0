"""Values: what is computed in a row. Every node knows its type; every SAS habit is a field.

A *condition* is one of Comparison, Logic, Truth, Membership, Matches, FirstLast, Flagged, Held, Found: true or false, never
missing. A number that stands where a condition is wanted is wrapped in Truth; a condition that stands where a
number is wanted is wrapped in Flag (1 or 0).

Text values are right-trimmed. Where SAS sees the trailing blanks of a variable the value is wrapped in Pad.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

from translator.lang.source import Token
from translator.lang.syntax import Format
from translator.lang.types import NUMBER, Schema, Type

FLAG = Type("num", 8, nullable=False)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the step. `name` is its canonical spelling (one spelling for a variable in a plan)."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal. `form` is "d", "t" or "dt" for date literals, so that the emitter can show the date."""

    value: float | str
    type: Type
    form: str = ""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+ - * / **`, "negate" (one argument). A missing argument gives `.`; x/0 and invalid powers give `.`.

    `overflow`: a result too large for a number is "missing" where it is computed, or the program "stops" where it shows.
    """

    op: OneOf["+", "-", "*", "/", "**", "negate"]
    args: tuple[Value, ...]
    type: Type = NUMBER
    at: Token | None = field(default=None, compare=False, repr=False)
    overflow: OneOf["missing", "stops"] = "stops"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The operators `><` (min) and `<>` (max): missing is smallest, unlike the functions MIN and MAX."""

    op: OneOf["min", "max"]
    left: Value
    right: Value
    type: Type = NUMBER


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values of one kind. `missing`: "smallest" is SAS's order (missing equals missing, below any number).

    `prefix`: the longer text is cut to the length of the shorter one (`=:`); the lengths are those of the
    values as SAS sees them: `prefix` comparisons have Pad-free trimmed operands.
    """

    op: OneOf["=", "ne", "<", "<=", ">", ">="]
    left: Value
    right: Value
    missing: OneOf["smallest"]
    prefix: bool = False
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Logic:
    """AND, OR (two or more conditions), NOT (one)."""

    op: OneOf["and", "or", "not"]
    args: tuple[Value, ...]
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Truth:
    """A number taken as a condition: true unless it is 0 or missing."""

    value: Value
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition taken as a number: 1 or 0."""

    condition: Value
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Membership:
    """`value in (items)`; a missing number in the list matches missing. Whole-number `ranges` are (low, high)."""

    value: Value
    items: tuple[float | str, ...]
    ranges: tuple[tuple[float, float], ...] = ()
    prefix: bool = False
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Matches:
    """WHERE's text tests: `kind` "contains", "like" (`_` and `%`, `escape`), "sounds"."""

    kind: OneOf["contains", "like", "sounds"]
    value: Value
    text: Value
    escape: str = ""
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class FirstLast:
    """FIRST.key / LAST.key of the BY statement of the step's reader: `keys` are the BY variables up to this one."""

    which: OneOf["first", "last"]
    keys: tuple[str, ...]
    reader: int = 0
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Flagged:
    """An IN= variable, END= variable: `kind` says which; `source` is the position of the data set in the reader."""

    kind: OneOf["in", "end"]
    name: str
    reader: int = 0
    source: int = 0
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Automatic:
    """`_N_`, NOBS= ("nobs"): numbers that are never missing. "_error_": did the INPUT statement from lines number
    `reader` find invalid data? "_failed_": did the reader find no row (POINT=, KEY=)?
    "_code_": its _IORC_ (MODIFY).
    "_ran_out_": did the INPUT before come to the end of lines number `reader` (INFILE EOF=; true once)?"""

    which: OneOf["_n_", "_error_", "_failed_", "_code_", "_ran_out_", "nobs", "_infile_"]
    name: str
    reader: int = 0
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Held:
    """A condition as it was where the operation `Mask` of this number stands: true or false for each row."""

    number: int
    condition: Value
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Found:
    """Does a data set hold a row whose columns have these values? (column, value); missing equals missing."""

    dataset: str
    keys: tuple[tuple[str, Variable], ...]
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Concatenate:
    """`||`. Parts are wrapped in Pad where their trailing blanks count."""

    parts: tuple[Value, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Pad:
    """The text with its trailing blanks up to `length`."""

    value: Value
    length: int
    type: Type


@dataclass(frozen=True, slots=True)
class Cut:
    """The text cut to `length` characters and right-trimmed: what a variable of that length keeps."""

    value: Value
    length: int
    type: Type


@dataclass(frozen=True, slots=True)
class CutTo:
    """As `Cut`, to the length of an element of an array whose variables differ in length: only the row knows it."""

    value: Value
    element: Element
    type: Type


@dataclass(frozen=True, slots=True)
class CutToText:
    """As `Cut`, to the length of a text that only the run knows: it gave the variable its length."""

    value: Value
    text: RunTimeMacro | Concatenate
    type: Type


@dataclass(frozen=True, slots=True)
class Shorten:
    """A number stored in fewer than 8 bytes: the mantissa's last bytes are cut."""

    value: Value
    bytes: int
    type: Type = NUMBER


@dataclass(frozen=True, slots=True)
class ToText:
    """Automatic conversion of a number: BESTw. right-aligned (w is 12, or the target's width if smaller)."""

    value: Value
    width: int
    type: Type


@dataclass(frozen=True, slots=True)
class ToNumber:
    """Automatic conversion of a text; what is not a number gives `.` and SAS's note."""

    value: Value
    type: Type = NUMBER
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of the library by its upper-case name. Optional arguments left out are not there."""

    function: str
    args: tuple[Value, ...]
    type: Type
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Service:
    """A function that needs its surroundings (library rows with a `context`), e.g. TODAY, SYMGET, RAND, EXIST.

    `site` numbers the call in the step (LAG and DIF have one queue a call); `depth` is LAGn's n. `schema`: of the data
    set that OPEN opens, where it is known.
    """

    function: str
    args: tuple[Value, ...]
    type: Type
    site: int = 0
    depth: int = 1
    schema: Schema | None = None


@dataclass(frozen=True, slots=True)
class PutFormat:
    """PUT(value, format.): the text that the format gives. `user`: the name is one of the program's own formats."""

    value: Value
    format: Format
    type: Type
    user: bool = False


@dataclass(frozen=True, slots=True)
class ReadFormat:
    """INPUT(text, informat.); `quiet` for `??`; `cutoff`: the YEARCUTOFF= year for years of two digits."""

    value: Value
    informat: Format
    type: Type
    user: bool = False
    quiet: bool = False
    cutoff: int = 1926
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Element:
    """`array{subscripts}` with subscripts that only the row knows; `array` is a name in the loop's arrays."""

    array: str
    subscripts: tuple[Value, ...]
    type: Type
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pick:
    """Of these columns, the elements of an array, the one whose number (1 for the first) is `place`; it is one of them."""

    array: str
    elements: tuple[Variable, ...]
    place: Value
    type: Type


@dataclass(frozen=True, slots=True)
class HashCall:
    """A method of a hash object or iterator, or its attribute NUM_ITEMS; `tags` go with `args`."""

    object: str
    method: str
    tags: tuple[str, ...]
    args: tuple[Value, ...]
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class RunTimeMacro:
    """A macro variable that the run sets: an ordinary variable of the target."""

    name: str
    type: Type


Value = (
    Variable | Constant | Arithmetic | Extreme | Comparison | Logic | Truth | Flag | Membership | Matches | FirstLast
    | Flagged | Automatic | Concatenate | Pad | Cut | CutTo | CutToText | Shorten | ToText | ToNumber | Apply | Service | PutFormat
    | ReadFormat | Element | Pick | HashCall | RunTimeMacro | Held | Found
)  # fmt: skip

CONDITIONS = (Comparison, Logic, Truth, Membership, Matches, FirstLast, Flagged, Held, Found)


def made_of_masks(condition: Value) -> bool:
    """Is a condition made of masks alone?"""
    match condition:
        case Held():
            return True
        case Logic(args=args):
            return all(made_of_masks(arg) for arg in args)
    return False
